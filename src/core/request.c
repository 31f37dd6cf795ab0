/* core/request.c: from the tree of answers to the request; the smaller groups are read here. */
#include "core/request.h"

#include "base/text.h"
#include "request_read.h"

static void release_read(struct reading *reading, struct place group)
{
	struct request *request = reading->request;
	struct text_answer version = read_text(reading, group, "version", ROW_FALLBACK);
	const struct product_row *product =
	        version.value ? product_find(reading->know, version.value) : NULL;
	request->product_node = version.node;
	struct text_answer update = read_text(reading, group, "update",
	        fallback_product(product ? product->default_update : NULL));
	request->update_node = update.node;
	if (!product)
		return;
	request->release.product = product;
	const char *wanted = update.value ? update.value : product->default_update;
	int index = product_update_find(product, wanted);
	if (index >= 0)
		request->release.update = (size_t)index;
	else
		complain(reading, update.node, "%s has no update \"%s\"; expected: %s%s",
		        product->name, wanted, texts_join(reading->arena, product->updates, ", "),
		        complain_nearest(reading, wanted, product->updates));
	reading->has_release = index >= 0;
}

/* Does an older version beside this one need a name of its own? */
static bool needs_legacy_name(const struct reading *reading)
{
	const struct request *request = reading->request;
	for (size_t i = 0; reading->has_release && i < request->coexistence.count; i++) {
		const struct coexistence_row *older =
		        coexistence_find(reading->know, request->coexistence.items[i].value);
		const struct beside_row *beside =
		        older ? beside_find(reading->know, older, request->release) : NULL;
		if (beside && beside->needs_name)
			return true;
	}
	return false;
}

static void product_read(struct reading *reading, struct place root)
{
	struct request *request = reading->request;
	struct place group = read_group(reading, root, "product");
	release_read(reading, group);
	request->extended_protection =
	        read_text(reading, group, "extended_protection", ROW_FALLBACK);
	request->coexistence = read_texts(reading, group, "coexistence", ROW_FALLBACK);
	request->needs_legacy_name = needs_legacy_name(reading);
	request->download_host = read_text(reading, group, "download_host", ROW_FALLBACK);
}

/* The day in the file, where --date has a later one: what was planned then is planned again. */
static const char *day_before(const struct reading *reading, const char *filed)
{
	struct date date;
	bool is_earlier = reading->forced && filed && date_parse(filed, &date) &&
	        date_compare(date, *reading->forced) < 0;
	return is_earlier ? filed : NULL;
}

static void previous_read(struct reading *reading, struct place group, const char *filed)
{
	struct request *request = reading->request;
	const char *before = day_before(reading, filed);
	struct date date;
	struct text_answer answer =
	        read_text(reading, group, "previous", fallback_derived(before));
	request->previous_node = answer.node;
	request->previous = before ? before : answer.value;
	if (request->previous && date_parse(request->previous, &date) &&
	        date_compare(date, request->date) >= 0)
		request->previous = NULL;
}

static void policy_read(struct reading *reading, struct place root)
{
	struct request *request = reading->request;
	struct date date = reading->forced ? *reading->forced : reading->today;
	char today[DATE_TEXT_SIZE];
	date_format(date, today);
	struct place group = read_group(reading, root, "policy");
	struct text_answer answer = read_text(reading, group, "baseline", ROW_FALLBACK);
	request->baseline =
	        text_equal(answer.value, "2008") ? BASELINE_2008 : BASELINE_CURRENT;
	request->baseline_node = answer.node;
	answer = read_text(reading, group, "date", fallback_product(today));
	request->date_node = answer.node;
	if (reading->forced || !answer.value || !date_parse(answer.value, &request->date))
		request->date = date;
	previous_read(reading, group, answer.value);
}

static void organization_read(struct reading *reading, struct place root)
{
	struct request *request = reading->request;
	struct place group = read_group(reading, root, "organization");
	request->organization.name = read_text(reading, group, "name", ROW_FALLBACK);
	request->organization.country = read_text(reading, group, "country", ROW_FALLBACK);
	request->organization.state = read_text(reading, group, "state", ROW_FALLBACK);
	request->organization.locality = read_text(reading, group, "locality", ROW_FALLBACK);
	request->organization.unit = read_text(reading, group, "unit", ROW_FALLBACK);
}

static void topology_read(struct reading *reading, struct place root)
{
	struct text_answer answer = read_text(reading, root, "topology", ROW_FALLBACK);
	reading->request->topology =
	        answer.value ? topology_find(reading->know, answer.value) : NULL;
	reading->request->topology_node = answer.node;
}

static bool answers_have(struct text_answers answers, const char *text)
{
	for (size_t i = 0; i < answers.count; i++) {
		if (text_equal(answers.items[i].value, text))
			return true;
	}
	return false;
}

static void clients_read(struct reading *reading, struct place root)
{
	struct request *request = reading->request;
	struct place group = read_group(reading, root, "clients");
	const char *usual = reading->has_release ? texts_join(reading->arena,
	        request->release.product->default_clients, ", ") : NULL;
	struct text_answers kinds =
	        read_texts(reading, group, "kinds", fallback_product(usual));
	for (size_t i = 0; i < kinds.count; i++)
		LIST_PUSH(reading->arena, &request->clients.kinds,
		        client_find(reading->know, kinds.items[i].value));
	request->clients.kinds_node = kinds.node;
	request->clients.inside_joined = read_flag(reading, group, "inside_joined", ROW_FALLBACK);
	request->clients.inside_unjoined =
	        read_flag(reading, group, "inside_unjoined", ROW_FALLBACK);
	struct text_answers roots =
	        read_texts(reading, group, "root_ca_installed", ROW_FALLBACK);
	request->clients.root_joined = answers_have(roots, "joined");
	request->clients.root_outside = answers_have(roots, "outside");
	request->clients.root_mobile = answers_have(roots, "mobile");
	request->clients.root_node = roots.node;
}

static void dns_read(struct reading *reading, struct place root)
{
	struct request *request = reading->request;
	struct place group = read_group(reading, root, "dns");
	request->dns.internal = read_text(reading, group, "internal", ROW_FALLBACK);
	struct text_answer record = read_text(reading, group, "autodiscover_record",
	        fallback_product(reading->has_release ?
	                        request->release.product->default_autodiscover_record : NULL));
	request->dns.autodiscover_cname = (struct flag_answer){
		.value = text_equal(record.value, "cname"), .node = record.node };
	request->dns.srv_supported = read_flag(reading, group, "srv_supported", ROW_FALLBACK);
	request->dns.catch_all = read_texts(reading, group, "catch_all", ROW_FALLBACK);
	request->dns.apex_https = read_texts(reading, group, "apex_https", ROW_FALLBACK);
	request->dns.existing_internal_zones =
	        read_texts(reading, group, "existing_internal_zones", ROW_FALLBACK);
	request->dns.ttl = read_number(reading, group, "ttl", ROW_FALLBACK);
}

static void constraints_read(struct reading *reading, struct place root)
{
	struct request *request = reading->request;
	struct place group = read_group(reading, root, "constraints");
	struct text_answers supports = read_texts(reading, group, "ca_supports", ROW_FALLBACK);
	request->constraints.ca_supports_san = answers_have(supports, "san");
	request->constraints.ca_supports_wildcard = answers_have(supports, "wildcard");
	request->constraints.ca_node = supports.node;
	request->constraints.owned_certificate =
	        read_texts(reading, group, "owned_certificate", ROW_FALLBACK);
	request->constraints.public_addresses =
	        read_number(reading, group, "public_addresses", ROW_FALLBACK);
}

static struct texts texts_of_answers(struct arena *arena, struct text_answers answers)
{
	struct text_list list = { 0 };
	for (size_t i = 0; i < answers.count; i++)
		LIST_PUSH(arena, &list, answers.items[i].value);
	return texts_of(&list);
}

/* All that planning reads of a session. */
static void session_read(struct reading *reading, struct place root)
{
	if (!node_member(root.node, "session"))
		return;
	struct place group = read_group(reading, root, "session");
	struct places places = read_groups(reading, group, "acknowledged");
	for (size_t i = 0; i < places.count; i++) {
		struct place place = places.items[i];
		struct text_answer rule = read_text(reading, place, "rule", ROW_FALLBACK);
		struct text_answer subject = read_text(reading, place, "subject", ROW_FALLBACK);
		struct text_answer reason = read_text(reading, place, "reason", ROW_FALLBACK);
		struct text_answers depends = read_texts(reading, place, "depends", ROW_FALLBACK);
		LIST_PUSH(reading->arena, &reading->request->acknowledged,
		        ((struct acknowledgement){
		                .rule = rule.value,
		                .subject = subject.value ? subject.value : "",
		                .reason = reason.value,
		                .depends = texts_of_answers(reading->arena, depends),
		                .node = place.node,
		        }));
	}
}

/* The version comes first, because defaults depend on it; dns before the sites, whose internal
 * addresses depend on it. */
static void request_read(struct reading *reading)
{
	struct place root = read_root(reading);
	struct number_answer format = read_number(reading, root, "format", ROW_FALLBACK);
	(void)format; /* there is one, and the schema has judged it */
	product_read(reading, root);
	policy_read(reading, root);
	organization_read(reading, root);
	topology_read(reading, root);
	request_read_services(reading, root);
	clients_read(reading, root);
	request_read_certificates(reading, root);
	dns_read(reading, root);
	constraints_read(reading, root);
	session_read(reading, root);
	request_read_forests(reading, root);
	request_check(reading);
}

const struct request *request_make(struct answers *answers, struct date today,
        const struct date *forced, struct arena *arena, struct problem_list *problems)
{
	struct request *request = arena_alloc(arena, sizeof(*request));
	request->know = answers->know;
	request->answers = answers;
	size_t before = problems->count;
	struct reading reading = {
		.request = request,
		.answers = answers,
		.know = answers->know,
		.arena = arena,
		.problems = problems,
		.today = today,
		.forced = forced,
	};
	if (answers->root->refused)
		return NULL;
	answers_forget_defaults(answers);
	request_read(&reading);
	return problems->count == before && !reading.has_refused ? request : NULL;
}

const char *site_external_host(const struct site_answer *site, const struct request *request,
        int service)
{
	(void)request;
	if (!site->internet_facing.value)
		return NULL;
	return site->hosts[service].value ? site->hosts[service].value : site->namespace.value;
}
