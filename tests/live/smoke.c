/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Without Check: each call works, or says ENOSYS, as the mechanism that
 * configure chose has it; $MECHANISM names that, if set.
 */

#include <sys/types.h>
#include <sys/socket.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

static int failures;

static void
expect(int truth, const char *what)
{
	printf("%s: %s (%s)\n", truth ? "ok" : "FAILED", what,
	    strerror(errno));
	failures += !truth;
}

/* Is this word, or one that begins with it and a hyphen, the mechanism? */
static int
is(const char *mechanism, const char *word)
{
	size_t length = strlen(word);

	return strncmp(mechanism, word, length) == 0 &&
	    (mechanism[length] == '\0' || mechanism[length] == '-');
}

int
main(void)
{
	struct unixcred_peerucred *peerucred;
	struct unixcred_xucred xucred;
	struct unixcred_ucred ucred;
	const char *mechanism;
	char version[32];
	pid_t pid;
	uid_t uid;
	gid_t gid;
	int fd[2], has_groups, has_label, has_none, has_peerpid, has_peertoken;
	int has_peerucred, has_pidfd, has_ucred, has_xucred;

	/* The run-time probe: ENOSYS comes before any look at an argument. */
	has_ucred = unixcred_get_ucred(-1, NULL) == -1 && errno == EFAULT;
	expect(has_ucred || errno == ENOSYS, "unixcred_get_ucred(-1, NULL)");
	has_xucred = unixcred_get_xucred(-1, NULL) == -1 && errno == EFAULT;
	expect(has_xucred || errno == ENOSYS, "unixcred_get_xucred(-1, NULL)");
	has_peerucred = unixcred_getpeerucred(-1, NULL) == -1 &&
	    errno == EFAULT;
	expect(has_peerucred || errno == ENOSYS,
	    "unixcred_getpeerucred(-1, NULL)");
	has_peerpid = unixcred_get_peerpid(-1, NULL) == -1 && errno == EFAULT;
	expect(has_peerpid || errno == ENOSYS,
	    "unixcred_get_peerpid(-1, NULL)");
	has_peertoken = unixcred_get_peertoken(-1, NULL) == -1 &&
	    errno == EFAULT;
	expect(has_peertoken || errno == ENOSYS,
	    "unixcred_get_peertoken(-1, NULL)");
	has_label = unixcred_get_peer_label(-1, NULL, 1) == -1 &&
	    errno == EFAULT;
	expect(has_label || errno == ENOSYS,
	    "unixcred_get_peer_label(-1, NULL, 1)");
	has_groups = unixcred_get_peer_groups(-1, -1, NULL) == -1 &&
	    errno == EINVAL;
	expect(has_groups || errno == ENOSYS,
	    "unixcred_get_peer_groups(-1, -1, NULL)");
	has_pidfd = unixcred_get_peer_pidfd(-1) == -1 && errno == EBADF;
	expect(has_pidfd || errno == ENOSYS, "unixcred_get_peer_pidfd(-1)");
	has_none = unixcred_get_peer_uid_gid(-1, NULL, NULL) == -1 &&
	    errno == ENOSYS;
	expect(has_none || errno == EBADF,
	    "unixcred_get_peer_uid_gid(-1, NULL, NULL)");
	expect(unixcred_get_peer_pid_uid_gid(-1, NULL, NULL, NULL) == -1 &&
	    errno == (has_none ? ENOSYS : EBADF),
	    "unixcred_get_peer_pid_uid_gid(-1, NULL, NULL, NULL)");
	expect(has_ucred + has_xucred + has_peerucred == !has_none,
	    "one raw call, or none at all");

	mechanism = getenv("MECHANISM");
	if (mechanism != NULL) {
		printf("mechanism: %s\n", mechanism);
		expect(has_none == is(mechanism, "none"), "no mechanism");
		expect(has_ucred == (is(mechanism, "ucred") ||
		    is(mechanism, "sockpeercred") || is(mechanism, "unpcbid")),
		    "struct unixcred_ucred");
		expect(has_xucred == is(mechanism, "xucred"),
		    "struct unixcred_xucred");
		expect(has_peerucred == is(mechanism, "peerucred"),
		    "struct unixcred_peerucred");
		expect(has_peertoken == is(mechanism, "xucred-peertoken"),
		    "unixcred_get_peertoken()");
		expect(has_peerpid == (has_peertoken ||
		    is(mechanism, "xucred-peerpid")), "unixcred_get_peerpid()");
		expect(has_groups == (is(mechanism, "ucred-peergroups") ||
		    has_xucred || has_peerucred), "unixcred_get_peer_groups()");
		expect(has_pidfd == is(mechanism, "ucred-peergroups"),
		    "unixcred_get_peer_pidfd()");
		expect(has_label == has_pidfd, "unixcred_get_peer_label()");
	}

	/* Outputs stay as they were; a descriptor makes no difference. */
	uid = 1;
	gid = 2;
	pid = 3;
	expect(unixcred_get_peer_pid_uid_gid(-1, &pid, &uid, &gid) == -1 &&
	    uid == 1 && gid == 2 && pid == 3, "outputs untouched");
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == -1) {
		perror("socketpair");
		return 99;
	}
	if (unixcred_get_peer_pid_uid_gid(fd[0], &pid, &uid, &gid) == 0)
		expect(uid == geteuid() && gid == getegid() &&
		    (pid == getpid() || pid == UNIXCRED_PID_UNKNOWN),
		    "a socketpair's peer is its creator");
	else
		expect(errno == (has_none ? ENOSYS : ENOTCONN) &&
		    !(mechanism != NULL && is(mechanism, "ucred")) &&
		    uid == 1 && gid == 2 && pid == 3,
		    "a socketpair without credentials");
	expect(has_ucred || (unixcred_get_ucred(fd[0], &ucred) == -1 &&
	    errno == ENOSYS), "unixcred_get_ucred()");
	expect(has_xucred || (unixcred_get_xucred(fd[0], &xucred) == -1 &&
	    errno == ENOSYS), "unixcred_get_xucred()");
	expect(has_peerucred || (unixcred_getpeerucred(fd[0], &peerucred) ==
	    -1 && errno == ENOSYS), "unixcred_getpeerucred()");
	expect(has_peerpid || (unixcred_get_peerpid(fd[0], &pid) == -1 &&
	    errno == ENOSYS), "unixcred_get_peerpid()");

	errno = E2BIG;
	unixcred_peerucred_free(NULL);
	expect(errno == E2BIG, "unixcred_peerucred_free() keeps errno");

	snprintf(version, sizeof(version), "%d.%d.%d", UNIXCRED_VERSION_MAJOR,
	    UNIXCRED_VERSION_MINOR, UNIXCRED_VERSION_PATCH);
	expect(strcmp(unixcred_version(), version) == 0, "unixcred_version()");
	close(fd[0]);
	close(fd[1]);
	return failures != 0;
}
