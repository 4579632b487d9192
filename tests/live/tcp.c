/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* A connected TCP socket on the running kernel: it has a peer, but not ours. */

#include <arpa/inet.h>
#include <netinet/in.h>

#include "live.h"

/* Connect a socket to another over the loopback interface, or return -1. */
static int
connect_loopback(int *client, int *listener)
{
	struct sockaddr_in sin;
	socklen_t len = sizeof(sin);

	memset(&sin, 0, sizeof(sin));
	sin.sin_family = AF_INET;
	sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	*listener = socket(AF_INET, SOCK_STREAM, 0);
	*client = socket(AF_INET, SOCK_STREAM, 0);
	if (*listener == -1 || *client == -1 ||
	    bind(*listener, (struct sockaddr *)&sin, sizeof(sin)) == -1 ||
	    listen(*listener, 1) == -1 ||
	    getsockname(*listener, (struct sockaddr *)&sin, &len) == -1)
		return -1;
	return connect(*client, (struct sockaddr *)&sin, sizeof(sin));
}

/* Solaris tells the credentials of such a peer, and so does its raw call. */
START_TEST(refused)
{
	struct unixcred_peerucred *cred;
	int client, fd, listener;

	ck_assert_int_eq(connect_loopback(&client, &listener), 0);
	fd = accept_from(listener);
	expect_error(client, EOPNOTSUPP);
	expect_error(fd, EOPNOTSUPP);
	if (unixcred_getpeerucred(fd, &cred) == 0) {
		unixcred_peerucred_free(cred);
	} else {
		expect_raw_error(client, EOPNOTSUPP);
		expect_raw_error(fd, EOPNOTSUPP);
	}
	close(client);
	close(fd);
	close(listener);
}
END_TEST

int
main(void)
{
	TCase *tests;
	int client, listener;

	if (connect_loopback(&client, &listener) == -1)
		return skip("no loopback interface here");
	close(client);
	close(listener);
	tests = tcase_create("tcp");
	tcase_add_test(tests, refused);
	return live_run("tcp", tests);
}
