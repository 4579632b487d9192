/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The handle of a peer's process on the running kernel: Linux since 6.5. */

/* For syscall(2). */
#undef _GNU_SOURCE
#define _GNU_SOURCE	1

#include <sys/resource.h>
#include <sys/syscall.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>

#include "live.h"

#ifdef SYS_pidfd_send_signal

enum { MANY = 10000, OF_PIDFD = 3 /* P_PIDFD of linux/wait.h */ };

static int
has_ended(int pidfd)
{
	struct pollfd ended = { .events = POLLIN };

	ended.fd = pidfd;
	return poll(&ended, 1, 0) == 1;
}

/* Signal 0 is taken, or this is why not; Valgrind may not know that call. */
static void
expect_signal(int pidfd, int error)
{
	long result;

	errno = 0;
	result = syscall(SYS_pidfd_send_signal, pidfd, 0, NULL, 0);
	if (result == -1 && errno == ENOSYS)
		return;
	ck_assert_int_eq(result, error == 0 ? 0 : -1);
	ck_assert_int_eq(errno, error);
}

/* The descriptor that the next open(2) would return. */
static int
next_descriptor(int fd)
{
	int next;

	next = dup(fd);
	ck_assert_int_ge(next, 0);
	close(next);
	return next;
}

static int
handle_of(int fd)
{
	int pidfd;

	pidfd = unixcred_get_peer_pidfd(fd);
	ck_assert_msg(pidfd >= 0, "%s", strerror(errno));
	ck_assert_int_eq(fcntl(pidfd, F_GETFD), FD_CLOEXEC);
	return pidfd;
}

/* Alive, a zombie, and waited for: the child that waitid(2) finds by it. */
START_TEST(states)
{
	struct peer client;
	siginfo_t info;
	int early, fd, late, listener;

	listener = listening_socket();
	ck_assert_int_eq(start(&client, be_client, NULL), 0);
	fd = accept_from(listener);
	early = handle_of(fd);
	ck_assert_int_eq(has_ended(early), 0);
	expect_signal(early, 0);

	close(client.control);
	memset(&info, 0, sizeof(info));
	ck_assert_int_eq(waitid((idtype_t)OF_PIDFD, (id_t)early, &info,
	    WEXITED | WNOWAIT), 0);
	ck_assert_int_eq(info.si_pid, client.pid);
	late = handle_of(fd);
	ck_assert_int_eq(has_ended(early), 1);
	ck_assert_int_eq(has_ended(late), 1);
	close(late);

	ck_assert_int_eq(waitpid(client.pid, NULL, 0), client.pid);
	ck_assert_int_eq(has_ended(early), 1);
	expect_signal(early, ESRCH);
	/* .ci/kernels compares this line with the version of Linux. */
	late = unixcred_get_peer_pidfd(fd);
	if (late == -1) {
		ck_assert_int_eq(errno, ESRCH);
		puts("reaped: ESRCH");
	} else {
		puts("reaped: a descriptor");
		ck_assert_int_eq(has_ended(late), 1);
		expect_signal(late, ESRCH);
		close(late);
	}
	close(early);
	close(fd);
	close(listener);
}
END_TEST

/* Calls that succeed, that are refused, and of a peer that is gone. */
START_TEST(no_leak)
{
	struct peer client;
	int fd, i, listener, next, pidfd;

	listener = listening_socket();
	ck_assert_int_eq(start(&client, be_client, NULL), 0);
	fd = accept_from(listener);
	next = next_descriptor(fd);
	for (i = 0; i < MANY; i++) {
		pidfd = unixcred_get_peer_pidfd(fd);
		ck_assert_int_eq(pidfd, next);
		close(pidfd);
	}
	for (i = 0; i < MANY; i++)
		ck_assert_int_eq(unixcred_get_peer_pidfd(listener), -1);
	ck_assert_int_eq(next_descriptor(fd), next);
	stop(&client);
	next = next_descriptor(fd);
	for (i = 0; i < MANY; i++) {
		pidfd = unixcred_get_peer_pidfd(fd);
		ck_assert(pidfd == next || (pidfd == -1 && errno == ESRCH));
		if (pidfd != -1)
			close(pidfd);
	}
	ck_assert_int_eq(next_descriptor(fd), next);
	close(fd);
	close(listener);
}
END_TEST

/* As many descriptors as this process may have. */
static int
exhaust(void *arg)
{
	struct rlimit limit;
	int fd = *(int *)arg, i, next, pidfd;

	next = next_descriptor(fd);
	if (getrlimit(RLIMIT_NOFILE, &limit) == -1)
		return errno;
	limit.rlim_cur = (rlim_t)next;
	if (setrlimit(RLIMIT_NOFILE, &limit) == -1)
		return errno;
	for (i = 0; i < MANY; i++) {
		pidfd = unixcred_get_peer_pidfd(fd);
		/* Valgrind has a limit of its own, above the one it shows. */
		if (pidfd >= next)
			close(pidfd);
		else if (pidfd != -1 || errno != EMFILE)
			return errno == 0 ? ENOTSUP : errno;
	}
	limit.rlim_cur = (rlim_t)next + 1;
	if (setrlimit(RLIMIT_NOFILE, &limit) == -1)
		return errno;
	pidfd = unixcred_get_peer_pidfd(fd);
	return pidfd == next ? 0 : ENOTSUP;
}

START_TEST(at_the_limit)
{
	struct peer child;
	int fd[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, fd), 0);
	ck_assert_int_eq(start(&child, exhaust, &fd[0]), 0);
	stop(&child);
	close(fd[0]);
	close(fd[1]);
}
END_TEST

/* Whether the kernel has such handles at all. */
static int
try_handle(void *arg)
{
	int fd[2], pidfd;

	(void)arg;
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == -1)
		return errno;
	pidfd = unixcred_get_peer_pidfd(fd[0]);
	return pidfd == -1 && errno == ENOSYS ? ENOSYS : 0;
}

int
main(void)
{
	TCase *tests;

	if (!possible(try_handle, NULL))
		return skip("this kernel has no SO_PEERPIDFD");
	tests = tcase_create("pidfd");
	tcase_add_test(tests, states);
	tcase_add_test(tests, no_leak);
	tcase_add_test(tests, at_the_limit);
	return live_run("pidfd", tests);
}

#else

int
main(void)
{
	return skip("no pidfds on this system");
}

#endif
