/* html_proof.c: the client proof in plan.html: a line for each client and place, and folded below it
 * what the client would try, one after the other. */
#include "base/text.h"
#include "html.h"

/* So many verdicts of one client and place are shown, the worst first: with thousands of mail domains
 * the others say the same. */
#define VERDICTS_MAX 100

/* "Autodiscover of contoso.com, users of site Redmond" */
static const char *question_text(struct html *html, const struct verdict *verdict)
{
	const struct service_row *service =
	        know_find(html->plan->know, "services", verdict->service);
	struct arena *arena = html->scratch;
	const char *text = service ? service->name : verdict->service;
	if (verdict->smtp_domain)
		text = arena_printf(arena, "%s of %s", text, verdict->smtp_domain);
	if (verdict->site)
		text = arena_printf(arena, "%s, users of site %s", text, verdict->site);
	if (html->plan->request->forest_count > 1 && verdict->forest)
		text = arena_printf(arena, "%s, forest %s", text, verdict->forest);
	return text;
}

static void write_attempt(struct html *html, const struct attempt_list *attempts, size_t index)
{
	const struct attempt *attempt = &attempts->items[index];
	struct texts lines = attempt_lines(attempts, index, html->scratch);
	if (lines.count == 0)
		return;
	html_put(html, "<li><code>", attempt->url, "</code>: ");
	html_put(html, "<b>", attempt->outcome, "</b>.");
	for (size_t i = 0; i < lines.count; i++)
		html_put(html, i == 0 ? " " : "<br/>", lines.items[i], "");
	html_markup(html, "</li>\n");
}

static void write_verdict(struct html *html, const struct verdict *verdict)
{
	html_put(html, "<h3>", question_text(html, verdict), ": ");
	html_mark(html, result_text(verdict->result));
	html_markup(html, "</h3>\n");
	if (verdict->attempts.count == 0) {
		html_put(html, "<p>", verdict->reason ? verdict->reason : "", "</p>\n");
		return;
	}
	html_markup(html, "<ol>\n");
	for (size_t i = 0; i < verdict->attempts.count; i++)
		write_attempt(html, &verdict->attempts, i);
	html_markup(html, "</ol>\n");
}

static bool is_of(const struct verdict *verdict, const struct proof_line *line)
{
	return text_equal(verdict_client(verdict), line->client) &&
	        text_equal(verdict->place, line->place);
}

static void write_verdicts(struct html *html, const struct proof_line *line)
{
	size_t count = 0;
	for (int result = RESULT_FAIL; result >= RESULT_CLEAN; result--) {
		LIST_EACH(const struct verdict, verdict, html->proof->verdicts) {
			if ((int)verdict->result == result && is_of(verdict, line) &&
			        ++count <= VERDICTS_MAX)
				write_verdict(html, verdict);
		}
	}
	if (count > VERDICTS_MAX)
		html_put(html, "<p>And ",
		        arena_printf(html->scratch, "%zu", count - VERDICTS_MAX),
		        " more that are no worse; plan.json has all.</p>\n");
}

static void write_line(struct html *html, const struct proof_line *line)
{
	html_markup(html, "<details><summary>");
	html_mark(html, result_text(line->result));
	html_put(html, " <code>", line->client, "</code> ");
	html_put(html, "", line->place, "");
	if (line->reason && *line->reason)
		html_put(html, ": ", line->reason, "");
	html_markup(html, "</summary>\n");
	write_verdicts(html, line);
	html_markup(html, "</details>\n");
}

void html_proof(struct html *html)
{
	if (!html->proof)
		return;
	html_markup(html, "<p>What each kind of client would meet in each place, at worst; unfolded, "
	                  "what it tries in its own order. A prompt is one question of trust, manual "
	                  "works after the server name is typed by hand, a warning is a certificate "
	                  "warning that a person can pass.</p>\n");
	LIST_EACH(const struct proof_line, line, html->proof->lines)
		write_line(html, line);
}
