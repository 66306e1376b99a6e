/* api/commands/import.c - files come in, whole or not at all, and are told in one screen.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "api/answer.h"
#include "api/answers/findings.h"
#include "api/commands/command.h"
#include "api/commands/recognised.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/progress.h"
#include "core/model/survey.h"
#include "core/store/store.h"
#include "importers/import.h"
#include "importers/tools/export.h"

enum { MOST_FILES = 64 };

/* One survey on its way in. */
struct incoming {
    const char *path;
    struct pte_tool_export export; /* none for plain tables */
    bool has_mapping;
    struct pte_survey survey;
    struct pte_batch batch;
    bool is_kept;
};

struct work {
    const struct pte_call *call;
    struct pte_import_options options;
    char country[8];
    struct incoming in[MOST_FILES];
    size_t n;
    struct pte_progress progress;
};

static void work_release(struct work *work)
{
    for (size_t i = 0; i < work->n; i++)
        pte_survey_release(&work->in[i].survey);
    for (size_t i = 0; i < work->n; i++)
        pte_tool_release(&work->in[i].export);
    work->n = 0;
}

static bool read_tables(struct work *work, const char *organizations,
                        struct pte_error *err)
{
    const char *ties = pte_call_value(work->call, "ties");

    if (organizations == NULL || ties == NULL) {
        pte_fail(err, PTE_EUSAGE, "nothing to import was named");
        return pte_hint(err, "puente import FILE --mapping M, or puente import "
                             "--organizations nodes.csv --ties ties.csv");
    }
    if (work->options.study == NULL)
        work->options.study = "main";
    work->in[0].path = ties;
    work->n = 1;
    return pte_import_tables(organizations, ties, pte_call_value(work->call, "mask"),
                             &work->options, &work->progress, &work->in[0].survey, err);
}

/* A survey export: what it is, and, if there is a mapping, the survey in it. */
static bool read_export(struct work *work, struct incoming *in, struct pte_error *err)
{
    const char *mapping = pte_call_value(work->call, "mapping");
    const struct pte_tool_said said = {.tool = work->options.tool,
                                       .encoding = work->options.encoding};

    in->has_mapping = mapping != NULL || pte_import_has_mapping(in->path);
    if (pte_call_is_yes(work->call, "dry-run") || !in->has_mapping) {
        struct pte_error fault = {0};

        if (!pte_tool_open(in->path, &said, &in->export, &fault) && !in->has_mapping) {
            pte_fail(err, fault.kind, "%s", fault.message);
            return pte_hint(err, "%s", fault.hint);
        }
    }
    return !in->has_mapping || pte_import_survey(in->path, mapping, &work->options,
                                                 &work->progress, &in->survey, err);
}

/* A graph of another program, or a survey export. */
static bool read_file(struct work *work, struct incoming *in, struct pte_error *err)
{
    if (pte_call_value(work->call, "mapping") != NULL || work->options.tool != NULL ||
        !pte_import_is_graph(in->path))
        return read_export(work, in, err);
    if (work->options.study == NULL)
        work->options.study = "main";
    in->has_mapping = true; /* it needs none */
    return pte_import_graph(in->path, &work->options, &work->progress, &in->survey, err);
}

static bool read_files(struct work *work, struct pte_error *err)
{
    const struct pte_call *call = work->call;
    const char *organizations = pte_call_value(call, "organizations");

    if (call->n_words == 0)
        return read_tables(work, organizations, err);
    if (organizations != NULL || pte_call_value(call, "ties") != NULL) {
        pte_fail(err, PTE_EUSAGE, "a survey export and plain tables at once");
        return pte_hint(err, "import them one after the other");
    }
    for (size_t i = 0; i < call->n_words && i < MOST_FILES; i++) {
        work->in[i].path = call->words[i];
        work->n = i + 1;
        if (!read_file(work, &work->in[i], err))
            return false;
    }
    return true;
}

static void count_answers(const struct pte_survey *survey, size_t *asked,
                          size_t *answered)
{
    PTE_AUTO(pte_free)
    unsigned char *state = pte_alloc(survey->n_organizations, sizeof(*state));

    *asked = *answered = 0;
    for (size_t i = 0; i < survey->n_responses; i++) {
        const struct pte_response *response = &survey->responses[i];

        state[response->organization] |= response->answered == PTE_SILENT ? 1 : 2;
    }
    for (size_t i = 0; i < survey->n_organizations; i++) {
        if (survey->organizations[i].is_written)
            continue;
        *asked += state[i] != 0;
        *answered += state[i] >= 2;
    }
}

static bool is_waiting(const struct pte_survey *survey, const struct pte_report *report)
{
    const struct pte_response *response = &survey->responses[report->response];

    return survey->organizations[report->organization].is_written ||
           survey->organizations[response->organization].is_written;
}

/* A row for each relation and tense that occurs: how many ties were reported. */
static json_t *relation_rows(const struct pte_survey *survey)
{
    json_t *rows = json_array();

    for (uint32_t r = 0; r < survey->n_relations; r++)
        for (int tense = PTE_CURRENT; tense <= PTE_DESIRED; tense++) {
            size_t ties = 0, blocks = 0, unanswered = 0;
            json_t *row;

            for (size_t i = 0; i < survey->n_reports; i++)
                ties += survey->reports[i].relation == r &&
                        (int)survey->reports[i].tense == tense &&
                        survey->reports[i].mark == PTE_TIE &&
                        !is_waiting(survey, &survey->reports[i]);
            for (size_t i = 0; i < survey->n_blocks; i++)
                if (!survey
                         ->organizations[survey->responses[survey->blocks[i].response]
                                             .organization]
                         .is_written &&
                    survey->blocks[i].relation == r &&
                    (int)survey->blocks[i].tense == tense) {
                    blocks++;
                    unanswered += survey->blocks[i].otherwise == PTE_NO_ANSWER;
                }
            if (ties + blocks == 0)
                continue;
            row = json_object();
            pte_json_set(row, "relation", pte_json_words(survey->relations[r]));
            pte_json_set(row, "tense",
                         pte_json_words(pte_tense_code((enum pte_tense)tense)));
            pte_json_set(row, "ties", pte_json_count(ties));
            pte_json_set(row, "blocks", pte_json_count(blocks));
            pte_json_set(row, "blocks_unanswered", pte_json_count(unanswered));
            pte_json_add(rows, row);
        }
    return rows;
}

static json_t *import_row(const struct incoming *in)
{
    const struct pte_survey *survey = &in->survey;
    const char *name = strrchr(in->path, '/');
    json_t *row = json_object();
    const struct pte_waiting waiting = pte_survey_waiting(survey);
    size_t asked, answered;

    count_answers(survey, &asked, &answered);
    pte_json_set(row, "file", pte_json_words(name == NULL ? in->path : name + 1));
    pte_json_set(row, "study", pte_json_words(survey->study));
    pte_json_set(row, "wave", pte_json_words(survey->wave));
    pte_json_set(row, "is_kept", json_boolean(in->is_kept));
    pte_json_set(row, "was_there", json_boolean(in->is_kept && in->batch.was_there));
    pte_json_set(row, "batch", in->is_kept ? pte_json_words(in->batch.id) : json_null());
    pte_json_set(row, "revision",
                 in->is_kept ? json_integer((json_int_t)in->batch.revision)
                             : json_null());
    pte_json_set(row, "organizations",
                 pte_json_count(survey->n_organizations - waiting.organizations));
    pte_json_set(row, "organizations_new",
                 in->is_kept ? pte_json_count(in->batch.organizations_new) : json_null());
    pte_json_set(row, "persons", pte_json_count(survey->n_persons - waiting.persons));
    pte_json_set(row, "asked", pte_json_count(asked));
    pte_json_set(row, "answered", pte_json_count(answered));
    pte_json_set(row, "response_rate", pte_json_number((double)answered / (double)asked));
    pte_json_set(row, "relations", relation_rows(survey));
    pte_json_set(row, "faults", pte_json_count(pte_survey_faults(survey)));
    pte_json_set(row, "findings", pte_findings_rows(survey));
    return row;
}

static const struct pte_column relation_columns[] = {
    {"relation", N_("relation"), PTE_TERM, "relation", 0},
    {"tense", N_("tense"), PTE_TERM, NULL, 0},
    {"ties", N_("ties reported"), PTE_COUNT, NULL, 0},
    {"blocks", N_("question blocks"), PTE_COUNT, NULL, 0},
    {"blocks_unanswered", N_("not answered"), PTE_COUNT, NULL, 0},
};

static const char *outcome(const struct work *work, const struct incoming *in)
{
    const enum pte_language lang = work->call->language;

    return in->is_kept && in->batch.was_there
               ? pte_say(lang, N_("Nothing changed: these files were imported before."))
           : in->is_kept ? pte_say(lang, N_("Imported."))
           : pte_survey_faults(&in->survey) > 0
               ? pte_say(lang, N_("Not imported: the faults below must be mended first."))
               : pte_say(lang, N_("Checked only: nothing was kept."));
}

static void tell_one(const struct work *work, const struct incoming *in,
                     struct pte_answer *answer, const json_t *row)
{
    const enum pte_language lang = work->call->language;
    const json_t *rate = json_object_get(row, "response_rate");
    const struct pte_table table = {.rows = json_object_get(row, "relations"),
                                    .columns = relation_columns,
                                    .n_columns = sizeof(relation_columns) /
                                                 sizeof(relation_columns[0])};
    const struct pte_waiting waiting = pte_survey_waiting(&in->survey);
    struct pte_text line = {0};
    char share[40];

    answer->reader.survey = &in->survey;
    pte_answer_title(answer, json_string_value(json_object_get(row, "file")));
    pte_answer_line(answer, outcome(work, in));
    pte_text_addf(
        &line, pte_say(lang, N_("%zu organizations, %zu people; %d of %d answered (%s)")),
        in->survey.n_organizations - waiting.organizations,
        in->survey.n_persons - waiting.persons,
        (int)json_integer_value(json_object_get(row, "answered")),
        (int)json_integer_value(json_object_get(row, "asked")),
        pte_say_share(lang, json_is_number(rate) ? json_number_value(rate) : 0, share));
    if (in->is_kept)
        pte_text_addf(&line, pte_say(lang, N_("; study %s, revision %llu, batch %s")),
                      in->survey.study, (unsigned long long)in->batch.revision,
                      in->batch.id);
    pte_answer_line(answer, pte_text_get(&line));
    pte_text_release(&line);
    pte_answer_table(answer, &table);
    pte_findings_table(answer, json_object_get(row, "findings"));
    answer->reader.survey = NULL;
}

static bool tell(const struct work *work, struct pte_error *err)
{
    const struct pte_call *call = work->call;
    PTE_AUTO(pte_answer_release) struct pte_answer answer = {0};
    PTE_AUTO(pte_text_release) struct pte_text body = {0};
    json_t *rows = json_array(), *exports = json_array();

    pte_answer_begin(&answer,
                     pte_call_is_yes(call, "json") ? PTE_AS_JSON
                     : call->is_terminal           ? PTE_AS_TERMINAL
                                                   : PTE_AS_TEXT,
                     call->language, call->columns);
    pte_json_set(answer.question, "name", pte_json_words("import"));
    pte_json_set(answer.question, "lang",
                 pte_json_words(pte_language_code(call->language)));
    pte_json_set(answer.question, "dry_run",
                 json_boolean(pte_call_is_yes(call, "dry-run")));
    pte_json_set(answer.data, "exports", exports);
    pte_json_set(answer.data, "imports", rows);
    for (size_t i = 0; i < work->n; i++) {
        const struct incoming *in = &work->in[i];
        json_t *row;

        if (in->export.tool != NULL)
            pte_json_add(exports, pte_recognised_tell(in->path, &in->export, &answer));
        if (call->n_words > 0 && !in->has_mapping)
            continue;
        row = import_row(in);
        pte_json_add(rows, row);
        tell_one(work, &work->in[i], &answer, row);
    }
    pte_answer_write(&answer, &body);
    return pte_call_write(call, &body, err);
}

static bool keep(struct work *work, struct pte_error *err)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = NULL;

    if (!pte_call_store(work->call, &store, err))
        return false;
    for (size_t i = 0; i < work->n; i++) {
        if (!pte_store_import(store, &work->in[i].survey, &work->progress,
                              &work->in[i].batch, err))
            return false;
        work->in[i].is_kept = true;
    }
    return true;
}

static bool revert(const struct pte_call *call, const char *batch, struct pte_error *err)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = NULL;

    if (!pte_call_store(call, &store, err) || !pte_store_revert(store, batch, err))
        return false;
    pte_call_tell(call,
                  pte_say(call->language, N_("Taken back, as if it had never come.")));
    return true;
}

static bool read_options(struct work *work, struct pte_error *err)
{
    const struct pte_call *call = work->call;
    const char *country = pte_call_value(call, "country");

    work->options = (struct pte_import_options){
        .study = pte_call_value(call, "study"),
        .wave = pte_call_value(call, "wave"),
        .encoding = pte_call_value(call, "encoding"),
        .tool = pte_call_value(call, "tool"),
        .new_terms = pte_call_is_yes(call, "new-terms"),
        .undirected = pte_call_is_yes(call, "undirected"),
        .sector_column = pte_call_value(call, "sector-column"),
    };
    if (country == NULL)
        return true;
    snprintf(work->country, sizeof(work->country), "%s", country);
    for (char *at = work->country; *at != '\0'; at++)
        *at = (char)toupper((unsigned char)*at);
    if (!pte_country_exists(work->country)) {
        pte_fail(err, PTE_EUSAGE, "no country '%.40s'", country);
        return pte_hint(err, "an ISO 3166-1 code of two letters, such as PE");
    }
    work->options.country = work->country;
    return true;
}

/* Plain tables need no mapping. */
static bool is_mapped(const struct work *work, size_t i)
{
    return work->call->n_words == 0 || work->in[i].has_mapping;
}

static bool all_mapped(const struct work *work)
{
    size_t i = 0;

    while (i < work->n && is_mapped(work, i))
        i++;
    return i == work->n;
}

static bool refuse_unmapped(const struct work *work, struct pte_error *err)
{
    size_t i = 0;

    while (is_mapped(work, i))
        i++;
    pte_fail(err, PTE_ENOTFOUND, "there is no mapping beside '%s'", work->in[i].path);
    return pte_hint(err, "say --mapping FILE; it tells what the columns mean");
}

bool pte_run_import(const struct pte_call *call, struct pte_error *err)
{
    const char *batch = pte_call_value(call, "revert");
    PTE_AUTO(work_release) struct work work = {.call = call};
    size_t faults = 0;
    bool done;

    if (batch != NULL)
        return revert(call, batch, err);
    if (!read_options(&work, err))
        return false;
    if (pte_call_is_yes(call, "guess"))
        return pte_run_guess(call, &work.options, err);
    pte_progress_start(&work.progress, pte_say(call->language, N_("reading")));
    done = read_files(&work, err);
    for (size_t i = 0; done && i < work.n; i++)
        faults += pte_survey_faults(&work.in[i].survey);
    if (done && faults == 0 && !pte_call_is_yes(call, "dry-run") && all_mapped(&work))
        done = keep(&work, err);
    pte_progress_end(&work.progress);
    if (!done || !tell(&work, err))
        return false;
    if (faults == 0)
        return pte_call_is_yes(call, "dry-run") || all_mapped(&work) ||
               refuse_unmapped(&work, err);
    pte_fail(err, PTE_EINPUT, "%zu faults, nothing was imported", faults);
    return pte_hint(err, "each is told above with its file, row and column");
}
