/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Show what the library refuses, each with the text of the error. */

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

/* Whether it was refused. */
static int
ask(const char *what, int fd)
{
	uid_t uid;
	gid_t gid;

	if (unixcred_get_peer_uid_gid(fd, &uid, &gid) == 0) {
		printf("%-24s uid=%lu gid=%lu\n", what, (unsigned long)uid,
		    (unsigned long)gid);
		return 0;
	}
	printf("%-24s %s\n", what, strerror(errno));
	return 1;
}

int
main(int argc, char *argv[])
{
	struct sockaddr_un address;
	int end[2], fd, refused = 0;

	if (argc != 2 || strlen(argv[1]) >= sizeof(address.sun_path)) {
		fprintf(stderr, "usage: refused PATH\n");
		return 2;
	}
	memset(&address, 0, sizeof(address));
	address.sun_family = AF_UNIX;
	strcpy(address.sun_path, argv[1]);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	refused += ask("an unconnected socket:", fd);
	if (fd == -1 ||
	    bind(fd, (struct sockaddr *)&address, sizeof(address)) == -1 ||
	    listen(fd, 1) == -1) {
		perror(argv[1]);
		return 1;
	}
	refused += ask("a listening socket:", fd);
	close(fd);
	unlink(argv[1]);

	fd = socket(AF_INET, SOCK_STREAM, 0);
	refused += ask("a TCP socket:", fd);
	close(fd);
	if (pipe(end) == -1) {
		perror("pipe");
		return 1;
	}
	refused += ask("a pipe:", end[0]);
	close(end[0]);
	close(end[1]);
	refused += ask("no descriptor at all:", -1);
	return refused != 5;
}
