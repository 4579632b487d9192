/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Assertions at compile time: about our structures, which never change, and
 * about the system's, as the mechanisms read them.  This file is compiled with
 * each replica, and with the real headers of the system of the build.
 */

#include <config.h>

#include <stddef.h>
#include <sys/types.h>
#ifdef HAVE_SYS_PARAM_H
#include <sys/param.h>
#endif
#include <sys/socket.h>
#ifdef HAVE_SYS_UCRED_H
#include <sys/ucred.h>
#endif
#ifdef HAVE_SYS_UN_H
#include <sys/un.h>
#endif

#include <unixcred.h>

#define ASSERT(truth)		_Static_assert(truth, #truth)
#define AT(type, member, at)	ASSERT(offsetof(struct type, member) == (at))
#define SIZE(type, size)	ASSERT(sizeof(struct type) == (size))

/* Only the size of a pointer changes the offsets here. */
#define POINTER			sizeof(void *)

ASSERT(sizeof(pid_t) == 4 && sizeof(uid_t) == 4 && sizeof(gid_t) == 4);
ASSERT(UNIXCRED_PID_UNKNOWN == -1);
ASSERT((uid_t)-1 > 0 && (gid_t)-1 > 0);

AT(unixcred_ucred, pid, 0);
AT(unixcred_ucred, uid, 4);
AT(unixcred_ucred, gid, 8);
SIZE(unixcred_ucred, 12);

AT(unixcred_xucred, pid, 0);
AT(unixcred_xucred, uid, 4);
AT(unixcred_xucred, gid, 8);
AT(unixcred_xucred, ngroups, 12);
AT(unixcred_xucred, groups, 16);
SIZE(unixcred_xucred, 80);

AT(unixcred_peerucred, pid, 0);
AT(unixcred_peerucred, ruid, 4);
AT(unixcred_peerucred, euid, 8);
AT(unixcred_peerucred, suid, 12);
AT(unixcred_peerucred, rgid, 16);
AT(unixcred_peerucred, egid, 20);
AT(unixcred_peerucred, sgid, 24);
AT(unixcred_peerucred, zoneid, 28);
AT(unixcred_peerucred, ngroups, 32);
AT(unixcred_peerucred, groups, 32 + POINTER);
SIZE(unixcred_peerucred, 32 + 2 * POINTER);

/* As an audit_token_t. */
AT(unixcred_peertoken, val, 0);
SIZE(unixcred_peertoken, 32);

/* On Linux the number depends on the processor; the headers have it. */
#ifdef HAVE_STRUCT_UCRED_UID
#if HAVE_DECL_SO_PEERCRED && !defined(HAVE_STRUCT_SOCKPEERCRED_UID)
AT(ucred, pid, 0);
AT(ucred, uid, 4);
AT(ucred, gid, 8);
SIZE(ucred, 12);
#ifdef __linux__
ASSERT(SO_PEERCRED == 17 || SO_PEERCRED == 18 || SO_PEERCRED == 21 ||
    SO_PEERCRED == 0x40 || SO_PEERCRED == 0x4011);
ASSERT(SO_PEERSEC == 31 || SO_PEERSEC == 30 || SO_PEERSEC == 0x401d);
#ifdef SO_PEERGROUPS
ASSERT(SO_PEERGROUPS == 59 || SO_PEERGROUPS == 0x3d || SO_PEERGROUPS == 0x4034);
#endif
#ifdef SO_PEERPIDFD
ASSERT(SO_PEERPIDFD == 77 || SO_PEERPIDFD == 0x56 || SO_PEERPIDFD == 0x404b);
#endif
#endif
#endif
#endif

#ifdef HAVE_STRUCT_SOCKPEERCRED_UID
AT(sockpeercred, uid, 0);
AT(sockpeercred, gid, 4);
AT(sockpeercred, pid, 8);
SIZE(sockpeercred, 12);
ASSERT(SO_PEERCRED == 0x1022);
#endif

#ifdef HAVE_STRUCT_UNPCBID_UNP_EUID
AT(unpcbid, unp_pid, 0);
AT(unpcbid, unp_euid, 4);
AT(unpcbid, unp_egid, 8);
SIZE(unpcbid, 12);
ASSERT(LOCAL_PEEREID == 3);
#endif

#ifdef HAVE_STRUCT_XUCRED_CR_VERSION
AT(xucred, cr_version, 0);
AT(xucred, cr_uid, 4);
AT(xucred, cr_ngroups, 8);
AT(xucred, cr_groups, 12);
ASSERT(XUCRED_VERSION == 0);
ASSERT(LOCAL_PEERCRED == 1);
#if HAVE_DECL_LOCAL_PEERPID
SIZE(xucred, 76);
ASSERT(LOCAL_PEERPID == 2);
#if HAVE_DECL_LOCAL_PEERTOKEN
ASSERT(LOCAL_PEERTOKEN == 6);
#endif
#else
/* A pointer or a pid, and its padding. */
SIZE(xucred, POINTER == 8 ? 88 : 80);
#endif
#ifdef HAVE_STRUCT_XUCRED_CR_PID
AT(xucred, cr_pid, POINTER == 8 ? 80 : 76);
#endif
#endif

#ifdef SOL_LOCAL
ASSERT(SOL_LOCAL == 0);
#endif
