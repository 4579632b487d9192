# $NetBSD$
# SPDX-License-Identifier: MIT

PKG_OPTIONS_VAR=	PKG_OPTIONS.libunixcred
PKG_SUPPORTED_OPTIONS=	tests

.include "../../mk/bsd.options.mk"

.if !empty(PKG_OPTIONS:Mtests)
CONFIGURE_ARGS+=		--enable-tests
USE_TOOLS+=			pkg-config
TEST_DEPENDS+=			socat-[0-9]*:../../net/socat
BUILDLINK_API_DEPENDS.check+=	check>=0.11
BUILDLINK_DEPMETHOD.check=	build
.include "../../devel/check/buildlink3.mk"
.else
CONFIGURE_ARGS+=		--disable-tests
.endif
