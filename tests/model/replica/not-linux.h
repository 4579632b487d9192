/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* What only Linux declares in sys/socket.h. */

#pragma GCC system_header

#undef SO_PEERCRED
#undef SO_PEERGROUPS
#undef SO_PEERPIDFD
