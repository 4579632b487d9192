/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What the files of this library know of each other; PORTING.md tells more. */

#ifndef UNIXCRED_INTERNAL_H
#define UNIXCRED_INTERNAL_H

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/un.h>

/* All is compiled with hidden visibility; only this header is exported. */
#pragma GCC visibility push(default)
#include <unixcred.h>
#pragma GCC visibility pop

/*
 * The level of a Unix-domain socket's own options.  It is 0 wherever there
 * are any; the macro SOL_LOCAL is younger than they are, and DragonFly BSD
 * has none.
 */
#define UNIXCRED__SOL_LOCAL	0

/* Not an errno: the kernel said yes, but its answer failed a check. */
#define UNIXCRED__BAD_ANSWER	(-1)

/*
 * The one function that each mechanism defines for the portable calls: store
 * the ids of the peer of a connected Unix-domain socket and return 0, or fail
 * for every other descriptor as unixcred__error() does, *peer being of no use.
 */
int	unixcred__peer(int sockfd, struct unixcred_ucred *peer);

/*
 * Beside it, where a system keeps the pid apart from the ids: replace *pid by
 * the pid of a peer that unixcred__peer() has just answered for.
 */
int	unixcred__peer_pid(int sockfd, pid_t *pid);

/*
 * And where a system tells the peer's groups: return how many there are, the
 * effective one and the supplementary ones, and store them in that order if
 * there is room for all.  The answer to a size of 0 is a count alone.
 */
int	unixcred__peer_groups(int sockfd, int size, gid_t list[]);

/* unixcred.c: what every answer has to be. */
pid_t	unixcred__pid(pid_t pid);
int	unixcred__store(int sockfd, pid_t pid, uid_t uid, gid_t gid,
	    struct unixcred_ucred *cred);

/* sockopt.c: system calls that are believed only as far as they answered. */
int	unixcred__getsockopt(int sockfd, int level, int option, void *value,
	    socklen_t size);
int	unixcred__getsockname(int sockfd, struct sockaddr_un *name);
int	unixcred__not_listening(int sockfd);

/* local.c: the same, where level 0 has its own words for an error. */
int	unixcred__getsockopt_local(int sockfd, int option, void *value,
	    socklen_t size);

/* error.c: how every call fails. */
int	unixcred__error(int sockfd, int error);

#endif
