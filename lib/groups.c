/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The peer's groups, in the kernel's order: all systems that report them. */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "internal.h"

int
unixcred_get_peer_groups(int sockfd, int size, gid_t list[])
{
	int count, i, kept = 0;

	/* Not by unixcred__error(), which translates a kernel's EINVAL. */
	if (size < 0) {
		errno = EINVAL;
		return -1;
	}
	if (size > 0 && list == NULL)
		return unixcred__error(sockfd, EFAULT);
	count = unixcred__peer_groups(sockfd, size, list);
	if (count == -1 || size == 0)
		return count;
	if (count > size)
		return unixcred__error(sockfd, ERANGE);
	/* initgroups(3) repeats the effective group among the others. */
	for (i = 0; i < count; i++) {
		if (list[i] == (gid_t)-1)
			return unixcred__error(sockfd, UNIXCRED__BAD_ANSWER);
		if (i == 0 || list[i] != list[0])
			list[kept++] = list[i];
	}
	return kept;
}
