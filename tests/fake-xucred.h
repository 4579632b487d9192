/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * struct xucred as FreeBSD, DragonFly BSD and macOS fill it (cru2x() in their
 * kern_prot.c).
 */

#ifndef FAKE_XUCRED_H
#define FAKE_XUCRED_H

#include <sys/types.h>
#include <sys/param.h>
#include <sys/socket.h>
#include <sys/ucred.h>
#include <sys/un.h>

#include <errno.h>
#include <string.h>

#include "fake.h"

/* listen(2) writes the caller's over the peer's, and all call them a peer's. */
static inline const struct identity *
xucred_of(enum kind kind)
{
	return &fake.process[kind == RELISTENING ? SELF : fake_who(kind)];
}

static inline int
fill_xucred(const struct identity *who, void *answer, socklen_t *size)
{
	struct xucred *cred = answer;
	int i;

	cred->cr_version = fake.version == TRULY ? XUCRED_VERSION :
	    (u_int)fake.version;
	cred->cr_uid = who->euid;
	/* The effective group comes first; what does not fit is cut off. */
	cred->cr_ngroups = (short)(who->ngroups < 16 ? who->ngroups + 1 : 16);
	cred->cr_groups[0] = who->egid;
	for (i = 1; i < cred->cr_ngroups; i++)
		cred->cr_groups[i] = who->groups[i - 1];
	if (fake.ngroups != TRULY)
		cred->cr_ngroups = (short)fake.ngroups;
	*size = sizeof(*cred);
	return 0;
}

/*
 * An Internet socket takes level 0 for IPPROTO_IP, and option 1 for IP_OPTIONS,
 * of which there are none: success, and nothing written (ip_ctloutput() in
 * their ip_output.c).
 */
static inline int
ip_options(enum kind kind)
{
	return kind == TCP4 || kind == UDP || kind == ICMP;
}

#endif
