/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Solaris and illumos, as the latter reads: getpeerucred() in
 * usr/src/uts/common/syscall/ucredsys.c, and for sockets sotpi_ioctl() in
 * usr/src/uts/common/fs/sockfs/socktpi.c.
 */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <ucred.h>

#include "fake.h"

#undef malloc
#undef free

void *
fake_malloc(size_t size)
{
	if (fake.fail_malloc) {
		errno = ENOMEM;
		return NULL;
	}
	fake.blocks++;
	return malloc(size);
}

/* errno may change here, as free(3) may change it. */
void
fake_free(void *block)
{
	fake.blocks -= block != NULL;
	free(block);
	errno = E2BIG;
}

struct ucred_s {
	struct identity	identity;
};

static int
solaris_tells(enum kind kind)
{
	switch (kind) {
	case PIPE:
	case TCP4:
	case TCP6:
		return RAW_LIES;
	case PEER_CLOSED:
	case PEER_CLOSED_US:
	case PEER_REAPED:
	case SEQ_ACCEPTED:
	case DGRAM_PAIR:
		return 0;
	default:
		return TOLD;
	}
}

static int
solaris_getsockopt(enum kind kind, int level, int option, void *answer,
    socklen_t *size)
{
	int domain;

	if (level != SOL_SOCKET || option != SO_DOMAIN)
		return ENOPROTOOPT;
	switch (kind) {
	case TCP4:
	case UDP:
	case ICMP:
		domain = AF_INET;
		break;
	case TCP6:
		domain = AF_INET6;
		break;
	case BLUETOOTH:
	case NO_NAME:
		domain = 31;
		break;
	default:
		domain = AF_UNIX;
		break;
	}
	memcpy(answer, &domain, sizeof(domain));
	*size = sizeof(domain);
	return 0;
}

const struct kernel kernel = {
	.name = "solaris",
	.releases = 1,
	.has_peerucred = 1,
	.has_groups = 1,
	.calls = 2,
	.calls_with_pid = 2,
	.calls_for_groups = 2,
	.most_groups = 1025,
	.unknown_option = ENOPROTOOPT,
	.unnamed = 0,
	.liar = fake_peer,
	.knows_acceptconn = fake_always,
	.tells = solaris_tells,
	.getsockopt = solaris_getsockopt,
};

/*
 * Loopback TCP answers (getpeerucred(3C)); what has closed is forgotten
 * (soisdisconnected() in usr/src/uts/common/fs/sockfs/sockstr.c).
 */
static int
errno_of(enum kind kind)
{
	switch (kind) {
	case REGULAR_FILE:
	case UDP:
	case ICMP:
	case BLUETOOTH:
	case NO_NAME:
	case SEQ_UNCONNECTED:
	case SEQ_LISTENING:
	case SEQ_ACCEPTED:
	case DGRAM_UNBOUND:
	case DGRAM_CONNECTED:
	case DGRAM_PAIR:
		return ENOTSUP;
	case UNCONNECTED:
	case BOUND:
	case LISTENING:
	case RELISTENING:
	case PEER_CLOSED:
	case PEER_CLOSED_US:
	case PEER_REAPED:
		return ENOTCONN;
	default:
		return 0;
	}
}

int
getpeerucred(int fd, ucred_t **cred)
{
	enum kind kind = fake_kind(fd);
	int error;

	error = fake_begin(GETPEERUCRED, fd);
	/* A FIFO answers; no socket at all is not supported. */
	if (error == ENOTSOCK && fake.error[GETPEERUCRED] == 0)
		error = errno_of(kind);
	if (error == 0)
		error = errno_of(kind);
	if (error != 0) {
		errno = error;
		return -1;
	}
	if (*cred == NULL) {
		*cred = calloc(1, sizeof(**cred));
		fake.objects++;
	}
	(*cred)->identity = fake.process[fake_who(kind)];
	return 0;
}

void
ucred_free(ucred_t *cred)
{
	fake.objects--;
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
 * It points into the object, and is NULL when it is empty
 * (usr/src/lib/libc/port/gen/ucred.c).
 */
int
ucred_getgroups(const ucred_t *cred, const gid_t **groups)
{
	*groups = cred->identity.ngroups > 0 ? cred->identity.groups : NULL;
	return fake.ngroups != TRULY ? fake.ngroups : cred->identity.ngroups;
}
