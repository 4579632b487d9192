/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Report the ids of accepted sockets only: OpenBSD, NetBSD. */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "internal.h"

int
unixcred_get_ucred(int sockfd, struct unixcred_ucred *cred)
{
	if (cred == NULL)
		return unixcred__error(sockfd, EFAULT);
	return unixcred__get_ucred(sockfd, cred);
}

/*
 * An accepted socket inherits the listening socket's name.  So refuse a socket
 * without a name: the ids of a connecting socket may not be the peer's.  On
 * NetBSD since 7.99.1 unp_connect1() stores the caller's own.  On OpenBSD
 * unp_connect() copies those of the listening socket.  uipc_bind() recorded
 * them there, but a hostile server can have overwritten them by an earlier
 * connect(2) of that socket to any other server (sys/kern/uipc_usrreq.c).
 *
 * Check the family, too: OpenBSD's sogetopt() compares the protocol with
 * AF_UNIX, not the family.  AF_UNIX has the number of IPPROTO_ICMP.
 */
int
unixcred__peer(int sockfd, struct unixcred_ucred *peer)
{
	struct sockaddr_un name;

	if (unixcred__getsockname(sockfd, &name) == -1)
		return unixcred__error(sockfd, errno);
	if (name.sun_family != AF_UNIX || name.sun_path[0] == '\0')
		return unixcred__error(sockfd, ENOTCONN);
	if (unixcred__get_ucred(sockfd, peer) == -1)
		return -1;
	return unixcred__not_listening(sockfd);
}
