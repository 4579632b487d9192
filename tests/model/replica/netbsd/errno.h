/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* NetBSD, sys/errno.h. */

#pragma GCC system_header

#include_next <errno.h>
#include "../bsd-errno.h"

#undef ENOTSUP
#define ENOTSUP		86
#define ENODATA		89
