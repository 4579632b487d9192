/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* getpeerucred(3C) and malloc(3), with any result: Solaris. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <ucred.h>

#include <unixcred.h>

#include "promise.h"

#undef malloc
#undef free

/* The groups are first, so that all that fit are inside the memory. */
struct ucred_s {
	gid_t				groups[8];
	struct unixcred_peerucred	cred;
	int				has_list;
};

enum { FIT = sizeof(struct ucred_s) / sizeof(gid_t) };

static ucred_t told;

/* 0 for a right list of groups, or the error for a wrong one. */
static int
cause_of_groups(void)
{
	if (told.cred.ngroups < -1 || told.cred.ngroups > FIT ||
	    (told.cred.ngroups > 0 && !told.has_list))
		return BAD_ANSWER;
	return 0;
}

int
getpeerucred(int fd, ucred_t **cred)
{
	const struct unixcred_peerucred *peer = &told.cred;
	const gid_t *word = told.groups;
	int cause, error = any_errno(), i, missing = 0;

	ask(fd, CREDENTIALS);
	PROMISE("gives no old buffer", *cred == NULL);
	errno = error != 0 ? error : any_int();
	if (error != 0) {
		answered(CREDENTIALS, error);
		return -1;
	}
	any_bytes(&told, sizeof(told));
	LIKELY(told.has_list = 1);
	*cred = &told;
	seen.objects++;
	seen.other = *peer;
	seen.pid = peer->pid > 0 ? peer->pid : UNIXCRED_PID_UNKNOWN;
	seen.uid = peer->euid;
	seen.gid = peer->egid;
	seen.count = peer->ngroups;
	if (seen.some < seen.count && seen.some < FIT)
		seen.some_group = word[seen.some];
	cause = seen.uid == (uid_t)-1 || seen.gid == (gid_t)-1 ?
	    BAD_ANSWER : 0;
	/* The raw call and the call for groups read the list, too. */
	if (cause == 0 && seen.may != NEEDED)
		cause = cause_of_groups();
	if (cause == 0 && (seen.may & GROUPS) != 0 && seen.count == -1)
		cause = ENOSYS;
	answered(CREDENTIALS, cause);
	if (cause != 0 || (seen.may & GROUPS) == 0)
		return 0;
	for (i = 0; i < seen.count; i++) {
		missing |= word[i] == (gid_t)-1;
		told_group(i, word[i]);
	}
	told_groups(seen.count, missing);
	return 0;
}

static void
is_alive(const ucred_t *cred)
{
	PROMISE("reads a ucred_t that there is",
	    cred == &told && seen.objects == 1);
}

void
ucred_free(ucred_t *cred)
{
	is_alive(cred);
	seen.objects--;
	errno = any_int();
}

size_t
ucred_size(void)
{
	return sizeof(told);
}

int
ucred_getgroups(const ucred_t *cred, const gid_t **groups)
{
	is_alive(cred);
	if (cred->has_list)
		*groups = cred->groups;
	return cred->cred.ngroups;
}

#define ACCESSOR(type, member) \
	type ucred_get ## member(const ucred_t *cred) \
	{ is_alive(cred); return cred->cred.member; }

ACCESSOR(pid_t, pid)
ACCESSOR(uid_t, ruid)
ACCESSOR(uid_t, euid)
ACCESSOR(uid_t, suid)
ACCESSOR(gid_t, rgid)
ACCESSOR(gid_t, egid)
ACCESSOR(gid_t, sgid)
ACCESSOR(zoneid_t, zoneid)

void *
fake_malloc(size_t size)
{
	void *block = NULL;

	if (any_bool() || any_bool())
		block = malloc(size);
	if (block == NULL)
		answered(0, ENOMEM);
	else
		seen.blocks++;
	return block;
}

void
fake_free(void *block)
{
	seen.blocks -= block != NULL;
	free(block);
	errno = any_int();
}
