/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * A system that has getpeereid(3) alone, such as AIX.  Nothing was run there,
 * and no source was read.  By IBM's manual the ids are the effective ones,
 * saved in a stream socket when the peer calls connect(2) or listen(2).  The
 * call fails with ENOTCONN for a socket that is not connected.  In all cases
 * that the manual does not mention, this model gives the worst answer.
 */

#include <config.h>

#include <errno.h>
#include <string.h>

#include "bsd-rules.h"

/*
 * Three possible kernels: one by the manual, where a pair has no ids; one that
 * also answers about a listening socket, and records pairs; and one without
 * SO_ACCEPTCONN.
 */
enum { DOCUMENTED, LISTENER_TOO, NO_ACCEPTCONN };

static const struct release releases[] = {
	[DOCUMENTED] = { "documented", NULL, 0, LISTENS },
	[LISTENER_TOO] = { "listener-too", NULL, 0, LISTENS },
	[NO_ACCEPTCONN] = { "no-acceptconn", NULL, 1, 0 },
	{ NULL, NULL, 0, 0 }
};

static void
aix_on_pair(struct socket *a, struct socket *b)
{
	if (model.release != DOCUMENTED)
		bsd_on_pair(a, b);
}

static void
aix_on_connect(struct socket *client, struct socket *listener,
    struct socket *accepted)
{
	if (client->type == STREAM)
		bsd_on_connect(client, listener, accepted);
}

const struct kernel kernel = {
	.name = "aix",
	.release = releases,
	.unnamed = bsd_unnamed,
	.may_bind = bsd_may_bind,
	.may_listen = bsd_may_listen,
	.may_connect = bsd_may_connect,
	.disconnects = bsd_disconnects,
	.on_pair = aix_on_pair,
	.on_listen = bsd_record_own,
	.on_connect = aix_on_connect,
	.has_getpeereid = 1,
	.calls = 3,
	.calls_with_pid = 3,
	.has_pid = bsd_no_pid,
};

/* ---- libc */

static int
is_told(const struct socket *socket)
{
	return socket->kind != LOCAL || socket->flags & OF_PEER ||
	    (socket->listens && model.release == LISTENER_TOO);
}

/* A socket of another family has ids, too.  A failure stores root's. */
int
getpeereid(int fd, uid_t *uid, gid_t *gid)
{
	const struct socket *socket = model_socket(fd);
	struct identity who;
	int error;

	error = model_enter(GETPEEREID, fd);
	if (error == 0 && !is_told(socket))
		error = ENOTCONN;
	memset(&who, 0, sizeof(who));
	if (error == 0)
		who = model_identity(socket->kind == LOCAL ? socket->cred :
		    socket->creator);
	*uid = who.euid;
	*gid = who.egid;
	if (error != 0) {
		errno = error;
		return -1;
	}
	return 0;
}
