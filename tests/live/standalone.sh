#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# standalone.sh: run the live tests with the installed library, as pkg-config
# finds it.  They use the public header alone.  A test that is not possible in
# this place is skipped; at least one has to run.
set -eu
unset CDPATH
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/unixcred-standalone.XXXXXX")
trap 'cd / && rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"
TEMP=$work
export TEMP
flags=$("${PKG_CONFIG:-pkg-config}" --cflags --libs libunixcred check)

# compile PROGRAM SOURCE...
compile() {
	program=$1
	shift
	# shellcheck disable=SC2086
	${CC:-cc} ${CFLAGS-} -o "$program" "$@" $flags ${CPPFLAGS-} \
		${LDFLAGS-}
}

# Check the answers in all states.
states() {
	./record -s "$source/tests/model/states" >recorded &&
		awk -f "$source/tests/live/judge.awk" \
		"$source/recordings/linux-7.2.txt" recorded
}

passed=0 failed=0
for test in states live namespaces; do
	run=./$test
	if [ "$test" = states ]; then
		run=states
		(cd "$source/tests/model" && compile "$work/record" \
			ask.c random.c real.c role.c script.c)
	else
		compile "$test" "$source/tests/live/$test.c"
	fi
	status=0
	$run >log 2>&1 || status=$?
	case $status in
	0) passed=$((passed + 1)) ;;
	77)
		sed -n 's/^SKIP: /# /p' log
		echo "SKIP: tests/live/$test"
		;;
	*)
		cat log
		failed=$((failed + 1))
		;;
	esac
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -ge 2 ]
