/* scripts.c: scripts/<server>.ps1, the commands of one server in the order of the plan. */
#include <string.h>

#include "base/map.h"
#include "base/text.h"
#include "emitters.h"
#include "script.h"

struct numbered_step {
	const struct plan_step *step;
	size_t number; /* in the checklist */
};

struct server_script {
	const char *forest; /* NULL: no other server has this name */
	const char *server;
	struct LIST_OF(struct numbered_step) steps;
	bool runs; /* has commands, not only work of hands */
};

struct script_list LIST_OF(struct server_script *);

struct scripts {
	const struct plan *plan;
	struct arena *arena;
	struct map *repeated; /* lower-case server names that more than one forest has */
	struct map *known;    /* scripts by forest and server */
	struct map *taken;    /* lower-case paths */
	struct script_list list;
};

/* Windows tells neither computers nor files apart by case. */
static void find_repeated(struct scripts *scripts)
{
	struct map *seen = map_make(scripts->arena);
	const struct request *request = scripts->plan->request;
	for (size_t f = 0; f < request->forest_count; f++) {
		const struct forest_answer *forest = &request->forests[f];
		for (size_t s = 0; s < forest->site_count; s++) {
			LIST_EACH(const struct server_answer, server, forest->sites[s].servers) {
				if (map_get(seen, server->short_name))
					map_put(scripts->repeated, server->short_name, scripts);
				else
					map_put(seen, server->short_name, scripts);
			}
		}
	}
}

/* A step's id begins with its forest. */
static const char *forest_of_step(const struct scripts *scripts, const struct plan_step *step)
{
	const struct request *request = scripts->plan->request;
	for (size_t i = 0; i < request->forest_count; i++) {
		const char *name = request->forests[i].name.value;
		if (text_starts(step->id, name) && step->id[strlen(name)] == '/')
			return name;
	}
	return forest_of(request, &step->from)->name.value;
}

/* `name`: of the server in whose script the step stands. */
static void add_step(struct scripts *scripts, const struct plan_step *step, const char *name,
        size_t number)
{
	const char *server = text_lower(scripts->arena, name), *forest = NULL;
	if (map_get(scripts->repeated, server))
		forest = forest_of_step(scripts, step);
	const char *key = arena_printf(scripts->arena, "%s/%s", forest ? forest : "", server);
	struct server_script *script = map_get(scripts->known, key);
	if (!script) {
		script = arena_alloc(scripts->arena, sizeof(*script));
		*script = (struct server_script){ .forest = forest, .server = name };
		map_put(scripts->known, key, script);
		LIST_PUSH(scripts->arena, &scripts->list, script);
	}
	LIST_PUSH(scripts->arena, &script->steps,
	        ((struct numbered_step){ .step = step, .number = number }));
	script->runs |= step->commands.count > 0 && step->server;
}

static void put_lines(struct buf *out, const char *label, const struct text_list *lines)
{
	LIST_EACH(const char *, line, *lines)
		script_comment(out, label, *line);
}

/* The next step may rest on it: whoever runs the script is told, and it waits. */
static void put_work_of_hands(struct buf *out, const char *title, struct arena *arena)
{
	script_note(out, "By hand: see checklist.md");
	script_pause(out, arena_printf(arena, "%s. By hand: see checklist.md. Press Enter when it is "
	                                      "done, Ctrl+C to stop", title));
}

static void put_step(struct buf *out, const struct numbered_step *place, struct arena *arena)
{
	const struct plan_step *step = place->step;
	const char *title = arena_printf(arena, "Step %zu: %s", place->number, step->title);
	script_blank(out);
	script_comment(out, "---- ", title);
	script_comment(out, "Id: ", step->id);
	if (!step->server) {
		put_work_of_hands(out, title, arena);
		return;
	}
	put_lines(out, "Before: ", &step->requires);
	put_lines(out, "Do: ", &step->actions);
	script_pause(out, arena_printf(arena, "%s. Press Enter to run it, Ctrl+C to stop", title));
	script_commands(out, &step->commands);
	put_lines(out, "Check: ", &step->verify);
	script_commands_aside(out, &step->verify_commands);
	put_lines(out, "Way back: ", &step->undo);
	script_commands_aside(out, &step->undo_commands);
}

static void put_script(struct scripts *scripts, struct buf *out, const struct server_script *script)
{
	char date[DATE_TEXT_SIZE];
	date_format(scripts->plan->request->date, date);
	script_begin(out);
	script_comment(out, "Commands for server ", script->server);
	if (script->forest)
		script_comment(out, "Forest ", script->forest);
	script_comment(out, "For ", arena_printf(scripts->arena, "%s, plan of %s",
	                                    product_text(scripts->plan->request, scripts->arena),
	        date));
	script_note(out, "Run it in the Exchange Management Shell, opened as administrator.");
	script_note(out, "It stops before each step: others may have work to do in between, which");
	script_note(out, "checklist.md has in its place. The way back stands below each step.");
	LIST_EACH(struct numbered_step, step, script->steps)
		put_step(out, step, scripts->arena);
}

static const char *script_path(const struct server_script *script, struct arena *arena)
{
	if (!script->forest)
		return path_make(arena, "scripts/", script->server, "", NULL, ".ps1");
	return path_make(arena, "scripts/", script->forest, "-", script->server, ".ps1");
}

/* Forest "a" with server "b-c" and forest "a-b" with server "c" ask for one name: the second one is
 * numbered. */
static const char *free_path(struct scripts *scripts, const struct server_script *script)
{
	struct arena *arena = scripts->arena;
	const char *path = script_path(script, arena);
	const char *stem = arena_strndup(arena, path, strlen(path) - strlen(".ps1"));
	for (int i = 2; map_get(scripts->taken, text_lower(arena, path)); i++)
		path = arena_printf(arena, "%s-%d.ps1", stem, i);
	map_put(scripts->taken, text_lower(arena, path), scripts);
	return path;
}

void emit_scripts(struct output *output, const struct plan *plan, const struct proof *proof)
{
	(void)proof;
	struct arena *arena = arena_new();
	struct scripts scripts = {
		.plan = plan,
		.arena = arena,
		.repeated = map_make(arena),
		.known = map_make(arena),
		.taken = map_make(arena),
	};
	find_repeated(&scripts);
	for (size_t i = 0; i < plan->steps.count; i++) {
		const struct plan_step *step = &plan->steps.items[i];
		if (step->server && step->commands.count > 0)
			add_step(&scripts, step, step->server, i + 1);
		else if (!step->server && step->by_hand_on)
			add_step(&scripts, step, step->by_hand_on, i + 1);
	}
	LIST_EACH(struct server_script *, script, scripts.list) {
		if (!(*script)->runs)
			continue;
		const char *path = arena_strdup(output->arena, free_path(&scripts, *script));
		put_script(&scripts, output_add(output, path), *script);
	}
	arena_free(arena);
}
