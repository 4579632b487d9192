#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# standalone.sh: the live tests, which use the public header alone, on the library
# that is installed, as pkg-config finds it.  A test that is not possible in this
# place is skipped, but not all of them may be.
set -eu
source=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/unixcred-standalone.XXXXXX")
trap 'cd / && rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"
TEMP=$work
export TEMP
flags=$("${PKG_CONFIG:-pkg-config}" --cflags --libs libunixcred check)

passed=0 failed=0
for test in live seqpacket dgram groups ids inet pidfd pidns tcp userns; do
	file=$test define=
	[ "$test" != seqpacket ] ||
		file=live define=-DLIVE_TYPE=SOCK_SEQPACKET
	# shellcheck disable=SC2086
	${CC:-cc} ${CFLAGS-} $define -o "$test" "$source/$file.c" $flags \
		${CPPFLAGS-} ${LDFLAGS-}
	status=0
	"./$test" >log 2>&1 || status=$?
	case $status in
	0) passed=$((passed + 1)) ;;
	77) sed -n "s/^SKIP: /SKIP: $test: /p" log ;;
	*)
		cat log
		failed=$((failed + 1))
		;;
	esac
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -ge 3 ]
