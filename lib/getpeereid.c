/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* getpeereid(3) of libc, the last choice: AIX, QNX 8 (never run). */

#include <config.h>

#include <errno.h>
#include <unistd.h>

#include "internal.h"

/*
 * What was not written is -1, which is nobody.  BSD's libc has returned a
 * positive errno for a structure of another version.
 */
static int
get_ids(int sockfd, uid_t *uid, gid_t *gid)
{
	*uid = (uid_t)-1;
	*gid = (gid_t)-1;
	switch (getpeereid(sockfd, uid, gid)) {
	case 0:
		return 0;
	case -1:
		return errno;
	default:
		return UNIXCRED__BAD_ANSWER;
	}
}

/*
 * The function's manuals do not say what it answers about a socket of another
 * family, or about a listening one, so the library asks itself.  It asks last
 * whether the socket listens: this also finds one that begins to in between.
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
