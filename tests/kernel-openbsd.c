/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* OpenBSD: sogetopt() in sys/kern/uipc_socket.c. */

#include <config.h>

#include <errno.h>

#include "fake.h"

/*
 * To 2016 there are none for pairs; uipc_connect2() in sys/kern/uipc_usrreq.c
 * records them now.  In 4.9 there are no seqpackets.
 */
enum { NEWER, OLDER, RELEASES };

/* Since uipc_socket.c 1.385 (2025). */
static int
openbsd_knows_acceptconn(void)
{
	return fake.release == NEWER;
}

/*
 * uipc_bind() and unp_connect() record the caller's ids and the server's in one
 * field, which is copied to whoever connects.  So a server that has connected
 * its own socket to another one, and then listens on it, hands out the ids of
 * that other one.
 */
static enum who
openbsd_liar(enum kind kind)
{
	return kind == BOUND_ACCEPTED ? SELF :
	    kind == HOSTILE ? CREATOR : PEER;
}

static int
openbsd_tells(enum kind kind)
{
	switch (kind) {
	case PAIR:
	case SEQ_ACCEPTED:
	case DGRAM_PAIR:
		return kind == SEQ_ACCEPTED && fake.release == NEWER ? TOLD :
		    fake.release == NEWER ? TOLD_RAW : 0;
	case CONNECTING:
	case PEER_CLOSED_US:
		return TOLD_RAW;
	/* sogetopt() takes IPPROTO_ICMP for AF_UNIX, and may find some ids. */
	case ICMP:
	case HOSTILE:
		return RAW_LIES;
	case BOUND_ACCEPTED:
		return RAW_LIES | PORTABLE_LIES;
	case RELISTENING:
		return RAW_LIES | (openbsd_knows_acceptconn() ? 0 :
		    PORTABLE_LIES);
	default:
		return TOLD;
	}
}

static int
openbsd_getsockopt(enum kind kind, int level, int option, void *answer,
    socklen_t *size)
{
	const struct identity *who = &fake.process[fake_who(kind)];
	struct sockpeercred *cred = answer;

	if (level != SOL_SOCKET || option != SO_PEERCRED)
		return ENOPROTOOPT;
	switch (kind) {
	/* Not a Unix-domain socket. */
	case TCP4:
	case TCP6:
	case UDP:
	case BLUETOOTH:
	case NO_NAME:
		return EOPNOTSUPP;
	/* All of these alike: they have no UNP_FEIDS. */
	case UNCONNECTED:
	case BOUND:
	case LISTENING:
	case SEQ_UNCONNECTED:
	case SEQ_LISTENING:
	case DGRAM_UNBOUND:
	case DGRAM_CONNECTED:
		return ENOTCONN;
	default:
		break;
	}
	if (!openbsd_tells(kind))
		return ENOTCONN;
	if (openbsd_tells(kind) & RAW_LIES)
		who = &fake.process[openbsd_liar(kind)];
	cred->uid = who->euid;
	cred->gid = who->egid;
	cred->pid = who->pid;
	*size = sizeof(*cred);
	return 0;
}

const struct kernel kernel = {
	.name = "openbsd",
	.releases = RELEASES,
	.has_ucred = 1,
	.calls = 3,
	.calls_with_pid = 3,
	.unknown_option = ENOPROTOOPT,
	.unnamed = sizeof(struct sockaddr),
	.liar = openbsd_liar,
	.acceptconn = 0x2,
	.relistens = 1,
	.knows_acceptconn = openbsd_knows_acceptconn,
	.tells = openbsd_tells,
	.getsockopt = openbsd_getsockopt,
};
