/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What the library promises, asserted against the model of every kernel. */

#include <config.h>

#include <sys/types.h>

#include <check.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <unixcred.h>

#include "model.h"

#define POISON	0x5a

/* A failing call may look again, but not for ever. */
#define MOST_CALLS	5

/* ---- States */

enum { MOST_STATES = 400 };

static struct state states[MOST_STATES];
static int all_states;

static void
keep(const struct state *state)
{
	if (all_states == MOST_STATES)
		exit(99);
	states[all_states++] = *state;
}

/*
 * A world in this state, and the descriptor that its process asks about.  Of a
 * system that has no such socket: -1 too, and as good as closed.
 */
static int
reach_state(const struct state *state)
{
	const struct step *step = state->step;

	for (model_begin(); step->verb != DO_ASK; step++)
		model_step(step);
	world.current = (uint8_t)step->who;
	return model_fd(step->fd);
}

static int
reach(const char *name)
{
	int i;

	for (i = 0; i < all_states; i++)
		if (strcmp(states[i].name, name) == 0)
			return reach_state(&states[i]);
	ck_abort_msg("no state %s", name);
	return -1;
}

static int
accepted(void)
{
	return reach("ACCEPTED");
}

/* A socket of a kind that no script opens. */
static int
reach_kind(int kind)
{
	struct step step = { SELF, DO_OPEN, 0, 0, 0 };

	step.arg = kind;
	model_begin();
	ck_assert_int_eq(model_step(&step), 0);
	return model_fd(0);
}

/* A world with the newest release, and no state yet. */
static void
reset(void)
{
	model_reset();
	model_begin();
	model.poison = POISON;
}

/* ---- What is expected: see ERRORS in libunixcred(3) */

static int
is_file(const struct socket *socket)
{
	return socket->kind == REGULAR_FILE || socket->kind == PIPE_READ ||
	    socket->kind == PIPE_WRITE;
}

/* Of the raw call that this kernel has. */
static int
raw_expected(const struct socket *socket)
{
	if (socket == NULL)
		return EBADF;
	if (is_file(socket))
		return ENOTSOCK;
	if (socket->kind != LOCAL)
		return EOPNOTSUPP;
	/* Linux, where a listening socket has the ids of its own process. */
	if (kernel.keeps_peer && socket->flags != 0)
		return 0;
	return socket->flags & OF_PEER ? 0 : ENOTCONN;
}

static int
portable_expected(const struct socket *socket)
{
	int error = raw_expected(socket);

	if (error != 0)
		return error;
	if ((socket->listens && kernel.acceptconn() != 0) ||
	    (kernel.named_only && socket->name == 0) ||
	    (kernel.keeps_peer && socket->phase == FRESH))
		return ENOTCONN;
	return 0;
}

static void
leave(void)
{
	ck_assert_int_eq(model.objects, 0);
	ck_assert_int_eq(model.blocks, 0);
}

static void
count_from_here(void)
{
	model.calls = 0;
	memset(model.asked, 0, sizeof(model.asked));
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
	int handle;

	errno = 0;
	handle = unixcred_get_peer_pidfd(fd);
	if (handle == -1) {
		ck_assert_int_ne(errno, 0);
		return errno;
	}
	ids->pid = model_role[model_pidfd_role(handle)].pid;
	ck_assert_int_eq(model_close(handle), 0);
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
	ck_assert_int_eq(model.objects, 0);
	ck_assert_int_eq(model.blocks, 0);
	ck_assert_int_le(model.calls, MOST_CALLS);
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
expect_ids(const struct ids *ids, enum role who, int pid_unknown)
{
	const struct identity *process = &model_role[who];

	ck_assert_uint_eq(ids->uid, process->euid);
	ck_assert_uint_eq(ids->gid, process->egid);
	ck_assert_int_eq(ids->pid, pid_unknown ? UNIXCRED_PID_UNKNOWN :
	    process->pid);
}

/* ---- All states of all releases */

/* The state, for a message. */
static const char *doing;

static void
expect(const char *what, long is, long should_be)
{
	ck_assert_msg(is == should_be, "%s %s, %s: %s is %ld, not %ld",
	    kernel.name, kernel.release[model.release].name, doing, what, is,
	    should_be);
}

/* The pid that comes with the ids: macOS's is the last user's. */
static pid_t
pid_expected(const struct socket *socket, int is_raw)
{
	if (kernel.has_peerpid && !is_raw)
		return socket->peer == 0 ? UNIXCRED_PID_UNKNOWN :
		    model_role[world.socket[socket->peer - 1].user - 1].pid;
	if (kernel.has_pid != NULL && !kernel.has_pid())
		return UNIXCRED_PID_UNKNOWN;
	return model_identity(socket->cred).pid;
}

static void
expect_identity(const struct socket *socket, const struct ids *ids)
{
	struct identity who = model_identity(socket->cred);

	expect("uid", (long)ids->uid, (long)who.euid);
	expect("gid", (long)ids->gid, (long)who.egid);
}

static void
portable_state(int fd)
{
	const struct socket *socket = model_socket(fd);
	struct ids ids;
	int expected = portable_expected(socket);

	expect("errno", ask(portable, fd, &ids), expected);
	if (expected == 0) {
		expect("system calls", model.calls, kernel.calls);
		expect_identity(socket, &(struct ids){ 0, ids.uid, ids.gid });
		/* Some kernels that imitate Linux mind a short buffer. */
		if (model.asked[GETPEERNAME] > 0)
			expect("room", (long)model.name_room,
			    sizeof(struct sockaddr_un));
	}
	expect("errno", ask(portable_pid, fd, &ids), expected);
	if (expected == 0) {
		expect_identity(socket, &ids);
		expect("pid", ids.pid, pid_expected(socket, 0));
		if (ids.pid != UNIXCRED_PID_UNKNOWN)
			expect("system calls", model.calls,
			    kernel.calls_with_pid);
	}
}

static void
raw_state(int fd)
{
	const struct socket *socket = model_socket(fd);
	struct ids ids;
	int error, expected = raw_expected(socket);

	error = ask(raw, fd, &ids);
	if (error == 0 && socket != NULL && socket->kind != LOCAL &&
	    kernel.foreign_answers >> socket->kind & 1)
		return;
	expect("raw errno", error, expected);
	if (expected == 0) {
		expect("system calls", model.calls, 1);
		expect_identity(socket, &ids);
		expect("pid", ids.pid, pid_expected(socket, 1));
	}
}

/* An accepted stream is what all of this is for, on every system. */
static void
accepted_state(int fd)
{
	const struct socket *socket = model_socket(fd);
	struct ids ids;

	if (socket != NULL && socket->kind == LOCAL && socket->type == STREAM &&
	    socket->peer != 0 && !socket->listens &&
	    !(socket->done & (CLIENT | OF_PAIR | BOUND_LATE))) {
		expect("errno", ask(portable, fd, &ids), 0);
		ck_assert(socket->peer_ids >> (socket->cred.ids - 1) & 1);
	}
}

static int
ascending(const void *a, const void *b)
{
	gid_t x = *(const gid_t *)a, y = *(const gid_t *)b;

	return (x > y) - (x < y);
}

/* These groups, with room for them, for more, for none, and for one less. */
static void
expect_groups(int fd)
{
	const struct record record = model_socket(fd)->cred;
	const struct identity who = model_identity(record);
	gid_t expected[LIST], list[LIST];
	int count, i, size;

	count = who.ngroups + 1;
	if (count > kernel.most_groups)
		count = kernel.most_groups;
	expected[0] = who.egid;
	for (i = 1; i < count; i++)
		expected[i] = model_groups_of(record)[i - 1];
	if (kernel.sorts_groups)
		qsort(expected + 1, (size_t)count - 1, sizeof(gid_t),
		    ascending);

	count_from_here();
	ck_assert_int_eq(unixcred_get_peer_groups(fd, 0, NULL), count);
	ck_assert_int_eq(model.calls, kernel.calls_for_groups);
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
		ck_assert_int_eq(model.calls, kernel.calls_for_groups);
		ck_assert_int_eq(model.objects, 0);
	}
}

static void
groups_state(int fd)
{
	const struct socket *socket = model_socket(fd);
	struct ids ids;
	int expected = portable_expected(socket);

	if (expected == 0 && kernel.groups_error != NULL)
		expected = kernel.groups_error();
	if (expected == 0 && model_identity(socket->cred).ngroups >= LIST &&
	    kernel.most_groups > LIST)
		expected = ERANGE;
	expect("errno", ask(groups, fd, &ids), expected);
	if (expected == 0)
		expect("gid", (long)ids.gid,
		    (long)model_identity(socket->cred).egid);
	if (expected != ERANGE)
		expect("errno", ask(count_groups, fd, &ids), expected);
}

static void
pidfd_state(int fd)
{
	const struct socket *socket = model_socket(fd);
	struct ids ids;
	int expected = portable_expected(socket);

	if (expected == 0 && kernel.pidfd_error != NULL)
		expected = kernel.pidfd_error(socket->cred);
	expect("errno", ask(pidfd, fd, &ids), expected);
	if (expected == 0) {
		expect("pid", ids.pid, model_identity(socket->cred).pid);
		expect("system calls", model.calls, 3);
	}
}

/* macOS: of a datagram, too, which has no credentials. */
static void
peerpid_state(int fd)
{
	const struct socket *socket = model_socket(fd);
	struct ids ids;
	int expected = raw_expected(socket);

	if (socket != NULL && socket->kind == LOCAL)
		expected = socket->peer == 0 ? ENOTCONN : 0;
	expect("errno", ask(peerpid, fd, &ids), expected);
	if (expected == 0) {
		expect("pid", ids.pid, pid_expected(socket, 0));
		expect("system calls", model.calls, 2);
	}
}

/* Each state, then those that no script reaches; _i is the release. */
static void
in_all_states(int release, void (*test)(int fd))
{
	int i;

	model.release = release;
	for (i = 0; i < all_states; i++) {
		doing = states[i].name;
		test(reach_state(&states[i]));
	}
	doing = "BLUETOOTH";
	test(reach_kind(BLUETOOTH));
	doing = "NO_NAME";
	test(reach_kind(NO_NAME));
}

START_TEST(portable_states)
{
	in_all_states(_i, portable_state);
	in_all_states(_i, accepted_state);
}
END_TEST

START_TEST(raw_states)
{
	in_all_states(_i, raw_state);
}
END_TEST

START_TEST(groups_states)
{
	in_all_states(_i, groups_state);
	if (kernel.groups_error == NULL || kernel.groups_error() == 0)
		expect_groups(accepted());
}
END_TEST

START_TEST(pidfd_states)
{
	in_all_states(_i, pidfd_state);
}
END_TEST

START_TEST(peerpid_states)
{
	in_all_states(_i, peerpid_state);
}
END_TEST

/* Outside our pid namespace Linux has no number for a process. */
START_TEST(other_pid_namespace)
{
	struct ids ids;
	int unknown = kernel.keeps_peer ||
	    (kernel.has_pid != NULL && !kernel.has_pid());

	model.invisible = PEER + 1;
	ck_assert_int_eq(ask(portable_pid, accepted(), &ids), 0);
	expect_ids(&ids, PEER, unknown && !kernel.has_peerpid);
	ck_assert_int_eq(ask(raw, accepted(), &ids), 0);
	expect_ids(&ids, PEER, unknown);
}
END_TEST

/* No groups, and as many as there is room for, duplicates kept. */
START_TEST(group_counts)
{
	struct identity *peer = &model_role[PEER];
	gid_t list[LIST];
	int i;

	peer->ngroups = _i;
	for (i = 0; i < _i; i++)
		model_groups[PEER][i] = (gid_t)(5000 - i / 2);
	expect_groups(accepted());
	/* Whatever the list held before. */
	memset(list, 0xff, sizeof(list));
	ck_assert_int_gt(unixcred_get_peer_groups(accepted(), LIST, list),
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

	model_role[PEER].ngroups = 1;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		memset(list, POISON, sizeof(list));
		ck_assert_int_eq(unixcred_get_peer_groups(accepted(),
		    sizes[i], list), 2);
		ck_assert_uint_eq(list[0], model_role[PEER].egid);
		ck_assert_uint_eq(list[1], model_groups[PEER][0]);
		ck_assert_int_ge((int)model.room, 0);
	}
}
END_TEST

static void
bad_sizes(int fd)
{
	gid_t list[1];

	ck_assert_int_eq(unixcred_get_peer_groups(fd, INT_MIN, list), -1);
	ck_assert_int_eq(errno, EINVAL);
	ck_assert_int_eq(unixcred_get_peer_groups(fd, -1, NULL), -1);
	ck_assert_int_eq(errno, EINVAL);
	count_from_here();
	ck_assert_int_eq(unixcred_get_peer_groups(fd, 1, NULL), -1);
	ck_assert_int_eq(errno, EFAULT);
	ck_assert_int_eq(model.calls, 0);
}

START_TEST(bad_group_sizes)
{
	in_all_states(0, bad_sizes);
}
END_TEST

/* ---- What is absent, and what is NULL */

/* ENOSYS comes before a look at anything, and without asking the kernel. */
static void
absent_in_state(int fd)
{
	struct ids ids;

	if (!kernel.has_ucred) {
		ck_assert_int_eq(ask(ucred, fd, &ids), ENOSYS);
		ck_assert_int_eq(model.calls, 0);
		ck_assert_int_eq(unixcred_get_ucred(fd, NULL), -1);
		ck_assert_int_eq(errno, ENOSYS);
	}
	if (!kernel.has_xucred) {
		ck_assert_int_eq(ask(xucred, fd, &ids), ENOSYS);
		ck_assert_int_eq(model.calls, 0);
		ck_assert_int_eq(unixcred_get_xucred(fd, NULL), -1);
		ck_assert_int_eq(errno, ENOSYS);
	}
	if (!kernel.has_peerucred) {
		ck_assert_int_eq(ask(peerucred, fd, &ids), ENOSYS);
		ck_assert_int_eq(model.calls, 0);
		ck_assert_int_eq(unixcred_getpeerucred(fd, NULL), -1);
		ck_assert_int_eq(errno, ENOSYS);
	}
	if (!kernel.has_peerpid) {
		ck_assert_int_eq(ask(peerpid, fd, &ids), ENOSYS);
		ck_assert_int_eq(model.calls, 0);
		ck_assert_int_eq(unixcred_get_peerpid(fd, NULL), -1);
		ck_assert_int_eq(errno, ENOSYS);
	}
	if (!kernel.has_groups) {
		ck_assert_int_eq(ask(groups, fd, &ids), ENOSYS);
		ck_assert_int_eq(model.calls, 0);
		ck_assert_int_eq(unixcred_get_peer_groups(fd, -1, NULL), -1);
		ck_assert_int_eq(errno, ENOSYS);
	}
	if (!kernel.has_pidfd) {
		ck_assert_int_eq(ask(pidfd, fd, &ids), ENOSYS);
		ck_assert_int_eq(model.calls, 0);
	}
	if (!is_known()) {
		ck_assert_int_eq(ask(portable, fd, &ids), ENOSYS);
		ck_assert_int_eq(ask(portable_pid, fd, &ids), ENOSYS);
		ck_assert_int_eq(unixcred_get_peer_uid_gid(fd, NULL, NULL),
		    -1);
		ck_assert_int_eq(errno, ENOSYS);
		ck_assert_int_eq(model.calls, 0);
	}
}

START_TEST(absent)
{
	in_all_states(0, absent_in_state);
}
END_TEST

/* EFAULT comes before a look at the descriptor. */
static void
null_in_state(int fd)
{
	count_from_here();
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
	ck_assert_int_eq(model.calls, 0);
	errno = E2BIG;
	unixcred_peerucred_free(NULL);
	ck_assert_int_eq(errno, E2BIG);
}

START_TEST(null)
{
	in_all_states(0, null_in_state);
}
END_TEST

/* Any output of the portable calls may be unwanted. */
START_TEST(unwanted)
{
	const struct identity *peer = &model_role[PEER];
	struct ids ids;
	int want;

	for (want = 0; want < 8; want++) {
		memset(&ids, POISON, sizeof(ids));
		count_from_here();
		ck_assert_int_eq(unixcred_get_peer_pid_uid_gid(accepted(),
		    want & 1 ? &ids.pid : NULL, want & 2 ? &ids.uid : NULL,
		    want & 4 ? &ids.gid : NULL), 0);
		ck_assert_int_eq(model.calls, want & 1 ?
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

	ck_assert_int_eq(ask(call, accepted(), &ids), 0);
	if (model.asked[GETSOCKOPT] == 0)
		return;
	size = model.size;
	model.length[GETSOCKOPT] = length;
	error = ask(call, accepted(), &ids);
	ck_assert_int_eq(error, (socklen_t)length == size ? 0 : EINVAL);
	model.length[GETSOCKOPT] = TRULY;
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
	model.spare[GETSOCKOPT] = 1;
	count = unixcred_get_peer_groups(accepted(), size, list);
	ck_assert_int_eq(model.asked[GETSOCKOPT], 2);
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
	model_role[PEER].ngroups = 1;
	model.length[GETSOCKOPT] = length;
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
	model_role[PEER].ngroups = 3;
	model.length[GETSOCKOPT] = length;
	ck_assert_int_eq(count_or_error(0, NULL),
	    whole ? 1 + length / 4 : -EINVAL);
	ck_assert_int_eq(count_or_error(3, list), whole ? -ERANGE : -EINVAL);

	/* As much room as there was, or less. */
	model.length[GETSOCKOPT] = _i % 9;
	ck_assert_int_eq(count_or_error(3, list), -ENOSYS);
	model.length[GETSOCKOPT] = _i % 5;
	ck_assert_int_eq(count_or_error(0, NULL), -ENOSYS);
	ck_assert_int_eq(count_or_error(1, list), -ENOSYS);
	model.length[GETSOCKOPT] = TRULY;
	model.error[GETSOCKOPT] = ERANGE;
	ck_assert_int_eq(count_or_error(INT_MAX, list), -ENOSYS);
}
END_TEST

/* A list that was written in part, or of which something was skipped. */
START_TEST(groups_in_part)
{
	gid_t list[LIST];
	int size;

	while (kernel.release[model.release + 1].name != NULL)
		model.release++;
	for (size = 0; size <= LIST; size++) {
		memset(list, 0, sizeof(list));
		model_role[PEER].ngroups = _i;
		count_from_here();
		ck_assert_int_eq(unixcred_get_peer_groups(accepted(), size,
		    list), -1);
		ck_assert_int_eq(errno, EINVAL);
	}
}
END_TEST

/* A group of -1 is nobody's, wherever it stands. */
START_TEST(odd_groups)
{
	struct identity *peer = &model_role[PEER];
	struct ids ids;

	ck_assert_int_lt(_i, peer->ngroups);
	model_groups[PEER][_i] = 0;
	ck_assert_int_eq(ask(groups, accepted(), &ids), 0);
	model_groups[PEER][_i] = (gid_t)-1;
	ck_assert_int_eq(ask(groups, accepted(), &ids), EINVAL);
	model_groups[PEER][_i] = 1;
	peer->egid = (gid_t)-1;
	ck_assert_int_eq(ask(groups, accepted(), &ids), EINVAL);
	ck_assert_int_eq(ask(count_groups, accepted(), &ids), EINVAL);
}
END_TEST

/* An answer of another length is no descriptor, whatever it looks like. */
START_TEST(pidfd_lengths)
{
	struct ids ids;

	model.spare[GETSOCKOPT] = 1;
	model.length[GETSOCKOPT] = _i;
	if (_i == 4) {
		ck_assert_int_eq(ask(pidfd, accepted(), &ids), 0);
		return;
	}
	ck_assert_int_eq(unixcred_get_peer_pidfd(accepted()), -1);
	ck_assert_int_eq(errno, EINVAL);
	model.objects = 0;
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
	model.poison = _i % 2 == 0 ? POISON : 0;
	model.length[GETSOCKNAME] = lengths[_i / 2];
	model.length[GETPEERNAME] = lengths[_i / 2];
	proven = lengths[_i / 2] < 0 ||
	    lengths[_i / 2] >= (int)offsetof(struct sockaddr_un, sun_path);
	for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		error = ask(calls[i], accepted(), &ids);
		if (error == ENOSYS)
			continue;
		if (error != 0)
			ck_assert_int_eq(error, ENOTCONN);
		else if (calls[i] == pidfd)
			ck_assert_int_eq(ids.pid, model_role[PEER].pid);
		else
			ck_assert_uint_eq(ids.gid, model_role[PEER].egid);
		if (model.asked[GETPEERNAME] > 0)
			ck_assert_int_eq(error == 0, proven);
		ck_assert_int_eq(ask(calls[i], reach("UNCONNECTED"), &ids),
		    ENOTCONN);
		error = ask(calls[i], reach("UDP"), &ids);
		ck_assert(error == EOPNOTSUPP || (!proven &&
		    (error == ENOTCONN || error == EINVAL)));
	}
	if (kernel.has_peerpid) {
		error = ask(peerpid, accepted(), &ids);
		ck_assert_int_eq(error, proven ? 0 : ENOTCONN);
		ck_assert_int_ne(ask(peerpid, reach("ICMP"), &ids), 0);
	}
}
END_TEST

START_TEST(versions)
{
	static const int wrong[] = { 1, -1, INT_MAX };
	struct ids ids;

	model.version = wrong[_i];
	ck_assert_int_eq(ask(portable, accepted(), &ids), EINVAL);
	ck_assert_int_eq(ask(portable_pid, accepted(), &ids), EINVAL);
	ck_assert_int_eq(ask(raw, accepted(), &ids), EINVAL);
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

	model.ngroups = counts[_i].ngroups;
	ck_assert_int_eq(ask(raw, accepted(), &ids), counts[_i].error);
	ck_assert_int_eq(ask(portable, accepted(), &ids), counts[_i].error);
	/* All told, but some were never written. */
	ck_assert_int_eq(ask(groups, accepted(), &ids), counts[_i].error);
}
END_TEST

/* The groups come whole up to 15 beside the effective one, and cut off then. */
START_TEST(xucred_groups)
{
	struct identity *peer = &model_role[PEER];
	struct unixcred_xucred cred;
	int i;

	peer->ngroups = _i;
	for (i = 0; i < _i; i++)
		model_groups[PEER][i] = (gid_t)(5000 - i / 2);
	ck_assert_int_eq(unixcred_get_xucred(accepted(), &cred), 0);
	ck_assert_int_eq(cred.ngroups, _i < 15 ? _i + 1 : 16);
	ck_assert_uint_eq(cred.groups[0], peer->egid);
	for (i = 1; i < cred.ngroups; i++)
		ck_assert_uint_eq(cred.groups[i], model_groups[PEER][i - 1]);
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
	struct identity *peer = &model_role[PEER];
	struct unixcred_peerucred *cred;
	struct ids ids;
	int i, ngroups;

	peer->ngroups = counts[_i].true_ngroups;
	for (i = 0; i < peer->ngroups; i++)
		model_groups[PEER][i] = (gid_t)(6000 - i / 2);
	model.ngroups = counts[_i].ngroups;
	ck_assert_int_eq(ask(raw, accepted(), &ids), counts[_i].error);
	ck_assert_int_eq(ask(portable, accepted(), &ids), 0);
	/* A list that is not told is not an empty one. */
	ck_assert_int_eq(ask(groups, accepted(), &ids),
	    counts[_i].ngroups == -1 ? ENOSYS : counts[_i].error);
	if (counts[_i].error != 0)
		return;

	ngroups = model.ngroups == TRULY ? peer->ngroups : model.ngroups;
	ck_assert_int_eq(unixcred_getpeerucred(accepted(), &cred), 0);
	ck_assert_int_eq(model.blocks, 1);
	ck_assert_int_eq(cred->ngroups, ngroups);
	for (i = 0; i < ngroups; i++)
		ck_assert_uint_eq(cred->groups[i], model_groups[PEER][i]);
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
	struct identity *peer = &model_role[PEER];
	struct unixcred_peerucred *cred;

	peer->ruid = peer->suid = (uid_t)-1;
	peer->rgid = peer->sgid = (gid_t)-1;
	peer->zone = -1;
	peer->pid = -1;
	ck_assert_int_eq(unixcred_getpeerucred(accepted(), &cred), 0);
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

	model.fail_malloc = 1;
	ck_assert_int_eq(ask(raw, accepted(), &ids), ENOMEM);
	ck_assert_int_eq(ask(portable, accepted(), &ids), 0);
}
END_TEST

/* Root is a user, and so are the largest numbers; -1 is nobody. */
START_TEST(odd_ids)
{
	static const unsigned int odd[] = {
		0, 1, 65534, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff
	};
	struct identity *peer = &model_role[PEER];
	struct ids ids;
	int expected;

	expected = odd[_i] == 0xffffffff ? EINVAL : 0;
	peer->euid = (uid_t)odd[_i];
	ck_assert_int_eq(ask(portable_pid, accepted(), &ids), expected);
	if (expected == 0)
		ck_assert_uint_eq(ids.uid, peer->euid);
	ck_assert_int_eq(ask(raw, accepted(), &ids), expected);
	if (expected == 0)
		ck_assert_uint_eq(ids.uid, peer->euid);

	peer->euid = 1001;
	peer->egid = (gid_t)odd[_i];
	ck_assert_int_eq(ask(portable_pid, accepted(), &ids), expected);
	if (expected == 0)
		ck_assert_uint_eq(ids.gid, peer->egid);
	ck_assert_int_eq(ask(raw, accepted(), &ids), expected);
	if (expected == 0)
		ck_assert_uint_eq(ids.gid, peer->egid);

	peer->euid = (uid_t)odd[_i];
	ck_assert_int_eq(ask(portable_pid, accepted(), &ids), expected);
	ck_assert_int_eq(ask(raw, accepted(), &ids), expected);

	/* Only all three of 0, -1, -1 are Linux's word for "nobody". */
	peer->pid = 0;
	peer->euid = 1001;
	peer->egid = (gid_t)-1;
	ck_assert_int_eq(ask(portable_pid, accepted(), &ids), EINVAL);
	ck_assert_int_eq(ask(raw, accepted(), &ids), EINVAL);
	peer->euid = (uid_t)odd[_i];
	peer->egid = 2001;
	ck_assert_int_eq(ask(portable_pid, accepted(), &ids), expected);
	ck_assert_int_eq(ask(raw, accepted(), &ids), expected);
}
END_TEST

/* No pid is told, by whatever number, and the ids are. */
START_TEST(odd_pids)
{
	static const pid_t odd[] = { 0, -1, -2, INT_MIN };
	struct ids ids;

	model_role[PEER].pid = odd[_i];
	ck_assert_int_eq(ask(portable_pid, accepted(), &ids), 0);
	expect_ids(&ids, PEER, 1);
	ck_assert_int_eq(ask(raw, accepted(), &ids), 0);
	expect_ids(&ids, PEER, 1);
	if (!kernel.has_peerpid)
		return;
	/* 0 is the kernel itself; a negative one fails the check. */
	if (odd[_i] == 0) {
		ck_assert_int_eq(ask(peerpid, accepted(), &ids), 0);
		ck_assert_int_eq(ids.pid, UNIXCRED_PID_UNKNOWN);
	} else {
		ck_assert_int_eq(ask(peerpid, accepted(), &ids), EINVAL);
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

	ck_assert_int_eq(ask(function, accepted(), &ids), 0);
	if (model.asked[call] == 0)
		return;
	model.error[call] = error;
	ck_assert_int_eq(ask(function, accepted(), &ids), expected);
	model.error[call] = 0;
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
	model.error[GETSOCKNAME] = _i;
	ck_assert_int_eq(ask(raw, reach("UNCONNECTED"), &ids), of_name(_i));
	model.error[GETSOCKNAME] = 0;

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

	ck_assert_int_eq(ask(portable, accepted(), &ids), 0);
	asked = model.asked[GETSOCKOPT];
	model.spare[GETSOCKOPT] = 1;
	model.error[GETSOCKOPT] = _i;
	ck_assert_int_eq(ask(portable, accepted(), &ids), asked < 2 ? 0 :
	    of_listening(_i));
	if (kernel.has_pidfd) {
		/* qemu-user: ERANGE, and the length as it was. */
		ck_assert_int_eq(ask(groups, accepted(), &ids),
		    _i == ERANGE || _i == EINVAL || _i == EOPNOTSUPP ? ENOSYS :
		    translated(_i));
		ck_assert_int_eq(ask(count_groups, accepted(), &ids),
		    _i == ERANGE || _i == EINVAL || _i == EOPNOTSUPP ? ENOSYS :
		    translated(_i));
		ck_assert_int_eq(ask(pidfd, accepted(), &ids),
		    _i == EINVAL ? ESRCH : translated(_i));
	} else if (kernel.has_groups) {
		ck_assert_int_eq(ask(groups, accepted(), &ids), asked < 2 ?
		    0 : of_listening(_i));
	}
	if (!kernel.has_peerpid)
		return;

	/* The pid may have gone, or not be told by an older release. */
	model.spare[GETSOCKOPT] = 2;
	if (translated(_i) == ENOTCONN || translated(_i) == ENOSYS) {
		ck_assert_int_eq(ask(portable_pid, accepted(), &ids), 0);
		expect_ids(&ids, PEER, 1);
	} else {
		ck_assert_int_eq(ask(portable_pid, accepted(), &ids), _i);
	}
}
END_TEST

/* A socket that begins to listen between any two looks has no peer. */
START_TEST(listening_in_between)
{
	struct ids ids;

	model.listen_after = _i;
	ck_assert_int_eq(ask(portable, reach("BOUND"), &ids), ENOTCONN);
	ck_assert_int_eq(ask(portable_pid, reach("BOUND"), &ids), ENOTCONN);
	if (kernel.has_groups)
		ck_assert_int_eq(ask(groups, reach("BOUND"), &ids), ENOTCONN);
	if (kernel.has_pidfd)
		ck_assert_int_eq(ask(pidfd, reach("BOUND"), &ids), ENOTCONN);
}
END_TEST

/* Nor has one that has lost its peer: no other answer comes of it. */
START_TEST(listening_after_peer)
{
	struct ids before, ids;
	int error;

	error = ask(portable, reach("PEER_CLOSED_US,bound"), &before);
	/* Where the kernel cannot say so, the pages warn of it. */
	if (kernel.acceptconn() == 0)
		return;
	model.listen_after = _i;
	if (ask(portable, reach("PEER_CLOSED_US,bound"), &ids) != 0)
		return;
	ck_assert_int_eq(error, 0);
	ck_assert_uint_eq(ids.uid, before.uid);
	ck_assert_uint_eq(ids.gid, before.gid);
}
END_TEST

/* A kernel that says yes and writes nothing has told nothing. */
START_TEST(silence)
{
	struct ids ids;

	model.silent[_i] = 1;
	if (ask(portable, accepted(), &ids) == 0)
		ck_assert_int_eq(model.asked[_i], 0);
	if (ask(raw, accepted(), &ids) == 0)
		ck_assert_int_eq(model.asked[_i], 0);
	if (ask(peerpid, accepted(), &ids) == 0)
		ck_assert_int_eq(model.asked[_i], 0);
	if (ask(groups, accepted(), &ids) == 0)
		ck_assert_int_eq(model.asked[_i], 0);
	if (ask(pidfd, accepted(), &ids) == 0)
		ck_assert_int_eq(model.asked[_i], 0);
}
END_TEST

/* Nor has one that told the ids, and then nothing. */
START_TEST(later_silence)
{
	struct ids ids;

	model.spare[GETSOCKOPT] = 1;
	model.silent[GETSOCKOPT] = 1;
	model_role[PEER].ngroups = 1;
	ck_assert_int_eq(ask(groups, accepted(), &ids), EINVAL);
	ck_assert_int_eq(ask(count_groups, accepted(), &ids), EINVAL);
	count_from_here();
	errno = 0;
	ck_assert_int_eq(unixcred_get_peer_pidfd(accepted()), -1);
	ck_assert_int_eq(errno, EINVAL);
	model.objects = 0;
}
END_TEST

/* Two answers at a time are two blocks. */
START_TEST(peerucred_twice)
{
	struct unixcred_peerucred *first, *second;

	ck_assert_int_eq(unixcred_getpeerucred(accepted(), &first), 0);
	ck_assert_int_eq(unixcred_getpeerucred(reach("PAIR"), &second), 0);
	ck_assert_int_eq(model.blocks, 2);
	ck_assert_uint_eq(first->euid, model_role[PEER].euid);
	ck_assert_uint_eq(second->euid, model_role[CREATOR].euid);
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
	int failed, releases = 0, run;

	script_each(SOURCE "/tests/model/states", keep);
	while (kernel.release[releases].name != NULL)
		releases++;
	model_reset();
	suite = suite_create(kernel.name);
	tests = tcase_create("contract");
	tcase_add_checked_fixture(tests, reset, leave);
	tcase_set_timeout(tests, 10);
	tcase_add_test(tests, absent);
	tcase_add_test(tests, null);
	if (is_known()) {
		tcase_add_loop_test(tests, portable_states, 0, releases);
		tcase_add_loop_test(tests, raw_states, 0, releases);
		tcase_add_test(tests, other_pid_namespace);
		tcase_add_test(tests, unwanted);
		tcase_add_loop_test(tests, option_lengths, 0, 204);
		tcase_add_loop_test(tests, name_lengths, 0, 18);
		tcase_add_loop_test(tests, odd_ids, 0, 7);
		tcase_add_loop_test(tests, odd_pids, 0, 4);
		tcase_add_loop_test(tests, errors, 1, 201);
		tcase_add_loop_test(tests, later_errors, 1, 201);
		tcase_add_loop_test(tests, listening_in_between, 0, 6);
		tcase_add_loop_test(tests, listening_after_peer, 0, 6);
		tcase_add_loop_test(tests, silence, GETSOCKOPT, GETPEERUCRED);
	}
	if (kernel.has_groups) {
		tcase_add_loop_test(tests, groups_states, 0, releases);
		tcase_add_loop_test(tests, group_counts, 0, 33);
		tcase_add_test(tests, group_sizes);
		tcase_add_test(tests, bad_group_sizes);
		tcase_add_loop_test(tests, odd_groups, 0, 3);
	}
	if (kernel.has_pidfd) {
		tcase_add_loop_test(tests, pidfd_states, 0, releases);
		tcase_add_loop_test(tests, pidfd_lengths, 0, 9);
		tcase_add_loop_test(tests, group_lengths, 0, 93);
		tcase_add_loop_test(tests, group_lengths_out_of_range, 0, 17);
		tcase_add_loop_test(tests, groups_in_part, 0, 33);
		tcase_add_test(tests, later_silence);
	}
	if (kernel.has_peerpid)
		tcase_add_loop_test(tests, peerpid_states, 0, releases);
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

/* script.c is here for its states alone. */

void
drive_begin(void)
{
}

void
drive_end(void)
{
}

int
drive_step(const struct step *step)
{
	return model_step(step);
}

void
drive_ask(const char *state, const struct step *step)
{
	(void)state;
	(void)step;
}
