/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Send a secret only to a server of root or of our own user. */

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <unixcred.h>

/* In a user namespace, all users that it does not map have this id. */
enum { NOBODY = 65534 };

/* The sticky bit of directories like /tmp: POSIX may not declare it. */
#ifndef S_ISVTX
#define S_ISVTX	01000
#endif

/* NetBSD and OpenBSD do not report who a server is: ENOTCONN. */
#if defined(__NetBSD__) || defined(__OpenBSD__)
enum { SERVERS_HAVE_IDS = 0 };
#else
enum { SERVERS_HAVE_IDS = 1 };
#endif

static int
is_trusted(uid_t uid)
{
	return uid == 0 || (uid == geteuid() && uid != NOBODY);
}

/*
 * Return whether only trusted users can put a socket at this absolute
 * path.  Only they may write to its directory, and only they may replace
 * a directory above that.  Refuse a symbolic link in the path: the user
 * who made the link would choose the server.
 */
static int
is_protected(const char *path)
{
	char directory[sizeof(((struct sockaddr_un *)NULL)->sun_path)];
	struct stat status;
	char *slash;
	mode_t others = S_IWGRP | S_IWOTH;
	int sticky = 0;

	if (lstat(path, &status) == -1 || !S_ISSOCK(status.st_mode))
		return 0;
	strcpy(directory, path);
	do {
		slash = strrchr(directory, '/');
		slash[slash == directory] = '\0';
		if (lstat(directory, &status) == -1 ||
		    !S_ISDIR(status.st_mode) ||
		    !is_trusted(status.st_uid))
			return 0;
		if ((status.st_mode & others) != 0 &&
		    !(sticky && (status.st_mode & S_ISVTX) != 0))
			return 0;
		sticky = 1;
	} while (slash != directory);
	return 1;
}

static int
connect_to(const char *path)
{
	struct sockaddr_un address;
	int fd;

	memset(&address, 0, sizeof(address));
	address.sun_family = AF_UNIX;
	strcpy(address.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd == -1 || connect(fd, (struct sockaddr *)&address,
	    sizeof(address)) == -1)
		return -1;
	return fd;
}

int
main(int argc, char *argv[])
{
	static const char secret[] = "secret\n";
	char *path = argv[1];
	char text[256];
	ssize_t length;
	uid_t uid;
	int fd;

	if (argc != 2 || path[0] != '/') {
		fprintf(stderr, "usage: client /ABSOLUTE/PATH\n");
		return 2;
	}
	if (strlen(path) >=
	    sizeof(((struct sockaddr_un *)NULL)->sun_path)) {
		fprintf(stderr, "%s: the path is too long\n", path);
		return 1;
	}
	if (!is_protected(path)) {
		fprintf(stderr, "%s: no socket, or a symbolic link, or "
		    "others can replace it\n", path);
		return 1;
	}
	signal(SIGPIPE, SIG_IGN);
	fd = connect_to(path);
	if (fd == -1) {
		perror(path);
		return 1;
	}
	if (unixcred_get_peer_uid_gid(fd, &uid, NULL) == 0) {
		printf("made to listen by uid=%lu\n",
		    (unsigned long)uid);
		if (!is_trusted(uid)) {
			fprintf(stderr, "%s: not trusted\n", path);
			return 1;
		}
	} else if (SERVERS_HAVE_IDS || errno != ENOTCONN) {
		perror(path);
		return 1;
	}
	if (write(fd, secret, sizeof(secret) - 1) == -1) {
		perror(path);
		return 1;
	}
	while ((length = read(fd, text, sizeof(text))) > 0)
		fwrite(text, 1, (size_t)length, stdout);
	return length == -1;
}
