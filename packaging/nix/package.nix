# SPDX-License-Identifier: MIT
{
  lib,
  stdenv,
  fetchurl,
  check,
  mandoc,
  pkg-config,
  python3,
  s6,
  socat,
  strace,
}:

stdenv.mkDerivation (finalAttrs: {
  pname = "libunixcred";
  version = "0.1.0";

  src = fetchurl {
    url = "https://example.org/libunixcred/releases/libunixcred-${finalAttrs.version}.tar.xz";
    hash = lib.fakeHash; # no release yet: Nix prints the real one
  };

  outputs = [
    "out"
    "bin"
    "dev"
    "man"
    "devman"
  ];

  strictDeps = true;
  enableParallelBuilding = true;

  configureFlags = [
    (lib.strings.enableFeature finalAttrs.finalPackage.doCheck "tests")
  ];

  doCheck = stdenv.buildPlatform.canExecute stdenv.hostPlatform;
  checkInputs = [ check ];
  nativeCheckInputs = [
    mandoc
    pkg-config
    python3
    socat
  ]
  ++ lib.optionals stdenv.hostPlatform.isLinux [
    s6
    strace
  ];

  meta = {
    description = "Peer credentials of Unix-domain sockets";
    homepage = "https://example.org/libunixcred/";
    license = lib.licenses.mit;
    maintainers = [ ];
    mainProgram = "unixcred";
    platforms = lib.platforms.unix;
  };
})
