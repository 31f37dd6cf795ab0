/* issued.c: names of the files, and README.txt. */
#include "issued.h"

#include "base/quote.h"
#include "base/text.h"
#include "core/scope.h"
#include "emitters.h"
#include "script.h"

#define LINE_END "\r\n"
#define RENEWAL_DAYS 30

static const char *file_name(const struct issued *issued, const char *ending, struct arena *arena)
{
	return path_make(arena, "", issued->certificate->id, "", NULL, ending);
}

const char *issued_pfx_name(const struct issued *issued, struct arena *arena)
{
	return file_name(issued, ".pfx", arena);
}

const char *issued_leaf_name(const struct issued *issued, struct arena *arena)
{
	return file_name(issued, ".cer", arena);
}

const char *issued_bundle_name(const struct issued *issued, struct arena *arena)
{
	return file_name(issued, "-chain.pem", arena);
}

const char *issued_chain_name(const struct issued *issued, size_t index, struct arena *arena)
{
	if (issued->chain->ends_at_root && index + 1 == issued->chain->count)
		return file_name(issued, "-root.cer", arena);
	return file_name(issued, arena_printf(arena, "-intermediate-%zu.cer", index + 1), arena);
}

/* One line for people at a Windows computer. */
static void put_line(struct buf *out, const char *label, const char *text)
{
	buf_puts(out, label);
	quote_terminal(out, text);
	buf_puts(out, LINE_END);
}

static void put_day(struct buf *out, const char *label, struct date date)
{
	char text[DATE_TEXT_SIZE];
	date_format(date, text);
	put_line(out, label, text);
}

static void put_files(struct buf *out, const struct issued *issued, struct arena *arena)
{
	bool is_modern = text_equal(issued->plan->request->release.product->pfx_profile, "modern");
	put_line(out, "", issued_pfx_name(issued, arena));
	put_line(out, "    certificate, private key and chain under the password that you gave; ",
	        is_modern ? "AES-256 and SHA-256, for Windows Server 2019 and later" :
	                    "3DES and SHA-1, which every Windows reads");
	put_line(out, "", issued_leaf_name(issued, arena));
	put_line(out, "    the certificate alone; ", "the commands read its thumbprint from it");
	for (size_t i = 0; i < issued->chain->count; i++)
		put_line(out, issued_chain_name(issued, i, arena),
		        arena_printf(arena, ": %s", issued->chain->items[i].subject));
	put_line(out, "", issued_bundle_name(issued, arena));
	put_line(out, "    certificate and intermediate certificates in their order, ",
	        "for devices that end TLS and are no Windows");
	put_line(out, "import.ps1", "");
	put_line(out, "    the commands for each server", "");
}

static void put_publishers(struct buf *out, const struct issued *issued)
{
	const struct site_answer *previous = NULL;
	LIST_EACH(const struct server_place, place, issued->certificate->servers) {
		if (place->site != previous && site_is_published(place->site))
			put_line(out, "   The publishing server takes the PFX too, "
			              "see step install-publisher-certificate: site ",
			        place->site->name.value);
		previous = place->site;
	}
}

static void put_work(struct buf *out, const struct issued *issued, struct arena *arena)
{
	struct text_list names = { 0 };
	LIST_EACH(const struct server_place, place, issued->certificate->servers)
		LIST_PUSH(arena, &names, place->server->name);
	put_line(out, "1. Copy the files to " WORK_FOLDER " on: ",
	        texts_join(arena, texts_of(&names), ", "));
	put_line(out, "2. There, in the Exchange Management Shell opened as administrator, run ",
	        WORK_FOLDER "import.ps1");
	put_line(out, "   It asks for the password of the PFX file. ",
	        "Answer No where it asks about the default SMTP certificate.");
	put_publishers(out, issued);
	put_line(out, "3. See that clients meet the new certificate; ",
	        "then delete the PFX file on the servers.");
	put_line(out, "   Keep one copy in a safe place, ", "and its password in another.");
	put_day(out, "4. Have the next certificate ordered by ",
	        date_add_days(issued->facts->not_after, -RENEWAL_DAYS));
}

static void put_readme(struct buf *out, const struct issued *issued, struct arena *arena)
{
	const struct certificate_facts *facts = issued->facts;
	script_begin(out); /* Notepad of the older servers needs the mark as well */
	put_line(out, "Certificate ", issued->certificate->common_name);
	put_line(out, "Subject     ", facts->subject);
	put_line(out, "Issuer      ", facts->issuer);
	put_line(out, "Serial      ", facts->serial);
	put_line(out, "Thumbprint  ", facts->thumbprint);
	put_day(out, "Valid from  ", facts->not_before);
	put_day(out, "Valid until ", facts->not_after);
	put_line(out, "Names       ", texts_join(arena, facts->names, ", "));
	put_line(out, "", "");
	put_files(out, issued, arena);
	put_line(out, "", "");
	put_work(out, issued, arena);
	if (issued->findings.count)
		put_line(out, LINE_END "What was found when it was compared with the plan:", "");
	LIST_EACH(const struct plan_finding, finding, issued->findings)
		put_line(out, severity_text(finding->severity),
		        arena_printf(arena, ": %s", finding->message));
}

void emit_issued(struct output *output, const struct issued *issued)
{
	struct arena *scratch = arena_new();
	put_import(output_add(output, "import.ps1"), issued, scratch);
	put_readme(output_add(output, "README.txt"), issued, scratch);
	arena_free(scratch);
}
