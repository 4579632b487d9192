#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# run.sh COMMAND...: run it.  In a cross build, exit with 77 if this machine does
# not even run the tool that the compiler made.  can_run includes this file.
if [ "${CROSS-}" = yes ]; then
	case $("${builddir:-.}/tools/unixcred-static" --version 2>/dev/null) in
	"unixcred "*) ;;
	*)
		echo "this machine does not run what $CC makes"
		exit 77
		;;
	esac
fi
"$@"
