/*
 * broken.c: does each law bite? A plan that holds all laws is broken in one way, and the law that this
 * breaks must notice.
 */
#include <string.h>

#include "base/text.h"
#include "laws.h"

/* ---- ways to break a plan ---- */

static struct plan_certificate *first_certificate(const struct trial *trial)
{
	return &trial->plan->certificates.items[0];
}

static struct plan_step *some_step(const struct trial *trial, const char *slug)
{
	LIST_EACH(struct plan_step, step, trial->plan->steps) {
		if (text_equal(step->row->id, slug))
			return step;
	}
	return NULL;
}

static void add_command(const struct trial *trial, const char *text)
{
	struct plan_step *step = some_step(trial, "set-scp");
	LIST_PUSH(trial->arena, &step->commands,
	        ((struct plan_command){ .lang = "powershell", .text = text }));
}

static void add_finding(const struct trial *trial, const char *rule, const char *subject)
{
	struct plan_finding *finding = LIST_ADD(trial->arena, &trial->plan->findings);
	finding->rule = rule_find(trial->sweep->know, rule);
	finding->severity = SEVERITY_ERROR;
	finding->subject = finding->message = finding->action = subject;
}

static void refuse(const struct trial *trial)
{
	law_plan(trial, true);
}

static void drop_name(const struct trial *trial)
{
	first_certificate(trial)->names.items[0].name = "other.nordwerk-jena.de";
	law_hosts(trial);
}

static void drop_autodiscover_name(const struct trial *trial)
{
	first_certificate(trial)->names.items[1].name = "other.nordwerk-jena.de";
	law_hosts(trial);
}

static void move_scp(const struct trial *trial)
{
	trial->plan->scps.items[0].host = "other.nordwerk-jena.de";
	law_hosts(trial);
}

static void say_uncovered(const struct trial *trial)
{
	add_finding(trial, "name-not-covered", "post.nordwerk-jena.de");
	law_hosts(trial);
}

static void drop_records(const struct trial *trial, enum view view)
{
	LIST_EACH(struct plan_record, record, trial->plan->records) {
		if (record->view == view)
			record->owner = "";
	}
	law_hosts(trial);
}

static void drop_outside(const struct trial *trial)
{
	drop_records(trial, VIEW_EXTERNAL);
}

static void drop_inside(const struct trial *trial)
{
	drop_records(trial, VIEW_INTERNAL);
}

static void fail_silently(const struct trial *trial)
{
	struct verdict *verdict = &trial->proof->verdicts.items[0];
	verdict->result = RESULT_FAIL;
	verdict->cause = CAUSE_WRONG_NAME;
	law_causes(trial);
}

static void give_no_reason(const struct trial *trial)
{
	trial->proof->verdicts.items[0].reason = "";
	law_causes(trial);
}

static void find_harmless(const struct trial *trial)
{
	add_finding(trial, "srv-shadowed", "nordwerk-jena.de");
	law_causes(trial);
}

static void leave_hole(const struct trial *trial)
{
	trial->plan->steps.items[0].title = "Do it on {server.name}";
	law_texts(trial);
}

static void leave_null(const struct trial *trial)
{
	trial->plan->records.items[0].reason = "for (null)";
	law_texts(trial);
}

static void leave_example(const struct trial *trial)
{
	trial->plan->findings.items[0].message = "mail.contoso.com is not there.";
	law_texts(trial);
}

static void hide_defaults(const struct trial *trial)
{
	trial->plan->defaults.count = 0;
	law_defaults(trial);
}

static void turn_steps(const struct trial *trial)
{
	struct step_list *steps = &trial->plan->steps;
	struct plan_step first = steps->items[0];
	steps->items[0] = steps->items[steps->count - 1];
	steps->items[steps->count - 1] = first;
	law_steps(trial);
}

static void drop_check(const struct trial *trial)
{
	trial->plan->steps.items[0].verify.count = 0;
	trial->plan->steps.items[0].verify_commands.count = 0;
	law_steps(trial);
}

static void drop_way_back(const struct trial *trial)
{
	trial->plan->steps.items[0].undo.count = 0;
	trial->plan->steps.items[0].undo_commands.count = 0;
	law_steps(trial);
}

static void repeat_step(const struct trial *trial)
{
	trial->plan->steps.items[1].id = trial->plan->steps.items[0].id;
	law_steps(trial);
}

static void send_nowhere(const struct trial *trial)
{
	LIST_PUSH(trial->arena, &trial->plan->steps.items[0].actions,
	        "Then go on (step create-redirect-web-site).");
	law_steps(trial);
}

static void name_stranger(const struct trial *trial)
{
	add_command(trial, "Set-Thing -Name 'someone.else.example'");
	law_commands(trial);
}

/* A mail domain is a name of the plan, and no host of a URL. */
static void link_to_domain(const struct trial *trial)
{
	add_command(trial, "Set-Thing -Url 'https://nordwerk-jena.de/owa'");
	law_commands(trial);
}

static void write_less(const struct trial *trial)
{
	struct plan emitted = *trial->plan;
	emitted.records.count--;
	law_files(trial, &emitted);
}

static void write_other_record(const struct trial *trial)
{
	struct plan emitted = *trial->plan;
	emitted.records.items = arena_grow(trial->arena, emitted.records.items,
	        sizeof(*emitted.records.items), emitted.records.count, emitted.records.count);
	emitted.records.items[0].data = "198.51.100.99";
	law_files(trial, &emitted);
}

static void write_other_command(const struct trial *trial)
{
	struct plan emitted = *trial->plan;
	emitted.steps.items = arena_grow(trial->arena, emitted.steps.items,
	        sizeof(*emitted.steps.items), emitted.steps.count, emitted.steps.count);
	for (size_t i = 0; i < emitted.steps.count; i++)
		emitted.steps.items[i].commands.count = 0;
	law_files(trial, &emitted);
}

static void plan_other(const struct trial *trial)
{
	struct spec spec = trial->spec;
	spec.ttl = 61;
	law_same(trial, &spec);
}

static void sketch_other(const struct trial *trial)
{
	struct request request = *trial->request;
	request.clients.kinds.count--;
	law_sketch(trial, &request);
}

static void unmark_name(const struct trial *trial)
{
	first_certificate(trial)->names.items[0].used_by.count = 0;
	law_needed(trial);
}

static void unmark_record(const struct trial *trial)
{
	trial->plan->records.items[0].used_by.count = 0;
	law_needed(trial);
}

static void use_useless(const struct trial *trial)
{
	static const char *label = "browser@outside";
	LIST_EACH(struct plan_url, url, trial->plan->urls) {
		if (url->internal && url->internal_used_by.count == 0)
			url->internal_used_by = (struct use_list){ &label, 1, 1 };
	}
	removal_part.examine(trial);
}

static void hide_use(const struct trial *trial)
{
	LIST_EACH(struct plan_record, record, trial->plan->records)
		record->used_by.count = 0;
	removal_part.examine(trial);
}

static const struct way {
	enum law law;
	void (*break_it)(const struct trial *trial);
	const char *text;
} ways[] = {
	{ LAW_PLAN, refuse, "what must be refused is planned" },
	{ LAW_COVERED, drop_name, "the namespace is not on its certificate" },
	{ LAW_COVERED, drop_autodiscover_name, "an Autodiscover name is not on its certificate" },
	{ LAW_COVERED, move_scp, "a service connection point leads elsewhere" },
	{ LAW_COVERED, say_uncovered, "a finding calls a covered host uncovered" },
	{ LAW_RESOLVES, drop_outside, "no records outside" },
	{ LAW_RESOLVES, drop_inside, "no records inside" },
	{ LAW_EXPLAINED, fail_silently, "a failure without a finding" },
	{ LAW_EXPLAINED, give_no_reason, "a verdict without a reason" },
	{ LAW_HARMS, find_harmless, "an error that harms nobody" },
	{ LAW_TEXTS, leave_hole, "a variable that was not filled" },
	{ LAW_TEXTS, leave_null, "a text that was not there" },
	{ LAW_TEXTS, leave_example, "a name of the documentation" },
	{ LAW_DEFAULTS, hide_defaults, "defaults that are not listed" },
	{ LAW_STEPS, turn_steps, "the last step first" },
	{ LAW_STEPS, drop_check, "a step without a check" },
	{ LAW_STEPS, drop_way_back, "a step without a way back" },
	{ LAW_STEPS, repeat_step, "a step that is there twice" },
	{ LAW_STEPS, send_nowhere, "a step that sends people to one which is not there" },
	{ LAW_COMMANDS, name_stranger, "a command with a foreign name" },
	{ LAW_COMMANDS, link_to_domain, "a command with a URL that nobody is given" },
	{ LAW_FILES, write_less, "a record that is in no file" },
	{ LAW_FILES, write_other_record, "a record that is another in the file" },
	{ LAW_FILES, write_other_command, "commands that are in no script" },
	{ LAW_SAME, plan_other, "other answers" },
	{ LAW_SKETCH, sketch_other, "a sketch for fewer clients" },
	{ LAW_NEEDED, unmark_name, "a name that nobody uses" },
	{ LAW_NEEDED, unmark_record, "a record that nobody uses" },
	{ LAW_NEEDED, use_useless, "a URL marked as used that nobody would miss" },
	{ LAW_NEEDED, hide_use, "records marked as unused that somebody would miss" },
};

/* ---- the part ---- */

static size_t broken_count(const struct know *know)
{
	(void)know;
	return COUNT_OF(ways);
}

/* One certificate with two mail domains, and nothing wrong with it. */
static void broken_fill(const struct sweep *sweep, size_t number, struct arena *arena,
        struct spec *spec)
{
	(void)number;
	matrix_part.fill(sweep, 0, arena, spec);
	spec->topology = "consolidated";
	spec->forest_count = 1;
	spec->forests[0].site_count = 1;
	spec->scenario = "unified-communications";
	spec->issuer = "public-ca";
	spec->baseline = "current";
	spec->layout = "per-namespace";
	spec->internal_dns = "pinpoint";
	spec->srv_supported = SAID_YES;
	spec->catch_all = spec->apex_https = NULL;
}

/* The laws see a sweep of their own, whose breaches are no breaches. */
static void broken_examine(const struct trial *trial)
{
	const struct way *way = &ways[trial->number];
	struct tally tally = { 0 };
	struct sweep sweep = *trial->sweep;
	struct trial broken = *trial;
	sweep.tally = &tally;
	sweep.shown_at_most = 0;
	sweep.thorough = true;
	broken.sweep = &sweep;
	examine_plan(&broken);
	law_needed(&broken);
	for (enum law law = 0; law < LAW_COUNT; law++) {
		if (tally.breaches[law] > 0)
			breach(trial, LAW_BITES, "the plan was broken before");
		tally.breaches[law] = 0;
	}
	way->break_it(&broken);
	if (tally.breaches[way->law] == 0)
		breach(trial, LAW_BITES, "no law minds: %s", way->text);
}

/* Every law has a way to be broken, but for those about the sweep itself. */
static void broken_examine_all(const struct trial *trial)
{
	for (enum law law = 0; law < LAW_VARIED; law++) {
		bool is_there = false;
		for (size_t i = 0; i < COUNT_OF(ways); i++)
			is_there = is_there || ways[i].law == law;
		if (!is_there)
			breach(trial, LAW_BITES, "nobody has tried to break a law");
	}
}

const struct part broken_part = {
	.name = "broken",
	.is_whole = true,
	.count = broken_count,
	.fill = broken_fill,
	.must_refuse = refuse_none,
	.examine = broken_examine,
	.examine_all = broken_examine_all,
};
