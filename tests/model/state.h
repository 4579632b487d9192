/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* The check of one state of a socket: state.c. */

#ifndef STATE_H
#define STATE_H

#include "model.h"

/* All calls about a descriptor; "whole": also what costs more. */
void	check_state(int fd, int whole);

/* Each of tests/model/states, whole, in this release. */
void	check_states(int release);
extern const char *state_name;

/* Whether all that is admitted was found, and is on its page: 0, or 1. */
int	check_admissions(void);

/* Defined elsewhere: something is wrong, or is as a page warns. */
void	tell(const char *what, int is_wrong);

#endif
