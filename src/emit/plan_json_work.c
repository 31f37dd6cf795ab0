/* plan_json_work.c: steps, findings, the client proof, defaults. */
#include "plan_json.h"

/* Sentences and commands: one to a line, unlike names. */
static void write_lines(struct plan_json *doc, const char *key, const struct text_list *lines)
{
	json_list(&doc->json, key);
	LIST_EACH(const char *, line, *lines)
		json_text(&doc->json, NULL, *line);
	json_end(&doc->json);
}

static void write_commands(struct plan_json *doc, const char *key,
        const struct command_list *commands)
{
	json_list(&doc->json, key);
	LIST_EACH(const struct plan_command, command, *commands)
		json_text(&doc->json, NULL, command->text);
	json_end(&doc->json);
}

static void write_step(struct plan_json *doc, const struct plan_step *step)
{
	struct json *json = &doc->json;
	json_object(json, NULL);
	json_text(json, "id", step->id);
	json_text(json, "phase", step->row->phase);
	json_text(json, "audience", step->row->audience);
	json_text(json, "target", step->target);
	json_text(json, "title", step->title);
	json_text(json, "why", step->why);
	write_lines(doc, "requires", &step->requires);
	write_lines(doc, "do", &step->actions);
	write_commands(doc, "commands", &step->commands);
	write_lines(doc, "verify", &step->verify);
	write_commands(doc, "verify_commands", &step->verify_commands);
	write_lines(doc, "undo", &step->undo);
	write_commands(doc, "undo_commands", &step->undo_commands);
	json_text(json, "source", step->row->source);
	plan_json_from(doc, &step->from);
	json_end(json);
}

void plan_json_steps(struct plan_json *doc)
{
	json_list(&doc->json, "steps");
	LIST_EACH(const struct plan_step, step, doc->plan->steps)
		write_step(doc, step);
	json_end(&doc->json);
}

static void write_changes(struct plan_json *doc, const struct fix *fix)
{
	json_list(&doc->json, "changes");
	LIST_EACH(const struct fix_change, change, fix->changes) {
		json_object(&doc->json, NULL);
		json_text(&doc->json, "path", change->path);
		json_text(&doc->json, "value", change->value);
		json_end(&doc->json);
	}
	json_end(&doc->json);
}

static void write_fixes(struct plan_json *doc, const struct fix_refs *fixes, bool partial)
{
	LIST_EACH(const struct fix *const, fix, *fixes) {
		json_object(&doc->json, NULL);
		json_text(&doc->json, "text", (*fix)->text);
		write_changes(doc, *fix);
		json_text(&doc->json, "cost", (*fix)->cost);
		json_flag(&doc->json, "partial", partial);
		json_end(&doc->json);
	}
}

void json_finding(struct json *json, const struct plan_finding *finding)
{
	json_text(json, "rule", finding->rule->id);
	json_text(json, "severity", severity_text(finding->severity));
	json_text(json, "subject", finding->subject);
	json_text(json, "message", finding->message);
	json_text(json, "action", finding->action);
	json_text(json, "source", finding->rule->source);
}

void plan_json_findings(struct plan_json *doc)
{
	struct json *json = &doc->json;
	json_list(json, "findings");
	LIST_EACH(const struct plan_finding, finding, doc->plan->findings) {
		json_object(json, NULL);
		json_finding(json, finding);
		json_text(json, "acknowledged", finding->acknowledged);
		plan_json_from(doc, &finding->from);
		json_list(json, "fixes");
		write_fixes(doc, &finding->fixes, false);
		json_end(json);
		json_end(json);
	}
	json_end(json);
}

/* Every web site that the name led to, and what it showed. */
static void write_sights(struct plan_json *doc, const struct sight_list *sights)
{
	struct json *json = &doc->json;
	json_list(json, "reached");
	for (size_t i = 0; sights && i < sights->count; i++) {
		const struct sight *sight = &sights->items[i];
		json_object(json, NULL);
		json_texts(json, "addresses", texts_of(&sight->addresses));
		plan_json_site(doc, sight->web_site->site);
		json_text(json, "web_site", sight->web_site->name);
		json_text(json, "server", sight->server ? sight->server->name : NULL);
		json_text(json, "certificate", sight->certificate ? sight->certificate->id : NULL);
		json_text(json, "matched", sight->entry);
		json_flag(json, "trusted", sight->is_trusted);
		json_end(json);
	}
	json_end(json);
}

static void write_attempts(struct plan_json *doc, const struct attempt_list *attempts)
{
	json_list(&doc->json, "attempts");
	LIST_EACH(const struct attempt, attempt, *attempts) {
		json_object(&doc->json, NULL);
		json_text(&doc->json, "url", attempt->url);
		json_text(&doc->json, "outcome", attempt->outcome);
		json_text(&doc->json, "detail", attempt->detail);
		json_text(&doc->json, "host", attempt->host);
		write_sights(doc, attempt->sights);
		json_end(&doc->json);
	}
	json_end(&doc->json);
}

/* All that was met, the worst among them. */
static void write_causes(struct plan_json *doc, const struct verdict *verdict)
{
	json_list(&doc->json, "causes");
	for (enum cause cause = CAUSE_NONE + 1; cause < CAUSE_COUNT; cause++) {
		if (verdict->causes & 1u << cause)
			json_text(&doc->json, NULL, cause_text(cause));
	}
	json_end(&doc->json);
}

static void write_verdict(struct plan_json *doc, const struct verdict *verdict)
{
	struct json *json = &doc->json;
	json_object(json, NULL);
	json_text(json, "client", verdict_client(verdict));
	json_text(json, "place", verdict->place);
	json_text(json, "forest", verdict->forest);
	json_text(json, "site", verdict->site);
	json_text(json, "smtp_domain", verdict->smtp_domain);
	json_text(json, "service", verdict->service);
	json_text(json, "result", result_text(verdict->result));
	json_text(json, "cause", cause_text(verdict->cause));
	write_causes(doc, verdict);
	json_text(json, "reason", verdict->reason);
	write_attempts(doc, &verdict->attempts);
	json_list(json, "fixes");
	write_fixes(doc, &verdict->fixes, false);
	write_fixes(doc, &verdict->partial_fixes, true);
	json_end(json);
	json_end(json);
}

static void write_proof_lines(struct plan_json *doc)
{
	LIST_EACH(const struct proof_line, line, doc->proof->lines) {
		json_object(&doc->json, NULL);
		json_text(&doc->json, "client", line->client);
		json_text(&doc->json, "place", line->place);
		json_text(&doc->json, "result", result_text(line->result));
		json_text(&doc->json, "reason", line->reason);
		json_end(&doc->json);
	}
}

void plan_json_proof(struct plan_json *doc)
{
	json_list(&doc->json, "proof");
	if (doc->proof)
		write_proof_lines(doc);
	json_end(&doc->json);
	json_list(&doc->json, "verdicts");
	if (doc->proof) {
		LIST_EACH(const struct verdict, verdict, doc->proof->verdicts)
			write_verdict(doc, verdict);
	}
	json_end(&doc->json);
}

void plan_json_defaults(struct plan_json *doc)
{
	json_list(&doc->json, "defaults");
	LIST_EACH(const struct plan_default, relied, doc->plan->defaults) {
		doc->path.length = 0;
		node_path(relied->node, &doc->path);
		json_object(&doc->json, NULL);
		json_text(&doc->json, "path", doc->path.length > 0 ? doc->path.data : "");
		json_text(&doc->json, "value", relied->value);
		json_end(&doc->json);
	}
	json_end(&doc->json);
	json_text(&doc->json, "suffix_list", doc->plan->suffix_list);
}
