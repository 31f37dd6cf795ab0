/* prose_items.c: list items that several documents have. */
#include "prose.h"

void prose_record(struct prose *prose, const struct plan_record *record)
{
	prose_code(prose, record->owner);
	prose_words(prose, " ");
	prose_words(prose, record_type_text(record->type));
	prose_words(prose, " ");
	prose_code(prose, record->data);
	buf_printf(&prose->text, ", TTL %ld, ", record->ttl);
	prose_text(prose, record->necessity);
	prose_words(prose, ": ");
	prose_text(prose, record->reason);
	prose_end(prose, "- ", "  ");
}

void prose_forbidden(struct prose *prose, const struct forbidden_record *forbidden)
{
	const char *joint = forbidden->is_port ? ", " : " ";
	prose_code(prose, forbidden->owner);
	LIST_EACH(const char *const, type, forbidden->types) {
		prose_words(prose, joint);
		prose_text(prose, *type);
		joint = ", ";
	}
	prose_words(prose, ": ");
	prose_text(prose, forbidden->reason);
	prose_end(prose, "- ", "  ");
}

void prose_proof_line(struct prose *prose, const struct proof_line *line)
{
	prose_code(prose, line->client);
	prose_words(prose, " ");
	prose_text(prose, line->place);
	prose_words(prose, ": **");
	prose_words(prose, result_text(line->result));
	prose_words(prose, "**");
	if (line->reason && *line->reason) {
		prose_words(prose, ". ");
		prose_text(prose, line->reason);
	}
	prose_end(prose, "- ", "  ");
}
