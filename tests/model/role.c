/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* A role of a script as a process: run its steps, and call the library. */

/* For SCM_RIGHTS on Solaris. */
#ifdef __sun
#define _XOPEN_SOURCE	600
#define __EXTENSIONS__	1
#endif

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <netinet/in.h>
#include <arpa/inet.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "real.h"

enum {
	LETTERS = 26, NOT_HERE = -2, SECONDS = 20 /* until it is killed */,
	FIRST_UID = 61001, FIRST_GID = 62001, MOST_GROUPS = 1024
};

static int here[LETTERS];		/* descriptors, or NOT_HERE */
static in_port_t port[LETTERS];		/* names of TCP sockets */
static struct order now;

/* ---- orders */

/* CMSG_SPACE() may not be a constant. */
union control {
	struct cmsghdr	header;
	char		space[64];
};

int
role_send(int control, void *data, size_t size, int fd)
{
	struct iovec vector = { data, size };
	struct msghdr message;
	union control rights;

	memset(&message, 0, sizeof(message));
	message.msg_iov = &vector;
	message.msg_iovlen = 1;
	if (fd >= 0) {
		memset(&rights, 0, sizeof(rights));
		rights.header.cmsg_level = SOL_SOCKET;
		rights.header.cmsg_type = SCM_RIGHTS;
		rights.header.cmsg_len = CMSG_LEN(sizeof(fd));
		memcpy(CMSG_DATA(&rights.header), &fd, sizeof(fd));
		message.msg_control = &rights;
		message.msg_controllen = CMSG_SPACE(sizeof(fd));
	}
	return sendmsg(control, &message, 0) == (ssize_t)size;
}

int
role_receive(int control, void *data, size_t size, int *fd)
{
	struct iovec vector = { data, size };
	struct cmsghdr *header;
	struct msghdr message;
	union control rights;

	memset(&message, 0, sizeof(message));
	message.msg_iov = &vector;
	message.msg_iovlen = 1;
	message.msg_control = &rights;
	message.msg_controllen = sizeof(rights);
	if (recvmsg(control, &message, MSG_WAITALL) != (ssize_t)size)
		return 0;
	*fd = -1;
	header = CMSG_FIRSTHDR(&message);
	if (header != NULL)
		memcpy(fd, CMSG_DATA(header), sizeof(*fd));
	return 1;
}

/* ---- steps */

/* The real ids are MALLORY's, so that reporting them is a mistake. */
int
role_take_ids(enum role to, int ngroups)
{
	gid_t list[MOST_GROUPS + 1];
	uid_t uid = to == ROOT ? 0 : (uid_t)(FIRST_UID + (int)to);
	gid_t gid = to == ROOT ? 0 : (gid_t)(FIRST_GID + (int)to);
	int i;

	if (ngroups > MOST_GROUPS)
		return EINVAL;
	memset(list, 0, sizeof(list));
	list[0] = gid;
	for (i = 0; i < ngroups; i++)
		list[i + 1] = (gid_t)script_group(to, i);
	if (setgroups((size_t)ngroups, list + 1) == -1)
		return errno;
	/* On FreeBSD and macOS the first group is the effective one. */
	if (ngroups > 0 && getegid() == list[1] &&
	    setgroups((size_t)ngroups + 1, list) == -1)
		return errno;
	return setregid(FIRST_GID + MALLORY, gid) == -1 ||
	    setreuid(FIRST_UID + MALLORY, uid) == -1 ? errno : 0;
}

static int
put(int letter, int fd)
{
	if (fd == -1)
		return errno;
	here[letter] = fd;
	return 0;
}

/* A TCP socket stays blocking: see accept_socket(). */
static int
local(int fd)
{
	int flags;

	flags = fd == -1 ? -1 : fcntl(fd, F_GETFL);
	if (flags != -1 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == -1)
		return -1;
	return fd;
}

static int
open_kind(int kind)
{
	static const struct {
		int	family, type, protocol;
	} sockets[KINDS] = {
		[TCP4] = { AF_INET, SOCK_STREAM, 0 },
		[UDP] = { AF_INET, SOCK_DGRAM, 0 },
		[ICMP] = { AF_INET, SOCK_RAW, IPPROTO_ICMP },
		[RAW] = { AF_INET, SOCK_RAW, IPPROTO_RAW },
#ifdef AF_INET6
		[TCP6] = { AF_INET6, SOCK_STREAM, 0 },
		[UDP6] = { AF_INET6, SOCK_DGRAM, 0 },
		[ICMP6] = { AF_INET6, SOCK_RAW, IPPROTO_ICMPV6 },
#endif
#ifdef AF_ROUTE
		[ROUTE] = { AF_ROUTE, SOCK_RAW, 0 },
#endif
#ifdef AF_OROUTE
		[OROUTE] = { AF_OROUTE, SOCK_RAW, 0 },
#endif
#ifdef AF_NETLINK
		[NETLINK] = { AF_NETLINK, SOCK_RAW, 0 },
#endif
	};
	int ends[2], fd;

	switch (kind) {
	case REGULAR_FILE:
		fd = open("file", O_RDWR | O_CREAT | O_EXCL, 0600);
		unlink("file");
		return fd;
	case PIPE_READ:
	case PIPE_WRITE:
		if (pipe(ends) == -1)
			return -1;
		close(ends[kind == PIPE_READ]);
		return ends[kind == PIPE_WRITE];
	default:
		errno = EAFNOSUPPORT;
		return sockets[kind].family == 0 ? -1 :
		    socket(sockets[kind].family, sockets[kind].type,
		    sockets[kind].protocol);
	}
}

static int
open_or_closed(int letter, int kind)
{
	static const int closed[] = { -1, 77, INT_MAX, INT_MIN };

	if (kind < CLOSED_MINUS_1)
		return put(letter, open_kind(kind));
	here[letter] = closed[kind - CLOSED_MINUS_1];
	close(here[letter]);	/* it may have been open in our parent */
	return 0;
}

union address {
	struct sockaddr		any;
	struct sockaddr_un	local;
	struct sockaddr_in	in;
	struct sockaddr_in6	in6;
};

/* A name in the directory, or for TCP a port of the loopback address. */
static socklen_t
make_address(int fd, int name, union address *address)
{
	socklen_t length = sizeof(*address);

	memset(address, 0, sizeof(*address));
	if (getsockname(fd, &address->any, &length) == -1 || length == 0)
		address->any.sa_family = AF_UNIX;
	if (address->any.sa_family == AF_INET) {
		address->in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		address->in.sin_port = port[name];
		return sizeof(address->in);
	}
	if (address->any.sa_family == AF_INET6) {
		address->in6.sin6_addr = in6addr_loopback;
		address->in6.sin6_port = port[name];
		return sizeof(address->in6);
	}
	memset(address, 0, sizeof(*address));
	address->local.sun_family = AF_UNIX;
	address->local.sun_path[0] = (char)('a' + name);
	return sizeof(address->local);
}

static int
bind_name(int fd, int name)
{
	union address address;
	socklen_t length = make_address(fd, name, &address);

	if (bind(fd, &address.any, length) == -1)
		return -1;
	if (address.any.sa_family == AF_UNIX)
		return 0;
	length = sizeof(address);
	if (getsockname(fd, &address.any, &length) == -1)
		return -1;
	port[name] = address.any.sa_family == AF_INET ? address.in.sin_port :
	    address.in6.sin6_port;
	return 0;
}

static int
connect_name(int fd, int name)
{
	union address address;
	socklen_t length = make_address(fd, name, &address);

	return connect(fd, &address.any, length);
}

static int
disconnect(int fd)
{
	union address nobody;

	memset(&nobody, 0, sizeof(nobody));
	nobody.any.sa_family = AF_UNSPEC;
	return connect(fd, &nobody.any, sizeof(nobody.any));
}

static int
make_pair(const struct step *step, int type)
{
	int ends[2];

	if (socketpair(AF_UNIX, type, 0, ends) == -1)
		return -1;
	here[step->fd] = local(ends[0]);
	here[step->other] = local(ends[1]);
	return 0;
}

/* A TCP connection may need a moment to arrive, or may have been refused. */
static int
accept_socket(int fd)
{
	struct pollfd ready = { fd, POLLIN, 0 };
	union address address;
	socklen_t length;

	make_address(fd, 0, &address);
	if (address.any.sa_family != AF_UNIX && poll(&ready, 1, 1000) == 0) {
		errno = EAGAIN;
		return -1;
	}
	length = sizeof(address);
	memset(&address, 0, sizeof(address));
	fd = accept(fd, &address.any, &length);
	return fd == -1 || address.any.sa_family == AF_INET ||
	    address.any.sa_family == AF_INET6 ? fd : local(fd);
}

/* 0 or an errno. */
static int
do_step(const struct step *step)
{
	static const int types[] = { SOCK_STREAM, SOCK_SEQPACKET, SOCK_DGRAM };
	int fd = here[step->fd], result = 0;

	switch (step->verb) {
	case DO_OPEN:
		return open_or_closed(step->fd, step->arg);
	case DO_SOCKET:
		return put(step->fd, local(socket(AF_UNIX, types[step->arg],
		    0)));
	case DO_PAIR:
		result = make_pair(step, types[step->arg]);
		break;
	case DO_BIND:
		result = bind_name(fd, step->arg);
		break;
	case DO_LISTEN:
		result = listen(fd, LISTEN_BACKLOG);
		break;
	case DO_CONNECT:
		result = connect_name(fd, step->arg);
		break;
	case DO_DISCONNECT:
		result = disconnect(fd);
		break;
	case DO_ACCEPT:
		return put(step->other, accept_socket(fd));
	case DO_SHUTDOWN:
		result = shutdown(fd, SHUT_RDWR);
		break;
	case DO_CLOSE:
		result = close(fd);
		here[step->fd] = NOT_HERE;
		break;
	case DO_PASS:
		return fd == NOT_HERE ? EBADF : 0;
	case DO_BECOME:
		return role_take_ids((enum role)step->arg,
		    script_ngroups[step->arg]);
	default:	/* DO_GROUPS, but not the first step */
		return EPERM;
	}
	return result == -1 ? errno : 0;
}

/* ---- names for ask.c */

const char *
drive_role_of_pid(int pid)
{
	static char unknown[24];
	int who;

	for (who = 0; who < ROLES; who++)
		if (pid > 0 && pid == now.pid[who])
			return script_role[who];
	snprintf(unknown, sizeof(unknown), "?%d", pid);
	return unknown;
}

static const char *
role_of_id(unsigned int id, unsigned int first, unsigned int own)
{
	static char unknown[24];
	int who;

	if (!as_root && id == own)
		return "USER";
	for (who = 0; who < ROLES; who++)
		if (as_root &&
		    id == (who == ROOT ? 0 : first + (unsigned int)who))
			return script_role[who];
	snprintf(unknown, sizeof(unknown), "?%u", id);
	return unknown;
}

const char *
drive_role_of_uid(unsigned int uid)
{
	return role_of_id(uid, FIRST_UID, geteuid());
}

const char *
drive_role_of_gid(unsigned int gid)
{
	return role_of_id(gid, FIRST_GID, getegid());
}

/* Linux: fdinfo has the process id, and -1 after wait(2). */
const char *
drive_pidfd(int pidfd)
{
	static char text[64];
	struct pollfd ended = { pidfd, POLLIN, 0 };
	char path[40], row[80];
	long pid = 0;
	FILE *info;

	/* A /proc of another pid namespace has other numbers. */
	snprintf(path, sizeof(path), "/proc/%d/fdinfo/%d", (int)getpid(),
	    pidfd);
	info = fopen(path, "r");
	while (info != NULL && pid == 0 &&
	    fgets(row, sizeof(row), info) != NULL)
		if (strncmp(row, "Pid:", 4) == 0)
			pid = strtol(row + 4, NULL, 10);
	if (info != NULL)
		fclose(info);
	strcpy(text, info == NULL ? "process" : pid == -1 ? "" :
	    drive_role_of_pid((int)pid));
	if (poll(&ended, 1, 0) == 1)
		strcat(text, text[0] == '\0' ? "ended" : " ended");
	close(pidfd);
	return text;
}

/* ---- the process */

/* An order for another process, which has passed a descriptor to us. */
static int
obey(enum role self, int passed)
{
	const struct step *step = &now.step;

	if (step->who != self) {
		if (here[step->fd] == NOT_HERE)
			here[step->fd] = passed;
		else
			close(passed);
		return 0;
	}
	if (step->verb != DO_ASK)
		return do_step(step);
	if (here[step->fd] == NOT_HERE)
		script_line(now.name, "ask", script_errno(EBADF));
	else
		ask_all(now.name, here[step->fd]);
	if (fflush(stdout) == EOF || ferror(stdout))
		_exit(1);
	return 0;
}

/* The first order may have the number of groups of this role. */
static int
settle(enum role self)
{
	int error = 0;

	if (!as_root)
		return 0;
	if (now.step.verb == DO_GROUPS) {
		error = role_take_ids(self, now.step.arg);
		if (error == 0)
			return 0;
	}
	if (role_take_ids(self, script_ngroups[self]) != 0)
		_exit(1);
	return error;
}

void
role_run(enum role self, int control)
{
	int error, fd, first;

	signal(SIGHUP, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGALRM, SIG_DFL);
	alarm(SECONDS);
	umask(0);
	for (fd = 0; fd < LETTERS; fd++)
		here[fd] = NOT_HERE;
	if (chdir(directory) == -1)
		_exit(1);
	for (first = 1; role_receive(control, &now, sizeof(now), &fd);
	    first = 0) {
		error = first ? settle(self) : 0;
		if (now.step.verb == DO_EXIT)
			_exit(0);
		if (!first || now.step.verb != DO_GROUPS)
			error = obey(self, fd);
		fd = now.step.verb == DO_PASS && now.step.who == self &&
		    error == 0 ? here[now.step.fd] : -1;
		if (!role_send(control, &error, sizeof(error), fd))
			_exit(1);
	}
	_exit(0);
}
