# SPDX-License-Identifier: MIT

class Libunixcred < Formula
  desc "Peer credentials of Unix-domain sockets"
  homepage "https://example.org/libunixcred/"
  url "https://example.org/libunixcred/releases/libunixcred-0.1.0.tar.xz"
  # No release yet, so no sha256.
  license "MIT"

  livecheck do
    url "https://example.org/libunixcred/releases/"
    regex(/href=.*?libunixcred[._-]v?(\d+(?:\.\d+)+)\.t/i)
  end

  depends_on "check" => :build
  depends_on "pkgconf" => :build

  def install
    system "./configure", "--enable-tests", "--disable-silent-rules", *std_configure_args
    system "make"
    system "make", "check"
    system "make", "install"
  end

  test do
    (testpath/"test.c").write <<~C
      #include <string.h>
      #include <sys/socket.h>
      #include <sys/un.h>
      #include <unistd.h>
      #include <unixcred.h>

      int main(void)
      {
        struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "s" };
        int server = socket(AF_UNIX, SOCK_STREAM, 0);
        int client = socket(AF_UNIX, SOCK_STREAM, 0);
        uid_t uid;

        if (bind(server, (struct sockaddr *)&address, sizeof(address)) ||
            listen(server, 1) ||
            connect(client, (struct sockaddr *)&address, sizeof(address)) ||
            unixcred_get_peer_uid_gid(accept(server, NULL, NULL), &uid, NULL))
          return 1;
        return uid != geteuid() || strcmp(unixcred_version(), "#{version}");
      }
    C
    system ENV.cc, "test.c", "-o", "test", "-I#{include}", "-L#{lib}", "-lunixcred"
    system "./test"
    assert_match version.to_s, shell_output("#{bin}/unixcred --version")
  end
end
