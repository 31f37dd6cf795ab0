/* full_keys.c: private keys that are there already, and no longer what the plan asks for. */
#include "full_parts.h"
#include "words.h"

void old_keys_explain(struct full *full, struct page *page)
{
	for (size_t i = 0; i < full->keys.misfits.count; i++)
		page_labelled(page, "Does not fit", full->keys.misfits.items[i]);
}

static void old_keys_build(struct full *full, struct page *page)
{
	page_words(page, STYLE_STRONG, 0, 0, OLD_KEYS_QUESTION);
	page_blank(page);
	for (size_t i = 0; i < full->keys.misfits.count; i++)
		page_words(page, STYLE_PLAIN, 0, 2, full->keys.misfits.items[i]);
	page_blank(page);
	page_labelled(page, "n", OLD_KEYS_NEW);
	page_labelled(page, "Esc", OLD_KEYS_BACK);
	page_blank(page);
	struct texts meaning = old_keys_meaning(&full->options, page->arena);
	for (size_t i = 0; i < meaning.count; i++)
		page_words(page, STYLE_PLAIN, 0, 0, meaning.items[i]);
}

static void old_keys_key(struct full *full, const struct key *key)
{
	if (key->code != KEY_IS_CHAR || (key->ch | 32) != 'n') {
		page_over_key(full, key);
		return;
	}
	over_close(full);
	full->consent.new_keys = true;
	write_start(full);
}

static const struct hint old_keys_hints[] = {
	{ "n", NULL, "New keys", "new keys" },
	{ "Esc", "^B", "Go back", "back" },
	{ "Up Down PgUp PgDn", NULL, "Scroll", NULL },
};

static const struct over_kind old_keys_over = {
	page_over_draw, old_keys_key, HINTS(old_keys_hints),
};

void over_old_keys(struct full *full)
{
	over_page(full, &old_keys_over, "Old private keys", old_keys_build);
}
