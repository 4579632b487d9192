#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# unixcred(1), started for each connection by the servers that its page names;
# s6-ipcserver, which asks the kernel itself, has to agree.
set -eu
. "$srcdir/tests/tool/common.sh"

command -v socat >/dev/null || skip "no socat, which is the client"
other=1001
ids="$(id -u):$(id -g)"
as_other=
if [ "$(id -u)" -eq 0 ] && setpriv --reuid=$other --regid=$((other + 1)) \
    --clear-groups true 2>/dev/null; then
	as_other="setpriv --reuid=$other --regid=$((other + 1)) --clear-groups"
	ids="$ids $other:$((other + 1))"
	chmod 711 . # for the other user, whose way to s is relative
fi

to=UNIX-CONNECT:s,retry=50,interval=0.1
cat >service <<END
#!/bin/sh
echo "\${IPCREMOTEEUID-} \${IPCREMOTEEGID-}"
exec "$tool"
END
chmod 755 service

# serves NAME COMMAND...: each user is told who he is
tried=
serves() {
	name=$1
	shift
	if ! command -v "$1" >/dev/null; then
		[ -z "${ALL_SERVICES-}" ] || fail "$name is not here"
		echo "$name is not here"
		return
	fi
	"$@" >log 2>&1 </dev/null &
	pid=$!
	appears
	chmod 666 s
	for id in $ids; do
		uid=${id%:*} gid=${id#*:}
		run=
		[ "$uid" = "$(id -u)" ] || run=$as_other
		# shellcheck disable=SC2016,SC2086
		$run sh -c 'echo $$; exec "$@"' sh socat -t 5 -u "$to" - \
			>said 2>err || fail "$name: $(cat said err log)"
		client=$(head -n 1 said)
		check_line "$name" "$client" "$uid" "$gid" "$(tail -n 1 said)"
		if [ "$name" = s6-ipcserver ]; then
			[ "$(sed -n 2p said)" = "$uid $gid" ] ||
				fail "$name says $(cat said)"
		fi
		echo "$name: $(tail -n 1 said)"
	done
	kill "$pid" 2>/dev/null || :
	ended
	rm -f s
	tried="$tried $name"
}

serves socat socat UNIX-LISTEN:s,fork,mode=666 EXEC:./service,nofork
serves s6-ipcserver s6-ipcserver -a 666 s ./service
# It wants a whole path, which may be too long for a socket.
[ ${#scratch} -gt 100 ] ||
	serves systemd-socket-activate systemd-socket-activate -l "$scratch/s" \
		--accept --inetd ./service
[ -n "$tried" ] || fail "no server was tried"

# ncat passes data through pipes, of which there is nothing to tell.
if command -v ncat >/dev/null; then
	ncat -lU s -e "$tool" >log 2>&1 </dev/null &
	pid=$!
	appears
	socat -t 5 -u "$to" - >said 2>err || :
	kill "$pid" 2>/dev/null || :
	ended
	rm -f s
	grep -q '^unixcred: descriptor 0: .*socket' log said ||
		fail "ncat: $(cat log said)"
	[ ! -s said ] || fail "ncat: $(cat said)"
fi
