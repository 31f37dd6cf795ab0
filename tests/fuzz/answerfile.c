/*
 * Answer files of any bytes, for libFuzzer: nothing may crash, and
 * - what the scanner lets pass, libconfig reads;
 * - problems have a line of the file and can be shown on a terminal;
 * - every node of the tree is found again by its path, and none is refused without a problem.
 */
#include <stdint.h>
#include <string.h>

#include <libconfig.h>

#include "base/text.h"
#include "store/answerfile.h"
#include "store/scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Not assert: this must hold in every build. */
static void must(bool holds)
{
	if (!holds)
		__builtin_trap();
}

static void check_problems(const struct problem_list *problems, const uint8_t *data, size_t size)
{
	int lines = 2;
	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	must(problems->count <= 2 * (scan_default_limits.problems + 1));
	LIST_EACH (const struct problem, problem, *problems) {
		must(problem->line >= 1 && problem->line <= lines);
		must(*problem->text && strlen(problem->text) < 1000);
		int32_t code_point;
		for (const char *text = problem->text; (code_point = utf8_next(&text)) != 0;)
			must(!utf8_is_hostile(code_point));
	}
}

static void check_node(const struct answers *answers, const struct node *node, bool clean)
{
	if (node->parent)
		must(node->line >= 1);
	if (node->parent && node->parent->count < 100)
		must(answers_find(answers, node_path_text(node, answers->arena)) == node);
	must(!clean || !node->refused);
	size_t count = 0;
	for (const struct node *child = node->first; child; child = child->next, count++)
		check_node(answers, child, clean);
	must(count == node->count);
	if (node->kind == NODE_TEXT)
		must(node->value.text && utf8_valid(node->value.text));
}

static void check_scan(const uint8_t *data, size_t size, struct arena *arena)
{
	struct problem_list problems = { 0 };
	struct scan_notes notes;
	const char *text = (const char *)data;
	bool clean = scan_text_noting(text, size, &scan_default_limits, &problems, arena, &notes);
	must(clean == (problems.count == 0));
	must(!clean || (notes.sound && notes.edits.count == 0));
	if (!clean)
		return;
	struct buf mended;
	config_t config;
	buf_init(&mended);
	config_init(&config);
	scan_mend(text, size, &notes.edits, &mended);
	must(mended.length == size + 1);
	must(config_read_string(&config, mended.data));
	config_destroy(&config);
	buf_done(&mended);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct know know = know_builtin();
	struct arena *arena = arena_new();
	struct answers answers;
	struct problem_list problems = { 0 };
	check_scan(data, size, arena);
	answers_init(&answers, &know, "answers.cfg", arena);
	answers_read_bytes(&answers, (const char *)data, size, &problems);
	check_problems(&problems, data, size);
	check_node(&answers, answers.root, problems.count == 0);
	arena_free(arena);
	return 0;
}
