/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * FreeBSD, with the headers of 12.3 and later or of earlier: uipc_ctloutput()
 * in sys/kern/uipc_usrreq.c.
 */

#include <config.h>

#include <stddef.h>
#include <string.h>

#include "bsd-rules.h"

enum { FREEBSD_15, FREEBSD_14, FREEBSD_13, FREEBSD_12, FREEBSD_9 };

static const struct release releases[] = {
	[FREEBSD_15] = { "15", NULL, 0, LISTENS },
	[FREEBSD_14] = { "14", NULL, 1, LISTENS },
	[FREEBSD_13] = { "13.0", NULL, 1, LISTENS },
	[FREEBSD_12] = { "12", NULL, 1, LISTENS },
	[FREEBSD_9] = { "9.1", "freebsd-9.1", 0, LISTENS },
	{ NULL, NULL, 0, 0 }
};

/* uipc_listen(); after 9.1 it has other errors for an unconnected socket. */
static int
freebsd_may_listen(const struct socket *socket)
{
	if (model.release != FREEBSD_9 && !socket->bound &&
	    socket->phase != CONNECTED)
		return EDESTADDRREQ;
	return bsd_may_listen(socket);
}

static int
freebsd_may_shutdown(const struct socket *socket)
{
	return model.release != FREEBSD_9 && socket->phase != CONNECTED ?
	    ENOTCONN : 0;
}

/* Since 12: kern_socketpair() in sys/kern/uipc_syscalls.c. */
static void
freebsd_on_pair(struct socket *a, struct socket *b)
{
	if (model.release != FREEBSD_9)
		bsd_on_pair(a, b);
}

/* In 9.1 only a stream has options (localsw[]). */
static void
freebsd_on_connect(struct socket *client, struct socket *listener,
    struct socket *accepted)
{
	if (model.release != FREEBSD_9 || client->type == STREAM)
		bsd_on_connect(client, listener, accepted);
}

/* Up to 14 only a stream fails with ENOTCONN. */
static int
freebsd_getsockopt(const struct socket *socket, int level, int option,
    void *answer, socklen_t *size)
{
	struct identity who;

	if (socket->kind != LOCAL)
		return foreign_xucred(socket, level, option);
	if (model.release == FREEBSD_9 && socket->type != STREAM)
		return ENOPROTOOPT;
	if (level != 0)
		return EINVAL;
	if (option != LOCAL_PEERCRED)
		return EOPNOTSUPP;
	if (!(socket->flags & OF_PEER))
		return socket->type == STREAM || (socket->type == SEQPACKET &&
		    model.release == FREEBSD_15) ? ENOTCONN : EINVAL;
	fill_xucred(socket->cred, answer, size);
	/*
	 * Whatever its name in the headers, cru2xt() in sys/kern/kern_prot.c
	 * puts the pid where there was padding before.
	 */
	who = model_identity(socket->cred);
	if (model.release <= FREEBSD_13)
		memcpy((char *)answer + (offsetof(struct xucred, cr_groups) +
		    16 * sizeof(gid_t) + sizeof(void *) - 1) / sizeof(void *) *
		    sizeof(void *), &who.pid, sizeof(who.pid));
	return 0;
}

#ifdef HAVE_STRUCT_XUCRED_CR_PID
#define HEADERS_HAVE_PID	1
#else
#define HEADERS_HAVE_PID	0
#endif

static int
freebsd_has_pid(void)
{
	return HEADERS_HAVE_PID && model.release <= FREEBSD_13;
}

const struct kernel kernel = {
	.name = "freebsd",
	.release = releases,
	.unnamed = bsd_unnamed,
	.may_bind = bsd_may_bind,
	.may_listen = freebsd_may_listen,
	.may_connect = bsd_may_connect,
	.may_shutdown = freebsd_may_shutdown,
	.disconnects = bsd_disconnects,
	.on_pair = freebsd_on_pair,
	.on_listen = bsd_record_own,
	.on_connect = freebsd_on_connect,
	.getsockopt = freebsd_getsockopt,
	.has_xucred = 1,
	.has_groups = 1,
	.calls = 2,
	.calls_with_pid = 2,
	.calls_for_groups = 2,
	.has_pid = freebsd_has_pid,
};
