/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * AIX, sys/socket.h: getpeereid(3), as IBM's manual has it.  It also declares
 * SO_PEERID, whose structure is unknown to this library.
 */

#pragma GCC system_header

#include_next <sys/socket.h>
#include "../../not-linux.h"

#ifndef REPLICA_SYS_SOCKET_H
#define REPLICA_SYS_SOCKET_H

int	getpeereid(int, uid_t *, gid_t *);
/* So that tests/prove/kernel.h can ask for it. */
#define getpeereid	getpeereid

#endif

#define SO_PEERID	0x1009
