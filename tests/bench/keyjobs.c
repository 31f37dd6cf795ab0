/*
 * keyjobs.c: drives x509/keyjob alone, for measuring.
 *
 *	keyjobs ec|rsaBITS COUNT THREADS FOLDER		(THREADS 0: one for each core)
 *
 * The requests are those of keyloop.c.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "x509/keyjob.h"
#include "x509/secrets.h"

static struct request_spec spec_make(struct arena *arena, const char *type, size_t item)
{
	static const char *const hosts[] = { "mail", "autodiscover", "pop", "imap" };
	const char **names = arena_alloc(arena, COUNT_OF(hosts) * sizeof(*names));
	for (size_t i = 0; i < COUNT_OF(hosts); i++)
		names[i] = arena_printf(arena, "%s%zu.example.org", hosts[i], item);
	bool ec = strcmp(type, "ec") == 0;
	return (struct request_spec){
		.id = names[0],
		.country = "US",
		.organization = "Example, Inc.",
		.common_name = names[0],
		.names = { names, COUNT_OF(hosts) },
		.algorithm = ec ? "ec" : "rsa",
		.bits = ec ? 0 : atol(type + 3),
		.curve = ec ? "P-256" : NULL,
		.key_path = arena_printf(arena, "certificates/%s.key", names[0]),
		.request_path = arena_printf(arena, "certificates/%s.csr", names[0]),
	};
}

static bool run(const struct request_spec *specs, size_t count, const struct key_options *options,
	struct err *err)
{
	struct keyjob *job = keyjob_start(specs, count, options);
	struct pollfd wait = { keyjob_fd(job), POLLIN, 0 };
	while (keyjob_done(job) < count) {
		if (poll(&wait, 1, -1) < 0)
			break;
	}
	bool done = keyjob_finish(job, err);
	keyjob_free(job);
	return done;
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fputs("usage: keyjobs ec|rsaBITS COUNT THREADS FOLDER\n", stderr);
		return 2;
	}
	size_t count = strtoul(argv[2], NULL, 10);
	const struct key_options options = {
		.folder = open(argv[4], O_RDONLY | O_DIRECTORY | O_CLOEXEC),
		.threads = strtoul(argv[3], NULL, 10),
	};
	struct arena *arena = arena_new();
	struct request_spec *specs = arena_alloc(arena, count * sizeof(*specs));
	for (size_t i = 0; i < count; i++)
		specs[i] = spec_make(arena, argv[1], i);
	secrets_protect();
	struct err err;
	bool done = run(specs, count, &options, &err);
	if (!done)
		fprintf(stderr, "keyjobs: %s\n", err.text);
	arena_free(arena);
	return done ? 0 : 3;
}
