/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* SO_PEERGROUPS: Linux since 4.13. */

#include <config.h>

#include <string.h>

#include "internal.h"
#include "peeropt.h"

/* As many as a process can have: Linux's own NGROUPS_MAX; musl's is 32. */
#define MOST_GROUPS	65536

/*
 * As many as are asked for at first, so that a generous buffer is not filled
 * for a peer of few groups.  FreeBSD's emulation of Linux writes up to 16,
 * whatever the room.
 */
#define FEW_GROUPS	16

/*
 * Ask with room for this many groups, at least one.  Return 0 and how many
 * there are, which is more than the room if they do not fit; or an error.
 *
 * FreeBSD's emulation counts one group more than it writes
 * (linux_getsockopt_so_peergroups() in sys/compat/linux/linux_socket.c).
 */
static int
get_peergroups(int sockfd, gid_t *groups, int room, int *count)
{
	socklen_t len, size = (socklen_t)((size_t)room * sizeof(gid_t));
	int error;

	error = unixcred__getsockopt_any(sockfd, SO_PEERGROUPS, groups, size,
	    MOST_GROUPS * sizeof(gid_t), &len);
	if (error != 0)
		return error;
	*count = (int)(len / sizeof(gid_t));
	if (len % sizeof(gid_t) != 0 ||
	    (len <= size && *count > 0 && groups[*count - 1] == (gid_t)-1))
		return UNIXCRED__BAD_ANSWER;
	return 0;
}

/*
 * The effective group is not among those of SO_PEERGROUPS, unless it is a
 * supplementary one, too.  The answer for a connection does not change: if it
 * does, it is none.
 */
int
unixcred__peer_groups(int sockfd, int size, gid_t list[])
{
	struct unixcred_ucred peer;
	gid_t few[FEW_GROUPS];
	int again, count, error, room = size > 1 ? size - 1 : 1;

	if (unixcred__peer(sockfd, &peer) == -1)
		return -1;
	if (room > FEW_GROUPS)
		room = FEW_GROUPS;
	error = get_peergroups(sockfd, few, room, &count);
	if (error == 0 && count < size && count > room) {
		error = get_peergroups(sockfd, list + 1, count, &again);
		if (error == 0 && again != count)
			error = UNIXCRED__BAD_ANSWER;
	}
	if (error != 0)
		return unixcred__error(sockfd, error);
	if (count < size) {
		list[0] = peer.gid;
		if (count <= room)
			memcpy(list + 1, few, (size_t)count * sizeof(gid_t));
	}
	return count + 1;
}
