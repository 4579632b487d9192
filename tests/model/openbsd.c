/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* OpenBSD: sogetopt() in sys/kern/uipc_socket.c. */

#include <config.h>

#include "bsd-rules.h"

enum { OPENBSD_7_8, OPENBSD_2018, OPENBSD_2014, OPENBSD_4_9 };

/* SO_ACCEPTCONN since uipc_socket.c 1.385 (2025). */
static const struct release releases[] = {
	[OPENBSD_7_8] = { "7.8", NULL, 0, LISTENS },
	[OPENBSD_2018] = { "2018", NULL, 0, 0 },
	[OPENBSD_2014] = { "2014", NULL, 0, 0 },
	[OPENBSD_4_9] = { "4.9", "openbsd-4.9", 1, 0 },
	{ NULL, NULL, 0, 0 }
};

static int
openbsd_may_create(enum type type)
{
	return type == SEQPACKET && model.release == OPENBSD_4_9 ?
	    EPROTONOSUPPORT : 0;
}

/*
 * For a connected socket solisten() succeeded in 2014, failed with EOPNOTSUPP
 * in 2018 (uipc_socket.c 1.231), and fails with EINVAL now.
 */
static int
openbsd_may_listen(const struct socket *socket)
{
	if (socket->phase == CONNECTED && model.release == OPENBSD_2018)
		return EOPNOTSUPP;
	if (socket->phase == CONNECTED && model.release == OPENBSD_7_8)
		return EINVAL;
	return socket->bound ? 0 : EINVAL;
}

/* None up to 2016; now uipc_connect2() records them for each type. */
static void
openbsd_on_pair(struct socket *a, struct socket *b)
{
	if (model.release > OPENBSD_2018)
		return;
	a->cred = b->cred = model_caller();
	a->flags |= OF_PEER;
	b->flags |= OF_PEER;
}

static socklen_t
openbsd_unnamed(void)
{
	return model.release == OPENBSD_4_9 ? 0 : bsd_unnamed();
}

static int
openbsd_getsockopt(const struct socket *socket, int level, int option,
    void *answer, socklen_t *size)
{
	struct sockpeercred *cred = answer;
	struct record record = socket->cred;
	struct identity who;

	if (level != SOL_SOCKET || option != SO_PEERCRED)
		return ENOPROTOOPT;
	/*
	 * sogetopt() compares the protocol with AF_UNIX, which is also
	 * IPPROTO_ICMP.  It then reads that socket's control block as that of a
	 * Unix-domain socket.  The result depends on the release; 4.9 fails.
	 */
	if (socket->kind == ICMP && model.release != OPENBSD_4_9)
		record = socket->creator;
	else if (socket->kind != LOCAL && socket->kind != ICMP)
		return EOPNOTSUPP;
	else if (!(socket->flags & OF_PEER))
		return ENOTCONN;
	who = model_identity(record);
	cred->uid = who.euid;
	cred->gid = who.egid;
	cred->pid = who.pid;
	*size = sizeof(*cred);
	return 0;
}

const struct kernel kernel = {
	.name = "openbsd",
	.release = releases,
	.unnamed = openbsd_unnamed,
	.may_create = openbsd_may_create,
	.may_bind = bsd_may_bind,
	.may_listen = openbsd_may_listen,
	.may_connect = bsd_may_connect,
	.disconnects = bsd_disconnects,
	.on_pair = openbsd_on_pair,
	.on_bind = bsd_record_own,
	.on_connect = bsd_on_connect_to_bound,
	.getsockopt = openbsd_getsockopt,
	.has_ucred = 1,
	.calls = 3,
	.calls_with_pid = 3,
	.named_only = 1,
	.foreign_answers = 1U << ICMP,
};
