/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* A system without a mechanism: the library must not make a system call. */

#include <config.h>

#include "bsd-rules.h"

static const struct release releases[] = {
	{ "any", NULL, 0, LISTENS },
	{ NULL, NULL, 0, 0 }
};

const struct kernel kernel = {
	.name = "none",
	.release = releases,
	.unnamed = bsd_unnamed,
	.may_bind = bsd_may_bind,
	.may_listen = bsd_may_listen,
	.may_connect = bsd_may_connect,
	.disconnects = bsd_disconnects,
};
