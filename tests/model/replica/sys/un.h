/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The sys/un.h of each system. */

#pragma GCC system_header

#include_next <sys/un.h>
#include "../replica.h"

#ifdef REPLICA_XUCRED
#define LOCAL_PEERCRED	1
/* FreeBSD before 12.3 and DragonFly BSD have none. */
#ifndef REPLICA_FREEBSD12
#define SOL_LOCAL	0
#endif
#endif

#ifdef REPLICA_DARWIN
#define LOCAL_PEERPID	2
#ifndef REPLICA_DARWIN10
#define LOCAL_PEERTOKEN	6
#endif
#endif

/* SOL_LOCAL is younger than NetBSD 9. */
#ifdef REPLICA_NETBSD
#define LOCAL_PEEREID	3
#ifndef REPLICA_SYS_UN_H
#define REPLICA_SYS_UN_H
struct unpcbid {
	pid_t	unp_pid;
	uid_t	unp_euid;
	gid_t	unp_egid;
};
#endif
#endif
