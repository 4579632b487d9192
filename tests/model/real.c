/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * record [-l] [-r COUNT SEED | -s FILE]: what the library answers in every
 * state on the running kernel, a line for each question.  -s takes the states
 * from another file, -r makes scripts from the seeds SEED, SEED + 1 and so on,
 * and -l prints the scripts instead of running them.
 *
 * Each role is a process, started at its first step.  It takes orders over a
 * socket, one at a time, and reports when it has done one.  So the steps of a
 * script come in the order in which they are written, and a recording is the
 * same each time.  As root each role has ids of its own; else all have those of
 * the user.
 */

/* For SCM_RIGHTS on Solaris. */
#ifdef __sun
#define _XOPEN_SOURCE	600
#define __EXTENSIONS__	1
#endif

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <netinet/in.h>

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

#include <unixcred.h>

#include "script.h"

#ifndef STATES
#define STATES	"states"
#endif

enum {
	LETTERS = 26, NOT_HERE = -2, SECONDS = 20 /* until a child is killed */,
	FIRST_UID = 61001, FIRST_GID = 62001, MOST_GROUPS = 1024
};

struct order {
	struct step	step;
	char		name[64];	/* of the state, for DO_ASK */
	pid_t		pid[ROLES];
};

static char directory[256];	/* of the sockets */
static int as_root;

static struct {
	pid_t	pid;		/* 0: not started */
	int	control;	/* -1: has ended */
	int	reaped;
} role[ROLES];

static void
must(int truth, const char *what)
{
	if (truth)
		return;
	fprintf(stderr, "record: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* ---- orders, and the descriptors that go with them */

union control {
	struct cmsghdr	header;
	char		space[CMSG_SPACE(sizeof(int))];
};

static int
transmit(int control, void *data, size_t size, int fd)
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
		message.msg_controllen = sizeof(rights);
	}
	return sendmsg(control, &message, 0) == (ssize_t)size;
}

static int
receive(int control, void *data, size_t size, int *fd)
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
	errno = 0;
	if (recvmsg(control, &message, MSG_WAITALL) != (ssize_t)size)
		return 0;
	*fd = -1;
	header = CMSG_FIRSTHDR(&message);
	if (header != NULL)
		memcpy(fd, CMSG_DATA(header), sizeof(*fd));
	return 1;
}

/* ---- in a role's process */

static int here[LETTERS];		/* descriptors, or NOT_HERE */
static in_port_t port[LETTERS];		/* names of TCP sockets */
static struct order now;

/* Called as root; setuid(2) sets all three ids then. */
static int
take_ids(enum role to, int ngroups)
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
	/* FreeBSD and macOS have the effective one as the first of them. */
	if (ngroups > 0 && getegid() == list[1] &&
	    setgroups((size_t)ngroups + 1, list) == -1)
		return errno;
	return setgid(gid) == -1 || setuid(uid) == -1 ? errno : 0;
}

static int
put(int letter, int fd)
{
	if (fd == -1)
		return errno;
	here[letter] = fd;
	return 0;
}

/* Not so a TCP socket, whose connections may need a moment to arrive. */
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
		fd = open("file", O_RDWR | O_CREAT, 0600);
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
	close(here[letter]);	/* whoever started us may have it open */
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

static int
accept_socket(int fd)
{
	union address address;
	socklen_t length = sizeof(address);

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
		return take_ids((enum role)step->arg,
		    script_ngroups[step->arg]);
	default:	/* DO_GROUPS that is not the first step */
		return EPERM;
	}
	return result == -1 ? errno : 0;
}

/* An order for another process: that has passed on a descriptor. */
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
	fflush(stdout);
	return 0;
}

static void
be_role(enum role self, int control)
{
	int error = 0, first = 1, fd, groups;

	alarm(SECONDS);
	umask(0);
	for (fd = 0; fd < LETTERS; fd++)
		here[fd] = NOT_HERE;
	if (chdir(directory) == -1)
		_exit(1);
	for (; receive(control, &now, sizeof(now), &fd); first = 0) {
		groups = first && now.step.verb == DO_GROUPS;
		if (first && as_root)
			error = take_ids(self, groups ? now.step.arg :
			    script_ngroups[self]);
		if (first && error != 0 &&
		    take_ids(self, script_ngroups[self]) != 0)
			_exit(1);
		if (now.step.verb == DO_EXIT)
			_exit(0);
		if (!groups)
			error = obey(self, fd);
		fd = now.step.verb == DO_PASS && now.step.who == self &&
		    error == 0 ? here[now.step.fd] : -1;
		if (!transmit(control, &error, sizeof(error), fd))
			_exit(1);
	}
	_exit(0);
}

/* What ask.c asks. */

static const char *
unknown(char *text, size_t size, long id)
{
	snprintf(text, size, "?%ld", id);
	return text;
}

const char *
drive_role_of_pid(int pid)
{
	static char text[24];
	int who;

	for (who = 0; who < ROLES; who++)
		if (pid > 0 && pid == now.pid[who])
			return script_role[who];
	return unknown(text, sizeof(text), pid);
}

const char *
drive_role_of_uid(unsigned int uid)
{
	static char text[24];
	int who = (int)(uid - FIRST_UID);

	if (!as_root && uid == geteuid())
		return "USER";
	if (as_root && uid == 0)
		return script_role[ROOT];
	if (as_root && who >= 0 && who < ROLES && who != ROOT)
		return script_role[who];
	return unknown(text, sizeof(text), uid);
}

const char *
drive_role_of_gid(unsigned int gid)
{
	static char text[24];
	int who = (int)(gid - FIRST_GID);

	if (!as_root && gid == getegid())
		return "USER";
	if (as_root && gid == 0)
		return script_role[ROOT];
	if (as_root && who >= 0 && who < ROLES && who != ROOT)
		return script_role[who];
	return unknown(text, sizeof(text), gid);
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

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", pidfd);
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

/* ---- in the process that gives the orders */

static void
start(enum role who)
{
	int control[2], other;

	must(socketpair(AF_UNIX, SOCK_STREAM, 0, control) == 0, "socketpair");
	fflush(stdout);
	role[who].pid = fork();
	must(role[who].pid != -1, "fork");
	if (role[who].pid == 0) {
		close(control[0]);
		for (other = 0; other < ROLES; other++)
			if (other != (int)who && role[other].pid != 0)
				close(role[other].control);
		be_role(who, control[1]);
	}
	close(control[1]);
	role[who].control = control[0];
	role[who].reaped = 0;
}

static void
send_order(enum role who, const struct step *step, const char *name, int fd)
{
	struct order order;
	int other;

	if (role[who].pid == 0)
		start(who);
	memset(&order, 0, sizeof(order));
	order.step = *step;
	strcpy(order.name, name);
	for (other = 0; other < ROLES; other++)
		order.pid[other] = role[other].pid;
	must(transmit(role[who].control, &order, sizeof(order), fd),
	    script_role[who]);
}

/* Its errno, and the descriptor that comes with it. */
static int
await(enum role who, int *fd)
{
	int error;

	if (!receive(role[who].control, &error, sizeof(error), fd)) {
		fprintf(stderr, "record: %s has hung or crashed\n",
		    script_role[who]);
		exit(1);
	}
	return error;
}

static int
has_ended(enum role who)
{
	return role[who].pid != 0 && role[who].control == -1;
}

static int
pass(const struct step *step)
{
	enum role to = (enum role)step->arg;
	int error, fd, none;

	if (has_ended(to))
		return ESRCH;
	send_order(step->who, step, "", -1);
	error = await(step->who, &fd);
	if (error != 0)
		return error;
	if (to != step->who) {
		send_order(to, step, "", fd);
		error = await(to, &none);
	}
	close(fd);
	return error;
}

/* Return when it is a zombie, and has no descriptors any more. */
static void
end(enum role who, const struct step *step)
{
#if defined(WNOWAIT) && defined(WEXITED)
	siginfo_t info;
#else
	int error, none;
#endif

	send_order(who, step, "", -1);
#if defined(WNOWAIT) && defined(WEXITED)
	must(waitid(P_PID, (id_t)role[who].pid, &info, WEXITED | WNOWAIT) == 0,
	    "waitid");
#else
	receive(role[who].control, &error, sizeof(error), &none);
#endif
	close(role[who].control);
	role[who].control = -1;
}

static void
reap(enum role who)
{
	int status;

	must(waitpid(role[who].pid, &status, 0) == role[who].pid, "waitpid");
	must(status == 0, script_role[who]);
	role[who].reaped = 1;
}

static void
remove_names(void)
{
	char path[sizeof(directory) + 2];
	int name;

	for (name = 'a'; name <= 'z'; name++) {
		snprintf(path, sizeof(path), "%s/%c", directory, name);
		unlink(path);
	}
}

void
drive_begin(void)
{
	memset(role, 0, sizeof(role));
}

int
drive_step(const struct step *step)
{
	int none;

	if (step->verb == DO_REAP) {
		if (!has_ended(step->who) || role[step->who].reaped)
			return ECHILD;
		reap(step->who);
		return 0;
	}
	if (has_ended(step->who))
		return ESRCH;
	if (step->verb == DO_PASS)
		return pass(step);
	if (step->verb == DO_EXIT) {
		end(step->who, step);
		return 0;
	}
	send_order(step->who, step, "", -1);
	return await(step->who, &none);
}

void
drive_ask(const char *state, const struct step *step)
{
	int none;

	if (has_ended(step->who)) {
		script_line(state, "ask", script_errno(ESRCH));
		return;
	}
	send_order(step->who, step, state, -1);
	await(step->who, &none);
}

void
drive_end(void)
{
	int who;

	for (who = 0; who < ROLES; who++)
		if (role[who].pid != 0 && role[who].control != -1)
			close(role[who].control);
	for (who = 0; who < ROLES; who++)
		if (role[who].pid != 0 && !role[who].reaped)
			reap((enum role)who);
	remove_names();
}

/* ---- what to record */

static int left_out;

static void
run(const struct state *state)
{
	const struct step *step;

	for (step = state->step; step < state->step + state->steps; step++)
		if (!as_root && (step->who == ROOT || step->verb == DO_GROUPS ||
		    step->verb == DO_BECOME)) {
			left_out++;
			return;
		}
	script_run(state);
}

/* In a container user 0 need not be able to become others. */
static int
can_be_others(void)
{
	pid_t child;
	int status;

	child = fork();
	if (child == 0)
		_exit(geteuid() != 0 || take_ids(PEER, 1) != 0);
	return child != -1 && waitpid(child, &status, 0) == child &&
	    status == 0;
}

static void
leave(void)
{
	remove_names();
	rmdir(directory);
}

/* For every user; in the last place where it can be made. */
static void
enter(void)
{
	const char *places[] = { getenv("TMPDIR"), "/tmp", "." };
	int i, length;

	for (i = 0; i < 3; i++) {
		length = snprintf(directory, sizeof(directory),
		    "%s/record-XXXXXX", places[i] == NULL ? "." : places[i]);
		if (length < (int)sizeof(directory) &&
		    mkdtemp(directory) != NULL)
			break;
	}
	must(i < 3, "mkdtemp");
	must(chmod(directory, 0777) == 0, directory);
}

static void
print_header(const char *from)
{
	struct utsname name;

	must(uname(&name) != -1, "uname");
	printf("# %s %s %s\n", name.sysname, name.release, name.machine);
	printf("# libunixcred %s, as %s\n", unixcred_version(),
	    as_root ? "root" : "an ordinary user");
	printf("# made by tests/model/record from %s\n", from);
}

static int
usage(void)
{
	fprintf(stderr,
	    "usage: record [-l] [-r COUNT SEED | -s FILE]\n");
	return 2;
}

int
main(int argc, char *argv[])
{
	void (*each)(const struct state *) = run;
	const char *path = NULL;
	unsigned long count = 0, i, seed;
	struct state state;
	int option, random = 0;

	while ((option = getopt(argc, argv, "lrs:")) != -1) {
		if (option == 'l')
			each = script_print;
		else if (option == 'r')
			random = 1;
		else if (option == 's')
			path = optarg;
		else
			return usage();
	}
	if (argc - optind != (random ? 2 : 0) || (random && path != NULL))
		return usage();

	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	as_root = can_be_others();
	if (each == run) {
		enter();
		atexit(leave);
		print_header(random ? "random scripts" :
		    path != NULL ? path : "tests/model/states");
	}
	if (random) {
		count = strtoul(argv[optind], NULL, 10);
		seed = strtoul(argv[optind + 1], NULL, 10);
		for (i = 0; i < count; i++) {
			script_random((unsigned int)(seed + i), &state);
			each(&state);
		}
	} else {
		script_each(path != NULL ? path : STATES, each);
	}
	if (left_out > 0)
		printf("# not run as an ordinary user: %d states\n", left_out);
	return 0;
}
