/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* darwin: no SO_PEERCRED as Linux has it. */

#pragma GCC system_header

#include_next <sys/socket.h>

#undef SO_PEERCRED
#undef SO_PEERGROUPS
#undef SO_PEERPIDFD
