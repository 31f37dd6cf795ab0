/* know/step.c */
#include "know/step.h"

#include "base/attr.h"
#include "shapes.h"

static const struct field line_fields[] = {
	FIELD(line_row, products, TEXT, FORM(FORM_RANGE)),
	FIELD(line_row, when, TEXTS),
	FIELD(line_row, each, TEXT),
	FIELD(line_row, text, TEXT, REQUIRED),
};

static const struct shape line_row_shape = {
	.name = "line_row",
	.header = "know/step.h",
	.size = sizeof(struct line_row),
	.fields = line_fields,
	.field_count = COUNT_OF(line_fields),
};

static const struct field command_fields[] = {
	FIELD(command_row, products, TEXT, FORM(FORM_RANGE)),
	FIELD(command_row, when, TEXTS),
	FIELD(command_row, each, TEXT),
	FIELD(command_row, shell, TEXT, FORM(FORM_RANGE)),
	FIELD(command_row, lang, TEXT, REQUIRED, FORM("powershell|cmd")),
	FIELD(command_row, text, TEXT, REQUIRED),
};

static const struct shape command_row_shape = {
	.name = "command_row",
	.header = "know/step.h",
	.size = sizeof(struct command_row),
	.fields = command_fields,
	.field_count = COUNT_OF(command_fields),
};

static const struct field step_fields[] = {
	FIELD(step_row, id, TEXT, REQUIRED),
	FIELD(step_row, phase, TEXT, REQUIRED, REFERS_TO(phases)),
	FIELD(step_row, audience, TEXT, REQUIRED, REFERS_TO(audiences)),
	FIELD(step_row, products, TEXT, FORM(FORM_RANGE)),
	FIELD(step_row, when, TEXTS),
	FIELD(step_row, for_each, TEXT, REQUIRED,
	        FORM("plan|forest|site|server|certificate|certificate-server")),
	FIELD(step_row, target, TEXT, REQUIRED),
	FIELD(step_row, title, TEXT, REQUIRED),
	FIELD(step_row, why, TEXT, REQUIRED),
	FIELD(step_row, requires, ROWS(line_row)),
	FIELD(step_row, actions, ROWS(line_row)),
	FIELD(step_row, commands, ROWS(command_row)),
	FIELD(step_row, verify, ROWS(line_row)),
	FIELD(step_row, verify_commands, ROWS(command_row)),
	FIELD(step_row, undo, ROWS(line_row)),
	FIELD(step_row, undo_commands, ROWS(command_row)),
	FIELD(step_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape step_row_shape = {
	.name = "step_row",
	.header = "know/step.h",
	.size = sizeof(struct step_row),
	.fields = step_fields,
	.field_count = COUNT_OF(step_fields),
};

static const struct field phase_fields[] = {
	FIELD(phase_row, id, TEXT, REQUIRED),
	FIELD(phase_row, name, TEXT, REQUIRED),
};

const struct shape phase_row_shape = {
	.name = "phase_row",
	.header = "know/step.h",
	.size = sizeof(struct phase_row),
	.fields = phase_fields,
	.field_count = COUNT_OF(phase_fields),
};

static const struct field audience_fields[] = {
	FIELD(audience_row, id, TEXT, REQUIRED),
	FIELD(audience_row, name, TEXT, REQUIRED),
};

const struct shape audience_row_shape = {
	.name = "audience_row",
	.header = "know/step.h",
	.size = sizeof(struct audience_row),
	.fields = audience_fields,
	.field_count = COUNT_OF(audience_fields),
};

static const struct field cmdlet_fields[] = {
	FIELD(cmdlet_row, id, TEXT, REQUIRED),
	FIELD(cmdlet_row, products, TEXT, FORM(FORM_RANGE)),
	FIELD(cmdlet_row, parameters, TEXTS),
	FIELD(cmdlet_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape cmdlet_row_shape = {
	.name = "cmdlet_row",
	.header = "know/step.h",
	.size = sizeof(struct cmdlet_row),
	.fields = cmdlet_fields,
	.field_count = COUNT_OF(cmdlet_fields),
	.repeats = true,
};
