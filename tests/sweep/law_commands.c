/*
 * law_commands.c: a command names what is in the plan, and nothing else. Names with a dot are looked
 * at: each is a host, a server, a zone, an address or a file of the plan, or a word of the knowledge's
 * own (a program, a type, a member).
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

struct check {
	const struct trial *trial;
	struct map *known;
	const struct plan_step *step;
};

static void know_name(struct check *check, const char *name)
{
	if (name)
		map_put(check->known, name, check->known);
}

static void know_texts(struct check *check, const struct text_answers *answers)
{
	LIST_EACH(const struct text_answer, answer, *answers)
		know_name(check, answer->value);
}

static void know_site(struct check *check, const struct site_answer *site)
{
	know_name(check, site->ad_domain.value);
	know_texts(check, &site->external_addresses);
	know_texts(check, &site->internal_addresses);
	know_texts(check, &site->autodiscover_external_addresses);
	know_texts(check, &site->autodiscover_internal_addresses);
	LIST_EACH(const struct server_answer, server, site->servers) {
		know_name(check, server->fqdn);
		know_name(check, server->address);
		know_name(check, server->autodiscover_address);
	}
}

static void know_word(void *data, const char *word)
{
	know_name(data, word);
}

/* An id may have any character of a site's name; in a file name some are written %XX. */
static void know_certificate(struct check *check, const struct plan_certificate *certificate)
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

static void know_plan(struct check *check)
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
		know_name(check, url->internal_host);
		know_name(check, url->external_host);
		know_name(check, url->people_host);
	}
	LIST_EACH(const struct plan_namespace, namespace, plan->namespaces)
		know_name(check, namespace->host);
	LIST_EACH(const struct plan_scp, scp, plan->scps)
		know_name(check, scp->host);
}

static void check_word(void *data, const char *word)
{
	const struct check *check = data;
	if (!map_get(check->known, word) && !map_get(check->trial->sweep->lexicon->words, word))
		breach(check->trial, LAW_COMMANDS, "%s names %s", check->step->id, word);
}

static void check_commands(struct check *check, const struct command_list *commands)
{
	LIST_EACH(const struct plan_command, command, *commands)
		words_each(command->text, check->trial->arena, check_word, check);
}

void law_commands(const struct trial *trial)
{
	struct check check = { .trial = trial, .known = map_make(trial->arena) };
	know_plan(&check);
	LIST_EACH(const struct plan_step, step, trial->plan->steps) {
		check.step = step;
		check_commands(&check, &step->commands);
		check_commands(&check, &step->verify_commands);
		check_commands(&check, &step->undo_commands);
	}
}
