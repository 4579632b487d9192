/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Linux, as 6.18 answered, and as sock_getsockopt(), of late sk_getsockopt(),
 * in net/core/sock.c reads.
 */

#include <config.h>

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "fake.h"

/*
 * What becomes of the handle of a peer that was waited for: EINVAL
 * (pidfd_prepare() in kernel/fork.c), for a time ESRCH (dbus-broker's issue
 * 427), and since 6.16 no error (prepare_peercred() in net/unix/af_unix.c).
 * FREEBSD is its emulation of Linux: sys/compat/linux/linux_socket.c.
 */
enum {
	LINUX_6_16, LINUX_6_12, LINUX_6_5, LINUX_4_13, LINUX_4_12, FREEBSD,
	RELEASES
};

/* The headers may be older than the kernel. */
#ifndef SO_PEERGROUPS
#define SO_PEERGROUPS	59
#endif
#ifndef SO_PEERPIDFD
#define SO_PEERPIDFD	77
#endif

/*
 * Whatever the family: a listening socket has those of unix_listen()'s caller
 * (net/unix/af_unix.c), Bluetooth those of bt_sock_alloc()'s
 * (net/bluetooth/af_bluetooth.c).
 */
static const struct identity *
linux_peer(enum kind kind)
{
	switch (kind) {
	case CONNECTING:
	case ACCEPTED:
	case PEER_CLOSED:
	case PEER_CLOSED_US:
	case PEER_REAPED:
	case PAIR:
	case SEQ_ACCEPTED:
	case DGRAM_PAIR:
	case OTHER_PIDNS:
	case HOSTILE:
	case BOUND_CLIENT:
	case BOUND_ACCEPTED:
		return &fake.process[fake_who(kind)];
	case LISTENING:
	case SEQ_LISTENING:
	case RELISTENING:
	case BLUETOOTH:
		return &fake.process[SELF];
	default:
		return NULL;
	}
}

/* cred_to_ucred(): 0, -1, -1 is no credentials, and still a success. */
static int
peercred(enum kind kind, void *answer, socklen_t *size)
{
	const struct identity *who = linux_peer(kind);
	struct ucred *cred = answer;

	*size = sizeof(*cred);
	if (who == NULL) {
		cred->pid = 0;
		cred->uid = (uid_t)-1;
		cred->gid = (gid_t)-1;
		return 0;
	}
	/* pid_vnr(): outside our pid namespace it has no number. */
	cred->pid = kind == OTHER_PIDNS ? 0 : who->pid;
	cred->uid = who->euid;
	cred->gid = who->egid;
	return 0;
}

static int
peergroups(enum kind kind, void *answer, socklen_t *size)
{
	const struct identity *who = linux_peer(kind);

	if (fake.release == LINUX_4_12)
		return ENOPROTOOPT;
	if (who == NULL)
		return ENODATA;
	*size = (socklen_t)((size_t)who->ngroups * sizeof(gid_t));
	memcpy(answer, who->groups, *size);
	if (fake.release == FREEBSD) {
		/* Cut off; the effective one is counted, and not written. */
		fake.written = 16 * sizeof(gid_t) < *size ?
		    16 * sizeof(gid_t) : *size;
		*size = fake.written + sizeof(gid_t);
		return 0;
	}
	return fake.room < *size ? ERANGE : 0;
}

/* A descriptor is made, whatever becomes of its number. */
static int
peerpidfd(enum kind kind, void *answer, socklen_t *size)
{
	const struct identity *who = linux_peer(kind);
	int pidfd;

	if (fake.release >= LINUX_4_13)
		return ENOPROTOOPT;
	if (who == NULL)
		return ENODATA;
	if (kind == PEER_REAPED && fake.release != LINUX_6_16)
		return fake.release == LINUX_6_12 ? ESRCH : EINVAL;
	pidfd = fake_pidfd((enum who)(who - fake.process));
	memcpy(answer, &pidfd, sizeof(pidfd));
	*size = fake.room < sizeof(pidfd) ? fake.room : sizeof(pidfd);
	return 0;
}

static int
linux_getsockopt(enum kind kind, int level, int option, void *answer,
    socklen_t *size)
{
	if (level != SOL_SOCKET)
		return ENOPROTOOPT;
	switch (option) {
	case SO_PEERCRED:
		return peercred(kind, answer, size);
	case SO_PEERGROUPS:
		return peergroups(kind, answer, size);
	case SO_PEERPIDFD:
		return peerpidfd(kind, answer, size);
	default:
		return ENOPROTOOPT;
	}
}

/*
 * Unmoved by a peer's close; there is none of a listener (unix_getname() in
 * net/unix/af_unix.c).
 */
static int
linux_getpeername(enum kind kind)
{
	switch (kind) {
	case NO_NAME:
		return EOPNOTSUPP;
	case ICMP:
	case UNCONNECTED:
	case BOUND:
	case LISTENING:
	case SEQ_UNCONNECTED:
	case SEQ_LISTENING:
	case RELISTENING:
	case DGRAM_UNBOUND:
		return ENOTCONN;
	default:
		return 0;
	}
}

static int
linux_tells(enum kind kind)
{
	int flags;

	flags = (fake.release == LINUX_4_12 ? GROUPS_UNKNOWN : 0) |
	    (fake.release >= LINUX_4_13 ? PIDFD_UNKNOWN : 0) |
	    (fake.release == FREEBSD ? GROUPS_BAD : 0);
	switch (kind) {
	case OTHER_PIDNS:
		return NO_PID | flags;
	case PEER_REAPED:
		return TOLD | flags |
		    (fake.release == LINUX_6_16 ? 0 : PIDFD_GONE);
	case LISTENING:
	case SEQ_LISTENING:
	case RELISTENING:
	case BLUETOOTH:
		return RAW_LIES;
	default:
		return TOLD | flags;
	}
}

const struct kernel kernel = {
	.name = "linux",
	.releases = RELEASES,
	.has_ucred = 1,
	.has_groups = HAVE_DECL_SO_PEERGROUPS,
	.has_pidfd = HAVE_DECL_SO_PEERGROUPS,
	.calls = 2,
	.calls_with_pid = 2,
	.calls_for_groups = 3,
	.most_groups = 65537,
	.unknown_option = ENOPROTOOPT,
	.unnamed = offsetof(struct sockaddr_un, sun_path),
	.liar = fake_self,
	.acceptconn = 1,
	.knows_acceptconn = fake_always,
	.tells = linux_tells,
	.getsockopt = linux_getsockopt,
	.getpeername = linux_getpeername,
};
