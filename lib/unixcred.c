/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The portable calls, and what every answer has to be: all systems. */

#include <config.h>

#include <stddef.h>

#include "internal.h"

#define STRING(x)	#x
#define VERSION_STRING(major, minor, patch) \
	STRING(major) "." STRING(minor) "." STRING(patch)

/*
 * A pid of 0 is Linux's word for a process outside our pid namespace, FreeBSD's
 * for "not recorded" and macOS's for the kernel; callers would take it to mean
 * themselves, as kill(2), getsid(2) and sched_setscheduler(2) do.
 */
pid_t
unixcred__pid(pid_t pid)
{
	return pid > 0 ? pid : UNIXCRED_PID_UNKNOWN;
}

int
unixcred__store(int sockfd, pid_t pid, uid_t uid, gid_t gid,
    struct unixcred_ucred *cred)
{
	if (uid == (uid_t)-1 || gid == (gid_t)-1)
		return unixcred__error(sockfd, UNIXCRED__BAD_ANSWER);
	cred->pid = unixcred__pid(pid);
	cred->uid = uid;
	cred->gid = gid;
	return 0;
}

static int
get_peer(int sockfd, pid_t *pid, uid_t *uid, gid_t *gid)
{
	struct unixcred_ucred peer;

	if (unixcred__peer(sockfd, &peer) == -1)
		return -1;
	if (pid != NULL && unixcred__peer_pid(sockfd, &peer.pid) == -1)
		return -1;
	if (pid != NULL)
		*pid = peer.pid;
	if (uid != NULL)
		*uid = peer.uid;
	if (gid != NULL)
		*gid = peer.gid;
	return 0;
}

int
unixcred_get_peer_uid_gid(int sockfd, uid_t *uid, gid_t *gid)
{
	return get_peer(sockfd, NULL, uid, gid);
}

int
unixcred_get_peer_pid_uid_gid(int sockfd, pid_t *pid, uid_t *uid, gid_t *gid)
{
	return get_peer(sockfd, pid, uid, gid);
}

const char *
unixcred_version(void)
{
	return VERSION_STRING(UNIXCRED_VERSION_MAJOR, UNIXCRED_VERSION_MINOR,
	    UNIXCRED_VERSION_PATCH);
}
