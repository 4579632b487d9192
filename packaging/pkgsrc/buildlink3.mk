# $NetBSD$
# SPDX-License-Identifier: MIT

BUILDLINK_TREE+=	libunixcred

.if !defined(LIBUNIXCRED_BUILDLINK3_MK)
LIBUNIXCRED_BUILDLINK3_MK:=

BUILDLINK_API_DEPENDS.libunixcred+=	libunixcred>=0.1
BUILDLINK_PKGSRCDIR.libunixcred?=	../../net/libunixcred
.endif	# LIBUNIXCRED_BUILDLINK3_MK

BUILDLINK_TREE+=	-libunixcred
