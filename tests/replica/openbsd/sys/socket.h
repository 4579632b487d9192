/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* openbsd: no SO_PEERCRED as Linux has it. */

#pragma GCC system_header

#include_next <sys/socket.h>

#undef SO_PEERCRED
#undef SO_PEERGROUPS
#undef SO_PEERPIDFD

#define SO_PEERCRED	0x1022

#ifndef REPLICA_SYS_SOCKET_H
#define REPLICA_SYS_SOCKET_H

struct sockpeercred {
	uid_t	uid;
	gid_t	gid;
	pid_t	pid;
};

#endif
