/*
 * know/product.h: Exchange versions, their updates, and what tells them apart.
 *
 * Everything that depends on the version is a row with a range: "2007", "2007 RTM", "2007 SP1-2010",
 * "2016 CU23-2016, 2019 CU12-". A version without an update means its first update at the left of a
 * dash and its last at the right; an open end reaches to the newest product; commas join ranges.
 */
#ifndef KNOW_PRODUCT_H
#define KNOW_PRODUCT_H

#include <stdbool.h>

#include "know/shape.h"

struct product_row {
	const char *id;             /* "2007", as in product.version */
	const char *name;           /* "Exchange Server 2007" */
	struct texts updates;       /* in order of appearance, "RTM" first */
	const char *default_update; /* one of them */
	const char *supported_until; /* YYYY-MM-DD, the last day */
	long self_signed_months;    /* life of the certificate that Setup makes (C6) */
	struct texts default_clients;
	const char *default_authentication; /* services.outlook_anywhere.authentication */
	const char *default_proxy_issuer;   /* certificates.proxy_site_issuer */
	const char *default_autodiscover_record;
	const char *pfx_profile;            /* legacy | modern */
	struct texts key_sizes;             /* bits that New-ExchangeCertificate makes; empty: any */
	struct texts notes;                 /* for people: its form of Client Access, its state */
	const char *source;
};

struct product_rows ROWS_OF(struct product_row);

/* A property that some versions have, by name, so that code asks for the property and never for a
 * version: "internal-outlook-anywhere", "ec-key". */
struct feature_row {
	const char *id;
	const char *products; /* range */
	const char *text;     /* what it means */
	const char *source;
};

struct feature_rows ROWS_OF(struct feature_row);

/* Releases that an older version can stand beside, and how. */
struct beside_row {
	const char *products; /* range */
	const char *needs;    /* the update that every older server must have */
	bool needs_name;      /* the older servers need a name of their own (legacy.<domain>) */
	const char *text;     /* who answers for mailboxes that are still on the older version */
	const char *source;
};

struct beside_rows ROWS_OF(struct beside_row);

/* A version that may still be there beside the one of the plan, in the order of age. */
struct coexistence_row {
	const char *id;   /* "2003", as in product.coexistence */
	const char *name; /* "Exchange Server 2003" */
	struct beside_rows beside;
};

struct coexistence_rows ROWS_OF(struct coexistence_row);

/* A product at an update: what ranges are asked about. */
struct release {
	const struct product_row *product;
	size_t update; /* index into product->updates */
};

struct know;

const struct product_row *product_find(const struct know *know, const char *id); /* or NULL */
/* The index of `update` in the product's list, or -1. */
int product_update_find(const struct product_row *product, const char *update);
/* Is the release inside the range? An empty or NULL range holds every release. */
bool release_in(const struct know *know, struct release release, const char *range);
/* Does the release have the feature? The id must exist (a unit test and the lint see to it). */
bool release_has(const struct know *know, struct release release, const char *feature);
const struct coexistence_row *coexistence_find(const struct know *know, const char *id);
/* How the older version stands beside the release; NULL: it cannot. */
const struct beside_row *beside_find(const struct know *know, const struct coexistence_row *older,
        struct release release);
/* Is the text a well-formed range of known products and updates? For the lint. */
bool range_is_valid(const struct know *know, const char *range);

#endif
