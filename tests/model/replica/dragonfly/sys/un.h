/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* DragonFly BSD, sys/sys/un.h: no SOL_LOCAL. */

#pragma GCC system_header

#include_next <sys/un.h>

#define LOCAL_PEERCRED	0x001
