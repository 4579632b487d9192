/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* calls NAME TIMES: make a call so many times, to count its instructions. */

#undef _GNU_SOURCE
#define _GNU_SOURCE	1

#include <sys/types.h>
#include <sys/socket.h>

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

static int
bare(int fd)
{
	struct ucred cred;
	socklen_t len = sizeof(cred);

	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &cred, &len);
}

static int
bare_two(int fd)
{
	struct sockaddr name;
	socklen_t len = offsetof(struct sockaddr, sa_data);

	return getpeername(fd, &name, &len) | bare(fd);
}

static int
raw(int fd)
{
	struct unixcred_ucred cred;

	return unixcred_get_ucred(fd, &cred);
}

static int
uid_gid(int fd)
{
	uid_t uid;
	gid_t gid;

	return unixcred_get_peer_uid_gid(fd, &uid, &gid);
}

static int
pid_uid_gid(int fd)
{
	pid_t pid;
	uid_t uid;
	gid_t gid;

	return unixcred_get_peer_pid_uid_gid(fd, &pid, &uid, &gid);
}

static gid_t list[65537];

static int
bare_three(int fd)
{
	socklen_t len = sizeof(list) - sizeof(list[0]);

	return bare_two(fd) | getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, list,
	    &len);
}

static int
groups(int fd)
{
	return unixcred_get_peer_groups(fd, 65537, list) < 1;
}

static const struct {
	const char	*name;
	int		(*call)(int fd);
} calls[] = {
	{ "bare", bare },
	{ "bare_two", bare_two },
	{ "bare_three", bare_three },
	{ "unixcred_get_ucred", raw },
	{ "unixcred_get_peer_uid_gid", uid_gid },
	{ "unixcred_get_peer_pid_uid_gid", pid_uid_gid },
	{ "unixcred_get_peer_groups", groups },
};

int
main(int argc, char *argv[])
{
	int fd[2], failed = 0, times;
	size_t i;

	if (argc != 3 || socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == -1)
		return 2;
	for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if (strcmp(argv[1], calls[i].name) == 0)
			for (times = atoi(argv[2]); times > 0; times--)
				failed |= calls[i].call(fd[0]) != 0;
	return failed;
}
