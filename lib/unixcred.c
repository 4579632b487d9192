/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The portable calls for the ids: all systems. */

#include <config.h>

#include <stddef.h>

#include "internal.h"

#define STRING(x)	#x
#define VERSION_STRING(major, minor, patch) \
	STRING(major) "." STRING(minor) "." STRING(patch)

static void
store(const struct unixcred_ucred *peer, uid_t *uid, gid_t *gid)
{
	if (uid != NULL)
		*uid = peer->uid;
	if (gid != NULL)
		*gid = peer->gid;
}

static int
get_ids(int sockfd, uid_t *uid, gid_t *gid)
{
	struct unixcred_ucred peer;

	if (unixcred__peer(sockfd, &peer) == -1)
		return -1;
	store(&peer, uid, gid);
	return 0;
}

int
unixcred_get_peer_uid_gid(int sockfd, uid_t *uid, gid_t *gid)
{
	return get_ids(sockfd, uid, gid);
}

int
unixcred_get_peer_pid_uid_gid(int sockfd, pid_t *pid, uid_t *uid, gid_t *gid)
{
	struct unixcred_ucred peer;

	if (pid == NULL)
		return get_ids(sockfd, uid, gid);
	if (unixcred__peer_with_pid(sockfd, &peer) == -1)
		return -1;
	*pid = peer.pid;
	store(&peer, uid, gid);
	return 0;
}

const char *
unixcred_version(void)
{
	return VERSION_STRING(UNIXCRED_VERSION_MAJOR, UNIXCRED_VERSION_MINOR,
	    UNIXCRED_VERSION_PATCH);
}
