# Copyright 2026 The libunixcred developers
# SPDX-License-Identifier: MIT

EAPI=8

inherit dot-a multilib-minimal

DESCRIPTION="Peer credentials of Unix-domain sockets"
HOMEPAGE="https://example.org/libunixcred/"
# Signatures are not set up: no verify-sig.
SRC_URI="https://example.org/libunixcred/releases/${P}.tar.xz"

LICENSE="MIT"
SLOT="0"
KEYWORDS="~amd64"
IUSE="static-libs test"
RESTRICT="!test? ( test )"

DEPEND="test? ( >=dev-libs/check-0.11[${MULTILIB_USEDEP}] )"
BDEPEND="
	test? (
		net-misc/socat
		virtual/pkgconfig
	)
"

src_configure() {
	use static-libs && lto-guarantee-fat
	multilib-minimal_src_configure
}

multilib_src_configure() {
	local myconf=(
		$(use_enable static-libs static)
		$(use_enable test tests)
	)
	ECONF_SOURCE="${S}" econf "${myconf[@]}"
}

multilib_src_install_all() {
	use static-libs && strip-lto-bytecode
	einstalldocs
	find "${ED}" -type f -name '*.la' -delete || die
}
