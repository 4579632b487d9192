/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * What differs between mechanisms, by their config.h: which structure has the
 * ids, and by which option it comes; how to recognize an answer without
 * credentials; which system calls the portable calls must make; and which calls
 * are supported.
 */

#ifndef KERNEL_H
#define KERNEL_H

#include <sys/types.h>
#include <sys/param.h>
#include <sys/socket.h>
#ifdef HAVE_SYS_UCRED_H
#include <sys/ucred.h>
#endif
#include <sys/un.h>

#if defined(HAVE_STRUCT_XUCRED_CR_VERSION)
#define CREDENTIALS_TYPE	struct xucred
#define CREDENTIALS_LEVEL	0
#define CREDENTIALS_OPTION	LOCAL_PEERCRED
#ifdef HAVE_STRUCT_XUCRED_CR_PID
#define ANSWER_PID		answer.cr_pid
#else
#define ANSWER_PID		(-1)
#endif
#define ANSWER_UID		answer.cr_uid
#define ANSWER_GID		answer.cr_groups[0]
#define ANSWER_IS_BAD		(answer.cr_version != 0 || \
				answer.cr_ngroups < 1 || \
				answer.cr_ngroups > 16)
#define NEEDED			(CREDENTIALS | LISTENING)
#define HAS_XUCRED		1

#elif defined(HAVE_STRUCT_SOCKPEERCRED_UID)
#define CREDENTIALS_TYPE	struct sockpeercred
#define CREDENTIALS_LEVEL	SOL_SOCKET
#define CREDENTIALS_OPTION	SO_PEERCRED
#define NEEDED			(SOCKNAME | CREDENTIALS | LISTENING)
#define NEEDS_PATH		1
#define HAS_UCRED		1

#elif defined(HAVE_STRUCT_UNPCBID_UNP_EUID)
#define CREDENTIALS_TYPE	struct unpcbid
#define CREDENTIALS_LEVEL	0
#define CREDENTIALS_OPTION	LOCAL_PEEREID
#define ANSWER_PID		answer.unp_pid
#define ANSWER_UID		answer.unp_euid
#define ANSWER_GID		answer.unp_egid
#define NEEDED			(SOCKNAME | CREDENTIALS | LISTENING)
#define NEEDS_PATH		1
#define HAS_UCRED		1

#elif defined(HAVE_STRUCT_UCRED_UID)
#define CREDENTIALS_TYPE	struct ucred
#define CREDENTIALS_LEVEL	SOL_SOCKET
#define CREDENTIALS_OPTION	SO_PEERCRED
/* Linux's answer for a socket without credentials: not a bad answer. */
#define ANSWER_IS_NOBODY	(answer.pid == 0 && \
				answer.uid == (uid_t)-1 && \
				answer.gid == (gid_t)-1)
#define NEEDED			(PEERNAME | CREDENTIALS)
#ifndef SO_PEERPIDFD
#define SO_PEERPIDFD		77
#endif
#define HAS_UCRED		1

#elif defined(HAVE_UCRED_H)
#define NEEDED			(DOMAIN | CREDENTIALS)
#define HAS_PEERUCRED		1

#elif defined(getpeereid)
#define NEEDED			(SOCKNAME | CREDENTIALS | LISTENING)
#define HAS_GETPEEREID		1

#else
#define NEEDED			0
#endif

#ifndef CREDENTIALS_TYPE
#define CREDENTIALS_TYPE	int
#endif
#ifndef ANSWER_PID
#define ANSWER_PID		answer.pid
#define ANSWER_UID		answer.uid
#define ANSWER_GID		answer.gid
#endif
#ifndef ANSWER_IS_BAD
#define ANSWER_IS_BAD		0
#endif
#ifndef ANSWER_IS_NOBODY
#define ANSWER_IS_NOBODY	0
#endif
#ifndef NEEDS_PATH
#define NEEDS_PATH		0
#endif
#ifndef HAS_UCRED
#define HAS_UCRED		0
#endif
#ifndef HAS_XUCRED
#define HAS_XUCRED		0
#endif
#ifndef HAS_PEERUCRED
#define HAS_PEERUCRED		0
#endif
#ifndef HAS_GETPEEREID
#define HAS_GETPEEREID		0
#endif

#define HAS_IDS			(HAS_UCRED || HAS_XUCRED || \
				HAS_PEERUCRED || HAS_GETPEEREID)
#define HAS_PEERPID		HAVE_DECL_LOCAL_PEERPID
#define HAS_PEERTOKEN		HAVE_DECL_LOCAL_PEERTOKEN
#define HAS_PIDFD		HAVE_DECL_SO_PEERGROUPS
#define HAS_LABEL		HAVE_DECL_SO_PEERGROUPS
#define HAS_GROUPS		(HAS_XUCRED || HAS_PEERUCRED || \
				HAVE_DECL_SO_PEERGROUPS)

#endif
