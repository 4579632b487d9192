/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* SO_PEERCRED with struct ucred: Linux (also Haiku: never run). */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "internal.h"

static inline int
get_ucred(int sockfd, struct unixcred_ucred *cred)
{
	struct ucred peer;
	int error;

	error = unixcred__getsockopt(sockfd, SOL_SOCKET, SO_PEERCRED, &peer,
	    sizeof(peer));
	/*
	 * Linux succeeds for any socket (sock_getsockopt() in net/core/sock.c).
	 * If there are no credentials, it returns 0, -1, -1.
	 */
	if (error == 0 && peer.pid == 0 && peer.uid == (uid_t)-1 &&
	    peer.gid == (gid_t)-1)
		error = ENOTCONN;
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

/*
 * A listening socket has the ids of the process that called listen(2), and a
 * Bluetooth socket those of the process that created it.  If getpeername(2)
 * returns a name of the family AF_UNIX, the socket is neither: a connected
 * socket cannot begin to listen.  The buffer is large enough for any name,
 * because some kernels that imitate Linux reject a shorter one (iSH: EINVAL) or
 * write nothing (Gramine).
 */
int
unixcred__peer(int sockfd, struct unixcred_ucred *peer)
{
	struct sockaddr_un name;
	socklen_t len = sizeof(name);

	name.sun_family = AF_UNSPEC;
	if (getpeername(sockfd, (struct sockaddr *)&name, &len) == -1)
		return unixcred__error(sockfd, errno);
	if (len < offsetof(struct sockaddr_un, sun_path) ||
	    name.sun_family != AF_UNIX)
		return unixcred__error(sockfd, EOPNOTSUPP);
	return get_ucred(sockfd, peer);
}
