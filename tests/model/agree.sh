#!/bin/sh
# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# agree.sh MODEL RELEASE RECORDING [COUNT SEED]: compare a recording of Linux
# with the model of this release, which uname -r prints: in the states of
# tests/model/states, or after COUNT random scripts.  Labels are only compared
# if the model has them.
set -eu
model=$1
release=$(echo "$2" | awk -F '[.-]' '{
	version = $1 * 1000 + $2
	count = split("4013 4.13 5010 5.10 5014 6.1 6005 6.12 6016 6.16 " \
	    "6018 6.18 7002 7.2", since, " ")
	name = "4.12"
	for (i = 1; i < count && version >= since[i]; i += 2)
		name = since[i + 1]
	print name
}')
case $release-$(awk '$2 == "label" && $3 ~ /:$/ { print $4; exit }' "$3") in
7.2-kernel) release=7.2-selinux ;;
7.2-unconfined) release=7.2-apparmor ;;
esac
shift 2
exec "$model" "$release" "$@"
