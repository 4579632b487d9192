/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* SO_PEERGROUPS: Linux since 4.13. */

#include <config.h>

#include <errno.h>

#include "internal.h"

/* As many as a process can have: Linux's own NGROUPS_MAX; musl's is 32. */
#define MOST_GROUPS	65536

/*
 * Ask with room for so many groups, at least one.  ERANGE comes with the
 * length that would do (sock_getsockopt() in net/core/sock.c); but qemu-user
 * says it with the length that it was given, and to believe that would have
 * callers make room for ever.  A success that wrote nothing leaves -1, which
 * is nobody.
 */
static int
get_peergroups(int sockfd, gid_t *groups, int room, socklen_t *len)
{
	socklen_t size;
	gid_t before = groups[0];
	int error = 0;

	if (room > MOST_GROUPS)
		room = MOST_GROUPS;
	*len = size = (socklen_t)((size_t)room * sizeof(gid_t));
	groups[0] = (gid_t)-1;
	if (getsockopt(sockfd, SOL_SOCKET, SO_PEERGROUPS, groups, len) == -1)
		error = errno;
	else if (*len > size)
		error = UNIXCRED__BAD_ANSWER;
	if (error != 0 || *len == 0)
		groups[0] = before;
	return error == ERANGE && *len <= size ? ENOSYS : error;
}

/*
 * The effective group is not among those of SO_PEERGROUPS, unless it is a
 * supplementary one, too.
 */
int
unixcred__peer_groups(int sockfd, int size, gid_t list[])
{
	struct unixcred_ucred peer;
	socklen_t len;
	gid_t one = (gid_t)-1;
	int count, error;

	if (unixcred__peer(sockfd, &peer) == -1)
		return -1;
	error = get_peergroups(sockfd, size > 1 ? list + 1 : &one,
	    size > 1 ? size - 1 : 1, &len);
	if (error == ERANGE && size == 0)
		error = 0;
	if (error == 0 && len % sizeof(gid_t) != 0)
		error = UNIXCRED__BAD_ANSWER;
	if (error != 0)
		return unixcred__error(sockfd, error);
	count = (int)(len / sizeof(gid_t)) + 1;
	if (count <= size)
		list[0] = peer.gid;
	return count;
}
