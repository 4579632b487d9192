/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Count allocations on Solaris: only its mechanism allocates memory. */

#pragma GCC system_header

#include_next <stdlib.h>

#if defined(REPLICA_SOLARIS) && !defined(REPLICA_STDLIB_H)
#define REPLICA_STDLIB_H

void	*fake_malloc(size_t);
void	fake_free(void *);

#define malloc(size)	fake_malloc(size)
#define free(block)	fake_free(block)

#endif
