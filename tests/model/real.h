/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What the processes of record share: real.c sends orders to role.c. */

#ifndef REAL_H
#define REAL_H

#include <sys/types.h>

#include "script.h"

struct order {
	struct step	step;
	char		name[64];	/* of the state, for DO_ASK */
	pid_t		pid[ROLES];
};

extern char directory[256];	/* of the sockets */
extern int as_root;		/* each role has ids of its own */

/* role.c: a role's process, until there are no more orders. */
void	role_run(enum role self, int control);

/* Become this role for ever: 0, or an errno.  Only root can. */
int	role_take_ids(enum role to, int ngroups);

/* Orders, answers and a descriptor that goes with them, or -1: 1, or 0. */
int	role_send(int control, void *data, size_t size, int fd);
int	role_receive(int control, void *data, size_t size, int *fd);

#endif
