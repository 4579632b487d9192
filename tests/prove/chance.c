/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Check the promises on random answers, the same ones each time. */

#include <config.h>

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unixcred.h>

#include "promise.h"

static const struct {
	const char	*name;
	void		(*call)(void);
	int		can_succeed;
} calls[] = {
	{ "ids", ids, HAS_IDS },
	{ "ucred", ucred, HAS_UCRED },
	{ "xucred", xucred, HAS_XUCRED },
	{ "peerucred", peerucred, HAS_PEERUCRED },
	{ "peerpid", peerpid, HAS_PEERPID },
	{ "peertoken", peertoken, HAS_PEERTOKEN },
	{ "groups", groups, HAS_GROUPS },
	{ "pidfd", pidfd, HAS_PIDFD },
	{ "label", label, HAS_LABEL },
};

static uint32_t state;
static size_t current;
static long tries;

static unsigned int
any_bits(void)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

/* Make small numbers, -1 and the like more frequent. */
unsigned int
any_unsigned(void)
{
	unsigned int bits = any_bits();

	switch (bits >> 8 & 7) {
	case 0:
		return 0;
	case 1:
	case 2:
		return bits & 31;
	case 3:
		return 0U - 1 - (bits & 1);
	case 4:
		return (65530 + (bits & 15)) << (bits >> 4 & 2);
	case 5:
		return 0x7fffffff + (bits & 1);
	default:
		return any_bits();
	}
}

int
any_int(void)
{
	return (int)any_unsigned();
}

int
any_bool(void)
{
	return any_bits() >> 9 & 1;
}

/* Any error; ERANGE and EOPNOTSUPP together as often as all others. */
int
any_errno(void)
{
	switch (any_bits() >> 8 & 7) {
	case 0:
		return 1 + (int)(any_bits() % 199);
	case 1:
		return any_bool() ? ERANGE : EOPNOTSUPP;
	default:
		return 0;
	}
}

void
any_bytes(void *object, size_t size)
{
	unsigned char *byte = object;
	unsigned int word = 0;
	size_t i;

	for (i = 0; i < size; i++) {
		if (i % sizeof(word) == 0)
			word = any_unsigned();
		byte[i] = ((unsigned char *)&word)[i % sizeof(word)];
	}
}

void
promise(const char *name, int truth)
{
	if (truth)
		return;
	fprintf(stderr, "%s, try %ld: not so: %s\n", calls[current].name,
	    tries, name);
	abort();
}

int
main(void)
{
	char version[32];
	long most;

	snprintf(version, sizeof(version), "%d.%d.%d", UNIXCRED_VERSION_MAJOR,
	    UNIXCRED_VERSION_MINOR, UNIXCRED_VERSION_PATCH);
	if (strcmp(unixcred_version(), version) != 0)
		return 1;
	for (current = 0; current < sizeof(calls) / sizeof(calls[0]);
	    current++) {
		state = 1;
		successes = 0;
		/* Few random answers of macOS reach the pid. */
		most = calls[current].call == ids ? 100000 : 20000;
		for (tries = 0; tries < most; tries++)
			calls[current].call();
		printf("%s: %ld tries, %ld successes\n", calls[current].name,
		    tries, successes);
		if ((successes != 0) != calls[current].can_succeed)
			return 99;
	}
	return 0;
}
