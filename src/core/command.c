/* core/command.c */
#include "core/command.h"

#include <string.h>

#include "base/quote.h"
#include "base/text.h"

/* ---- templates ---- */

static bool is_name_start(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_name_char(char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
}

/* The length of the variable's name behind the brace at `text`; 0: it is a brace. */
static size_t name_length(const char *text)
{
	size_t length = 0;
	if (!is_name_start(text[1]))
		return 0;
	while (is_name_char(text[1 + length]))
		length++;
	return text[1 + length] == '}' && length < VARIABLE_NAME_SIZE ? length : 0;
}

bool template_next(const char **text, struct template_part *part)
{
	const char *start = *text;
	if (!*start)
		return false;
	size_t length = *start == '{' ? name_length(start) : 0;
	if (length) {
		memcpy(part->name, start + 1, length);
		part->name[length] = '\0';
		*text = start + length + 2;
		return true;
	}
	const char *end = strchr(start + 1, '{');
	while (end && !name_length(end))
		end = strchr(end + 1, '{');
	part->name[0] = '\0';
	part->text = start;
	part->length = end ? (size_t)(end - start) : strlen(start);
	*text = start + part->length;
	return true;
}

static struct value value_of(struct scope *scope, const char *name)
{
	const char *argument;
	const struct variable *variable = variable_find(name, &argument);
	if (!variable || !scope_has(scope, variable->needs))
		return (struct value){ .kind = VALUE_NONE };
	return variable->get(scope, argument);
}

/* ---- running text ---- */

/* Nobody reads on behind so many; a row with `each` has them all. */
#define PLAIN_LIST_MAX 24

static void put_list(struct buf *out, struct texts list)
{
	size_t shown = list.count > PLAIN_LIST_MAX ? PLAIN_LIST_MAX : list.count;
	for (size_t i = 0; i < shown; i++) {
		buf_puts(out, i ? ", " : "");
		buf_puts(out, list.items[i]);
	}
	if (shown < list.count)
		buf_printf(out, " and %zu more", list.count - shown);
}

static void put_plain(struct buf *out, const struct value *value)
{
	if (value->kind == VALUE_LIST) {
		put_list(out, value->list);
		return;
	}
	if (value->kind == VALUE_FILE)
		buf_puts(out, WORK_FOLDER);
	buf_puts(out, value->text);
}

/* `absent` stands where there is no value; NULL: there must be one. */
static bool fill_plain(struct scope *scope, const char *template, const char *absent,
        struct buf *out)
{
	struct template_part part;
	while (template_next(&template, &part)) {
		if (!part.name[0]) {
			buf_add(out, part.text, part.length);
			continue;
		}
		struct value value = value_of(scope, part.name);
		if (value.kind == VALUE_NONE && !value.text)
			value.text = absent;
		if (value.kind == VALUE_NONE && !value.text)
			return false;
		put_plain(out, &value);
	}
	return true;
}

bool text_fill(struct scope *scope, const char *template, struct buf *out)
{
	return fill_plain(scope, template, NULL, out);
}

void text_fill_always(struct scope *scope, const char *template, const char *absent,
        struct buf *out)
{
	(void)fill_plain(scope, template, absent, out);
}

/* ---- commands ---- */

static enum command_result put_powershell(struct buf *out, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NONE:
		return COMMAND_NO_VALUE;
	case VALUE_EMPTY:
		buf_puts(out, "$null");
		break;
	case VALUE_TEXT:
		quote_powershell(out, value->text);
		break;
	case VALUE_LIST:
		for (size_t i = 0; i < value->list.count; i++) {
			buf_puts(out, i ? "," : "");
			quote_powershell(out, value->list.items[i]);
		}
		break;
	case VALUE_WORD:
		buf_puts(out, value->text);
		break;
	case VALUE_FILE:
		/* The name is percent-encoded (quote_filename): no quote can be in it. */
		buf_puts(out, "'" WORK_FOLDER);
		buf_puts(out, value->text);
		buf_putc(out, '\'');
		break;
	}
	return COMMAND_MADE;
}

static enum command_result put_cmd(struct buf *out, const struct value *value)
{
	bool fits = false;
	switch (value->kind) {
	case VALUE_NONE:
		return COMMAND_NO_VALUE;
	case VALUE_EMPTY:
		break;
	case VALUE_TEXT:
		fits = quote_cmd(out, value->text);
		break;
	case VALUE_LIST:
		fits = value->list.count == 1 && quote_cmd(out, value->list.items[0]);
		break;
	case VALUE_WORD:
		fits = true;
		buf_puts(out, value->text);
		break;
	case VALUE_FILE:
		buf_puts(out, WORK_FOLDER);
		fits = quote_cmd(out, value->text);
		break;
	}
	return fits ? COMMAND_MADE : COMMAND_BY_HAND;
}

static enum command_result fill_parts(struct scope *scope, bool is_cmd, const char *template,
        struct buf *out)
{
	struct template_part part;
	while (template_next(&template, &part)) {
		if (!part.name[0]) {
			buf_add(out, part.text, part.length);
			continue;
		}
		struct value value = value_of(scope, part.name);
		enum command_result result =
		        is_cmd ? put_cmd(out, &value) : put_powershell(out, &value);
		if (result != COMMAND_MADE)
			return result;
	}
	return COMMAND_MADE;
}

enum command_result command_fill(struct scope *scope, const char *lang, const char *template,
        struct buf *out)
{
	size_t length = out->length;
	enum command_result result =
	        fill_parts(scope, text_equal(lang, "cmd"), template, out);
	if (result != COMMAND_MADE && out->length > length) {
		out->length = length;
		out->data[length] = '\0';
	}
	return result;
}
