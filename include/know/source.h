/*
 * know/source.h: the documents that rows of knowledge cite.
 */
#ifndef KNOW_SOURCE_H
#define KNOW_SOURCE_H

struct source_row {
	const char *id;    /* "white-paper" */
	const char *title; /* what a reader would look for */
	const char *brief; /* the same in a few words, where there is little room; NULL: the title */
	const char *where; /* address, number or publisher */
	const char *read;  /* the day somebody read it, or "" */
};

/* `source` members of other rows hold "id" or "id: section". */

#endif
