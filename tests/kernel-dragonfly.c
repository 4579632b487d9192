/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* DragonFly BSD: uipc_ctloutput() in sys/kern/uipc_usrreq.c. */

#include <config.h>

#include "fake-xucred.h"

enum { NEWER, OLDER, RELEASES };

static int
dragonfly_knows_acceptconn(void)
{
	return fake.release == NEWER;
}

static int
dragonfly_tells(enum kind kind)
{
	switch (kind) {
	case PAIR:
	case DGRAM_PAIR:
		return 0;
	case RELISTENING:
		return RAW_LIES | NO_PID |
		    (dragonfly_knows_acceptconn() ? 0 : PORTABLE_LIES);
	default:
		return TOLD | NO_PID;
	}
}

/* The level is not looked at; unp_connect2() gives a pair no credentials. */
static int
dragonfly_getsockopt(enum kind kind, int level, int option, void *answer,
    socklen_t *size)
{
	if (ip_options(kind))
		return level == 0 && option == 1 ? 0 : ENOPROTOOPT;
	switch (kind) {
	case BLUETOOTH:
	case NO_NAME:
		return ENOPROTOOPT;
	case TCP6:
		return EINVAL;
	default:
		break;
	}
	if (option != LOCAL_PEERCRED)
		return EOPNOTSUPP;
	switch (kind) {
	case UNCONNECTED:
	case BOUND:
	case LISTENING:
	case SEQ_UNCONNECTED:
	case SEQ_LISTENING:
	case PAIR:
		return ENOTCONN;
	case DGRAM_UNBOUND:
	case DGRAM_CONNECTED:
	case DGRAM_PAIR:
		return EINVAL;
	default:
		return fill_xucred(xucred_of(kind), answer, size);
	}
}

const struct kernel kernel = {
	.name = "dragonfly",
	.releases = RELEASES,
	.has_xucred = 1,
	.has_groups = 1,
	.calls = 2,
	.calls_with_pid = 2,
	.calls_for_groups = 2,
	.most_groups = 16,
	.unknown_option = EOPNOTSUPP,
	/* Not even a family: uipc_sockaddr(). */
	.unnamed = 0,
	.liar = fake_self,
	.relistens = 1,
	.acceptconn = 0x2,
	.knows_acceptconn = dragonfly_knows_acceptconn,
	.tells = dragonfly_tells,
	.getsockopt = dragonfly_getsockopt,
};
