# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers
# shellcheck shell=sh

# What the tests of unixcred(1) share.
. "$srcdir/tests/common.sh"

# Messages are compared.
LC_ALL=C
export LC_ALL

[ "$MECHANISM" != none ] || skip "this library knows no mechanism"
tool=$builddir/tools/unixcred-static
can_run "$tool" --version

# A server that a failure has left
pid=
finish() {
	[ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || :
	cleanup
}
trap finish EXIT

# got STATUS COMMAND...: it ends so; what it said is in out and err
got() {
	expected=$1
	shift
	status=0
	"$@" >out 2>err || status=$?
	[ "$status" -eq "$expected" ] ||
		fail "$*: status $status, not $expected: $(cat out err)"
}

# ended: the server has, or does, by itself or by a signal; status
ended() {
	status=0
	wait "$pid" 2>/dev/null || status=$?
	pid=
}

# wait_for COMMAND...: until it succeeds; what it said last is in answer
wait_for() {
	tries=200
	until "$@" >answer 2>&1; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || fail "not in time: $*: $(cat answer log)"
		pause
	done
}

# listen_with OPTION...: run the tool as a server; pid, log.  It answers when
# this returns.
listen_with() {
	: >log
	"$tool" -l s "$@" >>log 2>&1 &
	pid=$!
	wait_for "$tool" -c s
	lines 1
	: >log
}

has_lines() {
	[ "$(wc -l <log)" -ge "$1" ]
}

# lines N: wait until the server has printed so many
lines() {
	wait_for has_lines "$1"
	[ "$(wc -l <log)" -eq "$1" ] || fail "$1 lines expected: $(cat log)"
}

# check_line WHAT PID UID GID LINE
check_line() {
	case $5 in
	"pid=$2 uid=$3 gid=$4 groups=$4"|"pid=$2 uid=$3 gid=$4 groups=$4,"*) ;;
	"pid=$2 uid=$3 gid=$4 groups=?") ;;
	*) fail "$1: pid=$2 uid=$3 gid=$4 expected, not: $5" ;;
	esac
}

# is_mode MODE: of the socket, as ls(1) prints it
is_mode() {
	# shellcheck disable=SC2012
	[ "$(ls -l s | cut -c 1-10)" = "$1" ] || fail "not $1: $(ls -l s)"
}

# ends_by SIGNAL: the server, and its socket is gone
ends_by() {
	kill -"$1" "$pid"
	ended
	[ "$status" -gt 128 ] || fail "$1: status $status"
	[ ! -e s ] || fail "$1: the socket is left"
}
