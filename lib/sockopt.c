/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* System calls whose answer is checked: all systems. */

#include <config.h>

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "internal.h"

/*
 * getsockname(2) that sets to 0 what the kernel did not write.  A name that is
 * too short for a family is all zeros.
 *
 * The name of an unnamed Unix-domain socket is only its family on most systems.
 * On DragonFly BSD it has the length 0, and no family.
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
 * Fail if the kernel reports that sockfd is listening.  On FreeBSD, DragonFly
 * BSD and macOS a socket can be connected, lose its peer, and listen then.  It
 * still has credentials: listen(2) replaces the peer's by the caller's own, but
 * does not clear the flag UNP_HAVEPC (unp_listen() or uipc_listen(), and
 * uipc_ctloutput(), in their uipc_usrreq.c).  Call this after the credentials
 * were read, to find a socket that begins to listen in between, too.
 *
 * macOS, OpenBSD before 2025, and older DragonFly BSD and NetBSD have the
 * option only in the header.  They fail with ENOPROTOOPT (sogetopt() in their
 * uipc_socket.c), and the pages warn of it.
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
