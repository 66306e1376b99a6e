/* core/store/positions.c - where organizations stand on the maps of their study. */
#include <stdio.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/store/store.h"
#include "core/store/store.intern.h"
#include "core/store/studies.intern.h"

struct standing {
    const char *study, *layout;
    struct pte_position *read;       /* to be filled, with known */
    const struct pte_position *kept; /* to be kept */
    bool *known;
    size_t n;
};

/* Countries and ids as two array parameters. */
static void add_keys(const struct pte_position *positions, size_t n,
                     struct pte_text *countries, struct pte_text *organizations)
{
    for (size_t i = 0; i < n; i++) {
        pte_array_add(countries, positions[i].country);
        pte_array_add(organizations, positions[i].organization);
    }
    pte_array_end(countries);
    pte_array_end(organizations);
}

static bool read_positions(struct pte_store *store, void *job, struct pte_error *err)
{
    struct standing *standing = job;
    PTE_AUTO(pte_text_release)
    struct pte_text study = {0}, countries = {0}, organizations = {0};
    PTE_AUTO(pte_pq_clear) PGresult *rows = NULL;

    if (!pte_studies_resolve(store, standing->study, &study, err))
        return false;
    add_keys(standing->read, standing->n, &countries, &organizations);
    const char *const values[] = {study.bytes, standing->layout, countries.bytes,
                                  organizations.bytes};

    rows = pte_pq_ask(store,
                      "SELECT k.number, p.x, p.y"
                      " FROM unnest($3::text[], $4::text[]) WITH ORDINALITY"
                      " AS k (country, organization, number)"
                      " JOIN puente.position p ON p.country = k.country"
                      " AND p.organization = k.organization"
                      " WHERE p.study = $1 AND p.layout = $2",
                      4, values, err);
    if (rows == NULL)
        return false;
    for (size_t i = 0; i < standing->n; i++)
        standing->known[i] = false;
    for (int row = 0; row < PQntuples(rows); row++) {
        const size_t at = pte_pq_whole(rows, row, 0) - 1;

        standing->read[at].x = pte_pq_real(rows, row, 1);
        standing->read[at].y = pte_pq_real(rows, row, 2);
        standing->known[at] = true;
    }
    return true;
}

bool pte_store_positions(struct pte_store *store, const char *study, const char *layout,
                         struct pte_position *positions, bool *known, size_t n,
                         struct pte_error *err)
{
    struct standing standing = {
        .study = study, .layout = layout, .read = positions, .known = known, .n = n};

    return pte_pq_try(store, read_positions, &standing, err);
}

static bool keep_positions(struct pte_store *store, void *job, struct pte_error *err)
{
    const struct standing *standing = job;
    PTE_AUTO(pte_text_release)
    struct pte_text study = {0}, countries = {0}, organizations = {0}, x = {0}, y = {0};

    if (!pte_studies_resolve(store, standing->study, &study, err))
        return false;
    add_keys(standing->kept, standing->n, &countries, &organizations);
    for (size_t i = 0; i < standing->n; i++) {
        pte_array_add_real(&x, standing->kept[i].x);
        pte_array_add_real(&y, standing->kept[i].y);
    }
    const char *const values[] = {study.bytes,       standing->layout,
                                  countries.bytes,   organizations.bytes,
                                  pte_array_end(&x), pte_array_end(&y)};

    /* In the order of the key, so that two writers never wait for each other in turn. */
    return pte_pq_do(store,
                     "INSERT INTO puente.position AS p (study, layout, country,"
                     " organization, x, y)"
                     " SELECT DISTINCT ON (country COLLATE \"C\","
                     "  organization COLLATE \"C\") $1, $2, country, organization, x, y"
                     " FROM unnest($3::text[], $4::text[], $5::double precision[],"
                     "  $6::double precision[]) WITH ORDINALITY"
                     "  AS k (country, organization, x, y, number)"
                     " ORDER BY country COLLATE \"C\", organization COLLATE \"C\","
                     "  number DESC"
                     " ON CONFLICT (study, layout, country, organization)"
                     " DO UPDATE SET x = excluded.x, y = excluded.y"
                     " WHERE (p.x, p.y) IS DISTINCT FROM (excluded.x, excluded.y)",
                     6, values, err);
}

bool pte_store_keep_positions(struct pte_store *store, const char *study,
                              const char *layout, const struct pte_position *positions,
                              size_t n, struct pte_error *err)
{
    struct standing standing = {
        .study = study, .layout = layout, .kept = positions, .n = n};

    return pte_pq_try(store, keep_positions, &standing, err);
}
