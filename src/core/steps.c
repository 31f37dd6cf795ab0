/*
 * core/steps.c: the procedures of share/steps, made for this plan.
 *
 * A row of knowledge becomes one step for each thing that its for_each names, where the release is
 * in its range and its conditions hold. Steps stand in the order of the phases, then of the rows,
 * then of the answers.
 */
#include <string.h>

#include "base/attr.h"
#include "base/map.h"
#include "base/text.h"
#include "core/build.h"
#include "core/command.h"
#include "scope_kit.h"
#include "steps_for_each.h"

/* Whose commands stand in the scripts of servers. */
#define SCRIPT_AUDIENCE "exchange"

/* A step that comes from more answers than this has used much memory. */
#define BULKY_COUNT 500

/* One step while it is being made. */
struct making {
	const struct steps *steps;
	struct scope scope;
	const struct step_row *row;
	struct plan_step step;
	struct buf buf;
	bool release_noted; /* the answers about it are in `scope.from` */
};

static const char *take_text(struct making *making)
{
	const char *text = making->buf.length ?
	        arena_strndup(making->scope.arena, making->buf.data, making->buf.length) : "";
	making->buf.length = 0;
	return text;
}

static const char *make_text(struct making *making, const char *template)
{
	text_fill_always(&making->scope, template, "(not given)", &making->buf);
	return take_text(making);
}

/* There are few ranges, and each is asked about for very many rows. */
static bool range_holds(const struct steps *steps, const char *products)
{
	const struct request *request = steps->plan->request;
	const bool *known = map_get(steps->ranges, products);
	if (known)
		return *known;
	bool *holds = arena_alloc(steps->plan->arena, sizeof(*holds));
	*holds = release_in(request->know, request->release, products);
	map_put(steps->ranges, products, holds);
	return *holds;
}

static bool row_in_range(struct making *making, const char *products)
{
	const struct request *request = making->scope.plan->request;
	if (!products)
		return true;
	if (!making->release_noted) {
		scope_note(&making->scope, request->product_node);
		scope_note(&making->scope, request->update_node);
		making->release_noted = true;
	}
	return range_holds(making->steps, products);
}

/* ---- rows of lines and commands ---- */

/* What a row of either kind has. */
struct row_head {
	const char *products;
	struct texts when;
	const char *each;
};

typedef void make_item(struct making *making, const void *row, void *out);

/* Calls `make` once, or once for each item of the inner loop, where the row's conditions hold. */
static void each_item(struct making *making, struct row_head head, make_item *make, const void *row,
        void *out)
{
	if (!row_in_range(making, head.products))
		return;
	if (!head.each) {
		if (scope_holds(&making->scope, head.when))
			make(making, row, out);
		return;
	}
	struct scope outer = making->scope;
	struct item_list items = { 0 };
	const struct loop *loop = loop_find(head.each);
	if (!loop || !scope_has(&outer, loop->needs))
		return;
	loop->collect(&making->scope, &items);
	LIST_EACH(const void *, item, items) {
		loop->enter(&making->scope, *item);
		making->scope.parts |= loop->gives;
		if (scope_holds(&making->scope, head.when))
			make(making, row, out);
		making->scope = outer;
	}
}

static void make_line(struct making *making, const void *row, void *out)
{
	const struct line_row *line = row;
	struct text_list *lines = out;
	if (text_fill(&making->scope, line->text, &making->buf))
		LIST_PUSH(making->scope.arena, lines, take_text(making));
	making->buf.length = 0;
}

static void make_lines(struct making *making, struct line_rows rows, struct text_list *lines)
{
	LIST_EACH(const struct line_row, row, rows)
		each_item(making, (struct row_head){ row->products, row->when, row->each },
		        make_line, row, lines);
}

/* Where commands go, and what a person must do instead of one. */
struct command_sink {
	struct command_list *commands;
	struct text_list *lines;
};

static void make_command(struct making *making, const void *row, void *out)
{
	const struct command_row *command = row;
	const struct command_sink *sink = out;
	struct arena *arena = making->scope.arena;
	switch (command_fill(&making->scope, command->lang, command->text, &making->buf)) {
	case COMMAND_MADE:
		LIST_PUSH(arena, sink->commands,
		        ((struct plan_command){ command->lang, take_text(making) }));
		break;
	case COMMAND_BY_HAND:
		buf_puts(&making->buf, "The command shell cannot carry one of the values safely: "
		                       "do in the graphical tool what this would do: ");
		text_fill_always(&making->scope, command->text, "?", &making->buf);
		LIST_PUSH(arena, sink->lines, take_text(making));
		break;
	case COMMAND_NO_VALUE:
		break;
	}
	making->buf.length = 0;
}

static void make_commands(struct making *making, struct command_rows rows,
        struct command_list *commands, struct text_list *lines)
{
	struct command_sink sink = { commands, lines };
	LIST_EACH(const struct command_row, row, rows)
		each_item(making, (struct row_head){ row->products, row->when, row->each },
		        make_command, row, &sink);
}

/* ---- the step ---- */

/* Servers and sites of several forests may be called the same. */
static const char *make_target(struct making *making)
{
	const struct scope *scope = &making->scope;
	const char *text = make_text(making, making->row->target);
	if (!scope->site || scope->plan->request->forest_count == 1)
		return text;
	return arena_printf(scope->arena, "%s, forest %s", text, scope->forest->name.value);
}

static void make_body(struct making *making)
{
	const struct step_row *row = making->row;
	struct plan_step *step = &making->step;
	step->target = make_target(making);
	step->title = make_text(making, row->title);
	step->why = make_text(making, row->why);
	make_lines(making, row->requires, &step->requires);
	make_lines(making, row->actions, &step->actions);
	make_lines(making, row->verify, &step->verify);
	make_lines(making, row->undo, &step->undo);
	make_commands(making, row->commands, &step->commands, &step->actions);
	make_commands(making, row->verify_commands, &step->verify_commands, &step->verify);
	make_commands(making, row->undo_commands, &step->undo_commands, &step->undo);
}

/* Commands for the shell of an older version stand in no script of this one. */
static bool is_typed_elsewhere(const struct step_row *row)
{
	LIST_EACH(const struct command_row, command, row->commands) {
		if (command->shell)
			return true;
	}
	return false;
}

/* A step about servers goes into their scripts whoever does it; one about something larger into the
 * script of a server that stands for it. */
static const char *script_of(const struct making *making, const struct instance *instance)
{
	if (!instance->script || !making->step.commands.count || is_typed_elsewhere(making->row))
		return NULL;
	if (!instance->is_of_server && !text_equal(making->row->audience, SCRIPT_AUDIENCE))
		return NULL;
	return instance->script->name;
}

/* The set lives in the scratch arena, and longer than this step's. */
static struct from keep_from(struct arena *arena, const struct from *from)
{
	struct from kept = { .count = from->count, .capacity = from->count };
	kept.items = arena_grow(arena, from->items, sizeof(*from->items), from->count, from->count);
	return kept;
}

static void make_words(struct making *making, const struct instance *instance)
{
	buf_init(&making->buf);
	make_body(making);
	making->step.server = script_of(making, instance);
	if (instance->is_of_server && !making->step.server)
		making->step.by_hand_on = instance->server->name;
	making->step.from = keep_from(making->scope.arena, &making->scope.from->list);
	buf_done(&making->buf);
}

static void scope_enter(struct scope *scope, const struct instance *instance)
{
	scope->forest = instance->forest;
	scope->site = instance->site;
	scope->server = instance->server;
	scope->certificate = instance->certificate;
	scope->about_certificate = instance->is_of_certificate;
	scope->parts = (instance->forest ? SCOPE_FOREST : 0u) |
	        (instance->site ? SCOPE_SITE : 0u) | (instance->server ? SCOPE_SERVER : 0u) |
	        (instance->certificate ? SCOPE_CERTIFICATE : 0u);
}

/* Makes the step of a row for one instance, unless its conditions fail. */
static void make_step(struct steps *steps, const struct step_row *row,
        const struct instance *instance)
{
	struct plan *plan = steps->plan;
	struct node_set from = { 0 };
	struct making making = {
		.steps = steps,
		.row = row,
		.scope = { .plan = plan, .arena = plan->arena, .scratch = steps->scratch,
		        .index = steps->index, .from = &from },
		.step = { .row = row },
	};
	scope_enter(&making.scope, instance);
	if (!row_in_range(&making, row->products) || !scope_holds(&making.scope, row->when))
		return;
	making.step.id = instance_id(steps, row->id, instance);
	if (instance->is_of_certificate)
		making.step.certificate = instance->certificate;
	if (steps->worded)
		make_words(&making, instance);
	steps->is_bulky |= from.list.count > BULKY_COUNT;
	LIST_PUSH(plan->arena, &plan->steps, making.step);
}

/* Memory that only the making needs is taken from one arena for all steps, because a new one costs
 * more than a small step; it is given back as soon as a large step has filled it. */
static void make_row(struct steps *steps, const struct step_row *row)
{
	const struct for_each *for_each = for_each_find(row->for_each);
	if (!for_each)
		return;
	for_each->each(steps, row);
	if (!steps->is_bulky)
		return;
	arena_free(steps->scratch);
	steps->scratch = arena_new();
	steps->is_bulky = false;
}

void plan_add_steps(struct plan *plan, bool worded)
{
	struct arena *lasting = arena_new();
	const struct know *know = plan->know;
	struct steps steps = {
		.plan = plan,
		.scratch = arena_new(),
		.index = scope_index_make(plan, lasting),
		.ids = map_make(lasting),
		.ranges = map_make(lasting),
		.worded = worded,
		.make = make_step,
	};
	LIST_EACH(const struct phase_row, phase, know->phases) {
		LIST_EACH(const struct step_row, row, know->steps) {
			if (text_equal(row->phase, phase->id))
				make_row(&steps, row);
		}
	}
	arena_free(steps.scratch);
	arena_free(lasting);
}
