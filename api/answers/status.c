/* api/answers/status.c - what the store holds. */
#include <string.h>
#include <strings.h>

#include "api/answer.h"
#include "api/answers/answers.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "core/store/store.h"

static json_t *study_row(const struct pte_study *study)
{
    json_t *row = json_object();

    pte_json_set(row, "code", pte_json_words(study->code));
    pte_json_set(row, "title", pte_json_words(study->title));
    pte_json_set(row, "revision", json_integer((json_int_t)study->revision));
    pte_json_set(row, "is_synthetic", json_boolean(study->is_synthetic));
    pte_json_set(row, "organizations", pte_json_count(study->organizations));
    pte_json_set(row, "persons", pte_json_count(study->persons));
    pte_json_set(row, "responses", pte_json_count(study->responses));
    pte_json_set(row, "reports", pte_json_count(study->reports));
    pte_json_set(row, "countries", pte_json_list(study->countries, study->n_countries));
    pte_json_set(row, "waves", pte_json_list(study->waves, study->n_waves));
    pte_json_set(row, "relations", pte_json_list(study->relations, study->n_relations));
    return row;
}

/* Whether a comma-separated parameter was not given, or names one of the words. */
static bool has_one_of(const struct pte_ask *ask, const char *parameter,
                       const char *const *words, size_t n)
{
    const char *value = pte_ask_value(ask, parameter);

    if (value == NULL || strcmp(value, "any") == 0 || strcmp(value, "each") == 0)
        return true;
    for (size_t i = 0; i < n; i++) {
        const size_t letters = strlen(words[i]);

        for (const char *at = value; at != NULL; at = strchr(at, ',')) {
            at += *at == ',';
            if (strncasecmp(at, words[i], letters) == 0 &&
                (at[letters] == ',' || at[letters] == '\0'))
                return true;
        }
    }
    return false;
}

/* Without parameters all studies; else those that have what is named. */
static bool is_asked_for(const struct pte_ask *ask, const struct pte_study *study)
{
    return has_one_of(ask, "study", &study->code, 1) &&
           has_one_of(ask, "country", study->countries, study->n_countries) &&
           has_one_of(ask, "wave", study->waves, study->n_waves) &&
           has_one_of(ask, "relation", study->relations, study->n_relations);
}

/* The countries as understood: those named that some study has; null if none is named. */
static json_t *countries_named(const struct pte_ask *ask,
                               const struct pte_studies *studies)
{
    json_t *named = json_array();
    json_t *is_there = json_object();

    for (size_t i = 0; i < studies->n; i++)
        for (size_t c = 0; c < studies->study[i].n_countries; c++) {
            const char *country = studies->study[i].countries[c];

            if (json_object_get(is_there, country) == NULL &&
                has_one_of(ask, "country", &country, 1))
                pte_json_add(named, pte_json_words(country));
            pte_json_set(is_there, country, json_true());
        }
    json_decref(is_there);
    if (pte_ask_value(ask, "country") != NULL)
        return named;
    json_decref(named);
    return json_null();
}

bool pte_answer_status(const struct pte_ask *ask, struct pte_answer *answer,
                       struct pte_error *err)
{
    static const struct pte_column columns[] = {
        {"code", N_("study"), PTE_WORDS, NULL, 0},
        {"title", NULL, PTE_WORDS, NULL, 0},
        {"revision", N_("revision"), PTE_COUNT, NULL, 0},
        {"countries", N_("countries"), PTE_WORDS, NULL, 0},
        {"waves", N_("waves"), PTE_WORDS, NULL, 0},
        {"organizations", N_("organizations"), PTE_COUNT, NULL, 0},
        {"persons", N_("people"), PTE_COUNT, NULL, 0},
        {"reports", N_("reports"), PTE_COUNT, NULL, 0},
        {"relations", N_("relations"), PTE_WORDS, NULL, 0},
        {"is_synthetic", N_("synthetic"), PTE_WORDS, NULL, 0},
    };
    PTE_AUTO(pte_studies_release) struct pte_studies studies = {0};
    const enum pte_language lang = answer->reader.language;
    json_t *rows = json_array(), *database = json_object();
    struct pte_text line = {0};
    char server[64] = "";
    int schema = 0;
    const struct pte_table table = {.rows = rows,
                                    .columns = columns,
                                    .n_columns = sizeof(columns) / sizeof(columns[0])};

    pte_json_set(answer->data, "studies", rows);
    pte_json_set(answer->data, "database", database);
    if (!pte_store_studies(ask->store, &studies, err) ||
        !pte_store_versions(ask->store, server, sizeof(server), &schema, err))
        return false;
    pte_json_set(answer->question, "country", countries_named(ask, &studies));
    for (size_t i = 0; i < studies.n; i++)
        if (is_asked_for(ask, &studies.study[i]))
            pte_json_add(rows, study_row(&studies.study[i]));
    pte_json_set(database, "server", pte_json_words(server));
    pte_json_set(database, "schema", json_integer(schema));

    pte_text_addf(&line, pte_say(lang, N_("puente %s, PostgreSQL %s, schema %d")),
                  PTE_VERSION, server, schema);
    pte_answer_title(answer, pte_text_get(&line));
    pte_text_release(&line);
    if (studies.n == 0)
        pte_answer_note(answer,
                        pte_say(lang, N_("No study is kept yet: puente demo loads "
                                         "the four-country example.")));
    pte_answer_table(answer, &table);
    pte_answer_csv(answer, &table);
    return true;
}
