/*
 * know/know.h: all that the program knows, as one value.
 *
 * There is no global: whoever needs facts is handed a struct know. The compiled-in one comes from
 * know_builtin(); store/knowfile.h reads the same from a folder (--share). Rows are const, live as
 * long as what holds them, and are compared by pointer.
 */
#ifndef KNOW_KNOW_H
#define KNOW_KNOW_H

#include "know/client.h"
#include "know/fix.h"
#include "know/product.h"
#include "know/rule.h"
#include "know/schema.h"
#include "know/screen.h"
#include "know/service.h"
#include "know/shape.h"
#include "know/source.h"
#include "know/step.h"
#include "know/topology.h"

struct source_rows ROWS_OF(struct source_row);

/* One line for each table: X(member and name in the files, row type). */
#define KNOW_TABLES(X)                                                                             \
	X(sources, source_row)                                                                     \
	X(products, product_row)                                                                   \
	X(features, feature_row)                                                                   \
	X(coexistences, coexistence_row)                                                           \
	X(services, service_row)                                                                   \
	X(lookups, lookup_row)                                                                     \
	X(clients, client_row)                                                                     \
	X(topologies, topology_row)                                                                \
	X(scenarios, scenario_row)                                                                 \
	X(issuers, issuer_row)                                                                     \
	X(rules, rule_row)                                                                         \
	X(mistakes, mistake_row)                                                                   \
	X(issued, rule_row)                                                                        \
	X(validities, validity_row)                                                                \
	X(changes, dated_row)                                                                      \
	X(validations, validation_row)                                                             \
	X(private_suffixes, private_suffix_row)                                                    \
	X(countries, country_row)                                                                  \
	X(phases, phase_row)                                                                       \
	X(audiences, audience_row)                                                                 \
	X(cmdlets, cmdlet_row)                                                                     \
	X(steps, step_row)                                                                         \
	X(fixes, fix_row)                                                                          \
	X(limits, limit_row)                                                                       \
	X(effects, effect_row)                                                                     \
	X(answers, schema_row)                                                                     \
	X(screens, screen_row)                                                                     \
	X(screen_index, index_row)

struct know {
#define KNOW_MEMBER(table, row) struct row##s table;
	KNOW_TABLES(KNOW_MEMBER)
#undef KNOW_MEMBER
};

/* The tables in the order above, for the loops. */
struct know_table {
	const char *name;
	const struct shape *shape;
	size_t offset; /* of its rows in struct know */
};

extern const struct know_table know_tables[];
extern const size_t know_table_count;

/* NULL: no such table. */
const struct know_table *know_table_find(const char *name);

struct know know_builtin(void);

/* The row of `table` whose `id` (or first text field) is the text, or NULL. */
const void *know_find(const struct know *know, const char *table, const char *id);
/* What know_find looks for in a table, in the order of its rows, for messages: "expected one of". */
struct texts know_ids(const struct know *know, const char *table, struct arena *arena);
/* "id: section; id" as "Title of the document, section; title of the next". An id that is no row of
 * sources stays as it is. */
const char *know_source_words(const struct know *know, const char *source, struct arena *arena);
struct any_rows know_rows(const struct know *know, const struct know_table *table);
/* The name of the first table without rows, or NULL. Code may rely on tables that have rows: a
 * struct know from a person's folder is refused where this is not NULL. */
const char *know_empty_table(const struct know *know);

#endif
