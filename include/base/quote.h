/*
 * base/quote.h: one function for each language that a value can land in.
 *
 * Every value that came from a person goes through one of these on its way to an output; no other
 * code writes a quote or an escape. All append to `out`. Texts are valid UTF-8 without control
 * characters (the reader of answers has seen to that), but each function is safe for any bytes:
 * unless it says otherwise, control characters, line separators and bidi controls become spaces,
 * and malformed bytes U+FFFD.
 */
#ifndef BASE_QUOTE_H
#define BASE_QUOTE_H

#include <stdbool.h>

#include "base/buf.h"

/* PowerShell: a whole single-quoted string. U+2018 to U+201B end such a string too and are doubled
 * like the ASCII quote (about_Quoting_Rules). */
void quote_powershell(struct buf *out, const char *text);
/* cmd.exe has no quoting that holds for every value: gives false, and writes nothing, unless all
 * characters are letters, digits or one of - . _ : / @ (host names, addresses, numbers), and the
 * first is no sign of a switch (/ or -). */
bool quote_cmd(struct buf *out, const char *text);
/* Markdown running text (CommonMark): a character with a meaning gets a backslash, < & > an entity.
 * Where it has none, it stays, so that the text reads well as it is: the underscores and backslashes
 * of C:\\Program_Files, and addresses, which some renderers make links of. */
void quote_markdown(struct buf *out, const char *text);
/* The same for a cell of a table: a bar cannot end it. (In a code span nothing but the renderer's
 * own rule for bars helps: text with bars does not belong into a code span in a cell.) */
void quote_markdown_cell(struct buf *out, const char *text);
/* Markdown code span, with as many backticks as the text demands. */
void quote_markdown_code(struct buf *out, const char *text);
/* JSON string with its double quotes. Control, bidi and invisible characters, U+2028 and U+2029,
 * and "<" before "/" or "!" are escaped: it can go to a terminal or into a script element. */
void quote_json(struct buf *out, const char *text);
/* HTML text and double-quoted attribute values. */
void quote_html(struct buf *out, const char *text);
/* CSV field with its double quotes (RFC 4180); a text that a spreadsheet would run as a formula
 * gets an apostrophe in front (CWE-1236). */
void quote_csv(struct buf *out, const char *text);
/* A name or address in a DNS master file or for nsupdate: letters, digits and - _ . : * stand for
 * themselves, every other byte as \DDD (RFC 1035 section 5.1). The dot that ends an absolute name is
 * the caller's. */
void quote_dns(struct buf *out, const char *text);
/* A comment in a DNS master file, a script or an INF file: one line of printable ASCII, everything
 * else as '?'. Not for cmd files, where % and ^ live even behind rem. */
void quote_comment(struct buf *out, const char *text);
/* libconfig string with its double quotes. */
void quote_libconfig(struct buf *out, const char *text);
/* X.500 name value as CertStrToName reads it: in double quotes where a special character demands
 * it, inner double quotes doubled. Not yet quoted for the language around it. */
void quote_x500(struct buf *out, const char *text);
/* INF value: double quotes around, inner ones doubled, percent signs doubled. */
void quote_inf(struct buf *out, const char *text);
/* What may go to a terminal: control and hostile characters as '?'. */
void quote_terminal(struct buf *out, const char *text);
/* A file name: every byte outside A-Z a-z 0-9 . - as %XX (CONTRACT N4). What would be longer than
 * 180 bytes is cut, and a number made of the whole text put behind it. */
void quote_filename(struct buf *out, const char *text);

#endif
