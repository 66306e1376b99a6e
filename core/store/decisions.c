/* core/store/decisions.c - what a person decided of names: kept, taken back, listed. */
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/store/names.h"
#include "core/store/names.intern.h"
#include "core/store/store.intern.h"
#include "core/store/studies.intern.h"

bool pte_decisions_read(struct pte_store *store, const char *study,
                        struct pte_decisions *decisions, struct pte_error *err)
{
    const char *const values[] = {study};
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(store,
                                "SELECT country, written, organization, reason, kind,"
                                " folded FROM puente.naming WHERE study = $1"
                                " AND withdrawn_at IS NULL ORDER BY country, number",
                                1, values, err);

    if (rows == NULL)
        return false;
    pte_decisions_release(decisions);
    decisions->n = (size_t)PQntuples(rows);
    decisions->entry = pte_alloc(decisions->n, sizeof(*decisions->entry));
    decisions->rule = pte_alloc(decisions->n, sizeof(*decisions->rule));
    for (size_t i = 0; i < decisions->n; i++) {
        struct pte_naming_entry *entry = &decisions->entry[i];
        const char **const texts[] = {&entry->country, &entry->written,
                                      &entry->organization, &entry->reason};

        for (int j = 0; j < 4; j++) {
            const char *text = pte_pq_text(rows, (int)i, j);

            *texts[j] = text != NULL ? pte_arena_text(&decisions->arena, text) : NULL;
        }
        for (int kind = PTE_ACCEPT; kind <= PTE_SPLIT; kind++)
            if (strcmp(PQgetvalue(rows, (int)i, 4),
                       pte_decision_code((enum pte_decision)kind)) == 0)
                entry->kind = (enum pte_decision)kind;
        decisions->rule[i] = (struct pte_naming_rule){
            .country = entry->country,
            .folded = pte_arena_text(&decisions->arena, PQgetvalue(rows, (int)i, 5)),
            .organization = entry->organization,
            .kind = entry->kind};
    }
    return true;
}

void pte_decisions_release(struct pte_decisions *decisions)
{
    free(decisions->entry);
    free(decisions->rule);
    pte_arena_release(&decisions->arena);
    *decisions = (struct pte_decisions){0};
}

/* One change or question, which may take two tries. */
struct deciding {
    const char *study;
    const struct pte_naming_entry *entries;
    size_t n, changed;
    const char *country, *written; /* to be taken back */
    struct pte_decisions decisions;
};

static bool begin(struct pte_store *store, const char *study, struct pte_error *err)
{
    const char *const values[] = {study};

    return pte_pq_do(store, "BEGIN", 0, NULL, err) &&
           pte_pq_do(store, "SELECT FROM puente.study WHERE study = $1 FOR UPDATE", 1,
                     values, err);
}

/* Every result names the revision it was computed from. */
static bool end(struct pte_store *store, const struct deciding *deciding,
                struct pte_error *err)
{
    const char *const values[] = {deciding->study};

    return (deciding->changed == 0 ||
            pte_pq_do(store,
                      "UPDATE puente.study SET revision = revision + 1 WHERE study = $1",
                      1, values, err)) &&
           pte_pq_do(store, "COMMIT", 0, NULL, err);
}

static bool check_organization(struct pte_store *store, const char *study,
                               const struct pte_naming_entry *entry,
                               struct pte_error *err)
{
    const char *const values[] = {study, entry->country, entry->organization};
    PTE_AUTO(pte_pq_clear) PGresult *rows = NULL;

    if (entry->organization == NULL)
        return entry->kind == PTE_REJECT ||
               pte_fail(err, PTE_EINPUT, "a decision names no organization");
    rows = pte_pq_ask(store,
                      "SELECT FROM puente.organization WHERE organization = $3"
                      " AND country = $2 AND study = $1 AND NOT is_written LIMIT 1",
                      3, values, err);
    if (rows == NULL)
        return false;
    if (PQntuples(rows) == 1)
        return true;
    pte_fail(err, PTE_ENOTFOUND, "no organization '%.60s' in %s", entry->organization,
             entry->country);
    return pte_hint(err, "puente organizations --country %s lists their ids",
                    entry->country);
}

/* Nothing if it is decided so already; else what contradicts it is taken back first. */
static bool decide_one(struct pte_store *store, struct deciding *deciding,
                       const struct pte_naming_entry *entry, struct pte_error *err)
{
    PTE_AUTO(pte_free)
    char *folded = pte_naming_fold(entry->country, entry->written);
    const char *const values[] = {deciding->study,
                                  entry->country,
                                  entry->written,
                                  folded,
                                  pte_decision_code(entry->kind),
                                  entry->organization,
                                  entry->reason};
    PTE_AUTO(pte_pq_clear) PGresult *rows = NULL;

    if (folded[0] == '\0')
        return pte_fail(err, PTE_EINPUT, "a name without letters cannot be decided");
    if (!check_organization(store, deciding->study, entry, err))
        return false;
    rows = pte_pq_ask(
        store,
        "SELECT FROM puente.naming WHERE study = $1 AND country = $2"
        " AND folded = $3 AND kind = $4::puente.decision"
        " AND organization IS NOT DISTINCT FROM $5 AND withdrawn_at IS NULL",
        5, (const char *const[]){values[0], values[1], folded, values[4], values[5]},
        err);
    if (rows == NULL)
        return false;
    if (PQntuples(rows) > 0)
        return true;
    deciding->changed++;
    return pte_pq_do(
               store,
               "UPDATE puente.naming SET withdrawn_at = clock_timestamp()"
               " WHERE study = $1 AND country = $2 AND folded = $3"
               " AND withdrawn_at IS NULL AND (organization IS NOT DISTINCT FROM $5"
               "  OR ((kind = 'accept' OR organization IS NULL)"
               "   AND ($4 = 'accept' OR $5::text IS NULL)))",
               5,
               (const char *const[]){values[0], values[1], folded, values[4], values[5]},
               err) &&
           pte_pq_do(
               store,
               "INSERT INTO puente.naming (study, country, number, written, folded,"
               " kind, organization, reason) SELECT $1, $2, coalesce(max(number), 0)"
               " + 1, $3, $4, $5::puente.decision, $6, $7 FROM puente.naming"
               " WHERE study = $1 AND country = $2",
               7, values, err);
}

static bool decide(struct pte_store *store, void *job, struct pte_error *err)
{
    struct deciding *deciding = job;

    deciding->changed = 0;
    if (!begin(store, deciding->study, err))
        return false;
    for (size_t i = 0; i < deciding->n; i++)
        if (!decide_one(store, deciding, &deciding->entries[i], err))
            return false;
    return end(store, deciding, err);
}

bool pte_store_decide(struct pte_store *store, const char *study,
                      const struct pte_naming_entry *entries, size_t n,
                      struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text code = {0};
    struct deciding deciding = {.entries = entries, .n = n};

    if (!pte_studies_resolve(store, study, &code, err))
        return false;
    deciding.study = pte_text_get(&code);
    return pte_pq_try(store, decide, &deciding, err);
}

static bool undecide(struct pte_store *store, void *job, struct pte_error *err)
{
    struct deciding *deciding = job;
    PTE_AUTO(pte_free)
    char *folded = pte_naming_fold(deciding->country, deciding->written);
    const char *const values[] = {deciding->study, deciding->country, folded};
    PTE_AUTO(pte_pq_clear) PGresult *rows = NULL;

    if (!begin(store, deciding->study, err))
        return false;
    rows = pte_pq_ask(store,
                      "UPDATE puente.naming SET withdrawn_at = clock_timestamp()"
                      " WHERE study = $1 AND country = $2 AND folded = $3"
                      " AND withdrawn_at IS NULL RETURNING number",
                      3, values, err);
    if (rows == NULL)
        return false;
    deciding->changed = (size_t)PQntuples(rows);
    return end(store, deciding, err);
}

bool pte_store_undecide(struct pte_store *store, const char *study, const char *country,
                        const char *written, size_t *n, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text code = {0};
    struct deciding deciding = {.country = country, .written = written};

    if (!pte_studies_resolve(store, study, &code, err))
        return false;
    deciding.study = pte_text_get(&code);
    if (!pte_pq_try(store, undecide, &deciding, err))
        return false;
    *n = deciding.changed;
    return true;
}

static bool list(struct pte_store *store, void *job, struct pte_error *err)
{
    struct deciding *deciding = job;

    return pte_decisions_read(store, deciding->study, &deciding->decisions, err);
}

bool pte_store_decisions(struct pte_store *store, const char *study,
                         struct pte_decisions *decisions, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text code = {0};
    struct deciding deciding = {0};

    if (!pte_studies_resolve(store, study, &code, err))
        return false;
    deciding.study = pte_text_get(&code);
    if (!pte_pq_try(store, list, &deciding, err)) {
        pte_decisions_release(&deciding.decisions);
        return false;
    }
    *decisions = deciding.decisions;
    return true;
}
