/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* SO_PEERCRED with struct sockpeercred: OpenBSD. */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "internal.h"

/*
 * Sockets of other families and those without a peer are refused by OpenBSD
 * itself, so that one question is proof enough.
 */
int
unixcred__peer(int sockfd, struct unixcred_ucred *peer)
{
	struct sockpeercred cred;
	int error;

	error = unixcred__getsockopt(sockfd, SOL_SOCKET, SO_PEERCRED, &cred,
	    sizeof(cred));
	if (error != 0)
		return unixcred__error(sockfd, error);
	return unixcred__store(sockfd, cred.pid, cred.uid, cred.gid, peer);
}

int
unixcred_get_ucred(int sockfd, struct unixcred_ucred *cred)
{
	if (cred == NULL)
		return unixcred__error(sockfd, EFAULT);
	return unixcred__peer(sockfd, cred);
}
