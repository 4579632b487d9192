/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* FreeBSD, sys/socket.h. */

#pragma GCC system_header

#include_next <sys/socket.h>
#include "../../not-linux.h"
