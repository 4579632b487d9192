/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* macOS: uipc_ctloutput() in bsd/kern/uipc_usrreq.c. */

#include <config.h>

#include <string.h>

#include "bsd-rules.h"

/* SO_ACCEPTCONN is only in the header: sogetoptlock() in uipc_socket.c. */
static const struct release releases[] = {
	{ "7195.141.2", "xnu-7195.141", 0, 0 },
	{ NULL, NULL, 0, 0 }
};

/* There is no seqpacket type: localsw[] in bsd/kern/uipc_proto.c. */
static int
darwin_may_create(enum type type)
{
	return type == SEQPACKET ? EPROTONOSUPPORT : 0;
}

/* sobindlock() and unp_bind(): they fail after a shutdown both ways. */
static int
darwin_may_bind(const struct socket *socket, int name_is_taken)
{
	return socket->phase == GONE || socket->shut ? EINVAL :
	    bsd_may_bind(socket, name_is_taken);
}

static int
darwin_may_shutdown(const struct socket *socket)
{
	return socket->phase != CONNECTED ? ENOTCONN : 0;
}

/* A datagram has a pid, but no credentials. */
static int
peercred(const struct socket *socket, void *answer, socklen_t *size)
{
	if (!(socket->flags & OF_PEER))
		return socket->type == DGRAM ? EINVAL : ENOTCONN;
	fill_xucred(socket->cred, answer, size);
	return 0;
}

/*
 * The last process that used the peer's socket, while that exists
 * (so_update_last_owner_locked() in bsd/kern/uipc_socket.c).
 */
static int
peerpid(const struct socket *socket, void *answer, socklen_t *size)
{
	int user;

	if (socket->peer == 0)
		return ENOTCONN;
	user = world.socket[socket->peer - 1].user;
	memcpy(answer, &model_role[user - 1].pid, sizeof(pid_t));
	*size = sizeof(pid_t);
	return 0;
}

/*
 * The current ids of that process, if it has not ended: proc_find() does not
 * find a zombie.  The layout is that of set_security_token_task_internal() in
 * bsd/kern/kern_prot.c.
 */
#ifdef LOCAL_PEERTOKEN
static int
peertoken(const struct socket *socket, void *answer, socklen_t *size)
{
	const struct process *process;
	const struct identity *who;
	unsigned int val[8];
	int user;

	if (socket->peer == 0)
		return ENOTCONN;
	user = world.socket[socket->peer - 1].user;
	process = &world.process[user - 1];
	if (process->life > ALIVE)
		return EINVAL;
	who = &model_role[process->ids];
	val[0] = (unsigned int)-1;
	val[1] = who->euid;
	val[2] = who->egid;
	val[3] = who->ruid;
	val[4] = who->rgid;
	val[5] = (unsigned int)model_role[user - 1].pid;
	val[6] = 100001;
	val[7] = 1234;
	*size = sizeof(val);
	memcpy(answer, val, sizeof(val));
	return 0;
}
#endif

/*
 * The level is ignored, except SOL_SOCKET, which sogetoptlock() in
 * bsd/kern/uipc_socket.c handles.
 */
static int
darwin_getsockopt(const struct socket *socket, int level, int option,
    void *answer, socklen_t *size)
{
	static const int header_included = 8;

	if (level == SOL_SOCKET)
		return ENOPROTOOPT;
	/* The flag IP_HDRINCL: rip_ctloutput() in bsd/netinet/raw_ip.c. */
	if ((socket->kind == ICMP || socket->kind == RAW) &&
	    option == LOCAL_PEERPID) {
		memcpy(answer, &header_included, sizeof(header_included));
		*size = sizeof(header_included);
		return 0;
	}
	if (socket->kind != LOCAL)
		return foreign_xucred(socket, level, option);
	switch (option) {
	case LOCAL_PEERCRED:
		return peercred(socket, answer, size);
	case LOCAL_PEERPID:
		return peerpid(socket, answer, size);
#ifdef LOCAL_PEERTOKEN
	case LOCAL_PEERTOKEN:
		return peertoken(socket, answer, size);
#endif
	default:
		return EOPNOTSUPP;
	}
}

const struct kernel kernel = {
	.name = "darwin",
	.release = releases,
	.unnamed = bsd_unnamed,
	.may_create = darwin_may_create,
	.may_bind = darwin_may_bind,
	.may_listen = bsd_may_listen,
	.may_connect = bsd_may_connect,
	.may_shutdown = darwin_may_shutdown,
	.disconnects = bsd_disconnects,
	.on_pair = bsd_on_pair,
	.on_listen = bsd_record_own,
	.on_connect = bsd_on_connect,
	.getsockopt = darwin_getsockopt,
	.has_xucred = 1,
	.has_peerpid = 1,
	.has_peertoken = HAVE_DECL_LOCAL_PEERTOKEN,
	.has_groups = 1,
	.calls = 2,
	.calls_with_pid = 4,
	.calls_for_groups = 2,
	.has_pid = bsd_no_pid,
};
