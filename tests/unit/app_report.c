/* What check prints, from plans made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/report.h"
#include "base/text.h"

static const struct source_row sources[] = {
	{ .id = "paper", .title = "The white paper" },
	{ .id = "paper-two", .title = "Another paper" },
};
static const struct know know = { .sources = { sources, COUNT_OF(sources) } };
static const struct answers answers = { .file = "contoso.cfg" };
static const struct request request = { .know = &know, .answers = &answers };

static const struct rule_row bad_rule = { .id = "bad", .source = "paper: On names" };
static const struct rule_row odd_rule = { .id = "odd", .source = "paper-two" };
static const struct rule_row small_rule = { .id = "small", .source = "nowhere: 1" };

static struct node root = { .kind = NODE_GROUP };
static struct node known = { .parent = &root, .name = "topology", .line = 7 };
static struct node unknown = { .parent = &root, .name = "policy", .line = 0 };
static const struct node *both[] = { &unknown, &known };
static const struct node *none[] = { &unknown };

static struct plan_finding findings[] = {
	{ .rule = &small_rule, .severity = SEVERITY_NOTE, .subject = "",
	        .message = "A small thing.", .from = { none, 1, 1 } },
	{ .rule = &bad_rule, .severity = SEVERITY_ERROR, .subject = "mail.contoso.com",
	        .message = "A bad thing \033[31m.", .action = "Mend it.", .from = { both, 2, 2 } },
	{ .rule = &odd_rule, .severity = SEVERITY_WARNING, .subject = "x",
	        .message = "An odd thing.", .action = "", .acknowledged = "We know." },
};

static struct plan plan = {
	.know = &know, .request = &request, .findings = { findings, COUNT_OF(findings), 3 },
};

static void errors_first(void **state)
{
	struct buf out;
	(void)state;
	buf_init(&out);
	report_findings(&out, &plan, false);
	assert_string_equal(out.data,
	        "error    bad: mail.contoso.com\n"
	        "         A bad thing ?[31m.\n"
	        "         Do: Mend it.\n"
	        "         Source: The white paper, On names\n"
	        "         Answer: contoso.cfg:7 topology\n"
	        "\n"
	        "warning  odd: x\n"
	        "         An odd thing.\n"
	        "         Source: Another paper\n"
	        "         Acknowledged: We know.\n"
	        "\n"
	        "note     small\n"
	        "         A small thing.\n"
	        "         Source: nowhere: 1\n"
	        "         Answer: policy (not in the file: its default)\n"
	        "\n");
	buf_done(&out);
}

static void colour_adds_no_words(void **state)
{
	struct buf plain, painted;
	(void)state;
	buf_init(&plain);
	buf_init(&painted);
	report_findings(&plain, &plan, false);
	report_findings(&painted, &plan, true);
	assert_int_equal(strncmp(painted.data, "\033[1;31merror\033[0m    bad", 23), 0);
	/* Without its sequences it is the same text. */
	char *to = painted.data;
	for (const char *from = painted.data; *from; from++) {
		if (*from == '\033')
			from = strchr(from, 'm');
		else
			*to++ = *from;
	}
	*to = '\0';
	assert_string_equal(painted.data, plain.data);
	buf_done(&plain);
	buf_done(&painted);
}

static const struct client_row phone = { .id = "mobile" };
static struct fix_change changes[] = { { .path = "certificates.issuer", .value = "public-ca" },
	{ .path = "policy.date" }, { .path = "forests[0].sites[0].namespace", .wanted = true } };
static struct fix buy = { .text = "Buy a certificate.", .cost = "money, 1 name more",
	.changes = { changes, COUNT_OF(changes), 3 } };
static struct fix give_up = { .text = "Use no phones.", .cost = "" };
static const struct fix *fixes[] = { &buy, &give_up };
static struct verdict verdicts[] = {
	{ .client = &phone, .place = "outside", .result = RESULT_CLEAN },
	{ .client = &phone, .place = "outside", .result = RESULT_FAIL, .fixes = { fixes, 2, 2 } },
};
static struct proof_line lines[] = {
	{ "browser", "inside-joined", RESULT_CLEAN, "" },
	{ "browser", "outside", RESULT_WARNING, "The browser warns." },
	{ "mobile", "inside", RESULT_MANUAL, "Nobody tells it." },
	{ "mobile", "outside", RESULT_FAIL, "It gives up." },
	{ "cas-proxy", "inside", RESULT_PROMPT, "It asks." },
};
static const struct proof proof = {
	.verdicts = { verdicts, COUNT_OF(verdicts), 2 },
	.lines = { lines, COUNT_OF(lines), 5 },
	.worst = RESULT_FAIL,
};

static void table_and_reasons(void **state)
{
	struct buf out;
	(void)state;
	buf_init(&out);
	report_proof(&out, &proof, false);
	assert_string_equal(out.data,
	        "Client              inside-joined  inside         outside\n"
	        "browser             clean          -              warning\n"
	        "mobile              -              manual         fail\n"
	        "cas-proxy           -              prompt         -\n"
	        "\n"
	        "fail     mobile outside: It gives up.\n"
	        "warning  browser outside: The browser warns.\n"
	        "manual   mobile inside: Nobody tells it.\n"
	        "prompt   cas-proxy inside: It asks.\n"
	        "\n");
	buf_done(&out);
}

static void details_are_every_attempt_once(void **state)
{
	static const struct site_answer site = { .name = { .value = "Redmond" } };
	static const struct plan_web_site web_site = { .site = &site, .name = "Default Web Site" };
	static const struct plan_certificate certificate = { .id = "wildcard.contoso.com" };
	static const char *address = "203.0.113.10";
	static struct sight seen = { .addresses = { &address, 1, 1 }, .web_site = &web_site,
		.certificate = &certificate, .entry = "*.contoso.com", .is_trusted = true };
	static const struct sight_list sights = { &seen, 1, 1 };
	static struct attempt attempts[] = {
		{ .url = "_autodiscover._tcp.contoso.com", .outcome = "unresolved",
		        .detail = "There is no SRV record.", .host = "_autodiscover._tcp.contoso.com" },
		{ .url = "https://mail.contoso.com/owa", .outcome = "ok", .detail = "Fine.",
		        .host = "mail.contoso.com", .sights = &sights },
		{ .url = "https://mail.contoso.com/owa", .outcome = "ok", .detail = "Fine.",
		        .host = "mail.contoso.com", .sights = &sights },
	};
	static struct verdict tried[] = {
		{ .client = &phone, .place = "outside", .forest = "contoso", .site = "Redmond",
		        .service = "owa", .result = RESULT_CLEAN,
		        .attempts = { attempts, COUNT_OF(attempts), 3 } },
		{ .client = &phone, .place = "outside", .forest = "contoso",
		        .smtp_domain = "contoso.com", .service = "autodiscover",
		        .result = RESULT_FAIL, .reason = "Autodiscover is not published." },
	};
	static const struct proof detailed = { .verdicts = { tried, COUNT_OF(tried), 2 } };
	struct buf out;
	(void)state;
	buf_init(&out);
	report_verdicts(&out, &plan, &detailed, false);
	assert_string_equal(out.data,
	        "clean    mobile outside, site Redmond, owa\n"
	        "         1. _autodiscover._tcp.contoso.com: unresolved\n"
	        "            There is no SRV record.\n"
	        "         2. https://mail.contoso.com/owa: ok\n"
	        "            203.0.113.10, Default Web Site of Redmond: certificate\n"
	        "              wildcard.contoso.com names the host by *.contoso.com; trusted\n"
	        "              here.\n"
	        "fail     mobile outside, autodiscover for contoso.com\n"
	        "         Autodiscover is not published.\n"
	        "\n");
	buf_done(&out);
}

static void changes_stand_once(void **state)
{
	static struct plan_finding mended[] = { { .rule = &bad_rule, .fixes = { fixes, 1, 1 } },
		{ .rule = &odd_rule } };
	static const struct plan bad_plan = { .know = &know, .request = &request,
		.findings = { mended, COUNT_OF(mended), 2 } };
	static const struct advice whole = { ADVICE_WHOLE, 2 }, cut = { ADVICE_CUT, 24 };
	static const struct advice large = { ADVICE_TOO_LARGE, 0 };
	struct buf out;
	(void)state;
	buf_init(&out);
	report_fixes(&out, &bad_plan, &proof, &whole, false);
	assert_string_equal(out.data,
	        "To mend it\n"
	        "1. Buy a certificate.\n"
	        "   Change: certificates.issuer = public-ca\n"
	        "   Change: policy.date: take it out\n"
	        "   Change: forests[0].sites[0].namespace: a value of your own\n"
	        "   Cost: money, 1 name more\n"
	        "   Better: bad, mobile outside\n"
	        "2. Use no phones.\n"
	        "   Better: mobile outside\n"
	        "\n");
	out.length = 0;
	report_fixes(&out, &plan, &proof, &cut, false);
	assert_non_null(strstr(out.data, "\nNot every change was tried: that would have been more than "
	                                 "24 plans.\n"));
	out.length = 0;
	report_fixes(&out, &plan, &proof, &large, false);
	assert_non_null(strstr(out.data, "No changes were tried: there are more than 2000 mail "
	                                 "domains.\n"));
	buf_done(&out);
}

static void what_nothing_mends_is_said(void **state)
{
	static struct verdict helpless[] = {
		{ .client = &phone, .place = "outside", .result = RESULT_CLEAN },
		{ .client = &phone, .place = "outside", .result = RESULT_FAIL,
		        .cause = CAUSE_NOT_PUBLISHED },
		{ .client = &phone, .place = "outside", .result = RESULT_FAIL,
		        .cause = CAUSE_NOT_PUBLISHED },
		{ .place = "inside", .result = RESULT_FAIL, .cause = CAUSE_PROXY_REFUSED,
		        .partial_fixes = { fixes, 1, 1 } },
	};
	static const struct proof bad = { .verdicts = { helpless, COUNT_OF(helpless), 4 },
		.worst = RESULT_FAIL };
	static const struct advice whole = { ADVICE_WHOLE, 2 };
	struct buf out;
	(void)state;
	buf_init(&out);
	report_fixes(&out, &plan, &bad, &whole, false);
	assert_non_null(strstr(out.data, "   Better: cas-proxy inside (another cause is left)\n"
	                                 "No change helps by itself without making something "
	                                 "worse: mobile outside\n"
	                                 "   (not-published).\n"));
	buf_done(&out);
}

static void nothing_to_prove(void **state)
{
	static const struct proof nothing = { .worst = RESULT_CLEAN };
	struct buf out;
	(void)state;
	buf_init(&out);
	report_proof(&out, &nothing, false);
	assert_int_equal(out.length, 0);
	report_counts(&out, &plan, &nothing);
	assert_string_equal(out.data, "Findings: 1 error, 1 warning, 1 note.\n");
	out.length = 0;
	report_counts(&out, &plan, &proof);
	assert_string_equal(out.data,
	        "Findings: 1 error, 1 warning, 1 note. The worst a client meets: fail.\n");
	buf_done(&out);
}

static void problems_have_lines(void **state)
{
	struct arena *arena = arena_new();
	struct problem_list problems = { 0 };
	(void)state;
	report_problems(&plan, &proof, arena, &problems);
	assert_int_equal(problems.count, 2);
	assert_int_equal(problems.items[0].line, 7);
	assert_string_equal(problems.items[0].text, "error: bad: A bad thing \033[31m. Mend it.");
	assert_int_equal(problems.items[1].line, 0);
	assert_string_equal(problems.items[1].text, "fail: mobile outside: It gives up.");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_first),
		cmocka_unit_test(colour_adds_no_words),
		cmocka_unit_test(table_and_reasons),
		cmocka_unit_test(details_are_every_attempt_once),
		cmocka_unit_test(changes_stand_once),
		cmocka_unit_test(what_nothing_mends_is_said),
		cmocka_unit_test(nothing_to_prove),
		cmocka_unit_test(problems_have_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
