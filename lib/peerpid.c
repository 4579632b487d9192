/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* LOCAL_PEERPID: macOS. */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "internal.h"

int
unixcred__require_unix(int sockfd)
{
	struct sockaddr_un name;

	if (unixcred__getsockname(sockfd, &name) == -1)
		return unixcred__error(sockfd, errno);
	if (name.sun_family != AF_UNIX)
		return unixcred__error(sockfd, EOPNOTSUPP);
	return 0;
}

/*
 * Check the family first, because the four bytes of the answer do not show what
 * they are.  At this level option 2 is also IP_HDRINCL, for which a raw ICMP
 * socket returns an int of 0 or 8.
 */
static int
get_peerpid(int sockfd, pid_t *pid)
{
	int error;

	if (unixcred__require_unix(sockfd) == -1)
		return -1;
	error = unixcred__getsockopt_local(sockfd, LOCAL_PEERPID, pid,
	    sizeof(*pid));
	if (error != 0)
		return unixcred__error(sockfd, error);
	return 0;
}

int
unixcred_get_peerpid(int sockfd, pid_t *pid)
{
	pid_t peer;

	if (pid == NULL)
		return unixcred__error(sockfd, EFAULT);
	if (get_peerpid(sockfd, &peer) == -1)
		return -1;
	if (peer < 0)
		return unixcred__error(sockfd, UNIXCRED__BAD_ANSWER);
	*pid = unixcred__pid(peer);
	return 0;
}

/*
 * The pid stays unknown after the peer has closed its socket, and before macOS
 * 10.8.  The ids are still available.
 */
int
unixcred__peer_with_pid(int sockfd, struct unixcred_ucred *peer)
{
	pid_t pid;

	if (unixcred__peer(sockfd, peer) == -1)
		return -1;
	if (get_peerpid(sockfd, &pid) == 0)
		peer->pid = unixcred__pid(pid);
	else if (errno != ENOTCONN && errno != ENOSYS)
		return -1;
	return 0;
}
