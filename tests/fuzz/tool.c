/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Whatever it is called with, unixcred(1) does what its page says: the input of
 * a fuzzer is its arguments, and then what the system answers.  Compiled with
 * the tool itself, whose system calls, output and library are the functions
 * below.
 */

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
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- The input, byte by byte, and a verdict */

static const uint8_t *input;
static size_t left;

static unsigned int
take(void)
{
	if (left == 0)
		return 0;
	left--;
	return *input++;
}

static void
must(int truth, const char *what)
{
	if (truth)
		return;
	fprintf(stderr, "fuzz: not so: %s (%s)\n", what, strerror(errno));
	abort();
}

static unsigned long
take_number(void)
{
	return take() | take() << 8 | take() << 16;
}

/* 0, or -1 and an errno, one time in eight. */
static int
fail_or_not(void)
{
	static const int errors[] = {
		EINTR, ECONNABORTED, EMFILE, ENOMEM, EPROTOTYPE, ECONNREFUSED,
		ENOTCONN, ENOSYS, ESRCH, EACCES, ENOENT, EADDRINUSE, ERANGE,
	};
	unsigned int chance = take();

	if (chance % 8 != 7)
		return 0;
	errno = errors[chance / 8 % (sizeof(errors) / sizeof(errors[0]))];
	return -1;
}

/* ---- Output: what was said, and how much of it there is room for */

struct stream {
	char	text[1 << 16];
	size_t	length, room;
};

static struct stream out, err;

static void	say(struct stream *stream, const char *format, ...)
		    __attribute__((__format__(__printf__, 2, 3)));

static void
say(struct stream *stream, const char *format, ...)
{
	va_list values;

	va_start(values, format);
	stream->length += (size_t)vsnprintf(stream->text + stream->length,
	    sizeof(stream->text) - stream->length, format, values);
	va_end(values);
	must(stream->length < sizeof(stream->text), "little is said");
}

static int
write_out(void)
{
	if (out.length <= out.room)
		return 0;
	errno = ENOSPC;
	return EOF;
}

/* ---- Descriptors */

enum { CLOSED, GIVEN, STREAM, SOCKET, LISTENER, PIDFD, FDS = 64 };

static int fds[FDS];

static int
new_fd(int kind)
{
	int fd;

	for (fd = 0; fds[fd] != CLOSED; fd++)
		must(fd < FDS - 1, "descriptors are closed");
	fds[fd] = kind;
	return fd;
}

static int
count_fds(int kind)
{
	int count = 0, fd;

	for (fd = 0; fd < FDS; fd++)
		count += fds[fd] == kind;
	return count;
}

static int
fake_fcntl(int fd, int command, ...)
{
	must(command == F_GETFD || command == F_SETFD, "fcntl");
	if (fd >= 0 && fd < FDS && fds[fd] != CLOSED)
		return 0;
	errno = EBADF;
	return -1;
}

static int
fake_open(const char *path, int flags)
{
	must(strcmp(path, "/dev/null") == 0 && flags == O_RDONLY, "open");
	return fail_or_not() == -1 ? -1 : new_fd(STREAM);
}

static int
fake_close(int fd)
{
	must(fd >= 0 && fd < FDS && (fds[fd] == SOCKET || fds[fd] == PIDFD ||
	    (fds[fd] == STREAM && fd > 2)), "only ours is closed");
	fds[fd] = CLOSED;
	errno = EIO;
	return 0;
}

/* ---- Signals, and the end */

static jmp_buf out_of_it;
static int end_status;
static sighandler_t handler;
static int blocked, dying;

enum { KILLED = 100 };

static void
leave(int status)
{
	end_status = status;
	longjmp(out_of_it, 1);
}

static int
fake_sigaction(int number, const struct sigaction *new, struct sigaction *old)
{
	must(number != SIGPIPE && number != SIGKILL, "sigaction");
	if (old != NULL) {
		memset(old, 0, sizeof(*old));
		old->sa_handler = take() % 4 == 3 ? SIG_IGN : SIG_DFL;
	}
	if (new != NULL)
		handler = new->sa_handler;
	return 0;
}

static sighandler_t
fake_signal(int number, sighandler_t action)
{
	must(number == SIGPIPE ? action == SIG_IGN :
	    dying && action == SIG_DFL, "signal");
	return SIG_DFL;
}

static int
fake_kill(pid_t pid, int number)
{
	must(dying && pid == getpid() && number == SIGTERM,
	    "the signal that came is passed on");
	leave(KILLED);
	return -1;
}

static int
fake_sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
	(void)set;
	must(how == (blocked ? SIG_SETMASK : SIG_BLOCK), "sigprocmask");
	must(blocked || old != NULL, "the signals of before");
	blocked = !blocked;
	return 0;
}

/* ---- The file system, as far as it is the path that is bound */

enum { NOTHING, OURS, OTHERS };

static int node, node_is_known, file_mask;

/* What others do, between any two things that the tool does. */
static void
meanwhile(void)
{
	switch (take() % 32) {
	case 30:
		if (node == OURS)
			node = OTHERS;
		break;
	case 31:
		if (handler == NULL || blocked)
			break;
		dying = 1;
		handler(SIGTERM);
		must(0, "a deadly signal is the end");
		break;
	default:
		break;
	}
}

static int
fake_lstat(const char *path, struct stat *status)
{
	(void)path;
	memset(status, 0, sizeof(*status));
	if (fail_or_not() == -1) {
		/* Once it was seen, it is out of reach now. */
		if (node_is_known)
			node = NOTHING;
		return -1;
	}
	if (node == NOTHING) {
		errno = ENOENT;
		return -1;
	}
	/* Another's, or another file, or another number. */
	status->st_uid = 1000;
	status->st_mode = S_IFSOCK;
	status->st_ino = node == OURS ? 1 : 2;
	if (node == OTHERS && !node_is_known)
		status->st_uid = 1001;
	node_is_known = node_is_known || node == OURS;
	return 0;
}

static int
fake_unlink(const char *path)
{
	(void)path;
	must(node == OURS, "only what is ours is removed");
	node = NOTHING;
	return 0;
}

static mode_t
fake_umask(mode_t new)
{
	int old = file_mask;

	file_mask = (int)new;
	must(file_mask == 022 || (file_mask & ~0777) == 0, "umask");
	return (mode_t)old;
}

/* ---- Sockets */

static int argument_count;
static char argument[8][300];
static char *arguments[9];

/* The path, whole and nothing else, of an argument. */
static void
is_address(const struct sockaddr *address, socklen_t length)
{
	const struct sockaddr_un *un = (const struct sockaddr_un *)address;
	size_t begin = offsetof(struct sockaddr_un, sun_path);
	size_t i, path = length - begin, words;
	const char *word;
	int found = 0;

	must(un->sun_family == AF_UNIX, "the family");
	must(length > begin && length <= sizeof(*un), "the length");
	if (un->sun_path[0] != '\0' && un->sun_path[path - 1] == '\0')
		path--;
	else
		must(un->sun_path[0] == '\0' || path == sizeof(un->sun_path),
		    "the end of the path");
	for (i = 1; i < path; i++)
		must(un->sun_path[i] != '\0', "all of the path");
	for (i = 0; i < (size_t)argument_count; i++) {
		words = strlen(argument[i]);
		if (words < path)
			continue;
		word = argument[i] + words - path;
		found |= memcmp(word + 1, un->sun_path + 1, path - 1) == 0 &&
		    (word[0] == '@' ? '\0' : word[0]) == un->sun_path[0];
	}
	must(found, "a path that was an argument");
}

static int
fake_socket(int family, int type, int protocol)
{
	int fd;

	must(family == AF_UNIX && protocol == 0 &&
	    (type == SOCK_STREAM || type == SOCK_SEQPACKET), "socket");
	meanwhile();
	if (fail_or_not() == -1)
		return -1;
	fd = new_fd(SOCKET);
	must(fd > 2, "a socket is no stream");
	return fd;
}

static int
fake_connect(int fd, const struct sockaddr *address, socklen_t length)
{
	must(fds[fd] == SOCKET, "connect");
	is_address(address, length);
	meanwhile();
	return fail_or_not();
}

static int
fake_bind(int fd, const struct sockaddr *address, socklen_t length)
{
	must(fds[fd] == SOCKET, "bind");
	must(blocked, "no signal comes between a socket and its name");
	is_address(address, length);
	if (node == OTHERS || fail_or_not() == -1) {
		errno = EADDRINUSE;
		return -1;
	}
	if (address->sa_data[0] != '\0')
		node = OURS;
	meanwhile();
	return 0;
}

static int
fake_listen(int fd, int queue)
{
	must(fds[fd] == SOCKET && queue > 0, "listen");
	meanwhile();
	if (fail_or_not() == -1)
		return -1;
	fds[fd] = LISTENER;
	return 0;
}

static int
fake_accept(int fd, struct sockaddr *address, socklen_t *length)
{
	must(fds[fd] == LISTENER && address == NULL && length == NULL,
	    "accept");
	must(count_fds(SOCKET) == 0 && count_fds(PIDFD) == 0,
	    "a client that has been served is closed");
	must(out.length <= out.room, "no client after a full disk");
	meanwhile();
	if (left == 0) {
		errno = EINVAL;
		return -1;
	}
	return fail_or_not() == -1 ? -1 : new_fd(SOCKET);
}

/* ---- The library, and what is to be printed of each peer */

static struct stream expected;
static size_t peer_begin;
static int asked, is_table, npeer_groups;
static const char *wanted;
static pid_t peer_pid;

static int
is_field(const char *name)
{
	return wanted != NULL && strcmp(wanted, name) == 0;
}

/* Nothing is printed of a peer that is refused. */
static void
forget_peer(void)
{
	expected.length = peer_begin;
	expected.text[peer_begin] = '\0';
}

/* A row of the table, up to the first letter of the name. */
static void
expect_row(const char *title, unsigned long number, char name)
{
	say(&expected, "%-8s%-11lu%c\n", title, number, name);
}

static void
expect_ids(pid_t pid, unsigned long uid, unsigned long gid)
{
	char number[32] = "?";

	if (pid != UNIXCRED_PID_UNKNOWN)
		snprintf(number, sizeof(number), "%ld", (long)pid);
	if (is_table) {
		say(&expected, "%-8s%-11s%c\n", "pid", number, 'c');
		expect_row("uid", uid, 'u');
		expect_row("gid", gid, 'g');
	} else if (wanted == NULL) {
		say(&expected, "pid=%s uid=%lu gid=%lu groups=", number, uid,
		    gid);
	} else if (is_field("pid") && number[0] != '?') {
		say(&expected, "%s\n", number);
	} else if (is_field("uid")) {
		say(&expected, "%lu\n", uid);
	} else if (is_field("gid")) {
		say(&expected, "%lu\n", gid);
	}
}

static void
expect_groups(const gid_t *list, int count)
{
	int i;

	if (is_table && count == -1)
		say(&expected, "%-8s?\n", "groups");
	else if (wanted == NULL && count == -1)
		say(&expected, "?\n");
	for (i = 0; i < count; i++)
		if (is_table)
			expect_row(i == 0 ? "groups" : "", list[i], 'g');
		else if (wanted == NULL || is_field("groups"))
			say(&expected, "%lu%c", (unsigned long)list[i],
			    i == count - 1 ? '\n' : ',');
}

static int
is_peer(int fd)
{
	return fds[fd] == SOCKET || fds[fd] == GIVEN;
}

static int
fake_pid_uid_gid(int fd, pid_t *pid, uid_t *uid, gid_t *gid)
{
	must(is_peer(fd), "the peer of a socket");
	meanwhile();
	if (fail_or_not() == -1)
		return -1;
	*pid = take() % 4 == 3 ? UNIXCRED_PID_UNKNOWN : (pid_t)take() + 1;
	*uid = (uid_t)take_number();
	*gid = (gid_t)take_number();
	npeer_groups = -1;
	peer_pid = *pid;
	peer_begin = expected.length;
	asked = 1;
	expect_ids(*pid, *uid, *gid);
	return 0;
}

static int
fake_groups(int fd, int size, gid_t *list)
{
	int i;

	must(is_peer(fd), "the groups of a socket's peer");
	meanwhile();
	if (fail_or_not() == -1) {
		if (errno == ENOSYS)
			expect_groups(NULL, -1);
		else
			forget_peer();
		return -1;
	}
	if (size == 0) {
		npeer_groups = 1 + (int)(take() % 40);
		return npeer_groups;
	}
	must(size == npeer_groups, "room for all groups");
	for (i = 0; i < size; i++)
		list[i] = take_number();
	expect_groups(list, size);
	return size;
}

static int
fake_pidfd(int fd)
{
	must(is_peer(fd), "the process of a socket's peer");
	meanwhile();
	return fail_or_not() == -1 ? -1 : new_fd(PIDFD);
}

static int
fake_poll(struct pollfd *fd, nfds_t count, int wait)
{
	must(count == 1 && wait == 0 && fds[fd->fd] == PIDFD, "poll");
	return (int)take() % 2;
}

static void *block;

static void *
fake_calloc(size_t count, size_t size)
{
	must(block == NULL, "one list of groups at a time");
	if (fail_or_not() == 0) {
		block = calloc(count, size);
	} else {
		forget_peer();
		errno = ENOMEM;
	}
	return block;
}

static void
fake_free(void *what)
{
	must(what == block, "free");
	free(block);
	block = NULL;
	errno = EIO;
}

/* ---- Names, which are anybody's choice */

static char a_name[400];
static int pipes;

/* A name that begins with this letter. */
static char *
take_name(char begin)
{
	size_t i, length = take() % 8 == 7 ? sizeof(a_name) - 1 :
	    1 + take() % 12;

	a_name[0] = begin;
	for (i = 1; i < length; i++)
		a_name[i] = (char)(take() | 1);
	a_name[length] = '\0';
	return a_name;
}

static struct passwd *
fake_getpwuid(uid_t uid)
{
	static struct passwd entry;

	meanwhile();
	entry.pw_uid = uid;
	entry.pw_name = take_name('u');
	return take() % 4 == 3 ? NULL : &entry;
}

static struct group *
fake_getgrgid(gid_t gid)
{
	static struct group entry;

	meanwhile();
	entry.gr_gid = gid;
	entry.gr_name = take_name('g');
	return take() % 4 == 3 ? NULL : &entry;
}

static FILE *
fake_popen(const char *command, const char *mode)
{
	char right[128];

	snprintf(right, sizeof(right), "ps -o comm= -p %ld 2>/dev/null || "
	    "ps -o pid,comm 2>/dev/null | sed -n 's/^ *%ld  *//p'",
	    (long)peer_pid, (long)peer_pid);
	must(peer_pid > 0 && strcmp(command, right) == 0 &&
	    strcmp(mode, "r") == 0, "ps is asked about the peer");
	meanwhile();
	if (fail_or_not() == -1)
		return NULL;
	pipes++;
	return stderr;
}

static char *
fake_fgets(char *text, int room, FILE *ps)
{
	must(ps == stderr && pipes == 1 && room > 1, "fgets");
	snprintf(text, (size_t)room, "%s\n", take_name('c'));
	return take() % 4 == 3 ? NULL : text;
}

static int
fake_pclose(FILE *ps)
{
	must(ps == stderr && pipes == 1, "pclose");
	pipes--;
	return 0;
}

static int
quiet_getopt(int argc, char *const argv[], const char *options)
{
	int option;

	/* It says so in words of its own. */
	opterr = 0;
	option = getopt(argc, argv, options);
	if (option == 'f')
		wanted = optarg;
	is_table |= option == 'p';
	return option;
}

/* ---- The tool */

#define accept		fake_accept
#define bind		fake_bind
#define calloc		fake_calloc
#define close		fake_close
#define connect		fake_connect
#define exit		leave
#define fcntl		fake_fcntl
#define ferror(stream)	(out.length > out.room)
#define fflush(stream)	write_out()
#define fgets		fake_fgets
#undef fprintf
#define fprintf(stream, ...)	say(&err, __VA_ARGS__)
#define fputs(text, stream)	say(&err, "%s", text)
#define free		fake_free
#define geteuid()	1000
#define getgrgid	fake_getgrgid
#define getopt		quiet_getopt
#define getpwuid	fake_getpwuid
#define kill		fake_kill
#define listen		fake_listen
#define lstat		fake_lstat
#define main		tool_main
#define open		fake_open
#define pclose		fake_pclose
#define poll		fake_poll
#define popen		fake_popen
#undef printf
#define printf(...)	say(&out, __VA_ARGS__)
#define putc(c, stream)	say(&err, "%c", c)
#define putchar(c)	say(&out, "%c", c)
#define puts(text)	say(&out, "%s\n", text)
#define sigaction(number, new, old)	fake_sigaction(number, new, old)
#define signal		fake_signal
#define sigprocmask	fake_sigprocmask
#define sleep(seconds)	meanwhile()
#define socket		fake_socket
#define umask		fake_umask
#define unixcred_get_peer_groups	fake_groups
#define unixcred_get_peer_pid_uid_gid	fake_pid_uid_gid
#define unixcred_get_peer_pidfd		fake_pidfd
#define unixcred_version()	"0.1.0"
#define unlink		fake_unlink

int	tool_main(int argc, char *argv[]);

#include "../../tools/unixcred.c"

#undef fprintf
#undef main

/* ---- What its page says */

/* Text, and lines of it: nothing that controls a terminal. */
static void
is_text(const struct stream *stream, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
		must(stream->text[i] == '\n' ||
		    !iscntrl((unsigned char)stream->text[i]), "text");
	must(length == 0 || stream->text[length - 1] == '\n', "lines");
}

/* Rows of which the numbers are the same, and the names of the right kind. */
static void
is_the_table(void)
{
	const char *row = out.text, *right = expected.text;

	while (*right != '\0') {
		while (*row == '\n')
			row++;
		if (strncmp(right, "groups  ?", 9) == 0) {
			must(strncmp(row, right, 10) == 0, "no groups");
		} else {
			must(strncmp(row, right, 19) == 0, "the numbers");
			must(row[19] == right[19] || row[19] == '?',
			    "the name of a user, a group, a command");
		}
		right = strchr(right, '\n') + 1;
		row += strcspn(row, "\n");
	}
	must(row[strspn(row, "\n")] == '\0', "no more rows");
}

/* Lines that begin with one of these letters. */
static void
begins(const char *letters)
{
	const char *line;

	for (line = out.text; *line != '\0'; line = strchr(line, '\n') + 1)
		must(strchr(letters, *line) != NULL, "the field that is asked");
}

static void
is_expected(void)
{
	if (!asked)
		return;
	if (is_table)
		is_the_table();
	else if (is_field("user"))
		begins("u");
	else if (is_field("group"))
		begins("g");
	else if (is_field("command"))
		begins("c");
	else if (is_field("pidfd-alive"))
		begins("yn");
	else
		must(strcmp(out.text, expected.text) == 0,
		    "what the library told of each peer");
}

static void
take_arguments(void)
{
	static const char *const usual[] = {
		"", "-c", "-l", "-n", "-f", "-m", "-p", "-1", "--", "--help",
		"--version", "s", "@s", "/a/b", "600", "777", "0", "5",
		"pid", "uid", "gid", "groups", "pidfd-alive", "user", "group",
		"command",
	};
	unsigned int c, long_one;
	size_t i;

	argument_count = 1 + (int)(take() % 7);
	strcpy(argument[0], "unixcred");
	for (i = 1; i < (size_t)argument_count; i++) {
		memset(argument[i], 0, sizeof(argument[i]));
		c = take();
		if (c < sizeof(usual) / sizeof(usual[0])) {
			strcpy(argument[i], usual[c]);
		} else if (c < 32) {
			long_one = 100 + take() % 16;
			memset(argument[i], 'x', long_one);
			argument[i][0] = c % 2 ? '@' : '/';
		} else {
			for (long_one = 0; c != 0 && long_one < 255;
			    c = take())
				argument[i][long_one++] = (char)c;
		}
	}
	for (i = 0; i < (size_t)argument_count; i++)
		arguments[i] = argument[i];
	arguments[i] = NULL;
}

static void
set_out(void)
{
	unsigned int given = take();
	int fd;

	memset(fds, 0, sizeof(fds));
	for (fd = 0; fd < 8; fd++)
		fds[fd] = given & 1u << fd ? CLOSED : GIVEN;
	out.length = err.length = expected.length = 0;
	out.text[0] = err.text[0] = expected.text[0] = '\0';
	given = take();
	out.room = given % 4 == 3 ? given : sizeof(out.text);
	node = take() % 8 == 7 ? OTHERS : NOTHING;
	node_is_known = blocked = dying = pipes = 0;
	handler = NULL;
	file_mask = 022;
	made_path = subject = wanted = NULL;
	asked = is_table = 0;
	optind = 0;
}

static void
judge(int status)
{
	int room = out.length <= out.room;

	must(pipes == 0 || status == KILLED, "ps is waited for");
	must(block == NULL || status == KILLED, "memory is released");
	fake_free(block);
	must(count_fds(PIDFD) == 0 || status == KILLED, "handles are closed");
	must(!blocked, "signals come again");
	must(file_mask == 022, "the umask is as it was");
	must(node != OURS || !node_is_known, "a socket of ours is removed");
	is_text(&err, err.length);
	if (status == KILLED)
		return;
	is_text(&out, out.length);
	must(status >= 0 && status <= 2, "0, 1 or 2");
	must((status == 0) <= room, "0: all is out");
	must((status == 0) <= (err.length == 0 || made_path == NULL),
	    "0: nothing to complain of");
	must((status == 0) <= (out.length > 0), "0: something is printed");
	must((status != 0) <= (err.length > 0), "1 and 2: a reason");
	if (status == 2) {
		must(strstr(err.text, "usage: unixcred ") != NULL, "2: usage");
		must(out.length == 0, "2: nothing is printed");
		must(count_fds(SOCKET) == 0, "2: nothing is asked");
	}
	if (status == 1)
		must(strncmp(err.text, "unixcred: ", 10) == 0, "1: a message");
	is_expected();
}

static int
call_tool(void)
{
	if (setjmp(out_of_it) == 0)
		return tool_main(argument_count, arguments);
	return end_status;
}

/* One call after another, each with its length in front. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t length;

	while (size > 0) {
		length = 4u * data[0];
		data++;
		size--;
		left = length < size ? length : size;
		input = data;
		data += left;
		size -= left;
		take_arguments();
		set_out();
		judge(call_tool());
	}
	return 0;
}
