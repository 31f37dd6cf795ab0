/* x509/keyjob.c: the specs are a queue, and each thread takes the next one until none is left. */
#include "x509/keyjob.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "ahead.h"
#include "crypto.h"
#include "csr.h"
#include "key.h"
#include "libcrypto.h"
#include "newfile.h"
#include "workers.h"

#define NOTHING_FAILED SIZE_MAX
#define KEY_MODE 0600
#define REQUEST_MODE 0666 /* less what the umask takes away */

struct keyjob {
	const struct request_spec *specs;
	size_t count;
	struct key_options options;
	int seed_folder; /* -1: none */
	int wake;        /* eventfd */
	struct workers workers;
	atomic_size_t next, done;
	atomic_size_t reused; /* keys that the seed folder had */
	atomic_size_t ready;  /* keys that were made ahead */
	atomic_bool cancelled;
	/* The lowest index that failed. Those below it are all taken already and run to their end,
	 * so the failure that is told does not depend on which thread was faster. */
	atomic_size_t failed;
	struct err reason; /* of that index; under the lock */
	pthread_mutex_t lock;
};

/* The spec that a thread works at. */
struct task {
	struct keyjob *job;
	size_t index;
};

static bool task_is_over(void *data)
{
	const struct task *task = data;
	return atomic_load(&task->job->cancelled) || task->index > atomic_load(&task->job->failed);
}

static void job_fail(struct keyjob *job, size_t index, const struct err *reason)
{
	pthread_mutex_lock(&job->lock);
	if (index < atomic_load(&job->failed)) {
		job->reason = *reason;
		atomic_store(&job->failed, index);
	}
	pthread_mutex_unlock(&job->lock);
	keyahead_stir(job->options.ahead);
}

/* The key that the seed folder has under this name; NULL with a reason. */
static EVP_PKEY *seed_key(const struct keyjob *job, const struct request_spec *spec,
	const char *name, struct err *err)
{
	struct err reason;
	EVP_PKEY *key = key_read(job->seed_folder, name, job->options.passphrase, spec, &reason);
	if (!key)
		err_set_kind(err, reason.kind, "%s/%.300s", job->options.seed_folder, reason.text);
	return key;
}

static EVP_PKEY *task_key(struct task *task, const struct request_spec *spec, struct err *err)
{
	struct keyjob *job = task->job;
	EVP_PKEY *key;
	if (job->seed_folder >= 0 && key_seed_exists(job->seed_folder, spec->key_path)) {
		key = seed_key(job, spec, key_seed_name(spec->key_path), err);
		atomic_fetch_add(&job->reused, key != NULL);
		if (key || err->kind != ERR_MISFIT || !job->options.replaces_misfits)
			return key;
	}
	struct key_stop stop = { task_is_over, task };
	bool waited;
	key = keyahead_take(job->options.ahead, spec, &stop, &waited);
	if (key)
		atomic_fetch_add(&job->ready, !waited);
	else if (task_is_over(task))
		err_set(err, "nobody waits for it any more");
	else
		key = key_generate(spec, &stop, err);
	return key;
}

static bool bio_write(int folder, const char *path, mode_t mode, BIO *bytes, struct err *err)
{
	char *start;
	long length = BIO_get_mem_data(bytes, &start);
	return newfile_write(folder, path, mode, start, (size_t)length, err);
}

/* What stands in the file now is what will be sent to the CA. */
static bool request_read_back(int folder, const struct request_spec *spec, size_t length,
	const EVP_PKEY *key, struct err *err)
{
	struct content content;
	if (!content_read(folder, spec->request_path, length, &content, err))
		return false;
	bool good = csr_check(content.bytes, content.length, spec, key, err);
	content_wipe(&content);
	return good;
}

/* Nothing is written before there is a key with a request. */
static bool key_and_request(
	const struct keyjob *job, const struct request_spec *spec, EVP_PKEY *key, struct err *err)
{
	int folder = job->options.folder;
	BIO *key_text = key_pem(key, spec, job->options.passphrase, err);
	BIO *request = key_text ? csr_pem(spec, key, err) : NULL;
	bool done = request && bio_write(folder, spec->key_path, KEY_MODE, key_text, err) &&
		bio_write(folder, spec->request_path, REQUEST_MODE, request, err) &&
		request_read_back(folder, spec, BIO_pending(request), key, err);
	BIO_free(key_text);
	BIO_free(request);
	return done;
}

static bool task_run(struct task *task, struct err *err)
{
	const struct keyjob *job = task->job;
	const struct request_spec *spec = &job->specs[task->index];
	struct err reason;
	EVP_PKEY *key = task_key(task, spec, &reason);
	/* What was made here, and is not what it should be, is nobody's input. */
	enum err_kind kind = key ? ERR_ENVIRONMENT : reason.kind;
	bool done = key && key_and_request(job, spec, key, &reason);
	EVP_PKEY_free(key);
	return done || err_set_kind(err, kind, "certificate %s: %.400s", spec->id, reason.text);
}

static void job_wake(const struct keyjob *job)
{
	/* Fails only where the counter is at its limit: then the descriptor is readable anyway. */
	(void)!eventfd_write(job->wake, 1);
}

static void *job_work(void *data)
{
	struct keyjob *job = data;
	struct task task = { job, 0 };
	while ((task.index = atomic_fetch_add(&job->next, 1)) < job->count) {
		struct err reason;
		if (!task_is_over(&task) && !task_run(&task, &reason))
			job_fail(job, task.index, &reason);
		atomic_fetch_add(&job->done, 1);
		job_wake(job);
	}
	return NULL;
}

/* Nothing is made: the end is there at once. */
static void job_refuse(struct keyjob *job, const struct err *err)
{
	job_fail(job, 0, err);
	atomic_store(&job->next, job->count);
	atomic_store(&job->done, job->count);
	if (job->wake >= 0)
		job_wake(job);
}

static void job_refuse_for(struct keyjob *job, const char *what, int reason)
{
	struct err err;
	err_set(&err, "%s: %s", what, strerror(reason));
	job_refuse(job, &err);
}

static void job_start_threads(struct keyjob *job)
{
	size_t wanted = job->options.threads ? job->options.threads : workers_cores();
	if (wanted > job->count)
		wanted = job->count;
	int reason = workers_start(&job->workers, wanted, job_work, job);
	/* Fewer threads than wanted make the same files. */
	if (wanted && !job->workers.count)
		job_refuse_for(job, "no thread can be started", reason);
}

struct keyjob *keyjob_start(
	const struct request_spec *specs, size_t count, const struct key_options *options)
{
	struct err err;
	struct keyjob *job = calloc(1, sizeof(*job));
	if (!job || pthread_mutex_init(&job->lock, NULL) != 0)
		die("out of memory (%zu bytes)", sizeof(*job));
	job->specs = specs;
	job->count = count;
	job->options = *options;
	job->seed_folder = -1;
	atomic_init(&job->failed, NOTHING_FAILED);
	job->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (job->wake < 0) {
		job_refuse_for(job, "no descriptor is left", errno);
		return job;
	}
	if (options->seed_folder) {
		job->seed_folder = open(options->seed_folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (job->seed_folder < 0) {
			job_refuse_for(job, options->seed_folder, errno);
			return job;
		}
	}
	if (crypto_open(&err))
		job_start_threads(job);
	else
		job_refuse(job, &err);
	return job;
}

int keyjob_fd(const struct keyjob *job)
{
	return job->wake;
}

size_t keyjob_done(struct keyjob *job)
{
	eventfd_t events;
	if (job->wake >= 0)
		(void)!eventfd_read(job->wake, &events); /* it may be empty already */
	return atomic_load(&job->done);
}

size_t keyjob_reused(const struct keyjob *job)
{
	return atomic_load(&job->reused);
}

size_t keyjob_ready(const struct keyjob *job)
{
	return atomic_load(&job->ready);
}

bool keyjob_finish(struct keyjob *job, struct err *err)
{
	workers_join(&job->workers);
	if (atomic_load(&job->failed) == NOTHING_FAILED)
		return true;
	*err = job->reason;
	return false;
}

void keyjob_free(struct keyjob *job)
{
	if (!job)
		return;
	atomic_store(&job->cancelled, true);
	keyahead_stir(job->options.ahead);
	workers_join(&job->workers);
	if (job->wake >= 0)
		close(job->wake);
	if (job->seed_folder >= 0)
		close(job->seed_folder);
	pthread_mutex_destroy(&job->lock);
	free(job);
}
