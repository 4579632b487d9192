# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers
# shellcheck shell=sh

# What the test scripts share.  Each runs in a directory of its own below the
# build, which is removed when it ends.

fail() {
	echo "FAIL: $*" >&2
	exit 1
}

skip() {
	echo "SKIP: $*"
	exit 77
}

pause() {
	sleep 0.05 2>/dev/null || sleep 1
}

# can_run COMMAND...: run it, or skip if this machine cannot.  Set $status, and
# write its output to the file said.
can_run() {
	status=0
	# shellcheck source=tests/run.sh
	(. "$srcdir/tests/run.sh") >said 2>&1 || status=$?
	[ "$status" -ne 77 ] || skip "$(cat said)"
	[ "$status" -lt 126 ] || fail "$*: status $status: $(cat said)"
}

needs_strace() {
	command -v strace >/dev/null || skip "no strace"
	strace -f -o trace true 2>/dev/null || skip "strace may not trace here"
	# A sanitizer finds leaks by ptrace(2), which strace uses already.
	ASAN_OPTIONS=detect_leaks=0
	export ASAN_OPTIONS
}

same() {
	diff -u "$1" "$2" || fail "$1 and $2 differ"
}

# is_stub PAGE: it only refers to another page.
is_stub() {
	head -n 1 "$1" | grep -q '^\.so '
}

# example_of PAGE [NUMBER]: print that complete program of the page.
example_of() {
	awk -v want="${2-1}" '/^\.Sh/ { inside = $2 == "EXAMPLES" }
		inside && /^\.Bd/ { block++ }
		inside && block == want && /^\.Ed/ { exit }
		inside && block == want && /^#include/ { found = 1 }
		found && !/^\./' "$1" | sed -e 's/\\-/-/g' -e 's/\\e/\\/g'
}

unset CDPATH
umask 022
exec </dev/null
srcdir=$(cd "$srcdir" && pwd)
builddir=$(pwd)
scratch=$builddir/$(basename "$0" .sh).scratch
cleanup() {
	cd "$builddir" || exit 1
	rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 1' HUP INT TERM
rm -rf "$scratch"
mkdir "$scratch"
cd "$scratch" || exit 1
