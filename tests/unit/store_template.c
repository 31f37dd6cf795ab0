/* Templates and answers.cfg are answer files: read them back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/text.h"
#include "core/plan.h"
#include "core/proof.h"
#include "emit/emit.h"
#include "store/answerfile.h"

static const struct date today = { 2026, 11, 22 };

/* A file that was read, and what became of it. */
struct reading {
	struct arena *arena;
	struct know know;
	struct answers answers;
	struct problem_list problems;
	const struct request *request;
};

static void reading_init(struct reading *reading, const char *text, struct date date)
{
	*reading = (struct reading){ .arena = arena_new(), .know = know_builtin() };
	answers_init(&reading->answers, &reading->know, "answers.cfg", reading->arena);
	answers_read_bytes(&reading->answers, text, strlen(text), &reading->problems);
	reading->request = request_make(&reading->answers, date, NULL, reading->arena,
	        &reading->problems);
}

static void reading_done(struct reading *reading)
{
	arena_free(reading->arena);
}

static void must_be_right(const struct reading *reading, const char *what)
{
	for (size_t i = 0; i < reading->problems.count; i++)
		print_error("%s:%d: %s\n", what, reading->problems.items[i].line,
		        reading->problems.items[i].text);
	assert_int_equal(reading->problems.count, 0);
	assert_non_null(reading->request);
}

/* Every answer, also the defaults, as "path=value" lines. */
static void describe(const struct node *node, struct buf *out)
{
	if (node->kind == NODE_GROUP) {
		for (const struct node *child = node->first; child; child = child->next)
			describe(child, out);
		return;
	}
	struct arena *arena = arena_new();
	bool has_groups = node->first && node->first->kind == NODE_GROUP;
	if (!has_groups) {
		node_path(node, out);
		buf_printf(out, "=%s\n", node_value_text(node, arena));
	}
	for (const struct node *child = node->first; has_groups && child; child = child->next)
		describe(child, out);
	arena_free(arena);
}

static int compare_lines(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The lines in an order that does not depend on the file's. */
static char *sorted(const struct reading *reading)
{
	struct buf lines;
	struct text_list list = { 0 };
	buf_init(&lines);
	describe(reading->answers.root, &lines);
	char *rest = lines.data;
	for (char *line; (line = strsep(&rest, "\n"));)
		LIST_PUSH(reading->arena, &list, arena_strdup(reading->arena, line));
	buf_done(&lines);
	qsort(list.items, list.count, sizeof(*list.items), compare_lines);
	return texts_join(reading->arena, texts_of(&list), "\n");
}

/* Printed, read and printed again, on another day: the same answers. */
static void must_come_back(const struct reading *first)
{
	struct buf text, again;
	struct reading second;
	buf_init(&text);
	buf_init(&again);
	emit_answers(&text, first->request);
	reading_init(&second, text.data, (struct date){ 2031, 1, 1 });
	must_be_right(&second, "answers.cfg");
	assert_string_equal(sorted(first), sorted(&second));
	emit_answers(&again, second.request);
	assert_string_equal(text.data, again.data);
	reading_done(&second);
	buf_done(&text);
	buf_done(&again);
}

/* What a sketch tells is what the whole plan tells; only its steps have nothing to say. */
static void sketch_must_agree(const struct reading *reading, struct plan *plan)
{
	struct plan *sketch = plan_sketch(reading->request, reading->arena);
	const struct proof *proof = proof_make(plan), *sketched = proof_make(sketch);
	assert_true(plan->steps.count > 0);
	assert_int_equal(sketch->steps.count, plan->steps.count);
	for (size_t i = 0; i < plan->steps.count; i++) {
		const struct plan_step *step = &sketch->steps.items[i];
		assert_string_equal(step->id, plan->steps.items[i].id);
		assert_ptr_equal(step->row, plan->steps.items[i].row);
		assert_non_null(plan->steps.items[i].title);
		assert_null(step->title);
		assert_int_equal(step->actions.count + step->commands.count, 0);
	}
	assert_int_equal(sketch->findings.count, plan->findings.count);
	for (size_t i = 0; i < plan->findings.count; i++)
		assert_string_equal(sketch->findings.items[i].message,
		        plan->findings.items[i].message);
	assert_true(proof->worst < RESULT_FAIL); /* replay ends with 0 */
	assert_int_equal(sketched->verdicts.count, proof->verdicts.count);
	for (size_t i = 0; i < proof->verdicts.count; i++)
		assert_int_equal(sketched->verdicts.items[i].result,
		        proof->verdicts.items[i].result);
}

static void check_template(const char *product, const char *topology, const char *scenario)
{
	struct know know = know_builtin();
	struct buf text;
	struct reading reading;
	buf_init(&text);
	emit_template(&text, &know, product, topology, scenario);
	reading_init(&reading, text.data, today);
	must_be_right(&reading, text.data);
	assert_string_equal(reading.request->release.product->id, product);
	assert_string_equal(reading.request->topology->id, topology);
	assert_string_equal(reading.request->certificates.scenario->id, scenario);
	struct plan *plan = plan_make(reading.request, reading.arena);
	LIST_EACH(const struct plan_finding, finding, plan->findings) {
		if (finding->severity == SEVERITY_ERROR)
			fail_msg("%s, %s, %s: %s (%s)", product, topology, scenario,
			        finding->rule->id, finding->subject);
	}
	must_come_back(&reading);
	sketch_must_agree(&reading, plan);
	reading_done(&reading);
	buf_done(&text);
}

static void every_template_gives_a_plan_without_errors(void **state)
{
	(void)state;
	struct know know = know_builtin();
	for (size_t p = 0; p < know.products.count; p++) {
		for (size_t t = 0; t < know.topologies.count; t++) {
			for (size_t s = 0; s < know.scenarios.count; s++)
				check_template(know.products.items[p].id,
				        know.topologies.items[t].id, know.scenarios.items[s].id);
		}
	}
}

/* The default is what is shown: without the slashes, it is the same answer. */
static void defaults_in_comments_are_the_defaults(void **state)
{
	(void)state;
	struct know know = know_builtin();
	struct buf text;
	struct reading plain, bare;
	buf_init(&text);
	emit_template(&text, &know, "2016", "regional", "unified-communications");
	reading_init(&plain, text.data, today);
	must_be_right(&plain, "template");
	static const char *const names[] = { "update", "extended_protection", "coexistence",
		"baseline", "autodiscover", "mailbox_users", "load_balanced", "kind", "product",
		"perimeter", "autodiscover = {", "owa", "pop3", "kinds", "inside_joined",
		"root_ca_installed", "layout", "server_names", "exclude_names", "algorithm", "bits",
		"key_made_by", "proxy_site_issuer", "internal", "autodiscover_record", "ttl",
		"ca_supports", "public_addresses" };
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		char wanted[64];
		snprintf(wanted, sizeof(wanted), "// %s = ", names[i]);
		char *found = strstr(text.data, wanted);
		if (found)
			memcpy(found, "  ", 2);
	}
	assert_null(strstr(text.data, "// ttl"));
	reading_init(&bare, text.data, today);
	must_be_right(&bare, "template");
	assert_string_equal(sorted(&plain), sorted(&bare));
	reading_done(&plain);
	reading_done(&bare);
	buf_done(&text);
}

static const char hostile[] =
        "format = 1;\n"
        "product = { version = \"2016\"; };\n"
        "policy = { };\n"
        "organization = { name = \"A \\\"B\\\" \\\\ C; // } S\xc3\xb6hne @include\";\n"
        " country = \"DE\"; unit = \"\"; };\n"
        "topology = \"regional\";\n"
        "forests = ( { name = \"f's \xe2\x80\x98x\xe2\x80\x99\";\n"
        " ad_domain = \"Corp.Contoso.COM\";\n"
        " smtp_domains = [ \"b\xc3\xbc" "cher.example\" ]; sites = (\n"
        " { servers = [ \"CAS_01\", \"Cas02\" ]; name = \"1 # 2\";\n"
        "  namespace = \"MAIL.contoso.com.\";\n"
        "  hosts = { smtp = \"smtp.contoso.com\"; owa = \"owa.contoso.com\"; };\n"
        "  external_addresses = [ \"203.0.113.10\", \"2001:DB8::1\" ];\n"
        "  internal_addresses = [ \"10.1.0.10\" ]; mailbox_users = 7;\n"
        "  server_addresses = ( { server = \"cas_01\"; address = \"10.1.0.21\"; } ); },\n"
        " { name = \"B\"; servers = [ \"X\" ]; } ); } );\n"
        "services = { pop3 = { enabled = true; security = \"starttls\"; };\n"
        " owa = { external = false; }; };\n"
        "certificates = { issuer = \"windows-pki\"; scenario = \"wildcard\"; key = { algorithm ="
        " \"ec\"; }; exclude_names = [ \"*.fabrikam.com\" ]; };\n"
        "session = { screen = \"clients\"; steps_done = [ \"x\" ]; acknowledged = ( { rule ="
        " \"certificate-lifetime\"; subject = \"\"; reason = \"it's \\\"known\\\"\"; depends = ["
        " \"policy.date=2026-11-22\" ]; } ); };\n";

static void answers_come_back(void **state)
{
	(void)state;
	struct reading first, second;
	struct buf text;
	buf_init(&text);
	reading_init(&first, hostile, today);
	must_be_right(&first, "hostile");
	emit_answers(&text, first.request);
	reading_init(&second, text.data, (struct date){ 2031, 1, 1 });
	must_be_right(&second, "answers.cfg");
	const struct request *request = second.request;
	assert_string_equal(request->organization.name.value,
	        "A \"B\" \\ C; // } S\xc3\xb6hne @include");
	assert_string_equal(request->forests[0].name.value, "f's \xe2\x80\x98x\xe2\x80\x99");
	assert_string_equal(request->forests[0].smtp_domains.items[0].value,
	        "xn--bcher-kva.example");
	assert_string_equal(request->forests[0].sites[0].servers.items[1].name, "Cas02");
	assert_string_equal(request->forests[0].sites[0].servers.items[0].address, "10.1.0.21");
	assert_int_equal(request->forests[0].sites[0].mailbox_users.value, 7);
	assert_int_equal(request->date.year, 2026);
	assert_int_equal(request->acknowledged.count, 1);
	assert_string_equal(request->acknowledged.items[0].reason, "it's \"known\"");
	assert_string_equal(request->acknowledged.items[0].depends.items[0],
	        "policy.date=2026-11-22");
	/* What the wizard keeps for itself is none of the plan's business. */
	assert_null(answers_find(&second.answers, "session.screen"));
	/* In the order of the schema. */
	assert_true(strstr(text.data, "version") < strstr(text.data, "2026-11-22"));
	assert_true(strstr(text.data, "\"1 # 2\"") < strstr(text.data, "CAS_01"));
	assert_true(strstr(text.data, "scenario") < strstr(text.data, "issuer"));
	reading_done(&first);
	reading_done(&second);
	buf_done(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_template_gives_a_plan_without_errors),
		cmocka_unit_test(defaults_in_comments_are_the_defaults),
		cmocka_unit_test(answers_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
