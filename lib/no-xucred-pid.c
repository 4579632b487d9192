/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* No pid in struct xucred: FreeBSD before 12.3, DragonFly BSD, macOS. */

#include <config.h>

#include "internal.h"
#include "xucred.h"

pid_t
unixcred__xucred_pid(const struct xucred *cred)
{
	(void)cred;
	return UNIXCRED_PID_UNKNOWN;
}
