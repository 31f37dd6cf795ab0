/* nsupdate.c: dns/<view>.nsupdate (RFC 2136). Prerequisites refuse what is there already, so that a
 * second run, or a run over records of somebody else, changes nothing. */
#include "base/quote.h"
#include "base/text.h"
#include "emitters.h"

static void put_comment(struct buf *out, const char *text)
{
	buf_puts(out, "; ");
	quote_comment(out, text);
	buf_putc(out, '\n');
}

static void put_heading(struct buf *out, const struct zone_set *set, const char *date,
        struct arena *scratch)
{
	put_comment(out, arena_printf(scratch, "Records of the %s view, for the plan of %s.",
	                         view_text(set->view), date));
	if (set->forest)
		put_comment(out, arena_printf(scratch, "For DNS servers of this forest only: %s",
		                         set->forest->name.value));
	put_comment(out,
	        "Each zone is one update: it is refused whole where a record is there already.");
	put_comment(out,
	        "Run it with nsupdate -k and your key's file, or in a domain with nsupdate -g.");
}

/* "words name." and what follows it */
static void put_line(struct buf *out, const char *words, const char *name, const char *rest)
{
	buf_puts(out, words);
	quote_dns(out, name);
	buf_puts(out, rest);
	buf_putc(out, '\n');
}

/* An alias may stand beside nothing (RFC 1034 section 3.6.2), and nothing beside an alias. */
static void put_prerequisites(struct buf *out, const struct plan_record *record,
        const struct plan_record *previous, struct arena *scratch)
{
	bool same_owner = previous && text_equal(previous->owner, record->owner);
	if (same_owner && previous->type == record->type)
		return;
	if (record->type == RECORD_CNAME) {
		put_line(out, "prereq nxdomain ", record->owner, ".");
		return;
	}
	put_line(out, "prereq nxrrset ", record->owner,
	        arena_printf(scratch, ". %s", record_type_text(record->type)));
	if (!same_owner)
		put_line(out, "prereq nxrrset ", record->owner, ". CNAME");
}

static void put_addition(struct buf *out, const struct plan_record *record, struct arena *scratch)
{
	buf_puts(out, "update add ");
	quote_dns(out, record->owner);
	buf_printf(out, ". %ld %s ", record->ttl, record_type_text(record->type));
	record_data_put(out, record, scratch);
	buf_putc(out, '\n');
}

static void put_zone(struct buf *out, const struct zone_group *zone, struct arena *scratch)
{
	buf_putc(out, '\n');
	if (zone->is_new) {
		put_comment(out,
		        arena_printf(scratch, "Zone %s is new: an update cannot make it. Load %s.",
		                         zone->zone, zone_path(zone, scratch)));
		return;
	}
	put_line(out, "zone ", zone->zone, ".");
	const struct plan_record *previous = NULL;
	LIST_EACH(const struct plan_record *, record, zone->records) {
		put_prerequisites(out, *record, previous, scratch);
		previous = *record;
	}
	LIST_EACH(const struct plan_record *, record, zone->records)
		put_addition(out, *record, scratch);
	buf_puts(out, "send\n");
}

void emit_nsupdate(struct output *output, const struct plan *plan, const struct proof *proof)
{
	(void)proof;
	struct arena *scratch = arena_new();
	struct zone_sets sets = zone_sets_make(plan, scratch);
	char date[DATE_TEXT_SIZE];
	date_format(plan->request->date, date);
	LIST_EACH(const struct zone_set, set, sets) {
		struct buf *out = output_add(output, zone_set_path(set, ".nsupdate", output->arena));
		put_heading(out, set, date, scratch);
		LIST_EACH(const struct zone_group, zone, set->zones)
			put_zone(out, zone, scratch);
	}
	arena_free(scratch);
}
