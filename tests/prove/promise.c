/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * System calls that write, return and fail in any way, and the promises of
 * every public call, which must hold nevertheless.  See promise.h.
 */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <unixcred.h>

#include "promise.h"

#undef malloc
#undef free

/* cbmc does not check what follows; sanitizers do. */
#ifdef __CPROVER__
#pragma CPROVER check push
#pragma CPROVER check disable "pointer"
#pragma CPROVER check disable "bounds"
#pragma CPROVER check disable "pointer-primitive"
#pragma CPROVER check disable "signed-overflow"
#endif

/* The most groups of a process on Linux, and the effective group. */
#define MOST_GROUPS	65536

/*
 * Of so many, cbmc looks at lists up to this length alone, and has the library
 * ask for few at first: prove.sh sets FEW, and FEW_GROUPS of peergroups.c.
 */
#ifdef __CPROVER__
#define LONGEST		6
#else
#define LONGEST		MOST_GROUPS
#define FEW		16
#endif

struct seen seen;
long successes;

#ifdef __CPROVER__

/* The numbers in the largest answer; more than those of a list. */
enum { FILLED = 22, MEMORY = FILLED + 2 };

/* The caller's list, which has the size that the caller passed. */
static gid_t memory[MEMORY];

static int
has_room(const void *object, size_t size)
{
	size_t room = seen.size > MOST_GROUPS ? MOST_GROUPS + 1 :
	    seen.size < 0 ? 0 : (size_t)seen.size;

	/* The buffer of a label ends where a word ends. */
	if ((seen.may & LABEL) != 0)
		room = (seen.room + sizeof(gid_t) - 1) / sizeof(gid_t);
	if (__CPROVER_same_object(object, memory))
		return __CPROVER_POINTER_OFFSET(object) + size <=
		    room * sizeof(gid_t);
	return __CPROVER_w_ok(object, size);
}

#endif

/* ---- The kernel */

#ifdef __CPROVER__
int
any_errno(void)
{
	int error = any_int();

	ASSUME(error >= 0 && error < 4096);
	return error;
}

void
any_bytes(void *object, size_t size)
{
	__CPROVER_havoc_slice(object, size);
}

/* The library copies only groups. */
void *
memcpy(void *to, const void *from, size_t size)
{
	size_t i;

	PROMISE("copies only what there is", size % sizeof(gid_t) == 0 &&
	    WRITABLE(to, size) && __CPROVER_r_ok(from, size));
	for (i = 0; i < size / sizeof(gid_t); i++)
		((gid_t *)to)[i] = ((const gid_t *)from)[i];
	return to;
}

/*
 * The library fills names with 0 and answers with 0xff.  The harness checks
 * only so many numbers.  Those after them have any value, and so has this one.
 */
void *
memset(void *object, int value, size_t size)
{
	size_t i;

	PROMISE("fills only what there is", WRITABLE(object, size));
	if (value == 0) {
		unsigned char zeros[size];

		__CPROVER_array_set(zeros, 0);
		__CPROVER_array_replace((unsigned char *)object, zeros);
		return object;
	}
	for (i = 0; (seen.may & LABEL) != 0 && i < size && i < FILLED; i++)
		((unsigned char *)object)[i] = 0xff;
	for (i = 0; (seen.may & LABEL) == 0 && i < size / sizeof(gid_t) &&
	    i < FILLED; i++)
		((gid_t *)object)[i] = (gid_t)-1;
	return object;
}
#endif

static int
is_ambiguous(int error)
{
	return error == BAD_ANSWER || error == EINVAL || error == ENOTCONN ||
	    error == EOPNOTSUPP || error == ENOTSUP || error == ENOPROTOOPT ||
#ifdef ENODATA
	    error == ENODATA ||
#endif
	    error == EPIPE;
}

/* Called by each system call. */
void
ask(int fd, int question)
{
	PROMISE("asks about its own descriptor", fd == seen.fd);
	PROMISE("asks nothing after a failure", seen.cause == 0);
	PROMISE("asks what it needs, and once",
	    (seen.may & question) != 0 && (seen.asked & question) == 0);
	PROMISE("asks for a descriptor or a label after the proof",
	    (question & (PIDFD | LABEL)) == 0 || seen.full == NEEDED);
	PROMISE("asks who listens after the ids",
	    question != LISTENING || (seen.full & CREDENTIALS) != 0);
	seen.asked |= question;
}

void
answered(int question, int cause)
{
	seen.cause = cause;
	if (cause == 0)
		seen.full |= question;
}

/* One of the groups: the effective group must not be repeated. */
void
told_group(int i, gid_t group)
{
	ASSUME(i < LONGEST);
	seen.same += group == seen.gid;
	seen.before += group == seen.gid && i < seen.some;
}

/* So many groups, at least one of which may not be written. */
void
told_groups(int count, int missing)
{
	seen.count = count;
	if (seen.size > 0 && count >= seen.size)
		answered(GROUPS, ERANGE);
	else
		answered(GROUPS, seen.size > 0 && missing ? BAD_ANSWER : 0);
}

/*
 * Write any bytes, or none, into a part of an object of this size.  Bytes that
 * are not written are 0xff in the copy.  The first number is likely to be this
 * one.
 */
static void
write_any(unsigned char *value, unsigned char *copy, size_t size, int likely)
{
	unsigned int from = any_unsigned(), to = any_unsigned(), word = 0;
	size_t i;

	LIKELY(from = 0);
	LIKELY(to = (unsigned int)size);
	PROMISE("has room for the answer", WRITABLE(value, size));
	for (i = 0; i < size; i++) {
		if (i % sizeof(word) == 0)
			word = any_unsigned();
		if (i == 0)
			LIKELY(word = (unsigned int)likely);
		copy[i] = 0xff;
		if (i >= from && i < to)
			value[i] = copy[i] =
			    ((unsigned char *)&word)[i % sizeof(word)];
	}
}

/* An answer with one number. */
static int
write_int(void *value, int likely)
{
	int copy;

	write_any(value, (unsigned char *)&copy, sizeof(copy), likely);
	return copy;
}

static int
write_credentials(void *value)
{
#ifdef CREDENTIALS_OPTION
	CREDENTIALS_TYPE answer;
#if HAS_XUCRED
	int i;
#endif

	write_any(value, (unsigned char *)&answer, sizeof(answer), 0);
	seen.pid = ANSWER_PID > 0 ? ANSWER_PID : UNIXCRED_PID_UNKNOWN;
	seen.uid = ANSWER_UID;
	seen.gid = ANSWER_GID;
#if HAS_XUCRED
	seen.count = answer.cr_ngroups - 1;
	for (i = 0; i < UNIXCRED_XUCRED_NGROUPS; i++)
		seen.groups[i] = answer.cr_groups[i];
#endif
	if (ANSWER_IS_NOBODY)
		return ENOTCONN;
	if (ANSWER_IS_BAD)
		return BAD_ANSWER;
#else
	(void)value;
#endif
	return seen.uid == (uid_t)-1 || seen.gid == (gid_t)-1 ? BAD_ANSWER : 0;
}

/*
 * SO_PEERGROUPS may write as many groups as fit.  FreeBSD's emulation may write
 * a few, whatever size it is given.  ERANGE comes with the length needed.
 */
static int
write_groups(gid_t *list, socklen_t room, socklen_t len, int error)
{
	unsigned int count = len / sizeof(gid_t), from = any_unsigned(),
	    i, missing = 0, to = any_unsigned(), words = room / sizeof(gid_t);
	gid_t last = 0, word;
	int plain = 0;

	LIKELY(plain = 1);
	PROMISE("asks again with room for all",
	    seen.more == 0 || room == (socklen_t)seen.more * sizeof(gid_t));
	seen.same = seen.before = 0;
	if (words < FEW)
		words = FEW;
	LIKELY(from = 0);
	LIKELY(to = words);
	PROMISE("has room for the groups",
	    WRITABLE(list, words * sizeof(gid_t)));
	ASSUME(error != 0 || len > room || count <= LONGEST);
	for (i = 0; i < words && i < LONGEST; i++) {
		word = (gid_t)-1;
		if (i >= from && i < to)
			list[i] = word = plain ? i : any_unsigned();
		if (i == (unsigned int)seen.some)
			seen.some_group = word;
		if (i < count) {
			last = word;
			told_group((int)i, word);
			missing |= word == (gid_t)-1;
		}
	}
	if (error == EINVAL || error == EOPNOTSUPP ||
	    (error == ERANGE && len <= room))
		return ENOSYS;
	if (error != 0 && error != ERANGE)
		return error;
	if (len % sizeof(gid_t) != 0 || count > MOST_GROUPS ||
	    (error == 0 && (len > room || last == (gid_t)-1)))
		return BAD_ANSWER;
	if (seen.more != 0 && (int)count != seen.more)
		return BAD_ANSWER;
	/* There are more than the first call requested, and they fit. */
	if (len > room && (int)count < seen.size) {
		seen.more = (int)count;
		return 0;
	}
	told_groups((int)count, (int)missing);
	return seen.cause;
}

/* The label as the kernel wrote it, so many bytes of it. */
#define MOST_LABEL	65535
#ifdef __CPROVER__
#define LETTERS		10
#else
#define LETTERS		(MOST_LABEL + 1)
#endif

static unsigned char told[LETTERS];

/*
 * A label may come with its NUL or without.  ERANGE comes with the length that
 * is needed.
 */
static int
write_label(unsigned char *text, socklen_t room, socklen_t len, int error)
{
	unsigned int from = any_unsigned(), i, is_bad = 0, to = any_unsigned();
	int plain = 0;

	LIKELY(from = 0);
	LIKELY(to = room);
	LIKELY(plain = 1);
	PROMISE("says how much room a label has", room ==
	    (seen.room > MOST_LABEL ? MOST_LABEL + 1 : seen.room));
	PROMISE("has room for the label", WRITABLE(text, room));
	ASSUME(error != 0 || len > room || len <= LETTERS);
	for (i = 0; i < room && i < LETTERS; i++) {
		told[i] = 0xff;
		if (i >= from && i < to) {
			told[i] = !plain ? (unsigned char)any_unsigned() :
			    i + 1 < to ? 'a' : '\0';
			text[i] = told[i];
		}
	}
	if (error == EINVAL || error == EOPNOTSUPP ||
	    (error == ERANGE && len <= room))
		return ENOSYS;
	if (error != 0 && error != ERANGE)
		return error;
	if (len > MOST_LABEL + 1 || (error == 0 && len > room))
		return BAD_ANSWER;
	seen.count = (int)len;
	if (len > room)
		return seen.room == 0 ? 0 : ERANGE;
	if (len > 0 && told[len - 1] == '\0')
		len--;
	for (i = 0; i < len && i < LETTERS; i++)
		is_bad |= told[i] == '\0' || told[i] == 0xff;
	if (is_bad || len == 0 || len > MOST_LABEL)
		return BAD_ANSWER;
	seen.count = (int)len;
	return len < seen.room ? 0 : ERANGE;
}

static int
write_token(void *value)
{
	const unsigned int *val = seen.token.val;

	write_any(value, (unsigned char *)&seen.token, sizeof(seen.token), 0);
	return val[1] == (uid_t)-1 || val[2] == (gid_t)-1 ||
	    val[3] == (uid_t)-1 || val[4] == (gid_t)-1 ||
	    (int)val[5] <= 0 ? BAD_ANSWER : 0;
}

/* The groups of struct xucred come with the ids; they count after the check. */
static void
told_xucred_groups(void)
{
	int i, missing = 0;

	for (i = 1; i <= seen.count; i++)
		missing |= seen.groups[i] == (gid_t)-1;
	if (seen.some < seen.count)
		seen.some_group = seen.groups[seen.some + 1];
	for (i = 1; i <= seen.count; i++)
		told_group(i - 1, seen.groups[i]);
	told_groups(seen.count, missing);
}

static int
question_of(int level, int option)
{
#ifdef CREDENTIALS_OPTION
	if (level == CREDENTIALS_LEVEL && option == CREDENTIALS_OPTION)
		return CREDENTIALS;
#endif
#if HAS_PEERPID
	if (level == 0 && option == LOCAL_PEERPID)
		return PID;
#endif
#if HAS_PEERUCRED
	if (level == SOL_SOCKET && option == SO_DOMAIN)
		return DOMAIN;
#endif
#if HAS_PIDFD
	if (level == SOL_SOCKET && option == SO_PEERGROUPS)
		return GROUPS;
	if (level == SOL_SOCKET && option == SO_PEERPIDFD)
		return PIDFD;
	if (level == SOL_SOCKET && option == SO_PEERSEC)
		return LABEL;
#endif
#if HAS_PEERTOKEN
	if (level == 0 && option == LOCAL_PEERTOKEN)
		return TOKEN;
#endif
	return level == SOL_SOCKET && option == SO_ACCEPTCONN ? LISTENING : 0;
}

/* The result of a system call for the call that made it. */
static int
answer(int question, void *value, socklen_t room, socklen_t len, int error)
{
	int cause = 0, size = sizeof(int);

	switch (question) {
	case CREDENTIALS:
		size = sizeof(CREDENTIALS_TYPE);
		cause = write_credentials(value);
		break;
	case LISTENING:
		cause = write_int(value, 0) == 0 ? 0 : ENOTCONN;
		if (error == ENOPROTOOPT)
			return 0;
		break;
	case DOMAIN:
		cause = write_int(value, AF_UNIX) == AF_UNIX ? 0 : EOPNOTSUPP;
		break;
	case PID:
		seen.pid = write_int(value, 401);
		if (seen.pid < 0 && (seen.may & CREDENTIALS) == 0)
			cause = BAD_ANSWER;
		if (seen.pid <= 0)
			seen.pid = UNIXCRED_PID_UNKNOWN;
		break;
	case GROUPS:
		return write_groups(value, room, len, error);
	case LABEL:
		return write_label(value, room, len, error);
	case TOKEN:
		size = sizeof(seen.token);
		cause = write_token(value);
		if (error == EINVAL)
			return ESRCH;
		break;
	case PIDFD:
		seen.pidfd = write_int(value, 4);
		cause = seen.pidfd >= 0 ? 0 : BAD_ANSWER;
		if (error == EINVAL)
			return ESRCH;
		break;
	}
	PROMISE("says how much room there is", room == (socklen_t)size);
	/* At level 0 these systems have other errors. */
	if (HAS_XUCRED && question != LISTENING && error == EOPNOTSUPP)
		return ENOPROTOOPT;
	if (HAS_XUCRED && question != LISTENING && error == ENOPROTOOPT)
		return ENOTCONN;
	if (error != 0)
		return error;
	return len == room ? cause : BAD_ANSWER;
}

int
getsockopt(int fd, int level, int option, void *restrict value,
    socklen_t *restrict len)
{
	int again = seen.more, error, question = question_of(level, option);
	socklen_t room = *len;

	ask(fd, question);
	*len = any_unsigned();
	LIKELY(*len = room);
	error = any_errno();
	if (question == GROUPS || question == LABEL)
		SELDOM((*len = room + (any_unsigned() & 124),
		    error = ERANGE));
	if (question == GROUPS)
		SELDOM((*len = MOST_GROUPS * sizeof(gid_t), error = ERANGE));
	answered(question, answer(question, value, room, *len, error));
	if (question == GROUPS && seen.cause == 0 && seen.more > again) {
		seen.asked &= ~GROUPS;
		seen.full &= ~GROUPS;
	}
	if (question == LISTENING && seen.cause == 0 &&
	    HAS_XUCRED && (seen.may & GROUPS) != 0)
		told_xucred_groups();
	errno = error != 0 ? error : any_int();
	return error == 0 ? 0 : -1;
}

/*
 * Write a name, or a part of it.  Return its family, and whether a path
 * follows; 0 if it has no family.
 */
static int
write_name(void *value, socklen_t *len, int *family, int *path)
{
	static const size_t most = sizeof(struct sockaddr_un);
	struct sockaddr_un name;
	unsigned int i, to = any_unsigned();
	unsigned char *byte = (unsigned char *)&name, *copy = value;
	int error = any_errno();

	PROMISE("has room for a name", *len == most && WRITABLE(value, most));
	name.sun_family = (sa_family_t)any_unsigned();
	name.sun_path[0] = (char)any_unsigned();
	LIKELY(name.sun_family = AF_UNIX);
	LIKELY(to = most);
	for (i = 0; i <= offsetof(struct sockaddr_un, sun_path); i++) {
		if (i >= to)
			byte[i] = 0;
		else
			copy[i] = byte[i];
	}
	if (i < to)
		any_bytes(copy + i, most - i);
	*len = any_unsigned();
	LIKELY(*len = most);
	*family = *len < offsetof(struct sockaddr_un, sun_path) ? 0 :
	    name.sun_family;
	*path = *len <= offsetof(struct sockaddr_un, sun_path) ? 0 :
	    name.sun_path[0];
	errno = error != 0 ? error : any_int();
	return error;
}

/*
 * To their callers, which define _GNU_SOURCE, glibc declares these two with a
 * union in place of the pointer.  gcc 16's link-time optimization loses it.
 */
#if defined(__GNUC__) && __GNUC__ >= 8 && !defined(__clang__) && \
    !defined(__CPROVER__)
#define NO_IPA	__attribute__((__noipa__))
#else
#define NO_IPA
#endif

NO_IPA int
getpeername(int fd, struct sockaddr *restrict name, socklen_t *restrict len)
{
	int error, family, path;

	ask(fd, PEERNAME);
	error = write_name(name, len, &family, &path);
	answered(PEERNAME, error != 0 ? error :
	    family == AF_UNIX ? 0 : EOPNOTSUPP);
	return error == 0 ? 0 : -1;
}

/* getsockname(2), as one of the checks, or after a failure for the family. */
NO_IPA int
getsockname(int fd, struct sockaddr *restrict name, socklen_t *restrict len)
{
	int error, family, is_look = seen.cause != 0, path;

	if (is_look) {
		PROMISE("looks at its own descriptor", fd == seen.fd);
		PROMISE("looks only at what is ambiguous, and once",
		    is_ambiguous(seen.cause) && !seen.looked);
	} else {
		ask(fd, SOCKNAME);
	}
	error = write_name(name, len, &family, &path);
	if (is_look) {
		seen.looked = 1;
		seen.look_error = error;
		seen.look_family = family;
	} else if (error != 0) {
		answered(SOCKNAME, error);
	} else if ((NEEDED & SOCKNAME) != 0) {
		answered(SOCKNAME, family == AF_UNIX &&
		    (path != 0 || !NEEDS_PATH) ? 0 : ENOTCONN);
	} else {
		answered(SOCKNAME, family == AF_UNIX ? 0 : EOPNOTSUPP);
	}
	return error == 0 ? 0 : -1;
}

#if HAS_GETPEEREID

/* It returns 0, -1 with an errno or without one, or another number. */
int
getpeereid(int fd, uid_t *uid, gid_t *gid)
{
	int error = any_errno(), result = any_int();

	ask(fd, CREDENTIALS);
	LIKELY(result = 0);
	if (error != 0)
		result = -1;
	seen.pid = UNIXCRED_PID_UNKNOWN;
	seen.uid = (uid_t)write_int(uid, 1001);
	seen.gid = (gid_t)write_int(gid, 2001);
	answered(CREDENTIALS, error != 0 ? error : result != 0 ||
	    seen.uid == (uid_t)-1 || seen.gid == (gid_t)-1 ? BAD_ANSWER : 0);
	if (result != -1)
		errno = any_int();
	else if (error != 0)
		errno = error;
	return result;
}

#endif

/* ---- What every call promises */

static void
begin(int may, int cause)
{
	static const struct seen nothing;

	seen = nothing;
	seen.fd = any_int();
	seen.may = may;
	seen.cause = cause;
	seen.some = (int)(any_unsigned() % MOST_GROUPS);
	errno = any_int();
}

/* The errno of libunixcred(3) for what happened. */
static int
expected_errno(void)
{
	if (seen.cause == NEGATIVE_SIZE)
		return EINVAL;
	if (!is_ambiguous(seen.cause))
		return seen.cause;
	if (!seen.looked)
		return -1;
	if (seen.look_error != 0)
		return is_ambiguous(seen.look_error) ? EOPNOTSUPP :
		    seen.look_error;
	if (seen.look_family != AF_UNIX && seen.look_family != AF_UNSPEC)
		return EOPNOTSUPP;
	if (seen.cause == ENOPROTOOPT)
		return ENOSYS;
	return seen.cause == BAD_ANSWER ? EINVAL : ENOTCONN;
}

/* Check whether a call that returns 0 or -1 failed if and only if it had to. */
static int
failed(int result)
{
	int error = errno;

	PROMISE("leaves nothing allocated", seen.objects == 0);
	PROMISE("returns 0 or -1", result == 0 || result == -1);
	if (result == -1) {
		PROMISE("fails for a reason", seen.cause != 0);
		PROMISE("sets errno as the table says",
		    error == expected_errno());
		return 1;
	}
	PROMISE("needs every answer, in full",
	    seen.cause == 0 && seen.full == seen.may);
	successes++;
	return 0;
}

static void
expect_ids(pid_t pid, uid_t uid, gid_t gid)
{
	PROMISE("stores the kernel's pid", pid == seen.pid);
	PROMISE("stores the kernel's uid", uid == seen.uid);
	PROMISE("stores the kernel's gid", gid == seen.gid);
	PROMISE("stores a pid or that it is unknown", pid > 0 || pid == -1);
	PROMISE("stores no id of nobody",
	    uid != (uid_t)-1 && gid != (gid_t)-1);
}

static struct unixcred_ucred
any_ids(void)
{
	struct unixcred_ucred cred;

	any_bytes(&cred, sizeof(cred));
	return cred;
}

static void
expect_old(const struct unixcred_ucred *cred, const struct unixcred_ucred *old)
{
	PROMISE("stores nothing on failure", cred->pid == old->pid &&
	    cred->uid == old->uid && cred->gid == old->gid);
}

/* The portable calls; macOS may report that the pid has gone. */
void
ids(void)
{
	const struct unixcred_ucred old = any_ids();
	struct unixcred_ucred cred = old;
	pid_t *pid = any_bool() ? &cred.pid : NULL;
	uid_t *uid = any_bool() ? &cred.uid : NULL;
	gid_t *gid = any_bool() ? &cred.gid : NULL;
	int error, result;

	begin(NEEDED | (pid != NULL && HAS_PEERPID ? SOCKNAME | PID : 0),
	    HAS_IDS ? 0 : ENOSYS);
	result = pid != NULL || any_bool() ?
	    unixcred_get_peer_pid_uid_gid(seen.fd, pid, uid, gid) :
	    unixcred_get_peer_uid_gid(seen.fd, uid, gid);
	error = expected_errno();
	if (seen.cause != 0 && seen.may != NEEDED &&
	    (seen.full & NEEDED) == NEEDED &&
	    (error == ENOTCONN || error == ENOSYS)) {
		seen.cause = 0;
		seen.full = seen.may;
		seen.pid = UNIXCRED_PID_UNKNOWN;
	}
	if (failed(result))
		expect_old(&cred, &old);
	else
		expect_ids(pid != NULL ? cred.pid : seen.pid,
		    uid != NULL ? cred.uid : seen.uid,
		    gid != NULL ? cred.gid : seen.gid);
}

void
ucred(void)
{
	const struct unixcred_ucred old = any_ids();
	struct unixcred_ucred cred = old;
	const int wanted = any_bool() || any_bool();

	begin(CREDENTIALS, !HAS_UCRED ? ENOSYS : wanted ? 0 : EFAULT);
	if (failed(unixcred_get_ucred(seen.fd, wanted ? &cred : NULL)))
		expect_old(&cred, &old);
	else
		expect_ids(cred.pid, cred.uid, cred.gid);
}

void
xucred(void)
{
	struct unixcred_xucred cred, old;
	const int wanted = any_bool() || any_bool();
	int i;

	any_bytes(&old, sizeof(old));
	cred = old;
	begin(CREDENTIALS, !HAS_XUCRED ? ENOSYS : wanted ? 0 : EFAULT);
	i = seen.some % UNIXCRED_XUCRED_NGROUPS;
	if (failed(unixcred_get_xucred(seen.fd, wanted ? &cred : NULL))) {
		PROMISE("stores nothing on failure", cred.pid == old.pid &&
		    cred.uid == old.uid && cred.gid == old.gid &&
		    cred.ngroups == old.ngroups &&
		    cred.groups[i] == old.groups[i]);
		return;
	}
	expect_ids(cred.pid, cred.uid, cred.gid);
	PROMISE("stores the kernel's count of groups",
	    cred.ngroups == seen.count + 1 && cred.ngroups >= 1 &&
	    cred.ngroups <= UNIXCRED_XUCRED_NGROUPS);
	PROMISE("stores the kernel's groups, and no other", cred.groups[i] ==
	    (i < cred.ngroups ? seen.groups[i] : (gid_t)-1));
}

void
peerucred(void)
{
	static struct unixcred_peerucred some;
	struct unixcred_peerucred *cred, *old;
	const int wanted = any_bool() || any_bool();
	int error;

	cred = old = &some;
	begin(CREDENTIALS, !HAS_PEERUCRED ? ENOSYS : wanted ? 0 : EFAULT);
	if (failed(unixcred_getpeerucred(seen.fd, wanted ? &cred : NULL))) {
		PROMISE("stores nothing on failure", cred == old);
		PROMISE("leaves no block allocated", seen.blocks == 0);
		cred = NULL;
	} else {
		expect_ids(cred->pid, cred->euid, cred->egid);
		PROMISE("stores the kernel's other ids",
		    cred->ruid == seen.other.ruid &&
		    cred->suid == seen.other.suid &&
		    cred->rgid == seen.other.rgid &&
		    cred->sgid == seen.other.sgid &&
		    cred->zoneid == seen.other.zoneid);
		PROMISE("stores the kernel's count of groups",
		    cred->ngroups == seen.count && cred->groups != NULL);
		PROMISE("stores the kernel's groups, and no other",
		    seen.some >= seen.count ||
		    cred->groups[seen.some] == seen.some_group);
		PROMISE("allocates one block", seen.blocks == 1);
	}
	errno = error = any_int();
	unixcred_peerucred_free(cred);
	PROMISE("releases the block", seen.blocks == 0);
	PROMISE("keeps errno", errno == error);
}

void
peerpid(void)
{
	const pid_t old = any_int();
	pid_t pid = old;
	const int wanted = any_bool() || any_bool();

	begin(SOCKNAME | PID, !HAS_PEERPID ? ENOSYS : wanted ? 0 : EFAULT);
	if (failed(unixcred_get_peerpid(seen.fd, wanted ? &pid : NULL))) {
		PROMISE("stores nothing on failure", pid == old);
		return;
	}
	PROMISE("stores the kernel's pid", pid == seen.pid);
	PROMISE("stores a pid or that it is unknown", pid > 0 || pid == -1);
}

void
peertoken(void)
{
	struct unixcred_peertoken old, token;
	const int wanted = any_bool() || any_bool();
	int i;

	any_bytes(&old, sizeof(old));
	token = old;
	begin(SOCKNAME | TOKEN, !HAS_PEERTOKEN ? ENOSYS : wanted ? 0 : EFAULT);
	i = seen.some % 8;
	if (failed(unixcred_get_peertoken(seen.fd, wanted ? &token : NULL))) {
		PROMISE("stores nothing on failure",
		    token.val[i] == old.val[i]);
		return;
	}
	PROMISE("stores the kernel's token", token.val[i] == seen.token.val[i]);
	PROMISE("stores no id of nobody", i < 1 || i > 4 ||
	    token.val[i] != (uid_t)-1);
	PROMISE("stores a process id", (int)token.val[5] > 0);
}

void
pidfd(void)
{
	int result;

	begin(NEEDED | PIDFD, HAS_PIDFD ? 0 : ENOSYS);
	result = unixcred_get_peer_pidfd(seen.fd);
	if (!failed(result >= 0 ? 0 : result))
		PROMISE("returns the kernel's descriptor",
		    result == seen.pidfd);
}

/* ---- Groups: a list of exactly the size that the call gets */

#ifdef __CPROVER__

static gid_t guard;
static int guarded;

static gid_t *
new_list(int room)
{
	(void)room;
	any_bytes(memory, sizeof(memory));
	guarded = any_int();
	ASSUME(guarded >= 0 && guarded < MEMORY);
	guard = memory[guarded];
	return memory;
}

static void
free_list(const gid_t *list, int room)
{
	PROMISE("stores nothing beyond the list",
	    guarded < room || list[guarded] == guard);
}

#else

#define GUARD	0x5a5a5a5a

static gid_t *
new_list(int room)
{
	gid_t *list = malloc(((size_t)room + 1) * sizeof(gid_t));

	promise("there is memory", list != NULL);
	list[room] = GUARD;
	return list;
}

static void
free_list(gid_t *list, int room)
{
	PROMISE("stores nothing beyond the list", list[room] == GUARD);
	free(list);
}

#endif

void
groups(void)
{
	const int wanted = any_bool() || any_bool();
	int count, room, size = any_int();
	gid_t *list;

	LIKELY(size &= 31);
	room = size < 0 ? 0 : size > MOST_GROUPS ? MOST_GROUPS + 1 : size;
	list = new_list(room);
	begin(NEEDED | GROUPS, !HAS_GROUPS ? ENOSYS :
	    size < 0 ? NEGATIVE_SIZE : size == 0 || wanted ? 0 : EFAULT);
	seen.size = size;
	count = unixcred_get_peer_groups(seen.fd, size, wanted ? list : NULL);
	if (!failed(count > 0 ? 0 : count)) {
		PROMISE("returns how many groups there are",
		    count == seen.count + 1 - (size == 0 ? 0 : seen.same));
		PROMISE("returns no more than the list holds",
		    size == 0 || count <= size);
		PROMISE("stores the effective group first",
		    size == 0 || list[0] == seen.gid);
		PROMISE("stores the effective group once", size == 0 ||
		    seen.some + 1 >= count || list[seen.some + 1] != seen.gid);
		PROMISE("stores the kernel's groups, and no other",
		    size == 0 || seen.some >= seen.count ||
		    seen.some_group == seen.gid ||
		    (list[seen.some + 1 - seen.before] == seen.some_group &&
		    seen.some_group != (gid_t)-1));
	}
	free_list(list, room);
}

/* A label's buffer has exactly the size that the call gets, too. */
void
label(void)
{
	const int wanted = any_bool() || any_bool();
	size_t before, size = any_unsigned();
	int i, length, room;
	gid_t *words;
	char *text;

	LIKELY(size &= 31);
	/* A guard follows the last word, where the buffer ends. */
	before = size > MOST_LABEL ? 0 : (0 - size) % sizeof(gid_t);
	room = (int)((size > MOST_LABEL ? MOST_LABEL + 1 : size + before) /
	    sizeof(gid_t));
	words = new_list(room);
	text = (char *)words + before;
	begin(NEEDED | LABEL, !HAS_LABEL ? ENOSYS :
	    size == 0 || wanted ? 0 : EFAULT);
	seen.room = size;
	length = unixcred_get_peer_label(seen.fd, wanted ? text : NULL, size);
	if (!failed(length > 0 ? 0 : length)) {
		i = seen.some % LETTERS;
		PROMISE("returns the length of the label",
		    length == seen.count);
		PROMISE("stores a NUL after the label",
		    size == 0 || text[length] == '\0');
		PROMISE("stores the kernel's label, and no other", size == 0 ||
		    i >= length || (unsigned char)text[i] == told[i]);
	}
	free_list(words, room);
}
