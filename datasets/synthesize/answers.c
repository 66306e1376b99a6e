/* datasets/synthesize/answers.c - draws what the people of a country answer. */
#include <string.h>

#include "core/base/memory.h"
#include "core/base/random.h"
#include "datasets/synthesize/study.h"

enum { PEOPLE = 10, REPORTS, FACTS, ORDER }; /* random streams, beside those of truth.c */
enum { DAYS = 26 };                          /* the survey was open from 2 March on */

static bool is(const char *text, const char *code)
{
    return code != NULL && strcmp(text, code) == 0;
}

/* The one of an organization's people who mentions a tie in any case: somebody who
 * answered the block; PTE_STUDY_PEOPLE if nobody did. */
static size_t mentioner(const struct pte_study_answers *answers, size_t organization,
                        int relation, struct pte_random *random)
{
    size_t who[PTE_STUDY_PEOPLE], n = 0;

    for (size_t p = 0; p < answers->n; p++)
        if (answers->person[p].organization == organization &&
            (relation < 0 || answers->person[p].answered[relation]))
            who[n++] = p;
    return n == 0 ? PTE_STUDY_PEOPLE : who[pte_random_below(random, (uint32_t)n)];
}

static int8_t jittered(unsigned level, bool has_halves, struct pte_random *random)
{
    const int step = has_halves ? 1 : 2;
    const int said = 2 * (int)level + step * ((int)pte_random_below(random, 3) - 1);

    return (int8_t)(said < step ? step : said > 10 ? 10 : said);
}

/* What one organization's people say of another: who mentions a tie says how strong it
 * is as he sees it; one in four of the others does not know of it; few cells are blank.
 */
static void report(const struct pte_study_country *country,
                   const struct pte_study_truth *truth, size_t from, size_t to,
                   struct pte_study_answers *answers, struct pte_random *random)
{
    for (int r = 0; r < PTE_STUDY_RELATIONS; r++) {
        const unsigned level = truth->forgotten[from][to] ? 0 : truth->level[r][from][to];
        const size_t sure = mentioner(answers, from, r, random);

        for (size_t p = 0; p < answers->n; p++) {
            struct pte_study_person *person = &answers->person[p];
            const bool knows = pte_random_unit(random) < .75;
            const bool skips = pte_random_unit(random) < .008;
            const int8_t said = jittered(level, country->plan->has_halves, random);

            if (person->organization != from)
                continue;
            if (!person->answered[r] || from == to)
                person->level[r][to] = PTE_STUDY_BLANK;
            else if (level > 0 && (knows || p == sure))
                person->level[r][to] = said;
            else
                person->level[r][to] = skips && level == 0 ? PTE_STUDY_BLANK : 0;
        }
    }
}

static void wish(const struct pte_study_truth *truth, size_t from, size_t to,
                 struct pte_study_answers *answers, struct pte_random *random)
{
    for (size_t w = 0; w < PTE_STUDY_WISHES; w++) {
        const size_t sure = mentioner(answers, from, -1, random);

        for (size_t p = 0; p < answers->n; p++) {
            const bool agrees = pte_random_unit(random) < .75;

            if (answers->person[p].organization == from)
                answers->person[p].wished[w][to] =
                    truth->wished[w][from][to] && (agrees || p == sure);
        }
    }
}

static const char *drawn_role(const struct pte_study_organization *organization,
                              struct pte_random *random)
{
    static const char *const roles[][3] = {
        {"Dirección académica", "Jefatura de vinculación con el medio",
         "Coordinación de prácticas"},
        {"Dirigencia sindical", "Secretaría de formación", "Asesoría técnica"},
        {"Gerencia de personas", "Jefatura de capacitación",
         "Superintendencia de operaciones"},
        {"Dirección de políticas", "Coordinación intersectorial", "Asesoría técnica"}};
    const size_t row = is(organization->side, "training")   ? 0
                       : is(organization->side, "worker")   ? 1
                       : is(organization->side, "employer") ? 2
                                                            : 3;

    return roles[row][pte_random_below(random, 3)];
}

static void draw_people(const struct pte_study_country *country,
                        struct pte_study_answers *answers)
{
    static const char *const genders[] = {"woman", "woman", "woman", "woman", "man",
                                          "man",   "man",   "man",   "man",   "other"};
    struct pte_random random = pte_random_stream(country->plan->seed, PEOPLE);

    for (size_t i = 0; i < country->n; i++)
        for (unsigned k = 0; k < country->organization[i].people; k++) {
            struct pte_study_person *person = &answers->person[answers->n++];
            const bool skips = pte_random_unit(&random) < .15;

            person->organization = i;
            person->role = drawn_role(&country->organization[i], &random);
            person->gender = genders[pte_random_below(&random, 10)];
            person->day = 2 + pte_random_below(&random, DAYS);
            person->token[0] = pte_random_bits(&random);
            person->token[1] = pte_random_bits(&random);
            person->states_facts = k == 0;
            person->answered[0] = true;
            person->answered[1] =
                !is(country->organization[i].id, country->plan->partial);
            person->answered[2] = k == 0 || !skips;
        }
}

static void draw_performed(const struct pte_study_country *country,
                           struct pte_study_person *person, struct pte_random *random)
{
    const struct pte_study_plan *plan = country->plan;
    const char *sector = country->organization[person->organization].sector;

    for (size_t f = 0; f < PTE_STUDY_FUNCTIONS; f++) {
        const char *function = pte_study_functions[f];
        const bool drawn = pte_random_unit(random) < .4;

        if (is(function, plan->only_by))
            person->performs[f] = is(sector, plan->only_sector);
        else
            person->performs[f] = drawn && !is(function, plan->undone);
    }
}

static void draw_named(const struct pte_study_plan *plan, struct pte_study_person *person,
                       struct pte_random *random)
{
    unsigned left[PTE_STUDY_CHALLENGES], sum = 0;

    memcpy(left, plan->naming, sizeof(left));
    for (size_t i = 0; i < PTE_STUDY_CHALLENGES; i++)
        sum += left[i];
    for (size_t rank = 0; rank < PTE_STUDY_RANKS; rank++) {
        uint32_t mark = pte_random_below(random, sum);
        uint8_t at = 0;

        while (mark >= left[at])
            mark -= left[at++];
        person->named[rank] = at;
        sum -= left[at];
        left[at] = 0;
    }
}

static void draw_occupations(const struct pte_study_country *country,
                             struct pte_study_person *person, struct pte_random *random)
{
    const struct pte_study_organization *organization =
        &country->organization[person->organization];
    const bool trains = is(organization->side, "training");
    const bool hires =
        is(organization->kind, "company") || is(organization->kind, "contractor");

    for (size_t o = 0; o < PTE_STUDY_OCCUPATIONS; o++) {
        const bool is_untrained = is(pte_study_occupations[o], country->plan->untrained);
        const bool drawn = pte_random_unit(random) < .35;
        const double places = 5. * (2 + pte_random_below(random, 20));
        const double jobs = (1 + pte_random_below(random, 40)) / 2. + 1;

        if (trains && drawn && !is_untrained)
            person->trained[o] = places;
        if (hires && (drawn || is_untrained))
            person->wanted[o] = country->plan->has_halves ? jobs : 2 * jobs;
    }
}

static void draw_facts(const struct pte_study_country *country,
                       struct pte_study_answers *answers)
{
    struct pte_random random = pte_random_stream(country->plan->seed, FACTS);

    for (size_t p = 0; p < answers->n; p++) {
        struct pte_study_person *person = &answers->person[p];

        if (!person->states_facts)
            continue;
        draw_performed(country, person, &random);
        draw_named(country->plan, person, &random);
        draw_occupations(country, person, &random);
    }
}

/* Answers stand in an export as they came in. */
static void put_in_order(const struct pte_study_country *country,
                         struct pte_study_answers *answers)
{
    struct pte_random random = pte_random_stream(country->plan->seed, ORDER);

    for (size_t i = answers->n; i > 1; i--) {
        const size_t j = pte_random_below(&random, (uint32_t)i);
        const struct pte_study_person person = answers->person[i - 1];

        answers->person[i - 1] = answers->person[j];
        answers->person[j] = person;
    }
    for (size_t i = 1; i < answers->n; i++) {
        const struct pte_study_person person = answers->person[i];
        size_t j = i;

        for (; j > 0 && answers->person[j - 1].day > person.day; j--)
            answers->person[j] = answers->person[j - 1];
        answers->person[j] = person;
    }
    for (size_t i = 0; i < answers->n; i++)
        answers->person[i].number = (unsigned)i + 1;
}

void pte_study_draw_answers(const struct pte_study_country *country,
                            const struct pte_study_truth *truth,
                            struct pte_study_answers *answers)
{
    struct pte_random random = pte_random_stream(country->plan->seed, REPORTS);

    *answers = (struct pte_study_answers){0};
    draw_people(country, answers);
    for (size_t i = 0; i < country->n; i++)
        for (size_t j = 0; j < country->n; j++) {
            report(country, truth, i, j, answers, &random);
            wish(truth, i, j, answers, &random);
        }
    draw_facts(country, answers);
    put_in_order(country, answers);
}
