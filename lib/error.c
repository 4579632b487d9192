/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* How every call fails: one errno for one state of a descriptor, everywhere. */

#include <config.h>

#include <errno.h>

#include "internal.h"

/* FreeBSD and OpenBSD have no such error. */
#ifndef ENODATA
#define ENODATA	ENOTCONN
#endif

/*
 * The errors by which one kernel or another says "no peer" or "not this kind
 * of socket".  For a listening socket alone there are three: EINVAL
 * (NetBSD), ENOTCONN (the other BSDs) and success (Linux).
 */
static int
is_ambiguous(int error)
{
	return error == EINVAL || error == ENOTCONN || error == EOPNOTSUPP ||
	    error == ENOTSUP || error == ENODATA || error == ENOPROTOOPT ||
	    error == EPIPE || error == UNIXCRED__BAD_ANSWER;
}

/*
 * Set errno for an errno or UNIXCRED__BAD_ANSWER that has come up about sockfd.
 * An error that says all there is to say (no descriptor, no memory, a sandbox's
 * refusal) is left alone.  A socket that cannot even be asked for its name
 * (Linux's AF_ALG, older BSDs' PF_ROUTE) is none of ours.
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
