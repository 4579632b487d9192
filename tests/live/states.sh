#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# Check the library on the running kernel, whichever that is: in every state of
# tests/model/states it answers as its pages promise, and the calls that
# configure chose are supported.  First check judge.awk itself: it has to
# accept the recordings of other systems, and to reject wrong ones.
set -eu
. "$srcdir/tests/common.sh"

recordings=$srcdir/recordings
judge() {
	awk -v mechanism="$chosen" -f "$srcdir/tests/live/judge.awk" \
		"$recordings/linux-7.2.txt" "$1" >verdict 2>&1
}

# mechanism_of FILE: print that of the system that was recorded
mechanism_of() {
	case ${1##*/} in
	freebsd*) chosen=xucred-pid ;;
	linux*) chosen=ucred-peergroups ;;
	netbsd*) chosen=unpcbid ;;
	openbsd*) chosen=sockpeercred ;;
	xnu*) chosen=xucred-peerpid ;;
	*) fail "$1: unknown mechanism" ;;
	esac
}

for file in "$recordings"/*.txt; do
	mechanism_of "$file"
	judge "$file" || { cat verdict; fail "$file"; }
	own=$chosen
	for chosen in none peerucred ucred ucred-peergroups xucred \
	    xucred-peerpid; do
		case $chosen/$own in
		"$own/$own"|xucred/xucred-pid|ucred/unpcbid) continue ;;
		ucred/sockpeercred) continue ;;
		esac
		! judge "$file" || fail "$file passes as $chosen"
	done
done

# wrong RECORDING EXPRESSION: judge.awk has to reject sed(1)'s output for it
wrong() {
	sed "$2" "$recordings/$1.txt" >corrupt
	mechanism_of "$1"
	! cmp -s "$recordings/$1.txt" corrupt || fail "$1 has no line for $2"
	! judge corrupt || fail "judge.awk accepts $1 after $2"
}

for system in freebsd-9.1 linux-6.12 netbsd-7.99.34 openbsd-4.9 xnu-7195.141
do
	wrong $system '/^ACCEPTED .* [uN].*/s,PEER/PEER,MALLORY/MALLORY,'
	wrong $system '/^ACCEPTED /s,PEER,SELF,g'
	wrong $system '/^ACCEPTED /s/ [A-Z]*\/.*/ ENOTCONN/'
	wrong $system '/^LISTENING /s,ENOTCONN,SELF/SELF,'
	wrong $system '/^UNCONNECTED .*ucred /s,ENOTCONN,SELF/SELF/SELF,'
	wrong $system '/^CLOSED(77) /s,EBADF,ENOTCONN,'
	wrong $system '/^BOUND .* NULLs/s/ENOTCONN/&, but wrote/'
	wrong $system '/^BOUND /s,EFAULT,0,'
	wrong $system '/^BOUND .* peerucred/s,ENOSYS,ENOTCONN,'
done
wrong linux-7.2 '/^LISTENING .* label /s/ENOTCONN/8: unlabeled/'
wrong linux-7.2 '/^PAIR .* label0/s/exact/wrong/'
wrong linux-7.2 '/^PAIR .* label-1/s/ERANGE/0/'
wrong linux-7.2 '/^PAIR .* token /s,ENOSYS,CREATOR/CREATOR/CREATOR,'
for system in freebsd-9.1 linux-6.12 xnu-7195.141; do
	wrong $system '/^ACCEPTED  *groups  /s, 3010,,'
done
wrong linux-6.12 '/^PAIR /d'
wrong linux-6.12 '/^PAIR .* groups0/d'
wrong linux-6.12 '/^PAIR .*pid_ids/s,CREATOR,unknown,'
wrong linux-6.12 '/^PAIR .*pidfd/s,CREATOR,ESRCH,'

# Run it as the programs are run, perhaps under valgrind or qemu.
record() {
	# shellcheck disable=SC2086
	(cd "$builddir" && ${LOG_COMPILER-} ${LOG_FLAGS-} \
		tests/model/record "$@")
}
[ -n "${LOG_COMPILER-}" ] || can_run record -r 1 1
record -s "$srcdir/tests/model/states" >recorded || fail "record"
chosen=$MECHANISM
judge recorded || { cat verdict; fail "this system"; }
grep "^# libunixcred $PACKAGE_VERSION, as " recorded ||
	fail "unixcred_version()"
