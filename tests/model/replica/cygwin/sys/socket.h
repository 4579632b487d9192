/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Cygwin, winsup/cygwin/include/cygwin/socket.h: Linux's declarations, another
 * number, and a macro that its compiler defines.
 */

#pragma GCC system_header

#include_next <sys/socket.h>
#include "../../not-linux.h"

#ifndef __CYGWIN__
#define __CYGWIN__	1
#endif

#define SO_PEERCRED	0x0200
