#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# Compare the library's answers on the running Linux with those on the model of
# that release: in every state of tests/model/states, and after random scripts.
# RANDOM_SCRIPTS and RANDOM_SEED choose others than the usual 300.
set -eu
. "$srcdir/tests/common.sh"

[ "$MECHANISM" = ucred-peergroups ] || skip "the model is Linux's"
record=$builddir/tests/model/record
[ -x "$record" ] || fail "no $record"
can_run "$record" -r 1 1
agree() {
	"$record" ${1+"$@"} >recorded || fail "record $*"
	[ $# -eq 0 ] || shift
	sh "$srcdir/tests/model/agree.sh" "$builddir/tests/model/linux" \
		"$(uname -r)" recorded "$@" || fail "record $*"
}

agree
echo "RANDOM_SCRIPTS=${RANDOM_SCRIPTS:-300} RANDOM_SEED=${RANDOM_SEED:-1}"
agree -r "${RANDOM_SCRIPTS:-300}" "${RANDOM_SEED:-1}"
