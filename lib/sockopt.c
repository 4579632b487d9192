/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* System calls that are believed only as far as they answered: all systems. */

#include <config.h>

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "internal.h"

/*
 * getsockname(2) that leaves nothing but zeros where the kernel wrote nothing,
 * and nothing else for a name that is too short to have a family.
 *
 * An unnamed Unix-domain socket's name is its family alone on most systems,
 * and of length 0, without even a family, on DragonFly BSD.
 */
int
unixcred__getsockname(int sockfd, struct sockaddr_un *name)
{
	socklen_t len = sizeof(*name);

	memset(name, 0, sizeof(*name));
	if (getsockname(sockfd, (struct sockaddr *)name, &len) == -1)
		return -1;
	if (len < offsetof(struct sockaddr_un, sun_path))
		len = 0;
	if (len < sizeof(*name))
		memset((char *)name + len, 0, sizeof(*name) - len);
	return 0;
}

/*
 * Fail if the kernel says that sockfd is listening.  A FreeBSD, DragonFly BSD
 * or macOS socket that was connected, has lost its peer and listens now still
 * claims to have a peer's credentials: listen(2) writes the caller's own over
 * them, and leaves the flag UNP_HAVEPC alone (unp_listen() or uipc_listen(),
 * and uipc_ctloutput(), in their uipc_usrreq.c).  Asked after the credentials,
 * this also finds a socket that begins to listen in between.
 *
 * macOS, OpenBSD before 2025, and older DragonFly BSD and NetBSD have the
 * option only in the header, and say ENOPROTOOPT (sogetopt() in their
 * uipc_socket.c): there the pages warn of it.
 */
int
unixcred__not_listening(int sockfd)
{
	int error, listening;

	error = unixcred__getsockopt(sockfd, SOL_SOCKET, SO_ACCEPTCONN,
	    &listening, sizeof(listening));
	if (error == 0 && listening != 0)
		error = ENOTCONN;
	if (error != 0 && error != ENOPROTOOPT)
		return unixcred__error(sockfd, error);
	return 0;
}
