/*
 * core/flow.h: the wizard's engine: what is asked, what comes next, what an answer does. It knows no
 * terminal and no file; every front end calls it, and none of them owns a condition.
 *
 * A session is a tree of answers, each with its origin, and beside it drafts (typed, not valid yet),
 * parked answers (to questions that do not apply at present), ticked steps and a position. After
 * each change the engine knows anew which questions apply, what is wrong, and, once nothing is
 * missing, the plan.
 *
 * Pointers to spots, problems, choices and plans are valid until the next change; texts handed in
 * are copied. Paths are answer paths: "forests[0].sites[1].namespace".
 */
#ifndef CORE_FLOW_H
#define CORE_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "core/answers.h"
#include "core/plan.h"
#include "core/proof.h"
#include "know/know.h"

#define FLOW_DEPTH 3 /* lists inside each other: forests, sites, server_addresses */
#define FLOW_NOWHERE ((size_t)-1)

enum question_kind {
	ASK_CHOICE,
	ASK_MULTICHOICE,
	ASK_TEXT,
	ASK_NUMBER,
	ASK_BOOLEAN,
	ASK_LIST,
	ASK_GROUPS, /* a list of groups, each called by its first member */
	ASK_GRID,   /* services, and what each of them has */
	ASK_NOTE,   /* from here on without an answer */
	ASK_GATE,   /* are the further questions of this screen wanted? */
	ASK_NAMES,
	ASK_REVIEW,
	ASK_PROOF,
	ASK_WRITE,
	ASK_CHECKLIST,
};

/* A question that applies, in one instance. */
struct flow_spot {
	const struct index_row *place;
	const struct screen_row *screen;
	const struct question_row *question;
	const struct schema_row *row; /* NULL: it asks for no answer */
	enum question_kind kind;
	size_t at[FLOW_DEPTH]; /* which forest, site, ... */
	size_t depth;
	const char *path;     /* of the answer; without one, of the instance and the question's word */
	const char *hosts;    /* of a grid with a column of hosts: what it is below; NULL: it has none */
	const char *instance; /* "forest contoso, site Redmond"; "" where the screen comes once */
	const char *innermost; /* of it: "site Redmond" */
};

struct flow;

/* `forced`: --date; NULL: not given. `file` is what messages call the session. */
struct flow *flow_new(const struct know *know, const char *file, struct date today,
        const struct date *forced);
void flow_free(struct flow *flow); /* NULL is allowed */
/* To be filled by a reader of files before flow_begin. */
struct answers *flow_answers(struct flow *flow);
/* Takes out the session that the answers hold, if any, and finds the position. Answers without a
 * session were written by hand: going on then stops only where something is missing. */
void flow_begin(struct flow *flow);

/* Where we are. */
size_t flow_count(const struct flow *flow);
const struct flow_spot *flow_spot_at(const struct flow *flow, size_t index);
/* With texts of its own, for who goes on with it after a change. */
struct flow_spot flow_spot_copy(const struct flow_spot *spot, struct arena *arena);
size_t flow_here(const struct flow *flow);
void flow_go(struct flow *flow, size_t index);
/* False: there is nothing further in this direction. Neither checks or loses anything. */
bool flow_next(struct flow *flow);
bool flow_back(struct flow *flow);
/* The question that the path, or the longest part of it, belongs to; FLOW_NOWHERE: none asks it. */
size_t flow_find(const struct flow *flow, const char *path);
/* The closed gate that hides the question for this answer; FLOW_NOWHERE: none does. */
size_t flow_gate_over(const struct flow *flow, const char *path);
/* Has something changed that a session file should hold? Cleared by flow_saved. */
bool flow_is_changed(const struct flow *flow);
bool flow_only_missing(const struct flow *flow);
/* From now on every question is met again. */
void flow_ask_all(struct flow *flow);

/* The first question below a list of groups that a person must answer although it has a default;
 * FLOW_NOWHERE: none is left. */
size_t flow_insisted(const struct flow *flow, const char *list);
/* What an answer may be; NULL: there is no such answer. */
const struct schema_row *flow_row(const struct flow *flow, const char *path);

/* What is known about an answer. */
struct flow_answer {
	const char *text;  /* the value; NULL: none, and no default */
	bool given;        /* by a person; otherwise the text is a default or derived */
	enum origin origin;
	const char *draft; /* NULL: none */
	const char *draft_problem;
};

struct flow_answer flow_answer(const struct flow *flow, const char *path, struct arena *arena);
/* The items of a list, given or by default. */
struct texts flow_items(const struct flow *flow, const char *path, struct arena *arena);

/* Gives an answer. False: the text is not what the question wants; it became a draft, `*problem`
 * says why, and the answer that was there stays. Lists: items with commas, blanks or line ends
 * between. Flags: true, false, yes, no. */
bool flow_set(struct flow *flow, const char *path, const char *text, const char **problem);
/* Leaves a name off the certificates, or takes it back there. False with a reason: it must stand there, or
 * was not left out on purpose. */
bool flow_leave_out(struct flow *flow, const char *name, bool out, const char **problem);
/* The items of such a text for a row of kind list or groups: between them line ends, commas,
 * semicolons, tabs, and blanks where the row's items have none. */
struct texts flow_split(const struct schema_row *row, const char *text, struct arena *arena);
/* Takes an answer and its draft away: the default counts again. */
void flow_clear(struct flow *flow, const char *path);
/* Keeps what was typed and not accepted; the answer that was there stays. NULL: nothing is kept. */
void flow_draft(struct flow *flow, const char *path, const char *text);
void flow_open_gate(struct flow *flow, const char *path, bool open);
/* Open: further questions of its screen follow. */
bool flow_gate_is_open(const struct flow *flow, const char *path);
/* The last of those questions, or the gate itself. */
size_t flow_gate_end(const struct flow *flow, const char *path);

/* Lists of groups. `names` with commas or line ends between; nothing is added where one is wrong. */
size_t flow_group_count(const struct flow *flow, const char *path);
const char *flow_group_name(const struct flow *flow, const char *path, size_t index);
bool flow_group_add(struct flow *flow, const char *path, const char *names, const char **problem);
bool flow_group_rename(struct flow *flow, const char *path, size_t index, const char *name,
        const char **problem);
void flow_group_remove(struct flow *flow, const char *path, size_t index);
void flow_group_move(struct flow *flow, const char *path, size_t from, size_t to);

/* The cells of a grid: rows are services of the release, columns members of each. The grid of the
 * services has a column "host" as long as one site alone is Internet-facing. */
struct flow_grid {
	struct texts services; /* ids */
	struct texts columns;  /* names of members; one empty text: the service itself is the answer */
};

struct flow_grid flow_grid(const struct flow *flow, const struct flow_spot *spot,
        struct arena *arena);
/* The path of a cell, or NULL where the service does not have it. */
const char *flow_cell(const struct flow *flow, const struct flow_spot *spot, const char *service,
        const char *column, struct arena *arena);
/* What the screens say of a column (its label for one); NULL: nothing. */
const struct column_row *flow_column(const struct flow_spot *spot, const char *column);

struct flow_choice {
	const char *value;
	const char *label;
	const char *note;   /* beside the label: the ranking's reason, a date; NULL: none */
	const char *verdict; /* of the advice, where it is for or against it: the explanation says more */
	const char *unless; /* not NULL: not offered, because of this */
	struct texts reasons;         /* of its place in a ranking, in sentences */
	const struct choice_row *row; /* NULL: the choice is a row of a table */
	const void *fact;
	const struct shape *shape; /* of `fact` */
};

struct flow_choices LIST_OF(struct flow_choice);

/* Of kinds choice, multichoice and boolean. Ranked ones are planned, once for each state of the
 * answers. */
struct flow_choices flow_choices(const struct flow *flow, const struct flow_spot *spot,
        struct arena *arena);
/* What rules a ranked choice out takes many plans more. Looks into one of them, while nobody waits:
 * true where its reasons may have grown (flow_choices and flow_explain give them), false where nothing
 * is left to do. */
bool flow_look_closer(const struct flow *flow);
/* What a cell of this column can be; none where it is typed. */
struct flow_choices flow_cell_choices(const struct flow_spot *spot, const char *column,
        struct arena *arena);

enum flow_help_kind {
	HELP_ABOUT,
	HELP_NOTE,   /* what it comes to with these answers, and why it has its place */
	HELP_UNLESS, /* why it is not offered */
	HELP_ADVICE,
	HELP_FOR,
	HELP_AGAINST,
	HELP_NEEDS,
	HELP_CONSEQUENCE,
	HELP_CHOOSE,
	HELP_AVOID,
	HELP_COLUMN, /* of a grid */
	HELP_DEFAULT,
	HELP_LATER,
	HELP_SOURCE,
};

/* An explanation in labelled parts. */
struct flow_help {
	const char *label; /* "" where the text stands for itself */
	const char *text;
	enum flow_help_kind kind;
};

struct flow_help_list LIST_OF(struct flow_help);

/* Of a choice: no more than FLOW_HELP_LINES lines of FLOW_HELP_COLUMNS, of which FLOW_NOTE_LINES are
 * kept for what only a ranking with real answers tells (the lint sees to it). */
#define FLOW_HELP_COLUMNS 78
#define FLOW_HELP_LINES 18
#define FLOW_NOTE_LINES 3

/* `choice` NULL: of the question. */
struct flow_help_list flow_explain(const struct flow *flow, const struct flow_spot *spot,
        const struct flow_choice *choice, struct arena *arena);
/* Of a cell of a grid, or of one of its choices. */
struct flow_help_list flow_explain_cell(const struct flow *flow, const struct flow_spot *spot,
        const char *service, const char *column, const struct flow_choice *choice,
        struct arena *arena);
/* Its lines, where each part is "label: text" and further lines of a part are indented by two. */
size_t flow_help_lines(const struct flow_help_list *list, size_t columns);

/* What stands in the way of writing, drafts first, in the order of the questions. */
struct flow_problem {
	const char *path;
	size_t spot; /* index, or FLOW_NOWHERE */
	bool is_missing;
	const char *text;
};

struct flow_problems LIST_OF(struct flow_problem);

const struct flow_problems *flow_problems(const struct flow *flow);
/* Nothing does: drafts among it, although there may be a plan of what was accepted before. */
bool flow_is_ready(const struct flow *flow);
/* The first problem of the answer at `path`; NULL: none. */
const struct flow_problem *flow_problem_of(const struct flow *flow, const char *path);
/* Answers, and texts that were typed, kept for the case that their questions apply again. */
struct flow_kept {
	const char *path, *text;
};

struct flow_kept_list LIST_OF(struct flow_kept);

struct flow_kept_list flow_parked(const struct flow *flow, struct arena *arena);
/* Answers of a file that no question asks for at present. They count all the same, until somebody puts
 * them aside; false: it is asked for, or no such answer. */
struct flow_kept_list flow_unasked(const struct flow *flow, struct arena *arena);
bool flow_put_aside(struct flow *flow, const char *path);

/* Somebody went on from the question without the answer that it must have. */
bool flow_is_skipped(const struct flow *flow, const char *path);
/* The session is of older screens, and the question is new or asks something else: until it is
 * answered, or somebody goes on from it. */
bool flow_is_renewed(const struct flow *flow, const char *path);
/* What has to be told once at the beginning, in sentences: what older screens came to, what is in the
 * session. */
struct texts flow_news(const struct flow *flow, struct arena *arena);

/* The plan of the answers as they are, a sketch (core/plan.h); plan NULL: something is missing. */
struct flow_preview {
	struct plan *plan;
	struct proof *proof;
	bool is_advised; /* findings and verdicts have what would mend them */
};

struct flow_preview flow_preview(struct flow *flow);
/* The same with what would mend it (core/advise.h): many plans, once for each state of the answers. */
struct flow_preview flow_advised(struct flow *flow);
/* Is that known, or nothing to be known? */
bool flow_is_advised(const struct flow *flow);
/* Works it out for this one or one of flow_what_if, where it is not known. */
void flow_advise(struct flow *flow, struct flow_preview *preview);
/* The same with the words of its steps. */
struct flow_preview flow_checklist(struct flow *flow);
/* The plan as it would be with another answer; memory is the arena's. */
struct flow_preview flow_what_if(const struct flow *flow, const char *path, const char *text,
        struct arena *arena);
/* Who would be worse off without a name on the certificates; sentences. */
struct texts flow_without_name(struct flow *flow, const char *name, struct arena *arena);
/* The same of one that was left out on purpose: who is worse off now. */
struct texts flow_missed_name(struct flow *flow, const char *name, struct arena *arena);

/* Findings that somebody accepts; without a reason that is taken back. False: an error cannot be
 * acknowledged. */
bool flow_acknowledge(struct flow *flow, const struct plan_finding *finding, const char *reason);

/* Was the plan written, and from these very answers? */
enum flow_written {
	FLOW_NOT_WRITTEN,
	FLOW_WRITTEN_OTHERS, /* answers have changed since */
	FLOW_WRITTEN,
};

enum flow_written flow_written(const struct flow *flow);
/* It has just been written. */
void flow_set_written(struct flow *flow);

/* The checklist. */
enum step_state {
	STEP_OPEN,
	STEP_DONE,
	STEP_SKIPPED,
	STEP_CHANGED, /* it was done, and is another one now: other names, other commands */
};

/* Of a step of flow_checklist. */
enum step_state flow_step(const struct flow *flow, const struct plan_step *step, const char **reason);
/* Not STEP_CHANGED; `reason` counts for STEP_SKIPPED only. */
void flow_step_set(struct flow *flow, const struct plan_step *step, enum step_state state,
        const char *reason);

/* The answers and the session as a tree to be written (emit_session); memory is the arena's. */
const struct answers *flow_saved(struct flow *flow, struct arena *arena);

#endif
