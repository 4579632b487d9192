/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* OpenBSD, sys/sys/ucred.h: a structure for NFS, with the name of another. */

#pragma GCC system_header

#ifndef REPLICA_SYS_UCRED_H
#define REPLICA_SYS_UCRED_H

#include <sys/types.h>

struct xucred {
	uid_t	cr_uid;
	gid_t	cr_gid;
	short	cr_ngroups;
	gid_t	cr_groups[16];
};

#endif
