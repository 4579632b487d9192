/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * unixcred(1) does what its page says.  The bytes of an input choose what the
 * tool is asked, and what the system and the library answer; the arguments are
 * made from that, and so is all that the tool has to print, to set and to
 * leave.  Compiled with the tool itself, whose system calls, output and library
 * are the functions below.
 */

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
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

#include <unixcred.h>

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- Output, what it has to be, and the end of a test that fails */

struct stream {
	char	text[1 << 14];
	size_t	length, flushed;
};

static struct stream out, err, right_out, right_err;

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

/* ---- What is chosen */

/* What others choose, and how the C locale and a UTF-8 one show it. */
static const struct text {
	const char	*raw, *in_c, *in_utf8;
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

/* Numbers of users and of groups, which have other names. */
static const unsigned long ids[] = {
	0, 1, 27, 1000, 65534, 1234567, 2147483648, 4294967294
};

enum { IDS = sizeof(ids) / sizeof(ids[0]), NOBODY = 4 };

static const struct text *
user_text(size_t id)
{
	return id < 6 ? &texts[id] : NULL;
}

static const struct text *
group_text(size_t id)
{
	return id % 4 == 1 ? NULL : &texts[(id + 3) % TEXTS];
}

enum {
	F_PID, F_UID, F_GID, F_GROUPS, F_PIDFD_ALIVE, F_USER, F_GROUP,
	F_COMMAND, F_LABEL, FS
};

static const char *const field_names[] = {
	"pid", "uid", "gid", "groups", "pidfd-alive", "user", "group",
	"command", "label"
};

enum { INHERITED, CONNECT, LISTEN, RUN, HELP, VERSION };
enum { LINE, TABLE, CERTAIN };
enum { PS_ONE, PS_NONE, PS_TWICE, PS_EMPTY, PS_LONG, PS_LATER, PS_LAST,
    PS_FAILS, PS_KINDS };
enum { NOTHING, OURS, OTHER_NUMBER, OTHER_DEVICE, OTHER_TYPE, OTHER_USER };

/* What the library and the system say of a peer. */
struct about {
	int	ids_error, count_error, list_error, no_list, no_text;
	pid_t	pid;
	size_t	uid, gid, groups[6];	/* all indexes in ids */
	int	ngroups;
	int	pidfd_error, ended, label_error;
	int	ps, ps_status;
	const struct text *command, *label;
};

static struct {
	int	what, format, utf8, closed, null_error, no_arguments;
	int	nfields, fields[FS];
	size_t	room;			/* of standard output */
	int	full_error, full_late;
	/* -n and -s */
	int	descriptor, is_open, cloexec, pairs, listening;
	const char *own;		/* its name; NULL: none to be had */
	/* -c and -l */
	char	path[160], shown[160];	/* or "descriptor N" */
	int	mode, once, socket_error[2], connect_error[2], stat_error;
	int	is_file, bind_error, listen_error, found, naccepts, accepts[6];
	/* -u, -g and a command */
	size_t	nusers, ngroups, users[3], groups[3];
	int	env_error, exec_error;
	size_t	env_number, env_set, nwords;
	const struct text *words[3];
	void	(*sigpipe)(int);
	/* what others do meanwhile */
	int	action[4], is_init, signal_at, replaced_at, replaced;
	size_t	coming;		/* an index in signals */
	struct about about[6];
} choice;

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

static const struct text *
take_text(void)
{
	return &texts[take(TEXTS - 1)];
}

static void
choose_peer(struct about *about)
{
	static const int statuses[] = { 0, 1 << 8, 127 << 8, 9, 127 << 8 | 9 };
	int i;

	about->ids_error = take_error(16);
	about->count_error = rarely(6) ? ENOSYS : take_error(16);
	about->list_error = take_error(16);
	about->no_list = rarely(16);
	about->no_text = rarely(16);
	about->pid = rarely(8) ? UNIXCRED_PID_UNKNOWN :
	    (pid_t)(2 + take(200) * take(200) * (rarely(4) ? 53000 : 83));
	about->uid = take(IDS);
	about->gid = take(IDS);
	about->ngroups = 1 + (int)take(6);
	for (i = 0; i < about->ngroups; i++)
		about->groups[i] = take(IDS);
	about->pidfd_error = take_error(4);
	about->ended = rarely(4);
	about->ps = (int)take(PS_KINDS);
	about->ps_status = statuses[take(5)];
	about->command = take_text();
}

static void
choose_path(void)
{
	const struct text *text = &texts[take(TEXTS)];
	int length = 106 + (int)take(4);

	switch (take(8)) {
	case 0:
		snprintf(choice.path, 160, "%0*d", length, 0);
		break;
	case 1:
		snprintf(choice.path, 160, "@%0*d", length - 1, 0);
		break;
	case 2:
		strcpy(choice.path, "@");
		break;
	case 3:
		snprintf(choice.path, 160, "@%s", text->raw);
		snprintf(choice.shown, 160, "@%s", choice.utf8 ?
		    text->in_utf8 : text->in_c);
		return;
	default:
		strcpy(choice.path, text->raw);
		strcpy(choice.shown, choice.utf8 ? text->in_utf8 : text->in_c);
		return;
	}
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

static void
choose(void)
{
	static const int descriptors[] = { -1, 0, 1, 2, 3, 9, 63, INT_MAX };
	static const int found[] = { NOTHING, OTHER_TYPE, OTHER_USER };
	static const int full[] = { ENOSPC, EPIPE, EIO };
	/* Each reaches all fields. */
	static const unsigned int steps[] = { 1, 2, 4, 5 };
	static const char *const names[] = {
		"\0", "/s", "\0a", NULL, "s\0", "\0"
	};
	unsigned int first, i, step;

	memset(&choice, 0, sizeof(choice));
	choice.what = rarely(16) ? HELP + (int)take(2) : (int)take(4);
	choice.format = (int)take(3);
	choice.utf8 = take(2) && has_utf8();
	choice.closed = rarely(8) ? (int)take(8) : 0;
	choice.null_error = take_error(8);
	choice.no_arguments = rarely(64) ? 1 + (int)take(2) : 0;
	first = take(FS);
	step = steps[take(4)];
	choice.nfields = 1 + (int)take(FS);
	for (i = 0; i < FS; i++)
		choice.fields[i] = (int)((first + i * step) % FS);
	choice.room = rarely(8) ? take(80) : sizeof(out.text);
	choice.full_late = rarely(3);
	choice.full_error = choice.full_late ? EIO : full[take(3)];

	choice.descriptor = descriptors[take(8)];
	choice.is_open = !rarely(16);
	choice.cloexec = rarely(16);
	choice.pairs = rarely(4);
	choice.listening = (int)take(3) - 1;
	choice.own = names[take(6)];

	choice.mode = (int)take(2) ? (int)(take(8) << 6 | take(64)) : -1;
	choice.once = rarely(4);
	for (i = 0; i < 2; i++) {
		choice.socket_error[i] = take_error(16);
		choice.connect_error[i] = rarely(8) ? EPROTOTYPE :
		    rarely(8) ? ECONNREFUSED : take_error(8);
		if (choice.socket_error[i] == EPROTOTYPE)
			choice.socket_error[i] = EMFILE;
	}
	choice.stat_error = take_error(4);
	choice.is_file = (int)take(2);
	choice.bind_error = rarely(4) ? EADDRINUSE : take_error(16);
	choice.listen_error = take_error(16);
	choice.found = rarely(4) ? found[take(3)] : OURS;
	choice.naccepts = 1 + (int)take(6);
	for (i = 0; i < 6; i++)
		choice.accepts[i] = take_error(2);

	choice.nusers = take(3);
	choice.ngroups = take(3);
	for (i = 0; i < 3; i++) {
		choice.users[i] = take(IDS - 1);
		choice.users[i] += choice.users[i] >= NOBODY;
		choice.groups[i] = take(IDS - 1);
		choice.groups[i] += choice.groups[i] >= NOBODY;
		choice.words[i] = &texts[take(TEXTS)];
	}
	choice.env_error = take_error(16);
	choice.env_number = take(5);
	choice.env_set = take(2);
	choice.exec_error = rarely(8) ? ENOENT : take_error(4);
	choice.nwords = 1 + take(3);
	choice.sigpipe = take(2) ? SIG_IGN : SIG_DFL;

	for (i = 0; i < 4; i++)
		choice.action[i] = rarely(4) ? 1 + (int)take(2) : 0;
	choice.is_init = rarely(4);
	choice.signal_at = rarely(4) ? 1 + (int)take(100) : 0;
	choice.coming = take(4);
	choice.replaced_at = rarely(4) ? 1 + (int)take(100) : 0;
	choice.replaced = take(4) ? OTHER_NUMBER + (int)take(3) : NOTHING;
	if (choice.what == CONNECT || choice.what == LISTEN)
		choose_path();
	else
		snprintf(choice.shown, sizeof(choice.shown), "descriptor %d",
		    choice.descriptor == -1 ? 0 : choice.descriptor);
	for (i = 0; i < 6; i++)
		choose_peer(&choice.about[i]);
	for (i = 0; i < 6; i++) {
		choice.about[i].label_error = take_error(4);
		choice.about[i].label = &texts[take(TEXTS)];
	}
}

/* ---- The arguments that ask for it */

static void	add(const char *format, ...)
		    __attribute__((__format__(__printf__, 1, 2)));

static void
add(const char *format, ...)
{
	va_list values;

	va_start(values, format);
	vsnprintf(arguments[narguments], sizeof(arguments[0]), format, values);
	va_end(values);
	argument[narguments] = arguments[narguments];
	argument[++narguments] = NULL;
}

/* An option, and its argument, which may be in the same word. */
static void
add_option(const char *option, const char *value)
{
	if (take(2)) {
		add("%s%s", option, value);
	} else {
		add("%s", option);
		if (value[0] != '\0')
			add("%s", value);
	}
}

static void
add_fields(int first, int last)
{
	char names[128] = "";
	int i;

	if (choice.format != CERTAIN || first == last)
		return;
	for (i = first; i < last; i++) {
		strcat(names, i > first ? "," : "");
		strcat(names, field_names[choice.fields[i]]);
	}
	add_option("-f", names);
}

/* A number or a name. */
static void
add_id(const char *option, size_t id, const struct text *name)
{
	char number[32];

	snprintf(number, sizeof(number), "%s%lu", take(4) ? "" : "00",
	    ids[id]);
	add_option(option, name != NULL && take(2) ? name->raw : number);
}

static void
add_options(void)
{
	char number[32];
	size_t i;

	if (choice.what == CONNECT)
		add_option("-c", choice.path);
	if (choice.what == LISTEN) {
		if (choice.once)
			add("-1");
		if (choice.mode != -1 && choice.path[0] != '@') {
			snprintf(number, sizeof(number), "%s%o",
			    take(2) ? "0" : "", (unsigned int)choice.mode);
			add_option("-m", number);
		}
		add_option("-l", choice.path);
	}
	if (choice.what != INHERITED && choice.what != RUN)
		return;
	if (choice.descriptor != -1) {
		snprintf(number, sizeof(number), "%d", choice.descriptor);
		add_option("-n", number);
	}
	if (choice.what == RUN) {
		for (i = 0; i < choice.nusers; i++)
			add_id("-u", choice.users[i],
			    user_text(choice.users[i]));
		for (i = 0; i < choice.ngroups; i++)
			add_id("-g", choice.groups[i],
			    group_text(choice.groups[i]));
	}
	if (choice.pairs)
		add("-s");
}

static void
ask_for_it(void)
{
	int split = (int)take(8);
	size_t i;

	narguments = 0;
	add("unixcred");
	if (choice.what == HELP) {
		add(take(2) ? "--help" : "-h");
		return;
	}
	if (choice.what == VERSION) {
		add("--version");
		return;
	}
	if (choice.what == RUN)
		choice.format = LINE;
	if (split > choice.nfields)
		split = choice.nfields;
	add_fields(0, split);
	if (choice.format == TABLE)
		add("-p");
	add_options();
	add_fields(split, choice.nfields);
	if (take(2))
		add("--");
	if (choice.what != RUN)
		return;
	for (i = 0; i < choice.nwords; i++)
		add("%s", choice.words[i]->raw);
	add("-h");
}

/* ---- What follows from it: all that is printed, set, and returned */

enum { EXECED = 1000, KILLED = 2000 };

static const char *right_variables[5];

static const char *
shown(const struct text *text)
{
	return text == NULL ? NULL : choice.utf8 ? text->in_utf8 : text->in_c;
}

static int
complains(const char *about, const char *reason)
{
	say(&right_err, "unixcred: %s: %s\n", about, reason);
	return 1;
}

/* The name of the process, for which ps_output() is what ps(1) prints. */
static const char *
right_command(const struct about *about, char *text, const char **why)
{
	char line[512];

	if (about->pid == UNIXCRED_PID_UNKNOWN)
		return NULL;
	*why = "ps does not report it, or it has ended";
	if (about->ps == PS_FAILS)
		return NULL;
	if (about->ps_status == 127 << 8)
		*why = "there is no ps in PATH";
	if (about->ps == PS_NONE || about->ps == PS_TWICE ||
	    about->ps == PS_EMPTY)
		return NULL;
	if (about->pidfd_error == ESRCH ||
	    (about->pidfd_error == 0 && about->ended))
		return NULL;
	if (about->ps != PS_LONG)
		return shown(about->command);
	/* 255 bytes of the line */
	sprintf(line, "%10ld %0300d", (long)about->pid, 0);
	line[255] = '\0';
	strcpy(text, strrchr(line, ' ') + 1);
	return text;
}

/* A value, as it is shown; NULL if it is unknown, and why. */
static const char *
right_value(const struct about *about, int field, char *text, const char **why)
{
	int i;

	*why = "the kernel does not report it";
	text[0] = '\0';
	switch (field) {
	case F_PID:
		sprintf(text, "%ld", (long)about->pid);
		return about->pid == UNIXCRED_PID_UNKNOWN ? NULL : text;
	case F_UID:
		sprintf(text, "%lu", ids[about->uid]);
		return text;
	case F_GID:
		sprintf(text, "%lu", ids[about->gid]);
		return text;
	case F_GROUPS:
		for (i = 0; i < about->ngroups; i++)
			sprintf(text + strlen(text), "%s%lu", i > 0 ? "," : "",
			    ids[about->groups[i]]);
		return about->count_error == ENOSYS ? NULL : text;
	case F_PIDFD_ALIVE:
		*why = strerror(about->pidfd_error);
		if (about->pidfd_error == 0)
			return about->ended ? "no" : "yes";
		return about->pidfd_error == ESRCH ? "no" : NULL;
	case F_LABEL:
		if (about->label_error != ENOSYS)
			*why = strerror(about->label_error);
		return about->label_error != 0 ? NULL : shown(about->label);
	case F_USER:
		*why = "the user id has no name";
		return shown(user_text(about->uid));
	case F_GROUP:
		*why = "the group id has no name";
		return shown(group_text(about->gid));
	default:
		return right_command(about, text, why);
	}
}

static void
right_row(const char *title, const char *number, const char *name)
{
	say(&right_out, "%-8s%-11s%s\n", title, number == NULL ? "?" : number,
	    name == NULL ? "?" : name);
}

static void
right_table(const struct about *about)
{
	char text[512], number[512];
	const char *name, *why;
	int i;

	name = right_value(about, F_COMMAND, text, &why);
	if (name == NULL && strcmp(why, "there is no ps in PATH") == 0)
		complains(choice.shown, why);
	right_row("pid", right_value(about, F_PID, number, &why), name);
	right_row("uid", right_value(about, F_UID, number, &why),
	    shown(user_text(about->uid)));
	right_row("gid", right_value(about, F_GID, number, &why),
	    shown(group_text(about->gid)));
	if (about->count_error == ENOSYS)
		say(&right_out, "groups  ?\n");
	for (i = 0; about->count_error == 0 && i < about->ngroups; i++) {
		sprintf(number, "%lu", ids[about->groups[i]]);
		right_row(i == 0 ? "groups" : "", number,
		    shown(group_text(about->groups[i])));
	}
}

/* All fields that were asked for, or a message. */
static int
right_fields(const struct about *about)
{
	char text[512], reason[512];
	const char *known, *why;
	size_t before = right_out.length;
	int i;

	for (i = 0; i < choice.nfields; i++) {
		known = right_value(about, choice.fields[i], text, &why);
		if (known != NULL) {
			say(&right_out, "%s\n", known);
			continue;
		}
		right_out.length = before;
		right_out.text[before] = '\0';
		sprintf(reason, "no %s: %s", field_names[choice.fields[i]],
		    why);
		return complains(choice.shown, reason);
	}
	return 0;
}

static int
is_full(void)
{
	return right_out.length > choice.room &&
	    complains("standard output", strerror(choice.full_error));
}

static int
right_report(const struct about *about)
{
	char text[512];
	const char *known, *why;
	int field, status = 0;

	if (choice.format == TABLE)
		right_table(about);
	else if (choice.format == CERTAIN)
		status = right_fields(about);
	else
		for (field = F_PID; field <= F_GROUPS; field++) {
			known = right_value(about, field, text, &why);
			say(&right_out, "%s=%s%s", field_names[field],
			    known == NULL ? "?" : known,
			    field == F_GROUPS ? "\n" : " ");
		}
	return is_full() || status;
}

/* Why the peer is not known, or 0. */
static int
ask_error(const struct about *about)
{
	if (about->ids_error != 0)
		return about->ids_error;
	if (about->count_error != 0)
		return about->count_error == ENOSYS ? 0 : about->count_error;
	if (about->no_list)
		return ENOMEM;
	if (about->list_error != 0)
		return about->list_error;
	return about->no_text ? ENOMEM : 0;
}

static int
is_too_long(void)
{
	return strlen(choice.path) > 108 &&
	    complains(choice.shown, strerror(ENAMETOOLONG));
}

static int
right_connect(void)
{
	int error, number = 0;

	if (is_too_long())
		return 1;
	if (choice.socket_error[0] == 0 &&
	    choice.connect_error[0] == EPROTOTYPE)
		number = 1;
	error = choice.socket_error[number];
	if (error == 0)
		error = choice.connect_error[number];
	if (error != 0 && choice.path[0] != '@' && choice.is_file &&
	    choice.stat_error == 0)
		return complains(choice.shown, "this is not a socket");
	if (error == 0)
		error = ask_error(&choice.about[0]);
	if (error != 0)
		return complains(choice.shown, strerror(error));
	return right_report(&choice.about[0]);
}

static const char *
right_bind_reason(void)
{
	if (choice.bind_error != EADDRINUSE || choice.path[0] == '@')
		return strerror(choice.bind_error);
	if (choice.is_file)
		return "this exists, and is not a socket";
	if (choice.socket_error[1] == 0 &&
	    choice.connect_error[1] == ECONNREFUSED)
		return "a socket is here, and nobody answers on it: if it was "
		    "left over, remove it";
	return strerror(EADDRINUSE);
}

/* What -l waits out. */
static int
is_passing(int error)
{
	return error == EMFILE || error == ENFILE || error == ENOBUFS ||
	    error == ENOMEM;
}

static int
right_serve(void)
{
	int error, i, status;

	for (i = 0; i < choice.naccepts; i++) {
		error = choice.accepts[i];
		if (error == EINTR || error == ECONNABORTED)
			continue;
		if (error != 0) {
			complains(choice.shown, strerror(error));
			if (is_passing(error))
				continue;
			return 1;
		}
		error = ask_error(&choice.about[i]);
		status = error == 0 ? right_report(&choice.about[i]) :
		    complains(choice.shown, strerror(error));
		if (choice.once || right_out.length > choice.room)
			return status;
		if (choice.format == TABLE)
			say(&right_out, "\n");
		if (is_full())
			return 1;
	}
	return complains(choice.shown, strerror(EBADF));
}

static int
right_listen(void)
{
	if (is_too_long())
		return 1;
	if (choice.socket_error[0] != 0)
		return complains(choice.shown,
		    strerror(choice.socket_error[0]));
	if (choice.bind_error != 0)
		return complains(choice.shown, right_bind_reason());
	if (choice.path[0] != '@' && choice.found != OURS)
		complains(choice.shown, "it cannot be removed at the end");
	if (choice.listen_error != 0)
		return complains(choice.shown, strerror(choice.listen_error));
	return right_serve();
}

static int
is_right_peer(const struct about *about)
{
	size_t i, j;

	for (i = 0; i < choice.nusers; i++)
		if (choice.users[i] == about->uid)
			return 1;
	for (i = 0; i < choice.ngroups; i++) {
		if (choice.groups[i] == about->gid)
			return 1;
		for (j = 0; j < (size_t)about->ngroups; j++)
			if (about->count_error == 0 &&
			    choice.groups[i] == about->groups[j])
				return 1;
	}
	return choice.nusers + choice.ngroups == 0;
}

static int
right_run(const struct about *about)
{
	static char texts_of[5][512];
	char reason[512];
	const char *why;
	int i;

	if (!is_right_peer(about)) {
		sprintf(reason, "its peer, uid %lu and gid %lu, is not "
		    "allowed%s", ids[about->uid], ids[about->gid],
		    choice.ngroups > 0 && about->count_error == ENOSYS ?
		    "; the kernel does not report its groups" : "");
		return complains(choice.shown, reason);
	}
	right_variables[0] = "UNIX";
	for (i = 0; i < 4; i++)
		right_variables[i + 1] = right_value(about, i, texts_of[i],
		    &why);
	if (choice.env_error != 0 && (!choice.env_set ||
	    right_variables[choice.env_number] != NULL))
		return complains(choice.shown, strerror(choice.env_error));
	if (choice.exec_error == 0)
		return EXECED;
	complains(shown(choice.words[0]), strerror(choice.exec_error));
	return choice.exec_error == ENOENT ? 127 : 126;
}

static int
is_named(const char *name)
{
	return name != NULL && (name[0] != '\0' || name[1] != '\0');
}

static int
right_inherited(void)
{
	const struct about *about = &choice.about[0];
	int error = ask_error(about);

	if (!choice.is_open || choice.cloexec)
		return complains(choice.shown, strerror(EBADF));
	if (error == ENOTCONN && choice.listening == 1)
		return complains(choice.shown, "this socket listens, and has "
		    "no peer: have the launcher accept each connection "
		    "(systemd: Accept=yes; inetd: nowait)");
	if (error != 0)
		return complains(choice.shown, strerror(error));
	if (!choice.pairs && !is_named(choice.own))
		return complains(choice.shown, "this socket has no name, so it "
		    "was not accepted, but is from socketpair(2) or "
		    "connect(2): have the launcher hand over the connection "
		    "itself (socat: nofork); -s accepts its ids, which prove "
		    "nothing about a client");
	return choice.what == RUN ? right_run(about) : right_report(about);
}

/* ---- Descriptors */

enum { CLOSED, GIVEN, DEV_NULL, UNNAMED, BOUND, LISTENER, CONNECTED, CLIENT,
    HANDLE };
enum { FDS = 64 };

static struct descriptor {
	int	kind, flags, nonblocking;
	const struct about *about;
} fds[FDS];

/* A signal, and what others do to the file, between any two calls. */
static void	step(void);

static struct descriptor *
descriptor_of(int fd, int kind)
{
	must(fd >= 0 && fd < FDS && fds[fd].kind == kind,
	    "a call is made with the right descriptor");
	return &fds[fd];
}

static int
count_fds(int kind)
{
	int count = 0, fd;

	for (fd = 0; fd < FDS; fd++)
		count += fds[fd].kind == kind;
	return count;
}

static int
new_fd(int kind, int flags)
{
	int fd;

	for (fd = 0; fds[fd].kind != CLOSED; fd++)
		must(fd < FDS - 1, "descriptors are closed");
	must(kind == DEV_NULL || fd > 2, "a socket is no standard stream");
	memset(&fds[fd], 0, sizeof(fds[fd]));
	fds[fd].kind = kind;
	fds[fd].flags = flags;
	return fd;
}

/* No program gets what the tool has opened. */
static void
is_private(void)
{
	int fd;

	for (fd = 0; fd < FDS; fd++)
		must(fds[fd].kind == CLOSED || fds[fd].kind == GIVEN ||
		    fds[fd].flags == FD_CLOEXEC,
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

static int
fake_fcntl(int fd, int command, ...)
{
	va_list values;
	int value = 0;

	step();
	if (fd < 0 || fd >= FDS || fds[fd].kind == CLOSED)
		return answer(EBADF);
	if (command == F_GETFD)
		return fds[fd].flags;
	va_start(values, command);
	value = va_arg(values, int);
	va_end(values);
	must(fds[fd].kind != GIVEN, "what is given stays as it is");
	if (command == F_SETFL) {
		must(value == O_NONBLOCK && fds[fd].kind == UNNAMED, "F_SETFL");
		fds[fd].nonblocking = 1;
	} else {
		must(command == F_SETFD && value == FD_CLOEXEC, "F_SETFD");
		fds[fd].flags = value;
	}
	return 0;
}

static int
fake_open(const char *path, int flags)
{
	step();
	must(strcmp(path, "/dev/null") == 0 && flags == O_RDONLY, "open");
	return answer(choice.null_error) == -1 ? -1 : new_fd(DEV_NULL, 0);
}

static int
fake_close(int fd)
{
	step();
	must(fd > 2 && fd < FDS && fds[fd].kind > DEV_NULL,
	    "only ours is closed");
	fds[fd].kind = CLOSED;
	return 0;
}

/* ---- Signals, and the end */

static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };

static jmp_buf out_of_it;
static int end_status;
static void (*caught[4])(int);
static void (*sigpipe_action)(int);
static int is_blocked, is_dying, is_default, steps;

static void
leave(int status)
{
	end_status = status;
	longjmp(out_of_it, 1);
}

static void
deliver(void)
{
	size_t i = choice.coming;

	if (steps < choice.signal_at || choice.signal_at == 0 || is_blocked)
		return;
	choice.signal_at = 0;
	if (caught[i] != NULL) {
		is_dying = 1;
		caught[i](signals[i]);
		must(0, "a deadly signal is the end");
	}
	if (choice.action[i] == 0 && !choice.is_init)
		leave(KILLED + signals[i]);
}

static int
fake_sigaction(int number, const struct sigaction *new, struct sigaction *old)
{
	size_t i, j;

	for (i = 0; i < 3 && signals[i] != number; i++)
		;
	must(signals[i] == number, "a signal that ends it by default");
	step();
	if (new == NULL) {
		old->sa_handler = choice.action[i] == 1 ? SIG_IGN : SIG_DFL;
		return choice.action[i] == 2 ? answer(EINVAL) : 0;
	}
	must(choice.action[i] == 0 && new->sa_flags == 0,
	    "a signal that is ignored stays so");
	for (j = 0; j < 4; j++)
		must(sigismember(&new->sa_mask, signals[j]) == 1,
		    "no signal interrupts another");
	caught[i] = new->sa_handler;
	return 0;
}

static void
(*fake_signal(int number, void (*action)(int)))(int)
{
	void (*old)(int) = sigpipe_action;

	if (is_dying) {
		must(number == signals[choice.coming] && action == SIG_DFL,
		    "the default action is back");
		is_default = 1;
		return SIG_DFL;
	}
	must(number == SIGPIPE, "signal");
	sigpipe_action = action;
	step();
	return old;
}

static int
fake_kill(pid_t pid, int number)
{
	must(is_default && pid == getpid() && number == signals[choice.coming],
	    "the signal that came is passed on");
	is_default = 2;
	return 0;
}

static int
fake_sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
	size_t i;

	if (is_dying) {
		must(is_default == 2 && how == SIG_UNBLOCK, "kill, unblock");
		for (i = 0; i < 4; i++)
			must(sigismember(set, signals[i]) ==
			    (i == choice.coming), "this signal alone comes");
		if (!choice.is_init)
			leave(KILLED + signals[choice.coming]);
		return 0;
	}
	step();
	if (how == SIG_BLOCK) {
		for (i = 0; i < 4; i++)
			must(sigismember(set, signals[i]) == 1, "none comes");
		sigemptyset(old);
		sigaddset(old, SIGUSR1);
	} else {
		must(how == SIG_SETMASK && sigismember(set, SIGUSR1) == 1 &&
		    sigismember(set, SIGTERM) == 0, "the mask of before");
	}
	is_blocked = how == SIG_BLOCK;
	deliver();
	return 0;
}

/* ---- The file system, as far as it is the path */

static int node, is_known;
static mode_t file_mask;

static void
step(void)
{
	must(!is_dying, "a handler calls what is safe in a handler");
	steps++;
	errno = EIO;
	if (steps == choice.replaced_at && is_known && node == OURS)
		node = choice.replaced;
	deliver();
}

static int
fake_lstat(const char *path, struct stat *status)
{
	must(strcmp(path, choice.path) == 0 && path[0] != '@',
	    "lstat is of the path");
	if (node == OURS && !is_known) {
		must(is_blocked, "no signal comes before the socket is noted");
		is_known = 1;
		node = choice.found;
	}
	status->st_mode = node == OTHER_TYPE ? S_IFREG : S_IFSOCK;
	status->st_uid = node == OTHER_USER ? 1001 : 1000;
	status->st_dev = node == OTHER_DEVICE ? 6 : 5;
	status->st_ino = node == OTHER_NUMBER ? 8 : 7;
	return node == NOTHING ? answer(ENOENT) : 0;
}

static int
fake_stat(const char *path, struct stat *status)
{
	step();
	must(strcmp(path, choice.path) == 0 && path[0] != '@',
	    "stat is of the path");
	status->st_mode = choice.is_file ? S_IFREG : S_IFSOCK;
	return answer(choice.stat_error);
}

static int
fake_unlink(const char *path)
{
	must(strcmp(path, choice.path) == 0 && node == OURS && is_known,
	    "only the socket that was made is removed");
	node = NOTHING;
	return 0;
}

static mode_t
fake_umask(mode_t new)
{
	mode_t old = file_mask;

	step();
	must((new & ~(mode_t)0777) == 0, "umask");
	file_mask = new;
	return old;
}

/* ---- Sockets */

static int naccepted, nsleeps, nsockets;

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

static int
fake_socket(int family, int type, int protocol)
{
	int right_type = choice.what == CONNECT && nsockets == 1 ?
	    SOCK_SEQPACKET : SOCK_STREAM;

	step();
	must(family == AF_UNIX && type == right_type && protocol == 0 &&
	    nsockets < 2, "socket");
	must(choice.what == LISTEN || count_fds(UNNAMED) == 0,
	    "a socket that does not connect is closed");
	return answer(choice.socket_error[nsockets++]) == -1 ? -1 :
	    new_fd(UNNAMED, 0);
}

static int
fake_connect(int fd, const struct sockaddr *address, socklen_t length)
{
	struct descriptor *socket = descriptor_of(fd, UNNAMED);

	step();
	is_address(address, length);
	must(socket->nonblocking == (choice.what == LISTEN),
	    "only -l does not wait");
	if (answer(choice.connect_error[nsockets - 1]) == -1)
		return -1;
	socket->kind = CONNECTED;
	socket->about = &choice.about[0];
	return 0;
}

static int
fake_bind(int fd, const struct sockaddr *address, socklen_t length)
{
	struct descriptor *socket = descriptor_of(fd, UNNAMED);
	size_t i;

	step();
	is_address(address, length);
	must(is_blocked, "no signal comes between bind and its note");
	for (i = 0; i < 4; i++)
		must((caught[i] != NULL) == (choice.action[i] == 0),
		    "signals are caught");
	must(file_mask == (choice.mode == -1 || choice.path[0] == '@' ? 022 :
	    ~(mode_t)choice.mode & 0777), "the permissions asked for");
	if (choice.bind_error == EADDRINUSE)
		node = choice.is_file ? OTHER_TYPE : OTHER_NUMBER;
	if (answer(choice.bind_error) == -1)
		return -1;
	socket->kind = BOUND;
	if (choice.path[0] != '@')
		node = OURS;
	return 0;
}

static int
fake_listen(int fd, int backlog)
{
	struct descriptor *socket = descriptor_of(fd, BOUND);

	step();
	must(backlog == 16 && !is_blocked && file_mask == 022, "listen");
	if (answer(choice.listen_error) == -1)
		return -1;
	socket->kind = LISTENER;
	return 0;
}

static int	count_blocks(void);

static int
fake_accept(int fd, struct sockaddr *address, socklen_t *length)
{
	int client;

	descriptor_of(fd, LISTENER);
	step();
	must(address == NULL && length == NULL, "accept");
	must(count_fds(CLIENT) == 0 && count_fds(HANDLE) == 0 &&
	    count_blocks() == 2, "all of a client is released");
	must(out.flushed == out.length, "a client is printed at once");
	must(nsleeps == 0, "one second is waited");
	if (naccepted == choice.naccepts)
		return answer(EBADF);
	nsleeps -= is_passing(choice.accepts[naccepted]);
	if (answer(choice.accepts[naccepted++]) == -1)
		return -1;
	client = new_fd(CLIENT, 0);
	errno = choice.is_init ? EINTR : EMFILE;
	fds[client].about = &choice.about[naccepted - 1];
	return client;
}

static int
fake_name(int fd, struct sockaddr *address, socklen_t *length,
    const char *name)
{
	struct sockaddr_un *un = (struct sockaddr_un *)address;

	descriptor_of(fd, GIVEN);
	step();
	must(*length == sizeof(*un), "there is room for a name");
	if (name == NULL) {
		un->sun_path[0] = un->sun_path[1] = 'x';
		return answer(ENOBUFS);
	}
	un->sun_family = AF_UNIX;
	*length = offsetof(struct sockaddr_un, sun_path);
	if (is_named(name)) {
		memcpy(un->sun_path, name, 3);
		*length += 3;
	}
	return 0;
}

static int
fake_getsockopt(int fd, int level, int option, void *value, socklen_t *length)
{
	descriptor_of(fd, GIVEN);
	step();
	must(level == SOL_SOCKET && option == SO_ACCEPTCONN &&
	    *length == sizeof(int), "getsockopt");
	*(int *)value = choice.listening != 0;
	return choice.listening == -1 ? answer(ENOPROTOOPT) : 0;
}

/* ---- The library, and memory */

static const struct about *asked;
static void *blocks[16];
static int ncallocs;

static const struct about *
about_fd(int fd)
{
	step();
	must(fd >= 0 && fd < FDS && fds[fd].about != NULL, "it is a peer's");
	asked = fds[fd].about;
	return asked;
}

static int
fake_ids(int fd, pid_t *pid, uid_t *uid, gid_t *gid)
{
	const struct about *about = about_fd(fd);

	if (answer(about->ids_error) == -1)
		return -1;
	*pid = about->pid;
	*uid = (uid_t)ids[about->uid];
	*gid = (gid_t)ids[about->gid];
	return 0;
}

static int
fake_groups(int fd, int size, gid_t *list)
{
	const struct about *about = about_fd(fd);
	int i;

	if (size == 0)
		return answer(about->count_error) == -1 ? -1 : about->ngroups;
	must(size == about->ngroups, "there is room for all groups");
	if (answer(about->list_error) == -1)
		return -1;
	for (i = 0; i < size; i++)
		list[i] = (gid_t)ids[about->groups[i]];
	return size;
}

static int
fake_label(int fd, char *label, size_t size)
{
	const struct about *about = about_fd(fd);

	must(size == 65536, "there is room for any label");
	if (answer(about->label_error) == -1)
		return -1;
	strcpy(label, about->label->raw);
	return (int)strlen(label);
}

static const char *ps_left;

static int
fake_pidfd(int fd)
{
	const struct about *about = about_fd(fd);
	int handle;

	must(ps_left == NULL, "ps has ended before the handle is asked for");
	if (answer(about->pidfd_error) == -1)
		return -1;
	handle = new_fd(HANDLE, FD_CLOEXEC);
	fds[handle].about = about;
	return handle;
}

static int
fake_poll(struct pollfd *list, nfds_t count, int timeout)
{
	const struct descriptor *handle = descriptor_of(list->fd, HANDLE);

	step();
	must(count == 1 && timeout == 0 && list->events == POLLIN, "poll");
	return handle->about->ended;
}

static int
count_blocks(void)
{
	int count = 0, i;

	for (i = 0; i < 16; i++)
		count += blocks[i] != NULL;
	return count;
}

static void *
allocate(size_t size, int fails)
{
	int error = errno, i;

	step();
	if (fails) {
		errno = ENOMEM;
		return NULL;
	}
	for (i = 0; blocks[i] != NULL; i++)
		must(i < 15, "memory is released");
	blocks[i] = calloc(1, size);
	must(blocks[i] != NULL, "there is memory");
	errno = error;
	return blocks[i];
}

static void
fake_free(void *block)
{
	int i;

	step();
	for (i = 0; block != NULL && blocks[i] != block; i++)
		must(i < 15, "free");
	if (block != NULL)
		blocks[i] = NULL;
	free(block);
}

/* ---- Names, and ps(1) */

static struct passwd *
passwd_of(size_t id)
{
	static char name[32];
	static struct passwd entry;

	step();
	if (id == IDS || user_text(id) == NULL)
		return NULL;
	strcpy(name, user_text(id)->raw);
	entry.pw_name = name;
	entry.pw_uid = (uid_t)ids[id];
	return &entry;
}

static struct group *
group_of(size_t id)
{
	static char name[32];
	static struct group entry;

	step();
	if (id == IDS || group_text(id) == NULL)
		return NULL;
	strcpy(name, group_text(id)->raw);
	entry.gr_name = name;
	entry.gr_gid = (gid_t)ids[id];
	return &entry;
}

static size_t
find_id(unsigned long number)
{
	size_t i;

	for (i = 0; i < IDS && ids[i] != number; i++)
		;
	return i;
}

static size_t
find_name(const char *name, const struct text *text_of(size_t))
{
	size_t i;

	must(name[strspn(name, "0123456789")] != '\0', "a number is no name");
	for (i = 0; i < IDS; i++)
		if (text_of(i) != NULL && strcmp(text_of(i)->raw, name) == 0)
			break;
	return i;
}

static FILE *
fake_popen(const char *command, const char *mode)
{
	static char output[2048];
	const char *name = asked->command->raw;
	long pid = (long)asked->pid;
	int length = 0;

	step();
	must(strcmp(command, "COLUMNS=512 ps -A -o pid= -o comm= 2>/dev/null")
	    == 0 && strcmp(mode, "r") == 0, "popen");
	must(ps_left == NULL, "one ps at a time");
	is_private();
	if (asked->ps == PS_FAILS)
		return NULL;
	/* Others, whose lines hold the number too */
	if (asked->ps != PS_LAST)
		length = sprintf(output, "%10ld %ld\n%10ld0 no\n", pid + 1,
		    pid, pid);
	if (asked->ps == PS_LATER)
		length += sprintf(output + length, "%10ld %0244d%ld no\n",
		    pid + 1, 0, pid);
	if (asked->ps == PS_EMPTY)
		length += sprintf(output + length, "%10ld \n", pid);
	else if (asked->ps == PS_LONG)
		length += sprintf(output + length, "%10ld %0300d\n", pid, 0);
	else if (asked->ps != PS_NONE)
		length += sprintf(output + length, "%10ld  %s\n", pid, name);
	if (asked->ps == PS_TWICE)
		length += sprintf(output + length, "%10ld no\n", pid);
	else if (asked->ps == PS_LAST)
		output[length - 1] = '\0';
	else
		sprintf(output + length, "%10ld no\n", pid - 1);
	ps_left = output;
	return stdin;
}

static char *
fake_fgets(char *text, int room, FILE *ps)
{
	int length = 0;

	step();
	must(ps == stdin && ps_left != NULL && room > 1, "fgets");
	if (*ps_left == '\0')
		return NULL;
	while (*ps_left != '\0' && length < room - 1 &&
	    (length == 0 || text[length - 1] != '\n'))
		text[length++] = *ps_left++;
	text[length] = '\0';
	return text;
}

static int
fake_pclose(FILE *ps)
{
	step();
	must(ps == stdin && ps_left != NULL && *ps_left == '\0',
	    "ps is read to its end");
	ps_left = NULL;
	return asked->ps_status;
}

/* ---- The command */

static const char *const variable_names[] = {
	"PROTO", "UNIXREMOTEPID", "UNIXREMOTEEUID", "UNIXREMOTEEGID",
	"UNIXREMOTEGROUPS"
};

/* Each is there twice at first. */
static int ncopies[5];
static char variables[5][512];

static size_t
variable_number(const char *name)
{
	size_t i;

	step();
	for (i = 0; i < 4 && strcmp(variable_names[i], name) != 0; i++)
		;
	must(strcmp(variable_names[i], name) == 0, "no other variable is set");
	return i;
}

static int
fake_unsetenv(const char *name)
{
	size_t i = variable_number(name);

	if (i == choice.env_number && !choice.env_set &&
	    answer(choice.env_error) == -1)
		return -1;
	ncopies[i] = 0;
	return 0;
}

static int
fake_setenv(const char *name, const char *text, int overwrite)
{
	size_t i = variable_number(name);

	must(overwrite == 1 && ncopies[i] == 0, "setenv");
	if (i == choice.env_number && choice.env_set &&
	    answer(choice.env_error) == -1)
		return -1;
	ncopies[i] = 1;
	strcpy(variables[i], text);
	return 0;
}

static int
fake_execvp(const char *file, char *const words[])
{
	size_t i;

	step();
	must(file == words[0], "the command is its first word");
	for (i = 0; i < choice.nwords; i++)
		must(strcmp(words[i], choice.words[i]->raw) == 0,
		    "the command gets its arguments");
	must(strcmp(words[i], "-h") == 0 && words[i + 1] == NULL,
	    "the command gets all of its arguments");
	for (i = 0; i < 5; i++)
		must(right_variables[i] == NULL ? ncopies[i] == 0 :
		    ncopies[i] == 1 &&
		    strcmp(variables[i], right_variables[i]) == 0,
		    "the command's environment");
	must(sigpipe_action == choice.sigpipe, "SIGPIPE is as it was");
	must(count_fds(HANDLE) == 0 && count_blocks() == 2,
	    "handles are closed, and memory is released");
	is_private();
	if (choice.exec_error == 0)
		leave(EXECED);
	return answer(choice.exec_error);
}

/* ---- Input and output */

static struct stream *
stream_of(const FILE *file)
{
	must(file == stdout || file == stderr, "it is an output");
	must(!is_dying, "a handler prints nothing");
	return file == stdout ? &out : &err;
}

static int
fake_fflush(FILE *file)
{
	struct stream *stream = stream_of(file);

	step();
	must(file == stdout && sigpipe_action == SIG_IGN, "fflush");
	stream->flushed = stream->length;
	errno = ENOSPC;
	return stream->length <= choice.room || choice.full_late ? 0 :
	    answer(choice.full_error);
}

/* ---- The tool */

#define _exit		leave
#define accept		fake_accept
#define bind		fake_bind
#define calloc(n, size)	allocate((n) * (size), ncallocs++ < 2 ? \
    ncallocs == choice.no_arguments : asked->no_list)
#define close		fake_close
#define connect		fake_connect
#define execvp		fake_execvp
#define exit		leave
#define fcntl		fake_fcntl
#undef ferror
#define ferror(file)	(stream_of(file)->length > choice.room)
#define fflush		fake_fflush
#define fgets		fake_fgets
#undef fprintf
#define fprintf(file, ...)	say(stream_of(file), __VA_ARGS__)
#define fputs(text, file)	say(stream_of(file), "%s", text)
#define free		fake_free
#define fwrite(text, size, count, file)	(must((size) == 1, "fwrite"), \
    say(stream_of(file), "%.*s", (int)(count), text))
#define geteuid()	1000
#define getgrgid(gid)	group_of(find_id(gid))
#define getgrnam(name)	group_of(find_name(name, group_text))
#define getopt(argc, argv, letters)	(must(opterr == 0, "opterr"), \
    step(), getopt(argc, argv, letters))
#define getpwnam(name)	passwd_of(find_name(name, user_text))
#define getpwuid(uid)	passwd_of(find_id(uid))
#define getsockname(fd, a, size)	fake_name(fd, a, size, choice.own)
#define getsockopt	fake_getsockopt
#define kill		fake_kill
#define listen		fake_listen
#define lstat		fake_lstat
#define main		tool_main
#define malloc(size)	allocate(size, asked->no_text)
#define open		fake_open
#define pclose		fake_pclose
#define poll		fake_poll
#define popen		fake_popen
#undef printf
#define printf(...)	say(stream_of(stdout), __VA_ARGS__)
#undef putc
#define putc(c, file)	say(stream_of(file), "%c", c)
#undef putchar
#define putchar(c)	say(stream_of(stdout), "%c", c)
#define setenv		fake_setenv
#define setlocale(what, name)	(must((what) == LC_CTYPE && !(name)[0], \
    "setlocale"), setlocale(what, choice.utf8 ? "C.UTF-8" : "C"))
#define sigaction(number, new, old)	fake_sigaction(number, new, old)
#define signal		fake_signal
#define sigprocmask	fake_sigprocmask
#define sleep(seconds)	(must((seconds) == 1, "sleep"), step(), nsleeps++)
#define socket		fake_socket
#define stat(path, status)	fake_stat(path, status)
#define umask		fake_umask
#define unixcred_get_peer_groups	fake_groups
#define unixcred_get_peer_label		fake_label
#define unixcred_get_peer_pid_uid_gid	fake_ids
#define unixcred_get_peer_pidfd		fake_pidfd
#define unixcred_version()	"3.2.1"
#define unlink		fake_unlink
#define unsetenv	fake_unsetenv

int	tool_main(int argc, char *argv[]);

#include "../../tools/unixcred.c"

#undef calloc
#undef fprintf
#undef free
#undef main
#undef printf
#undef setlocale

/* ---- One run of it */

static int
right_end(void)
{
	if (choice.closed && choice.null_error != 0)
		return complains("/dev/null", strerror(choice.null_error));
	if (choice.what == HELP || choice.what == VERSION) {
		if (strcmp(arguments[1], "-h") == 0 && choice.no_arguments)
			return complains("arguments", strerror(ENOMEM));
		if (choice.what == HELP)
			say(&right_out, "%s%s", usage_text, help_text);
		else
			say(&right_out, "unixcred %d.%d.%d, "
			    "libunixcred 3.2.1\n", UNIXCRED_VERSION_MAJOR,
			    UNIXCRED_VERSION_MINOR, UNIXCRED_VERSION_PATCH);
		return is_full();
	}
	if (choice.no_arguments)
		return complains("arguments", strerror(ENOMEM));
	if (choice.what == CONNECT)
		return right_connect();
	if (choice.what == LISTEN)
		return right_listen();
	return right_inherited();
}

/* The standard streams, if they are not closed, and that of -n. */
static void
give_descriptors(void)
{
	int fd;

	memset(fds, 0, sizeof(fds));
	for (fd = 0; fd < 3; fd++)
		fds[fd].kind = choice.closed & 1 << fd ? CLOSED : GIVEN;
	fd = choice.descriptor == -1 ? 0 : choice.descriptor;
	if (fd == INT_MAX)
		choice.is_open = 0;
	else if (fd < 3)
		choice.is_open = fds[fd].kind == GIVEN;
	else
		fds[fd].kind = choice.is_open ? GIVEN : CLOSED;
	if (choice.is_open) {
		/* and a flag that other systems have */
		fds[fd].flags = (choice.cloexec ? FD_CLOEXEC : 0) |
		    (choice.once ? 2 : 0);
		fds[fd].about = &choice.about[0];
	}
}

static void
set_out(void)
{
	static struct stream none;
	static int runs;
	int i;

	must(runs++ > 0 || (descriptor == -1 && mode == -1), "no -n, no -m");
	out = err = right_out = right_err = none;
	give_descriptors();
	for (i = 0; i < 16; i++) {
		free(blocks[i]);
		blocks[i] = NULL;
	}
	for (i = 0; i < 5; i++)
		ncopies[i] = 2;
	memset(caught, 0, sizeof(caught));
	sigpipe_action = choice.sigpipe;
	is_blocked = is_dying = is_default = steps = 0;
	node = NOTHING;
	is_known = naccepted = nsleeps = nsockets = ncallocs = 0;
	file_mask = 022;
	asked = NULL;
	ps_left = NULL;
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
is_right(int status, int right_status)
{
	int killed = is_dying || status >= KILLED;

	if (killed) {
		must(status == (choice.is_init ? 128 : KILLED) +
		    signals[choice.coming], "it dies of the signal");
		right_out.text[out.length] = right_err.text[err.length] = '\0';
	} else {
		must(status == right_status, "the exit status");
		must(out.flushed == out.length, "all is written");
	}
	must(strcmp(out.text, right_out.text) == 0, "what is printed");
	must(strcmp(err.text, right_err.text) == 0, "what is complained of");
	must(choice.what < HELP || (nsockets == 0 && asked == NULL),
	    "no peer is asked for");
	must(node != OURS, "a socket that was made is removed");
	if (killed)
		return;
	must(status == EXECED || sigpipe_action == SIG_IGN,
	    "SIGPIPE is ignored to the end");
	must(ps_left == NULL, "ps is waited for");
	must(file_mask == 022 && !is_blocked, "umask, signals are as before");
	must(count_fds(HANDLE) == 0, "handles are closed");
	must(count_fds(UNNAMED) == (choice.what == LISTEN &&
	    nsockets > 0 && choice.socket_error[0] == 0 &&
	    choice.bind_error != 0), "sockets of no use are closed");
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

static void
try(void)
{
	volatile int status, right_status;

	choose();
	ask_for_it();
	set_out();
	right_status = right_end();
	spoil_stack();
	if (setjmp(out_of_it) == 0)
		status = tool_main(narguments, argument);
	else
		status = end_status;
	is_right(status, right_status);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	input = data;
	left = size;
	try();
	return 0;
}

#ifndef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION

/* Without a fuzzer: the inputs of the corpus, and some made by chance. */
int
main(void)
{
	enum { INPUTS = 15000, SIZE = 320 };
	static uint8_t data[SIZE];
	const char *srcdir = getenv("srcdir");
	char path[4096];
	uint32_t state = 1;
	size_t size;
	FILE *corpus;
	int i, found = 0;

	snprintf(path, sizeof(path), "%s/tests/fuzz/corpus/tool",
	    srcdir == NULL ? "." : srcdir);
	corpus = fopen(path, "rb");
	while (corpus != NULL && (size = fread(data, 1, SIZE, corpus)) > 0) {
		LLVMFuzzerTestOneInput(data, size);
		found++;
	}
	if (found == 0) {
		perror(path);
		return 99;
	}
	fclose(corpus);
	/* The same ones each time. */
	for (i = 0; i < INPUTS; i++) {
		for (size = 0; size < SIZE; size++) {
			state = state * 1664525 + 1013904223;
			data[size] = (uint8_t)(state >> 24);
		}
		LLVMFuzzerTestOneInput(data, SIZE);
	}
	printf("%d inputs, and %d by chance\n", found, i);
	return 0;
}

#endif
