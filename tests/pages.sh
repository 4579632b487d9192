#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# The manual: its example is the example, and mandoc has nothing to say.
set -eu
. "$srcdir/tests/common.sh"

example_of "$srcdir/man3/libunixcred.3" >page.c
sed -n '/^#include <sys\/types/,$p' "$srcdir/examples/server.c" >server.c
[ -s page.c ] || fail "found no example in libunixcred(3)"
same server.c page.c

[ "$MANDOC" != : ] || skip "no mandoc"
for page in "$srcdir"/man[13]/*.[13]; do
	if is_stub "$page"; then
		target=$(sed -n '1s/^\.so //p' "$page")
		[ -f "$srcdir/$target" ] || fail "$page leads nowhere"
	else
		"$MANDOC" -T lint -W warning "$page" || fail "$page"
	fi
done
