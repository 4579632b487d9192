/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* getpeereid(3) of libc, if there is nothing else: AIX, QNX 8 (never run). */

#include <config.h>

#include <errno.h>
#include <unistd.h>

#include "internal.h"

/*
 * Set both ids to -1 first, which is no user: the function may not write them.
 * BSD's libc has returned a positive errno for a structure of another version.
 */
static int
get_ids(int sockfd, uid_t *uid, gid_t *gid)
{
	*uid = (uid_t)-1;
	*gid = (gid_t)-1;
	errno = 0;
	switch (getpeereid(sockfd, uid, gid)) {
	case 0:
		return 0;
	case -1:
		return errno != 0 ? errno : UNIXCRED__BAD_ANSWER;
	default:
		return UNIXCRED__BAD_ANSWER;
	}
}

/*
 * The function's manuals do not mention a socket of another family or a
 * listening socket.  So check both here.  Check last whether the socket
 * listens: this also finds a socket that begins to listen in between.
 */
int
unixcred__peer(int sockfd, struct unixcred_ucred *peer)
{
	struct sockaddr_un name;
	uid_t uid;
	gid_t gid;
	int error;

	if (unixcred__getsockname(sockfd, &name) == -1)
		return unixcred__error(sockfd, errno);
	if (name.sun_family != AF_UNIX)
		return unixcred__error(sockfd, ENOTCONN);
	error = get_ids(sockfd, &uid, &gid);
	if (error != 0)
		return unixcred__error(sockfd, error);
	if (unixcred__store(sockfd, UNIXCRED_PID_UNKNOWN, uid, gid, peer) == -1)
		return -1;
	return unixcred__not_listening(sockfd);
}
