/* core/issued_chain.c: the signatures up to the root, and what is there of it. */
#include "issued.h"

#include "base/attr.h"
#include "base/text.h"

static bool hash_is_good(const struct certificate_facts *facts)
{
	static const char *const good[] = { "SHA256", "SHA384", "SHA512" };
	return texts_have((struct texts){ good, COUNT_OF(good) }, facts->signature_hash);
}

/* A root is trusted because it is known, not because of its signature. */
static void check_hash(struct issued *issued, const struct certificate_facts *facts,
        const char *subject)
{
	const char *hash = facts->signature_hash;
	if (!facts->is_self_issued && !hash_is_good(facts))
		issued_say(issued, "issued-signature-hash", WEIGHT_FULL, subject,
		        *hash ? hash : "an algorithm that has no hash of its own");
}

static void check_end(struct issued *issued, const struct certificate_facts *facts)
{
	char end[DATE_TEXT_SIZE];
	bool is_over = date_compare(facts->not_after, issued->day) < 0;
	if (!is_over && date_compare(facts->not_after, issued->facts->not_after) >= 0)
		return;
	date_format(facts->not_after, end);
	issued_say(issued, "issued-chain-expired", is_over ? WEIGHT_FULL : WEIGHT_MILD,
	        facts->subject, arena_strdup(issued->plan->arena, end));
}

void issued_check_chain(struct issued *issued)
{
	const struct issued_chain *chain = issued->chain;
	const char *name = issued->certificate->common_name;
	check_hash(issued, issued->facts, name);
	for (size_t i = 0; i < chain->count; i++) {
		check_hash(issued, &chain->items[i], chain->items[i].subject);
		check_end(issued, &chain->items[i]);
	}
	if (issued->facts->is_self_issued)
		return;
	if (!chain->count)
		issued_say(issued, "issued-chain-missing", WEIGHT_FULL, issued->facts->issuer,
		        name);
	else if (!chain->ends_at_root)
		issued_say(issued, "issued-chain-root", WEIGHT_FULL,
		        chain->items[chain->count - 1].subject, NULL);
	if (!chain->was_ordered)
		issued_say(issued, "issued-chain-order", WEIGHT_FULL, name, NULL);
	for (size_t i = 0; i < chain->unrelated.count; i++)
		issued_say(issued, "issued-chain-unrelated", WEIGHT_FULL,
		        chain->unrelated.items[i], NULL);
}
