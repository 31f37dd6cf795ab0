/* ui/plain.h: typed lines in, text out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/text.h"
#include "base/width.h"
#include "ui/plain.h"

static const struct date today = { 2026, 11, 22 };
static const char prompt[] = "\n> ";

struct talk {
	struct know know;
	struct flow *flow;
	struct plain *plain;
	struct arena *arena;
	struct buf out;
	enum front_wish wish;
};

static bool folder_is_used(const char *folder)
{
	return text_equal(folder, "used.plan");
}

static int begin(void **state)
{
	static struct talk talk;
	const struct front_options options = {
		.file = "s.cfg", .folder = "used.plan", .folder_is_used = folder_is_used };
	talk = (struct talk){ .know = know_builtin(), .arena = arena_new() };
	buf_init(&talk.out);
	talk.flow = flow_new(&talk.know, "s.cfg", today, NULL);
	flow_begin(talk.flow);
	talk.plain = plain_new(talk.flow, &options);
	plain_begin(talk.plain, &talk.out);
	plain_ask(talk.plain, &talk.out);
	*state = &talk;
	return 0;
}

static int end(void **state)
{
	struct talk *talk = *state;
	plain_free(talk->plain);
	flow_free(talk->flow);
	buf_done(&talk->out);
	arena_free(talk->arena);
	return 0;
}

/* What is said must end with the prompt, fit a line, and never move the cursor. */
static void assert_plain(const struct talk *talk)
{
	for (const char *line = talk->out.data; *line; line += *line == '\n') {
		size_t length = strcspn(line, "\n");
		assert_true(bytes_width(line, length) <= 80);
		for (const char *end = line + length; line < end; line++)
			assert_true((unsigned char)*line >= ' ');
	}
	assert_true(talk->wish != FRONT_GO_ON || text_ends(talk->out.data, prompt) ||
	            text_equal(talk->out.data, prompt + 1));
}

/* What is said may have lines of any length. */
static void type_loosely(struct talk *talk, const char *line)
{
	talk->out.length = 0;
	talk->wish = plain_line(talk->plain, line, &talk->out);
	if (talk->wish == FRONT_GO_ON)
		plain_ask(talk->plain, &talk->out);
}

static void type(struct talk *talk, const char *line)
{
	type_loosely(talk, line);
	assert_plain(talk);
}

static void written(struct talk *talk, bool done)
{
	talk->out.length = 0;
	plain_written(talk->plain, done, &talk->out);
	plain_ask(talk->plain, &talk->out);
}

static void assert_said(const struct talk *talk, const char *want)
{
	if (!strstr(talk->out.data, want))
		fail_msg("not said: %s\n%s", want, talk->out.data);
}

static const char *here(const struct talk *talk)
{
	return flow_spot_at(talk->flow, flow_here(talk->flow))->path;
}

static void go(struct talk *talk, const char *path)
{
	size_t spot = flow_find(talk->flow, path);
	assert_int_not_equal(spot, FLOW_NOWHERE);
	flow_go(talk->flow, spot);
}

/* The error stands directly before the prompt, and the question is asked again. */
static void errors_stand_before_the_prompt(void **state)
{
	static const struct {
		const char *path, *line, *want;
	} rows[] = {
		{ "product.version", "7", "\nError: \"7\" is not between 1 and 6\n> " },
		{ "product.version", "", "\nError: an answer is needed here; \">\" goes on" },
		{ "product.version", "? 9", "\nError: there is no choice 9 here\n> " },
		{ "organization.country", "usa", "\nError: " },
		{ "welcome", "hm", "\nError: Enter goes on\n> " },
		{ "forests", "", "\nError: at least one is needed" },
		{ "forests", "a/b", "\nError: " },
		{ "forests", "- 3", "\nError: there is no number 3 in this list\n> " },
		{ "services", "99 enabled yes", "\nError: \"99\" is no service here" },
		{ "services", "owa colour blue", "\nError: owa has no setting \"colour\"" },
		{ "services", "owa security tls", "\nError: owa has no setting \"security\"" },
		{ "services", "owa external perhaps", "\nError: owa external: yes or no is expected\n> " },
		{ "services", "owa", "\nError: a setting and a value are expected behind owa\n> " },
		{ "write", "y", "\nError: something is missing or wrong" },
		{ "dns.internal", "magic", "\nError: \"magic\" is not between" },
	};
	struct talk *talk = *state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		go(talk, rows[i].path);
		type(talk, rows[i].line);
		assert_said(talk, rows[i].want);
		assert_string_equal(here(talk), rows[i].path);
	}
}

static void hostile_lines_are_shown_harmless(void **state)
{
	struct talk *talk = *state;
	go(talk, "organization.name");
	type(talk, "a\033[2Jb\302\233c\xff");
	assert_said(talk, "\nError: \"a?[2Jb?c?\" was not taken: ");
	assert_null(strchr(talk->out.data, '\033'));
}

/* What nobody meant to type: arrow keys, another character set, text that turns around. */
static void unclean_lines_are_not_taken(void **state)
{
	static const char *const lines[] = { "\033[A", "M\xfcnchen", "Con\xfftoso", "\u202eContoso",
		"\001", "+ \033[A" };
	struct talk *talk = *state;
	go(talk, "organization.name");
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		type(talk, lines[i]);
		assert_said(talk, "What is the registered name of the organization?\nError: \"");
		assert_said(talk, "was not taken");
		struct flow_answer answer =
		        flow_answer(talk->flow, "organization.name", talk->arena);
		assert_false(answer.given || answer.draft);
		assert_string_equal(here(talk), "organization.name");
	}
	type(talk, "Contoso?");
	assert_string_equal(here(talk), "organization.country");
}

/* A paste without line ends, or the wrong file: refused, and not read aloud. */
static void long_lines_are_told_in_short(void **state)
{
	struct talk *talk = *state;
	char line[100000];
	memset(line, 'a', sizeof(line));
	line[sizeof(line) - 1] = '\0';
	go(talk, "organization.name");
	talk->out.length = 0;
	plain_cut(talk->plain);
	plain_ask(talk->plain, &talk->out);
	assert_said(talk, "\nError: this line is too long, and was not taken; ");
	assert_string_equal(here(talk), "organization.name");
	go(talk, "product.version");
	type_loosely(talk, line);
	assert_said(talk, "is not between 1 and 6\n> ");
	assert_true(talk->out.length < 1000);
}

/* Two cells for each character: 48 of them take more than a line. */
static void wide_words_are_wrapped(void **state)
{
	static const char word[] = "\u6771\u4eac\u90fd\u6e2f\u533a\u829d\u516c\u5712";
	struct talk *talk = *state;
	go(talk, "organization.name");
	type(talk, arena_printf(talk->arena, "%s %s %s %s %s %s", word, word, word, word, word, word));
	assert_string_equal(here(talk), "organization.country");
	type(talk, "<");
	assert_said(talk, arena_printf(talk->arena, "%s\n", word));
	assert_said(talk, arena_printf(talk->arena, "\n%s %s %s\n", word, word, word));
}

static void back_and_forth(void **state)
{
	struct talk *talk = *state;
	type(talk, "<");
	assert_said(talk, "Error: this is the first question");
	type(talk, "");
	assert_string_equal(here(talk), "product.version");
	type(talk, "2010");
	assert_string_equal(here(talk), "product.update");
	type(talk, "<");
	assert_said(talk, " 2  Exchange Server 2010 (chosen)\n");
	type(talk, ">");
	assert_string_equal(here(talk), "product.update");
	go(talk, "organization.name");
	type(talk, "\\q");
	assert_string_equal(flow_answer(talk->flow, "organization.name", talk->arena).text, "q");
}

static void draft_is_shown_again(void **state)
{
	struct talk *talk = *state;
	go(talk, "organization.country");
	type(talk, "usa");
	type(talk, "<");
	assert_string_equal(here(talk), "organization.name");
	type(talk, ">");
	assert_said(talk, "Error: \"usa\" is no code of a country; ");
	assert_said(talk, "\"-\" forgets it");
	/* Enter does no such thing here. */
	assert_null(strstr(talk->out.data, "Enter"));
	type(talk, "US");
	assert_string_equal(here(talk), "organization.state");
}

/* What was typed wrong is forgotten; what was answered before it is not. */
static void draft_is_forgotten_alone(void **state)
{
	static const struct {
		const char *path, *good, *wrong, *keeps;
	} rows[] = {
		{ "organization.country", "US", "usa", "Enter keeps: US\n" },
		{ "forests[0].smtp_domains", "contoso.com", "a..b", "1  contoso.com\nEnter keeps it.\n" },
	};
	struct talk *talk = *state;
	go(talk, "forests");
	type(talk, "contoso");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		go(talk, rows[i].path);
		type(talk, rows[i].good);
		go(talk, rows[i].path);
		type(talk, rows[i].wrong);
		assert_said(talk, "Error: ");
		type(talk, "-");
		assert_string_equal(here(talk), rows[i].path);
		assert_said(talk, rows[i].keeps);
		struct flow_answer answer = flow_answer(talk->flow, rows[i].path, talk->arena);
		assert_null(answer.draft);
		assert_string_equal(answer.text, rows[i].good);
	}
}

/* Back to the default, whatever kind of question it is. */
static void answers_are_taken_away(void **state)
{
	static const struct {
		const char *path, *text;
	} rows[] = {
		{ "product.update", "1" },
		{ "clients.kinds", "1" },
		{ "clients.inside_joined", "n" },
		{ "certificates.key.bits", "4096" },
		{ "organization.state", "Washington" },
	};
	struct talk *talk = *state;
	go(talk, "product.version");
	type(talk, "2007");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		go(talk, rows[i].path);
		type(talk, rows[i].text);
		assert_true(flow_answer(talk->flow, rows[i].path, talk->arena).given);
		go(talk, rows[i].path);
		type(talk, "-");
		assert_false(flow_answer(talk->flow, rows[i].path, talk->arena).given);
		assert_string_not_equal(here(talk), rows[i].path);
	}
}

/* Each question says what Enter does. */
static void defaults_are_said(void **state)
{
	static const struct {
		const char *path, *want;
	} rows[] = {
		{ "topology", "\nAn answer is needed.\n" },
		{ "product.update", "\nEnter keeps: SP3 (default)\n" },
		{ "product.coexistence", "\nEnter chooses none.\n" },
		{ "organization.name", "\nAn answer is needed.\n" },
		{ "organization.state", "\nEnter goes on without an answer.\n" },
		{ "forests", "\nAt least one is needed.\n" },
		{ "clients.kinds", "\nEnter keeps what is marked (default).\n" },
	};
	struct talk *talk = *state;
	go(talk, "product.version");
	type(talk, "2007");
	go(talk, "product-details");
	type(talk, "y");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		size_t spot = flow_find(talk->flow, rows[i].path);
		assert_int_not_equal(spot, FLOW_NOWHERE);
		flow_go(talk->flow, spot - 1);
		type(talk, ">");
		assert_string_equal(here(talk), rows[i].path);
		assert_said(talk, rows[i].want);
		assert_said(talk, "\n\"?\" help, \"<\" back, \"=\" plan, \"p\" proof, \"!\" review, \"q\" "
		                  "save and quit.\n");
	}
}

static void lists_are_edited(void **state)
{
	struct talk *talk = *state;
	go(talk, "forests");
	type(talk, "contoso, fabrikam");
	assert_said(talk, " 1  contoso\n 2  fabrikam\n");
	type(talk, "e 2 Tailspin");
	assert_string_equal(talk->out.data, " 2  Tailspin\nWhich Active Directory forests are there?\n> ");
	type(talk, "m 2 1");
	assert_string_equal(talk->out.data, " 1  Tailspin\nWhich Active Directory forests are there?\n> ");
	type(talk, "l");
	assert_said(talk, " 1  Tailspin\n 2  contoso\n");
	type(talk, "- 1");
	assert_string_equal(talk->out.data, "Remove Tailspin with all its answers? Type y or n.\n> ");
	type(talk, "n");
	assert_said(talk, "Tailspin stays.\n");
	type(talk, "- 1");
	/* Neither yes nor no: nothing that was typed is lost silently. */
	type(talk, "+ fabrikam");
	assert_said(talk, "Remove Tailspin with all its answers? Type y or n.\n"
	                  "Error: y or n is expected\n> ");
	type(talk, "y");
	assert_said(talk, "Tailspin is removed; \"l\" lists the others.\n");
	type(talk, "l");
	assert_said(talk, " 1  contoso\nEnter");
	type(talk, "m 1");
	assert_said(talk, "Error: two numbers are expected\n> ");
	go(talk, "forests[0].smtp_domains");
	type(talk, "contoso.com\tfabrikam.com");
	go(talk, "forests[0].smtp_domains");
	type(talk, "+ tailspin.com");
	assert_said(talk, " 3  tailspin.com\n");
	type(talk, "- 2");
	assert_said(talk, "fabrikam.com is removed; \"l\" lists the others.\n");
	type(talk, "e 2 a.com");
	assert_said(talk, " 2  a.com\n");
	type(talk, "+ b.com");
	type(talk, "m 3 1");
	assert_said(talk, " 1  b.com\n");
	type(talk, "m 2 3");
	assert_said(talk, " 3  contoso.com\n");
	type(talk, "l");
	assert_said(talk, " 1  b.com\n 2  a.com\n 3  contoso.com\nEnter keeps them.\n");
	/* What cannot stand there leaves what is there. */
	type(talk, "+ a..b");
	assert_said(talk, "Error: ");
	type(talk, "e 1 a.com");
	assert_said(talk, "Error: \"a.com\" stands there twice\n> ");
	type(talk, "l");
	assert_said(talk, " 1  b.com\n 2  a.com\n 3  contoso.com\nEnter keeps them.\n");
	assert_string_equal(here(talk), "forests[0].smtp_domains");
}

/* A pasted list comes line by line; an empty line ends it. */
static void lists_are_pasted(void **state)
{
	struct talk *talk = *state;
	go(talk, "forests");
	type(talk, "+");
	assert_said(talk, "One a line; an empty line ends the list.\n> ");
	type(talk, "contoso");
	assert_string_equal(talk->out.data, "> ");
	type(talk, "a/b");
	assert_said(talk, "Error: ");
	/* A question about it does not end it. */
	type(talk, "?");
	assert_said(talk, "Commands: ");
	type(talk, "fabrikam");
	assert_string_equal(talk->out.data, "> ");
	type(talk, "");
	assert_said(talk, " 1  contoso\n 2  fabrikam\n");
	assert_string_equal(here(talk), "forests");
	go(talk, "forests[0].smtp_domains");
	type(talk, "+");
	type(talk, "contoso.com");
	type(talk, "fabrikam.com");
	type(talk, "");
	assert_string_equal(here(talk), "forests[0].smtp_domains");
	assert_string_equal(flow_answer(talk->flow, here(talk), talk->arena).text,
	        "contoso.com, fabrikam.com");
	/* A line that was pasted behind an empty one. */
	type(talk, "tailspin.com");
	assert_said(talk, "Error: an empty line ended the list; ");
	assert_string_equal(here(talk), "forests[0].smtp_domains");
	type(talk, "+");
	type(talk, "tailspin.com");
	type(talk, "");
	assert_string_equal(flow_answer(talk->flow, here(talk), talk->arena).text,
	        "contoso.com, fabrikam.com, tailspin.com");
	type(talk, "");
	go(talk, "forests[0].smtp_domains");
	type(talk, "contoso.com");
	assert_string_not_equal(here(talk), "forests[0].smtp_domains");
	go(talk, "forests[0].smtp_domains");
	type(talk, "+");
	type(talk, "<");
	assert_string_equal(here(talk), "forests[0].ad_domain");
}

/* What was said is not said again: only what is wrong, or different. */
static void repeats_are_brief(void **state)
{
	struct talk *talk = *state;
	go(talk, "product.version");
	type(talk, "9");
	assert_null(strstr(talk->out.data, "Exchange Server 2007"));
	assert_said(talk, "Which Exchange version do the Client Access servers run?\nError: ");
	type(talk, "2010");
	go(talk, "services");
	type(talk, "pop3 enabled yes");
	assert_said(talk, " 8  pop3: enabled yes (changed), external yes, require_ssl yes");
	assert_null(strstr(talk->out.data, "imap4"));
	type(talk, "2");
	assert_said(talk, "Error: a setting and a value are expected behind owa\n> ");
	type(talk, "? pop3 security");
	assert_said(talk, "  POP3: Mail programs");
	assert_said(talk, "  Value starttls:\n");
	type(talk, "<");
	type(talk, ">");
	assert_said(talk, "imap4: enabled no\n");
	assert_said(talk, "\n 1  autodiscover: enabled yes, external yes, require_ssl yes");
	assert_said(talk, "\n 2  owa: the same as the one before\n");
}

static void choices_without_a_way_are_named_once(void **state)
{
	struct talk *talk = *state;
	go(talk, "product.version");
	type(talk, "2007");
	go(talk, "product-details");
	type(talk, "y");
	assert_string_equal(here(talk), "product.coexistence");
	assert_said(talk, "Not offered: Exchange Server 2007, Exchange Server 2010, Exchange Server");
	type(talk, "3");
	assert_said(talk, "Error: Exchange Server 2010 is not offered, because ");
	type(talk, "1");
	assert_string_equal(here(talk), "product.extended_protection");
	assert_said(talk, "Enter keeps: As the version does by itself (default)\n");
}

static void answer_all(struct talk *talk)
{
	static const char *const lines[] = {
		"", "2007", "", "", "Contoso, Inc.", "US", "", "", "", "1", "contoso", "",
		"corp.contoso.com", "contoso.com", "Redmond", "", "y", "mail.contoso.com", "CAS01",
		"203.0.113.10", "10.1.0.10", "", "", "", "", "", "", "",
		"unified-communications", "public-ca",
	};
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		type(talk, lines[i]);
}

static void help_and_plan(void **state)
{
	struct talk *talk = *state;
	go(talk, "topology");
	type(talk, "? 4");
	assert_said(talk, "Regional namespaces\n");
	assert_said(talk, "For it: ");
	assert_said(talk, "Source: ");
	type(talk, "?");
	assert_said(talk, "Commands: ");
	type(talk, "=");
	assert_said(talk, "There is no plan yet");
	type(talk, "!");
	assert_said(talk, "\n  2  Which Exchange version do the Client Access servers run? not answered yet");
	type(talk, "2");
	assert_string_equal(here(talk), "product.version");
	type(talk, "2016");
	assert_string_equal(here(talk), "review");
	assert_said(talk, "  2  Which Exchange version do the Client Access servers run? 2016 (asked)\n"
	        "  3  New: Which service pack or cumulative update do all of them have? CU23\n"
	        "       (default)\n"
	                  "\"l\" lists all answers again.\n");
	assert_null(strstr(talk->out.data, "How shall the inside"));
	type(talk, "l");
	assert_said(talk, "  How shall the inside resolve the planned names? split-zone (default)\n");
}

/* And from the review to where it was opened, whatever was changed from it. */
static void review_leads_back(void **state)
{
	struct talk *talk = *state;
	answer_all(talk);
	go(talk, "topology");
	type(talk, "!");
	assert_said(talk, "\n\"<\" goes back to where you were: Which model fits your sites and names?\n");
	type(talk, arena_printf(talk->arena, "%zu",
	        flow_find(talk->flow, "organization.country") + 1));
	type(talk, "DE");
	assert_string_equal(here(talk), "review");
	type(talk, "<");
	assert_string_equal(here(talk), "topology");
	type(talk, "<");
	assert_string_not_equal(here(talk), "review");
}

/* Back from an answer that the review led to is back to the review. */
static void review_and_back(void **state)
{
	struct talk *talk = *state;
	answer_all(talk);
	type(talk, "!");
	assert_said(talk, "Nothing is missing or wrong.\n");
	assert_said(talk, "Of forest contoso, site Redmond:\n");
	assert_said(talk, "  Which host name do people type from outside? mail.contoso.com (asked)\n");
	assert_said(talk, "Of the whole organization:\n");
	assert_said(talk, "  Are there further settings of this site to make? no: the defaults\n");
	char *number = arena_printf(talk->arena, "%zu",
	        flow_find(talk->flow, "organization.country") + 1);
	type(talk, number);
	assert_string_equal(here(talk), "organization.country");
	type(talk, "<");
	assert_string_equal(here(talk), "review");
	assert_said(talk, "  In which country is its seat (two letters)? US (asked)\n");
	assert_said(talk, "; the worst a client meets: clean.\n");
	assert_null(strstr(talk->out.data, "New: "));
	type(talk, number);
	type(talk, "usa");
	type(talk, "<");
	assert_string_equal(here(talk), "review");
	assert_said(talk, "  In which country is its seat (two letters)? US (asked, what was typed is\n"
	                  "       not accepted)\n");
	assert_said(talk, "  In which country is its seat (two letters)? \"usa\" was typed: ");
	type(talk, "<");
	assert_string_not_equal(here(talk), "review");
	type(talk, "!");
	type(talk, "yes");
	assert_string_equal(here(talk), "proof");
}

static void findings_are_accepted(void **state)
{
	struct talk *talk = *state;
	answer_all(talk);
	type(talk, "!");
	type(talk, "a 1");
	assert_said(talk, "\n     Do: ");
	assert_said(talk, "\n     It comes from: 2 Which Exchange version do the Client Access servers run?\n");
	assert_null(strstr(talk->out.data, "Accepted"));
	type(talk, "a 1 we know");
	assert_said(talk, "a 1  warning, product-unsupported 2007: ");
	assert_said(talk, " Accepted: we know\n");
	/* Nothing else was changed. */
	assert_null(strstr(talk->out.data, "Which Exchange version"));
	assert_null(strstr(talk->out.data, "a 2  "));
	type(talk, "a 1 -");
	assert_said(talk, "a 1  warning, product-unsupported 2007: ");
	assert_null(strstr(talk->out.data, "Accepted"));
	assert_string_equal(here(talk), "review");
}

/* What a certificate cannot be without stays; names are known in capitals too. */
static void names_are_turned(void **state)
{
	static const char excluded[] = "certificates.exclude_names";
	struct talk *talk = *state;
	answer_all(talk);
	go(talk, "names");
	type(talk, "- 1");
	assert_said(talk, "Error: mail.contoso.com: a certificate cannot be without it\n> ");
	type(talk, "+ mail.contoso.com");
	assert_said(talk, "Error: mail.contoso.com: it was not left out on purpose\n> ");
	assert_false(flow_answer(talk->flow, excluded, talk->arena).given);
	go(talk, excluded);
	type(talk, "Autodiscover.CONTOSO.com");
	go(talk, "names");
	type(talk, "+ autodiscover.contoso.com");
	assert_said(talk, " 2  autodiscover.contoso.com: ");
	assert_string_equal(flow_answer(talk->flow, excluded, talk->arena).text, "");
	/* Also where there is no plan. */
	go(talk, excluded);
	type(talk, "mail.contoso.com");
	go(talk, "names");
	type(talk, "1");
	assert_said(talk, "Error: there is no name with the number 1\n> ");
	type(talk, "+ Mail.contoso.com");
	assert_said(talk, " 1  mail.contoso.com: ");
}

/* Who changes one answer hears which questions that brings up, and what became of the plan. */
static void changes_bring_questions(void **state)
{
	struct talk *talk = *state;
	answer_all(talk);
	type(talk, "!");
	type(talk, arena_printf(talk->arena, "%zu",
	        flow_find(talk->flow, "certificates.scenario") + 1));
	type(talk, "redirect");
	assert_string_equal(here(talk), "review");
	assert_said(talk, "  How shall the names be certified? redirect (asked)\n");
	assert_said(talk, "  New: site Redmond: Which public addresses does the second web site have?\n");
	assert_said(talk, "\nErrors 1, warnings ");
	assert_said(talk, "\nNothing is missing, and the plan has errors 1: see below.\n");
	assert_said(talk, "the worst a client meets: fail.\n");
	assert_null(strstr(talk->out.data, "product.version"));
}

/* How lists are typed is said once, and where somebody asks for it. */
static void long_hints_are_said_once(void **state)
{
	struct talk *talk = *state;
	answer_all(talk);
	go(talk, "forests[0].sites[0].servers");
	type(talk, "l");
	assert_null(strstr(talk->out.data, "\"e 2 NAME\" puts"));
	assert_said(talk, "\"?\" explains.\n");
	type(talk, "?");
	assert_said(talk, "\"e 2 NAME\" puts");
}

/* The proof, and each client of it, from every question. */
static void proof_from_everywhere(void **state)
{
	struct talk *talk = *state;
	type(talk, "p");
	assert_said(talk, "There is no plan yet");
	answer_all(talk);
	go(talk, "dns.internal");
	type(talk, "p");
	assert_said(talk, " 1  outlook-2007-srv, inside-joined: clean\n");
	type(talk, "p 1");
	assert_said(talk, "outlook-2007-srv, inside-joined:\n");
	assert_said(talk, "https://");
	type(talk, "p 99");
	assert_said(talk, "Error: \"99\" is not between 1 and ");
	assert_string_equal(here(talk), "dns.internal");
	go(talk, "proof");
	type(talk, "y");
	assert_string_equal(here(talk), "write");
}

/* Phones do not trust a private root, and a second web site has no address. */
static void mending_is_told(void **state)
{
	struct talk *talk = *state;
	answer_all(talk);
	go(talk, "certificates.issuer");
	type(talk, "windows-pki");
	go(talk, "proof");
	type(talk, "p");
	const char *phone = strstr(talk->out.data, "mobile-6, outside: fail");
	assert_non_null(phone);
	while (phone[-1] != '\n')
		phone--;
	type(talk, arena_printf(talk->arena, "p %.2s", phone));
	assert_said(talk, "    To mend it: Install the root certificate of your authority on phones");
	go(talk, "certificates.scenario");
	type(talk, "redirect");
	go(talk, "review");
	type(talk, "a 1");
	assert_said(talk, "second-address-missing");
	assert_said(talk, "     To mend it: ");
}

/* A key of another question is no name, unless somebody says so; what a list loses is told. */
static void slips_are_no_names(void **state)
{
	static const char domains[] = "forests[0].smtp_domains";
	struct talk *talk = *state;
	answer_all(talk);
	go(talk, domains);
	type(talk, "y");
	assert_said(talk, "\nError: \"y\" was not taken for a name; \"\\y\" is, if it is one\n> ");
	assert_string_equal(here(talk), domains);
	assert_string_equal(flow_answer(talk->flow, domains, talk->arena).text, "contoso.com");
	type(talk, "fabrikam.com example.org");
	assert_said(talk, "In the place of: contoso.com\n");
	go(talk, "forests");
	type(talk, "e");
	assert_said(talk, "\nError: \"e\" was not taken for a name");
	assert_int_equal(flow_group_count(talk->flow, "forests"), 1);
	type(talk, "\\e");
	assert_int_equal(flow_group_count(talk->flow, "forests"), 2);
}

/* What is wrong with an answer that was taken is said once: Enter then keeps it. */
static void what_was_said_needs_no_second_enter(void **state)
{
	static const char excluded[] = "certificates.exclude_names";
	struct talk *talk = *state;
	answer_all(talk);
	go(talk, excluded);
	type(talk, "mail.contoso.com");
	assert_string_equal(here(talk), excluded);
	assert_said(talk, "\nError: ");
	type(talk, "");
	assert_string_not_equal(here(talk), excluded);
	type(talk, "<");
	assert_string_equal(here(talk), excluded);
	assert_said(talk, "\nError: ");
	type(talk, "");
	assert_string_not_equal(here(talk), excluded);
}

static enum step_state step_state(struct talk *talk, size_t number)
{
	const char *reason;
	return flow_step(talk->flow, &flow_checklist(talk->flow).plan->steps.items[number - 1],
	        &reason);
}

static void several_steps_are_ticked(void **state)
{
	struct talk *talk = *state;
	answer_all(talk);
	go(talk, "checklist");
	type(talk, "l");
	assert_said(talk, "\nThe plan is not written yet: its files do not exist.\n");
	type(talk, "x 1, 3 5-6");
	for (size_t i = 1; i <= 7; i++)
		assert_int_equal(step_state(talk, i),
		        i == 1 || i == 3 || i == 5 || i == 6 ? STEP_DONE : STEP_OPEN);
	type(talk, "o 3-5 6");
	for (size_t i = 2; i <= 7; i++)
		assert_int_equal(step_state(talk, i), STEP_OPEN);
	/* All of them, or none. */
	type(talk, "x 2 99999");
	assert_said(talk, "\nError: there is no step 99999\n> ");
	assert_int_equal(step_state(talk, 2), STEP_OPEN);
	type(talk, "x 4-2");
	assert_said(talk, "\nError: \"4-2\" goes backwards\n> ");
	type(talk, "x");
	assert_said(talk, "\nError: the number of a step is expected\n> ");
}

/* What is to be typed stands on one line. */
static void typed_texts_are_not_broken(void **state)
{
	struct talk *talk = *state;
	for (size_t i = 0; i < flow_count(talk->flow); i++) {
		flow_go(talk->flow, i);
		type(talk, "?");
		type(talk, "<");
		type(talk, ">");
		for (const char *line = talk->out.data; *line; line += *line == '\n') {
			size_t length = strcspn(line, "\n"), quotes = 0;
			for (const char *end = line + length; line < end; line++)
				quotes += *line == '"';
			assert_int_equal(quotes % 2, 0);
		}
	}
}

static void leaving(void **state)
{
	struct talk *talk = *state;
	type(talk, "q");
	assert_int_equal(talk->wish, FRONT_QUIT);
	talk->out.length = 0;
	assert_int_equal(plain_line(talk->plain, NULL, &talk->out), FRONT_QUIT);
}

/* Whether a line was saved is known before the next question. */
static void failed_save_is_shown_at_once(void **state)
{
	struct talk *talk = *state;
	talk->out.length = 0;
	assert_int_equal(plain_line(talk->plain, "", &talk->out), FRONT_GO_ON);
	plain_set_unsaved(talk->plain, "disk full");
	plain_ask(talk->plain, &talk->out);
	assert_string_equal(here(talk), "product.version");
	assert_said(talk, "NOT SAVED: disk full\n");
}

static void failed_save_stays_shown(void **state)
{
	struct talk *talk = *state;
	plain_set_unsaved(talk->plain, "disk full");
	type(talk, "");
	assert_said(talk, "NOT SAVED: disk full\n");
	type(talk, "2007");
	assert_said(talk, "NOT SAVED: disk full\n");
	/* Nobody leaves without knowing what is lost. */
	type(talk, "q");
	assert_int_equal(talk->wish, FRONT_GO_ON);
	assert_said(talk, "\nError: what was answered last is not saved; \"q\" again leaves and loses it\n> ");
	type(talk, "?");
	type(talk, "q");
	assert_int_equal(talk->wish, FRONT_GO_ON);
	type_loosely(talk, "q");
	assert_int_equal(talk->wish, FRONT_QUIT);
	plain_set_unsaved(talk->plain, NULL);
	type(talk, "");
	assert_null(strstr(talk->out.data, "NOT SAVED"));
}

/* From nothing to the checklist. */
static void whole_way(void **state)
{
	struct talk *talk = *state;
	answer_all(talk);
	go(talk, "names");
	type(talk, "2");
	assert_said(talk, "Without autodiscover.contoso.com:\n");
	type(talk, "- 2");
	assert_said(talk, "Left out: autodiscover.contoso.com");
	type(talk, "+ autodiscover.contoso.com");
	assert_said(talk, " 2  autodiscover.contoso.com: ");
	go(talk, "proof");
	type(talk, "1");
	assert_said(talk, "https://");
	assert_said(talk, "Default Web Site of Redmond: certificate");
	go(talk, "proof");
	type(talk, "");
	assert_said(talk, "used.plan is not empty");
	assert_null(strstr(talk->out.data, "Private keys"));
	type(talk, "hm");
	assert_said(talk, "Shall the plan be written now?\nError: y or n is expected\n> ");
	plain_set_keys(talk->plain, &(struct front_keys){ .made = 1, .wanted = 1 });
	type(talk, "=");
	assert_said(talk, "\nPrivate keys: 1 of 1 is made.\n");
	plain_set_keys(talk->plain, &(struct front_keys){ .made = 1, .wanted = 3 });
	go(talk, "proof");
	type(talk, "");
	assert_said(talk, "\nPrivate keys: 1 of 3 are made; writing waits for the rest");
	type(talk, "y");
	assert_int_equal(talk->wish, FRONT_WRITE);
	written(talk, false);
	assert_string_equal(talk->out.data, "Shall the plan be written now?\n"
	                                    "Error: the plan was not written\n> ");
	type(talk, "y");
	written(talk, true);
	assert_string_equal(here(talk), "checklist");
	type(talk, "x 1");
	assert_said(talk, "(CAS01; exchange) (done)\n");
	type(talk, "- 2 bought already");
	assert_said(talk, "(left out: bought already)\n");
	type(talk, "- 3");
	assert_said(talk, "Error: a reason is expected");
	type(talk, "f pki");
	assert_said(talk, "Only steps for pki.");
	/* Commands are not wrapped, so that they can be copied. */
	type_loosely(talk, "1");
	assert_said(talk, "  Commands:\n");
	assert_said(talk, "Check: ");
}

static void old_keys_are_asked_about(void **state)
{
	static const char *const misfit[] = { "mail.contoso.com: RSA 2048 is there, and the plan wants "
		"EC P-256." };
	const struct front_keys keys = { .kept = 2, .misfits = { misfit, 1 } }, none = { 0 };
	struct talk *talk = *state;
	answer_all(talk);
	plain_set_keys(talk->plain, &keys);
	go(talk, "proof");
	type(talk, "");
	assert_said(talk, "\n2 private keys are there already, and used again.\n");
	assert_said(talk, "\nAn old private key does not fit: mail.contoso.com: RSA 2048 is there");
	type(talk, "y");
	assert_int_equal(talk->wish, FRONT_GO_ON);
	assert_said(talk, "Make new ones?\n");
	assert_said(talk, "may be at the certification authority");
	assert_said(talk, "used.plan.bak-<day>-<n>");
	assert_said(talk, "\nType \"new\" for new keys; Enter goes back.\n> ");
	type(talk, "y");
	assert_said(talk, "\nError: \"new\" is expected, or nothing\n> ");
	type(talk, "");
	assert_string_equal(here(talk), "write");
	assert_said(talk, "Shall the plan be written now?");
	type(talk, "new");
	assert_said(talk, "Error: y or n is expected");
	type(talk, "y");
	type(talk, "new");
	assert_int_equal(talk->wish, FRONT_WRITE);
	assert_true(plain_consent(talk->plain).new_keys);
	written(talk, false);
	assert_false(plain_consent(talk->plain).new_keys);
	/* What only writing finds out. */
	plain_set_keys(talk->plain, &none);
	type(talk, "y");
	assert_int_equal(talk->wish, FRONT_WRITE);
	plain_set_keys(talk->plain, &keys);
	written(talk, false);
	assert_said(talk, "\nType \"new\" for new keys; Enter goes back.\n> ");
	type(talk, "new");
	assert_true(talk->wish == FRONT_WRITE && plain_consent(talk->plain).new_keys);
}

#define WITH_TALK(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_TALK(errors_stand_before_the_prompt),
		WITH_TALK(hostile_lines_are_shown_harmless),
		WITH_TALK(unclean_lines_are_not_taken),
		WITH_TALK(long_lines_are_told_in_short),
		WITH_TALK(wide_words_are_wrapped),
		WITH_TALK(back_and_forth),
		WITH_TALK(draft_is_shown_again),
		WITH_TALK(draft_is_forgotten_alone),
		WITH_TALK(answers_are_taken_away),
		WITH_TALK(defaults_are_said),
		WITH_TALK(lists_are_edited),
		WITH_TALK(lists_are_pasted),
		WITH_TALK(repeats_are_brief),
		WITH_TALK(choices_without_a_way_are_named_once),
		WITH_TALK(help_and_plan),
		WITH_TALK(review_and_back),
		WITH_TALK(review_leads_back),
		WITH_TALK(findings_are_accepted),
		WITH_TALK(names_are_turned),
		WITH_TALK(changes_bring_questions),
		WITH_TALK(long_hints_are_said_once),
		WITH_TALK(proof_from_everywhere),
		WITH_TALK(mending_is_told),
		WITH_TALK(slips_are_no_names),
		WITH_TALK(what_was_said_needs_no_second_enter),
		WITH_TALK(several_steps_are_ticked),
		WITH_TALK(typed_texts_are_not_broken),
		WITH_TALK(leaving),
		WITH_TALK(failed_save_is_shown_at_once),
		WITH_TALK(failed_save_stays_shown),
		WITH_TALK(whole_way),
		WITH_TALK(old_keys_are_asked_about),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
