#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# The manual: its examples compile, and mandoc has nothing to say.
set -eu
. "$srcdir/tests/common.sh"

example_of "$srcdir/man3/libunixcred.3" >page.c
sed -n '/^#include <sys\/types/,$p' "$srcdir/examples/server.c" >server.c
[ -s page.c ] || fail "found no example in libunixcred(3)"
same server.c page.c

# What other pages show as a whole compiles.
for page in "$srcdir"/man3/unixcred_*.3; do
	example_of "$page" >example.c
	[ ! -s example.c ] || $CC -Wall -Wextra -Werror -Wno-unused-function \
		-I"$srcdir/include" -c -o example.o example.c || fail "$page"
done

[ "$MANDOC" != : ] || skip "no mandoc"
for page in "$srcdir"/man[13]/*.[13]; do
	is_stub "$page" || "$MANDOC" -T lint -W warning "$page" || fail "$page"
done
