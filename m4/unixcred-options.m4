# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# UNIXCRED_PKGCONFIGDIR
# ---------------------
# Set pkgconfigdir: --with-pkgconfigdir, or where the system's pkg-config looks.
AC_DEFUN([UNIXCRED_PKGCONFIGDIR], [
  AC_ARG_WITH([pkgconfigdir], [AS_HELP_STRING([--with-pkgconfigdir=DIR],
    [where to install libunixcred.pc @<:@LIBDIR/pkgconfig; on FreeBSD and
    DragonFly BSD PREFIX/libdata/pkgconfig@:>@])],
    [], [AS_CASE([$host_os],
      [freebsd*|dragonfly*], [with_pkgconfigdir='${prefix}/libdata/pkgconfig'],
      [with_pkgconfigdir='${libdir}/pkgconfig'])])
  AC_SUBST([pkgconfigdir], [$with_pkgconfigdir])
])

# UNIXCRED_TESTS
# --------------
# Look for Check, unless --disable-tests is given.  --enable-tests requires it.
# In a cross build pkg-config may find that of the wrong machine.  Set CROSS if
# the programs of the tests may not run here.
AC_DEFUN([UNIXCRED_TESTS], [
  m4_ifndef([PKG_CHECK_MODULES], [m4_fatal([pkg.m4 is missing: install pkgconf
or pkg-config, then run ./bootstrap again])])
  AC_ARG_ENABLE([tests], [AS_HELP_STRING([--enable-tests],
    [run the test suites that need Check; fail if it is missing
    @<:@default: auto@:>@])],
    [], [enable_tests=auto])
  have_check=no
  AS_CASE([$enable_tests],
    [no], [],
    [auto],
      [PKG_CHECK_MODULES([CHECK], [check >= 0.11], [have_check=yes], [:])],
    [yes], [PKG_CHECK_MODULES([CHECK], [check >= 0.11], [have_check=yes])],
    [AC_MSG_ERROR([--enable-tests takes auto, yes or no, not $enable_tests])])
  AS_VAR_IF([have_check], [yes], [
    AC_MSG_CHECKING([whether a program can be linked with Check])
    unixcred_save_CFLAGS=$CFLAGS
    unixcred_save_LIBS=$LIBS
    CFLAGS="$CFLAGS $CHECK_CFLAGS"
    LIBS="$CHECK_LIBS $LIBS"
    AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <check.h>]],
      [[return srunner_ntests_failed(NULL);]])],
      [], [have_check=no CHECK_CFLAGS= CHECK_LIBS=])
    CFLAGS=$unixcred_save_CFLAGS
    LIBS=$unixcred_save_LIBS
    AC_MSG_RESULT([$have_check])
  ])
  AS_IF([test "$enable_tests:$have_check" = yes:no],
    [AC_MSG_ERROR([--enable-tests needs a Check for $host])])
  AM_CONDITIONAL([HAVE_CHECK], [test "$have_check" = yes])
  AM_CONDITIONAL([CROSS], [test "$cross_compiling" = yes])
  AC_SUBST([cross_compiling])
])
