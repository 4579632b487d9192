/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* No mechanism: every other system, and Cygwin. */

#include <config.h>

#include <errno.h>

#include "internal.h"

int
unixcred__peer(int sockfd, struct unixcred_ucred *peer)
{
	(void)peer;
	return unixcred__error(sockfd, ENOSYS);
}
