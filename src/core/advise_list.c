/* core/advise_list.c: the fixes of a plan, for who prints them. */
#include "base/text.h"
#include "core/advise.h"

static bool has_fix(const struct fix_refs *fixes, const struct fix *fix)
{
	LIST_EACH(const struct fix *, each, *fixes) {
		if (*each == fix)
			return true;
	}
	return false;
}

static void fixes_add(struct arena *arena, struct fix_refs *all, const struct fix_refs *fixes)
{
	LIST_EACH(const struct fix *, fix, *fixes) {
		if (!has_fix(all, *fix))
			LIST_PUSH(arena, all, *fix);
	}
}

struct fix_refs advise_fixes(const struct plan *plan, const struct proof *proof,
        struct arena *arena)
{
	struct fix_refs all = { 0 };
	LIST_EACH(const struct plan_finding, finding, plan->findings)
		fixes_add(arena, &all, &finding->fixes);
	if (!proof)
		return all;
	LIST_EACH(const struct verdict, verdict, proof->verdicts) {
		fixes_add(arena, &all, &verdict->fixes);
		fixes_add(arena, &all, &verdict->partial_fixes);
	}
	return all;
}

static void word_add(struct arena *arena, struct text_list *words, const char *word)
{
	if (!texts_have(texts_of(words), word))
		LIST_PUSH(arena, words, word);
}

/* Clients and places; verdicts of one client and place stand together. */
static void clients_add(struct arena *arena, struct text_list *words, const struct proof *proof,
        const struct fix *fix, bool partial)
{
	const struct verdict *last = NULL;
	for (size_t i = 0; proof && i < proof->verdicts.count; i++) {
		const struct verdict *verdict = &proof->verdicts.items[i];
		bool is_said = last && last->client == verdict->client &&
		        text_equal(last->place, verdict->place);
		if (is_said || !has_fix(partial ? &verdict->partial_fixes : &verdict->fixes, fix))
			continue;
		word_add(arena, words, arena_printf(arena, "%s %s%s", verdict_client(verdict),
		        verdict->place, partial ? " (another cause is left)" : ""));
		last = verdict;
	}
}

struct texts advise_mended(const struct plan *plan, const struct proof *proof,
        const struct fix *fix, struct arena *arena)
{
	struct text_list words = { 0 };
	LIST_EACH(const struct plan_finding, finding, plan->findings) {
		if (has_fix(&finding->fixes, fix))
			word_add(arena, &words, finding->rule->id);
	}
	clients_add(arena, &words, proof, fix, false);
	clients_add(arena, &words, proof, fix, true);
	return texts_of(&words);
}

const char *advise_change_text(const struct fix_change *change, struct arena *arena)
{
	if (change->value && *change->value)
		return arena_printf(arena, "%s = %s", change->path, change->value);
	if (change->value)
		return arena_printf(arena, "%s: an empty list", change->path);
	return arena_printf(arena, "%s: %s", change->path,
	        change->wanted ? "a value of your own" : "take it out");
}
