/* app/wizard_file.c */
#include "wizard_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/sheet.h"
#include "app/streams.h"
#include "base/text.h"
#include "store/session.h"

#define ENDING ".cfg"
#define NAMES_MAX 999
/* Sessions that are read to tell what they hold: the newest. */
#define CARDS_MAX 40

static const char *state_folder(struct arena *arena)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	if (state && *state == '/')
		return arena_printf(arena, "%s/casplan", state);
	return home && *home ? arena_printf(arena, "%s/.local/state/casplan", home) : NULL;
}

static const char *new_path(const char *folder, struct date today, struct arena *arena)
{
	char day[DATE_TEXT_SIZE];
	date_format(today, day);
	const char *path = arena_printf(arena, "%s/plan-%s" ENDING, folder, day);
	for (int i = 2; i < NAMES_MAX && access(path, F_OK) == 0; i++)
		path = arena_printf(arena, "%s/plan-%s-%d" ENDING, folder, day, i);
	return path;
}

/* "plan: Contoso, Inc.; Exchange 2010 SP3; 2026-11-22 14:05; stopped at Site, 15 of 40" */
static const char *card_words(const struct session_card *card, struct arena *arena)
{
	struct text_list words = { 0 };
	const char *parts[] = { card->problem ? "cannot be read" : card->organization, card->product,
		card->saved, card->is_taken ? "open elsewhere" : NULL };
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		if (parts[i])
			LIST_PUSH(arena, &words, parts[i]);
	}
	return arena_printf(arena, "%s: %s%s%s", card->name,
	        texts_join(arena, texts_of(&words), "; "), card->stopped ? "; stopped at " : "",
	        card->stopped ? card->stopped : "");
}

static void show_sessions(const struct wizard *wizard, const struct session_entries *entries)
{
	struct buf out;
	buf_init(&out);
	buf_puts(&out, "Sessions begun earlier:\n");
	for (size_t i = 0; i < entries->count; i++) {
		const struct session_entry *entry = &entries->items[i];
		struct session_card card = { .name = entry->name };
		buf_printf(&out, "%2zu  ", i + 1);
		if (i < CARDS_MAX)
			card = wizard_card(wizard, entry);
		sheet_words(&out, i < CARDS_MAX ? card_words(&card, wizard->app->arena) : card.name, 4,
		        6);
	}
	buf_puts(&out, " 0  a new one\nType a number; Enter goes on with 1, \"q\" leaves.\n");
	stdout_add(&out);
	buf_done(&out);
}

static void show_prompt(const char *error)
{
	struct buf out;
	buf_init(&out);
	if (error)
		buf_printf(&out, "Error: %s\n", error);
	buf_puts(&out, "> ");
	stdout_add(&out);
	buf_done(&out);
	stdout_flush();
}

/* Without the blanks and the other half of a line end of Windows. */
static const char *line_words(struct buf *line)
{
	while (line->length && strchr(" \t\r", line->data[line->length - 1]))
		line->data[--line->length] = '\0';
	return line->length ? line->data + strspn(line->data, " \t") : "";
}

/* True: the line is an answer. */
static bool take_number(const char *line, const struct session_entries *entries,
        const char *fresh, const char **path)
{
	char *end;
	unsigned long number = strtoul(line, &end, 10);
	if (text_equal(line, "q"))
		*path = NULL;
	else if (!*line)
		*path = entries->items[0].path;
	else if (*end || *line < '0' || *line > '9' || number > entries->count)
		return false;
	else
		*path = number ? entries->items[number - 1].path : fresh;
	return true;
}

bool wizard_choose_line(struct wizard *wizard, const struct session_entries *entries,
        const char *fresh, struct err *err)
{
	const char *error = NULL;
	struct buf line;
	bool over = false;
	(void)err;
	buf_init(&line);
	show_sessions(wizard, entries);
	while (!over) {
		int number = 0;
		show_prompt(error);
		if (lines_read(&wizard->lines, &wizard->interrupt, &line, &number) != LINES_LINE) {
			wizard->signal = number;
			break;
		}
		over = take_number(line_words(&line), entries, fresh, &wizard->path);
		error = "there is no such number; 0 begins a new one";
	}
	buf_done(&line);
	return true;
}

enum status wizard_find(struct wizard *wizard)
{
	const struct app *app = wizard->app;
	struct err err;
	if (app->cli->operands.count) {
		wizard->path = app->cli->operands.items[0];
		return STATUS_FINE;
	}
	const char *folder = state_folder(app->arena);
	if (!folder)
		return failure_print(STATUS_WRONG, "neither XDG_STATE_HOME nor HOME says where "
		                                   "sessions are; name a FILE");
	if (!session_folder_make(folder, &err))
		return failure_print(STATUS_ENVIRONMENT, "%s", err.text);
	struct session_entries entries = session_list(folder, app->arena);
	const char *fresh = new_path(folder, wizard->today, app->arena);
	if (!entries.count)
		wizard->path = fresh;
	else if (!wizard->front->choose(wizard, &entries, fresh, &err))
		return failure_print(STATUS_ENVIRONMENT, "%s", err.text);
	return STATUS_FINE;
}

const char *wizard_folder(const struct app *app, const char *path)
{
	const char *folder = cli_value(app->cli, OPTION_OUTPUT);
	size_t length = strlen(path);
	if (folder)
		return folder;
	if (text_ends(path, ENDING))
		length -= strlen(ENDING);
	return arena_printf(app->arena, "%.*s.plan", (int)length, path);
}
