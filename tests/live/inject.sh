#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# Faults on the real kernel: run the server of the manual, and let strace make
# each system call of the library fail.  The server must refuse that client, and
# serve the next.  This tries a few errors, or all if RUN_PROBES is set.
set -eu
. "$srcdir/tests/common.sh"

[ "$MECHANISM" = ucred-peergroups ] || skip "the system calls are Linux's"
needs_strace
server=$builddir/examples/server client=$builddir/examples/visitor
can_run "$client"

errors="EPERM EINVAL ENOMEM"
[ -z "${RUN_PROBES-}" ] || errors="$errors EACCES EAGAIN EBADF EFAULT EINTR \
EIO EMFILE ENOBUFS ENODATA ENOPROTOOPT ENOSYS ENOTCONN ENOTSOCK EOPNOTSUPP \
EPIPE ERANGE ESRCH"

pid=
finish() {
	[ -z "$pid" ] || kill "$pid" 2>/dev/null || :
	cleanup
}
trap finish EXIT

# faulty WHAT INJECTION...: the first client is refused, the second is served
faulty() {
	what=$1
	shift
	rm -f s
	: >log
	# With -D strace is the program's child, so that we end the program.
	strace -D -o trace -e trace=getpeername,getsockname,getsockopt \
		"$@" "$server" s >>log 2>&1 &
	pid=$!
	tries=200
	until grep -q listening log 2>/dev/null; do
		kill -0 "$pid" 2>/dev/null || fail "$what: $(cat log)"
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || fail "$what: the server does not listen"
		pause
	done
	"$client" s >first 2>&1 || fail "$what: $(cat first log)"
	"$client" s >second 2>&1 || fail "$what: $(cat second log)"
	kill "$pid"
	wait "$pid" 2>/dev/null || :
	pid=
	! grep welcome first || fail "$what: the client was served"
	grep -q 'refused, credentials unknown: ' log ||
		fail "$what: $(cat log)"
	grep -q welcome second || fail "$what: the next client was not served"
	[ "$(grep -c served log)" -eq 1 ] || fail "$what: $(cat log)"
}

count=0
for error in $errors; do
	faulty "getpeername, $error" -e inject=getpeername:error="$error":when=1
	faulty "getsockopt, $error" -e inject=getsockopt:error="$error":when=1
	count=$((count + 2))
done
for error in EPERM ENOTSOCK ENOBUFS; do
	faulty "EINVAL, and getsockname, $error" \
		-e inject=getpeername:error=EINVAL:when=1 \
		-e inject=getsockname:error="$error"
	count=$((count + 1))
done
# A filter that returns success without calling the kernel.
faulty "getsockopt, a success" -e inject=getsockopt:retval=0:when=1
faulty "getpeername, a success" -e inject=getpeername:retval=0:when=1
echo "$((count + 2)) faults"
