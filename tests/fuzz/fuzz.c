/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Whatever a kernel answers, the library keeps its contract: the input of a
 * fuzzer is a kernel's answers, one after another.  Compiled with a replica and
 * a mechanism's files, like the fake kernels, and linked with libFuzzer, or
 * with main.c, which tries the inputs in tests/fuzz/corpus.
 */

#include <config.h>

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef HAVE_UCRED_H
#include <ucred.h>
#undef malloc
#undef free
#endif

#include <unixcred.h>

#include "fuzz.h"

#define POISON	0x5a

/* ---- What has been answered since a call began */

/* All numbers that were told, by which to know a number that was not. */
static uint32_t told[65536];
static size_t ntold;
static int errno_told, calls;
static long objects;

static uint32_t
take_number(void)
{
	uint32_t number;

	/* Small numbers and -1 come more often than chance has them. */
	switch (take() % 4) {
	case 0:
		number = take();
		break;
	case 1:
		number = (uint32_t)-1 - take() % 2;
		break;
	default:
		number = take() | take() << 8 | take() << 16 |
		    (uint32_t)take() << 24;
		break;
	}
	return number;
}

static uint32_t
tell_number(void)
{
	uint32_t number = take_number();

	told[ntold++ % 65536] = number;
	return number;
}

static int
was_told(uint32_t number)
{
	size_t i;

	for (i = 0; i < ntold && i < 65536; i++)
		if (told[i] == number)
			return 1;
	return 0;
}

/* ---- The kernel */

static int
fail_or_not(void)
{
	static const int errors[] = {
		EINVAL, ENOTCONN, EOPNOTSUPP, ENOTSUP, ENOPROTOOPT, EPIPE,
		ERANGE, EBADF, ENOTSOCK, EPERM, ENOMEM, EMFILE, ESRCH, ENOSYS,
		EFAULT,
#ifdef ENODATA
		ENODATA,
#endif
	};

	calls++;
	must(calls <= 5, "a call that fails asks no more than five times");
	if (take() % 4 != 0)
		return 0;
	errno = errors[take() % (sizeof(errors) / sizeof(errors[0]))];
	errno_told = errno;
	return -1;
}

/* Numbers into a buffer, as many as fit or fewer, and a length. */
static int
answer(void *value, socklen_t *len)
{
	socklen_t room = *len;
	uint32_t number;
	size_t i, words = room / sizeof(number);
	int failed;

	failed = fail_or_not();
	if (words > 100)
		words = 100;
	if (!failed) {
		if (take() % 4 == 0)
			words = take() % (words + 1);
		for (i = 0; i < words; i++) {
			number = tell_number();
			memcpy((char *)value + i * sizeof(number), &number,
			    sizeof(number));
		}
	}
	switch (take() % 6) {
	case 0:
		*len = (socklen_t)take_number();
		break;
	case 1:
		*len = (socklen_t)(words * sizeof(number));
		break;
	case 2:
		*len = take();
		break;
	default:
		break;
	}
	return failed;
}

int
getsockopt(int fd, int level, int option, void *restrict value,
    socklen_t *restrict len)
{
	(void)fd;
	(void)level;
	(void)option;
	must(*len > 0 && *len <= 65536 * sizeof(gid_t), "room for an answer");
	return answer(value, len);
}

/* Families that matter come more often than others. */
static int
name(struct sockaddr *address, socklen_t *len)
{
	socklen_t room = *len;
	unsigned int what;

	if (fail_or_not())
		return -1;
	what = take();
	if (room >= offsetof(struct sockaddr, sa_data))
		address->sa_family = what % 8 == 0 ? AF_UNSPEC :
		    what % 8 == 1 ? AF_INET : AF_UNIX;
	if (what & 8 && room > offsetof(struct sockaddr, sa_data))
		address->sa_data[0] = '/';
	*len = what & 16 ? take() : room;
	return 0;
}

int
getsockname(int fd, struct sockaddr *restrict address, socklen_t *restrict len)
{
	(void)fd;
	return name(address, len);
}

int
getpeername(int fd, struct sockaddr *restrict address, socklen_t *restrict len)
{
	(void)fd;
	return name(address, len);
}

/* Only where libc is to have it is it declared, and called. */
int	getpeereid(int fd, uid_t *uid, gid_t *gid);

int
getpeereid(int fd, uid_t *uid, gid_t *gid)
{
	unsigned int written = take();

	(void)fd;
	if (written & 1)
		*uid = tell_number();
	if (written & 2)
		*gid = tell_number();
	return written & 4 && written & 8 ? EINVAL : fail_or_not();
}

#ifdef HAVE_UCRED_H

void *
fake_malloc(size_t size)
{
	if (take() % 8 == 0)
		return NULL;
	objects++;
	return malloc(size);
}

void
fake_free(void *block)
{
	objects -= block != NULL;
	free(block);
	errno = E2BIG;
}

struct ucred_s {
	gid_t	groups[16];
};

int
getpeerucred(int fd, ucred_t **cred)
{
	int i;

	(void)fd;
	must(*cred == NULL, "no buffer of ours is reused");
	if (fail_or_not())
		return -1;
	*cred = calloc(1, sizeof(**cred));
	objects++;
	for (i = 0; i < 16; i++)
		(*cred)->groups[i] = tell_number();
	return 0;
}

void
ucred_free(ucred_t *cred)
{
	objects--;
	free(cred);
}

size_t
ucred_size(void)
{
	return sizeof(struct ucred_s);
}

#define ACCESSOR(type, function) \
	type function(const ucred_t *cred) { (void)cred; \
	    return (type)tell_number(); }

ACCESSOR(uid_t, ucred_getruid)
ACCESSOR(uid_t, ucred_getsuid)
ACCESSOR(gid_t, ucred_getrgid)
ACCESSOR(gid_t, ucred_getsgid)
ACCESSOR(pid_t, ucred_getpid)
ACCESSOR(zoneid_t, ucred_getzoneid)

/* These are looked at and then read again: they stay as they are. */
uid_t
ucred_geteuid(const ucred_t *cred)
{
	return cred->groups[15];
}

gid_t
ucred_getegid(const ucred_t *cred)
{
	return cred->groups[14];
}

int
ucred_getgroups(const ucred_t *cred, const gid_t **groups)
{
	*groups = take() % 8 == 0 ? NULL : cred->groups;
	return take() % 4 == 0 ? (int)take_number() : (int)(take() % 15);
}

#endif

/* ---- The contract */

static void
begin(void)
{
	ntold = 0;
	calls = 0;
	errno_told = 0;
	errno = 0;
}

static void
untouched(const void *object, size_t size)
{
	const unsigned char *byte = object;

	while (size-- > 0)
		must(byte[size] == POISON, "a failure writes nothing");
}

static void
failed(void)
{
	must(errno == errno_told || errno == ENOSYS || errno == EINVAL ||
	    errno == EFAULT || errno == EOPNOTSUPP || errno == ENOTCONN ||
	    errno == ERANGE || errno == ESRCH || errno == ENOMEM ||
	    errno == EBADF || errno == ENOTSOCK, "an errno of the table");
	must(errno != 0, "errno is set");
	must(objects == 0, "nothing is left by a failure");
}

static void
is_pid(pid_t pid)
{
	must(pid == UNIXCRED_PID_UNKNOWN || (pid > 0 &&
	    was_told((uint32_t)pid)), "a pid that was told, or none");
}

static void
is_id(uint32_t id)
{
	must(id != (uint32_t)-1 && was_told(id), "an id that was told");
}

static void
portable(void)
{
	struct unixcred_ucred cred;
	unsigned int want = take();
	int result;

	memset(&cred, POISON, sizeof(cred));
	begin();
	result = want & 1 ?
	    unixcred_get_peer_pid_uid_gid(3, want & 2 ? &cred.pid : NULL,
	    &cred.uid, &cred.gid) :
	    unixcred_get_peer_uid_gid(3, &cred.uid, &cred.gid);
	if (result == -1) {
		untouched(&cred, sizeof(cred));
		failed();
		return;
	}
	must(result == 0, "0 or -1");
	is_id(cred.uid);
	is_id(cred.gid);
	if ((want & 3) == 3)
		is_pid(cred.pid);
	else
		untouched(&cred.pid, sizeof(cred.pid));
}

static void
raw(void)
{
	struct unixcred_peerucred *peerucred, *poison;
	struct unixcred_ucred ucred;
	struct unixcred_xucred xucred;
	pid_t pid;
	int i;

	memset(&ucred, POISON, sizeof(ucred));
	begin();
	if (unixcred_get_ucred(3, &ucred) == 0) {
		is_id(ucred.uid);
		is_id(ucred.gid);
		is_pid(ucred.pid);
	} else {
		untouched(&ucred, sizeof(ucred));
		failed();
	}
	memset(&xucred, POISON, sizeof(xucred));
	begin();
	if (unixcred_get_xucred(3, &xucred) == 0) {
		is_id(xucred.uid);
		is_id(xucred.gid);
		is_pid(xucred.pid);
		must(xucred.ngroups >= 1 && xucred.ngroups <= 16, "ngroups");
		must(xucred.groups[0] == xucred.gid, "groups[0]");
		for (i = xucred.ngroups; i < 16; i++)
			must(xucred.groups[i] == (gid_t)-1, "the rest is -1");
	} else {
		untouched(&xucred, sizeof(xucred));
		failed();
	}
	memset(&peerucred, POISON, sizeof(peerucred));
	poison = peerucred;
	begin();
	if (unixcred_getpeerucred(3, &peerucred) == 0) {
		is_id(peerucred->euid);
		is_id(peerucred->egid);
		is_pid(peerucred->pid);
		must(peerucred->groups != NULL, "groups");
		for (i = 0; i < peerucred->ngroups; i++)
			must(was_told(peerucred->groups[i]), "groups[i]");
		unixcred_peerucred_free(peerucred);
		must(objects == 0, "all is released");
	} else {
		must(peerucred == poison, "a failure writes nothing");
		failed();
	}
	memset(&pid, POISON, sizeof(pid));
	begin();
	if (unixcred_get_peerpid(3, &pid) == 0) {
		is_pid(pid);
	} else {
		untouched(&pid, sizeof(pid));
		failed();
	}
}

static void
groups(void)
{
	static const int sizes[] = { 0, 1, 2, 3, 16, 17, 18, 40, INT_MAX };
	static gid_t list[65536 + 2];
	int count, i, size;

	size = sizes[take() % (sizeof(sizes) / sizeof(sizes[0]))];
	memset(list, POISON, 64 * sizeof(list[0]));
	begin();
	count = unixcred_get_peer_groups(3, size, list);
	if (size < 64)
		untouched(list + size, (size_t)(64 - size) * sizeof(list[0]));
	if (count == -1) {
		failed();
		return;
	}
	must(count >= 1 && count <= 65537, "a count of groups");
	must(size == 0 || count <= size, "no more than there is room for");
	for (i = 0; size > 0 && i < count; i++)
		is_id(list[i]);
	must(objects == 0, "all is released");
}

static void
pidfd(void)
{
	int fd;

	begin();
	fd = unixcred_get_peer_pidfd(3);
	if (fd == -1)
		failed();
	else
		must(fd >= 0 && was_told((uint32_t)fd), "a descriptor");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	input = data;
	left = size;
	objects = 0;
	while (left > 0) {
		switch (take() % 4) {
		case 0:
			portable();
			break;
		case 1:
			raw();
			break;
		case 2:
			groups();
			break;
		default:
			pidfd();
			break;
		}
	}
	return 0;
}
