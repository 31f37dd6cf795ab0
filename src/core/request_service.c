/* core/request_service.c: services.*: the members that each has, and the version's defaults. */
#include "base/text.h"
#include "request_read.h"

#define SERVICE_SCHEMA "services.*"

/* Does the service have this member? Where not, the key is unknown, and was complained of. */
static bool service_has(struct reading *reading, const struct service_row *service,
        const char *member)
{
	const struct schema_row *row = row_find(reading, SERVICE_SCHEMA, member);
	return row->only.count == 0 || texts_have(row->only, service->id);
}

static const char *default_authentication(const struct reading *reading)
{
	return reading->has_release ? reading->request->release.product->default_authentication
	                            : NULL;
}

static void service_read(struct reading *reading, struct place place,
        const struct service_row *service, bool on_by_default, struct service_answer *answer)
{
	answer->node = place.node;
	answer->enabled = read_flag(reading, place, "enabled",
	        fallback_product(flag_text(on_by_default)));
	answer->external = read_flag(reading, place, "external", ROW_FALLBACK);
	answer->require_ssl = read_flag(reading, place, "require_ssl", ROW_FALLBACK);
	answer->ssl_offloading = read_flag(reading, place, "ssl_offloading", ROW_FALLBACK);
	if (service_has(reading, service, "security"))
		answer->security = read_text(reading, place, "security",
		        fallback_product(service->default_security));
	if (service_has(reading, service, "authentication"))
		answer->authentication = read_text(reading, place, "authentication",
		        fallback_product(default_authentication(reading)));
}

/* A service that the version lacks may be named as long as it is not enabled. */
static void complain_lacking(struct reading *reading, const struct service_row *service,
        struct service_answer *answer)
{
	if (!answer->enabled.value)
		return;
	complain(reading, answer->enabled.node, "%s does not have %s; only %s",
	        reading->request->release.product->name, service->name, service->products);
	answer->enabled.value = false;
}

void request_read_services(struct reading *reading, struct place root)
{
	const struct service_rows *rows = &reading->know->services;
	struct release release = reading->request->release;
	struct place group = read_group(reading, root, "services");
	struct service_answer *answers =
	        arena_alloc(reading->arena, rows->count * sizeof(*answers));
	reading->request->services = answers;
	for (size_t i = 0; i < rows->count; i++) {
		const struct service_row *service = &rows->items[i];
		bool lacking = reading->has_release &&
		        !release_in(reading->know, release, service->products);
		answers[i].node = group.node;
		if (!group.node || (lacking && !node_member(group.node, service->id)))
			continue;
		bool on = !lacking && reading->has_release && service->on_by_default &&
		        release_in(reading->know, release, service->on_by_default);
		struct place place = read_group(reading, group, service->id);
		service_read(reading, place, service, on, &answers[i]);
		if (lacking)
			complain_lacking(reading, service, &answers[i]);
	}
}
