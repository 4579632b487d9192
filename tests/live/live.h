/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * What the live suites share: sockets, peers in other processes, and what is
 * expected of every call.  They use the public header alone, so that they can
 * test an installed library.  They work in a directory of their own below the
 * current one: another path may be too long for a socket, and /tmp read-only.
 */

#ifndef LIVE_H
#define LIVE_H

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

/* Whether this kernel reports every pid, and all groups. */
#ifdef __linux__
#define ALWAYS_ANSWERS	1
#else
#define ALWAYS_ANSWERS	0
#endif

#define SOCKET_NAME	"s"

/* A process at the other end, which keeps its descriptors until it ends. */
struct peer {
	pid_t	pid;
	int	control;	/* our end; closing it ends the process */
};

static char live_directory[32];

static inline void
live_enter(void)
{
	strcpy(live_directory, "live-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(live_directory));
	ck_assert_int_eq(chmod(live_directory, 0711), 0);
	ck_assert_int_eq(chdir(live_directory), 0);
}

static inline void
live_leave(void)
{
	unlink(SOCKET_NAME);
	ck_assert_int_eq(chdir(".."), 0);
	ck_assert_int_eq(rmdir(live_directory), 0);
}

static inline struct sockaddr_un
socket_address(void)
{
	struct sockaddr_un address;

	memset(&address, 0, sizeof(address));
	address.sun_family = AF_UNIX;
	strcpy(address.sun_path, SOCKET_NAME);
	return address;
}

static inline int
bound_socket(int type)
{
	struct sockaddr_un address = socket_address();
	int fd;

	fd = socket(AF_UNIX, type, 0);
	ck_assert_int_ge(fd, 0);
	unlink(SOCKET_NAME);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	ck_assert_int_eq(chmod(SOCKET_NAME, 0666), 0);
	return fd;
}

static inline int
listening_socket(void)
{
	int fd;

	fd = bound_socket(SOCK_STREAM);
	ck_assert_int_eq(listen(fd, 8), 0);
	return fd;
}

/* -1 and errno: in a child, an assertion would be lost. */
static inline int
connect_socket(int fd)
{
	struct sockaddr_un address = socket_address();

	return connect(fd, (struct sockaddr *)&address, sizeof(address));
}

static inline int
connected_socket(void)
{
	int fd;

	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(connect_socket(fd), 0);
	return fd;
}

static inline int
accept_from(int listener)
{
	int fd;

	fd = accept(listener, NULL, NULL);
	ck_assert_int_ge(fd, 0);
	return fd;
}

/*
 * Run act(arg) in a new process.  The process sends back the errno that act()
 * returns, or 0.  It then waits until the other end of the control socket
 * closes.
 */
static inline int
start(struct peer *peer, int (*act)(void *), void *arg)
{
	int control[2], error;
	char byte;

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, control), 0);
	peer->pid = fork();
	ck_assert_int_ne(peer->pid, -1);
	if (peer->pid == 0) {
		close(control[0]);
		error = act(arg);
		if (write(control[1], &error, sizeof(error)) == -1)
			_exit(1);
		while (read(control[1], &byte, 1) == 1)
			continue;
		_exit(0);
	}
	close(control[1]);
	peer->control = control[0];
	ck_assert_int_eq(read(peer->control, &error, sizeof(error)),
	    sizeof(error));
	return error;
}

/* End the process and reap it. */
static inline void
stop(struct peer *peer)
{
	int status;

	close(peer->control);
	ck_assert_int_eq(waitpid(peer->pid, &status, 0), peer->pid);
	ck_assert_int_eq(status, 0);
}

/* Connect a socket to ours: most tests call start() with this. */
static inline int
be_client(void *arg)
{
	int fd;

	(void)arg;
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	return fd == -1 || connect_socket(fd) == -1 ? errno : 0;
}

/* The raw call of this system. */
static inline int
raw_ids(int fd, struct unixcred_ucred *ids)
{
	struct unixcred_xucred xucred;
	struct unixcred_peerucred *peerucred;

	if (unixcred_get_ucred(fd, ids) == 0)
		return 0;
	if (errno != ENOSYS)
		return -1;
	if (unixcred_get_xucred(fd, &xucred) == 0) {
		ids->pid = xucred.pid;
		ids->uid = xucred.uid;
		ids->gid = xucred.gid;
		return 0;
	}
	if (errno != ENOSYS)
		return -1;
	if (unixcred_getpeerucred(fd, &peerucred) == -1)
		return -1;
	ids->pid = peerucred->pid;
	ids->uid = peerucred->euid;
	ids->gid = peerucred->egid;
	unixcred_peerucred_free(peerucred);
	return 0;
}

static inline void
expect_ids(const struct unixcred_ucred *ids, pid_t pid, uid_t uid, gid_t gid)
{
	ck_assert_int_eq(ids->uid, uid);
	ck_assert_int_eq(ids->gid, gid);
	if (ALWAYS_ANSWERS || ids->pid != UNIXCRED_PID_UNKNOWN)
		ck_assert_int_eq(ids->pid, pid);
}

/* The portable calls and this system's raw call report these ids. */
static inline void
expect_peer(int fd, pid_t pid, uid_t uid, gid_t gid)
{
	struct unixcred_ucred ids;

	ck_assert_msg(unixcred_get_peer_pid_uid_gid(fd, &ids.pid, &ids.uid,
	    &ids.gid) == 0, "%s", strerror(errno));
	expect_ids(&ids, pid, uid, gid);
	ids.uid = (uid_t)-1;
	ids.gid = (gid_t)-1;
	ck_assert_int_eq(unixcred_get_peer_uid_gid(fd, &ids.uid, &ids.gid), 0);
	expect_ids(&ids, pid, uid, gid);
	ck_assert_msg(raw_ids(fd, &ids) == 0, "%s", strerror(errno));
	expect_ids(&ids, pid, uid, gid);
}

static inline int
skip(const char *why)
{
	printf("SKIP: %s\n", why);
	return 77;
}

/*
 * Whether act(arg) succeeds in a new process.  Call this before any test runs.
 * A process that crashes does not count as a failure of act().
 */
static inline int
possible(int (*act)(void *), void *arg)
{
	pid_t pid;
	int status;

	pid = fork();
	if (pid == 0)
		_exit(act(arg) == 0 ? 0 : 1);
	if (pid == -1 || waitpid(pid, &status, 0) != pid ||
	    !WIFEXITED(status)) {
		fprintf(stderr, "a process that tries what is possible\n");
		exit(99);
	}
	return status == 0;
}

static inline int
no_mechanism(void)
{
	return unixcred_get_peer_uid_gid(-1, NULL, NULL) == -1 &&
	    errno == ENOSYS;
}

/* Run the suite: 77 if the library has no mechanism, 99 for no tests. */
static inline int
live_run(const char *name, TCase *tests)
{
	SRunner *runner;
	Suite *suite;
	int failed, run;

	if (no_mechanism())
		return skip("the library has no mechanism");
	suite = suite_create(name);
	tcase_add_checked_fixture(tests, live_enter, live_leave);
	tcase_set_timeout(tests, 60);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	run = srunner_ntests_run(runner);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return run == 0 ? 99 : failed != 0;
}

#endif
