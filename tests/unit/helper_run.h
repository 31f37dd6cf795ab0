/*
 * helper_run.h: the program inside of a child process, and what it leaves.
 */
#ifndef HELPER_RUN_H
#define HELPER_RUN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/cli.h"
#include "app/program.h"

/* The whole file as a text, as far as there is room. */
static void get(const char *path, char *text, size_t size)
{
	FILE *file = fopen(path, "r");
	if (!file)
		fail_msg("%s is missing", path);
	text[fread(text, 1, size - 1, file)] = '\0';
	fclose(file);
}

/* In a child: there no assertion is heard. */
static int must_open(const char *path, int flags)
{
	int fd = open(path, flags, 0600);
	if (fd < 0)
		_exit(99);
	return fd;
}

/* The program with these words, separated by blanks; its status. */
static int run_words(const char *line)
{
	char words[512];
	const char *argv[32] = { "casplan" };
	int argc = 1;
	snprintf(words, sizeof(words), "%s", line);
	for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	return program_run(argc, argv);
}

#endif
