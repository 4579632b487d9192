/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* A system of which nothing is known. */

#undef _GNU_SOURCE
#define _DEFAULT_SOURCE	1
