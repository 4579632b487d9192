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
  AM_CONDITIONAL([HAVE_CHECK], [test "$have_check" = yes])
])
