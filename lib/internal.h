/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What the files of the library share. */

#ifndef UNIXCRED_INTERNAL_H
#define UNIXCRED_INTERNAL_H

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <errno.h>
#include <string.h>

/* All is compiled with hidden visibility: unixcred.h alone is exported. */
#pragma GCC visibility push(default)
#include <unixcred.h>
#pragma GCC visibility pop

/*
 * The level of a Unix-domain socket's own options, 0 on every system that has
 * them.  The macro SOL_LOCAL is newer than the options, and DragonFly BSD does
 * not define it.
 */
#define UNIXCRED__SOL_LOCAL	0

/* Not an errno: the system call succeeded, but its answer failed a check. */
#define UNIXCRED__BAD_ANSWER	(-1)

/* What each mechanism defines for the portable calls: see PORTING.md. */
int	unixcred__peer(int sockfd, struct unixcred_ucred *peer);
int	unixcred__peer_with_pid(int sockfd, struct unixcred_ucred *peer);
int	unixcred__peer_groups(int sockfd, int size, gid_t list[]);

/* What a mechanism defines for accepted.c. */
int	unixcred__get_ucred(int sockfd, struct unixcred_ucred *cred);

/* sockopt.c: system calls whose answer is checked. */
int	unixcred__getsockname(int sockfd, struct sockaddr_un *name);
int	unixcred__not_listening(int sockfd);

/* local.c: unixcred__getsockopt() for level 0, with its errors translated. */
int	unixcred__getsockopt_local(int sockfd, int option, void *value,
	    socklen_t size);

/* peerpid.c: fail if sockfd is not a Unix-domain socket. */
int	unixcred__require_unix(int sockfd);

/* error.c: set errno; called by unixcred__error() below. */
void	unixcred__set_errno(int sockfd, int error);

/* Inline, because every call uses them. */

static inline int
unixcred__error(int sockfd, int error)
{
	unixcred__set_errno(sockfd, error);
	return -1;
}

/*
 * getsockopt(2) that returns 0 only for an answer of exactly size bytes, and
 * otherwise the error for unixcred__error().  Bytes that the kernel did not
 * write are 0xff, so that an id reads as -1, which is no user; 0 would be root.
 *
 * The call can succeed on the wrong descriptor, because level 0 is also
 * IPPROTO_IP.  A TCP socket of the BSDs and macOS answers LOCAL_PEERCRED (there
 * IP_OPTIONS) with 0 bytes, and one of NetBSD LOCAL_PEEREID (IP_TOS) with 4.
 */
static inline int
unixcred__getsockopt(int sockfd, int level, int option, void *value,
    socklen_t size)
{
	socklen_t len = size;

	memset(value, 0xff, size);
	if (getsockopt(sockfd, level, option, value, &len) == -1)
		return errno;
	return len == size ? 0 : UNIXCRED__BAD_ANSWER;
}

/*
 * Replace a pid of 0.  Linux reports it for a process outside our pid
 * namespace, FreeBSD if it was not recorded, and macOS for the kernel itself.
 * For kill(2), getsid(2) and sched_setscheduler(2) it would mean the caller.
 */
static inline pid_t
unixcred__pid(pid_t pid)
{
	return pid > 0 ? pid : UNIXCRED_PID_UNKNOWN;
}

static inline int
unixcred__store(int sockfd, pid_t pid, uid_t uid, gid_t gid,
    struct unixcred_ucred *cred)
{
	if (uid == (uid_t)-1 || gid == (gid_t)-1)
		return unixcred__error(sockfd, UNIXCRED__BAD_ANSWER);
	cred->pid = unixcred__pid(pid);
	cred->uid = uid;
	cred->gid = gid;
	return 0;
}

#endif
