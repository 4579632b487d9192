/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * What the library promises, on the model of every kernel: in each state, which
 * state.c checks, and above all when the kernel misbehaves.
 */

#include <config.h>

#include <sys/types.h>

#include <check.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <unixcred.h>

#include "state.h"

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

/* 0 or an errno, and what was reported. */
static struct ids ids;

static int
about(const char *name, int (*call)(int, struct ids *))
{
	return ask(call, reach(name), &ids);
}

static int
answer(int (*call)(int, struct ids *))
{
	return about("ACCEPTED", call);
}

/* A world with the newest release, and no state yet. */
static void
reset(void)
{
	model_reset();
	model_begin();
	model.poison = POISON;
	state_name = NULL;
}

void
tell(const char *what, int is_wrong)
{
	if (is_wrong)
		ck_abort_msg("%s %s, %s: %s", kernel.name,
		    kernel.release[model.release].name,
		    state_name == NULL ? "no state" : state_name, what);
}

static void
leave(void)
{
	ck_assert_int_eq(model.objects, 0);
	ck_assert_int_eq(model.blocks, 0);
}

static int (*const all_calls[])(int, struct ids *) = {
	portable, portable_pid, raw, peerpid, groups, pidfd
};

enum { ALL_CALLS = sizeof(all_calls) / sizeof(all_calls[0]) };

static void
expect_ids(int pid_unknown)
{
	const struct identity *peer = &model_role[PEER];

	ck_assert_uint_eq(ids.uid, peer->euid);
	ck_assert_uint_eq(ids.gid, peer->egid);
	ck_assert_int_eq(ids.pid, pid_unknown ? UNIXCRED_PID_UNKNOWN :
	    peer->pid);
}

/* Some of them twice. */
static void
give_groups(int count)
{
	model_role[PEER].ngroups = count;
	while (count-- > 0)
		model_groups[PEER][count] = (gid_t)(5000 - count / 2);
}

/* ---- Kernels that behave */

/* tests/model/linux and others do this, too: tests/mutants.sh runs these. */
START_TEST(every_state)
{
	check_states(_i);
}
END_TEST

/* Outside our pid namespace Linux has no number for a process. */
START_TEST(other_pid_namespace)
{
	int unknown = kernel.keeps_peer ||
	    (kernel.has_pid != NULL && !kernel.has_pid());

	model.invisible = PEER + 1;
	ck_assert_int_eq(answer(portable_pid), 0);
	expect_ids(unknown && !kernel.has_peerpid);
	ck_assert_int_eq(answer(raw), 0);
	expect_ids(unknown);
}
END_TEST

/* No groups, and as many as there is room for, duplicates kept. */
START_TEST(group_counts)
{
	gid_t list[LIST];

	give_groups(_i);
	expect_groups(accepted());
	/* And the effective one again, as initgroups(3) has it. */
	model_groups[PEER][0] = model_groups[PEER][_i / 2] =
	    model_role[PEER].egid;
	expect_groups(accepted());
	/* Whatever the list held before. */
	memset(list, 0xff, sizeof(list));
	ck_assert_int_gt(unixcred_get_peer_groups(accepted(), LIST, list), 0);
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

/* Any output of the portable calls may be unwanted. */
START_TEST(unwanted)
{
	const struct identity *peer = &model_role[PEER];
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
	socklen_t size;
	int error;

	ck_assert_int_eq(answer(call), 0);
	if (model.asked[GETSOCKOPT] == 0)
		return;
	size = model.size;
	model.length[GETSOCKOPT] = length;
	error = answer(call);
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
		room = size < 2 ? 4 : size > 17 ? 64 : 4 * (size - 1);
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

	ck_assert_int_lt(_i, peer->ngroups);
	model_groups[PEER][_i] = 0;
	ck_assert_int_eq(answer(groups), 0);
	model_groups[PEER][_i] = (gid_t)-1;
	ck_assert_int_eq(answer(groups), EINVAL);
	model_groups[PEER][_i] = 1;
	peer->egid = (gid_t)-1;
	ck_assert_int_eq(answer(groups), EINVAL);
	ck_assert_int_eq(answer(count_groups), EINVAL);
}
END_TEST

/* An answer of another length is no descriptor, whatever it looks like. */
START_TEST(pidfd_lengths)
{
	model.spare[GETSOCKOPT] = 1;
	model.length[GETSOCKOPT] = _i;
	if (_i == 4) {
		ck_assert_int_eq(answer(pidfd), 0);
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
	int error, proven;
	size_t i;

	/* Zeros make a family of the one byte of a name that has no more. */
	model.poison = _i % 2 == 0 ? POISON : 0;
	model.length[GETSOCKNAME] = lengths[_i / 2];
	model.length[GETPEERNAME] = lengths[_i / 2];
	proven = lengths[_i / 2] < 0 ||
	    lengths[_i / 2] >= (int)offsetof(struct sockaddr_un, sun_path);
	for (i = 0; i < ALL_CALLS; i++) {
		error = answer(all_calls[i]);
		if (error == ENOSYS)
			continue;
		if (error != 0)
			ck_assert_int_eq(error, ENOTCONN);
		else if (all_calls[i] == pidfd || all_calls[i] == peerpid)
			ck_assert_int_eq(ids.pid, model_role[PEER].pid);
		else
			ck_assert_uint_eq(ids.gid, model_role[PEER].egid);
		if (model.asked[GETPEERNAME] > 0 || all_calls[i] == peerpid)
			ck_assert_int_eq(error == 0, proven);
		ck_assert_int_eq(about("UNCONNECTED", all_calls[i]), ENOTCONN);
		error = about("UDP", all_calls[i]);
		ck_assert(error == EOPNOTSUPP || (!proven &&
		    (error == ENOTCONN || error == EINVAL)));
	}
	ck_assert_int_ne(about("ICMP", peerpid), 0);
}
END_TEST

START_TEST(versions)
{
	static const int wrong[] = { 1, -1, INT_MAX };

	model.version = wrong[_i];
	ck_assert_int_eq(answer(portable), EINVAL);
	ck_assert_int_eq(answer(portable_pid), EINVAL);
	ck_assert_int_eq(answer(raw), EINVAL);
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

	model.ngroups = counts[_i].ngroups;
	ck_assert_int_eq(answer(raw), counts[_i].error);
	ck_assert_int_eq(answer(portable), counts[_i].error);
	/* All told, but some were never written. */
	ck_assert_int_eq(answer(groups), counts[_i].error);
}
END_TEST

/* The groups come whole up to 15 beside the effective one, and cut off then. */
START_TEST(xucred_groups)
{
	struct unixcred_xucred cred;
	int i;

	give_groups(_i);
	ck_assert_int_eq(answer(raw), 0);
	ck_assert_int_eq(unixcred_get_xucred(accepted(), &cred), 0);
	ck_assert_int_eq(cred.ngroups, _i < 15 ? _i + 1 : 16);
	for (i = 1; i < cred.ngroups; i++)
		ck_assert_uint_eq(cred.groups[i], model_groups[PEER][i - 1]);
}
END_TEST

static void
expect_peerucred(int ngroups)
{
	const struct identity *peer = &model_role[PEER];
	struct unixcred_peerucred *cred;
	int i;

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
	int expected = counts[_i].error, ngroups = counts[_i].ngroups;

	give_groups(counts[_i].true_ngroups);
	model.ngroups = ngroups;
	ck_assert_int_eq(answer(raw), expected);
	ck_assert_int_eq(answer(portable), 0);
	/* A list that is not told is not an empty one. */
	ck_assert_int_eq(answer(groups), ngroups == -1 ? ENOSYS : expected);
	if (expected == 0)
		expect_peerucred(ngroups == TRULY ? counts[_i].true_ngroups :
		    ngroups);
}
END_TEST

/* The ids that are not promised may be missing. */
START_TEST(peerucred_unknown)
{
	struct identity *peer = &model_role[PEER];

	peer->ruid = peer->suid = (uid_t)-1;
	peer->rgid = peer->sgid = (gid_t)-1;
	peer->zone = -1;
	peer->pid = UNIXCRED_PID_UNKNOWN;
	expect_peerucred(peer->ngroups);
}
END_TEST

START_TEST(peerucred_no_memory)
{
	model.fail_malloc = 1;
	ck_assert_int_eq(answer(raw), ENOMEM);
	ck_assert_int_eq(answer(portable), 0);
}
END_TEST

/* With these ids, of which -1 is nobody's. */
static void
expect_odd(pid_t pid, unsigned int uid, unsigned int gid)
{
	static int (*const calls[])(int, struct ids *) = { portable_pid, raw };
	struct identity *peer = &model_role[PEER];
	int expected, i;

	expected = uid == 0xffffffff || gid == 0xffffffff ? EINVAL : 0;
	peer->pid = pid;
	peer->euid = (uid_t)uid;
	peer->egid = (gid_t)gid;
	for (i = 0; i < 2; i++) {
		ck_assert_int_eq(answer(calls[i]), expected);
		if (expected == 0) {
			ck_assert_uint_eq(ids.uid, peer->euid);
			ck_assert_uint_eq(ids.gid, peer->egid);
		}
	}
}

/* Root is a user, and so are the largest numbers. */
START_TEST(odd_ids)
{
	static const unsigned int odd[] = {
		0, 1, 65534, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff
	};

	expect_odd(401, odd[_i], 2001);
	expect_odd(401, 1001, odd[_i]);
	expect_odd(401, odd[_i], odd[_i]);
	/* Only all three of 0, -1, -1 are Linux's word for "nobody". */
	expect_odd(0, 1001, 0xffffffff);
	expect_odd(0, odd[_i], 2001);
}
END_TEST

/* No pid is told, by whatever number, and the ids are. */
START_TEST(odd_pids)
{
	static const pid_t odd[] = { 0, -1, -2, INT_MIN };

	model_role[PEER].pid = odd[_i];
	ck_assert_int_eq(answer(portable_pid), 0);
	expect_ids(1);
	ck_assert_int_eq(answer(raw), 0);
	expect_ids(1);
	if (!kernel.has_peerpid)
		return;
	/* 0 is the kernel itself; a negative one fails the check. */
	if (odd[_i] == 0) {
		ck_assert_int_eq(answer(peerpid), 0);
		ck_assert_int_eq(ids.pid, UNIXCRED_PID_UNKNOWN);
	} else {
		ck_assert_int_eq(answer(peerpid), EINVAL);
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

/* Of getsockopt(2), which is not asked for the ids where getpeereid(3) is. */
static int
of_option(int error)
{
	return kernel.has_getpeereid ? of_listening(error) : translated(error);
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
	ck_assert_int_eq(answer(function), 0);
	if (model.asked[call] == 0)
		return;
	model.error[call] = error;
	ck_assert_int_eq(answer(function), expected);
	model.error[call] = 0;
}

START_TEST(errors)
{
	expect_translated(portable, GETSOCKOPT, _i, of_option(_i));
	expect_translated(portable, GETPEEREID, _i, translated(_i));
	expect_translated(portable, GETPEERUCRED, _i, translated(_i));
	expect_translated(portable, GETPEERNAME, _i, translated(_i));
	expect_translated(portable, GETSOCKNAME, _i, of_name(_i));
	expect_translated(raw, GETSOCKOPT, _i, of_option(_i));
	expect_translated(raw, GETPEERUCRED, _i, translated(_i));

	if (kernel.has_groups) {
		expect_translated(groups, GETSOCKOPT, _i, translated(_i));
		expect_translated(groups, GETPEERUCRED, _i, translated(_i));
	}
	if (kernel.has_pidfd)
		expect_translated(pidfd, GETSOCKOPT, _i, translated(_i));

	/* The same, found on the second look. */
	model.error[GETSOCKNAME] = _i;
	ck_assert_int_eq(about("UNCONNECTED", raw), of_name(_i));
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

/* The credentials were told, and what was asked after them was not. */
START_TEST(later_errors)
{
	int asked, expected;

	ck_assert_int_eq(answer(portable), 0);
	asked = model.asked[GETSOCKOPT];
	model.spare[GETSOCKOPT] = 1;
	model.error[GETSOCKOPT] = _i;
	ck_assert_int_eq(answer(portable), asked < 2 ? 0 : of_listening(_i));
	if (kernel.has_pidfd) {
		/* qemu-user: ERANGE, and the length as it was. */
		expected = _i == ERANGE || _i == EINVAL || _i == EOPNOTSUPP ?
		    ENOSYS : translated(_i);
		ck_assert_int_eq(answer(groups), expected);
		ck_assert_int_eq(answer(count_groups), expected);
		ck_assert_int_eq(answer(pidfd), _i == EINVAL ? ESRCH :
		    translated(_i));
	} else if (kernel.has_groups) {
		ck_assert_int_eq(answer(groups),
		    asked < 2 ? 0 : of_listening(_i));
	}
	if (!kernel.has_peerpid)
		return;

	/* The pid may have gone, or not be told by an older release. */
	model.spare[GETSOCKOPT] = 2;
	if (translated(_i) == ENOTCONN || translated(_i) == ENOSYS) {
		ck_assert_int_eq(answer(portable_pid), 0);
		expect_ids(1);
	} else {
		ck_assert_int_eq(answer(portable_pid), _i);
	}
}
END_TEST

/* A socket that begins to listen between any two looks has no peer. */
START_TEST(listening_in_between)
{
	model.listen_after = _i;
	ck_assert_int_eq(about("BOUND", portable), ENOTCONN);
	ck_assert_int_eq(about("BOUND", portable_pid), ENOTCONN);
	if (kernel.has_groups)
		ck_assert_int_eq(about("BOUND", groups), ENOTCONN);
	if (kernel.has_pidfd)
		ck_assert_int_eq(about("BOUND", pidfd), ENOTCONN);
}
END_TEST

/* Nor has one that has lost its peer: no other answer comes of it. */
START_TEST(listening_after_peer)
{
	struct ids before;
	int error;

	error = about("PEER_CLOSED_US,bound", portable);
	before = ids;
	/* Where the kernel cannot say so, the pages warn of it. */
	if (kernel.acceptconn() == 0)
		return;
	model.listen_after = _i;
	if (about("PEER_CLOSED_US,bound", portable) != 0)
		return;
	ck_assert_int_eq(error, 0);
	ck_assert_uint_eq(ids.uid, before.uid);
	ck_assert_uint_eq(ids.gid, before.gid);
}
END_TEST

/* A kernel that says yes and writes nothing has told nothing. */
START_TEST(silence)
{
	size_t i;

	model.silent[_i] = 1;
	for (i = 0; i < ALL_CALLS; i++)
		/* macOS's pid may have gone, for all that one knows. */
		if (all_calls[i] != portable_pid && answer(all_calls[i]) == 0)
			ck_assert_int_eq(model.asked[_i], 0);
}
END_TEST

/* Nor has one that wrote one id, or none. */
START_TEST(getpeereid_in_part)
{
	model.silent[GETPEEREID] = _i;
	ck_assert_int_eq(answer(portable), EINVAL);
	ck_assert_int_eq(answer(portable_pid), EINVAL);
}
END_TEST

/* Nor has one that told the ids, and then nothing. */
START_TEST(later_silence)
{
	model.spare[GETSOCKOPT] = 1;
	model.silent[GETSOCKOPT] = 1;
	model_role[PEER].ngroups = 1;
	ck_assert_int_eq(answer(groups), EINVAL);
	ck_assert_int_eq(answer(count_groups), EINVAL);
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
	tcase_add_loop_test(tests, every_state, 0, releases);
	if (is_known()) {
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
		tcase_add_loop_test(tests, silence, GETSOCKOPT, GETPEEREID);
	}
	if (kernel.has_groups) {
		tcase_add_loop_test(tests, group_counts, 0, 33);
		tcase_add_test(tests, group_sizes);
		tcase_add_loop_test(tests, odd_groups, 0, 3);
	}
	if (kernel.has_pidfd) {
		tcase_add_loop_test(tests, pidfd_lengths, 0, 9);
		tcase_add_loop_test(tests, group_lengths, 0, 93);
		tcase_add_loop_test(tests, group_lengths_out_of_range, 0, 17);
		tcase_add_loop_test(tests, groups_in_part, 0, 33);
		tcase_add_test(tests, later_silence);
	}
	if (kernel.has_getpeereid)
		tcase_add_loop_test(tests, getpeereid_in_part, NO_UID,
		    (NO_UID | NO_GID) + 1);
	if (kernel.has_xucred || kernel.has_getpeereid)
		tcase_add_loop_test(tests, versions, 0, 3);
	if (kernel.has_xucred) {
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
