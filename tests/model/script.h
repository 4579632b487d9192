/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * A state of a socket is a script: calls by named processes, and then one
 * process that asks the library about one of its descriptors.  tests/model/states
 * has the scripts.  Whoever links script.c runs them: real.c with processes and
 * sockets of the running kernel, model.c with those of a model of a kernel.
 */

#ifndef SCRIPT_H
#define SCRIPT_H

/* Processes that nobody can take for each other. */
enum role { SELF, PEER, SERVER, CREATOR, ROOT, MALLORY, ROLES };

enum verb {
	DO_OPEN,	/* WHO open A KIND: not a Unix-domain socket */
	DO_SOCKET,	/* WHO socket A TYPE */
	DO_PAIR,	/* WHO pair A B TYPE: socketpair(2) */
	DO_BIND,	/* WHO bind A NAME */
	DO_LISTEN,	/* WHO listen A */
	DO_CONNECT,	/* WHO connect A NAME */
	DO_DISCONNECT,	/* WHO disconnect A: connect(2) with AF_UNSPEC */
	DO_ACCEPT,	/* WHO accept A B: B is the new socket */
	DO_SHUTDOWN,	/* WHO shutdown A: both ways */
	DO_CLOSE,	/* WHO close A: this process's descriptor only */
	DO_PASS,	/* WHO pass A TO: that process has it, too */
	DO_BECOME,	/* WHO become TO: takes that role's ids, for good */
	DO_GROUPS,	/* WHO groups N: has so many supplementary groups */
	DO_EXIT,	/* WHO exit: ends, and is not waited for */
	DO_REAP,	/* WHO reap: is waited for, after exit */
	DO_ASK,		/* WHO ask A: every question to the library */
	VERBS
};

enum type { STREAM, SEQPACKET, DGRAM };

/* What DO_OPEN opens; of the last four nothing is opened, but a number taken. */
enum kind {
	REGULAR_FILE, PIPE_READ, PIPE_WRITE, TCP4, TCP6, UDP, UDP6, ICMP,
	ICMP6, RAW, ROUTE, NETLINK, CLOSED_MINUS_1, CLOSED_77, CLOSED_MAX,
	CLOSED_MIN, KINDS
};

/*
 * A descriptor is a letter, from a to z, and stands for the same socket in all
 * processes that have it.  A name of a socket is a letter, too.
 */
struct step {
	enum role	who;
	enum verb	verb;
	int		fd;	/* 0 to 25 */
	int		other;	/* the second of DO_PAIR, the new of DO_ACCEPT */
	int		arg;	/* type, kind, name (0 to 25), role, or count */
};

enum { MOST_STEPS = 32 };

struct state {
	char		name[40];
	int		steps;
	struct step	step[MOST_STEPS];
};

/* script.c: read a file of states, call for each; exit on a line it cannot read. */
void	script_each(const char *path, void (*run)(const struct state *state));

/* Run one: begin, its steps, end.  A step that fails prints a line itself. */
void	script_run(const struct state *state);

/* A script made by chance from this seed, the same one everywhere. */
void	script_random(unsigned int seed, struct state *state);

/* What is printed, of everything: a line. */
void	script_line(const char *state, const char *question, const char *answer);
const char *script_errno(int error);
extern const char *const script_role[ROLES];

/* Whoever drives: defined by real.c and by model.c. */
void	drive_begin(void);
int	drive_step(const struct step *step);	/* 0, or an errno; not DO_ASK */
void	drive_ask(const char *state, const struct step *step);
void	drive_end(void);

/*
 * ask.c: every question about a descriptor, in the process that has it, a line
 * for each.  The driver tells which role an id or a process belongs to.
 */
void	ask_all(const char *state, int sockfd);
const char *drive_role_of_pid(int pid);
const char *drive_role_of_uid(unsigned int uid);
const char *drive_role_of_gid(unsigned int gid);

#endif
