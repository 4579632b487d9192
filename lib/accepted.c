/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Only an accepted socket's ids can be believed: OpenBSD, NetBSD. */

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
 * An accepted socket inherits the listening socket's name.  A socket without
 * a name is refused, because the connecting side's ids are not the peer's on
 * NetBSD since 7.99.1, where unp_connect1() stores the caller's own, and need
 * not be on OpenBSD: there unp_connect() copies them from the listening
 * socket, where uipc_bind() has recorded the server's, and an earlier
 * connect(2) of that socket has overwritten them with those of any other
 * server (all in sys/kern/uipc_usrreq.c).
 *
 * The family is checked, too: OpenBSD's sogetopt() compares the protocol, not
 * the family, with AF_UNIX, which is IPPROTO_ICMP.
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
