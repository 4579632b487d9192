/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* struct xucred, and the pid that it may contain. */

#ifndef UNIXCRED_XUCRED_H
#define UNIXCRED_XUCRED_H

/* DragonFly BSD needs these, in this order. */
#include <sys/types.h>
#include <sys/param.h>
#include <sys/socket.h>
#include <sys/ucred.h>
#include <sys/un.h>

/* xucred-pid.c or no-xucred-pid.c: the pid in it, if there is one. */
pid_t	unixcred__xucred_pid(const struct xucred *cred);

#endif
