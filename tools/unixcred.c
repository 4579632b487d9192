/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* unixcred(1): the peer of a descriptor, of a server's socket, of a client. */

#include <config.h>

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

/* All that the library tells of a peer. */
struct peer {
	pid_t	pid;
	uid_t	uid;
	gid_t	gid;
	int	ngroups;	/* the effective one included; -1: not told */
	gid_t	*groups;
	int	pidfd;		/* -1: not told, because of pidfd_errno */
	int	pidfd_errno;
};

static const char usage_text[] =
    "usage: unixcred [-p | -f field] [-n fd]\n"
    "       unixcred [-p | -f field] -c path\n"
    "       unixcred [-p | -f field] -l path [-m mode] [-1]\n"
    "       unixcred --help | --version\n";

static const char help_text[] =
    "\n"
    "Print who is on the other side of a Unix-domain socket: of descriptor 0,\n"
    "or of fd; of the server that listens on path; or of each of its clients.\n"
    "\n"
    "  -c path   connect to path, and print who made it listen\n"
    "  -f field  print one field, and nothing else: pid, uid, gid, groups,\n"
    "            pidfd-alive, user, group, command\n"
    "  -l path   listen on path, and print a line for each client\n"
    "  -m mode   the permissions of that socket, in octal\n"
    "  -n fd     the peer of this descriptor\n"
    "  -p        print a small table, with names\n"
    "  -1        end after the first client\n"
    "\n"
    "A path that begins with @ is an abstract name on Linux.\n"
    "The page unixcred(1) has examples.\n";

/* ---- Messages, and the socket that has to be removed */

/* What is asked about, for messages. */
static const char *subject;

/* The socket that we made, as long as it is to be removed. */
static const char *made_path;
static struct stat made;

static void
remove_socket(void)
{
	struct stat now;

	if (made_path != NULL && lstat(made_path, &now) == 0 &&
	    S_ISSOCK(now.st_mode) && now.st_dev == made.st_dev &&
	    now.st_ino == made.st_ino)
		unlink(made_path);
	made_path = NULL;
}

/*
 * All that this calls is async-signal-safe.  The first process of a pid
 * namespace does not die of a signal by default: see pid_namespaces(7).
 */
static void
remove_and_die(int signal_number)
{
	sigset_t only;

	remove_socket();
	signal(signal_number, SIG_DFL);
	kill(getpid(), signal_number);
	sigemptyset(&only);
	sigaddset(&only, signal_number);
	sigprocmask(SIG_UNBLOCK, &only, NULL);
	_exit(128 + signal_number);
}

/* A path may hold what controls a terminal. */
static void
complain(const char *reason)
{
	const char *c;

	fputs("unixcred: ", stderr);
	for (c = subject; *c != '\0'; c++)
		putc(iscntrl((unsigned char)*c) ? '?' : *c, stderr);
	fprintf(stderr, ": %s\n", reason);
}

static void
fail(const char *reason)
{
	complain(reason);
	remove_socket();
	exit(1);
}

static void
usage(const char *reason)
{
	if (reason != NULL)
		fprintf(stderr, "unixcred: %s\n", reason);
	fputs(usage_text, stderr);
	exit(2);
}

/* Write out what was printed, or end: a full disk, a closed pipe. */
static void
flush(void)
{
	int error = fflush(stdout) == 0 ? EIO : errno;

	if (error == EIO && !ferror(stdout))
		return;
	subject = "standard output";
	fail(strerror(error));
}

/* ---- What is known of a peer */

static void
forget(struct peer *peer)
{
	free(peer->groups);
	if (peer->pidfd != -1)
		close(peer->pidfd);
}

/* 0, or -1 and errno.  What a system cannot tell is no error. */
static int
ask(int fd, struct peer *peer)
{
	int error, size;

	peer->groups = NULL;
	if (unixcred_get_peer_pid_uid_gid(fd, &peer->pid, &peer->uid,
	    &peer->gid) == -1)
		return -1;
	peer->pidfd = unixcred_get_peer_pidfd(fd);
	peer->pidfd_errno = errno;
	size = unixcred_get_peer_groups(fd, 0, NULL);
	peer->ngroups = size;
	if (size > 0) {
		peer->groups = calloc((size_t)size, sizeof(*peer->groups));
		peer->ngroups = peer->groups == NULL ? -1 :
		    unixcred_get_peer_groups(fd, size, peer->groups);
	}
	if (peer->ngroups != -1 || errno == ENOSYS)
		return 0;
	error = errno;
	forget(peer);
	errno = error;
	return -1;
}

/*
 * Whether the process is there still: 1, 0, or -1 if nobody tells.  Linux
 * before 6.16 has no handle any more for one that has ended: ESRCH.
 */
static int
is_alive(const struct peer *peer)
{
	struct pollfd ended = { .events = POLLIN };

	ended.fd = peer->pidfd;
	if (peer->pidfd == -1)
		return peer->pidfd_errno == ESRCH ? 0 : -1;
	return poll(&ended, 1, 0) == 0;
}

/* ---- Names, which others choose: what controls a terminal is not printed */

enum { NAME = 256 };

static const char *
harmless(char *name)
{
	char *c;

	for (c = name; *c != '\0'; c++)
		if (!isprint((unsigned char)*c))
			*c = '?';
	return name;
}

/* Each returns NULL for a name that is not known. */
static const char *
user_name(const struct peer *peer, char *name)
{
	const struct passwd *entry = getpwuid(peer->uid);

	if (entry == NULL)
		return NULL;
	snprintf(name, NAME, "%s", entry->pw_name);
	return harmless(name);
}

static const char *
group_name(gid_t gid, char *name)
{
	const struct group *entry = getgrgid(gid);

	if (entry == NULL)
		return NULL;
	snprintf(name, NAME, "%s", entry->gr_name);
	return harmless(name);
}

/*
 * What the first ps(1) in the PATH reports.  BusyBox's has no -p, and prints a
 * name as it is: one that has a second line could pass for another process's,
 * so that two answers are none.  Where the system has a handle for the process,
 * and that reports its end, the number may be another's by now.
 */
static const char *
command_name(const struct peer *peer, char *name)
{
	char command[128], second[2];
	const char *told;
	FILE *ps;

	if (peer->pid == UNIXCRED_PID_UNKNOWN)
		return NULL;
	snprintf(command, sizeof(command), "ps -o comm= -p %ld 2>/dev/null || "
	    "ps -o pid,comm 2>/dev/null | sed -n 's/^ *%ld  *//p'",
	    (long)peer->pid, (long)peer->pid);
	ps = popen(command, "r");
	if (ps == NULL)
		return NULL;
	told = fgets(name, NAME, ps);
	if (told != NULL && fgets(second, sizeof(second), ps) != NULL)
		told = NULL;
	pclose(ps);
	if (told == NULL || is_alive(peer) == 0)
		return NULL;
	name[strcspn(name, "\n")] = '\0';
	return name[0] == '\0' ? NULL : harmless(name);
}

/* ---- Output */

static void
print_pid(const struct peer *peer)
{
	if (peer->pid == UNIXCRED_PID_UNKNOWN)
		putchar('?');
	else
		printf("%ld", (long)peer->pid);
}

static void
print_groups(const struct peer *peer)
{
	int i;

	if (peer->ngroups == -1)
		putchar('?');
	for (i = 0; i < peer->ngroups; i++)
		printf("%s%lu", i > 0 ? "," : "",
		    (unsigned long)peer->groups[i]);
}

static void
print_line(const struct peer *peer)
{
	printf("pid=");
	print_pid(peer);
	printf(" uid=%lu gid=%lu groups=", (unsigned long)peer->uid,
	    (unsigned long)peer->gid);
	print_groups(peer);
	putchar('\n');
}

static void
print_row(const char *title, unsigned long number, const char *name)
{
	printf("%-8s%-11lu%s\n", title, number, name == NULL ? "?" : name);
}

static void
print_table(const struct peer *peer)
{
	char name[NAME];
	const char *command;
	int i;

	command = command_name(peer, name);
	if (peer->pid == UNIXCRED_PID_UNKNOWN)
		printf("%-8s%-11s?\n", "pid", "?");
	else
		print_row("pid", (unsigned long)peer->pid, command);
	print_row("uid", peer->uid, user_name(peer, name));
	print_row("gid", peer->gid, group_name(peer->gid, name));
	if (peer->ngroups == -1)
		printf("%-8s?\n", "groups");
	for (i = 0; i < peer->ngroups; i++)
		print_row(i == 0 ? "groups" : "", peer->groups[i],
		    group_name(peer->groups[i], name));
}

static const char *const fields[] = {
	"pid", "uid", "gid", "groups", "pidfd-alive", "user", "group", "command"
};

enum { PID, UID, GID, GROUPS, PIDFD_ALIVE, USER, GROUP, COMMAND, FIELDS };

/* NULL, or why this one is not told: then nothing is printed. */
static const char *
print_field(const struct peer *peer, int field)
{
	char buffer[NAME];
	const char *name = NULL, *why = NULL;
	int alive;

	switch (field) {
	case PID:
		if (peer->pid == UNIXCRED_PID_UNKNOWN)
			return "the kernel does not tell";
		printf("%ld\n", (long)peer->pid);
		return NULL;
	case UID:
		printf("%lu\n", (unsigned long)peer->uid);
		return NULL;
	case GID:
		printf("%lu\n", (unsigned long)peer->gid);
		return NULL;
	case GROUPS:
		if (peer->ngroups == -1)
			return "the kernel does not tell";
		print_groups(peer);
		putchar('\n');
		return NULL;
	case PIDFD_ALIVE:
		alive = is_alive(peer);
		if (alive != -1)
			name = alive ? "yes" : "no";
		why = strerror(peer->pidfd_errno);
		break;
	case USER:
		name = user_name(peer, buffer);
		why = "the user id has no name";
		break;
	case GROUP:
		name = group_name(peer->gid, buffer);
		why = "the group id has no name";
		break;
	default:
		name = command_name(peer, buffer);
		why = peer->pid == UNIXCRED_PID_UNKNOWN ?
		    "the kernel does not tell" :
		    "ps does not know it, or it has ended";
		break;
	}
	if (name == NULL)
		return why;
	puts(name);
	return NULL;
}

/* How to print: a field's number, or one of these. */
enum { LINE = -1, TABLE = -2 };

/* Print the peer of a descriptor: 0, or 1 with a message. */
static int
report(int fd, int format)
{
	struct peer peer;
	char message[256];
	const char *why = NULL;

	if (ask(fd, &peer) == -1) {
		complain(strerror(errno));
		return 1;
	}
	if (format == LINE)
		print_line(&peer);
	else if (format == TABLE)
		print_table(&peer);
	else
		why = print_field(&peer, format);
	forget(&peer);
	flush();
	if (why == NULL)
		return 0;
	snprintf(message, sizeof(message), "no %s: %s", fields[format], why);
	complain(message);
	return 1;
}

/* ---- Sockets */

/* The address of a path, which may fill it to the last byte; its length. */
static socklen_t
address_of(const char *path, struct sockaddr_un *address)
{
	size_t length = strlen(path);

	memset(address, 0, sizeof(*address));
	address->sun_family = AF_UNIX;
	if (length > sizeof(address->sun_path))
		fail(strerror(ENAMETOOLONG));
	memcpy(address->sun_path, path, length);
#ifdef __linux__
	if (path[0] == '@')
		address->sun_path[0] = '\0';
	else
#endif
	if (length < sizeof(address->sun_path))
		length++;
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
}

/* Closed for ps(1), whichever program that is. */
static int
new_socket(int type)
{
	int fd;

	fd = socket(AF_UNIX, type, 0);
	if (fd != -1)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	return fd;
}

/* A server of any type that has connections. */
static int
connect_to(const char *path)
{
	static const int types[] = { SOCK_STREAM, SOCK_SEQPACKET };
	struct sockaddr_un address;
	socklen_t length = address_of(path, &address);
	size_t i;
	int error = 0, fd;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		fd = new_socket(types[i]);
		if (fd != -1 && connect(fd, (struct sockaddr *)&address,
		    length) == 0)
			return fd;
		error = errno;
		if (fd != -1)
			close(fd);
		if (error != EPROTOTYPE)
			break;
	}
	fail(strerror(error));
	return -1;
}

static const int deadly[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };

static void
catch_signals(void)
{
	struct sigaction action, old;
	size_t i;

	memset(&action, 0, sizeof(action));
	sigfillset(&action.sa_mask);
	action.sa_handler = remove_and_die;
	for (i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++) {
		/* nohup(1) and a shell's "&" have them ignored. */
		if (sigaction(deadly[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			sigaction(deadly[i], &action, NULL);
	}
}

/*
 * A listening socket.  One that is in the file system is ours to remove from
 * the moment that it is there: no signal comes in between.  While we have it
 * open, no other file can have its number.
 */
static int
listen_on(const char *path, int mode)
{
	struct sockaddr_un address;
	socklen_t length = address_of(path, &address);
	sigset_t all, before;
	mode_t mask = 0;
	int error = 0, fd;

	fd = new_socket(SOCK_STREAM);
	if (fd == -1)
		fail(strerror(errno));
	catch_signals();
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	if (mode != -1)
		mask = umask(~(mode_t)mode & 0777);
	if (bind(fd, (struct sockaddr *)&address, length) == -1)
		error = errno;
	else if (address.sun_path[0] != '\0' && lstat(path, &made) == 0 &&
	    S_ISSOCK(made.st_mode) && made.st_uid == geteuid())
		made_path = path;
	else if (address.sun_path[0] != '\0')
		complain("it cannot be removed at the end");
	if (mode != -1)
		umask(mask);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (error == 0 && listen(fd, 16) == -1)
		error = errno;
	if (error != 0)
		fail(strerror(error));
	return fd;
}

/* Print each client, or one: that one's status. */
static int
serve(int listener, int format, int once)
{
	int client, status;

	for (;;) {
		client = accept(listener, NULL, NULL);
		if (client == -1 && (errno == EINTR || errno == ECONNABORTED))
			continue;
		if (client == -1 && (errno == EMFILE || errno == ENFILE ||
		    errno == ENOBUFS || errno == ENOMEM)) {
			complain(strerror(errno));
			sleep(1);
			continue;
		}
		if (client == -1)
			fail(strerror(errno));
		fcntl(client, F_SETFD, FD_CLOEXEC);
		status = report(client, format);
		close(client);
		if (once)
			return status;
		if (format == TABLE) {
			putchar('\n');
			flush();
		}
	}
}

/* ---- Arguments */

/* A whole number from 0 to most, or -1. */
static int
number(const char *text, int base, long most)
{
	char *end;
	long value;

	if (!isdigit((unsigned char)text[0]))
		return -1;
	errno = 0;
	value = strtol(text, &end, base);
	return errno != 0 || *end != '\0' || value > most ? -1 : (int)value;
}

static int
field_number(const char *name)
{
	int field;

	for (field = 0; field < FIELDS; field++)
		if (strcmp(name, fields[field]) == 0)
			return field;
	usage("-f takes a field that --help names");
	return -1;
}

/* Nothing that we open may come to stand for a stream that is closed. */
static void
fill_streams(void)
{
	int fd;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 &&
		    open("/dev/null", O_RDONLY) != fd) {
			subject = "/dev/null";
			fail(strerror(errno));
		}
}

int
main(int argc, char *argv[])
{
	char descriptor[32];
	const char *connect_path = NULL, *listen_path = NULL;
	int fd = -1, format = LINE, listener, mode = -1, once = 0, option;
	int status, table = 0;

	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		printf("%s%s", usage_text, help_text);
		flush();
		return 0;
	}
	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		printf("unixcred %d.%d.%d, libunixcred %s\n",
		    UNIXCRED_VERSION_MAJOR, UNIXCRED_VERSION_MINOR,
		    UNIXCRED_VERSION_PATCH, unixcred_version());
		flush();
		return 0;
	}
	while ((option = getopt(argc, argv, "1c:f:l:m:n:p")) != -1) {
		switch (option) {
		case '1':
			once = 1;
			break;
		case 'c':
			connect_path = optarg;
			break;
		case 'f':
			format = field_number(optarg);
			break;
		case 'l':
			listen_path = optarg;
			break;
		case 'm':
			mode = number(optarg, 8, 0777);
			if (mode == -1)
				usage("-m takes permissions in octal, from 0 "
				    "to 777");
			break;
		case 'n':
			fd = number(optarg, 10, INT_MAX);
			if (fd == -1)
				usage("-n takes the number of a descriptor");
			break;
		case 'p':
			table = 1;
			break;
		default:
			usage(NULL);
		}
	}
	if (optind != argc)
		usage("a path goes with -c or -l");
	if (table && format != LINE)
		usage("-f and -p exclude each other");
	if (table)
		format = TABLE;
	if ((fd != -1) + (connect_path != NULL) + (listen_path != NULL) > 1)
		usage("-c, -l and -n exclude each other");
	if (listen_path == NULL && (mode != -1 || once))
		usage("-1 and -m go with -l");
	if ((connect_path != NULL && connect_path[0] == '\0') ||
	    (listen_path != NULL && listen_path[0] == '\0'))
		usage("the path is empty");
	/* A closed pipe is an error like others, after which we tidy up. */
	signal(SIGPIPE, SIG_IGN);

	if (connect_path != NULL) {
		subject = connect_path;
		fill_streams();
		return report(connect_to(connect_path), format);
	}
	if (listen_path != NULL) {
		subject = listen_path;
		fill_streams();
		listener = listen_on(listen_path, mode);
		status = serve(listener, format, once);
		remove_socket();
		return status;
	}
	if (fd == -1)
		fd = STDIN_FILENO;
	snprintf(descriptor, sizeof(descriptor), "descriptor %d", fd);
	subject = descriptor;
	if (fcntl(fd, F_GETFD) == -1)
		fail(strerror(errno));
	fill_streams();
	return report(fd, format);
}
