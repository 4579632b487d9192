/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Sockets of other families on the running kernel. */

#include <netinet/in.h>

#include "live.h"

static const struct {
	int	family;
	int	type;
} foreign[] = {
	{ AF_INET, SOCK_STREAM },
	{ AF_INET, SOCK_DGRAM },
	{ AF_INET6, SOCK_STREAM },
	{ AF_INET6, SOCK_DGRAM },
#ifdef AF_NETLINK
	{ AF_NETLINK, SOCK_RAW },
#endif
};

static int
foreign_socket(int i)
{
	return socket(foreign[i].family, foreign[i].type, 0);
}

/* A machine may lack some of them; main() has seen that it has the first. */
START_TEST(refused)
{
	int fd;

	fd = foreign_socket(_i);
	if (fd == -1)
		return;
	expect_error(fd, EOPNOTSUPP);
	expect_raw_error(fd, EOPNOTSUPP);
	if (foreign[_i].type == SOCK_STREAM && listen(fd, 1) == 0) {
		expect_error(fd, EOPNOTSUPP);
		expect_raw_error(fd, EOPNOTSUPP);
	}
	close(fd);
}
END_TEST

int
main(void)
{
	TCase *tests;
	int fd;

	fd = foreign_socket(0);
	if (fd == -1)
		return skip("no Internet sockets here");
	close(fd);
	tests = tcase_create("inet");
	tcase_add_loop_test(tests, refused, 0,
	    sizeof(foreign) / sizeof(foreign[0]));
	return live_run("inet", tests);
}
