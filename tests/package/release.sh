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

is_checkout() {
	[ -e "$srcdir/.git" ] || fail "$1 needs a checkout from git"
}

dated() {
	head -n 3 "$srcdir/NEWS" | grep -q \
		"^Noteworthy changes in release $PACKAGE_VERSION (20[0-9-]*)" ||
		fail "NEWS has no date for release $PACKAGE_VERSION"
	! grep 'example\.org' "$srcdir/README.md" "$srcdir/configure.ac" ||
		fail "addresses are placeholders"
	grep -q "INTERFACE_VERSION], \[[0-9]*:[0-9]*:[0-9]*\]" \
		"$srcdir/configure.ac" || fail "configure.ac: INTERFACE_VERSION"
	(cd "$builddir" && "$make" check TESTS=tests/package/exports.sh) \
		>log 2>&1 || {
		cat log
		fail "versions"
	}
}

# tarball DIRECTORY CHECKOUT: made there, with what surrounds it
tarball() {
	"$2/configure" -q --disable-tests >configure.log 2>&1 || {
		cat configure.log
		fail "configure"
	}
	"$make" dist >dist.log 2>&1 || {
		cat dist.log
		fail "make dist"
	}
	mv "$name.tar.gz" "$name.tar.xz" "$1"
}

# Another directory, umask, time zone, locale and user, inside the source and
# outside; and once more from the tarball itself.
same_bytes() {
	is_checkout same
	mkdir one two three four
	umask 022
	git clone -q "$srcdir" one/checkout
	(cd one/checkout && ./bootstrap >../bootstrap.log 2>&1) || {
		cat one/bootstrap.log
		fail "bootstrap"
	}
	mkdir one/build
	(cd one/build && TZ=UTC LC_ALL=C && export TZ LC_ALL &&
		tarball "$scratch/one" "$scratch/one/checkout")
	umask 077
	(cd two && TZ=Asia/Kathmandu LC_ALL=C.UTF-8 && export TZ LC_ALL &&
		git clone -q "$srcdir" "another checkout" &&
		mv "another checkout" checkout && cd checkout &&
		./bootstrap >../bootstrap.log 2>&1 && tarball "$scratch/two" .)
	(cd three && tar -xf "../one/$name.tar.xz" && mkdir build && cd build &&
		tarball "$scratch/three" "$scratch/three/$name")
	umask 022
	other=one
	if [ "$(id -u)" -eq 0 ] && setpriv --reuid=4242 --regid=4242 \
	    --clear-groups true 2>/dev/null; then
		other=four
		cp -R one/checkout four/checkout
		# The copy belongs to another user, which git rejects by
		# default.
		chown -R 4242:4242 four
		chmod 755 "$scratch" four
		mkdir four/build
		chown 4242:4242 four/build
		# shellcheck disable=SC2016
		(cd four/build && export make && setpriv --reuid=4242 \
			--regid=4242 --clear-groups env HOME="$scratch/four" \
			sh -eu -c '../checkout/configure -q --disable-tests
			"$make" dist && mv *.tar.* ..') >dist.log 2>&1 || {
			cat dist.log
			fail "make dist as another user"
		}
	fi
	for made in two three $other; do
		for type in gz xz; do
			cmp "one/$name.tar.$type" "$made/$name.tar.$type" ||
				fail "$name.tar.$type differs: $made"
		done
	done
	gzip -dc "one/$name.tar.gz" >gz.tar
	xz -dc "one/$name.tar.xz" >xz.tar
	cmp gz.tar xz.tar || fail "the two tarballs differ"
	sha256sum "one/$name.tar.gz" "one/$name.tar.xz"

	# Every file in git but some, and only what autoreconf makes beside.
	git -C "$srcdir" ls-files | grep -v -e '^\.' -e '^packaging/' |
		sort >tracked
	cat >made <<-END
	Makefile.in
	aclocal.m4
	build-aux/ar-lib
	build-aux/compile
	build-aux/config.guess
	build-aux/config.sub
	build-aux/depcomp
	build-aux/install-sh
	build-aux/ltmain.sh
	build-aux/missing
	build-aux/test-driver
	config.h.in
	configure
	m4/libtool.m4
	m4/lt~obsolete.m4
	m4/ltoptions.m4
	m4/ltsugar.m4
	m4/ltversion.m4
	m4/pkg.m4
	END
	sort tracked made >expected
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
	(cd "$builddir" && "$make" distcheck) >log 2>&1 || {
		tail -n 60 log
		fail "make distcheck"
	}
}

for step; do
	case $step in
	dated|distcheck) $step ;;
	same) same_bytes ;;
	*) fail "no such step: $step" ;;
	esac
	echo "ok $step"
done
