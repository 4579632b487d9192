#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# unixcred(1) on the running system: what tests/fuzz/tool.c cannot know, which
# has no kernel, no ps(1) and no shell; and the arguments that are refused.
set -eu
. "$srcdir/tests/tool/common.sh"

# ---- Usage

# refuses MESSAGE WORDS...: status 2, the message and the summary, and nothing
# is printed.  A path of -l is one that cannot be made: a tool that does not
# refuse ends, too.
refuses() {
	message=$1
	shift
	got 2 "$tool" "$@"
	[ ! -s out ] || fail "$*: printed $(cat out)"
	[ "$(head -n 1 err)" = "unixcred: $message" ] || fail "$*: $(cat err)"
	[ "$(sed -n 2p err | cut -c 1-15)" = "usage: unixcred" ] ||
		fail "$*: $(cat err)"
}

for option in -x -: -+ --helpless --vers; do
	refuses "$(printf %.2s "$option"): there is no such option" "$option"
done
for option in -c -f -g -l -m -n -u; do
	refuses "$option: this option needs an argument" "$option"
done
for option in -1 -p -s "-c s" "-l none/s" "-m 600" "-n 0"; do
	# shellcheck disable=SC2086
	refuses "${option% *}: this option is given twice" $option $option
done
for number in -1 1x '' 2147483648 99999999999999999999; do
	refuses "-n: a descriptor is a number" -n "$number"
done
for mode in -1 8 1000 rw ''; do
	refuses "-m: permissions are octal, from 0 to 777" -l none/s -m "$mode"
done
for field in name UID ''; do
	refuses "$field: this is no field: they are pid, uid, gid, groups, \
pidfd-alive, label, user, group and command" -f uid -f "gid,$field"
done
refuses "uid: this field is asked for twice" -f uid,gid -f uid
refuses "-f and -p: they exclude each other" -f pid -p
for options in "-n 0 -c s" "-n 0 -l none/s" "-c s -l none/s"; do
	# shellcheck disable=SC2086
	refuses "-c, -l and -n: they exclude each other" $options
done
refuses "-1 and -m: they go with -l" -m 600
refuses "-1 and -m: they go with -l" -1 -c s
refuses "-s: this does not go with -c and -l" -s -c s
refuses "-s: this does not go with -c and -l" -l none/s -s
refuses "-c and -l: the path is empty" -l ''
refuses "-c and -l: the path is empty" -c ''
[ "$(uname)" != Linux ] ||
	refuses "-m: an abstract name has no permissions" -m 600 \
		-l "@$(printf '%0200d' 0)"

# A command
for option in -p -1 "-f uid" "-c s" "-l none/s" "-m 600"; do
	# shellcheck disable=SC2086
	refuses "touch: a command goes with -g, -n, -s and -u alone" \
		$option touch ran
done
for option in "-u user" "-g group"; do
	kind=${option#* }
	option=${option% *}
	refuses "-g and -u: there is no command to run" -n 0 "$option" 0 --
	for name in nobody-here -1 4294967295 4294967296 18446744073709551616 \
	    0x0 1x ''; do
		refuses "$name: there is no such $kind" "$option" 0 \
			"$option" "$name" touch ran
	done
	for number in 65534 065534; do
		refuses "$number: 65534 can be anybody, and cannot be allowed" \
			"$option" "$number" touch ran
	done
done
for option in --help --version; do
	refuses "--: there is no such option" $option -s
done
got 0 "$tool" --help
mv out help
got 0 "$tool" -h
same help out
got 2 "$tool" -x
sed 1d err >summary
head -n "$(wc -l <summary)" help >expected
same expected summary
grep -q '^The page unixcred(1) has examples' help || fail "the help is cut off"
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
says '^unixcred: descriptor 0: .*socket' -u 0 -u 4294967294 -g 0 -- touch ran
says '^unixcred: descriptor 0: ' touch ran <&-
says '^unixcred: descriptor 99: ' -n 99 touch ran
[ ! -e ran ] || fail "a command was run for nobody"
says '^unixcred: none: No such file' -c none
says '^unixcred: none/s: No such file' -l none/s
long=$(printf '%0200d' 0)
says "^unixcred: $long: [Ff]ile *name too long" -c "$long"

# What is there already is an error, and stays.
echo data >file
says '^unixcred: file: this exists, and is not a socket$' -l file
[ "$(cat file)" = data ] || fail "a file was removed"
says '^unixcred: file: this is not a socket$' -c file
ln -s nowhere link
says '^unixcred: link: this exists, and is not a socket$' -l link

# ---- A server, and clients

listen_with -m 666
server=$pid
# The shell becomes the client.
# shellcheck disable=SC2016
client=$(sh -c 'echo $$; exec "$0" -c s >line' "$tool")
check_line server "$server" "$(id -u)" "$(id -g)" "$(cat line)"
lines 1
check_line client "$client" "$(id -u)" "$(id -g)" "$(cat log)"

# field NAME VALUE: what -f prints; no VALUE: a message, and nothing printed
field() {
	if [ -n "$2" ]; then
		got 0 "$tool" -f "$1" -c s
		[ "$(cat out)" = "$2" ] || fail "-f $1: $(cat out), not $2"
	else
		says "^unixcred: s: no $1: " -f "$1" -c s
	fi
}

# The name of a user may be missing, with a message and a number.
user=$(id -un 2>/dev/null) || user=
group=$(id -gn 2>/dev/null) || group=
command=$(ps -A -o pid= -o comm= 2>/dev/null |
	sed -n "s/^ *$server  *//p") || command=
field user "$user"
field group "$group"
got 0 "$tool" -f gid -f pid,uid -c s
printf '%s\n' "$(id -g)" "$server" "$(id -u)" >expected
same expected out
got 0 "$tool" -p -c s
grep -q "^pid  *$server  *${command:-?}\$" out || fail "-p: $(cat out)"
status=0
"$tool" -f pidfd-alive -c s >out 2>err || status=$?
[ "$(cat out)" = yes ] || grep -q 'pidfd-alive: .*not implemented' err ||
	fail "-f pidfd-alive: $(cat out err)"

# However narrow the terminal is.
COLUMNS=5
export COLUMNS
field command "$command"
unset COLUMNS

# BusyBox's ps has no -p.
path=$PATH
mkdir bin
PATH=$PWD/bin:$path
if command -v busybox >/dev/null && busybox ps -A -o pid= -o comm= \
    >/dev/null 2>&1; then
	ln -s "$(command -v busybox)" bin/ps
	field command "$(busybox ps -A -o pid= -o comm= |
		sed -n "s/^ *$server  *//p")"
	rm bin/ps
fi

# Without a ps
for word in cat grep wc; do
	ln -s "$(command -v $word)" bin
done
# shellcheck disable=SC2123
PATH=$PWD/bin
command -v ps >/dev/null ||
	says '^unixcred: s: no command: there is no ps in PATH$' \
		-f command -c s
PATH=$path
rm -rf bin

# ---- How it ends, and what it leaves

is_mode srw-rw-rw-
says '^unixcred: s: Address .*in use' -l s
ends_by TERM
umask 027
listen_with
is_mode srwxr-x---
umask 022
ends_by TERM

# A socket that nobody serves any more stays, and so does one in its place.
listen_with
kill -KILL "$pid"
ended
says '^unixcred: s: a socket is here, and nobody answers on it: ' -l s
says '^unixcred: s: Connection refused' -c s
mv s t
listen_with
mv t s
kill "$pid"
ended
[ -S s ] || fail "it removed a socket that it had not made"
rm s

# A stream that cannot be written.
unwritten='^unixcred: standard output: '
if [ -c /dev/full ]; then
	status=0
	"$tool" --help >/dev/full 2>err || status=$?
	[ "$status" -eq 1 ] || fail "--help to a full disk: $status"
	grep -q "$unwritten" err || fail "a full disk: $(cat err)"
fi
mkfifo pipe
head -n 1 <pipe >first &
reader=$!
"$tool" -l s >pipe 2>err &
pid=$!
wait_for "$tool" -c s
wait "$reader"
"$tool" -c s >answer || :
ended
[ "$status" -eq 1 ] || fail "a closed pipe: $status"
grep -q "$unwritten" err || fail "a closed pipe: $(cat err)"
[ ! -e s ] || fail "a closed pipe: the socket is left"
status=0
"$tool" --version >&- 2>err || status=$?
[ "$status" -eq 1 ] || fail "a closed standard output: $status"

# ---- What needs Linux, or Python

# Abstract names, and a path that fills the address to its last byte.
names=
[ "$(uname)" != Linux ] ||
	names="@unixcred-$$ @$(printf '%0107d' 0) $(printf '%0108d' 0)"
for name in $names; do
	"$tool" -l "$name" >log 2>&1 &
	pid=$!
	wait_for "$tool" -c "$name"
	check_line "$name" "$pid" "$(id -u)" "$(id -g)" "$(cat answer)"
	kill "$pid"
	ended
	[ ! -e "$name" ] || fail "$name is left, or a file"
done

if command -v python3 >/dev/null; then
	python3 "$srcdir/tests/tool/tool.py" "$tool" || fail "tool.py"
fi
