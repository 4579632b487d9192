/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What configure finds on each system; probes.sh compares. */

#include "replica.h"

#undef _GNU_SOURCE
#undef _DEFAULT_SOURCE
#ifdef REPLICA_ANY_LINUX
#define _GNU_SOURCE	1
#else
#define _DEFAULT_SOURCE	1
#endif

#define HAVE_SYS_PARAM_H	1
#define HAVE_SYS_UN_H	1

#ifdef REPLICA_ANY_LINUX
#define HAVE_DECL_SO_PEERCRED	1
#define HAVE_STRUCT_UCRED_UID	1
#ifdef REPLICA_LINUX
#define HAVE_DECL_SO_PEERGROUPS	1
#endif
#endif

#ifdef REPLICA_XUCRED
#define HAVE_DECL_LOCAL_PEERCRED	1
#define HAVE_STRUCT_XUCRED_CR_VERSION	1
#define HAVE_SYS_UCRED_H	1
#endif

#ifdef REPLICA_FREEBSD
#define HAVE_STRUCT_XUCRED_CR_PID	1
#endif

#ifdef REPLICA_DARWIN
#define HAVE_DECL_LOCAL_PEERPID	1
#ifndef REPLICA_DARWIN10
#define HAVE_DECL_LOCAL_PEERTOKEN	1
#endif
#endif

#ifdef REPLICA_NETBSD
#define HAVE_DECL_LOCAL_PEEREID	1
#define HAVE_STRUCT_UNPCBID_UNP_EUID	1
#endif

#ifdef REPLICA_OPENBSD
#define HAVE_DECL_SO_PEERCRED	1
#define HAVE_STRUCT_SOCKPEERCRED_UID	1
#define HAVE_SYS_UCRED_H	1
#endif

#ifdef REPLICA_SOLARIS
#define HAVE_DECL_GETPEERUCRED	1
#define HAVE_UCRED_H	1
#endif

#ifdef REPLICA_CYGWIN
#define HAVE_DECL___CYGWIN__	1
#define HAVE_DECL_SO_PEERCRED	1
#define HAVE_STRUCT_UCRED_UID	1
#endif

/* configure writes 0 for what is not declared. */
#ifndef HAVE_DECL___CYGWIN__
#define HAVE_DECL___CYGWIN__	0
#endif
#ifndef HAVE_DECL_GETPEERUCRED
#define HAVE_DECL_GETPEERUCRED	0
#endif
#ifndef HAVE_DECL_LOCAL_PEERCRED
#define HAVE_DECL_LOCAL_PEERCRED	0
#endif
#ifndef HAVE_DECL_LOCAL_PEEREID
#define HAVE_DECL_LOCAL_PEEREID	0
#endif
#ifndef HAVE_DECL_LOCAL_PEERPID
#define HAVE_DECL_LOCAL_PEERPID	0
#endif
#ifndef HAVE_DECL_LOCAL_PEERTOKEN
#define HAVE_DECL_LOCAL_PEERTOKEN	0
#endif
#ifndef HAVE_DECL_SO_PEERCRED
#define HAVE_DECL_SO_PEERCRED	0
#endif
#ifndef HAVE_DECL_SO_PEERGROUPS
#define HAVE_DECL_SO_PEERGROUPS	0
#endif
