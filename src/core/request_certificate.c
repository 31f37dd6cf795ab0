/* core/request_certificate.c: the certificates group. */
#include "base/text.h"
#include "request_read.h"

static const char *default_proxy_issuer(const struct reading *reading)
{
	return reading->has_release ? reading->request->release.product->default_proxy_issuer
	                            : NULL;
}

static void complain_key(struct reading *reading, struct place key, const char *name,
        const char *algorithm)
{
	const struct node *node = member_given(key, name);
	if (node)
		complain(reading, node, "a key of algorithm \"%s\" has no %s", algorithm, name);
}

static void key_read(struct reading *reading, struct place certificates)
{
	struct request *request = reading->request;
	struct place key = read_group(reading, certificates, "key");
	request->certificates.algorithm = read_text(reading, key, "algorithm", ROW_FALLBACK);
	const char *algorithm = request->certificates.algorithm.value;
	if (text_equal(algorithm, "ec")) {
		complain_key(reading, key, "bits", algorithm);
		request->certificates.curve = read_text(reading, key, "curve", ROW_FALLBACK);
	} else if (algorithm) {
		complain_key(reading, key, "curve", algorithm);
		request->certificates.bits = read_number(reading, key, "bits", ROW_FALLBACK);
		long bits = request->certificates.bits.value;
		if (bits % 8 != 0)
			complain(reading, request->certificates.bits.node,
			        "%ld is no multiple of 8", bits);
	}
}

static struct flag_answer choice_flag(struct text_answer choice, const char *value)
{
	return (struct flag_answer){ .value = text_equal(choice.value, value),
		.node = choice.node };
}

/* The scenario says which issuers it can be combined with. */
static void check_issuer(struct reading *reading)
{
	const struct scenario_row *scenario = reading->request->certificates.scenario;
	const struct issuer_row *issuer = reading->request->certificates.issuer;
	if (!scenario || !issuer || texts_have(scenario->issuers, issuer->id))
		return;
	complain(reading, reading->request->certificates.issuer_node,
	        "\"%s\" does not go with the scenario %s; expected: %s", issuer->id, scenario->id,
	        texts_join(reading->arena, scenario->issuers, ", "));
}

void request_read_certificates(struct reading *reading, struct place root)
{
	struct request *request = reading->request;
	const struct know *know = reading->know;
	struct place group = read_group(reading, root, "certificates");
	struct text_answer answer = read_text(reading, group, "scenario", ROW_FALLBACK);
	request->certificates.scenario = answer.value ? scenario_find(know, answer.value) : NULL;
	request->certificates.scenario_node = answer.node;
	answer = read_text(reading, group, "issuer", ROW_FALLBACK);
	request->certificates.issuer = answer.value ? issuer_find(know, answer.value) : NULL;
	request->certificates.issuer_node = answer.node;
	answer = read_text(reading, group, "layout", ROW_FALLBACK);
	request->certificates.per_forest = choice_flag(answer, "per-forest");
	request->certificates.server_names =
	        read_flag(reading, group, "server_names", ROW_FALLBACK);
	request->certificates.exclude_names =
	        read_texts(reading, group, "exclude_names", ROW_FALLBACK);
	request->certificates.extra_names = read_texts(reading, group, "extra_names", ROW_FALLBACK);
	key_read(reading, group);
	answer = read_text(reading, group, "key_made_by", ROW_FALLBACK);
	request->certificates.made_by_exchange = choice_flag(answer, "exchange");
	request->certificates.exportable = read_flag(reading, group, "exportable", ROW_FALLBACK);
	answer = read_text(reading, group, "proxy_site_issuer",
	        fallback_product(default_proxy_issuer(reading)));
	request->certificates.proxy_issuer = answer.value ? issuer_find(know, answer.value) : NULL;
	request->certificates.proxy_issuer_node = answer.node;
	check_issuer(reading);
}
