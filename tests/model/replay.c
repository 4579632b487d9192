/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Run the states on a kernel's model, and compare its lines with those recorded
 * on a real system of that release.  If they differ, the model is wrong.
 */

#include <config.h>

#include <sys/types.h>
#include <sys/wait.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "state.h"

enum { MOST_LINES = 1000000 };

/* ---- The model as a driver of scripts */

void
drive_begin(void)
{
	model_begin();
}

void
drive_end(void)
{
}

int
drive_step(const struct step *step)
{
	return model_step(step);
}

void
drive_ask(const char *state, const struct step *step)
{
	int fd = model_fd(step->fd);

	world.current = (uint8_t)step->who;
	if (world.process[step->who].life > ALIVE)
		script_line(state, "ask", "ESRCH");
	else if (fd == FIRST_FD + step->fd && model_socket(fd) == NULL)
		script_line(state, "ask", "EBADF");
	else
		ask_all(state, fd);
	world.current = 0;
}

/* A role, or the number if no role has it. */
static const char *
name_of(int role, unsigned int id)
{
	static char number[16];

	if (role < ROLES)
		return script_role[role];
	snprintf(number, sizeof(number), "?%u", id);
	return number;
}

const char *
drive_role_of_pid(int pid)
{
	int role = 0;

	while (role < ROLES && model_role[role].pid != (pid_t)pid)
		role++;
	return name_of(role, (unsigned int)pid);
}

/* The saved ids are a role's, too, but other ones. */
const char *
drive_role_of_uid(unsigned int uid)
{
	int role = 0;

	while (role < ROLES && model_role[role].euid != uid &&
	    model_role[role].suid != uid)
		role++;
	return name_of(role, uid);
}

const char *
drive_role_of_gid(unsigned int gid)
{
	int role = 0;

	while (role < ROLES && model_role[role].egid != gid &&
	    model_role[role].sgid != gid)
		role++;
	return name_of(role, gid);
}

const char *
drive_pidfd(int pidfd)
{
	static char text[32];
	enum role role = model_pidfd_role(pidfd);

	model_close(pidfd);
	if (world.process[role].life == REAPED)
		return "ended";
	snprintf(text, sizeof(text), "%s%s", script_role[role],
	    world.process[role].life == EXITED ? " ended" : "");
	return text;
}

/* ---- The lines of the model, and those that were recorded */

static void
set_release(int release)
{
	model_reset();
	model.release = release;
}

/* A recording, or what the model prints: lines of "STATE QUESTION ANSWER". */
struct lines {
	char	*line[MOST_LINES];
	int	count;
	int	is_whole;	/* made by record, which omits no line */
	int	has_end;	/* and which ends with a line of its own */
	int	is_users;	/* whose processes all have the same ids */
	int	is_blind;	/* no /proc named the process of a pidfd */
	int	is_labelled;	/* a security module labels the peers */
};

static void
read_lines(FILE *stream, struct lines *lines)
{
	char text[32768];

	memset(lines, 0, sizeof(*lines));
	while (fgets(text, sizeof(text), stream) != NULL) {
		text[strcspn(text, "\n")] = '\0';
		lines->is_whole |= strncmp(text, "# made by ", 10) == 0;
		lines->has_end |= strcmp(text, "# end") == 0;
		lines->is_blind |= strstr(text, " pidfd     process") != NULL;
		lines->is_labelled |= strstr(text, " label-1   ") != NULL;
		lines->is_users |= strncmp(text, "# libunixcred ", 14) == 0 &&
		    strstr(text, ", as an ordinary user") != NULL;
		if (text[0] == '#' || text[0] == '\0')
			continue;
		if (lines->count == MOST_LINES) {
			fprintf(stderr, "replay: more lines than expected\n");
			exit(99);
		}
		lines->line[lines->count] = strdup(text);
		if (lines->line[lines->count++] == NULL)
			exit(99);
	}
	fclose(stream);
}

/* What run() prints on the model: script_line() writes to standard output. */
static int
read_model(int release, void (*run)(void), struct lines *lines)
{
	int end[2], status;
	pid_t child;

	fflush(stdout);
	if (pipe(end) == -1 || (child = fork()) == -1) {
		perror("replay");
		exit(99);
	}
	if (child == 0) {
		close(end[0]);
		if (dup2(end[1], STDOUT_FILENO) == -1)
			_exit(99);
		set_release(release);
		run();
		exit(fflush(stdout) == 0 ? 0 : 99);
	}
	close(end[1]);
	read_lines(fdopen(end[0], "r"), lines);
	waitpid(child, &status, 0);
	return status;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Where an answer begins, and where its question does. */
static char *
answer_of(char *line, char **question)
{
	*question = line + strcspn(line, " ");
	*question += strspn(*question, " ");
	line = *question + strcspn(*question, " ");
	return line + strspn(line, " ");
}

static int
is_about(const char *question, const char *what)
{
	return strncmp(question, what, strlen(what)) == 0;
}

/* The first word is a process in all answers but one; then ids follow. */
static void
rename_ids(char *answer, int is_uid_gid)
{
	char *ids = is_uid_gid ? answer : strchr(answer, '/');
	char *second;

	if (ids == NULL || answer[0] == 'E')
		return;
	ids += *ids == '/';
	second = strchr(ids, '/');
	/* Keep an id of no role as it is.  No role has a shorter name. */
	if (second != NULL && *ids != '?' && second[1] != '?')
		strcpy(ids, "USER/USER");
}

/*
 * Keep of a line what can be compared with this recording.  An ordinary user's
 * processes all have the same ids, and the user's own groups: keep whether
 * there are groups.  Where no /proc names the process of a pidfd, keep whether
 * it has ended.  Return 0 if nothing is left.
 */
static int
simplify(char *line, const struct lines *recorded, int has_labels)
{
	char *question, *answer = answer_of(line, &question);
	int is_error = answer[0] == 'E';

	if (recorded->is_users && is_about(question, "groups")) {
		if (!is_error)
			answer[0] = '\0';
		return !is_about(question, "groups-1");
	}
	if (recorded->is_users)
		rename_ids(answer, is_about(question, "uid_gid"));
	if (recorded->is_blind && is_about(question, "pidfd ") && !is_error)
		strcpy(answer, strstr(answer, "ended") != NULL ? "ended" : "");
	if (!has_labels && is_about(question, "label")) {
		if (!is_error || strcmp(answer, "ENOSYS") == 0)
			answer[0] = '\0';
		return !is_about(question, "label-1");
	}
	return 1;
}

static void
simplify_all(struct lines *lines, const struct lines *recorded, int has_labels)
{
	int i;

	for (i = 0; i < lines->count; i++)
		if (!simplify(lines->line[i], recorded, has_labels)) {
			free(lines->line[i]);
			lines->line[i--] = lines->line[--lines->count];
		}
}

/* Whether a state was recorded, or the system lacks the socket or network. */
enum was { MISSING, ABSENT, RECORDED_STATE };

static enum was
state_of(const struct lines *recorded, const char *line)
{
	size_t length = strcspn(line, " ") + 1;
	int first, high = recorded->count, low = 0, middle, no_network = 0;
	char *answer, *question;

	while (low < high) {
		middle = (low + high) / 2;
		if (strncmp(recorded->line[middle], line, length) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (first = low; low < recorded->count &&
	    strncmp(recorded->line[low], line, length) == 0; low++) {
		answer = answer_of(recorded->line[low], &question);
		no_network |= strcmp(answer, "ENETUNREACH") == 0 ||
		    strcmp(answer, "EADDRNOTAVAIL") == 0;
	}
	if (low == first)
		return MISSING;
	if (no_network)
		return ABSENT;
	answer_of(recorded->line[first], &question);
	return low == first + 1 && strncmp(question, "open ", 5) == 0 ?
	    ABSENT : RECORDED_STATE;
}

/* The number of states that a recording lacks: the lines are sorted. */
static int
count_missing(const struct lines *recorded, const struct lines *said)
{
	const char *last = "";
	int count = 0, i;

	for (i = 0; i < said->count; i++) {
		if (strncmp(last, said->line[i],
		    strcspn(said->line[i], " ") + 1) == 0)
			continue;
		last = said->line[i];
		if (state_of(recorded, last) != MISSING)
			continue;
		count++;
		if (recorded->is_whole && !recorded->is_users)
			printf("not recorded: %.*s\n",
			    (int)strcspn(last, " "), last);
	}
	return count;
}

/* A recording from the command line. */
static int by_hand;

/* Print the lines that only one of them has, and count them. */
static int
compare(struct lines *recorded, struct lines *said)
{
	/* A recording in git must be of a release with such labels. */
	int has_labels = !by_hand || !recorded->is_labelled ||
	    said->is_labelled;
	int different = 0, i = 0, j = 0, order;

	simplify_all(recorded, recorded, has_labels);
	simplify_all(said, recorded, has_labels);
	qsort(recorded->line, (size_t)recorded->count, sizeof(char *),
	    by_text);
	qsort(said->line, (size_t)said->count, sizeof(char *), by_text);
	while (i < recorded->count || j < said->count) {
		order = i == recorded->count ? 1 : j == said->count ? -1 :
		    strcmp(recorded->line[i], said->line[j]);
		if (order < 0 && state_of(recorded, recorded->line[i]) !=
		    ABSENT) {
			printf("-%s\n", recorded->line[i]);
			different++;
		} else if (order > 0 && state_of(recorded, said->line[j]) ==
		    RECORDED_STATE) {
			printf("+%s\n", said->line[j]);
			different += recorded->is_whole;
		}
		i += order <= 0;
		j += order >= 0;
	}
	return different;
}

static void
free_lines(struct lines *lines)
{
	while (lines->count > 0)
		free(lines->line[--lines->count]);
}

/* 0 if the recording at this path is what run() prints on the model. */
static int
replay_file(int release, const char *path, void (*run)(void))
{
	static struct lines recorded, said;
	int different, missing, status;
	FILE *stream;

	stream = fopen(path, "r");
	if (stream == NULL) {
		perror(path);
		return 1;
	}
	read_lines(stream, &recorded);
	status = read_model(release, run, &said);
	different = compare(&recorded, &said);
	missing = count_missing(&recorded, &said);
	printf("%s %s: %d lines recorded, %d differ, %d states not recorded\n",
	    kernel.name, kernel.release[release].name, recorded.count,
	    different, missing);
	if (recorded.is_whole && !recorded.is_users && missing > 0)
		status = 1;
	if (recorded.is_whole && !recorded.has_end) {
		printf("%s: it has no end\n", path);
		status = 1;
	}
	status = different != 0 || recorded.count == 0 || status != 0;
	free_lines(&recorded);
	free_lines(&said);
	return status;
}

static void
run_states(void)
{
	script_each(SOURCE "/tests/model/states", script_run);
}

int
replay(void)
{
	char path[1024];
	int failed = 0, i;

	for (i = 0; kernel.release[i].name != NULL; i++) {
		if (kernel.release[i].recording == NULL) {
			printf("%s %s: no recording\n", kernel.name,
			    kernel.release[i].name);
			continue;
		}
		snprintf(path, sizeof(path), SOURCE "/recordings/%s.txt",
		    kernel.release[i].recording);
		failed |= replay_file(i, path, run_states);
	}
	return failed;
}

/* ---- By hand */

static int
usage(void)
{
	fprintf(stderr, "usage: model [search [DEEPER]]\n"
	    "       model RELEASE RECORDING [COUNT SEED]\n"
	    "       model RELEASE -s FILE\n");
	return 2;
}

static unsigned int seed;
static int scripts;

static void
run_random(void)
{
	struct state state;

	while (scripts-- > 0) {
		script_random(seed++, &state);
		script_run(&state);
	}
}

int
main(int argc, char *argv[])
{
	int failed, release = 0;

	if (argc == 1) {
		failed = replay();
		failed |= search(0, 0);
		return states() || failed;
	}
	if (strcmp(argv[1], "search") == 0 && argc < 4)
		return argc == 3 && atoi(argv[2]) < 0 ? usage() :
		    search(argc == 3 ? atoi(argv[2]) : 0, 1);
	while (kernel.release[release].name != NULL &&
	    strcmp(kernel.release[release].name, argv[1]) != 0)
		release++;
	if (argc < 3 || argc > 5 || kernel.release[release].name == NULL)
		return usage();
	if (argc == 4) {
		if (strcmp(argv[2], "-s") != 0)
			return usage();
		set_release(release);
		script_each(argv[3], script_run);
		return 0;
	}
	by_hand = 1;
	if (argc == 3)
		return replay_file(release, argv[2], run_states);
	scripts = atoi(argv[3]);
	seed = (unsigned int)strtoul(argv[4], NULL, 10);
	return replay_file(release, argv[2], run_random);
}
