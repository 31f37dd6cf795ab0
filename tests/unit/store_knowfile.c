/*
 * The reader of knowledge files: every complaint once, on the line that deserves it; then what it
 * reads; then that what is compiled in is what share/ says. Runs in the project's root.
 */
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/text.h"
#include "store/knowfile.h"

#define SHARE "share"
#define SCREENS "screens"

struct fixture {
	char folder[32];
	struct arena *arena;
	struct know know;
	struct problem_list problems;
	bool sound;
};

static int make_fixture(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	if (!fixture)
		return -1;
	strcpy(fixture->folder, "/tmp/casplan-test-XXXXXX");
	fixture->arena = arena_new();
	*state = fixture;
	return mkdtemp(fixture->folder) ? 0 : -1;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
	(void)status;
	(void)kind;
	(void)place;
	return remove(path);
}

static int remove_fixture(void **state)
{
	struct fixture *fixture = *state;
	nftw(fixture->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	arena_free(fixture->arena);
	free(fixture);
	return 0;
}

static const char *path_in(struct fixture *fixture, const char *name)
{
	return arena_printf(fixture->arena, "%s/%s", fixture->folder, name);
}

static void write_file(struct fixture *fixture, const char *name, const char *text)
{
	FILE *file = fopen(path_in(fixture, name), "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void read_folder(struct fixture *fixture)
{
	fixture->problems = (struct problem_list){ 0 };
	fixture->sound = know_read(&fixture->know, fixture->folder, fixture->arena,
	        &fixture->problems);
	assert_int_equal(fixture->sound, fixture->problems.count == 0);
}

/* Sound knowledge that the bad files below refer to. */
static const char good[] =
        "sources = ( { id = \"paper\"; title = \"A paper\"; where = \"A shelf\"; } );\n"
        "products = ( {\n"
        "	id = \"2001\"; name = \"Old\"; updates = [ \"RTM\", \"SP1\" ];\n"
        "	default_update = \"SP1\"; supported_until = \"2009-01-31\";\n"
        "	self_signed_months = 12;\n"
        "	default_clients = \"c\"; default_authentication = \"basic\";\n"
        "	default_proxy_issuer = \"nobody\"; default_autodiscover_record = \"a\";\n"
        "	pfx_profile = \"legacy\"; source = \"paper: 1; paper: 2.3, tables\";\n"
        "} );\n"
        "services = ( { id = \"web\"; name = \"Web\"; kind = \"url\"; products = \"2001-\";\n"
        "	source = \"paper\"; } );\n";

struct lint_case {
	const char *name;
	const char *text; /* of the bad file */
	int line;         /* of the only problem */
	const char *want; /* words in it */
};

#define COUNTRY(more) "countries = ( { id = \"AA\"; name = \"Land\"; " more " } );\n"
#define FEATURE(products, source)                                                                  \
	"features = ( { id = \"f\"; text = \"t\";\n products = \"" products "\";\n source = \""    \
	source "\"; } );\n"
#define SCHEMA(more) "answers = ( { path = \"p\"; type = \"text\"; text = \"t\";\n" more " } );\n"
#define CLIENT(more)                                                                               \
	"clients = ( { id = \"c\"; name = \"C\"; places = \"outside\"; source = \"paper\";\n" more \
	" } );\n"
#define JUDGEMENT "{ service = \"web\"; wrong_name = \"fail\"; untrusted = \"fail\"; }"

static const struct lint_case lint_cases[] = {
	{ "unknown table", "\nproduct = ( );\n", 2,
	        "unknown table \"product\"; did you mean \"products\"?" },
	{ "unknown table, nothing near", "xyzzy = 1;\n", 1, "unknown table \"xyzzy\"" },
	{ "table is a group", "countries = { };\n", 1,
	        "countries is a group { }; a list of groups ( { }, { } ) was expected" },
	{ "table is a text", "countries = \"US\";\n", 1, "countries is a text" },
	{ "row is a text", "countries = (\n\"US\" );\n", 2,
	        "an item of countries is a text; a group { } was expected" },
	{ "unknown field", COUNTRY("\nnmae = \"x\";"), 2,
	        "unknown field \"nmae\" of country_row; did you mean \"name\"?" },
	{ "absent field", "countries = (\n{ id = \"AA\"; } );\n", 2,
	        "country_row needs the field \"name\"" },
	{ "empty field", "countries = ( { name = \"\"; id = \"AA\"; } );\n", 1,
	        "country_row needs the field \"name\"" },
	{ "absent field of an inner row",
	        CLIENT("services = (\n{ service = \"web\"; untrusted = \"fail\"; } );"), 3,
	        "judgement_row needs the field \"wrong_name\"" },
	{ "empty list of rows", CLIENT("services = ( );"), 1,
	        "client_row needs the field \"services\"" },
	{ "number for a text", "countries = ( { id = \"AA\";\nname = 5; } );\n", 2,
	        "name is a number; a text was expected" },
	{ "list for a text", "countries = ( { id = \"AA\"; name = [ \"x\" ]; } );\n", 1,
	        "name is a list; a text was expected" },
	{ "text for a number", SCHEMA("min = \"5\";"), 2, "min is a text; a number was expected" },
	{ "fraction for a number", SCHEMA("min = 1.5;"), 2, "min is a fraction" },
	{ "number for a flag", SCHEMA("required = 1;"), 2,
	        "required is a number; true or false was expected" },
	{ "flag for texts", SCHEMA("values = true;"), 2,
	        "values is true or false; a text or a list of texts was expected" },
	{ "number among texts", SCHEMA("values = ( \"a\",\n2 );"), 3,
	        "an item of values is a number; a text was expected" },
	{ "empty text among texts", SCHEMA("values = [ \"a\",\n\"\" ];"), 3,
	        "an item of values is empty" },
	{ "text for rows", CLIENT("services = \"web\";"), 2,
	        "services is a text; a list of groups" },
	{ "text among rows", CLIENT("services = ( " JUDGEMENT ",\n\"web\" );"), 3,
	        "an item of services is a text; a group { } was expected" },
	{ "unknown field of an inner row",
	        CLIENT("services = ( " JUDGEMENT " );\nunsupported = ( { products = \"2001\"; "
	               "severity = \"error\"; source = \"paper\";\nwhy = \"x\"; } );"),
	        4, "unknown field \"why\" of unsupported_row" },
	{ "id twice in a file", "countries = ( { id = \"AA\"; name = \"A\"; },\n"
	        "{ id = \"AA\"; name = \"B\"; } );\n", 2, "\"AA\" is there already, in " },
	{ "id twice over files", "sources = (\n"
	        "{ id = \"paper\"; title = \"A\"; where = \"B\"; } );\n", 2, "a.cfg:1" },
	{ "id and range twice", "cmdlets = ( { id = \"Get-X\"; source = \"paper\"; },\n"
	        "{ id = \"Get-X\"; source = \"paper\"; } );\n", 2, "\"Get-X\" is there already" },
	{ "unknown id in a text", "services = ( { id = \"x\"; name = \"x\"; kind = \"url\";\n"
	        "products = \"2001\"; source = \"paper\";\nhost_like = \"wed\"; } );\n", 3,
	        "\"wed\" is in no row of services; did you mean \"web\"?" },
	{ "unknown id among texts", SCHEMA("only = [ \"web\",\n\"mail\" ];"), 3,
	        "\"mail\" is in no row of services" },
	{ "unknown id behind a negation", SCHEMA("only = [ \"!web\", \"!mail\" ];"), 2,
	        "\"mail\" is in no row of services" },
	{ "unknown source", FEATURE("2001", "papre"), 3,
	        "unknown source \"papre\"; did you mean \"paper\"?" },
	{ "unknown source with a section", FEATURE("2001", "book: 5"), 3,
	        "unknown source \"book\"" },
	{ "unknown second source", FEATURE("2001", "paper: 1; book"), 3,
	        "unknown source \"book\"" },
	{ "source without its section", FEATURE("2001", "paper:"), 3,
	        "a blank and a section were expected after the colon" },
	{ "source without the blank", FEATURE("2001", "paper:5"), 3, "a blank and a section" },
	{ "source without anything behind the blank", FEATURE("2001", "paper: "), 3,
	        "a blank and a section" },
	{ "range of an unknown product", FEATURE("2002", "paper"), 2,
	        "\"2002\" is no range of releases" },
	{ "range of an unknown update", FEATURE("2001 SP2", "paper"), 2,
	        "is no range of releases" },
	{ "range upside down", FEATURE("2001 SP1-2001 RTM", "paper"), 2,
	        "is no range of releases" },
	{ "day that does not exist", "validities = ( { days = 5; source = \"paper\";\n"
	        "from = \"2025-02-29\"; } );\n", 2, "\"2025-02-29\" is no date YYYY-MM-DD" },
	{ "word that is none",
	        CLIENT("services = ( " JUDGEMENT " );\ndiscovery_none = \"prompt\";"), 3,
	        "\"prompt\" is none of manual|fail" },
	{ "word that is none, among texts",
	        CLIENT("services = (\n{ service = \"web\"; wrong_name = \"fail\"; untrusted = \"fail\";"
	               " places = [ \"outside\", \"nowhere\" ]; } );"), 3,
	        "\"nowhere\" is none of inside-joined|inside|outside" },
	{ "name of no table", SCHEMA("refers_to = \"sevices\";"), 2,
	        "\"sevices\" is no table; did you mean \"services\"?" },
	{ "bad grammar", "countries = (\n{ id \"AA\" } );\n", 2, "" },
	{ "field twice in a row", COUNTRY("\nname = \"More\";"), 2, "name" },
	{ "@include", "\n@include \"a.cfg\"\n", 2, "@include" },
	{ "number that would wrap", SCHEMA("min = 99999999999;"), 2, "" },
};

static void check_lint(struct fixture *fixture, const struct lint_case *row)
{
	const char *place = path_in(fixture, arena_printf(fixture->arena, "b.cfg:%d: ", row->line));
	write_file(fixture, "b.cfg", row->text);
	read_folder(fixture);
	LIST_EACH(const struct problem, problem, fixture->problems) {
		if (fixture->problems.count > 1)
			print_error("%s\n", problem->text);
	}
	if (fixture->problems.count != 1)
		fail_msg("%s: %zu problems instead of one", row->name, fixture->problems.count);
	const char *text = fixture->problems.items[0].text;
	if (!text_starts(text, place) || !strstr(text, row->want))
		fail_msg("%s: \"%s\", but \"%s%s\" was expected", row->name, text, place,
		        row->want);
}

static void test_each_lint(void **state)
{
	struct fixture *fixture = *state;
	write_file(fixture, "a.cfg", good);
	for (size_t i = 0; i < COUNT_OF(lint_cases); i++)
		check_lint(fixture, &lint_cases[i]);
}

static void test_all_problems_at_once(void **state)
{
	struct fixture *fixture = *state;
	write_file(fixture, "a.cfg", good);
	write_file(fixture, "b.cfg",
	        "contries = ( );\ncountries = ( { id = 1; name = \"A\"; } );\n");
	write_file(fixture, "c.cfg", "countries = (\n");
	write_file(fixture, "d.cfg", "countries = ( { id = \"BB\"; } );\n");
	read_folder(fixture);
	assert_int_equal(fixture->problems.count, 4);
}

/* What a file that cannot be read would have said is not missed in the others. */
static void test_no_complaint_follows_another(void **state)
{
	struct fixture *fixture = *state;
	write_file(fixture, "a.cfg", good);
	write_file(fixture, "b.cfg", FEATURE("2002-", "book: 5"));
	write_file(fixture, "c.cfg", "products = ( { id = \"2002\"\n");
	read_folder(fixture);
	assert_true(fixture->problems.count > 0);
	LIST_EACH(const struct problem, problem, fixture->problems)
		assert_non_null(strstr(problem->text, "/c.cfg:"));
}

static void test_no_folder(void **state)
{
	struct fixture *fixture = *state;
	fixture->problems = (struct problem_list){ 0 };
	const char *folder = path_in(fixture, "nothing");
	assert_false(know_read(&fixture->know, folder, fixture->arena, &fixture->problems));
	assert_int_equal(fixture->problems.count, 1);
	assert_non_null(strstr(fixture->problems.items[0].text, "nothing: No such file"));
}

static void test_no_plain_file(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(mkfifo(path_in(fixture, "pipe.cfg"), 0600), 0);
	read_folder(fixture);
	assert_int_equal(fixture->problems.count, 1);
	assert_non_null(strstr(fixture->problems.items[0].text, "/pipe.cfg: is a device"));
}

static void test_nothing_there(void **state)
{
	struct fixture *fixture = *state;
	read_folder(fixture);
	assert_true(fixture->sound);
	assert_string_equal(know_empty_table(&fixture->know), know_tables[0].name);
	write_file(fixture, "empty.cfg", "");
	write_file(fixture, "comment.cfg", "# nothing but words\n");
	read_folder(fixture);
	assert_true(fixture->sound);
}

static void test_sound_rows(void **state)
{
	struct fixture *fixture = *state;
	write_file(fixture, "a.cfg", good);
	write_file(fixture, "b.cfg",
	        CLIENT("services = ( " JUDGEMENT ",\n"
	               "{ service = \"web\"; products = \"2001 SP1-\";\n"
	               "places = [ \"inside\", \"outside\" ]; wrong_name = \"clean\";\n"
	               "untrusted = \"warning\"; external_host = true; } );"));
	read_folder(fixture);
	assert_int_equal(fixture->problems.count, 0);
	const struct product_row *product = product_find(&fixture->know, "2001");
	assert_non_null(product);
	assert_string_equal(product->name, "Old");
	assert_int_equal(product->updates.count, 2);
	assert_string_equal(product->updates.items[1], "SP1");
	assert_int_equal(product->self_signed_months, 12);
	assert_int_equal(product->default_clients.count, 1); /* one text for a list of one */
	const struct client_row *client = client_find(&fixture->know, "c");
	assert_non_null(client);
	assert_null(client->discovery_none);
	assert_false(client->is_phone);
	assert_int_equal(client->services.count, 2);
	assert_false(client->services.items[0].external_host);
	assert_true(client->services.items[1].external_host);
	assert_string_equal(client->services.items[1].places.items[1], "outside");
	assert_string_equal(client->services.items[1].untrusted, "warning");
}

static void test_same_id_other_range(void **state)
{
	struct fixture *fixture = *state;
	write_file(fixture, "a.cfg", good);
	write_file(fixture, "b.cfg",
	        "cmdlets = ( { id = \"Get-X\"; products = \"2001 RTM\"; source = \"paper\"; },\n"
	        "{ id = \"Get-X\"; products = \"2001 SP1-\"; source = \"paper\"; } );\n");
	read_folder(fixture);
	assert_int_equal(fixture->problems.count, 0);
	assert_int_equal(fixture->know.cmdlets.count, 2);
}

static void test_files_in_order(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(mkdir(path_in(fixture, "inner"), 0700), 0);
	assert_int_equal(mkdir(path_in(fixture, "examples"), 0700), 0);
	write_file(fixture, "z.cfg", "countries = ( { id = \"ZZ\"; name = \"last\"; } );\n");
	write_file(fixture, "inner/b.cfg", "countries = ( { id = \"MM\"; name = \"inner\"; } );\n");
	write_file(fixture, "a.cfg", "countries = ( { id = \"AA\"; name = \"first\"; } );\n");
	write_file(fixture, "examples/x.cfg", "no knowledge\n");
	write_file(fixture, ".hidden.cfg", "no knowledge\n");
	write_file(fixture, "notes.txt", "no knowledge\n");
	assert_int_equal(symlink(fixture->folder, path_in(fixture, "circle")), 0);
	read_folder(fixture);
	assert_int_equal(fixture->problems.count, 0);
	assert_int_equal(fixture->know.countries.count, 3);
	assert_string_equal(fixture->know.countries.items[0].name, "first");
	assert_string_equal(fixture->know.countries.items[1].name, "inner");
	assert_string_equal(fixture->know.countries.items[2].name, "last");
}

/* ---- compiled and loaded ---- */

static void compare_rows(const struct shape *shape, struct any_rows a, struct any_rows b,
        const char *place, struct arena *arena);

static void compare_texts(struct texts a, struct texts b, const char *place)
{
	if (a.count != b.count)
		fail_msg("%s: %zu texts, and %zu", place, a.count, b.count);
	for (size_t i = 0; i < a.count; i++) {
		if (!text_equal(a.items[i], b.items[i]))
			fail_msg("%s[%zu]: \"%s\" and \"%s\"", place, i, a.items[i], b.items[i]);
	}
}

static void compare_field(const struct field *field, const void *a, const void *b,
        const char *place, struct arena *arena)
{
	const char *const *text_a = a, *const *text_b = b;
	const long *number_a = a, *number_b = b;
	const bool *flag_a = a, *flag_b = b;
	const struct texts *texts_a = a, *texts_b = b;
	struct any_rows rows_a, rows_b;
	switch (field->kind) {
	case FIELD_TEXT:
		if (!text_equal(*text_a, *text_b))
			fail_msg("%s: \"%s\" and \"%s\"", place, *text_a ? *text_a : "(none)",
			        *text_b ? *text_b : "(none)");
		break;
	case FIELD_INTEGER:
		if (*number_a != *number_b)
			fail_msg("%s: %ld and %ld", place, *number_a, *number_b);
		break;
	case FIELD_FLAG:
		if (*flag_a != *flag_b)
			fail_msg("%s: %d and %d", place, *flag_a, *flag_b);
		break;
	case FIELD_TEXTS:
		compare_texts(*texts_a, *texts_b, place);
		break;
	case FIELD_ROWS:
		memcpy(&rows_a, a, sizeof(rows_a));
		memcpy(&rows_b, b, sizeof(rows_b));
		compare_rows(field->shape, rows_a, rows_b, place, arena);
		break;
	}
}

static void compare_rows(const struct shape *shape, struct any_rows a, struct any_rows b,
        const char *place, struct arena *arena)
{
	if (a.count != b.count)
		fail_msg("%s: %zu rows, and %zu", place, a.count, b.count);
	for (size_t i = 0; i < a.count; i++) {
		const char *row_a = (const char *)a.items + i * shape->size;
		const char *row_b = (const char *)b.items + i * shape->size;
		for (size_t j = 0; j < shape->field_count; j++) {
			const struct field *field = &shape->fields[j];
			const char *here = arena_printf(arena, "%s[%zu].%s", place, i, field->name);
			compare_field(field, row_a + field->offset, row_b + field->offset, here,
			        arena);
		}
	}
}

static void compare_table(struct fixture *fixture, const struct know *built,
        const struct know_table *table)
{
	compare_rows(table->shape, know_rows(built, table), know_rows(&fixture->know, table),
	        table->name, fixture->arena);
}

static void test_compiled_is_loaded(void **state)
{
	struct fixture *fixture = *state;
	struct know built = know_builtin();
	static const char *const folders[] = { SHARE, SCREENS };
	bool sound = know_read_folders(&fixture->know, (struct texts){ folders, 2 },
	        fixture->arena, &fixture->problems);
	LIST_EACH(const struct problem, problem, fixture->problems)
		print_error("%s\n", problem->text);
	assert_true(sound);
	for (size_t i = 0; i < know_table_count; i++)
		compare_table(fixture, &built, &know_tables[i]);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_fixture, remove_fixture)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(test_each_lint),
		WITH_FOLDER(test_all_problems_at_once),
		WITH_FOLDER(test_no_complaint_follows_another),
		WITH_FOLDER(test_no_folder),
		WITH_FOLDER(test_no_plain_file),
		WITH_FOLDER(test_nothing_there),
		WITH_FOLDER(test_sound_rows),
		WITH_FOLDER(test_same_id_other_range),
		WITH_FOLDER(test_files_in_order),
		WITH_FOLDER(test_compiled_is_loaded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
