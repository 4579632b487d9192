/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Serve root and our own user on a Unix-domain socket, and nobody else. */

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

static void
serve(int client)
{
	static const char welcome[] = "welcome\n";
	pid_t pid;
	uid_t uid;
	gid_t gid;
	int allowed;

	if (unixcred_get_peer_pid_uid_gid(client, &pid, &uid, &gid) == -1) {
		perror("refused, credentials unknown");
		return;
	}
	allowed = uid == 0 || uid == geteuid();
	printf("pid=%ld uid=%lu gid=%lu %s\n", (long)pid, (unsigned long)uid,
	    (unsigned long)gid, allowed ? "served" : "refused");
	if (allowed && write(client, welcome, sizeof(welcome) - 1) == -1)
		perror("write");
}

int
main(int argc, char *argv[])
{
	struct sockaddr_un address;
	int client, listener;

	if (argc != 2 || strlen(argv[1]) >= sizeof(address.sun_path)) {
		fprintf(stderr, "usage: server PATH\n");
		return 2;
	}
	memset(&address, 0, sizeof(address));
	address.sun_family = AF_UNIX;
	strcpy(address.sun_path, argv[1]);
	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGPIPE, SIG_IGN);
	umask(0);	/* anybody may connect: credentials decide */

	listener = socket(AF_UNIX, SOCK_STREAM, 0);
	if (listener == -1 ||
	    bind(listener, (struct sockaddr *)&address,
	    sizeof(address)) == -1 ||
	    listen(listener, 8) == -1) {
		perror(argv[1]);
		return 1;
	}
	printf("listening on %s\n", argv[1]);
	for (;;) {
		client = accept(listener, NULL, NULL);
		if (client == -1) {
			perror("accept");
			sleep(1);
			continue;
		}
		serve(client);
		close(client);
	}
}
