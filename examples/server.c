/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Serve only root and our own user on a Unix-domain socket. */

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

/* In a user namespace, all users that it does not map have this id. */
enum { NOBODY = 65534 };

static int
is_allowed(uid_t uid)
{
	return uid == 0 || (uid == geteuid() && uid != NOBODY);
}

static void
serve(int client)
{
	static const char welcome[] = "welcome\n";
	char request[256];
	pid_t pid;
	uid_t uid;
	gid_t gid;
	int allowed;

	if (unixcred_get_peer_pid_uid_gid(client, &pid, &uid,
	    &gid) == -1) {
		perror("refused, credentials unknown");
		return;
	}
	allowed = is_allowed(uid);
	printf("pid=%ld uid=%lu gid=%lu %s\n", (long)pid,
	    (unsigned long)uid, (unsigned long)gid,
	    allowed ? "served" : "refused");
	if (!allowed)
		return;
	if (write(client, welcome, sizeof(welcome) - 1) == -1)
		perror("write");
	shutdown(client, SHUT_WR);
	while (read(client, request, sizeof(request)) > 0)
		;	/* only a client that we trust can delay us */
}

static int
listen_on(const char *path)
{
	struct sockaddr_un address;
	struct stat old;
	mode_t mask;
	int error, listener;

	memset(&address, 0, sizeof(address));
	address.sun_family = AF_UNIX;
	strcpy(address.sun_path, path);
	listener = socket(AF_UNIX, SOCK_STREAM, 0);
	if (listener == -1)
		return -1;
	/* bind(2) would fail if an earlier run has left a socket. */
	if (lstat(path, &old) == 0 && S_ISSOCK(old.st_mode))
		unlink(path);
	mask = umask(0);	/* all may connect; the ids decide */
	error = bind(listener, (struct sockaddr *)&address,
	    sizeof(address));
	umask(mask);
	return error == -1 || listen(listener, 8) == -1 ? -1 : listener;
}

int
main(int argc, char *argv[])
{
	int client, listener;

	if (argc != 2 || strlen(argv[1]) >=
	    sizeof(((struct sockaddr_un *)NULL)->sun_path)) {
		fprintf(stderr, "usage: server PATH\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	signal(SIGPIPE, SIG_IGN);
	listener = listen_on(argv[1]);
	if (listener == -1) {
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
