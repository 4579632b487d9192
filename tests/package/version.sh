#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# One version: configure.ac, unixcred.h, NEWS, unixcred_version(3).
set -eu
. "$srcdir/tests/common.sh"

echo "$PACKAGE_VERSION" >configure
# versions_in FILE: the three macros as they stand in its #define lines
versions_in() {
	for part in MAJOR MINOR PATCH; do
		sed -n "s/^[.Fd ]*#define UNIXCRED_VERSION_${part}[ 	]*//p" \
			"$1"
	done | paste -s -d . -
}
versions_in "$srcdir/include/unixcred.h" >header
versions_in "$srcdir/man3/unixcred_version.3" >page
sed -n 's/^Noteworthy changes in release \([^ ]*\).*/\1/p' "$srcdir/NEWS" |
	head -n 1 >news
same configure header
same configure page
same configure news
