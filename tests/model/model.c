/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What all kernels share, and the system calls that the library makes. */

#include <config.h>

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "model.h"

struct world world;
struct model model;
struct identity model_role[ROLES];
gid_t model_groups[ROLES][MOST_GROUPS];

enum { MOST_ANSWER = 4 * MOST_GROUPS };

#define BIT(role)	((uint8_t)(1 << (role)))

/* ---- The world */

void
model_reset(void)
{
	/* All real ids are MALLORY's, as those of real.c are. */
	static const struct identity roles[ROLES] = {
		[SELF] = { 400, 1005, 1000, 1800, 2005, 2000, 2800, 0, 0 },
		[PEER] = { 401, 1005, 1001, 1801, 2005, 2001, 2801, 1, 0 },
		[SERVER] = { 402, 1005, 1002, 1802, 2005, 2002, 2802, 2, 0 },
		[CREATOR] = { 403, 1005, 1003, 1803, 2005, 2003, 2803, 3, 0 },
		[ROOT] = { 404, 1005, 0, 0, 2005, 0, 0, 4, 0 },
		[MALLORY] = { 405, 1005, 1005, 1805, 2005, 2005, 2805, 5, 0 },
	};
	static int filled;
	int i, role;

	memset(&model, 0, sizeof(model));
	memcpy(model_role, roles, sizeof(roles));
	for (role = 0; role < ROLES; role++) {
		model_role[role].ngroups = script_ngroups[role];
		for (i = 0; i < MOST_GROUPS && !filled; i++)
			model_groups[role][i] =
			    (gid_t)script_group((enum role)role, i);
	}
	filled = 1;
}

void
model_begin(void)
{
	int role;

	memset(&world, 0, sizeof(world));
	for (role = 0; role < ROLES; role++)
		world.process[role].ids = (uint8_t)role;
}

struct record
model_caller(void)
{
	const struct process *process = &world.process[world.current];
	struct record record;

	record.pid = (uint16_t)(world.current + 1);
	record.ids = (uint16_t)(process->ids + 1);
	record.groups = process->groups;
	return record;
}

/* The record must not be empty. */
struct identity
model_identity(struct record record)
{
	struct identity identity = model_role[record.ids - 1];

	identity.pid = model_role[record.pid - 1].pid;
	if (record.groups > 0)
		identity.ngroups = (int)record.groups - 1;
	return identity;
}

const gid_t *
model_groups_of(struct record record)
{
	return model_groups[record.ids - 1];
}

static struct socket *
letter_socket(int letter)
{
	int i;

	for (i = 0; i < world.sockets; i++)
		if (world.socket[i].letter == letter + 1)
			return &world.socket[i];
	return NULL;
}

int
model_fd(int letter)
{
	const struct socket *socket = letter_socket(letter);

	switch (socket == NULL ? -1 : (int)socket->kind) {
	case CLOSED_MINUS_1:
		return -1;
	case CLOSED_77:
		return 77;
	case CLOSED_MAX:
		return INT_MAX;
	case CLOSED_MIN:
		return INT_MIN;
	default:
		return FIRST_FD + letter;
	}
}

static struct socket *
held(int letter)
{
	struct socket *socket = letter_socket(letter);

	if (socket == NULL || !(socket->holders & BIT(world.current)) ||
	    (socket->kind >= CLOSED_MINUS_1 && socket->kind < LOCAL))
		return NULL;
	return socket;
}

struct socket *
model_socket(int fd)
{
	if (fd < FIRST_FD || fd >= FIRST_FD + 26)
		return NULL;
	return held(fd - FIRST_FD);
}

static uint8_t
number(const struct socket *socket)
{
	return (uint8_t)(socket - world.socket + 1);
}

static struct socket *
make(int kind, int type, int letter)
{
	struct socket *socket;

	if (world.sockets == MOST_SOCKETS)
		return NULL;
	socket = &world.socket[world.sockets++];
	memset(socket, 0, sizeof(*socket));
	socket->kind = (uint8_t)kind;
	socket->type = (uint8_t)type;
	socket->letter = (uint8_t)(letter + 1);
	socket->holders = letter < 0 ? 0 : BIT(world.current);
	socket->creator = model_caller();
	socket->user = (uint8_t)(world.current + 1);
	return socket;
}

/* The caller is one of the processes that are the other end's server. */
static void
made(struct socket *socket)
{
	socket->made_pids |= BIT(world.current);
	socket->made_ids |= BIT(world.process[world.current].ids);
	socket->user = (uint8_t)(world.current + 1);
}

static void
peer_is_caller(struct socket *socket)
{
	socket->peer_pids = BIT(world.current);
	socket->peer_ids = BIT(world.process[world.current].ids);
}

/* Whether the kernel's rules apply: not to a socket of another family. */
#define RULE(socket, rule)	((socket)->kind == LOCAL && kernel.rule != NULL)

/* ---- The end of sockets */

static void
disconnect(struct socket *socket)
{
	socket->peer = kernel.keeps_peer ? CLOSED_PEER : 0;
	if (kernel.keeps_peer)
		return;
	socket->phase = socket->type == DGRAM ? FRESH : GONE;
	if (RULE(socket, on_disconnect))
		kernel.on_disconnect(socket);
}

static void
destroy(struct socket *socket)
{
	struct socket *other;
	int i;

	socket->kind = FREE;
	for (i = 0; i < world.sockets; i++) {
		other = &world.socket[i];
		if (other->kind == FREE)
			continue;
		if (other->queued == number(socket))
			destroy(other);
		else if (other->peer == number(socket))
			disconnect(other);
	}
}

static uint8_t
renumbered(uint8_t old, const uint8_t to[])
{
	return old == 0 || old == CLOSED_PEER ? old : to[old - 1];
}

/* Keep sockets in order, without gaps: equal worlds have equal bytes. */
static void
compact(void)
{
	uint8_t to[MOST_SOCKETS];
	struct socket *socket;
	int i, kept = 0;

	for (i = 0; i < world.sockets; i++)
		to[i] = (uint8_t)(world.socket[i].kind == FREE ? 0 : ++kept);
	if (kept == world.sockets)
		return;
	for (i = 0; i < world.sockets; i++)
		if (to[i] != 0)
			world.socket[to[i] - 1] = world.socket[i];
	memset(&world.socket[kept], 0,
	    (size_t)(world.sockets - kept) * sizeof(world.socket[0]));
	world.sockets = (uint8_t)kept;
	for (socket = world.socket; kept-- > 0; socket++) {
		socket->peer = renumbered(socket->peer, to);
		socket->queued = renumbered(socket->queued, to);
	}
}

static void
let_go(struct socket *socket)
{
	socket->holders &= (uint8_t)~BIT(world.current);
	if (socket->holders == 0)
		destroy(socket);
}

static void
let_go_of_all(void)
{
	int i;

	for (i = 0; i < world.sockets; i++)
		if (world.socket[i].kind != FREE &&
		    world.socket[i].holders & BIT(world.current))
			let_go(&world.socket[i]);
}

/* ---- The calls */

static int
may_create(int type)
{
	return kernel.may_create == NULL ? 0 :
	    kernel.may_create((enum type)type);
}

static int
do_socket(const struct step *step)
{
	struct socket *socket;
	int error;

	error = may_create(step->arg);
	if (error != 0)
		return error;
	socket = make(LOCAL, step->arg, step->fd);
	if (socket == NULL)
		return ENFILE;
	made(socket);
	return 0;
}

static int
do_pair(const struct step *step)
{
	struct socket *a, *b;
	int error;

	error = may_create(step->arg);
	if (error != 0)
		return error;
	a = make(LOCAL, step->arg, step->fd);
	b = make(LOCAL, step->arg, step->other);
	if (a == NULL || b == NULL)
		return ENFILE;
	made(a);
	made(b);
	a->phase = b->phase = CONNECTED;
	a->done = b->done = OF_PAIR;
	a->peer = number(b);
	b->peer = number(a);
	peer_is_caller(a);
	peer_is_caller(b);
	if (kernel.on_pair != NULL)
		kernel.on_pair(a, b);
	return 0;
}

static int
do_bind(struct socket *socket, int name)
{
	int error, taken = (int)(world.names >> name & 1);

	error = RULE(socket, may_bind) ? kernel.may_bind(socket, taken) : 0;
	if (error == 0 && taken)
		error = EADDRINUSE;
	if (error == 0 || (RULE(socket, leaves_file) && kernel.leaves_file()))
		world.names |= (uint32_t)1 << name;
	if (error != 0)
		return error;
	socket->name = (uint8_t)(name + 1);
	socket->bound = 1;
	if (socket->phase != FRESH || socket->done & (CLIENT | OF_PAIR))
		socket->done |= BOUND_LATE;
	made(socket);
	if (RULE(socket, on_bind))
		kernel.on_bind(socket);
	return 0;
}

/* A listening socket has no peer, even if it had one before. */
static int
do_listen(struct socket *socket)
{
	int error;

	error = socket->type == DGRAM ? EOPNOTSUPP :
	    RULE(socket, may_listen) ? kernel.may_listen(socket) : 0;
	if (error != 0)
		return error == NO_EFFECT ? 0 : error;
	socket->listens = 1;
	socket->peer_pids = socket->peer_ids = 0;
	if (socket->phase != FRESH)
		socket->done |= LISTENED_LATE;
	made(socket);
	if (RULE(socket, on_listen))
		kernel.on_listen(socket);
	return 0;
}

static void
begin_again(struct socket *socket)
{
	if (socket->done & OF_PAIR && socket->type == DGRAM)
		socket->done |= UNPAIRED;
	if (socket->phase == GONE)
		socket->done |= RECONNECTED;
	socket->done &= (uint8_t)~BOUND_LATE;
	socket->done |= CLIENT;
	if (socket->bound)
		socket->done |= BOUND_EARLY;
	socket->phase = CONNECTED;
	socket->user = (uint8_t)(world.current + 1);
}

static int
connect_stream(struct socket *client, struct socket *listener)
{
	struct socket *accepted;

	accepted = make(client->kind, client->type, -1);
	if (accepted == NULL)
		return ENFILE;
	begin_again(client);
	client->peer = number(accepted);
	client->peer_pids = listener->made_pids;
	client->peer_ids = listener->made_ids;
	accepted->phase = CONNECTED;
	accepted->peer = number(client);
	accepted->queued = number(listener);
	accepted->name = listener->name;
	accepted->creator = listener->creator;
	accepted->user = listener->user;
	peer_is_caller(accepted);
	if (RULE(client, on_connect))
		kernel.on_connect(client, listener, accepted);
	return 0;
}

/* For datagrams, only the socket that calls connect(2) is connected. */
static int
connect_datagram(struct socket *client, struct socket *target)
{
	begin_again(client);
	client->peer = number(target);
	client->peer_pids = target->made_pids;
	client->peer_ids = target->made_ids;
	return 0;
}

static int
do_connect(struct socket *socket, int name)
{
	struct socket *target = NULL;
	int error, i;

	for (i = 0; i < world.sockets; i++)
		if (world.socket[i].bound &&
		    world.socket[i].kind == socket->kind &&
		    world.socket[i].name == name + 1)
			target = &world.socket[i];
	error = RULE(socket, may_connect) ?
	    kernel.may_connect(socket, target) : 0;
	if (error != 0)
		return error;
	if (target == NULL)
		return world.names >> name & 1 ? ECONNREFUSED : ENOENT;
	if (target->type != socket->type)
		return EPROTOTYPE;
	if (socket->type == DGRAM)
		return connect_datagram(socket, target);
	if (!target->listens)
		return ECONNREFUSED;
	return connect_stream(socket, target);
}

static int
do_disconnect(struct socket *socket)
{
	if (socket->type == DGRAM && socket->peer != 0) {
		if (socket->done & OF_PAIR)
			socket->done |= UNPAIRED;
		socket->phase = FRESH;
		socket->peer = 0;
		socket->peer_pids = socket->peer_ids = 0;
	}
	return RULE(socket, disconnects) ? kernel.disconnects(socket) : 0;
}

static int
do_accept(struct socket *listener, int letter)
{
	struct socket *socket;
	int error, i;

	error = RULE(listener, may_accept) ? kernel.may_accept(listener) : 0;
	if (error == 0 && !listener->listens)
		error = EINVAL;
	if (error != 0)
		return error;
	listener->user = (uint8_t)(world.current + 1);
	for (i = 0; i < world.sockets; i++) {
		socket = &world.socket[i];
		if (socket->queued != number(listener))
			continue;
		socket->queued = 0;
		socket->letter = (uint8_t)(letter + 1);
		socket->holders = BIT(world.current);
		made(socket);
		return 0;
	}
	return EAGAIN;
}

static int
do_shutdown(struct socket *socket)
{
	int error;

	error = RULE(socket, may_shutdown) ? kernel.may_shutdown(socket) : 0;
	if (error == 0)
		socket->shut = 1;
	return error;
}

static int
do_by_socket(const struct step *step)
{
	struct socket *socket = held(step->fd);

	if (socket == NULL)
		return EBADF;
	if (step->verb == DO_PASS) {
		if (world.process[step->arg].life > ALIVE)
			return ESRCH;
		socket->holders |= BIT(step->arg);
		world.process[step->arg].life = ALIVE;
		return 0;
	}
	if (step->verb == DO_CLOSE) {
		let_go(socket);
		return 0;
	}
	if (socket->kind != LOCAL && socket->kind != TCP4 &&
	    socket->kind != TCP6)
		return EOPNOTSUPP;
	switch (step->verb) {
	case DO_BIND:
		return do_bind(socket, step->arg);
	case DO_LISTEN:
		return do_listen(socket);
	case DO_CONNECT:
		return do_connect(socket, step->arg);
	case DO_DISCONNECT:
		return do_disconnect(socket);
	case DO_ACCEPT:
		return do_accept(socket, step->other);
	case DO_SHUTDOWN:
		return do_shutdown(socket);
	default:
		return EINVAL;
	}
}

static int
do_by_process(const struct step *step)
{
	struct process *process = &world.process[step->who];

	if (process->life == REAPED ||
	    (process->life == EXITED && step->verb != DO_REAP))
		return ESRCH;
	switch (step->verb) {
	case DO_OPEN:
		return make(step->arg, 0, step->fd) == NULL ? ENFILE : 0;
	case DO_SOCKET:
		return do_socket(step);
	case DO_PAIR:
		return do_pair(step);
	case DO_BECOME:
		if (process->ids != ROOT)
			return EPERM;
		process->ids = (uint8_t)step->arg;
		return 0;
	case DO_GROUPS:
		process->groups = (uint32_t)step->arg + 1;
		return 0;
	case DO_EXIT:
		let_go_of_all();
		process->life = EXITED;
		return 0;
	case DO_REAP:
		if (process->life != EXITED)
			return EINVAL;
		process->life = REAPED;
		return 0;
	default:
		return do_by_socket(step);
	}
}

int
model_step(const struct step *step)
{
	int error;

	world.current = (uint8_t)step->who;
	if (world.process[step->who].life == UNBORN)
		world.process[step->who].life = ALIVE;
	error = do_by_process(step);
	compact();
	world.current = 0;
	return error;
}

/* ---- The system calls that the library makes */

int
model_acceptconn(void)
{
	return kernel.release[model.release].acceptconn;
}

int
model_family(const struct socket *socket)
{
	switch (socket->kind) {
	case TCP4:
	case UDP:
	case ICMP:
	case RAW:
		return AF_INET;
	case TCP6:
	case UDP6:
	case ICMP6:
		return AF_INET6;
	case ROUTE:
		return 17;
	case OROUTE:
		return 34;
	case NETLINK:
		return 16;
	case BLUETOOTH:
		return 31;
	default:
		return AF_UNIX;
	}
}

/*
 * On several systems such a socket takes level 0 for IPPROTO_IP.  It then
 * succeeds for options that are meant for a Unix-domain socket.
 */
int
model_is_ip4(const struct socket *socket)
{
	return model_family(socket) == AF_INET;
}

/* Every system call begins with this, which counts it. */
int
model_enter(enum call call, int fd)
{
	const struct socket *socket = model_socket(fd);

	model.calls++;
	model.asked[call]++;
	if (socket == NULL)
		return EBADF;
	if (socket->kind == REGULAR_FILE || socket->kind == PIPE_READ ||
	    socket->kind == PIPE_WRITE)
		return ENOTSOCK;
	return 0;
}

/*
 * Every answer ends with this: write as much of it as fits, poison after it,
 * and the length that the kernel reports.  With ERANGE Linux may also report
 * the length that is needed (sock_getsockopt() in net/core/sock.c).
 */
static int
leave(enum call call, int error, const void *answer, socklen_t size,
    void *value, socklen_t *len)
{
	socklen_t room = *len;

	if (error != 0) {
		if (error == ERANGE && size > 0)
			*len = size;
		errno = error;
		return -1;
	}
	*len = size;
	if (room > MOST_ANSWER)
		room = MOST_ANSWER;
	if (call == GETSOCKOPT && model.written != ALL) {
		memcpy(value, answer, model.written);
		return 0;
	}
	/* An empty answer does not change the buffer: see bsd-rules.h. */
	if (size > 0)
		memset(value, POISON, room);
	memcpy(value, answer, size < room ? size : room);
	return 0;
}

/* 0 can be a descriptor, too: PEER has it. */
int
model_pidfd(struct record record)
{
	model.objects++;
	return (record.pid - 1 + ROLES - PEER) % ROLES;
}

enum role
model_pidfd_role(int pidfd)
{
	return (enum role)((pidfd + PEER) % ROLES);
}

int
model_close(int fd)
{
	if (fd < 0 || fd >= ROLES) {
		errno = EBADF;
		return -1;
	}
	model.objects--;
	errno = E2BIG;
	return 0;
}

int
getsockopt(int fd, int level, int option, void *restrict value,
    socklen_t *restrict len)
{
	static unsigned char answer[MOST_ANSWER];
	const struct socket *socket;
	socklen_t size = 0;
	int error, listens;

	memset(answer, 0, 512);
	model.room = *len;
	model.written = ALL;
	error = model_enter(GETSOCKOPT, fd);
	socket = model_socket(fd);
	if (error != 0)
		return leave(GETSOCKOPT, error, answer, size, value, len);
	if (level != SOL_SOCKET || option != SO_ACCEPTCONN) {
		error = kernel.getsockopt(socket, level, option, answer, &size);
	} else if (model_acceptconn() == 0) {
		error = ENOPROTOOPT;
	} else {
		listens = socket->listens ? model_acceptconn() : 0;
		memcpy(answer, &listens, sizeof(listens));
		size = sizeof(listens);
	}
	return leave(GETSOCKOPT, error, answer, size, value, len);
}

static socklen_t
name_of(const struct socket *socket, struct sockaddr_un *address)
{
	memset(address, 0, sizeof(*address));
	if (socket == NULL)
		return 0;
	address->sun_family = (sa_family_t)model_family(socket);
	/* A port and an address are in the place of a path. */
	if (address->sun_family != AF_UNIX) {
		memset(address->sun_path, 1, sizeof(struct sockaddr) -
		    offsetof(struct sockaddr_un, sun_path));
		return sizeof(struct sockaddr);
	}
	if (socket->name == 0)
		return kernel.unnamed();
	strcpy(address->sun_path, "/run/a");
	address->sun_path[5] = (char)('a' + socket->name - 1);
	return offsetof(struct sockaddr_un, sun_path) + sizeof("/run/a");
}

int
getsockname(int fd, struct sockaddr *restrict name, socklen_t *restrict len)
{
	const struct socket *socket = model_socket(fd);
	struct sockaddr_un address;
	socklen_t size;
	int error;

	error = model_enter(GETSOCKNAME, fd);
	size = name_of(socket, &address);
	/* sock_no_getname() in Linux's net/core/sock.c */
	if (error == 0 && socket->kind == NO_NAME)
		error = EOPNOTSUPP;
	return leave(GETSOCKNAME, error, &address, size, name, len);
}

int
getpeername(int fd, struct sockaddr *restrict name, socklen_t *restrict len)
{
	const struct socket *socket = model_socket(fd);
	struct sockaddr_un address;
	socklen_t size;
	int error;

	model.name_room = *len;
	error = model_enter(GETPEERNAME, fd);
	size = name_of(socket, &address);
	if (error == 0)
		error = kernel.getpeername(socket);
	return leave(GETPEERNAME, error, &address, size, name, len);
}
