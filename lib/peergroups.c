/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* SO_PEERGROUPS: Linux since 4.13. */

#include <config.h>

#include <errno.h>
#include <string.h>

#include "internal.h"

/* As many as a process can have: Linux's own NGROUPS_MAX; musl's is 32. */
#define MOST_GROUPS	65536

/* As many as FreeBSD's emulation of Linux writes, whatever the room. */
#define FEW_GROUPS	16

/*
 * Ask with room for this many groups, at least one.  Return 0 and how many
 * there are, which is more than the room if they do not fit; or an error.
 *
 * ERANGE comes with the length that would do (sock_getsockopt() in
 * net/core/sock.c); but qemu-user says it with the length that it was given,
 * and to believe that would have callers make room for ever.  FreeBSD's
 * emulation counts one group more than it writes
 * (linux_getsockopt_so_peergroups() in sys/compat/linux/linux_socket.c).
 */
static int
get_peergroups(int sockfd, gid_t *groups, int room, int *count)
{
	socklen_t len, size;
	int error = 0;

	len = size = (socklen_t)((size_t)room * sizeof(gid_t));
	if (getsockopt(sockfd, SOL_SOCKET, SO_PEERGROUPS, groups, &len) == -1)
		error = errno;
	if (error == ERANGE && len <= size)
		return ENOSYS;
	if (error != 0 && error != ERANGE)
		return error;
	*count = (int)(len / sizeof(gid_t));
	if (len % sizeof(gid_t) != 0 || len / sizeof(gid_t) > MOST_GROUPS ||
	    (error == 0 && len > size) ||
	    (error == 0 && *count > 0 && groups[*count - 1] == (gid_t)-1))
		return UNIXCRED__BAD_ANSWER;
	return 0;
}

/*
 * The effective group is not among those of SO_PEERGROUPS, unless it is a
 * supplementary one, too.  After SO_PEERCRED has answered, a kernel that says
 * EINVAL or EOPNOTSUPP can only mean the option.
 */
int
unixcred__peer_groups(int sockfd, int size, gid_t list[])
{
	struct unixcred_ucred peer;
	gid_t few[FEW_GROUPS], *groups = few;
	int count, error, room = size > 1 ? size - 1 : 1;

	if (unixcred__peer(sockfd, &peer) == -1)
		return -1;
	if (room > MOST_GROUPS)
		room = MOST_GROUPS;
	if (room > FEW_GROUPS)
		groups = list + 1;
	memset(groups, 0xff, (size_t)room * sizeof(gid_t));
	error = get_peergroups(sockfd, groups, room, &count);
	if (error == EINVAL || error == EOPNOTSUPP)
		error = ENOSYS;
	if (error != 0)
		return unixcred__error(sockfd, error);
	if (count < size) {
		list[0] = peer.gid;
		if (groups == few)
			memcpy(list + 1, few, (size_t)count * sizeof(gid_t));
	}
	return count + 1;
}
