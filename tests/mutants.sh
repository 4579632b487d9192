#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# mutants.sh SOURCE: each mutation of lib/ that tests/mutants.txt lists has to
# make a test fail.  Works on a copy of the source, in the current directory.
set -eu
unset MAKEFLAGS MFLAGS CONFIG_SITE CPPFLAGS LDFLAGS

fail() {
	echo "mutants: $*" >&2
	exit 1
}

[ $# -eq 1 ] || fail "usage: mutants.sh SOURCE"
source=$(cd "$1" && pwd)
[ -f "$source/configure" ] || fail "$source has no configure"
scratch=$(pwd)/mutants.scratch
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
TEMP=$scratch
# Without a process for each test; timeout(1) stops one that hangs.
CK_FORK=no
export TEMP CK_FORK
rm -rf "$scratch"
mkdir -p "$scratch/source" "$scratch/build"
(cd "$source" && tar -cf - Makefile.in aclocal.m4 build-aux config.h.in \
	configure configure.ac include lib/*.[ch] lib/*.in lib/*.map m4 \
	Makefile.am tests) | (cd "$scratch/source" && tar -xf -)

cd "$scratch/build"
build() {
	touch ../before
	# shellcheck disable=SC2086
	make -s -j2 $programs >../log 2>&1 </dev/null || {
		cat ../log
		fail "$1 does not build"
	}
}

# Whether some program fails, one that hangs included, of those just built.
killed() {
	# shellcheck disable=SC2086
	find $programs -newer ../before >../built
	while read -r program; do
		timeout 60 "$program" >../log 2>&1 </dev/null || return 0
	done <../built
	return 1
}

"$scratch/source/configure" -q --disable-shared --enable-tests=yes \
	CFLAGS="-g -O1 -w -fsanitize=address" >../log 2>&1 || {
	cat ../log
	fail "configure"
}
programs="$(make -s print-kernels) tests/live/live"
build "the source"
! killed || {
	cat ../log
	fail "the source fails without a mutation"
}

dead=0 survivors=0
tab=$(printf '\t')
while IFS=$tab read -r file command <&3; do
	case $file in
	''|'#'*) continue ;;
	esac
	original=$source/lib/$file
	mutant=$scratch/source/lib/$file
	sed "$command" "$original" >"$mutant"
	! cmp -s "$original" "$mutant" ||
		fail "nothing to change in $file: $command"
	build "$file: $command"
	if killed; then
		dead=$((dead + 1))
	else
		survivors=$((survivors + 1))
		echo "survived: $file: $command"
	fi
	cp "$original" "$mutant"
done 3<"$source/tests/mutants.txt"
listed=$(grep -c '^[^#]' "$source/tests/mutants.txt")
if [ "$listed" -lt 40 ] || [ $((dead + survivors)) -ne "$listed" ]; then
	fail "tried $((dead + survivors)) of $listed mutations"
fi

# Nothing of the last mutation, or of any, has stayed behind.
build "the source"
! killed || fail "the source fails after its mutations"

echo "$dead killed, $survivors survived"
[ "$survivors" -eq 0 ]
