/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The sys/socket.h of each system. */

#pragma GCC system_header

#include_next <sys/socket.h>
#include "../replica.h"

#ifndef REPLICA_LINUX
#undef SO_PEERGROUPS
#undef SO_PEERPIDFD
#ifndef REPLICA_LINUX4
#undef SO_PEERCRED
#endif
#endif

/*
 * IBM's manual has getpeereid(3), and SO_PEERID, whose structure is unknown to
 * this library.
 */
#ifdef REPLICA_AIX
int	getpeereid(int, uid_t *, gid_t *);
/* So that tests/prove/kernel.h can ask for it. */
#define getpeereid	getpeereid
#define SO_PEERID	0x1009
#endif

/*
 * winsup/cygwin/include/cygwin/socket.h: Linux's declarations, another number,
 * and a macro that its compiler defines.
 */
#ifdef REPLICA_CYGWIN
#ifndef __CYGWIN__
#define __CYGWIN__	1
#endif
#define SO_PEERCRED	0x0200
#endif

/* Linux's size, and another order. */
#ifdef REPLICA_OPENBSD
#define SO_PEERCRED	0x1022
#ifndef REPLICA_SYS_SOCKET_H
#define REPLICA_SYS_SOCKET_H
struct sockpeercred {
	uid_t	uid;
	gid_t	gid;
	pid_t	pid;
};
#endif
#endif

#ifdef REPLICA_SOLARIS
#undef SO_DOMAIN
#define SO_DOMAIN	0x100c
#endif
