/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What the library promises, asserted against every fake kernel. */

#include <config.h>

#include <sys/types.h>

#include <check.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <unixcred.h>

#include "fake.h"

#define POISON	0x5a

/*
 * One row for each state.  A cell is 0 for the right ids, an errno, or EITHER:
 * the right ids, or ENOTCONN, as the kernel's tells() has it.  The raw call is
 * held to the same, except where its page says that it may name a process that
 * is no peer; the portable ones may do so in the states of which their page
 * warns, where no question to the kernel can tell.
 */
#define EITHER	(-1)

static const struct {
	int	result;
	int	raw_may_lie;
	int	peerpid;	/* of unixcred_get_peerpid() */
	int	all_may_lie;
} contract[KINDS] = {
	[CLOSED] =		{ EBADF, 0, EBADF, 0 },
	[REGULAR_FILE] =	{ ENOTSOCK, 0, ENOTSOCK, 0 },
	[PIPE] =		{ ENOTSOCK, 1, ENOTSOCK, 0 },
	[TCP4] =		{ EOPNOTSUPP, 1, EOPNOTSUPP, 0 },
	[TCP6] =		{ EOPNOTSUPP, 1, EOPNOTSUPP, 0 },
	[UDP] =			{ EOPNOTSUPP, 0, EOPNOTSUPP, 0 },
	[ICMP] =		{ EOPNOTSUPP, 1, EOPNOTSUPP, 0 },
	[BLUETOOTH] =		{ EOPNOTSUPP, 1, EOPNOTSUPP, 0 },
	[NO_NAME] =		{ EOPNOTSUPP, 0, EOPNOTSUPP, 0 },
	[UNCONNECTED] =		{ ENOTCONN, 0, ENOTCONN, 0 },
	[BOUND] =		{ ENOTCONN, 0, ENOTCONN, 0 },
	[LISTENING] =		{ ENOTCONN, 1, ENOTCONN, 0 },
	[CONNECTING] =		{ EITHER, 1, 0, 0 },
	[ACCEPTED] =		{ 0, 0, 0, 0 },
	[PEER_CLOSED] =		{ EITHER, 0, ENOTCONN, 0 },
	[PEER_CLOSED_US] =	{ EITHER, 1, ENOTCONN, 0 },
	[PEER_REAPED] =		{ EITHER, 0, ENOTCONN, 0 },
	[PAIR] =		{ EITHER, 0, 0, 0 },
	[SEQ_UNCONNECTED] =	{ ENOTCONN, 0, ENOTCONN, 0 },
	[SEQ_LISTENING] =	{ ENOTCONN, 1, ENOTCONN, 0 },
	[SEQ_ACCEPTED] =	{ EITHER, 0, ENOTCONN, 0 },
	[DGRAM_UNBOUND] =	{ ENOTCONN, 0, ENOTCONN, 0 },
	[DGRAM_CONNECTED] =	{ ENOTCONN, 0, 0, 0 },
	[DGRAM_PAIR] =		{ EITHER, 0, 0, 0 },
	[RELISTENING] =		{ ENOTCONN, 1, ENOTCONN, 1 },
	[OTHER_PIDNS] =		{ 0, 0, 0, 0 },
	[HOSTILE] =		{ EITHER, 1, 0, 0 },
	[BOUND_CLIENT] =	{ EITHER, 1, 0, 1 },
	[BOUND_ACCEPTED] =	{ EITHER, 1, 0, 1 },
};

/* A failing call may look again, but not for ever. */
#define MOST_CALLS	5

static void
reset(void)
{
	static const struct identity processes[PROCESSES] = {
		[SELF] = { 400, 1400, 1000, 1800, 2400, 2000, 2800, 0, 2,
		    { 3000, 3001 } },
		[PEER] = { 401, 1401, 1001, 1801, 2401, 2001, 2801, 1, 3,
		    { 3011, 3010, 3011 } },
		[SERVER] = { 402, 1402, 1002, 1802, 2402, 2002, 2802, 2, 0,
		    { 0 } },
		[CREATOR] = { 403, 1403, 1003, 1803, 2403, 2003, 2803, 3, 1,
		    { 3030 } },
	};
	int call;

	memset(&fake, 0, sizeof(fake));
	memcpy(fake.process, processes, sizeof(processes));
	for (call = 0; call < CALLS; call++)
		fake.length[call] = TRULY;
	fake.version = TRULY;
	fake.ngroups = TRULY;
	fake.poison = POISON;
}

/* A loop over the kinds of descriptors, on one release after another. */
static enum kind
next_kind(int i)
{
	fake.release = i / KINDS;
	return (enum kind)(i % KINDS);
}

static void
leave(void)
{
	ck_assert_int_eq(fake.objects, 0);
	ck_assert_int_eq(fake.blocks, 0);
}

static void
count_from_here(void)
{
	fake.calls = 0;
	memset(fake.asked, 0, sizeof(fake.asked));
}

static void
expect_poison(const void *object, size_t size)
{
	const unsigned char *byte = object;

	while (size-- > 0)
		ck_assert_uint_eq(byte[size], POISON);
}

/* ---- The calls: 0 or an errno; ids written if and only if it is 0. */

struct ids {
	pid_t	pid;
	uid_t	uid;
	gid_t	gid;
};

static int
portable(int fd, struct ids *ids)
{
	errno = 0;
	if (unixcred_get_peer_uid_gid(fd, &ids->uid, &ids->gid) == 0)
		return 0;
	ck_assert_int_ne(errno, 0);
	expect_poison(ids, sizeof(*ids));
	return errno;
}

static int
portable_pid(int fd, struct ids *ids)
{
	errno = 0;
	if (unixcred_get_peer_pid_uid_gid(fd, &ids->pid, &ids->uid,
	    &ids->gid) == 0)
		return 0;
	ck_assert_int_ne(errno, 0);
	expect_poison(ids, sizeof(*ids));
	return errno;
}

static int
ucred(int fd, struct ids *ids)
{
	struct unixcred_ucred cred;

	memset(&cred, POISON, sizeof(cred));
	errno = 0;
	if (unixcred_get_ucred(fd, &cred) == -1) {
		ck_assert_int_ne(errno, 0);
		expect_poison(&cred, sizeof(cred));
		return errno;
	}
	ids->pid = cred.pid;
	ids->uid = cred.uid;
	ids->gid = cred.gid;
	return 0;
}

static int
xucred(int fd, struct ids *ids)
{
	struct unixcred_xucred cred;
	int i;

	memset(&cred, POISON, sizeof(cred));
	errno = 0;
	if (unixcred_get_xucred(fd, &cred) == -1) {
		ck_assert_int_ne(errno, 0);
		expect_poison(&cred, sizeof(cred));
		return errno;
	}
	ck_assert_int_ge(cred.ngroups, 1);
	ck_assert_int_le(cred.ngroups, UNIXCRED_XUCRED_NGROUPS);
	ck_assert_uint_eq(cred.groups[0], cred.gid);
	for (i = cred.ngroups; i < UNIXCRED_XUCRED_NGROUPS; i++)
		ck_assert_uint_eq(cred.groups[i], (gid_t)-1);
	ids->pid = cred.pid;
	ids->uid = cred.uid;
	ids->gid = cred.gid;
	return 0;
}

static int
peerucred(int fd, struct ids *ids)
{
	struct unixcred_peerucred *cred, *poison;

	memset(&cred, POISON, sizeof(cred));
	poison = cred;
	errno = 0;
	if (unixcred_getpeerucred(fd, &cred) == -1) {
		ck_assert_int_ne(errno, 0);
		ck_assert_ptr_eq(cred, poison);
		return errno;
	}
	ids->pid = cred->pid;
	ids->uid = cred->euid;
	ids->gid = cred->egid;
	errno = ERANGE;
	unixcred_peerucred_free(cred);
	ck_assert_int_eq(errno, ERANGE);
	return 0;
}

static int
peerpid(int fd, struct ids *ids)
{
	pid_t pid;

	memset(&pid, POISON, sizeof(pid));
	errno = 0;
	if (unixcred_get_peerpid(fd, &pid) == -1) {
		ck_assert_int_ne(errno, 0);
		expect_poison(&pid, sizeof(pid));
		return errno;
	}
	ids->pid = pid;
	return 0;
}

/* A list that nobody's groups fill; only the effective one is an id. */
enum { LIST = 40 };

static int
groups(int fd, struct ids *ids)
{
	gid_t list[LIST];
	int count;

	memset(list, POISON, sizeof(list));
	errno = 0;
	count = unixcred_get_peer_groups(fd, LIST, list);
	if (count == -1) {
		ck_assert_int_ne(errno, 0);
		return errno;
	}
	ck_assert_int_ge(count, 1);
	ck_assert_int_le(count, LIST);
	ids->gid = list[0];
	return 0;
}

static int
count_groups(int fd, struct ids *ids)
{
	errno = 0;
	if (unixcred_get_peer_groups(fd, 0, NULL) > 0)
		return 0;
	ck_assert_int_ne(errno, 0);
	expect_poison(ids, sizeof(*ids));
	return errno;
}

/* The handle is closed again, or an object is left. */
static int
pidfd(int fd, struct ids *ids)
{
	enum who who;
	int handle;

	errno = 0;
	handle = unixcred_get_peer_pidfd(fd);
	if (handle == -1) {
		ck_assert_int_ne(errno, 0);
		return errno;
	}
	for (who = SELF; who < PROCESSES; who++)
		if (fake_pidfd(who) == handle)
			ids->pid = fake.process[who].pid;
	fake.objects -= PROCESSES;
	ck_assert_int_eq(fake_close(handle), 0);
	return 0;
}

/* One after another, on ids that begin as poison; what was asked is counted. */
static int
ask(int (*call)(int, struct ids *), int fd, struct ids *ids)
{
	int error;

	memset(ids, POISON, sizeof(*ids));
	count_from_here();
	error = call(fd, ids);
	ck_assert_int_eq(fake.objects, 0);
	ck_assert_int_eq(fake.blocks, 0);
	ck_assert_int_le(fake.calls, MOST_CALLS);
	return error;
}

/* The raw call that this kernel has. */
static int
raw(int fd, struct ids *ids)
{
	if (kernel.has_ucred)
		return ucred(fd, ids);
	if (kernel.has_xucred)
		return xucred(fd, ids);
	if (kernel.has_peerucred)
		return peerucred(fd, ids);
	return ENOSYS;
}

static int
is_known(void)
{
	return kernel.has_ucred || kernel.has_xucred || kernel.has_peerucred;
}

static void
expect_ids(const struct ids *ids, enum who who, int pid_unknown)
{
	const struct identity *process = &fake.process[who];

	ck_assert_uint_eq(ids->uid, process->euid);
	ck_assert_uint_eq(ids->gid, process->egid);
	ck_assert_int_eq(ids->pid, pid_unknown ? UNIXCRED_PID_UNKNOWN :
	    process->pid);
}

/* ---- The contract's rows */

/* What a portable call does in this state of this release: 0, or an errno. */
static int
expected_of(enum kind kind)
{
	if (kernel.tells(kind) & PORTABLE_LIES) {
		ck_assert(contract[kind].all_may_lie);
		return 0;
	}
	if (contract[kind].result == EITHER)
		return kernel.tells(kind) & TOLD_PORTABLE ? 0 : ENOTCONN;
	return contract[kind].result;
}

static enum who
who_is_told(enum kind kind)
{
	return kernel.tells(kind) & PORTABLE_LIES ? kernel.liar(kind) :
	    fake_who(kind);
}

START_TEST(portable_states)
{
	enum kind kind = next_kind(_i);
	enum who who;
	struct ids ids;
	int expected;

	expected = expected_of(kind);
	who = who_is_told(kind);
	ck_assert_int_eq(ask(portable, FD(kind), &ids), expected);
	if (expected == 0) {
		ck_assert_int_eq(fake.calls, kernel.calls);
		ck_assert_uint_eq(ids.uid, fake.process[who].euid);
		ck_assert_uint_eq(ids.gid, fake.process[who].egid);
		/* Some kernels that imitate Linux mind a short buffer. */
		if (fake.asked[GETPEERNAME] > 0)
			ck_assert_uint_eq(fake.name_room,
			    sizeof(struct sockaddr_un));
	}
	ck_assert_int_eq(ask(portable_pid, FD(kind), &ids), expected);
	if (expected == 0) {
		expect_ids(&ids, who, kernel.tells(kind) & PID_UNKNOWN);
		if (ids.pid != UNIXCRED_PID_UNKNOWN)
			ck_assert_int_eq(fake.calls, kernel.calls_with_pid);
	}
}
END_TEST

/* These groups, with room for them, for more, for none, and for one less. */
static void
expect_groups(int fd, enum who who)
{
	const struct identity *process = &fake.process[who];
	gid_t expected[LIST], list[LIST];
	int count, i, size;

	count = process->ngroups + 1;
	if (count > kernel.most_groups)
		count = kernel.most_groups;
	expected[0] = process->egid;
	for (i = 1; i < count; i++)
		expected[i] = process->groups[i - 1];

	count_from_here();
	ck_assert_int_eq(unixcred_get_peer_groups(fd, 0, NULL), count);
	ck_assert_int_eq(fake.calls, kernel.calls_for_groups);
	for (size = 1; size <= LIST; size++) {
		memset(list, POISON, sizeof(list));
		count_from_here();
		errno = 0;
		if (size < count) {
			ck_assert_int_eq(unixcred_get_peer_groups(fd, size,
			    list), -1);
			ck_assert_int_eq(errno, ERANGE);
		} else {
			ck_assert_int_eq(unixcred_get_peer_groups(fd, size,
			    list), count);
			for (i = 0; i < count; i++)
				ck_assert_uint_eq(list[i], expected[i]);
			expect_poison(list + size,
			    (size_t)(LIST - size) * sizeof(gid_t));
		}
		ck_assert_int_eq(fake.calls, kernel.calls_for_groups);
		ck_assert_int_eq(fake.objects, 0);
	}
}

START_TEST(groups_states)
{
	enum kind kind = next_kind(_i);
	struct ids ids;
	int expected;

	expected = expected_of(kind);
	if (expected == 0 && kernel.tells(kind) & GROUPS_UNKNOWN)
		expected = ENOSYS;
	else if (expected == 0 && kernel.tells(kind) & GROUPS_BAD)
		expected = EINVAL;
	ck_assert_int_eq(ask(groups, FD(kind), &ids), expected);
	ck_assert_int_eq(ask(count_groups, FD(kind), &ids), expected);
	if (expected == 0)
		expect_groups(FD(kind), who_is_told(kind));
}
END_TEST

/* No groups, and as many as a fake process has, duplicates kept. */
START_TEST(group_counts)
{
	struct identity *peer = &fake.process[PEER];
	gid_t list[LIST];
	int i;

	peer->ngroups = _i;
	for (i = 0; i < _i; i++)
		peer->groups[i] = (gid_t)(5000 - i / 2);
	expect_groups(FD(ACCEPTED), PEER);
	/* Whatever the list held before. */
	memset(list, 0xff, sizeof(list));
	ck_assert_int_gt(unixcred_get_peer_groups(FD(ACCEPTED), LIST, list),
	    0);
}
END_TEST

/* Sizes that do not fit a length in bytes, or that are none. */
START_TEST(group_sizes)
{
	static const int sizes[] = {
		65536, 65537, 65538, 1 << 29, (1 << 29) + 1, (1 << 30) - 1,
		1 << 30, (1 << 30) + 1, INT_MAX - 1, INT_MAX
	};
	static gid_t list[65537];
	size_t i;

	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		memset(list, POISON, sizeof(list));
		ck_assert_int_eq(unixcred_get_peer_groups(FD(ACCEPTED),
		    sizes[i], list), fake.process[PEER].ngroups + 1);
		ck_assert_uint_eq(list[0], fake.process[PEER].egid);
		ck_assert_uint_eq(list[1], fake.process[PEER].groups[0]);
		ck_assert_int_ge((int)fake.room, 0);
	}
	ck_assert_int_eq(unixcred_get_peer_groups(FD(_i), INT_MIN, list), -1);
	ck_assert_int_eq(errno, EINVAL);
	ck_assert_int_eq(unixcred_get_peer_groups(FD(_i), -1, NULL), -1);
	ck_assert_int_eq(errno, EINVAL);
	count_from_here();
	ck_assert_int_eq(unixcred_get_peer_groups(FD(_i), 1, NULL), -1);
	ck_assert_int_eq(errno, EFAULT);
	ck_assert_int_eq(fake.calls, 0);
}
END_TEST

START_TEST(pidfd_states)
{
	enum kind kind = next_kind(_i);
	struct ids ids;
	int expected;

	expected = expected_of(kind);
	if (expected == 0 && kernel.tells(kind) & PIDFD_UNKNOWN)
		expected = ENOSYS;
	else if (expected == 0 && kernel.tells(kind) & PIDFD_GONE)
		expected = ESRCH;
	ck_assert_int_eq(ask(pidfd, FD(kind), &ids), expected);
	if (expected == 0) {
		ck_assert_int_eq(ids.pid, fake.process[fake_who(kind)].pid);
		ck_assert_int_eq(fake.calls, 3);
	}
}
END_TEST

START_TEST(raw_states)
{
	enum kind kind = next_kind(_i);
	struct ids ids;
	int expected, lies;

	lies = kernel.tells(kind) & RAW_LIES;
	ck_assert(!lies || contract[kind].raw_may_lie);
	expected = contract[kind].result;
	if (lies)
		expected = 0;
	else if (expected == EITHER)
		expected = kernel.tells(kind) & TOLD_RAW ? 0 :
		    ENOTCONN;
	ck_assert_int_eq(ask(raw, FD(kind), &ids), expected);
	if (expected == 0) {
		ck_assert_int_eq(fake.calls, 1);
		expect_ids(&ids, lies ? kernel.liar(kind) : fake_who(kind),
		    kernel.tells(kind) & RAW_PID_UNKNOWN);
	}
}
END_TEST

START_TEST(peerpid_states)
{
	enum kind kind = (enum kind)_i;
	struct ids ids;
	int error;

	error = ask(peerpid, FD(kind), &ids);
	ck_assert_int_eq(error, contract[kind].peerpid);
	if (error == 0) {
		ck_assert_int_eq(ids.pid, fake.process[fake_who(kind)].pid);
		ck_assert_int_eq(fake.calls, 2);
	}
}
END_TEST

/* ---- What is absent, and what is NULL */

/* ENOSYS comes before a look at anything, and without asking the kernel. */
START_TEST(absent)
{
	struct ids ids;
	int fd = FD(_i);

	if (!kernel.has_ucred) {
		ck_assert_int_eq(ask(ucred, fd, &ids), ENOSYS);
		ck_assert_int_eq(fake.calls, 0);
		ck_assert_int_eq(unixcred_get_ucred(fd, NULL), -1);
		ck_assert_int_eq(errno, ENOSYS);
	}
	if (!kernel.has_xucred) {
		ck_assert_int_eq(ask(xucred, fd, &ids), ENOSYS);
		ck_assert_int_eq(fake.calls, 0);
		ck_assert_int_eq(unixcred_get_xucred(fd, NULL), -1);
		ck_assert_int_eq(errno, ENOSYS);
	}
	if (!kernel.has_peerucred) {
		ck_assert_int_eq(ask(peerucred, fd, &ids), ENOSYS);
		ck_assert_int_eq(fake.calls, 0);
		ck_assert_int_eq(unixcred_getpeerucred(fd, NULL), -1);
		ck_assert_int_eq(errno, ENOSYS);
	}
	if (!kernel.has_peerpid) {
		ck_assert_int_eq(ask(peerpid, fd, &ids), ENOSYS);
		ck_assert_int_eq(fake.calls, 0);
		ck_assert_int_eq(unixcred_get_peerpid(fd, NULL), -1);
		ck_assert_int_eq(errno, ENOSYS);
	}
	if (!kernel.has_groups) {
		ck_assert_int_eq(ask(groups, fd, &ids), ENOSYS);
		ck_assert_int_eq(fake.calls, 0);
		ck_assert_int_eq(unixcred_get_peer_groups(fd, -1, NULL), -1);
		ck_assert_int_eq(errno, ENOSYS);
	}
	if (!kernel.has_pidfd) {
		ck_assert_int_eq(ask(pidfd, fd, &ids), ENOSYS);
		ck_assert_int_eq(fake.calls, 0);
	}
	if (!is_known()) {
		ck_assert_int_eq(ask(portable, fd, &ids), ENOSYS);
		ck_assert_int_eq(ask(portable_pid, fd, &ids), ENOSYS);
		ck_assert_int_eq(unixcred_get_peer_uid_gid(fd, NULL, NULL),
		    -1);
		ck_assert_int_eq(errno, ENOSYS);
		ck_assert_int_eq(fake.calls, 0);
	}
}
END_TEST

/* EFAULT comes before a look at the descriptor. */
START_TEST(null)
{
	int fd = FD(_i);

	if (kernel.has_ucred) {
		ck_assert_int_eq(unixcred_get_ucred(fd, NULL), -1);
		ck_assert_int_eq(errno, EFAULT);
	}
	if (kernel.has_xucred) {
		ck_assert_int_eq(unixcred_get_xucred(fd, NULL), -1);
		ck_assert_int_eq(errno, EFAULT);
	}
	if (kernel.has_peerucred) {
		ck_assert_int_eq(unixcred_getpeerucred(fd, NULL), -1);
		ck_assert_int_eq(errno, EFAULT);
	}
	if (kernel.has_peerpid) {
		ck_assert_int_eq(unixcred_get_peerpid(fd, NULL), -1);
		ck_assert_int_eq(errno, EFAULT);
	}
	ck_assert_int_eq(fake.calls, 0);
	errno = E2BIG;
	unixcred_peerucred_free(NULL);
	ck_assert_int_eq(errno, E2BIG);
}
END_TEST

/* Any output of the portable calls may be unwanted. */
START_TEST(unwanted)
{
	const struct identity *peer = &fake.process[PEER];
	struct ids ids;
	int want;

	for (want = 0; want < 8; want++) {
		memset(&ids, POISON, sizeof(ids));
		count_from_here();
		ck_assert_int_eq(unixcred_get_peer_pid_uid_gid(FD(ACCEPTED),
		    want & 1 ? &ids.pid : NULL, want & 2 ? &ids.uid : NULL,
		    want & 4 ? &ids.gid : NULL), 0);
		ck_assert_int_eq(fake.calls, want & 1 ?
		    kernel.calls_with_pid : kernel.calls);
		if (!(want & 1))
			expect_poison(&ids.pid, sizeof(ids.pid));
		if (want & 2)
			ck_assert_uint_eq(ids.uid, peer->euid);
		else
			expect_poison(&ids.uid, sizeof(ids.uid));
		if (want & 4)
			ck_assert_uint_eq(ids.gid, peer->egid);
		else
			expect_poison(&ids.gid, sizeof(ids.gid));
	}
}
END_TEST

/* ---- Kernels that misbehave */

/* An answer about a true peer, of another length, is no answer. */
static void
expect_length(int (*call)(int, struct ids *), int length)
{
	struct ids ids;
	socklen_t size;
	int error;

	ck_assert_int_eq(ask(call, FD(ACCEPTED), &ids), 0);
	if (fake.asked[GETSOCKOPT] == 0)
		return;
	size = fake.size;
	fake.length[GETSOCKOPT] = length;
	error = ask(call, FD(ACCEPTED), &ids);
	ck_assert_int_eq(error, (socklen_t)length == size ? 0 : EINVAL);
	fake.length[GETSOCKOPT] = TRULY;
}

START_TEST(option_lengths)
{
	static const int huge[] = { INT_MAX, INT_MIN, -1, 0x10000 };
	int length = _i < 200 ? _i : huge[_i - 200];

	expect_length(portable, length);
	expect_length(raw, length);
	if (kernel.has_peerpid)
		expect_length(peerpid, length);
}
END_TEST

/* A count of groups, or a negative errno, after SO_PEERCRED went right. */
static int
count_or_error(int size, gid_t *list)
{
	int count;

	count_from_here();
	fake.spare[GETSOCKOPT] = 1;
	count = unixcred_get_peer_groups(FD(ACCEPTED), size, list);
	ck_assert_int_eq(fake.asked[GETSOCKOPT], 2);
	return count == -1 ? -errno : count;
}

/*
 * A list of groups may have any length that its entries add up to, and the room
 * for: one entry at least, with which a list of none or of one is asked for.
 */
START_TEST(group_lengths)
{
	static const int sizes[] = { 0, 1, 2, 3, 17, 18, 20 };
	static gid_t list[LIST];
	int expected, length, room, size;
	size_t i;

	length = _i < 90 ? _i : _i == 90 ? INT_MAX : _i == 91 ? INT_MIN : -1;
	fake.process[PEER].ngroups = 1;
	fake.length[GETSOCKOPT] = length;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		size = sizes[i];
		room = size < 2 ? 4 : 4 * (size - 1);
		expected = 1 + length / 4;
		if (length < 0 || length > room || length % 4 != 0)
			expected = -EINVAL;
		else if (size > 0 && expected > size)
			expected = -ERANGE;
		ck_assert_int_eq(count_or_error(size, list), expected);
	}
}
END_TEST

/*
 * "Make more room" is believed when it says how much; else a caller would make
 * room for ever.
 */
START_TEST(group_lengths_out_of_range)
{
	static gid_t list[65537];
	int length = 4 * 65536 + (_i - 8), whole;

	/* No process has more groups than that. */
	whole = length % 4 == 0 && length <= 4 * 65536;
	fake.process[PEER].ngroups = 3;
	fake.length[GETSOCKOPT] = length;
	ck_assert_int_eq(count_or_error(0, NULL),
	    whole ? 1 + length / 4 : -EINVAL);
	ck_assert_int_eq(count_or_error(3, list), whole ? -ERANGE : -EINVAL);

	/* As much room as there was, or less. */
	fake.length[GETSOCKOPT] = _i % 9;
	ck_assert_int_eq(count_or_error(3, list), -ENOSYS);
	fake.length[GETSOCKOPT] = _i % 5;
	ck_assert_int_eq(count_or_error(0, NULL), -ENOSYS);
	ck_assert_int_eq(count_or_error(1, list), -ENOSYS);
	fake.length[GETSOCKOPT] = TRULY;
	fake.error[GETSOCKOPT] = ERANGE;
	ck_assert_int_eq(count_or_error(INT_MAX, list), -ENOSYS);
}
END_TEST

/* A list that was written in part, or of which something was skipped. */
START_TEST(groups_in_part)
{
	gid_t list[LIST];
	int size;

	fake.release = kernel.releases - 1;
	for (size = 0; size <= LIST; size++) {
		memset(list, 0, sizeof(list));
		fake.process[PEER].ngroups = _i;
		count_from_here();
		ck_assert_int_eq(unixcred_get_peer_groups(FD(ACCEPTED), size,
		    list), -1);
		ck_assert_int_eq(errno, EINVAL);
	}
}
END_TEST

/* A group of -1 is nobody's, wherever it stands. */
START_TEST(odd_groups)
{
	struct identity *peer = &fake.process[PEER];
	struct ids ids;

	ck_assert_int_lt(_i, peer->ngroups);
	peer->groups[_i] = 0;
	ck_assert_int_eq(ask(groups, FD(ACCEPTED), &ids), 0);
	peer->groups[_i] = (gid_t)-1;
	ck_assert_int_eq(ask(groups, FD(ACCEPTED), &ids), EINVAL);
	peer->groups[_i] = 1;
	peer->egid = (gid_t)-1;
	ck_assert_int_eq(ask(groups, FD(ACCEPTED), &ids), EINVAL);
	ck_assert_int_eq(ask(count_groups, FD(ACCEPTED), &ids), EINVAL);
}
END_TEST

/* An answer of another length is no descriptor, whatever it looks like. */
START_TEST(pidfd_lengths)
{
	struct ids ids;

	fake.spare[GETSOCKOPT] = 1;
	fake.length[GETSOCKOPT] = _i;
	if (_i == 4) {
		ck_assert_int_eq(ask(pidfd, FD(ACCEPTED), &ids), 0);
		return;
	}
	ck_assert_int_eq(unixcred_get_peer_pidfd(FD(ACCEPTED)), -1);
	ck_assert_int_eq(errno, EINVAL);
	fake.objects = 0;
}
END_TEST

/* A name without a family proves nothing, and spoils no other answer. */
START_TEST(name_lengths)
{
	static const int lengths[] = { 0, 1, 2, 3, 16, 110, 200, INT_MAX, -1 };
	static int (*const calls[])(int, struct ids *) = {
		portable, portable_pid, raw, groups, pidfd
	};
	struct ids ids;
	int error, proven;
	size_t i;

	/* Zeros make a family of the one byte of a name that has no more. */
	fake.poison = _i % 2 == 0 ? POISON : 0;
	fake.length[GETSOCKNAME] = lengths[_i / 2];
	fake.length[GETPEERNAME] = lengths[_i / 2];
	proven = lengths[_i / 2] < 0 ||
	    lengths[_i / 2] >= (int)offsetof(struct sockaddr_un, sun_path);
	for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		error = ask(calls[i], FD(ACCEPTED), &ids);
		if (error == ENOSYS)
			continue;
		if (error != 0)
			ck_assert_int_eq(error, ENOTCONN);
		else if (calls[i] == pidfd)
			ck_assert_int_eq(ids.pid, fake.process[PEER].pid);
		else
			ck_assert_uint_eq(ids.gid, fake.process[PEER].egid);
		if (fake.asked[GETPEERNAME] > 0)
			ck_assert_int_eq(error == 0, proven);
		ck_assert_int_eq(ask(calls[i], FD(UNCONNECTED), &ids),
		    ENOTCONN);
		error = ask(calls[i], FD(UDP), &ids);
		ck_assert(error == EOPNOTSUPP || (!proven &&
		    (error == ENOTCONN || error == EINVAL)));
	}
	if (kernel.has_peerpid) {
		error = ask(peerpid, FD(ACCEPTED), &ids);
		ck_assert_int_eq(error, proven ? 0 : ENOTCONN);
		ck_assert_int_ne(ask(peerpid, FD(ICMP), &ids), 0);
	}
}
END_TEST

START_TEST(versions)
{
	static const int wrong[] = { 1, -1, INT_MAX };
	struct ids ids;

	fake.version = wrong[_i];
	ck_assert_int_eq(ask(portable, FD(ACCEPTED), &ids), EINVAL);
	ck_assert_int_eq(ask(portable_pid, FD(ACCEPTED), &ids), EINVAL);
	ck_assert_int_eq(ask(raw, FD(ACCEPTED), &ids), EINVAL);
}
END_TEST

START_TEST(xucred_counts)
{
	static const struct {
		int	ngroups, error;
	} counts[] = {
		{ -32768, EINVAL }, { -1, EINVAL }, { 0, EINVAL }, { 1, 0 },
		{ 16, 0 }, { 17, EINVAL }, { 32767, EINVAL },
	};
	struct ids ids;

	fake.ngroups = counts[_i].ngroups;
	ck_assert_int_eq(ask(raw, FD(ACCEPTED), &ids), counts[_i].error);
	ck_assert_int_eq(ask(portable, FD(ACCEPTED), &ids), counts[_i].error);
	/* All told, but some were never written. */
	ck_assert_int_eq(ask(groups, FD(ACCEPTED), &ids), counts[_i].error);
}
END_TEST

/* The groups come whole up to 15 beside the effective one, and cut off then. */
START_TEST(xucred_groups)
{
	struct identity *peer = &fake.process[PEER];
	struct unixcred_xucred cred;
	int i;

	peer->ngroups = _i;
	for (i = 0; i < _i; i++)
		peer->groups[i] = (gid_t)(5000 - i / 2);
	ck_assert_int_eq(unixcred_get_xucred(FD(ACCEPTED), &cred), 0);
	ck_assert_int_eq(cred.ngroups, _i < 15 ? _i + 1 : 16);
	ck_assert_uint_eq(cred.groups[0], peer->egid);
	for (i = 1; i < cred.ngroups; i++)
		ck_assert_uint_eq(cred.groups[i], peer->groups[i - 1]);
	for (; i < UNIXCRED_XUCRED_NGROUPS; i++)
		ck_assert_uint_eq(cred.groups[i], (gid_t)-1);
}
END_TEST

START_TEST(peerucred_counts)
{
	static const struct {
		int	true_ngroups, ngroups, error;
	} counts[] = {
		{ 0, TRULY, 0 }, { 1, TRULY, 0 }, { 16, TRULY, 0 },
		{ 17, TRULY, 0 }, { 32, TRULY, 0 }, { 3, -1, 0 },
		{ 3, -3, EINVAL }, { 3, INT_MIN, EINVAL },
		{ 3, 32767, EINVAL }, { 3, INT_MAX, EINVAL }, { 0, 1, EINVAL },
	};
	struct identity *peer = &fake.process[PEER];
	struct unixcred_peerucred *cred;
	struct ids ids;
	int i, ngroups;

	peer->ngroups = counts[_i].true_ngroups;
	for (i = 0; i < peer->ngroups; i++)
		peer->groups[i] = (gid_t)(6000 - i / 2);
	fake.ngroups = counts[_i].ngroups;
	ck_assert_int_eq(ask(raw, FD(ACCEPTED), &ids), counts[_i].error);
	ck_assert_int_eq(ask(portable, FD(ACCEPTED), &ids), 0);
	/* A list that is not told is not an empty one. */
	ck_assert_int_eq(ask(groups, FD(ACCEPTED), &ids),
	    counts[_i].ngroups == -1 ? ENOSYS : counts[_i].error);
	if (counts[_i].error != 0)
		return;

	ngroups = fake.ngroups == TRULY ? peer->ngroups : fake.ngroups;
	ck_assert_int_eq(unixcred_getpeerucred(FD(ACCEPTED), &cred), 0);
	ck_assert_int_eq(fake.blocks, 1);
	ck_assert_int_eq(cred->ngroups, ngroups);
	for (i = 0; i < ngroups; i++)
		ck_assert_uint_eq(cred->groups[i], peer->groups[i]);
	ck_assert_uint_eq(cred->ruid, peer->ruid);
	ck_assert_uint_eq(cred->euid, peer->euid);
	ck_assert_uint_eq(cred->suid, peer->suid);
	ck_assert_uint_eq(cred->rgid, peer->rgid);
	ck_assert_uint_eq(cred->egid, peer->egid);
	ck_assert_uint_eq(cred->sgid, peer->sgid);
	ck_assert_int_eq(cred->zoneid, peer->zone);
	ck_assert_int_eq(cred->pid, peer->pid);
	unixcred_peerucred_free(cred);
}
END_TEST

/* The ids that are not promised may be missing. */
START_TEST(peerucred_unknown)
{
	struct identity *peer = &fake.process[PEER];
	struct unixcred_peerucred *cred;

	peer->ruid = peer->suid = (uid_t)-1;
	peer->rgid = peer->sgid = (gid_t)-1;
	peer->zone = -1;
	peer->pid = -1;
	ck_assert_int_eq(unixcred_getpeerucred(FD(ACCEPTED), &cred), 0);
	ck_assert_uint_eq(cred->ruid, (uid_t)-1);
	ck_assert_uint_eq(cred->suid, (uid_t)-1);
	ck_assert_uint_eq(cred->rgid, (gid_t)-1);
	ck_assert_uint_eq(cred->sgid, (gid_t)-1);
	ck_assert_int_eq(cred->zoneid, -1);
	ck_assert_int_eq(cred->pid, UNIXCRED_PID_UNKNOWN);
	unixcred_peerucred_free(cred);
}
END_TEST

START_TEST(peerucred_no_memory)
{
	struct ids ids;

	fake.fail_malloc = 1;
	ck_assert_int_eq(ask(raw, FD(ACCEPTED), &ids), ENOMEM);
	ck_assert_int_eq(ask(portable, FD(ACCEPTED), &ids), 0);
}
END_TEST

/* Root is a user, and so are the largest numbers; -1 is nobody. */
START_TEST(odd_ids)
{
	static const unsigned int odd[] = {
		0, 1, 65534, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff
	};
	struct identity *peer = &fake.process[PEER];
	struct ids ids;
	int expected;

	expected = odd[_i] == 0xffffffff ? EINVAL : 0;
	peer->euid = (uid_t)odd[_i];
	ck_assert_int_eq(ask(portable_pid, FD(ACCEPTED), &ids), expected);
	if (expected == 0)
		ck_assert_uint_eq(ids.uid, peer->euid);
	ck_assert_int_eq(ask(raw, FD(ACCEPTED), &ids), expected);
	if (expected == 0)
		ck_assert_uint_eq(ids.uid, peer->euid);

	peer->euid = 1001;
	peer->egid = (gid_t)odd[_i];
	ck_assert_int_eq(ask(portable_pid, FD(ACCEPTED), &ids), expected);
	if (expected == 0)
		ck_assert_uint_eq(ids.gid, peer->egid);
	ck_assert_int_eq(ask(raw, FD(ACCEPTED), &ids), expected);
	if (expected == 0)
		ck_assert_uint_eq(ids.gid, peer->egid);

	peer->euid = (uid_t)odd[_i];
	ck_assert_int_eq(ask(portable_pid, FD(ACCEPTED), &ids), expected);
	ck_assert_int_eq(ask(raw, FD(ACCEPTED), &ids), expected);

	/* Only all three of 0, -1, -1 are Linux's word for "nobody". */
	peer->pid = 0;
	peer->euid = 1001;
	peer->egid = (gid_t)-1;
	ck_assert_int_eq(ask(portable_pid, FD(ACCEPTED), &ids), EINVAL);
	ck_assert_int_eq(ask(raw, FD(ACCEPTED), &ids), EINVAL);
	peer->euid = (uid_t)odd[_i];
	peer->egid = 2001;
	ck_assert_int_eq(ask(portable_pid, FD(ACCEPTED), &ids), expected);
	ck_assert_int_eq(ask(raw, FD(ACCEPTED), &ids), expected);
}
END_TEST

/* No pid is told, by whatever number, and the ids are. */
START_TEST(odd_pids)
{
	static const pid_t odd[] = { 0, -1, -2, INT_MIN };
	struct ids ids;

	fake.process[PEER].pid = odd[_i];
	ck_assert_int_eq(ask(portable_pid, FD(ACCEPTED), &ids), 0);
	expect_ids(&ids, PEER, 1);
	ck_assert_int_eq(ask(raw, FD(ACCEPTED), &ids), 0);
	expect_ids(&ids, PEER, 1);
	if (!kernel.has_peerpid)
		return;
	/* 0 is the kernel itself; a negative one fails the check. */
	if (odd[_i] == 0) {
		ck_assert_int_eq(ask(peerpid, FD(ACCEPTED), &ids), 0);
		ck_assert_int_eq(ids.pid, UNIXCRED_PID_UNKNOWN);
	} else {
		ck_assert_int_eq(ask(peerpid, FD(ACCEPTED), &ids), EINVAL);
	}
}
END_TEST

/* What an error of the kernel's becomes on a Unix-domain socket. */
static int
translated(int error)
{
	if (error == kernel.unknown_option)
		return ENOSYS;
	if (error == EINVAL || error == ENOTCONN || error == EOPNOTSUPP ||
	    error == ENOTSUP || error == ENOPROTOOPT || error == EPIPE)
		return ENOTCONN;
#ifdef ENODATA
	if (error == ENODATA)
		return ENOTCONN;
#endif
	return error;
}

/* A socket that has no name to tell is none of ours. */
static int
of_name(int error)
{
	return translated(error) == error && error != ENOTCONN ? error :
	    EOPNOTSUPP;
}

static void
expect_translated(int (*function)(int, struct ids *), enum call call,
    int error, int expected)
{
	struct ids ids;

	ck_assert_int_eq(ask(function, FD(ACCEPTED), &ids), 0);
	if (fake.asked[call] == 0)
		return;
	fake.error[call] = error;
	ck_assert_int_eq(ask(function, FD(ACCEPTED), &ids), expected);
	fake.error[call] = 0;
}

START_TEST(errors)
{
	struct ids ids;

	expect_translated(portable, GETSOCKOPT, _i, translated(_i));
	expect_translated(portable, GETPEERUCRED, _i, translated(_i));
	expect_translated(portable, GETPEERNAME, _i, translated(_i));
	expect_translated(portable, GETSOCKNAME, _i, of_name(_i));
	expect_translated(raw, GETSOCKOPT, _i, translated(_i));
	expect_translated(raw, GETPEERUCRED, _i, translated(_i));

	if (kernel.has_groups) {
		expect_translated(groups, GETSOCKOPT, _i, translated(_i));
		expect_translated(groups, GETPEERUCRED, _i, translated(_i));
	}
	if (kernel.has_pidfd)
		expect_translated(pidfd, GETSOCKOPT, _i, translated(_i));

	/* The same, found on the second look. */
	fake.error[GETSOCKNAME] = _i;
	ck_assert_int_eq(ask(raw, FD(UNCONNECTED), &ids), of_name(_i));
	fake.error[GETSOCKNAME] = 0;

	if (!kernel.has_peerpid)
		return;
	expect_translated(peerpid, GETSOCKOPT, _i, translated(_i));
	expect_translated(peerpid, GETSOCKNAME, _i, of_name(_i));
	/* The ids were told, the pid was not: it may only have gone. */
	expect_translated(portable_pid, GETSOCKNAME, _i, _i == ENOSYS ? 0 :
	    of_name(_i));
}
END_TEST

/* What becomes of an error of SO_ACCEPTCONN: a kernel may not know it. */
static int
of_listening(int error)
{
	if (error == ENOPROTOOPT)
		return 0;
	if (translated(error) == ENOSYS)
		return error == ENOSYS ? ENOSYS : ENOTCONN;
	return translated(error);
}

/* The credentials were told, and what was asked after them was not. */
START_TEST(later_errors)
{
	struct ids ids;
	int asked;

	ck_assert_int_eq(ask(portable, FD(ACCEPTED), &ids), 0);
	asked = fake.asked[GETSOCKOPT];
	fake.spare[GETSOCKOPT] = 1;
	fake.error[GETSOCKOPT] = _i;
	ck_assert_int_eq(ask(portable, FD(ACCEPTED), &ids), asked < 2 ? 0 :
	    of_listening(_i));
	if (kernel.has_pidfd) {
		/* qemu-user: ERANGE, and the length as it was. */
		ck_assert_int_eq(ask(groups, FD(ACCEPTED), &ids),
		    _i == ERANGE || _i == EINVAL || _i == EOPNOTSUPP ? ENOSYS :
		    translated(_i));
		ck_assert_int_eq(ask(count_groups, FD(ACCEPTED), &ids),
		    _i == ERANGE || _i == EINVAL || _i == EOPNOTSUPP ? ENOSYS :
		    translated(_i));
		ck_assert_int_eq(ask(pidfd, FD(ACCEPTED), &ids),
		    _i == EINVAL ? ESRCH : translated(_i));
	} else if (kernel.has_groups) {
		ck_assert_int_eq(ask(groups, FD(ACCEPTED), &ids), asked < 2 ?
		    0 : of_listening(_i));
	}
	if (!kernel.has_peerpid)
		return;

	/* The pid may have gone, or not be told by an older release. */
	fake.spare[GETSOCKOPT] = 2;
	if (translated(_i) == ENOTCONN || translated(_i) == ENOSYS) {
		ck_assert_int_eq(ask(portable_pid, FD(ACCEPTED), &ids), 0);
		expect_ids(&ids, PEER, 1);
	} else {
		ck_assert_int_eq(ask(portable_pid, FD(ACCEPTED), &ids), _i);
	}
}
END_TEST

/* A socket that begins to listen between any two looks has no peer. */
START_TEST(listening_in_between)
{
	struct ids ids;
	int error;

	fake.listen_after = _i;
	ck_assert_int_eq(ask(portable, FD(BOUND), &ids), ENOTCONN);
	ck_assert_int_eq(ask(portable_pid, FD(BOUND), &ids), ENOTCONN);
	if (kernel.has_groups)
		ck_assert_int_eq(ask(groups, FD(BOUND), &ids), ENOTCONN);
	if (kernel.has_pidfd)
		ck_assert_int_eq(ask(pidfd, FD(BOUND), &ids), ENOTCONN);
	/* Where the kernel cannot say so, the pages warn of our own ids. */
	error = ask(portable, FD(PEER_CLOSED), &ids);
	if (kernel.tells(RELISTENING) & PORTABLE_LIES)
		return;
	if (error == 0)
		ck_assert_uint_eq(ids.uid, fake.process[PEER].euid);
	else
		ck_assert_int_eq(error, ENOTCONN);
}
END_TEST

/* A kernel that says yes and writes nothing has told nothing. */
START_TEST(silence)
{
	struct ids ids;

	fake.silent[_i] = 1;
	if (ask(portable, FD(ACCEPTED), &ids) == 0)
		ck_assert_int_eq(fake.asked[_i], 0);
	if (ask(raw, FD(ACCEPTED), &ids) == 0)
		ck_assert_int_eq(fake.asked[_i], 0);
	if (ask(peerpid, FD(ACCEPTED), &ids) == 0)
		ck_assert_int_eq(fake.asked[_i], 0);
	if (ask(groups, FD(ACCEPTED), &ids) == 0)
		ck_assert_int_eq(fake.asked[_i], 0);
	if (ask(pidfd, FD(ACCEPTED), &ids) == 0)
		ck_assert_int_eq(fake.asked[_i], 0);
}
END_TEST

/* Nor has one that told the ids, and then nothing. */
START_TEST(later_silence)
{
	struct ids ids;

	fake.spare[GETSOCKOPT] = 1;
	fake.silent[GETSOCKOPT] = 1;
	fake.process[PEER].ngroups = 1;
	ck_assert_int_eq(ask(groups, FD(ACCEPTED), &ids), EINVAL);
	ck_assert_int_eq(ask(count_groups, FD(ACCEPTED), &ids), EINVAL);
	count_from_here();
	errno = 0;
	ck_assert_int_eq(unixcred_get_peer_pidfd(FD(ACCEPTED)), -1);
	ck_assert_int_eq(errno, EINVAL);
	fake.objects = 0;
}
END_TEST

/* Two answers at a time are two blocks. */
START_TEST(peerucred_twice)
{
	struct unixcred_peerucred *first, *second;

	ck_assert_int_eq(unixcred_getpeerucred(FD(ACCEPTED), &first), 0);
	ck_assert_int_eq(unixcred_getpeerucred(FD(PAIR), &second), 0);
	ck_assert_int_eq(fake.blocks, 2);
	ck_assert_uint_eq(first->euid, fake.process[PEER].euid);
	ck_assert_uint_eq(second->euid, fake.process[CREATOR].euid);
	unixcred_peerucred_free(first);
	unixcred_peerucred_free(second);
}
END_TEST

int
main(void)
{
	TCase *tests;
	SRunner *runner;
	Suite *suite;
	int all = KINDS * kernel.releases, failed, run;

	suite = suite_create(kernel.name);
	tests = tcase_create("contract");
	tcase_add_checked_fixture(tests, reset, leave);
	tcase_set_timeout(tests, 10);
	tcase_add_loop_test(tests, absent, 0, KINDS);
	tcase_add_loop_test(tests, null, 0, KINDS);
	if (is_known()) {
		tcase_add_loop_test(tests, portable_states, 0, all);
		tcase_add_loop_test(tests, raw_states, 0, all);
		tcase_add_test(tests, unwanted);
		tcase_add_loop_test(tests, option_lengths, 0, 204);
		tcase_add_loop_test(tests, name_lengths, 0, 18);
		tcase_add_loop_test(tests, odd_ids, 0, 7);
		tcase_add_loop_test(tests, odd_pids, 0, 4);
		tcase_add_loop_test(tests, errors, 1, 201);
		tcase_add_loop_test(tests, later_errors, 1, 201);
		tcase_add_loop_test(tests, listening_in_between, 0, 6);
		tcase_add_loop_test(tests, silence, GETSOCKOPT, GETPEERUCRED);
	}
	if (kernel.has_groups) {
		tcase_add_loop_test(tests, groups_states, 0, all);
		tcase_add_loop_test(tests, group_counts, 0, 33);
		tcase_add_loop_test(tests, group_sizes, 0, KINDS);
		tcase_add_loop_test(tests, odd_groups, 0, 3);
	}
	if (kernel.has_pidfd) {
		tcase_add_loop_test(tests, pidfd_states, 0, all);
		tcase_add_loop_test(tests, pidfd_lengths, 0, 9);
		tcase_add_loop_test(tests, group_lengths, 0, 93);
		tcase_add_loop_test(tests, group_lengths_out_of_range, 0, 17);
		tcase_add_loop_test(tests, groups_in_part, 0, 33);
		tcase_add_test(tests, later_silence);
	}
	if (kernel.has_peerpid)
		tcase_add_loop_test(tests, peerpid_states, 0, KINDS);
	if (kernel.has_xucred) {
		tcase_add_loop_test(tests, versions, 0, 3);
		tcase_add_loop_test(tests, xucred_counts, 0, 7);
		tcase_add_loop_test(tests, xucred_groups, 0, 20);
	}
	if (kernel.has_peerucred) {
		tcase_add_loop_test(tests, peerucred_counts, 0, 11);
		tcase_add_test(tests, peerucred_unknown);
		tcase_add_test(tests, peerucred_no_memory);
		tcase_add_test(tests, peerucred_twice);
	}
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	run = srunner_ntests_run(runner);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return run == 0 ? 99 : failed != 0;
}
