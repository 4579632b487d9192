/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* No LOCAL_PEERCRED: every system but FreeBSD, DragonFly BSD, macOS. */

#include <config.h>

#include <errno.h>

#include "internal.h"

int
unixcred_get_xucred(int sockfd, struct unixcred_xucred *cred)
{
	(void)cred;
	return unixcred__error(sockfd, ENOSYS);
}
