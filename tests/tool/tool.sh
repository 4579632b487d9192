#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# unixcred(1): what it prints, when it fails, and what it leaves behind.
set -eu
. "$srcdir/tests/tool/common.sh"

# ---- Usage

# refuses WORDS...: status 2, a message, the summary, and nothing printed
refuses() {
	got 2 "$tool" "$@"
	[ ! -s out ] || fail "$*: printed $(cat out)"
	grep -q '^usage: unixcred' err || fail "$*: $(cat err)"
}

refuses operand
refuses -n 0 operand
refuses -x
refuses -n
refuses -n -1
refuses -n 1x
refuses -n ''
refuses -n 99999999999999999999
refuses -f
refuses -f name
refuses -f pid -p
refuses -p -f pid
refuses -n 0 -c s
refuses -c s -l s
refuses -m 600
refuses -1
refuses -l s -m 8
refuses -l s -m 1000
refuses -l s -m rw
refuses -l ''
refuses -c ''
[ ! -e s ] || fail "a socket was made all the same"

got 0 "$tool" --help
grep -q '^usage: unixcred' out || fail "--help: $(cat out)"
got 0 "$tool" --version
[ "$(cat out)" = "unixcred $PACKAGE_VERSION, libunixcred $PACKAGE_VERSION" ] ||
	fail "--version: $(cat out)"

# ---- No credentials

# says TEXT WORDS...: status 1, this message, and nothing printed
says() {
	text=$1
	shift
	got 1 "$tool" "$@"
	[ ! -s out ] || fail "$*: printed $(cat out)"
	grep -q -e "$text" err || fail "$*: $(cat err)"
	[ "$(wc -l <err)" -eq 1 ] || fail "$*: $(cat err)"
}

says '^unixcred: descriptor 0: .*socket' </dev/null
says '^unixcred: descriptor 0: ' <&-
says '^unixcred: descriptor 99: ' -n 99
says '^unixcred: none: No such file' -c none
long=$(printf '%0200d' 0)
says "^unixcred: $long: [Ff]ile *name too long" -c "$long"
says "^unixcred: $long: [Ff]ile *name too long" -l "$long"
says '^unixcred: a?b?\[31m: No such file' -c "$(printf 'a\nb\033[31m')"
says '^unixcred: none/s: No such file' -l none/s

# What is there already is an error, and stays.
echo data >file
says '^unixcred: file: Address .*in use' -l file
[ "$(cat file)" = data ] || fail "a file was removed"
says '^unixcred: file: ' -c file

# ---- A server, and clients

listen_with -m 666
server=$pid
got_line server "$(id -u)" "$(id -g)" "$server" "$tool" -c s
lines 1
check_line client "$client" "$(id -u)" "$(id -g)" "$(tail -n 1 log)"
case $(uname) in
Linux)
	# The effective one first, then the others of the kernel's list.
	effective=$(id -g)
	others=$(sed -n 's/^Groups:[	 ]*//p' /proc/self/status 2>/dev/null |
		tr -s ' ' '\n' | grep -v -x -e "$effective" -e '' |
		paste -s -d , -)
	[ ! -r /proc/self/status ] || grep -q \
		"groups=$effective${others:+,$others}\$" log ||
		grep -q 'groups=?$' log || fail "groups: $(cat log)"
	;;
esac
# Whoever has gone before it is accepted has been there.
kill -STOP "$server"
"$tool" -f uid -c s >early
kill -CONT "$server"
[ "$(cat early)" = "$(id -u)" ] || fail "early: $(cat early)"
lines 2

# field NAME VALUE: what -f prints; no VALUE: a message, and nothing printed
field() {
	if [ -n "$2" ]; then
		got 0 "$tool" -f "$1" -c s
		[ "$(cat out)" = "$2" ] || fail "-f $1: $(cat out), not $2"
	else
		says "^unixcred: s: no $1: " -f "$1" -c s
	fi
}

# shown COMMAND...: a name, as the tool shows it, or nothing
shown() {
	name=$("$@" 2>/dev/null) || name=
	printf %s "$name" | LC_ALL=C tr -c '[:print:]' '?'
}

user=$(shown id -un)
group=$(shown id -gn)
groups=$("$tool" -c s | sed 's/.* groups=//')
command=$(shown ps -o comm= -p "$server")
field pid "$server"
field uid "$(id -u)"
field gid "$(id -g)"
field groups "${groups#\?}"
field user "$user"
field group "$group"
field command "$command"

# BusyBox's ps has no -p; a name of two lines could pass for two processes'.
mkdir without
cat >without/ps <<'END'
#!/bin/sh
case "$*" in
*-p*) exit 1 ;;
esac
printf 'PID   COMMAND\n'
cat list
END
chmod 755 without/ps
printf '%5d other\n%5d served by us\n' "${server}1" "$server" >list
with=$PATH
PATH=$PWD/without:$PATH
field command "served by us"
printf '%5d other\n%5d us\n' "$server" "$server" >list
field command ""
PATH=$with
status=0
"$tool" -f pidfd-alive -c s >out 2>err || status=$?
[ "$(cat out)" = yes ] || grep -q 'pidfd-alive: .*not implemented' err ||
	fail "-f pidfd-alive: $(cat out err)"
row="groups $(id -g) ${group:-?}"
[ "$groups" != '?' ] || row='groups ?'
got 0 "$tool" -p -c s
cat >expected <<END
pid $server ${command:-?}
uid $(id -u) ${user:-?}
gid $(id -g) ${group:-?}
$row
END
sed -n '1,4s/  */ /gp' out >table
same expected table
sed -n '4,$s/^[a-z]*  *\([0-9]*\) .*/\1/p' out | paste -s -d , - >list
[ "$(cat list)" = "$groups" ] || [ "$groups" = '?' ] || fail "-p: $(cat out)"

is_mode srw-rw-rw-
ends_by TERM

for client in "socat -u UNIX-CONNECT:s -" "python3 connect.py"; do
	command -v "${client%% *}" >/dev/null || continue
	listen_with
	# The shell becomes the client.
	# shellcheck disable=SC2016,SC2086
	sh -c 'echo $$ >pid; exec "$@"' sh $client >said 2>&1 ||
		fail "$client: $(cat said)"
	lines 1
	check_line "$client" "$(cat pid)" "$(id -u)" "$(id -g)" \
		"$(tail -n 1 log)"
	ends_by TERM
done

# ---- How it ends, and what it leaves

listen_with -m 600
is_mode srw-------
ends_by TERM
"$tool" -l s -m 0 >log 2>&1 &
pid=$!
appears
is_mode s---------
ends_by TERM
# A signal between bind(2) and what follows it leaves no socket.
if strace -o /dev/null true 2>/dev/null; then
	status=0
	strace -f -o trace -e trace=bind -e inject=bind:signal=SIGTERM \
		"$tool" -l s >log 2>&1 || status=$?
	grep -q -e 'bind(.*INJECTED' -e SIGTERM trace || fail "$(cat trace log)"
	[ "$status" -ne 0 ] || fail "SIGTERM at bind(2): $status"
	[ ! -e s ] || fail "SIGTERM at bind(2): the socket is left"
fi

umask 027
listen_with
is_mode srwxr-x---
umask 022

# Another file in its place stays.
rm s
echo mine >s
kill "$pid"
ended
[ "$(cat s)" = mine ] || fail "it removed a file that it had not made"
rm s

# So does a socket that nobody serves any more.
listen_with
kill -KILL "$pid"
ended
says '^unixcred: s: Address .*in use' -l s
says '^unixcred: s: Connection refused' -c s
rm s

# One client, and no more.
: >log
"$tool" -1 -l s >log 2>&1 &
pid=$!
answers s
ended
[ "$status" -eq 0 ] || fail "-1: status $status"
lines 1
[ ! -e s ] || fail "-1 left its socket"

# A stream that cannot be written.
if [ -c /dev/full ]; then
	status=0
	"$tool" --help >/dev/full 2>err || status=$?
	[ "$status" -eq 1 ] || fail "--help to a full disk: $status"
	grep -q '^unixcred: standard output: ' err ||
		fail "a full disk: $(cat err)"
	"$tool" -l s >/dev/full 2>err &
	pid=$!
	answers s
	ended
	[ "$status" -eq 1 ] || fail "a full disk: $status"
	grep -q '^unixcred: standard output: ' err ||
		fail "a full disk: $(cat err)"
	[ ! -e s ] || fail "a full disk: the socket is left"
fi
mkfifo pipe
head -n 1 <pipe >first &
reader=$!
"$tool" -l s >pipe 2>err &
pid=$!
answers s
wait "$reader"
"$tool" -c s >answer || :
ended
[ "$status" -eq 1 ] || fail "a closed pipe: $status"
grep -q '^unixcred: standard output: ' err ||
	fail "a closed pipe: $(cat err)"
[ ! -e s ] || fail "a closed pipe: the socket is left"
says_nothing=0
"$tool" --version >&- 2>err || says_nothing=$?
[ "$says_nothing" -eq 1 ] || fail "a closed standard output: $says_nothing"

# ---- What needs Linux, or Python

if [ "$(uname)" = Linux ]; then
	# An abstract name, and a path that fills the address to its last byte.
	for name in "@unixcred-$$" "$(printf '%0108d' 0)"; do
		"$tool" -l "$name" >log 2>&1 &
		pid=$!
		answers "$name"
		check_line "$name" "$pid" "$(id -u)" "$(id -g)" "$(cat answer)"
		kill "$pid"
		ended
		[ ! -e "$name" ] || fail "$name is left, or a file"
	done
fi

# A peer that has no number in our pid namespace.
# in_namespace OPTION...: one client is served; log, err, status
in_namespace() {
	unshare -Upf --map-root-user "$tool" -1 -l s "$@" >log 2>err &
	pid=$!
	answers s
	ended
}
if unshare -Upf --map-root-user true 2>/dev/null; then
	in_namespace
	grep -q '^pid=? uid=0 gid=0 groups=' log || fail "pid: $(cat log err)"
	in_namespace -f pid
	[ "$status" -eq 1 ] || fail "an unknown pid: $status"
	[ ! -s log ] || fail "an unknown pid: $(cat log)"
	grep -q '^unixcred: s: no pid: the kernel does not tell' err ||
		fail "an unknown pid: $(cat err)"
fi

if command -v python3 >/dev/null; then
	python3 "$srcdir/tests/tool/tool.py" "$tool" || fail "tool.py"
fi
