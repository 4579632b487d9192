/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* FreeBSD, sys/sys/un.h. */

#pragma GCC system_header

#include_next <sys/un.h>

#define SOL_LOCAL	0
#define LOCAL_PEERCRED	1
