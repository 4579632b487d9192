/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * What the live suites share: sockets, peers in other processes, and what is
 * expected of every call.  They use the public header alone, so that they can
 * judge an installed library, and work in a directory of their own below the
 * current one, since a path may be too long for a socket and /tmp read-only.
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

/* Whether this kernel tells every pid, and all groups. */
#ifdef __linux__
#define ALWAYS_ANSWERS	1
#else
#define ALWAYS_ANSWERS	0
#endif

#define SOCKET_NAME	"s"
#define POISON		0x5a

/* A process at the other end, which holds what it has until it ends. */
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
 * Run act(arg) in a new process, which sends back the errno that it returns, 0
 * if all went well, and then waits for its end of the control socket to close.
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

/* What start() commonly runs: connect a socket to ours. */
static inline int
be_client(void *arg)
{
	int fd;

	(void)arg;
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	return fd == -1 || connect_socket(fd) == -1 ? errno : 0;
}

/* The raw call that this system has, whichever that is. */
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

/* A label, if there are any: the same with room for it alone and for more. */
static inline void
expect_label(int fd)
{
	char *label, *longer;
	int length, room;

	room = unixcred_get_peer_label(fd, NULL, 0);
	if (room == -1) {
		ck_assert_int_eq(errno, ENOSYS);
		return;
	}
	label = malloc((size_t)room + 1);
	longer = malloc((size_t)room + 2);
	ck_assert(label != NULL && longer != NULL);
	length = unixcred_get_peer_label(fd, label, (size_t)room + 1);
	ck_assert(length >= 1 && length <= room && length >= room - 1);
	ck_assert_uint_eq(strlen(label), length);
	ck_assert_int_eq(unixcred_get_peer_label(fd, longer, (size_t)room + 2),
	    length);
	ck_assert_str_eq(longer, label);
	ck_assert_int_eq(unixcred_get_peer_label(fd, longer, (size_t)length),
	    -1);
	ck_assert_int_eq(errno, ERANGE);
	free(longer);
	free(label);
}

/*
 * The calls that not every kernel can answer: this one can answer them, as far
 * as it is asked here, or says that it cannot.
 */
static inline void
expect_groups_and_more(int fd, gid_t gid)
{
	gid_t *list;
	int count, pidfd, room;

	count = unixcred_get_peer_groups(fd, 0, NULL);
	if (count == -1) {
		ck_assert_int_eq(errno, ENOSYS);
	} else {
		list = malloc((size_t)count * sizeof(*list));
		ck_assert_ptr_nonnull(list);
		room = count;
		count = unixcred_get_peer_groups(fd, room, list);
		ck_assert(count >= 1 && count <= room);
		ck_assert_int_eq(list[0], gid);
		while (--count > 0)
			ck_assert_int_ne(list[count], gid);
		free(list);
	}
	pidfd = unixcred_get_peer_pidfd(fd);
	if (pidfd == -1)
		ck_assert(errno == ENOSYS || errno == ESRCH);
	else
		ck_assert_int_eq(close(pidfd), 0);
	expect_label(fd);
}

/* The portable calls answer with these ids, each output wanted or not. */
static inline void
expect_peer(int fd, pid_t pid, uid_t uid, gid_t gid)
{
	struct unixcred_ucred ids;
	int want;

	for (want = 0; want < 8; want++) {
		ids.pid = pid;
		ids.uid = uid;
		ids.gid = gid;
		ck_assert_msg(unixcred_get_peer_pid_uid_gid(fd,
		    want & 1 ? &ids.pid : NULL, want & 2 ? &ids.uid : NULL,
		    want & 4 ? &ids.gid : NULL) == 0, "%s", strerror(errno));
		expect_ids(&ids, pid, uid, gid);
		ck_assert_int_eq(unixcred_get_peer_uid_gid(fd,
		    want & 2 ? &ids.uid : NULL, want & 4 ? &ids.gid : NULL), 0);
		expect_ids(&ids, pid, uid, gid);
	}
	ids.uid = (uid_t)-1;
	ids.gid = (gid_t)-1;
	ck_assert_int_eq(unixcred_get_peer_pid_uid_gid(fd, &ids.pid, &ids.uid,
	    &ids.gid), 0);
	expect_ids(&ids, pid, uid, gid);
	expect_groups_and_more(fd, gid);
}

static inline void
expect_raw(int fd, pid_t pid, uid_t uid, gid_t gid)
{
	struct unixcred_ucred ids;

	ck_assert_msg(raw_ids(fd, &ids) == 0, "%s", strerror(errno));
	expect_ids(&ids, pid, uid, gid);
}

static inline void
expect_poison(const void *object, size_t size)
{
	const unsigned char *byte = object;

	while (size-- > 0)
		ck_assert_uint_eq(byte[size], POISON);
}

/* The portable calls fail so, if they are there, and write nothing. */
static inline void
expect_error(int fd, int error)
{
	struct unixcred_ucred ids;

	memset(&ids, POISON, sizeof(ids));
	errno = 0;
	ck_assert_int_eq(unixcred_get_peer_uid_gid(fd, &ids.uid, &ids.gid), -1);
	ck_assert_int_eq(errno, error);
	errno = 0;
	ck_assert_int_eq(unixcred_get_peer_pid_uid_gid(fd, &ids.pid, &ids.uid,
	    &ids.gid), -1);
	ck_assert_int_eq(errno, error);
	errno = 0;
	ck_assert_int_eq(unixcred_get_peer_uid_gid(fd, NULL, NULL), -1);
	ck_assert_int_eq(errno, error);
	errno = 0;
	ck_assert_int_eq(unixcred_get_peer_groups(fd, 1, &ids.gid), -1);
	ck_assert(errno == error || errno == ENOSYS);
	errno = 0;
	ck_assert_int_eq(unixcred_get_peer_pidfd(fd), -1);
	ck_assert(errno == error || errno == ENOSYS);
	errno = 0;
	ck_assert_int_eq(unixcred_get_peer_label(fd, NULL, 0), -1);
	ck_assert(errno == error || errno == ENOSYS);
	expect_poison(&ids, sizeof(ids));
}

static inline int
skip(const char *why)
{
	printf("SKIP: %s\n", why);
	return 77;
}

/* Whether a process of its own can act(arg): asked before any test runs. */
static inline int
possible(int (*act)(void *), void *arg)
{
	pid_t pid;
	int status;

	pid = fork();
	if (pid == 0)
		_exit(act(arg) == 0 ? 0 : 1);
	return pid != -1 && waitpid(pid, &status, 0) == pid && status == 0;
}

static inline int
no_mechanism(void)
{
	return unixcred_get_peer_uid_gid(-1, NULL, NULL) == -1 &&
	    errno == ENOSYS;
}

/* Run the suite: 77 where the library knows no mechanism, 99 for no tests. */
static inline int
live_run(const char *name, TCase *tests)
{
	SRunner *runner;
	Suite *suite;
	int failed, run;

	if (no_mechanism())
		return skip("this library knows no mechanism");
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
