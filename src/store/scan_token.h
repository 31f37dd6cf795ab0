/*
 * store/scan_token.h: libconfig's tokens, for scan.c alone.
 *
 * What is wrong with a token itself (its characters, its length, its end) is reported while it is
 * read; what is wrong with its place is the parser's business.
 */
#ifndef STORE_SCAN_TOKEN_H
#define STORE_SCAN_TOKEN_H

#include <stdint.h>

#include "store/scan.h"

enum token_kind {
	TOKEN_END, /* of the text, or of looking */
	TOKEN_NAME,
	TOKEN_EQUALS, /* = or : */
	TOKEN_SEMICOLON,
	TOKEN_COMMA,
	TOKEN_GROUP_OPEN,
	TOKEN_GROUP_CLOSE,
	TOKEN_LIST_OPEN,
	TOKEN_LIST_CLOSE,
	TOKEN_ARRAY_OPEN,
	TOKEN_ARRAY_CLOSE,
	TOKEN_FLAG,
	TOKEN_INTEGER,
	TOKEN_FLOAT,
	TOKEN_TEXT,
	TOKEN_INCLUDE, /* @include with its text; reported */
	TOKEN_WORD,    /* letters and digits that are neither name nor number: mail.contoso.com */
	TOKEN_JUNK,    /* one character that has no place anywhere */
	TOKEN_KINDS
};

struct token {
	enum token_kind kind;
	size_t from, to; /* bytes of the text */
	int line;
	bool first; /* nothing but comments before it on its line */
};

/* A name that a group, still open, has already. */
struct seen_name {
	size_t from, length;
	int line;
};

struct scan {
	const char *text;
	size_t length;
	const struct scan_limits *limits;
	struct problem_list *problems;
	struct arena *arena;
	struct scan_notes notes;
	size_t problem_count; /* of this scan; the list may hold others already */
	bool stopped;         /* no more tokens: too much of something, said already */
	bool ended;           /* the end of the text was met inside brackets, said already */

	size_t at; /* of the next byte to be read */
	int line;
	bool fresh;          /* no token on this line yet */
	struct token token;  /* the one to be judged */
	struct token ahead;  /* and the one behind it */
	size_t last_end;     /* where the token before `token` ended */

	size_t depth;
	size_t open[TOKEN_KINDS]; /* open brackets by the kind of their closing token */
	size_t value_count;
	struct {
		struct seen_name *items;
		size_t count;
		size_t capacity;
	} names; /* a stack: those of the innermost group last */
};

/* Says what is wrong; silent once the scan has stopped. */
void scan_problem(struct scan *scan, int line, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same where the structure is broken: what follows could mean anything. */
void scan_broken(struct scan *scan, int line, const char *format, ...) PRINTF_LIKE(3, 4);
/* No more tokens, from now on; whoever calls it has said why. */
void scan_stop(struct scan *scan);
void scan_edit_add(struct scan *scan, size_t from, size_t to, const char *with);

void token_start(struct scan *scan);   /* fills `token` and `ahead` */
void token_advance(struct scan *scan); /* drops `token` */

/* How a message calls the token: its spelling in double quotes, cut where it is long. */
const char *token_words(const struct scan *scan, const struct token *token);

#endif
