#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# quickstart asks each package manager for the right packages, by a stub of it
# on a machine that has nothing else, and asks none where nothing is missing.
set -eu
. "$srcdir/tests/common.sh"

unset CC

# A checkout without configure, and a PATH with what every system has.
mkdir checkout bin
cp "$srcdir/quickstart" checkout
for tool in sh cat chmod cp dirname env grep id mkdir mktemp rm sed tail \
    uname; do
	ln -s "$(command -v "$tool")" "bin/$tool"
done

# stub_manager NAME: it writes down what it is asked, and does nothing.
stub_manager() {
	# shellcheck disable=SC2016
	printf '#!/bin/sh\necho "$0 $*" >>"%s/asked"\n' "$scratch" >"stub/$1"
	chmod 755 "stub/$1"
}

# asks MANAGER PACKAGES: the packages that quickstart check asks it for
asks() {
	manager=$1 packages=$2
	rm -rf stub asked
	mkdir stub
	stub_manager "$manager"
	# shellcheck disable=SC2016
	printf '#!/bin/sh\n"$@"\n' >stub/sudo
	chmod 755 stub/sudo
	if PATH=$scratch/stub:$scratch/bin TMPDIR=$scratch \
	    checkout/quickstart check >said 2>&1; then
		fail "$manager installed nothing, and quickstart went on"
	fi
	cat said
	grep -q "still missing:.* cc " said || fail "it does not say what"
	[ -f asked ] || fail "$manager was not called"
	last=$(tail -n 1 asked)
	case "$last " in
	*" $packages ") ;;
	*) fail "$manager was asked: $last" ;;
	esac
}

autotools="autoconf automake libtool"
asks apt-get "gcc libc6-dev make $autotools pkg-config check mandoc"
asks dnf "gcc make $autotools pkgconf-pkg-config check-devel mandoc"
asks apk "gcc musl-dev make $autotools pkgconf check-dev mandoc"
asks pacman "gcc make $autotools pkgconf check mandoc"
asks zypper "gcc make $autotools pkgconf check-devel mandoc"
asks pkg "$autotools pkgconf check"
asks pkgin "gcc bmake $autotools pkgconf check mandoc"
asks brew "$autotools pkgconf check mandoc"

# No manager at all: it says so, and what to install.
rm -rf stub
if PATH=$scratch/bin TMPDIR=$scratch checkout/quickstart demo >said 2>&1; then
	fail "without a package manager it went on"
fi
grep -q "please install cc make autoconf" said || fail "$(cat said)"

# With everything there, no manager is called; bad words are refused.
mkdir stub
for tool in cc make autoconf automake libtoolize pkg-config mandoc; do
	printf '#!/bin/sh\n' >"stub/$tool"
done
chmod 755 stub/*
stub_manager apt-get
rm -f asked
printf '#!/bin/sh\necho bootstrapped\nexit 1\n' >checkout/bootstrap
chmod 755 checkout/bootstrap
if PATH=$scratch/stub:$scratch/bin TMPDIR=$scratch \
    checkout/quickstart check >said 2>&1; then
	fail "a failing bootstrap went unnoticed"
fi
grep -q bootstrapped said || fail "$(cat said)"
[ ! -f asked ] || fail "a manager was called though nothing was missing"
for words in "" "bench" "demo check"; do
	# shellcheck disable=SC2086
	if checkout/quickstart $words >said 2>&1; then
		fail "quickstart $words went on"
	fi
	grep -q usage: said || fail "$(cat said)"
done
