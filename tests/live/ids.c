/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Peers with other ids on the running kernel: for whoever may set them. */

#include <grp.h>

#include "live.h"

struct ids {
	uid_t	ruid, euid;
	gid_t	rgid, egid;
};

static const struct ids others[] = {
	{ 1001, 1001, 2002, 2002 },
	{ 1001, 1002, 2001, 2003 },		/* real and effective differ */
	{ 1001, 0, 2001, 0 },			/* as a set-user-ID program */
	{ 0, 1002, 0, 2003 },
	{ 4000000001U, 4000000002U, 3000000001U, 3000000002U },
};

static int
become(const struct ids *ids)
{
	return setgroups(1, &ids->rgid) == -1 ||
	    setregid(ids->rgid, ids->egid) == -1 ||
	    setreuid(ids->ruid, ids->euid) == -1 ? errno : 0;
}

static int
be_other_client(void *arg)
{
	int error;

	error = become(arg);
	return error != 0 ? error : be_client(NULL);
}

static int
be_other(void *arg)
{
	return become(arg);
}

START_TEST(effective)
{
	struct ids ids = others[_i];
	struct peer client;
	int fd, listener;

	listener = listening_socket();
	ck_assert_int_eq(start(&client, be_other_client, &ids), 0);
	fd = accept_from(listener);
	expect_peer(fd, client.pid, ids.euid, ids.egid);
	expect_raw(fd, client.pid, ids.euid, ids.egid);
	close(fd);
	close(listener);
	stop(&client);
}
END_TEST

int
main(void)
{
	enum { OTHERS = sizeof(others) / sizeof(others[0]) };
	struct ids ids;
	TCase *tests;
	int i;

	for (i = 0; i < OTHERS; i++) {
		ids = others[i];
		if (!possible(be_other, &ids))
			return skip("may not set the ids of a process");
	}
	tests = tcase_create("ids");
	tcase_add_loop_test(tests, effective, 0, OTHERS);
	return live_run("ids", tests);
}
