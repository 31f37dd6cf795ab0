/*
 * store/scan.h: the first look at a libconfig text from outside. Linear in its length, and with
 * bounded memory: what libconfig 1.5 cannot stand never reaches it.
 *
 * The grammar is libconfig's own, and a little less: control and invisible characters, texts that
 * run over the end of a line, @include, numbers that do not fit 32 bits, and words like "12ab" or
 * "a.b" (where libconfig would see two tokens) are refused. A text must get a line feed at its end
 * before libconfig reads it: 1.5 takes a comment on an unfinished last line for a syntax error.
 */
#ifndef STORE_SCAN_H
#define STORE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/problem.h"

struct scan_limits {
	size_t file_bytes;
	size_t token_bytes;   /* one text with its joined pieces, comment, name or number */
	size_t depth;         /* of brackets inside each other */
	size_t group_names;   /* names in one group: libconfig compares each with all before it */
	size_t values;        /* settings and items in the file: each costs some 250 bytes later */
	size_t problems;      /* after so many it stops looking, and says so */
};

extern const struct scan_limits scan_default_limits;

/* True where nothing is wrong. Problems go to `problems` with their lines; the text need not be
 * NUL-terminated. */
bool scan_text(const char *text, size_t length, const struct scan_limits *limits,
        struct problem_list *problems, struct arena *arena);

/* What a text becomes so that the rest of it can be judged in the same run. */
struct scan_edit {
	size_t from, to;  /* bytes */
	const char *with; /* instead of them; borrowed */
};

struct scan_edits LIST_OF(struct scan_edit);
struct scan_lines LIST_OF(int);

/* What a scan notes for whoever reads the text afterwards. */
struct scan_notes {
	/* One line for each setting and each item of a list, in file order, what contains others
	 * before them. libconfig's own are off by some lines for texts in lists. */
	struct scan_lines lines;
	struct scan_edits edits; /* by `from`, not inside each other */
	/* Whatever is wrong is inside single values or names: with the edits made, libconfig may
	 * read the text. False: the structure itself is broken. */
	bool sound;
};

/* Stands in a mended text for a value that was refused; no text from outside can hold it. */
#define SCAN_REFUSED "\001"

/* scan_text, with notes; all memory is the arena's. */
bool scan_text_noting(const char *text, size_t length, const struct scan_limits *limits,
        struct problem_list *problems, struct arena *arena, struct scan_notes *notes);
/* Appends the text with the edits made, and a line feed. Line numbers stay as they are. */
void scan_mend(const char *text, size_t length, const struct scan_edits *edits, struct buf *out);

#endif
