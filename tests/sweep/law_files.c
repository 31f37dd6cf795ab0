/*
 * law_files.c: what is written of a plan says what the plan says: zone files and the table of records hold
 * its records, scripts its commands; no file has an example in it; and the same answers give the same
 * bytes. (Requests are compared with the plan by the program itself, and in openssl/hosts.c.)
 */
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "emit/emit.h"
#include "laws.h"

struct made {
	struct arena *arena;
	struct made_list files;
};

static void made_take(void *owner, const char *path, const struct buf *data)
{
	struct made *made = owner;
	LIST_PUSH(made->arena, &made->files,
	        ((struct made_file){ .path = arena_strdup(made->arena, path),
	                .text = arena_strndup(made->arena, data->data, data->length),
	                .length = data->length }));
}

struct made_list files_make(const struct plan *plan, const struct proof *proof,
        struct arena *arena)
{
	struct made made = { .arena = arena };
	struct output output;
	output_init(&output, arena, made_take, &made);
	for (size_t i = 0; i < emitter_count; i++)
		emitters[i].emit(&output, plan, proof);
	output_end(&output);
	output_done(&output);
	return made.files;
}

/* ---- lines ---- */

/* The next line without its end; moves *text behind it. NULL: there is none. */
static char *next_line(const char **text, struct arena *arena)
{
	if (!**text)
		return NULL;
	size_t length = strcspn(*text, "\n");
	char *line = arena_strndup(arena, *text, length);
	*text += length + ((*text)[length] == '\n');
	if (length > 0 && line[length - 1] == '\r')
		line[length - 1] = '\0';
	return line;
}

/* The next word of a line, ended by NUL; moves *line behind it. */
static char *next_word(char **line)
{
	char *word = *line + strspn(*line, " \t");
	size_t length = strcspn(word, " \t");
	*line = word + length;
	if (**line)
		*(*line)++ = '\0';
	return word;
}

static char *without_dot(char *name)
{
	size_t length = strlen(name);
	if (length > 0 && name[length - 1] == '.')
		name[length - 1] = '\0';
	return name;
}

/* ---- records ---- */

/* What is expected of a kind of file, and what came. */
struct expected {
	const struct trial *trial;
	struct map *items; /* text to a count, of those that came */
	size_t came;
};

struct count {
	size_t value;
};

static void expect(struct expected *expected, const char *item)
{
	struct count *count = arena_alloc(expected->trial->arena, sizeof(*count));
	map_put(expected->items, item, count);
}

static void expect_came(struct expected *expected, const char *path, const char *item)
{
	struct count *count = map_get(expected->items, item);
	expected->came++;
	if (!count)
		breach(expected->trial, LAW_FILES, "%s has what the plan has not: %s", path, item);
	else if (count->value++ > 0)
		breach(expected->trial, LAW_FILES, "%s has something twice: %s", path, item);
}

static struct expected expect_records(const struct trial *trial)
{
	struct expected expected = { .trial = trial, .items = map_make(trial->arena) };
	LIST_EACH(const struct plan_record, record, trial->plan->records)
		expect(&expected, arena_printf(trial->arena, "%s %s %ld %s %s",
		        view_text(record->view), record->owner, record->ttl,
		        record_type_text(record->type), record->data));
	return expected;
}

static void expect_all(const struct expected *expected, size_t wanted, const char *what)
{
	if (expected->came != wanted)
		breach(expected->trial, LAW_FILES, "%s: %zu of %zu came", what, expected->came,
		        wanted);
}

/* "owner. ttl IN TYPE data", with a dot behind every name of the data. */
static void read_zone_line(struct expected *expected, const struct made_file *file, char *line)
{
	struct arena *arena = expected->trial->arena;
	const char *view = text_starts(file->path, "dns/external.") ? "external" : "internal";
	char *owner = without_dot(next_word(&line)), *ttl = next_word(&line);
	if (text_equal(ttl, "IN")) /* SOA and NS */
		return;
	const char *class = next_word(&line), *type = next_word(&line);
	char *data = line;
	if (!text_equal(class, "IN"))
		breach(expected->trial, LAW_FILES, "%s: not of class IN: %s", file->path, owner);
	bool is_name = text_equal(type, "CNAME") || text_equal(type, "SRV");
	if (is_name && !text_ends(data, "."))
		breach(expected->trial, LAW_FILES, "%s: no dot behind %s", file->path, data);
	expect_came(expected, file->path, arena_printf(arena, "%s %s %s %s %s", view, owner, ttl,
	        type, is_name ? without_dot(data) : data));
}

static void read_zone(struct expected *expected, const struct made_file *file)
{
	const char *text = file->text;
	for (char *line; (line = next_line(&text, expected->trial->arena));) {
		if (*line && *line != ';' && *line != '$')
			read_zone_line(expected, file, line);
	}
}

static size_t count_lines(const struct made_file *file)
{
	size_t count = 0;
	for (const char *c = file->text; (c = strchr(c, '\n')); c++)
		count++;
	return count;
}

/* ---- scripts ---- */

static struct expected expect_commands(const struct trial *trial, size_t *wanted)
{
	struct expected expected = { .trial = trial, .items = map_make(trial->arena) };
	*wanted = 0;
	LIST_EACH(const struct plan_step, step, trial->plan->steps) {
		LIST_EACH(const struct plan_command, command, step->commands) {
			if (!step->server || !text_equal(command->lang, "powershell"))
				continue;
			map_put(expected.items, command->text, expected.items);
			++*wanted;
		}
	}
	return expected;
}

static void read_script(struct expected *expected, const struct vocabulary *vocabulary,
        const struct made_file *file)
{
	const char *text = file->text;
	for (char *line; (line = next_line(&text, expected->trial->arena));) {
		if (text_starts(line, "\xef\xbb\xbf"))
			line += strlen("\xef\xbb\xbf");
		if (!*line || *line == '#' || text_starts(line, "$null = Read-Host "))
			continue;
		expected->came++;
		if (!map_get(expected->items, line))
			breach(expected->trial, LAW_FILES, "%s: no command of the plan: %s",
			        file->path, line);
		vocabulary_check(vocabulary, file->path, line);
	}
}

/* ---- all files ---- */

static bool has_ending(const struct made_file *file, const char *folder, const char *ending)
{
	return text_starts(file->path, folder) && text_ends(file->path, ending);
}

static void read_files(const struct trial *trial, const struct made_list *files)
{
	struct map *paths = map_make(trial->arena);
	struct expected records = expect_records(trial);
	size_t commands_wanted;
	struct expected commands = expect_commands(trial, &commands_wanted);
	const struct vocabulary *vocabulary = vocabulary_make(trial);
	LIST_EACH(const struct made_file, file, *files) {
		const char *folded = text_lower(trial->arena, file->path);
		if (map_get(paths, folded))
			breach(trial, LAW_FILES, "two files are called %s", file->path);
		map_put(paths, folded, paths);
		if (has_ending(file, "dns/", ".zone"))
			read_zone(&records, file);
		if (has_ending(file, "scripts/", ".ps1"))
			read_script(&commands, vocabulary, file);
		if (text_equal(file->path, "dns/records.csv") &&
		        count_lines(file) != trial->plan->records.count + 1)
			breach(trial, LAW_FILES, "%s has %zu lines", file->path, count_lines(file));
		text_check_examples(trial, file->path, file->text);
	}
	expect_all(&records, trial->plan->records.count, "records in zone files");
	expect_all(&commands, commands_wanted, "commands in scripts");
}

void law_files(const struct trial *trial, const struct plan *emitted)
{
	struct arena *arena = arena_new();
	struct made_list files = files_make(emitted, trial->proof, arena);
	read_files(trial, &files);
	arena_free(arena);
}

/* ---- the same bytes ---- */

static void compare(const struct trial *trial, const struct made_list *first,
        const struct made_list *second)
{
	if (first->count != second->count)
		breach(trial, LAW_SAME, "a second run makes other files");
	for (size_t i = 0; i < first->count && i < second->count; i++) {
		const struct made_file *one = &first->items[i], *other = &second->items[i];
		if (!text_equal(one->path, other->path) || one->length != other->length ||
		        memcmp(one->text, other->text, one->length) != 0)
			breach(trial, LAW_SAME, "a second run gives another %s", one->path);
	}
}

/* Whatever of these the system has; C otherwise. */
static void go_elsewhere(void)
{
	static const char *const locales[] = { "tr_TR.UTF-8", "de_DE.UTF-8", "C.UTF-8" };
	for (size_t i = 0; i < COUNT_OF(locales) && !setlocale(LC_ALL, locales[i]); i++)
		continue;
	setenv("TZ", "Pacific/Kiritimati", 1);
	tzset();
}

static void come_back(void)
{
	setlocale(LC_ALL, "C");
	setenv("TZ", "UTC", 1);
	tzset();
}

void law_same(const struct trial *trial, const struct spec *spec)
{
	struct trial again = { .sweep = trial->sweep, .part = trial->part,
		.number = trial->number, .arena = arena_new(), .spec = *spec };
	struct made_list first = files_make(trial->plan, trial->proof, again.arena);
	go_elsewhere();
	trial_run(&again);
	struct made_list second = files_make(again.plan, again.proof, again.arena);
	come_back();
	compare(trial, &first, &second);
	atomic_fetch_add(&trial->sweep->tally->twice, 1);
	arena_free(again.arena);
}

/* ---- sketches ---- */

static bool says_the_same(const struct plan *one, const struct plan *other)
{
	if (one->findings.count != other->findings.count || one->steps.count != other->steps.count)
		return false;
	for (size_t i = 0; i < one->findings.count; i++) {
		const struct plan_finding *finding = &one->findings.items[i];
		if (finding->rule != other->findings.items[i].rule ||
		        !text_equal(finding->message, other->findings.items[i].message))
			return false;
	}
	return true;
}

static bool proves_the_same(const struct proof *one, const struct proof *other)
{
	if (one->verdicts.count != other->verdicts.count)
		return false;
	for (size_t i = 0; i < one->verdicts.count; i++) {
		const struct verdict *verdict = &one->verdicts.items[i];
		if (verdict->result != other->verdicts.items[i].result ||
		        !text_equal(verdict->reason, other->verdicts.items[i].reason))
			return false;
	}
	return true;
}

void law_sketch(const struct trial *trial, const struct request *request)
{
	struct arena *arena = arena_new();
	struct plan *sketch = plan_sketch(request, arena);
	if (!says_the_same(trial->plan, sketch) ||
	        !proves_the_same(trial->proof, proof_make(sketch)))
		breach(trial, LAW_SKETCH, "without the words of its steps it says something else");
	arena_free(arena);
}
