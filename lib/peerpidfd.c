/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* SO_PEERPIDFD: Linux since 6.5. */

#include <config.h>

#include <errno.h>

#include "internal.h"

/* A library built with older headers may run on a kernel that has it. */
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
 * Check for a peer first: the kernel would otherwise create a descriptor that
 * we have to close again.  Give it room for an int: with less the kernel would
 * create a descriptor and return a part of its number.  Do not close what an
 * answer of the wrong length contains: it may be a descriptor of the caller.
 *
 * For a process that has ended and was waited for, the kernel fails with EINVAL
 * up to 6.15, and for a time with ESRCH in 6.12.  Since 6.16 it succeeds, and
 * poll(2) on the descriptor reports that the process has ended.
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
