/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * soak CONNECTIONS: clients of 16 processes, each of a user of its own where
 * that may be set, connect, die, become somebody else, fork and pass their
 * connection on.  Each says the truth about who connected, and every answer of
 * the library has to be that.  At the end no descriptor and no memory is left
 * over.  Linux with /proc.
 */

#undef _GNU_SOURCE
#define _GNU_SOURCE	1

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

enum { CLIENTS = 16, WARM_UP = 2000 };

struct truth {
	pid_t	pid;
	uid_t	uid;
	gid_t	gid;
	int	ngroups;	/* supplementary, from 90000 on */
};

static struct sockaddr_un address;
static socklen_t address_length;

static void
must(int truth, const char *what)
{
	if (truth)
		return;
	fprintf(stderr, "soak: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void
say(int fd, const struct truth *truth)
{
	if (write(fd, truth, sizeof(*truth)) != sizeof(*truth))
		_exit(1);
}

/* Hand fd to a process that has not connected, which says the truth by it. */
static void
pass_on(int fd, const struct truth *truth)
{
	union {
		struct cmsghdr	header;
		char		space[CMSG_SPACE(sizeof(int))];
	} control;
	struct msghdr message;
	struct iovec vector = { .iov_len = 1 };
	char byte;
	int pair[2], passed;
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1)
		_exit(1);
	child = fork();
	vector.iov_base = &byte;
	memset(&message, 0, sizeof(message));
	message.msg_iov = &vector;
	message.msg_iovlen = 1;
	message.msg_control = &control;
	message.msg_controllen = sizeof(control);
	if (child == 0) {
		close(fd);
		if (recvmsg(pair[1], &message, 0) != 1)
			_exit(1);
		memcpy(&passed, CMSG_DATA(CMSG_FIRSTHDR(&message)),
		    sizeof(passed));
		say(passed, truth);
		_exit(0);
	}
	memset(&control, 0, sizeof(control));
	byte = 0;
	control.header.cmsg_level = SOL_SOCKET;
	control.header.cmsg_type = SCM_RIGHTS;
	control.header.cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(&control.header), &fd, sizeof(fd));
	if (sendmsg(pair[0], &message, 0) != 1)
		_exit(1);
}

/* One connection, of a process that ends with it. */
static void
connect_once(int way, int ngroups)
{
	struct truth truth;
	int fd;

	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd == -1 || connect(fd, (struct sockaddr *)&address,
	    address_length) == -1)
		_exit(1);
	memset(&truth, 0, sizeof(truth));
	truth.pid = getpid();
	truth.uid = geteuid();
	truth.gid = getegid();
	truth.ngroups = ngroups;
	switch (way % 4) {
	case 0:
		say(fd, &truth);
		break;
	case 1:		/* it may be somebody else by now */
		if (geteuid() == 0 && ngroups != -1 &&
		    (setgroups(0, NULL) == -1 ||
		    setresgid(77, 77, 77) == -1 ||
		    setresuid(77, 77, 77) == -1))
			_exit(1);
		say(fd, &truth);
		break;
	case 2:		/* a child talks, the process is gone */
		if (fork() == 0)
			say(fd, &truth);
		break;
	default:
		pass_on(fd, &truth);
		break;
	}
	_exit(0);
}

/* A client of a user of its own: one connection after another. */
static void
be_client(int number, long connections)
{
	static gid_t groups[CLIENTS];
	int i, ngroups = -1, status;
	long n;
	pid_t child;

	for (i = 0; i < number; i++)
		groups[i] = (gid_t)(90000 + i);
	/* Every fourth stays root, and becomes somebody later. */
	if (setgroups((size_t)number, groups) == 0)
		ngroups = number;
	if (ngroups != -1 && number % 4 != 0 &&
	    (setresgid((gid_t)(2000 + number), (gid_t)(2000 + number),
	    (gid_t)(2000 + number)) == -1 ||
	    setresuid((uid_t)(1000 + number), (uid_t)(1000 + number),
	    (uid_t)(1000 + number)) == -1))
		_exit(1);
	for (n = 0; n < connections; n++) {
		child = fork();
		if (child == 0)
			connect_once((int)(n + number), ngroups);
		if (child == -1 || waitpid(child, &status, 0) != child ||
		    status != 0)
			_exit(1);
	}
	_exit(0);
}

/* The process that a pidfd stands for, or -1 if it has ended. */
static long
pid_of(int pidfd)
{
	char line[256], path[64];
	FILE *file;
	long pid = 0;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", pidfd);
	file = fopen(path, "r");
	must(file != NULL, "/proc");
	while (pid == 0 && fgets(line, sizeof(line), file) != NULL)
		sscanf(line, "Pid: %ld", &pid);
	fclose(file);
	return pid;
}

/* How many process ids have come before, of another process. */
static long
count_reused(pid_t pid)
{
	static unsigned char seen[1 << 22];
	static long reused;

	reused += seen[pid % (1 << 22)];
	seen[pid % (1 << 22)] = 1;
	return reused;
}

/* Who it was, by the library, and by itself. */
static long
check(int fd, long n)
{
	static gid_t list[CLIENTS + 64];
	struct truth truth;
	pid_t pid;
	uid_t uid;
	gid_t gid;
	ssize_t length;
	long pidfd_pid = -1;
	int count, i, pidfd;

	must(unixcred_get_peer_pid_uid_gid(fd, &pid, &uid, &gid) == 0,
	    "unixcred_get_peer_pid_uid_gid");
	count = unixcred_get_peer_groups(fd, CLIENTS + 64, list);
	must(count > 0 || errno == ENOSYS, "unixcred_get_peer_groups");
	if (n % 16 == 0) {
		pidfd = unixcred_get_peer_pidfd(fd);
		must(pidfd != -1 || errno == ENOSYS || errno == ESRCH,
		    "unixcred_get_peer_pidfd");
		if (pidfd != -1) {
			pidfd_pid = pid_of(pidfd);
			close(pidfd);
		}
	}
	length = read(fd, &truth, sizeof(truth));
	must(length == (ssize_t)sizeof(truth), "a client said nothing");
	must(pidfd_pid == -1 || pidfd_pid == truth.pid, "a pidfd");
	if (pid != truth.pid || uid != truth.uid || gid != truth.gid) {
		fprintf(stderr, "soak: %ld %lu %lu instead of %ld %lu %lu\n",
		    (long)pid, (unsigned long)uid, (unsigned long)gid,
		    (long)truth.pid, (unsigned long)truth.uid,
		    (unsigned long)truth.gid);
		exit(1);
	}
	if (count != -1 && truth.ngroups != -1)
		must(count == truth.ngroups + 1 && list[0] == truth.gid,
		    "groups");
	for (i = 1; i < count && truth.ngroups != -1; i++)
		must(list[i] == (gid_t)(90000 + i - 1), "a group");
	return count_reused(pid);
}

int
main(int argc, char *argv[])
{
	long each, n, reused = 0, total;
	int before = -1, client, i, listener, status;
	char *heap = NULL;
	pid_t child;

	total = argc == 2 ? atol(argv[1]) : 0;
	each = total / CLIENTS;
	if (each * CLIENTS <= WARM_UP) {
		fprintf(stderr, "usage: soak CONNECTIONS, more than %d\n",
		    WARM_UP);
		return 2;
	}
	total = each * CLIENTS;
	address.sun_family = AF_UNIX;
	snprintf(address.sun_path + 1, 32, "unixcred-soak-%ld",
	    (long)getpid());
	address_length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) +
	    1 + strlen(address.sun_path + 1));
	listener = socket(AF_UNIX, SOCK_STREAM, 0);
	must(bind(listener, (struct sockaddr *)&address, address_length) == 0 &&
	    listen(listener, 64) == 0, "listen");
	fflush(stdout);
	for (i = 0; i < CLIENTS; i++) {
		child = fork();
		must(child != -1, "fork");
		if (child == 0) {
			close(listener);
			be_client(i, each);
		}
	}
	alarm(3600);
	for (n = 0; n < total; n++) {
		client = accept(listener, NULL, NULL);
		must(client != -1, "accept");
		if (n == WARM_UP) {
			before = client;
			heap = sbrk(0);
		}
		must(n < WARM_UP || client == before, "a descriptor is left");
		reused = check(client, n);
		close(client);
	}
	must(sbrk(0) == heap, "memory is left");
	for (i = 0; i < CLIENTS; i++) {
		must(wait(&status) != -1, "wait");
		must(status == 0, "a client failed");
	}
	printf("%ld connections, %s, %ld pids of before, none wrong\n", total,
	    geteuid() == 0 ? "13 users" : "one user", reused);
	return 0;
}
