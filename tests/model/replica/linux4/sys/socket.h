/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Linux before 4.13, and other systems with struct ucred. */

#pragma GCC system_header

#include_next <sys/socket.h>

#undef SO_PEERGROUPS
#undef SO_PEERPIDFD
