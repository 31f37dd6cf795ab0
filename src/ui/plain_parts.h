/*
 * plain_parts.h: what the files of the plain front end share.
 */
#ifndef UI_PLAIN_PARTS_H
#define UI_PLAIN_PARTS_H

#include "ui/plain.h"

#define PLAIN_WIDTH 78
/* Bytes of an error; of a longer one the beginning and the end are told. */
#define PLAIN_ERROR_MAX 400

struct plain {
	struct flow *flow;
	struct front_options options;
	struct arena *arena;   /* of the session */
	struct arena *scratch; /* of one line */
	const char *error;     /* stands directly before the prompt */
	const char *notice;    /* stands before the next question */
	const char *unsaved;
	bool quits;             /* somebody was told what would be lost */
	const char *introduced; /* the screen and instance whose text was shown */
	size_t removing;        /* item of a list that is to be confirmed; FLOW_NOWHERE: none */
	const char *kept;       /* the problem of an answer that was shown once, with its path */
	bool returns;           /* the next answer leads back to the review */
	const char *back_to;    /* the question that the review was opened from; NULL: none */
	const char *changed;    /* path of the answer that somebody came back to the review with */
	struct texts reviewed;  /* paths of the questions that there were when he left it */
	bool hinted[ASK_CHECKLIST + 1]; /* how to answer such a question was said */
	const char *collecting; /* path of a list whose items come one a line; NULL: none */
	const char *collected;  /* path of such a list that has ended, until the question is left */
	bool collects_on;       /* that was said */
	bool brief;             /* what stands there has been said: the question alone comes again */
	bool again;             /* so it does now */
	bool meant;             /* a backslash says so: it is no command, and no slip */
	bool asks_new_keys;     /* the next line says whether new keys are to be made */
	struct front_consent consent;
	struct front_keys keys;
	const char *audience;   /* of the checklist; NULL: all */
	enum front_wish wish;
};

/* One kind of question. `take` gives true where the question is over. */
struct plain_kind {
	void (*show)(struct plain *plain, const struct flow_spot *spot, struct buf *out);
	bool (*take)(struct plain *plain, const struct flow_spot *spot, const char *text,
	        struct buf *out);
	const char *hint;  /* what can be typed */
	const char *brief; /* the same for who has heard it; NULL: it is short */
};

extern const struct plain_kind plain_choice, plain_multichoice, plain_boolean, plain_text,
        plain_list, plain_groups, plain_grid, plain_note, plain_gate, plain_names, plain_review,
        plain_proof, plain_write, plain_checklist;

/* lines.c: words on lines. */
/* The words of `text`, from column `column` on, further lines at `indent`; ends the line. */
void lines_words(struct buf *out, const char *text, size_t column, size_t indent);
void lines_printf(struct buf *out, const char *format, ...) PRINTF_LIKE(2, 3);
/* "label: words", further lines indented. */
void lines_labelled(struct buf *out, const char *label, const char *text, size_t indent);

/* plain_ask.c */
/* A number from 1 to `count`, else 0. */
size_t plain_number(const char *text, size_t count);
/* "word rest": does the text begin with the word? `*rest` is what follows. */
bool plain_command(const char *text, const char *word, const char **rest);
/* Gives an answer; false: the error is set. */
bool plain_set(struct plain *plain, const char *path, const char *text);
void plain_fail(struct plain *plain, const char *format, ...) PRINTF_LIKE(2, 3);
/* What was typed here, was not accepted, and what can be done about it. */
void plain_fail_draft(struct plain *plain, struct flow_answer answer);
/* What was typed is forgotten; what was answered before it counts again. False: nothing was. */
bool plain_forget_draft(struct plain *plain, const char *path);
/* Enter, or yes, where there is nothing but to go on. */
bool plain_goes_on(const char *text);
/* How an answer that was not typed came about. */
const char *plain_origin_note(struct flow_answer answer);
bool plain_is_needed(struct plain *plain, const struct flow_spot *spot);
/* What Enter does where nothing stands. */
void plain_show_nothing(struct plain *plain, const struct flow_spot *spot, struct buf *out);
/* Enter: what stands there stays. False: nothing stands there, and something must. */
bool plain_keep(struct plain *plain, const struct flow_spot *spot);
/* "-": what was typed and not accepted, else the answer. True: the question is over. */
bool plain_take_away(struct plain *plain, const struct flow_spot *spot);
/* The answer as a person reads it: yes for true. */
const char *plain_words(const struct flow_spot *spot, const char *text);

/* plain_lists.c */
/* One item of a list, with its number; what came of a change is said with it alone. */
void plain_item(size_t index, const char *text, struct buf *out);
/* The question before a group of answers goes. */
const char *plain_removal(struct plain *plain);
/* False, with an error: the session is open elsewhere, or cannot be written. */
bool plain_editable(struct plain *plain);
/* "2 Redmond": the first word and what follows it. */
const char *plain_two_parts(struct plain *plain, const char *text, const char **rest);

/* plain_grid.c */
/* About a service, or one of its settings: "pop3 security". */
void plain_grid_help(struct plain *plain, const struct flow_spot *spot, const char *about,
        struct buf *out);
/* About all of it: settings by the names that are typed, and only those that there are here. */
void plain_grid_about(struct plain *plain, const struct flow_spot *spot, struct buf *out);

/* plain_plan.c */
/* Old private keys do not fit: asks for new ones. */
void plain_ask_new_keys(struct plain *plain, struct buf *out);
void plain_show_plan(struct plain *plain, struct buf *out);
const char *plain_finding_counts(struct plain *plain, const struct plan *plan);
/* What each client meets; with a number, every attempt of that one. */
void plain_show_proof(struct plain *plain, const char *number, struct buf *out);
/* What would mend it, one below the other. */
void plain_show_fixes(struct plain *plain, const char *label, const struct fix_refs *fixes,
        size_t indent, struct buf *out);

#endif
