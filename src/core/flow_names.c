/* core/flow_names.c: the names that are left off the certificates on purpose. */
#include "base/text.h"
#include "core/name.h"
#include "flow_parts.h"

bool flow_is_same_name(const char *a, const char *b, struct arena *arena)
{
	const char *reason, *plain_a = name_certificate(a, arena, &reason);
	const char *plain_b = name_certificate(b, arena, &reason);
	return plain_a && plain_b ? text_equal(plain_a, plain_b) : text_equal_nocase(a, b);
}

bool flow_leave_out(struct flow *flow, const char *name, bool out, const char **problem)
{
	struct texts items = flow_items(flow, FLOW_EXCLUDED, flow->arena);
	struct text_list next = { 0 };
	bool was_out = false;
	for (size_t i = 0; i < items.count; i++) {
		bool is_it = flow_is_same_name(items.items[i], name, flow->arena);
		was_out |= is_it;
		if (!is_it)
			LIST_PUSH(flow->arena, &next, items.items[i]);
	}
	if (!out && !was_out) {
		*problem = "it was not left out on purpose";
		return false;
	}
	if (out)
		LIST_PUSH(flow->arena, &next, name);
	const char *text = texts_join(flow->arena, texts_of(&next), ", ");
	/* Without a plan there would be no names any more to take it back from. */
	if (out && flow_preview(flow).plan && !flow_what_if(flow, FLOW_EXCLUDED, text, flow->arena).plan) {
		*problem = "a certificate cannot be without it";
		return false;
	}
	return flow_set(flow, FLOW_EXCLUDED, text, problem);
}
