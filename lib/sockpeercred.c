/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* SO_PEERCRED with struct sockpeercred: OpenBSD. */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "internal.h"

/* Sockets of other families are refused by OpenBSD itself. */
static int
get_ucred(int sockfd, struct unixcred_ucred *cred)
{
	struct sockpeercred peer;
	int error;

	error = unixcred__getsockopt(sockfd, SOL_SOCKET, SO_PEERCRED, &peer,
	    sizeof(peer));
	if (error != 0)
		return unixcred__error(sockfd, error);
	return unixcred__store(sockfd, peer.pid, peer.uid, peer.gid, cred);
}

int
unixcred_get_ucred(int sockfd, struct unixcred_ucred *cred)
{
	if (cred == NULL)
		return unixcred__error(sockfd, EFAULT);
	return get_ucred(sockfd, cred);
}

int
unixcred__peer(int sockfd, struct unixcred_ucred *peer)
{
	if (get_ucred(sockfd, peer) == -1)
		return -1;
	return unixcred__not_listening(sockfd);
}
