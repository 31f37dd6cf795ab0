/* What changes between two plans: one changed answer in each row, and the differences that the
 * contract wants of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/diff.h"
#include "helper_make.h"

static const struct diff_section *section_of(const struct diff *diff, const char *id)
{
	LIST_EACH(const struct diff_section, section, diff->sections) {
		if (text_equal(section->id, id))
			return section;
	}
	fail_msg("no section %s", id);
	return NULL;
}

/* "-mail..." for removed lines, "+mail..." for added ones. */
static bool has_line(const struct diff_section *section, const char *want)
{
	LIST_EACH(const struct difference, difference, section->differences) {
		const struct text_list *lines =
		        *want == '-' ? &difference->removed : &difference->added;
		LIST_EACH(const char *, line, *lines) {
			if (text_starts(*line, want + 1))
				return true;
		}
	}
	return false;
}

static void same_plans(void **state)
{
	/* Other words for the same plan. */
	static const char *const same[] = { "product.update=SP3", "dns.ttl=#3600",
		SITE0 "mailbox_users=#0", "forests[0].smtp_domains=[Contoso.COM]",
		SITE0 "namespace=MAIL.contoso.com.", NULL };
	struct made old, new;
	(void)state;
	made_make(&old, NULL);
	made_make(&new, same);
	struct diff diff = diff_make(old.plan, old.proof, new.plan, new.proof, old.arena);
	LIST_EACH(const struct diff_section, section, diff.sections) {
		if (section->differences.count > 0)
			fail_msg("%s: %s", section->id, section->differences.items[0].key);
	}
	assert_true(diff.is_same);
	assert_int_equal(diff.sections.count, 9);
	made_done(&old);
	made_done(&new);
}

static void changes(void **state)
{
	static const struct {
		const char *line;
		const char *section;
		const char *wants[3];
	} rows[] = {
		{ "certificates.scenario=wildcard", "frame",
		        { "-scenario unified-communications", "+scenario wildcard" } },
		{ "certificates.scenario=wildcard", "names",
		        { "-mail.contoso.com (certificate mail.contoso.com)",
		                "-autodiscover.contoso.com (certificate mail.contoso.com)",
		                "+*.contoso.com (certificate wildcard.contoso.com)" } },
		{ "certificates.scenario=wildcard", "certificates",
		        { "-mail.contoso.com: C=US", "+wildcard.contoso.com: C=US" } },
		{ "certificates.key.bits=#4096", "certificates",
		        { "-mail.contoso.com: key of 2048 bits",
		                "+mail.contoso.com: key of 4096 bits" } },
		{ SITE0 "external_addresses=[203.0.113.99]", "records",
		        { "-external: mail.contoso.com A 203.0.113.10",
		                "+external: mail.contoso.com A 203.0.113.99" } },
		{ "dns.ttl=#60", "records",
		        { "-external: mail.contoso.com A 203.0.113.10, TTL 3600",
		                "+external: mail.contoso.com A 203.0.113.10, TTL 60" } },
		{ "certificates.scenario=single-name-srv", "records",
		        { "+external: autodiscover.contoso.com must have no",
		                "+external: _autodiscover._tcp.contoso.com SRV 0 0 443 "
		                "mail.contoso.com" } },
		{ SITE0 "hosts.owa=owa.contoso.com", "urls",
		        { "-contoso/Redmond CAS01 owa outside: https://mail.contoso.com/owa",
		                "+contoso/Redmond CAS01 owa outside: "
		                "https://owa.contoso.com/owa" } },
		{ SITE0 "scp_host=owa.contoso.com", "scps",
		        { "-contoso/Redmond CAS01: "
		          "https://mail.contoso.com/autodiscover/autodiscover.xml for Redmond",
		                "+contoso/Redmond CAS01: "
		                "https://owa.contoso.com/autodiscover/autodiscover.xml" } },
		{ SITE0 "scp_host=owa.contoso.com", "steps",
		        { "-command: Set-ClientAccessServer -Identity 'CAS01' "
		          "-AutoDiscoverServiceInternalUri "
		          "'https://mail.contoso.com/",
		                "+command: Set-ClientAccessServer -Identity 'CAS01' "
		                "-AutoDiscoverServiceInternalUri "
		                "'https://owa.contoso.com/" } },
		{ "services.pop3.enabled=?true", "steps", { "+command: Set-PopSettings " } },
		{ "certificates.key.bits=#1024", "findings", { "+error key-too-small" } },
		{ "product.version=2019", "findings", { "-warning product-unsupported: 2010" } },
		{ "dns.apex_https=[contoso.com]", "verdicts",
		        { "-outlook-2010 outside, forest contoso, autodiscover for contoso.com: clean",
		                "+outlook-2010 outside, forest contoso, autodiscover for contoso.com: "
		                "warning. " } },
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *const lines[] = { rows[i].line, NULL };
		struct made old, new;
		made_make(&old, NULL);
		made_make(&new, lines);
		struct diff diff = diff_make(old.plan, old.proof, new.plan, new.proof, old.arena);
		struct diff back = diff_make(new.plan, new.proof, old.plan, old.proof, new.arena);
		assert_false(diff.is_same);
		assert_false(back.is_same);
		for (size_t j = 0; j < COUNT_OF(rows[i].wants) && rows[i].wants[j]; j++) {
			const char *want = rows[i].wants[j];
			if (!has_line(section_of(&diff, rows[i].section), want))
				fail_msg("%s: no line %s", rows[i].line, want);
			/* The other way round the signs are the other way round. */
			const char *mirrored = arena_printf(old.arena, "%c%s",
			        *want == '-' ? '+' : '-', want + 1);
			assert_true(has_line(section_of(&back, rows[i].section), mirrored));
		}
		made_done(&old);
		made_done(&new);
	}
}

/* A reordered file is no difference; what is there twice is one item. */
static void order_does_not_matter(void **state)
{
	static const char *const one[] = { "forests[0].smtp_domains=[contoso.com fabrikam.com]",
		"clients.kinds=[browser mobile]", NULL };
	static const char *const other[] = { "clients.kinds=[mobile browser]",
		"forests[0].smtp_domains=[contoso.com fabrikam.com]", NULL };
	struct made old, new;
	(void)state;
	made_make(&old, one);
	made_make(&new, other);
	assert_true(diff_make(old.plan, old.proof, new.plan, new.proof, old.arena).is_same);
	made_done(&old);
	made_done(&new);
}

static void old_before_new(void **state)
{
	static const char *const lines[] = { "forests[0].smtp_domains=[contoso.com fabrikam.com]",
		SITE0 "hosts.owa=owa.contoso.com", "certificates.exclude_names=[autodiscover.contoso.com]",
		NULL };
	struct made old, new;
	bool is_new = false;
	(void)state;
	made_make(&old, NULL);
	made_make(&new, lines);
	struct diff diff = diff_make(old.plan, old.proof, new.plan, new.proof, old.arena);
	LIST_EACH(const struct difference, difference, section_of(&diff, "names")->differences) {
		assert_true(difference->in_old || difference->in_new);
		assert_int_equal(difference->removed.count > 0, difference->in_old);
		assert_false(is_new && difference->in_old);
		is_new = !difference->in_old;
	}
	assert_true(is_new);
	made_done(&old);
	made_done(&new);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_plans),
		cmocka_unit_test(changes),
		cmocka_unit_test(order_does_not_matter),
		cmocka_unit_test(old_before_new),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
