#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# unixcred(1) as a gate, started for each connection by the servers that its
# page names.  s6-ipcserver and unixserver ask the kernel themselves, and have
# to agree.  Behind a relay, which has its own ids, nothing is run.
set -eu
. "$srcdir/tests/tool/common.sh"

command -v socat >/dev/null || skip "no socat, which is the client"
PATH=$PATH:/usr/sbin:/sbin

# Who connects, as UID:GID:GROUPS, and who is let in: ourselves, the members of
# a group, and not a third.
self=$(id -u):$(id -g)
group=1005
let_in=$self
kept_out=
if [ "$(id -u)" -eq 0 ] && setpriv --reuid=1001 --regid=1002 --groups=$group \
    true 2>/dev/null; then
	let_in="$self 1001:1002:$group 1003:$group"
	kept_out="1003:1004 1004:1001"
	chmod 711 . # for the others, whose way to s is relative
fi

to=UNIX-CONNECT:s,retry=50,interval=0.1
cat >hello <<END
#!/bin/sh
echo "\$PROTO \${UNIXREMOTEPID-?} \$UNIXREMOTEEUID \$UNIXREMOTEEGID" \
	"\${UNIXREMOTEGROUPS-?}"
exec "$tool"
END
cat >service <<END
#!/bin/sh
echo "\${IPCREMOTEEUID-\${UNIXREMOTEEUID-}}" \
	"\${IPCREMOTEEGID-\${UNIXREMOTEEGID-}}"
exec "$tool" -u "$(id -u)" -g $group ./hello
END
cat >closed <<END
#!/bin/sh
exec "$tool" -u 4711 -g 4711 ./hello
END
chmod 755 hello service closed

# connects UID:GID[:GROUP]: what the server says to this user is in said
connects() {
	IFS=: read -r uid gid groups <<END
$1
END
	set --
	[ "$uid:$gid" = "$self" ] ||
		set -- setpriv --reuid="$uid" --regid="$gid"
	if [ -n "$groups" ]; then
		set -- "$@" --groups="$groups"
	elif [ $# -ne 0 ]; then
		set -- "$@" --clear-groups
	fi
	# shellcheck disable=SC2016
	"$@" sh -c 'echo $$; exec "$@"' sh socat -t 5 -u "$to" - >said 2>err ||
		fail "$name: $(cat said err log)"
	client=$(sed -n 1p said)
}

# here COMMAND: so is this server
here() {
	command -v "$1" >/dev/null && return
	[ -z "${ALL_SERVICES-}" ] || fail "$1 is not here"
	echo "$1 is not here"
	return 1
}

start() {
	"$@" >log 2>&1 </dev/null &
	pid=$!
	wait_for test -S s
	# It may set the permissions itself, and listens then.
	sleep 0.3 2>/dev/null || sleep 1
	chmod 666 s
}

stop() {
	kill "$pid" 2>/dev/null || :
	ended
	rm -f s
}

# serves NAME COMMAND...: those who are let in are told who they are
tried=
serves() {
	name=$1 told=
	shift
	here "$1" || return 0
	start "$@"
	for id in $let_in; do
		case $id$told in
		*:*:*groups=\?) continue ;; # Linux before 4.13
		esac
		connects "$id"
		told=$(sed -n 4p said)
		check_line "$name" "$client" "$uid" "$gid" "$told"
		echo "UNIX $told" | sed 's/[a-z]*=//g' >expected
		sed -n 3p said >environment
		same expected environment
		case $name in
		s6-ipcserver|unixserver)
			[ "$(sed -n 2p said)" = "$uid $gid" ] ||
				fail "$name says $(cat said)"
			;;
		esac
		echo "$name: $told"
	done
	for id in $kept_out; do
		connects "$id"
		[ "$(wc -l <said)" -le 3 ] || fail "$name: $id: $(cat said)"
		grep -q "^unixcred: descriptor 0: its peer, uid $uid and gid \
$gid, is not allowed" log said || fail "$name: $id: $(cat said log)"
		! grep -q '^UNIX\|^pid=' said || fail "$name: $(cat said)"
		echo "$name: uid $uid and gid $gid are refused"
	done
	stop
	tried="$tried $name"
}

serves socat socat UNIX-LISTEN:s,fork,mode=666 EXEC:./service,nofork
serves s6-ipcserver s6-ipcserver -a 666 s ./service
serves unixserver unixserver s ./service
# It wants a whole path, which may be too long for a socket.
[ ${#scratch} -gt 100 ] ||
	serves systemd-socket-activate systemd-socket-activate -l "$scratch/s" \
		--accept --inetd ./service
# Other systems' inetd has another line for it, or none.
if [ "$(uname)" = Linux ] && id -un >/dev/null 2>&1; then
	echo "s stream unix nowait $(id -un) ./service service" >inetd.conf
	serves inetd inetd -d inetd.conf
fi
[ -n "$tried" ] || fail "no server was tried"

# refuses_all NAME TEXT COMMAND...: nobody is served, with this message
refuses_all() {
	name=$1 text=$2
	shift 2
	here "$1" || return 0
	start "$@"
	connects "$self"
	stop
	grep -q "^unixcred: descriptor 0: .*$text" log said ||
		fail "$name: no $text: $(cat log said)"
	! grep -q '^UNIX\|^pid=' said || fail "$name: $(cat said)"
	echo "$name: $(grep -h '^unixcred: ' log said)"
}

refuses_all "a gate for others" "is not allowed" \
	socat UNIX-LISTEN:s,fork EXEC:./closed,nofork

# A relay has a pair, or pipes, of which there is nothing to report.  One that
# does not accept leaves that to others.
refuses_all "socat without nofork" socketpair \
	socat UNIX-LISTEN:s,fork EXEC:./service
refuses_all "socat with pipes" socket \
	socat UNIX-LISTEN:s,fork EXEC:./service,pipes
refuses_all "ncat" socket ncat -lU s -e ./service
[ ${#scratch} -gt 100 ] ||
	refuses_all "systemd-socket-activate without --accept" \
		"listens.*Accept=yes" systemd-socket-activate -l "$scratch/s" \
		--inetd ./service
