/* plan.html: one file, whole, and safe. */
#include "helper_emitter.h"

static size_t count(const char *text, const char *piece)
{
	size_t found = 0;
	for (; (text = strstr(text, piece)); text += strlen(piece))
		found++;
	return found;
}

static void tags_are_closed(void **state)
{
	(void)state;
	static const char *const tags[] = { "table", "tbody", "thead", "tr", "svg", "details",
		"summary", "pre", "ul", "ol", "html", "body" };
	emit_html(&output.output, &helper.plan, helper_proof(&helper));
	const char *text = helper_file(&output, "plan.html");
	assert_true(text_starts(text, "<!DOCTYPE html>\n<html lang=\"en\">"));
	helper_contains(text, "<meta charset=\"utf-8\"/>");
	for (size_t i = 0; i < COUNT_OF(tags); i++) {
		size_t opened = count(text, arena_printf(helper.arena, "<%s>", tags[i])) +
		        count(text, arena_printf(helper.arena, "<%s ", tags[i]));
		assert_true(opened > 0);
		assert_int_equal(opened, count(text, arena_printf(helper.arena, "</%s>", tags[i])));
	}
}

static void values_are_text(void **state)
{
	(void)state;
	emit_html(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "plan.html");
	helper_lacks(text, "`x` <b>");
	helper_contains(text, "Contoso &quot;&amp;&quot; S\xc3\xb6hne, `x` &lt;b&gt;*");
	helper_contains(text, "<title>Client Access plan for Contoso &quot;");
}

static void nothing_is_loaded(void **state)
{
	(void)state;
	emit_html(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "plan.html");
	helper_lacks(text, "<script");
	helper_lacks(text, "src=");
	helper_lacks(text, "@import");
	assert_int_equal(count(text, "url("), 2); /* the tips of the picture's lines */
	assert_int_equal(count(text, "url(#tip)"), 2);
	assert_int_equal(count(text, "href="), count(text, "href=\"#"));
}

/* Each link leads to a heading. */
static void contents_lead_to_the_parts(void **state)
{
	(void)state;
	emit_html(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "plan.html");
	size_t links = 0;
	for (const char *at = text; (at = strstr(at, "href=\"#")); links++) {
		at += strlen("href=\"#");
		const char *id = arena_strndup(helper.arena, at, strcspn(at, "\""));
		helper_contains(text, arena_printf(helper.arena, "<h2 id=\"%s\">", id));
	}
	assert_int_equal(links, count(text, "<h2 "));
	assert_true(links > 5);
}

static void proof_unfolds_to_attempts(void **state)
{
	(void)state;
	emit_html(&output.output, &helper.plan, helper_proof(&helper));
	const char *text = helper_file(&output, "plan.html");
	helper_contains(text, "<details><summary><span class=\"mark warning\">warning</span> "
	                      "<code>browser</code> outside: wrong name</summary>\n"
	                      "<h3>Outlook Web Access, users of site Redmond, forest contoso: "
	                      "<span class=\"mark warning\">warning</span></h3>\n<ol>\n"
	                      "<li><code>https://mail.contoso.com/owa</code>: <b>wrong-name</b>. "
	                      "not named</li>\n</ol>\n</details>");
}

/* Thousands of mail domains say the same: the worst are shown, and how many are not. */
static void proof_of_many_domains_is_cut(void **state)
{
	(void)state;
	struct proof *proof = helper_proof(&helper);
	struct verdict verdict = proof->verdicts.items[0];
	verdict.result = RESULT_CLEAN;
	for (size_t i = 0; i < 150; i++)
		LIST_PUSH(helper.arena, &proof->verdicts, verdict);
	emit_html(&output.output, &helper.plan, proof);
	const char *text = helper_file(&output, "plan.html");
	assert_int_equal(count(text, "<h3>Outlook Web Access"), 100);
	helper_contains(text, "And 51 more that are no worse");
	helper_ordered(text, "forest contoso: <span class=\"mark warning\">",
	        "forest contoso: <span class=\"mark clean\">");
}

static void every_step_has_a_box(void **state)
{
	(void)state;
	emit_html(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "plan.html");
	assert_int_equal(count(text, "<label><input type=\"checkbox\"/> <span>"),
	        helper.plan.steps.count);
	helper_contains(text, "<label><input type=\"checkbox\"/> <span>1. Request the certificate"
	                      "</span></label>");
	helper_contains(text, "<summary>Why, what to do, how to check, the way back</summary>");
}

static void changes_are_told(void **state)
{
	(void)state;
	helper.request.previous = "2025-01-02";
	LIST_PUSH(helper.arena, &helper.plan.changes,
	        ((struct plan_change){ "2026-03-15", "At most 200 days.", "cabf-br: 6.3.2" }));
	emit_html(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "plan.html");
	helper_contains(text, "<h3>Changed since 2025-01-02</h3>");
	helper_contains(text, "<tr><td>2026-03-15</td><td>At most 200 days.<p class=\"source\">Source: "
	                      "cabf-br: 6.3.2</p>");
}

/* Day, night, phone and paper are rules of one style, and nothing but names of colours is used. */
static void style_has_all_uses(void **state)
{
	(void)state;
	emit_html(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "plan.html");
	helper_contains(text, "@media screen and (prefers-color-scheme:dark)");
	helper_contains(text, "@media screen and (max-width:44rem)");
	helper_contains(text, "@media print");
	helper_contains(text, "details::details-content");
	helper_contains(text, "<td data-label=\"Inside\"><code>");
}

static void picture_has_every_site(void **state)
{
	(void)state;
	static struct site_answer sites[20];
	for (size_t i = 0; i < COUNT_OF(sites); i++) {
		sites[i] = helper.site[0];
		sites[i].internet_facing.value = i % 2 == 0;
		sites[i].name.value = arena_printf(helper.arena, "A site with quite a long name "
		                                                 "number %zu in it", i);
	}
	sites[1].name.value = "\xe6\x9d\xb1\xe4\xba\xac\xe6\x9d\xb1\xe4\xba\xac\xe6\x9d\xb1\xe4\xba\xac"
	                      "\xe6\x9d\xb1\xe4\xba\xac\xe6\x9d\xb1\xe4\xba\xac\xe6\x9d\xb1\xe4\xba\xac"
	                      "\xe6\x9d\xb1\xe4\xba\xac\xe6\x9d\xb1\xe4\xba\xac\xe6\x9d\xb1\xe4\xba\xac";
	helper.forest[0].sites = sites;
	helper.forest[0].site_count = COUNT_OF(sites);
	helper.forest[0].autodiscover_site = &sites[2];
	emit_html(&output.output, &helper.plan, NULL);
	const char *text = helper_file(&output, "plan.html");
	assert_int_equal(count(text, "<rect class=\"box"), COUNT_OF(sites) + 1);
	assert_int_equal(count(text, "<rect class=\"forest\""), 2);
	helper_contains(text, "<title>A site with quite a long name number 19 in it</title>"
	                      "A site with quite a long name num\xe2\x80\xa6</text>");
	/* Wide characters take twice the room: 16 of the 18. */
	helper_contains(text, "\xe6\x9d\xb1\xe4\xba\xac\xe2\x80\xa6</text>");
	/* The sites behind are reached through the one that answers Autodiscover, the second of those
	 * that face the Internet. */
	assert_int_equal(count(text, "<path class=\"line\" d=\"M72 196H"), 10);
	assert_int_equal(count(text, "<path class=\"line\" d=\"M428 196H"), 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(tags_are_closed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(values_are_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_is_loaded, set_up, tear_down),
		cmocka_unit_test_setup_teardown(contents_lead_to_the_parts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(proof_unfolds_to_attempts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(proof_of_many_domains_is_cut, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_step_has_a_box, set_up, tear_down),
		cmocka_unit_test_setup_teardown(changes_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(style_has_all_uses, set_up, tear_down),
		cmocka_unit_test_setup_teardown(picture_has_every_site, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
