/* core/store/load_actors.c - organizations, people and facts out of the store. */
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/store/load.intern.h"
#include "core/store/names.h"
#include "core/store/names.intern.h"
#include "core/store/store.intern.h"

static enum pte_yes yes_of(const char *word)
{
    return word[0] == 'y' ? PTE_YES : word[0] == 'n' ? PTE_NO : PTE_UNKNOWN;
}

static struct pte_organization organization_of(struct pte_load *load,
                                               const struct pte_load_batch *batch,
                                               const PGresult *rows, int row)
{
    struct pte_survey *survey = &load->survey;
    struct pte_organization item = {.women_led = yes_of(PQgetvalue(rows, row, 11)),
                                    .place = pte_load_place(load, batch, rows, row, 12)};
    const char **const texts[] = {&item.country, &item.id,     &item.name,
                                  &item.acronym, &item.sector, &item.kind,
                                  &item.side,    &item.region, &item.parent};

    for (int i = 0; i < 9; i++)
        *texts[i] = pte_survey_text(survey, pte_pq_text(rows, row, 2 + i));
    return item;
}

/* A written name stands for who is meant: by a decision, else by a rule; else what hangs
 * on it is left out. */
static bool load_written(struct pte_load *load, struct pte_error *err)
{
    PTE_AUTO(pte_decisions_release) struct pte_decisions decisions = {0};
    PTE_AUTO(pte_naming_free) struct pte_naming *naming = NULL;
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_load_ask(
        load,
        "SELECT batch, number, country, name FROM puente.organization"
        " WHERE is_written AND study = $1 AND batch = ANY ($2::integer[])"
        " AND ($3::text[] IS NULL OR country = ANY ($3)) ORDER BY batch, number",
        err);

    if (rows == NULL)
        return false;
    if (PQntuples(rows) == 0)
        return true;
    load->has_written = true;
    if (!pte_decisions_read(load->store, load->values[0], &decisions, err))
        return false;
    naming = pte_naming_new(&load->survey, decisions.rule, decisions.n);
    for (int row = 0; row < PQntuples(rows); row++) {
        enum pte_naming_why why;

        pte_map_set(
            &pte_load_batch(load, (uint32_t)pte_pq_whole(rows, row, 0))->organizations,
            (uint32_t)pte_pq_whole(rows, row, 1),
            pte_naming_find(naming, PQgetvalue(rows, row, 2), PQgetvalue(rows, row, 3),
                            &why));
    }
    return true;
}

bool pte_load_organizations(struct pte_load *load, struct pte_error *err)
{
    struct pte_survey *survey = &load->survey;
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_load_ask(
        load,
        "SELECT batch, number, country, organization, name, acronym, sector, kind, side,"
        " region, parent, women_led, file, sheet, \"row\", \"column\""
        " FROM puente.organization WHERE NOT is_written AND study = $1 AND batch = ANY "
        "($2::integer[])"
        " AND ($3::text[] IS NULL OR country = ANY ($3))"
        " ORDER BY country, organization, batch DESC, number DESC",
        err);

    if (rows == NULL)
        return false;
    for (int row = 0; row < PQntuples(rows); row++) {
        struct pte_load_batch *batch =
            pte_load_batch(load, (uint32_t)pte_pq_whole(rows, row, 0));
        const struct pte_organization *last =
            survey->n_organizations > 0
                ? &survey->organizations[survey->n_organizations - 1]
                : NULL;

        /* The newest of an organization comes first; older ones only point to it. */
        if (last == NULL || strcmp(last->id, PQgetvalue(rows, row, 3)) != 0 ||
            strcmp(last->country, PQgetvalue(rows, row, 2)) != 0) {
            const struct pte_organization item = organization_of(load, batch, rows, row);

            pte_survey_add_organization(survey, &item);
        }
        pte_map_set(&batch->organizations, (uint32_t)pte_pq_whole(rows, row, 1),
                    (uint32_t)survey->n_organizations - 1);
    }
    return load_written(load, err);
}

bool pte_load_persons(struct pte_load *load, struct pte_error *err)
{
    struct pte_survey *survey = &load->survey;
    const char *country = "";
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_load_ask(
        load,
        "SELECT p.batch, p.number, p.country, p.person, p.gender, a.role, a.organization"
        " FROM puente.person p JOIN puente.affiliation a"
        " ON (a.study, a.batch, a.country, a.person)"
        "  = (p.study, p.batch, p.country, p.number)"
        " WHERE p.study = $1 AND p.batch = ANY ($2::integer[])"
        " AND ($3::text[] IS NULL OR p.country = ANY ($3))"
        " ORDER BY p.country, p.person, p.batch DESC, p.number DESC",
        err);

    if (rows == NULL)
        return false;
    for (int row = 0; row < PQntuples(rows); row++) {
        struct pte_load_batch *batch =
            pte_load_batch(load, (uint32_t)pte_pq_whole(rows, row, 0));
        const uint32_t organization =
            pte_map_get(&batch->organizations, (uint32_t)pte_pq_whole(rows, row, 6));
        const char *last =
            survey->n_persons > 0 ? survey->persons[survey->n_persons - 1].key : NULL;

        if (organization == PTE_NOBODY)
            continue; /* answers for a name that is not settled */
        if (last == NULL || strcmp(last, PQgetvalue(rows, row, 3)) != 0 ||
            strcmp(country, PQgetvalue(rows, row, 2)) != 0) {
            const struct pte_person person = {
                .key = pte_survey_text(survey, PQgetvalue(rows, row, 3)),
                .gender = pte_survey_text(survey, pte_pq_text(rows, row, 4)),
                .role = pte_survey_text(survey, pte_pq_text(rows, row, 5)),
                .organization = organization};

            pte_survey_add_person(survey, &person);
            country = PQgetvalue(rows, row, 2);
        }
        pte_map_set(&batch->persons, (uint32_t)pte_pq_whole(rows, row, 1),
                    (uint32_t)survey->n_persons - 1);
    }
    return true;
}

/* The batch whose facts on each topic hold for each organization: the newest. */
struct newest {
    const char *topic; /* lent by the rows */
    uint32_t *batch;   /* by organization */
};

static struct newest *newest_of(struct newest *topics, size_t *n, const char *topic,
                                size_t organizations)
{
    size_t i = 0;

    while (i < *n && strcmp(topics[i].topic, topic) != 0)
        i++;
    if (i == *n) {
        topics[i].topic = topic;
        topics[i].batch = pte_alloc(organizations, sizeof(*topics[i].batch));
        (*n)++;
    }
    return &topics[i];
}

static int by_organization(const void *a, const void *b)
{
    const struct pte_fact *one = a, *other = b;
    int order;

    if (one->organization != other->organization)
        return one->organization < other->organization ? -1 : 1;
    order = strcmp(one->topic, other->topic);
    if (order == 0)
        order = strcmp(one->code, other->code);
    if (order == 0 && one->place.row != other->place.row)
        order = one->place.row < other->place.row ? -1 : 1;
    return order;
}

static void take_facts(struct pte_load *load, const PGresult *rows, struct newest *topics)
{
    struct pte_survey *survey = &load->survey;
    size_t n = 0;

    /* Rows come by batch: the last to write an organization's topic is the newest. */
    for (int pass = 0; pass < 2; pass++)
        for (int row = 0; row < PQntuples(rows); row++) {
            const uint32_t number = (uint32_t)pte_pq_whole(rows, row, 0);
            const struct pte_load_batch *batch = pte_load_batch(load, number);
            const uint32_t organization =
                pte_map_get(&batch->organizations, (uint32_t)pte_pq_whole(rows, row, 1));
            struct newest *newest;

            if (organization == PTE_NOBODY)
                continue;
            newest =
                newest_of(topics, &n, PQgetvalue(rows, row, 2), survey->n_organizations);
            if (pass == 0) {
                newest->batch[organization] = number;
            } else if (newest->batch[organization] == number) {
                const struct pte_fact fact = {
                    .organization = organization,
                    .topic = pte_survey_text(survey, newest->topic),
                    .code = pte_survey_text(survey, PQgetvalue(rows, row, 3)),
                    .amount = pte_pq_real(rows, row, 4),
                    .place = pte_load_place(load, batch, rows, row, 5)};

                pte_survey_add_fact(survey, &fact);
            }
        }
    for (size_t i = 0; i < n; i++)
        free(topics[i].batch);
}

bool pte_load_facts(struct pte_load *load, struct pte_error *err)
{
    PTE_AUTO(pte_free) struct newest *topics = NULL;
    PTE_AUTO(pte_pq_clear)
    PGresult *rows = pte_load_ask(
        load,
        "SELECT batch, organization, topic, code, amount, file, sheet, \"row\","
        " \"column\" FROM puente.fact WHERE study = $1 AND batch = ANY ($2::integer[])"
        " AND ($3::text[] IS NULL OR country = ANY ($3)) ORDER BY batch, number",
        err);

    if (rows == NULL)
        return false;
    topics = pte_alloc((size_t)PQntuples(rows), sizeof(*topics)); /* at the very most */
    take_facts(load, rows, topics);
    if (load->survey.n_facts > 0)
        qsort(load->survey.facts, load->survey.n_facts, sizeof(*load->survey.facts),
              by_organization);
    return true;
}
