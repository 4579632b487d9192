/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/*
 * Connect to a Unix-domain socket.  Print the ids of the process that called
 * listen(2), and what the server sends.  This program trusts every server:
 * client.c does not.
 */

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

int
main(int argc, char *argv[])
{
	struct sockaddr_un address;
	char text[256];
	ssize_t length;
	pid_t pid;
	uid_t uid;
	gid_t gid;
	int fd;

	if (argc != 2 || strlen(argv[1]) >= sizeof(address.sun_path)) {
		fprintf(stderr, "usage: visitor PATH\n");
		return 2;
	}
	memset(&address, 0, sizeof(address));
	address.sun_family = AF_UNIX;
	strcpy(address.sun_path, argv[1]);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd == -1 ||
	    connect(fd, (struct sockaddr *)&address, sizeof(address)) == -1) {
		perror(argv[1]);
		return 1;
	}
	if (unixcred_get_peer_pid_uid_gid(fd, &pid, &uid, &gid) == -1)
		perror("who made it listen");
	else
		printf("listening socket of pid=%ld uid=%lu gid=%lu\n",
		    (long)pid, (unsigned long)uid, (unsigned long)gid);
	while ((length = read(fd, text, sizeof(text))) > 0)
		fwrite(text, 1, (size_t)length, stdout);
	return length == -1;
}
