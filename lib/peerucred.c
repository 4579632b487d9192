/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* getpeerucred(3C): Solaris, illumos. */

#include <config.h>

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <ucred.h>

#include "internal.h"

/* What unixcred_getpeerucred() returns, as one block of memory. */
struct block {
	struct unixcred_peerucred	cred;
	gid_t				groups[];
};

/* An id that the kernel did not record is -1.  The effective ids must exist. */
static int
get_ucred(int sockfd, ucred_t **peer)
{
	*peer = NULL;
	if (getpeerucred(sockfd, peer) == -1)
		return unixcred__error(sockfd, errno);
	if (ucred_geteuid(*peer) != (uid_t)-1 &&
	    ucred_getegid(*peer) != (gid_t)-1)
		return 0;
	ucred_free(*peer);
	return unixcred__error(sockfd, UNIXCRED__BAD_ANSWER);
}

/*
 * The supplementary groups are inside the ucred_t, so its size limits their
 * number.  The number is -1 if the kernel did not record them.
 */
static int
get_groups(const ucred_t *peer, const gid_t **groups, int *ngroups)
{
	*groups = NULL;
	*ngroups = ucred_getgroups(peer, groups);
	if (*ngroups < -1 ||
	    (*ngroups > 0 && (*groups == NULL ||
	    (size_t)*ngroups > ucred_size() / sizeof(gid_t))))
		return UNIXCRED__BAD_ANSWER;
	return 0;
}

static void
copy_groups(gid_t *list, const gid_t *groups, int ngroups)
{
	if (ngroups > 0)
		memcpy(list, groups, (size_t)ngroups * sizeof(gid_t));
}

static int
copy(ucred_t *peer, struct block **copied)
{
	struct block *block;
	const gid_t *groups;
	int error, ngroups;

	error = get_groups(peer, &groups, &ngroups);
	if (error != 0)
		return error;
	block = malloc(sizeof(*block) +
	    (ngroups > 0 ? (size_t)ngroups : 0) * sizeof(gid_t));
	if (block == NULL)
		return ENOMEM;
	copy_groups(block->groups, groups, ngroups);
	block->cred.pid = unixcred__pid(ucred_getpid(peer));
	block->cred.ruid = ucred_getruid(peer);
	block->cred.euid = ucred_geteuid(peer);
	block->cred.suid = ucred_getsuid(peer);
	block->cred.rgid = ucred_getrgid(peer);
	block->cred.egid = ucred_getegid(peer);
	block->cred.sgid = ucred_getsgid(peer);
	block->cred.zoneid = ucred_getzoneid(peer);
	block->cred.ngroups = ngroups;
	block->cred.groups = block->groups;
	*copied = block;
	return 0;
}

int
unixcred_getpeerucred(int sockfd, struct unixcred_peerucred **cred)
{
	struct block *block;
	ucred_t *peer;
	int error;

	if (cred == NULL)
		return unixcred__error(sockfd, EFAULT);
	if (get_ucred(sockfd, &peer) == -1)
		return -1;
	error = copy(peer, &block);
	ucred_free(peer);
	if (error != 0)
		return unixcred__error(sockfd, error);
	*cred = &block->cred;
	return 0;
}

/* free(3) may set errno before POSIX.1-2024. */
void
unixcred_peerucred_free(struct unixcred_peerucred *cred)
{
	int saved = errno;

	free(cred);
	errno = saved;
}

/* Check the family: loopback TCP has credentials here, too. */
static int
get_peer(int sockfd, ucred_t **peer)
{
	int domain, error;

	error = unixcred__getsockopt(sockfd, SOL_SOCKET, SO_DOMAIN, &domain,
	    sizeof(domain));
	if (error == 0 && domain != AF_UNIX)
		error = EOPNOTSUPP;
	if (error != 0)
		return unixcred__error(sockfd, error);
	return get_ucred(sockfd, peer);
}

int
unixcred__peer(int sockfd, struct unixcred_ucred *peer)
{
	ucred_t *cred;
	pid_t pid;
	uid_t uid;
	gid_t gid;

	if (get_peer(sockfd, &cred) == -1)
		return -1;
	pid = ucred_getpid(cred);
	uid = ucred_geteuid(cred);
	gid = ucred_getegid(cred);
	ucred_free(cred);
	return unixcred__store(sockfd, pid, uid, gid, peer);
}

/* Fail if the kernel did not record the groups: that is not an empty list. */
int
unixcred__peer_groups(int sockfd, int size, gid_t list[])
{
	const gid_t *groups;
	ucred_t *peer;
	int error, ngroups;

	if (get_peer(sockfd, &peer) == -1)
		return -1;
	error = get_groups(peer, &groups, &ngroups);
	if (error == 0 && ngroups == -1)
		error = ENOSYS;
	if (error == 0 && ngroups < size) {
		list[0] = ucred_getegid(peer);
		copy_groups(list + 1, groups, ngroups);
	}
	ucred_free(peer);
	if (error != 0)
		return unixcred__error(sockfd, error);
	return ngroups + 1;
}
