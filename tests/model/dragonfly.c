/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* DragonFly BSD: uipc_ctloutput() in sys/kern/uipc_usrreq.c. */

#include <config.h>

#include "bsd-rules.h"

/* Named after what they support: the numbers of the releases are unknown. */
enum { NEWER, OLDER };

static const struct release releases[] = {
	[NEWER] = { "with-acceptconn", NULL, 0, LISTENS },
	[OLDER] = { "without-acceptconn", NULL, 1, 0 },
	{ NULL, NULL, 0, 0 }
};

/* The name does not even have a family: uipc_sockaddr(). */
static socklen_t
dragonfly_unnamed(void)
{
	return 0;
}

/* The level is ignored.  unp_connect2() records no ids for a pair. */
static int
dragonfly_getsockopt(const struct socket *socket, int level, int option,
    void *answer, socklen_t *size)
{
	if (socket->kind != LOCAL)
		return foreign_xucred(socket, level, option);
	if (option != LOCAL_PEERCRED)
		return EOPNOTSUPP;
	if (!(socket->flags & OF_PEER))
		return socket->type == DGRAM ? EINVAL : ENOTCONN;
	fill_xucred(socket->cred, answer, size);
	return 0;
}

const struct kernel kernel = {
	.name = "dragonfly",
	.release = releases,
	.unnamed = dragonfly_unnamed,
	.may_bind = bsd_may_bind,
	.may_listen = bsd_may_listen,
	.may_connect = bsd_may_connect,
	.disconnects = bsd_disconnects,
	.on_listen = bsd_record_own,
	.on_connect = bsd_on_connect,
	.getsockopt = dragonfly_getsockopt,
	.has_xucred = 1,
	.has_groups = 1,
	.calls = 2,
	.calls_with_pid = 2,
	.calls_for_groups = 2,
	.has_pid = bsd_no_pid,
};
