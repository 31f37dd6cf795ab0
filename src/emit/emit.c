/* emit/emit.c: one file after the other, and what all formats ask of a plan. */
#include "emit/emit.h"

#include "base/quote.h"
#include "base/text.h"
#include "emitters.h"

void output_init(struct output *output, struct arena *arena, output_take *take, void *owner)
{
	*output = (struct output){ .arena = arena, .take = take, .owner = owner };
}

void output_end(struct output *output)
{
	if (output->path)
		output->take(output->owner, output->path, &output->data);
	output->path = NULL;
	output->data.length = 0;
}

void output_done(struct output *output)
{
	output->path = NULL;
	buf_done(&output->data);
}

struct buf *output_add(struct output *output, const char *path)
{
	output_end(output);
	output->path = path;
	return &output->data;
}

const char *path_make(struct arena *arena, const char *folder, const char *first,
        const char *joint, const char *second, const char *suffix)
{
	struct buf path;
	buf_init(&path);
	buf_puts(&path, folder);
	quote_filename(&path, first);
	if (second) {
		buf_puts(&path, joint);
		quote_filename(&path, second);
	}
	buf_puts(&path, suffix);
	const char *text = arena_strndup(arena, path.data, path.length);
	buf_done(&path);
	return text;
}

static const char *certificate_path(const struct plan_certificate *certificate, const char *suffix,
        struct arena *arena)
{
	return path_make(arena, "certificates/", certificate->id, "", NULL, suffix);
}

const char *path_of_request(const struct plan_certificate *certificate, struct arena *arena)
{
	return certificate_path(certificate, ".csr", arena);
}

const char *path_of_key(const struct plan_certificate *certificate, struct arena *arena)
{
	return certificate_path(certificate, ".key", arena);
}

const char *product_text(const struct request *request, struct arena *arena)
{
	const struct product_row *product = request->release.product;
	return arena_printf(arena, "%s %s", product->name,
	        product->updates.items[request->release.update]);
}

const struct forest_answer *forest_of_site(const struct request *request,
        const struct site_answer *site)
{
	return &request->forests[site->forest];
}

const struct forest_answer *forest_of(const struct request *request, const struct from *from)
{
	LIST_EACH(const struct node *const, start, *from) {
		for (const struct node *node = *start; node && node->parent; node = node->parent) {
			if (text_equal(node->parent->name, "forests") &&
			        node->index < request->forest_count)
				return &request->forests[node->index];
		}
	}
	return &request->forests[0];
}

bool site_is_published(const struct site_answer *site)
{
	const char *kind = site->publisher.kind.value;
	return kind && form_has("bridging|offloading", kind);
}

const char *phase_name(const struct know *know, const char *id)
{
	const struct phase_row *row = know_find(know, "phases", id);
	return row ? row->name : id;
}

const char *audience_name(const struct know *know, const char *id)
{
	const struct audience_row *row = know_find(know, "audiences", id);
	return row ? row->name : id;
}

bool command_is(const struct plan_command *command, const char *lang)
{
	return text_equal(command->lang, lang);
}
