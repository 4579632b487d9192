# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers
# shellcheck shell=sh

# What .ci/run and the scripts that it runs share: a line for each part, and
# "N passed, N failed" at the end.  They set $src, the source; $kind stands before
# the names of parts in .ci/skips.

kind='' passed=0 failed=0
user=root
[ "$(id -u)" -eq 0 ] || user=user

# own_work: set $work, a directory of this script's own
own_work() {
	work=$(mktemp -d "${TMPDIR:-/tmp}/unixcred-${0##*/}.XXXXXX")
	trap 'cd / && chmod -R u+w "$work" && rm -rf "$work"' EXIT
	trap 'exit 1' HUP INT TERM
}

# suite NAME COMMAND...: a part that has to run tests
suite() {
	judged 0 "$@"
}

# try NAME COMMAND...: a part that counts as one test if it runs none
try() {
	judged 1 "$@"
}

judged() {
	step=$1 name=$2
	shift 2
	touch "$work/started"
	began=$(date +%s)
	# Not "|| status=$?", within which a shell goes on after errors.
	set +e
	(
		set -e
		"$@"
	) >"$work/log" 2>&1 </dev/null
	status=$?
	set -e
	result
}

# Add up the tests that Automake ran, according to the log, or that a script
# like this one counted.  A skip has to be in .ci/skips.
result() {
	good=$(awk '/^# PASS:/ { n += $3 }
		/^[0-9]+ passed, [0-9]+ failed$/ { n += $1 }
		END { print n + 0 }' "$work/log")
	bad=$(awk '/^# (FAIL|ERROR|XPASS):/ { n += $3 }
		/^[0-9]+ passed, [0-9]+ failed$/ { n += $3 }
		END { print n + 0 }' "$work/log")
	skipped=
	sed -n 's/^SKIP: \(tests\/[^ ]*\)$/\1/p' "$work/log" >"$work/skips"
	while read -r test; do
		skipped="$skipped $test"
		grep -x -e "$kind$name $test" -e "$kind$name any" \
			-e "$user $test" -e "most $test" "$src/.ci/skips" \
			>>"${SKIPS_USED:-/dev/null}" || {
			bad=$((bad + 1))
			skipped="$skipped(unexpected)"
		}
	done <"$work/skips"
	! grep -q '^# TOTAL:' "$work/log" || step=0
	if [ "$good" -eq 0 ] && [ "$bad" -eq 0 ] && [ "$status" -eq 0 ]; then
		good=$step bad=$((1 - step))
	elif [ "$bad" -eq 0 ] && [ "$status" -ne 0 ]; then
		bad=1
	fi
	passed=$((passed + good))
	failed=$((failed + bad))
	echo "$name: $good passed, $bad failed${skipped:+, skipped:$skipped}" \
		"($(($(date +%s) - began)) s)"
	grep -e '^[^ ].*: [0-9]* passed, [0-9]* failed' -e '^lines: ' \
		-e '^branches: ' -e '^[0-9]* killed, ' -e ' more than bare ' \
		"$work/log" | sed 's/^/    /'
	[ "$bad" -eq 0 ] || show
}

# Print its output, and the logs of its tests, which may be below $logs, too.
show() {
	tail -n 60 "$work/log" | sed 's/^/    /'
	find "$work" ${logs:+"$logs"} -name test-suite.log \
		-newer "$work/started" -exec cat {} + | tail -n 200 |
		sed 's/^/    /'
}

summary() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
}

# tracked PATTERN...: write the names of these files in git to $work/tracked
tracked() {
	git -C "$src" ls-files -- "$@" >"$work/tracked"
	[ -s "$work/tracked" ]
}

# cache_of NAME DIRECTORY: set $cache, a directory for what is downloaded and
# then run
cache_of() {
	cache=${XDG_CACHE_HOME:-${HOME:-/var/tmp}/.cache}/libunixcred-$1
	cache=${2:-$cache}
	mkdir -p "$cache"
	[ -n "$(find "$cache/." -prune -user "$(id -u)")" ] ||
		fail "$cache belongs to another user"
	cache=$(cd "$cache" && pwd)
	case $cache/ in
	"$src"/*) fail "the cache is inside the source: $cache" ;;
	esac
	new=$cache/new.$$
}

# apt_of ARCHITECTURE...: give apt-get lists and a status of its own, with which
# any user can download packages
apt_of() {
	mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
	cat >"$work/apt.conf" <<-END
	APT::Architecture "$1";
	APT::Architectures { $(printf '"%s"; ' "$@")};
	APT::Sandbox::User "";
	Acquire::Languages "none";
	Acquire::Retries "3";
	Dir::Cache "$work/apt/cache";
	Dir::State "$work/apt";
	Dir::State::lists "$work/apt/lists";
	Dir::State::status "/dev/null";
	END
	APT_CONFIG=$work/apt.conf
	export APT_CONFIG
}

# find_mirror: set $mirror, this machine's mirror of Debian
find_mirror() {
	# shellcheck disable=SC2016
	mirror=$(apt-get indextargets --format '$(REPO_URI)' \
		'Created-By: Packages' | grep '/debian/$' | head -n 1)
	[ -n "$mirror" ] || fail "apt's sources name no mirror of Debian"
}

# quietly COMMAND...: print its output only if it fails
quietly() {
	"$@" >"$work/quiet" 2>&1 </dev/null || {
		tail -n 60 "$work/quiet" >&2
		fail "$* failed"
	}
}

fail() {
	echo "$(basename "$0"): $*" >&2
	exit 1
}

# system_tests BUILD: the tests that ask this system.  The programs of models,
# fuzzers and promises make no system call that a place or a libc changes.
system_tests() {
	make -C "$1" -s print-tests | tr ' ' '\n' |
		grep -v -e '^tests/model/[a-z0-9-]*$' -e '^tests/fuzz/' \
			-e '^tests/prove/'
}
