/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Without a model checker: the promises, with some answers made at random, the
 * same ones each time.  "tries" are how often each of the calls is made.
 */

#include <config.h>

#include <errno.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

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
	{ "groups", groups, HAS_GROUPS },
	{ "pidfd", pidfd, HAS_PIDFD },
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

/* Small numbers, -1 and the like come more often than chance has them. */
unsigned int
any_unsigned(void)
{
	unsigned int bits = any_bits();

	switch (bits >> 8 & 7) {
	case 0:
	case 1:
		return 0;
	case 2:
	case 3:
		return 1 + (bits & 31);
	case 4:
		return 0U - 1 - (bits & 1);
	case 5:
		return (65530 + (bits & 15)) << (bits >> 4 & 2);
	case 6:
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

int
any_errno(void)
{
	static const int errors[] = {
		EINVAL, ENOTCONN, EOPNOTSUPP, ENOTSUP, ENOPROTOOPT, EPIPE,
		ERANGE, EBADF, ENOTSOCK, EPERM, ENOMEM, EMFILE, ESRCH, ENOSYS,
		EFAULT,
#ifdef ENODATA
		ENODATA,
#endif
	};

	if (any_bits() % 4 != 0)
		return 0;
	return errors[any_bits() % (sizeof(errors) / sizeof(errors[0]))];
}

void
any_bytes(void *object, size_t size)
{
	unsigned char *byte = object;

	while (size-- > 0)
		byte[size] = (unsigned char)any_unsigned();
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
	const long most = 20000;

	for (current = 0; current < sizeof(calls) / sizeof(calls[0]);
	    current++) {
		state = 1;
		successes = 0;
		for (tries = 0; tries < most; tries++)
			calls[current].call();
		printf("%s: %ld tries, %ld successes\n", calls[current].name,
		    tries, successes);
		if ((successes != 0) != calls[current].can_succeed)
			return 99;
	}
	return 0;
}
