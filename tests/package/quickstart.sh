#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# Run quickstart and bootstrap with stubs: check which packages they request
# from each package manager, what they run and where, and what they print.
# shellcheck disable=SC2016	# the stubs expand these
set -eu
. "$srcdir/tests/common.sh"

unset CC MAKEFLAGS MFLAGS
# /tmp may be read-only, or another.
TMPDIR=$scratch
export TMPDIR

# A PATH with what every system has, and a user that the test chooses.
link_tool() {
	# Not by "command -v", by which busybox finds itself.
	old_ifs=$IFS
	IFS=:
	for directory in $PATH; do
		[ ! -x "$directory/$1" ] || {
			ln -s "$directory/$1" "bin/$1"
			break
		}
	done
	IFS=$old_ifs
}

mkdir bin
for tool in awk cat chmod cp dirname env grep mkdir mktemp nproc rm sed \
    tail uname; do
	link_tool "$tool"
done

# stub FILE LINE...: a program of these lines
stub() {
	file=$1
	rm -f "$file"
	shift
	{
		echo '#!/bin/sh'
		printf '%s\n' "$@"
	} >"$file"
	chmod 755 "$file"
}

# A stub's line that writes down how it is called
note='echo "${0##*/} $* in $(pwd -P)" >>"$RAN"'

# fresh: a checkout without configure, another where CDPATH could lead, and a
# system without tools, where a user is root
fresh() {
	rm -rf checkout decoy link stub ran
	mkdir -p checkout/include checkout/examples decoy rel stub
	cp "$srcdir/quickstart" "$srcdir/bootstrap" checkout
	: >checkout/include/unixcred.h
	stub stub/id 'echo 0'
	: >ran
}

# as_if_built: what bootstrap, configure and make leave, and all tools
as_if_built() {
	for tool in cc pkg-config mandoc; do
		stub "stub/$tool"
	done
	for tool in aclocal autoheader libtoolize; do
		stub "stub/$tool" "$note"
	done
	stub stub/automake "$note" ': >Makefile.in'
	stub stub/autoconf "$note" 'cp stub-configure configure'
	stub checkout/stub-configure "$note" 'echo "# $*" >config.status'
	stub checkout/examples/demo "$note" 'mktemp -d "$TMPDIR/demo.XXXXXX"'
	stub stub/make "$note" 'case $* in *-s*) ;; *) exit ;; esac' \
		'cp "$RAN.suite" build/test-suite.log' \
		'! grep -q "^FAIL: " "$RAN.suite"'
	cp -R checkout decoy/checkout
	ln -s checkout link
}

# run SCRIPT WORD...: run it in each shell; get its status and its output
run() {
	script=$1
	shift
	status=0
	PATH=$scratch/stub:$scratch/bin RAN=$scratch/ran "$shell" ${applet-} \
		"$script" "$@" >said 2>&1 || status=$?
}

# says STATUS TEXT...: it ended with STATUS, and printed every TEXT
says() {
	[ "$status" -eq "$1" ] ||
		fail "$shell $script: status $status: $(cat said)"
	shift
	for text; do
		grep -q -e "$text" said ||
			fail "$shell $script: no \"$text\" in: $(cat said)"
	done
}

# is_user UID: what id prints now, unless the shell has an id of its own
is_user() {
	stub stub/id "echo $1"
	: >ran
	# shellcheck disable=SC2086
	[ "$(PATH=$scratch/stub "$shell" ${applet-} -c 'id -u')" = "$1" ]
}

# asks MANAGER COMMAND: quickstart check runs this command, as root, by sudo,
# and without sudo
asks() {
	manager=$1
	fresh
	stub "stub/$manager" 'echo "${0##*/} $*" >>"$RAN"'
	if is_user 0 || [ "$manager" = brew ]; then
		run checkout/quickstart check
		asked "$2"
	fi
	if is_user 1000 && [ "$manager" != brew ]; then
		run checkout/quickstart check
		says 1 'no sudo' "^    \(.* && .*\)*$2\$"
		[ ! -s ran ] || fail "$manager was called without sudo"
		stub stub/sudo '"$@"'
		run checkout/quickstart check
		asked "$2"
	fi
}

asked() {
	says 1 'still missing:.* cc ' '(about a minute; log: /.*/quickstart\.log)'
	[ "$(tail -n 1 ran)" = "$1" ] ||
		fail "$shell: $manager was asked: $(cat ran)"
}

autotools="autoconf automake libtool"
all_managers() {
	asks apt-get "apt-get install -q -y --no-install-recommends gcc \
libc6-dev make $autotools pkg-config check mandoc"
	asks dnf "dnf install -y gcc make $autotools pkgconf-pkg-config \
check-devel mandoc"
	asks apk "apk add gcc musl-dev make $autotools pkgconf check-dev mandoc"
	asks pacman "pacman -S --needed --noconfirm gcc make $autotools \
pkgconf check mandoc"
	asks zypper "zypper --non-interactive install gcc make $autotools \
pkgconf check-devel mandoc"
	asks pkg "pkg install -y $autotools pkgconf check"
	asks pkgin "pkgin -y install gcc bmake $autotools pkgconf check mandoc"
	asks brew "brew install $autotools pkgconf check mandoc"
	# No manager at all
	fresh
	run checkout/quickstart demo
	says 1 'please install cc make autoconf'
}

# ran TEXT: these lines are all that was run
ran() {
	echo "$1" >expected
	sed 's/ -j[0-9]* / -jN /' ran >actual
	same expected actual
	: >ran
}

# If everything is installed, no manager is called.  Neither the environment
# nor a symbolic link may mislead quickstart or bootstrap.  The latter makes no
# file that is older than one that it is made from.
all_steps() {
	fresh
	stub stub/apt-get "echo asked >>'$scratch/ran'"
	as_if_built
	echo "# TOTAL: 4
# PASS:  2
# SKIP:  1
# FAIL:  1

SKIP: tests/a.sh
================

SKIP: no a
SKIP tests/a.sh (exit status: 77)

FAIL: tests/b
=============" >ran.suite
	top=$(cd checkout && pwd -P)
	options="--disable-dependency-tracking --disable-shared --disable-tests"
	bootstrapped="libtoolize -c -f in $top
aclocal -I m4 --install in $top
autoconf -f in $top
autoheader -f in $top
automake -a -c -f in $top"
	CDPATH=$scratch/decoy TMPDIR=rel COLUMNS=20
	export CDPATH TMPDIR COLUMNS
	for way in checkout link; do
		rm -rf "$top/configure" "$top/build"
		run $way/quickstart demo
		says 0 "bootstrap .*(about .*; log: $top/build/quick" \
			"configure .*(about .*; log: $top/" \
			"make .*(about .*; log: $top/" 'the demonstration (about'
		ran "$bootstrapped
configure $options in $top/build/demo
make -jN demo-programs in $top/build/demo
demo build/demo in $top"
		rmdir rel/demo.?????? || fail "TMPDIR was lost"
	done
	run checkout/bootstrap
	ran "$bootstrapped"
	run checkout/quickstart check
	says 1 'configure .*(about' 'make .*(about' 'tests (about' "^quickstart: \
2 passed; 1 skipped: tests/a.sh (no a); 1 failed: tests/b; \
log: $top/build/test-suite.log\$"
	unset CDPATH COLUMNS
	TMPDIR=$scratch
	[ -z "$(ls -A rel)" ] || fail "left in TMPDIR: $(ls rel)"
	ran "configure --enable-tests=yes in $top/build
make -jN check TESTS= in $top/build
make -s -C build -jN check in $top"
	# No test that passes is no success.
	echo "# SKIP:  1
# PASS:  0" >ran.suite
	run checkout/quickstart check
	says 1 "^quickstart: 0 passed; 1 skipped; 0 failed; log: "
	# A step that fails
	rm -r checkout/configure
	stub checkout/bootstrap 'echo not bootstrapped' 'exit 1'
	run checkout/quickstart check
	says 1 '^not bootstrapped' 'this failed: ./bootstrap; .*quickstart.log'

	run checkout/quickstart --help
	says 0 '^usage: quickstart'
	for words in "" bench "demo check"; do
		# shellcheck disable=SC2086
		run checkout/quickstart $words
		says 2 '^usage: quickstart'
	done
}

for name in sh dash bash busybox; do
	link_tool $name
	shell=$scratch/bin/$name
	[ -x "$shell" ] || continue
	unset applet
	[ $name != busybox ] || applet="sh"
	all_managers
	all_steps
done
