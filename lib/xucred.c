/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* LOCAL_PEERCRED with struct xucred: FreeBSD, DragonFly BSD, macOS. */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "internal.h"
#include "xucred.h"

/*
 * For sockets of other families the call fails or the answer has another
 * length.  The first group is the effective gid.  cr_gid is a macro for it on
 * some systems and a member on others.
 */
static int
get_xucred(int sockfd, struct unixcred_xucred *cred)
{
	struct xucred peer;
	int error, i;

	error = unixcred__getsockopt_local(sockfd, LOCAL_PEERCRED, &peer,
	    sizeof(peer));
	if (error == 0 && (peer.cr_version != XUCRED_VERSION ||
	    peer.cr_ngroups < 1 ||
	    peer.cr_ngroups > UNIXCRED_XUCRED_NGROUPS ||
	    peer.cr_uid == (uid_t)-1 || peer.cr_groups[0] == (gid_t)-1))
		error = UNIXCRED__BAD_ANSWER;
	if (error != 0)
		return unixcred__error(sockfd, error);

	cred->pid = unixcred__pid(unixcred__xucred_pid(&peer));
	cred->uid = peer.cr_uid;
	cred->gid = peer.cr_groups[0];
	cred->ngroups = peer.cr_ngroups;
	for (i = 0; i < UNIXCRED_XUCRED_NGROUPS; i++)
		cred->groups[i] = i < peer.cr_ngroups ?
		    peer.cr_groups[i] : (gid_t)-1;
	return 0;
}

int
unixcred_get_xucred(int sockfd, struct unixcred_xucred *cred)
{
	if (cred == NULL)
		return unixcred__error(sockfd, EFAULT);
	return get_xucred(sockfd, cred);
}

static int
get_peer(int sockfd, struct unixcred_xucred *cred)
{
	if (get_xucred(sockfd, cred) == -1)
		return -1;
	return unixcred__not_listening(sockfd);
}

int
unixcred__peer(int sockfd, struct unixcred_ucred *peer)
{
	struct unixcred_xucred cred;

	if (get_peer(sockfd, &cred) == -1)
		return -1;
	return unixcred__store(sockfd, cred.pid, cred.uid, cred.gid, peer);
}

int
unixcred__peer_groups(int sockfd, int size, gid_t list[])
{
	struct unixcred_xucred cred;
	int i;

	if (get_peer(sockfd, &cred) == -1)
		return -1;
	for (i = 0; i < cred.ngroups && cred.ngroups <= size; i++)
		list[i] = cred.groups[i];
	return cred.ngroups;
}
