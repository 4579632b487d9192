/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * A peer outside our namespaces on the running kernel: Linux.  This process
 * makes a pair of sockets, and is the peer.  Others enter new namespaces, and
 * call the library there.
 */

/* For unshare(2). */
#undef _GNU_SOURCE
#define _GNU_SOURCE	1

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

#include <unixcred.h>

enum { GOOD, BAD, NOT_POSSIBLE = 77 };

static int
skip(const char *why)
{
	printf("SKIP: %s\n", why);
	return NOT_POSSIBLE;
}

#if defined(CLONE_NEWPID) && defined(CLONE_NEWUSER)

/* What act(fd) returns in a new process. */
static int
in_child(int (*act)(int), int fd)
{
	pid_t pid;
	int status;

	pid = fork();
	if (pid == -1)
		return NOT_POSSIBLE;
	if (pid == 0)
		_exit(act(fd));
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return BAD;
	status = WEXITSTATUS(status);
	return status == GOOD || status == NOT_POSSIBLE ? status : BAD;
}

/* The calls report this process id, and the ids that this process has. */
static int
expect_pid(int fd, pid_t pid)
{
	struct unixcred_ucred ids, raw;
	uid_t uid;
	gid_t gid;

	if (unixcred_get_peer_pid_uid_gid(fd, &ids.pid, &ids.uid,
	    &ids.gid) == -1 || unixcred_get_ucred(fd, &raw) == -1 ||
	    unixcred_get_peer_uid_gid(fd, &uid, &gid) == -1) {
		perror("a call");
		return BAD;
	}
	if (ids.pid == pid && ids.uid == geteuid() && ids.gid == getegid() &&
	    raw.pid == pid && raw.uid == geteuid() && raw.gid == getegid() &&
	    uid == geteuid() && gid == getegid())
		return GOOD;
	fprintf(stderr, "pid %d, uid %u, gid %u, and raw pid %d\n",
	    (int)ids.pid, (unsigned int)uid, (unsigned int)gid, (int)raw.pid);
	return BAD;
}

/* The peer has no process id here, but a pidfd. */
static int
is_outside(int fd)
{
	struct pollfd ended = { .events = POLLIN };

	if (getpid() != 1 || expect_pid(fd, UNIXCRED_PID_UNKNOWN) != GOOD)
		return BAD;
	ended.fd = unixcred_get_peer_pidfd(fd);
	if (ended.fd == -1)
		return errno == ENOSYS ? GOOD : BAD;
	return poll(&ended, 1, 0) == 0 ? GOOD : BAD;
}

/*
 * Our next child is the first process of a pid namespace.  An ordinary user
 * needs a user namespace for it, in which all ids are the same number.
 */
static int
pid_namespace(int fd)
{
	if (unshare(CLONE_NEWPID) == -1 &&
	    unshare(CLONE_NEWPID | CLONE_NEWUSER) == -1)
		return NOT_POSSIBLE;
	return in_child(is_outside, fd);
}

/*
 * This namespace maps no id.  The ids of this process and of its peer are all
 * the kernel's overflow id, which is never -1.
 */
static int
user_namespace(int fd)
{
	if (unshare(CLONE_NEWUSER) == -1)
		return NOT_POSSIBLE;
	return geteuid() == (uid_t)-1 ? BAD : expect_pid(fd, getppid());
}

int
main(void)
{
	int fd[2], pid, user;

	if (unixcred_get_ucred(-1, NULL) == -1 && errno == ENOSYS)
		return skip("the library has no mechanism");
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == -1)
		return 99;
	pid = in_child(pid_namespace, fd[0]);
	user = in_child(user_namespace, fd[0]);
	if (pid == NOT_POSSIBLE && user == NOT_POSSIBLE)
		return skip("may not make a pid or a user namespace");
	printf("a pid namespace: %s\na user namespace: %s\n",
	    pid == GOOD ? "good" : pid == BAD ? "bad" : "not possible",
	    user == GOOD ? "good" : user == BAD ? "bad" : "not possible");
	return pid == BAD || user == BAD;
}

#else

int
main(void)
{
	return skip("no such namespaces on this system");
}

#endif
