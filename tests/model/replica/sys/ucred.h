/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The sys/ucred.h of each system that has one. */

#pragma GCC system_header

#include "../replica.h"

#if !defined(REPLICA_XUCRED) && !defined(REPLICA_OPENBSD)
#error "this system has no sys/ucred.h"
#endif

#if defined(REPLICA_DRAGONFLY) && !defined(_SYS_PARAM_H)
#error "sys/param.h comes first"
#endif

#ifndef REPLICA_SYS_UCRED_H
#define REPLICA_SYS_UCRED_H

#include <sys/types.h>

#ifdef REPLICA_XUCRED

#define XUCRED_VERSION	0
#define cr_gid		cr_groups[0]

struct xucred {
	u_int	cr_version;
	uid_t	cr_uid;
	short	cr_ngroups;
	gid_t	cr_groups[16];
#ifdef REPLICA_FREEBSD12
	void	*_cr_unused1;
#endif
#ifdef REPLICA_FREEBSD
	union {
		void	*_cr_unused1;
		pid_t	cr_pid;
	};
#endif
};

#else

/* A structure for NFS, with the name of another. */
struct xucred {
	uid_t	cr_uid;
	gid_t	cr_gid;
	short	cr_ngroups;
	gid_t	cr_groups[16];
};

#endif

#endif
