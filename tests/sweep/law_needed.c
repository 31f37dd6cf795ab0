/*
 * law_needed.c: in a plan for every kind of client, of a public authority and with surroundings in order,
 * every name and every record is used by somebody. (removal.c asks of all items whether their marks are
 * true; here nothing may be unmarked.)
 */
#include <string.h>

#include "base/text.h"
#include "laws.h"

/* Nothing else spoils verdicts, so that a missing item always shows. */
static bool is_in_order(const struct spec *spec)
{
	return text_equal(spec->issuer, "public-ca") && !spec->catch_all && !spec->apex_https;
}

void law_needed(const struct trial *trial)
{
	if (!is_in_order(&trial->spec))
		return;
	LIST_EACH(const struct plan_certificate, certificate, trial->plan->certificates) {
		LIST_EACH(const struct plan_name, name, certificate->names) {
			/* Short names are for servers among themselves. */
			if (strchr(name->name, '.') && name->used_by.count == 0)
				breach(trial, LAW_NEEDED, "nobody uses the name %s on %s",
				        name->name, certificate->id);
		}
	}
	LIST_EACH(const struct plan_record, record, trial->plan->records) {
		if (record->used_by.count == 0)
			breach(trial, LAW_NEEDED, "nobody uses the %s record %s %s %s",
			        view_text(record->view), record->owner,
			        record_type_text(record->type), record->data);
	}
}
