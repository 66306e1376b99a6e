/* tests/importers/cases.c - each folder of tests/cases is imported and must give the
 * findings and the summary that stand beside it.
 *
 *     cases FOLDER CASE...            compares, as TAP
 *     cases --write FOLDER CASE...    writes findings.txt and summary.txt anew, to be
 * read through before they are kept
 *
 * A case is plain tables (organizations.csv, ties.csv and perhaps mask.csv) or a survey
 * (export.csv or export.zip, mapping.yml and what it names); options.txt holds one option
 * a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/survey.h"
#include "importers/import.h"
#include "importers/table.h"

enum { MOST_BYTES = 1 << 20 };

static const char *folder;

static char *path_of(const char *name, const char *file)
{
    struct pte_text path = {0};

    pte_text_addf(&path, "%s/%s/%s", folder, name, file);
    return path.bytes;
}

static bool exists(const char *name, const char *file)
{
    PTE_AUTO(pte_free) char *path = path_of(name, file);

    return access(path, R_OK) == 0;
}

static void read_options(const char *name, struct pte_import_options *options,
                         struct pte_text *text)
{
    PTE_AUTO(pte_free) char *path = path_of(name, "options.txt");
    char *line, *rest;

    if (access(path, R_OK) != 0)
        return;
    assert_true(pte_file_read(path, MOST_BYTES, text, NULL));
    for (line = strtok_r(text->bytes, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        char *value = strchr(line, ' ');

        if (value != NULL)
            *value++ = '\0';
        if (strcmp(line, "new_terms") == 0)
            options->new_terms = true;
        else if (strcmp(line, "undirected") == 0)
            options->undirected = true;
        else if (strcmp(line, "country") == 0)
            options->country = value;
        else if (strcmp(line, "wave") == 0)
            options->wave = value;
        else if (strcmp(line, "study") == 0)
            options->study = value;
        else if (strcmp(line, "encoding") == 0)
            options->encoding = value;
        else
            fail_msg("%s/options.txt: no option '%s'", name, line);
    }
}

static bool import(const char *name, struct pte_survey *survey, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text said = {0};
    struct pte_import_options options = {0};
    PTE_AUTO(pte_free) char *organizations = path_of(name, "organizations.csv");
    PTE_AUTO(pte_free) char *ties = path_of(name, "ties.csv");
    PTE_AUTO(pte_free) char *mask = path_of(name, "mask.csv");
    const char *form = exists(name, "export.zip") ? "export.zip" : "export.csv";
    PTE_AUTO(pte_free) char *export = path_of(name, form);
    PTE_AUTO(pte_free) char *mapping = path_of(name, "mapping.yml");

    read_options(name, &options, &said);
    if (exists(name, form))
        return pte_import_survey(export, exists(name, "mapping.yml") ? mapping : NULL,
                                 &options, NULL, survey, err);
    return pte_import_tables(organizations, ties, exists(name, "mask.csv") ? mask : NULL,
                             &options, NULL, survey, err);
}

static void add_findings(struct pte_text *text, const struct pte_survey *survey)
{
    for (size_t i = 0; i < survey->n_findings; i++) {
        const struct pte_finding *finding = &survey->findings[i];
        char letters[PTE_COLUMN_BYTES];

        pte_text_addf(
            text, "%s %s:%u:%s %s", finding->code,
            finding->place.file != PTE_NOBODY ? survey->files[finding->place.file].name
                                              : "",
            finding->place.row, pte_column_letters(finding->place.column, letters),
            finding->is_fault ? "fault" : "note");
        if (finding->value != NULL)
            pte_text_addf(text, " %s", finding->value);
        pte_text_add(text, "\n");
        if (finding->is_fault) /* then somebody must do something */
            pte_text_addf(text, "    %s\n",
                          finding->advice != NULL ? finding->advice : "NO ADVICE");
    }
}

static void add_question(struct pte_text *text, const struct pte_survey *survey,
                         uint32_t relation, enum pte_tense tense)
{
    size_t blocks[5] = {0}, reports[5] = {0}, n = 0;
    double levels = 0;

    for (size_t i = 0; i < survey->n_blocks; i++)
        if (survey->blocks[i].relation == relation && survey->blocks[i].tense == tense) {
            blocks[survey->blocks[i].otherwise]++;
            n++;
        }
    for (size_t i = 0; i < survey->n_reports; i++) {
        const struct pte_report *report = &survey->reports[i];

        if (report->relation != relation || report->tense != tense)
            continue;
        reports[report->mark]++;
        n++;
        levels += isnan(report->level) ? 0 : report->level;
    }
    if (n == 0)
        return;
    pte_text_addf(text, "%s %s\n  blocks", survey->relations[relation],
                  pte_tense_code(tense));
    for (enum pte_mark mark = PTE_NOT_ASKED; mark <= PTE_STRUCTURAL; mark++)
        if (blocks[mark] > 0)
            pte_text_addf(text, " %s %zu", pte_mark_code(mark), blocks[mark]);
    pte_text_add(text, "\n  reports");
    for (enum pte_mark mark = PTE_NOT_ASKED; mark <= PTE_STRUCTURAL; mark++)
        if (reports[mark] > 0)
            pte_text_addf(text, " %s %zu", pte_mark_code(mark), reports[mark]);
    pte_text_add(text, " levels ");
    pte_text_add_number(text, levels);
    pte_text_add(text, "\n");
}

static void add_responses(struct pte_text *text, const struct pte_survey *survey)
{
    size_t answered[3] = {0};

    for (size_t i = 0; i < survey->n_responses; i++)
        answered[survey->responses[i].answered]++;
    pte_text_addf(text, "responses %zu: complete %zu, partial %zu, silent %zu\n",
                  survey->n_responses, answered[PTE_COMPLETE], answered[PTE_PARTIAL],
                  answered[PTE_SILENT]);
    for (size_t i = 0; i < survey->n_responses; i++) {
        const struct pte_response *response = &survey->responses[i];
        const struct pte_person *person;

        if (response->person == PTE_NOBODY)
            continue;
        person = &survey->persons[response->person];
        pte_text_addf(text, "person %s of %s: %s, %s, %s\n", person->key,
                      survey->organizations[person->organization].id,
                      person->role != NULL ? person->role : "-",
                      person->gender != NULL ? person->gender : "-",
                      response->date != NULL ? response->date : "-");
    }
}

static void add_facts(struct pte_text *text, const struct pte_survey *survey)
{
    for (size_t i = 0; i < survey->n_facts; i++) {
        const struct pte_fact *fact = &survey->facts[i];

        pte_text_addf(text, "fact %s %s %s", survey->organizations[fact->organization].id,
                      fact->topic, fact->code);
        if (!isnan(fact->amount)) {
            pte_text_add(text, " ");
            pte_text_add_number(text, fact->amount);
        }
        pte_text_add(text, "\n");
    }
}

static void add_summary(struct pte_text *text, const struct pte_survey *survey)
{
    pte_text_addf(text, "study %s wave %s\n", survey->study, survey->wave);
    for (size_t i = 0; i < survey->n_files; i++)
        pte_text_addf(text, "file %s\n", survey->files[i].name);
    for (size_t i = 0; i < survey->n_organizations; i++) {
        const struct pte_organization *one = &survey->organizations[i];

        if (one->is_written)
            pte_text_addf(text, "written %s %s\n", one->country, one->name);
        else
            pte_text_addf(text, "organization %s %s %s: %s\n", one->country, one->id,
                          one->sector, one->name);
    }
    for (size_t i = 0; i < survey->n_terms; i++)
        if (survey->terms[i].is_new)
            pte_text_addf(text, "new %s: %s\n", survey->terms[i].vocabulary,
                          survey->terms[i].code);
    add_responses(text, survey);
    for (uint32_t i = 0; i < survey->n_relations; i++) {
        add_question(text, survey, i, PTE_CURRENT);
        add_question(text, survey, i, PTE_DESIRED);
    }
    add_facts(text, survey);
}

/* A sentence, but for the folder the case happens to stand in. */
static void add_without_folder(struct pte_text *text, const char *name,
                               const char *sentence)
{
    PTE_AUTO(pte_free) char *prefix = path_of(name, "");
    const char *found;

    while ((found = strstr(sentence, prefix)) != NULL) {
        pte_text_add_bytes(text, sentence, (size_t)(found - sentence));
        sentence = found + strlen(prefix);
    }
    pte_text_addf(text, "%s\n", sentence);
}

/* With a fault in it, a survey is not to be used: its findings are all there is. */
static void run(const char *name, struct pte_text *findings, struct pte_text *summary)
{
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    struct pte_error err = {0};

    if (!import(name, &survey, &err)) {
        pte_text_addf(summary, "refused %s\n", pte_kind_code(err.kind));
        add_without_folder(summary, name, err.message);
        add_without_folder(summary, name, err.hint);
        return;
    }
    add_findings(findings, &survey);
    if (pte_survey_faults(&survey) > 0)
        pte_text_addf(summary, "faults %zu\n", pte_survey_faults(&survey));
    else
        add_summary(summary, &survey);
}

static void compare(const char *name, const char *file, const struct pte_text *got)
{
    PTE_AUTO(pte_free) char *path = path_of(name, file);
    PTE_AUTO(pte_text_release) struct pte_text wanted = {0};

    if (access(path, R_OK) == 0)
        assert_true(pte_file_read(path, MOST_BYTES, &wanted, NULL));
    assert_string_equal(pte_text_get(got), pte_text_get(&wanted));
}

static void the_case_gives_its_findings_and_summary(void **state)
{
    const char *name = *state;
    PTE_AUTO(pte_text_release) struct pte_text findings = {0};
    PTE_AUTO(pte_text_release) struct pte_text summary = {0};

    run(name, &findings, &summary);
    compare(name, "findings.txt", &findings);
    compare(name, "summary.txt", &summary);
}

static int write_cases(int n, char **names)
{
    for (int i = 0; i < n; i++) {
        PTE_AUTO(pte_text_release) struct pte_text findings = {0};
        PTE_AUTO(pte_text_release) struct pte_text summary = {0};
        PTE_AUTO(pte_free) char *findings_path = path_of(names[i], "findings.txt");
        PTE_AUTO(pte_free) char *summary_path = path_of(names[i], "summary.txt");

        run(names[i], &findings, &summary);
        unlink(findings_path);
        if ((findings.length > 0 &&
             !pte_file_write(findings_path, findings.bytes, findings.length, NULL)) ||
            !pte_file_write(summary_path, summary.bytes, summary.length, NULL))
            return 1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    const bool writes = argc > 1 && strcmp(argv[1], "--write") == 0;
    const int first = writes ? 3 : 2;
    struct CMUnitTest *tests;
    int failed;

    if (argc <= first)
        return 2;
    folder = argv[first - 1];
    if (writes)
        return write_cases(argc - first, argv + first);
    tests = pte_alloc((size_t)(argc - first), sizeof(*tests));
    for (int i = first; i < argc; i++)
        tests[i - first] = (struct CMUnitTest){
            argv[i], the_case_gives_its_findings_and_summary, NULL, NULL, argv[i]};
    failed = _cmocka_run_group_tests("cases", tests, (size_t)(argc - first), NULL, NULL);
    free(tests);
    return failed;
}
