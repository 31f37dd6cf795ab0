/* full_choice.c: questions with choices; notes and gates. */
#include <string.h>

#include "base/text.h"
#include "full_parts.h"

static bool is_key(const struct key *key, enum key_code code)
{
	return key->code == code;
}

static bool is_space(const struct key *key)
{
	return key->code == KEY_IS_CHAR && key->ch == ' ';
}

/* ---- one of several ---- */

static const char *choice_note(struct full *full, const struct flow_choice *choice,
        struct flow_answer answer, bool is_current)
{
	if (choice->unless)
		return arena_printf(full->view, "not offered: %s", choice->unless);
	const char *state = is_current && !answer.given ? "(default)" : NULL;
	const char *note = choice->note ? choice->note : choice->verdict;
	return state && note ? arena_printf(full->view, "%s %s", state, note) : state ? state : note;
}

static void choice_fill(struct full *full)
{
	struct flow_answer answer = full_answer(full);
	full->choices = flow_choices(full->flow, &full->spot, full->view);
	for (size_t i = 0; i < full->choices.count; i++) {
		const struct flow_choice *choice = &full->choices.items[i];
		bool is_current = answer.text && text_equal_nocase(choice->value, answer.text);
		struct row *row = rows_add(full, choice->label);
		row->index = i;
		row->mark = choice->unless ? "(-)" : is_current ? "(*)" : "( )";
		row->style = choice->unless ? STYLE_FAINT : STYLE_PLAIN;
		row->note = choice_note(full, choice, answer, is_current);
	}
}

static void focus_first_offered(struct full *full)
{
	size_t offered = 0;
	while (offered < full->choices.count && full->choices.items[offered].unless)
		offered++;
	full->rows.focus = offered < full->choices.count ? offered : 0;
}

static void choice_begin(struct full *full)
{
	struct flow_answer answer = full_answer(full);
	focus_first_offered(full);
	for (size_t i = 0; i < full->choices.count; i++) {
		if (answer.text && text_equal_nocase(full->choices.items[i].value, answer.text))
			full->rows.focus = i;
	}
}

static const struct flow_choice *choice_focused(const struct full *full)
{
	return full->rows.focus < full->choices.count ? &full->choices.items[full->rows.focus]
	                                              : NULL;
}

static bool choice_set(struct full *full, const struct flow_choice *choice)
{
	if (!choice->unless)
		return full_set(full, full->spot.path, choice->value);
	full_fail(full, "%s is not offered, because %s.", choice->label, choice->unless);
	return false;
}

/* Enter on what stands already keeps it: a default stays a default. */
static enum taken choice_enter(struct full *full, const struct flow_choice *choice)
{
	struct flow_answer answer = full_answer(full);
	if (answer.text && !answer.draft && text_equal_nocase(answer.text, choice->value))
		return TAKEN_DONE;
	return choice_set(full, choice) ? TAKEN_DONE : TAKEN;
}

static enum taken choice_key(struct full *full, const struct key *key)
{
	const struct flow_choice *choice = choice_focused(full);
	if (!choice)
		return is_key(key, KEY_IS_ENTER) ? TAKEN_DONE : TAKEN_NOT;
	if (is_key(key, KEY_IS_ENTER))
		return choice_enter(full, choice);
	if (!is_space(key))
		return TAKEN_NOT;
	(void)choice_set(full, choice);
	return TAKEN;
}

static const struct hint choice_hints[] = {
	{ "Enter", NULL, "Accept", "ok" },
	{ "Space", NULL, "Choose", "choose" },
	{ "Esc", "^B", "Back", "back" },
	{ "Up Down", NULL, "Move", NULL },
};

const struct full_kind full_choice = {
	.fill = choice_fill,
	.begin = choice_begin,
	.key = choice_key,
	.hints = HINTS(choice_hints),
};

/* ---- any of several ---- */

static void multichoice_fill(struct full *full)
{
	struct flow_answer answer = flow_answer(full->flow, full->spot.path, full->view);
	struct texts chosen = full_items(full);
	full->choices = flow_choices(full->flow, &full->spot, full->view);
	for (size_t i = 0; i < full->choices.count; i++) {
		const struct flow_choice *choice = &full->choices.items[i];
		bool is_chosen = texts_have(chosen, choice->value);
		struct row *row = rows_add(full, choice->label);
		row->index = i;
		row->mark = is_chosen ? "[x]" : choice->unless ? "[-]" : "[ ]";
		row->style = choice->unless ? STYLE_FAINT : STYLE_PLAIN;
		row->note = choice_note(full, choice, answer, is_chosen);
	}
}

/* In the order in which they were ticked. */
static enum taken multichoice_toggle(struct full *full, const struct flow_choice *choice)
{
	struct texts chosen = full_items(full);
	bool had = texts_have(chosen, choice->value);
	if (!had && choice->unless) {
		full_fail(full, "%s is not offered, because %s.", choice->label, choice->unless);
		return TAKEN;
	}
	struct text_list next = { 0 };
	for (size_t i = 0; i < chosen.count; i++) {
		if (!text_equal(chosen.items[i], choice->value))
			LIST_PUSH(full->scratch, &next, chosen.items[i]);
	}
	if (!had)
		LIST_PUSH(full->scratch, &next, choice->value);
	(void)full_set(full, full->spot.path, texts_join(full->scratch, texts_of(&next), ", "));
	return TAKEN;
}

static enum taken multichoice_key(struct full *full, const struct key *key)
{
	const struct flow_choice *choice = choice_focused(full);
	if (is_key(key, KEY_IS_ENTER)) {
		struct flow_answer answer = full_answer(full);
		if (answer.draft)
			full_fail(full, "%s", answer.draft_problem);
		else if (full_is_needed(full))
			full_fail(full, "An answer is needed here.");
		return full->error ? TAKEN : TAKEN_DONE;
	}
	return choice && is_space(key) ? multichoice_toggle(full, choice) : TAKEN_NOT;
}

static const struct hint multichoice_hints[] = {
	{ "Enter", NULL, "Go on", "ok" },
	{ "Space", NULL, "Tick", "tick" },
	{ "Esc", "^B", "Back", "back" },
	{ "Up Down", NULL, "Move", NULL },
};

const struct full_kind full_multichoice = {
	.fill = multichoice_fill,
	.begin = focus_first_offered,
	.key = multichoice_key,
	.hints = HINTS(multichoice_hints),
};

/* ---- note ---- */

static enum taken note_key(struct full *full, const struct key *key)
{
	(void)full;
	return is_key(key, KEY_IS_ENTER) ? TAKEN_DONE : TAKEN_NOT;
}

static void note_fill(struct full *full)
{
	rows_add(full, "Go on")->mark = "";
}

static const struct hint note_hints[] = {
	{ "Enter", NULL, "Go on", "go on" },
};

const struct full_kind full_note = {
	.fill = note_fill,
	.key = note_key,
	.hints = HINTS(note_hints),
};

/* ---- gate ---- */

static void gate_fill(struct full *full)
{
	bool is_open = flow_gate_is_open(full->flow, full->spot.path);
	rows_add(full, "No, go on")->mark = is_open ? "( )" : "(*)";
	rows_add(full, "Yes, show the further questions")->mark = is_open ? "(*)" : "( )";
}

static void gate_begin(struct full *full)
{
	full->rows.focus = flow_gate_is_open(full->flow, full->spot.path) ? 1 : 0;
}

/* "No" to an open gate goes past its questions; their answers stay. */
static enum taken gate_key(struct full *full, const struct key *key)
{
	if (!is_key(key, KEY_IS_ENTER))
		return TAKEN_NOT;
	bool opens = full->rows.focus == 1;
	if (opens != flow_gate_is_open(full->flow, full->spot.path)) {
		flow_open_gate(full->flow, full->spot.path, opens);
		full_changed(full);
	}
	if (!opens)
		flow_go(full->flow, flow_gate_end(full->flow, full->spot.path));
	return TAKEN_DONE;
}

const struct full_kind full_gate = {
	.fill = gate_fill,
	.begin = gate_begin,
	.key = gate_key,
	.hints = HINTS(choice_hints),
};
