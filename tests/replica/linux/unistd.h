/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Not a difference, but counted: only this mechanism makes descriptors. */

#pragma GCC system_header

#include_next <unistd.h>

#ifndef REPLICA_UNISTD_H
#define REPLICA_UNISTD_H

int	fake_close(int);

#define close(fd)	fake_close(fd)

#endif
