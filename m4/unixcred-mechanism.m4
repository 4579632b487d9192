# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# UNIXCRED_SYSTEM_EXTENSIONS
# --------------------------
# Make the headers declare everything, even if CPPFLAGS has _POSIX_C_SOURCE.  On
# FreeBSD, DragonFly BSD and OpenBSD that hides more than
# AC_USE_SYSTEM_EXTENSIONS restores.
AC_DEFUN([UNIXCRED_SYSTEM_EXTENSIONS], [
  AC_USE_SYSTEM_EXTENSIONS
  AC_DEFINE([__BSD_VISIBLE], [1], [Everything on FreeBSD, DragonFly BSD.])
  AC_DEFINE([_BSD_SOURCE], [1], [Everything on OpenBSD.])
  AC_DEFINE([_DEFAULT_SOURCE], [1], [Or glibc warns of _BSD_SOURCE.])
])

# UNIXCRED_MECHANISM
# ------------------
# Find the mechanism by which the system reports a socket's peer in its headers,
# and choose the files of lib/ for it.  Set the cache variable
# unixcred_cv_mechanism, which may be preset, also to none, and one Automake
# conditional for each mechanism.  MECHANISM_NAME, MECHANISM_PID and
# MECHANISM_GROUPS are the values of pkg-config's variables.
#
# Probes compile and never run, so that a cross build gets the same result.
# Recognize a structure by a member, because its name is not enough.  OpenBSD
# declares struct ucred and struct xucred that have nothing to do with
# SO_PEERCRED, and Solaris has another struct ucred.
#
# Use getpeereid(3) only if none of the others is declared.  It has to be libc's
# own: libbsd's returns the caller's ids on a system that it does not support.
# Its overlay, in CPPFLAGS and LDFLAGS, puts it in libc's place.
#
# Cygwin declares SO_PEERCRED with struct ucred, and getpeereid(3), but there
# the peer can send any ids: each side sends its own as plain bytes over the
# connection (winsup/cygwin/fhandler/socket_local.cc).
AC_DEFUN([UNIXCRED_MECHANISM], [
  AC_CHECK_HEADERS([sys/param.h ucred.h])
  AC_CHECK_HEADERS([sys/ucred.h sys/un.h], [], [], [[
#include <sys/types.h>
#ifdef HAVE_SYS_PARAM_H
#include <sys/param.h>
#endif
#include <sys/socket.h>
]])
  m4_pushdef([includes], [[
#include <sys/types.h>
#ifdef HAVE_SYS_PARAM_H
#include <sys/param.h>
#endif
#include <sys/socket.h>
#ifdef HAVE_SYS_UCRED_H
#include <sys/ucred.h>
#endif
#ifdef HAVE_SYS_UN_H
#include <sys/un.h>
#endif
#ifdef HAVE_UCRED_H
#include <ucred.h>
#endif
]])
  AC_CHECK_DECLS([SO_PEERCRED, SO_PEERGROUPS, LOCAL_PEERCRED, LOCAL_PEEREID,
    LOCAL_PEERPID, LOCAL_PEERTOKEN, getpeerucred, __CYGWIN__], [], [],
    [includes])
  AC_CHECK_MEMBERS([struct ucred.uid, struct sockpeercred.uid,
    struct unpcbid.unp_euid, struct xucred.cr_version, struct xucred.cr_pid],
    [], [], [includes])
  m4_popdef([includes])

  AC_CACHE_CHECK([for getpeereid in libc], [unixcred_cv_libc_getpeereid], [
    unixcred_save_LIBS=$LIBS
    LIBS=
    AC_LINK_IFELSE([AC_LANG_PROGRAM([[
#ifdef LIBBSD_OVERLAY
#error "getpeereid is libbsd's"
#endif
#include <sys/types.h>
#include <sys/socket.h>
#include <unistd.h>
]], [[
int (*function)(int, uid_t *, gid_t *) = getpeereid;
uid_t uid;
gid_t gid;
return function(0, &uid, &gid);
]])], [unixcred_cv_libc_getpeereid=yes], [unixcred_cv_libc_getpeereid=no])
    LIBS=$unixcred_save_LIBS
  ])

  AC_CACHE_CHECK([how this system names the peer of a socket],
    [unixcred_cv_mechanism], [
    unixcred_cv_mechanism=none
    AS_IF(
      [test "$ac_cv_have_decl___CYGWIN__" = yes], [],
      [test "$ac_cv_have_decl_SO_PEERCRED" = yes &&
       test "$ac_cv_member_struct_sockpeercred_uid" = yes],
        [unixcred_cv_mechanism=sockpeercred],
      [test "$ac_cv_have_decl_SO_PEERCRED" = yes &&
       test "$ac_cv_member_struct_ucred_uid" = yes &&
       test "$ac_cv_have_decl_SO_PEERGROUPS" = yes],
        [unixcred_cv_mechanism=ucred-peergroups],
      [test "$ac_cv_have_decl_SO_PEERCRED" = yes &&
       test "$ac_cv_member_struct_ucred_uid" = yes],
        [unixcred_cv_mechanism=ucred],
      [test "$ac_cv_have_decl_LOCAL_PEEREID" = yes &&
       test "$ac_cv_member_struct_unpcbid_unp_euid" = yes],
        [unixcred_cv_mechanism=unpcbid],
      [test "$ac_cv_have_decl_LOCAL_PEERCRED" = yes &&
       test "$ac_cv_member_struct_xucred_cr_pid" = yes],
        [unixcred_cv_mechanism=xucred-pid],
      [test "$ac_cv_have_decl_LOCAL_PEERCRED" = yes &&
       test "$ac_cv_member_struct_xucred_cr_version" = yes &&
       test "$ac_cv_have_decl_LOCAL_PEERPID" = yes &&
       test "$ac_cv_have_decl_LOCAL_PEERTOKEN" = yes],
        [unixcred_cv_mechanism=xucred-peertoken],
      [test "$ac_cv_have_decl_LOCAL_PEERCRED" = yes &&
       test "$ac_cv_member_struct_xucred_cr_version" = yes &&
       test "$ac_cv_have_decl_LOCAL_PEERPID" = yes],
        [unixcred_cv_mechanism=xucred-peerpid],
      [test "$ac_cv_have_decl_LOCAL_PEERCRED" = yes &&
       test "$ac_cv_member_struct_xucred_cr_version" = yes],
        [unixcred_cv_mechanism=xucred],
      [test "$ac_cv_have_decl_getpeerucred" = yes],
        [unixcred_cv_mechanism=peerucred],
      [test "$ac_cv_have_decl_SO_PEERCRED" = no &&
       test "$ac_cv_have_decl_LOCAL_PEEREID" = no &&
       test "$ac_cv_have_decl_LOCAL_PEERCRED" = no &&
       test "$unixcred_cv_libc_getpeereid" = yes],
        [unixcred_cv_mechanism=getpeereid])
  ])
  MECHANISM=$unixcred_cv_mechanism
  MECHANISM_NAME=$MECHANISM MECHANISM_PID=yes MECHANISM_GROUPS=no
  AS_CASE([$MECHANISM],
    [ucred|sockpeercred|unpcbid], [],
    [ucred-peergroups], [MECHANISM_NAME=ucred MECHANISM_GROUPS=yes],
    [xucred], [MECHANISM_PID=no MECHANISM_GROUPS=yes],
    [xucred-pid|xucred-peerpid|xucred-peertoken],
      [MECHANISM_NAME=xucred MECHANISM_GROUPS=yes],
    [peerucred], [MECHANISM_GROUPS=yes],
    [getpeereid], [MECHANISM_PID=no],
    [none], [
      MECHANISM_PID=no
      AC_MSG_WARN([no mechanism: all calls will fail with ENOSYS])],
    [AC_MSG_ERROR([unknown unixcred_cv_mechanism: $MECHANISM])])
  AC_SUBST([MECHANISM])
  AC_SUBST([MECHANISM_NAME])
  AC_SUBST([MECHANISM_PID])
  AC_SUBST([MECHANISM_GROUPS])
  AM_CONDITIONAL([UCRED], [test "$unixcred_cv_mechanism" = ucred])
  AM_CONDITIONAL([UCRED_PEERGROUPS],
    [test "$unixcred_cv_mechanism" = ucred-peergroups])
  AM_CONDITIONAL([SOCKPEERCRED], [test "$unixcred_cv_mechanism" = sockpeercred])
  AM_CONDITIONAL([UNPCBID], [test "$unixcred_cv_mechanism" = unpcbid])
  AM_CONDITIONAL([XUCRED], [test "$unixcred_cv_mechanism" = xucred])
  AM_CONDITIONAL([XUCRED_PID], [test "$unixcred_cv_mechanism" = xucred-pid])
  AM_CONDITIONAL([XUCRED_PEERPID],
    [test "$unixcred_cv_mechanism" = xucred-peerpid])
  AM_CONDITIONAL([XUCRED_PEERTOKEN],
    [test "$unixcred_cv_mechanism" = xucred-peertoken])
  AM_CONDITIONAL([PEERUCRED], [test "$unixcred_cv_mechanism" = peerucred])
  AM_CONDITIONAL([GETPEEREID], [test "$unixcred_cv_mechanism" = getpeereid])
  AM_CONDITIONAL([NO_MECHANISM], [test "$unixcred_cv_mechanism" = none])
])
