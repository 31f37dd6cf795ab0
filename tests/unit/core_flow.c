/* core/flow.h: refusals first, then the way through a session. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/text.h"
#include "core/advise.h"
#include "core/flow.h"
#include "core/screen_lint.h"

static const struct date today = { 2026, 11, 22 };

struct fixture {
	struct know know;
	struct flow *flow;
	struct arena *arena;
};

static int make(void **state)
{
	static struct fixture fixture;
	fixture.know = know_builtin();
	fixture.arena = arena_new();
	fixture.flow = flow_new(&fixture.know, "s.cfg", today, NULL);
	flow_begin(fixture.flow);
	*state = &fixture;
	return 0;
}

static int unmake(void **state)
{
	struct fixture *fixture = *state;
	flow_free(fixture->flow);
	arena_free(fixture->arena);
	return 0;
}

static void set(struct fixture *fixture, const char *path, const char *text)
{
	const char *problem = NULL;
	if (!flow_set(fixture->flow, path, text, &problem))
		fail_msg("%s = %s: %s", path, text, problem);
}

static void add(struct fixture *fixture, const char *path, const char *names)
{
	const char *problem = NULL;
	if (!flow_group_add(fixture->flow, path, names, &problem))
		fail_msg("%s + %s: %s", path, names, problem);
}

static bool asks(const struct fixture *fixture, const char *path)
{
	size_t spot = flow_find(fixture->flow, path);
	return spot != FLOW_NOWHERE &&
	       text_equal(flow_spot_at(fixture->flow, spot)->path, path);
}

static void assert_text(const struct fixture *fixture, const char *path, const char *want)
{
	struct flow_answer answer = flow_answer(fixture->flow, path, fixture->arena);
	if (!text_equal(answer.text, want))
		fail_msg("%s is %s, not %s", path, answer.text ? answer.text : "nothing",
		        want ? want : "nothing");
}

/* One forest and one site, all that is required. */
static void fill(struct fixture *fixture)
{
	static const char *const answers[][2] = {
		{ "product.version", "2007" },
		{ "organization.name", "Contoso, Inc." },
		{ "organization.country", "US" },
		{ "topology", "consolidated" },
		{ "forests[0].ad_domain", "corp.contoso.com" },
		{ "forests[0].smtp_domains", "contoso.com fabrikam.com" },
		{ "forests[0].sites[0].internet_facing", "yes" },
		{ "forests[0].sites[0].namespace", "mail.contoso.com" },
		{ "forests[0].sites[0].servers", "CAS01, CAS02" },
		{ "forests[0].sites[0].external_addresses", "203.0.113.10" },
		{ "forests[0].sites[0].internal_addresses", "10.1.0.10" },
		{ "certificates.scenario", "unified-communications" },
		{ "certificates.issuer", "public-ca" },
	};
	add(fixture, "forests", "contoso");
	add(fixture, "forests[0].sites", "Redmond");
	for (size_t i = 0; i < COUNT_OF(answers); i++)
		set(fixture, answers[i][0], answers[i][1]);
}

static void refusals(void **state)
{
	static const struct {
		const char *path, *text, *want;
	} rows[] = {
		{ "product.version", "2017", "expected one of" },
		{ "no.such", "x", "no such answer" },
		{ "organization.country", "usa", "two capital letters" },
		{ "organization.name", "", "empty" },
		{ "dns.ttl", "one hour", "whole number" },
		{ "dns.ttl", "99999999999", "whole number" },
		{ "dns.ttl", "2147483648", "number from" },
		{ "certificates.key.bits", "512", "1024" },
		{ "dns.srv_supported", "maybe", "yes or no" },
		{ "forests[0].smtp_domains", "contoso.com, under_score.com", "under_score.com" },
		{ "forests[0].smtp_domains", "contoso.com contoso.com", "twice" },
		{ "forests[0].smtp_domains", "", "at least one" },
		{ "forests[0].sites[0].external_addresses", "203.0.113", "no address" },
		{ "forests[0].sites[0].namespace", "mail..contoso.com", "host name" },
		{ "forests[0].name", "a/b", "allowed" },
		{ "policy.date", "2026-02-30", "no day" },
	};
	struct fixture *fixture = *state;
	fill(fixture);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *problem = NULL;
		if (flow_set(fixture->flow, rows[i].path, rows[i].text, &problem))
			fail_msg("%s = %s was taken", rows[i].path, rows[i].text);
		if (!strstr(problem, rows[i].want))
			fail_msg("%s = %s: \"%s\" instead of \"%s\"", rows[i].path, rows[i].text,
			        problem, rows[i].want);
	}
}

static void group_refusals(void **state)
{
	static const char *const names[][2] = {
		{ "", "a name is expected" },
		{ "contoso", "there already" },
		{ "CONTOSO", "there already" },
		{ "one, ONE", "twice" },
		{ "con", "reserved" },
		{ "fabrikam, a:b", "allowed" },
	};
	struct fixture *fixture = *state;
	fill(fixture);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *problem = NULL;
		assert_false(flow_group_add(fixture->flow, "forests", names[i][0], &problem));
		if (!strstr(problem, names[i][1]))
			fail_msg("%s: \"%s\"", names[i][0], problem);
	}
	assert_int_equal(flow_group_count(fixture->flow, "forests"), 1);
}

/* As spreadsheets and editors copy them: tabs between cells, any line end. Names of sites may hold
 * blanks, names of hosts may not. */
static void pasted_lists(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	add(fixture, "forests[0].sites", "New York\tLos Angeles\r\n  S\u00e3o Paulo ;London\r");
	assert_int_equal(flow_group_count(fixture->flow, "forests[0].sites"), 5);
	assert_string_equal(flow_group_name(fixture->flow, "forests[0].sites", 1), "New York");
	assert_string_equal(flow_group_name(fixture->flow, "forests[0].sites", 2), "Los Angeles");
	assert_string_equal(flow_group_name(fixture->flow, "forests[0].sites", 3), "S\u00e3o Paulo");
	set(fixture, "forests[0].sites[0].servers", "CAS01 CAS02\tCAS03\nCAS04;CAS05,CAS06\r\n");
	assert_text(fixture, "forests[0].sites[0].servers",
	        "CAS01, CAS02, CAS03, CAS04, CAS05, CAS06");
}

/* A wrong text stays, the answer that was there too, and nothing can be written meanwhile. */
static void drafts(void **state)
{
	struct fixture *fixture = *state;
	const char *path = "forests[0].sites[0].namespace", *problem;
	fill(fixture);
	assert_int_equal(flow_problems(fixture->flow)->count, 0);
	assert_false(flow_set(fixture->flow, path, "mail_contoso", &problem));
	struct flow_answer answer = flow_answer(fixture->flow, path, fixture->arena);
	assert_string_equal(answer.draft, "mail_contoso");
	assert_string_equal(answer.text, "mail.contoso.com");
	assert_int_equal(flow_problems(fixture->flow)->count, 1);
	assert_string_equal(flow_problems(fixture->flow)->items[0].path, path);
	assert_true(flow_next(fixture->flow));
	assert_true(flow_back(fixture->flow));
	set(fixture, path, "owa.contoso.com");
	assert_null(flow_answer(fixture->flow, path, fixture->arena).draft);
	assert_int_equal(flow_problems(fixture->flow)->count, 0);
}

/* A session must stay readable, whatever is pasted. */
static void long_draft_is_cut(void **state)
{
	struct fixture *fixture = *state;
	const char *problem;
	char *text = arena_alloc(fixture->arena, 100001);
	memset(text, '_', 100000);
	assert_false(flow_set(fixture->flow, "dns.ttl", text, &problem));
	struct flow_answer answer = flow_answer(fixture->flow, "dns.ttl", fixture->arena);
	assert_int_equal(strlen(answer.draft), 30000);
}

static void missing_answers(void **state)
{
	struct fixture *fixture = *state;
	bool version = false;
	assert_null(flow_preview(fixture->flow).plan);
	LIST_EACH(const struct flow_problem, problem, *flow_problems(fixture->flow)) {
		assert_true(problem->is_missing);
		assert_int_not_equal(problem->spot, FLOW_NOWHERE);
		version |= text_equal(problem->path, "product.version");
	}
	assert_true(version);
	fill(fixture);
	assert_non_null(flow_preview(fixture->flow).plan);
	flow_clear(fixture->flow, "forests[0].sites[0].namespace");
	assert_int_equal(flow_problems(fixture->flow)->count, 1);
	assert_string_equal(flow_problems(fixture->flow)->items[0].path,
	        "forests[0].sites[0].namespace");
}

/* What stops applying is kept, and comes back. */
static void parking(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	set(fixture, "forests[0].sites[0].internet_facing", "no");
	assert_false(asks(fixture, "forests[0].sites[0].namespace"));
	assert_null(answers_find(flow_answers(fixture->flow), "forests[0].sites[0].namespace"));
	assert_int_equal(flow_parked(fixture->flow, fixture->arena).count, 3);
	set(fixture, "forests[0].sites[0].internet_facing", "yes");
	assert_text(fixture, "forests[0].sites[0].namespace", "mail.contoso.com");
	assert_int_equal(flow_parked(fixture->flow, fixture->arena).count, 0);
	assert_int_equal(flow_problems(fixture->flow)->count, 0);
}

/* Notes under paths follow their groups; those of a removed one go with it. */
static void renumbering(void **state)
{
	struct fixture *fixture = *state;
	const char *problem;
	fill(fixture);
	add(fixture, "forests[0].sites", "London\nOslo");
	assert_string_equal(flow_group_name(fixture->flow, "forests[0].sites", 2), "Oslo");
	assert_false(flow_set(fixture->flow, "forests[0].sites[2].servers", "a.b", &problem));
	flow_group_move(fixture->flow, "forests[0].sites", 2, 0);
	assert_string_equal(flow_group_name(fixture->flow, "forests[0].sites", 0), "Oslo");
	assert_string_equal(flow_answer(fixture->flow, "forests[0].sites[0].servers",
	        fixture->arena).draft, "a.b");
	assert_text(fixture, "forests[0].sites[1].namespace", "mail.contoso.com");
	flow_group_remove(fixture->flow, "forests[0].sites", 0);
	assert_null(flow_answer(fixture->flow, "forests[0].sites[0].servers",
	        fixture->arena).draft);
	assert_text(fixture, "forests[0].sites[0].namespace", "mail.contoso.com");
	flow_group_remove(fixture->flow, "forests[0].sites", 1);
	assert_int_equal(flow_problems(fixture->flow)->count, 0);
	flow_group_remove(fixture->flow, "forests", 0);
	assert_null(answers_find(flow_answers(fixture->flow), "forests"));
}

/* A default follows the version; an answer stays. */
static void defaults(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	assert_text(fixture, "dns.autodiscover_record", "a");
	assert_false(flow_answer(fixture->flow, "dns.autodiscover_record", fixture->arena).given);
	set(fixture, "product.version", "2019");
	assert_text(fixture, "dns.autodiscover_record", "cname");
	set(fixture, "dns.autodiscover_record", "a");
	assert_text(fixture, "dns.autodiscover_record", "a");
	assert_true(flow_answer(fixture->flow, "dns.autodiscover_record", fixture->arena).given);
	flow_clear(fixture->flow, "dns.autodiscover_record");
	assert_text(fixture, "dns.autodiscover_record", "cname");
}

static void every_question_is_on_the_way(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	flow_go(fixture->flow, 0);
	size_t steps = 0;
	while (flow_next(fixture->flow))
		steps++;
	assert_int_equal(steps + 1, flow_count(fixture->flow));
	while (flow_back(fixture->flow))
		steps--;
	assert_int_equal(steps, 0);
}

static const struct plan_step *step_of(struct flow *flow, const char *id)
{
	const struct plan *plan = flow_checklist(flow).plan;
	assert_non_null(plan);
	LIST_EACH(const struct plan_step, step, plan->steps) {
		if (text_ends(step->id, id))
			return step;
	}
	fail_msg("no step %s", id);
	return NULL;
}

/* Who types answers knows sites, not places in a file. */
static void problems_tell_where(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	set(fixture, "topology", "single-namespace-proxy");
	add(fixture, "forests[0].sites", "Dublin");
	set(fixture, "forests[0].sites[1].servers", "CAS01");
	const struct flow_problem *problem =
	        flow_problem_of(fixture->flow, "forests[0].sites[1].servers");
	assert_non_null(problem);
	assert_non_null(strstr(problem->text, "(site Redmond)"));
	assert_null(strstr(problem->text, "forests["));
}

/* What was done for other names is not done; what the change does not touch is. */
static void ticks_lapse(void **state)
{
	static const char request[] = "request-certificate/mail.contoso.com";
	struct fixture *fixture = *state;
	const char *reason;
	fill(fixture);
	struct flow *flow = fixture->flow;
	flow_step_set(flow, step_of(flow, request), STEP_DONE, NULL);
	flow_step_set(flow, step_of(flow, "set-scp/CAS01"), STEP_DONE, NULL);
	set(fixture, "forests[0].smtp_domains", "contoso.com");
	assert_int_equal(flow_step(flow, step_of(flow, request), &reason), STEP_CHANGED);
	assert_int_equal(flow_step(flow, step_of(flow, "set-scp/CAS01"), &reason), STEP_DONE);
	set(fixture, "forests[0].smtp_domains", "contoso.com fabrikam.com");
	assert_int_equal(flow_step(flow, step_of(flow, request), &reason), STEP_DONE);
}

/* Saved and taken in again: the same answers, drafts, ticks, position. */
static void session_again(void **state)
{
	struct fixture *fixture = *state;
	const char *problem, *reason;
	fill(fixture);
	flow_step_set(fixture->flow, step_of(fixture->flow, "renew"), STEP_DONE, NULL);
	flow_step_set(fixture->flow, step_of(fixture->flow, "verify-outside"), STEP_SKIPPED,
	        "nobody outside");
	(void)flow_set(fixture->flow, "dns.ttl", "soon", &problem);
	flow_go(fixture->flow, flow_find(fixture->flow, "certificates.issuer"));
	assert_true(flow_is_changed(fixture->flow));
	/* On another day: words that depend on it change by themselves, and the tick stays. */
	const struct date later = { 2026, 12, 24 };
	struct flow *again = flow_new(&fixture->know, "s.cfg", later, NULL);
	const struct answers *saved = flow_saved(fixture->flow, fixture->arena);
	assert_false(flow_is_changed(fixture->flow));
	*flow_answers(again)->root = *saved->root;
	for (struct node *child = saved->root->first; child; child = child->next)
		child->parent = flow_answers(again)->root;
	flow_begin(again);
	assert_string_equal(flow_spot_at(again, flow_here(again))->path, "certificates.issuer");
	assert_string_equal(flow_answer(again, "dns.ttl", fixture->arena).draft, "soon");
	assert_int_equal(flow_step(again, step_of(again, "renew"), &reason), STEP_DONE);
	assert_int_equal(flow_step(again, step_of(again, "verify-outside"), &reason), STEP_SKIPPED);
	assert_string_equal(reason, "nobody outside");
	assert_int_equal(flow_step(again, step_of(again, "dns-external"), &reason), STEP_OPEN);
	assert_false(flow_only_missing(again));
	flow_free(again);
}

static void name_that_is_missed(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	struct texts words =
	        flow_without_name(fixture->flow, "autodiscover.contoso.com", fixture->arena);
	assert_true(words.count > 0);
	assert_non_null(strstr(words.items[0], "instead of clean"));
	words = flow_without_name(fixture->flow, "mail.contoso.com", fixture->arena);
	assert_string_equal(words.items[0], "A certificate cannot be without it.");
}

/* What vanishes with its question, in a grid too; what was typed for it sleeps meanwhile. */
static void cells_are_kept(void **state)
{
	struct fixture *fixture = *state;
	const char *problem;
	fill(fixture);
	set(fixture, "services.um.enabled", "yes");
	set(fixture, "forests[0].sites[0].hosts.pop3", "pop.contoso.com");
	assert_false(flow_set(fixture->flow, "forests[0].sites[0].namespace", "a..b", &problem));
	set(fixture, "product.version", "2010");
	assert_null(answers_find(flow_answers(fixture->flow), "services.um.enabled"));
	assert_int_equal(flow_parked(fixture->flow, fixture->arena).count, 1);
	set(fixture, "forests[0].sites[0].internet_facing", "no");
	assert_null(answers_find(flow_answers(fixture->flow), "forests[0].sites[0].hosts"));
	LIST_EACH(const struct flow_problem, each, *flow_problems(fixture->flow))
		assert_null(strstr(each->path, "namespace"));
	set(fixture, "forests[0].sites[0].internet_facing", "yes");
	set(fixture, "product.version", "2007");
	assert_text(fixture, "services.um.enabled", "true");
	assert_text(fixture, "forests[0].sites[0].hosts.pop3", "pop.contoso.com");
	assert_string_equal(flow_answer(fixture->flow, "forests[0].sites[0].namespace",
	        fixture->arena).draft, "a..b");
	assert_int_equal(flow_problems(fixture->flow)->count, 1);
}

/* One site on the Internet: hosts are a column of the services; several: each site has its own. */
static void hosts_have_a_place(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	const struct flow_spot *spot = flow_spot_at(fixture->flow,
	        flow_find(fixture->flow, "forests[0].sites[0].hosts.pop3"));
	assert_string_equal(spot->path, "services");
	assert_string_equal(flow_cell(fixture->flow, spot, "pop3", "host", fixture->arena),
	        "forests[0].sites[0].hosts.pop3");
	assert_null(flow_cell(fixture->flow, spot, "autodiscover", "host", fixture->arena));
	assert_null(flow_cell(fixture->flow, spot, "mapi", "enabled", fixture->arena));
	assert_string_equal(flow_column(spot, "external")->label, "Outside");
	add(fixture, "forests[0].sites", "London");
	set(fixture, "forests[0].sites[1].internet_facing", "yes");
	set(fixture, "forests[0].sites[0].hosts.pop3", "pop.contoso.com");
	spot = flow_spot_at(fixture->flow,
	        flow_find(fixture->flow, "forests[0].sites[0].hosts.pop3"));
	assert_string_equal(spot->path, "forests[0].sites[0].hosts");
	assert_string_equal(flow_grid(fixture->flow, spot, fixture->arena).columns.items[0], "");
}

/* A file may answer what no question asks; that counts until it is put aside. */
static void unasked_answers(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	set(fixture, "certificates.key.curve", "P-384");
	struct flow_kept_list unasked = flow_unasked(fixture->flow, fixture->arena);
	assert_int_equal(unasked.count, 1);
	assert_string_equal(unasked.items[0].path, "certificates.key.curve");
	assert_string_equal(unasked.items[0].text, "P-384");
	assert_false(flow_put_aside(fixture->flow, "dns.ttl"));
	assert_false(flow_put_aside(fixture->flow, "topology"));
	assert_true(flow_put_aside(fixture->flow, "certificates.key.curve"));
	assert_int_equal(flow_unasked(fixture->flow, fixture->arena).count, 0);
	set(fixture, "certificates.key.algorithm", "ec");
	assert_text(fixture, "certificates.key.curve", "P-384");
}

/* Going on without a needed answer is noted, and forgotten with the answer. */
static void questions_are_put_off(void **state)
{
	struct fixture *fixture = *state;
	flow_go(fixture->flow, flow_find(fixture->flow, "organization.name"));
	assert_true(flow_next(fixture->flow));
	assert_true(flow_is_skipped(fixture->flow, "organization.name"));
	flow_go(fixture->flow, flow_find(fixture->flow, "dns.srv_supported"));
	assert_true(flow_next(fixture->flow));
	assert_false(flow_is_skipped(fixture->flow, "dns.srv_supported"));
	set(fixture, "organization.name", "Contoso");
	assert_false(flow_is_skipped(fixture->flow, "organization.name"));
}

/* Nothing is kept that the reader of files would refuse. */
static void hostile_texts_are_refused(void **state)
{
	static const char *const texts[] = { "a\xe2\x80\xae" "b", "a\033[2Jb", "a\xff", "a\xc2\x9b" "b" };
	struct fixture *fixture = *state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		const char *problem = NULL;
		assert_false(flow_set(fixture->flow, "organization.name", texts[i], &problem));
		assert_non_null(strstr(problem, "cannot be seen"));
		const char *draft = flow_answer(fixture->flow, "organization.name",
		        fixture->arena).draft;
		for (const char *c = draft; *c;) {
			int32_t code_point = utf8_next(&c);
			assert_true(code_point >= 0 && !utf8_is_hostile(code_point));
		}
	}
}

static void best_scenario_first(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	const struct flow_spot *spot = flow_spot_at(fixture->flow,
	        flow_find(fixture->flow, "certificates.scenario"));
	struct flow_choices choices = flow_choices(fixture->flow, spot, fixture->arena);
	assert_int_equal(choices.count, 6);
	assert_string_equal(choices.items[5].value, "self-signed");
	assert_non_null(choices.items[0].note);
	assert_int_equal(choices.items[0].reasons.count, 1);
	set(fixture, "constraints.ca_supports", "wildcard");
	spot = flow_spot_at(fixture->flow, flow_find(fixture->flow, "certificates.scenario"));
	choices = flow_choices(fixture->flow, spot, fixture->arena);
	assert_string_not_equal(choices.items[0].value, "unified-communications");
}

static const struct flow_choice *choice_of(struct flow_choices choices, const char *value)
{
	LIST_EACH(const struct flow_choice, choice, choices) {
		if (text_equal(choice->value, value))
			return choice;
	}
	fail_msg("%s is not there", value);
	return NULL;
}

/* The wizard ranks as check --advise does, with the same reasons, from each of the answers there are. */
static void ranking_is_the_advice(void **state)
{
	static const char *const present[][2] = {
		{ "unified-communications", "public-ca" }, { "single-name-srv", "windows-pki" },
		{ "self-signed", "self-signed" },
	};
	struct fixture *fixture = *state;
	fill(fixture);
	set(fixture, "clients.kinds", "outlook-2007, browser, windows-mobile-5");
	for (size_t i = 0; i < COUNT_OF(present); i++) {
		enum advice_extent extent;
		set(fixture, "certificates.scenario", present[i][0]);
		set(fixture, "certificates.issuer", present[i][1]);
		const struct flow_spot *spot = flow_spot_at(fixture->flow,
		        flow_find(fixture->flow, "certificates.scenario"));
		struct ranked_list list = advise_scenarios(flow_preview(fixture->flow).plan,
		        fixture->arena, &extent);
		struct flow_choices choices = flow_choices(fixture->flow, spot, fixture->arena);
		while (flow_look_closer(fixture->flow)) {
		}
		choices = flow_choices(fixture->flow, spot, fixture->arena);
		assert_int_equal(choices.count, list.count);
		for (size_t j = 0; j < list.count; j++) {
			const struct ranked *ranked = &list.items[j];
			struct texts reasons = choices.items[j].reasons;
			assert_string_equal(choices.items[j].value, ranked->scenario->id);
			assert_true(!ranked->reason || texts_have(reasons, ranked->reason));
			/* In words of its own: no path of the file. */
			LIST_EACH(const struct ruling, ruling, ranked->rulings) {
				const char *said = texts_join(fixture->arena, reasons, " ");
				assert_non_null(strstr(said, ruling->limit->title));
				assert_null(strstr(said, "forests["));
			}
		}
	}
}

/* Before any scenario is chosen, too; what rules one out is found when somebody looks closer. */
static void ranking_without_a_scenario(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	flow_clear(fixture->flow, "certificates.scenario");
	flow_clear(fixture->flow, "certificates.issuer");
	set(fixture, "dns.srv_supported", "no");
	const struct flow_spot *spot = flow_spot_at(fixture->flow,
	        flow_find(fixture->flow, "certificates.scenario"));
	struct flow_choices choices = flow_choices(fixture->flow, spot, fixture->arena);
	size_t before = choice_of(choices, "single-name-srv")->reasons.count;
	assert_int_equal(choices.count, 6);
	assert_true(flow_look_closer(fixture->flow));
	while (flow_look_closer(fixture->flow)) {
	}
	choices = flow_choices(fixture->flow, spot, fixture->arena);
	struct texts reasons = choice_of(choices, "single-name-srv")->reasons;
	assert_true(reasons.count > before);
	assert_non_null(strstr(reasons.items[reasons.count - 1],
	        "This alone rules it out: the DNS host publishes no SRV records; with true it would do."));
	struct flow_help_list help = flow_explain(fixture->flow, spot,
	        choice_of(choices, "single-name-srv"), fixture->arena);
	size_t notes = 0;
	LIST_EACH(const struct flow_help, part, help)
		notes += part->kind == HELP_NOTE;
	assert_int_equal(notes, reasons.count + 1);
}

/* Nobody has been asked for a second address yet: that alone speaks against no scenario. */
static void ranking_waits_for_what_is_asked_next(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	const struct flow_spot *spot = flow_spot_at(fixture->flow,
	        flow_find(fixture->flow, "certificates.scenario"));
	struct flow_choices choices = flow_choices(fixture->flow, spot, fixture->arena);
	while (flow_look_closer(fixture->flow)) {
	}
	choices = flow_choices(fixture->flow, spot, fixture->arena);
	const struct flow_choice *redirect = choice_of(choices, "redirect");
	assert_true(text_starts(redirect->note, "more is asked next; until then worst fail"));
	assert_true(texts_have(redirect->reasons, "This alone rules it out now, and is asked next: "
	        "the second web site has no addresses of its own."));
}

/* ---- other screens ---- */

/* A session that was saved with the know of `fixture`, taken up with another one. */
static struct flow *resumed_with(struct fixture *fixture, const struct know *know)
{
	struct flow *again = flow_new(know, "s.cfg", today, NULL);
	const struct answers *saved = flow_saved(fixture->flow, fixture->arena);
	*flow_answers(again)->root = *saved->root;
	for (struct node *child = saved->root->first; child; child = child->next)
		child->parent = flow_answers(again)->root;
	flow_begin(again);
	return again;
}

/* A copy of all screens in which one question is another one. */
static struct know know_with(struct fixture *fixture, const char *path,
        const struct question_row *other)
{
	struct know know = fixture->know;
	struct screen_row *screens =
	        arena_alloc(fixture->arena, know.screens.count * sizeof(*screens));
	memcpy(screens, know.screens.items, know.screens.count * sizeof(*screens));
	know.screens.items = screens;
	for (size_t i = 0; i < know.screens.count; i++) {
		size_t count = screens[i].questions.count;
		struct question_row *questions =
		        arena_alloc(fixture->arena, (count + 1) * sizeof(*questions));
		memcpy(questions, screens[i].questions.items, count * sizeof(*questions));
		screens[i].questions.items = questions;
		for (size_t j = 0; j < count; j++) {
			if (text_equal(questions[j].path, path))
				questions[j] = *other;
		}
	}
	return know;
}

static void same_screens_are_no_news(void **state)
{
	struct fixture *fixture = *state;
	fill(fixture);
	flow_go(fixture->flow, flow_find(fixture->flow, "dns.internal"));
	struct flow *again = resumed_with(fixture, &fixture->know);
	assert_false(flow_is_changed(again));
	struct texts news = flow_news(again, fixture->arena);
	assert_int_equal(news.count, 1);
	assert_non_null(strstr(news.items[0], "So far 15 answers are given, and none is missing or wrong."));
	flow_free(again);
}

/* A question with other words is marked where somebody answered it, until he has seen it. */
static void questions_are_renewed(void **state)
{
	struct fixture *fixture = *state;
	struct question_row other = *flow_spot_at(fixture->flow,
	        flow_find(fixture->flow, "organization.name"))->question;
	fill(fixture);
	other.prompt = "What does the organization call itself?";
	struct know know = know_with(fixture, "organization.name", &other);
	struct flow *again = resumed_with(fixture, &know);
	assert_true(flow_is_changed(again));
	assert_true(flow_is_renewed(again, "organization.name"));
	assert_false(flow_is_renewed(again, "organization.country"));
	assert_int_equal(flow_parked(again, fixture->arena).count, 0);
	struct texts news = flow_news(again, fixture->arena);
	assert_string_equal(news.items[1], "This session is of an older version of the wizard.");
	assert_non_null(strstr(news.items[2], "1 question is new, or asks something else"));
	flow_go(again, flow_find(again, "organization.name"));
	assert_true(flow_next(again));
	assert_false(flow_is_renewed(again, "organization.name"));
	flow_free(again);
	/* A default that nobody gave is not somebody's answer. */
	other = *flow_spot_at(fixture->flow, flow_find(fixture->flow, "dns.internal"))->question;
	other.prompt = "How does the inside resolve names?";
	know = know_with(fixture, "dns.internal", &other);
	again = resumed_with(fixture, &know);
	assert_false(flow_is_renewed(again, "dns.internal"));
	flow_free(again);
}

/* Where older screens asked more, the answers are kept aside, and said once. */
static void vanished_questions_are_parked(void **state)
{
	static const char *const forest[] = { "multi-forest" };
	static const struct condition_row only = {
		.question = "topology", .is = { forest, 1 } };
	struct fixture *fixture = *state;
	struct question_row other = *flow_spot_at(fixture->flow,
	        flow_find(fixture->flow, "organization.unit"))->question;
	fill(fixture);
	set(fixture, "organization.unit", "IT");
	other.prompt = "Which unit?";
	other.when = (struct condition_rows){ &only, 1 };
	struct know know = know_with(fixture, "organization.unit", &other);
	struct flow *again = resumed_with(fixture, &know);
	assert_null(answers_find(flow_answers(again), "organization.unit"));
	struct flow_kept_list kept = flow_parked(again, fixture->arena);
	assert_int_equal(kept.count, 1);
	assert_string_equal(kept.items[0].text, "IT");
	assert_string_equal(flow_news(again, fixture->arena).items[2],
	        "1 answer is kept aside, because nothing asks for it any more: organization.unit.");
	struct fixture next = { know, again, fixture->arena };
	struct flow *third = resumed_with(&next, &know);
	assert_int_equal(flow_news(third, fixture->arena).count, 1);
	assert_int_equal(flow_parked(third, fixture->arena).count, 1);
	flow_free(third);
	flow_free(again);
}

static void screens_are_sound(void **state)
{
	struct fixture *fixture = *state;
	struct problem_list problems = { 0 };
	screens_lint(&fixture->know, &problems, fixture->arena);
	LIST_EACH(const struct problem, problem, problems)
		print_error("%s\n", problem->text);
	assert_int_equal(problems.count, 0);
}

#define WITH_FLOW(test) cmocka_unit_test_setup_teardown(test, make, unmake)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FLOW(refusals),
		WITH_FLOW(group_refusals),
		WITH_FLOW(pasted_lists),
		WITH_FLOW(drafts),
		WITH_FLOW(long_draft_is_cut),
		WITH_FLOW(missing_answers),
		WITH_FLOW(parking),
		WITH_FLOW(renumbering),
		WITH_FLOW(defaults),
		WITH_FLOW(every_question_is_on_the_way),
		WITH_FLOW(problems_tell_where),
		WITH_FLOW(ticks_lapse),
		WITH_FLOW(session_again),
		WITH_FLOW(name_that_is_missed),
		WITH_FLOW(cells_are_kept),
		WITH_FLOW(hosts_have_a_place),
		WITH_FLOW(unasked_answers),
		WITH_FLOW(questions_are_put_off),
		WITH_FLOW(hostile_texts_are_refused),
		WITH_FLOW(best_scenario_first),
		WITH_FLOW(ranking_is_the_advice),
		WITH_FLOW(ranking_without_a_scenario),
		WITH_FLOW(ranking_waits_for_what_is_asked_next),
		WITH_FLOW(same_screens_are_no_news),
		WITH_FLOW(questions_are_renewed),
		WITH_FLOW(vanished_questions_are_parked),
		WITH_FLOW(screens_are_sound),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
