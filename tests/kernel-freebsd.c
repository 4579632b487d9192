/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * FreeBSD, with the headers of 12.3 and later or of earlier: uipc_ctloutput()
 * in sys/kern/uipc_usrreq.c.
 */

#include <config.h>

#include <stddef.h>

#include "fake-xucred.h"

enum { FREEBSD_15, FREEBSD_14, FREEBSD_12, FREEBSD_9, RELEASES };

#ifdef HAVE_STRUCT_XUCRED_CR_PID
#define HEADERS_TELL_PID	1
#else
#define HEADERS_TELL_PID	0
#endif

static int
freebsd_tells(enum kind kind)
{
	int flags;

	flags = HEADERS_TELL_PID && fake.release <= FREEBSD_14 ? 0 : NO_PID;
	switch (kind) {
	case PAIR:
	case SEQ_ACCEPTED:
		return fake.release == FREEBSD_9 ? 0 : TOLD | flags;
	case DGRAM_PAIR:
		return 0;
	case RELISTENING:
		return RAW_LIES | flags;
	default:
		return TOLD | flags;
	}
}

static int
freebsd_getsockopt(enum kind kind, int level, int option, void *answer,
    socklen_t *size)
{
	const struct identity *who = xucred_of(kind);

	if (ip_options(kind))
		return level == 0 && option == 1 ? 0 : ENOPROTOOPT;
	if (kind == BLUETOOTH || kind == NO_NAME)
		return ENOPROTOOPT;
	if (kind == TCP6 || level != 0)
		return EINVAL;
	if (option != LOCAL_PEERCRED)
		return EOPNOTSUPP;
	switch (kind) {
	case UNCONNECTED:
	case BOUND:
	case LISTENING:
		return ENOTCONN;
	case SEQ_UNCONNECTED:
	case SEQ_LISTENING:
		/*
		 * In 9.1 it has no options (localsw[]), to 14 it is no stream.
		 */
		return fake.release == FREEBSD_9 ? ENOPROTOOPT :
		    fake.release == FREEBSD_15 ? ENOTCONN : EINVAL;
	case SEQ_ACCEPTED:
		if (fake.release == FREEBSD_9)
			return ENOPROTOOPT;
		break;
	case DGRAM_UNBOUND:
	case DGRAM_CONNECTED:
	case DGRAM_PAIR:
		return fake.release == FREEBSD_9 ? ENOPROTOOPT : EINVAL;
	case PAIR:
		/* Since 12: kern_socketpair() in sys/kern/uipc_syscalls.c. */
		if (fake.release == FREEBSD_9)
			return ENOTCONN;
		break;
	default:
		break;
	}
	fill_xucred(who, answer, size);
	/*
	 * Whatever the headers call it: cru2xt() in sys/kern/kern_prot.c puts
	 * the pid where there was padding before.
	 */
	if (fake.release <= FREEBSD_14)
		memcpy((char *)answer + (offsetof(struct xucred, cr_groups) +
		    16 * sizeof(gid_t) + sizeof(void *) - 1) / sizeof(void *) *
		    sizeof(void *), &who->pid, sizeof(who->pid));
	return 0;
}

const struct kernel kernel = {
	.name = "freebsd",
	.releases = RELEASES,
	.has_xucred = 1,
	.has_groups = 1,
	.calls = 2,
	.calls_with_pid = 2,
	.calls_for_groups = 2,
	.most_groups = 16,
	.unknown_option = EOPNOTSUPP,
	.unnamed = sizeof(struct sockaddr),
	.liar = fake_self,
	.relistens = 1,
	.acceptconn = 0x2,
	.knows_acceptconn = fake_always,
	.tells = freebsd_tells,
	.getsockopt = freebsd_getsockopt,
};
