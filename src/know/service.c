/* know/service.c */
#include "know/service.h"

#include "base/attr.h"
#include "base/text.h"
#include "shapes.h"

static const struct field service_fields[] = {
	FIELD(service_row, id, TEXT, REQUIRED),
	FIELD(service_row, name, TEXT, REQUIRED),
	FIELD(service_row, summary, TEXT),
	FIELD(service_row, kind, TEXT, REQUIRED, FORM("url|host|mail|autodiscover")),
	FIELD(service_row, products, TEXT, REQUIRED, FORM(FORM_RANGE)),
	FIELD(service_row, on_by_default, TEXT, FORM(FORM_RANGE)),
	FIELD(service_row, path, TEXT),
	FIELD(service_row, virtual_directory, TEXT),
	FIELD(service_row, host_like, TEXT, REFERS_TO(services)),
	FIELD(service_row, default_security, TEXT, FORM("tls|starttls")),
	FIELD(service_row, tls_port, TEXT),
	FIELD(service_row, starttls_port, TEXT),
	FIELD(service_row, wildcard_step, TEXT, REFERS_TO(steps)),
	FIELD(service_row, internal_host_in, TEXT, FORM(FORM_RANGE)),
	FIELD(service_row, proxied_by_url_in, TEXT, FORM(FORM_RANGE)),
	FIELD(service_row, cleared_in_multi_site, TEXT, FORM(FORM_RANGE)),
	FIELD(service_row, http_if_self_signed_in, TEXT, FORM(FORM_RANGE)),
	FIELD(service_row, ssl_by_default, TEXT, FORM(FORM_RANGE)),
	FIELD(service_row, refuses_self_signed, FLAG),
	FIELD(service_row, certificate_word, TEXT),
	FIELD(service_row, certificate_in, TEXT, FORM(FORM_RANGE)),
	FIELD(service_row, passes_proxied_sites_by, FLAG),
	FIELD(service_row, source, TEXT, REQUIRED, FORM(FORM_SOURCE)),
};

const struct shape service_row_shape = {
	.name = "service_row",
	.header = "know/service.h",
	.size = sizeof(struct service_row),
	.fields = service_fields,
	.field_count = COUNT_OF(service_fields),
};

int service_find(const struct know *know, const char *id)
{
	for (size_t i = 0; i < know->services.count; i++) {
		if (text_equal(know->services.items[i].id, id))
			return (int)i;
	}
	return -1;
}
