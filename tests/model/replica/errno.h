/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The numbers of each system: its sys/errno.h. */

#pragma GCC system_header

#include_next <errno.h>
#include "replica.h"

#ifdef REPLICA_BSD
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
#endif

#ifdef REPLICA_DARWIN
#undef EOPNOTSUPP
#define EOPNOTSUPP	102
#undef ENOTSUP
#define ENOTSUP		45
#define ENODATA		96
#endif

#ifdef REPLICA_NETBSD
#undef ENOTSUP
#define ENOTSUP		86
#define ENODATA		89
#endif

#ifdef REPLICA_OPENBSD
#undef ENOTSUP
#define ENOTSUP		91
#endif

#ifdef REPLICA_AIX
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
#endif

/* ENOTSUP and EOPNOTSUPP are two numbers. */
#ifdef REPLICA_SOLARIS
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
#endif
