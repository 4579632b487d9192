#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# Install, build the programs of the manual and the README with pkg-config's
# flags, run them, uninstall, and check that nothing is left.
set -eu
. "$srcdir/tests/common.sh"

pkg_config=${PKG_CONFIG:-pkg-config}
command -v "$pkg_config" >/dev/null || skip "no pkg-config"
unset MAKEFLAGS MFLAGS
destdir=$scratch/destdir

# run_make TARGET
run_make() {
	(cd "$builddir" && "$MAKE" "$1" DESTDIR="$destdir") >log 2>&1 || {
		cat log
		fail "make $1"
	}
}

run_make install

# Every page is there.
for page in "$srcdir"/man[13]/*.[13]; do
	[ -n "$(find "$destdir" -name "${page##*/}")" ] ||
		fail "${page##*/} is not installed"
done

# Run pkg-config as if the destination directory were the root of the system.
pc=$(find "$destdir" -name libunixcred.pc)
[ -f "$pc" ] || fail "no libunixcred.pc"
PKG_CONFIG_LIBDIR=$(dirname "$pc")
PKG_CONFIG_SYSROOT_DIR=$destdir
PKG_CONFIG_PATH=
export PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR PKG_CONFIG_PATH
[ "$("$pkg_config" --modversion libunixcred)" = "$PACKAGE_VERSION" ] ||
	fail "libunixcred.pc has another version"
flags=$("$pkg_config" --cflags --libs libunixcred)
variable() {
	"$pkg_config" --variable="$1" libunixcred
}
library=$(find "$destdir" -name 'libunixcred.[ads]*' | head -n 1)
LD_LIBRARY_PATH=$(dirname "$library")${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
DYLD_LIBRARY_PATH=$(dirname "$library")
export LD_LIBRARY_PATH DYLD_LIBRARY_PATH

page=$(find "$destdir" -name libunixcred.3)
example_of "$page" 1 >server.c
example_of "$page" 2 >client.c
awk '/^```/ { on = $0 == "```c"; next } on' "$srcdir/README.md" >readme.c
cp "$srcdir/examples/visitor.c" .
for program in server client readme visitor; do
	[ -s "$program.c" ] || fail "found no program for $program.c"
	# shellcheck disable=SC2086
	$CC $CPPFLAGS $CFLAGS $LDFLAGS -o "$program" "$program.c" $flags ||
		fail "$program.c"
done

can_run ./visitor
[ "$status" -eq 2 ] || fail "visitor: $(cat said)"
case $MECHANISM- in
"$(variable mechanism)"-*) ;;
*) fail "pkg-config says mechanism=$(variable mechanism)" ;;
esac
"$(find "$destdir" -path '*/bin/unixcred')" --version >version
grep -q "libunixcred $PACKAGE_VERSION\$" version ||
	fail "unixcred --version: $(cat version)"

# serves PROGRAM SOCKET TEXT ARGUMENT...: run it; its client must read TEXT.
serves() {
	program=$1 socket=$2 text=$3
	shift 3
	"./$program" "$@" >"$program.log" 2>&1 &
	server=$!
	tries=100
	until ./visitor "$socket" >said 2>&1; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || break
		pause
	done
	kill "$server" || fail "$program ended: $(cat "$program.log")"
	wait "$server" || :
	cat "$program.log" said
	grep -q "$text" said || fail "$program did not serve its own user"
}

if [ "$MECHANISM" = none ]; then
	serves server s 'Function not implemented' s
	pid=no
else
	serves server s welcome s
	grep -q "uid=$(id -u) .* served" server.log || fail "server.log"
	pid=yes
	! grep -q '^pid=-1 ' server.log || pid=no
	serves readme hello.sock hello
fi

[ "$(variable pid)" = "$pid" ] ||
	fail "pkg-config says pid=$(variable pid), the server pid=$pid"

run_make uninstall
find "$destdir" ! -type d >left
[ ! -s left ] || fail "left by uninstall: $(cat left)"
