/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* A peer outside our pid namespace on the running kernel: Linux. */

/* For unshare(2). */
#undef _GNU_SOURCE
#define _GNU_SOURCE	1

#include <poll.h>
#include <sched.h>

#include "live.h"

#ifdef CLONE_NEWPID

/*
 * Run act(arg) in a new pid namespace, which begins with our next child; an
 * ordinary user needs a user namespace for that, in which all ids read as the
 * same number.
 */
static int
in_namespace(int (*act)(void *), void *arg)
{
	if (unshare(CLONE_NEWPID) == -1 &&
	    unshare(CLONE_NEWPID | CLONE_NEWUSER) == -1)
		return errno;
	return possible(act, arg) ? 0 : ECHILD;
}

static int
check_from_inside(void *arg)
{
	struct unixcred_ucred ids, raw;
	struct pollfd ended = { .events = POLLIN };
	int fd = *(int *)arg;

	ck_assert_int_eq(getpid(), 1);
	ck_assert_int_eq(unixcred_get_peer_pid_uid_gid(fd, &ids.pid, &ids.uid,
	    &ids.gid), 0);
	ck_assert_int_eq(ids.pid, UNIXCRED_PID_UNKNOWN);
	ck_assert_int_eq(ids.uid, geteuid());
	ck_assert_int_eq(ids.gid, getegid());
	ck_assert_int_eq(unixcred_get_ucred(fd, &raw), 0);
	ck_assert_int_eq(raw.pid, UNIXCRED_PID_UNKNOWN);
	ck_assert_int_eq(raw.uid, ids.uid);
	ck_assert_int_eq(raw.gid, ids.gid);

	/* It has no number here, and a handle all the same. */
	ended.fd = unixcred_get_peer_pidfd(fd);
	if (ended.fd == -1) {
		ck_assert_int_eq(errno, ENOSYS);
		return 0;
	}
	ck_assert_int_eq(poll(&ended, 1, 0), 0);
	close(ended.fd);
	return 0;
}

static int
accept_inside(void *arg)
{
	return in_namespace(check_from_inside, arg);
}

/* The server is inside the namespace; the client, outside, it cannot see. */
START_TEST(outside)
{
	struct peer server;
	int client, fd, listener;

	listener = listening_socket();
	client = connected_socket();
	fd = accept_from(listener);
	ck_assert_int_eq(start(&server, accept_inside, &fd), 0);
	stop(&server);
	close(client);
	close(fd);
	close(listener);
}
END_TEST

static int
answer(void *arg)
{
	(void)arg;
	return 0;
}

static int
try_namespace(void *arg)
{
	return in_namespace(answer, arg);
}

int
main(void)
{
	TCase *tests;

	if (!possible(try_namespace, NULL))
		return skip("may not make a pid namespace");
	tests = tcase_create("pidns");
	tcase_add_test(tests, outside);
	return live_run("pidns", tests);
}

#else

int
main(void)
{
	return skip("no pid namespaces on this system");
}

#endif
