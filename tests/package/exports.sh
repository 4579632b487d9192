#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# Check that the header, the map, the pages and the exports have the same
# functions and prototypes, and that configure.ac, unixcred.h,
# unixcred_version(3) and NEWS have the same version.  The interface of a release
# is in interface.txt: nothing of it may change.
set -eu
. "$srcdir/tests/common.sh"
LC_ALL=C	# i is between a and z
export LC_ALL

# version_in FILE: the three macros as they stand in its #define lines
version_in() {
	for part in MAJOR MINOR PATCH; do
		sed -n "s/^[.Fd ]*#define UNIXCRED_VERSION_${part}[ 	]*//p" \
			"$srcdir/$1"
	done | paste -s -d . -
}
for file in include/unixcred.h man3/unixcred_version.3; do
	[ "$(version_in $file)" = "$PACKAGE_VERSION" ] ||
		fail "$file: version $(version_in $file)"
done
sed -n 's/^Noteworthy changes in release \([^ ]*\).*/\1/p' "$srcdir/NEWS" |
	head -n 1 | grep -Fx "$PACKAGE_VERSION" || fail "NEWS: another version"

# "int unixcred_get_ucred(int sockfd, struct unixcred_ucred *cred)" and so on,
# and the structures
sed '/^#/d; s,/\*.*\*/,,' "$srcdir/include/unixcred.h" | tr '\n\t' '  ' |
	awk '{ gsub(/(}|_NOTHROW|_RESULT);/, "&\n"); gsub(/ +/, " "); print }' |
	sed -n 's/.*extern "C" { *//; s/ *UNIXCRED_NOTHROW.*//
		s/^ *//; s/; *$//; /unixcred_.*[({]/p' >declarations
grep '(' declarations | sort >header.prototypes
sed -n 's/.*\(unixcred_[a-z0-9_]*\)(.*/\1/p' header.prototypes | sort >header
# Each function with the node of the release that added it.
sed -n 's/^\(UNIXCRED_[0-9.]*\) {$/\1/p
	s/^	\(unixcred_[a-z0-9_]*\);$/\1/p' "$srcdir/lib/libunixcred.map" |
	awk '/^U/ { node = $0; next } { print $0 "@@" node }' |
	sort >map.versions
sed 's/@@.*//' map.versions >map
{
	sed -n '/^#/p' "$srcdir/tests/package/interface.txt"
	cat declarations map.versions
} >interface
same "$srcdir/tests/package/interface.txt" interface

: >pages.prototypes
: >names
for page in "$srcdir"/man3/unixcred_*.3; do
	! is_stub "$page" || continue
	sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/s/^\.F[tn] //p' "$page" |
		paste -d ' ' - - |
		sed 's/ void$/(void)/; s/" "/, /g; s/ "/(/; s/"$/)/
			s/\* \(unixcred\)/*\1/' >>pages.prototypes
	sed -n '/^\.Sh NAME/,/^\.Nd/s/^\.Nm \([a-z0-9_]*\).*/\1/p' "$page" \
		>>names
done
sort -o pages.prototypes pages.prototypes
sort -o names names
[ -s header ] || fail "found no function in the header"
same header map
same header.prototypes pages.prototypes
same header names

# Each function has a file; a stub leads to the page that names the function.
while read -r name; do
	page=$srcdir/man3/$name.3
	[ -f "$page" ] || fail "$name has no page"
	if is_stub "$page"; then
		page=$srcdir/$(sed -n '1s/^\.so //p' "$page")
	fi
	grep -q "^\.Nm $name" "$page" || fail "$page does not name $name"
done <header

# The objects, if they are ELF and nm reads them.
[ "$(uname)" = Linux ] || skip "no ELF objects to compare with"
command -v "${NM%% *}" >/dev/null || skip "no nm"
libs=$builddir/lib/.libs
if [ -f "$libs/libunixcred.so" ]; then
	# A linker that exports all exports names of its own, too.
	$NM -D --defined-only "$libs/libunixcred.so" |
		awk -v only="$EXPORTS" 'only != "all" ||
			$3 ~ /^unixcred_[^_]/' >dynamic
	awk '$2 == "T" { print $3 }' dynamic | sort >shared.versions
	sed 's/@.*//' shared.versions >shared
	same header shared
	[ "$EXPORTS" != versions ] || same map.versions shared.versions
	awk '$2 != "T" && $2 != "A"' dynamic >data
	[ ! -s data ] || fail "exported besides functions: $(cat data)"
fi
if [ -f "$libs/libunixcred.a" ]; then
	$NM -g --defined-only "$libs/libunixcred.a" | awk 'NF == 3 {
		print $3 }' | sort >static
	# On 32-bit x86 gcc adds hidden functions that read the program counter.
	grep -v -e '^unixcred__' -e '^__x86\.get_pc_thunk\.' static \
		>static.public || :
	same header static.public
fi

# What the library's objects call, including those of the models' programs:
# these functions, and names of the linker.  A fortified libc calls them
# __NAME_chk.
$NM -u "$builddir"/lib/*.o | awk 'NF == 2 { print $2 }' |
	sed 's/@.*//; s/^__\(.*\)_chk$/\1/' |
	sort -u | grep -v -x -e 'unixcred__*[a-z0-9_]*' -e getsockopt \
	-e getsockname -e getpeername -e getpeereid -e getpeerucred \
	-e 'ucred_[a-z]*' -e malloc -e free -e fake_malloc -e fake_free \
	-e memcpy -e memmove -e memset -e '__.*' -e _GLOBAL_OFFSET_TABLE_ \
	-e _gp_disp -e '\.TOC\.' >asked || :
[ ! -s asked ] || fail "the library also calls: $(cat asked)"
