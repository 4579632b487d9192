#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# Run the demonstration in each shell.  It compares what the server saw with the
# real ids.  Neither the environment nor a symbolic link may mislead it.
set -eu
. "$srcdir/tests/common.sh"

[ "$MECHANISM" != none ] || skip "the library has no mechanism"
can_run "$builddir/examples/visitor"
mkdir tmp decoy decoy/build
ln -s "$builddir" build
CDPATH=$scratch/decoy TMPDIR=tmp COLUMNS=20
export CDPATH TMPDIR COLUMNS
for shell in sh dash bash "busybox sh"; do
	command -v "${shell% sh}" >/dev/null || continue
	$shell "$srcdir/examples/demo" build >said 2>&1 || {
		cat said
		fail "$shell examples/demo"
	}
	[ -z "$(ls -A tmp)" ] || fail "left in TMPDIR: $(ls tmp)"
	# At least two clients have different pids.
	sed -n 's/.*saw: *pid=\([^ ]*\) .*/\1/p' said | sort -u >pids
	[ "$(wc -l <pids)" -ge 2 ] || fail "all clients have the same pid"
done
cat said
