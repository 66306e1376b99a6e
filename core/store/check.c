/* core/store/check.c - whether a survey holds together before it is kept. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "core/store/import.intern.h"

enum { MOST_ID = 1024, MOST_NAME = 8192, MOST_CODE = 256, MOST_RELATIONS = 1000 };

/* What is wrong, and where in the files. */
static bool wrong(const struct pte_survey *survey, const struct pte_place *place,
                  const char *what, struct pte_error *err)
{
    if (place != NULL && place->file < survey->n_files && place->row > 0)
        return pte_fail(err, PTE_EINPUT, "'%s' row %u: %s",
                        survey->files[place->file].name, place->row, what);
    return pte_fail(err, PTE_EINPUT, "the survey does not hold together: %s", what);
}

static bool is_text(const char *text, size_t most)
{
    return text != NULL && text[0] != '\0' && strlen(text) <= most &&
           pte_text_valid(text, strlen(text), NULL);
}

static bool is_country(const char *code)
{
    return code != NULL && strlen(code) == 2 && code[0] >= 'A' && code[0] <= 'Z' &&
           code[1] >= 'A' && code[1] <= 'Z';
}

static bool check_head(const struct pte_survey *survey, struct pte_error *err)
{
    const size_t most = INT32_MAX;

    if (!is_text(survey->study, MOST_CODE) || !is_text(survey->wave, MOST_CODE))
        return wrong(survey, NULL, "it names no study or no wave", err);
    if (survey->n_organizations == 0)
        return wrong(survey, NULL, "it has no organizations", err);
    if (survey->n_relations > MOST_RELATIONS)
        return wrong(survey, NULL, "it has more than 1000 relations", err);
    if (survey->n_organizations > most || survey->n_responses > most ||
        survey->n_reports > most || survey->n_facts > most)
        return wrong(survey, NULL, "it has more rows than can be numbered", err);
    return true;
}

static bool check_organizations(const struct pte_survey *survey, struct pte_error *err)
{
    for (size_t i = 0; i < survey->n_organizations; i++) {
        const struct pte_organization *item = &survey->organizations[i];

        if (!is_text(item->id, MOST_ID))
            return wrong(survey, &item->place,
                         "an organization's id is empty or longer than 1024 bytes", err);
        if (!is_text(item->name, MOST_NAME))
            return wrong(survey, &item->place,
                         "an organization's name is empty, too long or no UTF-8", err);
        if (!is_country(item->country))
            return wrong(survey, &item->place,
                         "an organization's country is not a code such as CL", err);
        if (!is_text(item->sector, MOST_CODE))
            return wrong(survey, &item->place, "an organization has no sector", err);
    }
    return true;
}

static bool check_persons(const struct pte_survey *survey, struct pte_error *err)
{
    for (size_t i = 0; i < survey->n_persons; i++) {
        const struct pte_person *item = &survey->persons[i];

        if (!is_text(item->key, MOST_ID))
            return wrong(survey, NULL, "a person's key is empty or too long", err);
        if (item->organization >= survey->n_organizations)
            return wrong(survey, NULL, "a person answers for no organization", err);
    }
    return true;
}

static bool check_responses(const struct pte_survey *survey, struct pte_error *err)
{
    int32_t day;

    for (size_t i = 0; i < survey->n_responses; i++) {
        const struct pte_response *item = &survey->responses[i];

        if (item->organization >= survey->n_organizations)
            return wrong(survey, &item->place, "an answer is for no organization", err);
        if (item->date != NULL && !pte_day_number(item->date, &day))
            return wrong(survey, &item->place, "the day of an answer is not a date", err);
        if (item->person == PTE_NOBODY)
            continue;
        if (item->person >= survey->n_persons)
            return wrong(survey, &item->place, "an answer is of a person not listed",
                         err);
        if (strcmp(survey->organizations[item->organization].country,
                   survey->organizations[survey->persons[item->person].organization]
                       .country) != 0)
            return wrong(survey, &item->place,
                         "a person answers for an organization of another country", err);
    }
    return true;
}

static bool check_reports(const struct pte_survey *survey, struct pte_error *err)
{
    for (size_t i = 0; i < survey->n_relations; i++)
        if (!is_text(survey->relations[i], MOST_CODE))
            return wrong(survey, NULL, "a relation has no code", err);
    for (size_t i = 0; i < survey->n_blocks; i++) {
        const struct pte_block *item = &survey->blocks[i];

        if (item->response >= survey->n_responses ||
            item->relation >= survey->n_relations || item->otherwise == PTE_TIE ||
            item->otherwise == PTE_STRUCTURAL)
            return wrong(survey, NULL, "a block points nowhere", err);
    }
    for (size_t i = 0; i < survey->n_reports; i++) {
        const struct pte_report *item = &survey->reports[i];

        if (item->response >= survey->n_responses ||
            item->relation >= survey->n_relations ||
            item->organization >= survey->n_organizations)
            return wrong(survey, &item->place, "a report points nowhere", err);
        if (isinf(item->level))
            return wrong(survey, &item->place, "a level is not a number", err);
    }
    return true;
}

static bool check_facts(const struct pte_survey *survey, struct pte_error *err)
{
    for (size_t i = 0; i < survey->n_facts; i++) {
        const struct pte_fact *item = &survey->facts[i];

        if (item->organization >= survey->n_organizations ||
            !is_text(item->topic, MOST_CODE) || !is_text(item->code, MOST_CODE))
            return wrong(survey, &item->place, "a fact has no organization or no code",
                         err);
        if (isinf(item->amount))
            return wrong(survey, &item->place, "an amount is not a number", err);
    }
    return true;
}

bool pte_survey_check(const struct pte_survey *survey, struct pte_error *err)
{
    const size_t faults = pte_survey_faults(survey);

    if (faults > 0) {
        pte_fail(err, PTE_EINPUT, "the survey has %zu fault%s that must be mended first",
                 faults, faults == 1 ? "" : "s");
        return pte_hint(err, "see the findings of the import");
    }
    return check_head(survey, err) && check_organizations(survey, err) &&
           check_persons(survey, err) && check_responses(survey, err) &&
           check_reports(survey, err) && check_facts(survey, err);
}

bool pte_day_number(const char *text, int32_t *days)
{
    enum { DAY_SECONDS = 86400, DAYS_TO_2000 = 10957 };
    struct tm day = {0};
    const char *rest = strptime(text, "%Y-%m-%d", &day);
    const struct tm wanted = day;
    time_t seconds;

    if (rest == NULL || rest - text != 10 || (*rest != '\0' && *rest != 'T'))
        return false;
    seconds = timegm(&day);
    if (day.tm_mday != wanted.tm_mday || day.tm_mon != wanted.tm_mon)
        return false; /* the 31st of February */
    /* Floor division: days before 1970 count down. */
    *days = (int32_t)((seconds - ((seconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS) /
                      DAY_SECONDS) -
            DAYS_TO_2000;
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t pte_survey_countries(const struct pte_survey *survey, const char ***countries)
{
    const char **all = pte_alloc(survey->n_organizations, sizeof(*all));
    size_t n = 0, kept = 0;

    for (size_t i = 0; i < survey->n_organizations; i++)
        if (n == 0 || strcmp(all[n - 1], survey->organizations[i].country) != 0)
            all[n++] = survey->organizations[i].country;
    qsort(all, n, sizeof(*all), by_text);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || strcmp(all[kept - 1], all[i]) != 0)
            all[kept++] = all[i];
    *countries = all;
    return kept;
}
