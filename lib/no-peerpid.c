/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* No LOCAL_PEERPID: every system but macOS. */

#include <config.h>

#include <errno.h>

#include "internal.h"

int
unixcred_get_peerpid(int sockfd, pid_t *pid)
{
	(void)pid;
	return unixcred__error(sockfd, ENOSYS);
}

/* If the kernel reports the pid, it comes with the ids. */
int
unixcred__peer_with_pid(int sockfd, struct unixcred_ucred *peer)
{
	return unixcred__peer(sockfd, peer);
}
