/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The library's calls, and the check of one state of a socket: state.c. */

#ifndef STATE_H
#define STATE_H

#include "model.h"

#define POISON	0x5a

/* A list that nobody's groups fill. */
enum { LIST = 104 };

/* What a call reports; POISON is left in the rest, or in all by a failure. */
struct ids {
	pid_t	pid;
	uid_t	uid;
	gid_t	gid;
};

/* The calls: 0 or an errno.  Of groups, only the effective one is an id. */
int	portable(int fd, struct ids *ids);
int	portable_pid(int fd, struct ids *ids);
int	groups(int fd, struct ids *ids);
int	count_groups(int fd, struct ids *ids);
int	pidfd(int fd, struct ids *ids);
int	ucred(int fd, struct ids *ids);
int	xucred(int fd, struct ids *ids);
int	peerucred(int fd, struct ids *ids);
int	peerpid(int fd, struct ids *ids);
int	peertoken(int fd, struct ids *ids);
int	label(int fd, struct ids *ids);
int	raw(int fd, struct ids *ids);	/* this kernel's; or portable_pid() */

/* One of them, on ids that begin as poison; what was asked is counted. */
int	ask(int (*call)(int, struct ids *), int fd, struct ids *ids);

void	count_from_here(void);
int	is_known(void);
void	expect_poison(const void *object, size_t size);
void	expect_groups(int fd);

/* All calls about a descriptor; "whole": also what costs more. */
void	check_state(int fd, int whole);

/* Each of tests/model/states, whole, in this release. */
void	check_states(int release);
extern const char *state_name;

/* Whether all that is admitted was found, and is on its page: 0, or 1. */
int	check_admissions(void);

/*
 * What a program that links this file makes of it: something is wrong, or, for
 * the first time, as a page warns.
 */
void	tell(const char *what, int is_wrong);

#endif
