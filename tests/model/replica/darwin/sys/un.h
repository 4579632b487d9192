/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* macOS, bsd/sys/un.h. */

#pragma GCC system_header

#include_next <sys/un.h>

#define SOL_LOCAL	0
#define LOCAL_PEERCRED	0x001
#define LOCAL_PEERPID	0x002
#define LOCAL_PEERTOKEN	0x006
