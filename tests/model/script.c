/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Scripts of socket calls: how they are read, printed and run. */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script.h"

enum { MOST_STATES = 300, OF_STATE = -1 /* for $type */ };

const char *const script_role[ROLES] = {
	"SELF", "PEER", "SERVER", "CREATOR", "ROOT", "MALLORY"
};
static const char *const type_name[] = { "stream", "seqpacket", "dgram" };
static const char *const type_prefix[] = { "", "SEQ_", "DGRAM_" };
static const char *const kind_name[KINDS] = {
	"file", "pipe-read", "pipe-write", "tcp4", "tcp6", "udp", "udp6",
	"icmp", "icmp6", "raw", "route", "oroute", "netlink", "closed-1",
	"closed-77", "closed-max", "closed-min"
};

/* Operands: f and o descriptors, n name, t type, k kind, r role, c count. */
static const struct {
	const char	*name, *operands;
} verbs[VERBS] = {
	{ "open", "fk" }, { "socket", "ft" }, { "pair", "fot" },
	{ "bind", "fn" }, { "listen", "f" }, { "connect", "fn" },
	{ "disconnect", "f" }, { "accept", "fo" }, { "shutdown", "f" },
	{ "close", "f" }, { "pass", "fr" }, { "become", "r" },
	{ "groups", "c" }, { "exit", "" }, { "reap", "" }, { "ask", "f" }
};

const int script_ngroups[ROLES] = { 2, 3, 0, 1, 0, 1 };

/* Not sorted, and with a duplicate. */
unsigned int
script_group(enum role who, int i)
{
	static const unsigned int first[ROLES][3] = {
		{ 3000, 3001, 0 }, { 3011, 3010, 3011 }, { 0, 0, 0 },
		{ 3030, 0, 0 }, { 0, 0, 0 }, { 3050, 0, 0 }
	};

	return i < script_ngroups[who] ? first[who][i] : 3100 + (unsigned)i;
}

const char *
script_errno(int error)
{
	static const struct {
		int		number;
		const char	*name;
	} names[] = {
#define NAME(error)	{ error, #error }
		/*
		 * The library's errors come first.  In a program with the
		 * replica of another kernel they have that system's numbers,
		 * which can be Linux's numbers of other errors.
		 */
		NAME(EBADF), NAME(EFAULT), NAME(EINVAL), NAME(ENOSYS),
		NAME(ENOTCONN), NAME(ENOTSOCK), NAME(EOPNOTSUPP),
		NAME(ENOPROTOOPT), NAME(ERANGE), NAME(ESRCH),
		NAME(EACCES), NAME(EADDRINUSE), NAME(EADDRNOTAVAIL),
		NAME(EAFNOSUPPORT), NAME(EAGAIN), NAME(EALREADY),
		NAME(ECHILD), NAME(ECONNABORTED), NAME(ECONNREFUSED),
		NAME(ECONNRESET), NAME(EDESTADDRREQ), NAME(EEXIST),
		NAME(EINPROGRESS), NAME(EINTR), NAME(EIO), NAME(EISCONN),
		NAME(EMFILE), NAME(ENETDOWN), NAME(ENETUNREACH), NAME(ENFILE),
		NAME(ENOBUFS), NAME(ENODEV), NAME(ENOENT), NAME(ENOMEM),
		NAME(ENOTSUP), NAME(EOVERFLOW), NAME(EPERM), NAME(EPIPE),
		NAME(EPROTO), NAME(EPROTONOSUPPORT), NAME(EPROTOTYPE),
		NAME(EROFS), NAME(ETIMEDOUT), NAME(EWOULDBLOCK),
#ifdef EPFNOSUPPORT
		NAME(EPFNOSUPPORT),
#endif
#ifdef ESHUTDOWN
		NAME(ESHUTDOWN),
#endif
#ifdef ESOCKTNOSUPPORT
		NAME(ESOCKTNOSUPPORT),
#endif
#ifdef ENODATA
		NAME(ENODATA),
#endif
#ifdef ENOTCAPABLE
		NAME(ENOTCAPABLE),
#endif
#undef NAME
	};
	static char number[32];
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i].number == error)
			return names[i].name;
	snprintf(number, sizeof(number), "errno-%d", error);
	return number;
}

void
script_line(const char *state, const char *question, const char *answer)
{
	printf("%-34s %-9s %s\n", state, question, answer);
}

/* ---- reading */

static const char *file;
static int line;

static void
refuse(const char *what, const char *word)
{
	fprintf(stderr, "%s:%d: %s: %s\n", file, line, what, word);
	exit(2);
}

static int
look_up(const char *word, const char *const list[], int count, const char *what)
{
	int i;

	for (i = 0; i < count; i++)
		if (strcmp(word, list[i]) == 0)
			return i;
	refuse(what, word);
	return -1;
}

static int
letter(const char *word)
{
	if (word[0] < 'a' || word[0] > 'z' || word[1] != '\0')
		refuse("not a letter", word);
	return word[0] - 'a';
}

static const char *
next_word(void)
{
	const char *word = strtok(NULL, " \t");

	if (word == NULL)
		refuse("not a step", "a word is missing");
	return word;
}

static void
read_operand(char operand, struct step *step)
{
	const char *word = next_word();
	char *end;

	switch (operand) {
	case 'f':
		step->fd = letter(word);
		break;
	case 'o':
		step->other = letter(word);
		break;
	case 'n':
		step->arg = letter(word);
		break;
	case 't':
		step->arg = strcmp(word, "$type") == 0 ? OF_STATE :
		    look_up(word, type_name, DGRAM + 1, "not a type");
		break;
	case 'k':
		step->arg = look_up(word, kind_name, KINDS, "not a kind");
		break;
	case 'r':
		step->arg = look_up(word, script_role, ROLES, "not a role");
		break;
	default:
		step->arg = (int)strtol(word, &end, 10);
		if (*end != '\0' || step->arg < 0)
			refuse("not a count", word);
		break;
	}
}

static void
add(struct state *state, const struct step *step)
{
	if (state->steps == MOST_STEPS)
		refuse("too many steps", state->name);
	state->step[state->steps++] = *step;
}

/* "WHO VERB OPERANDS" or "use NAME". */
static void
read_step(char *text, const struct state *before, struct state *state)
{
	struct step step = { SELF, DO_OPEN, 0, 0, 0 };
	const char *operand, *word = strtok(text, " \t");
	int i;

	if (word == NULL)
		return;
	if (strcmp(word, "use") == 0) {
		word = next_word();
		while (before < state && strcmp(before->name, word) != 0)
			before++;
		if (before == state)
			refuse("not an earlier state", word);
		for (i = 0; i < before->steps; i++)
			if (before->step[i].verb != DO_ASK)
				add(state, &before->step[i]);
		return;
	}
	step.who = (enum role)look_up(word, script_role, ROLES, "not a role");
	word = next_word();
	while (strcmp(verbs[step.verb].name, word) != 0)
		if (++step.verb == VERBS)
			refuse("not a verb", word);
	for (operand = verbs[step.verb].operands; *operand != '\0'; operand++)
		read_operand(*operand, &step);
	if (strtok(NULL, " \t") != NULL)
		refuse("a step has too many words", verbs[step.verb].name);
	add(state, &step);
}

/* "NAME TYPES": returns a bit for each type. */
static int
read_name(char *text, struct state *state)
{
	const char *word = strtok(text, " \t");
	int types = 0;

	memset(state, 0, sizeof(*state));
	/* There must be room for a prefix, too. */
	if (strlen(word) + sizeof("DGRAM_") > sizeof(state->name))
		refuse("too long a name", word);
	strcpy(state->name, word);
	while ((word = strtok(NULL, " \t")) != NULL)
		types |= 1 << look_up(word, type_name, DGRAM + 1, "not a type");
	return types == 0 ? 1 << STREAM : types;
}

static void
run_types(const struct state *state, int types,
    void (*run)(const struct state *))
{
	struct state typed;
	int i, type;

	for (type = STREAM; type <= DGRAM; type++) {
		if ((types & 1 << type) == 0)
			continue;
		typed = *state;
		strcpy(typed.name, type_prefix[type]);
		strcat(typed.name, state->name);
		for (i = 0; i < typed.steps; i++)
			if ((typed.step[i].verb == DO_SOCKET ||
			    typed.step[i].verb == DO_PAIR) &&
			    typed.step[i].arg == OF_STATE)
				typed.step[i].arg = type;
		run(&typed);
	}
}

/* All is read before anything is run: run() may fork. */
void
script_each(const char *path, void (*run)(const struct state *))
{
	static struct state states[MOST_STATES];
	int types[MOST_STATES], count = 0, i;
	char text[256], *next, *part, *steps;
	FILE *stream;

	file = path;
	line = 0;
	stream = fopen(path, "r");
	if (stream == NULL)
		refuse("cannot open", script_errno(errno));
	while (fgets(text, sizeof(text), stream) != NULL) {
		line++;
		text[strcspn(text, "#\n")] = '\0';
		if (text[strspn(text, " \t")] == '\0')
			continue;
		steps = text;
		if (text[0] != '\t' && text[0] != ' ') {
			steps = strchr(text, ':');
			if (steps != NULL)
				*steps++ = '\0';
			if (count == MOST_STATES)
				refuse("too many states", text);
			types[count] = read_name(text, &states[count]);
			count++;
		}
		if (count == 0)
			refuse("a step of no state", text);
		for (part = steps; part != NULL; part = next) {
			next = strchr(part, ';');
			if (next != NULL)
				*next++ = '\0';
			read_step(part, states, &states[count - 1]);
		}
	}
	fclose(stream);
	for (i = 0; i < count; i++)
		run_types(&states[i], types[i], run);
}

void
script_print(const struct state *state)
{
	const struct step *step;
	const char *operand;

	printf("%s\n", state->name);
	for (step = state->step; step < state->step + state->steps; step++) {
		printf("\t%s %s", script_role[step->who],
		    verbs[step->verb].name);
		for (operand = verbs[step->verb].operands; *operand != '\0';
		    operand++) {
			if (*operand == 'f')
				printf(" %c", 'a' + step->fd);
			else if (*operand == 'o')
				printf(" %c", 'a' + step->other);
			else if (*operand == 'n')
				printf(" %c", 'a' + step->arg);
			else if (*operand == 't')
				printf(" %s", type_name[step->arg]);
			else if (*operand == 'k')
				printf(" %s", kind_name[step->arg]);
			else if (*operand == 'r')
				printf(" %s", script_role[step->arg]);
			else
				printf(" %d", step->arg);
		}
		printf("\n");
	}
}

/* ---- running */

void
script_run(const struct state *state)
{
	const struct step *step;
	char name[64];
	int asks = 0, error;

	for (step = state->step; step < state->step + state->steps; step++)
		asks += step->verb == DO_ASK;
	drive_begin();
	for (step = state->step; step < state->step + state->steps; step++) {
		if (step->verb == DO_ASK) {
			snprintf(name, sizeof(name), "%s/%s.%c", state->name,
			    script_role[step->who], 'a' + step->fd);
			drive_ask(asks == 1 ? state->name : name, step);
			continue;
		}
		error = drive_step(step);
		if (error == 0)
			continue;
		script_line(state->name, verbs[step->verb].name,
		    script_errno(error));
		if (step->verb == DO_OPEN || step->verb == DO_SOCKET ||
		    step->verb == DO_PAIR)
			break;
	}
	drive_end();
}
