/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* SO_PEERGROUPS: Linux since 4.13. */

#include <config.h>

#include <string.h>

#include "internal.h"
#include "peeropt.h"

/* Linux's NGROUPS_MAX, the most a process can have; musl's own is 32. */
#define MOST_GROUPS	65536

/*
 * Ask for this many first, whatever the size is, so that a large buffer is not
 * filled for a peer of few groups.  FreeBSD's emulation of Linux writes up to
 * 16 groups, whatever size it is given.
 */
#define FEW_GROUPS	16

/*
 * Get at most room groups.  Return 0 and store how many there are, which is
 * more than room if they do not fit; or return an error.
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
 * SO_PEERGROUPS reports the supplementary groups.  The effective group is one
 * of them only if it is a supplementary group, too.  The groups of a connection
 * never change, so fail if the second answer differs from the first.
 */
int
unixcred__peer_groups(int sockfd, int size, gid_t list[])
{
	struct unixcred_ucred peer;
	gid_t few[FEW_GROUPS];
	int again, count, error;

	if (unixcred__peer(sockfd, &peer) == -1)
		return -1;
	error = get_peergroups(sockfd, few, FEW_GROUPS, &count);
	if (error == 0 && count > FEW_GROUPS && count < size) {
		error = get_peergroups(sockfd, list + 1, count, &again);
		if (error == 0 && again != count)
			error = UNIXCRED__BAD_ANSWER;
	}
	if (error != 0)
		return unixcred__error(sockfd, error);
	if (count < size) {
		list[0] = peer.gid;
		if (count <= FEW_GROUPS)
			memcpy(list + 1, few, (size_t)count * sizeof(gid_t));
	}
	return count + 1;
}
