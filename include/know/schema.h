/*
 * know/schema.h: the answer file, one row for each key.
 *
 * Loader, writer, template, review, explain, the manual page and the screens are loops over these
 * rows. A path is made of names and dots; "[]" marks a list; "*" stands for any service id:
 * "forests[].sites[].namespace", "services.*.require_ssl".
 */
#ifndef KNOW_SCHEMA_H
#define KNOW_SCHEMA_H

#include <stdbool.h>

#include "know/shape.h"

struct schema_row {
	const char *path;
	/* group | groups (a list of groups) | text | texts | flag | integer | choice | choices | host |
	 * hosts | domain | domains | server | servers | address | addresses | names (hosts and
	 * wildcards) | date | country */
	const char *type;
	struct texts values;    /* of a choice; or of an integer, as texts */
	const char *refers_to;  /* choices are the ids of this table of knowledge */
	long min, max;          /* of an integer, of a text in characters, of a list in items; 0: none */
	struct texts only;      /* services that have this member; empty: all */
	bool required;          /* in every file */
	/* "condition: words": a condition that core/request_site.c knows, and what it means for
	 * people, behind "required where". */
	const char *required_when;
	const char *products;   /* range; elsewhere the key is exit 2 */
	const char *fallback;   /* the default, as text; "" for an empty list; NULL: none or computed */
	const char *fallback_rule; /* words for a computed default: "the product's latest update" */
	const char *text;       /* what it is, one or two sentences */
	const char *source;
};

struct schema_rows ROWS_OF(struct schema_row);

struct know;

#endif
