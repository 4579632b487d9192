/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* macOS, sys/errno.h. */

#pragma GCC system_header

#include_next <errno.h>
#include "../bsd-errno.h"

#undef EOPNOTSUPP
#define EOPNOTSUPP	102
#undef ENOTSUP
#define ENOTSUP		45
#define ENODATA		96
