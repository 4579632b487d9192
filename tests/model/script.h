/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * A state of a socket is a script: calls by named processes, and then one
 * process that asks the library about one of its descriptors.  The file
 * tests/model/states has the scripts.  A program that links script.c and ask.c
 * runs them: real.c with processes and sockets of the running kernel, model.c
 * with those of a model of a kernel.
 */

#ifndef SCRIPT_H
#define SCRIPT_H

#include <stdio.h>

/*
 * Processes with different ids.  ROOT is user 0.  A step by a process that has
 * ended fails with ESRCH.
 */
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
	DO_BECOME,	/* ROOT become TO: takes that role's ids, for good */
	DO_GROUPS,	/* WHO groups N: supplementary ones; first step */
	DO_EXIT,	/* WHO exit: ends, and is not waited for */
	DO_REAP,	/* WHO reap: is waited for, after exit */
	DO_ASK,		/* WHO ask A: every question to the library */
	VERBS
};

enum type { STREAM, SEQPACKET, DGRAM };

/*
 * What DO_OPEN opens.  The last four are numbers of closed descriptors.  A TCP
 * socket can bind, listen, connect and accept; one process does all of it.
 */
enum kind {
	REGULAR_FILE, PIPE_READ, PIPE_WRITE, TCP4, TCP6, UDP, UDP6, ICMP,
	ICMP6, RAW, ROUTE, OROUTE /* NetBSD's old one */, NETLINK,
	CLOSED_MINUS_1, CLOSED_77, CLOSED_MAX, CLOSED_MIN, KINDS
};

/*
 * A descriptor is a letter, from a to z, and refers to the same socket in all
 * processes that have it.  A script makes each letter once.  In a process that
 * does not have it, every step fails with EBADF.  A name of a socket is a
 * letter, too.
 *
 * No step waits: sockets are non-blocking, so that accept fails with EAGAIN if
 * no process has connected.  No queue is ever full: listen(2) is called with
 * LISTEN_BACKLOG, which is more than a script can connect.
 */
struct step {
	enum role	who;
	enum verb	verb;
	int		fd;	/* 0 to 25 */
	int		other;	/* 2nd of DO_PAIR, new of DO_ACCEPT */
	int		arg;	/* type, kind, name (0 to 25), role, or count */
};

enum { MOST_STEPS = 32, LISTEN_BACKLOG = MOST_STEPS };

struct state {
	char		name[40];
	int		steps;
	struct step	step[MOST_STEPS];
};

/*
 * script.c.  script_each() reads a file of states and calls run() for each; it
 * exits with a message about a line that it cannot read.
 */
void	script_each(const char *path, void (*run)(const struct state *state));

/*
 * Run one state: drive_begin(), its steps, drive_end().  A step that fails
 * prints a line, such as "STATE listen EINVAL".  The steps after it still run,
 * unless the step makes a socket (open, socket, pair).  Then this system does
 * not have the state, and nothing more is run.  A state with more than one ask
 * prints their answers as STATE/SELF.a, STATE/PEER.c and so on.
 */
void	script_run(const struct state *state);

/* random.c: make a script from this seed, the same one on every system. */
void	script_random(unsigned int seed, struct state *state);

/* Print a script as script_each() reads it. */
void	script_print(const struct state *state);

/* Print one line of a recording. */
void	script_line(const char *state, const char *question,
	    const char *answer);
const char *script_errno(int error);
extern const char *const script_role[ROLES];

/* How many supplementary groups a role has, and the first, second ... */
extern const int script_ngroups[ROLES];
unsigned int script_group(enum role who, int i);

/*
 * What real.c and model.c define.  drive_step() returns 0 or an errno, and is
 * not called for DO_ASK.  drive_ask() calls ask_all(state, ...) in the process
 * that asks.  If that is impossible, it prints a line "STATE ask EBADF".
 */
void	drive_begin(void);
int	drive_step(const struct step *step);
void	drive_ask(const char *state, const struct step *step);
void	drive_end(void);

/*
 * ask.c: make every call about a descriptor, in the process that has it, and
 * print a line for each.  The driver prints the role that an id belongs to, or
 * "?NUMBER" for an id of no role.
 */
void	ask_all(const char *state, int sockfd);
const char *drive_role_of_pid(int pid);
const char *drive_role_of_uid(unsigned int uid);
const char *drive_role_of_gid(unsigned int gid);

/*
 * Name the process to which a pidfd refers, and close it: "PEER", "PEER ended"
 * before that process is waited for, and "ended" afterwards.
 */
const char *drive_pidfd(int pidfd);

#endif
