/* dns_ps1.c: dns/<view>.ps1, for the DnsServer module of Windows Server 2012 and later. */
#include <string.h>

#include "base/quote.h"
#include "base/text.h"
#include "emitters.h"
#include "script.h"

#define LINE_END "\r\n"

static void put_argument(struct buf *out, const char *parameter, const char *value)
{
	buf_puts(out, " -");
	buf_puts(out, parameter);
	buf_putc(out, ' ');
	quote_powershell(out, value);
}

/* The owner as the module wants it: below the zone, and a dot for the zone itself. */
static const char *node_name(const struct plan_record *record, struct arena *scratch)
{
	size_t owner = strlen(record->owner), zone = strlen(record->zone);
	if (owner <= zone)
		return ".";
	return arena_strndup(scratch, record->owner, owner - zone - 1);
}

/* [days.]hours:minutes:seconds */
static const char *time_span(long seconds, struct arena *scratch)
{
	long days = seconds / 86400;
	const char *clock = arena_printf(scratch, "%02ld:%02ld:%02ld", seconds / 3600 % 24,
	        seconds / 60 % 60, seconds % 60);
	return days > 0 ? arena_printf(scratch, "%ld.%s", days, clock) : clock;
}

static const char *absolute(const char *name, struct arena *scratch)
{
	return arena_printf(scratch, "%s.", name);
}

/* Cmdlet and data parameter for the types that have a cmdlet of their own. */
static const struct {
	const char *cmdlet, *parameter;
} forms[] = {
	[RECORD_A] = { "Add-DnsServerResourceRecordA", "IPv4Address" },
	[RECORD_AAAA] = { "Add-DnsServerResourceRecordAAAA", "IPv6Address" },
	[RECORD_CNAME] = { "Add-DnsServerResourceRecordCName", "HostNameAlias" },
	[RECORD_SRV] = { "Add-DnsServerResourceRecord -Srv", "DomainName" },
};

static void put_data(struct buf *out, const struct plan_record *record, struct arena *scratch)
{
	struct srv_parts srv;
	switch (record->type) {
	case RECORD_A:
	case RECORD_AAAA:
		put_argument(out, forms[record->type].parameter, record->data);
		return;
	case RECORD_CNAME:
		put_argument(out, forms[record->type].parameter, absolute(record->data, scratch));
		return;
	case RECORD_SRV:
		srv = srv_parts_of(record, scratch);
		put_argument(out, forms[record->type].parameter, absolute(srv.target, scratch));
		put_argument(out, "Priority", srv.priority);
		put_argument(out, "Weight", srv.weight);
		put_argument(out, "Port", srv.port);
		return;
	}
}

static void put_record(struct buf *out, const struct plan_record *record, struct arena *scratch)
{
	buf_puts(out, forms[record->type].cmdlet);
	put_argument(out, "ZoneName", record->zone);
	put_argument(out, "Name", node_name(record, scratch));
	put_data(out, record, scratch);
	put_argument(out, "TimeToLive", time_span(record->ttl, scratch));
	buf_puts(out, LINE_END);
}

static void put_zone(struct buf *out, const struct zone_group *zone, struct arena *scratch)
{
	script_blank(out);
	script_comment(out, zone->is_new ? "New zone " : "Additions to zone ", zone->zone);
	if (zone->is_new) {
		buf_puts(out, "Add-DnsServerPrimaryZone");
		put_argument(out, "Name", zone->zone);
		put_argument(out, "ReplicationScope", "Forest");
		buf_puts(out, LINE_END);
	}
	LIST_EACH(const struct plan_record *, record, zone->records)
		put_record(out, *record, scratch);
}

static void put_heading(struct buf *out, const struct zone_set *set, const struct plan *plan)
{
	char date[DATE_TEXT_SIZE];
	date_format(plan->request->date, date);
	script_begin(out);
	script_comment(out, "Records of this view: ", view_text(set->view));
	if (set->forest)
		script_comment(out, "For DNS servers of this forest only: ",
		        set->forest->name.value);
	script_comment(out, "Plan of ", date);
	script_note(out,
	        "For the DnsServer module (Windows Server 2012 and later), on a DNS server.");
	script_note(out, "What is there already is refused: a second run changes nothing.");
}

void emit_dns_ps1(struct output *output, const struct plan *plan, const struct proof *proof)
{
	(void)proof;
	struct arena *scratch = arena_new();
	struct zone_sets sets = zone_sets_make(plan, scratch);
	LIST_EACH(const struct zone_set, set, sets) {
		struct buf *out = output_add(output, zone_set_path(set, ".ps1", output->arena));
		put_heading(out, set, plan);
		LIST_EACH(const struct zone_group, zone, set->zones)
			put_zone(out, zone, scratch);
	}
	arena_free(scratch);
}
