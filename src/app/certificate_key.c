/* app/certificate_key.c: whose private key does a certificate belong to? */
#include "homecoming.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "keys.h"

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* Where the key lies: in the folder itself, or where replay puts it below its output folder. */
static const char *key_path(const struct homecoming *coming,
        const struct plan_certificate *certificate)
{
	struct arena *arena = coming->app->arena;
	const char *folder = cli_value(coming->app->cli, OPTION_KEYS);
	const char *below = path_of_key(certificate, arena);
	const char *paths[] = {
		arena_printf(arena, "%s/%s", folder, below),
		arena_printf(arena, "%s/%s", folder, last_part(below)),
	};
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		/* What is there and cannot be looked at is tried, so that the reason is told. */
		if (access(paths[i], F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR))
			return paths[i];
	}
	return NULL;
}

/* Once for all keys: replay gives them one passphrase. */
static enum status passphrase_need(struct homecoming *coming, const struct err *reason,
        struct err *err)
{
	const struct passphrase_question question = {
		.text = "Passphrase of the private keys: ",
	};
	enum status status;
	if (passphrase_is_offered(coming->app))
		status = passphrase_take(
		        coming->app, &coming->passphrase, &coming->interrupt, err);
	else if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
		status = passphrase_ask(
		        &coming->passphrase, &question, &coming->interrupt, err);
	else {
		err_set(err, "%.400s; --passphrase-fd gives it", reason->text);
		return STATUS_WRONG;
	}
	if (status == STATUS_FINE && !coming->passphrase.length)
		err_set(err, "stopped");
	return status;
}

static struct private_key *key_try(const struct homecoming *coming, const char *path,
        bool *locked, struct err *err)
{
	const struct passphrase *passphrase = &coming->passphrase;
	return private_key_read(path, passphrase->length ? passphrase->text : NULL, locked, err);
}

static enum status key_read(struct homecoming *coming, const char *path,
        struct private_key **key, struct err *err)
{
	bool locked;
	struct err reason;
	*key = key_try(coming, path, &locked, &reason);
	if (!*key && locked && !coming->passphrase.length) {
		enum status status = passphrase_need(coming, &reason, err);
		if (status != STATUS_FINE || interrupt_seen(&coming->interrupt))
			return status;
		*key = key_try(coming, path, &locked, &reason);
	}
	if (*key)
		return STATUS_FINE;
	*err = reason;
	return status_of(&reason);
}

/* How many of the planned names the delivered certificate lists. */
static size_t names_listed(const struct homecoming *coming, size_t index,
        const struct plan_certificate *certificate)
{
	struct certificate_facts facts =
	        certificate_describe(coming->set, index, coming->app->arena);
	size_t count = 0;
	LIST_EACH(const struct plan_name, name, certificate->names)
		count += texts_have(facts.names, name->name);
	return count;
}

/* Where a certificate of the delivery names the key. Several certificates of a plan may share a key
 * (--seed-keys): then it is the reply to the one whose names it lists. */
static void key_match(struct homecoming *coming, struct private_key *key,
        const struct plan_certificate *certificate)
{
	size_t i = 0;
	while (i < certificates_count(coming->set) && !certificate_has_key(coming->set, i, key))
		i++;
	bool fits = i < certificates_count(coming->set);
	if (!fits || (coming->certificate && names_listed(coming, i, certificate) <=
	                        names_listed(coming, coming->leaf, coming->certificate))) {
		private_key_free(key);
		return;
	}
	private_key_free(coming->key);
	coming->key = key;
	coming->leaf = i;
	coming->certificate = certificate;
}

static enum status nothing_fits(const struct homecoming *coming, const struct text_list *wanted,
        const struct text_list *tried, struct err *err)
{
	struct arena *arena = coming->app->arena;
	const struct cli *cli = coming->app->cli;
	if (!wanted->count) {
		err_set(err, "this plan makes no private key here: certificates that Exchange "
		             "requested are completed on the server that made the request");
		return STATUS_WRONG;
	}
	if (!tried->count) {
		err_set(err, "--keys: %.200s: no private key of this plan is there; looked for: "
		             "%.200s", cli_value(cli, OPTION_KEYS),
		        texts_join(arena, texts_of(wanted), ", "));
		return STATUS_WRONG;
	}
	err_set(err, "%.100s belongs to none of the private keys that were tried: %.200s. It is the "
	             "reply to another request, or the keys were made anew since",
	        cli_value(cli, OPTION_ISSUED), texts_join(arena, texts_of(tried), ", "));
	return STATUS_FOUND;
}

enum status homecoming_find_key(struct homecoming *coming, struct err *err)
{
	struct arena *arena = coming->app->arena;
	struct text_list wanted = { 0 }, tried = { 0 };
	LIST_EACH(const struct plan_certificate, certificate, coming->input.plan->certificates) {
		if (!certificate->has_key)
			continue;
		LIST_PUSH(arena, &wanted,
		        arena_printf(arena, "%s", last_part(path_of_key(certificate, arena))));
		const char *path = key_path(coming, certificate);
		struct private_key *key;
		if (!path)
			continue;
		enum status status = key_read(coming, path, &key, err);
		if (interrupt_seen(&coming->interrupt))
			return status;
		if (status != STATUS_FINE && !coming->key)
			return status;
		if (status != STATUS_FINE) /* what else lies there does not matter then */
			continue;
		LIST_PUSH(arena, &tried, certificate->id);
		key_match(coming, key, certificate);
	}
	return coming->key ? STATUS_FINE : nothing_fits(coming, &wanted, &tried, err);
}
