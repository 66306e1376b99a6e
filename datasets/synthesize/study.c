/* datasets/synthesize/study.c - who is in the invented study, and what is planted. */
#include "datasets/synthesize/study.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/number.h"
#include "core/base/text.h"

const char *const pte_study_relations[PTE_STUDY_RELATIONS] = {"information", "curriculum",
                                                              "placement"};
const char *const pte_study_wishes[PTE_STUDY_WISHES] = {"information", "placement"};
const char *const pte_study_functions[PTE_STUDY_FUNCTIONS] = {
    "continuing_education", "workforce_requirements", "employment_stability",
    "target_groups",        "information_flow",       "recognition_of_skills",
    "promotion_of_careers"};
const char *const pte_study_challenges[PTE_STUDY_CHALLENGES] = {
    "skills_mismatch",  "ageing_workforce",  "gender_gap",   "indigenous_inclusion",
    "youth_employment", "certification_gap", "remote_sites", "automation",
    "informality",      "training_quality"};
const char *const pte_study_occupations[PTE_STUDY_OCCUPATIONS] = {
    "2146", "3117", "3121", "7212", "7233", "7412",
    "8111", "8112", "8113", "8332", "8342"};

static const struct pte_study_plan plans[PTE_STUDY_COUNTRIES] = {
    {.code = "CL",
     .name = "chile",
     .seed = 65,
     .density = .36,
     .gap_from = "education",
     .gap_to = "industry",
     .broker = "CL16",
     .beside_broker = 2,
     .pendant = "CL07",
     .partial = "CL19",
     .forgetful = "industry",
     .forgets = "labour",
     .naming = {7, 1, 6, 1, 1, 1, 3, 5, 1, 1},
     .only_by = "promotion_of_careers",
     .only_sector = "industry"},
    {.code = "CO",
     .name = "colombia",
     .seed = 57,
     .density = .35,
     .gap_from = "education",
     .gap_to = "labour",
     .gap_density = .107,
     .partial = "CO19",
     .naming = {6, 2, 7, 2, 2, 1, 1, 1, 6, 1},
     .undone = "employment_stability",
     .has_halves = true},
    {.code = "MX",
     .name = "mexico",
     .seed = 52,
     .density = .36,
     .naming = {8, 1, 5, 1, 1, 6, 1, 2, 1, 1},
     .untrained = "8113"},
    {.code = "PE",
     .name = "peru",
     .seed = 51,
     .density = .37,
     .gap_from = "education",
     .gap_to = "industry",
     .gap_density = .12,
     .partial = "PE12",
     .naming = {7, 1, 6, 5, 1, 1, 1, 1, 1, 3},
     .only_by = "recognition_of_skills",
     .only_sector = "education"}};

const struct pte_embedded *pte_study_file(const char *name)
{
    for (const struct pte_embedded *file = pte_study_files; file->name != NULL; file++)
        if (strcmp(file->name, name) == 0)
            return file;
    return NULL;
}

/* Cuts one line at its tabs; returns the number of columns found. */
static size_t cut(struct pte_arena *arena, const char *line, size_t length,
                  const char **column, size_t most)
{
    size_t n = 0, begin = 0;

    for (size_t i = 0; i <= length && n < most; i++)
        if (i == length || line[i] == '\t') {
            column[n++] = pte_arena_slice(arena, line + begin, i - begin);
            begin = i + 1;
        }
    return n;
}

static bool add_organization(struct pte_study *study, const char *const *column,
                             struct pte_error *err)
{
    long people;

    if (!pte_number_read_whole(column[9], 0, 9, &people))
        return pte_fail(err, PTE_EINPUT, "'%s' is no number of people", column[9]);
    for (size_t c = 0; c < PTE_STUDY_COUNTRIES; c++) {
        struct pte_study_country *country = &study->country[c];

        if (strncmp(column[0], country->plan->code, 2) != 0)
            continue;
        if (country->n == PTE_STUDY_MOST)
            return pte_fail(err, PTE_EINPUT, "too many organizations in '%s'",
                            country->plan->code);
        country->organization[country->n++] =
            (struct pte_study_organization){.id = column[0],
                                            .name = column[1],
                                            .acronym = column[2],
                                            .sector = column[3],
                                            .kind = column[4],
                                            .side = column[5],
                                            .region = column[6],
                                            .women_led = column[7],
                                            .parent = column[8],
                                            .people = (unsigned)people};
        return true;
    }
    return pte_fail(err, PTE_EINPUT, "no country has the organization '%s'", column[0]);
}

bool pte_study_read(struct pte_study *study, struct pte_error *err)
{
    enum { COLUMNS = 10 };
    PTE_AUTO(pte_study_release) struct pte_study found = {0};
    const struct pte_embedded *file = pte_study_file("organizations.tsv");
    const char *line = (const char *)file->bytes, *end;

    for (size_t c = 0; c < PTE_STUDY_COUNTRIES; c++)
        found.country[c].plan = &plans[c];
    for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        const char *column[COLUMNS];

        if (line[0] == '#' || strncmp(line, "id\t", 3) == 0)
            continue;
        if (cut(&found.arena, line, (size_t)(end - line), column, COLUMNS) != COLUMNS)
            return pte_fail(err, PTE_EINPUT, "a line of '%s' has not %d columns",
                            file->name, COLUMNS);
        if (!add_organization(&found, column, err))
            return false;
    }

    *study = found;
    found = (struct pte_study){0};
    return true;
}

void pte_study_release(struct pte_study *study)
{
    pte_arena_release(&study->arena);
    *study = (struct pte_study){0};
}

size_t pte_study_find(const struct pte_study_country *country, const char *id)
{
    if (id != NULL)
        for (size_t i = 0; i < country->n; i++)
            if (strcmp(country->organization[i].id, id) == 0)
                return i;
    return PTE_STUDY_MOST;
}

static bool write_country(const struct pte_study_country *country, const char *folder,
                          struct pte_error *err)
{
    PTE_AUTO(pte_free) struct pte_study_truth *truth = pte_alloc(1, sizeof(*truth));
    PTE_AUTO(pte_free) struct pte_study_answers *answers = pte_alloc(1, sizeof(*answers));

    pte_study_draw_truth(country, truth);
    pte_study_draw_answers(country, truth, answers);
    return pte_study_write_export(country, answers, folder, err);
}

/* What is written by hand stands in pacific-alliance/ itself and is built in. */
static bool write_documents(const char *folder, struct pte_error *err)
{
    for (const struct pte_embedded *file = pte_study_files; file->name != NULL; file++) {
        PTE_AUTO(pte_text_release) struct pte_text path = {0};

        if (strstr(file->name, ".tsv") != NULL)
            continue;
        pte_text_addf(&path, "%s/%s", folder, file->name);
        if (!pte_file_write(path.bytes, file->bytes, file->length, err))
            return false;
    }
    return true;
}

bool pte_study_write(const char *folder, struct pte_error *err)
{
    PTE_AUTO(pte_study_release) struct pte_study study = {0};

    if (!pte_study_read(&study, err) || !pte_file_make_folder(folder, err))
        return false;
    for (size_t c = 0; c < PTE_STUDY_COUNTRIES; c++)
        if (!write_country(&study.country[c], folder, err))
            return false;
    return pte_study_write_package(&study, folder, err) && write_documents(folder, err);
}
