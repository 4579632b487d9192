/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The numbers that all BSDs and macOS share: their sys/errno.h. */

#pragma GCC system_header

#undef EAGAIN
#define EAGAIN		35
#undef ENOTSOCK
#define ENOTSOCK	38
#undef ENOPROTOOPT
#define ENOPROTOOPT	42
#undef EOPNOTSUPP
#define EOPNOTSUPP	45
#undef ENOTSUP
#define ENOTSUP		EOPNOTSUPP
#undef ENOBUFS
#define ENOBUFS		55
#undef ENOTCONN
#define ENOTCONN	57
#undef ENOSYS
#define ENOSYS		78
#undef ENODATA
