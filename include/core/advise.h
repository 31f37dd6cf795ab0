/*
 * core/advise.h: what would mend a plan, and which scenario would be best.
 *
 * These functions alone plan again: each change of the answers that they show has been planned and
 * proved, makes better what it is shown for and nothing worse. Candidates are rows (know/fix.h).
 */
#ifndef CORE_ADVISE_H
#define CORE_ADVISE_H

#include <stdbool.h>

#include "core/proof.h"
#include "know/fix.h"

/* So many plans are made for one advice at most. */
#define ADVICE_MAX_PLANS 24
/* With more mail domains than these a plan takes too long to be made again and again. */
#define ADVICE_MAX_DOMAINS 2000

enum advice_extent {
	ADVICE_WHOLE,
	ADVICE_CUT,       /* not all candidates could be tried */
	ADVICE_TOO_LARGE, /* none was */
};

struct advice {
	enum advice_extent extent;
	size_t plans; /* that were made */
};

/* Adds fixes to every verdict worse than clean and to every error finding that has one; they share
 * them. Of a verdict with several causes each has its own: what takes one of them away is a partial fix. Makes no plan where there is nothing to mend. Memory is the plan's arena. */
struct advice advise_make(struct plan *plan, struct proof *proof);
/* The same for the findings of one rule, whatever their severity, and for nothing else. */
struct advice advise_rule(struct plan *plan, struct proof *proof, const char *rule);

/* All fixes of a plan, each once: those of findings first. `proof` may be NULL. */
struct fix_refs advise_fixes(const struct plan *plan, const struct proof *proof,
        struct arena *arena);
/* What a fix mends: ids of rules, and clients with their place ("browser outside"); those that another
 * cause is left for are marked so. */
struct texts advise_mended(const struct plan *plan, const struct proof *proof,
        const struct fix *fix, struct arena *arena);
/* "dns.ttl = 60", or what else becomes of the answer. */
const char *advise_change_text(const struct fix_change *change, struct arena *arena);

/* What rules a scenario out by itself: without it, it would have no error and no failing client. */
struct ruling {
	const struct limit_row *limit;
	const char *path;
	const char *value; /* of the answer at present; of several clients, the one in question */
	const char *instead; /* that was planned with; NULL: none, or one that a person must find */
};

struct ruling_list LIST_OF(struct ruling);

struct ranked {
	const struct scenario_row *scenario;
	const char *issuer;  /* id: the file's where the scenario allows it */
	bool is_present;     /* the one in the answers */
	const char *obstacle; /* why no plan can be made; NULL: one was */
	bool is_out;         /* no plan, an error finding, or a client that fails */
	const char *reason;  /* of that, one sentence; NULL: it is not out */
	enum result worst;
	struct plan_summary summary;
	struct ruling_list rulings; /* of one that is out; empty: no single constraint alone */
};

struct ranked_list LIST_OF(struct ranked);

/* The best scenario first: by worst verdict, then errors, certificates, names, public addresses,
 * steps; those that are out behind all others, those without a plan last. Each is planned with these
 * answers; where it is out, again with one constraint lifted at a time, unless there are too many
 * mail domains (`*extent`). */
struct ranked_list advise_scenarios(const struct plan *plan, struct arena *arena,
        enum advice_extent *extent);
/* The same in two parts, for those who cannot wait. First the order, without rulings; then, unless
 * advise_extent says that it would take too long, what rules one of them out (nothing where it is not
 * out), which plans many times. */
struct ranked_list advise_order(const struct plan *plan, struct arena *arena);
enum advice_extent advise_extent(const struct plan *plan);
void advise_rulings(const struct plan *plan, struct ranked *ranked, struct arena *arena);
/* Why a scenario is not before the one ahead of it, one sentence; NULL: it is the first. */
const char *advise_place_text(const struct ranked_list *list, size_t index, struct arena *arena);
/* "Ruled out by dns.srv_supported = false alone: ...; with true it would do." */
const char *advise_ruling_text(const struct ruling *ruling, struct arena *arena);

#endif
