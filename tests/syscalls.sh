#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# What a call costs on Linux, counted by strace: getpeername(2) and
# getsockopt(2) for a portable call, getsockopt(2) alone for the raw one.
set -eu
. "$srcdir/tests/common.sh"

[ "$MECHANISM" = ucred ] || skip "the counts are those of SO_PEERCRED"
command -v strace >/dev/null || skip "no strace"
strace -f -o trace true 2>/dev/null || skip "strace may not trace here"
[ -f "$builddir/lib/.libs/libunixcred.a" ] || skip "no static library"

cat >loop.c <<'END'
#include <sys/types.h>
#include <sys/socket.h>

#include <stdlib.h>

#include <unixcred.h>

int
main(int argc, char *argv[])
{
	struct unixcred_ucred cred;
	int fd[2], i;

	if (argc != 3 || socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == -1)
		return 1;
	for (i = 0; i < atoi(argv[1]); i++)
		if (unixcred_get_peer_pid_uid_gid(fd[0], &cred.pid, &cred.uid,
		    &cred.gid) == -1)
			return 1;
	for (i = 0; i < atoi(argv[2]); i++)
		if (unixcred_get_ucred(fd[0], &cred) == -1)
			return 1;
	return 0;
}
END
# shellcheck disable=SC2086
$CC $CPPFLAGS $CFLAGS $LDFLAGS -I"$srcdir/include" -o loop loop.c \
	"$builddir/lib/.libs/libunixcred.a"
status=0
./loop 0 0 >usage 2>&1 || status=$?
[ "$status" -lt 126 ] || skip "this machine does not run what $CC makes"

# A sanitizer looks for leaks by ptrace(2), which strace has taken.
ASAN_OPTIONS=detect_leaks=0
export ASAN_OPTIONS

# counted PORTABLE RAW: the system calls that were made often, how often each
counted() {
	strace -o trace ./loop "$1" "$2" || fail "loop $1 $2"
	sed -n 's/^\([a-z0-9_]*\)(.*/\1/p' trace | sort | uniq -c |
		awk '$1 >= 500 { print $2, $1 }'
}

counted 1000 0 >portable
counted 0 1000 >raw
printf 'getpeername 1000\ngetsockopt 1000\n' >portable.expected
printf 'getsockopt 1000\n' >raw.expected
same portable.expected portable
same raw.expected raw
