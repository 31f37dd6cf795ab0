/*
 * words.h: answers in the words of both front ends.
 */
#ifndef UI_WORDS_H
#define UI_WORDS_H

#include "core/flow.h"
#include "ui/front.h"

/* "yes" for true. */
const char *value_words(const char *text);
/* "asked", "file", "default", "derived". */
const char *origin_words(enum origin origin);
/* "site Redmond: Which servers stand here?" */
const char *spot_words(const struct flow_spot *spot, struct arena *arena);
/* The first of the answers a finding comes from that is asked as it stands, else the closed gate before
 * it, else a question around it; FLOW_NOWHERE: none is. */
size_t finding_source(struct flow *flow, const struct plan_finding *finding, struct arena *arena);
/* The same, to go there: the gate is opened. The plan with the finding is gone then. */
size_t finding_reach(struct flow *flow, const struct plan_finding *finding, struct arena *arena);
/* Nothing is left to be done. */
bool step_is_settled(enum step_state state);
/* Of STEP_CHANGED. */
#define STEP_CHANGED_WORDS "done, and changed since"
/* What stands before a checklist: is it that of the written plan? NULL: it is. */
const char *checklist_words(const struct flow *flow);
/* Private keys that are there already and do not fit the plan. */
#define OLD_KEYS_QUESTION "Old private keys do not fit the plan any more. Make new ones?"
#define OLD_KEYS_NEW "makes new ones in their place, and writes the plan"
#define OLD_KEYS_BACK                                                                              \
	"goes back, and nothing is written. The review leads to the questions about the kind of key"
/* What new ones would mean, in sentences. */
struct texts old_keys_meaning(const struct front_options *options, struct arena *arena);
/* Are both the same? */
bool keys_are_same(const struct front_keys *a, const struct front_keys *b);
/* With texts of its own. */
struct front_keys keys_copy(const struct front_keys *keys, struct arena *arena);
/* The answer of a question: the names of groups, what was changed in a grid, items, a value; never
 * NULL, "nothing" where there is none. */
const char *answer_words(const struct flow *flow, const struct flow_spot *spot, struct arena *arena);
/* Of a question whether there is more to be asked. */
const char *gate_words(const struct flow *flow, const char *path);

#endif
