/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Measure what each call costs, compared with the bare system call.  Run all
 * of them in turn, in many short rounds.  Print for each the median of its
 * ratio to the bare call in the same round, so that a noisy machine has little
 * influence.  Linux.
 */

#undef _GNU_SOURCE
#define _GNU_SOURCE	1

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <grp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifdef HAVE_LIBBSD
#include <bsd/unistd.h>
#endif
#ifdef HAVE_GIO
#include <gio/gio.h>
#endif

#include <unixcred.h>

#ifndef SO_PEERPIDFD
#define SO_PEERPIDFD	77
#endif

enum { ROUNDS = 401, MOST_GROUPS = 65536 };

static int sockfd;
static gid_t list[MOST_GROUPS + 1];

static void
must(int truth, const char *what)
{
	if (!truth) {
		perror(what);
		exit(1);
	}
}

/* ---- The candidates: each does its work once. */

static void
bare(void)
{
	struct ucred cred;
	socklen_t len = sizeof(cred);

	must(getsockopt(sockfd, SOL_SOCKET, SO_PEERCRED, &cred, &len) == 0,
	    "SO_PEERCRED");
}

static void
bare_two(void)
{
	struct sockaddr name;
	socklen_t len = offsetof(struct sockaddr, sa_data);

	must(getpeername(sockfd, &name, &len) == 0, "getpeername");
	bare();
}

static void
raw(void)
{
	struct unixcred_ucred cred;

	must(unixcred_get_ucred(sockfd, &cred) == 0, "get_ucred");
}

static void
uid_gid(void)
{
	uid_t uid;
	gid_t gid;

	must(unixcred_get_peer_uid_gid(sockfd, &uid, &gid) == 0, "uid_gid");
}

static void
pid_uid_gid(void)
{
	pid_t pid;
	uid_t uid;
	gid_t gid;

	must(unixcred_get_peer_pid_uid_gid(sockfd, &pid, &uid, &gid) == 0,
	    "pid_uid_gid");
}

static void
bare_groups(void)
{
	socklen_t len = sizeof(list);

	must(getsockopt(sockfd, SOL_SOCKET, SO_PEERGROUPS, list, &len) == 0,
	    "SO_PEERGROUPS");
}

static void
bare_three(void)
{
	bare_two();
	bare_groups();
}

static void
groups(void)
{
	must(unixcred_get_peer_groups(sockfd, MOST_GROUPS + 1, list) > 0,
	    "groups");
}

static void
bare_pidfd(void)
{
	int pidfd;
	socklen_t len = sizeof(pidfd);

	must(getsockopt(sockfd, SOL_SOCKET, SO_PEERPIDFD, &pidfd, &len) == 0,
	    "SO_PEERPIDFD");
	close(pidfd);
}

static void
pidfd(void)
{
	int handle;

	handle = unixcred_get_peer_pidfd(sockfd);
	must(handle != -1, "pidfd");
	close(handle);
}

#ifdef HAVE_LIBBSD
static void
libbsd(void)
{
	uid_t uid;
	gid_t gid;

	must(getpeereid(sockfd, &uid, &gid) == 0, "getpeereid");
}
#endif

#ifdef HAVE_GIO
static GSocket *gsocket;

static void
glib(void)
{
	GCredentials *cred;

	cred = g_socket_get_credentials(gsocket, NULL);
	must(cred != NULL && g_credentials_get_unix_user(cred, NULL) !=
	    (uid_t)-1, "g_socket_get_credentials");
	g_object_unref(cred);
}
#endif

/* A connection: made, accepted, checked or not, and closed. */
static int listener;
static struct sockaddr_un address;

static void
connection(int look)
{
	uid_t uid;
	int client, fd;

	client = socket(AF_UNIX, SOCK_STREAM, 0);
	must(connect(client, (struct sockaddr *)&address,
	    offsetof(struct sockaddr_un, sun_path) + 9) == 0, "connect");
	fd = accept(listener, NULL, NULL);
	must(fd != -1, "accept");
	must(!look || unixcred_get_peer_uid_gid(fd, &uid, NULL) == 0, "look");
	close(fd);
	close(client);
}

static void
unseen(void)
{
	connection(0);
}

static void
seen(void)
{
	connection(1);
}

/* ---- Rounds */

struct candidate {
	const char	*name;
	void		(*call)(void);
	int		base;		/* the candidate to compare with */
};

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int
ascending(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static double
median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof(*values), ascending);
	return values[count / 2];
}

static void
compare(const char *title, const struct candidate *candidates, int count,
    int calls)
{
	static double nanoseconds[16][ROUNDS], ratio[ROUNDS];
	double began;
	int i, j, n, round, start;

	printf("%s\n", title);
	for (round = -20; round < ROUNDS; round++) {
		/* Each is first, second and so on as often as the others. */
		start = (round + 20) % count;
		for (i = 0; i < count; i++) {
			j = (start + i) % count;
			began = now();
			for (n = 0; n < calls; n++)
				candidates[j].call();
			if (round >= 0)
				nanoseconds[j][round] = (now() - began) / calls;
		}
	}
	for (i = 0; i < count; i++) {
		for (round = 0; round < ROUNDS; round++)
			ratio[round] = nanoseconds[i][round] /
			    nanoseconds[candidates[i].base][round];
		printf("  %-34s %8.3f of %s\n", candidates[i].name,
		    median(ratio, ROUNDS),
		    candidates[candidates[i].base].name);
	}
}

static void
compare_groups(int count)
{
	static const struct candidate candidates[] = {
		{ "SO_PEERGROUPS alone", bare_groups, 0 },
		{ "with the two before", bare_three, 0 },
		{ "unixcred_get_peer_groups", groups, 1 },
	};
	char title[64];
	int fd[2], i, status;
	pid_t child;

	for (i = 0; i < count; i++)
		list[i] = (gid_t)(100000 + i);
	fflush(stdout);
	child = fork();
	if (child == 0) {
		if (setgroups((size_t)count, list) == -1)
			_exit(3);
		must(socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == 0, "pair");
		sockfd = fd[0];
		snprintf(title, sizeof(title), "%d groups", count);
		compare(title, candidates, 3, count > 10000 ? 3 : 60);
		fflush(stdout);
		_exit(0);
	}
	must(waitpid(child, &status, 0) == child, "waitpid");
	if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
		printf("%d groups: only for root\n", count);
}

int
main(void)
{
	static const struct candidate calls[] = {
		{ "getsockopt(SO_PEERCRED)", bare, 0 },
		{ "getpeername, then that", bare_two, 0 },
		{ "unixcred_get_ucred", raw, 0 },
		{ "unixcred_get_peer_uid_gid", uid_gid, 1 },
		{ "unixcred_get_peer_pid_uid_gid", pid_uid_gid, 1 },
#ifdef HAVE_LIBBSD
		{ "libbsd getpeereid", libbsd, 0 },
#endif
#ifdef HAVE_GIO
		{ "GLib g_socket_get_credentials", glib, 0 },
#endif
	};
	static const struct candidate pidfds[] = {
		{ "SO_PEERPIDFD, close", bare_pidfd, 0 },
		{ "unixcred_get_peer_pidfd, close", pidfd, 0 },
	};
	static const struct candidate connections[] = {
		{ "connect, accept, close", unseen, 0 },
		{ "the same, with the peer's uid", seen, 0 },
	};
	int fd[2], handle;

	must(socketpair(AF_UNIX, SOCK_STREAM, 0, fd) == 0, "socketpair");
	sockfd = fd[0];
#ifdef HAVE_GIO
	gsocket = g_socket_new_from_fd(fd[1], NULL);
	must(gsocket != NULL, "g_socket_new_from_fd");
#endif
	compare("the ids", calls, sizeof(calls) / sizeof(calls[0]), 60);
	handle = unixcred_get_peer_pidfd(sockfd);
	if (handle != -1) {
		close(handle);
		compare("a pidfd", pidfds, 2, 30);
	}
	compare_groups(0);
	compare_groups(16);
	compare_groups(1000);
	compare_groups(MOST_GROUPS);

	address.sun_family = AF_UNIX;
	snprintf(address.sun_path + 1, 20, "%08ld", (long)getpid() % 100000000);
	listener = socket(AF_UNIX, SOCK_STREAM, 0);
	must(bind(listener, (struct sockaddr *)&address,
	    offsetof(struct sockaddr_un, sun_path) + 9) == 0 &&
	    listen(listener, 8) == 0, "listen");
	compare("a connection", connections, 2, 15);
	return 0;
}
