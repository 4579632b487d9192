/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Run the states on a kernel's model, and compare its lines with those that
 * were recorded on a real system of that release.  Where they differ, the model
 * is wrong.
 */

#include <config.h>

#include <sys/types.h>
#include <sys/wait.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model.h"
#include "run.h"

enum { MOST_LINES = 20000 };

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

/* A role, or the number of none. */
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

/* The real and the saved ones are a role's, too, but others. */
const char *
drive_role_of_uid(unsigned int uid)
{
	const struct identity *who;
	int role;

	for (role = 0; role < ROLES; role++) {
		who = &model_role[role];
		if (who->euid == uid || who->ruid == uid || who->suid == uid)
			break;
	}
	return name_of(role, uid);
}

const char *
drive_role_of_gid(unsigned int gid)
{
	const struct identity *who;
	int role;

	for (role = 0; role < ROLES; role++) {
		who = &model_role[role];
		if (who->egid == gid || who->rgid == gid || who->sgid == gid)
			break;
	}
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

/* ---- What the model says, and what was recorded */

static void
set_release(int release)
{
	model_reset();
	model.release = release;
}

/* script_line() writes to the standard output: let that be a pipe. */
static FILE *
model_lines(int release, pid_t *child)
{
	int end[2];

	fflush(stdout);
	if (pipe(end) == -1 || (*child = fork()) == -1) {
		perror("replay");
		exit(99);
	}
	if (*child == 0) {
		close(end[0]);
		if (dup2(end[1], STDOUT_FILENO) == -1)
			_exit(99);
		set_release(release);
		script_each(SOURCE "/tests/model/states", script_run);
		exit(fflush(stdout) == 0 ? 0 : 99);
	}
	close(end[1]);
	return fdopen(end[0], "r");
}

static int
read_lines(FILE *stream, char *lines[])
{
	char text[32768];
	int count = 0;

	while (count < MOST_LINES &&
	    fgets(text, sizeof(text), stream) != NULL) {
		text[strcspn(text, "\n")] = '\0';
		if (text[0] == '#' || text[0] == '\0')
			continue;
		lines[count] = malloc(strlen(text) + 1);
		if (lines[count] == NULL)
			exit(99);
		strcpy(lines[count++], text);
	}
	fclose(stream);
	return count;
}

/* How much of a line is the state and the question. */
static size_t
key(const char *line)
{
	size_t length = strcspn(line, " ");

	length += strspn(line + length, " ");
	length += strcspn(line + length, " ");
	return length + strspn(line + length, " ");
}

/* A system that had no such socket to record. */
static int
is_absent(const char *line)
{
	const char *question = line + strcspn(line, " ");

	return strncmp(question + strspn(question, " "), "open ", 5) == 0;
}

static int
compare(char *recorded[], int count, char *said[], int lines)
{
	int different = 0, i, j, near;

	for (i = 0; i < count; i++) {
		if (is_absent(recorded[i]))
			continue;
		near = lines;
		for (j = 0; j < lines; j++) {
			if (strcmp(recorded[i], said[j]) == 0)
				break;
			if (strncmp(recorded[i], said[j], key(said[j])) == 0)
				near = j;
		}
		if (j < lines)
			continue;
		different++;
		printf("-%s\n", recorded[i]);
		if (near < lines)
			printf("+%s\n", said[near]);
	}
	return different;
}

static void
release_lines(char *lines[], int count)
{
	while (count-- > 0)
		free(lines[count]);
}

/* 0 if they are the same. */
static int
replay_release(int release)
{
	static char *recorded[MOST_LINES], *said[MOST_LINES];
	char path[1024];
	int count, different, lines, status;
	pid_t child;
	FILE *stream;

	snprintf(path, sizeof(path), SOURCE "/recordings/%s.txt",
	    kernel.release[release].recording);
	stream = fopen(path, "r");
	if (stream == NULL) {
		perror(path);
		return 1;
	}
	count = read_lines(stream, recorded);
	lines = read_lines(model_lines(release, &child), said);
	waitpid(child, &status, 0);
	different = compare(recorded, count, said, lines);
	printf("%s %s: %d lines recorded, %d differ\n", kernel.name,
	    kernel.release[release].name, count, different);
	release_lines(recorded, count);
	release_lines(said, lines);
	return different != 0 || count == 0 || status != 0;
}

int
replay(void)
{
	int failed = 0, i;

	for (i = 0; kernel.release[i].name != NULL; i++) {
		if (kernel.release[i].recording != NULL)
			failed |= replay_release(i);
		else
			printf("%s %s: no recording\n", kernel.name,
			    kernel.release[i].name);
	}
	return failed;
}

/* ---- By hand */

static int
usage(void)
{
	fprintf(stderr, "usage: model [replay | search [DEEPER]]\n"
	    "       model RELEASE FILE | RELEASE -r COUNT SEED\n");
	return 2;
}

/* A release's lines, for diff(1) with those of record. */
static int
print_lines(int argc, char *argv[])
{
	struct state state;
	unsigned int seed;
	int count, release = 0;

	while (kernel.release[release].name != NULL &&
	    strcmp(kernel.release[release].name, argv[1]) != 0)
		release++;
	if (kernel.release[release].name == NULL)
		return usage();
	set_release(release);
	if (argc == 3) {
		script_each(argv[2], script_run);
		return 0;
	}
	if (argc != 5 || strcmp(argv[2], "-r") != 0)
		return usage();
	seed = (unsigned int)strtoul(argv[4], NULL, 10);
	for (count = atoi(argv[3]); count > 0; count--) {
		script_random(seed++, &state);
		script_run(&state);
	}
	return 0;
}

int
main(int argc, char *argv[])
{
	int failed;

	if (argc == 1) {
		failed = replay();
		return search(0, 0) || failed;
	}
	if (argc == 2 && strcmp(argv[1], "replay") == 0)
		return replay();
	if (strcmp(argv[1], "search") == 0)
		return search(argc > 2 ? atoi(argv[2]) : 0, 1);
	return argc > 2 ? print_lines(argc, argv) : usage();
}
