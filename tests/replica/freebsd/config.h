/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The build host's headers without what only they declare: struct ucred. */

#undef _GNU_SOURCE
#define _DEFAULT_SOURCE	1
#define HAVE_STRUCT_XUCRED_CR_PID	1
