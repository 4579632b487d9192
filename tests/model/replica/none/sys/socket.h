/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* A system without a mechanism. */

#pragma GCC system_header

#include_next <sys/socket.h>
#include "../../not-linux.h"
