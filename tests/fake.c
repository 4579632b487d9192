/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The system calls of the fake kernels; the linker prefers them to libc's. */

#undef _GNU_SOURCE
#define _DEFAULT_SOURCE	1

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "fake.h"

struct fake fake;

enum { MOST_ANSWER = 512 };

enum who
fake_who(enum kind kind)
{
	switch (kind) {
	case CONNECTING:
	case PEER_CLOSED_US:
	case HOSTILE:
	case BOUND_CLIENT:
		return SERVER;
	case PAIR:
	case DGRAM_PAIR:
		return CREATOR;
	default:
		return PEER;
	}
}

enum kind
fake_kind(int fd)
{
	enum kind kind = fd < 100 ? CLOSED : (enum kind)(fd - 100);

	if (fake.listen_after == 0 || fake.calls <= fake.listen_after)
		return kind;
	return kind == BOUND ? LISTENING :
	    kind == PEER_CLOSED && kernel.relistens ? RELISTENING : kind;
}

static int
family_of(enum kind kind)
{
	switch (kind) {
	case TCP4:
	case UDP:
	case ICMP:
		return AF_INET;
	case TCP6:
		return AF_INET6;
	case BLUETOOTH:
		return 31;
	default:
		return AF_UNIX;
	}
}

/* An accepted socket has inherited the listening socket's name. */
static int
is_named(enum kind kind)
{
	return kind == BOUND || kind == LISTENING || kind == RELISTENING ||
	    kind == ACCEPTED ||
	    kind == PEER_CLOSED || kind == PEER_REAPED ||
	    kind == OTHER_PIDNS || kind == BOUND_CLIENT ||
	    kind == BOUND_ACCEPTED ||
	    kind == SEQ_LISTENING || kind == SEQ_ACCEPTED;
}

static int
goes_wrong(enum call call)
{
	return fake.asked[call] > fake.spare[call];
}

/* Every call begins so: it is counted, and may have been told to fail. */
int
fake_begin(enum call call, int fd)
{
	fake.calls++;
	fake.asked[call]++;
	if (fake.error[call] != 0 && goes_wrong(call))
		return fake.error[call];
	switch (fake_kind(fd)) {
	case CLOSED:
		return EBADF;
	case REGULAR_FILE:
	case PIPE:
		return ENOTSOCK;
	default:
		return 0;
	}
}

/*
 * And every answer ends so: as much of it as there is room for, poison behind
 * it, and the length that the kernel makes of it.  Linux may also tell the
 * length that would do, with ERANGE (sock_getsockopt() in net/core/sock.c).
 */
static int
end(enum call call, int error, const void *answer, socklen_t size, void *value,
    socklen_t *len)
{
	socklen_t room = *len, truly = size;

	if (fake.length[call] != TRULY && goes_wrong(call))
		size = (socklen_t)fake.length[call];
	if (error != 0) {
		if (error == ERANGE && truly > 0)
			*len = size;
		errno = error;
		return -1;
	}
	if (fake.silent[call] && goes_wrong(call))
		return 0;
	if (call == GETSOCKOPT)
		fake.size = fake.asked[call] == 1 || fake.size == truly ?
		    truly : NO_SIZE;
	*len = size;
	if (room > MOST_ANSWER)
		room = MOST_ANSWER;
	if (call == GETSOCKOPT && fake.written != ALL) {
		memcpy(value, answer, fake.written);
		return 0;
	}
	/* An answer of no bytes leaves the buffer alone: see ip_options(). */
	memset(value, fake.poison, truly > 0 ? room : 0);
	memcpy(value, answer, size < room ? size : room);
	return 0;
}

/* 0 is a descriptor, too: that of the last process. */
int
fake_pidfd(enum who who)
{
	fake.objects++;
	return PROCESSES - 1 - (int)who;
}

int
fake_close(int fd)
{
	if (fd < 0 || fd >= PROCESSES) {
		errno = EBADF;
		return -1;
	}
	fake.objects--;
	errno = E2BIG;
	return 0;
}

/* For .knows_acceptconn: sogetopt() and its like in uipc_socket.c. */
int
fake_always(void)
{
	return 1;
}

int
fake_never(void)
{
	return 0;
}

/* For .liar. */
enum who
fake_self(enum kind kind)
{
	(void)kind;
	return SELF;
}

enum who
fake_peer(enum kind kind)
{
	(void)kind;
	return PEER;
}

int
getsockopt(int fd, int level, int option, void *restrict value,
    socklen_t *restrict len)
{
	unsigned char answer[MOST_ANSWER];
	socklen_t size = 0;
	int error, listens;

	memset(answer, 0, sizeof(answer));
	fake.room = *len;
	fake.written = ALL;
	error = fake_begin(GETSOCKOPT, fd);
	if (error == 0 && level == SOL_SOCKET && option == SO_ACCEPTCONN &&
	    !kernel.knows_acceptconn()) {
		error = ENOPROTOOPT;
	} else if (error == 0 && level == SOL_SOCKET &&
	    option == SO_ACCEPTCONN) {
		listens = fake_kind(fd) == LISTENING ||
		    fake_kind(fd) == SEQ_LISTENING ||
		    fake_kind(fd) == RELISTENING ? kernel.acceptconn : 0;
		memcpy(answer, &listens, sizeof(listens));
		size = sizeof(listens);
	} else if (error == 0) {
		error = kernel.getsockopt(fake_kind(fd), level, option, answer,
		    &size);
	}
	return end(GETSOCKOPT, error, answer, size, value, len);
}

int
getsockname(int fd, struct sockaddr *restrict name, socklen_t *restrict len)
{
	struct sockaddr_un address;
	socklen_t size;
	enum kind kind = fake_kind(fd);
	int error;

	memset(&address, 0, sizeof(address));
	address.sun_family = (sa_family_t)family_of(kind);
	size = address.sun_family != AF_UNIX ? sizeof(struct sockaddr) :
	    kernel.unnamed;
	/* A port and an address stand where a path would. */
	if (address.sun_family != AF_UNIX)
		memset(address.sun_path, 1, size);
	if (is_named(kind)) {
		strcpy(address.sun_path, "/run/daemon");
		size = offsetof(struct sockaddr_un, sun_path) +
		    sizeof("/run/daemon");
	}
	error = fake_begin(GETSOCKNAME, fd);
	/* sock_no_getname() in Linux's net/core/sock.c */
	if (error == 0 && kind == NO_NAME)
		error = EOPNOTSUPP;
	return end(GETSOCKNAME, error, &address, size, name, len);
}

int
getpeername(int fd, struct sockaddr *restrict name, socklen_t *restrict len)
{
	struct sockaddr_un address;
	enum kind kind = fake_kind(fd);
	int error;

	/* The BSDs forget "connected" when the peer closes: not to be asked. */
	if (kernel.getpeername == NULL)
		abort();
	fake.name_room = *len;
	memset(&address, 0, sizeof(address));
	address.sun_family = (sa_family_t)family_of(kind);
	error = fake_begin(GETPEERNAME, fd);
	if (error == 0)
		error = kernel.getpeername(kind);
	return end(GETPEERNAME, error, &address, address.sun_family != AF_UNIX ?
	    sizeof(struct sockaddr) : kernel.unnamed, name, len);
}
