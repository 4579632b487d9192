/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* DragonFly BSD, sys/errno.h. */

#pragma GCC system_header

#include_next <errno.h>
#include "../bsd-errno.h"
