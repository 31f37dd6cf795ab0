/*
 * flow_parts.h: what the files of the flow share.
 */
#ifndef CORE_FLOW_PARTS_H
#define CORE_FLOW_PARTS_H

#include "base/map.h"
#include "core/advise.h"
#include "core/flow.h"

/* What is wrong with a draft that would be a good answer. */
#define FLOW_NOT_ACCEPTED "it was typed, and not accepted yet"

/* Something noted under a path. */
struct flow_entry {
	const char *path;
	const char *text;
	const char *problem; /* of a draft */
	enum origin origin;  /* of a parked answer */
};

struct flow_entries LIST_OF(struct flow_entry);

struct flow_spots LIST_OF(struct flow_spot);

/* Scenarios in their order, made when somebody asks. */
struct flow_ranking {
	bool is_made;
	const struct plan *plan;  /* that the others are planned from; NULL: nothing can be planned yet */
	struct ranked_list list;
	struct texts *reasons;    /* for each */
	size_t looked_into;       /* so many have their rulings */
};

struct node_list LIST_OF(struct node *);

/* What follows from the answers; made anew after each change. */
struct flow_work {
	struct arena *arena;
	struct answers answers; /* a copy with defaults; the line of a node is its place in `nodes` */
	struct node_list nodes;
	const struct request *request; /* NULL: something is missing or wrong */
	struct flow_problems problems;
	struct flow_spots spots;
	struct map *by_path; /* spots, also below their `hosts` */
	struct flow_preview preview;
	struct flow_preview checklist;
	struct flow_ranking *ranking;
};

struct flow {
	const struct know *know;
	struct arena *arena;
	struct date today;
	bool has_forced;
	struct date forced;
	struct answers answers; /* only what a person gave */
	struct flow_entries drafts, parked, steps_skipped;
	struct flow_entries steps_seen; /* flow_step_hash of those that are done */
	struct flow_entries opened;  /* gates */
	struct flow_entries skipped; /* questions that were put off */
	struct flow_entries renewed; /* questions that ask something else than when they were met */
	struct text_list steps_done;
	struct node_list asked; /* answers with a question, sorted, as of the last change */
	bool is_resumed;         /* somebody stopped here */
	bool is_older;           /* the session is of other screens */
	struct texts met;        /* questions of those screens: "path hash" */
	struct text_list aside;  /* paths of answers that were parked because of that */
	const char *written;     /* flow_answers_hash of the plan that was written; NULL: none was */
	const char *here, *here_screen;
	size_t here_index;
	bool only_missing;
	bool changed;
	struct flow_work work;
};

/* flow_tree.c */
/* Copies what a person gave below `from`, in the order of the schema, so that in whatever order
 * somebody answers, the plan is the same; with `nodes`, the copies are numbered there. */
void tree_copy(struct answers *to, struct node *parent, const struct node *from,
        struct node_list *nodes);
/* The node at a path, groups on the way made; lists must have the item. NULL: they have not. */
struct node *tree_make(struct answers *answers, const char *path, enum node_kind kind);
/* Takes a node out of its parent, and groups that are empty then. */
void tree_remove(struct node *node);
void tree_move(struct node *list, size_t from, size_t to);
struct node *tree_item(const struct node *list, size_t index);
/* The row of an answer path; NULL: there is none. */
const struct schema_row *tree_row(const struct know *know, const char *path);
void tree_set_origin(struct node *node, enum origin origin);
/* Puts the value of a checked text into the tree. */
void tree_set(struct answers *answers, const char *path, const char *text, enum origin origin);

/* flow_when.c */
bool flow_holds(const struct flow *flow, const struct condition_rows *conditions,
        const struct flow_spot *spot, const char *choice);
bool flow_predicate(const struct flow *flow, const char *name, const struct flow_spot *spot,
        const char *choice);
bool flow_predicate_exists(const char *name);
/* The release that the answers name; false: none yet. */
bool flow_release(const struct flow *flow, struct release *release);
/* "forests[].sites[].name" and { 0, 1 } give "forests[0].sites[1].name"; `depth` indexes at most. */
const char *flow_concrete(const char *pattern, const size_t *at, size_t depth,
        struct arena *arena);

/* flow_work.c */
void flow_refresh(struct flow *flow);
/* The spot with this very path, or with hosts below it; NULL: none. */
const struct flow_spot *flow_spot_of(const struct flow *flow, const char *path);
enum question_kind flow_kind(const struct question_row *question, const struct schema_row *row);

/* "(line 7)" means nothing to somebody who types answers: where it is instead. */
const char *flow_without_lines(const struct flow_work *work, const char *text);

/* flow_park.c */
/* Does a spot ask for this answer: it itself, the grid that it is a cell of, or the list of the group
 * that it is the name of? */
bool flow_asks(const struct flow *flow, const char *path, struct arena *arena);
/* After a change: parks, restores. True: there was something to do. */
bool flow_settle_answers(struct flow *flow);
/* The same; the session has changed, and the position is found again. */
void flow_settle(struct flow *flow);
/* Parks what the wizard once asked for and asks no more. */
bool flow_park_unasked(struct flow *flow);

/* flow_grid.c */
/* Where the hosts are that a grid has a column of: at the only Internet-facing site; NULL: there is no
 * such column, or not one such site. */
const char *flow_grid_hosts(const struct flow *flow, const struct question_row *question,
        struct arena *arena);

/* flow_rank.c */
/* Sorts choices that are scenarios, the best first, and says why. */
void flow_rank(const struct flow *flow, struct flow_choices *choices, struct arena *arena);

/* flow_names.c */
#define FLOW_EXCLUDED "certificates.exclude_names"
/* A person may have typed one in capitals, or in the letters of his language. */
bool flow_is_same_name(const char *a, const char *b, struct arena *arena);

/* flow_preview.c */
/* What the planner reads with one answer changed; NULL: something is missing or wrong then. */
const struct request *flow_request_with(const struct flow *flow, const char *path,
        const char *text, struct arena *arena);

/* flow_set.c */
/* NULL, or what is wrong with the text for the row, asked alone. */
const char *flow_text_problem(const struct flow *flow, const struct schema_row *row,
        const char *text, struct arena *arena);
/* A copy that a session file can hold as one text: not too long, and in characters that can be seen. */
const char *flow_copy(struct flow *flow, const char *text);
/* What the groups of a list are called by: "name". */
const char *flow_key(const struct flow *flow, const char *list);
struct flow_entry *entry_find(const struct flow_entries *entries, const char *path);
void entry_put(struct flow *flow, struct flow_entries *entries, const char *path,
        const char *text, const char *problem);
void entry_drop(struct flow_entries *entries, const char *path);

/* screen_lint_help.c */
/* Adds a problem for each choice that does not say what it means, what follows from it, when to
 * choose or avoid it (where there is something to decide), whether it can be changed later and
 * whence this is known; and for each explanation that is too long. The screens must be sound
 * otherwise. */
void screens_lint_help(const struct know *know, struct problem_list *problems,
        struct arena *arena);

/* flow_session.c */
void flow_take_session(struct flow *flow);

/* flow_hash.c */
/* The state of all screens, and of one question: its words, its choices, what its answer may be. */
/* Of what is to be done: words, commands, names. */
const char *flow_step_hash(const struct flow *flow, const struct plan_step *step,
        struct arena *arena);
/* Of what a person gave. */
const char *flow_answers_hash(const struct flow *flow, struct arena *arena);
const char *flow_screens_hash(const struct know *know, struct arena *arena);
const char *flow_question_hash(const struct know *know, const struct question_row *question,
        struct arena *arena);
/* A session of other screens: parks what vanished, notes what asks something else. True: something
 * was to do. */
bool flow_meet_screens(struct flow *flow);

#endif
