/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Search for a wrong answer: run every sequence of calls by three processes on
 * the model of a kernel, the shortest first.  After each call ask the library
 * about each descriptor.  state.c defines which answers are right.
 */

#include <config.h>

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "state.h"

static const enum role actor[] = { SELF, PEER, SERVER };

enum { ACTORS = 3, SOCKETS = 6, TABLE = 1 << 22 };

/*
 * Four searches.  "deep" and "accepted" are about servers and clients.
 * "accepted" begins when the first process has only an accepted socket, whose
 * peer has closed.  "wide" also passes sockets to other processes, and makes
 * pairs.
 */
static const struct scope {
	const char	*name;
	enum type	type;
	int		names, own, others, begun, depth;
} scopes[] = {
	{ "deep", STREAM, 3, 3, 0, 0, 11 },
	{ "accepted", STREAM, 3, 3, 0, 1, 9 },
	{ "wide", STREAM, 3, SOCKETS, 1, 0, 6 },
	{ "datagram", DGRAM, 3, SOCKETS, 1, 0, 5 },
};

static const struct step beginning[] = {
	{ SELF, DO_SOCKET, 0, 0, STREAM },
	{ SELF, DO_BIND, 0, 0, 0 },
	{ SELF, DO_LISTEN, 0, 0, 0 },
	{ PEER, DO_SOCKET, 1, 0, STREAM },
	{ PEER, DO_CONNECT, 1, 0, 0 },
	{ SELF, DO_ACCEPT, 0, 2, 0 },
	{ PEER, DO_CLOSE, 1, 0, 0 },
	{ SELF, DO_CLOSE, 0, 0, 0 },
};

enum { BEGINNING = sizeof(beginning) / sizeof(beginning[0]) };

/* ---- The worlds that were reached */

struct node {
	uint32_t	parent;
	uint8_t		depth, sockets;
	struct step	step;		/* its descriptor: the socket's index */
	size_t		world;		/* where it is in the arena */
};

static struct node *nodes;
static uint32_t count, room, *table;
static unsigned char *arena;
static size_t used, size;

static const size_t head = offsetof(struct world, socket);

static void *
grow(void *block, size_t bytes)
{
	block = realloc(block, bytes);
	if (block == NULL) {
		perror("search");
		exit(99);
	}
	return block;
}

static size_t
world_size(void)
{
	return head + world.sockets * sizeof(world.socket[0]);
}

static void
load(const struct node *node)
{
	size_t bytes = head + node->sockets * sizeof(world.socket[0]);

	memcpy(&world, arena + node->world, bytes);
	memset((char *)&world + bytes, 0, sizeof(world) - bytes);
}

static uint64_t
hash(const void *object, size_t bytes)
{
	const unsigned char *byte = object;
	uint64_t sum = 0x9e3779b97f4a7c15U;
	uint32_t word;

	for (; bytes > 0; bytes -= sizeof(word), byte += sizeof(word)) {
		memcpy(&word, byte, sizeof(word));
		sum = (sum ^ word) * 0xff51afd7ed558ccdU;
		sum ^= sum >> 32;
	}
	return sum;
}

/* Sockets that wait to be accepted stay in order, behind all others. */
static int
before(const struct socket *a, const struct socket *b)
{
	struct socket x = *a, y = *b;

	if (x.queued != 0 || y.queued != 0)
		return x.queued == 0;
	x.letter = y.letter = x.peer = y.peer = 0;
	return memcmp(&x, &y, sizeof(x)) < 0;
}

/*
 * Sort the sockets: it does not matter which was made first.  Ignore their
 * letters, too, but keep the letters of a script that is printed.
 */
static void
sort(int with_letters)
{
	struct socket sorted[SOCKETS + 1];
	uint8_t from[SOCKETS + 1], to[SOCKETS + 1];
	int i, j;

	for (i = 0; i < world.sockets; i++) {
		for (j = i; j > 0 && before(&world.socket[i],
		    &world.socket[from[j - 1]]); j--)
			from[j] = from[j - 1];
		from[j] = (uint8_t)i;
	}
	for (i = 0; i < world.sockets; i++) {
		sorted[i] = world.socket[from[i]];
		to[from[i]] = (uint8_t)(i + 1);
	}
	for (i = 0; i < world.sockets; i++) {
		if (!with_letters && sorted[i].letter != 0)
			sorted[i].letter = (uint8_t)(i + 1);
		if (sorted[i].peer != 0 && sorted[i].peer != CLOSED_PEER)
			sorted[i].peer = to[sorted[i].peer - 1];
		if (sorted[i].queued != 0)
			sorted[i].queued = to[sorted[i].queued - 1];
		world.socket[i] = sorted[i];
	}
}

/* Add the current world, if it is new. */
static void
add(uint32_t parent, const struct step *step, int socket)
{
	struct node *node;
	uint32_t slot;
	size_t bytes;

	sort(0);
	bytes = world_size();
	slot = (uint32_t)hash(&world, bytes) % TABLE;
	for (; table[slot] != 0; slot = (slot + 1) % TABLE) {
		node = &nodes[table[slot] - 1];
		if (node->sockets == world.sockets &&
		    memcmp(arena + node->world, &world, bytes) == 0)
			return;
	}
	if (count == room) {
		room = room == 0 ? 1024 : 2 * room;
		nodes = grow(nodes, room * sizeof(*nodes));
	}
	if (used + bytes > size) {
		size = 2 * (size + sizeof(world));
		arena = grow(arena, size);
	}
	if (count == TABLE / 2) {
		fprintf(stderr, "search: too many states\n");
		exit(99);
	}
	node = &nodes[count];
	node->parent = parent;
	node->depth = (uint8_t)(count == 0 ? 0 : nodes[parent].depth + 1);
	node->step = *step;
	node->step.fd = socket;
	node->sockets = world.sockets;
	node->world = used;
	memcpy(arena + used, &world, bytes);
	used += bytes;
	table[slot] = ++count;
}

/* ---- How a world was reached */

static const struct scope *current;
static int letters;

static void
begin(const struct scope *scope, struct state *state)
{
	int i;

	model_begin();
	state->steps = 0;
	letters = 0;
	if (!scope->begun)
		return;
	for (i = 0; i < BEGINNING; i++) {
		if (model_step(&beginning[i]) != 0)
			abort();
		state->step[state->steps++] = beginning[i];
	}
	letters = 3;
}

/* Again, with letters that no later socket has. */
static void
retrace(const struct scope *scope, uint32_t index, struct state *state)
{
	const struct node *node = &nodes[index];
	struct step step = node->step;

	if (index == 0) {
		begin(scope, state);
		return;
	}
	retrace(scope, node->parent, state);
	step.fd = world.socket[step.fd].letter - 1;
	step.other = 0;
	if (step.verb == DO_SOCKET || step.verb == DO_PAIR)
		step.fd = letters++;
	if (step.verb == DO_ACCEPT || step.verb == DO_PAIR)
		step.other = letters++;
	state->step[state->steps++] = step;
	model_step(&step);
	sort(1);
}

static void
show(uint32_t index, int socket)
{
	struct state state;
	struct step ask;

	memset(&ask, 0, sizeof(ask));
	ask.verb = DO_ASK;
	retrace(current, index, &state);
	ask.fd = world.socket[socket].letter - 1;
	while (!(world.socket[socket].holders & 1 << ask.who))
		ask.who++;
	state.step[state.steps++] = ask;
	strcpy(state.name, "FOUND");
	script_print(&state);
}

/* ---- What the library answers */

static uint32_t asked_index;
static int asked_socket, lies, verbose;

void
tell(const char *what, int is_wrong)
{
	const struct world saved = world;

	if (is_wrong ? lies++ >= 3 : !verbose)
		return;
	printf("# %s %s, %s\n", kernel.name,
	    kernel.release[model.release].name, what);
	if (state_name != NULL)
		printf("# in the state %s\n", state_name);
	else
		show(asked_index, asked_socket);
	world = saved;
}

/* The first process that has it. */
static void
ask_about(uint32_t index, int number)
{
	const struct socket *socket = &world.socket[number];

	asked_index = index;
	asked_socket = number;
	while (!(socket->holders & 1 << world.current))
		world.current++;
	check_state(model_fd(socket->letter - 1), 0);
	world.current = 0;
}

/* ---- What may happen next */

/* It does not matter which process or name is the first: take them in order. */
static int
is_next(int i)
{
	return i == 0 || world.process[actor[i - 1]].life != UNBORN;
}

static void
attempt(uint32_t index, int who, enum verb verb, int socket, int arg)
{
	struct step step;
	int error;

	load(&nodes[index]);
	step.who = actor[who];
	step.verb = verb;
	step.fd = verb == DO_SOCKET || verb == DO_PAIR ? world.sockets :
	    world.socket[socket].letter - 1;
	step.other = world.sockets + 1;
	step.arg = arg;
	error = model_step(&step);
	if (error == 0 || verb == DO_DISCONNECT)
		if (world.sockets <= SOCKETS)
			add(index, &step, socket);
}

/* The number of these that a process has. */
static int
owned(const uint8_t holders[], int sockets, int who)
{
	int i, own = 0;

	for (i = 0; i < sockets; i++)
		own += holders[i] >> actor[who] & 1;
	return own;
}

static void
attempt_on(uint32_t index, const struct scope *scope, int who, int i, int names)
{
	int j;

	if (names < scope->names)
		attempt(index, who, DO_BIND, i, names);
	for (j = 0; j < names; j++)
		attempt(index, who, DO_CONNECT, i, j);
	if (scope->type == DGRAM) {
		attempt(index, who, DO_DISCONNECT, i, 0);
	} else {
		attempt(index, who, DO_LISTEN, i, 0);
		attempt(index, who, DO_ACCEPT, i, 0);
	}
	attempt(index, who, DO_CLOSE, i, 0);
	for (j = 0; j < ACTORS && scope->others; j++) {
		load(&nodes[index]);
		if (is_next(j) && !(world.socket[i].holders & 1 << actor[j]))
			attempt(index, who, DO_PASS, i, (int)actor[j]);
	}
}

static void
attempt_all(uint32_t index, const struct scope *scope)
{
	uint8_t holders[SOCKETS];
	int i, names = 0, sockets, who;

	load(&nodes[index]);
	sockets = world.sockets;
	for (i = 0; i < sockets; i++)
		holders[i] = world.socket[i].holders;
	while (world.names & 1U << names)
		names++;
	for (who = 0; who < ACTORS; who++) {
		load(&nodes[index]);
		if (!is_next(who))
			break;
		if (owned(holders, sockets, who) < scope->own)
			attempt(index, who, DO_SOCKET, 0, (int)scope->type);
		if (scope->others)
			attempt(index, who, DO_PAIR, 0, (int)scope->type);
		for (i = 0; i < sockets; i++)
			if (holders[i] & 1 << actor[who])
				attempt_on(index, scope, who, i, names);
	}
}

/* This release, and those after it with the same rules but answers. */
static void
search_scope(const struct scope *scope, int first, int deeper)
{
	const struct release *releases = kernel.release;
	struct state state;
	struct step none;
	uint32_t index;
	int i, release;

	count = 0;
	used = 0;
	memset(table, 0, TABLE * sizeof(*table));
	memset(&none, 0, sizeof(none));
	current = scope;
	begin(scope, &state);
	add(0, &none, 0);
	for (index = 0; index < count; index++) {
		release = first;
		do {
			model.release = release++;
			load(&nodes[index]);
			for (i = 0; i < world.sockets; i++)
				if (world.socket[i].holders != 0)
					ask_about(index, i);
		} while (releases[release].same);
		model.release = first;
		if (nodes[index].depth < scope->depth + deeper)
			attempt_all(index, scope);
	}
	printf("# %s %s: %s: %lu states in %d steps\n", kernel.name,
	    releases[first].name, scope->name, (unsigned long)count,
	    scope->depth + deeper);
}

int
search(int deeper, int talk)
{
	size_t i;
	int release;

	verbose = talk;
	table = grow(NULL, TABLE * sizeof(*table));
	for (release = 0; kernel.release[release].name != NULL; release++) {
		if (kernel.release[release].same)
			continue;
		model_reset();
		for (i = 0; i < sizeof(scopes) / sizeof(scopes[0]); i++)
			search_scope(&scopes[i], release, deeper);
	}
	free(table);
	free(arena);
	free(nodes);
	return (deeper >= 0 && check_admissions()) || lies > 0;
}

int
states(void)
{
	int release;

	model_reset();
	for (release = 0; kernel.release[release].name != NULL; release++)
		check_states(release);
	return lies > 0;
}
