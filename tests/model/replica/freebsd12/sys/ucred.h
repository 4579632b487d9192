/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* FreeBSD before 12.3, sys/sys/ucred.h. */

#pragma GCC system_header

#ifndef REPLICA_SYS_UCRED_H
#define REPLICA_SYS_UCRED_H

#include <sys/types.h>

#define XUCRED_VERSION	0

struct xucred {
	u_int	cr_version;
	uid_t	cr_uid;
	short	cr_ngroups;
	gid_t	cr_groups[16];
	void	*_cr_unused1;
};

#define cr_gid	cr_groups[0]

#endif
