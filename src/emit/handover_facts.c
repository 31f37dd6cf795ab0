/* handover_facts.c: what network, DNS and certificate people need beside their steps. */
#include "base/text.h"
#include "emitters.h"
#include "handover.h"
#include "order_sheet.h"

/* ---- network ---- */

static void write_inside(struct handover *handover, const struct plan_port *port)
{
	struct prose *prose = &handover->prose;
	if (port->inside.count > 0) {
		prose_codes(prose, texts_of(&port->inside));
		return;
	}
	prose_words(prose, "an address that is missing: ");
	prose_code(prose, port->inside_answer);
	prose_words(prose, " of this site in the answers says it");
	if (port->is_second)
		prose_words(prose, ", and it is not the first web site's");
}

static void write_port(struct handover *handover, const struct plan_port *port)
{
	struct prose *prose = &handover->prose;
	prose_words(prose, "Site ");
	prose_code(prose, port->site->name.value);
	prose_words(prose, ": from the Internet to ");
	prose_codes(prose, texts_of(&port->addresses));
	prose_words(prose, ", TCP port ");
	prose_text(prose, port->number);
	prose_words(prose, site_is_published(port->site) ? ", through the publishing server on to "
	                                                 : ", on to ");
	write_inside(handover, port);
	prose_words(prose, " (");
	prose_text(prose, texts_join(handover->scratch, texts_of(&port->services), ", "));
	prose_words(prose, ")");
	prose_end(prose, "- ", "  ");
}

void handover_network(struct handover *handover)
{
	const struct request *request = handover->plan->request;
	size_t count = 0;
	handover_title(handover, "Addresses and ports");
	for (size_t i = 0; i < request->forest_count; i++) {
		for (size_t j = 0; j < request->forests[i].site_count; j++) {
			struct port_list ports = plan_ports(handover->plan,
			        &request->forests[i].sites[j], handover->scratch);
			LIST_EACH(struct plan_port *, port, ports)
				write_port(handover, *port);
			count += ports.count;
		}
	}
	prose_words(&handover->prose, count > 0 ? "Nothing else is let in from the Internet."
	                                        : "Nothing is let in from the Internet.");
	prose_blank(&handover->prose);
	prose_end(&handover->prose, "", "");
}

/* ---- DNS ---- */

static void write_files(struct handover *handover, enum view view)
{
	static const struct {
		const char *suffix, *use;
	} forms[] = {
		{ ".nsupdate", " (nsupdate, of BIND)" },
		{ ".ps1", " (PowerShell, DNS server module of Windows Server 2012 and later)" },
		{ ".dnscmd.cmd", " (dnscmd, every Windows)" },
	};
	struct prose *prose = &handover->prose;
	struct zone_sets sets = zone_sets_make(handover->plan, handover->scratch);
	prose_words(prose, "Below is what to enter by hand. The same is in files; use one way only:");
	prose_end(prose, "", "");
	prose_blank(prose);
	LIST_EACH(const struct zone_set, set, sets) {
		for (size_t i = 0; set->view == view && i < COUNT_OF(forms); i++) {
			prose_code(prose,
			        zone_set_path(set, forms[i].suffix, handover->scratch));
			prose_words(prose, forms[i].use);
			if (set->forest) {
				prose_words(prose, ", for DNS servers of forest ");
				prose_code(prose, set->forest->name.value);
			}
			prose_end(prose, "- ", "  ");
		}
	}
	prose_code(prose, "dns/records.csv");
	prose_words(prose, " (a table of both views)");
	prose_end(prose, "- ", "  ");
}

static void write_zone(struct handover *handover, const struct zone_group *zone)
{
	struct prose *prose = &handover->prose;
	prose_words(prose, "Zone ");
	prose_code(prose, zone->zone);
	prose_words(prose, zone->is_new ? ": a new zone" : ": additions, never a replacement");
	prose_heading(prose, 3);
	prose_words(prose, zone->is_new ? "Master file: " : "Fragment of a master file: ");
	prose_code(prose, zone_path(zone, handover->scratch));
	if (zone->view == VIEW_INTERNAL && handover->plan->request->forest_count > 1) {
		prose_words(prose, ", for DNS servers of forest ");
		prose_code(prose, zone->forest->name.value);
	}
	prose_end(prose, "- ", "  ");
	LIST_EACH(const struct plan_record *, record, zone->records)
		prose_record(prose, *record);
}

static void write_forbidden(struct handover *handover, enum view view)
{
	struct prose *prose = &handover->prose;
	bool is_first = true;
	LIST_EACH(const struct forbidden_record, forbidden, handover->plan->forbidden) {
		if (forbidden->view != view)
			continue;
		if (is_first) {
			prose_words(prose, "What must not be there");
			prose_heading(prose, 3);
		}
		is_first = false;
		prose_words(prose, forbidden->is_port ? "Must stay closed: " : "Must not exist: ");
		prose_forbidden(prose, forbidden);
	}
}

static void write_records(struct handover *handover, enum view view)
{
	struct zone_list zones = zones_make(handover->plan, handover->scratch);
	size_t count = 0;
	handover_title(handover, "Records");
	LIST_EACH(const struct zone_group, zone, zones)
		count += zone->view == view;
	if (count == 0) {
		prose_words(&handover->prose, "None in this view.");
		prose_end(&handover->prose, "", "");
		return;
	}
	write_files(handover, view);
	LIST_EACH(const struct zone_group, zone, zones) {
		if (zone->view == view)
			write_zone(handover, zone);
	}
	write_forbidden(handover, view);
}

void handover_external(struct handover *handover)
{
	write_records(handover, VIEW_EXTERNAL);
}

void handover_internal(struct handover *handover)
{
	write_records(handover, VIEW_INTERNAL);
}

/* ---- certificates ---- */

void handover_pki(struct handover *handover)
{
	size_t count = 0;
	handover_title(handover, "Certificates to order");
	LIST_EACH(const struct plan_certificate, certificate, handover->plan->certificates) {
		if (!certificate->has_request)
			continue;
		order_sheet_write(&handover->prose, handover->plan, certificate,
		        handover->scratch);
		count++;
	}
	if (count == 0) {
		prose_words(&handover->prose, "None.");
		prose_end(&handover->prose, "", "");
		return;
	}
	order_sheet_proofs(&handover->prose, handover->plan);
}
