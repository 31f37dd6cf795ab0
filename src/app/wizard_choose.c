/* app/wizard_choose.c: which session, on a whole screen. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <time.h>

#include "store/answerfile.h"
#include "term/terminal.h"
#include "wizard_parts.h"

#define TIME_SIZE 32

struct choice {
	struct wizard *wizard;
	const struct session_entries *entries;
	struct sessions *sessions;
	struct terminal *terminal;
	struct canvas canvas;
	bool over;
};

/* ---- what is known of a session ---- */

static const char *time_words(long long seconds, struct arena *arena)
{
	const time_t when = (time_t)seconds;
	struct tm parts;
	char text[TIME_SIZE];
	if (!localtime_r(&when, &parts) || !strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &parts))
		return "at no time that has a name";
	return arena_strdup(arena, text);
}

/* NULL: nobody has given it. */
static const char *given(const struct flow *flow, const char *path, struct arena *arena)
{
	struct flow_answer answer = flow_answer(flow, path, arena);
	return answer.given && answer.text && *answer.text ? arena_strdup(arena, answer.text) : NULL;
}

static void answers_tell(struct flow *flow, struct session_card *card, struct arena *arena)
{
	flow_begin(flow);
	const struct flow_spot *spot = flow_spot_at(flow, flow_here(flow));
	const char *update = given(flow, "product.update", arena);
	card->organization = given(flow, "organization.name", arena);
	card->product = given(flow, "product.version", arena);
	if (card->product)
		card->product = arena_printf(arena, "Exchange %s%s%s", card->product,
		        update ? " " : "", update ? update : "");
	card->stopped = arena_printf(arena, "%s%s%s, %zu of %zu", spot->screen->title,
	        *spot->instance ? ", " : "", spot->instance, flow_here(flow) + 1, flow_count(flow));
}

static struct session_card card_of(const struct session_entry *entry, struct arena *arena)
{
	return (struct session_card){ .name = entry->name, .path = entry->path,
		.saved = time_words(entry->changed, arena) };
}

struct session_card wizard_card(const struct wizard *wizard, const struct session_entry *entry)
{
	struct arena *arena = wizard->app->arena;
	struct problem_list problems = { 0 };
	struct err err;
	struct session_card card = card_of(entry, arena);
	struct flow *flow = flow_new(&wizard->know, entry->path, wizard->today, NULL);
	card.is_taken = session_is_taken(entry->path);
	if (!answers_read(flow_answers(flow), entry->path, &problems, &err))
		card.problem = arena_strdup(arena, err.text);
	else if (problems.count)
		card.problem = arena_printf(arena, "line %d: %s", problems.items[0].line,
		        problems.items[0].text);
	else
		answers_tell(flow, &card, arena);
	flow_free(flow);
	return card;
}

static void read_card(struct choice *choice, size_t index)
{
	struct session_card card = wizard_card(choice->wizard, &choice->entries->items[index]);
	sessions_tell(choice->sessions, index, &card);
}

/* ---- the screen ---- */

static void paint(struct choice *choice)
{
	size_t rows, columns;
	terminal_size(choice->terminal, &rows, &columns);
	canvas_reset(&choice->canvas, rows, columns);
	sessions_draw(choice->sessions, &choice->canvas);
	terminal_paint(choice->terminal, &choice->canvas);
}

static void take_key(struct choice *choice, const struct key *key, const char *fresh)
{
	enum front_wish wish = sessions_key(choice->sessions, key);
	size_t chosen = sessions_chosen(choice->sessions);
	if (wish == FRONT_SUSPEND)
		terminal_suspend(choice->terminal);
	else if (wish == FRONT_REPAINT)
		terminal_repaint(choice->terminal);
	else if (wish == FRONT_CHOSEN)
		choice->wizard->path =
		        chosen == SESSIONS_NONE ? fresh : choice->entries->items[chosen].path;
	choice->over |= wish == FRONT_CHOSEN || wish == FRONT_QUIT;
}

/* What was typed behind the choice is for the wizard. */
static void take_keys(struct choice *choice, const char *fresh)
{
	struct key key;
	enum terminal_got got = TERMINAL_NOTHING;
	while (!choice->over && (got = terminal_read(choice->terminal, &key)) == TERMINAL_KEY)
		take_key(choice, &key, fresh);
	choice->over |= got == TERMINAL_END;
}

static void take_signal(struct choice *choice)
{
	int number = interrupt_take(&choice->wizard->interrupt);
	if (number != SIGINT)
		choice->wizard->signal = number;
	choice->over = true;
}

static void wait_once(struct choice *choice, const char *fresh)
{
	enum { KEYS, EVENTS, SIGNALS, WATCHED };
	struct pollfd watched[WATCHED] = {
		[KEYS] = { .fd = terminal_input(choice->terminal), .events = POLLIN },
		[EVENTS] = { .fd = terminal_events(choice->terminal), .events = POLLIN },
		[SIGNALS] = { .fd = choice->wizard->interrupt.fd, .events = POLLIN },
	};
	int patience = terminal_patience(choice->terminal);
	size_t unknown = sessions_unknown(choice->sessions);
	int count = poll(watched, WATCHED, unknown == SESSIONS_NONE ? patience : 0);
	/* Only sessions that can be seen are read, one after the other: a large one keeps nobody waiting. */
	if (count == 0 && unknown != SESSIONS_NONE)
		read_card(choice, unknown);
	if (count < 0 && errno != EINTR)
		choice->over = true;
	if (count > 0 && watched[SIGNALS].revents)
		take_signal(choice);
	if (count > 0 && watched[EVENTS].revents)
		terminal_happened(choice->terminal);
	if ((count > 0 && watched[KEYS].revents) || patience >= 0)
		take_keys(choice, fresh);
}

static struct sessions *sessions_of(const struct session_entries *entries, struct arena *arena)
{
	struct session_card *cards = arena_alloc(arena, (entries->count + 1) * sizeof(*cards));
	for (size_t i = 0; i < entries->count; i++)
		cards[i] = card_of(&entries->items[i], arena);
	return sessions_new(cards, entries->count);
}

bool wizard_choose(struct wizard *wizard, const struct session_entries *entries, const char *fresh,
        struct err *err)
{
	if (!wizard_terminal(wizard, err))
		return false;
	struct choice choice = { .wizard = wizard, .entries = entries,
		.sessions = sessions_of(entries, wizard->app->arena), .terminal = wizard->terminal };
	canvas_init(&choice.canvas, terminal_is_ascii(choice.terminal));
	while (!choice.over) {
		paint(&choice);
		wait_once(&choice, fresh);
	}
	if (!wizard->path)
		wizard_terminal_close(wizard);
	canvas_done(&choice.canvas);
	sessions_free(choice.sessions);
	return true;
}
