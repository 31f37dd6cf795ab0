/* records_csv.c: dns/records.csv (RFC 4180), for tickets and the forms of DNS providers. */
#include "base/quote.h"
#include "emitters.h"

static void put_row(struct buf *out, const char *const *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_putc(out, ',');
		quote_csv(out, fields[i]);
	}
	buf_puts(out, "\r\n");
}

static void put_record(struct buf *out, const struct plan_record *record, struct arena *scratch)
{
	struct srv_parts parts = { "", "", "", record->data };
	if (record->type == RECORD_SRV)
		parts = srv_parts_of(record, scratch);
	const char *const fields[] = {
		view_text(record->view),
		record->zone,
		record->zone_is_new ? "new" : "existing",
		record->owner,
		record_type_text(record->type),
		arena_printf(scratch, "%ld", record->ttl),
		parts.priority,
		parts.weight,
		parts.port,
		parts.target,
		record->necessity,
		record->reason,
	};
	put_row(out, fields, COUNT_OF(fields));
}

void emit_records_csv(struct output *output, const struct plan *plan, const struct proof *proof)
{
	(void)proof;
	static const char *const titles[] = { "view", "zone", "zone state", "name", "type", "ttl",
		"priority", "weight", "port", "value", "necessity", "reason" };
	struct arena *scratch = arena_new();
	struct buf *out = output_add(output, "dns/records.csv");
	put_row(out, titles, COUNT_OF(titles));
	LIST_EACH(const struct plan_record, record, plan->records)
		put_record(out, record, scratch);
	arena_free(scratch);
}
