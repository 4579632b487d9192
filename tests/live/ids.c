/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Peers with other ids and groups on the running kernel.  The test needs the
 * right to set them.
 */

#include <grp.h>

#include "live.h"

/* The most that a process can have: Linux; other kernels report 16. */
#ifdef __linux__
#define MOST	65536
#else
#define MOST	15
#endif

struct identity {
	uid_t	ruid, euid;
	gid_t	rgid, egid;
	int	ngroups;
	gid_t	given[4];
	int	ntold;
	gid_t	told[4];
};

/* Linux sorts the list, and keeps duplicates other than egid. */
static const struct identity others[] = {
	{ 1001, 1001, 2002, 2002, 4, { 30, 20, 10, 20 },
	    4, { 10, 20, 20, 30 } },
	/* Real and effective ids differ, as in a set-user-ID program. */
	{ 1001, 1002, 2001, 2003, 1, { 3000000001U },
	    1, { 3000000001U } },
	{ 1001, 0, 2001, 0, 0, { 0 }, 0, { 0 } },
	/* The effective group again. */
	{ 0, 1002, 0, 2003, 1, { 2003 }, 0, { 0 } },
	{ 0, 1002, 0, 2003, 4, { 2003, 3000, 0, 2003 }, 2, { 0, 3000 } },
	{ 4000000001U, 4000000002U, 3000000001U, 3000000002U, 1, { 1 },
	    1, { 1 } },
};
static const struct identity of_most = { .ruid = 1001, .euid = 1001,
    .rgid = 2002, .egid = 2002, .ngroups = MOST, .ntold = MOST };
static gid_t many[MOST];

static int
become(void *arg)
{
	const struct identity *other = arg;

	return setgroups((size_t)other->ngroups, other->ngroups == MOST ?
	    many : other->given) == -1 ||
	    setregid(other->rgid, other->egid) == -1 ||
	    setreuid(other->ruid, other->euid) == -1 ? errno : 0;
}

static int
be_other_client(void *arg)
{
	int error;

	error = become(arg);
	return error != 0 ? error : be_client(NULL);
}

static int
in_order(const void *a, const void *b)
{
	const gid_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* tests/live/states.sh checks whether this system reports the groups. */
static void
expect_groups(int fd, const struct identity *other, const gid_t *told)
{
	static gid_t list[MOST + 1];
	int count = other->ngroups + 1, i;

	if (unixcred_get_peer_groups(fd, 0, NULL) == -1) {
		ck_assert_int_eq(errno, ENOSYS);
		return;
	}
	ck_assert_int_eq(unixcred_get_peer_groups(fd, 0, NULL), count);
	if (count > 1) {
		ck_assert_int_eq(unixcred_get_peer_groups(fd, count - 1, list),
		    -1);
		ck_assert_int_eq(errno, ERANGE);
	}
	ck_assert_int_eq(unixcred_get_peer_groups(fd, (1 << 30) + 1, list),
	    other->ntold + 1);
	ck_assert_int_eq(unixcred_get_peer_groups(fd, count, list),
	    other->ntold + 1);
	ck_assert_uint_eq(list[0], other->egid);
	if (!ALWAYS_ANSWERS)
		qsort(list + 1, (size_t)other->ntold, sizeof(gid_t),
		    in_order);
	for (i = 1; i <= other->ntold; i++)
		ck_assert_uint_eq(list[i], told[i - 1]);
}

static void
expect_client(struct identity other, const gid_t *told)
{
	struct peer client;
	int fd, listener;

	listener = listening_socket();
	ck_assert_int_eq(start(&client, be_other_client, &other), 0);
	fd = accept_from(listener);
	expect_peer(fd, client.pid, other.euid, other.egid);
	expect_groups(fd, &other, told);
	close(fd);
	close(listener);
	stop(&client);
}

START_TEST(few)
{
	expect_client(others[_i], others[_i].told);
}
END_TEST

START_TEST(most)
{
	expect_client(of_most, many);
}
END_TEST

int
main(void)
{
	enum { OTHERS = sizeof(others) / sizeof(others[0]) };
	struct identity other = of_most;
	TCase *tests;
	int i;

	for (i = 0; i < MOST; i++)
		many[i] = (gid_t)(100000 + 3 * i);
	for (i = 0; i <= OTHERS; i++) {
		if (!possible(become, &other))
			return skip("may not set the ids of a process");
		if (i < OTHERS)
			other = others[i];
	}
	tests = tcase_create("ids");
	tcase_add_loop_test(tests, few, 0, OTHERS);
	tcase_add_test(tests, most);
	return live_run("ids", tests);
}
