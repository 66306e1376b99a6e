/* tests/core/store/surveys.c - surveys to keep, and short ways to keep and load them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "core/store/digest.h"
#include "core/store/store.h"
#include "tests/core/store/fixture.h"

uint32_t fixture_file(struct pte_survey *survey, const char *name)
{
    struct pte_file file = {.name = pte_survey_text(survey, name)};

    pte_digest(name, strlen(name), file.digest);
    return pte_survey_add_file(survey, &file);
}

uint32_t fixture_organization(struct pte_survey *survey, const char *country,
                              const char *id, const char *name)
{
    const struct pte_organization item = {
        .id = pte_survey_text(survey, id),
        .name = pte_survey_text(survey, name),
        .country = pte_survey_text(survey, country),
        .sector = "industry",
        .place = {.file = survey->n_files > 0 ? 0 : PTE_NOBODY,
                  .row = (uint32_t)survey->n_organizations + 2}};

    return pte_survey_add_organization(survey, &item);
}

uint32_t fixture_response(struct pte_survey *survey, uint32_t organization,
                          const char *person)
{
    struct pte_response response = {.person = PTE_NOBODY,
                                    .organization = organization,
                                    .answered = PTE_COMPLETE,
                                    .consents = true,
                                    .place = {.file = PTE_NOBODY}};

    if (person != NULL) {
        const struct pte_person item = {.key = pte_survey_text(survey, person),
                                        .organization = organization};

        response.person = pte_survey_add_person(survey, &item);
    }
    return pte_survey_add_response(survey, &response);
}

static void add_block(struct pte_survey *survey, uint32_t response, uint32_t relation,
                      enum pte_tense tense, enum pte_mark otherwise)
{
    const struct pte_block block = {.response = response,
                                    .relation = relation,
                                    .tense = tense,
                                    .otherwise = otherwise};

    pte_survey_add_block(survey, &block);
}

static void add_report(struct pte_survey *survey, uint32_t response, uint32_t relation,
                       enum pte_tense tense, uint32_t other, enum pte_mark mark,
                       double level)
{
    const struct pte_report report = {
        .response = response,
        .organization = other,
        .relation = relation,
        .tense = tense,
        .mark = mark,
        .level = level,
        .place = {.file = 0,
                  .row = response + 2,
                  .column = other + 3,
                  .sheet = pte_survey_text(survey, other % 2 == 0 ? "Red" : NULL)}};

    pte_survey_add_report(survey, &report);
}

/* Names somebody stumbles over: HTML, SQL, COPY, spreadsheets, DOT, printf, shells. */
static const char *const hostile[] = {
    "<b>x</b>",
    "\"><script>alert(1)</script>",
    "\\N",
    "\\.",
    "=1+1",
    "'; DROP TABLE puente.report; --",
    "{\"a\",NULL}",
    "NULL",
    "%s%n",
    "$1 `id` \\x41 \\\\",
    "\xd7\xa2\xd7\x91\xd7\xa8\xd7\x99\xd7\xaa \xe2\x80\xae\xd8\xb9\xd8\xb1\xd8\xa8",
    "\xf0\x9f\x91\xa9\xf0\x9f\x8f\xbd\xe2\x80\x8d\xf0\x9f\x94\xac "
    "\xf0\x9f\x87\xa8\xf0\x9f"
    "\x87\xb1",
    "n\xcc\x83 \xc3\xb1 Educaci\xc3\xb3n",
};

/* 300 characters that no index would take as a key: 4 bytes each, none alike. */
static const char *long_name(struct pte_survey *survey)
{
    PTE_AUTO(pte_text_release) struct pte_text name = {0};

    for (unsigned i = 0; i < 300; i++) {
        const unsigned c = 0x20000 + i * 7; /* ideographs */
        const char bytes[] = {(char)(0xF0 | c >> 18), (char)(0x80 | (c >> 12 & 63)),
                              (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63))};

        pte_text_add_bytes(&name, bytes, 4);
    }
    return pte_survey_text(survey, name.bytes);
}

static void add_organizations(struct pte_survey *survey)
{
    const size_t n = sizeof(hostile) / sizeof(*hostile);
    char id[16];

    for (size_t i = 0; i < n; i++) {
        snprintf(id, sizeof(id), "o%02zu", i);
        fixture_organization(survey, i % 3 == 2 ? "PE" : "CL", id, hostile[i]);
    }
    fixture_organization(survey, "CL", "long", long_name(survey));
    /* The same id in another country is another organization. */
    fixture_organization(survey, "PE", "o00", "another");
    survey->organizations[0].acronym = "X<";
    survey->organizations[0].kind = "company";
    survey->organizations[0].side = "employer";
    survey->organizations[0].region = "Antofagasta";
    survey->organizations[0].women_led = PTE_YES;
    survey->organizations[1].parent = "o00";
    survey->organizations[1].women_led = PTE_NO;
    survey->organizations[1].sector = "education";
}

static void add_words(struct pte_survey *survey)
{
    const struct pte_term sector = {.vocabulary = "sector",
                                    .code = "education",
                                    .label = {"Education", "Educaci\xc3\xb3n", NULL},
                                    .order = 1};
    const struct pte_term relation = {
        .vocabulary = "relation", .code = "trust", .order = 2, .is_new = true};
    const struct pte_fact facts[] = {
        {0, "function", "continuing_education", NAN, {0, 2, 9, NULL}},
        {0, "challenge", "shortage", 1, {0, 2, 10, NULL}},
        {0, "challenge", "turnover", 2, {0, 2, 11, NULL}},
        {2, "vacancy", "8111", 0.1 + 0.2, {PTE_NOBODY, 0, 0, NULL}}};

    pte_survey_add_term(survey, &relation);
    pte_survey_add_term(survey, &sector);
    for (size_t i = 0; i < sizeof(facts) / sizeof(*facts); i++)
        pte_survey_add_fact(survey, &facts[i]);
}

void fixture_survey(struct pte_survey *survey)
{
    uint32_t information, trust, chile, alone, peru, silent;

    *survey = (struct pte_survey){.study = "alliance",
                                  .title = "Alliance & friends",
                                  .wave = "2026-1",
                                  .instrument = "abc",
                                  .respondents = "any",
                                  .is_synthetic = true};
    fixture_file(survey, "chile.xlsx");
    fixture_file(survey, "peru.csv");
    information = pte_survey_relation(survey, "information");
    trust = pte_survey_relation(survey, "trust");
    pte_survey_relation(survey, "funding");
    add_organizations(survey);
    add_words(survey);
    chile = fixture_response(survey, 0, "p-1");
    alone = fixture_response(survey, 1, NULL);
    peru = fixture_response(survey, 2, "p-1"); /* the same key, but another country */
    silent = fixture_response(survey, 3, NULL);
    survey->responses[silent].answered = PTE_SILENT;
    survey->responses[silent].consents = false;
    survey->responses[alone].answered = PTE_PARTIAL;
    survey->responses[chile].date = "2026-02-28";
    survey->responses[peru].place = (struct pte_place){1, 2, 0, "Hoja 1"};
    survey->persons[0].role = "director";
    survey->persons[0].gender = "woman";
    add_block(survey, chile, information, PTE_CURRENT, PTE_NO_TIE);
    add_block(survey, chile, trust, PTE_DESIRED, PTE_NOT_ASKED);
    add_block(survey, alone, information, PTE_CURRENT, PTE_NO_ANSWER);
    add_block(survey, peru, information, PTE_CURRENT, PTE_NO_TIE);
    add_block(survey, silent, information, PTE_CURRENT, PTE_NO_ANSWER);
    add_report(survey, chile, information, PTE_CURRENT, 1, PTE_TIE, 0.1);
    add_report(survey, chile, information, PTE_CURRENT, 3, PTE_NO_TIE, NAN);
    add_report(survey, chile, information, PTE_CURRENT, 4, PTE_NOT_ASKED, NAN);
    add_report(survey, chile, information, PTE_CURRENT, 6, PTE_NO_ANSWER, NAN);
    add_report(survey, chile, information, PTE_CURRENT, 7, PTE_STRUCTURAL, NAN);
    add_report(survey, chile, trust, PTE_DESIRED, 3, PTE_TIE, 5);
    add_report(survey, peru, information, PTE_CURRENT, 5, PTE_TIE, 1e-300);
    pte_survey_find(survey, "unknown_sector", false, (struct pte_place){0, 4, 3, "Red"},
                    "<i>miner\xc3\xad"
                    "a</i>",
                    "add the sector", "the sector is not known");
    pte_survey_find(survey, "self_tie", false, (struct pte_place){PTE_NOBODY, 0, 0, NULL},
                    NULL, NULL, "an organization names itself");
}

void fixture_large(struct pte_survey *survey, uint32_t n, uint32_t ties)
{
    uint32_t relation;
    char id[24], name[48];

    *survey = (struct pte_survey){.study = "large", .wave = "1"};
    fixture_file(survey, "large.csv");
    relation = pte_survey_relation(survey, "information");
    for (uint32_t i = 0; i < n; i++) {
        snprintf(id, sizeof(id), "o%06u", i);
        snprintf(name, sizeof(name), "Organization %u", i);
        fixture_organization(survey, "CL", id, name);
    }
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t response = fixture_response(survey, i, NULL);

        add_block(survey, response, relation, PTE_CURRENT, PTE_NO_TIE);
        for (uint32_t t = 1; t <= ties; t++)
            add_report(survey, response, relation, PTE_CURRENT, (i + t * 7) % n, PTE_TIE,
                       t % 5 + 1);
    }
}

struct pte_batch fixture_keep(struct pte_store *store, const struct pte_survey *survey)
{
    struct pte_batch batch = {0};
    struct pte_error err = {0};

    if (!pte_store_import(store, survey, NULL, &batch, &err))
        fail_msg("%s", err.message);
    return batch;
}

void fixture_load(struct pte_store *store, struct pte_survey *survey)
{
    struct pte_error err = {0};

    pte_survey_release(survey);
    if (!pte_store_load(store, NULL, NULL, NULL, 0, survey, &err))
        fail_msg("%s", err.message);
}

int fixture_fault_of_load(struct pte_store *store, const char *study, const char *wave,
                          const char *country)
{
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    struct pte_error err = {0};

    assert_false(pte_store_load(store, study, wave, &country, country != NULL ? 1 : 0,
                                &survey, &err));
    assert_null(survey.study); /* untouched */
    return err.kind;
}

/* One respondent, two relations; says of organization b how strong each tie is. */
void fixture_answers(struct pte_survey *survey, const char *file, const char *person,
                     bool about_trust, double information, double trust)
{
    uint32_t relation, response;
    const uint32_t other = 1;

    *survey = (struct pte_survey){.study = "s", .wave = "1"};
    fixture_file(survey, file);
    fixture_organization(survey, "CL", "a", "A");
    fixture_organization(survey, "CL", "b", "B");
    response = fixture_response(survey, 0, person);
    for (int i = 0; i < (about_trust ? 2 : 1); i++) {
        relation = pte_survey_relation(survey, i == 0 ? "information" : "trust");
        pte_survey_add_block(survey, &(struct pte_block){.response = response,
                                                         .relation = relation,
                                                         .otherwise = PTE_NO_TIE});
        if (isnan(i == 0 ? information : trust))
            continue;
        pte_survey_add_report(survey,
                              &(struct pte_report){.response = response,
                                                   .organization = other,
                                                   .relation = relation,
                                                   .mark = PTE_TIE,
                                                   .level = i == 0 ? information : trust,
                                                   .place = {.file = 0, .row = 2}});
    }
}

void fixture_silent(struct pte_survey *survey, const char *file)
{
    fixture_answers(survey, file, NULL, false, NAN, 0);
    survey->responses[0].answered = PTE_SILENT;
    survey->blocks[0].otherwise = PTE_NO_ANSWER;
}
