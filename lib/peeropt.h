/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* getsockopt(2) for an answer of any length: SO_PEERGROUPS, SO_PEERSEC. */

#ifndef UNIXCRED_PEEROPT_H
#define UNIXCRED_PEEROPT_H

#include "internal.h"

/*
 * Return 0 and the answer's length, which is more than size if it does not fit;
 * or the error for unixcred__error().  No answer is longer than most.  A byte
 * that the kernel did not write reads as 0xff.
 *
 * ERANGE comes with the length that would do (sk_getsockopt() in
 * net/core/sock.c); but qemu-user says it with the length that it was given,
 * and to believe that would have callers make room for ever.
 *
 * SO_PEERCRED has answered before: so EINVAL and EOPNOTSUPP can only mean the
 * option.
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
