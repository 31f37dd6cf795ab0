/* Rows of steps that must not be built, and some that may. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/step_lint.h"
#include "helper_steps.h"

#define LINES(...)                                                                                 \
	{                                                                                          \
		(const struct line_row[]){ __VA_ARGS__ },                                          \
		        COUNT_OF(((const struct line_row[]){ __VA_ARGS__ }))                       \
	}

static void add_cmdlets(struct world *w)
{
	static const char *const common[] = { "ErrorAction" };
	static const char *const get[] = { "Identity", "Server" };
	static const char *const where[] = { "FilterScript" };
	static const char *const old[] = { "Path" };
	static const char *const recent[] = { "FileData" };
	static const struct cmdlet_row cmdlets[] = {
		{ .id = "*", .parameters = { common, 1 } },
		{ .id = "Get-X", .parameters = { get, 2 } },
		{ .id = "Where-Object", .parameters = { where, 1 } },
		{ .id = "Import-X", .products = "2007", .parameters = { old, 1 } },
		{ .id = "Import-X", .products = "2016-", .parameters = { recent, 1 } },
		{ .id = "New-X", .products = "2016 CU22-" },
		{ .id = "nslookup.exe" },
		{ .id = "appcmd.exe" },
	};
	w->know.cmdlets = (struct cmdlet_rows){ cmdlets, COUNT_OF(cmdlets) };
}

static struct problem_list lint(struct world *w, const struct step_row *rows, size_t count)
{
	struct problem_list problems = { 0 };
	add_cmdlets(w);
	w->know.steps = (struct step_rows){ rows, count };
	steps_lint(&w->know, &problems, w->arena);
	return problems;
}

/* Exactly one problem, which says `want` and names the step; or none, where `want` is NULL. */
static void check_step(struct world *w, const struct step_row *row, const char *want)
{
	struct problem_list problems = lint(w, row, 1);
	LIST_EACH(const struct problem, problem, problems) {
		if (!want || !strstr(problem->text, want))
			fail_msg("\"%s\" instead of \"%s\"", problem->text, want ? want : "");
		assert_true(text_starts(problem->text, "steps: s: "));
		assert_int_equal(problem->line, 0);
	}
	assert_int_equal(problems.count, want ? 1 : 0);
}

/* A sound step, to be spoilt. */
static struct step_row sound(const char *for_each)
{
	static const struct line_row line = { .text = "A line." };
	return (struct step_row){ .id = "s", .phase = "work", .audience = "exchange",
		.for_each = for_each, .target = "target", .title = "title", .why = "why",
		.verify = { &line, 1 }, .undo = { &line, 1 } };
}

/* ---- rows ---- */

static void test_sound(void **state)
{
	struct world *w = *state;
	static const char *const each[] = { "plan", "forest", "site", "server", "certificate",
		"certificate-server" };
	for (size_t i = 0; i < COUNT_OF(each); i++) {
		struct step_row row = sound(each[i]);
		check_step(w, &row, NULL);
	}
}

static void test_head(void **state)
{
	struct world *w = *state;
	struct step_row row = sound("galaxy");
	check_step(w, &row, "\"galaxy\" is nothing that steps are made for");
	row = sound("plan");
	row.phase = "never";
	check_step(w, &row, "phase: \"never\" is in no row of phases");
	row = sound("plan");
	row.audience = "nobody";
	check_step(w, &row, "audience: \"nobody\" is in no row of audiences");
	row = sound("plan");
	row.title = "{site.name}";
	check_step(w, &row, "title: {site.name} is not in scope");
	row = sound("site");
	row.title = "{site.name}";
	check_step(w, &row, NULL);
}

static void test_twice(void **state)
{
	struct world *w = *state;
	struct step_row rows[] = { sound("plan"), sound("site") };
	struct problem_list problems = lint(w, rows, 2);
	assert_int_equal(problems.count, 1);
	assert_non_null(strstr(problems.items[0].text, "another step has this id"));
}

static void test_when(void **state)
{
	struct world *w = *state;
	static const struct {
		const char *for_each, *name, *want;
	} rows[] = {
		{ "plan", "servce:owa", "unknown predicate \"servce:owa\"" },
		{ "plan", "!redirct", "did you mean \"redirect\"?" },
		{ "plan", "service:owl", "\"service:owl\": there is nothing of that name" },
		{ "plan", "service:", "there is nothing of that name" },
		{ "plan", "service", "unknown predicate" },
		{ "plan", "srv:x", "unknown predicate" },
		{ "plan", "baseline:2009", "there is nothing of that name" },
		{ "plan", "security:pop3", "there is nothing of that name" },
		{ "plan", "security:pop3=ssl", "there is nothing of that name" },
		{ "plan", "security:nonsense=tls", "there is nothing of that name" },
		{ "plan", "client:netscape", "there is nothing of that name" },
		{ "plan", "facing", "not in scope" },
		{ "forest", "!facing", "not in scope" },
		{ "forest", "wildcard", "not in scope" },
		{ "site", "server-address", "not in scope" },
		{ "plan", "!security:pop3=tls", NULL },
		{ "plan", "service:owa", NULL },
		{ "site", "!facing", NULL },
		{ "site", "wildcard", NULL },
		{ "forest", "wildcard-outlook-anywhere", NULL },
		{ "server", "server-address", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct step_row row = sound(rows[i].for_each);
		row.when = (struct texts){ &rows[i].name, 1 };
		check_step(w, &row, rows[i].want);
	}
}

static void test_lines(void **state)
{
	struct world *w = *state;
	static const struct {
		const char *for_each, *each, *text, *want;
	} rows[] = {
		{ "plan", NULL, "{nothing}", "actions, row 1: unknown variable {nothing}" },
		{ "plan", NULL, "{organisation}", "did you mean \"organization\"?" },
		{ "server", NULL, "{server.directory.owl}", "there is nothing of that name" },
		{ "server", NULL, "{server.directory}", "unknown variable" },
		{ "plan", NULL, "{server.name}", "{server.name} is not in scope" },
		{ "server", NULL, "{record.owner}", "{record.owner} is not in scope" },
		{ "plan", "records", "text", "unknown inner loop \"records\"" },
		{ "plan", "name", "text", "needs something that is not in scope" },
		{ "plan", NULL, "\xff", "not valid UTF-8" },
		{ "plan", "record-external", "{record.owner}", NULL },
		{ "plan", "certificate", "{certificate.id}", NULL },
		{ "certificate", "name", "{name}", NULL },
		{ "plan", "port", "{port} {address} {each.site}", NULL },
		{ "plan", NULL, "Braces { } and {0} are no variables.", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct step_row row = sound(rows[i].for_each);
		const struct line_row line = { .each = rows[i].each, .text = rows[i].text };
		row.actions = (struct line_rows){ &line, 1 };
		check_step(w, &row, rows[i].want);
	}
}

static void test_length(void **state)
{
	struct world *w = *state;
	char text[1202];
	/* Characters count, not bytes. */
	for (size_t i = 0; i < 1200; i += 2)
		memcpy(text + i, "\xc3\xa4", 2);
	text[1200] = '\0';
	struct step_row row = sound("plan");
	row.why = text;
	check_step(w, &row, NULL);
	text[1200] = 'x';
	text[1201] = '\0';
	check_step(w, &row, "why: the text has 601 characters; at most 600 were expected");
}

static void test_verify_and_undo(void **state)
{
	struct world *w = *state;
	static const char *const owa[] = { "service:owa" }, *const not_owa[] = { "!service:owa" },
	                         *const both[] = { "service:owa", "srv" };
	const struct {
		struct line_rows lines;
		const char *want;
	} rows[] = {
		{ { NULL, 0 }, "in 2007 RTM" },
		{ LINES({ .when = { owa, 1 }, .text = "a" }), "in 2007 RTM" },
		{ LINES({ .products = "2007", .text = "a" }), "in 2016 RTM" },
		{ LINES({ .products = "2007 SP1-", .text = "a" }), "in 2007 RTM" },
		{ LINES({ .when = { owa, 1 }, .text = "a" }, { .when = { owa, 1 }, .text = "b" }),
		        "in 2007 RTM" },
		{ LINES({ .when = { not_owa, 1 }, .text = "a" },
		          { .when = { both, 2 }, .text = "b" }),
		        "in 2007 RTM" },
		{ LINES({ .text = "a" }), NULL },
		{ LINES({ .each = "record-external", .text = "a" }), NULL },
		{ LINES({ .products = "2007", .text = "a" }, { .products = "2016-", .text = "b" }),
		        NULL },
		{ LINES({ .when = { owa, 1 }, .text = "a" },
		          { .when = { not_owa, 1 }, .text = "b" }),
		        NULL },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct step_row row = sound("plan");
		row.verify = rows[i].lines;
		check_step(w, &row, rows[i].want);
		row = sound("plan");
		row.undo = rows[i].lines;
		check_step(w, &row, rows[i].want);
	}
	struct step_row row = sound("plan");
	const struct command_row command = { .lang = "cmd", .text = "nslookup x" };
	row.verify = (struct line_rows){ NULL, 0 };
	row.verify_commands = (struct command_rows){ &command, 1 };
	check_step(w, &row, NULL);
}

/* ---- commands ---- */

struct command_case {
	const char *products, *text, *want;
};

static void check_commands(struct world *w, const char *lang, const struct command_case *rows,
        size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct step_row row = sound("server");
		const struct command_row command = { .products = rows[i].products, .lang = lang,
			.text = rows[i].text };
		row.commands = (struct command_rows){ &command, 1 };
		check_step(w, &row, rows[i].want);
	}
}

static void test_powershell_refused(void **state)
{
	struct world *w = *state;
	static const struct command_case rows[] = {
		/* variables bring their own quotes */
		{ NULL, "Get-X '{server.name}'", "{server.name} stands inside quotes" },
		{ NULL, "Get-X \"{server.name}\"", "{server.name} stands inside quotes" },
		{ NULL, "Get-X 'it''s {server.name}'", "stands inside quotes" },
		{ NULL, "Get-X \"a`\"{server.name}\"", "stands inside quotes" },
		{ NULL, "Get-X # {server.name}", "stands in a comment" },
		{ NULL, "Get-X C:\\{server.name}", "is glued to other characters" },
		{ NULL, "Get-X {server.name}.txt", "is glued to other characters" },
		{ NULL, "Get-X -Server:{server.name}", "is glued to other characters" },
		{ NULL, "Get-X ${server.name}", "is glued to other characters" },
		/* names */
		{ NULL, "Get-Y", "Get-Y is no cmdlet or program of 2007 RTM" },
		{ NULL, "get-x", "get-x is no cmdlet or program" },
		{ NULL, "Get-X | Get-Y", "Get-Y is no cmdlet" },
		{ NULL, "Get-X; Get-Y", "Get-Y is no cmdlet" },
		{ NULL, "$a = Get-Y", "Get-Y is no cmdlet" },
		{ NULL, "Get-X (Get-Y)", "Get-Y is no cmdlet" },
		{ NULL, "Get-X | Where-Object { Get-Y }", "Get-Y is no cmdlet" },
		{ NULL, "Get-X $(Get-Y)", "Get-Y is no cmdlet" },
		{ NULL, "if ($a) { Get-Y }", "Get-Y is no cmdlet" },
		{ NULL, "& \"$env:windir\\evil.exe\"", "evil.exe is no cmdlet or program" },
		{ NULL, "evil.exe /q", "evil.exe is no cmdlet or program" },
		{ NULL, "Get-X -Identiy 'a'", "Get-X has no parameter -Identiy in 2007 RTM; did "
		                              "you mean \"Identity\"?" },
		{ NULL, "Get-X -identity 'a'", "has no parameter -identity" },
		{ NULL, "Get-X -Force:$true", "has no parameter -Force" },
		{ NULL, "Get-X | Where-Object { $_.A -eq 1 } -Serve x", "no parameter -Serve" },
		/* the whole range counts */
		{ NULL, "Import-X -Path 'a'", "Import-X has no parameter -Path in 2016 RTM" },
		{ "2007 SP3-", "Import-X -Path 'a'", "has no parameter -Path in 2016 RTM" },
		{ "2007", "Import-X -FileData 1", "has no parameter -FileData in 2007 RTM" },
		{ "2016-", "New-X", "New-X is no cmdlet or program of 2016 RTM" },
		/* brackets and strings */
		{ NULL, "Get-X 'a", "a string is not closed" },
		{ NULL, "Get-X (1", "a bracket is not closed" },
		{ NULL, "Get-X 1)", "a closing bracket has no opening one" },
	};
	check_commands(w, "powershell", rows, COUNT_OF(rows));
}

static void test_powershell_sound(void **state)
{
	struct world *w = *state;
	static const struct command_case rows[] = {
		{ NULL, "Get-X", NULL },
		{ NULL, "Get-X -Identity {server.name} -Server {server.fqdn}", NULL },
		{ NULL, "Get-X -Identity:$null -ErrorAction Stop", NULL },
		{ NULL, "Get-X -Identity ({server.name})", NULL },
		{ NULL, "Get-X -Identity {server.name},{server.fqdn}", NULL },
		{ NULL, "[System.IO.File]::ReadAllBytes({certificate.reply_file})", NULL },
		{ NULL, "$a = Get-X | Where-Object { $_.Name -match 'Get-Y -Z' -and $_.B }", NULL },
		{ NULL, "$a.Items[{server.name}]", NULL },
		{ NULL, "Get-X -Identity @{ a = 1; b = 'x' }", NULL },
		{ NULL, "Get-X 'it''s -Nothing' # -Nothing", NULL },
		{ NULL, "Get-X \"-Nothing `\" -Nothing\"", NULL },
		{ NULL, "& \"$env:windir\\System32\\inetsrv\\appcmd.exe\" add backup 'a'", NULL },
		{ NULL, "nslookup.exe -type=SRV {server.fqdn}", NULL },
		{ NULL, "if ($a -eq 1) { Get-X }", NULL },
		{ "2007", "Import-X -Path {certificate.pfx_file}", NULL },
		{ "2016-", "Import-X -FileData ([Byte[]](Get-X -Server 'a'))", NULL },
		{ "2016 CU22-", "New-X", NULL },
	};
	check_commands(w, "powershell", rows, COUNT_OF(rows));
}

/* A command for the shell of another version is judged by that version alone. */
static void test_shell(void **state)
{
	struct world *w = *state;
	static const struct {
		const char *shell, *text, *want;
	} rows[] = {
		{ "2007", "Import-X -Path 'a'", NULL },
		{ "2007", "Import-X -FileData 1", "has no parameter -FileData in 2007 RTM" },
		{ "2007", "New-X", "New-X is no cmdlet or program of 2007 RTM" },
		{ "2016", "Import-X -FileData 1", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct command_row command = { .products = "2016-", .shell = rows[i].shell,
			.lang = "powershell", .text = rows[i].text };
		struct step_row row = sound("server");
		row.commands = (struct command_rows){ &command, 1 };
		check_step(w, &row, rows[i].want);
	}
}

static void test_cmd(void **state)
{
	struct world *w = *state;
	static const struct command_case rows[] = {
		{ NULL, "evil {server.fqdn}", "evil.exe is no cmdlet or program" },
		{ NULL, "C:\\Temp\\evil.exe x", "evil.exe is no cmdlet or program" },
		{ NULL, "nslookup \"{server.fqdn}\"", "stands inside quotes" },
		{ NULL, "nslookup {server.fqdn}.", "is glued to other characters" },
		{ NULL, "nslookup /{server.fqdn}", "is glued to other characters" },
		{ NULL, "nslookup \"a", "a string is not closed" },
		{ NULL, "nslookup -type=SRV {server.fqdn} \"a b\"", NULL },
		{ NULL, "%windir%\\System32\\inetsrv\\appcmd list site", NULL },
	};
	struct step_row row = sound("plan");
	const struct command_row command = { .lang = "bash", .text = "true" };
	check_commands(w, "cmd", rows, COUNT_OF(rows));
	row.commands = (struct command_rows){ &command, 1 };
	check_step(w, &row, "unknown language \"bash\"");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_sound),
		TEST(test_head),
		TEST(test_twice),
		TEST(test_when),
		TEST(test_lines),
		TEST(test_length),
		TEST(test_verify_and_undo),
		TEST(test_powershell_refused),
		TEST(test_powershell_sound),
		TEST(test_shell),
		TEST(test_cmd),
	};
	return cmocka_run_group_tests_name("core_step_lint", tests, NULL, NULL);
}
