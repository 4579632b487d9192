/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* No LOCAL_PEERTOKEN: every system but macOS, and macOS before 11. */

#include <config.h>

#include <errno.h>

#include "internal.h"

int
unixcred_get_peertoken(int sockfd, struct unixcred_peertoken *token)
{
	(void)token;
	return unixcred__error(sockfd, ENOSYS);
}
