/*
 * full_parts.h: what the files of the full-screen front end share.
 *
 * Nearly every question is a list of rows: a kind makes the rows anew whenever an answer changed, and
 * says what a key does to the row under the cursor. Moving, scrolling and drawing are the list's.
 */
#ifndef UI_FULL_PARTS_H
#define UI_FULL_PARTS_H

#include "base/list.h"
#include "page.h"
#include "ui/editor.h"
#include "ui/full.h"
#include "ui/layout.h"

struct row {
	const char *mark; /* "(*)", "[x]", "!"; NULL: none */
	const char *text;
	const char *note; /* behind the text; NULL: none */
	enum style style;
	unsigned char indent;
	bool heading;     /* the cursor passes over it */
	bool yields;      /* the note matters more: where both do not fit, the text is cut for it */
	int what;         /* the kind's own word for what this is, ... */
	size_t index;     /* ... and which of them */
	const void *item;
};

struct row_list LIST_OF(struct row);

struct rows {
	struct row_list list;
	size_t focus, top;
	size_t shown; /* rows of the box when it was drawn last */
	size_t first; /* row of the screen where the first shown one stands */
};

enum taken {
	TAKEN_NOT,  /* the key means nothing here */
	TAKEN,
	TAKEN_DONE, /* and the question is over */
};

struct hint {
	const char *key;
	const char *twin; /* for lines that lose function keys; NULL: none */
	const char *word;
	const char *brief; /* on narrow screens; NULL: not shown there */
};

struct hints {
	const struct hint *items;
	size_t count;
};

#define HINTS(array)                                                                               \
	{                                                                                          \
		(array), sizeof(array) / sizeof(*(array))                                          \
	}

/* One kind of question. Members may be NULL. */
struct full_kind {
	void (*fill)(struct full *full);  /* rows, after each change */
	void (*begin)(struct full *full); /* the question was come to; there are rows */
	enum taken (*key)(struct full *full, const struct key *key);
	void (*moved)(struct full *full); /* a click moved the cursor */
	void (*leave)(struct full *full); /* keeps what is typed */
	size_t (*wanted)(const struct full *full); /* rows of the screen; NULL: one for each row */
	void (*draw)(struct full *full, struct canvas *canvas, struct box box); /* NULL: rows */
	void (*explain)(struct full *full, struct page *page); /* NULL: the question's help */
	bool long_list; /* the rows matter more than the explanation */
	bool from_end;  /* rows come and go above the cursor, which stays where it is from the last one */
	struct hints hints; /* all of them, as the help lists them */
	struct hints (*hints_now)(struct full *full); /* where the cursor is; NULL: all */
};

/* Something that lies over the question until it is closed. */
struct over_kind {
	void (*draw)(struct full *full, struct canvas *canvas, struct box box);
	void (*key)(struct full *full, const struct key *key);
	struct hints hints;
};

/* A text field. */
struct text_field {
	bool is_open;
	struct editor editor;
	char *before; /* what it held at first; the field's own */
	size_t item;  /* which item of a list is edited; FLOW_NOWHERE: a new one */
	bool gives_way; /* the first typed character replaces it */
};

/* What is typed and never shown. It is in this place only, and changes by its end: no editor, no history. */
struct secret {
	char text[FRONT_SECRET_MAX + 1];
	size_t length;
};

/* The plan as it would be with the choice under the cursor. */
struct preview {
	struct arena *arena;
	struct page *page; /* NULL: none yet */
	size_t width;
	bool is_known;
};

struct full {
	struct flow *flow;
	struct front_options options;
	struct arena *arena;   /* of the session */
	struct arena *view;    /* of the rows; made anew after each change */
	struct arena *scratch; /* of one key */
	struct arena *paint;   /* of one drawing */

	/* the question */
	struct flow_spot spot; /* its texts are the flow's */
	const struct full_kind *kind;
	const char *path;
	struct rows rows;
	struct flow_choices choices;
	struct page **explained; /* of the choices, as far as they were looked at; of the view */
	struct text_field field;
	size_t row, column, left; /* of a grid: the cell, and the first column that is shown */
	size_t room;              /* for its columns, when it was drawn last */
	bool stale;               /* rows are to be made anew */
	struct text_list unfolded; /* branches of the proof */
	const char *audience;      /* of the checklist; NULL: all */

	/* around it */
	const char *error;     /* until the next key */
	const char *notice;    /* until the next key after it was drawn */
	bool notice_is_drawn;
	const char *unsaved;
	const char *looked_at; /* path of an answer with a problem that was shown once */
	const char *back_to;   /* the question that the review was opened from; NULL */
	size_t back_row;       /* where the cursor stood there */
	bool returns;          /* after this answer, back to the review */
	const char *reviewed;  /* what the review was left for: an answer's path, or a finding's row */
	size_t subject;        /* what is asked about, an index */
	size_t help_top, help_rows, help_shown;
	struct preview preview;
	bool is_ranked; /* nothing is left to be found out about the choices */

	/* over it */
	const struct over_kind *over; /* NULL: nothing */
	const char *over_title;
	struct arena *over_arena;
	size_t page_top, page_shown;
	struct flow_preview judged; /* whose proof lies over the question */
	struct row judgement;       /* of it, that help was asked for */
	const char *page_seek; /* the line that is to be at the top; NULL: none */
	struct rows under; /* rows of the question while rows of something else are shown */
	const char *question;
	struct editor reply;
	void (*answered)(struct full *full, const char *text);
	void (*build)(struct full *full, struct page *page); /* makes the page for a width */
	const struct plan_step *step;

	/* the screen, as it was drawn last */
	bool waits, wide, explains, ascii;
	size_t side_columns;

	const char *print;
	struct front_consent consent;
	struct secret secrets[2]; /* the passphrase, and what is typed to compare */
	bool compares;            /* the second one is being typed */
	size_t keys_done, keys_count; /* while the plan is written */
	const char *said;         /* how that went */
	struct front_keys keys;
	enum front_wish wish;
};

extern const struct full_kind full_choice, full_multichoice, full_gate, full_note, full_text,
        full_list, full_groups, full_grid, full_names, full_proof, full_review, full_write,
        full_checklist;

/* full.c */
struct arena *arena_renew(struct arena *arena); /* empty; NULL is allowed */
void full_fail(struct full *full, const char *format, ...) PRINTF_LIKE(2, 3);
/* Is a change allowed? False: the error is set. */
bool full_may_change(struct full *full);
/* Gives an answer. False: the error is set. */
bool full_set(struct full *full, const char *path, const char *text);
/* Answers changed: rows are made anew after this key, ... */
void full_changed(struct full *full);
/* ... or now. */
void full_refresh(struct full *full);
/* The same where answers did not change, and more is known of the choices. */
void full_fill(struct full *full);
/* The items of the list, or of what was typed instead. */
struct texts full_items(struct full *full);
/* The question is over. */
void full_go_on(struct full *full);
/* Goes to a question; what is typed here stays as a draft. */
void full_go(struct full *full, size_t index);
struct flow_answer full_answer(struct full *full);
/* Must something stand here that does not? */
bool full_is_needed(struct full *full);

/* full_rows.c */
struct row *rows_add(struct full *full, const char *text);
const struct row *rows_focused(const struct full *full);
void rows_focus_first(struct rows *rows);
/* The cursor on a row where it may stand, after rows came or went. */
void rows_settle(struct rows *rows);
enum taken rows_key(struct rows *rows, const struct key *key);
void rows_draw(struct rows *rows, struct canvas *canvas, struct box box);
/* The same where no explanation is seen: below it stands what is cut of the row under the cursor. */
void rows_draw_telling(struct rows *rows, struct canvas *canvas, struct box box,
        struct arena *arena);
/* The row at a place of the screen gets the cursor; false: there is none. */
bool rows_click(struct rows *rows, size_t row);

/* full_draw.c: the frame of every screen */
void frame_title(struct canvas *canvas, struct box box, const char *left, const char *right,
        enum style style);
void frame_keys(struct canvas *canvas, struct box box, struct hints here, struct hints always);
/* The rule above the explanation. */
void frame_about(struct canvas *canvas, struct box box, const char *about);
/* Instead of everything: the screen is too small. */
void frame_wait(struct canvas *canvas, struct arena *paint);

/* full_field.c */
void field_open(struct full *full, size_t item, const char *text);
void field_close(struct full *full);
bool field_is_open(const struct full *full);
bool field_is_changed(const struct full *full);
/* Keys that edit. A paste is taken as one text. */
enum taken editor_key(struct full *full, struct editor *editor, const struct key *key);
void editor_draw(struct full *full, struct editor *editor, struct canvas *canvas, size_t row,
        size_t column, size_t width);
/* What can be done with a field, below it, as far as there are rows. */
void field_words(struct full *full, struct canvas *canvas, struct box box, const char *words);

/* full_explain.c */
void full_explain(struct full *full, struct page *page);
void explain_help(struct page *page, struct flow_help_list help);
void explain_question(struct full *full, struct page *page);
/* What would mend it, as far as that is known. */
void explain_fixes(struct page *page, const struct fix_refs *fixes);
void explain_plan(struct full *full, struct page *page, struct flow_preview preview);
void summary_put(struct page *page, struct flow_preview preview);
enum style severity_style(enum severity severity);
const char *severity_mark(enum severity severity); /* one letter */
enum style result_style(enum result result);
/* Titles of its parts. */
#define STEP_CHECK "Check that it worked"
#define STEP_UNDO "Way back"
void explain_step(struct page *page, const struct plan_step *step);

/* full_over.c */
void over_close(struct full *full);
/* False: the key is not for it, and works as it does everywhere. */
bool over_key(struct full *full, const struct key *key);
void over_help(struct full *full);
void over_plan(struct full *full);
void over_proof(struct full *full);
void over_step(struct full *full, const struct plan_step *step);
/* Text that scrolls, with keys of its own before those of a page. */
void over_page(struct full *full, const struct over_kind *kind, const char *title,
        void (*build)(struct full *full, struct page *page));
/* The first line to be shown after a key, where `shown` are; it may be too far down. */
size_t page_scrolled(size_t top, size_t shown, const struct key *key);
/* Draws from `top` on, which is taken back where it is too far down, and tells what is above and below. */
void page_draw_from(const struct page *page, size_t *top, struct canvas *canvas, struct box box);
void page_over_draw(struct full *full, struct canvas *canvas, struct box box);
void page_over_key(struct full *full, const struct key *key);
/* Asks for one line, or whether it shall be so. */
void over_ask(struct full *full, const char *question,
        void (*answered)(struct full *full, const char *text));
void over_confirm(struct full *full, const char *question,
        void (*answered)(struct full *full, const char *text));
/* The same for what cannot be taken back. */
void over_confirm_loss(struct full *full, const char *question,
        void (*answered)(struct full *full, const char *text));

/* full_keys.c: private keys that are there and do not fit */
/* Asks whether new ones shall be made, which then are written with the plan. */
void over_old_keys(struct full *full);
void old_keys_explain(struct full *full, struct page *page);

/* full_secret.c: what is asked, and shown, while the plan is written */
void over_secret(struct full *full);
void secrets_wipe(struct full *full);
/* How it went. */
void over_said(struct full *full, bool done, const char *said);

/* full_finish.c */
/* Writes, or asks first whether it may. */
void write_start(struct full *full);
/* Instead of rows that need a plan. */
void incomplete_fill(struct full *full);
/* Done, or open again. */
void step_turn(struct full *full, const struct plan_step *step);

/* full_proof.c: the proof as a tree, also over a question */
void proof_fill(struct full *full, struct flow_preview *preview);
enum taken proof_key(struct full *full, const struct key *key);
void proof_explain(struct full *full, struct page *page);

/* full_side.c: the plan beside the question */
void side_draw(struct full *full, struct canvas *canvas, struct box box);
void preview_drop(struct full *full);
/* With the choice under the cursor; memory is the arena's or the flow's. */
struct flow_preview preview_make(struct full *full, struct arena *arena);
/* "The plan so far:" or "With RSA:"; of the paint arena. */
const char *preview_words(struct full *full);

#endif
