/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* unixcred(1): the peer of a descriptor, of a server's socket, of a client. */

#include <config.h>

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

#include <unixcred.h>

/* All that the library reports of the peer of fd. */
struct peer {
	int	fd;
	pid_t	pid;
	uid_t	uid;
	gid_t	gid;
	int	ngroups;	/* the effective one included; -1: unknown */
	gid_t	*groups;
	char	*list;		/* these with commas, or NULL */
};

static const char usage_text[] =
    "usage: unixcred [-p | -f field[,field...]] [-n fd] [-s]\n"
    "       unixcred [-p | -f field[,field...]] -c path\n"
    "       unixcred [-p | -f field[,field...]] -l path [-m mode] [-1]\n"
    "       unixcred [-u user]... [-g group]... [-n fd] [-s] [--]\n"
    "                command [argument...]\n"
    "       unixcred -h | --help | --version\n";

static const char help_text[] =
    "\n"
    "Print who is on the other side of a Unix-domain socket: of descriptor 0,\n"
    "or of fd; of the server that listens on path; or of each of its clients.\n"
    "Or run a command, if the peer is one of these users or in one of these\n"
    "groups.\n"
    "\n"
    "  -c path   connect to path, and print who called listen(2) on it: not\n"
    "            always who serves now, see ss -xlp, lsof -U, fstat, sockstat\n"
    "  -f field  print these values alone, each on a line: pid, uid, gid,\n"
    "            groups, pidfd-alive, label, user, group, command\n"
    "  -g group  run the command for a member of this group, name or number\n"
    "  -h        print this\n"
    "  -l path   listen on path, and print each client, which is disconnected\n"
    "  -m mode   the permissions of that socket, in octal\n"
    "  -n fd     the peer of this descriptor\n"
    "  -p        print a small table, with names\n"
    "  -s        accept a socket without a name: its ids prove nothing\n"
    "  -u user   run the command for this user, name or number\n"
    "  -1        end after the first client\n"
    "\n"
    "Without -u and -g the command runs for everybody.  Its environment says\n"
    "who the peer is: UNIXREMOTEPID, UNIXREMOTEEUID, UNIXREMOTEEGID and\n"
    "UNIXREMOTEGROUPS.\n"
    "A path that begins with @ is an abstract name on Linux.\n"
    "The page unixcred(1) has examples.\n";

/* ---- Messages, and the socket that has to be removed */

/* What is asked about, for messages. */
static const char *subject;

/* The socket that we made, as long as it is to be removed. */
static const char *made_path;
static struct stat made;

/* The signals that were blocked before we caught any. */
static sigset_t blocked;

static int
is_socket(const char *path, struct stat *status)
{
	return lstat(path, status) == 0 && S_ISSOCK(status->st_mode);
}

static void
remove_socket(void)
{
	struct stat now;

	if (made_path != NULL && is_socket(made_path, &now) &&
	    now.st_dev == made.st_dev && now.st_ino == made.st_ino)
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
	remove_socket();
	signal(signal_number, SIG_DFL);
	kill(getpid(), signal_number);
	sigprocmask(SIG_SETMASK, &blocked, NULL);
	_exit(128 + signal_number);
}

/*
 * Whether to print a character: if it is printable in the locale, and not a
 * format character or a separator of lines.  Those hide, or turn the text
 * around.  They are Unicode's classes Cf, Zl and Zp, as pairs: first and last.
 */
static int
is_shown(wchar_t wide)
{
	static const wchar_t hidden[] =
	    L"\u00ad\u00ad\u0600\u0605\u061c\u061c\u06dd\u06dd\u070f\u070f"
	    L"\u0890\u0891\u08e2\u08e2\u180e\u180e\u200b\u200f\u2028\u202e"
	    L"\u2060\u206f\ufeff\ufeff\ufff9\ufffb\U000110bd\U000110bd"
	    L"\U000110cd\U000110cd\U00013430\U0001343f\U0001bca0\U0001bca3"
	    L"\U0001d173\U0001d17a\U000e0001\U000e007f";
	const wchar_t *range;

	for (range = hidden; *range != L'\0'; range += 2)
		if (range[0] <= wide && wide <= range[1])
			return 0;
	return iswprint((wint_t)wide);
}

/* Others choose names and paths: what is not shown is a "?". */
static void
print_text(const char *text, FILE *stream)
{
	mbstate_t state;
	wchar_t wide;
	size_t length;

	for (; *text != '\0'; text += length) {
		memset(&state, 0, sizeof(state));
		length = mbrtowc(&wide, text, MB_CUR_MAX, &state);
		/* -1 and -2 are not a character. */
		if (length > (size_t)MB_CUR_MAX) {
			length = 1;
			wide = L'\0';
		}
		if (is_shown(wide))
			fwrite(text, 1, length, stream);
		else
			putc('?', stream);
	}
}

static void
complain(const char *reason)
{
	fputs("unixcred: ", stderr);
	print_text(subject, stderr);
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
usage(const char *word, const char *reason)
{
	subject = word;
	complain(reason);
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
	free(peer->list);
}

/* Write the groups as text: 0, or -1 and errno. */
static int
list_groups(struct peer *peer)
{
	enum { DIGITS = 3 * sizeof(gid_t) + 1 };
	char *end;
	int i;

	end = peer->list = malloc((size_t)peer->ngroups * DIGITS + 1);
	if (end == NULL)
		return -1;
	for (i = 0; i < peer->ngroups; i++)
		end += snprintf(end, DIGITS + 1, "%s%lu", i > 0 ? "," : "",
		    (unsigned long)peer->groups[i]);
	return 0;
}

/* 0, or -1 and errno.  What a system does not report is no error. */
static int
ask(int fd, struct peer *peer)
{
	int error, size;

	memset(peer, 0, sizeof(*peer));
	peer->fd = fd;
	if (unixcred_get_peer_pid_uid_gid(fd, &peer->pid, &peer->uid,
	    &peer->gid) == -1)
		return -1;
	peer->ngroups = size = unixcred_get_peer_groups(fd, 0, NULL);
	if (size == -1)
		return errno == ENOSYS ? 0 : -1;
	peer->groups = calloc((size_t)size, sizeof(*peer->groups));
	if (peer->groups != NULL)
		peer->ngroups = unixcred_get_peer_groups(fd, size,
		    peer->groups);
	if (peer->groups != NULL && peer->ngroups != -1 &&
	    list_groups(peer) == 0)
		return 0;
	error = errno;
	forget(peer);
	errno = error;
	return -1;
}

/*
 * Whether the process is still there: 1, 0, or -1 and errno if this is unknown.
 * Linux before 6.16 has no handle any more for one that has ended: ESRCH.
 */
static int
is_alive(const struct peer *peer)
{
	struct pollfd ended = { .events = POLLIN };
	int alive;

	ended.fd = unixcred_get_peer_pidfd(peer->fd);
	if (ended.fd == -1)
		return errno == ESRCH ? 0 : -1;
	alive = poll(&ended, 1, 0) == 0;
	close(ended.fd);
	return alive;
}

enum { TEXT = 256 };

static const char not_reported[] = "the kernel does not report it";
static const char no_ps[] = "there is no ps in PATH";

/*
 * The name in the line of this process, as the first ps(1) in the PATH prints
 * it: to text, or NULL and why.  BusyBox's ps has no -p.  A name may have a
 * second line, which could pass for that of another process: two answers are
 * none.  Where the system has a handle for the process, and that reports its
 * end, the number may be another's by now.
 */
static const char *
command_name(const struct peer *peer, char *text, const char **why)
{
	char line[TEXT], *name;
	int answers = 0, begins, status, whole = 1;
	FILE *ps;

	if (peer->pid == UNIXCRED_PID_UNKNOWN)
		return NULL;
	*why = "ps does not report it, or it has ended";
	/* It would cut the names off at $COLUMNS, or at a terminal's width. */
	ps = popen("COLUMNS=512 ps -A -o pid= -o comm= 2>/dev/null", "r");
	if (ps == NULL)
		return NULL;
	while (fgets(line, sizeof(line), ps) != NULL) {
		begins = whole;
		whole = strchr(line, '\n') != NULL;
		if (!begins || strtol(line, &name, 10) != (long)peer->pid)
			continue;
		name += strspn(name, " ");
		snprintf(text, TEXT, "%.*s", (int)strcspn(name, "\n"), name);
		answers++;
	}
	status = pclose(ps);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		*why = no_ps;
	if (answers != 1 || text[0] == '\0' || is_alive(peer) == 0)
		return NULL;
	return text;
}

/* ---- Output */

static const char *const fields[] = {
	"pid", "uid", "gid", "groups", "pidfd-alive", "label", "user", "group",
	"command"
};

enum { PID, UID, GID, GROUPS, PIDFD_ALIVE, LABEL, USER, GROUP, COMMAND,
    FIELDS };

/* What to print: these fields, a table, or a line. */
static int wanted[FIELDS], nwanted, table;

static const char *
user_name(uid_t uid)
{
	const struct passwd *entry = getpwuid(uid);

	return entry == NULL ? NULL : entry->pw_name;
}

static const char *
group_name(gid_t gid)
{
	const struct group *entry = getgrgid(gid);

	return entry == NULL ? NULL : entry->gr_name;
}

/* The value of a field, which may be in text; NULL if unknown, and why. */
static const char *
value(const struct peer *peer, int field, char *text, const char **why)
{
	static char label[1 << 16];	/* room for any */
	int alive;

	*why = not_reported;
	switch (field) {
	case PID:
		snprintf(text, TEXT, "%ld", (long)peer->pid);
		return peer->pid == UNIXCRED_PID_UNKNOWN ? NULL : text;
	case UID:
		snprintf(text, TEXT, "%lu", (unsigned long)peer->uid);
		return text;
	case GID:
		snprintf(text, TEXT, "%lu", (unsigned long)peer->gid);
		return text;
	case GROUPS:
		return peer->list;
	case PIDFD_ALIVE:
		alive = is_alive(peer);
		if (alive == -1)
			*why = strerror(errno);
		return alive == -1 ? NULL : alive ? "yes" : "no";
	case LABEL:
		if (unixcred_get_peer_label(peer->fd, label,
		    sizeof(label)) != -1)
			return label;
		if (errno != ENOSYS)
			*why = strerror(errno);
		return NULL;
	case USER:
		*why = "the user id has no name";
		return user_name(peer->uid);
	case GROUP:
		*why = "the group id has no name";
		return group_name(peer->gid);
	default:
		return command_name(peer, text, why);
	}
}

static void
print_line(const struct peer *peer)
{
	char text[TEXT];
	const char *known, *why;
	int field;

	for (field = PID; field <= GROUPS; field++) {
		known = value(peer, field, text, &why);
		printf("%s%s=%s", field == PID ? "" : " ", fields[field],
		    known == NULL ? "?" : known);
	}
	putchar('\n');
}

static void
print_row(const char *title, const char *number, const char *name)
{
	printf("%-8s%-11s", title, number);
	print_text(name == NULL ? "?" : name, stdout);
	putchar('\n');
}

static void
print_table(const struct peer *peer)
{
	char command[TEXT], text[TEXT];
	const char *name, *pid, *why;
	int i;

	name = value(peer, COMMAND, command, &why);
	if (name == NULL && why == no_ps)
		complain(no_ps);
	pid = value(peer, PID, text, &why);
	print_row("pid", pid == NULL ? "?" : pid, name);
	print_row("uid", value(peer, UID, text, &why), user_name(peer->uid));
	print_row("gid", value(peer, GID, text, &why), group_name(peer->gid));
	if (peer->ngroups == -1)
		printf("%-8s?\n", "groups");
	for (i = 0; i < peer->ngroups; i++) {
		snprintf(text, sizeof(text), "%lu",
		    (unsigned long)peer->groups[i]);
		print_row(i == 0 ? "groups" : "", text,
		    group_name(peer->groups[i]));
	}
}

/* All values, or a message: 0 or 1. */
static int
print_fields(const struct peer *peer)
{
	char message[TEXT], text[FIELDS][TEXT];
	const char *values[FIELDS] = { NULL }, *why;
	int i;

	for (i = 0; i < nwanted; i++) {
		values[i] = value(peer, wanted[i], text[i], &why);
		if (values[i] != NULL)
			continue;
		snprintf(message, sizeof(message), "no %s: %s",
		    fields[wanted[i]], why);
		complain(message);
		return 1;
	}
	for (i = 0; i < nwanted; i++) {
		print_text(values[i], stdout);
		putchar('\n');
	}
	return 0;
}

/* Print what was asked for: 0, or 1 after a message. */
static int
print_peer(struct peer *peer)
{
	int status = 0;

	if (nwanted > 0)
		status = print_fields(peer);
	else if (table)
		print_table(peer);
	else
		print_line(peer);
	forget(peer);
	flush();
	return status;
}

/* ---- A descriptor that was inherited */

static int
is_listening(int fd)
{
	int listening = 0;
	socklen_t length = sizeof(listening);

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening,
	    &length) == 0 && listening != 0;
}

/*
 * A socket that was accepted has its listener's name.  An end of a pair has
 * none, unless bind(2) has named it.  The name of the other end proves nothing:
 * a client that has that end can name it.  An abstract name begins with '\0'.
 */
static int
has_name(int fd)
{
	struct sockaddr_un own;
	socklen_t length = sizeof(own);

	memset(&own, 0, sizeof(own));
	return getsockname(fd, (struct sockaddr *)&own, &length) == 0 &&
	    (own.sun_path[0] != '\0' || own.sun_path[1] != '\0');
}

static void
ask_inherited(int fd, struct peer *peer, int pairs)
{
	int error;

	if (ask(fd, peer) == -1) {
		error = errno;
		if (error == ENOTCONN && is_listening(fd))
			fail("this socket listens, and has no peer: have the "
			    "launcher accept each connection (systemd: "
			    "Accept=yes; inetd: nowait)");
		fail(strerror(error));
	}
	if (!pairs && !has_name(fd))
		fail("this socket has no name, so it was not accepted, but is "
		    "from socketpair(2) or connect(2): have the launcher hand "
		    "over the connection itself (socat: nofork); -s accepts "
		    "its ids, which prove nothing about a client");
}

/* ---- The command, and for whom it is run */

static struct {
	int	nusers, ngroups;
	uid_t	*users;
	gid_t	*groups;
} allowed;

static int
is_member(const struct peer *peer, gid_t group)
{
	int i;

	for (i = 0; i < peer->ngroups; i++)
		if (peer->groups[i] == group)
			return 1;
	return peer->gid == group;
}

static int
is_allowed(const struct peer *peer)
{
	int i;

	for (i = 0; i < allowed.nusers; i++)
		if (peer->uid == allowed.users[i])
			return 1;
	for (i = 0; i < allowed.ngroups; i++)
		if (is_member(peer, allowed.groups[i]))
			return 1;
	return allowed.nusers == 0 && allowed.ngroups == 0;
}

/* Replace every variable of this name; NULL: remove it. */
static void
set_variable(const char *name, const char *text)
{
	if (unsetenv(name) == -1 ||
	    (text != NULL && setenv(name, text, 1) == -1))
		fail(strerror(errno));
}

/* Run the command for this peer; the status if that fails. */
static int
run(struct peer *peer, char *command[], void (*sigpipe)(int))
{
	static const char *const names[] = {
		"UNIXREMOTEPID", "UNIXREMOTEEUID", "UNIXREMOTEEGID",
		"UNIXREMOTEGROUPS"
	};
	char text[TEXT];
	const char *why;
	int error, field;

	if (!is_allowed(peer)) {
		snprintf(text, sizeof(text), "its peer, uid %lu and gid %lu, "
		    "is not allowed%s", (unsigned long)peer->uid,
		    (unsigned long)peer->gid,
		    allowed.ngroups > 0 && peer->ngroups == -1 ?
		    "; the kernel does not report its groups" : "");
		fail(text);
	}
	set_variable("PROTO", "UNIX");
	for (field = PID; field <= GROUPS; field++)
		set_variable(names[field], value(peer, field, text, &why));
	forget(peer);
	signal(SIGPIPE, sigpipe);
	execvp(command[0], command);
	error = errno;
	signal(SIGPIPE, SIG_IGN);
	subject = command[0];
	complain(strerror(error));
	return error == ENOENT ? 127 : 126;
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
	struct stat status;
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
	if (address.sun_path[0] != '\0' && stat(path, &status) == 0 &&
	    !S_ISSOCK(status.st_mode))
		fail("this is not a socket");
	fail(strerror(error));
	return -1;
}

/* Why bind(2) failed with this error. */
static const char *
why_not_bound(int error, const struct sockaddr_un *address, socklen_t length)
{
	struct stat status;
	const char *reason = strerror(error);
	int fd;

	if (error != EADDRINUSE || address->sun_path[0] == '\0')
		return reason;
	if (!is_socket(subject, &status))
		return "this exists, and is not a socket";
	fd = new_socket(SOCK_STREAM);
	if (fd == -1)
		return reason;
	/* The queue of a server can be full. */
	fcntl(fd, F_SETFL, O_NONBLOCK);
	if (connect(fd, (const struct sockaddr *)address, length) == -1 &&
	    errno == ECONNREFUSED)
		reason = "a socket is here, and nobody answers on it: if it "
		    "was left over, remove it";
	close(fd);
	return reason;
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
	sigset_t all;
	int error = 0, fd;

	fd = new_socket(SOCK_STREAM);
	if (fd == -1)
		fail(strerror(errno));
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &blocked);
	catch_signals();
	if (mode != -1)
		umask(~(mode_t)mode & 0777);
	if (bind(fd, (struct sockaddr *)&address, length) == -1)
		error = errno;
	else if (address.sun_path[0] != '\0' && is_socket(path, &made) &&
	    made.st_uid == geteuid())
		made_path = path;
	else if (address.sun_path[0] != '\0')
		complain("it cannot be removed at the end");
	sigprocmask(SIG_SETMASK, &blocked, NULL);
	if (error != 0)
		fail(why_not_bound(error, &address, length));
	if (listen(fd, 16) == -1)
		fail(strerror(errno));
	return fd;
}

/* Print each client, or one: that one's status. */
static int
serve(int listener, int once)
{
	struct peer peer;
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
		status = ask(client, &peer);
		if (status == 0)
			status = print_peer(&peer);
		else
			complain(strerror(errno));
		close(client);
		if (once)
			return status != 0;
		if (table) {
			putchar('\n');
			flush();
		}
	}
}

/* ---- Arguments */

static const char options[] = "+1c:f:g:hl:m:n:psu:";

/* What options are: NULL and -1 if they were not used. */
static const char *connect_path, *listen_path;
static int descriptor = -1, mode = -1, once, pairs;

/* A whole number from 0 to most, or -1. */
static long long
number(const char *text, int base, long long most)
{
	char *end;
	long long result;

	if (!isdigit((unsigned char)text[0]))
		return -1;
	errno = 0;
	result = strtoll(text, &end, base);
	return errno != 0 || *end != '\0' || result > most ? -1 : result;
}

/* Ids have 32 bits everywhere, and -1 is none. */
static const long long most_id = 0xfffffffe;

/* The number that is written, or that a name has, or -1. */
static unsigned int
allowed_id(const char *name, long long id, const char *unknown)
{
	/* Also -1 as the id of a name. */
	if ((unsigned int)id == UINT_MAX)
		usage(name, unknown);
	/* Linux's overflow id: user_namespaces(7). */
	if (id == 65534)
		usage(name, "65534 can be anybody, and cannot be allowed");
	return (unsigned int)id;
}

static int
has_digits_alone(const char *name)
{
	return name[strspn(name, "0123456789")] == '\0';
}

static void
allow_user(const char *name)
{
	const struct passwd *entry;
	long long id = number(name, 10, most_id);

	if (!has_digits_alone(name) && (entry = getpwnam(name)) != NULL)
		id = entry->pw_uid;
	allowed.users[allowed.nusers++] = (uid_t)allowed_id(name, id,
	    "there is no such user");
}

static void
allow_group(const char *name)
{
	const struct group *entry;
	long long id = number(name, 10, most_id);

	if (!has_digits_alone(name) && (entry = getgrnam(name)) != NULL)
		id = entry->gr_gid;
	allowed.groups[allowed.ngroups++] = (gid_t)allowed_id(name, id,
	    "there is no such group");
}

static void
want_field(const char *name)
{
	int field, i;

	for (field = 0; field < FIELDS; field++)
		if (strcmp(name, fields[field]) == 0)
			break;
	if (field == FIELDS)
		usage(name, "this is no field: they are pid, uid, gid, groups, "
		    "pidfd-alive, label, user, group and command");
	for (i = 0; i < nwanted; i++)
		if (wanted[i] == field)
			usage(name, "this field is asked for twice");
	wanted[nwanted++] = field;
}

static void
want_fields(char *names)
{
	char *comma;

	for (; (comma = strchr(names, ',')) != NULL; names = comma + 1) {
		*comma = '\0';
		want_field(names);
	}
	want_field(names);
}

static void
help(void)
{
	printf("%s%s", usage_text, help_text);
	flush();
	exit(0);
}

static void
version(void)
{
	printf("unixcred %d.%d.%d, libunixcred %s\n", UNIXCRED_VERSION_MAJOR,
	    UNIXCRED_VERSION_MINOR, UNIXCRED_VERSION_PATCH,
	    unixcred_version());
	flush();
	exit(0);
}

static char seen[UCHAR_MAX + 1];	/* the options that were used */

static void
take_option(int option)
{
	static char word[] = "-?";
	const char *known;
	int letter = wctob((wint_t)(option == '?' ? optopt : option));

	/* musl's optopt is a wide character, and glibc's a signed one. */
	word[1] = (char)(letter == EOF ? '?' : letter);
	if (strchr("fgu", option) == NULL && seen[option])
		usage(word, "this option is given twice");
	seen[option] = 1;
	switch (option) {
	case '1':
		once = 1;
		break;
	case 'c':
		connect_path = optarg;
		break;
	case 'f':
		want_fields(optarg);
		break;
	case 'g':
		allow_group(optarg);
		break;
	case 'h':
		help();
		break;
	case 'l':
		listen_path = optarg;
		break;
	case 'm':
		mode = (int)number(optarg, 8, 0777);
		if (mode == -1)
			usage("-m", "permissions are octal, from 0 to 777");
		break;
	case 'n':
		descriptor = (int)number(optarg, 10, INT_MAX);
		if (descriptor == -1)
			usage("-n", "a descriptor is a number");
		break;
	case 'p':
		table = 1;
		break;
	case 's':
		pairs = 1;
		break;
	case 'u':
		allow_user(optarg);
		break;
	default:	/* "?", or FreeBSD's getopt(3) takes the "+" for one */
		known = strchr(options, word[1]);
		usage(word, known != NULL && known[1] == ':' ?
		    "this option needs an argument" :
		    "there is no such option");
	}
}

static void
check_options(const char *command)
{
	int inherited = connect_path == NULL && listen_path == NULL;

	if (command != NULL && (table || nwanted > 0 || !inherited || once ||
	    mode != -1))
		usage(command, "a command goes with -g, -n, -s and -u alone");
	if (command == NULL && allowed.nusers + allowed.ngroups > 0)
		usage("-g and -u", "there is no command to run");
	if (table && nwanted > 0)
		usage("-f and -p", "they exclude each other");
	if ((descriptor != -1) + (connect_path != NULL) +
	    (listen_path != NULL) > 1)
		usage("-c, -l and -n", "they exclude each other");
	if (pairs && !inherited)
		usage("-s", "this does not go with -c and -l");
	if (listen_path == NULL && (mode != -1 || once))
		usage("-1 and -m", "they go with -l");
	if ((connect_path != NULL && connect_path[0] == '\0') ||
	    (listen_path != NULL && listen_path[0] == '\0'))
		usage("-c and -l", "the path is empty");
#ifdef __linux__
	if (mode != -1 && listen_path[0] == '@')
		usage("-m", "an abstract name has no permissions");
#endif
}

/*
 * Nothing that we open may come to stand for a stream that is closed.  The
 * command gets it closed as well.
 */
static void
fill_streams(void)
{
	int stream;

	for (stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
		if (fcntl(stream, F_GETFD) != -1)
			continue;
		subject = "/dev/null";
		if (open(subject, O_RDONLY) != stream)
			fail(strerror(errno));
		fcntl(stream, F_SETFD, FD_CLOEXEC);
	}
}

int
main(int argc, char *argv[])
{
	static char name[32];
	struct peer peer;
	void (*sigpipe)(int);
	int option, status;

	/* A closed pipe is an error like others, after which we tidy up. */
	sigpipe = signal(SIGPIPE, SIG_IGN);
	setlocale(LC_CTYPE, "");
	fill_streams();
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		help();
	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		version();
	subject = "arguments";
	allowed.users = calloc((size_t)argc, sizeof(*allowed.users));
	allowed.groups = calloc((size_t)argc, sizeof(*allowed.groups));
	if (allowed.users == NULL || allowed.groups == NULL)
		fail(strerror(errno));
	opterr = 0;
	while ((option = getopt(argc, argv, options)) != -1)
		take_option(option);
	check_options(argv[optind]);

	if (connect_path != NULL) {
		subject = connect_path;
		if (ask(connect_to(connect_path), &peer) == -1)
			fail(strerror(errno));
		return print_peer(&peer);
	}
	if (listen_path != NULL) {
		subject = listen_path;
		status = serve(listen_on(listen_path, mode), once);
		remove_socket();
		return status;
	}
	if (descriptor == -1)
		descriptor = STDIN_FILENO;
	snprintf(name, sizeof(name), "descriptor %d", descriptor);
	subject = name;
	/* What is closed on exec was not inherited; -1 has this bit, too. */
	if ((fcntl(descriptor, F_GETFD) & FD_CLOEXEC) != 0)
		fail(strerror(EBADF));
	ask_inherited(descriptor, &peer, pairs);
	if (argv[optind] != NULL)
		return run(&peer, argv + optind, sigpipe);
	return print_peer(&peer);
}
