/* core/store/names.h - written names that no organization of the roster bears, and what
 * was decided of them. */
#ifndef PTE_CORE_STORE_NAMES_H
#define PTE_CORE_STORE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/memory.h"
#include "core/model/naming.h"

struct pte_error;
struct pte_store;

/** One name as respondents wrote it. */
struct pte_name {
    const char *country, *written, *folded;
    enum pte_naming_why why;
    const char *organization; /* id of who is meant; doubtful: of the likeliest; NULL */
    const char *name;         /* of that organization */
    double score;             /* 0 to 1; 1 = sure */
    const char *reason; /* "decided", "same", "acronym"; doubtful: "initials", "spelling",
                           "part", "related", "none" */
    size_t times;       /* how often it was written */
};

struct pte_names {
    struct pte_name *name; /* doubtful first, likeliest first */
    size_t n;
    struct pte_arena arena;
};

/**
 * All written names of a study, over all of its waves.
 *
 * study    NULL = the only one there is
 * country  NULL = all
 * names    out: to be released
 * Fails    PTE_ENOTFOUND no such study; PTE_ESTORE the database lacks pg_trgm
 * Cost     O(doubtful names * organizations)
 */
bool pte_store_names(struct pte_store *store, const char *study, const char *country,
                     struct pte_names *names, struct pte_error *err);
void pte_names_release(struct pte_names *names);

/** A decision as it is kept, and goes out and in as CSV. */
struct pte_naming_entry {
    const char *country, *written, *organization, *reason;
    enum pte_decision kind;
};

/**
 * Keeps decisions, all or none; the same again changes nothing, another answer for the
 * same name takes the place of the one before.
 *
 * study  NULL = the only one there is
 * Fails  PTE_ENOTFOUND no such study or organization; PTE_EINPUT a name with nothing in
 *        it; PTE_ESTORE
 */
bool pte_store_decide(struct pte_store *store, const char *study,
                      const struct pte_naming_entry *entries, size_t n,
                      struct pte_error *err);

/** Takes back the decisions on a name. n: out, how many there were. */
bool pte_store_undecide(struct pte_store *store, const char *study, const char *country,
                        const char *written, size_t *n, struct pte_error *err);

/** The decisions that hold, in the order they were made. */
struct pte_decisions {
    struct pte_naming_entry *entry;
    struct pte_naming_rule *rule; /* the same, as a naming takes them */
    size_t n;
    struct pte_arena arena;
};

bool pte_store_decisions(struct pte_store *store, const char *study,
                         struct pte_decisions *decisions, struct pte_error *err);
void pte_decisions_release(struct pte_decisions *decisions);

#endif
