/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Peers with other groups on the running kernel: for whoever may set them. */

#include <grp.h>

#include "live.h"

/* As many as a process can have: Linux; elsewhere the kernel tells 16. */
#ifdef __linux__
#define MOST	65536
#else
#define MOST	15
#endif

struct groups {
	uid_t	uid;
	int	ngroups;
	gid_t	given[4];
	int	ntold;
	gid_t	told[4];
};

#define EGID	2002

/* Linux sorts a list, and keeps what is in it twice, but for EGID. */
static const struct groups lists[] = {
	{ 0, 4, { 30, 20, 10, 20 }, 4, { 10, 20, 20, 30 } },
	{ 1001, 4, { 30, 20, 10, 20 }, 4, { 10, 20, 20, 30 } },
	{ 0, 0, { 0 }, 0, { 0 } },
	{ 1001, 0, { 0 }, 0, { 0 } },
	{ 1001, 1, { 3000000001U }, 1, { 3000000001U } },
	{ 1001, 1, { EGID }, 0, { 0 } },
	{ 1001, 2, { EGID, 0 }, 1, { 0 } },
	{ 1001, 4, { EGID, 3000, 0, EGID }, 2, { 0, 3000 } },
};

static int
connect_with(const gid_t *list, int ngroups, uid_t uid)
{
	if (setgroups((size_t)ngroups, list) == -1 ||
	    setregid(EGID, EGID) == -1 || setreuid(uid, uid) == -1)
		return errno;
	return be_client(NULL);
}

static int
connect_with_few(void *arg)
{
	const struct groups *groups = arg;

	return connect_with(groups->given, groups->ngroups, groups->uid);
}

static gid_t many[MOST];

static int
connect_with_many(void *arg)
{
	(void)arg;
	return connect_with(many, MOST, 1001);
}

static int
in_order(const void *a, const void *b)
{
	const gid_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

START_TEST(few)
{
	struct groups groups = lists[_i];
	struct peer client;
	gid_t list[8];
	int count = groups.ngroups + 1, fd, i, listener, size;

	listener = listening_socket();
	ck_assert_int_eq(start(&client, connect_with_few, &groups), 0);
	fd = accept_from(listener);
	expect_peer(fd, client.pid, groups.uid, EGID);
	ck_assert_int_eq(unixcred_get_peer_groups(fd, 0, NULL), count);
	for (size = 1; size <= 8; size++) {
		memset(list, POISON, sizeof(list));
		if (size < count) {
			ck_assert_int_eq(unixcred_get_peer_groups(fd, size,
			    list), -1);
			ck_assert_int_eq(errno, ERANGE);
			continue;
		}
		ck_assert_int_eq(unixcred_get_peer_groups(fd, size, list),
		    groups.ntold + 1);
		ck_assert_uint_eq(list[0], EGID);
		if (!ALWAYS_ANSWERS)
			qsort(list + 1, (size_t)groups.ntold, sizeof(gid_t),
			    in_order);
		for (i = 1; i <= groups.ntold; i++)
			ck_assert_uint_eq(list[i], groups.told[i - 1]);
		expect_poison(list + size,
		    (size_t)(8 - size) * sizeof(gid_t));
	}
	close(fd);
	close(listener);
	stop(&client);
}
END_TEST

START_TEST(most)
{
	static gid_t list[MOST + 1];
	struct peer client;
	int fd, i, listener;

	for (i = 0; i < MOST; i++)
		many[i] = (gid_t)(100000 + 3 * i);
	listener = listening_socket();
	ck_assert_int_eq(start(&client, connect_with_many, NULL), 0);
	fd = accept_from(listener);
	ck_assert_int_eq(unixcred_get_peer_groups(fd, 0, NULL), MOST + 1);
	memset(list, POISON, sizeof(list));
	ck_assert_int_eq(unixcred_get_peer_groups(fd, MOST, list), -1);
	ck_assert_int_eq(errno, ERANGE);
	expect_poison(&list[MOST], sizeof(list[MOST]));
	ck_assert_int_eq(unixcred_get_peer_groups(fd, MOST + 1, list),
	    MOST + 1);
	ck_assert_uint_eq(list[0], EGID);
	for (i = 0; i < MOST; i++)
		ck_assert_uint_eq(list[i + 1], many[i]);
	ck_assert_int_eq(unixcred_get_peer_groups(fd, (1 << 30) + 1, list),
	    MOST + 1);
	close(fd);
	close(listener);
	stop(&client);
}
END_TEST

/*
 * Two groups are told: one alone comes right even where a list does not.  A
 * user namespace may not have numbers as large as ours.
 */
static int
ask_for_two(void *arg)
{
	static const gid_t two[] = { 3000000001U, 100000 + 3 * MOST };
	int fd[2];

	(void)arg;
	if (setgroups(2, two) == -1 || setregid(EGID, EGID) == -1 ||
	    setreuid(1001, 1001) == -1 ||
	    socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == -1)
		return errno;
	return unixcred_get_peer_groups(fd[0], 0, NULL) == -1 ? errno : 0;
}

int
main(void)
{
	TCase *tests;

	if (!possible(ask_for_two, NULL))
		return skip("may not set groups, or the kernel tells none");
	tests = tcase_create("groups");
	tcase_add_loop_test(tests, few, 0, sizeof(lists) / sizeof(lists[0]));
	tcase_add_test(tests, most);
	return live_run("groups", tests);
}
