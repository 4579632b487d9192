/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* LOCAL_PEERPID: macOS. */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "internal.h"

/*
 * The answer's four bytes prove nothing: at this level option 2 is IP_HDRINCL,
 * and a raw ICMP socket answers it with an int of 0 or 8.  So ask the family.
 */
static int
get_peerpid(int sockfd, pid_t *pid)
{
	struct sockaddr_un name;
	pid_t peer;
	int error;

	if (unixcred__getsockname(sockfd, &name) == -1)
		return -1;
	if (name.sun_family != AF_UNIX)
		return unixcred__error(sockfd, EOPNOTSUPP);
	error = unixcred__getsockopt(sockfd, UNIXCRED__SOL_LOCAL, LOCAL_PEERPID,
	    &peer, sizeof(peer));
	/* An option that the kernel does not know (uipc_ctloutput()). */
	if (error == EOPNOTSUPP)
		error = ENOPROTOOPT;
	if (error == 0 && peer < 0)
		error = UNIXCRED__BAD_ANSWER;
	if (error != 0)
		return unixcred__error(sockfd, error);
	*pid = unixcred__pid(peer);
	return 0;
}

int
unixcred_get_peerpid(int sockfd, pid_t *pid)
{
	if (pid == NULL)
		return unixcred__error(sockfd, EFAULT);
	return get_peerpid(sockfd, pid);
}

/* The pid goes when the peer closes; the ids stay. */
int
unixcred__peer_pid(int sockfd, pid_t *pid)
{
	if (get_peerpid(sockfd, pid) == 0)
		return 0;
	if (errno != ENOTCONN)
		return -1;
	*pid = UNIXCRED_PID_UNKNOWN;
	return 0;
}
