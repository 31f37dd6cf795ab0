/* check --advise, explain and diff in a child process: exit status, and what stands on which stream. */
#include "helper_program.h"

#include "base/text.h"

/* %s: the day, the scenario, a further group. */
static const char answers_text[] =
        "format = 1;\n"
        "product = { version = \"2016\"; };\n"
        "%s\n"
        "organization = { name = \"Contoso, Inc.\"; country = \"US\"; };\n"
        "topology = \"consolidated\";\n"
        "forests = ( { name = \"contoso\"; ad_domain = \"contoso.com\";\n"
        "  smtp_domains = [ \"contoso.com\" ];\n"
        "  sites = ( { name = \"Redmond\"; namespace = \"mail.contoso.com\";\n"
        "    servers = [ \"CAS01\" ]; external_addresses = [ \"203.0.113.10\" ];\n"
        "    internal_addresses = [ \"10.1.0.10\" ]; } );\n"
        "} );\n"
        "certificates = { scenario = \"%s\"; issuer = \"public-ca\"; };\n"
        "%s\n";

#define DAY "policy = { date = \"2026-11-22\"; };"
#define LATER "policy = { date = \"2029-11-22\"; };"
#define LISTED "unified-communications"

static void put_answers(struct place *place, const char *path, const char *day,
        const char *scenario, const char *group)
{
	put(path, arena_printf(place->arena, answers_text, day, scenario, group));
}

static int setup(void **state)
{
	if (place_make(state) != 0)
		return -1;
	struct place *place = *state;
	put_answers(place, "listed.cfg", DAY, LISTED, "");
	put_answers(place, "srv.cfg", DAY, "single-name-srv", "dns = { ttl = 60; };");
	put_answers(place, "shadowed.cfg", DAY, "single-name-srv",
	        "dns = { catch_all = [ \"contoso.com\" ]; };");
	put_answers(place, "wrong.cfg", DAY, "listed", "");
	put_answers(place, "later.cfg", LATER, LISTED, "");
	put_answers(place, "undated.cfg", "", LISTED, "");
	return 0;
}

static void assert_silent_on(const char *text, const char *unwanted)
{
	if (strstr(text, unwanted))
		fail_msg("'%s' says: %s", text, unwanted);
}

/* No line is wider, unless one word alone is. */
static void assert_narrow(const char *text)
{
	while (*text) {
		size_t bytes = strcspn(text, "\n");
		char *line = strndup(text, bytes);
		bool has_blanks = strchr(line + strspn(line, " "), ' ') != NULL;
		if (utf8_length(line) > 80 && has_blanks)
			fail_msg("wider than 80 columns: %s", line);
		free(line);
		text += bytes + (text[bytes] == '\n');
	}
}

static void wrong_lines(void **state)
{
	static const struct {
		const char *line, *want;
	} lines[] = {
		{ "explain", "FILE and NAME" },
		{ "explain listed.cfg", "FILE and NAME" },
		{ "explain listed.cfg a b", "unexpected argument 'b'" },
		{ "explain missing.cfg mail.contoso.com", "missing.cfg: " },
		{ "explain wrong.cfg mail.contoso.com", "wrong.cfg:12: " },
		{ "explain listed.cfg mial.contoso.com", "the nearest: mail.contoso.com" },
		{ "explain listed.cfg set-spc", "set-scp" },
		{ "explain listed.cfg qqqqqqqqqqqqqqqqqq", "expected a host" },
		{ "diff", "OLD and NEW" },
		{ "diff listed.cfg", "OLD and NEW" },
		{ "diff listed.cfg missing.cfg", "missing.cfg: " },
		{ "diff missing.cfg listed.cfg", "missing.cfg: " },
		{ "diff listed.cfg wrong.cfg", "wrong.cfg:12: " },
		{ "diff listed.cfg srv.cfg --advise", "--advise" },
		{ "replay listed.cfg -o out --advise", "--advise" },
		{ "check wrong.cfg --advise", "wrong.cfg:12: " },
	};
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		assert_status(place, lines[i].line, STATUS_WRONG);
		assert_says(place->err, lines[i].want);
		assert_string_equal(place->out, "");
	}
	/* Both files are told about. */
	assert_status(place, "diff wrong.cfg shadowed.cfg missing.cfg", STATUS_WRONG);
	put("wrong2.cfg", "format = 2;\n");
	assert_status(place, "diff wrong.cfg wrong2.cfg", STATUS_WRONG);
	assert_says(place->err, "wrong.cfg:12: ");
	assert_says(place->err, "wrong2.cfg:");
}

static void check_says_what_would_mend(void **state)
{
	struct place *place = *state;
	assert_status(place, "check shadowed.cfg", STATUS_FOUND);
	assert_says(place->out, "\nTo mend it\n1. ");
	assert_says(place->out, "   Change: dns.catch_all: an empty list\n");
	assert_says(place->out, "   Better: srv-shadowed");
	assert_narrow(place->out);
	assert_status(place, "check shadowed.cfg --json", STATUS_FOUND);
	assert_says(place->out, "\"path\": \"dns.catch_all\"");
	assert_says(place->out, "\"cause\": \"foreign\"");
	assert_status(place, "check shadowed.cfg --quiet", STATUS_FOUND);
	assert_string_equal(place->out, "");
	assert_status(place, "check listed.cfg", STATUS_FINE);
	assert_silent_on(place->out, "To mend it");
}

static void check_ranks_scenarios(void **state)
{
	struct place *place = *state;
	assert_status(place, "check shadowed.cfg --advise", STATUS_FOUND);
	assert_says(place->out, "\n1. wildcard ");
	assert_says(place->out, " single-name-srv * ");
	assert_says(place->out, "Ruled out by dns.catch_all = contoso.com alone");
	assert_narrow(place->out);
	assert_status(place, "check listed.cfg --advise --json", STATUS_FINE);
	assert_says(place->out, "\"format\": \"casplan-advice-1\"");
	assert_says(place->out, "\"limit\": \"second-addresses\"");
	assert_status(place, "check listed.cfg --advise --quiet", STATUS_FINE);
	assert_string_equal(place->out, "");
}

static void explains(void **state)
{
	static const char *const names[] = { "mail.contoso.com", "CAS01", "Redmond", "set-scp",
		"outlook-2016", "name-not-covered", "certificate-lifetime", "dns-external" };
	struct place *place = *state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		assert_status(place,
		        arena_printf(place->arena, "explain listed.cfg %s", names[i]), STATUS_FINE);
		assert_says(place->out, names[i]);
		assert_narrow(place->out);
		assert_string_equal(place->err, "");
		assert_status(place, arena_printf(place->arena, "explain --json listed.cfg %s",
		                             names[i]), STATUS_FINE);
		assert_says(place->out, "\"format\": \"casplan-explain-1\"");
		assert_silent_on(place->out, "\033");
	}
	assert_status(place, "explain listed.cfg mail.contoso.com", STATUS_FINE);
	assert_says(place->out,
	        "Answer: listed.cfg:8 forests[0].sites[0].namespace = mail.contoso.com\n");
	assert_says(place->out, "Answer: dns.ttl = 3600 (default)\n");
	assert_says(place->out, "Used by: outlook-2016 inside-joined");
	assert_says(place->out, "Without it:\n");
	assert_says(place->out, "warning instead of clean: browser outside, owa");
	assert_status(place, "explain shadowed.cfg srv-shadowed", STATUS_FINE);
	assert_says(place->out, "To stop it: Take the \"*\" record out");
	assert_status(place, "explain listed.cfg mail.contoso.com --quiet", STATUS_FINE);
	assert_string_equal(place->out, "");
	assert_status(place, "explain listed.cfg mail.contoso.com --color always", STATUS_FINE);
	assert_says(place->out, "\033[1m");
}

static void diffs(void **state)
{
	struct place *place = *state;
	assert_status(place, "diff listed.cfg listed.cfg", STATUS_FINE);
	assert_says(place->out, "Both plans are the same.\n");
	assert_status(place, "diff listed.cfg srv.cfg", STATUS_FOUND);
	assert_says(place->out, "\nNames on certificates\n- autodiscover.contoso.com");
	assert_says(place->out, "\nDNS records\n");
	assert_says(place->out, "\n+ external: _autodiscover._tcp.contoso.com SRV");
	assert_says(place->out, "\nWhat clients meet\n");
	assert_narrow(place->out);
	char *first = strdup(place->out);
	assert_status(place, "diff listed.cfg srv.cfg", STATUS_FOUND);
	assert_string_equal(place->out, first);
	free(first);
	assert_status(place, "diff srv.cfg listed.cfg --json", STATUS_FOUND);
	assert_says(place->out, "\"format\": \"casplan-diff-1\"");
	assert_says(place->out, "\"same\": false");
	assert_status(place, "diff listed.cfg srv.cfg --quiet", STATUS_FOUND);
	assert_string_equal(place->out, "");
}

/* A file's own day counts; one without takes that of the other; --date goes before both. */
static void diff_days(void **state)
{
	struct place *place = *state;
	assert_status(place, "diff listed.cfg undated.cfg", STATUS_FINE);
	assert_says(place->out, "New (+): undated.cfg, planned for 2026-11-22.");
	assert_status(place, "diff undated.cfg later.cfg", STATUS_FINE);
	assert_says(place->out, "Old (-): undated.cfg, planned for 2029-11-22.");
	assert_silent_on(place->out, "The days differ");
	assert_status(place, "diff listed.cfg later.cfg", STATUS_FOUND);
	assert_says(place->out, "The days differ: each file names its own (policy.date).\n");
	assert_says(place->out, "certificate-lifetime");
	assert_status(place, "diff listed.cfg later.cfg --date 2026-01-01", STATUS_FINE);
	assert_silent_on(place->out, "The days differ");
	assert_status(place, "diff undated.cfg undated.cfg", STATUS_FINE);
}

#define PLACE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, place_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PLACE_TEST(wrong_lines),
		PLACE_TEST(check_says_what_would_mend),
		PLACE_TEST(check_ranks_scenarios),
		PLACE_TEST(explains),
		PLACE_TEST(diffs),
		PLACE_TEST(diff_days),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
