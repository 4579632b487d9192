/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* getsockopt(2) for an answer of any length: SO_PEERGROUPS, SO_PEERSEC. */

#ifndef UNIXCRED_PEEROPT_H
#define UNIXCRED_PEEROPT_H

#include "internal.h"

/*
 * Return 0 and the length of the answer, which is more than size if it does not
 * fit; or return the error for unixcred__error().  An answer longer than most
 * is an error.  A byte that the kernel did not write is 0xff.
 *
 * With ERANGE the kernel returns the length that is needed (sk_getsockopt() in
 * net/core/sock.c).  qemu-user returns the length that it was given: a caller
 * that relied on it would enlarge its buffer for ever.
 *
 * EINVAL and EOPNOTSUPP mean that the kernel does not have the option, because
 * SO_PEERCRED has succeeded before.
 */
static inline int
unixcred__getsockopt_any(int sockfd, int option, void *value, socklen_t size,
    socklen_t most, socklen_t *len)
{
	int error = 0;

	*len = size;
	memset(value, 0xff, size);
	if (getsockopt(sockfd, SOL_SOCKET, option, value, len) == -1)
		error = errno;
	if (error == EINVAL || error == EOPNOTSUPP ||
	    (error == ERANGE && *len <= size))
		return ENOSYS;
	if (error != 0 && error != ERANGE)
		return error;
	if (*len > most || (error == 0 && *len > size))
		return UNIXCRED__BAD_ANSWER;
	return 0;
}

#endif
