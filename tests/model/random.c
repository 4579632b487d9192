/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Random scripts of socket calls: the same seed makes the same script. */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "script.h"

enum { ACTORS = CREATOR + 1, NAMES = 3, MOST_LETTERS = 16 };

static struct {
	struct state	*state;
	uint32_t	xorshift;
	enum type	type;		/* of most sockets */
	unsigned int	has[ACTORS];	/* a bit for each letter */
	unsigned int	listens;
	int		gone[ACTORS];
	int		letters, asks;
} chance;

static int
below(int n)
{
	chance.xorshift ^= chance.xorshift << 13;
	chance.xorshift ^= chance.xorshift >> 17;
	chance.xorshift ^= chance.xorshift << 5;
	return (int)(chance.xorshift % (uint32_t)n);
}

static void
step(int who, enum verb verb, int fd, int other, int arg)
{
	struct step *next = &chance.state->step[chance.state->steps++];

	next->who = (enum role)who;
	next->verb = verb;
	next->fd = fd;
	next->other = other;
	next->arg = arg;
}

static int
new_letter(int who)
{
	chance.has[who] |= 1U << chance.letters;
	chance.asks++;
	return chance.letters++;
}

static int
new_socket(int who)
{
	int fd = new_letter(who);

	step(who, DO_SOCKET, fd, 0, below(8) == 0 ? DGRAM : (int)chance.type);
	return fd;
}

static int
any_socket(int who)
{
	int fd;

	if (chance.has[who] == 0)
		return new_socket(who);
	do
		fd = below(chance.letters);
	while ((chance.has[who] & 1U << fd) == 0);
	return fd;
}

/* The usual steps, sometimes with a socket that was used before. */
static void
connection(int server, int client)
{
	int c, l, name = below(NAMES);

	l = below(3) == 0 ? any_socket(server) : new_socket(server);
	step(server, DO_BIND, l, 0, name);
	step(server, DO_LISTEN, l, 0, 0);
	chance.listens |= 1U << l;
	c = below(3) == 0 ? any_socket(client) : new_socket(client);
	step(client, DO_CONNECT, c, 0, name);
	if (chance.type != DGRAM && below(4) != 0)
		step(server, DO_ACCEPT, l, new_letter(server), 0);
}

static void
leave(int who, unsigned int letters)
{
	int i;

	for (i = 0; i < chance.letters; i++)
		chance.asks -= (chance.has[who] & letters & 1U << i) != 0;
	chance.has[who] &= ~letters;
}

static void
one_step(int who, int other)
{
	int fd, name = below(NAMES);

	switch (below(12)) {
	case 0:
		fd = new_letter(who);
		step(who, DO_PAIR, fd, new_letter(who), (int)chance.type);
		break;
	case 1:
		step(who, DO_BIND, any_socket(who), 0, name);
		break;
	case 2:
	case 3:
		fd = any_socket(who);
		step(who, DO_LISTEN, fd, 0, 0);
		chance.listens |= 1U << fd;
		break;
	case 4:
	case 5:
		step(who, DO_CONNECT, any_socket(who), 0, name);
		break;
	case 6:
		fd = any_socket(who);
		if (chance.listens & 1U << fd)
			step(who, DO_ACCEPT, fd, new_letter(who), 0);
		break;
	case 7:
		step(who, DO_SHUTDOWN, any_socket(who), 0, 0);
		break;
	case 8:
		step(who, DO_DISCONNECT, any_socket(who), 0, 0);
		break;
	case 9:
		fd = any_socket(who);
		step(who, DO_PASS, fd, 0, other);
		chance.asks += (chance.has[other] & 1U << fd) == 0;
		chance.has[other] |= 1U << fd;
		break;
	case 10:
		fd = any_socket(who);
		step(who, DO_CLOSE, fd, 0, 0);
		leave(who, 1U << fd);
		break;
	default:
		if (who == SELF || below(3) != 0)
			break;
		step(who, DO_EXIT, 0, 0, 0);
		leave(who, ~0U);
		chance.gone[who] = 1;
		if (below(2) == 0)
			step(who, DO_REAP, 0, 0, 0);
		break;
	}
}

void
script_random(unsigned int seed, struct state *state)
{
	enum { MOST_AT_ONCE = 9 /* steps and asks of connection() */ };
	int fd, other, room, who;

	memset(state, 0, sizeof(*state));
	memset(&chance, 0, sizeof(chance));
	snprintf(state->name, sizeof(state->name), "RANDOM-%u", seed);
	chance.state = state;
	chance.xorshift = seed * 2654435761U + 1;
	if (chance.xorshift == 0)
		chance.xorshift = 1;
	for (who = 0; who < 8; who++)
		below(2);
	chance.type = below(3) == 0 ? (enum type)below(DGRAM + 1) : STREAM;
	room = MOST_STEPS - MOST_AT_ONCE - below(MOST_STEPS / 4);
	while (state->steps + chance.asks <= room &&
	    chance.letters + 3 <= MOST_LETTERS) {
		who = below(ACTORS);
		other = below(ACTORS);
		if (chance.gone[who] || chance.gone[other])
			continue;
		if (state->steps == 0 || below(4) == 0)
			connection(who, other);
		else
			one_step(who, other);
	}
	for (who = 0; who < ACTORS; who++)
		for (fd = 0; fd < chance.letters; fd++)
			if (chance.has[who] & 1U << fd)
				step(who, DO_ASK, fd, 0, 0);
}
