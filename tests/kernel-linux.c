/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Linux: KERNELS 1.3, 2.2 to 2.5, 12. */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "fake.h"

/*
 * KERNELS 2.2: whatever the family, 0, -1, -1 is no credentials, and still a
 * success.
 */
static int
linux_getsockopt(enum kind kind, int level, int option, void *answer,
    socklen_t *size)
{
	const struct identity *who = &fake.process[fake_who(kind)];
	struct ucred *cred = answer;

	if (level != SOL_SOCKET || option != SO_PEERCRED)
		return ENOPROTOOPT;
	*size = sizeof(*cred);
	switch (kind) {
	case CONNECTING:
	case ACCEPTED:
	case PEER_CLOSED:
	case PEER_CLOSED_US:
	case PAIR:
	case SEQ_ACCEPTED:
	case DGRAM_PAIR:
	case OTHER_PIDNS:
		break;
	case LISTENING:		/* KERNELS 2.2: the listener's own */
	case SEQ_LISTENING:
	case RELISTENING:
	case BLUETOOTH:		/* KERNELS 12: the creator's */
		who = &fake.process[SELF];
		break;
	default:
		cred->pid = 0;
		cred->uid = (uid_t)-1;
		cred->gid = (gid_t)-1;
		return 0;
	}
	/* KERNELS 2.5: outside our pid namespace it has no number. */
	cred->pid = kind == OTHER_PIDNS ? 0 : who->pid;
	cred->uid = who->euid;
	cred->gid = who->egid;
	return 0;
}

/* KERNELS 1.4, 2.2: unmoved by a peer's close; there is none of a listener. */
static int
linux_getpeername(enum kind kind)
{
	switch (kind) {
	case NO_NAME:
		return EOPNOTSUPP;
	case ICMP:
	case UNCONNECTED:
	case BOUND:
	case LISTENING:
	case SEQ_UNCONNECTED:
	case SEQ_LISTENING:
	case RELISTENING:
	case DGRAM_UNBOUND:
		return ENOTCONN;
	default:
		return 0;
	}
}

static int
linux_tells(enum kind kind)
{
	switch (kind) {
	case OTHER_PIDNS:
		return NO_PID;
	case LISTENING:
	case SEQ_LISTENING:
	case RELISTENING:
	case BLUETOOTH:
		return RAW_LIES;
	default:
		return TOLD;
	}
}

const struct kernel kernel = {
	.name = "linux",
	.releases = 1,
	.has_ucred = 1,
	.calls = 2,
	.calls_with_pid = 2,
	.unknown_option = ENOPROTOOPT,
	.unnamed = offsetof(struct sockaddr_un, sun_path),
	.liar = SELF,
	.knows_acceptconn = fake_always,
	.tells = linux_tells,
	.getsockopt = linux_getsockopt,
	.getpeername = linux_getpeername,
};
