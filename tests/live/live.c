/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Tests on the running kernel that are not in tests/model/states.  They use the
 * public header alone, so that they can test an installed library.
 */

#include <sys/types.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <unixcred.h>

/* Whether this kernel reports all groups. */
#ifdef __linux__
#define ALWAYS_ANSWERS	1
#else
#define ALWAYS_ANSWERS	0
#endif

/* The most of a process: Linux. */
enum { MOST_GROUPS = 65536 };

static char directory[32];
static struct sockaddr_un address;

/*
 * Work in a directory of our own below the current one: another path may be too
 * long for a socket, and /tmp read-only.
 */
static void
enter(void)
{
	strcpy(directory, "live-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(directory));
	ck_assert_int_eq(chdir(directory), 0);
	memset(&address, 0, sizeof(address));
	address.sun_family = AF_UNIX;
	strcpy(address.sun_path, "s");
}

static void
leave(void)
{
	unlink(address.sun_path);
	ck_assert_int_eq(chdir(".."), 0);
	ck_assert_int_eq(rmdir(directory), 0);
}

static int
bound_socket(int type)
{
	int fd;

	fd = socket(AF_UNIX, type, 0);
	ck_assert_int_ge(fd, 0);
	unlink(address.sun_path);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	return fd;
}

/* Compare our own groups with getgroups(2), if the system reports them. */
START_TEST(own_groups)
{
	static gid_t list[MOST_GROUPS + 1], own[MOST_GROUPS];
	int count, fd[2], i, kept = 0, n;

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, fd), 0);
	n = getgroups(MOST_GROUPS, own);
	ck_assert_int_ge(n, 0);
	count = unixcred_get_peer_groups(fd[0], n + 1, list);
	if (count == -1)
		ck_assert(errno == ENOSYS || errno == ENOTCONN);
	/* The effective group is first, and is not repeated. */
	for (i = 0; i < n; i++)
		if (own[i] != getegid())
			own[kept++] = own[i];
	if (count != -1 && ALWAYS_ANSWERS)
		ck_assert_int_eq(count, kept + 1);
	if (count != -1)
		ck_assert_int_eq(list[0], getegid());
	for (i = 1; ALWAYS_ANSWERS && i < count; i++)
		ck_assert_int_eq(list[i], own[i - 1]);
	close(fd[0]);
	close(fd[1]);
}
END_TEST

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

/* The pidfd reports the end of this process, and no descriptor leaks. */
START_TEST(pidfd)
{
	struct pollfd handle = { .events = POLLIN };
	int fd, listener, next;
	pid_t client;

	listener = bound_socket(SOCK_STREAM);
	ck_assert_int_eq(listen(listener, 8), 0);
	client = fork();
	ck_assert_int_ne(client, -1);
	if (client == 0) {
		alarm(60);
		fd = socket(AF_UNIX, SOCK_STREAM, 0);
		if (connect(fd, (struct sockaddr *)&address,
		    sizeof(address)) == 0)
			pause();
		_exit(1);
	}
	fd = accept(listener, NULL, NULL);
	ck_assert_int_ge(fd, 0);
	next = next_descriptor(fd);
	handle.fd = unixcred_get_peer_pidfd(fd);
	ck_assert_int_eq(unixcred_get_peer_pidfd(listener), -1);
	if (handle.fd == -1) {
		/* tests/live/states.sh checks whether that is right. */
		ck_assert_int_eq(next_descriptor(fd), next);
		kill(client, SIGKILL);
		waitpid(client, NULL, 0);
		close(fd);
		close(listener);
		return;
	}
	ck_assert_int_eq(handle.fd, next);
	ck_assert_int_eq(fcntl(handle.fd, F_GETFD), FD_CLOEXEC);
	ck_assert_int_eq(poll(&handle, 1, 0), 0);
	ck_assert_int_eq(kill(client, SIGKILL), 0);
	ck_assert_int_eq(poll(&handle, 1, -1), 1);
	close(handle.fd);
	next = next_descriptor(fd);

	/* Before and after wait(2), after which an older Linux fails. */
	handle.fd = unixcred_get_peer_pidfd(fd);
	ck_assert_int_eq(handle.fd, next);
	ck_assert_int_eq(poll(&handle, 1, 0), 1);
	close(handle.fd);
	ck_assert_int_eq(waitpid(client, NULL, 0), client);
	handle.fd = unixcred_get_peer_pidfd(fd);
	if (handle.fd == -1) {
		ck_assert_int_eq(errno, ESRCH);
	} else {
		ck_assert_int_eq(handle.fd, next);
		ck_assert_int_eq(poll(&handle, 1, 0), 1);
		close(handle.fd);
	}
	ck_assert_int_eq(next_descriptor(fd), next);
	close(fd);
	close(listener);
}
END_TEST

/*
 * Another process calls listen(2) on this socket during the call.  The call
 * must never return the ids of this process.  Try as many sockets as a second
 * allows.
 */
START_TEST(listen_race)
{
	enum { SOCKETS = 320 };
	static const int types[] = { SOCK_STREAM, SOCK_SEQPACKET };
	volatile int *turn;	/* the child may listen; it has listened */
	time_t began = time(NULL);
	void *shared;
	pid_t child;
	int fd, i, status;

	fd = socket(AF_UNIX, types[_i], 0);
	if (fd == -1)
		return;		/* not on this system */
	close(fd);
	shared = mmap(NULL, 2 * sizeof(*turn), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANON, -1, 0);
	ck_assert_ptr_ne(shared, MAP_FAILED);
	turn = shared;
	for (i = 0; i < SOCKETS && time(NULL) - began < 2; i++) {
		fd = bound_socket(types[_i]);
		turn[0] = turn[1] = 0;
		child = fork();
		ck_assert_int_ne(child, -1);
		if (child == 0) {
			while (turn[0] == 0)
				sched_yield();
			status = listen(fd, 1) == -1;
			turn[1] = 1;
			_exit(status);
		}
		turn[0] = 1;
		do {
			ck_assert_int_eq(unixcred_get_peer_uid_gid(fd, NULL,
			    NULL), -1);
			ck_assert_int_eq(errno, ENOTCONN);
			sched_yield();
		} while (turn[1] == 0);
		ck_assert_int_eq(waitpid(child, &status, 0), child);
		ck_assert_int_eq(status, 0);
		close(fd);
	}
	munmap(shared, 2 * sizeof(*turn));
}
END_TEST

/* 77 if the library has no mechanism, and 99 for no tests. */
int
main(void)
{
	SRunner *runner;
	Suite *suite;
	TCase *tests;
	int failed, run;

	if (unixcred_get_peer_uid_gid(-1, NULL, NULL) == -1 &&
	    errno == ENOSYS) {
		printf("SKIP: the library has no mechanism\n");
		return 77;
	}
	tests = tcase_create("live");
	tcase_add_checked_fixture(tests, enter, leave);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, own_groups);
	tcase_add_test(tests, pidfd);
	tcase_add_loop_test(tests, listen_race, 0, 2);
	suite = suite_create("live");
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	run = srunner_ntests_run(runner);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return run == 0 ? 99 : failed != 0;
}
