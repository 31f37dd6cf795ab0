/* The drawing of sites: what cannot be drawn first, then exact pictures, many sites, and random ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../sweep/chance.h"
#include "base/buf.h"
#include "base/width.h"
#include "emit/drawing.h"
#include "helper_make.h"
#include "helper_pictures.h"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const char *picture_of(const struct drawing *drawing)
{
	if (!drawing->lines.count)
		return "";
	return arena_printf(arena, "%s\n", texts_join(arena, drawing->lines, "\n"));
}

static struct drawing assert_drawn(const struct drawing_spec *spec, size_t width, size_t height,
        bool ascii, const char *want)
{
	struct drawing drawing = drawing_make(spec, width, height, ascii, arena);
	const char *picture = picture_of(&drawing);
	if (strcmp(picture, want) != 0)
		fail_msg("at %zux%zu:\n%s\ninstead of\n%s", width, height, picture, want);
	return drawing;
}

/* The same picture in ASCII, made of it character by character. */
static const char *in_ascii(const char *picture)
{
	static const char *const signs[][2] = {
		{ "\u2500", "-" }, { "\u2502", "|" }, { "\u2551", "#" }, { "\u256b", "#" },
		{ "\u2550", "#" }, { "\u256a", "#" }, { "\u2026", "~" },
	};
	char *out = arena_alloc(arena, strlen(picture) + 1), *end = out;
	for (const char *at = picture; *at; at += cluster_length(at)) {
		char sign = (unsigned char)*at < 0x80 ? *at : '+'; /* corners and branches */
		for (size_t i = 0; i < COUNT_OF(signs); i++) {
			if (text_starts(at, signs[i][0]))
				sign = signs[i][1][0];
		}
		*end++ = sign;
	}
	return out;
}

/* ---- nothing to draw, or no room ---- */

static void nothing(void **state)
{
	(void)state;
	struct drawing_forest empty = { "contoso", NULL, 0 };
	const struct drawing_site site = { .name = "Redmond" };
	struct drawing_forest forest = { "contoso", &site, 1 };
	assert_drawn(&(struct drawing_spec){ NULL, 0 }, 76, 20, false, "");
	assert_drawn(&(struct drawing_spec){ &empty, 1 }, 76, 20, false, "");
	assert_drawn(&(struct drawing_spec){ &forest, 1 }, 0, 20, false, "");
	assert_drawn(&(struct drawing_spec){ &forest, 1 }, 76, 0, false, "");
}

static void names_are_missing(void **state)
{
	(void)state;
	const struct drawing_site site = { .name = NULL };
	struct drawing_forest forest = { NULL, &site, 1 };
	struct drawing drawing = assert_drawn(&(struct drawing_spec){ &forest, 1 }, 76, 20, true,
	        "Internet firewall\n"
	        "                #  + (no name yet) -+\n"
	        "                #  | no server yet  |\n"
	        "                #  +----------------+\n");
	assert_false(drawing.is_cut);
}

/* Nothing faces the Internet: no arrow, whatever names are known. */
static void nobody_comes_in(void **state)
{
	(void)state;
	const char *const hosts[] = { "mail.contoso.com" }, *const servers[] = { "CAS01" };
	const struct drawing_site sites[] = {
		{ "Redmond", { hosts, 1 }, { servers, 1 }, false, false },
		{ "Dublin", { hosts, 1 }, { servers, 1 }, false, false },
	};
	struct drawing_forest forest = { "contoso", sites, 2 };
	struct drawing_spec spec = { &forest, 1 };
	assert_drawn(&spec, 76, 20, true,
	        "Internet    firewall  forest contoso\n"
	        "                   #  + Redmond -+\n"
	        "                   #  | CAS01    |\n"
	        "                   #  +----------+\n"
	        "                   #  + Dublin --+\n"
	        "                   #  | CAS01    |\n"
	        "                   #  +----------+\n");
	/* The names do not count for the width, and neither for the height. */
	assert_drawn(&spec, 34, 20, true,
	        "Internet\n"
	        "#### firewall ####################\n"
	        "    + Redmond -+\n"
	        "    | CAS01    |\n"
	        "    +----------+\n"
	        "    + Dublin -+\n"
	        "    | CAS01   |\n"
	        "    +---------+\n");
}

static void names_are_hostile(void **state)
{
	(void)state;
	const char *const hosts[] = { "mail\033[2J.com" }, *const servers[] = { "C\u202eAS", "\xff" };
	const struct drawing_site site = { "Red\nmond", { hosts, 1 }, { servers, 2 }, true, false };
	struct drawing_forest forest = { "\u0301\u200bb", &site, 1 };
	assert_drawn(&(struct drawing_spec){ &forest, 1 }, 76, 20, true,
	        "Internet firewall  forest ??b\n"
	        "                #  + Red?mond -+\n"
	        "mail?[2J.com ---#->| C?AS ?    |\n"
	        "                #  +-----------+\n");
}

/* ---- pictures ---- */

static void topologies(void **state)
{
	(void)state;
	struct know know = know_builtin();
	for (size_t i = 0; i < COUNT_OF(pictures); i++) {
		const struct topology_row *row = topology_find(&know, pictures[i].topology);
		struct drawing_spec spec = drawing_of_topology(row, arena);
		assert_false(assert_drawn(&spec, pictures[i].width, 40, false, pictures[i].lines).is_cut);
		assert_false(assert_drawn(&spec, pictures[i].width, 40, true,
		        in_ascii(pictures[i].lines)).is_cut);
	}
	assert_int_equal(know.topologies.count * 2, COUNT_OF(pictures));
}

static void assert_within(const char *what, size_t count, long min, long max)
{
	if ((long)count < min || (max && (long)count > max))
		fail_msg("%s: %zu", what, count);
}

static void assert_example_forest(const struct topology_row *row, const struct drawing_forest *forest)
{
	size_t facing = 0, distinct = 0;
	for (size_t i = 0; i < forest->site_count; i++) {
		bool is_new = forest->sites[i].is_facing;
		for (size_t j = 0; j < i; j++)
			is_new = is_new && !(forest->sites[j].is_facing &&
			                           text_equal(forest->sites[i].hosts.items[0],
			                                   forest->sites[j].hosts.items[0]));
		facing += forest->sites[i].is_facing;
		distinct += is_new;
	}
	assert_within(row->id, forest->site_count, row->min_sites, row->max_sites);
	assert_within(row->id, facing, row->min_facing, row->max_facing);
	assert_within(row->id, forest->site_count - facing, row->min_hidden, 0);
	if (text_equal(row->namespaces, "same"))
		assert_int_equal(distinct, 1);
	if (text_equal(row->namespaces, "distinct"))
		assert_int_equal(distinct, facing);
}

/* An example of a model has the model's shape. */
static void examples_fit(void **state)
{
	(void)state;
	struct know know = know_builtin();
	LIST_EACH(const struct topology_row, row, know.topologies) {
		struct drawing_spec spec = drawing_of_topology(row, arena);
		assert_within(row->id, spec.forest_count, row->min_forests, row->max_forests);
		for (size_t i = 0; i < spec.forest_count; i++)
			assert_example_forest(row, &spec.forests[i]);
	}
}

static void short_of_height(void **state)
{
	(void)state;
	struct know know = know_builtin();
	struct drawing_spec spec = drawing_of_topology(topology_find(&know, "multi-forest"), arena);
	assert_false(assert_drawn(&spec, 76, 12, false,
	        "Internet  * answers Autodiscover\n"
	        "══╪═ firewall ══════════════════════════════════════════════════════════════\n"
	        "  │ forest contoso\n"
	        "  ├> New York *  mail.usa.contoso.com         CAS01\n"
	        "  ├> London      mail.europe.contoso.com      CAS02\n"
	        "  │ forest contosoonline\n"
	        "  └> Tokyo *     mail.asia.contosoonline.com  CAS11\n").is_cut);
	assert_true(assert_drawn(&spec, 76, 5, false,
	        "Internet  * answers Autodiscover\n"
	        "══╪═ firewall ══════════════════════════════════════════════════════════════\n"
	        "  │ forest contoso\n"
	        "  └> New York *  mail.usa.contoso.com         CAS01\n"
	        "    and 2 more sites\n").is_cut);
	/* Names of servers are the first to go, long before they would be all cut. */
	assert_true(assert_drawn(&spec, 50, 7, false,
	        "Internet  * answers Autodiscover\n"
	        "══╪═ firewall ════════════════════════════════════\n"
	        "  │ forest contoso\n"
	        "  ├> New York *  mail.usa.contoso.com\n"
	        "  ├> London      mail.europe.contoso.com\n"
	        "  │ forest contosoonline\n"
	        "  └> Tokyo *     mail.asia.contosoonline.com\n").is_cut);
	assert_true(assert_drawn(&spec, 42, 7, true,
	        "Internet  * answers Autodiscover\n"
	        "#### firewall ############################\n"
	        "  | forest contoso\n"
	        "  +> New York *  mail.usa.contoso.com\n"
	        "  +> London      mail.europe.contoso.com\n"
	        "  | forest contosoonline\n"
	        "  +> Tokyo *     mail.asia.contosoonline.~\n").is_cut);
}

/* Where even names are cut, boxes under each other are better than slivers beside each other. */
static void long_names(void **state)
{
	(void)state;
	const char *const hosts[] = { "mail.a-region-with-a-name-that-goes-on-and-on.contoso.com" };
	const char *const servers[] = { "CAS01" };
	const char *name = "A site with a name that goes on and on, and on";
	const struct drawing_site sites[] = {
		{ name, { hosts, 1 }, { servers, 1 }, true, false },
		{ name, { NULL, 0 }, { servers, 1 }, false, false },
	};
	struct drawing_forest forest = { "contoso", sites, 2 };
	struct drawing_spec spec = { &forest, 1 };
	assert_true(assert_drawn(&spec, 50, 20, true,
	        "Internet\n"
	        "#### firewall ####################################\n"
	        "  | mail.a-region-with-a-name-that-goes-on-and-on~\n"
	        "  | + A site with a name that goes on and on, ~ -+\n"
	        "  +>| CAS01                                      |\n"
	        "    +-+------------------------------------------+\n"
	        "      |       + A site with a name that goes o~ -+\n"
	        "      +proxy->| CAS01                            |\n"
	        "              +----------------------------------+\n").is_cut);
	/* The same where only one of the two is long. */
	for (size_t i = 0; i < 2; i++) {
		const struct drawing_site mixed[] = {
			{ i ? name : "A", { hosts, 1 }, { servers, 1 }, true, false },
			{ i ? "B" : name, { NULL, 0 }, { servers, 1 }, false, false },
		};
		forest.sites = mixed;
		struct drawing drawing = drawing_make(&spec, 50, 20, true, arena);
		assert_true(text_starts(drawing.lines.items[1], "#### firewall"));
	}
}

static void more_than_a_box_holds(void **state)
{
	(void)state;
	static const char *const hosts[] = { "mail.a.com", "owa.a.com", "eas.a.com", "oa.a.com",
		"pop.a.com", "imap.a.com" };
	static const char *const servers[] = { "SERVER-NUMBER-1", "SERVER-NUMBER-2", "SERVER-NUMBER-3",
		"SERVER-NUMBER-4" };
	const struct drawing_site sites[] = {
		{ "A", { hosts, 6 }, { servers, 4 }, true, false },
		{ "B", { hosts, 2 }, { servers, 1 }, true, true },
	};
	struct drawing_forest forest = { "a", sites, 2 };
	struct drawing_spec spec = { &forest, 1 };
	/* The site that answers Autodiscover comes first. */
	assert_true(assert_drawn(&spec, 76, 40, true,
	        "Internet firewall  forest a\n"
	        "                #  + B -----------------------+\n"
	        "mail.a.com -----#->| * Autodiscover           |\n"
	        "owa.a.com ------#->| SERVER-NUMBER-1          |\n"
	        "                #  +--------------------------+\n"
	        "                #  + A -----------------------+\n"
	        "mail.a.com -----#->| SERVER-NUMBER-1          |\n"
	        "owa.a.com ------#->| SERVER-NUMBER-2          |\n"
	        "eas.a.com ------#->| and 2 more               |\n"
	        "and 3 more -----#->|                          |\n"
	        "                #  +--------------------------+\n").is_cut);
}

static void more_servers_than_a_box_holds(void **state)
{
	(void)state;
	static const char *const hosts[] = { "mail.a.com" };
	static const char *const servers[] = { "SERVER-NUMBER-1", "SERVER-NUMBER-2", "SERVER-NUMBER-3",
		"SERVER-NUMBER-4", "SERVER-NUMBER-5" };
	const struct drawing_site site = { "A", { hosts, 1 }, { servers, 5 }, true, false };
	struct drawing_forest forest = { "a", &site, 1 };
	assert_true(assert_drawn(&(struct drawing_spec){ &forest, 1 }, 76, 40, true,
	        "Internet firewall  forest a\n"
	        "                #  + A -----------------------+\n"
	        "mail.a.com -----#->| SERVER-NUMBER-1          |\n"
	        "                #  | SERVER-NUMBER-2          |\n"
	        "                #  | and 3 more               |\n"
	        "                #  +--------------------------+\n").is_cut);
	/* Three of them fit. */
	const struct drawing_site fewer = { "A", { hosts, 1 }, { servers, 3 }, true, false };
	forest.sites = &fewer;
	struct drawing drawing = drawing_make(&(struct drawing_spec){ &forest, 1 }, 76, 40, true, arena);
	assert_non_null(strstr(picture_of(&drawing), "SERVER-NUMBER-3"));
	assert_false(drawing.is_cut);
}

static void wide_names(void **state)
{
	(void)state;
	static const char *const hosts[] = { "mail.\u6771\u4eac.example.jp" };
	static const char *const servers[] = { "CAS01", "CAS02" };
	const struct drawing_site sites[] = {
		{ "\u6771\u4eac", { hosts, 1 }, { servers, 2 }, true, true },
		{ "\u5927\u962a\u5e02\u5317\u533a\u6885\u7530\u4e00\u4e01\u76ee", { NULL, 0 },
		        { servers, 1 }, false, false },
		{ "Cafe\u0301", { NULL, 0 }, { servers, 1 }, false, false },
	};
	struct drawing_forest forest = { "contoso", sites, 3 };
	struct drawing_spec spec = { &forest, 1 };
	assert_false(assert_drawn(&spec, 78, 40, false,
	        "Internet        firewall  forest contoso\n"
	        "                       ║  ┌ 東京 ──────────┐         ┌ 大阪市北区梅田一丁目 ─┐\n"
	        "mail.東京.example.jp ──╫─>│ * Autodiscover │─┬proxy─>│ CAS01                 │\n"
	        "                       ║  │ CAS01 CAS02    │ │       └───────────────────────┘\n"
	        "                       ║  └────────────────┘ │       ┌ Cafe\u0301 ─────────────────┐\n"
	        "                       ║                     └proxy─>│ CAS01                 │\n"
	        "                       ║                             └───────────────────────┘\n").is_cut);
	/* One cell less, and names would be cut. */
	assert_false(assert_drawn(&spec, 77, 40, false,
	        "Internet\n"
	        "══╪═ firewall ═══════════════════════════════════════════════════════════════\n"
	        "  │ mail.東京.example.jp\n"
	        "  │ ┌ 東京 ──────────┐\n"
	        "  └>│ * Autodiscover │\n"
	        "    │ CAS01 CAS02    │\n"
	        "    └─┬──────────────┘\n"
	        "      │       ┌ 大阪市北区梅田一丁目 ─┐\n"
	        "      ├proxy─>│ CAS01                 │\n"
	        "      │       └───────────────────────┘\n"
	        "      │       ┌ Cafe\u0301 ─┐\n"
	        "      └proxy─>│ CAS01 │\n"
	        "              └───────┘\n").is_cut);
	assert_true(assert_drawn(&spec, 38, 5, false,
	        "Internet  * answers Autodiscover\n"
	        "══╪═ firewall ════════════════════════\n"
	        "  └> 東京 *           mail.東京.examp…\n"
	        "     ├> 大阪市北区…\n"
	        "     └> Cafe\u0301\n").is_cut);
	assert_drawn(&spec, 50, 7, true,
	        "Internet  * answers Autodiscover\n"
	        "#### firewall ####################################\n"
	        "  +> ???? *                   mail.????.example.jp\n"
	        "     +> ????????????????????\n"
	        "     +> Caf?\n");
}

/* ---- twenty sites ---- */

static struct drawing_spec twenty(void)
{
	static struct drawing_site sites[20];
	static struct drawing_forest forest;
	for (size_t i = 0; i < COUNT_OF(sites); i++) {
		const char **host = arena_alloc(arena, sizeof(*host));
		const char **server = arena_alloc(arena, sizeof(*server));
		*host = arena_printf(arena, "mail%02zu.contoso.com", i);
		*server = arena_printf(arena, "CAS%02zu", i);
		sites[i] = (struct drawing_site){ arena_printf(arena, "Site %02zu", i),
			{ host, i % 2 == 0 }, { server, 1 }, i % 2 == 0, i == 0 };
	}
	forest = (struct drawing_forest){ "contoso", sites, COUNT_OF(sites) };
	return (struct drawing_spec){ &forest, 1 };
}

static void twenty_sites(void **state)
{
	(void)state;
	static const struct {
		size_t width, height, lines;
		bool is_cut;
	} cases[] = {
		{ 76, 100, 32, false }, /* two columns of ten boxes */
		{ 76, 32, 32, false },
		{ 76, 31, 22, false }, /* one line each */
		{ 76, 22, 22, false },
		{ 76, 21, 21, true },
		{ 38, 100, 73, false }, /* boxes under each other */
		{ 38, 72, 22, true },   /* no room for the servers */
		{ 38, 10, 10, true },
	};
	struct drawing_spec spec = twenty();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct drawing drawing =
		        drawing_make(&spec, cases[i].width, cases[i].height, false, arena);
		const char *picture = picture_of(&drawing);
		size_t found = 0;
		for (size_t j = 0; j < 20; j++)
			found += strstr(picture, spec.forests[0].sites[j].name) != NULL;
		if (drawing.lines.count != cases[i].lines || drawing.is_cut != cases[i].is_cut ||
		        (found < 20) != (cases[i].lines == cases[i].height && cases[i].is_cut))
			fail_msg("case %zu: %zu lines, %zu sites\n%s", i, drawing.lines.count, found,
			        picture);
	}
}

/* ---- where specs come from ---- */

static const char *const contoso[] = {
	"topology=regional",
	"forests[0].sites[1].name=London",
	"forests[0].sites[1].namespace=mail-london.contoso.com",
	"forests[0].sites[1].servers=[LONCAS01 LONCAS02]",
	"forests[0].sites[1].external_addresses=[203.0.113.20]",
	"forests[0].sites[1].internal_addresses=[10.2.0.10]",
	"forests[0].sites[1].autodiscover=?true",
	"forests[0].sites[1].hosts.activesync=mobile.contoso.com",
	"forests[0].sites[2].name=Reykjavik",
	"forests[0].sites[2].internet_facing=?false",
	"forests[0].sites[2].servers=[CAS09]",
	NULL,
};

static void plan_is_drawn(void **state)
{
	(void)state;
	struct made made;
	made_make(&made, contoso);
	struct drawing_spec spec = drawing_of_plan(made.plan, arena);
	assert_false(assert_drawn(&spec, 76, 40, false,
	        "Internet           firewall  forest contoso\n"
	        "                          ║  ┌ London ───────────┐         ┌ Reykjavik ─┐\n"
	        "mail-london.contoso.com ──╫─>│ * Autodiscover    │──proxy─>│ CAS09      │\n"
	        "mobile.contoso.com ───────╫─>│ LONCAS01 LONCAS02 │         └────────────┘\n"
	        "                          ║  └───────────────────┘\n"
	        "                          ║  ┌ Redmond ──────────┐\n"
	        "mail.contoso.com ─────────╫─>│ CAS01             │\n"
	        "                          ║  └───────────────────┘\n").is_cut);
	made_done(&made);
}

/* Answers that are complete give the picture of their plan. */
static void answers_are_drawn(void **state)
{
	(void)state;
	struct made made;
	made_make(&made, contoso);
	struct answers answers;
	answers_init(&answers, &made.know, "answers.cfg", arena);
	for (size_t i = 0; i < COUNT_OF(helper_base); i++)
		helper_answer(&answers, helper_base[i], (int)i + 1);
	for (size_t i = 0; contoso[i]; i++)
		helper_answer(&answers, contoso[i], 101 + (int)i);
	struct drawing_spec spec = drawing_of_answers(&answers, arena);
	struct drawing_spec planned = drawing_of_plan(made.plan, arena);
	struct drawing drawing = drawing_make(&planned, 76, 40, false, arena);
	assert_drawn(&spec, 76, 40, false, picture_of(&drawing));
	made_done(&made);
}

static void answers_are_missing(void **state)
{
	(void)state;
	struct know know = know_builtin();
	struct answers answers;
	answers_init(&answers, &know, "answers.cfg", arena);
	assert_int_equal(drawing_of_answers(&answers, arena).forest_count, 0);
	helper_answer(&answers, "forests[0].name=contoso", 1);
	struct drawing_spec spec = drawing_of_answers(&answers, arena);
	assert_drawn(&spec, 76, 40, true, "");
	helper_answer(&answers, SITE0 "name=Redmond", 2);
	helper_answer(&answers, SITE1 "namespace=mail.contoso.com", 3);
	spec = drawing_of_answers(&answers, arena);
	assert_drawn(&spec, 76, 40, true,
	        "Internet    firewall  forest contoso\n"
	        "                   #  + (no name yet) -+         + Redmond ------+\n"
	        "mail.contoso.com --#->| * Autodiscover |--proxy->| no server yet |\n"
	        "                   #  | no server yet  |         +---------------+\n"
	        "                   #  +----------------+\n");
}

/* Names are shown once, and only of sites that face the Internet. */
static void answered_hosts(void **state)
{
	(void)state;
	struct know know = know_builtin();
	struct answers answers;
	answers_init(&answers, &know, "answers.cfg", arena);
	static const char *const lines[] = {
		SITE0 "namespace=mail.contoso.com", SITE0 "hosts.owa=mail.contoso.com",
		SITE0 "hosts.pop3=pop.contoso.com", SITE0 "hosts.imap4=pop.contoso.com",
		SITE1 "namespace=mail.contoso.com", SITE1 "internet_facing=?false",
	};
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		helper_answer(&answers, lines[i], (int)i + 1);
	const struct drawing_site *sites = drawing_of_answers(&answers, arena).forests[0].sites;
	assert_string_equal(texts_join(arena, sites[0].hosts, " "), "mail.contoso.com pop.contoso.com");
	assert_int_equal(sites[1].hosts.count, 0);
	assert_false(sites[1].is_facing);
}

/* Nobody outside asks for it, or nobody at all. */
static void discovery_is_off(void **state)
{
	(void)state;
	static const char *const offs[][2] = {
		{ "services.autodiscover.external=?false", NULL },
		{ "services.autodiscover.enabled=?false", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(offs); i++) {
		struct made made;
		made_make(&made, offs[i]);
		struct drawing_spec spec = drawing_of_plan(made.plan, arena);
		assert_false(spec.forests[0].sites[0].has_autodiscover);
		spec = drawing_of_answers(&made.answers, arena);
		assert_false(spec.forests[0].sites[0].has_autodiscover);
		made_done(&made);
	}
}

/* ---- random specs ---- */

static const char *random_name(uint64_t *seed)
{
	static const char *const pieces[] = { "a", "B7", "-", ".", "mail", "contoso", " ", "\u6771",
		"e\u0301", "\u0301", "\U0001f600", "\033", "\u202e", "\xff", "\u0928\u093f" };
	const char *name = "";
	for (size_t i = chance_below(seed, 12); i > 0; i--)
		name = arena_printf(arena, "%s%s", name, pieces[chance_below(seed, COUNT_OF(pieces))]);
	return name;
}

static struct texts random_names(uint64_t *seed, size_t most)
{
	struct text_list names = { 0 };
	for (size_t i = chance_below(seed, most); i > 0; i--)
		LIST_PUSH(arena, &names, random_name(seed));
	return texts_of(&names);
}

static struct drawing_spec random_spec(uint64_t *seed)
{
	struct drawing_spec spec = { .forest_count = chance_below(seed, 4) };
	struct drawing_forest *forests = arena_alloc(arena, 4 * sizeof(*forests));
	for (size_t i = 0; i < spec.forest_count; i++) {
		size_t count = chance_below(seed, 8);
		struct drawing_site *sites = arena_alloc(arena, count * sizeof(*sites));
		for (size_t j = 0; j < count; j++)
			sites[j] = (struct drawing_site){ chance_below(seed, 9) ? random_name(seed) : NULL,
				random_names(seed, 7), random_names(seed, 9), chance_below(seed, 3) > 0,
				chance_below(seed, 3) == 0 };
		forests[i] = (struct drawing_forest){ random_name(seed), sites, count };
	}
	spec.forests = forests;
	return spec;
}

static void assert_fits(const struct drawing *drawing, size_t width, size_t height, bool ascii)
{
	assert_true(drawing->lines.count <= height);
	for (size_t i = 0; i < drawing->lines.count; i++) {
		const char *line = drawing->lines.items[i];
		assert_true(text_width(line) <= width);
		assert_false(text_ends(line, " "));
		for (const char *at = line; *at;) {
			int32_t c = utf8_next(&at);
			assert_false(utf8_is_hostile(c));
			assert_true(!ascii || c < 0x7f);
		}
	}
}

static void random_specs(void **state)
{
	(void)state;
	uint64_t seed = 0x9e3779b97f4a7c15u;
	for (int i = 0; i < 1500; i++) {
		struct drawing_spec spec = random_spec(&seed);
		size_t width = 1 + chance_below(&seed, 120), height = 1 + chance_below(&seed, 60);
		bool ascii = chance_below(&seed, 2);
		struct drawing drawing = drawing_make(&spec, width, height, ascii, arena);
		assert_fits(&drawing, width, height, ascii);
		size_t least = drawing_least_height(&spec);
		drawing = drawing_make(&spec, 200, least, false, arena);
		assert_null(strstr(picture_of(&drawing), " more site"));
		tear_down(NULL);
		set_up(NULL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),
		cmocka_unit_test(names_are_missing),
		cmocka_unit_test(nobody_comes_in),
		cmocka_unit_test(names_are_hostile),
		cmocka_unit_test(topologies),
		cmocka_unit_test(examples_fit),
		cmocka_unit_test(short_of_height),
		cmocka_unit_test(long_names),
		cmocka_unit_test(more_than_a_box_holds),
		cmocka_unit_test(more_servers_than_a_box_holds),
		cmocka_unit_test(wide_names),
		cmocka_unit_test(twenty_sites),
		cmocka_unit_test(plan_is_drawn),
		cmocka_unit_test(answers_are_drawn),
		cmocka_unit_test(answers_are_missing),
		cmocka_unit_test(answered_hosts),
		cmocka_unit_test(discovery_is_off),
		cmocka_unit_test(random_specs),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
