/* dnscmd.c: dns/<view>.dnscmd.cmd, for dnscmd of Windows 2000 to today. cmd.exe has no quoting that
 * holds: only names, addresses and numbers are written, and no free text, not even as a remark. */
#include "base/quote.h"
#include "base/text.h"
#include "emitters.h"

#define LINE_END "\r\n"

/* A line is written whole or not at all. */
struct line {
	struct buf text;
	bool is_safe;
};

static void line_begin(struct line *line, const char *words)
{
	line->text.length = 0;
	line->is_safe = true;
	buf_puts(&line->text, words);
}

static void line_value(struct line *line, const char *value)
{
	buf_putc(&line->text, ' ');
	line->is_safe = quote_cmd(&line->text, value) && line->is_safe;
}

static void line_name(struct line *line, const char *name, struct arena *scratch)
{
	line_value(line, arena_printf(scratch, "%s.", name));
}

static void line_end(struct line *line, struct buf *out)
{
	if (line->is_safe)
		buf_add(out, line->text.data, line->text.length);
	else
		buf_puts(out,
		        "rem A command was left out: cmd.exe cannot be given its values safely.");
	buf_puts(out, LINE_END);
}

static void put_data(struct line *line, const struct plan_record *record, struct arena *scratch)
{
	struct srv_parts srv;
	switch (record->type) {
	case RECORD_A:
	case RECORD_AAAA:
		line_value(line, record->data);
		return;
	case RECORD_CNAME:
		line_name(line, record->data, scratch);
		return;
	case RECORD_SRV:
		srv = srv_parts_of(record, scratch);
		line_value(line, srv.priority);
		line_value(line, srv.weight);
		line_value(line, srv.port);
		line_name(line, srv.target, scratch);
		return;
	}
}

static void put_record(struct buf *out, struct line *line, const struct plan_record *record,
        struct arena *scratch)
{
	line_begin(line, "dnscmd . /recordadd");
	line_name(line, record->zone, scratch);
	if (text_equal(record->owner, record->zone))
		line_value(line, "@");
	else
		line_name(line, record->owner, scratch);
	line_value(line, arena_printf(scratch, "%ld", record->ttl));
	line_value(line, record_type_text(record->type));
	put_data(line, record, scratch);
	line_end(line, out);
}

static void put_zone(struct buf *out, struct line *line, const struct zone_group *zone,
        struct arena *scratch)
{
	if (zone->is_new) {
		line_begin(line, "dnscmd . /zoneadd");
		line_name(line, zone->zone, scratch);
		buf_puts(&line->text, " /dsprimary");
		line_end(line, out);
	}
	LIST_EACH(const struct plan_record *, record, zone->records)
		put_record(out, line, *record, scratch);
}

static void put_set(struct buf *out, const struct zone_set *set, struct arena *scratch)
{
	struct line line = { 0 };
	buf_puts(out, "rem On a DNS server, in a command prompt opened as administrator." LINE_END);
	if (set->forest)
		buf_puts(out, "rem Only for the forest that this file is named after." LINE_END);
	buf_puts(out,
	        "rem Records are added; nothing that exists is replaced or removed." LINE_END);
	LIST_EACH(const struct zone_group, zone, set->zones)
		put_zone(out, &line, zone, scratch);
	buf_done(&line.text);
}

void emit_dnscmd(struct output *output, const struct plan *plan, const struct proof *proof)
{
	(void)proof;
	struct arena *scratch = arena_new();
	struct zone_sets sets = zone_sets_make(plan, scratch);
	LIST_EACH(const struct zone_set, set, sets) {
		const char *path = zone_set_path(set, ".dnscmd.cmd", output->arena);
		put_set(output_add(output, path), set, scratch);
	}
	arena_free(scratch);
}
