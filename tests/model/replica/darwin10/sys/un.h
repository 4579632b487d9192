/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* macOS before 11, bsd/sys/un.h: the rest is in ../../darwin. */

#pragma GCC system_header

#include_next <sys/un.h>

#undef LOCAL_PEERTOKEN
