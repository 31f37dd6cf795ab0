/* zone.c: DNS master files and fragments of them (RFC 1035 section 5). Names are absolute. */
#include <stdint.h>

#include "base/quote.h"
#include "base/text.h"
#include "core/name.h"
#include "emitters.h"

/* Seconds in the SOA of a new zone (RFC 1912 section 2.2). */
#define SOA_TIMERS "3600 600 1209600"

static void put_comment(struct buf *out, const char *text)
{
	buf_puts(out, "; ");
	quote_comment(out, text);
	buf_putc(out, '\n');
}

static void put_name(struct buf *out, const char *name)
{
	quote_dns(out, name);
	buf_putc(out, '.');
}

/* A zone that is nothing but its own apex. */
static bool is_pinpoint(const struct zone_group *zone)
{
	LIST_EACH(const struct plan_record *, record, zone->records) {
		if (!text_equal((*record)->owner, zone->zone))
			return false;
	}
	return true;
}

static void put_heading(struct buf *out, const struct zone_group *zone, const char *date,
        struct arena *scratch)
{
	put_comment(out, arena_printf(scratch, "Zone %s, %s view, for the plan of %s.", zone->zone,
	                         view_text(zone->view), date));
	if (!zone->is_new) {
		put_comment(out, "These are additions to the existing zone, never a replacement:");
		put_comment(out, "add the records below and leave everything else as it is.");
		return;
	}
	put_comment(out,
	        "A new zone. SOA and NS stand for those of the DNS server that loads this file;");
	put_comment(out, "DNS Manager replaces both.");
	if (!is_pinpoint(zone)) {
		put_comment(out,
		        "Inside, it hides all that is public under its name (web site, mail");
		put_comment(out, "exchangers, VPN) until those records are copied into it.");
	}
}

/* The name of a directory's domain leads to its domain controllers. Inside the zone itself it would
 * need addresses that nobody told us: then the server that loads the file means itself. */
static const char *name_server(const struct zone_group *zone)
{
	const char *domain = zone->forest->ad_domain.value;
	return name_within(domain, zone->zone) ? "localhost" : domain;
}

static void put_apex(struct buf *out, const struct zone_group *zone, struct date date, long ttl)
{
	const char *server = name_server(zone);
	int64_t day = (int64_t)date.year * 10000 + date.month * 100 + date.day;
	uint32_t serial = (uint32_t)(day * 100 + 1);
	buf_printf(out, "$TTL %ld\n", ttl);
	put_name(out, zone->zone);
	buf_puts(out, " IN SOA ");
	put_name(out, server);
	buf_puts(out, " hostmaster.");
	put_name(out, zone->forest->ad_domain.value);
	buf_printf(out, " %lu " SOA_TIMERS " %ld\n", (unsigned long)serial, ttl);
	put_name(out, zone->zone);
	buf_puts(out, " IN NS ");
	put_name(out, server);
	buf_putc(out, '\n');
}

static void put_record(struct buf *out, const struct plan_record *record, struct arena *scratch)
{
	put_comment(out, record->reason);
	put_name(out, record->owner);
	buf_printf(out, " %ld IN %s ", record->ttl, record_type_text(record->type));
	record_data_put(out, record, scratch);
	buf_putc(out, '\n');
}

static void put_zone(struct buf *out, const struct zone_group *zone, const struct plan *plan,
        struct arena *scratch)
{
	char date[DATE_TEXT_SIZE];
	date_format(plan->request->date, date);
	put_heading(out, zone, date, scratch);
	if (zone->is_new)
		put_apex(out, zone, plan->request->date, zone->records.items[0]->ttl);
	LIST_EACH(const struct plan_record *, record, zone->records)
		put_record(out, *record, scratch);
}

void emit_zones(struct output *output, const struct plan *plan, const struct proof *proof)
{
	(void)proof;
	struct arena *scratch = arena_new();
	struct zone_list zones = zones_make(plan, scratch);
	LIST_EACH(const struct zone_group, zone, zones) {
		const char *path = zone_path(zone, output->arena);
		put_zone(output_add(output, path), zone, plan, scratch);
	}
	arena_free(scratch);
}
