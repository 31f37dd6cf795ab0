/* core/names.c */
#include "names.h"

#include "base/text.h"
#include "core/build.h"
#include "core/name.h"

void names_init(struct names *names, struct arena *arena)
{
	*names = (struct names){ .arena = arena, .places = map_make(arena) };
}

static struct plan_name *names_entry(struct names *names, const char *name)
{
	size_t *place = map_get(names->places, name);
	if (place)
		return &names->list.items[*place];
	place = arena_alloc(names->arena, sizeof(*place));
	*place = names->list.count;
	map_put(names->places, name, place);
	struct plan_name *entry = LIST_ADD(names->arena, &names->list);
	entry->name = name;
	return entry;
}

void names_add(struct names *names, const char *name, const char *code, const char *detail,
        const struct node *node)
{
	struct plan_name *entry = names_entry(names, name);
	from_add(names->arena, &entry->from, node);
	LIST_EACH(const struct name_reason, reason, entry->reasons) {
		if (text_equal(reason->code, code) && text_equal(reason->detail, detail))
			return;
	}
	LIST_PUSH(names->arena, &entry->reasons,
	        ((struct name_reason){ .code = code, .detail = detail }));
}

void names_take(struct names *names, const struct plan_name *entry)
{
	*names_entry(names, entry->name) = *entry;
}

bool names_have(const struct names *names, const char *name)
{
	return map_get(names->places, name) != NULL;
}

struct names names_wildcards(const struct names *names)
{
	struct names wildcards;
	names_init(&wildcards, names->arena);
	LIST_EACH(const struct plan_name, name, names->list) {
		const char *parent = name_parent(name->name);
		if (!parent)
			continue;
		const char *wildcard = name_is_wildcard(name->name) ?
		        name->name : arena_printf(names->arena, "*.%s", parent);
		struct plan_name *entry = names_entry(&wildcards, wildcard);
		LIST_PUSH(names->arena, &entry->reasons,
		        ((struct name_reason){ .code = "wildcard", .detail = name->name }));
		for (size_t i = 0; i < name->from.count; i++)
			from_add(names->arena, &entry->from, name->from.items[i]);
	}
	return wildcards;
}

void names_lead(struct names *names, const char *name)
{
	names_entry(names, name);
	size_t place = *(size_t *)map_get(names->places, name);
	struct plan_name leader = names->list.items[place];
	for (; place > 0; place--) {
		names->list.items[place] = names->list.items[place - 1];
		*(size_t *)map_get(names->places, names->list.items[place].name) = place;
	}
	names->list.items[0] = leader;
	*(size_t *)map_get(names->places, name) = 0;
}
