/* handover_troubles.c: the verdicts that are not clean, told to the help desk by what people see. */
#include "base/map.h"
#include "base/text.h"
#include "emitters.h"
#include "handover.h"

/* So many different troubles are told; where there are more, mail domains repeat each other. */
#define TROUBLES_MAX 60

void handover_add_once(struct arena *arena, struct text_list *list, const char *text)
{
	if (text && !texts_have(texts_of(list), text))
		LIST_PUSH(arena, list, text);
}

const char *handover_who(const struct verdict *verdict, struct arena *arena)
{
	if (!verdict->client)
		return NULL;
	return arena_printf(arena, "%s (%s)", verdict->client->name, verdict->place);
}

/* What several clients meet for one reason. */
struct trouble {
	enum result result;
	const char *reason;
	struct text_list who, sites;
	struct text_list mail_domains; /* none: it is not about Autodiscover */
};

struct trouble_list LIST_OF(struct trouble *);

/* ---- the reason, whichever server answers ---- */

/* The certificate of a sight, if it is what somebody is warned of; else NULL. In the words of the
 * proof, which tells of one certificate only. */
static const char *sight_reason(const struct sight *sight, const char *host, struct arena *arena)
{
	if (!sight->certificate || (sight->entry && sight->is_trusted))
		return NULL;
	return arena_printf(arena, "%s: Certificate %s %s", host, sight->certificate->common_name,
	        sight->entry ? "is not trusted here." : "does not name the host.");
}

/* Servers with certificates of their own may each be the one that answers. */
static const char *whole_reason(const struct verdict *verdict, struct arena *arena)
{
	struct text_list reasons = { 0 };
	handover_add_once(arena, &reasons, verdict->reason);
	if (verdict->cause != CAUSE_WRONG_NAME && verdict->cause != CAUSE_UNTRUSTED)
		return verdict->reason;
	LIST_EACH(const struct attempt, attempt, verdict->attempts) {
		for (size_t i = 0; attempt->sights && i < attempt->sights->count; i++)
			handover_add_once(arena, &reasons,
			        sight_reason(&attempt->sights->items[i], attempt->host, arena));
	}
	return texts_join(arena, texts_of(&reasons), " ");
}

/* ---- gathered ---- */

/* By reason and mail domain: those of each have their own list of who meets it. */
static struct trouble_list gather(const struct handover *handover)
{
	struct trouble_list troubles = { 0 };
	struct arena *arena = handover->scratch;
	struct map *known = map_make(arena);
	LIST_EACH(const struct verdict, verdict, handover->proof->verdicts) {
		/* Prompts have a list of their own, with the answer. */
		if (verdict->result <= RESULT_PROMPT || !verdict->client || !verdict->reason)
			continue;
		const char *reason = whole_reason(verdict, arena);
		const char *domain = verdict->smtp_domain ? verdict->smtp_domain : "";
		const char *key = arena_printf(
		        arena, "%d %s %s", (int)verdict->result, domain, reason);
		struct trouble *trouble = map_get(known, key);
		if (!trouble) {
			trouble = arena_alloc(arena, sizeof(*trouble));
			*trouble = (struct trouble){ .result = verdict->result, .reason = reason };
			handover_add_once(arena, &trouble->mail_domains, verdict->smtp_domain);
			map_put(known, key, trouble);
			LIST_PUSH(arena, &troubles, trouble);
		}
		handover_add_once(arena, &trouble->who, handover_who(verdict, arena));
		handover_add_once(arena, &trouble->sites, verdict->site);
	}
	return troubles;
}

/* Mail domains whose users meet the same stand together. */
static struct trouble_list find_troubles(const struct handover *handover)
{
	struct trouble_list each = gather(handover), troubles = { 0 };
	struct arena *arena = handover->scratch;
	struct map *known = map_make(arena);
	LIST_EACH(struct trouble *, trouble, each) {
		const char *key = arena_printf(arena, "%d %d %s\n%s\n%s", (int)(*trouble)->result,
		        (*trouble)->mail_domains.count > 0, (*trouble)->reason,
		        texts_join(arena, texts_of(&(*trouble)->who), "\n"),
		        texts_join(arena, texts_of(&(*trouble)->sites), "\n"));
		struct trouble *same = map_get(known, key);
		if (same) {
			LIST_PUSH(arena, &same->mail_domains, (*trouble)->mail_domains.items[0]);
			continue;
		}
		map_put(known, key, *trouble);
		LIST_PUSH(arena, &troubles, *trouble);
	}
	return troubles;
}

/* ---- told ---- */

static size_t count_mail_domains(const struct request *request)
{
	size_t count = 0;
	for (size_t i = 0; i < request->forest_count; i++)
		count += request->forests[i].smtp_domains.count;
	return count;
}

/* What every mail domain meets needs no list of them. */
static void write_who(struct handover *handover, const struct trouble *trouble)
{
	struct prose *prose = &handover->prose;
	const struct text_list *domains = &trouble->mail_domains;
	prose_words(prose, " Who: ");
	prose_text(prose, texts_join(handover->scratch, texts_of(&trouble->who), ", "));
	if (trouble->sites.count > 0) {
		prose_words(prose, trouble->sites.count > 1 ? ", users of sites "
		                                            : ", users of site ");
		prose_codes(prose, texts_of(&trouble->sites));
	}
	if (domains->count > 0 && domains->count < count_mail_domains(handover->plan->request)) {
		prose_words(prose, trouble->sites.count > 0 ? ", with an address under "
		                                            : ", users with an address under ");
		prose_codes(prose, texts_of(domains));
	}
	prose_words(prose, ".");
}

static void write_trouble(struct handover *handover, const struct trouble *trouble)
{
	static const struct {
		const char *what, *answer;
	} words[] = {
		[RESULT_MANUAL] = { "**Set up by hand.** ",
			" Type the server name of the list above; nothing is wrong." },
		[RESULT_WARNING] = { "**A certificate warning that is known.** ",
			" Go on only if the address on the screen is exactly one that is named here; "
			"otherwise cancel." },
		[RESULT_FAIL] = { "**Does not work, and is known.** ",
			" No answer helps: do not try to get round it, and tell the Exchange "
			"people who is affected." },
	};
	struct prose *prose = &handover->prose;
	prose_words(prose, words[trouble->result].what);
	prose_text(prose, trouble->reason);
	write_who(handover, trouble);
	prose_words(prose, words[trouble->result].answer);
	prose_end(prose, "- ", "  ");
}

void handover_troubles(struct handover *handover)
{
	struct prose *prose = &handover->prose;
	struct trouble_list troubles = find_troubles(handover);
	size_t shown = troubles.count < TROUBLES_MAX ? troubles.count : TROUBLES_MAX;
	for (size_t i = 0; i < shown; i++)
		write_trouble(handover, troubles.items[i]);
	if (shown == troubles.count)
		return;
	prose_count(prose, troubles.count - shown, "more of these is", "more of these are");
	prose_words(prose, " in `plan.json`.");
	prose_end(prose, "- ", "  ");
}
