/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The check of one state of a socket: state.c. */

#ifndef STATE_H
#define STATE_H

#include "model.h"

/* Make all calls about a descriptor; "whole": also those that take longer. */
void	check_state(int fd, int whole);

/* Check each state of tests/model/states, whole, in this release. */
void	check_states(int release);
extern const char *state_name;

/* 0 if each wrong answer of the list was found, and its page has it; or 1. */
int	check_admissions(void);

/* Defined elsewhere: print what is wrong, or that a page warns of it. */
void	tell(const char *what, int is_wrong);

#endif
