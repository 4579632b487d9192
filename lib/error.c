/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Set the same errno for the same state of a descriptor on every system. */

#include <config.h>

#include <errno.h>

#include "internal.h"

/* FreeBSD and OpenBSD have no such error. */
#ifndef ENODATA
#define ENODATA	ENOTCONN
#endif

/*
 * The errors that kernels use for "no peer" or "not this kind of socket".  A
 * listening socket alone has three results: EINVAL (NetBSD), ENOTCONN (the
 * other BSDs) and success (Linux).
 */
static int
is_ambiguous(int error)
{
	return error == EINVAL || error == ENOTCONN || error == EOPNOTSUPP ||
	    error == ENOTSUP || error == ENODATA || error == ENOPROTOOPT ||
	    error == EPIPE || error == UNIXCRED__BAD_ANSWER;
}

/*
 * Set errno for the result of a call about sockfd: an errno, or
 * UNIXCRED__BAD_ANSWER.  An error with one meaning (no descriptor, no memory, a
 * sandbox's refusal) is passed on.  A socket on which getsockname(2) fails
 * (Linux's AF_ALG, older BSDs' PF_ROUTE) is not a Unix-domain socket.
 */
void
unixcred__set_errno(int sockfd, int error)
{
	struct sockaddr_un name;

	if (!is_ambiguous(error))
		errno = error;
	else if (unixcred__getsockname(sockfd, &name) == -1)
		errno = is_ambiguous(errno) ? EOPNOTSUPP : errno;
	else if (name.sun_family != AF_UNIX && name.sun_family != AF_UNSPEC)
		errno = EOPNOTSUPP;
	else if (error == ENOPROTOOPT)
		errno = ENOSYS;
	else if (error == UNIXCRED__BAD_ANSWER)
		errno = EINVAL;
	else
		errno = ENOTCONN;
}
