/* The reader of the command line: what it refuses first, then what it understands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/cli.h"
#include "base/text.h"

static const struct subcommand rows[] = {
	{ .name = "replay", .operand = "FILE", .least = 1, .most = 1,
	        .options = 1u << OPTION_OUTPUT | 1u << OPTION_FORCE | 1u << OPTION_DATE |
	                1u << OPTION_PASSPHRASE_FD | 1u << OPTION_COLOR | 1u << OPTION_QUIET,
	        .required = 1u << OPTION_OUTPUT },
	{ .name = "check", .operand = "FILE", .least = 1, .most = 1,
	        .options = 1u << OPTION_DATE | 1u << OPTION_JSON | 1u << OPTION_COLOR },
	{ .name = "help", .operand = "COMMAND", .least = 0, .most = 1 },
	{ .name = "template", .options = 1u << OPTION_PRODUCT },
};
static const struct subcommands commands = { rows, COUNT_OF(rows), NULL };

#define ARGS_MAX 10

struct reading {
	struct arena *arena;
	struct cli cli;
	struct problem_list problems;
};

static struct reading read_line(const char *const *args)
{
	const char *argv[ARGS_MAX + 2] = { "casplan" };
	int argc = 1;
	for (; args[argc - 1]; argc++)
		argv[argc] = args[argc - 1];
	struct reading reading = { .arena = arena_new() };
	cli_read(&reading.cli, &commands, argc, argv, reading.arena, &reading.problems);
	return reading;
}

struct refusal {
	const char *args[ARGS_MAX + 1];
	const char *want[4]; /* a part of each problem, in their order */
};

static const struct refusal refusals[] = {
	{ { NULL }, { "no command" } },
	{ { "chekc", "a.cfg" }, { "unknown command 'chekc'; did you mean 'check'?" } },
	{ { "xyzzy" }, { "unknown command 'xyzzy'; expected one of: replay, check, help" } },
	{ { "" }, { "unknown command ''" } },
	{ { "check" }, { "check: FILE is missing" } },
	{ { "check", "a", "b", "c" }, { "unexpected argument 'b'", "unexpected argument 'c'" } },
	{ { "template", "a" }, { "template: unexpected argument 'a'" } },
	{ { "check", "a", "--jsn" }, { "unknown option '--jsn'; did you mean '--json'?" } },
	{ { "check", "a", "--jsn=1" }, { "unknown option '--jsn'; did you mean '--json'?" } },
	{ { "check", "a", "-x" }, { "unknown option '-x'" } },
	{ { "check", "a", "-j" }, { "unknown option '-j'" } },
	{ { "check", "a", "---json" }, { "unknown option '---json'" } },
	{ { "check", "a", "--json=yes" }, { "option '--json' takes no value" } },
	{ { "check", "a", "--json=" }, { "option '--json' takes no value" } },
	{ { "check", "a", "--force" }, { "check does not take the option '--force'" } },
	{ { "check", "a", "-o", "b" }, { "check does not take the option '--output'" } },
	{ { "check", "a", "--date" }, { "option '--date' needs a value: YYYY-MM-DD" } },
	{ { "check", "a", "--date", "--json" }, { "option '--date' needs a value" } },
	{ { "check", "a", "--date=2026-02-29" }, { "--date: '2026-02-29' is no day" } },
	{ { "check", "a", "--date", "" }, { "option '--date' needs a value" } },
	{ { "check", "a", "--date=2026-1-1" }, { "--date: '2026-1-1' is no day" } },
	{ { "check", "a", "--date=2026-01-01", "--date=2026-01-02" }, { "is given twice" } },
	{ { "check", "a", "--color", "alwys" }, { "--color: 'alwys'; did you mean 'always'?" } },
	{ { "check", "a", "--color=blue" },
	        { "--color: 'blue'; expected one of: auto, always, never" } },
	{ { "replay", "a" }, { "replay: the option '--output DIR' is missing" } },
	{ { "replay", "a", "-o" }, { "option '-o' needs a value: DIR" } },
	{ { "replay", "a", "-o", "" }, { "option '-o' needs a value: DIR" } },
	{ { "replay", "a", "--output=" }, { "option '--output' needs a value: DIR" } },
	{ { "replay", "a", "-o", "b", "--passphrase-fd", "x" }, { "fd: 'x' is no number" } },
	{ { "replay", "a", "-o", "b", "--passphrase-fd=-1" }, { "fd: '-1' is no number" } },
	{ { "replay", "a", "-o", "b", "--passphrase-fd=3 " }, { "fd: '3 ' is no number" } },
	{ { "replay", "a", "-o", "b", "--passphrase-fd=9999999999999999999" }, { "is no number" } },
	{ { "replay", "a", "-o", "b", "--passphrase-fd=2147483648" }, { "is no number" } },
	{ { "--jsn", "chekc", "--date=x" },
	        { "unknown option '--jsn'", "--date: 'x' is no day", "unknown command 'chekc'" } },
	{ { "replay", "--frce" }, { "unknown option '--frce'", "FILE is missing", "is missing" } },
	{ { "--", "--help" }, { "unknown command '--help'" } },
	{ { "--json" }, { "no command" } },
	{ { "check", "--bogus", "--help" }, { "unknown option '--bogus'" } },
};

static void refuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(refusals); i++) {
		struct reading reading = read_line(refusals[i].args);
		size_t count = 0;
		for (; count < COUNT_OF(refusals[i].want) && refusals[i].want[count]; count++) {
			if (count >= reading.problems.count)
				fail_msg("refusal %zu: no problem says: %s", i,
				        refusals[i].want[count]);
			const char *got = reading.problems.items[count].text;
			if (!strstr(got, refusals[i].want[count]))
				fail_msg("refusal %zu: '%s' does not say: %s", i, got,
				        refusals[i].want[count]);
			assert_int_equal(reading.problems.items[count].line, 0);
		}
		if (reading.problems.count != count)
			fail_msg("refusal %zu: one problem too many: %s", i,
			        reading.problems.items[count].text);
		arena_free(reading.arena);
	}
}

/* Every way to write the same call. */
static void order_is_free(void **state)
{
	static const char *const calls[][ARGS_MAX] = {
		{ "replay", "a.cfg", "-o", "out", "--date", "2026-11-22", "--force" },
		{ "replay", "--force", "-oout", "--date=2026-11-22", "a.cfg" },
		{ "--force", "--date=2026-11-22", "replay", "a.cfg", "--output", "out" },
		{ "--output=out", "replay", "--force", "--date=2026-11-22", "--", "a.cfg" },
		{ "replay", "a.cfg", "--force", "--force", "-o", "out", "--date=2026-11-22" },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(calls); i++) {
		struct reading reading = read_line(calls[i]);
		if (reading.problems.count)
			fail_msg("call %zu: %s", i, reading.problems.items[0].text);
		assert_string_equal(reading.cli.command->name, "replay");
		assert_string_equal(cli_value(&reading.cli, OPTION_OUTPUT), "out");
		assert_string_equal(cli_value(&reading.cli, OPTION_DATE), "2026-11-22");
		assert_true(cli_has(&reading.cli, OPTION_FORCE));
		assert_false(cli_has(&reading.cli, OPTION_QUIET));
		assert_int_equal(reading.cli.operands.count, 1);
		assert_string_equal(reading.cli.operands.items[0], "a.cfg");
		arena_free(reading.arena);
	}
}

static void dashes(void **state)
{
	(void)state;
	struct reading reading = read_line((const char *[]){ "check", "--", "--json", NULL });
	assert_int_equal(reading.problems.count, 0);
	assert_false(cli_has(&reading.cli, OPTION_JSON));
	assert_string_equal(reading.cli.operands.items[0], "--json");
	arena_free(reading.arena);

	reading = read_line((const char *[]){ "check", "-", NULL });
	assert_int_equal(reading.problems.count, 0);
	assert_string_equal(reading.cli.operands.items[0], "-");
	arena_free(reading.arena);

	/* A value that looks like an option can be given, if it is glued to its option. */
	reading = read_line((const char *[]){ "replay", "a", "--output=--x", NULL });
	assert_int_equal(reading.problems.count, 0);
	assert_string_equal(cli_value(&reading.cli, OPTION_OUTPUT), "--x");
	arena_free(reading.arena);
}

static void numbers(void **state)
{
	(void)state;
	struct reading reading =
	        read_line((const char *[]){ "replay", "a", "-o", "b", "--passphrase-fd=3", NULL });
	assert_int_equal(reading.problems.count, 0);
	assert_int_equal(cli_number(&reading.cli, OPTION_PASSPHRASE_FD, -1), 3);
	arena_free(reading.arena);
	reading = read_line((const char *[]){ "replay", "a", "-o", "b", NULL });
	assert_int_equal(cli_number(&reading.cli, OPTION_PASSPHRASE_FD, -1), -1);
	arena_free(reading.arena);
}

/* --help and --version ask for nothing else. */
static void help_needs_nothing(void **state)
{
	(void)state;
	struct reading reading = read_line((const char *[]){ "--help", NULL });
	assert_int_equal(reading.problems.count, 0);
	assert_null(reading.cli.command);
	assert_true(cli_has(&reading.cli, OPTION_HELP));
	arena_free(reading.arena);

	reading = read_line((const char *[]){ "replay", "-h", NULL });
	assert_int_equal(reading.problems.count, 0);
	assert_string_equal(reading.cli.command->name, "replay");
	arena_free(reading.arena);

	reading = read_line((const char *[]){ "--version", NULL });
	assert_int_equal(reading.problems.count, 0);
	assert_true(cli_has(&reading.cli, OPTION_VERSION));
	arena_free(reading.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses),
		cmocka_unit_test(order_is_free),
		cmocka_unit_test(dashes),
		cmocka_unit_test(numbers),
		cmocka_unit_test(help_needs_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
