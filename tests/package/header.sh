#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# Compile unixcred.h alone in every standard of C and C++ that the compilers
# have.
set -eu
. "$srcdir/tests/common.sh"

cat >header.c <<'END'
#include <unixcred.h>

int main(void);

int
main(void)
{
	struct unixcred_xucred cred;
	uid_t uid;

	cred.pid = UNIXCRED_PID_UNKNOWN;
	return unixcred_get_peer_uid_gid(0, &uid, 0) == 0 &&
	    unixcred_get_xucred(0, &cred) == 0 &&
	    cred.pid == UNIXCRED_PID_UNKNOWN &&
	    UNIXCRED_VERSION >= 100;
}
END
cp header.c header.cc
strict="-Wall -Wextra -pedantic -Wundef -Werror -I$srcdir/include"

# accepts COMPILER FILE FLAG...
accepts() {
	compiler=$1 file=$2
	shift 2
	# shellcheck disable=SC2086
	$compiler $strict "$@" -c -o accepted.o "$file"
}

# tried COMPILER FILE STANDARD...: count the standards, fail on any warning.
tried() {
	compiler=$1 file=$2
	shift 2
	count=0
	for standard; do
		echo 'typedef int nothing;' >"empty.${file##*.}"
		# shellcheck disable=SC2086
		$compiler -std="$standard" -c -o empty.o "empty.${file##*.}" \
			2>/dev/null || continue
		accepts "$compiler" "$file" -std="$standard" ||
			fail "$compiler -std=$standard"
		count=$((count + 1))
	done
	echo "$compiler: $count standards of $#"
}

tried "$CC" header.c c89 c99 c11 c17 c2x c23
[ "$count" -ge 3 ] || fail "$CC has too few standards"

# The attributes are there, if the compiler says that it knows them, and can be
# overridden.
cat >unused.c <<'END'
#include <unixcred.h>

void unused(void);

void
unused(void)
{
	unixcred_get_peer_uid_gid(0, 0, 0);
}
END
printf '#ifndef __GNUC__\n#error\n#endif\ntypedef int nothing;\n' >gnu.c
if accepts "$CC" gnu.c 2>/dev/null; then
	! accepts "$CC" unused.c 2>/dev/null ||
		fail "no warning for an unused result"
else
	echo "$CC: attributes not checked"
fi
accepts "$CC" unused.c -DUNIXCRED_WARN_UNUSED_RESULT= ||
	fail "-DUNIXCRED_WARN_UNUSED_RESULT="

# It declares only types: a program can define its own getsockopt.
printf '#include <unixcred.h>\nextern char *getsockopt, *SOL_SOCKET;\n' >own.c
accepts "$CC" own.c || fail "it declares more than <sys/types.h>"

# The library's own header is enough for its files, too.
printf '#include <config.h>\n#include "internal.h"\n' >internal.c
accepts "$CC $CPPFLAGS" internal.c -I"$builddir" -I"$srcdir/lib" ||
	fail internal.h

CXX=${CXX:-c++}
command -v "${CXX%% *}" >/dev/null || skip "C was tried, but there is no $CXX"
tried "$CXX" header.cc c++98 c++11 c++14 c++17 c++20 c++23
[ "$count" -ge 1 ] || fail "$CXX has no standard"

# libunixcred(3) warns of this: the system's getpeereid(3), renamed to ours.
cat >renamed.cc <<'END'
#include <unixcred.h>
#ifdef RENAMED
#define getpeereid unixcred_get_peer_uid_gid
#endif
extern "C" int getpeereid(int, uid_t *, gid_t *);
END
accepts "$CXX" renamed.cc || fail "getpeereid() in C++"
! accepts "$CXX" renamed.cc -DRENAMED 2>/dev/null ||
	fail "$CXX accepts what libunixcred(3) says it refuses"

# Warnings that C++ programs turn on.
casts=
for flag in -Wold-style-cast -Wuseless-cast -Wconversion -Wsign-conversion; do
	# shellcheck disable=SC2086
	! $CXX -Werror $flag -c -o empty.o empty.cc 2>/dev/null ||
		casts="$casts $flag"
done
strict="$strict$casts"
tried "$CXX" header.cc c++98 c++11 c++14 c++17 c++20 c++23
echo "with$casts"
