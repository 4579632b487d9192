#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# The manual: its examples compile, and mandoc has no warning.
set -eu
. "$srcdir/tests/common.sh"

number=1
for program in server client; do
	example_of "$srcdir/man3/libunixcred.3" $number >page.c
	sed -n '/^#include <sys\/types/,$p' "$srcdir/examples/$program.c" \
		>program.c
	[ -s page.c ] || fail "found no $program in libunixcred(3)"
	same program.c page.c
	number=$((number + 1))
done

# The complete programs of other pages compile.
for page in "$srcdir"/man3/unixcred_*.3; do
	example_of "$page" >example.c
	[ ! -s example.c ] || $CC -Wall -Wextra -Werror -Wno-unused-function \
		-I"$srcdir/include" -c -o example.o example.c || fail "$page"
done

# So does the function for programs with code of their own, with HAVE_UNIXCRED
# and without.
{
	printf '#include <errno.h>\n#include <unixcred.h>\n'
	printf 'int own_get_peer(int, uid_t *, gid_t *);\nstatic int\n'
	awk '/^get_peer\(/ { on = 1 } on; /^}/ { on = 0 }' \
		"$srcdir/man3/libunixcred.3" | sed 's/\\-/-/g'
} >guard.c
grep -q own_get_peer\(sockfd guard.c || fail "found no get_peer()"
for flag in -DHAVE_UNIXCRED -UHAVE_UNIXCRED; do
	$CC -Wall -Wextra -Werror -Wno-unused-function $flag \
		-I"$srcdir/include" -c -o guard.o guard.c || fail "get_peer()"
done

[ "$MANDOC" != : ] || skip "no mandoc"
backspace=$(printf '\b')
for page in "$srcdir"/man[13]/*.[13]; do
	is_stub "$page" || "$MANDOC" -T lint -W warning "$page" || fail "$page"
	"$MANDOC" -T ascii -O width=78,indent=7 "$page" |
		LC_ALL=C sed "s/.$backspace//g" |
		awk 'length > 80 { print; wide = 1 } END { exit wide }' ||
		fail "$page: lines over 80 columns"
done
