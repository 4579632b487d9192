# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

"""tool.py TOOL: what a shell cannot do to unixcred(1)."""

import os
import signal
import socket
import subprocess
import sys
import time

tool = sys.argv[1]


# Whatever hangs ends, and takes its servers with it.
signal.alarm(120)
servers = []


def expect(truth, what):
    if not truth:
        for server in servers:
            server.kill()
        sys.exit("tool.py: FAIL: %s" % (what,))


def heed():
    """Not what a shell's background job has: signals that are ignored."""
    for number in signal.SIGHUP, signal.SIGINT, signal.SIGQUIT:
        signal.signal(number, signal.SIG_DFL)
    signal.alarm(100)


def listen(*options, **keywords):
    keywords.setdefault("preexec_fn", heed)
    server = subprocess.Popen([tool, "-l", "s"] + list(options),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              **keywords)
    servers.append(server)
    for _ in range(200):
        try:
            probe = socket.socket(socket.AF_UNIX)
            probe.connect("s")
            break
        except OSError:
            expect(server.poll() is None, "it ended")
            time.sleep(0.02)
    line = server.stdout.readline().decode()
    expect(line.startswith("pid=%d " % os.getpid()), line)
    probe.close()
    return server


def client():
    fd = socket.socket(socket.AF_UNIX)
    for _ in range(200):
        try:
            fd.connect("s")
            return fd
        except OSError:
            time.sleep(0.02)
    fd.connect("s")
    return fd


def no_socket_left(what):
    expect(not os.path.exists("s"), "the socket is left: %s" % what)


# nohup(1) ignores the first of these, a background job of sh the others: here
# they are not ignored.
for number in signal.SIGHUP, signal.SIGINT, signal.SIGQUIT:
    server = listen()
    server.send_signal(number)
    expect(server.wait() == -number, server.returncode)
    no_socket_left(number)

# The first process of a pid namespace, as in a container, is ended by them, too.
unshare = ["unshare", "--pid", "--fork", "--kill-child"]
try:
    subprocess.run(unshare + ["true"], stderr=subprocess.DEVNULL, check=True)
except (OSError, subprocess.CalledProcessError):
    unshare = []
if unshare:
    server = subprocess.Popen(unshare + [tool, "-l", "s"], preexec_fn=heed,
                              stdout=subprocess.DEVNULL)
    servers.append(server)
    client().close()
    said = subprocess.run([tool, "-f", "pid", "-c", "s"], check=True,
                          stdout=subprocess.PIPE).stdout
    os.kill(int(said), signal.SIGTERM)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        expect(False, "SIGTERM does not end process 1")
    expect(server.returncode == 128 + signal.SIGTERM, server.returncode)
    no_socket_left("process 1")

# What was ignored stays ignored, as for nohup.
server = listen(preexec_fn=lambda: signal.signal(signal.SIGHUP,
                                                 signal.SIG_IGN))
server.send_signal(signal.SIGHUP)
client().close()
expect(server.stdout.readline().startswith(b"pid="), "SIGHUP was not ignored")

# Stopped and continued, it goes on; a client that has gone was there.
server.send_signal(signal.SIGSTOP)
for _ in range(8):
    client().close()
server.send_signal(signal.SIGCONT)
for _ in range(8):
    line = server.stdout.readline()
    expect(line.startswith(b"pid=%d " % os.getpid()), line)
server.terminate()
expect(server.wait() == -signal.SIGTERM, server.returncode)
no_socket_left("SIGTERM")

# As a per-connection service has it: the client is descriptor 0, or another.
listener = socket.socket(socket.AF_UNIX)
listener.bind("s")
listener.listen(4)
for as_input in (True, False):
    here = client()
    there, _ = listener.accept()
    other = os.dup(there.fileno())
    said = subprocess.run([tool, "-n", "0" if as_input else str(other)],
                          stdin=there if as_input else subprocess.DEVNULL,
                          pass_fds=(other,),
                          stdout=subprocess.PIPE, check=True).stdout
    expect(said.startswith(b"pid=%d uid=%d gid=%d " % (
        os.getpid(), os.geteuid(), os.getegid())), said)
    os.close(other)
    here.close()
    there.close()

# The listener itself, by mistake.
said = subprocess.run([tool], stdin=listener, stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE, check=False)
expect(said.returncode == 1 and said.stdout == b"", said)
expect(said.stderr.startswith(b"unixcred: descriptor 0: "), said)
listener.close()
os.unlink("s")

# A server of packets; one of datagrams has no credentials.
listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
listener.bind("s")
listener.listen(4)
said = subprocess.run([tool, "-c", "s"], stdout=subprocess.PIPE,
                      check=True).stdout
expect(said.startswith(b"pid=%d " % os.getpid()), said)
listener.close()
os.unlink("s")
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind("s")
said = subprocess.run([tool, "-c", "s"], stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE, check=False)
expect(said.returncode == 1 and said.stderr.startswith(b"unixcred: s: "), said)
os.unlink("s")

# An abstract name that fills the address to its last byte.
if sys.platform == "linux":
    listener = socket.socket(socket.AF_UNIX)
    listener.bind("\0" + "d" * 107)
    listener.listen(4)
    said = subprocess.run([tool, "-c", "@" + "d" * 107],
                          stdout=subprocess.PIPE, check=True).stdout
    expect(said.startswith(b"pid=%d " % os.getpid()), said)
    listener.close()

# ps(1) gets neither the listening socket nor the client.
os.mkdir("bin")
with open("bin/ps", "w", encoding="ascii") as script:
    script.write("#!/bin/sh\nfor fd in 3 4 5 6 7 8 9; do\n"
                 "(eval \": <&$fd\") 2>/dev/null && echo $fd\ndone\n"
                 "echo end\n")
os.chmod("bin/ps", 0o755)
environment = dict(os.environ, PATH=os.getcwd() + "/bin:" +
                   os.environ["PATH"])
server = subprocess.Popen([tool, "-l", "s", "-1", "-f", "command"],
                          stdout=subprocess.PIPE, env=environment)
here = client()
said = server.stdout.readline()
expect(said == b"end\n", "ps has inherited %r" % said)
expect(server.wait() == 0, server.returncode)

# A client in groups of its own that has ended: its number may be another's, of
# whom this ps says something.
listener = socket.socket(socket.AF_UNIX)
listener.bind("s")
listener.listen(4)
ended = os.fork()
if ended == 0:
    try:
        os.setgroups([1, 2])
    except OSError:
        pass
    groups = [os.getegid()] + [group for group in os.getgroups()
                               if group != os.getegid()]
    client().send(",".join(str(group) for group in groups).encode())
    os._exit(0)
there, _ = listener.accept()
groups = there.recv(10000)
os.waitpid(ended, 0)
for field, value in (("pid", b"%d" % ended), ("groups", groups),
                     ("pidfd-alive", b"no"), ("command", b"")):
    said = subprocess.run([tool, "-f", field], stdin=there, env=environment,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False)
    expect(said.stdout.rstrip() == value or
           b"not implemented" in said.stderr or
           b"does not tell" in said.stderr or
           # Elsewhere getgroups(2) may begin with the effective one itself.
           (field == "groups" and sys.platform != "linux"), said)
    if field == "pidfd-alive" and not said.stdout:
        break   # nobody tells that the number is another's
there.close()
listener.close()
os.unlink("s")

# With its standard streams closed, a socket does not take their place.
server = subprocess.Popen(["sh", "-c", 'exec "$0" -l s >&- 2>&- <&-', tool])
here = client()
expect(server.wait() == 1, server.returncode)
expect(here.recv(100) == b"", "the client was sent what was to be printed")
no_socket_left("closed streams")
