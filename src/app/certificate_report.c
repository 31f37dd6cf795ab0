/* app/certificate_report.c: the judgement on an issued certificate, for a person. */
#include "homecoming.h"

#include "app/report.h"
#include "app/sheet.h"
#include "app/streams.h"
#include "base/text.h"

#define LABEL_WIDTH 13

static void entry_add(struct buf *out, const char *label, const char *text)
{
	sheet_entry(out, label, text, LABEL_WIDTH);
}

static const char *day_text(struct arena *arena, struct date date)
{
	char text[DATE_TEXT_SIZE];
	date_format(date, text);
	return arena_strdup(arena, text);
}

static void facts_add(struct buf *out, const struct homecoming *coming)
{
	const struct certificate_facts *facts = &coming->facts;
	struct arena *arena = coming->app->arena;
	entry_add(out, "Certificate", coming->certificate->id);
	entry_add(out, "Subject", facts->subject);
	entry_add(out, "Issuer", facts->issuer);
	entry_add(out, "Names", texts_join(arena, facts->names, ", "));
	entry_add(out, "Valid",
	        arena_printf(arena, "%s to %s, %ld days", day_text(arena, facts->not_before),
	                day_text(arena, facts->not_after), facts->days));
	entry_add(out, "Signed with", facts->signature_hash);
	entry_add(out, "Serial", facts->serial);
	entry_add(out, "Thumbprint", facts->thumbprint);
	for (size_t i = 0; i < coming->chain.count; i++)
		entry_add(out, i ? "" : "Chain", coming->chain.items[i].subject);
}

static void worse_add(struct buf *out, const struct worse_verdict *worse, struct arena *arena)
{
	const struct verdict *real = worse->real;
	sheet_entry(out, "",
	        arena_printf(arena, "%s %s, %s%s%s%s%s: planned %s, now %s. %s",
	                verdict_client(real), real->place, real->service,
	                real->smtp_domain ? " of " : "", real->smtp_domain ? real->smtp_domain : "",
	                real->site ? ", site " : "", real->site ? real->site : "",
	                result_text(worse->planned->result), result_text(real->result),
	                real->reason),
	        2);
}

static void findings_add(struct buf *out, const struct homecoming *coming)
{
	struct plan shown = *coming->input.plan;
	shown.findings = coming->issued->findings;
	report_findings(out, &shown, coming->app->colour);
	if (coming->issued->worse.count)
		buf_puts(out, "What clients would meet with it:\n");
	LIST_EACH(const struct worse_verdict, worse, coming->issued->worse)
		worse_add(out, worse, coming->app->arena);
	if (coming->issued->worse.count)
		buf_putc(out, '\n');
}

static void files_add(struct buf *out, const struct homecoming *coming)
{
	struct arena *arena = coming->app->arena;
	if (!coming->files.count)
		return;
	sheet_words(out,
	        arena_printf(arena, "Written to %s; begin with README.txt: %s.",
	                cli_value(coming->app->cli, OPTION_OUTPUT),
	                texts_join(arena, texts_of(&coming->files), ", ")),
	        0, 0);
	if (coming->backup)
		sheet_words(out,
		        arena_printf(arena, "What was there before is in %s.", coming->backup), 0,
		        0);
}

void homecoming_report(struct buf *out, const struct homecoming *coming)
{
	facts_add(out, coming);
	buf_putc(out, '\n');
	findings_add(out, coming);
	files_add(out, coming);
}

void homecoming_refuse(const struct homecoming *coming)
{
	struct problem_list problems = { 0 };
	LIST_EACH(const struct plan_finding, finding, coming->issued->findings) {
		if (finding->severity == SEVERITY_ERROR)
			problem_add(&problems, coming->app->arena, 0, "error: %s: %s",
			        finding->rule->id, finding->message);
	}
	problems_print(cli_value(coming->app->cli, OPTION_ISSUED), &problems);
}
