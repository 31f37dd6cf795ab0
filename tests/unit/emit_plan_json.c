/* plan.json: every member of CONTRACT section 8, always, in its order. */
#include <stdio.h>

#include "helper_output.h"

static struct helper helper;
static struct buf out;

static int set_up(void **state)
{
	(void)state;
	helper_make(&helper);
	buf_init(&out);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	buf_done(&out);
	arena_free(helper.arena);
	return 0;
}

/* Each of the keys, one after the other, after `start`. */
static void has_keys_in_order(const char *start, const char *const *keys)
{
	const char *at = strstr(out.data, start);
	assert_non_null(at);
	for (; *keys; keys++) {
		char wanted[64];
		snprintf(wanted, sizeof(wanted), "\"%s\":", *keys);
		const char *found = strstr(at, wanted);
		if (!found)
			fail_msg("%s is missing, or in the wrong place, after %s", *keys, start);
		at = found;
	}
}

static void top_members(void **state)
{
	(void)state;
	static const char *const keys[] = { "format", "date", "product", "version", "update",
		"baseline", "topology", "scenario", "summary", "certificates", "names",
		"public_addresses", "dns_records", "steps", "errors", "warnings", "notes",
		"worst_result", "namespaces", "certificates", "omitted_names", "dns",
		"forbidden_dns", "urls", "scp", "steps", "findings", "proof", "verdicts",
		"defaults", "suffix_list", NULL };
	emit_plan_json(&out, &helper.plan, NULL);
	has_keys_in_order("{", keys);
}

static void members_of_lists(void **state)
{
	(void)state;
	static const struct {
		const char *start;
		const char *const keys[20];
	} lists[] = {
		{ "\"namespaces\"", { "host", "forest", "site", "services", "from" } },
		{ "\"certificates\": [",
		        { "id", "role", "issuer", "subject", "common_name", "names", "name",
		                "reasons", "code", "detail", "from", "used_by", "key", "algorithm",
		                "bits", "forest", "site", "web_site", "servers" } },
		{ "\"servers\"", { "csr", "key_file" } },
		{ "\"omitted_names\"", { "name", "reason" } },
		{ "\"dns\"", { "view", "zone", "owner", "type", "data", "ttl", "necessity",
		                     "reason", "from", "used_by" } },
		{ "\"forbidden_dns\"", { "view", "owner", "types", "reason" } },
		{ "\"urls\"", { "forest", "site", "server", "service", "internal", "external",
		                      "from", "used_by" } },
		{ "\"scp\"", { "forest", "site", "server", "url", "site_scope", "from" } },
		{ "\"steps\": [", { "id", "phase", "audience", "target", "title", "why", "requires",
		                          "do", "commands", "verify", "undo", "source", "from" } },
		{ "\"findings\"", { "rule", "severity", "subject", "message", "action", "source",
		                          "acknowledged", "from" } },
		{ "\"proof\"", { "client", "place", "result", "reason" } },
		{ "\"verdicts\"", { "client", "place", "forest", "site", "smtp_domain", "service",
		                          "result", "attempts", "url", "outcome", "detail",
		                          "host", "reached", "fixes" } },
		{ "\"defaults\"", { "path", "value" } },
	};
	emit_plan_json(&out, &helper.plan, helper_proof(&helper));
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		has_keys_in_order(lists[i].start, lists[i].keys);
}

static void without_proof(void **state)
{
	(void)state;
	emit_plan_json(&out, &helper.plan, NULL);
	helper_contains(out.data, "\"worst_result\": null");
	helper_contains(out.data, "\"proof\": []");
	helper_contains(out.data, "\"verdicts\": []");
	helper_contains(out.data, "\"acknowledged\": null");
}

static void with_proof(void **state)
{
	(void)state;
	emit_plan_json(&out, &helper.plan, helper_proof(&helper));
	helper_contains(out.data, "\"worst_result\": \"warning\"");
	helper_contains(out.data, "\"client\": \"cas-proxy\"");
	helper_contains(out.data, "\"smtp_domain\": null");
}

static void values_in_their_form(void **state)
{
	(void)state;
	emit_plan_json(&out, &helper.plan, NULL);
	helper_contains(out.data, "\"format\": \"casplan-plan-1\"");
	helper_contains(out.data, "\"date\": \"2026-11-22\"");
	helper_contains(out.data, "\"data\": \"0 0 443 mail.contoso.com\"");
	helper_contains(out.data, "\"server\": \"CAS_02\"");
	helper_contains(out.data, "\"csr\": \"certificates/mail.contoso.com.csr\"");
	helper_contains(out.data, "\"forests[0].sites[0].namespace\"");
	helper_contains(out.data, "\"external\": null");
	/* Plain text: nothing of Markdown, nothing of PowerShell. */
	helper_contains(out.data, "\"title\": \"Set it on CAS01's \xe2\x80\x98site\xe2\x80\x99\"");
	helper_contains(out.data, "\"iisreset /noforce\"");
	helper_contains(out.data,
	        "\"used_by\": [\"browser@inside-joined\", \"browser@outside\"]");
}

/* A key that Exchange makes leaves no file here (CONTRACT section 2, key_made_by). */
static void no_files_for_keys_made_elsewhere(void **state)
{
	(void)state;
	helper.plan.certificates.items[0].has_key = false;
	emit_plan_json(&out, &helper.plan, NULL);
	helper_contains(out.data, "\"csr\": null");
	helper_contains(out.data, "\"key_file\": null");
}

static void elliptic_keys_have_a_curve(void **state)
{
	(void)state;
	helper.plan.certificates.items[0].algorithm = "ec";
	helper.plan.certificates.items[0].curve = "P-256";
	emit_plan_json(&out, &helper.plan, NULL);
	helper_contains(out.data, "\"curve\": \"P-256\"");
	helper_lacks(out.data, "\"bits\"");
}

static void empty_plan_has_every_member(void **state)
{
	(void)state;
	static const char *const lists[] = { "namespaces", "certificates", "omitted_names", "dns",
		"forbidden_dns", "urls", "scp", "steps", "findings", "proof", "verdicts",
		"defaults" };
	struct plan empty = {
		.request = &helper.request, .know = &helper.know, .suffix_list = "2022-05-01"
	};
	emit_plan_json(&out, &empty, NULL);
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		char wanted[64];
		snprintf(wanted, sizeof(wanted), "\"%s\": []", lists[i]);
		helper_contains(out.data, wanted);
	}
}

static void same_plan_same_bytes(void **state)
{
	(void)state;
	struct buf again;
	buf_init(&again);
	emit_plan_json(&out, &helper.plan, NULL);
	emit_plan_json(&again, &helper.plan, NULL);
	assert_string_equal(out.data, again.data);
	buf_done(&again);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(top_members, set_up, tear_down),
		cmocka_unit_test_setup_teardown(members_of_lists, set_up, tear_down),
		cmocka_unit_test_setup_teardown(without_proof, set_up, tear_down),
		cmocka_unit_test_setup_teardown(with_proof, set_up, tear_down),
		cmocka_unit_test_setup_teardown(values_in_their_form, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		        no_files_for_keys_made_elsewhere, set_up, tear_down),
		cmocka_unit_test_setup_teardown(elliptic_keys_have_a_curve, set_up, tear_down),
		cmocka_unit_test_setup_teardown(empty_plan_has_every_member, set_up, tear_down),
		cmocka_unit_test_setup_teardown(same_plan_same_bytes, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
