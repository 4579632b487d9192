# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

"""tool.py TOOL: what a shell cannot do to unixcred(1)."""

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
me = b"%d\n" % os.getuid()
mine = b"pid=%d uid=%d gid=%d " % (os.getpid(), os.geteuid(), os.getegid())
linux = sys.platform == "linux"

# Whatever hangs ends.
signal.alarm(600)


def expect(truth, what):
    if not truth:
        sys.exit("tool.py: FAIL: %s" % (what,))


def run(*words, **keywords):
    keywords.setdefault("stdout", subprocess.PIPE)
    keywords.setdefault("stderr", subprocess.PIPE)
    words = [word if isinstance(word, bytes) else str(word) for word in words]
    return subprocess.run([tool] + words, check=False, **keywords)


def refused(text, *words, **keywords):
    """Status 1, this message, and nothing printed, run or made."""
    said = run(*words, **keywords)
    expect(said.returncode == 1 and said.stdout == b"" and
           said.stderr.startswith(b"unixcred: ") and
           said.stderr.count(b"\n") == 1 and text in said.stderr and
           not os.path.exists("ran"), said)


def printed(text, *words, **keywords):
    said = run(*words, **keywords)
    expect(said.returncode == 0 and said.stdout == text and
           said.stderr == b"", said)


def is_mine(line):
    expect(line.startswith(mine), line)


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


# ---- Signals

def heed():
    """Not what a shell's background job has: signals that are ignored."""
    for number in signal.SIGHUP, signal.SIGINT, signal.SIGQUIT:
        signal.signal(number, signal.SIG_DFL)
    signal.alarm(100)


def ignore():
    """As for nohup(1)."""
    heed()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def listen(*before, preexec_fn=heed):
    server = subprocess.Popen(before + (tool, "-l", "s"),
                              preexec_fn=preexec_fn, stdout=subprocess.PIPE)
    client().close()
    expect(server.stdout.readline().startswith(b"pid="), "no line")
    return server


def ended_by(server, status):
    expect(server.wait(20) == status, server.returncode)
    expect(not os.path.exists("s"), "the socket is left")


for number in signal.SIGHUP, signal.SIGINT, signal.SIGQUIT:
    server = listen()
    server.send_signal(number)
    ended_by(server, -number)

# The first process of a pid namespace, as in a container, is ended by them too.
unshare = ("unshare", "--pid", "--fork", "--kill-child")
try:
    subprocess.run(unshare + ("true",), stderr=subprocess.DEVNULL, check=True)
except (OSError, subprocess.CalledProcessError):
    unshare = ()
if unshare:
    server = listen(*unshare)
    os.kill(int(run("-f", "pid", "-c", "s").stdout), signal.SIGTERM)
    ended_by(server, 128 + signal.SIGTERM)

# What was ignored stays ignored.  Stopped and continued, it goes on; a client
# that has gone was there.
server = listen(preexec_fn=ignore)
server.send_signal(signal.SIGHUP)
server.send_signal(signal.SIGSTOP)
for _ in range(8):
    client().close()
server.send_signal(signal.SIGCONT)
for _ in range(8):
    is_mine(server.stdout.readline())
server.terminate()
ended_by(server, -signal.SIGTERM)

# ---- What is printed

# Format characters hide, or turn the text around; those beside them do not.  A
# later Unicode may have more of them.
for name in "C.UTF-8", "C.utf8", "en_US.UTF-8":
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        continue
    classes = [unicodedata.category(chr(number)) for number in range(0xf0000)]
    hidden = [number for number, kind in enumerate(classes)
              if kind in ("Cf", "Zl", "Zp")]
    near = sorted({number + step for number in hidden for step in (-1, 0, 1)
                   if classes[number + step] != "Cn"})
    right = "".join(
        "?" if number in hidden or not ctypes.CDLL(None).iswprint(number)
        else chr(number) for number in near)
    said = run("-c", "".join(map(chr, near)).encode(), env=dict(
        os.environ, LC_ALL=name)).stderr.decode()
    expect(said.startswith("unixcred: %s: " % right) or
           unicodedata.unidata_version >= "18", said)
    locale.setlocale(locale.LC_CTYPE, "C")
    break

# ---- A descriptor that was inherited

# As a per-connection service has it: the client is descriptor 0, or another.
listener = listening()
here = client()
there, _ = listener.accept()
is_mine(run(stdin=there).stdout)
is_mine(run("-n", there.fileno(), pass_fds=[there.fileno()]).stdout)
there.close()

# The listener itself, by mistake.
refused(b"descriptor 0: this socket listens, and has no peer: ",
        "-s", "touch", "ran", stdin=listener)
refused(b"descriptor 0: ", stdin=socket.socket(socket.AF_UNIX))

# The ends of a pair have no names, and the ids of the launcher.
for kind in socket.SOCK_STREAM, socket.SOCK_SEQPACKET, socket.SOCK_DGRAM:
    try:
        ends = socket.socketpair(socket.AF_UNIX, kind)
    except OSError:
        continue
    if run("-s", stdin=ends[0]).returncode != 0:
        continue    # this system has no ids for it
    if linux:
        ends[1].bind("")    # a client can name its end
    for words in (), ("-f", "uid"), ("-u", os.getuid(), "touch", "ran"):
        refused(b": this socket has no name", *words, stdin=ends[0])
    printed(me, "-s", "-f", "uid", stdin=ends[0])
    printed(me, "-s", "-u", os.getuid(), "sh", "-c", "echo $UNIXREMOTEEUID",
            stdin=ends[0])

# A connecting socket has the ids of the process that called listen(2).
if run("-s", stdin=here).returncode == 0:
    refused(b": this socket has no name", "touch", "ran", stdin=here)
    printed(me, "-s", "-f", "uid", stdin=here)
here.close()
for name in ("\0unixcred-%d" % os.getpid(), "") if linux else ():
    abstract = listening(name=name)
    here = socket.socket(socket.AF_UNIX)
    here.connect(abstract.getsockname())
    there, _ = abstract.accept()
    printed(me, "-f", "uid", stdin=there)

# ---- The command, and for whom it is run

def become(uid, gid, groups):
    os.setgroups(groups)
    os.setgid(gid)
    os.setuid(uid)


def can_become(*ids):
    """Whether root may: not in a user namespace, or without capabilities."""
    here = os.fork()
    if here == 0:
        try:
            become(*ids)
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(here, 0)[1] == 0


def accepted(*ids):
    """The pid of a client with these ids, which has ended, and its socket."""
    pid = os.fork()
    if pid == 0:
        if ids:
            become(*ids)
        client()
        os._exit(0)
    there, _ = listener.accept()
    if sys.platform != "sunos5":    # which forgets a client that has gone
        os.waitpid(pid, 0)
    return pid, there


def gate(peer, truth, *words):
    """Whether it is run for this peer."""
    if truth:
        printed(b"run\n", *words, "echo", "run", stdin=peer)
    else:
        refused(b", is not allowed", *words, "touch", "ran", stdin=peer)


peers = [(os.getuid(), os.getgid(), os.getgroups()) + accepted()]
os.chmod("s", 0o777)
if os.getuid() == 0 and can_become(1001, 1002, range(1000)):
    for number in 0, 2, 17, 40, 1000:
        ids = 1001, 1002, range(2000, 2000 + number)
        peers.append(ids + accepted(*ids))
for uid, gid, groups, pid, peer in peers:
    others = [group for group in groups if group != gid]
    line = run(stdin=peer).stdout.decode()
    head, reported = line.rstrip().split(" groups=")
    expect(head == "pid=%d uid=%d gid=%d" % (pid, uid, gid), line)
    expect(reported in ("?", ",".join(map(str, [gid] + others))) or not linux,
           (line, groups))
    gate(peer, True)
    gate(peer, True, "-u", uid)
    gate(peer, True, "-g", gid)
    gate(peer, True, "-u", uid + 1, "-g", gid + 50, "-g", gid)
    gate(peer, False, "-u", uid + 1, "-g", gid + 50)
    for group in others:
        # Of a list that is cut off, what is missing is no group.
        if group == 65534:
            continue    # it can be any, in a user namespace
        gate(peer, str(group) in reported.split(","), "-g", group)
        if not linux or group > 2020:
            break
    for option, number, find in (("-u", uid, pwd.getpwuid),
                                 ("-g", gid, grp.getgrgid)):
        try:
            gate(peer, True, option, find(number)[0])
        except KeyError:
            pass

# Its environment; what was there, twice even, is replaced.
names = ("PROTO", "UNIXREMOTEPID", "UNIXREMOTEEUID", "UNIXREMOTEEGID",
         "UNIXREMOTEGROUPS")


def has_environment(right, peer, *before):
    """The command has these values of the names, and no other."""
    right = ["%s=%s" % pair for pair in zip(names, right) if pair[1] != "?"]
    words = [word.encode() for word in before + (tool, "env")] + [None]
    twice = [b"%s=%s" % pair for pair in os.environb.items()] + [
        b"%s=0" % name.encode() for name in names] * 2 + [None]
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(peer.fileno(), 0)
        os.dup2(writer, 1)
        ctypes.CDLL(None).execve(
            shutil.which(words[0]), (ctypes.c_char_p * len(words))(*words),
            (ctypes.c_char_p * len(twice))(*twice))
        os._exit(99)
    os.close(writer)
    with os.fdopen(reader, "rb") as said:
        lines = said.read().decode().splitlines()
    lines = sorted(line for line in lines if line.split("=")[0] in names)
    expect(os.waitpid(child, 0)[1] == 0 and lines == sorted(right),
           (lines, right))


for _, _, _, pid, peer in peers:
    line = run(stdin=peer).stdout.decode().split()
    right = ["UNIX"] + [word.split("=")[1] for word in line]
    has_environment(right, peer)
    if unshare and os.geteuid() == 0:   # no number for that process
        has_environment(["UNIX", "?"] + right[2:], peer, *unshare)
pid, peer = peers[0][3:]

# Its words are its own, and so is its status; 126 and 127 as in env(1).
printed(b"-u 0 -f -- -x\n", "--", "echo", "-u", "0", "-f", "--", "-x",
        stdin=peer)
expect(run("sh", "-c", "exit 42", stdin=peer).returncode == 42, "status")
with open("no-program", "w", encoding="ascii"):
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
for fd in 0 1 2 3 4 5 6 7 8; do
    if true 9<&$fd; then found=$found$fd; fi
done
echo "$found" >found"""
for redirections, number, found in (("", "0", "012\n"), ("7<&0", "7", "0127\n"),
                                    ("7<&0 0<&- 1>&- 2>&-", "7", "7\n")):
    said = subprocess.run(
        ["sh", "-c", 'exec "$0" "$@" ' + redirections, tool, "-n", number,
         "sh", "-c", which], stdin=peer, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, check=False)
    with open("found", encoding="ascii") as result:
        expect(result.read() == found, (redirections, said))
    os.unlink("found")

# A message that cannot be written is no reason to end otherwise.
reader, writer = os.pipe()
os.close(reader)
said = run("-u", os.getuid() + 1, "touch", "ran", stdin=peer, stderr=writer)
expect(said.returncode == 1 and not os.path.exists("ran"), said)
said = run("./none", stdin=peer, stderr=writer)
expect(said.returncode == 127, said)

# ---- Fields

# The number of a client that has ended may be another's, of whom this ps says
# something.
os.mkdir("bin")
with open("bin/ps", "w", encoding="ascii") as script:
    script.write("#!/bin/sh\necho %d other\n" % pid)
os.chmod("bin/ps", 0o755)
said = run("-f", "pidfd-alive", stdin=peer)
if said.returncode == 0:
    expect(said.stdout == b"no\n", said)
    refused(b"no command: ps does not report it, or it has ended\n", "-f",
            "command", stdin=peer, env=dict(
                os.environ, PATH=os.getcwd() + "/bin:" + os.environ["PATH"]))
else:
    refused(b"not implemented", "-f", "pidfd-alive", stdin=peer)

# Not every kernel has a label, and not every library asks for it.
said = run("-f", "label", stdin=peer)
if said.returncode == 0:
    label = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERSEC, 65536)
    expect(said.stdout == label.rstrip(b"\0") + b"\n", (said, label))
else:
    refused(b"descriptor 0: no label: ", "-f", "uid,label", stdin=peer)
listener.close()
os.unlink("s")

# ---- Other servers

# A server of packets; one of datagrams has no credentials, and is in the way of
# a server.
listener = listening(socket.SOCK_SEQPACKET)
is_mine(run("-c", "s").stdout)
listener.close()
os.unlink("s")
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind("s")
refused(b": s: ", "-c", "s")
refused(b" in use\n", "-l", "s")
os.unlink("s")

# With its standard streams closed, a socket does not take their place.
server = subprocess.Popen(["sh", "-c", 'exec "$0" -l s >&- 2>&- <&-', tool])
here = client()
ended_by(server, 1)
expect(here.recv(100) == b"", "the client was sent what was to be printed")
