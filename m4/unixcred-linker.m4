# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# UNIXCRED_LINKER_FLAG(DESCRIPTION, CACHE-ID, FLAG)
# -------------------------------------------------
# Set the cache variable unixcred_cv_linker_CACHE-ID to whether a shared library
# can be linked with FLAG.  The library calls a function of libc, so that a
# linker that refuses undefined symbols has one to refuse.
AC_DEFUN([UNIXCRED_LINKER_FLAG], [
  AC_CACHE_CHECK([$1], [unixcred_cv_linker_$2], [
    AS_ECHO(["VERSION { global: unixcred_conftest; local: *; };"]) >conftest.map
    unixcred_save_CFLAGS=$CFLAGS
    unixcred_save_LDFLAGS=$LDFLAGS
    CFLAGS="$CFLAGS $lt_prog_compiler_pic"
    LDFLAGS="$LDFLAGS -shared $3"
    AC_LINK_IFELSE([AC_LANG_SOURCE([[
#include <stdlib.h>
void unixcred_conftest(void);
void unixcred_conftest(void) { free(NULL); }
]])],
      [unixcred_cv_linker_$2=yes], [unixcred_cv_linker_$2=no])
    CFLAGS=$unixcred_save_CFLAGS
    LDFLAGS=$unixcred_save_LDFLAGS
    rm -f conftest.map
  ])
])

# UNIXCRED_LINKER
# ---------------
# Set EXPORTS and EXPORTS_LDFLAGS, which choose the exported symbols.
# - versions: each has a version, if the linker can and --disable-symver is not
#   given.  --enable-symver requires it.
# - list: libtool passes a list of them to the linker.
# - all: libtool would make a version script of that list, which the linker does
#   not take, as tcc's.  Only VISIBILITY_CFLAGS can hide internal functions.
#
# Refuse undefined symbols (-z defs), so that linking fails if a mechanism lacks
# a file.  The second probe uses the builder's own flags, because a sanitizer
# needs undefined symbols.
AC_DEFUN([UNIXCRED_LINKER], [
  AC_ARG_ENABLE([symver], [AS_HELP_STRING([--enable-symver],
    [version the exported symbols; fail if the linker cannot
    @<:@default: auto@:>@])],
    [], [enable_symver=auto])
  UNIXCRED_LINKER_FLAG([whether the linker takes a version script],
    [version_script], [-Wl,--version-script=conftest.map])
  UNIXCRED_LINKER_FLAG([whether the linker refuses undefined symbols],
    [defs], [-Wl,-z,defs])
  AS_CASE(
    [$enable_symver:$unixcred_cv_linker_version_script:$archive_expsym_cmds],
    [yes:no:*], [AC_MSG_ERROR([the linker takes no version script])],
    [yes:yes:*|auto:yes:*], [EXPORTS=versions
      EXPORTS_LDFLAGS='-Wl,--version-script=$(srcdir)/lib/libunixcred.map'],
    [*:no:*-version-script*], [EXPORTS=all EXPORTS_LDFLAGS=
      AC_MSG_WARN([the linker takes no version script: no symbol versions])],
    [EXPORTS=list EXPORTS_LDFLAGS='-export-symbols lib/libunixcred.sym'])
  AC_SUBST([EXPORTS])
  AC_SUBST([EXPORTS_LDFLAGS])
  DEFS_LDFLAGS=
  AS_VAR_IF([unixcred_cv_linker_defs], [yes], [DEFS_LDFLAGS=-Wl,-z,defs])
  AC_SUBST([DEFS_LDFLAGS])
])
