/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * The library's promises, for system calls with any result.  promise.c is
 * compiled with a replica and a mechanism's files, and has two users.  cbmc
 * uses every value of the unknowns below.  chance.c uses random values.
 */

#ifndef PROMISE_H
#define PROMISE_H

#include <sys/types.h>

#include <stddef.h>

#include <unixcred.h>

#include "kernel.h"

#ifdef __CPROVER__
/* A function without a body, and with such a name, returns any value. */
#define any_bool	nondet_bool
#define any_int		nondet_int
#define any_unsigned	nondet_unsigned
#define ASSUME(truth)	__CPROVER_assume(truth)
#define LIKELY(value)	((void)sizeof(value))
#define SELDOM(value)	((void)sizeof(value))
#define PROMISE(name, truth)	__CPROVER_assert(truth, name)
#define WRITABLE(p, size)	has_room(p, size)
#else
void	promise(const char *name, int truth);
#define ASSUME(truth)	((void)0)
#define LIKELY(value)	((void)(any_unsigned() % 8 == 0 || (value)))
#define SELDOM(value)	((void)(any_unsigned() % 8 == 0 && (value)))
#define PROMISE(name, truth)	promise(name, truth)
#define WRITABLE(p, size)	1
#endif

int		any_bool(void);
int		any_int(void);
unsigned int	any_unsigned(void);
int		any_errno(void);
void		any_bytes(void *object, size_t size);

/* The system calls that a call can make, a bit each. */
enum {
	PEERNAME = 1, SOCKNAME = 2, CREDENTIALS = 4, LISTENING = 8, DOMAIN = 16,
	PID = 32, GROUPS = 64, PIDFD = 128, LABEL = 256, TOKEN = 512
};

/* Why a call has to fail, if not by an errno.  ENOPROTOOPT: unknown option. */
enum { BAD_ANSWER = -1, NEGATIVE_SIZE = -2 };

/* The system calls since a call began, and their results. */
struct seen {
	int	fd, size;		/* the call's own arguments */
	size_t	room;			/* for a label */
	int	may;			/* the system calls that it must make */
	int	asked, full;		/* those made, and answered in full */
	int	cause;			/* 0, an errno or one of the above */
	int	looked, look_error, look_family;	/* after that */
	pid_t	pid;			/* reported by the kernel */
	uid_t	uid;
	gid_t	gid;
	int	pidfd;
	struct unixcred_peerucred other;
	int	count;			/* of groups; one of them */
	int	some;
	gid_t	some_group;
	int	same, before;		/* effective one, again; before some */
	int	more;			/* to be requested once more */
	struct unixcred_peertoken token;
	gid_t	groups[16];		/* of struct xucred */
	int	objects, blocks;	/* allocated by it, and by the call */
};

extern struct seen seen;

void	ask(int fd, int question);
void	answered(int question, int cause);
void	told_group(int i, gid_t group);
void	told_groups(int count, int missing);

/* The promises; how often each call has succeeded. */
void	ids(void), ucred(void), xucred(void), peerucred(void), peerpid(void),
	peertoken(void), groups(void), pidfd(void), label(void);
extern long successes;

#endif
