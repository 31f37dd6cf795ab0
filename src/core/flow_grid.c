/* core/flow_grid.c: services, and what each of them has. */
#include <string.h>

#include "base/text.h"
#include "flow_parts.h"

#define HOST "host"

const struct column_row *flow_column(const struct flow_spot *spot, const char *column)
{
	for (size_t i = 0; i < spot->question->columns.count; i++) {
		const struct column_row *row = &spot->question->columns.items[i];
		if (text_equal(row->name ? row->name : "", column))
			return row;
	}
	return NULL;
}

/* Autodiscover has names of its own, and who shares a host with another service follows it. */
static bool has_host(const struct service_row *service)
{
	return !text_equal(service->kind, "autodiscover") && !service->host_like;
}

/* Are the cells of this column hosts? */
static bool is_of_hosts(const char *column)
{
	return !*column || text_equal(column, HOST);
}

struct flow_grid flow_grid(const struct flow *flow, const struct flow_spot *spot,
        struct arena *arena)
{
	struct text_list services = { 0 }, columns = { 0 };
	struct release release;
	bool known = flow_release(flow, &release);
	for (size_t i = 0; i < spot->question->columns.count; i++) {
		const char *name = spot->question->columns.items[i].name;
		if (!name)
			LIST_PUSH(arena, &columns, "");
		else if (!text_equal(name, HOST) || spot->hosts)
			LIST_PUSH(arena, &columns, name);
	}
	LIST_EACH(const struct service_row, service, flow->know->services) {
		if ((!known || release_in(flow->know, release, service->products)) &&
		        (*columns.items[0] || has_host(service)))
			LIST_PUSH(arena, &services, service->id);
	}
	return (struct flow_grid){ texts_of(&services), texts_of(&columns) };
}

const char *flow_cell(const struct flow *flow, const struct flow_spot *spot, const char *service,
        const char *column, struct arena *arena)
{
	const struct service_row *row = know_find(flow->know, "services", service);
	struct release release;
	if (!row || (is_of_hosts(column) && !has_host(row)) || (flow_release(flow, &release) &&
	        !release_in(flow->know, release, row->products)))
		return NULL;
	if (text_equal(column, HOST))
		return spot->hosts ? arena_printf(arena, "%s.%s", spot->hosts, service) : NULL;
	const char *path = arena_printf(arena, "%s.%s%s%s", spot->path, service, *column ? "." : "",
	        column);
	return tree_row(flow->know, path) ? path : NULL;
}

struct flow_choices flow_cell_choices(const struct flow_spot *spot, const char *column,
        struct arena *arena)
{
	struct flow_choices choices = { 0 };
	const struct column_row *found = flow_column(spot, column);
	for (size_t i = 0; found && i < found->choices.count; i++) {
		const struct choice_row *row = &found->choices.items[i];
		LIST_PUSH(arena, &choices, ((struct flow_choice){
			.value = row->value, .label = row->label, .row = row }));
	}
	return choices;
}

const char *flow_grid_hosts(const struct flow *flow, const struct question_row *question,
        struct arena *arena)
{
	const struct flow_spot spot = { .question = question };
	const struct node *forests = node_member(flow->work.answers.root, "forests");
	const struct node *found = NULL;
	size_t count = 0;
	if (!flow_column(&spot, HOST))
		return NULL;
	for (const struct node *forest = forests ? forests->first : NULL; forest;
	        forest = forest->next) {
		const struct node *sites = node_member(forest, "sites");
		for (const struct node *site = sites ? sites->first : NULL; site;
		        site = site->next) {
			const struct node *facing = node_member(site, "internet_facing");
			if (facing && facing->kind == NODE_FLAG && facing->value.flag) {
				found = site;
				count++;
			}
		}
	}
	return count == 1 ? arena_printf(arena, "%s.hosts", node_path_text(found, arena)) : NULL;
}
