/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * -DREPLICA_FREEBSD and so on chooses the system for which these headers stand.
 * Each has only what differs from the headers of Linux, which it includes.
 */

/* Before macOS 11. */
#ifdef REPLICA_DARWIN10
#define REPLICA_DARWIN	1
#endif

/* What both declare is the same. */
#ifdef REPLICA_DRAGONFLY
#define REPLICA_FREEBSD12	1
#endif

/* FREEBSD12 is before 12.3. */
#if defined(REPLICA_FREEBSD) || defined(REPLICA_FREEBSD12) || \
    defined(REPLICA_DARWIN)
#define REPLICA_XUCRED	1
#endif

#if defined(REPLICA_XUCRED) || defined(REPLICA_NETBSD) || \
    defined(REPLICA_OPENBSD)
#define REPLICA_BSD	1
#endif

/* Before 4.13. */
#if defined(REPLICA_LINUX) || defined(REPLICA_LINUX4)
#define REPLICA_ANY_LINUX	1
#endif

#if !defined(REPLICA_BSD) && !defined(REPLICA_ANY_LINUX) && \
    !defined(REPLICA_AIX) && !defined(REPLICA_CYGWIN) && \
    !defined(REPLICA_NONE) && !defined(REPLICA_SOLARIS)
#error "-DREPLICA_ of a system is missing"
#endif
