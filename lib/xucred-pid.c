/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* cr_pid in struct xucred: FreeBSD since 12.3 and 13. */

#include <config.h>

#include "internal.h"
#include "xucred.h"

/* It is 0 if the kernel is older than the header. */
pid_t
unixcred__xucred_pid(const struct xucred *cred)
{
	return cred->cr_pid;
}
