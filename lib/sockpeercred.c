/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* SO_PEERCRED with struct sockpeercred: OpenBSD. */

#include <config.h>

#include "internal.h"

int
unixcred__get_ucred(int sockfd, struct unixcred_ucred *cred)
{
	struct sockpeercred peer;
	int error;

	error = unixcred__getsockopt(sockfd, SOL_SOCKET, SO_PEERCRED, &peer,
	    sizeof(peer));
	if (error != 0)
		return unixcred__error(sockfd, error);
	return unixcred__store(sockfd, peer.pid, peer.uid, peer.gid, cred);
}
