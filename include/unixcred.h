/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Get the credentials of the peer of a Unix-domain socket.  See libunixcred(3).
 *
 * Every function exists on every system.  If the system does not support it, it
 * fails with ENOSYS, whatever its arguments.
 */

#ifndef UNIXCRED_H
#define UNIXCRED_H

#include <sys/types.h>

#define UNIXCRED_VERSION_MAJOR	0
#define UNIXCRED_VERSION_MINOR	1
#define UNIXCRED_VERSION_PATCH	0
#define UNIXCRED_VERSION	(UNIXCRED_VERSION_MAJOR * 10000 + \
				UNIXCRED_VERSION_MINOR * 100 + \
				UNIXCRED_VERSION_PATCH)

#ifndef UNIXCRED_WARN_UNUSED_RESULT
#ifdef __GNUC__
#define UNIXCRED_WARN_UNUSED_RESULT	__attribute__((__warn_unused_result__))
#else
#define UNIXCRED_WARN_UNUSED_RESULT
#endif
#endif

#ifndef UNIXCRED_NOTHROW
#ifndef __cplusplus
#define UNIXCRED_NOTHROW
#elif __cplusplus >= 201103L
#define UNIXCRED_NOTHROW	noexcept
#else
#define UNIXCRED_NOTHROW	throw()
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The kernel does not report the peer's process id. */
#define UNIXCRED_PID_UNKNOWN	(-1)

/* The number of groups in a struct xucred. */
#define UNIXCRED_XUCRED_NGROUPS	16

/* SO_PEERCRED or LOCAL_PEEREID: Linux, OpenBSD, NetBSD. */
struct unixcred_ucred {
	pid_t	pid;
	uid_t	uid;
	gid_t	gid;
};

/* LOCAL_PEERCRED: FreeBSD, DragonFly BSD, macOS. */
struct unixcred_xucred {
	pid_t	pid;
	uid_t	uid;
	gid_t	gid;
	int	ngroups;
	gid_t	groups[UNIXCRED_XUCRED_NGROUPS];
};

/* getpeerucred(3C): Solaris, illumos. */
struct unixcred_peerucred {
	pid_t		pid;
	uid_t		ruid, euid, suid;
	gid_t		rgid, egid, sgid;
	int		zoneid;
	int		ngroups;
	const gid_t	*groups;
};

/* LOCAL_PEERTOKEN, the bytes of an audit_token_t: macOS. */
struct unixcred_peertoken {
	unsigned int	val[8];
};

/* Store the peer's effective user and group id, on every system. */
int	unixcred_get_peer_uid_gid(int sockfd, uid_t *uid, gid_t *gid)
	    UNIXCRED_NOTHROW UNIXCRED_WARN_UNUSED_RESULT;

/* Store the peer's process id and effective user and group id. */
int	unixcred_get_peer_pid_uid_gid(int sockfd, pid_t *pid, uid_t *uid,
	    gid_t *gid) UNIXCRED_NOTHROW UNIXCRED_WARN_UNUSED_RESULT;

/* Store the peer's effective and other group ids, and return how many. */
int	unixcred_get_peer_groups(int sockfd, int size, gid_t list[])
	    UNIXCRED_NOTHROW UNIXCRED_WARN_UNUSED_RESULT;

/* Return a descriptor that refers to the peer's process: Linux since 6.5. */
int	unixcred_get_peer_pidfd(int sockfd)
	    UNIXCRED_NOTHROW UNIXCRED_WARN_UNUSED_RESULT;

/* Store the peer's security label and a NUL, return the length: Linux. */
int	unixcred_get_peer_label(int sockfd, char *label, size_t size)
	    UNIXCRED_NOTHROW UNIXCRED_WARN_UNUSED_RESULT;

/* Store the answer of SO_PEERCRED or LOCAL_PEEREID: Linux, OpenBSD, NetBSD. */
int	unixcred_get_ucred(int sockfd, struct unixcred_ucred *cred)
	    UNIXCRED_NOTHROW UNIXCRED_WARN_UNUSED_RESULT;

/* Store the answer of LOCAL_PEERCRED: FreeBSD, DragonFly BSD, macOS. */
int	unixcred_get_xucred(int sockfd, struct unixcred_xucred *cred)
	    UNIXCRED_NOTHROW UNIXCRED_WARN_UNUSED_RESULT;

/* Allocate a copy of what getpeerucred(3C) returns: Solaris, illumos. */
int	unixcred_getpeerucred(int sockfd, struct unixcred_peerucred **cred)
	    UNIXCRED_NOTHROW UNIXCRED_WARN_UNUSED_RESULT;

/* Release what unixcred_getpeerucred() allocated; NULL is allowed. */
void	unixcred_peerucred_free(struct unixcred_peerucred *cred)
	    UNIXCRED_NOTHROW;

/* Store the id of the process that last used the peer's socket: macOS. */
int	unixcred_get_peerpid(int sockfd, pid_t *pid)
	    UNIXCRED_NOTHROW UNIXCRED_WARN_UNUSED_RESULT;

/* Store the audit token of that process: macOS since 11. */
int	unixcred_get_peertoken(int sockfd, struct unixcred_peertoken *token)
	    UNIXCRED_NOTHROW UNIXCRED_WARN_UNUSED_RESULT;

/* Return the version of the library in use, such as "0.1.0". */
const char *unixcred_version(void) UNIXCRED_NOTHROW;

#ifdef __cplusplus
}
#endif

#endif
