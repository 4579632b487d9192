/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* macOS: uipc_ctloutput() in bsd/kern/uipc_usrreq.c. */

#include <config.h>

#include "fake-xucred.h"

/*
 * There are no seqpackets (localsw[] in bsd/kern/uipc_proto.c); a datagram has
 * a pid, but no credentials.
 */
static int
darwin_tells(enum kind kind)
{
	switch (kind) {
	case SEQ_ACCEPTED:
	case DGRAM_PAIR:
		return 0;
	case PEER_CLOSED:
	case PEER_CLOSED_US:
	case PEER_REAPED:
		return TOLD | NO_PID;
	case RELISTENING:
		return RAW_LIES | PORTABLE_LIES | NO_PID;
	default:
		return TOLD | RAW_PID_UNKNOWN;
	}
}

static int
peercred(enum kind kind, void *answer, socklen_t *size)
{
	switch (kind) {
	case UNCONNECTED:
	case BOUND:
	case LISTENING:
		return ENOTCONN;
	case SEQ_UNCONNECTED:
	case SEQ_LISTENING:
	case SEQ_ACCEPTED:
	case DGRAM_UNBOUND:
	case DGRAM_CONNECTED:
	case DGRAM_PAIR:
		return EINVAL;
	default:
		return fill_xucred(xucred_of(kind), answer, size);
	}
}

/*
 * The last user of the peer's socket, while there is one
 * (so_update_last_owner_locked() in bsd/kern/uipc_socket.c).
 */
static int
peerpid(enum kind kind, void *answer, socklen_t *size)
{
	const struct identity *who = &fake.process[fake_who(kind)];

	switch (kind) {
	case UNCONNECTED:
	case BOUND:
	case LISTENING:
	case PEER_CLOSED:
	case PEER_CLOSED_US:
	case PEER_REAPED:
	case RELISTENING:
	case SEQ_UNCONNECTED:
	case SEQ_LISTENING:
	case SEQ_ACCEPTED:
	case DGRAM_UNBOUND:
		return ENOTCONN;
	default:
		memcpy(answer, &who->pid, sizeof(who->pid));
		*size = sizeof(who->pid);
		return 0;
	}
}

/*
 * The level is ignored, but SOL_SOCKET goes elsewhere (sogetoptlock() in
 * bsd/kern/uipc_socket.c).
 */
static int
darwin_getsockopt(enum kind kind, int level, int option, void *answer,
    socklen_t *size)
{
	static const int header_included = 8;

	if (level == SOL_SOCKET)
		return ENOPROTOOPT;
	/* The flag IP_HDRINCL: rip_ctloutput() in bsd/netinet/raw_ip.c. */
	if (kind == ICMP && option == LOCAL_PEERPID) {
		memcpy(answer, &header_included, sizeof(header_included));
		*size = sizeof(header_included);
		return 0;
	}
	if (ip_options(kind))
		return option == 1 ? 0 : ENOPROTOOPT;
	switch (kind) {
	case BLUETOOTH:
	case NO_NAME:
		return ENOPROTOOPT;
	case TCP6:
		return EINVAL;
	default:
		break;
	}
	switch (option) {
	case LOCAL_PEERCRED:
		return peercred(kind, answer, size);
	case LOCAL_PEERPID:
		return peerpid(kind, answer, size);
	default:
		return EOPNOTSUPP;
	}
}

const struct kernel kernel = {
	.name = "darwin",
	.releases = 1,
	.has_xucred = 1,
	.has_groups = 1,
	.has_peerpid = 1,
	.calls = 2,
	.calls_with_pid = 4,
	.calls_for_groups = 2,
	.most_groups = 16,
	.unknown_option = EOPNOTSUPP,
	.unnamed = sizeof(struct sockaddr),
	.liar = fake_self,
	.relistens = 1,
	.knows_acceptconn = fake_never,
	.tells = darwin_tells,
	.getsockopt = darwin_getsockopt,
};
