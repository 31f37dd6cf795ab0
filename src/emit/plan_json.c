/* plan_json.c: plan.json, its frame and its head. */
#include "plan_json.h"

#include "emitters.h"

void plan_json_from(struct plan_json *doc, const struct from *from)
{
	if (from->count == 0) {
		json_texts(&doc->json, "from", (struct texts){ 0 });
		return;
	}
	json_list(&doc->json, "from");
	LIST_EACH(const struct node *const, node, *from) {
		doc->path.length = 0;
		node_path(*node, &doc->path);
		json_text(&doc->json, NULL, doc->path.length > 0 ? doc->path.data : "");
	}
	json_end(&doc->json);
}

void plan_json_uses(struct plan_json *doc, const char *key, const struct use_list *uses)
{
	json_texts(&doc->json, key, (struct texts){ .items = uses->items, .count = uses->count });
}

void plan_json_site(struct plan_json *doc, const struct site_answer *site)
{
	json_text(&doc->json, "forest", forest_of_site(doc->plan->request, site)->name.value);
	json_text(&doc->json, "site", site->name.value);
}

static void write_head(struct plan_json *doc)
{
	const struct request *request = doc->plan->request;
	const struct product_row *product = request->release.product;
	char date[DATE_TEXT_SIZE];
	date_format(request->date, date);
	json_text(&doc->json, "format", "casplan-plan-1");
	json_text(&doc->json, "date", date);
	json_object(&doc->json, "product");
	json_text(&doc->json, "version", product->id);
	json_text(&doc->json, "update", product->updates.items[request->release.update]);
	json_end(&doc->json);
	json_text(&doc->json, "baseline", request->baseline == BASELINE_2008 ? "2008" : "current");
	json_text(&doc->json, "topology", request->topology->id);
	json_text(&doc->json, "scenario", request->certificates.scenario->id);
}

static void write_summary(struct plan_json *doc)
{
	struct plan_summary summary = plan_summarize(doc->plan);
	const struct {
		const char *key;
		size_t value;
	} numbers[] = {
		{ "certificates", summary.certificates },
		{ "names", summary.names },
		{ "public_addresses", summary.public_addresses },
		{ "dns_records", summary.dns_records },
		{ "steps", summary.steps },
		{ "errors", summary.errors },
		{ "warnings", summary.warnings },
		{ "notes", summary.notes },
	};
	json_object(&doc->json, "summary");
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		json_integer(&doc->json, numbers[i].key, (long)numbers[i].value);
	json_text(&doc->json, "worst_result", doc->proof ? result_text(doc->proof->worst) : NULL);
	json_end(&doc->json);
}

static void write_namespaces(struct plan_json *doc)
{
	json_list(&doc->json, "namespaces");
	LIST_EACH(const struct plan_namespace, namespace, doc->plan->namespaces) {
		json_object(&doc->json, NULL);
		json_text(&doc->json, "host", namespace->host);
		plan_json_site(doc, namespace->site);
		json_texts(&doc->json, "services", texts_of(&namespace->services));
		plan_json_from(doc, &namespace->from);
		json_end(&doc->json);
	}
	json_end(&doc->json);
}

void emit_plan_json(struct buf *out, const struct plan *plan, const struct proof *proof)
{
	struct plan_json doc = { .plan = plan, .proof = proof, .scratch = arena_new() };
	json_init(&doc.json, out);
	buf_init(&doc.path);
	json_object(&doc.json, NULL);
	write_head(&doc);
	write_summary(&doc);
	write_namespaces(&doc);
	plan_json_certificates(&doc);
	plan_json_dns(&doc);
	plan_json_urls(&doc);
	plan_json_steps(&doc);
	plan_json_findings(&doc);
	plan_json_proof(&doc);
	plan_json_defaults(&doc);
	json_end(&doc.json);
	buf_done(&doc.path);
	arena_free(doc.scratch);
}

void emit_plan(struct output *output, const struct plan *plan, const struct proof *proof)
{
	emit_plan_json(output_add(output, "plan.json"), plan, proof);
}
