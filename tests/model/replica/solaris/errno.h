/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Solaris and illumos, sys/errno.h: ENOTSUP and EOPNOTSUPP are two numbers. */

#pragma GCC system_header

#include_next <errno.h>

#undef ENOTSUP
#define ENOTSUP		48
#undef ENOSYS
#define ENOSYS		89
#undef ENOTSOCK
#define ENOTSOCK	95
#undef ENOPROTOOPT
#define ENOPROTOOPT	99
#undef EOPNOTSUPP
#define EOPNOTSUPP	122
#undef ENOBUFS
#define ENOBUFS		132
#undef ENOTCONN
#define ENOTCONN	134
