/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* getpeerucred(3C) and malloc(3), which answer anything: Solaris. */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <ucred.h>

#include <unixcred.h>

#include "promise.h"

#undef malloc
#undef free

/* The groups are first, so that there is memory for as many as fit. */
enum { MOST_GROUPS = 8 };

struct ucred_s {
	gid_t		groups[MOST_GROUPS];
	pid_t		pid;
	uid_t		ruid, euid, suid;
	gid_t		rgid, egid, sgid;
	zoneid_t	zoneid;
	int		ngroups, has_list;
};

static ucred_t told;

/* What a list of groups is, or why it is none. */
static int
cause_of_groups(void)
{
	int most = (int)(sizeof(told) / sizeof(gid_t));

	if (told.ngroups < -1 || told.ngroups > most ||
	    (told.ngroups > 0 && !told.has_list))
		return BAD_ANSWER;
	return 0;
}

int
getpeerucred(int fd, ucred_t **cred)
{
	gid_t *word = (gid_t *)&told;
	size_t i;
	int cause, error = any_errno(), j, missing = 0;

	ask(fd, CREDENTIALS);
	PROMISE("gives no old buffer", *cred == NULL);
	errno = error != 0 ? error : any_int();
	if (error != 0) {
		answered(CREDENTIALS, error);
		return -1;
	}
	for (i = 0; i < sizeof(told) / sizeof(gid_t); i++)
		word[i] = any_unsigned();
	LIKELY(told.has_list = 1);
	*cred = &told;
	seen.objects++;
	seen.pid = told.pid > 0 ? told.pid : UNIXCRED_PID_UNKNOWN;
	seen.uid = told.euid;
	seen.gid = told.egid;
	seen.ruid = told.ruid;
	seen.suid = told.suid;
	seen.rgid = told.rgid;
	seen.sgid = told.sgid;
	seen.zoneid = told.zoneid;
	seen.count = told.ngroups;
	if (seen.some < told.ngroups &&
	    seen.some < (int)(sizeof(told) / sizeof(gid_t)))
		seen.some_group = word[seen.some];
	cause = told.euid == (uid_t)-1 || told.egid == (gid_t)-1 ?
	    BAD_ANSWER : 0;
	/* The raw call and that for groups look at the list, too. */
	if (cause == 0 && seen.may != NEEDED)
		cause = cause_of_groups();
	if (cause == 0 && (seen.may & GROUPS) != 0 && told.ngroups == -1)
		cause = ENOSYS;
	answered(CREDENTIALS, cause);
	if (cause != 0 || (seen.may & GROUPS) == 0)
		return 0;
	for (j = 0; j < told.ngroups; j++)
		missing |= word[j] == (gid_t)-1;
	told_groups(told.ngroups, missing);
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
	*groups = cred->has_list ? cred->groups : NULL;
	return cred->ngroups;
}

#define ACCESSOR(type, member) \
	type ucred_get ## member(const ucred_t *cred) \
	{ is_alive(cred); return cred->member; }

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
