/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* FreeBSD before 12.3, sys/sys/un.h: no SOL_LOCAL yet. */

#pragma GCC system_header

#include_next <sys/un.h>

#define LOCAL_PEERCRED	1
