#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# fuzz.sh SOURCE: compile tool.c with clang's libFuzzer and sanitizers.  Run it
# for $FUZZ_SECONDS (600), beginning with tests/fuzz/corpus.  Stop at an input
# for which unixcred(1) does not do what its page says.
set -eu
unset CDPATH
source=$(cd "$1" && pwd)
command -v clang >/dev/null || {
	echo "fuzz.sh: no clang" >&2
	exit 1
}
work=$PWD/fuzz.scratch
rm -rf "$work"
mkdir -p "$work/corpus"

(cd "$source" && clang -g -O1 -fno-sanitize-recover=all \
	-DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION \
	-fsanitize=fuzzer,address,undefined -Itests/model/replica \
	-DREPLICA_LINUX -Iinclude -o "$work/tool" tests/fuzz/tool.c)
(cd "$work" && ./tool -max_len=2048 -timeout=10 \
	-max_total_time="${FUZZ_SECONDS:-600}" corpus \
	"$source/tests/fuzz/corpus" >log 2>&1) || {
	tail -n 60 "$work/log"
	echo "fuzz.sh: the input is in $work" >&2
	exit 1
}
echo "ok fuzz tool: $(tail -n 1 "$work/log")"
rm -rf "$work"
