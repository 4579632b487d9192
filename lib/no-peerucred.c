/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* No getpeerucred(3C): every system but Solaris and illumos. */

#include <config.h>

#include <errno.h>

#include "internal.h"

int
unixcred_getpeerucred(int sockfd, struct unixcred_peerucred **cred)
{
	(void)cred;
	return unixcred__error(sockfd, ENOSYS);
}

/* Nothing was ever allocated. */
void
unixcred_peerucred_free(struct unixcred_peerucred *cred)
{
	(void)cred;
}
