/* core/request_value.c: one value against its row of the schema. */
#include <string.h>

#include "base/text.h"
#include "core/answer_check.h"
#include "core/name.h"
#include "request_read.h"

/* Gives the canonical text, or NULL after a complaint. */
typedef const char *check(struct reading *reading, const struct schema_row *row,
        const struct node *node);

static const char *shown(struct reading *reading, const struct node *node)
{
	return complain_text(reading, node->value.text);
}

static bool has_control(const char *text)
{
	int32_t code_point;
	while ((code_point = utf8_next(&text)) != 0) {
		if (utf8_is_hostile(code_point))
			return true;
	}
	return false;
}

static const char *check_text(struct reading *reading, const struct schema_row *row,
        const struct node *node)
{
	const char *text = node->value.text;
	const char *problem = answer_check_text(reading->know, row, text, reading->arena);
	if (!problem && row->min > 0 && text[strspn(text, " ")] == '\0')
		problem = "is blank; a text was expected";
	if (!problem)
		return text;
	complain(reading, node, "it %s", problem);
	return NULL;
}

static const char *check_country(struct reading *reading, const struct schema_row *row,
        const struct node *node)
{
	(void)row;
	if (know_find(reading->know, "countries", node->value.text))
		return node->value.text;
	complain(reading, node, "\"%s\" is no code of a country; two capital letters expected%s",
	        shown(reading, node), complain_nearest(reading, node->value.text,
	                know_ids(reading->know, "countries", reading->arena)));
	return NULL;
}

static const char *complain_name(struct reading *reading, const struct node *node,
        const char *what, const char *reason)
{
	complain(reading, node, "\"%s\" is no %s: %s", shown(reading, node), what, reason);
	return NULL;
}

static const char *check_host(struct reading *reading, const struct schema_row *row,
        const struct node *node)
{
	(void)row;
	const char *reason, *host = name_host(node->value.text, reading->arena, &reason);
	return host ? host
	            : complain_name(reading, node, "host name", reason);
}

static const char *check_domain(struct reading *reading, const struct schema_row *row,
        const struct node *node)
{
	(void)row;
	const char *reason, *domain = name_domain(node->value.text, reading->arena, &reason);
	return domain ? domain
	              : complain_name(reading, node, "domain", reason);
}

static const char *check_name(struct reading *reading, const struct schema_row *row,
        const struct node *node)
{
	(void)row;
	const char *reason, *name = name_certificate(node->value.text, reading->arena, &reason);
	return name ? name
	            : complain_name(reading, node, "name for a certificate", reason);
}

static const char *check_server(struct reading *reading, const struct schema_row *row,
        const struct node *node)
{
	(void)row;
	const char *problem = name_server_problem(node->value.text);
	return problem ? complain_name(reading, node, "server name", problem) : node->value.text;
}

static const char *check_address(struct reading *reading, const struct schema_row *row,
        const struct node *node)
{
	(void)row;
	const char *address = name_address(node->value.text, reading->arena);
	if (!address)
		complain(reading, node, "\"%s\" is no address; an IPv4 or IPv6 address is expected",
		        shown(reading, node));
	return address;
}

static const char *check_date(struct reading *reading, const struct schema_row *row,
        const struct node *node)
{
	(void)row;
	struct date date;
	if (date_parse(node->value.text, &date))
		return node->value.text;
	complain(reading, node, "\"%s\" is no day of the calendar; YYYY-MM-DD is expected",
	        shown(reading, node));
	return NULL;
}

static const struct {
	const char *types; /* as in know/schema.h */
	check *check;
} checks[] = {
	{ "text|texts|choice|choices", check_text },
	{ "host|hosts", check_host },
	{ "domain|domains", check_domain },
	{ "names", check_name },
	{ "server|servers", check_server },
	{ "address|addresses", check_address },
	{ "date", check_date },
	{ "country", check_country },
};

/* Printable ASCII, as nearly all values are. */
static bool is_plain(const char *text)
{
	while (*text >= ' ' && *text <= '~')
		text++;
	return !*text;
}

static bool check_characters(struct reading *reading, const struct node *node)
{
	const char *text = node->value.text;
	if (is_plain(text))
		return true;
	if (!utf8_valid(text))
		complain(reading, node, "it is not valid UTF-8");
	else if (has_control(text))
		complain(reading, node, "it holds control or invisible characters");
	else
		return true;
	return false;
}

const char *value_text(struct reading *reading, const struct schema_row *row,
        const struct node *node)
{
	if (!check_characters(reading, node))
		return NULL;
	for (size_t i = 0; i < COUNT_OF(checks); i++) {
		if (form_has(checks[i].types, row->type))
			return checks[i].check(reading, row, node);
	}
	return node->value.text;
}

bool value_number(struct reading *reading, const struct schema_row *row, const struct node *node)
{
	const char *problem = answer_check_integer(row, node->value.integer, reading->arena);
	if (problem)
		complain(reading, node, "it %s", problem);
	return !problem;
}

/* CON, NUL, COM1 and so on, also with an extension: no file on Windows can be called so. */
static bool is_reserved(const char *text, struct arena *arena)
{
	const char *word = text_lower(arena, arena_strndup(arena, text, strcspn(text, ".")));
	size_t length = strlen(word);
	if (length == 4 && word[3] >= '1' && word[3] <= '9')
		return text_starts(word, "com") || text_starts(word, "lpt");
	return length == 3 && form_has("con|prn|aux|nul", word);
}

void value_check_label(struct reading *reading, struct text_answer name)
{
	const char *text = name.value;
	if (!text)
		return;
	if (strpbrk(text, "/\\:*?\"<>|"))
		complain(reading, name.node,
		        "none of / \\ : * ? \" < > | is allowed in the name of a forest or site");
	else if (text[0] == '-' || text[0] == '.')
		complain(reading, name.node, "a hyphen or dot is not allowed at the beginning");
	else if (is_reserved(text, reading->arena))
		complain(reading, name.node, "\"%s\" is a reserved word of Windows", text);
}
