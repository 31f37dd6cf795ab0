/* ui/plain_ask.c: questions with one answer. */
#include <string.h>

#include "base/text.h"
#include "plain_parts.h"

size_t plain_number(const char *text, size_t count)
{
	size_t number = 0, digits = strspn(text, "0123456789");
	if (digits == 0 || digits > 6 || text[digits])
		return 0;
	for (; *text; text++)
		number = number * 10 + (size_t)(*text - '0');
	return number <= count ? number : 0;
}

bool plain_command(const char *text, const char *word, const char **rest)
{
	size_t length = strlen(word);
	if (strncmp(text, word, length) != 0 || (text[length] && text[length] != ' '))
		return false;
	*rest = text + length + strspn(text + length, " ");
	return true;
}

/* What was typed may be quoted in it, and that may be long: the beginning and the end will do. */
static const char *shortened(struct plain *plain, const char *text)
{
	size_t length = strlen(text), half = PLAIN_ERROR_MAX / 2, from = length - half;
	if (length <= PLAIN_ERROR_MAX)
		return text;
	while (((unsigned char)text[half] & 0xc0) == 0x80)
		half--;
	while (((unsigned char)text[from] & 0xc0) == 0x80)
		from++;
	return arena_printf(plain->scratch, "%.*s ... %s", (int)half, text, text + from);
}

void plain_fail(struct plain *plain, const char *format, ...)
{
	va_list values;
	va_start(values, format);
	plain->error = shortened(plain, arena_vprintf(plain->scratch, format, values));
	va_end(values);
}

void plain_fail_draft(struct plain *plain, struct flow_answer answer)
{
	/* Most problems begin with what was typed. */
	bool says_it = text_starts(answer.draft_problem, arena_printf(plain->scratch, "\"%s\"",
	        answer.draft));
	plain_fail(plain, "%s%s%s; type it anew, \"-\" forgets it, \">\" goes on with it as it is",
	        says_it ? "" : arena_printf(plain->scratch, "\"%s\" ", answer.draft),
	        says_it ? "" : "was typed here: ", answer.draft_problem);
}

bool plain_forget_draft(struct plain *plain, const char *path)
{
	if (!flow_answer(plain->flow, path, plain->scratch).draft || plain->options.read_only)
		return false;
	flow_draft(plain->flow, path, NULL);
	return true;
}

bool plain_goes_on(const char *text)
{
	return !*text || text_equal_nocase(text, "y") || text_equal_nocase(text, "yes");
}

bool plain_set(struct plain *plain, const char *path, const char *text)
{
	const char *problem;
	if (plain->options.read_only) {
		plain_fail(plain, "this session cannot be saved here: you may look, not change");
		return false;
	}
	if (flow_set(plain->flow, path, text, &problem))
		return true;
	plain_fail(plain, "%s", problem);
	return false;
}

const char *plain_words(const struct flow_spot *spot, const char *text)
{
	if (!text || !spot->row || !text_equal(spot->row->type, "flag"))
		return text;
	return text_equal(text, "true") ? "yes" : "no";
}

/* How an answer that was not typed came about. */
const char *plain_origin_note(struct flow_answer answer)
{
	if (answer.given)
		return "";
	return answer.origin == ORIGIN_DERIVED ? " (derived)" : " (default)";
}

/* The answer, or the default where the question proposes one. */
static struct flow_answer answer_shown(struct plain *plain, const struct flow_spot *spot)
{
	struct flow_answer answer = flow_answer(plain->flow, spot->path, plain->scratch);
	if (!answer.given && spot->question->insists)
		answer.text = NULL;
	return answer;
}

bool plain_is_needed(struct plain *plain, const struct flow_spot *spot)
{
	const struct flow_problem *problem = flow_problem_of(plain->flow, spot->path);
	return (problem && problem->is_missing) ||
	       (spot->question->insists && !answer_shown(plain, spot).given);
}

void plain_show_nothing(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	lines_words(out, plain_is_needed(plain, spot) ? "An answer is needed."
	                                              : "Enter goes on without an answer.", 0, 0);
}

/* The answer as the list of choices calls it. */
static const char *current_words(struct plain *plain, const struct flow_spot *spot,
        const char *text)
{
	struct flow_choices choices = { 0 };
	if (spot->kind == ASK_CHOICE || spot->kind == ASK_BOOLEAN)
		choices = flow_choices(plain->flow, spot, plain->scratch);
	LIST_EACH(const struct flow_choice, choice, choices) {
		if (text_equal(choice->value, text))
			return choice->label;
	}
	return text;
}

static void show_current(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	struct flow_answer answer = answer_shown(plain, spot);
	/* No full stop: it would be read as a part of a host name. */
	if (answer.draft)
		return;
	if (answer.text && *answer.text)
		lines_printf(out, "Enter keeps: %s%s", current_words(plain, spot, answer.text),
		        plain_origin_note(answer));
	else
		plain_show_nothing(plain, spot, out);
}

bool plain_keep(struct plain *plain, const struct flow_spot *spot)
{
	struct flow_answer answer = flow_answer(plain->flow, spot->path, plain->scratch);
	if (answer.draft) {
		plain_fail_draft(plain, answer);
		return false;
	}
	if (plain_is_needed(plain, spot)) {
		plain_fail(plain, "an answer is needed here; \">\" goes on without one");
		return false;
	}
	return true;
}

/* ---- choice, boolean ---- */

/* The number of the choice with this value, or 0. */
static size_t choice_find(const struct flow_choices *choices, const char *value)
{
	for (size_t i = 0; value && i < choices->count; i++) {
		if (text_equal_nocase(choices->items[i].value, value))
			return i + 1;
	}
	return 0;
}

static void show_choice(const struct flow_choice *choice, size_t number, const char *mark,
        struct plain *plain, struct buf *out)
{
	const char *note = choice->note ? choice->note : choice->verdict;
	buf_printf(out, "%2zu  ", number);
	lines_words(out, arena_printf(plain->scratch, "%s%s%s%s", choice->label, mark,
	        note ? ": " : "", note ? note : ""), 4, 6);
}

/* Those that the same reason speaks against stand together. */
static void show_unoffered(struct plain *plain, const struct flow_choices *choices,
        struct buf *out)
{
	struct text_list said = { 0 };
	LIST_EACH(const struct flow_choice, choice, *choices) {
		struct text_list labels = { 0 };
		if (!choice->unless || texts_have(texts_of(&said), choice->unless))
			continue;
		LIST_PUSH(plain->scratch, &said, choice->unless);
		LIST_EACH(const struct flow_choice, other, *choices) {
			if (text_equal(other->unless, choice->unless))
				LIST_PUSH(plain->scratch, &labels, other->label);
		}
		lines_printf(out, "Not offered: %s, because %s.",
		        texts_join(plain->scratch, texts_of(&labels), ", "), choice->unless);
	}
}

static const char *choice_mark(struct flow_answer answer, bool is_current)
{
	if (!is_current)
		return "";
	return answer.given ? " (chosen)" : " (default)";
}

static void choice_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	struct flow_choices choices = flow_choices(plain->flow, spot, plain->scratch);
	struct flow_answer answer = answer_shown(plain, spot);
	size_t current = choice_find(&choices, answer.text);
	for (size_t i = 0; i < choices.count; i++) {
		if (!choices.items[i].unless || i + 1 == current)
			show_choice(&choices.items[i], i + 1, choice_mark(answer, i + 1 == current),
			        plain, out);
	}
	show_unoffered(plain, &choices, out);
	show_current(plain, spot, out);
}

static bool choice_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	(void)out;
	if (!*text)
		return plain_keep(plain, spot);
	if (text_equal(text, "-"))
		return plain_take_away(plain, spot);
	struct flow_choices choices = flow_choices(plain->flow, spot, plain->scratch);
	size_t number = choice_find(&choices, text);
	if (!number)
		number = plain_number(text, choices.count);
	if (!number) {
		plain_fail(plain, "\"%s\" is not %sbetween 1 and %zu", text,
		        spot->kind == ASK_BOOLEAN ? "y, n or " : "", choices.count);
		return false;
	}
	const struct flow_choice *choice = &choices.items[number - 1];
	if (choice->unless) {
		plain_fail(plain, "%s is not offered, because %s", choice->label, choice->unless);
		return false;
	}
	return plain_set(plain, spot->path, choice->value);
}

const struct plain_kind plain_choice = {
	choice_show, choice_take,
	"Type a number; \"? 2\" explains number 2.",
	NULL,
};

static void boolean_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	if (spot->question->choices.count)
		choice_show(plain, spot, out);
	else
		show_current(plain, spot, out);
}

static bool boolean_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	static const char *const words[][2] = { { "y", "true" }, { "yes", "true" },
		{ "n", "false" }, { "no", "false" } };
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (text_equal_nocase(text, words[i][0]))
			return plain_set(plain, spot->path, words[i][1]);
	}
	return choice_take(plain, spot, text, out);
}

const struct plain_kind plain_boolean = {
	boolean_show, boolean_take,
	"Type y, n or a number; \"? 2\" explains number 2.",
	NULL,
};

/* ---- several choices ---- */

static void multichoice_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	struct flow_choices choices = flow_choices(plain->flow, spot, plain->scratch);
	struct flow_answer answer = flow_answer(plain->flow, spot->path, plain->scratch);
	struct texts chosen = flow_items(plain->flow, spot->path, plain->scratch);
	for (size_t i = 0; i < choices.count; i++) {
		bool is_chosen = texts_have(chosen, choices.items[i].value);
		if (!choices.items[i].unless || is_chosen)
			show_choice(&choices.items[i], i + 1, choice_mark(answer, is_chosen), plain,
			        out);
	}
	show_unoffered(plain, &choices, out);
	if (answer.draft)
		return;
	if (chosen.count)
		lines_printf(out, "Enter keeps what is marked%s.", plain_origin_note(answer));
	else if (plain_is_needed(plain, spot))
		lines_words(out, "An answer is needed.", 0, 0);
	else
		lines_words(out, "Enter chooses none.", 0, 0);
}

/* Numbers or values become values; NULL: one is neither. */
static const char *chosen_values(struct plain *plain, const struct flow_choices *choices,
        const char *text)
{
	const char *values = "";
	while (*text) {
		size_t length = strcspn(text, ", ");
		const char *word = arena_strndup(plain->scratch, text, length);
		size_t number = length ? choice_find(choices, word) : 0;
		if (length && !number)
			number = plain_number(word, choices->count);
		if (length && !number) {
			plain_fail(plain, "\"%s\" is not between 1 and %zu", word, choices->count);
			return NULL;
		}
		const struct flow_choice *choice = length ? &choices->items[number - 1] : NULL;
		if (choice && choice->unless) {
			plain_fail(plain, "%s is not offered, because %s", choice->label,
			        choice->unless);
			return NULL;
		}
		if (choice)
			values = arena_printf(plain->scratch, "%s%s%s", values, *values ? ", " : "",
			        choice->value);
		text += length;
		text += strspn(text, ", ");
	}
	return values;
}

static bool multichoice_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	(void)out;
	if (!*text)
		return plain_keep(plain, spot);
	if (text_equal(text, "-"))
		return plain_take_away(plain, spot);
	struct flow_choices choices = flow_choices(plain->flow, spot, plain->scratch);
	const char *values = text_equal(text, "none") ? "" :
	        chosen_values(plain, &choices, text);
	return values && plain_set(plain, spot->path, values);
}

const struct plain_kind plain_multichoice = {
	multichoice_show, multichoice_take,
	"Type all numbers, with blanks between, or none; \"? 2\" explains number 2.",
	NULL,
};

/* ---- text and number ---- */

bool plain_take_away(struct plain *plain, const struct flow_spot *spot)
{
	if (!plain_editable(plain) || plain_forget_draft(plain, spot->path))
		return false;
	flow_clear(plain->flow, spot->path);
	return plain_keep(plain, spot);
}

static bool text_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	(void)out;
	if (!*text)
		return plain_keep(plain, spot);
	if (!text_equal(text, "-"))
		return plain_set(plain, spot->path, text);
	return plain_take_away(plain, spot);
}

const struct plain_kind plain_text = {
	show_current, text_take,
	"Type the answer; \"-\" takes it away.",
	NULL,
};

/* ---- note and gate ---- */

static void nothing_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	(void)plain;
	(void)spot;
	(void)out;
}

static bool note_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	(void)spot;
	(void)out;
	if (plain_goes_on(text))
		return true;
	plain_fail(plain, "Enter goes on");
	return false;
}

const struct plain_kind plain_note = {
	nothing_show, note_take, "Enter goes on.",
	NULL,
};

static void gate_show(struct plain *plain, const struct flow_spot *spot, struct buf *out)
{
	lines_printf(out, "Enter means %s.", flow_gate_is_open(plain->flow, spot->path) ? "yes" : "no");
}

/* "No" to an open gate goes past its questions; their answers stay. */
static bool gate_skip(struct plain *plain, const struct flow_spot *spot)
{
	flow_open_gate(plain->flow, spot->path, false);
	flow_go(plain->flow, flow_gate_end(plain->flow, spot->path));
	return true;
}

static bool gate_take(struct plain *plain, const struct flow_spot *spot, const char *text,
        struct buf *out)
{
	(void)out;
	if (!*text)
		return true;
	if (text_equal_nocase(text, "n") || text_equal_nocase(text, "no"))
		return gate_skip(plain, spot);
	if (text_equal_nocase(text, "y") || text_equal_nocase(text, "yes")) {
		flow_open_gate(plain->flow, spot->path, true);
		return true;
	}
	plain_fail(plain, "y or n is expected");
	return false;
}

const struct plain_kind plain_gate = {
	gate_show, gate_take, "Type y or n.",
	NULL,
};
