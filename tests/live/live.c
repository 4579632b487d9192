/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What the states of tests/model/states do not show, on the running kernel. */

#include <sys/mman.h>

#include "live.h"

/* Each output wanted or not. */
START_TEST(accepted)
{
	struct peer client;
	int fd, listener;

	listener = listening_socket();
	ck_assert_int_eq(start(&client, be_client, NULL), 0);
	fd = accept_from(listener);
	ck_assert_int_ne(client.pid, getpid());
	expect_peer(fd, client.pid, geteuid(), getegid());
	expect_raw(fd, client.pid, geteuid(), getegid());
	stop(&client);
	close(fd);
	close(listener);
}
END_TEST

/* Our own groups are what getgroups(2) says, where the system tells them. */
START_TEST(own_groups)
{
	gid_t *list, *own;
	int count, fd[2], i, kept = 0, n;

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, fd), 0);
	n = getgroups(0, NULL);
	ck_assert_int_ge(n, 0);
	own = calloc((size_t)n + 1, sizeof(*own));
	list = calloc((size_t)n + 1, sizeof(*list));
	ck_assert_ptr_nonnull(own);
	ck_assert_ptr_nonnull(list);
	ck_assert_int_eq(getgroups(n, own), n);
	count = unixcred_get_peer_groups(fd[0], n + 1, list);
	if (count == -1)
		ck_assert(errno == ENOSYS || errno == ENOTCONN);
	/* The effective one is in front, and nowhere else. */
	for (i = 0; i < n; i++)
		if (own[i] != getegid())
			own[kept++] = own[i];
	if (count != -1 && ALWAYS_ANSWERS)
		ck_assert_int_eq(count, kept + 1);
	if (count != -1)
		ck_assert_int_eq(list[0], getegid());
	for (i = 1; ALWAYS_ANSWERS && i < count; i++)
		ck_assert_int_eq(list[i], own[i - 1]);
	free(list);
	free(own);
	close(fd[0]);
	close(fd[1]);
}
END_TEST

/*
 * While another process calls listen(2) on this very socket, the call must
 * never be caught between two looks and return the ids of this process.
 */
START_TEST(listen_race)
{
	enum { ROUNDS = 40, SOCKETS = 8 };
	static const int types[] = { SOCK_STREAM, SOCK_SEQPACKET };
	volatile int *turn;	/* whose socket is up, and whose listens */
	void *shared;
	pid_t child;
	int failed, fd[SOCKETS], i, round, status;

	fd[0] = socket(AF_UNIX, types[_i], 0);
	if (fd[0] == -1)
		return;		/* no such type here */
	close(fd[0]);
	shared = mmap(NULL, 2 * sizeof(*turn), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANON, -1, 0);
	ck_assert_ptr_ne(shared, MAP_FAILED);
	turn = shared;
	for (round = 0; round < ROUNDS; round++) {
		for (i = 0; i < SOCKETS; i++)
			fd[i] = bound_socket(types[_i]);
		turn[0] = turn[1] = 0;
		child = fork();
		ck_assert_int_ne(child, -1);
		if (child == 0) {
			failed = 0;
			for (i = 0; i < SOCKETS; i++) {
				while (turn[0] != i + 1)
					;
				failed |= listen(fd[i], 1) == -1;
				turn[1] = i + 1;
			}
			_exit(failed);
		}
		for (i = 0; i < SOCKETS; i++) {
			turn[0] = i + 1;
			do {
				ck_assert_int_eq(unixcred_get_peer_uid_gid(
				    fd[i], NULL, NULL), -1);
				ck_assert_int_eq(errno, ENOTCONN);
			} while (turn[1] != i + 1);
			expect_error(fd[i], ENOTCONN);
		}
		ck_assert_int_eq(waitpid(child, &status, 0), child);
		ck_assert_int_eq(status, 0);
		for (i = 0; i < SOCKETS; i++)
			close(fd[i]);
	}
	munmap(shared, 2 * sizeof(*turn));
}
END_TEST

int
main(void)
{
	TCase *tests;

	tests = tcase_create("live");
	tcase_add_test(tests, accepted);
	tcase_add_test(tests, own_groups);
	tcase_add_loop_test(tests, listen_race, 0, 2);
	return live_run("live", tests);
}
