#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# unixcred(1): what it prints, when it fails, and what it leaves behind.
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

refuses "-x: there is no such option" -x
refuses "-:: there is no such option" -:
refuses "-+: there is no such option" -+
refuses "--: there is no such option" --helpless
refuses "--: there is no such option" --vers
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
refuses "-f and -p: they exclude each other" -p -f pid
refuses "-c, -l and -n: they exclude each other" -n 0 -c s
refuses "-c, -l and -n: they exclude each other" -n 0 -l none/s
refuses "-c, -l and -n: they exclude each other" -c s -l none/s
refuses "-1 and -m: they go with -l" -m 600
refuses "-1 and -m: they go with -l" -1
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
for option in -u -g; do
	refuses "-g and -u: there is no command to run" "$option" 0
	refuses "-g and -u: there is no command to run" -n 0 "$option" 0 --
	case $option in
	-u) kind=user ;;
	*) kind=group ;;
	esac
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

got 0 "$tool" --help
mv out help
got 0 "$tool" -h
same help out
got 2 "$tool" -x
sed 1d err >summary
head -n "$(wc -l <summary)" help >expected
same expected summary
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
says '^unixcred: descriptor 0: .*socket' touch ran </dev/null
says '^unixcred: descriptor 0: .*socket' -u 0 -u 4294967294 -g 0 -- touch ran
says '^unixcred: descriptor 0: ' touch ran <&-
says '^unixcred: descriptor 99: ' -n 99 touch ran
[ ! -e ran ] || fail "a command was run for nobody"
says '^unixcred: none: No such file' -c none
long=$(printf '%0200d' 0)
says "^unixcred: $long: [Ff]ile *name too long" -c "$long"
says "^unixcred: $long: [Ff]ile *name too long" -l "$long"
says '^unixcred: none/s: No such file' -l none/s

# What is there already is an error, and stays.
echo data >file
says '^unixcred: file: this exists, and is not a socket$' -l file
[ "$(cat file)" = data ] || fail "a file was removed"
says '^unixcred: file: this is not a socket$' -c file
ln -s nowhere link
says '^unixcred: link: this exists, and is not a socket$' -l link

# What is printable in the locale stays: a letter of two bytes, C1's CSI as one
# byte and as two, a byte that is no character, controls of a terminal.
odd=$(printf 'a\303\251 \302\233 \233 \377\n\033[31m')
utf8=C.UTF-8
if command -v locale >/dev/null; then
	utf8=$(locale -a | sed -n '/[uU][tT][fF]-*8$/p' | head -n 1)
fi
# odd_as LOCALE TEXT FILE: the file has this in place of that
odd_as() {
	printf 'unixcred: %b: ' "$2" >expected
	head -c "$(wc -c <expected)" "$3" >odd
	cmp expected odd || fail "$1: $(cat "$3")"
}
got 1 "$tool" -c "$odd"
odd_as C 'a?? ?? ? ???[31m' err
if [ -n "$utf8" ]; then
	got 1 env LC_ALL="$utf8" "$tool" -c "$odd"
	odd_as "$utf8" 'a\0303\0251 ? ? ???[31m' err
fi

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

# The name of a user may be missing, with a message and a number.
user=$(id -un 2>/dev/null) || user=
group=$(id -gn 2>/dev/null) || group=
groups=$("$tool" -c s | sed 's/.* groups=//')
command=$(ps -A -o pid= -o comm= 2>/dev/null |
	sed -n "s/^ *$server  *//p") || command=
field pid "$server"
field uid "$(id -u)"
field gid "$(id -g)"
field groups "${groups#\?}"
field user "$user"
field group "$group"
field command "$command"

# Several fields: all, in the order asked, or none.
got 0 "$tool" -f gid -f pid,uid -c s
printf '%s\n' "$(id -g)" "$server" "$(id -u)" >expected
same expected out

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
mkdir no-ps
for word in cat grep wc; do
	ln -s "$(command -v $word)" no-ps
done
# shellcheck disable=SC2123
PATH=$PWD/no-ps
if ! command -v ps >/dev/null; then
	says '^unixcred: s: no command: there is no ps in PATH$' \
		-f command -c s
	got 0 "$tool" -p -c s
	grep -q "^pid  *$server  *?\$" out || fail "$(cat out)"
	[ "$(cat err)" = "unixcred: s: there is no ps in PATH" ] ||
		fail "$(cat err)"
fi
PATH=$path
rm -rf bin no-ps

status=0
"$tool" -f pidfd-alive -c s >out 2>err || status=$?
[ "$(cat out)" = yes ] || grep -q 'pidfd-alive: .*not implemented' err ||
	fail "-f pidfd-alive: $(cat out err)"
# Not every kernel has a label, and not every library asks for it.
cat >label.py <<'END'
import socket
s = socket.socket(socket.AF_UNIX)
s.connect("s")
label = s.getsockopt(socket.SOL_SOCKET, socket.SO_PEERSEC, 65536)
print(label.rstrip(b"\0").decode())
END
status=0
"$tool" -f label -c s >out 2>err || status=$?
if [ "$status" -eq 0 ]; then
	! python3 label.py >label 2>/dev/null || same label out
else
	says '^unixcred: s: no label: the kernel does not report it$' \
		-f uid,label,gid -c s
fi
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

# So does another socket.
"$tool" -l t >log 2>&1 &
pid=$!
answers t
kill -KILL "$pid"
ended
listen_with
mv t s
kill "$pid"
ended
[ -S s ] || fail "it removed a socket that it had not made"
rm s

# So does a socket that somebody serves, or nobody any more.
listen_with
says '^unixcred: s: Address .*in use' -l s
ends_by TERM
listen_with
kill -KILL "$pid"
ended
says '^unixcred: s: a socket is here, and nobody answers on it: ' -l s
says '^unixcred: s: Connection refused' -c s
[ -S s ] || fail "it removed a socket that it had not made"
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
	grep -q '^unixcred: s: no pid: the kernel does not report it' err ||
		fail "an unknown pid: $(cat err)"
fi

if command -v python3 >/dev/null; then
	python3 "$srcdir/tests/tool/tool.py" "$tool" "$utf8" || fail "tool.py"
fi
