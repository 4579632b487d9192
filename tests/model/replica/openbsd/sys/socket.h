/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* OpenBSD, sys/sys/socket.h: Linux's size, and another order. */

#pragma GCC system_header

#include_next <sys/socket.h>
#include "../../not-linux.h"

#define SO_PEERCRED	0x1022

#ifndef REPLICA_SYS_SOCKET_H
#define REPLICA_SYS_SOCKET_H

struct sockpeercred {
	uid_t	uid;
	gid_t	gid;
	pid_t	pid;
};

#endif
