/*
 * law_commands.c: a command names what is in the plan, and nothing else. Names with a dot are looked
 * at: each is a host, a server, a zone, an address or a file of the plan, or a word of the knowledge's
 * own (a program, a type, a member). The host in a URL is one that is given to somebody: law_hosts asks
 * whether a certificate covers it.
 */
#include <string.h>

#include "base/quote.h"
#include "base/text.h"
#include "laws.h"

static bool is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	        c == '-' || c == '_' || c == '.' || c == '*' || c == '%';
}

/* Calls `each` for every name with a dot inside. */
static void words_each(const char *text, struct arena *arena,
        void (*each)(void *data, const char *word), void *data)
{
	const char *start = text;
	for (const char *dot; (dot = strchr(start, '.')); ) {
		const char *end = dot;
		const char *begin = dot;
		while (begin > start && is_word_char(begin[-1]))
			begin--;
		while (is_word_char(*end))
			end++;
		while (end > begin && (end[-1] == '.' || end[-1] == '-'))
			end--;
		if (end > dot && begin < dot)
			each(data, arena_strndup(arena, begin, (size_t)(end - begin)));
		start = end > dot ? end : dot + 1;
	}
}

/* ---- the knowledge's own ---- */

struct collector {
	struct arena *arena;
	struct map *words;
};

static void collect_word(void *data, const char *word)
{
	struct collector *collector = data;
	map_put(collector->words, word, collector->words);
}

/* Without the variables: what they stand for is the plan's. */
static void collect_template(struct collector *collector, const char *template)
{
	char *literal = arena_strdup(collector->arena, template);
	for (char *open = literal; (open = strchr(open, '{')); open++) {
		size_t length = strspn(open + 1, "abcdefghijklmnopqrstuvwxyz0123456789_.-");
		if (open[length + 1] == '}')
			memset(open, ' ', length + 2);
	}
	words_each(literal, collector->arena, collect_word, collector);
}

static void collect_commands(struct collector *collector, struct command_rows rows)
{
	LIST_EACH(const struct command_row, row, rows)
		collect_template(collector, row->text);
}

struct lexicon *lexicon_make(const struct know *know, struct arena *arena)
{
	struct lexicon *lexicon = arena_alloc(arena, sizeof(*lexicon));
	lexicon->words = map_make(arena);
	struct collector collector = { arena, lexicon->words };
	LIST_EACH(const struct step_row, row, know->steps) {
		collect_commands(&collector, row->commands);
		collect_commands(&collector, row->verify_commands);
		collect_commands(&collector, row->undo_commands);
	}
	LIST_EACH(const struct service_row, service, know->services) {
		if (service->path)
			words_each(service->path, arena, collect_word, &collector);
	}
	return lexicon;
}

/* ---- the plan's ---- */

struct vocabulary {
	const struct trial *trial;
	struct map *known;
	struct map *given; /* hosts that URLs may have */
};

static void know_name(struct vocabulary *check, const char *name)
{
	if (name)
		map_put(check->known, name, check->known);
}

static void know_given(struct vocabulary *check, const char *host)
{
	know_name(check, host);
	if (host)
		map_put(check->given, host, check->given);
}

static void know_texts(struct vocabulary *check, const struct text_answers *answers)
{
	LIST_EACH(const struct text_answer, answer, *answers)
		know_name(check, answer->value);
}

static void know_site(struct vocabulary *check, const struct site_answer *site)
{
	know_name(check, site->ad_domain.value);
	know_given(check, site->legacy.host.value);
	know_texts(check, &site->external_addresses);
	know_texts(check, &site->internal_addresses);
	know_texts(check, &site->autodiscover_external_addresses);
	know_texts(check, &site->autodiscover_internal_addresses);
	LIST_EACH(const struct server_answer, server, site->servers) {
		know_given(check, server->fqdn);
		know_name(check, server->address);
		know_name(check, server->autodiscover_address);
	}
}

static void know_word(void *data, const char *word)
{
	know_name(data, word);
}

/* An id may have any character of a site's name; in a file name some are written %XX. */
static void know_certificate(struct vocabulary *check, const struct plan_certificate *certificate)
{
	static const char *const endings[] = { "", ".cer", ".pfx", ".req", ".inf", ".key", ".csr" };
	struct arena *arena = check->trial->arena;
	struct buf name;
	buf_init(&name);
	quote_filename(&name, certificate->id);
	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		words_each(arena_printf(arena, "%s%s", certificate->id, endings[i]), arena,
		        know_word, check);
		know_name(check, arena_printf(arena, "%s%s", name.data, endings[i]));
	}
	buf_done(&name);
	LIST_EACH(const struct plan_name, entry, certificate->names)
		know_name(check, entry->name);
}

static void know_plan(struct vocabulary *check)
{
	const struct plan *plan = check->trial->plan;
	for (size_t i = 0; i < plan->request->forest_count; i++) {
		const struct forest_answer *forest = &plan->request->forests[i];
		know_name(check, forest->ad_domain.value);
		know_texts(check, &forest->smtp_domains);
		for (size_t j = 0; j < forest->site_count; j++)
			know_site(check, &forest->sites[j]);
	}
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates)
		know_certificate(check, certificate);
	LIST_EACH(const struct plan_record, record, plan->records) {
		know_name(check, record->owner);
		know_name(check, record->zone);
	}
	LIST_EACH(const struct plan_url, url, plan->urls) {
		know_given(check, url->internal_host);
		know_given(check, url->external_host);
		know_given(check, url->people_host);
	}
	LIST_EACH(const struct plan_namespace, namespace, plan->namespaces)
		know_given(check, namespace->host);
	LIST_EACH(const struct plan_scp, scp, plan->scps)
		know_given(check, scp->host);
}

struct vocabulary *vocabulary_make(const struct trial *trial)
{
	struct vocabulary *vocabulary = arena_alloc(trial->arena, sizeof(*vocabulary));
	vocabulary->trial = trial;
	vocabulary->known = map_make(trial->arena);
	vocabulary->given = map_make(trial->arena);
	know_given(vocabulary, "localhost");
	know_plan(vocabulary);
	return vocabulary;
}

struct word_check {
	const struct vocabulary *vocabulary;
	const char *where;
};

static void check_word(void *data, const char *word)
{
	const struct word_check *check = data;
	const struct vocabulary *vocabulary = check->vocabulary;
	if (!map_get(vocabulary->known, word) &&
	        !map_get(vocabulary->trial->sweep->lexicon->words, word))
		breach(vocabulary->trial, LAW_COMMANDS, "%s names %s", check->where, word);
}

static void check_urls(const struct vocabulary *vocabulary, const char *where, const char *text)
{
	for (const char *at = text; (at = strstr(at, "://"));) {
		at += strlen("://");
		size_t length = 0;
		while (is_word_char(at[length]))
			length++;
		const char *host = arena_strndup(vocabulary->trial->arena, at, length);
		if (length > 0 && !map_get(vocabulary->given, host))
			breach(vocabulary->trial, LAW_COMMANDS, "%s has a URL on %s, which nobody is given",
			        where, host);
	}
}

void vocabulary_check(const struct vocabulary *vocabulary, const char *where, const char *text)
{
	struct word_check check = { vocabulary, where };
	words_each(text, vocabulary->trial->arena, check_word, &check);
	check_urls(vocabulary, where, text);
}

static void check_commands(const struct vocabulary *vocabulary, const struct plan_step *step,
        const struct command_list *commands)
{
	LIST_EACH(const struct plan_command, command, *commands)
		vocabulary_check(vocabulary, step->id, command->text);
}

void law_commands(const struct trial *trial)
{
	const struct vocabulary *vocabulary = vocabulary_make(trial);
	LIST_EACH(const struct plan_step, step, trial->plan->steps) {
		check_commands(vocabulary, step, &step->commands);
		check_commands(vocabulary, step, &step->verify_commands);
		check_commands(vocabulary, step, &step->undo_commands);
	}
}
