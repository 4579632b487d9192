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

static int
openbsd_tells(enum kind kind)
{
	switch (kind) {
	case PAIR:
	case SEQ_ACCEPTED:
	case DGRAM_PAIR:
		return fake.release == NEWER ? TOLD : 0;
	case RELISTENING:
		return RAW_LIES | PORTABLE_LIES;
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
	case ICMP:
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
	.calls = 1,
	.calls_with_pid = 1,
	.unknown_option = ENOPROTOOPT,
	.unnamed = sizeof(struct sockaddr),
	/* Those of the peer that is gone. */
	.liar = PEER,
	.relistens = 1,
	.knows_acceptconn = fake_never,
	.tells = openbsd_tells,
	.getsockopt = openbsd_getsockopt,
};
