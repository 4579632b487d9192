#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# fuzz.sh SOURCE REPLICA:NAME FILE... [-- REPLICA:NAME FILE...]...: compile each
# with clang's libFuzzer and sanitizers, and let it run for $FUZZ_SECONDS (600),
# from tests/fuzz/corpus on; stop at what breaks the contract.
set -eu
source=$(cd "$1" && pwd)
shift
command -v clang >/dev/null || {
	echo "fuzz.sh: no clang" >&2
	exit 1
}
work=$PWD/fuzz.scratch
rm -rf "$work"
mkdir "$work"

# fuzz REPLICA:NAME FILE...
fuzz() {
	replica=${1%:*} name=${1#*:}
	shift
	(cd "$source" && clang -g -O1 -fno-sanitize-recover=all \
		-DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION \
		-fsanitize=fuzzer,address,undefined \
		-Itests/model/replica/"$replica" -Iinclude -o "$work/$name" "$@")
	mkdir "$work/$name.corpus"
	(cd "$work" && "./$name" -max_len=2048 -timeout=10 \
		-max_total_time="${FUZZ_SECONDS:-600}" "$name.corpus" \
		"$source/tests/fuzz/corpus" >"$name.log" 2>&1) || {
		tail -n 60 "$work/$name.log"
		echo "fuzz.sh: $name: the input is in $work" >&2
		exit 1
	}
	echo "ok fuzz $name: $(tail -n 1 "$work/$name.log")"
}

files=
for word in "$@" --; do
	case $word in
	--)
		# shellcheck disable=SC2086
		fuzz $files
		files=
		;;
	*.h|*/fuzz/main.c) ;;
	*) files="$files $word" ;;
	esac
done
rm -rf "$work"
