# SPDX-License-Identifier: MIT
# Copyright (c) 2026 The libunixcred developers

# awk -v mechanism=MECHANISM -f judge.awk REFERENCE RECORDING: check RECORDING,
# the output of tests/model/record on any system, against the documented rules.
# If MECHANISM, which configure chose, is not empty, the library must have its
# calls.  REFERENCE is a recording of Linux as root: no recording may have
# another process than this.  Print what is wrong, and exit with 1 then.

function is_errno(answer) {
	return answer ~ /^E[0-9A-Z]+$/
}

function wrong(state, question, why) {
	print state " " question " " said[state, question] ": " why
	failed = 1
}

# The call was not made, or its answer matches.
function expect(state, question, wanted) {
	if (said[state, question] != "" &&
	    said[state, question] !~ "^(" wanted ")$")
		wrong(state, question, "not " wanted)
}

# The process, which is before the ids.
function process_of(answer) {
	sub(/\/.*/, "", answer)
	return answer
}

# The same answer for an ordinary user, whose processes all have the same ids.
function by_user(ids) {
	gsub(/[A-Z]+/, "USER", ids)
	return ids
}

# The groups are the same.  The first is first.  A list that is cut off has 16.
# On other systems than Linux they are in the order in which they were set.
function same_groups(state,	count, got, i, told, want) {
	want = linux[state, "groups"]
	got = said[state, "groups"]
	if (got == "" || got == want)
		return 1
	count = split(got, told, " ")
	if (told[1] != (count - 1) ":" || count < 2)
		return 0
	if (is_user)
		return told[2] == "USER"
	if (system_name == "Linux" || index(want, ": " told[2]) == 0 ||
	    (want + 0 != count - 1 && (want + 0 < 16 || count != 17)))
		return 0
	want = substr(want, index(want, told[2]) + length(told[2])) " "
	for (i = 3; i <= count; i++) {
		if ((told[1] = index(want, " " told[i] " ")) == 0)
			return 0
		want = substr(want, 1, told[1]) \
		    substr(want, told[1] + length(told[i]) + 2)
	}
	return 1
}

# Wrong ids that a page warns of.
function is_admitted(state, ids) {
	if (system_name ~ /^(NetBSD|OpenBSD)$/)
		return ids ~ /^(SELF|USER)\// &&
		    state ~ /(CONNECTING|PAIR|PEER_CLOSED_US).*(\+bind|,bound)/
	if (system_name == "SunOS")
		return state ~ /CONNECTING,(bind|listen|dropped-after)-/
	return 0
}

# ENOTCONN is wrong here: Linux must report all peers, other systems all
# clients.  Exceptions are clients of type seqpacket on FreeBSD, and those that
# have closed on Solaris.
function is_told(state) {
	if ((system_name == "FreeBSD" && state ~ /^SEQ_/) ||
	    (system_name == "SunOS" && state ~ /PEER_|closed/))
		return 0
	return system_name == "Linux" ||
	    state ~ /^(SEQ_)?(ACCEPTED|PEER_(CLOSED|ENDED|REAPED)([+,]|$))/
}

# On macOS another process may have the socket now.
function is_admitted_pid(state) {
	return system_name ~ /^(Darwin|XNU)$/ &&
	    state ~ /(-by-CREATOR|-again|handed-on|-reaped|-ended)$/
}

# In every state the answers must agree with each other.
function judge(state, ids,	error, groups, i, label, n, name, peerpid, pid, raw) {
	pid = process_of(said[state, "pid_ids"])
	groups = said[state, "groups"]
	label = said[state, "label"]
	error = is_errno(ids)
	expect(state, "NULLs", error ? ids : "0")
	expect(state, "pid_ids", error ? ids : "[A-Za-z]+/" ids)
	expect(state, "pidfd", error ? ids "|ENOSYS" : "[A-Za-z ]+")
	expect(state, "groups0", error ? ids "|ENOSYS" : \
	    groups + 0 > 0 ? groups + 0 : "ENOSYS")
	expect(state, "groups", (error ? ids : "[0-9]+: .*") "|ENOSYS")
	expect(state, "groups-1", error ? "none" : "ERANGE")
	expect(state, "groups<0", "EINVAL|ENOSYS")
	expect(state, "groups!", "EFAULT|ENOSYS")
	expect(state, "label0", error ? ids "|ENOSYS" : \
	    label == "ENOSYS" ? label : "exact|one more")
	expect(state, "label", (error ? ids : "[0-9]+: .+") "|ENOSYS")
	expect(state, "label-1", error ? "none" : "ERANGE")
	expect(state, "label!", "EFAULT|ENOSYS")
	expect(state, "ucred0", "EFAULT|ENOSYS")
	expect(state, "xucred0", "EFAULT|ENOSYS")
	expect(state, "token0", "EFAULT|ENOSYS")

	# A system has one raw call, and macOS one more.
	for (i = 1; i <= 3; i++)
		if (said[state, raw_calls[i]] !~ /^(ENOSYS)?$/) {
			n++
			name = raw_calls[i]
		}
	if (n == 0 && !is_whole)
		return
	if (n != 1 || (raw_call != "" && name != raw_call)) {
		wrong(state, name, "not one raw call")
		return
	}
	raw_call = name
	if (name != "peerucred")
		expect(state, name "0", "EFAULT")
	expect(state, name == "ucred" ? "xucred0" : "ucred0", "ENOSYS")
	if (system_name !~ /^(Darwin|XNU)$/) {
		expect(state, "peerpid", "ENOSYS")
		expect(state, "token", "ENOSYS")
	} else if (!error)
		expect(state, "peerpid", pid "|ENOTCONN")
	else if (is_errno(said[state, "peerpid"]))
		expect(state, "peerpid", ids)
	# A token is that of the same process, which may have ended.
	peerpid = said[state, "peerpid"]
	if (is_errno(peerpid))
		expect(state, "token", "ENOSYS|" peerpid)
	else
		expect(state, "token", "ENOSYS|ESRCH|" peerpid "/.* real .*")
	raw = said[state, name]
	if (is_errno(raw)) {
		if (raw != ids)
			wrong(state, name, "not " ids)
		return
	}
	if (error) {
		# Linux is compared with itself, below.
		if (system_name != "Linux" && state ~ without_peer)
			wrong(state, name, "not " ids)
		return
	}
	if (index(raw " ", pid "/" ids " ") != 1 &&
	    index(raw " ", "unknown/" ids " ") != 1)
		wrong(state, name, "not " pid "/" ids)
	if (name == "xucred" && groups != "" &&
	    substr(raw, length(raw) - length(groups) + 1) != groups)
		wrong(state, name, "not " groups)
}

# Compare with Linux's answer in the same state.
function compare(state, ids,	is_linux, pid, want) {
	is_linux = system_name == "Linux"
	want = linux[state, "uid_gid"]
	if (is_user && !is_errno(want))
		want = by_user(want)
	if (ids != want) {
		if (is_admitted(state, ids))
			return
		if (ids != "ENOTCONN" || is_errno(want) || is_told(state))
			wrong(state, "uid_gid", "not " want)
		return
	}
	if (is_linux) {
		want = linux[state, "ucred"]
		if (is_user && !is_errno(want))
			want = substr(want, 1, index(want, "/")) \
			    by_user(substr(want, index(want, "/") + 1))
		expect(state, "ucred", want)
	}
	if (is_errno(ids))
		return
	want = process_of(linux[state, "pid_ids"])
	pid = process_of(said[state, "pid_ids"])
	if (pid != want && pid != "" && (is_linux || pid != "unknown") &&
	    !is_admitted_pid(state))
		wrong(state, "pid_ids", "not " want)
	# Without /proc a pidfd refers to a "process".
	want = linux[state, "pidfd"]
	expect(state, "pidfd", "ENOSYS|" want "|process" \
	    (sub(/ *ended/, "", want) ? " ended|ESRCH" : ""))
	if (said[state, "groups"] != "ENOSYS" && !same_groups(state))
		wrong(state, "groups", "not " linux[state, "groups"])
}

# The calls that are supported, and those that fail with ENOSYS, by the answers
# for a closed descriptor.
function judge_calls(	i, list, n, there) {
	if (!(mechanism in has)) {
		print "no mechanism is called " mechanism
		failed = 1
	}
	n = split("ucred xucred peerucred peerpid pidfd groups label token",
	    list, " ")
	for (i = 1; i <= n; i++) {
		# Older recordings do not have all calls.
		if (said["CLOSED(-1)", list[i]] == "" && !is_whole)
			continue
		there = said["CLOSED(-1)", list[i]] != "ENOSYS"
		if (there != (index(has[mechanism], " " list[i] " ") > 0))
			wrong("CLOSED(-1)", list[i], "not as " mechanism)
	}
}

BEGIN {
	has["none"] = has["getpeereid"] = " "
	has["sockpeercred"] = has["ucred"] = has["unpcbid"] = " ucred "
	has["ucred-peergroups"] = " ucred pidfd groups label "
	has["xucred"] = has["xucred-pid"] = " xucred groups "
	has["xucred-peerpid"] = " xucred peerpid groups "
	has["xucred-peertoken"] = " xucred peerpid token groups "
	has["peerucred"] = " peerucred groups "
	split("ucred xucred peerucred", raw_calls, " ")
	n = split("uid_gid pid_ids NULLs ucred ucred0 xucred xucred0 " \
	    "peerucred peerpid pidfd groups0 groups groups-1 groups<0 groups! " \
	    "label0 label label-1 label! token token0", names, " ")
	for (i = 1; i <= n; i++)
		is_question[names[i]]
	without_peer = "^(SEQ_|DGRAM_)?(CLOSED|REGULAR_FILE|UNCONNECTED|" \
	    "UNBOUND|BOUND|LISTENING|REFUSED|TCP[46]-[lu]|UDP|NETLINK)"
}

FNR == 1 { file++ }
file == 2 && FNR == 2 { system_name = $2 }
file == 2 && / as an ordinary user$/ { is_user = 1 }
file == 2 && /^# made by .*record from .*tests\/model\/states/ { is_whole = 1 }
file == 2 && /^# not run as an ordinary user: / { left_out = $(NF - 1) }
/^#/ { next }

NF < 3 {
	print FILENAME ": not a line of a recording: " $0
	failed = 1
	next
}

{
	answer = $0
	sub(/^[^ ]+ +[^ ]+ +/, "", answer)
	if (file == 1) {
		if (!(("name", $1) in linux)) {
			linux["name", $1]
			all[++states] = $1
		}
		if ($2 in is_question)
			linux[$1, $2] = answer
		else
			linux_steps[$1] = linux_steps[$1] " " $2
		next
	}
	said["name", $1]
	if (answer ~ /but wrote/) {
		print $0 ": a failure writes nothing"
		failed = 1
	}
	if (!($2 in is_question)) {
		steps[$1] = steps[$1] " " $2
		next
	}
	if (said[$1, $2] != "" && said[$1, $2] != answer)
		wrong($1, $2, "and then " answer)
	said[$1, $2] = answer
	if ($2 == "uid_gid")
		asked[$1] = answer
}

# If other steps failed than on Linux, it is another state.
END {
	if (mechanism != "")
		judge_calls()
	for (state in asked) {
		if (mechanism == "none") {
			for (name in is_question)
				expect(state, name, "ENOSYS")
			compared++
			continue
		}
		judge(state, asked[state])
		if (steps[state] == linux_steps[state] &&
		    linux[state, "uid_gid"] != "") {
			compare(state, asked[state])
			compared++
		}
	}
	for (i = 1; i <= states; i++)
		if (!(("name", all[i]) in said))
			missing++
		else if (is_whole && all[i] in asked)
			for (name in is_question)
				if (name !~ /-1$/ &&
				    said[all[i], name] == "")
					wrong(all[i], name, "not asked")
	if (is_whole && missing > left_out) {
		print missing " states missing, " left_out + 0 " left out"
		failed = 1
	}
	if (compared < 40) {
		print compared + 0 " states compared"
		failed = 1
	}
	exit failed
}
