#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# Count the system calls of a call on Linux with strace: getpeername(2) and
# getsockopt(2) for the portable ids, one more for a pidfd or the groups, two
# more for more than 16 groups, and only getsockopt(2) for the raw call.
set -eu
. "$srcdir/tests/common.sh"
LC_ALL=C	# I is between A and Z
export LC_ALL

[ "$MECHANISM" = ucred-peergroups ] || skip "the system calls are Linux's"
needs_strace
[ -f "$builddir/lib/.libs/libunixcred.a" ] || skip "no static library"

cat >loop.c <<'END'
#define _GNU_SOURCE

#include <sys/types.h>
#include <sys/socket.h>

#include <errno.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

enum { MOST = 65536 };
#define FIRST	3000000001U

static gid_t list[MOST + 1];

/* loop ids|raw|groups|pidfd TIMES GROUPS: 3 if that is not possible here */
int
main(int argc, char *argv[])
{
	struct unixcred_ucred cred;
	int fd[2], groups, i, pidfd, result;

	if (argc != 4)
		return 2;
	groups = atoi(argv[3]);
	for (i = 0; i < groups; i++)
		list[i] = FIRST + (gid_t)i;
	if (groups > 0 && setgroups((size_t)groups, list) == -1)
		return 3;
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == -1)
		return 1;
	for (i = 0; i < atoi(argv[2]); i++) {
		if (strcmp(argv[1], "ids") == 0)
			result = unixcred_get_peer_pid_uid_gid(fd[0],
			    &cred.pid, &cred.uid, &cred.gid);
		else if (strcmp(argv[1], "raw") == 0)
			result = unixcred_get_ucred(fd[0], &cred);
		else if (strcmp(argv[1], "groups") == 0)
			result = unixcred_get_peer_groups(fd[0], MOST + 1,
			    list) < 1 + groups ? -1 : 0;
		else
			result = (pidfd = unixcred_get_peer_pidfd(fd[0])) ==
			    -1 ? -1 : close(pidfd);
		if (result != 0)
			return errno == ENOSYS ? 3 : 1;
	}
	for (i = 0; i < groups; i++)
		if (list[1 + i] != FIRST + (gid_t)i)
			return 1;
	return groups > 0 && list[0] != getegid();
}
END
# shellcheck disable=SC2086
$CC $CPPFLAGS $CFLAGS $LDFLAGS -I"$srcdir/include" -o loop loop.c \
	"$builddir/lib/.libs/libunixcred.a"
can_run ./loop ids 0 0

# costs CALL GROUPS SYSCALL...: the call makes these system calls and no other, if
# the kernel supports it and permits it; close(2) is the loop's own
times=1000
costs() {
	what="$1, $2 groups"
	status=0
	./loop "$1" 1 "$2" || status=$?
	[ "$status" -ne 3 ] || {
		echo "$what: not possible here"
		return
	}
	strace -o trace ./loop "$1" $times "$2" || fail "loop $what"
	shift 2
	sed -n -e 's/^getsockopt([0-9]*, SOL_SOCKET, 0x4d .*/SO_PEERPIDFD/' \
		-e 's/^getsockopt([0-9]*, SOL_SOCKET, \([A-Z_]*\),.*/\1/' \
		-e 's/^\([A-Za-z0-9_]*\).*/\1/p' trace |
		grep -v ^close | sort | uniq -c | awk \
		-v half=$((times / 2)) '$1 >= half { print $2, $1 }' >counted
	for call; do
		echo "$call"
	done | sort | uniq -c | awk -v times=$times '{ print $2, $1 * times }' \
		>expected
	same expected counted
	echo "$what: $*"
}

costs raw 0 SO_PEERCRED
costs ids 0 getpeername SO_PEERCRED
costs groups 0 getpeername SO_PEERCRED SO_PEERGROUPS
costs pidfd 0 getpeername SO_PEERCRED SO_PEERPIDFD
times=300
costs groups 16 getpeername SO_PEERCRED SO_PEERGROUPS
costs groups 17 getpeername SO_PEERCRED SO_PEERGROUPS SO_PEERGROUPS
costs groups 65536 getpeername SO_PEERCRED SO_PEERGROUPS SO_PEERGROUPS
