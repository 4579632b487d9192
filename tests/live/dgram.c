/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Datagram sockets on the running kernel: only a pair has credentials. */

#include "live.h"

START_TEST(without_credentials)
{
	int bound, connected, fresh;

	fresh = new_socket(SOCK_DGRAM);
	bound = bound_socket(SOCK_DGRAM);
	connected = connected_socket(SOCK_DGRAM);
	expect_error(fresh, ENOTCONN);
	expect_error(bound, ENOTCONN);
	expect_error(connected, ENOTCONN);
	expect_raw_error(fresh, ENOTCONN);
	expect_raw_error(bound, ENOTCONN);
	close(fresh);
	close(bound);
	close(connected);
}
END_TEST

START_TEST(pair)
{
	struct sockaddr nobody;
	int fd[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_DGRAM, 0, fd), 0);
	expect_peer_if_told(fd[0], getpid(), geteuid(), getegid());
	expect_peer_if_told(fd[1], getpid(), geteuid(), getegid());

	/* Without a peer there is none, though Linux remembers the creator. */
	memset(&nobody, 0, sizeof(nobody));
	nobody.sa_family = AF_UNSPEC;
	if (connect(fd[0], &nobody, sizeof(nobody)) == 0)
		expect_error(fd[0], ENOTCONN);
	close(fd[0]);
	close(fd[1]);
}
END_TEST

int
main(void)
{
	TCase *tests;

	tests = tcase_create("dgram");
	tcase_add_test(tests, without_credentials);
	tcase_add_test(tests, pair);
	return live_run("dgram", tests);
}
