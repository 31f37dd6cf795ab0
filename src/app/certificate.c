/* app/certificate.c: the authority's reply in, a PFX and the commands for the servers out. */
#include "commands.h"

#include <fcntl.h>
#include <unistd.h>

#include "app/streams.h"
#include "base/text.h"
#include "emit/issued.h"
#include "homecoming.h"
#include "store/file.h"
#include "store/outdir.h"
#include "x509/pfx.h"
#include "x509/secrets.h"

/* One file of the delivery. */
static enum status delivery_read(struct homecoming *coming, const char *path, struct err *err)
{
	struct buf bytes;
	struct err reason;
	buf_init(&bytes);
	bool opened = file_read(path, CERTIFICATE_FILE_LIMIT, &bytes, &reason);
	bool done = opened && certificates_add(coming->set, bytes.data, bytes.length, &reason);
	buf_done(&bytes);
	if (done)
		return STATUS_FINE;
	err_set_kind(err, opened ? ERR_INPUT : reason.kind, "%.200s: %.250s", path, reason.text);
	return status_of(err);
}

static enum status coming_read(struct homecoming *coming, struct err *err)
{
	const struct cli *cli = coming->app->cli;
	const char *chain = cli_value(cli, OPTION_CHAIN);
	coming->set = certificates_new(err);
	if (!coming->set)
		return STATUS_ENVIRONMENT;
	enum status status = delivery_read(coming, cli_value(cli, OPTION_ISSUED), err);
	return status == STATUS_FINE && chain ? delivery_read(coming, chain, err) : status;
}

/* A plan is older than the certificate that is issued for it: the day of old answers says nothing
 * about it. */
static struct date coming_day(const struct homecoming *coming)
{
	struct date planned = coming->input.request->date, today = coming->input.today;
	bool is_given = cli_has(coming->app->cli, OPTION_DATE);
	return is_given || date_compare(planned, today) > 0 ? planned : today;
}

static void describe_chain(struct homecoming *coming)
{
	struct arena *arena = coming->app->arena;
	struct LIST_OF(struct certificate_facts) items = { 0 };
	struct text_list unrelated = { 0 };
	coming->path = certificate_chain_of(coming->set, coming->leaf, arena);
	LIST_EACH(const size_t, index, coming->path.path)
		LIST_PUSH(arena, &items, certificate_describe(coming->set, *index, arena));
	LIST_EACH(const size_t, index, coming->path.unrelated)
		LIST_PUSH(arena, &unrelated,
		        certificate_describe(coming->set, *index, arena).subject);
	coming->chain = (struct issued_chain){
		.items = items.items,
		.count = items.count,
		.ends_at_root = coming->path.ends_at_root,
		.was_ordered = coming->path.was_ordered,
		.unrelated = texts_of(&unrelated),
	};
}

static enum status coming_judge(struct homecoming *coming, struct err *err)
{
	(void)err;
	coming->facts = certificate_describe(coming->set, coming->leaf, coming->app->arena);
	describe_chain(coming);
	coming->issued = issued_judge(coming->input.plan, coming->input.proof,
	        coming->certificate, &coming->facts, &coming->chain, coming_day(coming));
	bool wanted = !coming->issued->is_refused ||
	        cli_has(coming->app->cli, OPTION_ALLOW_ERRORS);
	return wanted ? STATUS_FINE : STATUS_FOUND;
}

static bool is_ascii(const char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text >= 0x80)
			return false;
	}
	return true;
}

static enum status password_read(struct homecoming *coming, struct err *err)
{
	const struct passphrase_question question = {
		.text = "New password for the PFX file: ",
		.is_new = true,
	};
	const struct cli *cli = coming->app->cli;
	struct err reason;
	enum status status = STATUS_WRONG;
	int fd = cli_number(cli, OPTION_PFX_PASSWORD_FD, -1);
	if (!cli_has(cli, OPTION_PFX_PASSWORD_FD) &&
	        !(isatty(STDIN_FILENO) && isatty(STDERR_FILENO)))
		err_set(err, "the PFX file needs a password: give --pfx-password-fd, or run this at "
		             "a terminal");
	else if (!cli_has(cli, OPTION_PFX_PASSWORD_FD))
		status = passphrase_ask(&coming->password, &question, &coming->interrupt, err);
	else if (fcntl(fd, F_GETFD) < 0)
		err_set(err, "--pfx-password-fd: the descriptor %d is not open", fd);
	else {
		status = passphrase_from_fd(&coming->password, fd, &coming->interrupt, &reason);
		err_set(err, "--pfx-password-fd: %.400s", reason.text);
	}
	return status;
}

/* PKCS#12 has passwords in UTF-16, and programs do not agree on how they get there. */
static enum status coming_password(struct homecoming *coming, struct err *err)
{
	enum status status = password_read(coming, err);
	if (status != STATUS_FINE || is_ascii(coming->password.text))
		return status;
	if (!utf8_valid(coming->password.text)) {
		err_set(err, "the password of the PFX file is no UTF-8; use ASCII");
		return STATUS_WRONG;
	}
	return failure_print(STATUS_FINE, "warning: the password of the PFX file is not all ASCII; "
	                     "some programs will not open the file with it");
}

static void file_ready(void *owner, const char *path, const struct buf *data)
{
	struct homecoming *coming = owner;
	struct arena *arena = coming->app->arena;
	LIST_PUSH(arena, &coming->ready,
	        ((struct ready_file){ .path = path,
	                .bytes = arena_grow(arena, data->data, 1, data->length, data->length),
	                .length = data->length }));
}

/* A file of the output that x509 encodes: the leaf, or a certificate of the chain. */
static bool encode(const struct homecoming *coming, struct output *output, const char *name,
        size_t index, struct err *err)
{
	return certificate_encode(coming->set, index, false, output_add(output, name), err);
}

/* The leaf and what leads to the root, which clients have. */
static bool encode_bundle(
        const struct homecoming *coming, struct output *output, struct err *err)
{
	const struct certificate_path *path = &coming->path.path;
	struct buf *out = output_add(
	        output, issued_bundle_name(coming->issued, coming->app->arena));
	size_t count = path->count - (coming->path.ends_at_root && path->count > 0);
	bool done = certificate_encode(coming->set, coming->leaf, true, out, err);
	for (size_t i = 0; i < count && done; i++)
		done = certificate_encode(coming->set, path->items[i], true, out, err);
	return done;
}

/* All but the PFX, in memory, and the names of all: what follows takes no memory that could be
 * lacking. */
static enum status coming_emit(struct homecoming *coming, struct err *err)
{
	struct arena *arena = coming->app->arena;
	const struct certificate_path *path = &coming->path.path;
	struct output output;
	output_init(&output, arena, file_ready, coming);
	emit_issued(&output, coming->issued);
	bool done = encode(coming, &output, issued_leaf_name(coming->issued, arena), coming->leaf,
	        err);
	for (size_t i = 0; i < path->count && done; i++)
		done = encode(coming, &output, issued_chain_name(coming->issued, i, arena),
		        path->items[i], err);
	done = done && encode_bundle(coming, &output, err);
	output_end(&output);
	output_done(&output);
	LIST_PUSH(arena, &coming->files, issued_pfx_name(coming->issued, arena));
	LIST_EACH(const struct ready_file, file, coming->ready)
		LIST_PUSH(arena, &coming->files, file->path);
	return done ? STATUS_FINE : STATUS_ENVIRONMENT;
}

static bool folder_fill(struct homecoming *coming, struct outdir *dir, struct err *err)
{
	const struct product_row *product = coming->input.request->release.product;
	const struct pfx_spec spec = {
		.path = coming->files.items[0],
		.friendly_name = coming->certificate->common_name,
		.password = coming->password.text,
		.profile = text_equal(product->pfx_profile, "modern") ? PFX_MODERN : PFX_LEGACY,
	};
	if (!pfx_write(outdir_fd(dir), &spec, coming->set, coming->leaf, &coming->path.path,
	            coming->key, err))
		return false;
	LIST_EACH(const struct ready_file, file, coming->ready) {
		if (!outdir_write(dir, file->path, file->bytes, file->length, 0666, err))
			return false;
	}
	return true;
}

static enum status coming_write(struct homecoming *coming, struct err *err)
{
	bool refused;
	const struct cli *cli = coming->app->cli;
	struct outdir *dir = outdir_open(cli_value(cli, OPTION_OUTPUT), cli_has(cli, OPTION_FORCE),
	        coming->input.today, &refused, err);
	if (!dir)
		return refused ? STATUS_WRONG : STATUS_ENVIRONMENT;
	if (!folder_fill(coming, dir, err) || interrupt_seen(&coming->interrupt)) {
		outdir_abandon(dir);
		return STATUS_ENVIRONMENT;
	}
	return outdir_commit(dir, &coming->backup, coming->app->arena, err) ? STATUS_FINE
	                                                                    : STATUS_ENVIRONMENT;
}

static void coming_wipe(struct homecoming *coming)
{
	passphrase_wipe(&coming->passphrase);
	passphrase_wipe(&coming->password);
	private_key_free(coming->key);
	coming->key = NULL;
}

/* One after the other, until one fails or a signal comes. */
static enum status coming_all(struct homecoming *coming, struct err *err)
{
	static enum status (*const parts[])(struct homecoming *, struct err *) = {
		coming_read,
		homecoming_find_key,
		coming_judge,
		coming_password,
		coming_emit,
		coming_write,
	};
	enum status status = STATUS_FINE;
	for (size_t i = 0; i < COUNT_OF(parts) && status == STATUS_FINE; i++) {
		status = parts[i](coming, err);
		/* The last part either took its place, or was taken back. */
		bool is_written = status == STATUS_FINE && i + 1 == COUNT_OF(parts);
		if (interrupt_seen(&coming->interrupt) && !is_written) {
			coming_wipe(coming);
			interrupt_die(&coming->interrupt);
		}
	}
	return status;
}

static void coming_print(const struct homecoming *coming)
{
	const struct app *app = coming->app;
	struct buf out;
	buf_init(&out);
	if (cli_has(app->cli, OPTION_JSON))
		emit_issued_json(&out, coming->issued, texts_of(&coming->files));
	else if (!app->quiet)
		homecoming_report(&out, coming);
	stdout_add(&out);
	buf_done(&out);
}

static enum status coming_end(const struct homecoming *coming, enum status status,
        const struct err *err)
{
	bool is_refused = coming->issued && coming->issued->is_refused;
	if (status == STATUS_FOUND && is_refused) {
		coming_print(coming);
		homecoming_refuse(coming);
		return failure_print(status, "nothing was written: the certificate is refused; "
		                             "--allow-errors takes it all the same");
	}
	if (status != STATUS_FINE)
		return failure_print(status, "%s; nothing was written", err->text);
	coming_print(coming);
	return is_refused ? STATUS_FOUND : STATUS_FINE;
}

enum status certificate_run(const struct app *app)
{
	struct homecoming coming = { .app = app };
	struct err err = { 0 };
	enum status status = input_read(app, &coming.input);
	if (status != STATUS_FINE)
		return status;
	secrets_protect();
	if (!interrupt_open(&coming.interrupt, &err))
		return failure_print(STATUS_ENVIRONMENT, "%s", err.text);
	status = coming_all(&coming, &err);
	coming_wipe(&coming);
	status = coming_end(&coming, status, &err);
	certificates_free(coming.set);
	interrupt_close(&coming.interrupt);
	return status;
}
