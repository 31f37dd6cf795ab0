/*
 * snapshots.c: what every screen of the wizard looks like, as text.
 *
 *	snapshots FOLDER            compares with FOLDER/<columns>x<rows>.txt; status 1: they differ
 *	snapshots --accept FOLDER   writes them: the diff is the review
 *
 * The choice of a session, and a session with everything in it; at 80x24 every question once, at other
 * sizes the first question of every screen. The place of the cursor is noted below each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "ui/full.h"
#include "ui/sessions.h"

struct size {
	size_t rows, columns;
	bool all; /* every question, not only the first of each screen */
	bool ascii;
};

static const struct size sizes[] = {
	{ 24, 80, true, false }, { 12, 40, false, false }, { 40, 120, false, false },
	{ 24, 80, false, true },
};

/* Groups first: "path +" adds names to a list of groups. */
static const char *const answers[][2] = {
	{ "product.version", "2010" },
	{ "product.coexistence", "2007" },
	{ "organization.name", "Contoso, Inc." },
	{ "organization.country", "US" },
	{ "organization.state", "Washington" },
	{ "organization.locality", "Redmond" },
	{ "topology", "regional" },
	{ "forests +", "contoso" },
	{ "forests[0].ad_domain", "corp.contoso.com" },
	{ "forests[0].smtp_domains", "contoso.com, fabrikam.com" },
	{ "forests[0].sites +", "Redmond, Reykjavik" },
	{ "forests[0].sites[0].internet_facing", "true" },
	{ "forests[0].sites[0].namespace", "mail.contoso.com" },
	{ "forests[0].sites[0].servers", "CAS01, CAS02" },
	{ "forests[0].sites[0].external_addresses", "203.0.113.10, 2001:db8::10" },
	{ "forests[0].sites[0].internal_addresses", "10.1.0.10" },
	{ "forests[0].sites[0].mailbox_users", "1200" },
	{ "forests[0].sites[0].server_addresses +", "CAS01" },
	{ "forests[0].sites[0].server_addresses[0].address", "10.1.0.21" },
	{ "forests[0].sites[1].internet_facing", "false" },
	{ "forests[0].sites[1].servers", "CAS09" },
	{ "forests[0].sites[1].mailbox_users", "40" },
	{ "services.pop3.enabled", "true" },
	{ "clients.kinds", "outlook-2010, outlook-2007, browser, mobile, pop-imap" },
	{ "clients.inside_unjoined", "true" },
	{ "certificates.scenario", "redirect" },
	{ "certificates.issuer", "windows-pki" },
	{ "constraints.public_addresses", "2" },
	{ "dns.catch_all", "fabrikam.com" },
};

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "snapshots: %s: %s\n", what, why);
	exit(2);
}

static void answer(struct flow *flow, struct arena *arena)
{
	for (size_t i = 0; i < COUNT_OF(answers); i++) {
		const char *path = answers[i][0], *problem = NULL;
		const char *plus = strstr(path, " +");
		bool done = plus ? flow_group_add(flow, arena_strndup(arena, path,
		        (size_t)(plus - path)), answers[i][1], &problem)
		                 : flow_set(flow, path, answers[i][1], &problem);
		if (!done)
			fail(path, problem);
	}
	for (size_t i = 0; i < flow_count(flow); i++) {
		if (flow_spot_at(flow, i)->kind == ASK_GATE)
			flow_open_gate(flow, arena_strdup(arena, flow_spot_at(flow, i)->path), true);
	}
}

static bool folder_is_used(const char *folder)
{
	(void)folder;
	return false;
}

static void print_canvas(const struct canvas *canvas, const char *name, struct buf *out)
{
	buf_printf(out, "=== %s\n", name);
	for (size_t i = 0; i < canvas->rows; i++) {
		canvas_row(canvas, i, out);
		buf_putc(out, '\n');
	}
	buf_printf(out, "--- cursor %zu,%zu\n", canvas->cursor_row, canvas->cursor_column);
}

static void snapshot(struct flow *flow, const struct size *size, struct buf *out)
{
	const struct front_options options = { .file = "contoso.cfg", .folder = "contoso.plan",
		.folder_is_used = folder_is_used };
	struct full *full = full_new(flow, &options);
	struct canvas canvas;
	canvas_init(&canvas, size->ascii);
	for (int turn = 0; turn < 2; turn++) {
		canvas_reset(&canvas, size->rows, size->columns);
		full_draw(full, &canvas);
		if (!full_idle(full))
			break;
	}
	print_canvas(&canvas, flow_spot_at(flow, flow_here(flow))->path, out);
	canvas_done(&canvas);
	full_free(full);
}

/* As a disk may have them. */
static const struct session_card cards[] = {
	{ .name = "plan-2026-11-22", .path = "/home/admin/.local/state/casplan/plan-2026-11-22.cfg",
		.saved = "2026-11-22 14:05", .is_known = true, .organization = "Contoso, Inc.",
		.product = "Exchange 2010 SP3", .stopped = "Site (forest contoso, site Redmond), 14 of 83" },
	{ .name = "fabrikam", .path = "/home/admin/.local/state/casplan/fabrikam.cfg",
		.saved = "2026-11-20 09:00", .is_known = true, .organization = "Fabrikam, Inc.",
		.product = "Exchange SE", .stopped = "Checklist, 51 of 51", .is_taken = true },
	{ .name = "plan-2026-11-19", .path = "/home/admin/.local/state/casplan/plan-2026-11-19.cfg",
		.saved = "2026-11-19 09:00", .is_known = true, .stopped = "Welcome, 1 of 33" },
	{ .name = "broken", .path = "/home/admin/.local/state/casplan/broken.cfg",
		.saved = "2026-11-18 09:00", .is_known = true,
		.problem = "line 3: \"7\" is no version; expected one of 2007, 2010, 2013" },
	{ .name = "a\033[2Jb\r\n\xe2\x80\xaegfc.\xff\xfe", .path = "/tmp/a\033[2Jb.cfg",
		.saved = "2026-11-17 09:00", .is_known = true, .stopped = "Welcome, 1 of 33" },
	{ .name = "a-name-that-is-far-too-long-for-any-screen-and-has-no-blank-in-it-at-all-and-goes-on-"
	          "and-on-until-nobody-knows-how-it-began", .path = "/tmp/long.cfg",
		.saved = "2026-11-16 09:00", .is_known = true, .stopped = "Welcome, 1 of 33" },
};

static void sessions_snapshot(const struct size *size, struct buf *out)
{
	struct sessions *sessions = sessions_new(cards, COUNT_OF(cards));
	struct canvas canvas;
	canvas_init(&canvas, size->ascii);
	canvas_reset(&canvas, size->rows, size->columns);
	sessions_draw(sessions, &canvas);
	print_canvas(&canvas, "sessions", out);
	canvas_done(&canvas);
	sessions_free(sessions);
}

static bool is_first(const struct flow *flow, size_t index)
{
	return index == 0 ||
	       flow_spot_at(flow, index)->screen != flow_spot_at(flow, index - 1)->screen;
}

static void snapshots(struct flow *flow, const struct size *size, struct buf *out)
{
	size_t count = flow_count(flow);
	sessions_snapshot(size, out);
	for (size_t i = 0; i < count; i++) {
		flow_go(flow, i);
		if (size->all || is_first(flow, i))
			snapshot(flow, size, out);
	}
}

static void file_read(const char *path, struct buf *text)
{
	FILE *file = fopen(path, "r");
	char bytes[65536];
	size_t length;
	buf_puts(text, "");
	if (!file)
		return;
	while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buf_add(text, bytes, length);
	fclose(file);
}

static void file_write(const char *path, const struct buf *text)
{
	FILE *file = fopen(path, "w");
	if (!file || fwrite(text->data, 1, text->length, file) != text->length || fclose(file) != 0)
		fail(path, "cannot be written");
}

/* The first lines that differ, with the snapshot they belong to. */
static void say_difference(const char *path, const char *had, const char *has)
{
	const char *title = has;
	while (*had && *had == *has) {
		if (*has == '\n' && strncmp(has + 1, "=== ", 4) == 0)
			title = has + 1;
		had++;
		has++;
	}
	printf("%s differs in %.*s; --accept rewrites it\n", path, (int)strcspn(title, "\n"), title);
}

static bool size_check(struct flow *flow, const struct size *size, const char *folder, bool accept)
{
	struct buf out, had;
	char path[4096];
	buf_init(&out);
	buf_init(&had);
	snprintf(path, sizeof(path), "%s/%zux%zu%s.txt", folder, size->columns, size->rows,
	        size->ascii ? "-ascii" : "");
	snapshots(flow, size, &out);
	file_read(path, &had);
	bool same = text_equal(had.data, out.data);
	if (!same && accept)
		file_write(path, &out);
	else if (!same)
		say_difference(path, had.data, out.data);
	buf_done(&had);
	buf_done(&out);
	return same || accept;
}

int main(int argc, char **argv)
{
	bool accept = argc > 1 && text_equal(argv[1], "--accept"), fine = true;
	struct know know = know_builtin();
	struct arena *arena = arena_new();
	if (argc != (accept ? 3 : 2))
		fail("usage", "snapshots [--accept] FOLDER");
	struct flow *flow = flow_new(&know, "contoso.cfg", (struct date){ 2026, 11, 22 }, NULL);
	flow_begin(flow);
	answer(flow, arena);
	for (size_t i = 0; i < COUNT_OF(sizes); i++)
		fine &= size_check(flow, &sizes[i], argv[argc - 1], accept);
	flow_free(flow);
	arena_free(arena);
	printf("snapshots: %s\n", fine ? "all as they were" : "some differ");
	return fine ? 0 : 1;
}
