/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* No groups of a peer: NetBSD, OpenBSD, AIX, Linux headers before 4.13. */

#include <config.h>

#include <errno.h>

#include "internal.h"

int
unixcred_get_peer_groups(int sockfd, int size, gid_t list[])
{
	(void)size;
	(void)list;
	return unixcred__error(sockfd, ENOSYS);
}
