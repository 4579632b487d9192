/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* AIX, sys/errno.h. */

#pragma GCC system_header

#include_next <errno.h>

#undef ENOTSOCK
#define ENOTSOCK	57
#undef ENOPROTOOPT
#define ENOPROTOOPT	61
#undef EOPNOTSUPP
#define EOPNOTSUPP	64
#undef ENOBUFS
#define ENOBUFS		74
#undef ENOTCONN
#define ENOTCONN	76
#undef ENOSYS
#define ENOSYS		109
#undef ENODATA
#define ENODATA		122
#undef ENOTSUP
#define ENOTSUP		124
