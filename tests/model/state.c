/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Check one state of a socket.  Make every call.  It has to fail with the error
 * of libunixcred(3), or report what the kernel has recorded.  The process that
 * it reports also has to be the peer.  If not, the state has to be one of those
 * that the manual warns of: the list is below.
 */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <unixcred.h>

#include "state.h"

/* A list that is larger than any role's groups. */
enum { LIST = 104 };

/* What a call stores; the rest, or all after a failure, stays POISON. */
struct ids {
	pid_t	pid;
	uid_t	uid;
	gid_t	gid;
};

/* A failing call may make more system calls, but not without bound. */
#define MOST_CALLS	5

const char *state_name;

/* The call, for a message. */
static const char *doing;

static void
expect(const char *what, long is, long should_be)
{
	char text[160];

	if (is == should_be)
		return;
	snprintf(text, sizeof(text), "%s: %s is %ld, not %ld",
	    doing == NULL ? "a call" : doing, what, is, should_be);
	tell(text, 1);
}

/* ---- The calls */

static void
expect_poison(const void *object, size_t size)
{
	const unsigned char *byte = object;

	/* All bytes are equal if each is equal to the next one. */
	expect("what was written", byte[0] != POISON ||
	    memcmp(byte, byte + 1, size - 1) != 0, 0);
}

static int
failed(const void *object, size_t size)
{
	int error = errno;

	expect("whether errno is set", error != 0, 1);
	expect_poison(object, size);
	return error;
}

static int
portable(int fd, struct ids *ids)
{
	return unixcred_get_peer_uid_gid(fd, &ids->uid, &ids->gid) == 0 ? 0 :
	    failed(ids, sizeof(*ids));
}

static int
portable_pid(int fd, struct ids *ids)
{
	return unixcred_get_peer_pid_uid_gid(fd, &ids->pid, &ids->uid,
	    &ids->gid) == 0 ? 0 : failed(ids, sizeof(*ids));
}

static int
groups(int fd, struct ids *ids)
{
	gid_t list[LIST];
	int count;

	count = unixcred_get_peer_groups(fd, LIST, list);
	if (count == -1)
		return failed(ids, sizeof(*ids));
	expect("whether they fit", count >= 1 && count <= LIST, 1);
	ids->gid = list[0];
	return 0;
}

static int
count_groups(int fd, struct ids *ids)
{
	return unixcred_get_peer_groups(fd, 0, NULL) > 0 ? 0 :
	    failed(ids, sizeof(*ids));
}

/* Close the pidfd again; otherwise an object is left. */
static int
pidfd(int fd, struct ids *ids)
{
	int handle;

	handle = unixcred_get_peer_pidfd(fd);
	if (handle == -1)
		return failed(ids, sizeof(*ids));
	expect("close", model_close(handle), 0);
	ids->pid = model_role[model_pidfd_role(handle)].pid;
	return 0;
}

static int
ucred(int fd, struct ids *ids)
{
	struct unixcred_ucred cred;

	memset(&cred, POISON, sizeof(cred));
	if (unixcred_get_ucred(fd, &cred) == -1)
		return failed(&cred, sizeof(cred));
	ids->pid = cred.pid;
	ids->uid = cred.uid;
	ids->gid = cred.gid;
	return 0;
}

static int
xucred(int fd, struct ids *ids)
{
	struct unixcred_xucred cred;
	int i;

	memset(&cred, POISON, sizeof(cred));
	if (unixcred_get_xucred(fd, &cred) == -1)
		return failed(&cred, sizeof(cred));
	expect("whether they fit", cred.ngroups >= 1 &&
	    cred.ngroups <= UNIXCRED_XUCRED_NGROUPS, 1);
	expect("first group", (long)cred.groups[0], (long)cred.gid);
	for (i = cred.ngroups; i < UNIXCRED_XUCRED_NGROUPS; i++)
		expect("no group", cred.groups[i] == (gid_t)-1, 1);
	ids->pid = cred.pid;
	ids->uid = cred.uid;
	ids->gid = cred.gid;
	return 0;
}

static int
peerucred(int fd, struct ids *ids)
{
	struct unixcred_peerucred *cred;

	memset(&cred, POISON, sizeof(cred));
	if (unixcred_getpeerucred(fd, &cred) == -1)
		return failed(&cred, sizeof(cred));
	ids->pid = cred->pid;
	ids->uid = cred->euid;
	ids->gid = cred->egid;
	errno = ERANGE;
	unixcred_peerucred_free(cred);
	expect("errno after free", errno, ERANGE);
	return 0;
}

static int
peerpid(int fd, struct ids *ids)
{
	return unixcred_get_peerpid(fd, &ids->pid) == 0 ? 0 :
	    failed(ids, sizeof(*ids));
}

static int
peertoken(int fd, struct ids *ids)
{
	struct unixcred_peertoken token;

	memset(&token, POISON, sizeof(token));
	if (unixcred_get_peertoken(fd, &token) == -1)
		return failed(&token, sizeof(token));
	ids->pid = (pid_t)token.val[5];
	ids->uid = (uid_t)token.val[1];
	ids->gid = (gid_t)token.val[2];
	return 0;
}

static int
label(int fd, struct ids *ids)
{
	const char *expected;
	char text[LIST];
	int length;

	length = unixcred_get_peer_label(fd, text, sizeof(text));
	if (length == -1)
		return failed(ids, sizeof(*ids));
	expect("length", length, (long)strlen(text));
	expected = kernel.label(model_socket(fd));
	expect("label", expected != NULL && strcmp(text, expected) == 0, 1);
	return 0;
}

static int
is_known(void)
{
	return kernel.has_ucred || kernel.has_xucred || kernel.has_peerucred ||
	    kernel.has_getpeereid;
}

static int
ask(int (*call)(int, struct ids *), int fd, struct ids *ids)
{
	int error;

	memset(ids, POISON, sizeof(*ids));
	model.calls = 0;
	memset(model.asked, 0, sizeof(model.asked));
	errno = 0;
	error = call(fd, ids);
	expect("objects that are left", model.objects, 0);
	expect("blocks that are left", model.blocks, 0);
	expect("too many system calls", model.calls > MOST_CALLS, 0);
	return error;
}

/* ---- What is expected: see ERRORS in libunixcred(3) */

/* The raw call of this kernel, or getpeereid(3). */
static int
raw_error(const struct socket *socket)
{
	if (socket == NULL)
		return EBADF;
	if (socket->kind == REGULAR_FILE || socket->kind == PIPE_READ ||
	    socket->kind == PIPE_WRITE)
		return ENOTSOCK;
	if (socket->kind != LOCAL)
		return EOPNOTSUPP;
	/* On Linux a listening socket has the ids of its own process. */
	if (kernel.keeps_peer && socket->flags != 0)
		return 0;
	return socket->flags & OF_PEER ? 0 : ENOTCONN;
}

static int
portable_error(const struct socket *socket)
{
	int error = raw_error(socket);

	if (error != 0)
		return error;
	if ((socket->listens && model_acceptconn() != 0) ||
	    (kernel.named_only && socket->name == 0) ||
	    (kernel.keeps_peer && socket->phase == FRESH))
		return ENOTCONN;
	return 0;
}

static int
groups_error(const struct socket *socket)
{
	int error = portable_error(socket);

	return error == 0 && kernel.groups_error != NULL ?
	    kernel.groups_error() : error;
}

static int
pidfd_error(const struct socket *socket)
{
	int error = portable_error(socket);

	return error == 0 && kernel.pidfd_error != NULL ?
	    kernel.pidfd_error(socket->cred) : error;
}

/* macOS: also for a datagram socket, which has no credentials. */
static int
peerpid_error(const struct socket *socket)
{
	if (socket == NULL || socket->kind != LOCAL)
		return raw_error(socket);
	return socket->peer == 0 ? ENOTCONN : 0;
}

/* And if the last process that used it has not ended. */
static int
peertoken_error(const struct socket *socket)
{
	int error = peerpid_error(socket), user;

	if (error != 0)
		return error;
	user = world.socket[socket->peer - 1].user;
	return world.process[user - 1].life > ALIVE ? ESRCH : 0;
}

static int
label_error(const struct socket *socket)
{
	int error = portable_error(socket);

	return error == 0 && kernel.label(socket) == NULL ? ENOSYS : error;
}

enum group {
	PORTABLE,		/* unixcred_get_peer_uid_gid() and its like */
	UNCHECKED,		/* unixcred_get_ucred() and its like */
	LAST_USER,		/* macOS's process id */
	TOKEN			/* unixcred_get_peertoken() */
};

#define PID	1
#define UID	2
#define GID	4

static const int raw_calls = 1, peerpid_calls = 2, pidfd_calls = 3,
    label_calls = 3;

static const struct question {
	const char	*name;
	int		(*call)(int fd, struct ids *ids);
	int		reports;
	enum group	group;
	const int	*is_here;	/* NULL: always */
	int		(*error)(const struct socket *socket);
	const int	*calls;		/* if it succeeds */
} questions[] = {
	{ "unixcred_get_peer_uid_gid", portable, UID | GID, PORTABLE,
	    NULL, portable_error, &kernel.calls },
	{ "unixcred_get_peer_pid_uid_gid", portable_pid, PID | UID | GID,
	    PORTABLE, NULL, portable_error, &kernel.calls_with_pid },
	{ "unixcred_get_peer_groups", groups, GID, PORTABLE,
	    &kernel.has_groups, groups_error, &kernel.calls_for_groups },
	{ "unixcred_get_peer_groups", count_groups, 0, PORTABLE,
	    &kernel.has_groups, groups_error, &kernel.calls_for_groups },
	{ "unixcred_get_peer_pidfd", pidfd, PID, PORTABLE,
	    &kernel.has_pidfd, pidfd_error, &pidfd_calls },
	{ "unixcred_get_peer_label", label, 0, PORTABLE,
	    &kernel.has_label, label_error, &label_calls },
	{ "unixcred_get_ucred", ucred, PID | UID | GID, UNCHECKED,
	    &kernel.has_ucred, raw_error, &raw_calls },
	{ "unixcred_get_xucred", xucred, PID | UID | GID, UNCHECKED,
	    &kernel.has_xucred, raw_error, &raw_calls },
	{ "unixcred_getpeerucred", peerucred, PID | UID | GID, UNCHECKED,
	    &kernel.has_peerucred, raw_error, &raw_calls },
	{ "unixcred_get_peerpid", peerpid, PID, LAST_USER,
	    &kernel.has_peerpid, peerpid_error, &peerpid_calls },
	{ "unixcred_get_peertoken", peertoken, PID | UID | GID, TOKEN,
	    &kernel.has_peertoken, peertoken_error, &peerpid_calls },
};

/* The pid that comes with the ids: macOS's is the last user's. */
static pid_t
pid_expected(const struct socket *socket, enum group group)
{
	if (kernel.has_peerpid && group != UNCHECKED)
		return socket->peer == 0 ? UNIXCRED_PID_UNKNOWN :
		    model_role[world.socket[socket->peer - 1].user - 1].pid;
	if (kernel.has_pid != NULL && !kernel.has_pid())
		return UNIXCRED_PID_UNKNOWN;
	return model_identity(socket->cred).pid;
}

/* ---- The wrong answers that a manual page warns of */

#define LISTENING	128	/* beside BOUND_EARLY and others */

/* A wrong answer has to match an entry; each entry has to match one. */
static struct admission {
	const char	*kernel;
	enum group	group;
	int		done;	/* one of these was done to the socket */
	const char	*page, *heading;
	int		found;
} admissions[] = {
#define CAVEATS		"unixcred_get_peer_uid_gid", "CAVEATS"
#define NOT_ABOUT	"When the answer is not about a peer"
#define UCRED		"unixcred_get_ucred", NOT_ABOUT
#define XUCRED		"unixcred_get_xucred", NOT_ABOUT
#define LAST		"When the answer is not about the process that " \
			"connected"
#define PEERPID		"unixcred_get_peerpid", LAST
#define PEERTOKEN	"unixcred_get_peertoken", LAST
	{ "linux", PORTABLE, UNPAIRED, CAVEATS, 0 },
	{ "linux", UNCHECKED, UNPAIRED, UCRED, 0 },
	{ "linux", UNCHECKED, LISTENING, UCRED, 0 },
	{ "freebsd", UNCHECKED, LISTENED_LATE, XUCRED, 0 },
	{ "dragonfly", PORTABLE, LISTENED_LATE, CAVEATS, 0 },
	{ "dragonfly", UNCHECKED, LISTENED_LATE, XUCRED, 0 },
	{ "aix", PORTABLE, LISTENED_LATE, CAVEATS, 0 },
	{ "darwin", PORTABLE, LISTENED_LATE, CAVEATS, 0 },
	{ "darwin", UNCHECKED, LISTENED_LATE, XUCRED, 0 },
	{ "darwin", LAST_USER, ~0, PEERPID, 0 },
#if HAVE_DECL_LOCAL_PEERTOKEN
	{ "darwin", TOKEN, ~0, PEERTOKEN, 0 },
#endif
	{ "netbsd", PORTABLE, LISTENED_LATE, CAVEATS, 0 },
	{ "netbsd", PORTABLE, BOUND_EARLY, CAVEATS, 0 },
	{ "netbsd", PORTABLE, BOUND_LATE, CAVEATS, 0 },
	{ "netbsd", PORTABLE, RECONNECTED, CAVEATS, 0 },
	{ "netbsd", UNCHECKED, LISTENED_LATE, UCRED, 0 },
	{ "netbsd", UNCHECKED, BOUND_LATE, UCRED, 0 },
	{ "netbsd", UNCHECKED, CLIENT, UCRED, 0 },
	{ "openbsd", PORTABLE, LISTENED_LATE, CAVEATS, 0 },
	{ "openbsd", PORTABLE, BOUND_EARLY, CAVEATS, 0 },
	{ "openbsd", PORTABLE, BOUND_LATE, CAVEATS, 0 },
	{ "openbsd", PORTABLE, RECONNECTED, CAVEATS, 0 },
	{ "openbsd", UNCHECKED, LISTENED_LATE, UCRED, 0 },
	{ "openbsd", UNCHECKED, BOUND_LATE, UCRED, 0 },
	{ "openbsd", UNCHECKED, UNPAIRED, UCRED, 0 },
	{ "openbsd", UNCHECKED, CLIENT, UCRED, 0 },
	{ NULL, UNCHECKED, 0, NULL, NULL, 0 }
};

/* The answer is another process: does a page warn of it? */
static void
judge(const struct socket *socket, enum group group)
{
	struct admission *admission = admissions;
	char text[160];
	int done;

	done = socket->done | (socket->listens ? LISTENING : 0) |
	    (group >= LAST_USER ? ~0 : 0);
	/* Allowed only if the kernel does not report that it listens. */
	if (socket->listens && group == PORTABLE)
		done = model_acceptconn() == 0 ? LISTENED_LATE : 0;
	while (admission->kernel != NULL &&
	    (strcmp(admission->kernel, kernel.name) != 0 ||
	    admission->group != group || !(admission->done & done)))
		admission++;
	if (admission->kernel == NULL)
		snprintf(text, sizeof(text), "%s: somebody else", doing);
	else
		snprintf(text, sizeof(text), "%s: admitted in %s: %s", doing,
		    admission->page, admission->heading);
	if (admission->kernel == NULL || admission->found++ == 0)
		tell(text, admission->kernel == NULL);
}

static int
has_heading(const char *page, const char *heading)
{
	char line[256], path[1024];
	int found = 0;
	FILE *stream;

	snprintf(path, sizeof(path), SOURCE "/man3/%s.3", page);
	stream = fopen(path, "r");
	if (stream == NULL) {
		perror(path);
		return 0;
	}
	while (fgets(line, sizeof(line), stream) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		found |= (strncmp(line, ".Sh ", 4) == 0 ||
		    strncmp(line, ".Ss ", 4) == 0) &&
		    strcmp(line + 4, heading) == 0;
	}
	fclose(stream);
	return found;
}

int
check_admissions(void)
{
	const struct admission *admission;
	int wrong = 0;

	for (admission = admissions; admission->kernel != NULL; admission++) {
		if (strcmp(admission->kernel, kernel.name) != 0)
			continue;
		if (admission->found == 0) {
			printf("%s: %s admits what is not found: %s calls, "
			    "done %d\n", kernel.name, admission->page,
			    admission->group == UNCHECKED ? "raw" : "portable",
			    admission->done);
			wrong = 1;
		}
		if (!has_heading(admission->page, admission->heading)) {
			printf("%s: %s has no heading \"%s\"\n", kernel.name,
			    admission->page, admission->heading);
			wrong = 1;
		}
	}
	return wrong;
}

/* ---- The check of one answer */

/* The ids belong to one of these roles, or to none. */
static int
are_ids_of(int roles, int reports, const struct ids *ids)
{
	int role;

	for (role = 0; role < ROLES; role++)
		if (roles & 1 << role &&
		    (!(reports & UID) || ids->uid == model_role[role].euid) &&
		    (!(reports & GID) || ids->gid == model_role[role].egid))
			return 1;
	return !(reports & (UID | GID));
}

static int
is_pid_of(int roles, int reports, const struct ids *ids)
{
	int role;

	for (role = 0; role < ROLES; role++)
		if (roles & 1 << role && ids->pid == model_role[role].pid)
			return 1;
	return !(reports & PID) || ids->pid == UNIXCRED_PID_UNKNOWN;
}

/* So many groups that two system calls are needed on Linux. */
static int
are_many(struct record record)
{
	return kernel.keeps_peer && model_identity(record).ngroups > 16;
}

/* Whose ids are expected: a token has the current ids of the last user. */
static struct identity
who_expected(const struct question *question, const struct socket *socket)
{
	int user;

	if (question->group != TOKEN)
		return model_identity(socket->cred);
	user = world.socket[socket->peer - 1].user;
	return model_role[world.process[user - 1].ids];
}

static void
check_answer(const struct question *question, const struct socket *socket,
    const struct ids *ids)
{
	int calls = *question->calls, reports = question->reports;
	struct ids poison;

	memset(&poison, POISON, sizeof(poison));
	expect("pid", ids->pid, !(reports & PID) ? poison.pid :
	    pid_expected(socket, question->group));
	expect("uid", (long)ids->uid, (long)(!(reports & UID) ? poison.uid :
	    who_expected(question, socket).euid));
	expect("gid", (long)ids->gid, (long)(!(reports & GID) ? poison.gid :
	    who_expected(question, socket).egid));
	if (question->call == groups && are_many(socket->cred))
		calls++;
	if (question->call != portable_pid || ids->pid != UNIXCRED_PID_UNKNOWN)
		expect("system calls", model.calls, calls);
	/* Some kernels that imitate Linux reject a short buffer. */
	if (model.asked[GETPEERNAME] > 0)
		expect("room", (long)model.name_room,
		    sizeof(struct sockaddr_un));
	if (!are_ids_of(socket->peer_ids, reports, ids))
		judge(socket, question->group);
	else if (!is_pid_of(socket->peer_pids, reports, ids))
		judge(socket, kernel.has_peerpid && question->group != TOKEN ?
		    LAST_USER : question->group);
}

static int
is_here(const struct question *question)
{
	return question->is_here == NULL ? is_known() : *question->is_here;
}

static void
check_question(const struct question *question, const struct socket *socket,
    int fd)
{
	struct ids ids;
	int error, expected;

	doing = question->name;
	error = ask(question->call, fd, &ids);
	if (!is_here(question)) {
		expect("errno", error, ENOSYS);
		expect("system calls", model.calls, 0);
		return;
	}
	/* An answer for another family is not about a peer. */
	if (error == 0 && question->group == UNCHECKED && socket != NULL &&
	    socket->kind != LOCAL && kernel.foreign_answers >> socket->kind & 1)
		return;
	expected = question->error(socket);
	expect("errno", error, expected);
	if (error == 0 && expected == 0)
		check_answer(question, socket, &ids);
}

/* ---- The check of a state */

/* On every system the calls must succeed for an accepted stream. */
static int
is_accepted(const struct socket *socket)
{
	return socket != NULL && socket->kind == LOCAL &&
	    socket->type == STREAM && socket->peer != 0 && !socket->listens &&
	    !(socket->done & (CLIENT | OF_PAIR | BOUND_LATE));
}

void
check_state(int fd, int whole)
{
	const struct socket *socket = model_socket(fd);
	size_t i;

	for (i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
		if (whole || (is_here(&questions[i]) &&
		    questions[i].call != count_groups))
			check_question(&questions[i], socket, fd);
	doing = "an accepted stream";
	if (is_known() && is_accepted(socket))
		expect("errno", portable_error(socket), 0);
	doing = NULL;
}

static void
check_script(const struct state *state)
{
	const struct step *step = state->step;

	state_name = state->name;
	for (model_begin(); step < state->step + state->steps; step++) {
		if (step->verb == DO_ASK) {
			world.current = (uint8_t)step->who;
			check_state(model_fd(step->fd), 1);
		} else {
			model_step(step);
		}
	}
	state_name = NULL;
}

/* Two more states, which no script reaches. */
void
check_states(int release)
{
	static const struct state others[] = {
		{ "BLUETOOTH", 2, { { SELF, DO_OPEN, 0, 0, BLUETOOTH },
		    { SELF, DO_ASK, 0, 0, 0 } } },
		{ "NO_NAME", 2, { { SELF, DO_OPEN, 0, 0, NO_NAME },
		    { SELF, DO_ASK, 0, 0, 0 } } },
	};

	model.release = release;
	script_each(SOURCE "/tests/model/states", check_script);
	check_script(&others[0]);
	check_script(&others[1]);
}
