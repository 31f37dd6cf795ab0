/* x509/keyahead.c: a list of keys in their states under one lock, and threads that make them. */
#include "ahead.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/text.h"
#include "crypto.h"
#include "libcrypto.h"
#include "workers.h"

/* Whoever types comes first; with more, writing would wait long where the machine is busy. */
#define NICENESS 4

enum state { QUEUED, MAKING, MADE, FAILED };

struct entry {
	struct entry *next;
	char *id; /* of the certificate; NULL: it vanished */
	char *algorithm, *curve;
	struct request_spec kind; /* these and bits alone; never changes */
	enum state state;
	EVP_PKEY *key;       /* of MADE */
	atomic_bool dropped; /* nobody wants what is being made: its thread frees the entry */
	bool kept;           /* by the wishes that are being compared */
};

struct keyahead {
	int wake; /* eventfd */
	struct workers workers;
	pthread_mutex_t lock; /* of all that follows */
	pthread_cond_t changed;
	struct entry *first;
	bool over;
};

static void *checked(void *memory)
{
	if (!memory)
		die("out of memory (keys)");
	return memory;
}

static char *copy(const char *text)
{
	return text ? checked(strdup(text)) : NULL;
}

static struct entry *entry_new(const struct request_spec *want)
{
	struct entry *entry = checked(calloc(1, sizeof(*entry)));
	entry->id = copy(want->id);
	entry->algorithm = copy(want->algorithm);
	entry->curve = copy(want->curve);
	entry->kind = (struct request_spec){
		.algorithm = entry->algorithm, .curve = entry->curve, .bits = want->bits };
	entry->kept = true;
	return entry;
}

/* Takes it out of the list and wipes its key. */
static void entry_remove(struct keyahead *ahead, struct entry *entry)
{
	struct entry **link = &ahead->first;
	while (*link != entry)
		link = &(*link)->next;
	*link = entry->next;
	EVP_PKEY_free(entry->key);
	free(entry->id);
	free(entry->algorithm);
	free(entry->curve);
	free(entry);
}

static void entry_drop(struct keyahead *ahead, struct entry *entry)
{
	if (entry->state == MAKING)
		atomic_store(&entry->dropped, true);
	else
		entry_remove(ahead, entry);
}

/* ---- the threads ---- */

static bool is_dropped(void *data)
{
	const struct entry *entry = data;
	return atomic_load(&entry->dropped);
}

static void wake(const struct keyahead *ahead)
{
	/* Fails only where the counter is at its limit: then the descriptor is readable anyway. */
	if (ahead->wake >= 0)
		(void)!eventfd_write(ahead->wake, 1);
}

static void entry_finish(struct keyahead *ahead, struct entry *entry, EVP_PKEY *key)
{
	entry->state = key ? MADE : FAILED;
	entry->key = key;
	if (is_dropped(entry))
		entry_remove(ahead, entry);
	pthread_cond_broadcast(&ahead->changed);
	wake(ahead);
}

static struct entry *queued(const struct keyahead *ahead)
{
	struct entry *entry = ahead->first;
	while (entry && entry->state != QUEUED)
		entry = entry->next;
	return entry;
}

static void *ahead_work(void *data)
{
	struct keyahead *ahead = data;
	(void)setpriority(PRIO_PROCESS, 0, NICENESS); /* of this thread, on Linux */
	pthread_mutex_lock(&ahead->lock);
	while (!ahead->over) {
		struct entry *entry = queued(ahead);
		struct key_stop stop = { is_dropped, entry };
		struct err reason;
		if (!entry) {
			pthread_cond_wait(&ahead->changed, &ahead->lock);
			continue;
		}
		entry->state = MAKING;
		pthread_mutex_unlock(&ahead->lock);
		EVP_PKEY *key = key_generate(&entry->kind, &stop, &reason);
		pthread_mutex_lock(&ahead->lock);
		entry_finish(ahead, entry, key);
	}
	pthread_mutex_unlock(&ahead->lock);
	return NULL;
}

/* Without any thread, nothing can be waited for. */
static void start_threads(struct keyahead *ahead, size_t wanted)
{
	size_t cores = workers_cores();
	(void)workers_start(&ahead->workers, wanted < cores ? wanted : cores, ahead_work, ahead);
	for (struct entry *entry; !ahead->workers.count && (entry = queued(ahead));)
		entry->state = FAILED;
}

/* ---- what is wanted ---- */

static struct entry *entry_find(const struct keyahead *ahead, const struct request_spec *spec)
{
	struct entry *entry = ahead->first;
	while (entry && (is_dropped(entry) || !text_equal(entry->id, spec->id) ||
				!spec_same_key(&entry->kind, spec)))
		entry = entry->next;
	return entry;
}

/* The key of a certificate that vanished, also one that is still to be made. */
static struct entry *entry_inherit(const struct keyahead *ahead, const struct request_spec *want)
{
	struct entry *entry = ahead->first;
	while (entry && (entry->id || is_dropped(entry) || !spec_same_key(&entry->kind, want)))
		entry = entry->next;
	return entry;
}

static bool wants_have(const struct request_spec *wants, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++) {
		if (text_equal(wants[i].id, id))
			return true;
	}
	return false;
}

/* Marks what stays as it is, and takes the id from what may be inherited. */
static void sort_out(struct keyahead *ahead, const struct request_spec *wants, size_t count)
{
	for (struct entry *entry = ahead->first; entry; entry = entry->next)
		entry->kept = false;
	for (size_t i = 0; i < count; i++) {
		struct entry *entry = entry_find(ahead, &wants[i]);
		if (entry)
			entry->kept = true;
	}
	for (struct entry *entry = ahead->first; entry; entry = entry->next) {
		if (!entry->kept && !wants_have(wants, count, entry->id)) {
			free(entry->id);
			entry->id = NULL;
		}
	}
}

static void drop_unwanted(struct keyahead *ahead)
{
	for (struct entry *entry = ahead->first, *next; entry; entry = next) {
		next = entry->next;
		if (!entry->kept)
			entry_drop(ahead, entry);
	}
}

/* The end of the list: what is wanted first is made first. */
static void append(struct keyahead *ahead, struct entry *entry)
{
	struct entry **link = &ahead->first;
	while (*link)
		link = &(*link)->next;
	*link = entry;
}

static void want_one(struct keyahead *ahead, const struct request_spec *want)
{
	struct entry *entry = entry_find(ahead, want);
	if (entry)
		return;
	entry = entry_inherit(ahead, want);
	if (!entry) {
		append(ahead, entry_new(want));
		return;
	}
	entry->id = copy(want->id);
	entry->kept = true;
}

void keyahead_want(struct keyahead *ahead, const struct request_spec *wants, size_t count)
{
	struct err err;
	if (count && !crypto_open(&err))
		count = 0; /* it fails again, and is told, where the keys are written */
	pthread_mutex_lock(&ahead->lock);
	sort_out(ahead, wants, count);
	for (size_t i = 0; i < count; i++)
		want_one(ahead, &wants[i]);
	drop_unwanted(ahead);
	start_threads(ahead, count);
	pthread_cond_broadcast(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
}

struct keyahead_count keyahead_count(struct keyahead *ahead)
{
	struct keyahead_count count = { 0, 0 };
	eventfd_t events;
	if (ahead->wake >= 0)
		(void)!eventfd_read(ahead->wake, &events); /* it may be empty already */
	pthread_mutex_lock(&ahead->lock);
	for (const struct entry *entry = ahead->first; entry; entry = entry->next) {
		bool counts = entry->state != FAILED && !atomic_load(&entry->dropped);
		count.wanted += counts;
		count.made += counts && entry->state == MADE;
	}
	pthread_mutex_unlock(&ahead->lock);
	return count;
}

int keyahead_fd(const struct keyahead *ahead)
{
	return ahead->wake;
}

/* ---- a keyjob ---- */

EVP_PKEY *keyahead_take(struct keyahead *ahead, const struct request_spec *spec,
	const struct key_stop *stop, bool *waited)
{
	EVP_PKEY *key = NULL;
	struct entry *entry;
	*waited = false;
	if (!ahead)
		return NULL;
	pthread_mutex_lock(&ahead->lock);
	while ((entry = entry_find(ahead, spec)) && entry->state < MADE &&
		!stop->asked(stop->data)) {
		*waited = true;
		pthread_cond_wait(&ahead->changed, &ahead->lock);
	}
	if (entry && entry->state == MADE) {
		key = entry->key;
		entry->key = NULL;
		entry_remove(ahead, entry);
	}
	pthread_mutex_unlock(&ahead->lock);
	return key;
}

void keyahead_stir(struct keyahead *ahead)
{
	if (!ahead)
		return;
	pthread_mutex_lock(&ahead->lock);
	pthread_cond_broadcast(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
}

/* ---- the beginning and the end ---- */

struct keyahead *keyahead_new(void)
{
	struct keyahead *ahead = checked(calloc(1, sizeof(*ahead)));
	if (pthread_mutex_init(&ahead->lock, NULL) != 0 ||
		pthread_cond_init(&ahead->changed, NULL) != 0)
		die("out of memory (a lock)");
	ahead->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	return ahead;
}

void keyahead_free(struct keyahead *ahead)
{
	if (!ahead)
		return;
	pthread_mutex_lock(&ahead->lock);
	ahead->over = true;
	for (struct entry *entry = ahead->first; entry; entry = entry->next)
		atomic_store(&entry->dropped, true);
	pthread_cond_broadcast(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
	workers_join(&ahead->workers);
	while (ahead->first)
		entry_remove(ahead, ahead->first);
	if (ahead->wake >= 0)
		close(ahead->wake);
	pthread_cond_destroy(&ahead->changed);
	pthread_mutex_destroy(&ahead->lock);
	free(ahead);
}
