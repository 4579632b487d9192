/* SPDX-License-Identifier: MIT */
/* Copyright (c) 2026 The libunixcred developers */

/* Without a fuzzer: the inputs of the corpus, and some made by chance. */

/* A 32-bit readdir(3) refuses the 64-bit numbers of what qemu-user runs on. */
#define _FILE_OFFSET_BITS	64

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t data[4096];

static int
try_file(const char *directory, const char *name)
{
	char path[4096];
	FILE *file;
	size_t size;

	if (name[0] == '.')
		return 0;
	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file = fopen(path, "rb");
	size = file == NULL ? sizeof(data) :
	    fread(data, 1, sizeof(data), file);
	if (size == sizeof(data)) {
		fprintf(stderr, "%s: too long, or not readable\n", path);
		exit(99);
	}
	fclose(file);
	LLVMFuzzerTestOneInput(data, size);
	return 1;
}

int
main(void)
{
	const char *srcdir = getenv("srcdir");
	const struct dirent *entry;
	char directory[2048];
	uint32_t state = 1;
	DIR *corpus;
	int i, tried = 0;
	size_t j;

	snprintf(directory, sizeof(directory), "%s/tests/fuzz/corpus",
	    srcdir == NULL ? "." : srcdir);
	corpus = opendir(directory);
	if (corpus == NULL) {
		perror(directory);
		return 99;
	}
	while ((entry = readdir(corpus)) != NULL)
		tried += try_file(directory, entry->d_name);
	closedir(corpus);
	if (tried == 0)
		return 99;
	/* The same ones each time. */
	for (i = 0; i < 5000; i++) {
		for (j = 0; j < 64; j++) {
			state = state * 1664525 + 1013904223;
			data[j] = (uint8_t)(state >> 24);
		}
		LLVMFuzzerTestOneInput(data, 64);
	}
	printf("%d inputs, and %d by chance\n", tried, i);
	return 0;
}
