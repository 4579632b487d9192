/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What configure finds on OpenBSD; probes.sh compares. */

#undef _GNU_SOURCE
#undef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE	1

#define HAVE_DECL___CYGWIN__	0
#define HAVE_DECL_GETPEERUCRED	0
#define HAVE_DECL_LOCAL_PEERCRED	0
#define HAVE_DECL_LOCAL_PEEREID	0
#define HAVE_DECL_LOCAL_PEERPID	0
#define HAVE_DECL_LOCAL_PEERTOKEN	0
#define HAVE_DECL_SO_PEERCRED	1
#define HAVE_DECL_SO_PEERGROUPS	0

#define HAVE_STRUCT_SOCKPEERCRED_UID	1
#define HAVE_SYS_PARAM_H	1
#define HAVE_SYS_UCRED_H	1
#define HAVE_SYS_UN_H	1
