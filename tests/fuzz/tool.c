/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * unixcred(1) does what its page says.  The bytes of an input choose its
 * arguments, and what the system and the library answer.  The tool is compiled
 * into this program, whose functions are its system calls, output and library.
 * Each checks how it is called, and notes what follows from its answer: what
 * the tool has to print, and its status.
 */

#include <config.h>

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <locale.h>
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

/* ---- Output, what it has to be, and the end of a test that fails */

struct stream {
	char	text[1 << 14];
	size_t	length;
};

static struct stream out, err, right_out, right_err;

/* What it has to end with; GOES_ON: not yet. */
enum { GOES_ON = -1, EXECED = 1000 };
static int right_status;

static char arguments[32][512];
static char *argument[33];
static int narguments;

static void
must(int truth, const char *what)
{
	int i;

	if (truth)
		return;
	fprintf(stderr, "fuzz/tool: not so: %s\n", what);
	for (i = 0; i < narguments; i++)
		fprintf(stderr, "'%s' ", arguments[i]);
	fprintf(stderr, "\n- stdout: %s\n+ stdout: %s\n- stderr: %s\n"
	    "+ stderr: %s\n", right_out.text, out.text, right_err.text,
	    err.text);
	abort();
}

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
	errno = EIO;
}

/* It has to complain so, and to end. */
static void
fails(const char *of, const char *reason)
{
	say(&right_err, "unixcred: %s: %s\n", of, reason);
	right_status = 1;
}

/* It has to do so before anything else. */
static void
fails_early(const char *of, const char *reason)
{
	memset(&right_out, 0, sizeof(right_out));
	memset(&right_err, 0, sizeof(right_err));
	fails(of, reason);
}

/* ---- What is chosen */

/* What others choose, and how the C locale and a UTF-8 one show it. */
static struct text {
	char	raw[16], in_c[16], in_utf8[16];
} texts[] = {
	{ "plain", "plain", "plain" },
	{ "a\303\251 b", "a?? b", "a\303\251 b" },
	{ "\302\233 1m", "?? 1m", "? 1m" },
	{ "\377x\303", "?x?", "?x?" },
	{ "\342\202\254\342\200\256", "??????", "\342\202\254?" },
	{ "c\033[31m\177", "c?[31m?", "c?[31m?" },
	{ "two  words", "two  words", "two  words" },
	{ "a\nb\t", "a?b?", "a?b?" },		/* no process is called so */
};

enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

/* Numbers of users and of groups.  The first ones have these texts as names. */
static const unsigned int ids[] = {
	0, 1, 27, 1000, 65534, 1234567, 2147483648, 4294967294
};

enum { IDS = sizeof(ids) / sizeof(ids[0]), NAMES = 6, NOBODY = 4 };

enum { INHERITED, CONNECT, LISTEN, RUN };
enum { LINE, TABLE, FIELD };
enum { NOTHING, OURS, OTHER_NUMBER, OTHER_DEVICE, OTHER_TYPE, OTHER_USER };
enum { F_PID, F_UID, F_GID, F_GROUPS, F_PIDFD_ALIVE, F_LABEL, F_USER, F_GROUP,
    F_COMMAND, FS };

static const char *const field_names[] = {
	"pid", "uid", "gid", "groups", "pidfd-alive", "label", "user", "group",
	"command"
};

static struct {
	int	what, format, utf8;
	int	fields[FS];
	size_t	nfields, room;		/* of standard output */
	int	full_error, full_late;
	char	path[160], shown[160];	/* or "descriptor N" */
	/* -n and -s */
	int	descriptor, is_given, pairs, listening;
	const char *own;		/* its name; NULL: none to be had */
	/* -c and -l */
	int	mode, once, stat_error, is_file, is_left_over, found;
	/* -u, -g and a command */
	size_t	nusers, ngroups;
	unsigned int users[3], groups[3];
	const struct text *command;
	void	(*sigpipe)(int);
} choice;

enum { CLOSED, GIVEN, DEV_NULL, UNNAMED, NOT_BOUND, BOUND, LISTENER, CONNECTED,
    CLIENT, HANDLE };
enum { FDS = 64 };

/* What has happened so far. */
static struct {
	struct {
		int	kind, flags, nonblocking;
	} fds[FDS];
	int	node, is_known;		/* the file of the path */
	int	nsockets, naccepted, nsleeps, ncallocs, nblocks, nheld;
	void	*blocks[64];
	FILE	*ps;
	mode_t	mask;
	int	is_blocked, is_to_catch, ncaught, nignored;	/* signals */
	void	(*sigpipe)(int);
	size_t	flushed;
} fake;

static const uint8_t *input;
static size_t left;

/* From 0 to what is below most. */
static unsigned int
take(unsigned int most)
{
	if (left == 0)
		return 0;
	left--;
	return *input++ % most;
}

static int
rarely(unsigned int times)
{
	return take(times) == times - 1;
}

static int
take_error(unsigned int times)
{
	static const int errors[] = {
		EACCES, ENOTCONN, ENOSYS, ESRCH, EPROTOTYPE, ECONNREFUSED,
		EADDRINUSE, EMFILE, ENFILE, ENOBUFS, ENOMEM, EINTR,
		ECONNABORTED, EINVAL, ENOENT, EPERM
	};

	return rarely(times) ? errors[take(16)] : 0;
}

static const char *
shown(const struct text *text)
{
	return text == NULL ? NULL : choice.utf8 ? text->in_utf8 : text->in_c;
}

static struct text *
name_of(unsigned int id)
{
	size_t i;

	for (i = 0; i < NAMES; i++)
		if (ids[i] == id)
			return &texts[i];
	return NULL;
}

static void
choose_path(void)
{
	const struct text *text = &texts[take(TEXTS)];
	const char *at = take(4) ? "" : "@";
	int length = 106 + (int)take(4);

	choice.stat_error = take_error(4);
	choice.is_file = (int)take(2);
	if (take(4)) {
		sprintf(choice.path, "%s%s", at, text->raw);
		sprintf(choice.shown, "%s%s", at, shown(text));
		return;
	}
	if (take(4))
		sprintf(choice.path, "%s%0*d", at, length - (int)strlen(at), 0);
	else
		strcpy(choice.path, "@");
	strcpy(choice.shown, choice.path);
}

/* Not every system has this locale. */
static int
has_utf8(void)
{
	int has = setlocale(LC_CTYPE, "C.UTF-8") != NULL;

	setlocale(LC_CTYPE, "C");
	return has;
}

/* One word, of two parts. */
static void
add(const char *first, const char *second)
{
	snprintf(arguments[narguments], sizeof(arguments[0]), "%s%s", first,
	    second);
	argument[narguments] = arguments[narguments];
	argument[++narguments] = NULL;
}

/* An option, and its argument, which may be in the same word. */
static void
add_option(const char *option, const char *value)
{
	int is_apart = value[0] == '\0' || take(2);

	add(option, is_apart ? "" : value);
	if (is_apart)
		add(value, "");
}

static void
choose_fields(void)
{
	char names[128] = "";
	size_t first = take(FS), i;

	choice.nfields = 1 + take(FS);
	for (i = 0; i < choice.nfields; i++) {
		choice.fields[i] = (int)((first + i) % FS);
		strcat(names, i > 0 ? "," : "");
		strcat(names, field_names[choice.fields[i]]);
	}
	add_option("-f", names);
}

static void
choose_server(void)
{
	static const int found[] = { NOTHING, OTHER_TYPE, OTHER_USER };
	char number[32];

	choice.is_left_over = (int)take(2);
	choice.found = rarely(4) ? found[take(3)] : OURS;
	choice.once = rarely(4);
	if (choice.once)
		add("-1", "");
	choice.mode = -1;
	if (choice.path[0] != '@' && take(2)) {
		choice.mode = (int)(take(8) << 6 | take(64));
		sprintf(number, "%s%o", take(2) ? "0" : "",
		    (unsigned int)choice.mode);
		add_option("-m", number);
	}
	add_option("-l", choice.path);
}

static void
choose_descriptor(void)
{
	static const int descriptors[] = { -1, 0, 1, 2, 3, 9, 63, INT_MAX };
	static const char *const names[] = {
		"\0\0", "/s", "\0a", NULL, "s\0"
	};
	char number[32];
	int fd = descriptors[take(8)];

	sprintf(number, "%d", fd);
	if (fd != -1)
		add_option("-n", number);
	choice.descriptor = fd = fd == -1 ? 0 : fd;
	sprintf(choice.shown, "descriptor %d", fd);
	if (fd > 2 && fd < FDS && !rarely(16))
		fake.fds[fd].kind = GIVEN;
	choice.is_given = fd < FDS && fake.fds[fd].kind == GIVEN && !rarely(16);
	/* and a flag that other systems have */
	if (fd < FDS)
		fake.fds[fd].flags = (choice.is_given ? 0 : FD_CLOEXEC) |
		    (take(2) ? 2 : 0);
	choice.listening = (int)take(3) - 1;
	choice.own = names[take(5)];
	choice.pairs = rarely(4);
	if (choice.pairs)
		add("-s", "");
}

/* A user or a group, by number or name.  One cannot be allowed. */
static unsigned int
choose_id(const char *option)
{
	size_t i = take(IDS - 1);
	unsigned int id = ids[i + (i >= NOBODY)];
	const struct text *name = name_of(id);
	char number[32];

	sprintf(number, "%s%u", take(4) ? "" : "00", id);
	add_option(option, name != NULL && take(2) ? name->raw : number);
	return id;
}

static void
choose_command(void)
{
	size_t i;

	choice.nusers = take(3);
	for (i = 0; i < choice.nusers; i++)
		choice.users[i] = choose_id("-u");
	choice.ngroups = take(3);
	for (i = 0; i < choice.ngroups; i++)
		choice.groups[i] = choose_id("-g");
	if (take(2))
		add("--", "");
	choice.command = &texts[take(TEXTS)];
	add(choice.command->raw, "");
	add("-h", "");
}

/* And the arguments that ask for it. */
static void
choose(void)
{
	static const int full[] = { ENOSPC, EPIPE, EIO };
	unsigned int closed = rarely(8) ? take(8) : 0;

	memset(&choice, 0, sizeof(choice));
	choice.utf8 = take(2) && has_utf8();
	choice.room = rarely(8) ? take(80) : sizeof(out.text);
	choice.full_late = rarely(3);
	choice.full_error = choice.full_late ? EIO : full[take(3)];
	choice.sigpipe = fake.sigpipe = take(2) ? SIG_IGN : SIG_DFL;
	fake.fds[0].kind = closed & 1 ? CLOSED : GIVEN;
	fake.fds[1].kind = closed & 2 ? CLOSED : GIVEN;
	fake.fds[2].kind = closed & 4 ? CLOSED : GIVEN;
	narguments = 0;
	add("unixcred", "");
	choice.what = (int)take(4);
	choice.format = choice.what == RUN ? LINE : (int)take(3);
	if (choice.format == TABLE)
		add("-p", "");
	if (choice.format == FIELD)
		choose_fields();
	if (choice.what == CONNECT || choice.what == LISTEN)
		choose_path();
	else
		choose_descriptor();
	if (choice.what == CONNECT)
		add_option("-c", choice.path);
	if (choice.what == LISTEN)
		choose_server();
	if (choice.what == RUN)
		choose_command();
}

/* ---- Descriptors */

/* Between any two calls others can replace the socket that was made. */
static void
step(void)
{
	errno = EIO;
	if (fake.is_known && fake.node == OURS && rarely(64))
		fake.node = take(4) ? OTHER_NUMBER + (int)take(3) : NOTHING;
}

static void
is_kind(int fd, int kind)
{
	step();
	must(fd >= 0 && fd < FDS && fake.fds[fd].kind == kind,
	    "a call is made with the right descriptor");
}

static int
count_fds(int kind)
{
	int count = 0, fd;

	for (fd = 0; fd < FDS; fd++)
		count += fake.fds[fd].kind == kind;
	return count;
}

static int
new_fd(int kind, int flags)
{
	int fd;

	for (fd = 0; fake.fds[fd].kind != CLOSED; fd++)
		must(fd < FDS - 1, "descriptors are closed");
	must(kind == DEV_NULL || fd > 2, "a socket is no standard stream");
	memset(&fake.fds[fd], 0, sizeof(fake.fds[fd]));
	fake.fds[fd].kind = kind;
	fake.fds[fd].flags = flags;
	return fd;
}

/* No program gets what the tool has opened. */
static void
is_private(void)
{
	int fd;

	for (fd = 0; fd < FDS; fd++)
		must(fake.fds[fd].kind <= GIVEN ||
		    fake.fds[fd].flags == FD_CLOEXEC,
		    "what was opened is closed on exec");
}

/* -1 if there is an error, which is in errno then. */
static int
answer(int error)
{
	if (error == 0)
		return 0;
	errno = error;
	return -1;
}

/* A call whose failure has to be the end. */
static int
may_fail(unsigned int times)
{
	int error = take_error(times);

	step();
	if (error != 0)
		fails(choice.shown, strerror(error));
	return answer(error);
}

static int
fake_fcntl(int fd, int command, ...)
{
	va_list values;
	int value = 0;

	step();
	if (fd < 0 || fd >= FDS || fake.fds[fd].kind == CLOSED)
		return answer(EBADF);
	if (command == F_GETFD)
		return fake.fds[fd].flags;
	va_start(values, command);
	value = va_arg(values, int);
	va_end(values);
	must(fake.fds[fd].kind != GIVEN, "what is given stays as it is");
	if (command == F_SETFL) {
		must(value == O_NONBLOCK, "F_SETFL");
		fake.fds[fd].nonblocking = 1;
	} else {
		must(command == F_SETFD && value == FD_CLOEXEC, "F_SETFD");
		fake.fds[fd].flags = value;
	}
	return 0;
}

static int
fake_open(const char *path, int flags)
{
	int error = take_error(8);

	step();
	must(strcmp(path, "/dev/null") == 0 && flags == O_RDONLY, "open");
	if (error == 0)
		return new_fd(DEV_NULL, 0);
	fails_early("/dev/null", strerror(error));
	return answer(error);
}

/* ---- The peer, and what has to be printed of it */

/* What fails, with an error.  Without a COUNT, its groups may be unknown. */
enum { IDENTITY, COUNT, LIST, NO_LIST, NO_TEXT, NONE_FAILS };

static struct {
	int	fd, failing, error;
	pid_t	pid;
	unsigned int uid, gid, groups[6];
	int	ngroups, has_groups;
	int	pidfd_error, ended, label_error, ps_fails, ps_status;
	const struct text *label;
	char	ps[2048];		/* what ps(1) prints */
	/* what has to be shown of each field; NULL: nothing, and why */
	char	texts[FS][256];
	const char *values[FS], *why[FS];
} about;

static void
choose_peer(int fd)
{
	static const int statuses[] = { 0, 1 << 8, 127 << 8, 9, 127 << 8 | 9 };
	int i;

	memset(&about, 0, sizeof(about));
	about.fd = fd;
	about.failing = rarely(3) ? (int)take(5) : NONE_FAILS;
	if (about.failing != NONE_FAILS)
		about.error = about.failing >= NO_LIST ? ENOMEM : take_error(1);
	if (about.failing == COUNT && take(2))
		about.error = ENOSYS;
	about.has_groups = about.failing != COUNT || about.error != ENOSYS;
	about.pid = rarely(8) ? UNIXCRED_PID_UNKNOWN :
	    (pid_t)(2 + take(200) * take(200) * (rarely(4) ? 53000 : 83));
	about.uid = ids[take(IDS)];
	about.gid = ids[take(IDS)];
	about.ngroups = 1 + (int)take(6);
	for (i = 0; i < about.ngroups; i++)
		about.groups[i] = ids[take(IDS)];
	about.pidfd_error = take_error(4);
	about.ended = rarely(4);
	about.label_error = take_error(4);
	about.label = &texts[take(TEXTS)];
	about.ps_fails = rarely(16);
	about.ps_status = statuses[take(5)];
}

static const char no_program[] = "there is no ps in PATH";

/* What ps(1) prints, other lines with the number too; the command's name. */
static const char *
choose_ps(void)
{
	long pid = (long)about.pid;
	const struct text *text = &texts[take(TEXTS - 1)];
	const char *name = NULL;
	char *end = about.ps;
	int answers = 0, lines = 1 + (int)take(4);

	while (lines-- > 0) {
		switch (take(5)) {
		case 0:
			end += sprintf(end, "%10ld %ld\n%10ld0 no\n", pid + 1,
			    pid, pid);
			continue;
		case 1:	/* in what is read next */
			end += sprintf(end, "%10ld %0244d%ld no\n", pid + 1, 0,
			    pid);
			continue;
		case 2:
			end += sprintf(end, "%10ld  %s\n", pid, text->raw);
			name = shown(text);
			break;
		case 3:	/* more than what is read at a time */
			end += sprintf(end, "%10ld %0300d\n", pid, 0);
			sprintf(about.texts[F_COMMAND], "%0244d", 0);
			name = about.texts[F_COMMAND];
			break;
		default:
			end += sprintf(end, "%10ld \n", pid);
			name = NULL;
		}
		answers++;
	}
	if (rarely(4))
		end[-1] = '\0';
	return answers == 1 ? name : NULL;
}

static void
right_value(int field, const char *value, const char *why_not)
{
	about.values[field] = value;
	about.why[field] = why_not;
}

static void
right_values(void)
{
	const char *command = choose_ps();
	const char *unreported = "the kernel does not report it";
	char (*texts_of)[256] = about.texts;
	int has_pid = about.pid != UNIXCRED_PID_UNKNOWN, i;
	int has_ended = about.pidfd_error == ESRCH ||
	    (about.pidfd_error == 0 && about.ended);

	sprintf(texts_of[F_PID], "%ld", (long)about.pid);
	right_value(F_PID, has_pid ? texts_of[F_PID] : NULL, unreported);
	sprintf(texts_of[F_UID], "%u", about.uid);
	right_value(F_UID, texts_of[F_UID], NULL);
	sprintf(texts_of[F_GID], "%u", about.gid);
	right_value(F_GID, texts_of[F_GID], NULL);
	for (i = 0; i < about.ngroups; i++)
		sprintf(texts_of[F_GROUPS] + strlen(texts_of[F_GROUPS]),
		    "%s%u", i > 0 ? "," : "", about.groups[i]);
	right_value(F_GROUPS, about.has_groups ? texts_of[F_GROUPS] : NULL,
	    unreported);
	right_value(F_PIDFD_ALIVE, has_ended ? "no" : about.pidfd_error == 0 ?
	    "yes" : NULL, strerror(about.pidfd_error));
	right_value(F_LABEL, about.label_error == 0 ? shown(about.label) : NULL,
	    about.label_error == ENOSYS ? unreported :
	    strerror(about.label_error));
	right_value(F_USER, shown(name_of(about.uid)),
	    "the user id has no name");
	right_value(F_GROUP, shown(name_of(about.gid)),
	    "the group id has no name");
	right_value(F_COMMAND, has_pid && !about.ps_fails && !has_ended ?
	    command : NULL, !has_pid ? unreported :
	    !about.ps_fails && about.ps_status == 127 << 8 ? no_program :
	    "ps does not report it, or it has ended");
}

static void
right_row(const char *title, const char *number, const char *name)
{
	say(&right_out, "%-8s%-11s%s\n", title, number == NULL ? "?" : number,
	    name == NULL ? "?" : name);
}

static void
right_table(void)
{
	char number[32];
	int i;

	if (about.values[F_COMMAND] == NULL &&
	    about.why[F_COMMAND] == no_program)
		fails(choice.shown, no_program);
	right_row("pid", about.values[F_PID], about.values[F_COMMAND]);
	right_row("uid", about.values[F_UID], about.values[F_USER]);
	right_row("gid", about.values[F_GID], about.values[F_GROUP]);
	if (!about.has_groups)
		say(&right_out, "groups  ?\n");
	for (i = 0; about.has_groups && i < about.ngroups; i++) {
		sprintf(number, "%u", about.groups[i]);
		right_row(i == 0 ? "groups" : "", number,
		    shown(name_of(about.groups[i])));
	}
	right_status = 0;
}

/* All fields that were asked for, or a message. */
static void
right_fields(void)
{
	char reason[512];
	size_t i;
	int field;

	for (i = 0; i < choice.nfields; i++) {
		field = choice.fields[i];
		if (about.values[field] != NULL)
			continue;
		sprintf(reason, "no %s: %s", field_names[field],
		    about.why[field]);
		fails(choice.shown, reason);
		return;
	}
	for (i = 0; i < choice.nfields; i++)
		say(&right_out, "%s\n", about.values[choice.fields[i]]);
}

static void
right_line(void)
{
	int field;

	for (field = F_PID; field <= F_GROUPS; field++)
		say(&right_out, "%s=%s%s", field_names[field],
		    about.values[field] == NULL ? "?" : about.values[field],
		    field == F_GROUPS ? "\n" : " ");
}

static int
is_full(void)
{
	if (right_out.length <= choice.room)
		return 0;
	fails("standard output", strerror(choice.full_error));
	return 1;
}

static int
may_run(void)
{
	size_t i, j;

	for (i = 0; i < choice.nusers; i++)
		if (choice.users[i] == about.uid)
			return 1;
	for (i = 0; i < choice.ngroups; i++) {
		if (choice.groups[i] == about.gid)
			return 1;
		for (j = 0; about.has_groups && j < (size_t)about.ngroups; j++)
			if (choice.groups[i] == about.groups[j])
				return 1;
	}
	return choice.nusers + choice.ngroups == 0;
}

/* A descriptor has a peer, of which this has to be printed. */
static void
meet(int fd)
{
	char reason[256];

	choose_peer(fd);
	right_values();
	right_status = 0;
	if (about.error != 0 && about.has_groups) {
		fails(choice.shown, strerror(about.error));
	} else if (choice.what != RUN) {
		if (choice.format == TABLE)
			right_table();
		else if (choice.format == FIELD)
			right_fields();
		else
			right_line();
		is_full();
	} else if (may_run()) {
		right_status = EXECED;
	} else {
		sprintf(reason, "its peer, uid %u and gid %u, is not allowed%s",
		    about.uid, about.gid,
		    choice.ngroups > 0 && !about.has_groups ?
		    "; the kernel does not report its groups" : "");
		fails(choice.shown, reason);
	}
}

static void
right_inherited(void)
{
	const char *reason = NULL;

	meet(choice.descriptor);
	if (!choice.is_given)
		reason = strerror(EBADF);
	else if (about.error == ENOTCONN && choice.listening == 1)
		reason = "this socket listens, and has no peer: have the "
		    "launcher accept each connection (systemd: Accept=yes; "
		    "inetd: nowait)";
	else if ((about.error == 0 || !about.has_groups) && !choice.pairs &&
	    (choice.own == NULL || memcmp(choice.own, "\0", 2) == 0))
		reason = "this socket has no name, so it was not accepted, but "
		    "is from socketpair(2) or connect(2): have the launcher "
		    "hand over the connection itself (socat: nofork); -s "
		    "accepts its ids, which prove nothing about a client";
	if (reason != NULL)
		fails_early(choice.shown, reason);
}

/* ---- Signals, which come in tests/tool/tool.py, and the end */

static jmp_buf out_of_it;
static int end_status;

static void
leave(int status)
{
	end_status = status;
	longjmp(out_of_it, 1);
}

static int
has_deadly(const sigset_t *set)
{
	return sigismember(set, SIGHUP) == 1 && sigismember(set, SIGINT) == 1 &&
	    sigismember(set, SIGQUIT) == 1 && sigismember(set, SIGTERM) == 1;
}

/* Each is asked about, and is caught then, unless it is ignored. */
static int
fake_sigaction(int number, const struct sigaction *new, struct sigaction *old)
{
	int is_ignored = rarely(4), is_unknown = rarely(8);

	step();
	must(number == SIGHUP || number == SIGINT || number == SIGQUIT ||
	    number == SIGTERM, "a signal that ends it by default");
	must(fake.is_to_catch == (new != NULL), "what is ignored stays so");
	if (new != NULL) {
		must(fake.is_blocked && new->sa_flags == 0 &&
		    has_deadly(&new->sa_mask), "none interrupts it");
		fake.is_to_catch = 0;
		fake.ncaught++;
		return 0;
	}
	old->sa_handler = is_ignored ? SIG_IGN : SIG_DFL;
	fake.is_to_catch = !is_ignored && !is_unknown;
	fake.nignored += !fake.is_to_catch;
	return is_unknown ? answer(EINVAL) : 0;
}

static void
(*fake_signal(int number, void (*action)(int)))(int)
{
	void (*old)(int) = fake.sigpipe;

	must(number == SIGPIPE, "signal");
	fake.sigpipe = action;
	step();
	return old;
}

static int
fake_sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
	step();
	if (how == SIG_BLOCK) {
		must(has_deadly(set), "none comes");
		sigemptyset(old);
		sigaddset(old, SIGUSR1);
	} else {
		must(how == SIG_SETMASK && sigismember(set, SIGUSR1) == 1 &&
		    sigismember(set, SIGTERM) == 0, "the mask of before");
	}
	fake.is_blocked = how == SIG_BLOCK;
	return 0;
}

/* ---- The file system, as far as it is the path */

static void
is_path(const char *path)
{
	must(strcmp(path, choice.path) == 0 && path[0] != '@', "the path");
}

static int
fake_lstat(const char *path, struct stat *status)
{
	is_path(path);
	if (fake.node == OURS && !fake.is_known) {
		must(fake.is_blocked, "no signal comes before its note");
		fake.is_known = 1;
		fake.node = choice.found;
	}
	status->st_mode = fake.node == OTHER_TYPE ? S_IFREG : S_IFSOCK;
	status->st_uid = fake.node == OTHER_USER ? 1001 : 1000;
	status->st_dev = fake.node == OTHER_DEVICE ? 6 : 5;
	status->st_ino = fake.node == OTHER_NUMBER ? 8 : 7;
	return fake.node == NOTHING ? answer(ENOENT) : 0;
}

/* ---- Sockets */

static void
is_address(const struct sockaddr *address, socklen_t length)
{
	struct sockaddr_un right;
	size_t words = strlen(choice.path);

	memset(&right, 0, sizeof(right));
	right.sun_family = AF_UNIX;
	memcpy(right.sun_path, choice.path, words);
	if (choice.path[0] == '@')
		right.sun_path[0] = '\0';
	else if (words < sizeof(right.sun_path))
		words++;
	words += offsetof(struct sockaddr_un, sun_path);
	must(length == words && memcmp(address, &right, words) == 0,
	    "the address is the path, whole");
}

/* There is no socket, or no connection. */
static void
right_no_socket(int error)
{
	int is_file = choice.what == CONNECT && choice.path[0] != '@' &&
	    choice.is_file && choice.stat_error == 0;

	fails(choice.shown, is_file ? "this is not a socket" : strerror(error));
}

static int
fake_socket(int family, int type, int protocol)
{
	int error = take_error(16);
	int is_second = fake.nsockets++ > 0;

	step();
	must(family == AF_UNIX && protocol == 0 && type ==
	    (choice.what == CONNECT && is_second ? SOCK_SEQPACKET :
	    SOCK_STREAM), "socket");
	must(choice.what == LISTEN || (choice.what == CONNECT &&
	    count_fds(UNNAMED) == 0), "no socket is left open");
	if (error == EPROTOTYPE || (is_second && choice.is_left_over))
		error = 0;
	if (error == 0)
		return new_fd(UNNAMED, 0);
	if (choice.what == CONNECT || !is_second)
		right_no_socket(error);
	return answer(error);
}

/* To a server, or, after EADDRINUSE, to see whether there is one. */
static int
fake_connect(int fd, const struct sockaddr *address, socklen_t length)
{
	int error = take_error(4);

	is_kind(fd, UNNAMED);
	is_address(address, length);
	must(fake.fds[fd].nonblocking == (choice.what == LISTEN),
	    "only -l does not wait");
	if (choice.what == LISTEN && choice.is_left_over)
		error = ECONNREFUSED;
	else if (choice.what == LISTEN && error == ECONNREFUSED)
		error = EAGAIN;
	else if (choice.what == CONNECT && rarely(4))
		error = EPROTOTYPE;
	if (error == 0)
		fake.fds[fd].kind = CONNECTED;
	if (choice.what == LISTEN)
		return answer(error);
	if (error == 0)
		meet(fd);
	else if (error != EPROTOTYPE || fake.nsockets == 2)
		right_no_socket(error);
	return answer(error);
}

static int
fake_bind(int fd, const struct sockaddr *address, socklen_t length)
{
	int error = rarely(4) ? EADDRINUSE : take_error(16);

	is_kind(fd, UNNAMED);
	is_address(address, length);
	must(fake.is_blocked, "no signal comes between bind and its note");
	must(fake.ncaught + fake.nignored == 4, "signals are caught");
	must(fake.mask == (choice.mode == -1 ? 022 :
	    ~(mode_t)choice.mode & 0777), "the permissions asked for");
	fake.fds[fd].kind = error == 0 ? BOUND : NOT_BOUND;
	if (error == EADDRINUSE)
		fake.node = choice.is_file ? OTHER_TYPE : OTHER_NUMBER;
	if (error == EADDRINUSE && choice.path[0] != '@' && choice.is_file) {
		fails(choice.shown, "this exists, and is not a socket");
	} else if (error == EADDRINUSE && choice.path[0] != '@' &&
	    choice.is_left_over) {
		fails(choice.shown, "a socket is here, and nobody answers on "
		    "it: if it was left over, remove it");
	} else if (error != 0) {
		fails(choice.shown, strerror(error));
	} else if (choice.path[0] != '@') {
		fake.node = OURS;
		if (choice.found != OURS)
			fails(choice.shown, "it cannot be removed at the end");
	}
	return answer(error);
}

static int
fake_accept(int fd, struct sockaddr *address, socklen_t *length)
{
	int client, error = fake.naccepted++ < 6 ? take_error(2) : EBADF;

	is_kind(fd, LISTENER);
	must(address == NULL && length == NULL, "accept");
	must(count_fds(CLIENT) == 0 && count_fds(HANDLE) == 0 &&
	    fake.nheld == 2, "all of a client is released");
	must(fake.flushed == out.length, "a client is printed at once");
	must(fake.nsleeps == 0, "one second is waited");
	right_status = GOES_ON;
	if (error == EINTR || error == ECONNABORTED)
		return answer(error);
	if (error != 0)
		fails(choice.shown, strerror(error));
	/* It waits, and tries again. */
	if (error == EMFILE || error == ENFILE || error == ENOBUFS ||
	    error == ENOMEM) {
		fake.nsleeps--;
		right_status = GOES_ON;
	}
	if (error != 0)
		return answer(error);
	client = new_fd(CLIENT, 0);
	meet(client);
	if (!choice.once && right_out.length <= choice.room) {
		if (choice.format == TABLE)
			say(&right_out, "\n");
		if (!is_full())
			right_status = GOES_ON;
	}
	errno = take(2) ? EINTR : EMFILE;
	return client;
}

static int
fake_getsockname(int fd, struct sockaddr *address, socklen_t *length)
{
	struct sockaddr_un *un = (struct sockaddr_un *)address;

	is_kind(fd, GIVEN);
	must(*length == sizeof(*un), "there is room for a name");
	*length = offsetof(struct sockaddr_un, sun_path);
	if (choice.own == NULL || choice.own[0] != '\0' ||
	    choice.own[1] != '\0') {
		memcpy(un->sun_path, choice.own == NULL ? "xx" : choice.own, 3);
		*length += 3;
	}
	return choice.own == NULL ? answer(ENOBUFS) : 0;
}

/* ---- The library, and memory */

static void
is_peer(int fd)
{
	step();
	must(fd == about.fd && fake.fds[fd].kind != CLOSED, "it is a peer's");
	must(fake.fds[0].kind != CLOSED && fake.fds[1].kind != CLOSED &&
	    fake.fds[2].kind != CLOSED, "no standard stream is closed");
}

static int
fake_ids(int fd, pid_t *pid, uid_t *uid, gid_t *gid)
{
	is_peer(fd);
	if (about.failing == IDENTITY)
		return answer(about.error);
	*pid = about.pid;
	*uid = (uid_t)about.uid;
	*gid = (gid_t)about.gid;
	return 0;
}

static int
fake_groups(int fd, int size, gid_t *list)
{
	int i;

	is_peer(fd);
	if (about.failing == (size == 0 ? COUNT : LIST))
		return answer(about.error);
	must(size == 0 || size == about.ngroups, "there is room for all");
	for (i = 0; i < size; i++)
		list[i] = (gid_t)about.groups[i];
	return about.ngroups;
}

static void *
allocate(size_t size, int is_none)
{
	step();
	must(fake.nblocks < 64, "little memory is taken");
	fake.blocks[fake.nblocks++] = is_none ? NULL : calloc(1, size);
	errno = ENOMEM;
	fake.nheld += !is_none;
	return fake.blocks[fake.nblocks - 1];
}

/* First the arguments' two arrays, then a peer's groups. */
static void *
fake_calloc(size_t count, size_t size)
{
	int is_none = ++fake.ncallocs > 2 ? about.failing == NO_LIST :
	    rarely(64);

	if (is_none && fake.ncallocs <= 2)
		fails_early("arguments", strerror(ENOMEM));
	return allocate(count * size, is_none);
}

/* ---- Names, and ps(1) */

static struct passwd user_entry;
static struct group group_entry;

static int
has_entry(unsigned int id)
{
	struct text *text = name_of(id);

	step();
	if (text == NULL)
		return 0;
	user_entry.pw_uid = (uid_t)id;
	user_entry.pw_name = text->raw;
	group_entry.gr_gid = (gid_t)id;
	group_entry.gr_name = text->raw;
	return 1;
}

/* The number of this name. */
static unsigned int
find_name(const char *name)
{
	size_t i;

	must(name[strspn(name, "0123456789")] != '\0', "a number is no name");
	for (i = 0; i < NAMES && strcmp(texts[i].raw, name) != 0; i++)
		;
	return i == NAMES ? UINT_MAX : ids[i];
}

static FILE *
fake_popen(const char *command, const char *mode)
{
	step();
	must(strcmp(command, "COLUMNS=512 ps -A -o pid= -o comm= 2>/dev/null")
	    == 0 && strcmp(mode, "r") == 0, "popen");
	must(fake.ps == NULL, "one ps at a time");
	is_private();
	if (!about.ps_fails)
		fake.ps = fmemopen(about.ps, strlen(about.ps), mode);
	return fake.ps;
}

/* ---- The command */

static const char *const variables[] = {
	"UNIXREMOTEPID", "UNIXREMOTEEUID", "UNIXREMOTEEGID",
	"UNIXREMOTEGROUPS", "PROTO"
};

static int
fake_execvp(const char *file, char *const words[])
{
	int error = rarely(8) ? ENOENT : take_error(4);
	const char *right, *value;
	size_t i;

	step();
	must(right_status == EXECED, "it may be run");
	must(file == words[0] && strcmp(file, choice.command->raw) == 0 &&
	    strcmp(words[1], "-h") == 0 && words[2] == NULL,
	    "the command gets its arguments");
	for (i = 0; i < 5; i++) {
		right = i == 4 ? "UNIX" : about.values[i];
		value = getenv(variables[i]);
		must(value == NULL ? right == NULL : right != NULL &&
		    strcmp(value, right) == 0, "the command's environment");
	}
	must(fake.sigpipe == choice.sigpipe, "SIGPIPE is as it was");
	must(count_fds(HANDLE) == 0 && fake.nheld == 2,
	    "handles are closed, and memory is released");
	is_private();
	if (error == 0)
		leave(EXECED);
	fails(shown(choice.command), strerror(error));
	right_status = error == ENOENT ? 127 : 126;
	return answer(error);
}

/* ---- Input and output */

static struct stream *
stream_of(const FILE *file)
{
	must(file == stdout || file == stderr, "it is an output");
	return file == stdout ? &out : &err;
}

static int
fake_fflush(FILE *file)
{
	step();
	must(file == stdout && fake.sigpipe == SIG_IGN, "fflush");
	fake.flushed = out.length;
	errno = ENOSPC;
	return out.length <= choice.room || choice.full_late ? 0 :
	    answer(choice.full_error);
}

/* ---- The tool */

#define accept		fake_accept
#define bind		fake_bind
#define calloc		fake_calloc
#define close(fd)	(step(), must((fd) > 2 && \
    fake.fds[fd].kind > DEV_NULL, "only ours is closed"), \
    fake.fds[fd].kind = CLOSED)
#define connect		fake_connect
#define execvp		fake_execvp
#define exit		leave
#define fcntl		fake_fcntl
#undef ferror
#define ferror(file)	(stream_of(file)->length > choice.room)
#define fflush		fake_fflush
#undef fprintf
#define fprintf(file, ...)	say(stream_of(file), __VA_ARGS__)
#define fputs(text, file)	say(stream_of(file), "%s", text)
#define free(block)	(step(), fake.nheld -= (block) != NULL)
#define fwrite(text, size, count, file)	(must((size) == 1, "fwrite"), \
    say(stream_of(file), "%.*s", (int)(count), text))
#define geteuid()	1000
#define getgrgid(gid)	(has_entry(gid) ? &group_entry : NULL)
#define getgrnam(name)	getgrgid(find_name(name))
#define getopt(argc, argv, letters)	(step(), must(opterr == 0, "opterr"), \
    getopt(argc, argv, letters))
#define getpwnam(name)	getpwuid(find_name(name))
#define getpwuid(uid)	(has_entry(uid) ? &user_entry : NULL)
#define getsockname	fake_getsockname
#define getsockopt(fd, level, option, value, length)	(is_kind(fd, GIVEN), \
    must((level) == SOL_SOCKET && (option) == SO_ACCEPTCONN && \
    *(length) == sizeof(int), "getsockopt"), \
    *(value) = choice.listening != 0, \
    answer(choice.listening == -1 ? ENOPROTOOPT : 0))
#define listen(fd, backlog)	(is_kind(fd, BOUND), \
    must((backlog) == 16 && !fake.is_blocked, "listen"), \
    fake.fds[fd].kind = LISTENER, may_fail(16))
#define lstat		fake_lstat
#define main		tool_main
#define malloc(size)	allocate(size, about.failing == NO_TEXT)
#define open		fake_open
#define pclose(file)	(step(), must((file) == fake.ps && feof(file), \
    "ps is read to its end"), fclose(file), fake.ps = NULL, about.ps_status)
#define poll(list, count, timeout)	(is_kind((list)->fd, HANDLE), \
    must((count) == 1 && (timeout) == 0 && (list)->events == POLLIN, \
    "poll"), about.ended)
#define popen		fake_popen
#undef printf
#define printf(...)	say(stream_of(stdout), __VA_ARGS__)
#undef putc
#define putc(c, file)	say(stream_of(file), "%c", c)
#undef putchar
#define putchar(c)	say(stream_of(stdout), "%c", c)
#define setenv(name, text, all)	(must((all) == 1, "setenv"), \
    may_fail(64) == -1 ? -1 : setenv(name, text, 1))
#define setlocale(what, name)	(must((what) == LC_CTYPE && !(name)[0], \
    "setlocale"), setlocale(what, choice.utf8 ? "C.UTF-8" : "C"))
#define sigaction(number, new, old)	fake_sigaction(number, new, old)
#define signal		fake_signal
#define sigprocmask	fake_sigprocmask
#define sleep(seconds)	(must((seconds) == 1, "sleep"), step(), fake.nsleeps++)
#define socket		fake_socket
#define stat(path, status)	(step(), is_path(path), \
    (status)->st_mode = choice.is_file ? S_IFREG : S_IFSOCK, \
    answer(choice.stat_error))
#define umask(new)	(step(), fake.mask = (new))
#define unixcred_get_peer_groups	fake_groups
#define unixcred_get_peer_label(fd, label, size)	(is_peer(fd), \
    must((size) == 65536, "there is room for any label"), \
    strcpy(label, about.label->raw), answer(about.label_error))
#define unixcred_get_peer_pid_uid_gid	fake_ids
#define unixcred_get_peer_pidfd(fd)	(is_peer(fd), must(fake.ps == NULL, \
    "ps has ended before the handle is asked for"), \
    answer(about.pidfd_error) == -1 ? -1 : new_fd(HANDLE, FD_CLOEXEC))
#define unixcred_version()	"3.2.1"
#define unlink(path)	(must(fake.node == OURS && fake.is_known, \
    "only the socket that was made is removed"), is_path(path), \
    fake.node = NOTHING)
#define unsetenv(name)	(may_fail(64) == -1 ? -1 : unsetenv(name))

int	tool_main(int argc, char *argv[]);

#include "../../tools/unixcred.c"

#undef calloc
#undef fprintf
#undef free
#undef main
#undef printf
#undef setenv
#undef setlocale

/* ---- One run of it */

static void
set_out(void)
{
	static const struct stream none;
	static int runs;
	int i;

	must(runs++ > 0 || (descriptor == -1 && mode == -1), "no -n, no -m");
	out = err = right_out = right_err = none;
	right_status = GOES_ON;
	while (fake.nblocks > 0)
		free(fake.blocks[--fake.nblocks]);
	if (fake.ps != NULL)
		fclose(fake.ps);
	memset(&fake, 0, sizeof(fake));
	fake.mask = 022;
	memset(&about, 0, sizeof(about));
	about.fd = -1;
	for (i = 0; i < 5; i++)
		setenv(variables[i], "0", 1);
	setlocale(LC_CTYPE, "C");
	opterr = 1;
	optind = 0;
	/* the tool's own */
	memset(&allowed, 0, sizeof(allowed));
	memset(seen, 0, sizeof(seen));
	connect_path = listen_path = made_path = subject = NULL;
	descriptor = mode = -1;
	nwanted = once = pairs = table = 0;
}

static void
is_right(int status)
{
	must(status == right_status, "the exit status");
	must(fake.flushed == out.length, "all is written");
	must(strcmp(out.text, right_out.text) == 0, "what is printed");
	must(strcmp(err.text, right_err.text) == 0, "what is complained of");
	must(fake.node != OURS, "a socket that was made is removed");
	must(status == EXECED || fake.sigpipe == SIG_IGN,
	    "SIGPIPE is ignored to the end");
	must(fake.ps == NULL, "ps is waited for");
	must(!fake.is_blocked, "signals come as before");
	must(count_fds(HANDLE) == 0 && count_fds(UNNAMED) == 0 &&
	    (choice.what != LISTEN || count_fds(CONNECTED) == 0),
	    "what is of no use is closed");
}

/* What is not set has no good value by chance. */
static void
spoil_stack(void)
{
	volatile char spoilt[16384];
	size_t i;

	for (i = 0; i < sizeof(spoilt); i++)
		spoilt[i] = 'x';
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	volatile int status;

	input = data;
	left = size;
	set_out();
	choose();
	if (choice.what == INHERITED || choice.what == RUN)
		right_inherited();
	else if (strlen(choice.path) > 108)
		fails(choice.shown, strerror(ENAMETOOLONG));
	spoil_stack();
	if (setjmp(out_of_it) == 0)
		status = tool_main(narguments, argument);
	else
		status = end_status;
	is_right(status);
	return 0;
}

#ifndef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION

/*
 * Without a fuzzer: the inputs of the corpus, of SIZE bytes each, with zeros at
 * the end, and some made by chance.
 */
int
main(void)
{
	enum { INPUTS = 15000, SIZE = 512 };
	static uint8_t data[SIZE];
	const char *srcdir = getenv("srcdir");
	char path[4096];
	uint32_t state = 1;
	size_t size;
	FILE *corpus;
	int i;

	snprintf(path, sizeof(path), "%s/tests/fuzz/corpus/tool",
	    srcdir == NULL ? "." : srcdir);
	corpus = fopen(path, "rb");
	if (corpus == NULL) {
		perror(path);
		return 99;
	}
	while ((size = fread(data, 1, SIZE, corpus)) > 0)
		LLVMFuzzerTestOneInput(data, size);
	fclose(corpus);
	/* The same ones each time. */
	for (i = 0; i < INPUTS; i++) {
		for (size = 0; size < SIZE; size++) {
			state = state * 1664525 + 1013904223;
			data[size] = (uint8_t)(state >> 24);
		}
		LLVMFuzzerTestOneInput(data, SIZE);
	}
	printf("the corpus, and %d inputs by chance\n", i);
	return 0;
}

#endif
