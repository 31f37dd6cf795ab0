/*
 * core/flow.h through the session file and back: nothing that was answered is ever lost. Walks of
 * random answers, groups, steps back and resumed sessions, from several beginnings; the seeds are
 * fixed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/answer_check.h"
#include "core/flow.h"
#include "emit/emit.h"
#include "store/answerfile.h"

#define WALKS 3 /* of each beginning */
#define STEPS 120
#define GROUPS_MAX 4 /* items of one list */

static const struct date today = { 2026, 11, 22 };

/* ---- beginnings ---- */

#define SITE(at, facing, host, server, address)                                                    \
	{ "forests[0].sites[" at "].internet_facing", facing },                                    \
	        { "forests[0].sites[" at "].namespace", host },                                    \
	        { "forests[0].sites[" at "].servers", server },                                    \
	        { "forests[0].sites[" at "].external_addresses", "203.0.113." address },           \
	        { "forests[0].sites[" at "].internal_addresses", "10.1.0." address }

typedef const char *const pair[2];

static pair consolidated[] = {
	{ "product.version", "2007" }, { "organization.name", "Contoso" },
	{ "organization.country", "US" }, { "topology", "consolidated" }, { "forests", "contoso" },
	{ "forests[0].ad_domain", "corp.contoso.com" },
	{ "forests[0].smtp_domains", "contoso.com, fabrikam.com" },
	{ "forests[0].sites", "Redmond" }, SITE("0", "yes", "mail.contoso.com", "CAS01", "10"),
	{ "services.um.enabled", "yes" }, { "services.pop3.security", "starttls" },
	{ "certificates.scenario", "redirect" }, { "certificates.issuer", "public-ca" },
	{ "forests[0].sites[0].autodiscover_external_addresses", "203.0.113.11" },
	{ "forests[0].sites[0].hosts.pop3", "pop.contoso.com" },
}, regional[] = {
	{ "product.version", "2010" }, { "product.coexistence", "2007" },
	{ "organization.name", "Contoso" }, { "organization.country", "US" },
	{ "topology", "regional" }, { "forests", "contoso" },
	{ "forests[0].ad_domain", "corp.contoso.com" },
	{ "forests[0].smtp_domains", "contoso.com" },
	{ "forests[0].sites", "Redmond, London, Reykjavik" },
	SITE("0", "yes", "mail.contoso.com", "CAS01, CAS02", "10"),
	SITE("1", "yes", "mail.europe.contoso.com", "CAS03", "20"),
	{ "forests[0].sites[2].internet_facing", "no" }, { "forests[0].sites[2].servers", "CAS09" },
	{ "forests[0].sites[0].legacy.host", "legacy.contoso.com" },
	{ "forests[0].sites[1].hosts.owa", "owa.europe.contoso.com" },
	{ "certificates.scenario", "unified-communications" },
	{ "certificates.issuer", "windows-pki" }, { "certificates.layout", "per-forest" },
	{ "certificates.server_names", "yes" }, { "clients.root_ca_installed", "joined, mobile" },
	{ "certificates.extra_names", "edge.contoso.com" }, { "dns.ttl", "600" },
}, modern[] = {
	{ "product.version", "2019" }, { "product.download_host", "download.contoso.com" },
	{ "organization.name", "Contoso" }, { "organization.country", "US" },
	{ "topology", "single-namespace-multi-site" }, { "forests", "contoso" },
	{ "forests[0].ad_domain", "corp.contoso.com" },
	{ "forests[0].smtp_domains", "contoso.com" }, { "forests[0].sites", "Redmond, London" },
	SITE("0", "yes", "mail.contoso.com", "CAS01", "10"),
	SITE("1", "yes", "mail.contoso.com", "CAS03", "20"),
	{ "forests[0].sites[0].publisher.kind", "bridging" },
	{ "forests[0].sites[0].publisher.product", "tmg" },
	{ "forests[0].sites[1].server_addresses", "CAS03" },
	{ "forests[0].sites[1].server_addresses[0].address", "10.2.0.21" },
	{ "services.mapi.external", "no" }, { "certificates.scenario", "wildcard" },
	{ "certificates.issuer", "public-ca" }, { "certificates.key.algorithm", "ec" },
	{ "certificates.key.curve", "P-384" },
}, nothing[] = { { "product.version", "SE" } };

static const struct beginning {
	pair *answers;
	size_t count;
} beginnings[] = {
	{ consolidated, COUNT_OF(consolidated) },
	{ regional, COUNT_OF(regional) },
	{ modern, COUNT_OF(modern) },
	{ nothing, COUNT_OF(nothing) },
};

struct walk {
	struct know know;
	struct flow *flow;
	struct arena *arena; /* of one step */
	unsigned long long random;
	unsigned serial; /* makes texts unlike each other */
	const char *said; /* what is being done */
};

static void give(struct walk *walk, const char *path, const char *text)
{
	const char *problem;
	bool is_list = text_equal(path, "forests") || text_ends(path, ".sites") ||
	        text_ends(path, ".server_addresses");
	bool given = is_list ? flow_group_add(walk->flow, path, text, &problem) :
	                       flow_set(walk->flow, path, text, &problem);
	if (!given)
		fail_msg("%s = %s: %s", path, text, problem);
}

static void walk_begin(struct walk *walk, const struct beginning *beginning,
        unsigned long long seed)
{
	*walk = (struct walk){ .know = know_builtin(), .arena = arena_new(), .random = seed };
	walk->flow = flow_new(&walk->know, "s.cfg", today, NULL);
	flow_begin(walk->flow);
	for (size_t i = 0; i < beginning->count; i++)
		give(walk, beginning->answers[i][0], beginning->answers[i][1]);
}

static void walk_end(struct walk *walk)
{
	flow_free(walk->flow);
	arena_free(walk->arena);
}

static size_t draw(struct walk *walk, size_t count)
{
	walk->random = walk->random * 6364136223846793005u + 1442695040888963407u;
	return count ? (size_t)(walk->random >> 33) % count : 0;
}

/* ---- all that a session holds, as sorted lines ---- */

static int text_compare(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;
	return strcmp(*a, *b);
}

static void leaves_add(struct arena *arena, const struct node *group, struct text_list *lines)
{
	for (const struct node *child = group->first; child; child = child->next) {
		bool is_leaf = child->kind != NODE_GROUP && (child->kind != NODE_LIST ||
		        answer_item_kind(child->row) != NODE_GROUP);
		if (text_equal(child->name, "session"))
			continue;
		if (is_leaf)
			LIST_PUSH(arena, lines, arena_printf(arena, "%s=%s",
			        node_path_text(child, arena), node_value_text(child, arena)));
		else
			leaves_add(arena, child, lines);
	}
}

static void entries_add(struct arena *arena, const struct answers *saved, const char *name,
        const char *mark, struct text_list *lines)
{
	const struct node *list =
	        answers_find(saved, arena_printf(arena, "session.%s", name));
	for (const struct node *item = list ? list->first : NULL; item; item = item->next)
		LIST_PUSH(arena, lines, arena_printf(arena, "%s%s=%s", mark,
		        node_member(item, "path")->value.text,
		        node_member(item, "text")->value.text));
}

/* `exact`: kept answers and drafts are marked; otherwise the answers alone, kept or not. */
static struct text_list gather(struct walk *walk, bool exact)
{
	struct text_list lines = { 0 };
	const struct answers *saved = flow_saved(walk->flow, walk->arena);
	leaves_add(walk->arena, saved->root, &lines);
	entries_add(walk->arena, saved, "parked", exact ? "kept " : "", &lines);
	if (exact)
		entries_add(walk->arena, saved, "drafts", "draft ", &lines);
	qsort(lines.items, lines.count, sizeof(*lines.items), text_compare);
	return lines;
}

static bool is_below(const char *line, const char *path)
{
	size_t length = strlen(path);
	return strncmp(line, path, length) == 0 && strchr("=.[", line[length]);
}

/* Without indexes, because lists change theirs; without what is below `except`. */
static struct text_list patterns(struct walk *walk, const struct text_list *lines,
        const char *except)
{
	struct text_list bare = { 0 };
	LIST_EACH(const char *, line, *lines) {
		if (except && is_below(*line, except))
			continue;
		char *text = arena_strdup(walk->arena, *line), *to = text;
		const char *value = strchr(*line, '=');
		for (const char *c = *line; *c; c++) {
			if (c > value || *c < '0' || *c > '9')
				*to++ = *c;
		}
		*to = '\0';
		LIST_PUSH(walk->arena, &bare, text);
	}
	qsort(bare.items, bare.count, sizeof(*bare.items), text_compare);
	return bare;
}

static struct text_list without(struct walk *walk, const struct text_list *lines,
        const char *path)
{
	struct text_list rest = { 0 };
	LIST_EACH(const char *, line, *lines) {
		if (!path || !is_below(*line, path))
			LIST_PUSH(walk->arena, &rest, *line);
	}
	return rest;
}

static void assert_same(const struct walk *walk, struct text_list before, struct text_list after)
{
	for (size_t i = 0; i < before.count || i < after.count; i++) {
		const char *was = i < before.count ? before.items[i] : "nothing";
		const char *is = i < after.count ? after.items[i] : "nothing";
		if (!text_equal(was, is))
			fail_msg("%s: \"%s\" was there, \"%s\" is", walk->said, was, is);
	}
}

/* ---- what always holds ---- */

static struct buf plan_text(const struct request *request, struct arena *arena)
{
	struct buf text;
	buf_init(&text);
	struct plan *plan = plan_make(request, arena);
	emit_plan_json(&text, plan, proof_make(plan));
	return text;
}

static const char *session_text(struct walk *walk)
{
	struct buf text;
	buf_init(&text);
	emit_session(&text, flow_saved(walk->flow, walk->arena));
	const char *copy = arena_strdup(walk->arena, text.data);
	buf_done(&text);
	return copy;
}

static void read_text(struct walk *walk, struct answers *answers, const char *text)
{
	struct problem_list problems = { 0 };
	answers_read_bytes(answers, text, strlen(text), &problems);
	LIST_EACH(const struct problem, problem, problems)
		fail_msg("%s: line %d: %s\n%s", walk->said, problem->line, problem->text, text);
}

/* Whoever replays the saved session gets the very plan that was shown. */
static void assert_replays(struct walk *walk)
{
	struct flow_preview preview = flow_checklist(walk->flow);
	struct answers answers;
	struct problem_list problems = { 0 };
	if (!preview.plan || flow_problems(walk->flow)->count)
		return;
	answers_init(&answers, &walk->know, "s.cfg", walk->arena);
	read_text(walk, &answers, session_text(walk));
	const struct request *request =
	        request_make(&answers, today, NULL, walk->arena, &problems);
	assert_non_null(request);
	struct buf shown, replayed = plan_text(request, walk->arena);
	buf_init(&shown);
	emit_plan_json(&shown, preview.plan, preview.proof);
	size_t same = 0;
	while (shown.data[same] && shown.data[same] == replayed.data[same])
		same++;
	if (shown.data[same] || replayed.data[same])
		fail_msg("%s: the plan says \"%.60s\", replayed \"%.60s\"", walk->said,
		        shown.data + same, replayed.data + same);
	buf_done(&shown);
	buf_done(&replayed);
}

/* A wrong text stays, and as long as its question is asked nothing can be written. */
static void assert_drafts_block(struct walk *walk)
{
	for (size_t i = 0; i < flow_count(walk->flow); i++) {
		const struct flow_spot *spot = flow_spot_at(walk->flow, i);
		if (!spot->row || !flow_answer(walk->flow, spot->path, walk->arena).draft)
			continue;
		const struct flow_problem *problem = flow_problem_of(walk->flow, spot->path);
		assert_non_null(problem);
		assert_int_equal(problem->spot, i);
	}
}

static void assert_sound(struct walk *walk)
{
	struct flow_kept_list unasked = flow_unasked(walk->flow, walk->arena);
	struct flow_kept_list kept = flow_parked(walk->flow, walk->arena);
	if (unasked.count)
		fail_msg("%s: nothing asks for %s", walk->said, unasked.items[0].path);
	LIST_EACH(const struct flow_kept, entry, kept) {
		size_t spot = flow_find(walk->flow, entry->path);
		if (spot != FLOW_NOWHERE && text_equal(flow_spot_at(walk->flow, spot)->path,
		                                    entry->path))
			fail_msg("%s: %s is kept, and asked for", walk->said, entry->path);
	}
	assert_true(flow_here(walk->flow) < flow_count(walk->flow));
	assert_drafts_block(walk);
	assert_replays(walk);
}

/* ---- steps ---- */

#define TEN "xxxxxxxxxx"
#define LONG TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

/* What can be typed for each type of the schema; %u makes them differ. */
static const struct {
	const char *type, *good, *bad;
} samples[] = {
	{ "text", "Text %u", LONG "%u" }, { "texts", "a%u", "" },
	{ "host", "h%u.contoso.com", "h%u..com" }, { "hosts", "h%u.contoso.com", "_%u" },
	{ "domain", "d%u.com", "d%u..com" }, { "domains", "d%u.com, e%u.com", "d_%u.com" },
	{ "server", "S%u", "a.b%u" }, { "servers", "S%u, T%u", "S%u, S%u" },
	{ "address", "203.0.113.%u", "203.0.%u" }, { "addresses", "203.0.113.%u", "203.0.%u" },
	{ "names", "n%u.contoso.com", "n%u n%u" }, { "date", "2026-12-24", "2026-02-30" },
	{ "country", "DE", "usa" }, { "integer", "2048", "x%u" }, { "flag", "no", "perhaps" },
};

static const char *sample(struct walk *walk, const struct schema_row *row, bool good)
{
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		if (!text_equal(samples[i].type, row->type))
			continue;
		const char *pattern = good ? samples[i].good : samples[i].bad, *text = "";
		unsigned number = walk->serial++ % 250;
		for (const char *sign; (sign = strstr(pattern, "%u")); pattern = sign + 2)
			text = arena_printf(walk->arena, "%s%.*s%u", text, (int)(sign - pattern),
			        pattern, number);
		return arena_printf(walk->arena, "%s%s", text, pattern);
	}
	return good ? NULL : "nonsense";
}

static const char *value_for(struct walk *walk, const struct flow_spot *spot, bool good)
{
	if (!good || spot->kind >= ASK_TEXT)
		return sample(walk, spot->row, good);
	struct flow_choices choices = flow_choices(walk->flow, spot, walk->arena);
	const struct flow_choice *choice = &choices.items[draw(walk, choices.count)];
	return choice->unless ? NULL : choice->value;
}

static void set_step(struct walk *walk, const char *path, const char *text, bool good)
{
	const char *problem;
	struct text_list before = gather(walk, false);
	walk->said = arena_printf(walk->arena, "%s = %s", path, text);
	bool taken = flow_set(walk->flow, path, text, &problem);
	struct text_list after = gather(walk, false);
	if (!good && (taken || !flow_answer(walk->flow, path, walk->arena).draft))
		fail_msg("%s: a wrong text was taken, or is lost", walk->said);
	if (taken)
		assert_int_equal(after.count - without(walk, &after, path).count, 1);
	assert_same(walk, taken ? without(walk, &before, path) : before,
	        taken ? without(walk, &after, path) : after);
}

static void answer_step(struct walk *walk, const struct flow_spot *spot)
{
	bool good = draw(walk, 4) > 0;
	const char *text = value_for(walk, spot, good);
	if (text)
		set_step(walk, arena_strdup(walk->arena, spot->path), text, good);
}

static void clear_step(struct walk *walk, const struct flow_spot *spot)
{
	struct text_list before = gather(walk, false);
	const char *path = arena_strdup(walk->arena, spot->path);
	walk->said = arena_printf(walk->arena, "%s cleared", path);
	flow_clear(walk->flow, path);
	struct text_list after = gather(walk, false);
	assert_same(walk, without(walk, &before, path), after);
}

static void grid_step(struct walk *walk, const struct flow_spot *spot)
{
	struct flow_grid grid = flow_grid(walk->flow, spot, walk->arena);
	const char *column = grid.columns.items[draw(walk, grid.columns.count)];
	const char *path = flow_cell(walk->flow, spot,
	        grid.services.items[draw(walk, grid.services.count)], column, walk->arena);
	struct flow_choices choices = flow_cell_choices(spot, column, walk->arena);
	if (!path)
		return;
	const char *text = choices.count ? choices.items[draw(walk, choices.count)].value :
	        arena_printf(walk->arena, "g%u.contoso.com", walk->serial++);
	set_step(walk, path, text, true);
}

static void add_step(struct walk *walk, const struct flow_spot *spot)
{
	const char *problem;
	struct text_list before = gather(walk, false);
	const char *list = arena_strdup(walk->arena, spot->path);
	const char *name = arena_printf(walk->arena, "G%u", walk->serial++);
	size_t count = flow_group_count(walk->flow, list);
	if (count >= GROUPS_MAX)
		return;
	const char *path = arena_printf(walk->arena, "%s[%zu]", list, count);
	walk->said = arena_printf(walk->arena, "%s + %s", list, name);
	assert_true(flow_group_add(walk->flow, list, name, &problem));
	struct text_list after = gather(walk, false);
	assert_same(walk, before, without(walk, &after, path));
}

static void group_step(struct walk *walk, const struct flow_spot *spot)
{
	const char *list = arena_strdup(walk->arena, spot->path), *problem;
	size_t count = flow_group_count(walk->flow, list), index = draw(walk, count);
	struct text_list before = gather(walk, false);
	const char *item = arena_printf(walk->arena, "%s[%zu]", list, index), *gone = NULL;
	if (count == 0)
		return;
	walk->said = item;
	switch (draw(walk, 4)) {
	case 0:
		gone = item;
		flow_group_remove(walk->flow, list, index);
		break;
	case 1:
		gone = arena_printf(walk->arena, "%s.%s", item, text_ends(list, "addresses") ?
		        "server" : "name");
		assert_true(flow_group_rename(walk->flow, list, index,
		        arena_printf(walk->arena, "R%u", walk->serial++), &problem));
		break;
	default:
		flow_group_move(walk->flow, list, index, draw(walk, count));
		break;
	}
	struct text_list after = gather(walk, false);
	const char *left = gone && !text_equal(gone, item) ? gone : NULL;
	assert_same(walk, patterns(walk, &before, gone), patterns(walk, &after, left));
}

/* One forward and one back, or the other way round, is where we were, with everything as it was. */
static void turn_step(struct walk *walk)
{
	struct text_list before = gather(walk, true);
	size_t here = flow_here(walk->flow);
	walk->said = "forward and back";
	if (flow_next(walk->flow)) {
		assert_true(flow_back(walk->flow));
		assert_int_equal(flow_here(walk->flow), here);
	}
	if (flow_back(walk->flow)) {
		assert_true(flow_next(walk->flow));
		assert_int_equal(flow_here(walk->flow), here);
	}
	assert_same(walk, before, gather(walk, true));
	flow_go(walk->flow, draw(walk, flow_count(walk->flow)));
}

/* Saved, and resumed by somebody else: everything is there, at the same question. */
static void resume_step(struct walk *walk)
{
	struct text_list before = gather(walk, true);
	const char *here = arena_strdup(walk->arena,
	        flow_spot_at(walk->flow, flow_here(walk->flow))->path);
	size_t count = flow_count(walk->flow);
	struct flow *again = flow_new(&walk->know, "s.cfg", today, NULL);
	walk->said = "resumed";
	if (draw(walk, 2))
		flow_set_written(walk->flow);
	enum flow_written written = flow_written(walk->flow);
	read_text(walk, flow_answers(again), session_text(walk));
	flow_begin(again);
	assert_false(flow_is_changed(again));
	assert_string_equal(flow_spot_at(again, flow_here(again))->path, here);
	assert_int_equal(flow_count(again), count);
	assert_int_equal(flow_written(again), written);
	flow_free(walk->flow);
	walk->flow = again;
	assert_same(walk, before, gather(walk, true));
}

static void gate_step(struct walk *walk, const struct flow_spot *spot)
{
	struct text_list before = gather(walk, true);
	walk->said = arena_strdup(walk->arena, spot->path);
	flow_open_gate(walk->flow, walk->said, draw(walk, 3) > 0);
	assert_same(walk, before, gather(walk, true));
}

static void spot_step(struct walk *walk, const struct flow_spot *spot)
{
	if (spot->kind == ASK_GATE)
		gate_step(walk, spot);
	else if (spot->kind == ASK_GRID)
		grid_step(walk, spot);
	else if (spot->kind == ASK_GROUPS && draw(walk, 2))
		add_step(walk, spot);
	else if (spot->kind == ASK_GROUPS)
		group_step(walk, spot);
	else if (spot->row && draw(walk, 6) == 0)
		clear_step(walk, spot);
	else if (spot->row)
		answer_step(walk, spot);
}

static void step(struct walk *walk)
{
	size_t turn = draw(walk, 12);
	if (turn == 0)
		resume_step(walk);
	else if (turn == 1)
		turn_step(walk);
	else
		spot_step(walk, flow_spot_at(walk->flow, draw(walk, flow_count(walk->flow))));
	assert_sound(walk);
	arena_free(walk->arena);
	walk->arena = arena_new();
}

static void random_walks(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
		for (unsigned long long seed = 1; seed <= WALKS; seed++) {
			struct walk walk;
			walk_begin(&walk, &beginnings[i], seed * 1000 + i);
			for (int j = 0; j < STEPS; j++)
				step(&walk);
			walk_end(&walk);
		}
	}
}

/* ---- every spot ---- */

/* Any choice, and the former one again: nothing is different from before. */
static void there_and_back(struct walk *walk, size_t index)
{
	const struct flow_spot *spot = flow_spot_at(walk->flow, index);
	const char *path = arena_strdup(walk->arena, spot->path), *problem;
	struct flow_answer answer = flow_answer(walk->flow, path, walk->arena);
	struct flow_choices choices = flow_choices(walk->flow, spot, walk->arena);
	struct text_list before = gather(walk, true);
	LIST_EACH(const struct flow_choice, choice, choices) {
		walk->said = arena_printf(walk->arena, "%s = %s and back", path, choice->value);
		assert_true(flow_set(walk->flow, path, choice->value, &problem));
		assert_sound(walk);
		if (answer.given)
			assert_true(flow_set(walk->flow, path, answer.text, &problem));
		else
			flow_clear(walk->flow, path);
		assert_same(walk, before, gather(walk, true));
	}
}

/* A wrong text: back is free, the text and the answer before it stay, and the review blocks. */
static void wrong_and_back(struct walk *walk, size_t index)
{
	const struct flow_spot *spot = flow_spot_at(walk->flow, index);
	const char *path = arena_strdup(walk->arena, spot->path), *problem;
	struct flow_answer answer = flow_answer(walk->flow, path, walk->arena);
	const char *text = sample(walk, spot->row, false);
	struct text_list before = gather(walk, false);
	walk->said = arena_printf(walk->arena, "%s = %s", path, text);
	flow_go(walk->flow, index);
	if (flow_set(walk->flow, path, text, &problem))
		fail_msg("%s was taken", walk->said);
	if (index > 0)
		assert_true(flow_back(walk->flow));
	assert_string_equal(flow_answer(walk->flow, path, walk->arena).draft, text);
	assert_non_null(flow_problem_of(walk->flow, path));
	assert_same(walk, before, gather(walk, false));
	if (answer.given)
		assert_true(flow_set(walk->flow, path, answer.text, &problem));
	else
		flow_clear(walk->flow, path);
	assert_null(flow_answer(walk->flow, path, walk->arena).draft);
}

static void every_spot(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
		struct walk walk;
		walk_begin(&walk, &beginnings[i], i + 1);
		for (size_t j = 0; j < flow_count(walk.flow); j++) {
			const struct flow_spot *spot = flow_spot_at(walk.flow, j);
			if (!spot->row || spot->kind >= ASK_GROUPS)
				continue;
			if (spot->kind == ASK_CHOICE || spot->kind == ASK_BOOLEAN)
				there_and_back(&walk, j);
			wrong_and_back(&walk, j);
		}
		walk_end(&walk);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_spot),
		cmocka_unit_test(random_walks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
