/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Make every call of the library about one descriptor, and print the result. */

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <unixcred.h>

#include "script.h"

enum { MOST_GROUPS = 1024, MOST_LABEL = 1024, POISON = 0x5a };

/* Outputs, which a failing call must not change. */
static struct {
	pid_t				pid;
	uid_t				uid;
	gid_t				gid;
	struct unixcred_ucred		ucred;
	struct unixcred_xucred		xucred;
	struct unixcred_peerucred	*peerucred;
	struct unixcred_peertoken	token;
} out;

static gid_t list[MOST_GROUPS];		/* may change on ERANGE */
static char label[MOST_LABEL];		/* this, too */
static char text[16 * MOST_GROUPS];	/* the answer */

static void
add(const char *word)
{
	size_t length = strlen(text);

	snprintf(text + length, sizeof(text) - length, "%s", word);
}

static const char *
pid_name(pid_t pid)
{
	return pid == UNIXCRED_PID_UNKNOWN ? "unknown" :
	    drive_role_of_pid((int)pid);
}

static void
add_ids(uid_t uid, gid_t gid)
{
	add(drive_role_of_uid((unsigned int)uid));
	add("/");
	add(drive_role_of_gid((unsigned int)gid));
}

static void
add_pid_ids(pid_t pid, uid_t uid, gid_t gid)
{
	add(pid_name(pid));
	add("/");
	add_ids(uid, gid);
}

/* The first group is a role's.  The supplementary ones are plain numbers. */
static void
add_groups(const gid_t *groups, int count)
{
	const char *name;
	char number[16];
	int i;

	snprintf(number, sizeof(number), "%d:", count);
	add(number);
	for (i = 0; i < count; i++) {
		name = drive_role_of_gid((unsigned int)groups[i]);
		add(" ");
		add(i > 0 && name[0] == '?' ? name + 1 : name);
	}
}

/* The calls: -1 and errno, or an answer, which is empty without a text. */

static int
uid_gid(int sockfd)
{
	if (unixcred_get_peer_uid_gid(sockfd, &out.uid, &out.gid) == -1)
		return -1;
	add_ids(out.uid, out.gid);
	return 0;
}

static int
pid_ids(int sockfd)
{
	if (unixcred_get_peer_pid_uid_gid(sockfd, &out.pid, &out.uid,
	    &out.gid) == -1)
		return -1;
	add_pid_ids(out.pid, out.uid, out.gid);
	return 0;
}

static int
nulls(int sockfd)
{
	return unixcred_get_peer_pid_uid_gid(sockfd, NULL, NULL, NULL);
}

static int
ucred(int sockfd)
{
	if (unixcred_get_ucred(sockfd, &out.ucred) == -1)
		return -1;
	add_pid_ids(out.ucred.pid, out.ucred.uid, out.ucred.gid);
	return 0;
}

static int
ucred_null(int sockfd)
{
	return unixcred_get_ucred(sockfd, NULL);
}

static int
xucred(int sockfd)
{
	if (unixcred_get_xucred(sockfd, &out.xucred) == -1)
		return -1;
	add_pid_ids(out.xucred.pid, out.xucred.uid, out.xucred.gid);
	add(" ");
	add_groups(out.xucred.groups, out.xucred.ngroups);
	return 0;
}

static int
xucred_null(int sockfd)
{
	return unixcred_get_xucred(sockfd, NULL);
}

static int
peerucred(int sockfd)
{
	const struct unixcred_peerucred *cred;

	if (unixcred_getpeerucred(sockfd, &out.peerucred) == -1)
		return -1;
	cred = out.peerucred;
	add_pid_ids(cred->pid, cred->euid, cred->egid);
	add(" real ");
	add_ids(cred->ruid, cred->rgid);
	add(" saved ");
	add_ids(cred->suid, cred->sgid);
	add(" ");
	add_groups(cred->groups, cred->ngroups);
	unixcred_peerucred_free(out.peerucred);
	return 0;
}

static int
peerpid(int sockfd)
{
	if (unixcred_get_peerpid(sockfd, &out.pid) == -1)
		return -1;
	add(pid_name(out.pid));
	return 0;
}

static int
pidfd(int sockfd)
{
	int fd = unixcred_get_peer_pidfd(sockfd);

	if (fd == -1)
		return -1;
	add(drive_pidfd(fd));
	return 0;
}

static int
groups_count(int sockfd)
{
	int count = unixcred_get_peer_groups(sockfd, 0, NULL);
	char number[16];

	snprintf(number, sizeof(number), "%d", count);
	add(number);
	return count;
}

static int
groups(int sockfd)
{
	int count = unixcred_get_peer_groups(sockfd, MOST_GROUPS, list);

	if (count == -1)
		return -1;
	add_groups(list, count);
	return 0;
}

/* One entry too few; size 0 would be another call. */
static int
groups_too_small(int sockfd)
{
	int count = unixcred_get_peer_groups(sockfd, 0, NULL);

	if (count < 2)
		return 0;
	add("0");
	return unixcred_get_peer_groups(sockfd, count - 1, list);
}

static int
groups_negative(int sockfd)
{
	return unixcred_get_peer_groups(sockfd, -1, list);
}

static int
groups_null(int sockfd)
{
	return unixcred_get_peer_groups(sockfd, 1, NULL);
}

/* The kernel may count the NUL: then the label is shorter than that. */
static int
label_count(int sockfd)
{
	int length = unixcred_get_peer_label(sockfd, NULL, 0);

	if (length == -1)
		return -1;
	add(length == unixcred_get_peer_label(sockfd, label, MOST_LABEL) ?
	    "exact" : length == (int)strlen(label) + 1 ? "one more" : "wrong");
	return length;
}

static int
peer_label(int sockfd)
{
	int length = unixcred_get_peer_label(sockfd, label, MOST_LABEL);
	char number[16];

	if (length == -1)
		return -1;
	snprintf(number, sizeof(number), "%d: ", length);
	add(number);
	add(label);
	return 0;
}

/* With a buffer for the label, but not for its NUL. */
static int
label_too_small(int sockfd)
{
	int length = unixcred_get_peer_label(sockfd, label, MOST_LABEL);

	if (length == -1)
		return 0;
	add("0");
	return unixcred_get_peer_label(sockfd, label, (size_t)length);
}

static int
label_null(int sockfd)
{
	return unixcred_get_peer_label(sockfd, NULL, 1);
}

/* What is printed: real and effective ids, and the process. */
static int
token(int sockfd)
{
	const unsigned int *val = out.token.val;

	if (unixcred_get_peertoken(sockfd, &out.token) == -1)
		return -1;
	add_pid_ids((pid_t)val[5], (uid_t)val[1], (gid_t)val[2]);
	add(" real ");
	add_ids((uid_t)val[3], (gid_t)val[4]);
	return 0;
}

static int
token_null(int sockfd)
{
	return unixcred_get_peertoken(sockfd, NULL);
}

void
ask_all(const char *state, int sockfd)
{
	static const struct {
		const char	*name;
		int		(*ask)(int sockfd);
		const char	*success;	/* if there is no answer */
	} questions[] = {
		{ "uid_gid", uid_gid, "" },
		{ "pid_ids", pid_ids, "" },
		{ "NULLs", nulls, "0" },
		{ "ucred", ucred, "" },
		{ "ucred0", ucred_null, "0" },
		{ "xucred", xucred, "" },
		{ "xucred0", xucred_null, "0" },
		{ "peerucred", peerucred, "" },
		{ "peerpid", peerpid, "" },
		{ "pidfd", pidfd, "" },
		{ "groups0", groups_count, "" },
		{ "groups", groups, "" },
		{ "groups-1", groups_too_small, "" },
		{ "groups<0", groups_negative, "0" },
		{ "groups!", groups_null, "0" },
		{ "label0", label_count, "" },
		{ "label", peer_label, "" },
		{ "label-1", label_too_small, "" },
		{ "label!", label_null, "0" },
		{ "token", token, "" },
		{ "token0", token_null, "0" }
	};
	unsigned char *byte;
	size_t i;

	for (i = 0; i < sizeof(questions) / sizeof(*questions); i++) {
		memset(&out, POISON, sizeof(out));
		text[0] = '\0';
		if (questions[i].ask(sockfd) != -1) {
			add(questions[i].success);
		} else {
			strcpy(text, script_errno(errno));
			byte = (unsigned char *)&out;
			while (byte < (unsigned char *)(&out + 1))
				if (*byte++ != POISON) {
					add(", but wrote");
					break;
				}
		}
		if (text[0] != '\0')
			script_line(state, questions[i].name, text);
	}
}
