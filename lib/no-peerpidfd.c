/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* No SO_PEERPIDFD: all but Linux, and Linux headers before 4.13. */

#include <config.h>

#include <errno.h>

#include "internal.h"

int
unixcred_get_peer_pidfd(int sockfd)
{
	return unixcred__error(sockfd, ENOSYS);
}
