/* app/template.c: a complete answer file to begin with. */
#include "commands.h"

#include "app/input.h"
#include "app/streams.h"
#include "base/text.h"
#include "emit/emit.h"

/* The option, and the table of knowledge whose ids are its values. */
static const struct template_choice {
	enum option_id option;
	const char *table;
} choices[] = {
	{ OPTION_PRODUCT, "products" },
	{ OPTION_TOPOLOGY, "topologies" },
	{ OPTION_SCENARIO, "scenarios" },
};

static bool choice_is_known(const struct app *app, const struct know *know,
        const struct template_choice *choice)
{
	const char *value = cli_value(app->cli, choice->option);
	if (!value || know_find(know, choice->table, value))
		return true;
	struct texts ids = know_ids(know, choice->table, app->arena);
	const char *nearest = text_nearest(value, ids);
	failure_print(STATUS_WRONG, "--%s: '%s'; expected one of: %s%s%s%s",
	        option_rows[choice->option].name, value, texts_join(app->arena, ids, ", "),
	        nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
	return false;
}

enum status template_run(const struct app *app)
{
	struct know know;
	struct buf out;
	enum status status = know_load(app, &know);
	if (status != STATUS_FINE)
		return status;
	for (size_t i = 0; i < COUNT_OF(choices); i++) {
		if (!choice_is_known(app, &know, &choices[i]))
			status = STATUS_WRONG;
	}
	if (status != STATUS_FINE)
		return status;
	buf_init(&out);
	emit_template(&out, &know, cli_value(app->cli, OPTION_PRODUCT),
	        cli_value(app->cli, OPTION_TOPOLOGY), cli_value(app->cli, OPTION_SCENARIO));
	stdout_add(&out);
	buf_done(&out);
	return STATUS_FINE;
}
