#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# The demonstration compares what the server saw with what is true.
set -eu
. "$srcdir/tests/common.sh"

[ "$MECHANISM" != none ] || skip "this library knows no mechanism"
can_run "$builddir/examples/visitor"
TMPDIR=$scratch "$srcdir/examples/demo" "$builddir" >said 2>&1 || {
	cat said
	fail "examples/demo"
}
cat said
# Two clients at least, told apart.
sed -n 's/.*saw: *pid=\([^ ]*\) .*/\1/p' said | sort -u >pids
[ "$(wc -l <pids)" -ge 2 ] || fail "all clients have the same pid"
