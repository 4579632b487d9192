# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

"""tool.py TOOL LOCALE: what a shell cannot do to unixcred(1)."""

import ctypes
import grp
import locale
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import unicodedata

tool = sys.argv[1]


# Whatever hangs ends, and takes its servers with it.
signal.alarm(600)
servers = []


def expect(truth, what):
    if not truth:
        for server in servers:
            server.kill()
        sys.exit("tool.py: FAIL: %s" % (what,))


def run(*words, **keywords):
    keywords.setdefault("stdout", subprocess.PIPE)
    keywords.setdefault("stderr", subprocess.PIPE)
    words = [word if isinstance(word, bytes) else str(word) for word in words]
    return subprocess.run([tool] + words, check=False, **keywords)


def heed():
    """Not what a shell's background job has: signals that are ignored."""
    for number in signal.SIGHUP, signal.SIGINT, signal.SIGQUIT:
        signal.signal(number, signal.SIG_DFL)
    signal.alarm(100)


def listening(kind=socket.SOCK_STREAM, name="s"):
    fd = socket.socket(socket.AF_UNIX, kind)
    fd.bind(name)
    fd.listen(4)
    return fd


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


def listen(preexec_fn=heed):
    server = subprocess.Popen([tool, "-l", "s"], preexec_fn=preexec_fn,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    servers.append(server)
    client().close()
    line = server.stdout.readline().decode()
    expect(line.startswith("pid=%d " % os.getpid()), line)
    return server


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
    os.kill(int(run("-f", "pid", "-c", "s").stdout), signal.SIGTERM)
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


def refused(text, *words, **keywords):
    """Status 1, this message, and nothing printed, run or made."""
    said = run(*words, **keywords)
    expect(said.returncode == 1 and said.stdout == b"" and
           said.stderr.startswith(b"unixcred: descriptor ") and
           said.stderr.count(b"\n") == 1 and text in said.stderr, said)


def printed(text, *words, **keywords):
    said = run(*words, **keywords)
    expect(said.returncode == 0 and said.stdout == text and
           said.stderr == b"", said)


def become(uid, gid, groups):
    os.setgroups(groups)
    os.setgid(gid)
    os.setuid(uid)


def can_become(uid, gid, groups):
    """Whether root may: not in a user namespace, or without capabilities."""
    here = os.fork()
    if here == 0:
        try:
            become(uid, gid, groups)
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(here, 0)[1] == 0


def accepted(uid=None, gid=None, groups=()):
    """The socket of a client with these ids, which has ended."""
    there, here = None, os.fork()
    if here == 0:
        if uid is not None:
            become(uid, gid, groups)
        client()
        os._exit(0)
    there, _ = listener.accept()
    if sys.platform != "sunos5":    # which forgets a client that has gone
        os.waitpid(here, 0)
    return there


# Format characters hide, or turn the text around; those beside them do not.  A
# later Unicode may have more of them.
try:
    locale.setlocale(locale.LC_CTYPE, sys.argv[2])
    classes = [unicodedata.category(chr(number)) for number in range(0xf0000)]
    hidden = [number for number, name in enumerate(classes)
              if name in ("Cf", "Zl", "Zp")]
    near = sorted({number + step for number in hidden for step in (-1, 0, 1)
                   if classes[number + step] != "Cn"})
    right = "".join(
        "?" if number in hidden or not ctypes.CDLL(None).iswprint(number)
        else chr(number) for number in near)
    said = run("-c", "".join(map(chr, near)).encode(), env=dict(
        os.environ, LC_ALL=sys.argv[2])).stderr.decode()
    expect(said.startswith("unixcred: %s: " % right) or
           unicodedata.unidata_version >= "18", said)
    locale.setlocale(locale.LC_CTYPE, "C")
except locale.Error:
    pass    # there is no such locale

# As a per-connection service has it: the client is descriptor 0, or another.
listener = listening()
for as_input in (True, False):
    here = client()
    there, _ = listener.accept()
    other = os.dup(there.fileno())
    said = run("-n", 0 if as_input else other, pass_fds=(other,),
               stdin=there if as_input else subprocess.DEVNULL).stdout
    expect(said.startswith(b"pid=%d uid=%d gid=%d " % (
        os.getpid(), os.geteuid(), os.getegid())), said)
    os.close(other)
    here.close()
    there.close()

# The listener itself, by mistake.
refused(b": this socket listens, and has no peer: ", stdin=listener)
refused(b": this socket listens, and has no peer: ", "-s", "touch", "ran",
        stdin=listener)

refused(b" not connected\n", stdin=socket.socket(socket.AF_UNIX))

# The ends of a pair have no names, and the ids of the launcher.
me = b"%d\n" % os.getuid()
for kind in socket.SOCK_STREAM, socket.SOCK_SEQPACKET, socket.SOCK_DGRAM:
    try:
        ends = socket.socketpair(socket.AF_UNIX, kind)
    except OSError:
        continue
    said = run("-s", stdin=ends[0])
    if said.returncode != 0:
        continue    # this system has no ids for it
    if sys.platform == "linux":
        ends[1].bind("")    # a client can name its end
    for words in (), ("-p",), ("-f", "uid"), ("touch", "ran"), \
            ("-u", os.getuid(), "touch", "ran"):
        refused(b": this socket has no name", *words, stdin=ends[0])
    refused(b"descriptor %d: this socket has no" % ends[0].fileno(), "-n",
            ends[0].fileno(), pass_fds=[ends[0].fileno()])
    printed(me, "-s", "-f", "uid", stdin=ends[0])
    printed(me, "-s", "-u", os.getuid(), "sh", "-c", "echo $UNIXREMOTEEUID",
            stdin=ends[0])
    for end in ends:
        end.close()

# A connecting socket has the ids of the process that called listen(2).
here = client()
there, _ = listener.accept()
if run("-s", stdin=here).returncode == 0:
    refused(b": this socket has no name", "touch", "ran", stdin=here)
    printed(me, "-s", "-f", "uid", stdin=here)
there.close()
here.close()
if sys.platform == "linux":
    for name in "\0unixcred-%d" % os.getpid(), "":
        abstract = listening(name=name)
        here = socket.socket(socket.AF_UNIX)
        here.connect(abstract.getsockname())
        there, _ = abstract.accept()
        printed(me, "-f", "uid", stdin=there)
        for end in here, there, abstract:
            end.close()


# ---- The command

def gate(peer, truth, *words):
    """Whether it is run for this peer."""
    words += ("sh", "-c", "echo run; touch ran")
    if truth:
        printed(b"run\n", *words, stdin=peer)
        os.unlink("ran")
    else:
        refused(b", is not allowed", *words, stdin=peer)
        expect(not os.path.exists("ran"), words)


uid, gid = os.getuid(), os.getgid()
peers = [(uid, gid, (), accepted())]
os.chmod("s", 0o777)
if uid == 0 and can_become(1001, 1002, range(1000)):
    peers.append((1001, 1002, (), accepted(1001, 1002)))
    peers.append((1001, 1002, (1005, 1006), accepted(1001, 1002,
                                                     [1005, 1006])))
    for number in 17, 40, 1000:
        groups = range(2000, 2000 + number)
        peers.append((1001, 1002, groups, accepted(1001, 1002, groups)))
for uid, gid, groups, peer in peers:
    gate(peer, True)
    gate(peer, True, "-u", uid)
    gate(peer, True, "-g", gid)
    gate(peer, True, "-u", uid + 1, "-u", uid, "-u", uid + 2)
    gate(peer, True, "-g", gid + 50, "-g", gid)
    gate(peer, True, "-u", uid, "-g", gid + 50)
    gate(peer, True, "-u", uid + 1, "-g", gid)
    gate(peer, False, "-u", uid + 1)
    gate(peer, False, "-g", gid + 50)
    gate(peer, False, "-u", gid + 60, "-g", uid + 70)
    gate(peer, False, "-u", uid + 1, "-g", gid + 50)
    said = run("-f", "groups", stdin=peer).stdout
    reported = said.decode().rstrip().split(",") if said else []
    for group in groups:
        # Of a list that is cut off, what is missing is no group.
        gate(peer, str(group) in reported, "-g", group)
        if sys.platform != "linux" or group > 2020:
            break
    for word, find in ("-u", pwd.getpwuid), ("-g", grp.getgrgid):
        try:
            name = find(uid if word == "-u" else gid)[0]
        except KeyError:
            continue
        gate(peer, True, word, name)
        gate(peer, uid == gid and peer == peers[0][3], *(
            ("-g", uid) if word == "-u" and uid != gid else
            (word, uid if word == "-u" else gid)))

# Its environment; what was there, twice even, is replaced.
names = ("PROTO", "UNIXREMOTEPID", "UNIXREMOTEEUID", "UNIXREMOTEEGID",
         "UNIXREMOTEGROUPS")


class Twice(dict):
    """An environment in which each of the names is there twice."""

    def __len__(self):
        return len(self.keys())

    def keys(self):
        return list(os.environ) + list(names) * 2

    def values(self):
        return list(os.environ.values()) + ["0"] * len(names) * 2


def environment_of(peer, *before):
    """What the command has of these names."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(peer.fileno(), 0)
        os.dup2(writer, 1)
        words = list(before) + [tool, "env"]
        os.execve(shutil.which(words[0]), words, Twice())
    os.close(writer)
    with os.fdopen(reader, "rb") as said:
        lines = said.read().decode().splitlines()
    expect(os.waitpid(child, 0)[1] == 0, lines)
    return sorted(line for line in lines if line.split("=")[0] in names)


for _, _, _, peer in peers:
    line = run(stdin=peer).stdout.decode().split()
    pairs = zip(names[1:], (word.split("=")[1] for word in line))
    right = sorted(["PROTO=UNIX"] + ["%s=%s" % pair for pair in pairs
                                     if pair[1] != "?"])
    expect(environment_of(peer) == right, (environment_of(peer), right))
    if unshare and os.geteuid() == 0:   # no number for that process
        right = [line for line in right if "PID" not in line]
        said = environment_of(peer, *unshare)
        expect(said == right, (said, right))
peer = peers[0][3]

# Its words are its own, and so is its status; 126 and 127 as in env(1).
printed(b"-u 0 -f -- -x\n", "--", "echo", "-u", "0", "-f", "--", "-x",
        stdin=peer)
printed(b"-- -h\n", "echo", "--", "-h", stdin=peer)
expect(run("sh", "-c", "exit 42", stdin=peer).returncode == 42, "status")
with open("no-program", "w", encoding="ascii"):
    pass
os.chmod("no-program", 0o644)
for status, command in ((127, "./none"), (127, "no-such-command"), (127, ""),
                        (126, "./no-program"), (126, ".")):
    # A directory that may not be searched would be another error.
    said = run("-u", os.getuid(), command, stdin=peer,
               env=dict(os.environ, PATH="/usr/bin:/bin"))
    expect(said.returncode == status and said.stdout == b"" and
           said.stderr.startswith(b"unixcred: %s: " % command.encode()), said)

# So are its signals and descriptors.
for action, status in (signal.SIG_DFL, -signal.SIGPIPE), (signal.SIG_IGN, 7):
    said = run("sh", "-c", "kill -PIPE $$; exit 7", stdin=peer,
               preexec_fn=lambda: signal.signal(signal.SIGPIPE, action))
    expect(said.returncode == status, said)
which = """
import os
found = []
for fd in range(10):
    try:
        os.fstat(fd)
        found.append(str(fd))
    except OSError:
        pass
open("found", "w").write(" ".join(found))
"""
user = str(os.getuid())
for redirections, found in (("", "0 1 2"), ("7<&0", "0 1 2 7"),
                            ("7<&0 0<&-", "1 2 7"),
                            ("7<&0 0<&- 1>&- 2>&-", "7")):
    said = subprocess.run(
        ["sh", "-c", 'exec "$0" "$@" ' + redirections, tool, "-u", user,
         "-n", "7" if "7" in redirections else "0", sys.executable, "-c",
         which],
        stdin=peer, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        check=False)
    with open("found", encoding="ascii") as result:
        expect(result.read() == found, (redirections, said))
    os.unlink("found")

# What the tool itself has opened is no descriptor of the launcher's.
said = subprocess.run(["sh", "-c", 'exec "$0" touch ran <&-', tool],
                      stderr=subprocess.PIPE, check=False)
expect(said.returncode == 1 and said.stderr ==
       b"unixcred: descriptor 0: Bad file descriptor\n", said)

# A message that cannot be written is no reason to end otherwise.
reader, writer = os.pipe()
os.close(reader)
said = run("-u", os.getuid() + 1, "touch", "ran", stdin=peer, stderr=writer)
expect(said.returncode == 1, said)
said = run("./none", stdin=peer, stderr=writer)
expect(said.returncode == 127, said)
os.close(writer)
expect(not os.path.exists("ran"), "it was run all the same")
for _, _, _, peer in peers:
    peer.close()
listener.close()
os.unlink("s")

# A server of packets; one of datagrams has no credentials.
listener = listening(socket.SOCK_SEQPACKET)
said = run("-c", "s").stdout
expect(said.startswith(b"pid=%d " % os.getpid()), said)
listener.close()
os.unlink("s")
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind("s")
said = run("-c", "s")
expect(said.returncode == 1 and said.stderr.startswith(b"unixcred: s: "), said)
# It is in the way of a server, and somebody has it.
said = run("-l", "s")
expect(said.returncode == 1 and said.stderr.startswith(b"unixcred: s: ") and
       said.stderr.endswith(b" in use\n"), said)
os.unlink("s")

# An abstract name that fills the address to its last byte.
if sys.platform == "linux":
    listener = listening(name="\0" + "d" * 107)
    said = run("-c", "@" + "d" * 107).stdout
    expect(said.startswith(b"pid=%d " % os.getpid()), said)
    listener.close()

# A client in groups of its own that has ended: its number may be another's, of
# whom this ps says something.
os.mkdir("bin")
with open("bin/ps", "w", encoding="ascii") as script:
    script.write("#!/bin/sh\necho $CLIENT other\n")
os.chmod("bin/ps", 0o755)
environment = dict(os.environ, PATH=os.getcwd() + "/bin:" +
                   os.environ["PATH"])
listener = listening()
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
environment["CLIENT"] = str(ended)
os.waitpid(ended, 0)
for field, value in (("pid", b"%d" % ended), ("groups", groups),
                     ("pidfd-alive", b"no"), ("command", b"")):
    said = run("-f", field, stdin=there, env=environment)
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
