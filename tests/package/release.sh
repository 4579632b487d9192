#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# release.sh STEP...: check a release as far as a machine can, by the numbered
# steps of HACKING.md.  "make release-check" runs all, in the build.
#
#   dated     NEWS has a date, one version is everywhere, and no placeholder
#   same      tarballs made in different places are equal, and have each file
#   distcheck make distcheck
set -eu
srcdir=${srcdir:-.}
. "$srcdir/tests/common.sh"
[ $# -gt 0 ] || fail "usage: release.sh dated|same|distcheck..."
unset MAKEFLAGS MFLAGS SOURCE_DATE_EPOCH TAR_OPTIONS XZ_OPT
make=${MAKE:-make}
name=libunixcred-$PACKAGE_VERSION

dated() {
	head -n 3 "$srcdir/NEWS" | grep -q \
		"^Noteworthy changes in release $PACKAGE_VERSION (20[0-9-]*)" ||
		fail "NEWS has no date for release $PACKAGE_VERSION"
	! grep 'example\.org' "$srcdir/README.md" "$srcdir/configure.ac" ||
		fail "addresses are placeholders"
	grep -q "INTERFACE_VERSION], \[[0-9]*:[0-9]*:[0-9]*\]" \
		"$srcdir/configure.ac" || fail "configure.ac: INTERFACE_VERSION"
	logged "$make" -C "$builddir" check TESTS=tests/package/exports.sh
}

# logged COMMAND...: print its output only if it fails
logged() {
	"$@" >log 2>&1 || {
		tail -n 60 log
		fail "$*"
	}
}

checkout() {
	git clone -q "$srcdir" "$1"
	logged env -C "$1" ./bootstrap
}

# tarball DIRECTORY CONFIGURE COMMAND...: COMMAND makes it there, and moves it up
tarball() {
	directory=$1 configure=$2
	shift 2
	# shellcheck disable=SC2016
	logged env -C "$directory" "$@" sh -eu -c '"$1" -q --disable-tests
		"$2" dist
		mv *.tar.* ..' sh "$configure" "$make"
}

# Another directory, umask, time zone, locale and user, inside the source and
# outside; and once more from the tarball itself.
same_bytes() {
	[ -e "$srcdir/.git" ] || fail "this needs a checkout from git"
	mkdir one one/build two three three/build
	checkout one/checkout
	# Every file in git but some, and what autoreconf makes.
	git -C "$srcdir" ls-files | grep -v -e '^\.' -e '^packaging/' >files
	git -C one/checkout ls-files --others >>files
	tarball one/build ../checkout/configure env TZ=UTC LC_ALL=C
	umask 077
	checkout two/checkout
	other="setpriv --reuid=4242 --regid=4242 --clear-groups"
	if ! $other true 2>/dev/null; then
		other=
	else
		chown -R 4242:4242 two
		chmod 755 "$scratch"
	fi
	# shellcheck disable=SC2086
	tarball two/checkout ./configure $other env HOME="$scratch/two" \
		TZ=Asia/Kathmandu LC_ALL=C.UTF-8
	tar -C three -xf "one/$name.tar.xz"
	tarball three/build "../$name/configure" env
	umask 022
	for made in two three; do
		for type in gz xz; do
			cmp "one/$name.tar.$type" "$made/$name.tar.$type" ||
				fail "$name.tar.$type differs: $made"
		done
	done
	gzip -dc "one/$name.tar.gz" >gz.tar
	xz -dc "one/$name.tar.xz" >xz.tar
	cmp gz.tar xz.tar || fail "the two tarballs differ"
	sha256sum "one/$name.tar.gz" "one/$name.tar.xz"

	grep -v '^autom4te\.cache/' files | sort >expected
	tar -tf gz.tar | sed -n "s,^$name/\(.*[^/]\)$,\1,p" | sort >actual
	same expected actual
	tar --numeric-owner -tvf gz.tar | awk '
		$1 !~ /^(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x)$/ { print }
		$2 != "0/0" { print }
		{ dates[$4 " " $5] }
		END {
			for (date in dates) n++
			if (n != 1) print n, "dates"
		}' >odd
	[ ! -s odd ] || fail "modes, owners, dates: $(cat odd)"
}

distcheck() {
	logged "$make" -C "$builddir" distcheck
}

for step; do
	case $step in
	dated|distcheck) $step ;;
	same) same_bytes ;;
	*) fail "no such step: $step" ;;
	esac
	echo "ok $step"
done
