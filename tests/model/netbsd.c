/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* NetBSD: uipc_ctloutput() in sys/kern/uipc_usrreq.c. */

#include <config.h>

#include <stddef.h>

#include "bsd-rules.h"

/* As run in user space; by the source after 2018; 5 to 7.0. */
enum { NETBSD_7_99_34, NETBSD_8, NETBSD_5 };

static const struct release releases[] = {
	[NETBSD_7_99_34] = { "7.99.34", "netbsd-7.99.34", 0, LISTENS },
	[NETBSD_8] = { "8", NULL, 0, LISTENS },
	[NETBSD_5] = { "5", NULL, 0, 0 },
	{ NULL, NULL, 0, 0 }
};

/*
 * One field has the ids of the process that bound the socket (UNP_EIDSBIND,
 * here OWN), or those of the peer (UNP_EIDSVALID, here OF_PEER).  bind(2)
 * overwrites the peer's, and connect(2) those of bind(2).
 *
 * Since 7.99.1 unp_connect1() gives both ends the ids of the connecting side.
 * Before, the client has the ids that the listening socket had.
 */
static void
netbsd_on_connect(struct socket *client, struct socket *listener,
    struct socket *accepted)
{
	bsd_on_connect_to_bound(client, listener, accepted);
	if (listener->flags & OWN && model.release != NETBSD_5)
		client->cred = model_caller();
}

static void
netbsd_on_pair(struct socket *a, struct socket *b)
{
	if (model.release == NETBSD_7_99_34)
		bsd_on_pair(a, b);
}

/* The whole structure, filled with zeros, so the length shows no name. */
static socklen_t
netbsd_unnamed(void)
{
	return model.release == NETBSD_5 ? sizeof(struct sockaddr_un) :
	    offsetof(struct sockaddr_un, sun_path);
}

/* It never fails with ENOTCONN. */
static int
netbsd_getsockopt(const struct socket *socket, int level, int option,
    void *answer, socklen_t *size)
{
	struct unpcbid *cred = answer;
	struct identity who;

	if (level != 0 || option != LOCAL_PEEREID)
		return ENOPROTOOPT;
	/* IP_TOS: ip_ctloutput() in sys/netinet/ip_output.c. */
	if (model_is_ip4(socket)) {
		*size = sizeof(int);
		return 0;
	}
	if (socket->kind != LOCAL)
		return model_family(socket) == AF_INET6 ? EINVAL : ENOPROTOOPT;
	if (!(socket->flags & OF_PEER))
		return EINVAL;
	who = model_identity(socket->cred);
	cred->unp_pid = who.pid;
	cred->unp_euid = who.euid;
	cred->unp_egid = who.egid;
	*size = sizeof(*cred);
	return 0;
}

const struct kernel kernel = {
	.name = "netbsd",
	.release = releases,
	.unnamed = netbsd_unnamed,
	.may_bind = bsd_may_bind,
	.may_listen = bsd_may_listen,
	.may_connect = bsd_may_connect,
	.disconnects = bsd_disconnects,
	.on_pair = netbsd_on_pair,
	.on_bind = bsd_record_own,
	.on_connect = netbsd_on_connect,
	.getsockopt = netbsd_getsockopt,
	.has_ucred = 1,
	.calls = 3,
	.calls_with_pid = 3,
	.named_only = 1,
};
