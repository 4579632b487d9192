/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* NetBSD, sys/sys/un.h; SOL_LOCAL is younger than 9. */

#pragma GCC system_header

#include_next <sys/un.h>

#define LOCAL_PEEREID	3

#ifndef REPLICA_SYS_UN_H
#define REPLICA_SYS_UN_H

struct unpcbid {
	pid_t	unp_pid;
	uid_t	unp_euid;
	gid_t	unp_egid;
};

#endif
