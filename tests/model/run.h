/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What a program of a kernel's model does: 0 if all is well. */

#ifndef RUN_H
#define RUN_H

int	replay(void);
int	search(int deeper, int talk);
int	states(void);

#endif
