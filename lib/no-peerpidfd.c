/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* No SO_PEERPIDFD: every system but Linux. */

#include <config.h>

#include <errno.h>

#include "internal.h"

int
unixcred_get_peer_pidfd(int sockfd)
{
	return unixcred__error(sockfd, ENOSYS);
}
