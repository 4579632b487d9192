/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* A system of which nothing is known: its kernel is not to be asked at all. */

#include <config.h>

#include <stdlib.h>

#include "fake.h"

static int
none_tells(enum kind kind)
{
	(void)kind;
	return 0;
}

static int
none_getsockopt(enum kind kind, int level, int option, void *answer,
    socklen_t *size)
{
	(void)kind;
	(void)level;
	(void)option;
	(void)answer;
	(void)size;
	abort();
}

const struct kernel kernel = {
	.name = "none",
	.releases = 1,
	.knows_acceptconn = fake_never,
	.tells = none_tells,
	.getsockopt = none_getsockopt,
};
