/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What the fuzzed programs share: the input, byte by byte, and a verdict. */

#ifndef FUZZ_H
#define FUZZ_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint8_t *input;
static size_t left;

static unsigned int
take(void)
{
	if (left == 0)
		return 0;
	left--;
	return *input++;
}

static void
must(int truth, const char *what)
{
	if (truth)
		return;
	fprintf(stderr, "fuzz: not so: %s (%s)\n", what, strerror(errno));
	abort();
}

#endif
