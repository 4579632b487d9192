/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* LOCAL_PEEREID with struct unpcbid: NetBSD (also QNX io-pkt: never run). */

#include <config.h>

#include "internal.h"

int
unixcred__get_ucred(int sockfd, struct unixcred_ucred *cred)
{
	struct unpcbid peer;
	int error;

	error = unixcred__getsockopt(sockfd, UNIXCRED__SOL_LOCAL, LOCAL_PEEREID,
	    &peer, sizeof(peer));
	if (error != 0)
		return unixcred__error(sockfd, error);
	return unixcred__store(sockfd, peer.unp_pid, peer.unp_euid,
	    peer.unp_egid, cred);
}
