#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# run.sh COMMAND...: run it.  The status is 77 if this machine does not run what
# the compiler makes, as for a cross compiler.  can_run includes this file.
status=0
"$@" || status=$?
case $status in
126|127)
	echo "this machine does not run what $CC makes"
	exit 77
	;;
esac
exit "$status"
