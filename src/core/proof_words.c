/* core/proof_words.c: attempts and verdicts as sentences. */
#include "core/proof.h"

#include "base/attr.h"
#include "base/text.h"

/* "203.0.113.10, 2001:db8::10, Default Web Site of Redmond" */
static const char *place_text(const struct sight *sight, struct arena *arena)
{
	const char *addresses = texts_join(arena, texts_of(&sight->addresses), ", ");
	const char *comma = *addresses ? ", " : "";
	if (sight->server)
		return arena_printf(arena, "%s%s%s %s", addresses, comma, *addresses ? "server" : "Server", sight->server->name);
	return arena_printf(arena, "%s%s%s of %s", addresses, comma, sight->web_site->name,
	        sight->web_site->site->name.value);
}

const char *sight_text(const struct sight *sight, const char *host, struct arena *arena)
{
	const char *place = place_text(sight, arena);
	if (!sight->certificate)
		return arena_printf(arena, "%s: no certificate.", place);
	const char *matched = !sight->entry ? "does not name the host" :
	        text_equal(sight->entry, host) ? "names the host" :
	        arena_printf(arena, "names the host by %s", sight->entry);
	return arena_printf(arena, "%s: certificate %s %s; %strusted here.", place,
	        sight->certificate->id, matched, sight->is_trusted ? "" : "not ");
}

/* Servers of one site mostly have the same URL. */
static bool was_made(const struct attempt_list *attempts, size_t index)
{
	const struct attempt *attempt = &attempts->items[index];
	for (size_t i = 0; i < index; i++) {
		const struct attempt *other = &attempts->items[i];
		if (text_equal(other->url, attempt->url) &&
		        text_equal(other->outcome, attempt->outcome))
			return true;
	}
	return false;
}

/* Sights with certificates say all that the sentence says, and more. */
static bool says_all(const struct attempt *attempt)
{
	static const char *const words[] = { "ok", "wrong-name", "untrusted" };
	return attempt->sights && attempt->sights->items[0].certificate &&
	        texts_have((struct texts){ words, COUNT_OF(words) }, attempt->outcome);
}

struct texts attempt_lines(const struct attempt_list *attempts, size_t index, struct arena *arena)
{
	const struct attempt *attempt = &attempts->items[index];
	struct text_list lines = { 0 };
	if (was_made(attempts, index))
		return texts_of(&lines);
	if (!says_all(attempt))
		LIST_PUSH(arena, &lines, attempt->detail);
	for (size_t i = 0; attempt->sights && i < attempt->sights->count; i++)
		LIST_PUSH(arena, &lines,
		        sight_text(&attempt->sights->items[i], attempt->host, arena));
	return texts_of(&lines);
}

const char *verdict_subject(const struct verdict *verdict, bool several_forests,
        struct arena *arena)
{
	struct text_list parts = { 0 };
	LIST_PUSH(arena, &parts, verdict->place);
	if (verdict->site)
		LIST_PUSH(arena, &parts, several_forests ?
		        arena_printf(arena, "site %s/%s", verdict->forest, verdict->site) :
		        arena_printf(arena, "site %s", verdict->site));
	else if (several_forests)
		LIST_PUSH(arena, &parts, arena_printf(arena, "forest %s", verdict->forest));
	LIST_PUSH(arena, &parts, verdict->smtp_domain ?
	        arena_printf(arena, "%s for %s", verdict->service, verdict->smtp_domain) :
	        verdict->service);
	return texts_join(arena, texts_of(&parts), ", ");
}
