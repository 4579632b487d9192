/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Connected, unconnected and wrong descriptors on the running kernel. */

#include <sys/mman.h>

#include <fcntl.h>

#include "live.h"

/* Also built with SOCK_SEQPACKET, as seqpacket. */
#ifndef LIVE_TYPE
#define LIVE_TYPE	SOCK_STREAM
#endif

static int type = LIVE_TYPE;

/* start(): listen as this process, and hand the socket on by its name alone. */
static int
be_server(void *arg)
{
	int *listener = arg;

	*listener = listening_socket(type);
	return 0;
}

static int
accept_one(void *arg)
{
	return accept(*(int *)arg, NULL, NULL) == -1 ? errno : 0;
}

START_TEST(accepted)
{
	struct peer client;
	int fd, listener;

	listener = listening_socket(type);
	ck_assert_int_eq(start(&client, be_client, &type, NULL), 0);
	fd = accept_from(listener);
	ck_assert_int_ne(client.pid, getpid());
	expect_peer(fd, client.pid, geteuid(), getegid());
	expect_raw(fd, client.pid, geteuid(), getegid());

	/* The client's end is in the client alone: now it closes, dead. */
	stop(&client);
	expect_peer_if_told(fd, client.pid, geteuid(), getegid());
	close(fd);
	close(listener);
}
END_TEST

/* A zombie at the other end. */
START_TEST(accepted_from_zombie)
{
	struct peer client;
	siginfo_t info;
	int fd, listener;

	listener = listening_socket(type);
	ck_assert_int_eq(start(&client, be_client, &type, NULL), 0);
	fd = accept_from(listener);
	close(client.control);
	ck_assert_int_eq(waitid(P_PID, (id_t)client.pid, &info,
	    WEXITED | WNOWAIT), 0);
	expect_peer_if_told(fd, client.pid, geteuid(), getegid());
	ck_assert_int_eq(waitpid(client.pid, NULL, 0), client.pid);
	close(fd);
	close(listener);
}
END_TEST

START_TEST(accepted_and_shut_down)
{
	int client, fd, listener;

	listener = listening_socket(type);
	client = connected_socket(type);
	fd = accept_from(listener);
	ck_assert_int_eq(shutdown(client, SHUT_RDWR), 0);
	expect_peer_if_told(fd, getpid(), geteuid(), getegid());
	ck_assert_int_eq(shutdown(fd, SHUT_RDWR), 0);
	expect_peer_if_told(fd, getpid(), geteuid(), getegid());
	close(fd);
	close(client);
	close(listener);
}
END_TEST

/* The connecting side sees who listens, accepted yet or not. */
START_TEST(connecting)
{
	struct peer server;
	int fd, listener;

	ck_assert_int_eq(start(&server, be_server, &listener, accept_one), 0);
	fd = connected_socket(type);
	expect_peer_if_told(fd, server.pid, geteuid(), getegid());
	ck_assert_int_eq(tell(&server), 0);
	expect_peer_if_told(fd, server.pid, geteuid(), getegid());
	stop(&server);
	expect_peer_if_told(fd, server.pid, geteuid(), getegid());
	close(fd);
}
END_TEST

static int
check_creator(void *arg)
{
	expect_peer_if_told(*(int *)arg, getppid(), geteuid(), getegid());
	return 0;
}

/* Both ends name who called socketpair(2), whoever has them now. */
START_TEST(pair)
{
	struct peer child;
	int fd[2];

	ck_assert_int_eq(socketpair(AF_UNIX, type, 0, fd), 0);
	expect_peer_if_told(fd[0], getpid(), geteuid(), getegid());
	expect_peer_if_told(fd[1], getpid(), geteuid(), getegid());
	ck_assert_int_eq(start(&child, check_creator, &fd[1], NULL), 0);
	stop(&child);
	close(fd[1]);
	expect_peer_if_told(fd[0], getpid(), geteuid(), getegid());
	close(fd[0]);
}
END_TEST

/* Our own groups are what getgroups(2) says, where the system tells them. */
START_TEST(own_groups)
{
	gid_t *list, *own;
	int count, fd[2], i, n;

	ck_assert_int_eq(socketpair(AF_UNIX, type, 0, fd), 0);
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
	else if (ALWAYS_ANSWERS)
		ck_assert_int_eq(count, n + 1);
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

START_TEST(unconnected)
{
	int fd;

	fd = new_socket(type);
	expect_error(fd, ENOTCONN);
	expect_raw_error(fd, ENOTCONN);
	close(fd);
	fd = bound_socket(type);
	expect_error(fd, ENOTCONN);
	expect_raw_error(fd, ENOTCONN);
	close(fd);
}
END_TEST

/* The raw call is documented to name the listener itself on Linux. */
START_TEST(listening)
{
	struct peer client;
	int fd, listener;

	listener = listening_socket(type);
	expect_error(listener, ENOTCONN);
	ck_assert_int_eq(start(&client, be_client, &type, NULL), 0);
	expect_error(listener, ENOTCONN);
	fd = accept_from(listener);
	expect_error(listener, ENOTCONN);
	if (ALWAYS_ANSWERS)
		expect_raw(listener, getpid(), geteuid(), getegid());
	else
		expect_raw_error(listener, ENOTCONN);
	close(fd);
	stop(&client);
	close(listener);
}
END_TEST

/*
 * While another process calls listen(2) on this very socket, the call must
 * never be caught between two looks and return the ids of this process.
 */
START_TEST(listen_race)
{
	enum { ROUNDS = 40, SOCKETS = 8 };
	volatile int *turn;	/* whose socket is up, and whose listens */
	void *shared;
	pid_t child;
	int failed, fd[SOCKETS], i, round, status;

	shared = mmap(NULL, 2 * sizeof(*turn), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANON, -1, 0);
	ck_assert_ptr_ne(shared, MAP_FAILED);
	turn = shared;
	for (round = 0; round < ROUNDS; round++) {
		for (i = 0; i < SOCKETS; i++)
			fd[i] = bound_socket(type);
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

START_TEST(not_a_socket)
{
	int fd, ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	expect_error(ends[0], ENOTSOCK);
	expect_raw_error(ends[0], ENOTSOCK);
	close(ends[0]);
	close(ends[1]);
	fd = open(".", O_RDONLY);
	ck_assert_int_ge(fd, 0);
	expect_error(fd, ENOTSOCK);
	expect_raw_error(fd, ENOTSOCK);
	close(fd);
}
END_TEST

START_TEST(not_a_descriptor)
{
	int fd;

	fd = new_socket(type);
	close(fd);
	expect_error(fd, EBADF);
	expect_raw_error(fd, EBADF);
	expect_error(-1, EBADF);
	expect_raw_error(-1, EBADF);
}
END_TEST

/* Of the raw calls, those of this system say EFAULT, the others ENOSYS. */
START_TEST(null_outputs)
{
	int fd[2], present = 0;

	ck_assert_int_eq(socketpair(AF_UNIX, type, 0, fd), 0);
	ck_assert_int_eq(unixcred_get_ucred(fd[0], NULL), -1);
	present += errno == EFAULT;
	ck_assert_int_eq(unixcred_get_xucred(fd[0], NULL), -1);
	present += errno == EFAULT;
	ck_assert_int_eq(unixcred_getpeerucred(fd[0], NULL), -1);
	present += errno == EFAULT;
	ck_assert_int_eq(present, 1);
	ck_assert_int_eq(unixcred_get_peerpid(fd[0], NULL), -1);
	ck_assert(errno == EFAULT || errno == ENOSYS);
	close(fd[0]);
	close(fd[1]);
}
END_TEST

int
main(void)
{
	TCase *tests;
	int fd;

	fd = socket(AF_UNIX, type, 0);
	if (fd == -1)
		return skip("no such type of Unix-domain socket");
	close(fd);
	tests = tcase_create("live");
	tcase_add_test(tests, accepted);
	tcase_add_test(tests, accepted_from_zombie);
	tcase_add_test(tests, accepted_and_shut_down);
	tcase_add_test(tests, connecting);
	tcase_add_test(tests, pair);
	tcase_add_test(tests, own_groups);
	tcase_add_test(tests, unconnected);
	tcase_add_test(tests, listening);
	tcase_add_test(tests, listen_race);
	tcase_add_test(tests, not_a_socket);
	tcase_add_test(tests, not_a_descriptor);
	tcase_add_test(tests, null_outputs);
	return live_run("live", tests);
}
