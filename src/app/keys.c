/* app/keys.c */
#include "keys.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/progress.h"
#include "base/text.h"
#include "emit/emit.h"

#define COMMON_NAME_MAX 64 /* ub-common-name, RFC 5280 appendix A */
#define KEY_FOLDER "certificates"

static const char *unless_empty(struct text_answer answer)
{
	return answer.value && *answer.value ? answer.value : NULL;
}

static struct request_spec request_spec_of(const struct plan *plan,
        const struct plan_certificate *certificate, struct arena *arena)
{
	const struct request *request = plan->request;
	struct text_list names = { 0 };
	LIST_EACH(const struct plan_name, name, certificate->names)
		LIST_PUSH(arena, &names, name->name);
	return (struct request_spec){
		.id = certificate->id,
		.country = unless_empty(request->organization.country),
		.state = unless_empty(request->organization.state),
		.locality = unless_empty(request->organization.locality),
		.organization = unless_empty(request->organization.name),
		.unit = certificate_unit(request, certificate->issuer),
		.common_name = strlen(certificate->common_name) <= COMMON_NAME_MAX
		                       ? certificate->common_name
		                       : NULL,
		.names = texts_of(&names),
		.algorithm = certificate->algorithm,
		.bits = certificate->bits,
		.curve = certificate->curve,
		.key_path = path_of_key(certificate, arena),
		.request_path = path_of_request(certificate, arena),
	};
}

struct request_list requests_make(const struct plan *plan, struct arena *arena)
{
	struct request_list requests = { 0 };
	LIST_EACH(const struct plan_certificate, certificate, plan->certificates) {
		if (certificate->has_key)
			LIST_PUSH(arena, &requests, request_spec_of(plan, certificate, arena));
	}
	return requests;
}

bool passphrase_is_offered(const struct app *app)
{
	const char *file = getenv(PASSPHRASE_FILE_VARIABLE);
	return cli_has(app->cli, OPTION_PASSPHRASE_FD) || (file && *file);
}

enum status passphrase_take(const struct app *app, struct passphrase *passphrase,
        const struct interrupt *interrupt, struct err *err)
{
	const char *file = getenv(PASSPHRASE_FILE_VARIABLE);
	if (cli_has(app->cli, OPTION_PASSPHRASE_FD))
		return passphrase_from_fd(passphrase,
		        cli_number(app->cli, OPTION_PASSPHRASE_FD, -1), interrupt, err);
	if (file && *file)
		return passphrase_from_file(passphrase, file, interrupt, err);
	if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
		return passphrase_from_terminal(passphrase, interrupt, err);
	passphrase->length = 0;
	return STATUS_FINE;
}

static bool is_folder(const char *path)
{
	struct stat status;
	if (stat(path, &status) != 0)
		return false;
	errno = ENOTDIR;
	return S_ISDIR(status.st_mode);
}

const char *seed_folder(const struct app *app, const char *output)
{
	const char *given = cli_value(app->cli, OPTION_SEED_KEYS);
	if (given || cli_has(app->cli, OPTION_NEW_KEYS))
		return given;
	const char *old = arena_printf(app->arena, "%s/" KEY_FOLDER, output);
	return is_folder(old) ? old : NULL;
}

enum status seed_folder_find(const struct app *app, const char **folder, struct err *err)
{
	*folder = cli_value(app->cli, OPTION_SEED_KEYS);
	if (*folder && !is_folder(*folder)) {
		err_set(err, "--seed-keys: %s: %s", *folder, strerror(errno));
		return STATUS_WRONG;
	}
	if (cli_has(app->cli, OPTION_FORCE))
		*folder = seed_folder(app, cli_value(app->cli, OPTION_OUTPUT));
	return STATUS_FINE;
}

bool keys_wait(struct keyjob *job, size_t count, const struct interrupt *interrupt,
        const struct app *app)
{
	struct progress progress;
	size_t done;
	bool going = true;
	progress_init(&progress, app->quiet, cli_has(app->cli, OPTION_PLAIN));
	while ((done = keyjob_done(job)) < count && going) {
		progress_show(&progress, done, count);
		going = interrupt_wait(interrupt, keyjob_fd(job));
	}
	progress_done(&progress);
	return going;
}
