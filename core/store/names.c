/* core/store/names.c - written names and the likeliest organization for each. */
#include "core/store/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/model/survey.h"
#include "core/store/names.intern.h"
#include "core/store/store.intern.h"
#include "core/store/studies.intern.h"

/* What is asked, and on its way. */
struct asking {
    const char *study, *country;
    struct pte_names names;
};

/* Everybody who is or was on the roster, as last described. */
static bool read_roster(struct pte_store *store, const char *study,
                        struct pte_survey *survey, struct pte_error *err)
{
    const char *const values[] = {study};
    PTE_AUTO(pte_pq_clear)
    PGresult *rows =
        pte_pq_ask(store,
                   "SELECT DISTINCT ON (country, organization) country, organization,"
                   " name, acronym FROM puente.organization"
                   " WHERE study = $1 AND NOT is_written"
                   " ORDER BY country, organization, batch DESC, number DESC",
                   1, values, err);

    if (rows == NULL)
        return false;
    for (int row = 0; row < PQntuples(rows); row++) {
        const struct pte_organization one = {
            .country = pte_survey_text(survey, PQgetvalue(rows, row, 0)),
            .id = pte_survey_text(survey, PQgetvalue(rows, row, 1)),
            .name = pte_survey_text(survey, PQgetvalue(rows, row, 2)),
            .acronym = pte_survey_text(survey, pte_pq_text(rows, row, 3))};

        pte_survey_add_organization(survey, &one);
    }
    return true;
}

/* All written names, each once for all ways to write it that fold to the same. */
static bool read_written(struct pte_store *store, struct asking *asking,
                         struct pte_error *err)
{
    const char *const values[] = {asking->study, asking->country};
    struct pte_names *names = &asking->names;
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(
        store,
        "SELECT country, name, count(*) FROM puente.organization"
        " WHERE study = $1 AND is_written AND ($2::text IS NULL OR country = $2)"
        " GROUP BY country, name ORDER BY country, name COLLATE \"C\"",
        2, values, err);

    if (rows == NULL)
        return false;
    names->name = pte_alloc((size_t)PQntuples(rows), sizeof(*names->name));
    for (int row = 0; row < PQntuples(rows); row++) {
        struct pte_name *one = &names->name[names->n++];
        PTE_AUTO(pte_free) char *folded = NULL;

        one->country = pte_arena_text(&names->arena, PQgetvalue(rows, row, 0));
        one->written = pte_arena_text(&names->arena, PQgetvalue(rows, row, 1));
        folded = pte_naming_fold(one->country, one->written);
        one->folded = pte_arena_text(&names->arena, folded);
        one->times = pte_pq_whole(rows, row, 2);
    }
    return true;
}

static void point_to(struct pte_names *names, struct pte_name *one,
                     const struct pte_organization *organization)
{
    one->organization = pte_arena_text(&names->arena, organization->id);
    one->name = pte_arena_text(&names->arena, organization->name);
}

static void find_sure(struct pte_names *names, const struct pte_naming *naming,
                      const struct pte_survey *roster)
{
    for (size_t i = 0; i < names->n; i++) {
        struct pte_name *one = &names->name[i];
        const uint32_t found =
            pte_naming_find(naming, one->country, one->written, &one->why);

        one->reason = one->why == PTE_NAMED_NOT ? "none" : pte_naming_why_code(one->why);
        if (found == PTE_NOBODY)
            continue;
        one->score = 1;
        point_to(names, one, &roster->organizations[found]);
    }
}

/* The functions that compare may stand in any schema; the path goes with the
 * transaction. */
static bool find_trigrams(struct pte_store *store, struct pte_error *err)
{
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_pq_ask(
        store,
        "SELECT set_config('search_path', 'puente, ' || quote_ident(n.nspname)"
        " || ', pg_temp', true) FROM pg_extension e"
        " JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'pg_trgm'",
        0, NULL, err);

    if (rows == NULL)
        return false;
    if (PQntuples(rows) == 1)
        return true;
    pte_fail(err, PTE_ESTORE, "the database lacks pg_trgm, which compares names");
    return pte_hint(err, "ask who runs the database for: CREATE EXTENSION pg_trgm");
}

/* "Related" before all else: names that share their first word and little more are often
 * parent and subsidiary, or two subsidiaries. */
static const char compare_names[] =
    "SELECT w.n, o.n, round(s.score::numeric, 3), s.reason"
    " FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS w (country, folded, n)"
    " CROSS JOIN LATERAL (SELECT o.n, v.score, v.reason"
    "  FROM unnest($3::text[], $4::text[], $5::text[]) WITH ORDINALITY"
    "   AS o (country, folded, initials, n)"
    "  CROSS JOIN LATERAL (SELECT similarity(w.folded, o.folded)::float8 AS whole,"
    "   0.9 * greatest(strict_word_similarity(w.folded, o.folded),"
    "    strict_word_similarity(o.folded, w.folded))::float8 AS part,"
    "   split_part(w.folded, ' ', 1) = split_part(o.folded, ' ', 1)"
    "    AND strpos(w.folded, ' ') > 0 AND strpos(o.folded, ' ') > 0"
    "    AND similarity(substr(w.folded, strpos(w.folded, ' ') + 1),"
    "     substr(o.folded, strpos(o.folded, ' ') + 1)) < 0.4 AS is_related,"
    "   w.folded = o.initials AND length(o.initials) > 1 AS is_initials) m"
    "  CROSS JOIN LATERAL (SELECT CASE WHEN m.is_initials THEN 0.9"
    "    WHEN m.is_related THEN least(0.5, greatest(m.whole, m.part))"
    "    ELSE least(0.99, greatest(m.whole, m.part)) END AS score,"
    "   CASE WHEN m.is_initials THEN 'initials' WHEN m.is_related THEN 'related'"
    "    WHEN m.part > m.whole THEN 'part' ELSE 'spelling' END AS reason) v"
    "  WHERE o.country = w.country AND v.score >= 0.3"
    "  ORDER BY v.score DESC, o.n LIMIT 5) o"
    " CROSS JOIN LATERAL (SELECT o.score, o.reason) s"
    " ORDER BY w.n, s.score DESC, o.n";

static PGresult *ask_likeness(struct pte_store *store, const struct pte_names *names,
                              const struct pte_survey *roster, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text countries = {0}, folded = {0};
    PTE_AUTO(pte_text_release) struct pte_text where = {0}, called = {0}, initials = {0};
    const char *values[5];

    for (size_t i = 0; i < names->n; i++) {
        const bool is_open = names->name[i].why == PTE_NAMED_NOT;

        pte_array_add(&countries, is_open ? names->name[i].country : "");
        pte_array_add(&folded, is_open ? names->name[i].folded : "");
    }
    for (size_t i = 0; i < roster->n_organizations; i++) {
        const struct pte_organization *one = &roster->organizations[i];
        PTE_AUTO(pte_free) char *name = pte_naming_fold(one->country, one->name);
        PTE_AUTO(pte_free) char *letters = pte_naming_initials(name);

        pte_array_add(&where, one->country);
        pte_array_add(&called, name);
        pte_array_add(&initials, letters);
    }
    values[0] = pte_array_end(&countries);
    values[1] = pte_array_end(&folded);
    values[2] = pte_array_end(&where);
    values[3] = pte_array_end(&called);
    values[4] = pte_array_end(&initials);
    return pte_pq_ask(store, compare_names, 5, values, err);
}

/* The likeliest of those that nobody has ruled out. */
static bool find_likely(struct pte_store *store, struct pte_names *names,
                        const struct pte_naming *naming, const struct pte_survey *roster,
                        struct pte_error *err)
{
    static const char *const reasons[] = {"initials", "related", "part", "spelling"};
    PTE_AUTO(pte_pq_clear) PGresult *rows = NULL;

    if (names->n == 0 || roster->n_organizations == 0)
        return true;
    if (!find_trigrams(store, err) ||
        (rows = ask_likeness(store, names, roster, err)) == NULL)
        return false;
    for (int row = 0; row < PQntuples(rows); row++) {
        struct pte_name *one = &names->name[pte_pq_whole(rows, row, 0) - 1];
        const struct pte_organization *organization =
            &roster->organizations[pte_pq_whole(rows, row, 1) - 1];

        if (one->organization != NULL ||
            pte_naming_is_rejected(naming, one->country, one->folded, organization->id))
            continue;
        point_to(names, one, organization);
        one->score = pte_pq_real(rows, row, 2);
        for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
            if (strcmp(reasons[i], PQgetvalue(rows, row, 3)) == 0)
                one->reason = reasons[i];
    }
    return true;
}

static int doubtful_first(const void *a, const void *b)
{
    const struct pte_name *one = a, *other = b;
    const int is_sure = one->why != PTE_NAMED_NOT, is_other = other->why != PTE_NAMED_NOT;
    int order;

    if (is_sure != is_other)
        return is_sure - is_other;
    if (one->score < other->score || one->score > other->score)
        return one->score > other->score ? -1 : 1;
    order = strcmp(one->country, other->country);
    return order != 0 ? order : strcmp(one->written, other->written);
}

static bool run(struct pte_store *store, void *job, struct pte_error *err)
{
    struct asking *asking = job;
    const struct asking anew = {.study = asking->study, .country = asking->country};
    PTE_AUTO(pte_survey_release) struct pte_survey roster = {0};
    PTE_AUTO(pte_decisions_release) struct pte_decisions decisions = {0};
    PTE_AUTO(pte_naming_free) struct pte_naming *naming = NULL;

    pte_names_release(&asking->names);
    *asking = anew;
    if (!pte_pq_do(store, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", 0, NULL,
                   err) ||
        !read_roster(store, asking->study, &roster, err) ||
        !read_written(store, asking, err) ||
        !pte_decisions_read(store, asking->study, &decisions, err))
        return false;
    naming = pte_naming_new(&roster, decisions.rule, decisions.n);
    find_sure(&asking->names, naming, &roster);
    if (!find_likely(store, &asking->names, naming, &roster, err) ||
        !pte_pq_do(store, "COMMIT", 0, NULL, err))
        return false;
    if (asking->names.n > 0)
        qsort(asking->names.name, asking->names.n, sizeof(*asking->names.name),
              doubtful_first);
    return true;
}

bool pte_store_names(struct pte_store *store, const char *study, const char *country,
                     struct pte_names *names, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text code = {0};
    struct asking asking = {.country = country};

    if (!pte_studies_resolve(store, study, &code, err))
        return false;
    asking.study = pte_text_get(&code);
    if (!pte_pq_try(store, run, &asking, err)) {
        pte_names_release(&asking.names);
        return false;
    }
    *names = asking.names;
    return true;
}

void pte_names_release(struct pte_names *names)
{
    free(names->name);
    pte_arena_release(&names->arena);
    *names = (struct pte_names){0};
}
