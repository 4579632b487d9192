/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Solaris and illumos, sys/socket.h. */

#pragma GCC system_header

#include_next <sys/socket.h>
#include "../../not-linux.h"

#undef SO_DOMAIN
#define SO_DOMAIN	0x100c
