/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* No SO_PEERSEC: all but Linux, and Linux headers before 4.13. */

#include <config.h>

#include <errno.h>

#include "internal.h"

int
unixcred_get_peer_label(int sockfd, char *label, size_t size)
{
	(void)label;
	(void)size;
	return unixcred__error(sockfd, ENOSYS);
}
