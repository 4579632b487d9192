/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * A model of Unix-domain sockets: processes, descriptors, names, queues and
 * connections, as all kernels have them.  The rules of one kernel are in a file
 * of its name, as a struct kernel: whose ids are recorded where, which calls
 * fail, and what is answered.  model.c also defines the system calls that the
 * library makes.  The linker prefers them to libc's.
 */

#ifndef MODEL_H
#define MODEL_H

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <stdint.h>

#include "script.h"

enum { MOST_SOCKETS = 16, MOST_GROUPS = 65536, FIRST_FD = 100 };

/* Kinds of socket besides those that a script opens. */
enum {
	LOCAL = KINDS,		/* a Unix-domain socket */
	BLUETOOTH,		/* stands for any family that has credentials */
	NO_NAME,		/* AF_ALG and others without getsockname(2) */
	FREE			/* not a socket any more */
};

/* Set by the kernels' rules: what .cred of a socket is. */
#define OF_PEER	1		/* of its peer, and reported */
#define OWN	2		/* of the process that bound it or listens */

/* What was done to a socket.  state.c lists the pages that warn of it. */
#define BOUND_EARLY	1	/* bound, and then connected */
#define BOUND_LATE	2	/* connected, and then bound */
#define LISTENED_LATE	4	/* connected, and then it listened */
#define RECONNECTED	8	/* lost its peer, and has another one */
#define OF_PAIR		16	/* made by socketpair(2) */
#define UNPAIRED	32	/* a datagram's, and disconnected since */
#define CLIENT		64	/* connect(2) was called on it, and succeeded */

enum { CLOSED_PEER = 255 };	/* where it stays connected */
enum phase { FRESH, CONNECTED, GONE };
enum life { UNBORN, ALIVE, EXITED, REAPED };

/* A process at the time of a call: a role plus 1, or 0 for none. */
struct record {
	uint16_t	pid;	/* whose process id */
	uint16_t	ids;	/* whose user and group ids */
	uint32_t	groups;	/* how many, plus 1; 0: as those ids have */
};

/* No padding and no pointers: worlds are compared and hashed as bytes. */
struct socket {
	uint8_t		kind;
	uint8_t		type;
	uint8_t		letter;		/* plus 1; 0 before accept(2) */
	uint8_t		holders;	/* a bit for each process */
	uint8_t		name;		/* plus 1; an accepted one has it */
	uint8_t		bound;		/* that name leads here */
	uint8_t		phase;
	uint8_t		listens;
	uint8_t		shut;
	uint8_t		peer;		/* number plus 1, or CLOSED_PEER */
	uint8_t		queued;		/* number of the listening one plus 1 */
	uint8_t		flags;		/* OF_PEER, OWN */
	uint8_t		user;		/* the last one: a role plus 1 */
	uint8_t		done;		/* BOUND_EARLY and others */

	/* What a kernel does not know: bits of roles. */
	uint8_t		peer_pids, peer_ids;	/* who the peer really is */
	uint8_t		made_pids, made_ids;	/* socket, bind, listen */
	uint8_t		unused[2];

	struct record	cred;
	struct record	creator;	/* called socket(2) or socketpair(2) */
};

struct process {
	uint8_t		ids;		/* the role whose ids it has */
	uint8_t		life;
	uint8_t		unused[2];
	uint32_t	groups;		/* as in a record */
};

struct world {
	uint8_t		sockets;	/* oldest first */
	uint8_t		current;	/* the process that calls */
	uint8_t		unused[2];
	uint32_t	names;		/* a bit for each that is taken */
	struct process	process[ROLES];
	struct socket	socket[MOST_SOCKETS];
};

extern struct world world;

/* The ids of each role.  No two are equal, but for the real ones. */
struct identity {
	pid_t	pid;
	uid_t	ruid, euid, suid;
	gid_t	rgid, egid, sgid;
	int	zone;
	int	ngroups;
};

extern struct identity model_role[ROLES];
extern gid_t model_groups[ROLES][MOST_GROUPS];

struct release {
	const char	*name;
	const char	*recording;	/* its file; NULL if there is none */
	int		same;		/* rules, but for answers */
	int		acceptconn;	/* of a listening socket; 0: none */
};

/* A system call that the library makes.  A test can make it fail. */
enum call {
	GETSOCKOPT, GETSOCKNAME, GETPEERNAME, GETPEEREID, GETPEERUCRED, CALLS
};

enum { NO_EFFECT = -1 };

struct kernel {
	const char		*name;
	const struct release	*release;	/* the last one has no name */
	socklen_t		(*unnamed)(void); /* length of no name */

	/*
	 * An errno, 0, or NO_EFFECT: listen(2) returns 0 and does nothing.
	 * NULL refuses nothing.
	 */
	int	(*may_create)(enum type type);
	int	(*may_bind)(const struct socket *socket, int name_is_taken);
	int	(*leaves_file)(void);	/* of a bind(2) that is refused */
	int	(*may_listen)(const struct socket *socket);
	int	(*may_connect)(const struct socket *socket,
		    const struct socket *target);
	int	(*may_accept)(const struct socket *socket);
	int	(*may_shutdown)(const struct socket *socket);
	int	(*disconnects)(const struct socket *socket);

	/* What is recorded; NULL records nothing. */
	void	(*on_pair)(struct socket *a, struct socket *b);
	void	(*on_bind)(struct socket *socket);
	void	(*on_listen)(struct socket *socket);
	void	(*on_connect)(struct socket *client, struct socket *listener,
		    struct socket *accepted);
	void	(*on_disconnect)(struct socket *socket);

	int	keeps_peer;	/* that has closed: CLOSED_PEER */

	/*
	 * The answer and its size, or an errno.  NULL: not to be called, as
	 * getpeername(2) where it fails after the peer has closed.
	 */
	int	(*getsockopt)(const struct socket *socket, int level,
		    int option, void *answer, socklen_t *size);
	int	(*getpeername)(const struct socket *socket);

	/* Which calls the library supports: the others fail with ENOSYS. */
	int	has_ucred, has_xucred, has_peerucred, has_peerpid,
		has_peertoken, has_groups, has_pidfd, has_label;
	int	has_getpeereid;		/* of the portable calls, the ids */

	/* How many system calls a portable call makes if it succeeds. */
	int	calls, calls_with_pid, calls_for_groups;

	/* Whether the portable calls refuse a socket without a name. */
	int	named_only;

	/* Kinds of socket, as bits, whose raw answer is not about a peer. */
	uint32_t	foreign_answers;

	/* Whether a pid comes with the raw call's ids; NULL: it does. */
	int	(*has_pid)(void);

	/* The result of a call after the ids were reported; NULL: 0. */
	int	(*groups_error)(void);
	int	(*pidfd_error)(struct record record);

	/* The label of a socket that has a peer, or NULL. */
	const char *(*label)(const struct socket *socket);
};

extern const struct kernel kernel;

/* The calls so far; model_reset() clears it. */
#define ALL	((socklen_t)-4)

/* Fills a buffer after an answer, and outputs before a call. */
#define POISON	0x5a

struct model {
	int		release;	/* of those that the kernel has */

	socklen_t	room;		/* that getsockopt(2) was given */
	socklen_t	name_room;	/* that getpeername(2) was given */
	socklen_t	written;	/* of an answer, if not ALL of it */
	int		calls;		/* how many system calls */
	int		asked[CALLS];
	int		objects;	/* what the library must release */
	int		blocks;		/* what the library has allocated */
};

extern struct model model;

void	model_reset(void);

/* A world without sockets; a step in it: 0, or an errno. */
void	model_begin(void);
int	model_step(const struct step *step);

/* A descriptor's number for system calls, and back: NULL if there is none. */
int	model_fd(int letter);
struct socket *model_socket(int fd);

/* Called by the rules. */
struct record model_caller(void);
struct identity model_identity(struct record record);
const gid_t *model_groups_of(struct record record);
int	model_enter(enum call call, int fd);
int	model_acceptconn(void);
int	model_family(const struct socket *socket);
int	model_is_ip4(const struct socket *socket);
int	model_pidfd(struct record record);
enum role model_pidfd_role(int pidfd);
int	model_close(int fd);

#endif
