/* Steps from rows: which are made, in what order, called what, and saying what. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "helper_steps.h"

#define TEXTS(...)                                                                                 \
	{                                                                                          \
		(const char *const[]){ __VA_ARGS__ },                                              \
		        COUNT_OF(((const char *const[]){ __VA_ARGS__ }))                           \
	}
#define ROWS(type, ...)                                                                            \
	{                                                                                          \
		(const struct type[]){ __VA_ARGS__ },                                              \
		        COUNT_OF(((const struct type[]){ __VA_ARGS__ }))                           \
	}

/* The members that every row has. */
#define HEAD(slug, each)                                                                           \
	.id = slug, .phase = "work", .audience = "exchange", .for_each = each, .target = "target", \
	.title = "title", .why = "why"

static void make_steps(struct world *w, const struct step_row *rows, size_t count)
{
	w->know.steps = (struct step_rows){ rows, count };
	w->plan.steps = (struct step_list){ 0 };
	plan_add_steps(&w->plan, true);
}

#define MAKE_STEPS(w, rows) make_steps((w), (rows), COUNT_OF(rows))

static void check_ids(const struct world *w, const char *const *ids, size_t count)
{
	assert_int_equal(w->plan.steps.count, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(w->plan.steps.items[i].id, ids[i]);
}

#define CHECK_IDS(w, ...)                                                                          \
	check_ids((w), (const char *const[]){ __VA_ARGS__ },                                       \
	        COUNT_OF(((const char *const[]){ __VA_ARGS__ })))

static void check_lines(const struct text_list *lines, const char *const *want, size_t count)
{
	assert_int_equal(lines->count, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(lines->items[i], want[i]);
}

#define CHECK_LINES(lines, ...)                                                                    \
	check_lines((lines), (const char *const[]){ __VA_ARGS__ },                                 \
	        COUNT_OF(((const char *const[]){ __VA_ARGS__ })))

/* ---- which, and in what order ---- */

static void test_nothing(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ HEAD("other-product", "plan"), .products = "2016-" },
		{ HEAD("old-update", "plan"), .products = "2007 RTM-2007 SP2" },
		{ HEAD("no-such-service", "plan"), .when = TEXTS("service:imap4") },
		{ HEAD("second-fails", "plan"), .when = TEXTS("service:owa", "!service:owa") },
		{ HEAD("unknown-predicate", "plan"), .when = TEXTS("whatever") },
		{ HEAD("unknown-predicate-negated", "plan"), .when = TEXTS("!whatever") },
		{ HEAD("unknown-for-each", "galaxy") },
		{ HEAD("out-of-scope", "plan"), .when = TEXTS("facing") },
		{ .id = "unknown-phase", .phase = "never", .for_each = "plan",
		        .audience = "exchange", .target = "", .title = "", .why = "" },
	};
	MAKE_STEPS(w, rows);
	assert_int_equal(w->plan.steps.count, 0);
}

static void test_order(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ .id = "last", .phase = "after", .audience = "exchange", .for_each = "plan",
		        .target = "t", .title = "t", .why = "w" },
		{ HEAD("first-in-phase", "server") },
		{ HEAD("second-in-phase", "plan"), .products = "2007 SP3" },
		{ .id = "first", .phase = "prepare", .audience = "exchange", .for_each = "plan",
		        .target = "t", .title = "t", .why = "w" },
	};
	MAKE_STEPS(w, rows);
	CHECK_IDS(w, "first", "contoso/Redmond/first-in-phase/CAS01",
	        "contoso/Redmond/first-in-phase/CAS02", "contoso/New York/first-in-phase/CAS09",
	        "tail/Redmond/first-in-phase/CAS01", "second-in-phase", "last");
}

static void test_ids(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ HEAD("p", "plan") },
		{ HEAD("f", "forest") },
		{ HEAD("s", "site") },
		{ HEAD("c", "certificate") },
		{ HEAD("i", "certificate-server") },
	};
	MAKE_STEPS(w, rows);
	CHECK_IDS(w, "p", "contoso/f", "tail/f", "contoso/Redmond/s", "contoso/New York/s",
	        "tail/Redmond/s", "contoso/Redmond/c/mail.contoso.com",
	        "contoso/Redmond/c/autodiscover.contoso.com", "contoso/New York/c/cas09",
	        "tail/Redmond/c/*.tail.com", "contoso/Redmond/i/CAS01", "contoso/Redmond/i/CAS02",
	        /* the same servers present a second certificate */
	        "contoso/Redmond/i/CAS01-autodiscover.contoso.com",
	        "contoso/Redmond/i/CAS02-autodiscover.contoso.com", "contoso/New York/i/CAS09",
	        "tail/Redmond/i/CAS01");
}

/* Knowledge of somebody's own making may say an id twice; no two steps are called the same. */
static void test_ids_twice(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ HEAD("p", "plan") },
		{ HEAD("p", "plan") },
		{ HEAD("p", "plan") },
	};
	MAKE_STEPS(w, rows);
	CHECK_IDS(w, "p", "p-2", "p-3");
}

static void test_certificate_of_step(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ HEAD("c", "certificate"), .when = TEXTS("role:autodiscover") },
		{ HEAD("s", "server"), .when = TEXTS("!facing") },
	};
	MAKE_STEPS(w, rows);
	CHECK_IDS(w, "contoso/Redmond/c/autodiscover.contoso.com", "contoso/New York/s/CAS09");
	assert_ptr_equal(w->plan.steps.items[0].certificate, &w->plan.certificates.items[1]);
	assert_null(w->plan.steps.items[1].certificate);
}

/* ---- what they say ---- */

static void test_texts(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ .id = "s", .phase = "work", .audience = "exchange", .for_each = "server",
		        .when = TEXTS("server-address"), .target = "{server.name}",
		        .title = "{site.name}: {site.redirect_url}!", .why = "{organization}",
		        .requires = ROWS(line_row, { .text = "needs {server.address}" }),
		        .actions = ROWS(line_row, { .text = "all" },
		                { .products = "2016-", .text = "later" },
		                { .products = "2007 SP1-", .text = "SP1 {product.name}" },
		                { .when = TEXTS("hidden"), .text = "hidden" },
		                { .when = TEXTS("facing", "service:owa"), .text = "facing" },
		                { .text = "left out {site.redirect_url}" },
		                { .each = "no-such-loop", .text = "never" }),
		        .verify = ROWS(line_row, { .text = "v" }),
		        .undo = ROWS(line_row, { .text = "u" }) },
	};
	MAKE_STEPS(w, rows);
	assert_int_equal(w->plan.steps.count, 1);
	const struct plan_step *step = &w->plan.steps.items[0];
	assert_ptr_equal(step->row, &rows[0]);
	assert_string_equal(step->target, "CAS01, forest contoso");
	assert_string_equal(step->title, "Redmond: (not given)!");
	assert_string_equal(step->why, ORGANIZATION);
	CHECK_LINES(&step->requires, "needs 10.1.0.21");
	CHECK_LINES(&step->actions, "all", "SP1 Exchange Server 2007 SP3", "facing");
	CHECK_LINES(&step->verify, "v");
	CHECK_LINES(&step->undo, "u");
}

static void test_loops(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ HEAD("p", "plan"),
		        .actions = ROWS(line_row,
		                { .each = "record-external", .text = "{record.text}" },
		                { .each = "record-internal",
		                        .text = "{record.zone} {record.owner} {record.ttl} "
		                                "{record.type} {record.data}" },
		                { .each = "mail-domain",
		                        .text = "{mail_domain}: {autodiscover_host}" },
		                { .each = "server", .text = "{each.server}" },
		                { .each = "site", .text = "{each.site}: {each.namespace}" },
		                { .each = "certificate", .text = "{certificate.id}" },
		                { .each = "certificate", .when = TEXTS("wildcard"),
		                        .text = "wild {certificate.id}" },
		                { .each = "forbidden", .text = "{forbidden.owner}" },
		                { .each = "name", .text = "not in scope" }) },
		{ HEAD("s", "site"), .when = TEXTS("autodiscover-site", "second-site"),
		        .actions = ROWS(line_row,
		                { .each = "address-external", .text = "{address}" },
		                { .each = "address-internal", .text = "{address}" },
		                { .each = "autodiscover-address-external", .text = "{address}" },
		                { .each = "server", .text = "{each.server}" },
		                { .each = "mail-domain", .text = "{mail_domain}" },
		                { .each = "certificate", .text = "{certificate.id}" },
		                { .each = "port", .text = "{port} {port.service}: {address}" }) },
	};
	static const char *const owners[] = { "A", "CNAME" };
	LIST_PUSH(w->arena, &w->plan.forbidden,
	        ((struct forbidden_record){ .owner = "autodiscover.contoso.com" }));
	for (size_t i = 0; i < COUNT_OF(owners); i++)
		LIST_PUSH(w->arena, &w->plan.forbidden.items[0].types, owners[i]);
	MAKE_STEPS(w, rows);
	CHECK_IDS(w, "p", "contoso/Redmond/s");
	CHECK_LINES(&w->plan.steps.items[0].actions, "mail.contoso.com. 3600 IN A 203.0.113.10",
	        "_autodiscover._tcp.fabrikam.com. 3600 IN SRV 0 0 443 autodiscover.contoso.com.",
	        "contoso.com mail.contoso.com 3600 A 10.1.0.10",
	        "contoso.com: autodiscover.contoso.com", "fabrikam.com: autodiscover.fabrikam.com",
	        "tail.com: autodiscover.tail.com", "CAS01", "CAS02", "CAS09", "CAS01",
	        "Redmond: mail.contoso.com", "Redmond: mail.tail.com", "mail.contoso.com",
	        "autodiscover.contoso.com", "*.tail.com", "wild *.tail.com",
	        "autodiscover.contoso.com");
	CHECK_LINES(&w->plan.steps.items[1].actions, "203.0.113.10", "2001:db8::10", "10.1.0.10",
	        "203.0.113.11", "CAS01", "CAS02", "contoso.com", "fabrikam.com",
	        "mail.contoso.com", "autodiscover.contoso.com",
	        "443 Outlook Web Access, Outlook Anywhere, Offline address book: "
	        "203.0.113.10, 2001:db8::10",
	        "995 POP3: 203.0.113.10, 2001:db8::10",
	        "443 Autodiscover Web Site: 203.0.113.11");
}

/* The host of a service where it is not the namespace; zones, ports and names, each once. */
static void test_name_loops(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ HEAD("p", "plan"),
		        .actions = ROWS(line_row,
		                { .each = "site", .text = "{each.site}: {each.host.owa}" },
		                { .each = "site", .text = "IMAP4 {each.host.imap4}" },
		                { .each = "namespace", .text = "{namespace.site} {namespace.host}: "
		                                               "{namespace.services}" },
		                { .each = "https-host", .text = "https {namespace.host}" },
		                { .each = "zone-new", .text = "new {zone}" },
		                { .each = "forbidden", .text = "no {forbidden.owner}" },
		                { .each = "closed-host", .text = "closed {forbidden.owner}" },
		                { .each = "closed-host-internal", .text = "not outside" }) },
	};
	struct plan_namespace *namespaces[4];
	static const char *const hosts[] = { "mail.contoso.com", "owa.contoso.com",
		"pop.contoso.com", "mail.contoso.com" };
	static const char *const services[] = { "outlook_anywhere", "owa", "pop3", "smtp" };
	w->hosts[OWA] = text_of(w, "host", "owa.contoso.com");
	for (size_t i = 0; i < COUNT_OF(hosts); i++) {
		namespaces[i] = arena_alloc(w->arena, sizeof(*namespaces[i]));
		*namespaces[i] = (struct plan_namespace){ .host = hosts[i], .site = &w->sites[0] };
		LIST_PUSH(w->arena, &namespaces[i]->services, services[i]);
		LIST_PUSH(w->arena, &w->plan.namespaces, *namespaces[i]);
	}
	for (size_t i = 0; i < 2; i++) {
		world_record(w, VIEW_INTERNAL, "x.tail.com", RECORD_A, "10.9.0.1");
		w->plan.records.items[w->plan.records.count - 1].zone = "tail.com";
		w->plan.records.items[w->plan.records.count - 1].zone_is_new = true;
	}
	LIST_PUSH(w->arena, &w->plan.forbidden,
	        ((struct forbidden_record){ .owner = "autodiscover.a.com" }));
	LIST_PUSH(w->arena, &w->plan.forbidden,
	        ((struct forbidden_record){ .owner = "autodiscover.b.com", .is_port = true }));
	MAKE_STEPS(w, rows);
	CHECK_LINES(&w->plan.steps.items[0].actions, "Redmond: owa.contoso.com",
	        "Redmond: owa.contoso.com", "Redmond mail.contoso.com: Outlook Anywhere",
	        "Redmond owa.contoso.com: Outlook Web Access", "Redmond pop.contoso.com: POP3",
	        "Redmond mail.contoso.com: SMTP", "https mail.contoso.com",
	        "https owa.contoso.com", "new tail.com", "no autodiscover.a.com",
	        "closed autodiscover.b.com");
}

/* Without a second web site the first one answers Autodiscover; a redirect is plain HTTP. */
static void test_ports(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ HEAD("s", "site"), .when = TEXTS("facing"),
		        .actions = ROWS(line_row, { .each = "port",
		                .text = "{each.site} {port} {port.service}: {address}" }) },
	};
	w->services[OWA].external.value = false;
	w->services[OAB].enabled.value = false;
	w->services[POP3].security.value = "starttls";
	w->plan.web_sites.items[1].https = false;
	w->plan.web_sites.items[1].redirect_to = "https://x";
	w->sites[2].external_addresses = list_of(w, "external_addresses", "198.51.100.1", NULL);
	MAKE_STEPS(w, rows);
	CHECK_LINES(&w->plan.steps.items[0].actions,
	        "Redmond 443 Outlook Anywhere: 203.0.113.10, 2001:db8::10",
	        "Redmond 110 POP3: 203.0.113.10, 2001:db8::10",
	        "Redmond 80 Autodiscover Web Site: 203.0.113.11");
	CHECK_LINES(&w->plan.steps.items[1].actions,
	        "Redmond 443 Autodiscover, Outlook Anywhere: 198.51.100.1",
	        "Redmond 110 POP3: 198.51.100.1");
}

static void test_names(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ HEAD("c", "certificate"), .when = TEXTS("role:primary", "!wildcard"),
		        .actions = ROWS(line_row,
		                { .each = "name", .text = "{name}: {name.reason}" }) },
	};
	struct plan_name *name = &w->plan.certificates.items[0].names.items[0];
	LIST_PUSH(w->arena, &name->reasons, ((struct name_reason){ "service-host", "owa" }));
	LIST_PUSH(w->arena, &name->reasons, ((struct name_reason){ "scp-host", "" }));
	MAKE_STEPS(w, rows);
	CHECK_IDS(w, "contoso/Redmond/c/mail.contoso.com");
	CHECK_LINES(&w->plan.steps.items[0].actions, "mail.contoso.com: owa; scp-host");
}

static void check_command_at(const struct command_list *commands, size_t index, const char *lang,
        const char *text)
{
	assert_true(index < commands->count);
	assert_string_equal(commands->items[index].lang, lang);
	assert_string_equal(commands->items[index].text, text);
}

static void test_commands(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ HEAD("s", "server"), .when = TEXTS("server-address"),
		        .commands = ROWS(command_row,
		                { .lang = "powershell", .text = "Get-X {server.name}" },
		                { .lang = "powershell", .text = "X {server.scp_url} {nothing}" },
		                { .lang = "cmd", .text = "x {server.directory.owa}" },
		                { .lang = "cmd", .each = "address-external",
		                        .text = "ping {address}" }),
		        .verify_commands = ROWS(command_row,
		                { .lang = "cmd", .text = "v {organization}" }),
		        .undo_commands = ROWS(command_row,
		                { .lang = "powershell", .text = "Undo-X {organization}" }) },
	};
	MAKE_STEPS(w, rows);
	const struct plan_step *step = &w->plan.steps.items[0];
	assert_int_equal(step->commands.count, 3);
	check_command_at(&step->commands, 0, "powershell", "Get-X 'CAS01'");
	check_command_at(&step->commands, 1, "cmd", "ping 203.0.113.10");
	check_command_at(&step->commands, 2, "cmd", "ping 2001:db8::10");
	/* What cmd cannot carry is said to a person, where the command would have stood. */
	assert_int_equal(step->actions.count, 1);
	assert_true(text_ends(step->actions.items[0], ": x CAS01\\owa (Default Web Site)"));
	assert_int_equal(step->verify_commands.count, 0);
	assert_int_equal(step->verify.count, 1);
	assert_true(text_ends(step->verify.items[0], ": v " ORGANIZATION));
	check_command_at(&step->undo_commands, 0, "powershell",
	        "Undo-X 'Contoso \xe2\x80\x99\xe2\x80\x99; \"Inc.\", 100%'");
}

/* ---- whose script ---- */

static void test_script(void **state)
{
	struct world *w = *state;
#define COMMAND .commands = ROWS(command_row, { .lang = "powershell", .text = "X" })
	const struct step_row rows[] = {
		{ HEAD("p", "plan"), COMMAND },
		{ HEAD("f", "forest"), COMMAND },
		{ HEAD("s", "site"), .when = TEXTS("hidden"), COMMAND },
		{ HEAD("c", "certificate"), .when = TEXTS("role:autodiscover"), COMMAND },
		{ HEAD("v", "server"), .when = TEXTS("hidden"), COMMAND },
		{ HEAD("n", "server"), .when = TEXTS("hidden") },
		{ .id = "network", .phase = "work", .audience = "network", .for_each = "site",
		        .when = TEXTS("hidden"), .target = "t", .title = "t", .why = "w", COMMAND },
		{ .id = "of-server", .phase = "work", .audience = "network",
		        .for_each = "server", .when = TEXTS("hidden"), .target = "t", .title = "t",
		        .why = "w", COMMAND },
	};
#undef COMMAND
	static const char *const servers[] = { NULL, "CAS01", "CAS01", "CAS09", "CAS01", "CAS09",
		NULL, NULL, "CAS09" };
	MAKE_STEPS(w, rows);
	assert_int_equal(w->plan.steps.count, COUNT_OF(servers));
	for (size_t i = 0; i < COUNT_OF(servers); i++)
		assert_true(text_equal(w->plan.steps.items[i].server, servers[i]));
	/* Work of hands on one server: the step "n" only. */
	for (size_t i = 0; i < COUNT_OF(servers); i++)
		assert_true(text_equal(w->plan.steps.items[i].by_hand_on, i == 6 ? "CAS09" : NULL));
}

/* ---- the answers behind it ---- */

static bool from_has(const struct plan_step *step, const struct node *node)
{
	LIST_EACH(const struct node *, known, step->from) {
		if (*known == node)
			return true;
	}
	return false;
}

static void test_from(void **state)
{
	struct world *w = *state;
	const struct step_row rows[] = {
		{ HEAD("s", "server"), .when = TEXTS("server-address", "service:owa"),
		        .actions = ROWS(line_row, { .text = "{organization} {organization}" },
		                { .when = TEXTS("service:imap4"), .text = "{site.name}" }),
		        .commands = ROWS(command_row,
		                { .lang = "powershell", .text = "X {server.external_url.owa}" }) },
	};
	MAKE_STEPS(w, rows);
	const struct plan_step *step = &w->plan.steps.items[0];
	assert_true(from_has(step, w->servers[0].node));
	assert_true(from_has(step, w->services[OWA].enabled.node));
	assert_true(from_has(step, w->services[IMAP4].enabled.node)); /* asked, answered no */
	assert_true(from_has(step, w->request.organization.name.node));
	assert_true(from_has(step, w->plan.urls.items[0].from.items[0]));
	assert_false(from_has(step, w->sites[0].name.node)); /* its line was not made */
	assert_int_equal(step->from.count, 5);               /* each once */
}

/* Ten thousand mail domains: each answer once, and the list as long as it must be. */
static void test_from_many(void **state)
{
	struct world *w = *state;
	enum { MANY = 10000 };
	const struct step_row rows[] = {
		{ HEAD("f", "forest"),
		        .actions = ROWS(line_row,
		                { .each = "mail-domain", .text = "{mail_domain}" },
		                { .each = "mail-domain", .text = "{autodiscover_host}" }) },
	};
	struct text_answer *domains = arena_alloc(w->arena, sizeof(*domains) * MANY);
	for (size_t i = 0; i < MANY; i++)
		domains[i] = text_of(w, "domain", arena_printf(w->arena, "d%zu.com", i));
	w->forests[0].smtp_domains = (struct text_answers){ domains, MANY, NULL };
	MAKE_STEPS(w, rows);
	const struct plan_step *step = &w->plan.steps.items[0];
	assert_int_equal(step->actions.count, 2 * MANY);
	assert_string_equal(step->actions.items[2 * MANY - 1], "autodiscover.d9999.com");
	assert_int_equal(step->from.count, MANY);
	for (size_t i = 0; i < MANY; i++)
		assert_ptr_equal(step->from.items[i], domains[i].node);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_nothing),
		TEST(test_order),
		TEST(test_ids),
		TEST(test_ids_twice),
		TEST(test_certificate_of_step),
		TEST(test_texts),
		TEST(test_loops),
		TEST(test_name_loops),
		TEST(test_ports),
		TEST(test_names),
		TEST(test_commands),
		TEST(test_script),
		TEST(test_from),
		TEST(test_from_many),
	};
	return cmocka_run_group_tests_name("core_steps", tests, NULL, NULL);
}
