/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * record [-l] [-r COUNT SEED | -s FILE]: print what the library answers in
 * every state on the running kernel, a line for each call.  -s reads the
 * states from another file.  -r makes COUNT scripts, with the seeds SEED, SEED
 * + 1 and so on.  -l prints the scripts instead of running them.
 *
 * Each role is a process, started at its first step.  It gets orders over a
 * socket, one at a time, and reports when an order is done.  So the steps of a
 * script run in the order in which they are written, and a recording is the
 * same each time.  As root each role has its own ids.  Otherwise all have the
 * user's.
 */

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

#include "real.h"

#ifndef STATES
#define STATES	"states"
#endif

char directory[256];
int as_root;

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

/* ---- processes */

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
			if (other != (int)who && role[other].control > 0)
				close(role[other].control);
		role_run(who, control[1]);
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
	must(role_send(role[who].control, &order, sizeof(order), fd),
	    script_role[who]);
}

/* Its errno, and the descriptor that comes with it. */
static int
await(enum role who, int *fd)
{
	int error;

	if (!role_receive(role[who].control, &error, sizeof(error), fd)) {
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

/* Return when it is a zombie: then its descriptors are closed. */
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
	role_receive(role[who].control, &error, sizeof(error), &none);
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

/* ---- recording */

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

/* In a container user 0 may not be able to become another user. */
static int
can_be_others(void)
{
	pid_t child;
	int status;

	child = fork();
	if (child == 0)
		_exit(geteuid() != 0 || role_take_ids(PEER, 1) != 0);
	must(child != -1, "fork");
	must(waitpid(child, &status, 0) == child, "waitpid");
	must(WIFEXITED(status), "a process that tries other ids");
	return status == 0;
}

static void
leave(void)
{
	char outer[sizeof(directory)];

	remove_names();
	rmdir(directory);
	strcpy(outer, directory);
	*strrchr(outer, '/') = '\0';
	rmdir(outer);
}

static void
leave_and_die(int signal_number)
{
	leave();
	_exit(128 + signal_number);
}

/*
 * Make the directory of the sockets.  All roles can write to it, and no other
 * process can reach it: they enter it before they become other users.  Use the
 * last of these places where it can be made.
 */
static void
enter(void)
{
	const char *places[] = { getenv("TMPDIR"), "/tmp", "." };
	int i, length;

	for (i = 0; i < 3; i++) {
		length = snprintf(directory, sizeof(directory),
		    "%s/record-XXXXXX", places[i] == NULL ? "." : places[i]);
		if (length < (int)(sizeof(directory) - sizeof("/all")) &&
		    mkdtemp(directory) != NULL)
			break;
	}
	must(i < 3, "mkdtemp");
	strcat(directory, "/all");
	must(mkdir(directory, 0700) == 0, directory);
	must(chmod(directory, 0777) == 0, directory);
}

static void
print_header(const char *from)
{
	struct utsname name;

	must(uname(&name) != -1, "uname");
	printf("# SPDX-License-Identifier: MIT\n");
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
		signal(SIGHUP, leave_and_die);
		signal(SIGINT, leave_and_die);
		signal(SIGTERM, leave_and_die);
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
	printf("# end\n");
	must(fflush(stdout) == 0 && !ferror(stdout), "standard output");
	return 0;
}
