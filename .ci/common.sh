# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers
# shellcheck shell=sh

# What the scripts share that judge one thing in many ways: a line for each, and
# "N passed, N failed" at the end.  They set $work, a directory of their own.

good=0 bad=0

# try NAME COMMAND...: what it says is of interest if it fails
try() {
	name=$1
	shift
	# Not "|| status=$?", within which a shell goes on after errors.
	set +e
	(
		set -e
		"$@"
	) >"$work/log" 2>&1 </dev/null
	status=$?
	set -e
	if [ "$status" -eq 0 ]; then
		good=$((good + 1))
		echo "ok $name"
		grep '^SKIP: ' "$work/log" | sed 's/^/    /' || :
	else
		bad=$((bad + 1))
		echo "not ok $name"
		tail -n 60 "$work/log" | sed 's/^/    /'
	fi
}

summary() {
	echo "$good passed, $bad failed"
	[ "$bad" -eq 0 ]
}
