#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# prove.sh [-b] SOURCE KERNEL FILE... [-- KERNEL FILE...]...: prove each promise
# of promise.c for each of these kernels, with cbmc, $JOBS (2) at a time.  With
# -b, each line of broken.txt, or one of $EVERY, has to break the promise that it
# names.  $ONLY is one proof, such as "linux groups".
set -eu
unset CDPATH

# Loops that are longer than a list of groups.
loops=write_any.0:120
unwind=26

# So many groups the library asks for at first: 16 are too many for cbmc.
few=4

fail() {
	echo "prove: $*" >&2
	exit 1
}

# change FILE COMMAND: by sed, in $lib
change() {
	sed "$2" "$lib/$1" >"$lib/changed"
	! cmp -s "$lib/$1" "$lib/changed" || fail "nothing to change in $1: $2"
	mv "$lib/changed" "$lib/$1"
}

# prove.sh one NUMBER KERNEL CALL [PROMISE FILE COMMAND]: in the scratch
# directory, which has the files' names; print a line, and return 1 if it fails.
one() {
	number=$1 kernel=$2 call=$3 promise=${4-}
	lib=$number.lib wanted=0 words='VERIFICATION SUCCESSFUL'
	mkdir "$lib"
	cp "$SOURCE"/lib/*.[ch] "$lib"
	change peergroups.c "s/\(define FEW_GROUPS\).16/\1 $few/"
	if [ -n "$promise" ]; then
		wanted=10 words=" $promise: FAILURE"
		change "$5" "$6"
	fi
	started=$(date +%s)
	status=0
	set -f
	IFS='
'
	# shellcheck disable=SC2046
	"$CBMC" -D_GNU_SOURCE -DFEW=$few -I"$SOURCE/include" \
		-I"$SOURCE/tests/model/replica" \
		-DREPLICA_"$(echo "$kernel" | tr '[:lower:]' '[:upper:]')" \
		-I"$lib" $(sed \
		-e "s|^lib|$lib|" -e "s|^tests|$SOURCE/tests|" "$kernel.files") \
		--function "$call" --unwind "$unwind" --unwindset "$loops" \
		--unwinding-assertions --slice-formula \
		>"$number.log" 2>&1 || status=$?
	what="$kernel $call${promise:+: $promise}, $(($(date +%s) - started)) s"
	if [ "$status" -eq "$wanted" ] && grep -qF "$words" "$number.log" &&
	    grep -q '\.assertion\.[0-9]*\] .*: SUCCESS$' "$number.log"; then
		echo "ok $what"
		return
	fi
	echo "not ok $what${promise:+: $5: $6}"
	grep ': FAILURE$' "$number.log" || tail -n 20 "$number.log"
	return 1
}

if [ "$1" = one ]; then
	shift
	one "$@"
	exit
fi

broken=
if [ "$1" = -b ]; then
	broken=-broken
	shift
fi
SOURCE=$(cd "$1" && pwd)
shift
CBMC=${CBMC:-cbmc}
"$CBMC" --version >/dev/null 2>&1 ||
	fail "no cbmc: Debian 13 has it; or set CBMC, or run .ci/prove"
export SOURCE CBMC
script=$SOURCE/tests/prove/prove.sh
calls='ids ucred xucred peerucred peerpid peertoken groups pidfd label'

scratch=$(pwd)/prove$broken.scratch
rm -rf "$scratch"
mkdir "$scratch"
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
cd "$scratch"

# The files of each kernel; chance.c is for those without cbmc.
kernel=
for word in "$@"; do
	case $word in
	--) kernel= ;;
	*/chance.c|*/layout.c|*.h) ;;
	*.c) echo "$word" >>"$kernel.files" ;;
	*) kernel=$word ;;
	esac
done

# The proofs to run: the arguments of "one", quoted, a line each.
if [ -n "$broken" ]; then
	table=$SOURCE/tests/prove/broken.txt
	grep -v -e '^#' -e '^$' "$table" >lines || :
	# An assertion that no change breaks asserts nothing.
	sed -n 's/.*PROMISE("\([^"]*\)".*/\1/p' \
		"$SOURCE"/tests/prove/promise.c \
		"$SOURCE"/tests/prove/peerucred.c | sort -u >promises
	cut -f 3 lines | sort -u >listed
	comm -23 promises listed >unlisted
	[ ! -s unlisted ] || fail "nothing breaks: $(cat unlisted)"
else
	for file in *.files; do
		for call in $calls; do
			printf '%s\t%s\n' "${file%.files}" "$call"
		done
	done >lines
fi
tab=$(printf '\t')
grep "^$(echo "${ONLY-}" | tr ' ' "$tab")" lines >chosen ||
	fail "no such proof: ${ONLY-}"
[ -z "$broken" ] || {
	awk -v every="${EVERY:-1}" 'NR % every == 0 || every == 1' chosen >some
	mv some chosen
}
sed -e "s/'/'\\\\''/g" -e "s/$tab/' '/g" -e "s/^/'/" -e "s/\$/'/" chosen |
	awk '{ print NR, $0 }' >queue

xargs -L 1 -P "${JOBS:-2}" sh "$script" one <queue | tee results
good=$(grep -c '^ok ' results || :)
all=$(awk 'END { print NR }' queue)
echo "$good passed, $((all - good)) failed"
[ "$good" -eq "$all" ]
