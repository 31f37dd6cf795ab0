/*
 * script.h: PowerShell files: UTF-8 with a byte order mark, because Windows PowerShell reads
 * everything else in the code page of the machine, and CRLF.
 */
#ifndef EMIT_SCRIPT_H
#define EMIT_SCRIPT_H

#include "core/plan.h"

/* The byte order mark. */
void script_begin(struct buf *out);
/* One comment line, `label` before the text: "# label text". */
void script_comment(struct buf *out, const char *label, const char *text);
void script_note(struct buf *out, const char *text); /* without a label */
void script_blank(struct buf *out);
/* Commands as they run; those of cmd.exe as comments that say where to type them, and a stop until
 * that is done. */
void script_commands(struct buf *out, const struct command_list *commands);
/* All of them as comments. */
void script_commands_aside(struct buf *out, const struct command_list *commands);
/* Waits for Enter. */
void script_pause(struct buf *out, const char *prompt);

#endif
