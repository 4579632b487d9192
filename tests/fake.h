/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Fake kernels.  A test program links the library's files, compiled against the
 * replica of a system's headers, with one kernel-*.c, which answers as that
 * system's kernel does, and fake.c, which defines the system calls.  A
 * descriptor is the state of a socket and nothing else.
 */

#ifndef FAKE_H
#define FAKE_H

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/un.h>

/* In which state a descriptor is: what contract.c has a row for. */
enum kind {
	CLOSED,
	REGULAR_FILE,
	PIPE,			/* a FIFO, too */
	TCP4,			/* connected, over the loopback interface */
	TCP6,
	UDP,
	ICMP,			/* raw */
	BLUETOOTH,		/* stands for any family that has credentials */
	NO_NAME,		/* AF_ALG and others without getsockname(2) */
	UNCONNECTED,
	BOUND,
	LISTENING,
	CONNECTING,		/* the side that called connect(2) */
	ACCEPTED,
	PEER_CLOSED,		/* accepted, and then the peer closed */
	PEER_CLOSED_US,		/* connecting, and then the server closed */
	PEER_REAPED,		/* accepted, and then the peer ended */
	PAIR,			/* of stream sockets */
	SEQ_UNCONNECTED,
	SEQ_LISTENING,
	SEQ_ACCEPTED,
	DGRAM_UNBOUND,
	DGRAM_CONNECTED,
	DGRAM_PAIR,
	RELISTENING,		/* connected once, peer gone, listens now */
	OTHER_PIDNS,		/* accepted from a process that we cannot see */
	HOSTILE,		/* connecting: the server's listening socket is
				   or was connected to another server */
	BOUND_CLIENT,		/* connecting, after we have bound it */
	BOUND_ACCEPTED,		/* accepted, and then bound by us */
	KINDS
};

#define FD(kind)	((kind) == CLOSED ? -1 : 100 + (int)(kind))

struct identity {
	pid_t	pid;
	uid_t	ruid, euid, suid;
	gid_t	rgid, egid, sgid;
	int	zone;
	int	ngroups;	/* supplementary */
	gid_t	groups[32];
};

/* Four processes that nobody can take for each other. */
enum who { SELF, PEER, SERVER, CREATOR, PROCESSES };

/* Which system call it is; a test can say how each is to go wrong. */
enum call { GETSOCKOPT, GETSOCKNAME, GETPEERNAME, GETPEERUCRED, CALLS };

#define TRULY	(-2)		/* not this: as the kernel would */
#define NO_SIZE	((socklen_t)-3)
#define ALL	((socklen_t)-4)

struct fake {
	int		release;	/* of those that the kernel knows */
	struct identity	process[PROCESSES];

	int		error[CALLS];	/* an errno instead of an answer */
	int		length[CALLS];	/* returned with an answer */
	int		silent[CALLS];	/* success, and nothing is written */
	int		spare[CALLS];	/* so many calls go right before */
	int		poison;		/* in the rest of the buffer */
	int		version;	/* in an answer that has one */
	int		ngroups;	/* in an answer that counts them */
	int		listen_after;	/* listens after so many calls */

	socklen_t	room;		/* that getsockopt(2) was given */
	socklen_t	name_room;	/* that getpeername(2) was given */
	socklen_t	written;	/* of an answer, if not ALL of it */
	socklen_t	size;		/* of every true answer; else NO_SIZE */
	int		calls;		/* how often the kernel was asked */
	int		asked[CALLS];
	int		objects;	/* what the system wants back */
	int		blocks;		/* what the library has allocated */
	int		fail_malloc;
};

extern struct fake fake;

/* Whose ids are the right ones for a socket in this state. */
enum who fake_who(enum kind kind);

/* What a kernel tells in a state where kernels differ. */
#define TOLD_PORTABLE	1	/* to the portable calls: the right ids */
#define TOLD_RAW	2	/* to the raw call: the right ids */
#define RAW_LIES	4	/* to the raw call: the ids of .liar */
#define PID_UNKNOWN	8	/* no pid to the portable call */
#define RAW_PID_UNKNOWN	16	/* no pid to the raw call */
#define PORTABLE_LIES	32	/* to the portable call, as to the raw one */
#define GROUPS_UNKNOWN	64	/* no groups, but the ids */
#define PIDFD_UNKNOWN	128	/* no such handle in this release */
#define PIDFD_GONE	256	/* no handle any more */
#define GROUPS_BAD	512	/* groups that fail a check */
#define TOLD		(TOLD_PORTABLE | TOLD_RAW)
#define NO_PID		(PID_UNKNOWN | RAW_PID_UNKNOWN)

/* What a kernel-*.c defines. */
struct kernel {
	const char	*name;
	int		releases;

	/* Which of these calls are there: the others say ENOSYS. */
	int		has_ucred, has_xucred, has_peerucred, has_peerpid;
	int		has_groups, has_pidfd;

	/* How many system calls an answer of a portable call costs. */
	int		calls, calls_with_pid, calls_for_groups;

	/* How many groups it tells at most, the effective one included. */
	int		most_groups;

	/* "No such option", in this system's words. */
	int		unknown_option;

	/* The length of an unnamed socket's name. */
	socklen_t	unnamed;

	/* Whose ids the raw call gives where it gives wrong ones. */
	enum who	(*liar)(enum kind kind);

	/* Whether a socket that has lost its peer can begin to listen. */
	int		relistens;

	/* Whether this release knows SO_ACCEPTCONN; some have but the name. */
	int		(*knows_acceptconn)(void);

	/* What it answers for a socket that listens: its flag's value. */
	int		acceptconn;

	/* The flags above, in this state, of this release. */
	int		(*tells)(enum kind kind);

	/* getsockopt(2): an errno, or 0 with the answer and its size. */
	int		(*getsockopt)(enum kind kind, int level, int option,
			    void *answer, socklen_t *size);

	/* getpeername(2): likewise; NULL where it must not be asked. */
	int		(*getpeername)(enum kind kind);
};

extern const struct kernel kernel;

/* What getsockopt(2) and its like do before they answer: 0, or an errno. */
int	fake_begin(enum call call, int fd);
enum kind fake_kind(int fd);

/* A pidfd, which has to be closed again. */
int	fake_pidfd(enum who who);
int	fake_close(int fd);

/* For .knows_acceptconn. */
int	fake_always(void);
int	fake_never(void);

/* For .liar. */
enum who fake_self(enum kind kind);
enum who fake_peer(enum kind kind);

#endif
