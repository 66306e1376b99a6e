/* tests/core/network/fixture.c - small networks for tests. */
#include "tests/core/network/fixture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"

/* Keeps the surveys reachable, or the leak checker would count them. */
static struct pte_survey **kept;
static size_t n_kept, room_kept;

static const char *sector_of(const char *sectors, size_t i)
{
    static const char letters[] = "ELIGC";
    static const char *const codes[] = {"education", "labour", "industry", "government",
                                        "civil_society"};

    return sectors == NULL ? codes[0] : codes[strchr(letters, sectors[i]) - letters];
}

struct pte_survey *fixture_survey(size_t n, const char *sectors)
{
    struct pte_survey *survey = pte_alloc(1, sizeof(*survey));
    const struct pte_place nowhere = {.file = PTE_NOBODY};
    const uint32_t relation = pte_survey_relation(survey, "information");

    pte_grow(&kept, n_kept, &room_kept, sizeof(*kept));
    kept[n_kept++] = survey;
    for (size_t i = 0; i < n; i++) {
        char id[32];
        uint32_t index, response;

        snprintf(id, sizeof(id), "o%03zu", i);
        index = pte_survey_add_organization(
            survey, &(struct pte_organization){.id = pte_survey_text(survey, id),
                                               .name = pte_survey_text(survey, id),
                                               .country = "CL",
                                               .sector = sector_of(sectors, i),
                                               .place = nowhere});
        response = pte_survey_add_response(
            survey, &(struct pte_response){.person = PTE_NOBODY,
                                           .organization = index,
                                           .answered = PTE_COMPLETE,
                                           .consents = true,
                                           .place = nowhere});
        pte_survey_add_block(survey, &(struct pte_block){.response = response,
                                                         .relation = relation,
                                                         .tense = PTE_CURRENT,
                                                         .otherwise = PTE_NO_TIE});
    }
    return survey;
}

void fixture_say(struct pte_survey *survey, uint32_t i, uint32_t j, enum pte_mark mark,
                 double strength)
{
    pte_survey_add_report(survey,
                          &(struct pte_report){.response = i,
                                               .organization = j,
                                               .relation = 0,
                                               .tense = PTE_CURRENT,
                                               .mark = mark,
                                               .level = strength > 0 ? strength : NAN,
                                               .place = {.file = PTE_NOBODY}});
}

void fixture_row(struct pte_survey *survey, uint32_t i, enum pte_mark otherwise)
{
    survey->blocks[i].otherwise = otherwise;
    if (otherwise == PTE_NO_ANSWER)
        survey->responses[i].answered = PTE_SILENT;
}

struct pte_network *fixture_network(const struct pte_survey *survey,
                                    enum pte_tie_rule rule)
{
    const struct pte_selection selection = {.rule = rule};
    struct pte_network *net = NULL;
    struct pte_error err = {0};

    if (!pte_network_build(survey, &selection, &net, &err)) {
        fprintf(stderr, "fixture: %s\n", err.message);
        abort();
    }
    return net;
}

static struct pte_network *from_reports(size_t n, const struct fixture_arc *arcs,
                                        size_t n_arcs, const char *sectors,
                                        enum pte_tie_rule rule)
{
    struct pte_survey *survey = fixture_survey(n, sectors);

    for (size_t i = 0; i < n_arcs; i++) {
        fixture_say(survey, arcs[i].from, arcs[i].to, PTE_TIE, arcs[i].strength);
        if (rule == PTE_UNION)
            fixture_say(survey, arcs[i].to, arcs[i].from, PTE_TIE, arcs[i].strength);
    }
    return fixture_network(survey, rule);
}

struct pte_network *fixture_from_arcs(size_t n, const struct fixture_arc *arcs,
                                      size_t n_arcs, const char *sectors)
{
    return from_reports(n, arcs, n_arcs, sectors, PTE_DIRECTED);
}

struct pte_network *fixture_from_ties(size_t n, const struct fixture_arc *ties,
                                      size_t n_ties, const char *sectors)
{
    return from_reports(n, ties, n_ties, sectors, PTE_UNION);
}

struct pte_network *fixture_kite(void)
{
    static const struct fixture_arc ties[] = {
        {0, 1, 0}, {0, 2, 0}, {0, 3, 0}, {0, 5, 0}, {1, 3, 0}, {1, 4, 0},
        {1, 6, 0}, {2, 3, 0}, {2, 5, 0}, {3, 4, 0}, {3, 5, 0}, {3, 6, 0},
        {4, 6, 0}, {5, 6, 0}, {5, 7, 0}, {6, 7, 0}, {7, 8, 0}, {8, 9, 0}};

    return fixture_from_ties(10, ties, sizeof(ties) / sizeof(*ties), "EELLIEELII");
}

struct pte_network *fixture_florentine(void)
{
    /* Acciaiuoli, Albizzi, Barbadori, Bischeri, Castellani, Ginori, Guadagni,
     * Lamberteschi, Medici, Pazzi, Peruzzi, Pucci, Ridolfi, Salviati, Strozzi,
     * Tornabuoni */
    static const struct fixture_arc ties[] = {
        {0, 8, 0},  {1, 5, 0},  {1, 6, 0},   {1, 8, 0},   {2, 4, 0},
        {2, 8, 0},  {3, 6, 0},  {3, 10, 0},  {3, 14, 0},  {4, 10, 0},
        {4, 14, 0}, {6, 7, 0},  {6, 15, 0},  {8, 12, 0},  {8, 13, 0},
        {8, 15, 0}, {9, 13, 0}, {10, 14, 0}, {12, 14, 0}, {12, 15, 0}};

    return fixture_from_ties(16, ties, sizeof(ties) / sizeof(*ties), "EEEEELLLLLLIIIII");
}

struct pte_network *fixture_two_parts(void)
{
    static const struct fixture_arc arcs[] = {
        {0, 1, 5}, {1, 2, 1}, {2, 0, 2}, {2, 3, 3}, {3, 2, 1}, {3, 4, 4}, {0, 2, 1},
        {4, 0, 2}, {1, 4, 1}, {5, 6, 2}, {6, 7, 2}, {7, 5, 3}, {5, 7, 5}, {4, 3, 1}};

    return fixture_from_arcs(9, arcs, sizeof(arcs) / sizeof(*arcs), "EELLIIELI");
}

struct pte_network *fixture_dag(void)
{
    static const struct fixture_arc arcs[] = {{0, 1, 0}, {0, 2, 0}, {1, 3, 0}, {2, 3, 0},
                                              {2, 4, 0}, {3, 5, 0}, {4, 5, 0}};

    return fixture_from_arcs(6, arcs, sizeof(arcs) / sizeof(*arcs), "EELLII");
}
