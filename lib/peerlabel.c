/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* SO_PEERSEC: Linux since 2.6, with SELinux, AppArmor or Smack. */

#include <config.h>

#include <errno.h>
#include <stddef.h>

#include "internal.h"
#include "peeropt.h"

/* The longest label, without its NUL. */
#define MOST_LABEL	65535

/*
 * Check a label that the kernel has written, and subtract its NUL from its
 * length.  SELinux and Smack write a NUL and count it
 * (selinux_socket_getpeersec_stream(), smack_socket_getpeersec_stream()).
 * AppArmor writes none (apparmor_socket_getpeersec_stream()).
 *
 * The kernel did not write a byte that is 0xff: UTF-8 has no such byte.
 */
static int
check_label(const char *label, size_t size, socklen_t *len)
{
	socklen_t i;

	if (*len > 0 && label[*len - 1] == '\0')
		--*len;
	for (i = 0; i < *len; i++)
		if (label[i] == '\0' || (unsigned char)label[i] == 0xff)
			return UNIXCRED__BAD_ANSWER;
	if (*len == 0 || *len > MOST_LABEL)
		return UNIXCRED__BAD_ANSWER;
	return *len < size ? 0 : ERANGE;
}

/* Check for a peer first: without one SELinux reports "unlabeled". */
int
unixcred_get_peer_label(int sockfd, char *label, size_t size)
{
	struct unixcred_ucred peer;
	socklen_t len, room;
	char none;
	int error;

	if (size > 0 && label == NULL)
		return unixcred__error(sockfd, EFAULT);
	if (unixcred__peer(sockfd, &peer) == -1)
		return -1;
	room = size > MOST_LABEL ? MOST_LABEL + 1 : (socklen_t)size;
	error = unixcred__getsockopt_any(sockfd, SO_PEERSEC,
	    size > 0 ? label : &none, room, MOST_LABEL + 1, &len);
	if (error == 0 && len <= room)
		error = check_label(label, size, &len);
	else if (error == 0 && size > 0)
		error = ERANGE;
	if (error != 0)
		return unixcred__error(sockfd, error);
	if (size > 0)
		label[len] = '\0';
	return (int)len;
}
