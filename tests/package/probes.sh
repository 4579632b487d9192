#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# Run the real configure against each replica: it must find what the replica's
# config.h has, and choose the right files.  Slow, so only if RUN_PROBES is set.
set -eu
. "$srcdir/tests/common.sh"

[ -n "${RUN_PROBES-}" ] || skip "slow: set RUN_PROBES to run it"
[ "$(uname)" = Linux ] || skip "the replicas differ from Linux's headers"

[ ! -f "$srcdir/config.status" ] || skip "the source is configured itself"
unset CONFIG_SITE

# found CONFIG_H: print the mechanisms that it has, one line each; glibc declares
# struct ucred with every replica
found() {
	$CC "$replica" -E -dM "$1" | awk '{ print $2, $3 }' |
		grep -e '^HAVE_DECL_' -e '^HAVE_STRUCT_' -e '^HAVE_SYS_' \
		-e '^HAVE_UCRED_H' | grep -v -e HAVE_SYS_TYPES \
		-e HAVE_SYS_STAT -e HAVE_STRUCT_UCRED | sort
}

# words MECHANISM: print pkg-config's variables for it
words() {
	case $1 in
	ucred-peergroups) set -- ucred yes yes ;;
	ucred|sockpeercred|unpcbid) set -- "$1" yes no ;;
	xucred) set -- xucred no yes ;;
	xucred-*) set -- xucred yes yes ;;
	peerucred) set -- peerucred yes yes ;;
	getpeereid|none) set -- "$1" no no ;;
	esac
	printf 'mechanism=%s\npid=%s\ngroups=%s\n' "$@"
}

# probe SYSTEM MECHANISM CPPFLAGS CFLAGS [LDFLAGS [LIBS]]
probe() {
	set -- "$1" "$2" "$3" "$4" "${5-}" "${6-}"
	rm -rf probe
	mkdir probe
	replica=-DREPLICA_$(echo "$1" | tr '[:lower:]' '[:upper:]')
	(cd probe && unset unixcred_cv_mechanism && "$srcdir/configure" -q \
		--disable-tests --disable-dependency-tracking CC="$CC" \
		CPPFLAGS="-I$srcdir/tests/model/replica $replica $3" CFLAGS="$4" \
		LDFLAGS="$5" LIBS="$6") \
		>probe.log 2>&1 || {
		cat probe.log
		fail "configure against the replica of $1"
	}
	mechanism=$(sed -n "s/^unixcred_cv_mechanism='*\([a-z-]*\)'*$/\1/p" \
		probe/config.log)
	[ "$mechanism" = "$2" ] ||
		fail "$*: chose $mechanism, not $2"
	found "$srcdir/tests/model/replica/config.h" >expected
	found probe/config.h >actual
	[ -s expected ] || fail "$CC -E -dM: no macro"
	same expected actual
	words "$mechanism" >expected
	grep -e ^mechanism= -e ^pid= -e ^groups= probe/lib/libunixcred.pc \
		>actual || :
	same expected actual
	echo "$1 $3 $4 $5 $6: $mechanism"
}

for flags in "" "-D_POSIX_C_SOURCE=200809L"; do
	probe linux ucred-peergroups "$flags" ""
	probe openbsd sockpeercred "$flags" ""
done
probe linux ucred-peergroups "" -std=c99
probe linux4 ucred "" ""
probe freebsd xucred-pid "" -std=c99
probe freebsd12 xucred "" ""
probe dragonfly xucred "" -std=c99
probe darwin xucred-peertoken "" ""
probe darwin10 xucred-peerpid "" ""
probe netbsd unpcbid "" -std=c99
probe solaris peerucred "" ""
probe none none "" ""
probe cygwin none "" ""

# AIX has it in libc.  It is never chosen from another library, as libbsd, on
# Cygwin, or if a better mechanism is declared.
echo 'int getpeereid(void); int getpeereid(void) { return -1; }' >libc.c
$CC -c -o libc.o libc.c
probe aix getpeereid "" "" ../libc.o
probe aix getpeereid "-D_POSIX_C_SOURCE=200809L" -std=c99 ../libc.o
probe aix none "" "" "" ../libc.o
probe aix none -DLIBBSD_OVERLAY "" ../libc.o
echo 'int getpeereid(int, unsigned int *, unsigned int *);' >declared.h
declared="-include ../declared.h"
probe linux ucred-peergroups "$declared" "" ../libc.o
probe netbsd unpcbid "$declared" "" ../libc.o
probe solaris peerucred "$declared" "" ../libc.o
probe none getpeereid "$declared" "" ../libc.o
probe cygwin none "$declared" "" ../libc.o
