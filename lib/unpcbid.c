/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* LOCAL_PEEREID with struct unpcbid: NetBSD (also QNX io-pkt: never run). */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "internal.h"

static int
get_ucred(int sockfd, struct unixcred_ucred *cred)
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

int
unixcred_get_ucred(int sockfd, struct unixcred_ucred *cred)
{
	if (cred == NULL)
		return unixcred__error(sockfd, EFAULT);
	return get_ucred(sockfd, cred);
}

/*
 * Since 7.99.1 the connecting side is told its own ids (unp_connect1() in
 * sys/kern/uipc_usrreq.c copies them to both ends), where the manual promises
 * those of the process that called bind(2).  An accepted socket has inherited
 * the listening socket's name; a client has no name, unless it gave itself one.
 */
int
unixcred__peer(int sockfd, struct unixcred_ucred *peer)
{
	struct sockaddr_un name;

	if (unixcred__getsockname(sockfd, &name) == -1)
		return unixcred__error(sockfd, errno);
	if (name.sun_family != AF_UNIX || name.sun_path[0] == '\0')
		return unixcred__error(sockfd, ENOTCONN);
	if (get_ucred(sockfd, peer) == -1)
		return -1;
	return unixcred__not_listening(sockfd);
}
