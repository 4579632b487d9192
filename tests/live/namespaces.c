/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Peers outside our namespaces on the running kernel: Linux. */

/* For unshare(2). */
#undef _GNU_SOURCE
#define _GNU_SOURCE	1

#include <poll.h>
#include <sched.h>

#include "live.h"

#if defined(CLONE_NEWPID) && defined(CLONE_NEWUSER)

static int
nothing(void *arg)
{
	(void)arg;
	return 0;
}

/* What start() and possible() run: act(fd) inside a new namespace. */
struct inside {
	int	(*act)(void *);
	int	fd;
};

/*
 * Our next child is the first process of a pid namespace.  An ordinary user
 * needs a user namespace for it, in which all ids are the same number.
 */
static int
in_pid_namespace(void *arg)
{
	struct inside *inside = arg;

	if (unshare(CLONE_NEWPID) == -1 &&
	    unshare(CLONE_NEWPID | CLONE_NEWUSER) == -1)
		return errno;
	return possible(inside->act, &inside->fd) ? 0 : ECHILD;
}

static int
in_user_namespace(void *arg)
{
	struct inside *inside = arg;

	return unshare(CLONE_NEWUSER) == -1 ? errno :
	    inside->act(&inside->fd);
}

/* The client is this process, outside; the server is inside. */
static void
expect_inside(int (*enter)(void *), int (*act)(void *))
{
	struct inside inside = { act, -1 };
	struct peer server;
	int client, listener;

	listener = listening_socket();
	client = connected_socket();
	inside.fd = accept_from(listener);
	ck_assert_int_eq(start(&server, enter, &inside), 0);
	stop(&server);
	close(client);
	close(inside.fd);
	close(listener);
}

/* It has no process id here, but a pidfd. */
static int
is_outside(void *arg)
{
	struct pollfd ended = { .events = POLLIN };
	int fd = *(int *)arg;

	ck_assert_int_eq(getpid(), 1);
	expect_peer(fd, UNIXCRED_PID_UNKNOWN, geteuid(), getegid());
	ended.fd = unixcred_get_peer_pidfd(fd);
	if (ended.fd == -1) {
		ck_assert_int_eq(errno, ENOSYS);
		return 0;
	}
	ck_assert_int_eq(poll(&ended, 1, 0), 0);
	close(ended.fd);
	return 0;
}

START_TEST(pid_namespace)
{
	expect_inside(in_pid_namespace, is_outside);
}
END_TEST

/*
 * This namespace maps no id.  The ids of this process and of its peer are all
 * the kernel's overflow id, which is never -1.
 */
static int
is_unmapped(void *arg)
{
	ck_assert_int_ne(geteuid(), (uid_t)-1);
	expect_peer(*(int *)arg, getppid(), geteuid(), getegid());
	return 0;
}

START_TEST(user_namespace)
{
	expect_inside(in_user_namespace, is_unmapped);
}
END_TEST

int
main(void)
{
	struct inside inside = { nothing, -1 };
	TCase *tests;
	int possible_pid, possible_user;

	possible_pid = possible(in_pid_namespace, &inside);
	possible_user = possible(in_user_namespace, &inside);
	if (!possible_pid && !possible_user)
		return skip("may not make a pid or a user namespace");
	tests = tcase_create("namespaces");
	if (possible_pid)
		tcase_add_test(tests, pid_namespace);
	else
		printf("not possible here: a pid namespace\n");
	if (possible_user)
		tcase_add_test(tests, user_namespace);
	else
		printf("not possible here: a user namespace\n");
	return live_run("namespaces", tests);
}

#else

int
main(void)
{
	return skip("no such namespaces on this system");
}

#endif
