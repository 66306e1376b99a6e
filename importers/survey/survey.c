/* importers/survey/survey.c - a survey export and its mapping become a survey. */
#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/store/digest.h"
#include "importers/import.h"
#include "importers/roster.h"
#include "importers/survey/survey.intern.h"

static void release_asked(struct pte_asked *asked, size_t n)
{
    for (size_t i = 0; asked != NULL && i < n; i++) {
        if (!asked[i].lends_stars)
            pte_free(&asked[i].stars);
        pte_words_release(&asked[i].words);
        pte_when_release(&asked[i].answered);
        pte_when_release(&asked[i].none);
    }
}

static void release_export(struct pte_export *export)
{
    if (export->mapping != NULL) {
        for (unsigned i = 0;
             export->keep != NULL && i < export->mapping->respondent->keep_if_count; i++)
            pte_when_release(&export->keep[i]);
        release_asked(export->ties, export->n_ties);
        release_asked(export->facts, export->mapping->facts_count);
    }
    pte_free(&export->ties);
    pte_free(&export->facts);
    pte_free(&export->rows);
    pte_index_release(&export->written);
    pte_free(&export->asked);
    pte_free(&export->responded);
    pte_words_release(&export->missing);
    pte_words_release(&export->not_asked);
    pte_when_release(&export->consent);
    pte_free(&export->keep);
    pte_free(&export->instead);
    pte_free(&export->response_of);
    pte_index_release(&export->said);
    pte_index_release(&export->fact_places);
    pte_arena_release(&export->cells);
    pte_source_release(&export->source);
    pte_reading_release(&export->reading);
    pte_mapping_free(&export->mapping);
}

/* Whether a mapping of that name is there: the first length bytes of path, then between,
 * then an ending. */
static bool has_mapping(const char *path, size_t length, const char *between,
                        struct pte_text *found)
{
    static const char *const endings[] = {".yml", ".yaml", ".json"};

    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        pte_text_clear(found);
        pte_text_add_bytes(found, path, length);
        pte_text_add(found, between);
        pte_text_add(found, endings[i]);
        if (strcmp(found->bytes, path) != 0 && access(found->bytes, R_OK) == 0)
            return true;
    }
    return false;
}

/* The mapping beside an export peru.2026.csv: peru.2026.yml, or peru.mapping.yml. */
static bool find_mapping(const char *path, struct pte_text *found, struct pte_error *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *first = strchr(name, '.'), *last = strrchr(name, '.');
    const size_t whole = strlen(path);

    if (has_mapping(path, last != NULL ? (size_t)(last - path) : whole, "", found) ||
        has_mapping(path, first != NULL ? (size_t)(first - path) : whole, ".mapping",
                    found))
        return true;
    pte_fail(err, PTE_ENOTFOUND, "there is no mapping beside '%s'", path);
    return pte_hint(err, "say --mapping FILE; it tells what the columns mean");
}

bool pte_import_has_mapping(const char *path)
{
    PTE_AUTO(pte_text_release) struct pte_text found = {0};

    return find_mapping(path, &found, NULL);
}

/* What stands beside a file. */
char *pte_export_beside(const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    struct pte_text found = {0};

    if (slash != NULL)
        pte_text_add_bytes(&found, path, (size_t)(slash - path) + 1);
    pte_text_add(&found, name);
    return found.bytes;
}

static char delimiter_of(const char *said)
{
    if (said == NULL)
        return '\0';
    return strcmp(said, "tab") == 0 ? '\t' : said[0];
}

static bool choose_country(struct pte_export *export, struct pte_error *err)
{
    const char *said = export->reading.options.country;
    const struct pte_mapping_set *set = export->mapping->respondent->set;
    const char *mapped = export->mapping->respondent->country;

    if (mapped == NULL && set != NULL)
        mapped = set->country;

    export->country = said != NULL ? said : mapped;
    if (export->country == NULL) {
        pte_fail(err, PTE_EUSAGE, "the country of the survey is not said");
        return pte_hint(err, "say --country CL, or country: CL under respondent in the "
                             "mapping");
    }
    if (said == NULL || mapped == NULL || strcmp(said, mapped) == 0)
        return true;
    pte_fail(err, PTE_EUSAGE, "the country is said to be %s, but the mapping says %s",
             said, mapped);
    return pte_hint(err, "choose the file or the mapping of that country");
}

static bool read_roster(struct pte_export *export, const char *mapping_path,
                        struct pte_error *err)
{
    const struct pte_mapping_roster *said = export->mapping->roster;
    const struct pte_table_form form = {.sheet = said->sheet,
                                        .delimiter = delimiter_of(said->delimiter)};
    PTE_AUTO(pte_source_release) struct pte_source source = {0};
    PTE_AUTO(pte_free) char *path = pte_export_beside(mapping_path, said->file);
    struct pte_roster_columns columns = {0};

    if (said->columns != NULL)
        columns = (struct pte_roster_columns){
            .id = said->columns->id,
            .name = said->columns->name,
            .acronym = said->columns->acronym,
            .sector = said->columns->sector,
            .kind = said->columns->kind,
            .side = said->columns->side,
            .region = said->columns->region,
            .parent = said->columns->parent,
            .women_led = said->columns->women_led,
            .asked = said->columns->asked,
        };
    return pte_reading_open(&export->reading, path, said->encoding, &form, &source,
                            err) &&
           pte_roster_read(&export->reading, &source, &columns, export->country,
                           &export->asked, err);
}

/* What was asked, in which form, whatever the words and columns: the same questionnaire
 * in two languages has the same shape. */
static const char *shape_of(struct pte_export *export)
{
    const struct pte_mapping *mapping = export->mapping;
    PTE_AUTO(pte_text_release) struct pte_text shape = {0};
    char digest[PTE_DIGEST_BYTES];

    for (unsigned i = 0; i < mapping->ties_count; i++) {
        const struct pte_mapping_ties *ties = &mapping->ties[i];

        pte_text_addf(&shape, "ties %s %s %s",
                      ties->relation != NULL ? ties->relation : "",
                      ties->tense != NULL ? ties->tense : "current", ties->layout);
        for (unsigned j = 0; j < ties->relations_count; j++)
            pte_text_addf(&shape, " %s", ties->relations[j].relation);
        for (unsigned j = 0; ties->scale != NULL && j < mapping->scales_count; j++)
            for (unsigned k = 0; strcmp(mapping->scales[j].name, ties->scale) == 0 &&
                                 k < mapping->scales[j].words_count;
                 k++) {
                pte_text_add(&shape, " ");
                pte_text_add_number(&shape, mapping->scales[j].words[k].level);
            }
        pte_text_add(&shape, "\n");
    }
    for (unsigned i = 0; i < mapping->facts_count; i++)
        pte_text_addf(&shape, "facts %s %s\n", mapping->facts[i].topic,
                      mapping->facts[i].layout);
    pte_digest(pte_text_get(&shape), shape.length, digest);
    return pte_survey_text(&export->reading.survey, digest);
}

/* What is said on the command line comes before what the mapping says. */
static void name_survey(struct pte_export *export)
{
    const struct pte_import_options *options = &export->reading.options;
    const struct pte_mapping_study *said = export->mapping->study;
    struct pte_survey *survey = &export->reading.survey;
    const struct pte_mapping_set *set = export->mapping->respondent->set;
    const char *study = options->study, *wave = options->wave;

    if (wave == NULL && set != NULL)
        wave = set->wave;
    if (said != NULL) {
        study = study != NULL ? study : said->code;
        wave = wave != NULL ? wave : said->wave;
        survey->title = pte_survey_text(survey, said->title);
        survey->is_synthetic = said->synthetic;
    }
    survey->study = pte_survey_text(survey, study != NULL ? study : "study");
    survey->wave = pte_survey_text(survey, wave != NULL ? wave : "1");
    survey->instrument = shape_of(export);
    survey->respondents = "any";
}

/* Opens everything: the mapping, its roster, the export itself. */
static bool open_all(struct pte_export *export, const char *path,
                     const char *mapping_path, struct pte_error *err)
{
    const struct pte_mapping_source *source;

    if (!pte_mapping_load(mapping_path, &export->mapping, err) ||
        !pte_reading_add_file(&export->reading, mapping_path, &export->mapping_file, err))
        return false;
    export->reading.mapping = export->mapping;
    source = export->mapping->source;
    return choose_country(export, err) && read_roster(export, mapping_path, err) &&
           pte_export_open(export, path,
                           source != NULL ? delimiter_of(source->delimiter) : '\0', err);
}

static bool take_answers(struct pte_export *export, struct pte_error *err)
{
    if (pte_mapping_is_tabular(export->mapping)) {
        pte_export_cover(export);
        return pte_export_take_tables(export, err);
    }
    if (!pte_export_read_rows(export, err))
        return false;
    pte_export_take_rows(export);
    if (!pte_export_take_tables(export, err))
        return false;
    pte_export_note_caps(export);
    pte_export_note_differences(export);
    return true;
}

bool pte_import_survey(const char *path, const char *mapping_path,
                       const struct pte_import_options *options,
                       struct pte_progress *progress, struct pte_survey *survey,
                       struct pte_error *err)
{
    PTE_AUTO(release_export) struct pte_export export = {0};
    PTE_AUTO(pte_text_release) struct pte_text beside_path = {0};

    if (options != NULL)
        export.reading.options = *options;
    export.reading.progress = progress;
    if (!pte_reading_check_options(&export.reading, err))
        return false;
    if (access(path, F_OK) != 0)
        return pte_fail(err, PTE_ENOTFOUND, "there is no file '%s'", path);
    if (mapping_path == NULL) {
        if (!find_mapping(path, &beside_path, err))
            return false;
        mapping_path = beside_path.bytes;
    }
    if (!open_all(&export, path, mapping_path, err))
        return false;
    export.path = path;
    export.mapping_path = mapping_path;
    name_survey(&export);
    pte_export_find_columns(&export);
    if (pte_survey_faults(&export.reading.survey) == 0 && !take_answers(&export, err))
        return false;
    pte_reading_summarize(&export.reading);
    *survey = export.reading.survey;
    export.reading.survey = (struct pte_survey){0};
    return true;
}
