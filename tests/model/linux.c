/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Linux: net/unix/af_unix.c, and sock_getsockopt(), later sk_getsockopt(), in
 * net/core/sock.c.
 */

#include <config.h>

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

/*
 * They differ in the result of SO_PEERPIDFD for a peer that was waited for:
 * EINVAL (pidfd_prepare() in kernel/fork.c), for a time ESRCH (dbus-broker's
 * issue 427), and since 6.16 success (prepare_peercred() in
 * net/unix/af_unix.c).  FREEBSD is its emulation of Linux:
 * sys/compat/linux/linux_socket.c.
 *
 * A kernel with a security module that labels, without a policy, is a release
 * of its own.
 */
enum {
	LINUX_SELINUX, LINUX_APPARMOR, LINUX_7_2, LINUX_6_18, LINUX_6_16,
	LINUX_6_12, LINUX_6_5, LINUX_6_1,
	LINUX_5_10, LINUX_4_13, LINUX_4_12, FREEBSD
};

/* A library built with such headers reports less than the recording. */
#define RECORDED(name)	(HAVE_DECL_SO_PEERGROUPS ? name : NULL)

static const struct release releases[] = {
	[LINUX_SELINUX] = { "7.2-selinux", RECORDED("linux-7.2-selinux"), 0,
	    1 },
	[LINUX_APPARMOR] = { "7.2-apparmor", RECORDED("linux-7.2"), 1, 1 },
	[LINUX_7_2] = { "7.2", NULL, 1, 1 },
	[LINUX_6_18] = { "6.18", RECORDED("linux-6.18"), 1, 1 },
	[LINUX_6_16] = { "6.16", RECORDED("linux-6.16"), 0, 1 },
	[LINUX_6_12] = { "6.12", RECORDED("linux-6.12"), 1, 1 },
	[LINUX_6_5] = { "6.5", NULL, 1, 1 },
	[LINUX_6_1] = { "6.1", RECORDED("linux-6.1"), 1, 1 },
	[LINUX_5_10] = { "5.10", RECORDED("linux-5.10"), 0, 1 },
	[LINUX_4_13] = { "4.13", NULL, 1, 1 },
	[LINUX_4_12] = { "4.12", NULL, 1, 1 },
	[FREEBSD] = { "freebsd", NULL, 1, 1 },
	{ NULL, NULL, 0, 0 }
};

/* The headers may be older than the kernel. */
#ifndef SO_PEERGROUPS
#define SO_PEERGROUPS	59
#endif
#ifndef SO_PEERPIDFD
#define SO_PEERPIDFD	77
#endif

/* ---- What is refused */

/* A name inherited by accept(2) counts, but the file is checked first. */
static int
linux_may_bind(const struct socket *socket, int name_is_taken)
{
	return socket->name != 0 && !name_is_taken ? EINVAL : 0;
}

/* Before 5.14 unix_bind() leaves a file if the socket already has a name. */
static int
linux_leaves_file(void)
{
	return model.release >= LINUX_5_10 && model.release <= LINUX_4_12;
}

static int
linux_may_accept(const struct socket *socket)
{
	return socket->type == DGRAM ? EOPNOTSUPP : 0;
}

/*
 * A socket stays connected for ever: a peer's close changes nothing.  In 6.16
 * prepare_peercred() overwrites the error in unix_listen(), which returns 0.
 */
static int
linux_may_listen(const struct socket *socket)
{
	if (socket->name == 0)
		return EINVAL;
	if (socket->phase != FRESH)
		return model.release == LINUX_6_16 ? NO_EFFECT : EINVAL;
	return 0;
}

/*
 * unix_may_send(): the other socket may be connected to a third one, which may
 * have closed.
 */
static int
linux_may_connect(const struct socket *socket, const struct socket *target)
{
	if (target == NULL || target->type != socket->type)
		return 0;
	if (socket->type == DGRAM)
		return target->peer == 0 || (target->peer != CLOSED_PEER &&
		    &world.socket[target->peer - 1] == socket) ? 0 : EPERM;
	if (!target->listens || target->shut)
		return ECONNREFUSED;
	return socket->listens ? EINVAL : socket->phase != FRESH ? EISCONN : 0;
}

static int
linux_disconnects(const struct socket *socket)
{
	return socket->type == DGRAM ? 0 : EINVAL;
}

/* ---- What is recorded: init_peercred() and copy_peercred() */

static void
linux_on_pair(struct socket *a, struct socket *b)
{
	a->cred = b->cred = model_caller();
	a->flags = b->flags = OF_PEER;
}

/* At each call of listen(2). */
static void
linux_on_listen(struct socket *socket)
{
	socket->cred = model_caller();
	socket->flags = OWN;
}

static void
linux_on_connect(struct socket *client, struct socket *listener,
    struct socket *accepted)
{
	accepted->cred = model_caller();
	client->cred = listener->cred;
	accepted->flags = client->flags = OF_PEER;
}

/* ---- What is answered */

/*
 * For every family.  A listening socket has the ids of unix_listen()'s caller,
 * Bluetooth those of bt_sock_alloc()'s (net/bluetooth/af_bluetooth.c).
 */
static int
is_recorded(const struct socket *socket, struct record *record)
{
	*record = socket->kind == BLUETOOTH ? socket->creator : socket->cred;
	return socket->kind == BLUETOOTH || socket->flags != 0;
}

/*
 * cred_to_ucred(): without credentials it returns 0, -1, -1, and success.
 * pid_vnr(): a process outside our pid namespace has no process id.
 */
static int
peercred(const struct socket *socket, void *answer, socklen_t *size)
{
	struct ucred *cred = answer;
	struct identity peer;
	struct record record;

	*size = sizeof(*cred);
	if (!is_recorded(socket, &record)) {
		cred->pid = 0;
		cred->uid = (uid_t)-1;
		cred->gid = (gid_t)-1;
		return 0;
	}
	peer = model_identity(record);
	cred->pid = peer.pid;
	cred->uid = peer.euid;
	cred->gid = peer.egid;
	return 0;
}

static int
ascending(const void *a, const void *b)
{
	gid_t x = *(const gid_t *)a, y = *(const gid_t *)b;

	return (x > y) - (x < y);
}

/* groups_sort() in kernel/groups.c; duplicates are kept. */
static int
peergroups(const struct socket *socket, void *answer, socklen_t *size)
{
	struct record record;
	size_t count;

	if (model.release == LINUX_4_12)
		return ENOPROTOOPT;
	if (!is_recorded(socket, &record))
		return ENODATA;
	count = (size_t)model_identity(record).ngroups;
	*size = (socklen_t)(count * sizeof(gid_t));
	memcpy(answer, model_groups_of(record), *size);
	qsort(answer, count, sizeof(gid_t), ascending);
	if (model.release == FREEBSD) {
		/* Cut off; the effective group is counted, but not written. */
		model.written = 16 * sizeof(gid_t) < *size ?
		    16 * sizeof(gid_t) : *size;
		*size = model.written + sizeof(gid_t);
		return 0;
	}
	return model.room < *size ? ERANGE : 0;
}

/* The descriptor is made even if its number does not fit. */
static int
peerpidfd(const struct socket *socket, void *answer, socklen_t *size)
{
	struct record record;
	int pidfd;

	if (model.release >= LINUX_6_1)
		return ENOPROTOOPT;
	if (!is_recorded(socket, &record))
		return ENODATA;
	if (world.process[record.pid - 1].life == REAPED &&
	    model.release > LINUX_6_16)
		return model.release == LINUX_6_12 ? ESRCH : EINVAL;
	pidfd = model_pidfd(record);
	memcpy(answer, &pidfd, sizeof(pidfd));
	*size = model.room < sizeof(pidfd) ? model.room : sizeof(pidfd);
	return 0;
}

/* For a socket that has a peer; SELinux labels no datagrams. */
static const char *
linux_label(const struct socket *socket)
{
	if (model.release == LINUX_SELINUX)
		return socket->type == DGRAM ? NULL : "kernel";
	return model.release == LINUX_APPARMOR ? "unconfined" : NULL;
}

/*
 * SELinux counts the NUL, and also has a label for a socket without a peer, but
 * none for datagrams (selinux_socket_getpeersec_stream() in
 * security/selinux/hooks.c).
 * AppArmor counts none (apparmor_socket_getpeersec_stream() in
 * security/apparmor/lsm.c).
 */
static int
peersec(const struct socket *socket, void *answer, socklen_t *size)
{
	const char *label = NULL;

	if (socket->flags == OF_PEER)
		label = linux_label(socket);
	else if (model.release == LINUX_SELINUX && (socket->kind == TCP4 ||
	    socket->kind == TCP6 || (socket->kind == LOCAL &&
	    socket->type != DGRAM)))
		label = "unlabeled";
	if (label == NULL)
		return ENOPROTOOPT;
	*size = (socklen_t)strlen(label) + (model.release == LINUX_SELINUX);
	memcpy(answer, label, *size);
	return model.room < *size ? ERANGE : 0;
}

static int
linux_getsockopt(const struct socket *socket, int level, int option,
    void *answer, socklen_t *size)
{
	if (level != SOL_SOCKET)
		return ENOPROTOOPT;
	switch (option) {
	case SO_PEERCRED:
		return peercred(socket, answer, size);
	case SO_PEERGROUPS:
		return peergroups(socket, answer, size);
	case SO_PEERPIDFD:
		return peerpidfd(socket, answer, size);
	case SO_PEERSEC:
		return peersec(socket, answer, size);
	default:
		return ENOPROTOOPT;
	}
}

/* unix_getname(): works after the peer has closed, not for a listener. */
static int
linux_getpeername(const struct socket *socket)
{
	if (socket->kind == NO_NAME)
		return EOPNOTSUPP;
	return socket->kind != BLUETOOTH && socket->phase == FRESH ?
	    ENOTCONN : 0;
}

static int
linux_groups_error(void)
{
	return model.release == LINUX_4_12 ? ENOSYS :
	    model.release == FREEBSD ? EINVAL : 0;
}

static int
linux_pidfd_error(struct record record)
{
	return model.release >= LINUX_6_1 ? ENOSYS :
	    world.process[record.pid - 1].life == REAPED &&
	    model.release > LINUX_6_16 ? ESRCH : 0;
}

static socklen_t
linux_unnamed(void)
{
	return offsetof(struct sockaddr_un, sun_path);
}

const struct kernel kernel = {
	.name = "linux",
	.release = releases,
	.unnamed = linux_unnamed,
	.may_bind = linux_may_bind,
	.leaves_file = linux_leaves_file,
	.may_listen = linux_may_listen,
	.may_connect = linux_may_connect,
	.may_accept = linux_may_accept,
	.disconnects = linux_disconnects,
	.on_pair = linux_on_pair,
	.on_listen = linux_on_listen,
	.on_connect = linux_on_connect,
	.keeps_peer = 1,
	.getsockopt = linux_getsockopt,
	.getpeername = linux_getpeername,
	.has_ucred = 1,
	.has_groups = HAVE_DECL_SO_PEERGROUPS,
	.has_pidfd = HAVE_DECL_SO_PEERGROUPS,
	.has_label = HAVE_DECL_SO_PEERGROUPS,
	.calls = 2,
	.calls_with_pid = 2,
	.calls_for_groups = 3,
	.foreign_answers = 1U << BLUETOOTH,
	.groups_error = linux_groups_error,
	.pidfd_error = linux_pidfd_error,
	.label = linux_label,
};
