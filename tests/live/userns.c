/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Ids that our user namespace does not map, on the running kernel: Linux. */

/* For unshare(2). */
#undef _GNU_SOURCE
#define _GNU_SOURCE	1

#include <sched.h>

#include "live.h"

#ifdef CLONE_NEWUSER

static int
enter_namespace(void *arg)
{
	(void)arg;
	return unshare(CLONE_NEWUSER) == -1 ? errno : 0;
}

/*
 * Nothing is mapped here: this process's own ids and its peer's all read as
 * the kernel's overflow id, a number like any other and never -1.
 */
static int
check_from_inside(void *arg)
{
	int error;

	error = enter_namespace(NULL);
	if (error != 0)
		return error;
	ck_assert_int_ne(geteuid(), (uid_t)-1);
	expect_peer(*(int *)arg, getppid(), geteuid(), getegid());
	expect_raw(*(int *)arg, getppid(), geteuid(), getegid());
	return 0;
}

START_TEST(unmapped)
{
	struct peer child;
	int client, fd, listener;

	listener = listening_socket();
	client = connected_socket();
	fd = accept_from(listener);
	ck_assert_int_eq(start(&child, check_from_inside, &fd), 0);
	stop(&child);
	close(client);
	close(fd);
	close(listener);
}
END_TEST

int
main(void)
{
	TCase *tests;

	if (!possible(enter_namespace, NULL))
		return skip("may not make a user namespace");
	tests = tcase_create("userns");
	tcase_add_test(tests, unmapped);
	return live_run("userns", tests);
}

#else

int
main(void)
{
	return skip("no user namespaces on this system");
}

#endif
