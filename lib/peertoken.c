/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* LOCAL_PEERTOKEN: macOS since 11. */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "internal.h"

/*
 * The members of an audit_token_t, as set_security_token_task_internal() in
 * bsd/kern/kern_prot.c sets them.  The audit user id may be -1: not set.
 */
enum { EUID = 1, EGID, RUID, RGID, PID };

static int
is_bad(const unsigned int val[])
{
	return val[EUID] == (uid_t)-1 || val[EGID] == (gid_t)-1 ||
	    val[RUID] == (uid_t)-1 || val[RGID] == (gid_t)-1 ||
	    (pid_t)val[PID] <= 0;
}

/*
 * The kernel finds the last process that used the peer's socket by its number.
 * It fails with EINVAL if that process has ended (uipc_ctloutput() in
 * bsd/kern/uipc_usrreq.c).
 */
int
unixcred_get_peertoken(int sockfd, struct unixcred_peertoken *token)
{
	struct unixcred_peertoken peer;
	int error;

	if (token == NULL)
		return unixcred__error(sockfd, EFAULT);
	if (unixcred__require_unix(sockfd) == -1)
		return -1;
	error = unixcred__getsockopt_local(sockfd, LOCAL_PEERTOKEN, &peer,
	    sizeof(peer));
	if (error == EINVAL)
		error = ESRCH;
	if (error == 0 && is_bad(peer.val))
		error = UNIXCRED__BAD_ANSWER;
	if (error != 0)
		return unixcred__error(sockfd, error);
	*token = peer;
	return 0;
}
