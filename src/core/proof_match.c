/* core/proof_match.c */
#include "proof_match.h"

#include "base/map.h"
#include "base/text.h"

static bool is_same(const struct verdict *a, const struct verdict *b)
{
	return text_equal(a->smtp_domain, b->smtp_domain) && text_equal(a->service, b->service) &&
	        text_equal(a->site, b->site) && text_equal(a->place, b->place) &&
	        text_equal(a->forest, b->forest) &&
	        text_equal(verdict_client(a), verdict_client(b));
}

/* No name of a site, forest or domain holds a line feed. */
static const char *verdict_key(const struct verdict *verdict, const char *client,
        struct arena *arena)
{
	return arena_printf(arena, "%s\n%s\n%s\n%s\n%s\n%s", client, verdict->place,
	        verdict->forest, verdict->site ? verdict->site : "",
	        verdict->smtp_domain ? verdict->smtp_domain : "", verdict->service);
}

static void match_by_key(struct proof_match *match, const struct proof *before,
        const struct proof *after, struct client_swap swap, struct arena *arena)
{
	struct map *places = map_make(arena);
	LIST_EACH(struct verdict, old, before->verdicts) {
		const char *client = verdict_client(old);
		bool is_swapped = text_equal(client, swap.from);
		map_put(places, verdict_key(old, is_swapped ? swap.to : client, arena), old);
	}
	for (size_t i = 0; i < after->verdicts.count; i++) {
		const struct verdict *verdict = &after->verdicts.items[i];
		const struct verdict *same = map_get(places,
		        verdict_key(verdict, verdict_client(verdict), arena));
		match->before[i] = same;
		if (same)
			match->after[same - before->verdicts.items] = verdict;
	}
}

struct proof_match proofs_match(const struct proof *before, const struct proof *after,
        struct client_swap swap, struct arena *arena)
{
	size_t old_count = before->verdicts.count, new_count = after->verdicts.count;
	struct proof_match match = {
		.after = arena_alloc(arena, (old_count + 1) * sizeof(*match.after)),
		.before = arena_alloc(arena, (new_count + 1) * sizeof(*match.before)),
	};
	/* Most changes leave the questions as they are. */
	size_t same = 0;
	for (; same < old_count && same < new_count; same++) {
		if (!is_same(&before->verdicts.items[same], &after->verdicts.items[same]))
			break;
		match.after[same] = &after->verdicts.items[same];
		match.before[same] = &before->verdicts.items[same];
	}
	if (same < old_count || same < new_count)
		match_by_key(&match, before, after, swap, arena);
	return match;
}

enum result proof_line_result(const struct proof *proof, const char *client, const char *place)
{
	LIST_EACH(const struct proof_line, line, proof->lines) {
		if (text_equal(line->client, client) && text_equal(line->place, place))
			return line->result;
	}
	return RESULT_CLEAN;
}
