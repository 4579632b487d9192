;;; SPDX-License-Identifier: MIT

(use-modules (guix build-system gnu)
             (guix download)
             (guix gexp)
             ((guix licenses) #:prefix license:)
             (guix packages)
             (guix utils)
             (gnu packages check)
             (gnu packages linux)
             (gnu packages man)
             (gnu packages networking)
             (gnu packages pkg-config)
             (gnu packages python))

(define-public libunixcred
  (package
    (name "libunixcred")
    (version "0.1.0")
    (source
     (origin
       (method url-fetch)
       (uri (string-append "https://example.org/libunixcred/releases/"
                           "libunixcred-" version ".tar.xz"))
       ;; No release yet: "guix download" prints the real hash.
       (sha256
        (base32 "0000000000000000000000000000000000000000000000000000"))))
    (build-system gnu-build-system)
    (arguments
     (list
      #:configure-flags
      #~(list "--disable-static"
              #$(if (%current-target-system)
                    "--disable-tests"
                    "--enable-tests"))))
    (native-inputs
     (list check mandoc pkg-config python-minimal socat strace))
    (home-page "https://example.org/libunixcred/")
    (synopsis "Peer credentials of Unix-domain sockets")
    (description
     "libunixcred tells a program who is on the other side of a Unix-domain
socket: user, groups, process.  The command @command{unixcred} does the same
for shell scripts and for people.")
    (license license:expat)))

libunixcred
