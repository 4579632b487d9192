/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Solaris and illumos, by the source of illumos: getpeerucred() in
 * usr/src/uts/common/syscall/ucredsys.c, and for sockets sotpi_ioctl() in
 * usr/src/uts/common/fs/sockfs/socktpi.c.
 */

#include <config.h>

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <ucred.h>

#include "model.h"

#undef malloc
#undef free

static const struct release releases[] = {
	{ "illumos", NULL, 0, 1 },
	{ NULL, NULL, 0, 0 }
};

/* ---- What is refused */

static int
solaris_may_bind(const struct socket *socket, int name_is_taken)
{
	(void)name_is_taken;
	return socket->name != 0 ? EINVAL : 0;
}

/* sotpi_listen(). */
static int
solaris_may_listen(const struct socket *socket)
{
	return socket->name == 0 || socket->phase == CONNECTED ? EINVAL : 0;
}

/* sotpi_connect(). */
static int
solaris_may_connect(const struct socket *socket, const struct socket *target)
{
	(void)target;
	if (socket->listens)
		return EOPNOTSUPP;
	return socket->type != DGRAM && socket->phase == CONNECTED ?
	    EISCONN : 0;
}

static int
solaris_disconnects(const struct socket *socket)
{
	return socket->type == DGRAM ? 0 : EAFNOSUPPORT;
}

/* ---- What is recorded */

static void
solaris_on_pair(struct socket *a, struct socket *b)
{
	if (a->type == DGRAM)
		return;
	a->cred = b->cred = model_caller();
	a->flags = b->flags = OF_PEER;
}

/* A client gets those of the endpoint: te_credp in uts/common/io/tl.c. */
static void
solaris_on_connect(struct socket *client, struct socket *listener,
    struct socket *accepted)
{
	accepted->cred = model_caller();
	client->cred = listener->creator;
	accepted->flags = client->flags = OF_PEER;
}

/*
 * The ids of a peer that has closed are forgotten: soisdisconnected() in
 * usr/src/uts/common/fs/sockfs/sockstr.c.
 */
static void
solaris_on_disconnect(struct socket *socket)
{
	memset(&socket->cred, 0, sizeof(socket->cred));
	socket->flags = 0;
}

/* ---- What is answered */

static socklen_t
solaris_unnamed(void)
{
	return 0;
}

static int
solaris_getsockopt(const struct socket *socket, int level, int option,
    void *answer, socklen_t *size)
{
	int domain;

	if (level != SOL_SOCKET || option != SO_DOMAIN)
		return ENOPROTOOPT;
	domain = socket->kind == NO_NAME ? 31 : model_family(socket);
	memcpy(answer, &domain, sizeof(domain));
	*size = sizeof(domain);
	return 0;
}

static int
solaris_getpeername(const struct socket *socket)
{
	return socket->phase == CONNECTED ? 0 : ENOTCONN;
}

const struct kernel kernel = {
	.name = "solaris",
	.release = releases,
	.unnamed = solaris_unnamed,
	.may_bind = solaris_may_bind,
	.may_listen = solaris_may_listen,
	.may_connect = solaris_may_connect,
	.disconnects = solaris_disconnects,
	.on_pair = solaris_on_pair,
	.on_connect = solaris_on_connect,
	.on_disconnect = solaris_on_disconnect,
	.getsockopt = solaris_getsockopt,
	.getpeername = solaris_getpeername,
	.has_peerucred = 1,
	.has_groups = 1,
	.calls = 2,
	.calls_with_pid = 2,
	.calls_for_groups = 2,
	.foreign_answers = 1U << PIPE_READ | 1U << PIPE_WRITE | 1U << TCP4 |
	    1U << TCP6,
};

/* ---- libc */

struct ucred_s {
	struct identity	identity;
	gid_t		groups[1024];
};

void *
fake_malloc(size_t size)
{
	model.blocks++;
	return malloc(size);
}

/* errno may change here, as free(3) may change it. */
void
fake_free(void *block)
{
	model.blocks -= block != NULL;
	free(block);
	errno = E2BIG;
}

/*
 * Loopback TCP and a FIFO have a peer, too, and succeed (getpeerucred(3C)).  A
 * seqpacket is a stream with marks (ticotsord in
 * usr/src/cmd/cmd-inet/etc/sock2path).
 */
static int
peer_of(const struct socket *socket, struct record *record)
{
	switch (socket->kind) {
	case PIPE_READ:
	case PIPE_WRITE:
		*record = socket->creator;
		return 0;
	case TCP4:
	case TCP6:
		*record = socket->creator;
		return socket->phase == CONNECTED ? 0 : ENOTCONN;
	case LOCAL:
		*record = socket->cred;
		return socket->type == DGRAM ? ENOTSUP :
		    socket->flags & OF_PEER ? 0 : ENOTCONN;
	default:
		return ENOTSUP;
	}
}

int
getpeerucred(int fd, ucred_t **cred)
{
	struct record record;
	int error;

	error = model_enter(GETPEERUCRED, fd);
	if (error == 0 || error == ENOTSOCK)
		error = peer_of(model_socket(fd), &record);
	if (error != 0) {
		errno = error;
		return -1;
	}
	if (*cred == NULL) {
		*cred = calloc(1, sizeof(**cred));
		model.objects++;
	}
	(*cred)->identity = model_identity(record);
	memcpy((*cred)->groups, model_groups_of(record),
	    (size_t)(*cred)->identity.ngroups * sizeof(gid_t));
	return 0;
}

void
ucred_free(ucred_t *cred)
{
	model.objects--;
	memset(cred, 0x5a, sizeof(*cred));
	free(cred);
	errno = E2BIG;
}

size_t
ucred_size(void)
{
	return sizeof(struct ucred_s);
}

#define ACCESSOR(type, name, member) \
	type name(const ucred_t *cred) { return cred->identity.member; }

ACCESSOR(uid_t, ucred_getruid, ruid)
ACCESSOR(uid_t, ucred_geteuid, euid)
ACCESSOR(uid_t, ucred_getsuid, suid)
ACCESSOR(gid_t, ucred_getrgid, rgid)
ACCESSOR(gid_t, ucred_getegid, egid)
ACCESSOR(gid_t, ucred_getsgid, sgid)
ACCESSOR(pid_t, ucred_getpid, pid)
ACCESSOR(zoneid_t, ucred_getzoneid, zone)

/*
 * The list is inside the object, and NULL if it is empty
 * (usr/src/lib/libc/port/gen/ucred.c).
 */
int
ucred_getgroups(const ucred_t *cred, const gid_t **groups)
{
	*groups = cred->identity.ngroups > 0 ? cred->groups : NULL;
	return cred->identity.ngroups;
}
