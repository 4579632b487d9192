/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* NetBSD: uipc_ctloutput() in sys/kern/uipc_usrreq.c. */

#include <config.h>

#include <errno.h>

#include "fake.h"

/* 7.99.34 as executed in user space; as newer source reads; 5 to 7.99.0. */
enum { EXECUTED, NEWER, OLDER, RELEASES };

static int
netbsd_knows_acceptconn(void)
{
	return fake.release == NEWER;
}

static int
netbsd_tells(enum kind kind)
{
	switch (kind) {
	case CONNECTING:
	case PEER_CLOSED_US:
		/* The portable calls cannot know which release this is. */
		return fake.release == OLDER ? TOLD_RAW : RAW_LIES;
	case PAIR:
		return fake.release == EXECUTED ? TOLD_RAW : 0;
	case DGRAM_PAIR:
		return 0;
	case HOSTILE:
		return RAW_LIES;
	case BOUND_CLIENT:
		return fake.release == OLDER ? TOLD :
		    RAW_LIES | PORTABLE_LIES;
	case BOUND_ACCEPTED:
		return RAW_LIES | PORTABLE_LIES;
	case RELISTENING:
		return RAW_LIES | (netbsd_knows_acceptconn() ? 0 :
		    PORTABLE_LIES);
	default:
		return TOLD;
	}
}

/* Before 7.99.1, whoever the server's socket was connected to: see OpenBSD. */
static enum who
netbsd_liar(enum kind kind)
{
	return fake.release == OLDER && kind == HOSTILE ? CREATOR : SELF;
}

static int
netbsd_getsockopt(enum kind kind, int level, int option, void *answer,
    socklen_t *size)
{
	const struct identity *who = &fake.process[fake_who(kind)];
	struct unpcbid *cred = answer;

	if (level != 0 || option != LOCAL_PEEREID)
		return ENOPROTOOPT;
	switch (kind) {
	case TCP4:
	case UDP:
	case ICMP:
		/* IP_TOS: ip_ctloutput() in sys/netinet/ip_output.c. */
		*size = sizeof(int);
		return 0;
	/* Never ENOTCONN. */
	case TCP6:
	case UNCONNECTED:
	case BOUND:
	case LISTENING:
	case SEQ_UNCONNECTED:
	case SEQ_LISTENING:
	case DGRAM_UNBOUND:
	case DGRAM_CONNECTED:
	case DGRAM_PAIR:
		return EINVAL;
	case BLUETOOTH:
	case NO_NAME:
		return ENOPROTOOPT;
	default:
		break;
	}
	if (netbsd_tells(kind) == 0)
		return EINVAL;
	/*
	 * unp_connect1() gives both ends the connecting side's, and unp_bind()
	 * any socket its caller's.
	 */
	if (netbsd_tells(kind) & RAW_LIES)
		who = &fake.process[netbsd_liar(kind)];
	cred->unp_pid = who->pid;
	cred->unp_euid = who->euid;
	cred->unp_egid = who->egid;
	*size = sizeof(*cred);
	return 0;
}

const struct kernel kernel = {
	.name = "netbsd",
	.releases = RELEASES,
	.has_ucred = 1,
	.calls = 3,
	.calls_with_pid = 3,
	.unknown_option = ENOPROTOOPT,
	/* All of it, and zeros: the length does not tell a name. */
	.unnamed = sizeof(struct sockaddr_un),
	.liar = netbsd_liar,
	.acceptconn = 0x2,
	.relistens = 1,
	.knows_acceptconn = netbsd_knows_acceptconn,
	.tells = netbsd_tells,
	.getsockopt = netbsd_getsockopt,
};
