/* core/advise_words.c */
#include "advise_words.h"

#include <string.h>

#include "base/text.h"

/* More of them than these are counted. */
#define SHOWN_ITEMS 3

static const char *host_of(const struct plan *plan, const struct target *target)
{
	(void)plan;
	return target->host;
}

static const char *client_of(const struct plan *plan, const struct target *target)
{
	(void)plan;
	return target->client;
}

static const char *domain_of(const struct plan *plan, const struct target *target)
{
	(void)plan;
	return target->domain;
}

static const char *service_of(const struct plan *plan, const struct target *target)
{
	return target->service >= 0 ? plan->know->services.items[target->service].name : NULL;
}

static const char *site_of(const struct plan *plan, const struct target *target)
{
	(void)plan;
	const struct site_answer *site = target->site;
	if (!site && target->forest)
		site = target->forest->autodiscover_site;
	return site ? site->name.value : NULL;
}

static const struct {
	const char *name;
	const char *absent; /* where no target has one */
	const char *(*of)(const struct plan *plan, const struct target *target);
} words[] = {
	{ "host", "the host", host_of },
	{ "client", "the client", client_of },
	{ "domain", "the mail domain", domain_of },
	{ "service", "the service", service_of },
	{ "site", "the site", site_of },
};

#define VALUE "value"

/* "a, b, c and 4 more" */
static const char *some_of(const struct text_list *items, struct arena *arena)
{
	struct texts shown = texts_of(items);
	if (items->count <= SHOWN_ITEMS)
		return texts_join(arena, shown, ", ");
	shown.count = SHOWN_ITEMS;
	return arena_printf(arena, "%s and %zu more", texts_join(arena, shown, ", "),
	        items->count - SHOWN_ITEMS);
}

static const char *targets_words(const struct plan *plan, size_t word,
        const struct target_list *targets)
{
	struct text_list items = { 0 };
	LIST_EACH(const struct target, target, *targets) {
		const char *text = words[word].of(plan, target);
		if (text && !texts_have(texts_of(&items), text))
			LIST_PUSH(plan->arena, &items, text);
	}
	return items.count ? some_of(&items, plan->arena) : words[word].absent;
}

/* "{name}" at the beginning of the text: index in `words`, their count for the value, or -1. */
static int word_at(const char *text, size_t *length)
{
	const char *end = strchr(text, '}');
	*length = end ? (size_t)(end - text) + 1 : 0;
	for (size_t i = 0; end && i <= COUNT_OF(words); i++) {
		const char *name = i < COUNT_OF(words) ? words[i].name : VALUE;
		if (strlen(name) + 2 == *length && strncmp(text + 1, name, *length - 2) == 0)
			return (int)i;
	}
	return -1;
}

const char *fix_text(const struct plan *plan, const struct fix_row *row,
        const struct target_list *targets, const struct candidate *candidate)
{
	struct text_list parts = { 0 };
	const char *text = row->text;
	for (const char *open; (open = strchr(text, '{'));) {
		size_t length;
		int word = word_at(open, &length);
		LIST_PUSH(plan->arena, &parts,
		        arena_strndup(plan->arena, text, (size_t)(open - text)));
		if (word < 0)
			break; /* the lint has refused it */
		if ((size_t)word < COUNT_OF(words))
			LIST_PUSH(plan->arena, &parts, targets_words(plan, (size_t)word, targets));
		else
			LIST_PUSH(plan->arena, &parts, candidate->value ?
			        arena_strdup(plan->arena, candidate->value) : "another one");
		text = open + length;
	}
	LIST_PUSH(plan->arena, &parts, text);
	return texts_join(plan->arena, texts_of(&parts), "");
}

const char *fix_text_unknown(const char *text, struct arena *arena)
{
	for (const char *open = text; (open = strchr(open, '{')); open++) {
		size_t length;
		if (word_at(open, &length) < 0)
			return arena_strndup(arena, open, length ? length : strlen(open));
	}
	return NULL;
}

static const struct {
	const char *one, *many;
	size_t offset; /* of a size_t in struct plan_summary */
} costs[] = {
	{ "certificate", "certificates", offsetof(struct plan_summary, certificates) },
	{ "name", "names", offsetof(struct plan_summary, names) },
	{ "public address", "public addresses", offsetof(struct plan_summary, public_addresses) },
	{ "DNS record", "DNS records", offsetof(struct plan_summary, dns_records) },
	{ "step", "steps", offsetof(struct plan_summary, steps) },
};

static size_t count_at(const struct plan_summary *summary, size_t offset)
{
	size_t count;
	memcpy(&count, (const char *)summary + offset, sizeof(count));
	return count;
}

const char *fix_cost(const struct fix_row *row, const struct plan_summary *before,
        const struct plan_summary *after, struct arena *arena)
{
	struct text_list parts = { 0 };
	if (row->cost)
		LIST_PUSH(arena, &parts, row->cost);
	for (size_t i = 0; i < COUNT_OF(costs); i++) {
		size_t was = count_at(before, costs[i].offset);
		size_t is = count_at(after, costs[i].offset);
		size_t difference = is > was ? is - was : was - is;
		if (difference > 0)
			LIST_PUSH(arena, &parts, arena_printf(arena, "%zu %s %s", difference,
			        difference == 1 ? costs[i].one : costs[i].many,
			        is > was ? "more" : "fewer"));
	}
	return texts_join(arena, texts_of(&parts), ", ");
}
