# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# UNIXCRED_COMPILER_FLAGS(VARIABLE, FLAGS)
# ----------------------------------------
# Append FLAGS to VARIABLE if the compiler accepts them all without a warning.
AC_DEFUN([UNIXCRED_COMPILER_FLAGS], [
  AS_VAR_PUSHDEF([cache], [unixcred_cv_compiler_$2])
  AC_CACHE_CHECK([whether $CC accepts $2], [cache], [
    unixcred_save_CFLAGS=$CFLAGS
    CFLAGS="$CFLAGS -Werror $2"
    AC_COMPILE_IFELSE([AC_LANG_SOURCE([[int unixcred_conftest;]])],
      [AS_VAR_SET([cache], [yes])], [AS_VAR_SET([cache], [no])])
    CFLAGS=$unixcred_save_CFLAGS
  ])
  AS_VAR_IF([cache], [yes], [AS_VAR_APPEND([$1], [" $2"])])
  AS_VAR_POPDEF([cache])
])

# UNIXCRED_WARNINGS
# -----------------
# Set WARNING_CFLAGS; --enable-werror, for developers and CI, makes them fatal.
AC_DEFUN([UNIXCRED_WARNINGS], [
  AC_ARG_ENABLE([werror], [AS_HELP_STRING([--enable-werror],
    [make compiler warnings fatal (for developers)])],
    [], [enable_werror=no])
  WARNING_CFLAGS=
  UNIXCRED_COMPILER_FLAGS([WARNING_CFLAGS], [-Wall -Wextra])
  UNIXCRED_COMPILER_FLAGS([WARNING_CFLAGS],
    [-Wundef -Wshadow -Wstrict-prototypes -Wmissing-prototypes])
  UNIXCRED_COMPILER_FLAGS([WARNING_CFLAGS],
    [-Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla])
  UNIXCRED_COMPILER_FLAGS([WARNING_CFLAGS],
    [-Wformat=2 -Wold-style-definition])
  AS_VAR_IF([enable_werror], [yes], [AS_VAR_APPEND([WARNING_CFLAGS],
    [" -Werror"])])
  AC_SUBST([WARNING_CFLAGS])
])

# UNIXCRED_VISIBILITY
# -------------------
# Set VISIBILITY_CFLAGS, which export only the functions of unixcred.h.
AC_DEFUN([UNIXCRED_VISIBILITY], [
  VISIBILITY_CFLAGS=
  UNIXCRED_COMPILER_FLAGS([VISIBILITY_CFLAGS], [-fvisibility=hidden])
  AC_SUBST([VISIBILITY_CFLAGS])
])
