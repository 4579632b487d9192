/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What a program of a kernel's model does. */

#ifndef STATE_H
#define STATE_H

#include "model.h"

/* replay.c and search.c: 0 if all is well. */
int	replay(void);
int	search(int deeper, int talk);
int	states(void);

/* state.c: make all calls about a descriptor; "whole": also the slow ones. */
void	check_state(int fd, int whole);

/* Check each state of tests/model/states, whole, in this release. */
void	check_states(int release);
extern const char *state_name;

/* 0 if each wrong answer of the list was found, and its page has it; or 1. */
int	check_admissions(void);

/* Defined elsewhere: print what is wrong, or that a page warns of it. */
void	tell(const char *what, int is_wrong);

#endif
