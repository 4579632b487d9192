/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* No SO_PEERCRED, no LOCAL_PEEREID: every system but Linux, OpenBSD, NetBSD. */

#include <config.h>

#include <errno.h>

#include "internal.h"

int
unixcred_get_ucred(int sockfd, struct unixcred_ucred *cred)
{
	(void)cred;
	return unixcred__error(sockfd, ENOSYS);
}
