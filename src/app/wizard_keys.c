/* app/wizard_keys.c */
#include "wizard_keys.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/text.h"
#include "emit/emit.h"
#include "keys.h"
#include "x509/secrets.h"

struct wizard_keys {
	const struct app *app;
	const char *folder;
	struct arena *arena; /* of `wanted` */
	struct request_list wanted; /* of the plan, also those that exist already */
	struct keyahead *ahead;
};

struct wizard_keys *wizard_keys_new(const struct app *app, const char *folder)
{
	struct wizard_keys *keys = arena_alloc(app->arena, sizeof(*keys));
	*keys = (struct wizard_keys){ .app = app, .folder = folder, .arena = arena_new(),
		.ahead = keyahead_new() };
	return keys;
}

void wizard_keys_free(struct wizard_keys *keys)
{
	if (!keys)
		return;
	keyahead_free(keys->ahead);
	arena_free(keys->arena);
}

/* Also where the plan is another one, with other names on its certificates. */
static bool wants_the_same(const struct wizard_keys *keys, const struct plan *plan)
{
	size_t at = 0;
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		if (!certificate->has_key)
			continue;
		if (at == keys->wanted.count)
			return false;
		const struct request_spec *spec = &keys->wanted.items[at++];
		if (!text_equal(spec->id, certificate->id) || spec->bits != certificate->bits ||
		        !text_equal(spec->algorithm, certificate->algorithm) ||
		        !text_equal(spec->curve, certificate->curve))
			return false;
	}
	return at == keys->wanted.count;
}

static const char *kept(const char *text, struct arena *arena)
{
	return text ? arena_strdup(arena, text) : NULL;
}

/* The plan will be gone when the next one comes. */
static void remember(struct wizard_keys *keys, const struct plan *plan)
{
	arena_free(keys->arena);
	keys->arena = arena_new();
	keys->wanted = (struct request_list){ 0 };
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		if (!certificate->has_key)
			continue;
		const struct request_spec spec = {
			.id = kept(certificate->id, keys->arena),
			.algorithm = kept(certificate->algorithm, keys->arena),
			.bits = certificate->bits,
			.curve = kept(certificate->curve, keys->arena),
			.key_path = path_of_key(certificate, keys->arena),
		};
		LIST_PUSH(keys->arena, &keys->wanted, spec);
	}
}

static struct request_list without_seeds(const struct wizard_keys *keys)
{
	const char *path = seed_folder(keys->app, keys->folder);
	int folder = path ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	struct request_list missing = { 0 };
	LIST_EACH(const struct request_spec, spec, keys->wanted) {
		if (folder < 0 || !key_seed_exists(folder, spec->key_path))
			LIST_PUSH(keys->arena, &missing, *spec);
	}
	if (folder >= 0)
		close(folder);
	return missing;
}

void wizard_keys_follow(struct wizard_keys *keys, const struct plan *plan)
{
	if (!plan || wants_the_same(keys, plan))
		return;
	remember(keys, plan);
	struct request_list missing = without_seeds(keys);
	if (missing.count)
		secrets_protect();
	keyahead_want(keys->ahead, missing.items, missing.count);
}

int wizard_keys_fd(const struct wizard_keys *keys)
{
	return keyahead_fd(keys->ahead);
}

struct keyahead_count wizard_keys_progress(struct wizard_keys *keys)
{
	return keyahead_count(keys->ahead);
}

struct keyahead *wizard_keys_ahead(struct wizard_keys *keys)
{
	return keys->ahead;
}

void wizard_keys_written(struct wizard_keys *keys, bool done)
{
	if (!done)
		keys->wanted.count = 0;
}
