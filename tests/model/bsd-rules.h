/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * What the BSDs and macOS have in common.  When the peer closes, they forget
 * that a socket was connected (soisdisconnected()).  Then it may be connected
 * again, and listen if it has a name of its own.  The recorded ids stay.
 */

#ifndef BSD_RULES_H
#define BSD_RULES_H

#include <sys/types.h>
#include <sys/param.h>
#include <sys/socket.h>
#ifdef HAVE_SYS_UCRED_H
#include <sys/ucred.h>
#endif
#include <sys/un.h>

#include <errno.h>

#include "model.h"

/* SO_ACCEPTCONN is the flag's value: sogetopt() in uipc_socket.c. */
enum { LISTENS = 2 };

/* unp_vnode, which an accepted socket does not have. */
static inline int
bsd_may_bind(const struct socket *socket, int name_is_taken)
{
	(void)name_is_taken;
	return socket->bound ? EINVAL : 0;
}

/* The same; then solisten(). */
static inline int
bsd_may_listen(const struct socket *socket)
{
	return !socket->bound || socket->phase == CONNECTED ? EINVAL : 0;
}

/* soconnect(): a datagram socket is disconnected first. */
static inline int
bsd_may_connect(const struct socket *socket, const struct socket *target)
{
	(void)target;
	if (socket->listens)
		return EOPNOTSUPP;
	return socket->type != DGRAM && socket->phase == CONNECTED ?
	    EISCONN : 0;
}

/* To an address that does not exist: soconnect(), then unp_connect(). */
static inline int
bsd_disconnects(const struct socket *socket)
{
	return socket->type != DGRAM && socket->phase == CONNECTED ?
	    EISCONN : EAFNOSUPPORT;
}

/*
 * listen(2) on FreeBSD, DragonFly BSD and macOS; on AIX by its manual.  One
 * field has the listening process's ids, which unp_connect() copies to the
 * client, or those of the peer.  listen(2) overwrites the peer's ids, but does
 * not clear the flag UNP_HAVEPC, here OF_PEER.  On NetBSD and OpenBSD this is
 * bind(2).
 */
static inline void
bsd_record_own(struct socket *socket)
{
	socket->cred = model_caller();
	socket->flags |= OWN;
}

static inline void
bsd_on_connect(struct socket *client, struct socket *listener,
    struct socket *accepted)
{
	accepted->cred = model_caller();
	accepted->flags |= OF_PEER;
	client->cred = listener->cred;
	client->flags |= OF_PEER;
}

/*
 * NetBSD and OpenBSD: unp_bind() records the caller's ids, and unp_connect()
 * the server's, in the same field.  unp_connect() copies the field to each
 * client if the flag of bind(2) is set, which OpenBSD never clears.  So a
 * server can connect its own socket to another one, and then listen on it.  Its
 * clients get the ids of that other server.
 */
static inline void
bsd_on_connect_to_bound(struct socket *client, struct socket *listener,
    struct socket *accepted)
{
	accepted->cred = model_caller();
	accepted->flags |= OF_PEER;
	if (!(listener->flags & OWN))
		return;
	client->cred = listener->cred;
	client->flags |= OF_PEER;
}

static inline void
bsd_on_pair(struct socket *a, struct socket *b)
{
	if (a->type == DGRAM)
		return;
	a->cred = b->cred = model_caller();
	a->flags |= OF_PEER;
	b->flags |= OF_PEER;
}

static inline int
bsd_no_pid(void)
{
	return 0;
}

static inline socklen_t
bsd_unnamed(void)
{
	return sizeof(struct sockaddr);
}

#ifdef HAVE_STRUCT_XUCRED_CR_VERSION

/* As FreeBSD, DragonFly BSD and macOS fill it: cru2x() in their kern_prot.c. */
static inline void
fill_xucred(struct record record, void *answer, socklen_t *size)
{
	struct identity who = model_identity(record);
	struct xucred *cred = answer;
	int i;

	cred->cr_version = XUCRED_VERSION;
	cred->cr_uid = who.euid;
	/* The effective group is first; groups that do not fit are cut off. */
	cred->cr_ngroups = (short)(who.ngroups < 16 ? who.ngroups + 1 : 16);
	cred->cr_groups[0] = who.egid;
	for (i = 1; i < cred->cr_ngroups; i++)
		cred->cr_groups[i] = model_groups_of(record)[i - 1];
	*size = sizeof(*cred);
}

/*
 * Sockets of other families.  An Internet socket takes level 0 for IPPROTO_IP,
 * and option 1 for IP_OPTIONS.  It has no such options, so the call succeeds
 * and writes nothing (ip_ctloutput() in their ip_output.c).
 */
static inline int
foreign_xucred(const struct socket *socket, int level, int option)
{
	if (model_is_ip4(socket))
		return level == 0 && option == 1 ? 0 : ENOPROTOOPT;
	return model_family(socket) == AF_INET6 ? EINVAL : ENOPROTOOPT;
}

#endif

#endif
