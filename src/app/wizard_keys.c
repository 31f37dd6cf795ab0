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
	bool is_stale; /* keys were taken, and lost */
	size_t kept;
	struct text_list misfits;
	const char *refused; /* what only writing found out about a key that is there; NULL: nothing */
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
			.request_path = path_of_request(certificate, keys->arena),
		};
		LIST_PUSH(keys->arena, &keys->wanted, spec);
	}
}

/* False: there is none. One of another kind waits for somebody who decides. */
static bool seed_take(struct wizard_keys *keys, int folder, const struct request_spec *spec)
{
	char is[64], wanted[64];
	enum key_seed seed = key_seed_look(folder, spec, is, sizeof(is));
	if (seed == KEY_SEED_NONE)
		return false;
	spec_key_text(spec, wanted, sizeof(wanted));
	if (seed == KEY_SEED_MISFIT)
		LIST_PUSH(keys->arena, &keys->misfits, arena_printf(keys->arena,
		        "%s: %s is there, and the plan wants %s.", spec->id, is, wanted));
	else
		keys->kept++;
	return true;
}

static struct request_list without_seeds(struct wizard_keys *keys)
{
	const char *path = seed_folder(keys->app, keys->folder);
	int folder = path ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	struct request_list missing = { 0 };
	if (folder >= 0)
		secrets_protect();
	keys->kept = 0;
	keys->misfits = (struct text_list){ 0 };
	LIST_EACH(const struct request_spec, spec, keys->wanted) {
		if (folder < 0 || !seed_take(keys, folder, spec))
			LIST_PUSH(keys->arena, &missing, *spec);
	}
	if (folder >= 0)
		close(folder);
	if (keys->refused && !keys->misfits.count)
		LIST_PUSH(keys->arena, &keys->misfits, keys->refused);
	return missing;
}

void wizard_keys_follow(struct wizard_keys *keys, const struct plan *plan)
{
	bool same = plan && wants_the_same(keys, plan);
	if (!plan || (same && !keys->is_stale))
		return;
	if (!same)
		keys->refused = NULL;
	keys->is_stale = false;
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

struct front_keys wizard_keys_state(struct wizard_keys *keys)
{
	struct keyahead_count count = keyahead_count(keys->ahead);
	return (struct front_keys){ .made = count.made, .wanted = count.wanted,
		.kept = keys->kept, .misfits = texts_of(&keys->misfits) };
}

struct keyahead *wizard_keys_ahead(struct wizard_keys *keys)
{
	return keys->ahead;
}

void wizard_keys_written(struct wizard_keys *keys, bool done, const char *misfit)
{
	keys->is_stale = !done;
	keys->refused = misfit ? arena_strdup(keys->app->arena, misfit) : NULL;
	/* What is there now; what is refused is asked about at once. */
	(void)without_seeds(keys);
}
