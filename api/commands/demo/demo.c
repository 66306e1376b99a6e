/* api/commands/demo/demo.c - the four-country example: loaded, judged, drawn. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/commands/command.h"
#include "api/commands/demo/demo.intern.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/progress.h"
#include "core/model/survey.h"
#include "core/store/store.h"
#include "importers/import.h"

#define FOLDER "pacific-alliance"

enum { MOST_BYTES = 1 << 20 };

static void demo_release(struct pte_demo *demo)
{
    pte_answer_release(&demo->said);
    pte_store_close(&demo->store);
    pte_json_release(&demo->truth);
    pte_json_release(&demo->gaps);
    pte_json_release(&demo->brokers);
    pte_json_release(&demo->organizations);
}

/* Beside the source the program was built from, or where it was installed. */
static bool read_truth(char *folder, size_t bytes, struct pte_text *text,
                       struct pte_error *err)
{
    const char *named = getenv("PUENTE_DATASETS");
    const char *program = pte_file_program_folder();
    const char *const places[][2] = {{named, ""},
                                     {program, "/../../datasets"},
                                     {program, "/../share/puente/datasets"}};
    char path[4200];

    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        struct pte_error fault = {0};

        if (places[i][0] == NULL)
            continue;
        snprintf(folder, bytes, "%s%s/" FOLDER, places[i][0], places[i][1]);
        snprintf(path, sizeof(path), "%s/truth.json", folder);
        if (pte_file_read(path, MOST_BYTES, text, &fault))
            return true;
        if (fault.kind != PTE_ENOTFOUND)
            return pte_fail(err, fault.kind, "%s", fault.message);
    }
    pte_fail(err, PTE_ENOTFOUND, "no folder '" FOLDER "' with the example");
    return pte_hint(err, "PUENTE_DATASETS can name the folder it stands in");
}

static bool parse(const struct pte_text *text, json_t **document, struct pte_error *err)
{
    *document =
        json_loadb(pte_text_get(text), text->length, JSON_REJECT_DUPLICATES, NULL);
    return *document != NULL || pte_fail(err, PTE_EINPUT, "the document is not JSON");
}

bool pte_demo_ask(struct pte_demo *demo, const char *question, const char *country,
                  json_t **document, struct pte_error *err)
{
    const struct pte_given given[] = {
        {"study", demo->study},
        {"lang", pte_language_code(demo->call->language)},
        {"country", country},
    };
    PTE_AUTO(pte_text_release) struct pte_text body = {0};

    return pte_question_answer(pte_question_find(question), demo->store, given,
                               country == NULL ? 2 : 3, PTE_AS_JSON, demo->call->columns,
                               /* progress */ NULL, &body, err) &&
           parse(&body, document, err);
}

/* chile.synthetic.csv is read as chile.mapping.yml says. */
static bool import_one(struct pte_demo *demo, const char *folder, const char *export,
                       struct pte_error *err)
{
    const int letters = (int)strcspn(export, ".");
    const struct pte_import_options options = {0};
    PTE_AUTO(pte_survey_release) struct pte_survey survey = {0};
    struct pte_batch batch;
    char path[4200], mapping[4200];

    snprintf(path, sizeof(path), "%s/%s", folder, export);
    snprintf(mapping, sizeof(mapping), "%s/%.*s.mapping.yml", folder, letters, export);
    if (!pte_import_survey(path, mapping, &options, /* progress */ NULL, &survey, err))
        return false;
    if (pte_survey_faults(&survey) > 0)
        return pte_fail(err, PTE_EINPUT, "'%s' has faults", export);
    return pte_store_import(demo->store, &survey, /* progress */ NULL, &batch, err);
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text == NULL ? "" : text;
}

static bool load(struct pte_demo *demo, const char *folder, struct pte_progress *progress,
                 struct pte_error *err)
{
    const json_t *countries = json_object_get(demo->truth, "countries");
    size_t i;
    const json_t *country;

    json_array_foreach (countries, i, country) {
        pte_progress_step(progress, i, json_array_size(countries));
        if (!import_one(demo, folder, text_of(country, "export"), err))
            return false;
    }
    demo->study = text_of(demo->truth, "study");
    return pte_demo_ask(demo, "gaps", NULL, &demo->gaps, err) &&
           pte_demo_ask(demo, "brokers", NULL, &demo->brokers, err) &&
           pte_demo_ask(demo, "organizations", NULL, &demo->organizations, err);
}

static bool draw_one(struct pte_demo *demo, const char *country, const char *folder,
                     enum pte_form form, struct pte_error *err)
{
    const struct pte_given given[] = {
        {"study", demo->study},
        {"lang", pte_language_code(demo->call->language)},
        {"country", country},
    };
    PTE_AUTO(pte_text_release) struct pte_text picture = {0};
    char path[4200];

    snprintf(path, sizeof(path), "%s/%s.%s", folder, country,
             form == PTE_AS_SVG ? "svg" : "png");
    return pte_question_answer(pte_question_find("map"), demo->store, given, 3, form,
                               demo->call->columns, /* progress */ NULL, &picture, err) &&
           pte_file_write(path, pte_text_get(&picture), picture.length, err);
}

static bool draw(struct pte_demo *demo, struct pte_progress *progress,
                 struct pte_error *err)
{
    const enum pte_language lang = demo->call->language;
    const json_t *countries = json_object_get(demo->truth, "countries");
    const char *folder = pte_call_value(demo->call, "output");
    struct pte_text line = {0};
    size_t i;
    const json_t *country;

    if (folder == NULL)
        folder = "maps";
    if (!pte_file_make_folder(folder, err))
        return false;
    json_array_foreach (countries, i, country) {
        pte_progress_step(progress, i, json_array_size(countries));
        if (!draw_one(demo, text_of(country, "country"), folder, PTE_AS_SVG, err) ||
            !draw_one(demo, text_of(country, "country"), folder, PTE_AS_PNG, err))
            return false;
    }
    pte_answer_title(&demo->said, pte_say(lang, N_("Maps")));
    json_array_foreach (countries, i, country)
        pte_text_addf(&line, "%s%s/%s.svg, .png", i == 0 ? "" : "; ", folder,
                      text_of(country, "country"));
    pte_answer_line(&demo->said, pte_text_get(&line));
    pte_text_release(&line);
    return true;
}

static bool judge(struct pte_demo *demo, struct pte_error *err)
{
    const enum pte_language lang = demo->call->language;
    size_t i;
    const json_t *country;

    pte_answer_title(&demo->said,
                     pte_say(lang, N_("Four countries, each asked about itself")));
    pte_answer_line(&demo->said,
                    pte_say(lang, N_("These are synthetic data: invented organizations, "
                                     "no real answers.")));
    json_array_foreach (json_object_get(demo->truth, "countries"), i, country)
        if (!pte_demo_country(demo, country, err))
            return false;
    pte_demo_common(demo);
    return true;
}

static void name_next(struct pte_demo *demo)
{
    static const char *const next[] = {
        "puente gaps --country PE --study " FOLDER,
        "puente quality --country CL --study " FOLDER,
        "puente map --country PE --study " FOLDER " -o peru.svg", "puente serve --open"};

    pte_answer_title(&demo->said, pte_say(demo->call->language, N_("Next")));
    for (size_t i = 0; i < sizeof(next) / sizeof(next[0]); i++)
        pte_answer_line(&demo->said, next[i]);
}

bool pte_run_demo(const struct pte_call *call, struct pte_error *err)
{
    PTE_AUTO(demo_release) struct pte_demo demo = {.call = call};
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    struct pte_progress progress = {0};
    char folder[4096];
    bool done;

    pte_answer_begin(&demo.said, call->is_terminal ? PTE_AS_TERMINAL : PTE_AS_TEXT,
                     call->language, call->columns);
    if (!read_truth(folder, sizeof(folder), &text, err) ||
        !parse(&text, &demo.truth, err) || !pte_call_store(call, &demo.store, err))
        return false;
    pte_progress_start(&progress, pte_say(call->language, N_("computing")));
    done = load(&demo, folder, &progress, err) && judge(&demo, err) &&
           draw(&demo, &progress, err);
    pte_progress_end(&progress);
    if (!done)
        return false;
    name_next(&demo);
    if (fputs(pte_text_get(&demo.said.text), stdout) < 0 || fflush(stdout) != 0)
        return pte_fail(err, PTE_ESYSTEM, "cannot write to stdout");
    return demo.missed == 0 ||
           pte_fail(err, PTE_EGRAPH, "%zu planted truths were not found", demo.missed);
}
