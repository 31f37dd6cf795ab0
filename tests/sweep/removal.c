/*
 * removal.c: nothing in a plan is decoration. Each item is taken out of a finished plan, and the plan is
 * proved again: some verdict is worse then, or the plan marks the item as unused; and what is marked
 * as unused can go.
 */
#include <string.h>

#include "base/text.h"
#include "dice.h"
#include "edit.h"
#include "laws.h"

#define REMOVAL_COUNT 2000

static size_t removal_count(const struct know *know)
{
	(void)know;
	return REMOVAL_COUNT;
}

/* A plan without something. */
struct edit {
	const struct trial *trial;
	struct plan plan;
	bool used; /* what was taken out was marked as used */
	const char *what, *item;
};

static void edit_begin(struct edit *edit, const struct trial *trial)
{
	*edit = (struct edit){ .trial = trial, .plan = plan_copy(trial->plan) };
}

static bool is_worse(const struct proof *before, const struct proof *after)
{
	for (size_t i = 0; i < before->verdicts.count && i < after->verdicts.count; i++) {
		if (after->verdicts.items[i].result > before->verdicts.items[i].result)
			return true;
	}
	return false;
}

static void edit_end(struct edit *edit)
{
	const struct trial *trial = edit->trial;
	const struct proof *proof = proof_make(&edit->plan);
	bool worse = is_worse(trial->proof, proof);
	atomic_fetch_add(&trial->sweep->tally->removed, 1);
	atomic_fetch_add(&trial->sweep->tally->unused, !edit->used);
	if (proof->verdicts.count != trial->proof->verdicts.count)
		breach(trial, LAW_NEEDED, "without the %s %s there are other verdicts", edit->what,
		        edit->item);
	if (worse != edit->used)
		breach(trial, LAW_NEEDED, "the %s %s is %s: %s", edit->what, edit->item,
		        edit->used ? "used" : "not used",
		        worse ? "a verdict is worse without it" : "no verdict is worse without it");
	arena_free(edit->plan.arena);
}

/* The common name cannot go, and short names are for servers among themselves. */
static void remove_names(const struct trial *trial)
{
	for (size_t i = 0; i < trial->plan->certificates.count; i++) {
		const struct plan_certificate *certificate = &trial->plan->certificates.items[i];
		for (size_t j = 0; j < certificate->names.count; j++) {
			const struct plan_name *name = &certificate->names.items[j];
			if (text_equal(name->name, certificate->common_name) ||
			        !strchr(name->name, '.'))
				continue;
			struct edit edit;
			edit_begin(&edit, trial);
			edit.what = "name";
			edit.item = name->name;
			edit.used = name->used_by.count > 0;
			struct name_list *names = &edit.plan.certificates.items[i].names;
			memmove(&names->items[j], &names->items[j + 1],
			        (names->count - j - 1) * sizeof(*names->items));
			names->count--;
			edit_end(&edit);
		}
	}
}

/* The record is gone, its zone is not: whoever forgets a record has made the zone. */
static void blank_record(struct plan_record *record)
{
	record->owner = "";
}

/* All addresses of a host, or its alias, in one view. */
static void remove_host(const struct trial *trial, const struct plan_record *host)
{
	struct edit edit;
	edit_begin(&edit, trial);
	edit.what = host->view == VIEW_EXTERNAL ? "host outside" : "host inside";
	edit.item = host->owner;
	for (size_t i = 0; i < trial->plan->records.count; i++) {
		const struct plan_record *record = &trial->plan->records.items[i];
		bool goes = record->view == host->view && record->type != RECORD_SRV &&
		        text_equal(record->owner, host->owner);
		edit.used = edit.used || (goes && record->used_by.count > 0);
		if (goes)
			blank_record(&edit.plan.records.items[i]);
	}
	edit_end(&edit);
}

static void remove_srv(const struct trial *trial, size_t index)
{
	struct edit edit;
	edit_begin(&edit, trial);
	struct record_list *records = &edit.plan.records;
	edit.what = "SRV record";
	edit.item = records->items[index].owner;
	edit.used = trial->plan->records.items[index].used_by.count > 0;
	blank_record(&records->items[index]);
	edit_end(&edit);
}

static bool is_first_of_host(const struct plan *plan, size_t index)
{
	const struct plan_record *record = &plan->records.items[index];
	for (size_t i = 0; i < index; i++) {
		const struct plan_record *other = &plan->records.items[i];
		if (other->view == record->view && other->type != RECORD_SRV &&
		        text_equal(other->owner, record->owner))
			return false;
	}
	return true;
}

static void remove_records(const struct trial *trial)
{
	for (size_t i = 0; i < trial->plan->records.count; i++) {
		const struct plan_record *record = &trial->plan->records.items[i];
		if (record->type == RECORD_SRV)
			remove_srv(trial, i);
		else if (is_first_of_host(trial->plan, i))
			remove_host(trial, record);
	}
}

static void remove_scps(const struct trial *trial)
{
	for (size_t i = 0; i < trial->plan->scps.count; i++) {
		struct edit edit;
		edit_begin(&edit, trial);
		struct scp_list *scps = &edit.plan.scps;
		edit.what = "service connection point of";
		edit.item = scps->items[i].server->name;
		edit.used = trial->plan->scps.items[i].used_by.count > 0;
		memmove(&scps->items[i], &scps->items[i + 1],
		        (scps->count - i - 1) * sizeof(*scps->items));
		scps->count--;
		edit_end(&edit);
	}
}

/* Those that Outlook is handed outside; the others are typed, or enforce something by being empty. */
static bool is_handed_outside(const struct trial *trial, const struct plan_url *url)
{
	const char *id = trial->sweep->know->services.items[url->service].id;
	return url->external &&
	        (text_equal(id, "ews") || text_equal(id, "oab") || text_equal(id, "um"));
}

static void remove_urls(const struct trial *trial)
{
	for (size_t i = 0; i < trial->plan->urls.count; i++) {
		const struct plan_url *url = &trial->plan->urls.items[i];
		struct edit edit;
		if (url->internal) {
			edit_begin(&edit, trial);
			edit.what = "internal URL";
			edit.item = url->internal;
			edit.used = url->internal_used_by.count > 0;
			edit.plan.urls.items[i].internal = NULL;
			edit.plan.urls.items[i].internal_host = NULL;
			edit_end(&edit);
		}
		if (is_handed_outside(trial, url)) {
			edit_begin(&edit, trial);
			edit.what = "external URL";
			edit.item = url->external;
			edit.used = url->external_used_by.count > 0;
			edit.plan.urls.items[i].external = NULL;
			edit_end(&edit);
		}
	}
}

static void examine_items(const struct trial *trial)
{
	remove_names(trial);
	remove_records(trial);
	remove_scps(trial);
	remove_urls(trial);
}

static void removal_fill(const struct sweep *sweep, size_t number, struct arena *arena,
        struct spec *spec)
{
	dice_throw(sweep->know, trial_seed(sweep, "removal", number), arena, spec);
}

const struct part removal_part = {
	.name = "removal",
	.count = removal_count,
	.fill = removal_fill,
	.must_refuse = refuse_none,
	.examine = examine_items,
};
