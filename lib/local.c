/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* getsockopt(2) at level 0: FreeBSD, DragonFly BSD, macOS. */

#include <config.h>

#include <errno.h>

#include "internal.h"

/*
 * These kernels fail with EOPNOTSUPP for an unknown option (their
 * uipc_ctloutput()), and with ENOPROTOOPT for a type of socket that has no
 * options, such as FreeBSD 9.1's datagrams.  Other kernels do the reverse.
 */
int
unixcred__getsockopt_local(int sockfd, int option, void *value, socklen_t size)
{
	int error;

	error = unixcred__getsockopt(sockfd, UNIXCRED__SOL_LOCAL, option, value,
	    size);
	if (error == EOPNOTSUPP)
		return ENOPROTOOPT;
	if (error == ENOPROTOOPT)
		return ENOTCONN;
	return error;
}
