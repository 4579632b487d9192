/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Tests on the running kernel that are not in tests/model/states. */

#include <sys/mman.h>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <time.h>

#include "live.h"

/* Each output can be NULL. */
START_TEST(unwanted)
{
	struct unixcred_ucred ids;
	struct peer client;
	int fd, listener, want;

	listener = listening_socket();
	ck_assert_int_eq(start(&client, be_client, NULL), 0);
	fd = accept_from(listener);
	ck_assert_int_ne(client.pid, getpid());
	expect_peer(fd, client.pid, geteuid(), getegid());
	for (want = 0; want < 8; want++) {
		memset(&ids, -1, sizeof(ids));
		ck_assert_int_eq(unixcred_get_peer_pid_uid_gid(fd,
		    want & 1 ? &ids.pid : NULL, want & 2 ? &ids.uid : NULL,
		    want & 4 ? &ids.gid : NULL), 0);
		ck_assert_int_eq(ids.uid, want & 2 ? geteuid() : (uid_t)-1);
		ck_assert_int_eq(ids.gid, want & 4 ? getegid() : (gid_t)-1);
		ck_assert(ids.pid == (want & 1 ? client.pid : -1) ||
		    (!ALWAYS_ANSWERS && ids.pid == UNIXCRED_PID_UNKNOWN));
		ck_assert_int_eq(unixcred_get_peer_uid_gid(fd,
		    want & 2 ? &ids.uid : NULL, want & 4 ? &ids.gid : NULL), 0);
		ck_assert_int_eq(ids.uid, want & 2 ? geteuid() : (uid_t)-1);
		ck_assert_int_eq(ids.gid, want & 4 ? getegid() : (gid_t)-1);
	}
	stop(&client);
	close(fd);
	close(listener);
}
END_TEST

/* Compare our own groups with getgroups(2), if the system reports them. */
START_TEST(own_groups)
{
	gid_t *list, *own;
	int count, fd[2], i, kept = 0, n;

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, fd), 0);
	n = getgroups(0, NULL);
	ck_assert_int_ge(n, 0);
	own = calloc((size_t)n + 1, sizeof(*own));
	list = calloc((size_t)n + 1, sizeof(*list));
	ck_assert_ptr_nonnull(own);
	ck_assert_ptr_nonnull(list);
	ck_assert_int_eq(getgroups(n, own), n);
	count = unixcred_get_peer_groups(fd[0], n + 1, list);
	if (count == -1)
		ck_assert(errno == ENOSYS || errno == ENOTCONN);
	/* The effective group is first, and is not repeated. */
	for (i = 0; i < n; i++)
		if (own[i] != getegid())
			own[kept++] = own[i];
	if (count != -1 && ALWAYS_ANSWERS)
		ck_assert_int_eq(count, kept + 1);
	if (count != -1)
		ck_assert_int_eq(list[0], getegid());
	for (i = 1; ALWAYS_ANSWERS && i < count; i++)
		ck_assert_int_eq(list[i], own[i - 1]);
	free(list);
	free(own);
	close(fd[0]);
	close(fd[1]);
}
END_TEST

/* The descriptor that the next open(2) would return. */
static int
next_descriptor(int fd)
{
	int next;

	next = dup(fd);
	ck_assert_int_ge(next, 0);
	close(next);
	return next;
}

/* The pidfd reports the end of this process, and no descriptor leaks. */
START_TEST(pidfd)
{
	struct pollfd handle = { .events = POLLIN };
	struct peer client;
	int fd, listener, next;

	listener = listening_socket();
	ck_assert_int_eq(start(&client, be_client, NULL), 0);
	fd = accept_from(listener);
	next = next_descriptor(fd);
	handle.fd = unixcred_get_peer_pidfd(fd);
	ck_assert_int_eq(unixcred_get_peer_pidfd(listener), -1);
	if (handle.fd == -1) {
		/* tests/live/states.sh checks whether that is right. */
		ck_assert_int_eq(next_descriptor(fd), next);
		stop(&client);
		close(fd);
		close(listener);
		return;
	}
	ck_assert_int_eq(handle.fd, next);
	ck_assert_int_eq(fcntl(handle.fd, F_GETFD), FD_CLOEXEC);
	ck_assert_int_eq(poll(&handle, 1, 0), 0);
	close(client.control);
	ck_assert_int_eq(poll(&handle, 1, -1), 1);
	close(handle.fd);
	next = next_descriptor(fd);

	/* Before and after wait(2), after which an older Linux fails. */
	handle.fd = unixcred_get_peer_pidfd(fd);
	ck_assert_int_eq(handle.fd, next);
	ck_assert_int_eq(poll(&handle, 1, 0), 1);
	close(handle.fd);
	ck_assert_int_eq(waitpid(client.pid, NULL, 0), client.pid);
	handle.fd = unixcred_get_peer_pidfd(fd);
	if (handle.fd == -1) {
		ck_assert_int_eq(errno, ESRCH);
	} else {
		ck_assert_int_eq(handle.fd, next);
		ck_assert_int_eq(poll(&handle, 1, 0), 1);
		close(handle.fd);
	}
	ck_assert_int_eq(next_descriptor(fd), next);
	close(fd);
	close(listener);
}
END_TEST

/*
 * Another process calls listen(2) on this socket during the call.  The call
 * must never return the ids of this process.  Try as many sockets as a second
 * allows.
 */
START_TEST(listen_race)
{
	enum { SOCKETS = 320 };
	static const int types[] = { SOCK_STREAM, SOCK_SEQPACKET };
	volatile int *turn;	/* the child may listen; it has listened */
	time_t began = time(NULL);
	void *shared;
	pid_t child;
	int fd, i, status;

	fd = socket(AF_UNIX, types[_i], 0);
	if (fd == -1)
		return;		/* not on this system */
	close(fd);
	shared = mmap(NULL, 2 * sizeof(*turn), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANON, -1, 0);
	ck_assert_ptr_ne(shared, MAP_FAILED);
	turn = shared;
	for (i = 0; i < SOCKETS && time(NULL) - began < 2; i++) {
		fd = bound_socket(types[_i]);
		turn[0] = turn[1] = 0;
		child = fork();
		ck_assert_int_ne(child, -1);
		if (child == 0) {
			while (turn[0] == 0)
				sched_yield();
			status = listen(fd, 1) == -1;
			turn[1] = 1;
			_exit(status);
		}
		turn[0] = 1;
		do {
			ck_assert_int_eq(unixcred_get_peer_uid_gid(fd, NULL,
			    NULL), -1);
			ck_assert_int_eq(errno, ENOTCONN);
			sched_yield();
		} while (turn[1] == 0);
		ck_assert_int_eq(waitpid(child, &status, 0), child);
		ck_assert_int_eq(status, 0);
		close(fd);
	}
	munmap(shared, 2 * sizeof(*turn));
}
END_TEST

int
main(void)
{
	TCase *tests;

	tests = tcase_create("live");
	tcase_add_test(tests, unwanted);
	tcase_add_test(tests, own_groups);
	tcase_add_test(tests, pidfd);
	tcase_add_loop_test(tests, listen_race, 0, 2);
	return live_run("live", tests);
}
