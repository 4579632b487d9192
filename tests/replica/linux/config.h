/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The build host's own headers. */

#undef _GNU_SOURCE
#define _GNU_SOURCE	1
