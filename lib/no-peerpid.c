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

/* The pid, if the kernel tells it, came with the ids. */
int
unixcred__peer_pid(int sockfd, pid_t *pid)
{
	(void)sockfd;
	(void)pid;
	return 0;
}
