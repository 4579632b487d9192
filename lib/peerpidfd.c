/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* SO_PEERPIDFD: Linux since 6.5. */

#include <config.h>

#include <errno.h>

#include "internal.h"

/* A library built with older headers may run on such a kernel. */
#ifndef SO_PEERPIDFD
#if defined(__sparc__)
#define SO_PEERPIDFD	0x0056
#elif defined(__hppa__)
#define SO_PEERPIDFD	0x404b
#else
#define SO_PEERPIDFD	77
#endif
#endif

/*
 * That there is a peer is proven first, so that no descriptor is made for
 * nothing.  With less room than an int the kernel would make one, and tell a
 * part of its number.  What an answer of another length says is nobody's
 * descriptor: to close it might close one of the caller's.
 *
 * A process that has ended and was waited for is EINVAL up to 6.15, for a time
 * ESRCH in 6.12, and since 6.16 no error: the descriptor says that it ended.
 */
int
unixcred_get_peer_pidfd(int sockfd)
{
	struct unixcred_ucred peer;
	int error, pidfd;

	if (unixcred__peer(sockfd, &peer) == -1)
		return -1;
	error = unixcred__getsockopt(sockfd, SOL_SOCKET, SO_PEERPIDFD, &pidfd,
	    sizeof(pidfd));
	if (error == 0 && pidfd < 0)
		error = UNIXCRED__BAD_ANSWER;
	if (error == EINVAL)
		error = ESRCH;
	if (error != 0)
		return unixcred__error(sockfd, error);
	return pidfd;
}
