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

cat >connect.py <<'END'
import socket
s = socket.socket(socket.AF_UNIX)
s.connect("s")
print(s.recv(1000).decode(), end="")
END

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

# appears: the socket s, on which nobody may listen yet
appears() {
	tries=200
	until [ -S s ]; do
		kill -0 "$pid" 2>/dev/null || fail "it ended: $(cat log err)"
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || fail "no socket appears"
		pause
	done
}

# listen_with OPTION...: run the tool as a server; pid, log.  It answers when
# this returns.
listen_with() {
	: >log
	"$tool" -l s "$@" >>log 2>&1 &
	pid=$!
	answers s
	lines 1
	: >log
}

# answers PATH: the server there does, or ends
answers() {
	tries=200
	until "$tool" -c "$1" >answer 2>&1; do
		kill -0 "$pid" 2>/dev/null || fail "it ended: $(cat log err)"
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || fail "no answer: $(cat answer)"
		pause
	done
}

# lines N: wait until the server has printed so many
lines() {
	tries=200
	while [ "$(wc -l <log)" -lt "$1" ]; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || fail "$1 lines expected: $(cat log)"
		pause
	done
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

# got_line WHAT UID GID PID COMMAND...: it prints that peer; client is its pid
got_line() {
	what=$1 uid=$2 gid=$3 expected=$4
	shift 4
	# shellcheck disable=SC2016
	sh -c 'echo $$ >pid; exec "$@"' sh "$@" >out 2>&1 ||
		fail "$what: $(cat out)"
	# shellcheck disable=SC2034
	client=$(cat pid)
	check_line "$what" "$expected" "$uid" "$gid" "$(cat out)"
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
