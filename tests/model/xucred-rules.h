/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * FreeBSD, DragonFly BSD and macOS: struct xucred as they fill it (cru2x() in
 * their kern_prot.c).
 */

#ifndef XUCRED_RULES_H
#define XUCRED_RULES_H

#include <sys/types.h>
#include <sys/param.h>
#include <sys/socket.h>
#include <sys/ucred.h>
#include <sys/un.h>

#include <string.h>

#include "bsd-rules.h"

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
