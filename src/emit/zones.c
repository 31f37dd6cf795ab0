/* zones.c: the records of a plan by view and zone. */
#include <string.h>

#include "base/map.h"
#include "base/quote.h"
#include "base/text.h"
#include "emitters.h"

/* Position of a group, as a map stores it. */
struct place {
	size_t index;
};

static struct zone_group *group_find(struct zone_list *zones, struct map *places,
        const struct plan *plan, const struct plan_record *record, struct arena *arena)
{
	const char *key = arena_printf(arena, "%s.%s", view_text(record->view), record->zone);
	const struct place *known = map_get(places, key);
	if (known)
		return &zones->items[known->index];
	struct place *place = arena_alloc(arena, sizeof(*place));
	place->index = zones->count;
	map_put(places, key, place);
	struct zone_group *group = LIST_ADD(arena, zones);
	*group = (struct zone_group){
		.view = record->view,
		.zone = record->zone,
		.forest = forest_of(plan->request, &record->from),
	};
	return group;
}

struct zone_list zones_make(const struct plan *plan, struct arena *arena)
{
	struct zone_list zones = { 0 };
	struct map *places = map_make(arena);
	struct zone_group *group = NULL;
	LIST_EACH(const struct plan_record, record, plan->records) {
		/* Neighbours mostly share a zone: then nothing is looked up. */
		if (!group || group->view != record->view || !text_equal(group->zone, record->zone))
			group = group_find(&zones, places, plan, record, arena);
		group->is_new |= record->zone_is_new;
		LIST_PUSH(arena, &group->records, record);
	}
	return zones;
}

/* The set for a record's view; inside, where there are several forests, for its forest. */
static struct zone_set *set_find(struct zone_sets *sets, enum view view,
        const struct forest_answer *forest, struct arena *arena)
{
	LIST_EACH(struct zone_set, set, *sets) {
		if (set->view == view && (view == VIEW_EXTERNAL || set->forest == forest))
			return set;
	}
	struct zone_set *set = LIST_ADD(arena, sets);
	*set = (struct zone_set){
		.view = view,
		.forest = view == VIEW_INTERNAL ? forest : NULL,
		.places = map_make(arena),
	};
	return set;
}

struct zone_sets zone_sets_make(const struct plan *plan, struct arena *arena)
{
	struct zone_sets sets = { 0 };
	size_t inside = 0;
	LIST_EACH(const struct plan_record, record, plan->records) {
		const struct forest_answer *forest = forest_of(plan->request, &record->from);
		struct zone_set *set = set_find(&sets, record->view, forest, arena);
		struct zone_group *group =
		        group_find(&set->zones, set->places, plan, record, arena);
		group->is_new |= record->zone_is_new;
		LIST_PUSH(arena, &group->records, record);
	}
	LIST_EACH(const struct zone_set, set, sets)
		inside += set->view == VIEW_INTERNAL;
	LIST_EACH(struct zone_set, set, sets) {
		if (inside == 1)
			set->forest = NULL;
	}
	return sets;
}

const char *zone_set_path(const struct zone_set *set, const char *suffix, struct arena *arena)
{
	return path_make(arena, "dns/", view_text(set->view), ".",
	        set->forest ? set->forest->name.value : NULL, suffix);
}

const char *zone_path(const struct zone_group *zone, struct arena *arena)
{
	return path_make(arena, "dns/", view_text(zone->view), ".", zone->zone, ".zone");
}

static const char *next_part(char **rest)
{
	const char *part = *rest ? strsep(rest, " ") : NULL;
	return part ? part : "";
}

struct srv_parts srv_parts_of(const struct plan_record *record, struct arena *arena)
{
	char *rest = arena_strdup(arena, record->data);
	struct srv_parts parts;
	parts.priority = next_part(&rest);
	parts.weight = next_part(&rest);
	parts.port = next_part(&rest);
	parts.target = next_part(&rest);
	return parts;
}

static void put_target(struct buf *out, const char *name)
{
	quote_dns(out, name);
	buf_putc(out, '.');
}

void record_data_put(struct buf *out, const struct plan_record *record, struct arena *arena)
{
	struct srv_parts srv;
	switch (record->type) {
	case RECORD_A:
	case RECORD_AAAA:
		quote_dns(out, record->data);
		return;
	case RECORD_CNAME:
		put_target(out, record->data);
		return;
	case RECORD_SRV:
		srv = srv_parts_of(record, arena);
		quote_dns(out, srv.priority);
		buf_putc(out, ' ');
		quote_dns(out, srv.weight);
		buf_putc(out, ' ');
		quote_dns(out, srv.port);
		buf_putc(out, ' ');
		put_target(out, srv.target);
		return;
	}
}
