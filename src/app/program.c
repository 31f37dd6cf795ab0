/* app/program.c: a command line into a run. */
#include "app/program.h"

#include <signal.h>

#include "app/cli.h"
#include "app/streams.h"
#include "help.h"

/* Without these, writing to a closed pipe or a full quota ends the program where it stands; with
 * them it fails with a reason and cleans up. */
static void signals_ignore(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static enum status command_run(const struct cli *cli, struct arena *arena)
{
	const struct app app = {
		.cli = cli,
		.arena = arena,
		.colour = stdout_is_coloured(cli_value(cli, OPTION_COLOR)),
		.quiet = cli_has(cli, OPTION_QUIET),
	};
	struct buf out;
	if (!cli_has(cli, OPTION_VERSION) && !cli_has(cli, OPTION_HELP))
		return cli->command->run(&app);
	buf_init(&out);
	if (cli_has(cli, OPTION_VERSION))
		buf_puts(&out, "casplan " CASPLAN_VERSION "\n");
	else
		help_add(&out, cli->command);
	stdout_add(&out);
	buf_done(&out);
	return STATUS_FINE;
}

static enum status line_run(int argc, const char *const *argv, struct arena *arena)
{
	struct cli cli;
	struct err err;
	struct problem_list problems = { 0 };
	cli_read(&cli, &subcommands, argc, argv, arena, &problems);
	LIST_EACH(const struct problem, problem, problems)
		failure_print(STATUS_WRONG, "%s", problem->text);
	if (problems.count)
		return failure_print(STATUS_WRONG, "'casplan help' lists the commands, "
		                                   "'casplan help COMMAND' its options");
	enum status status = command_run(&cli, arena);
	if (!stdout_close(&err))
		return failure_print(STATUS_ENVIRONMENT, "%s", err.text);
	return status;
}

int program_run(int argc, const char *const *argv)
{
	streams_guard();
	signals_ignore();
	struct arena *arena = arena_new();
	enum status status = line_run(argc, argv, arena);
	arena_free(arena);
	return (int)status;
}
