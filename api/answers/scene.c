/* api/answers/scene.c - what every question begins with. */
#include "api/answers/scene.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/documents/json.h"
#include "api/language.h"
#include "api/nearest.h"
#include "core/base/error.h"

/* Names of the question's parameters differ; what it has not, it does not ask. */
static bool has(const struct pte_ask *ask, const char *name)
{
    const char *found = strstr(ask->question->parameters, name);
    const size_t letters = strlen(name);

    return found != NULL && (found == ask->question->parameters || found[-1] == ' ') &&
           (found[letters] == ' ' || found[letters] == '\0');
}

/* "CL, CO, MX, PE" for a hint. */
static const char *listed(const char *const *words, size_t n, char *text, size_t bytes)
{
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < n && used < bytes; i++)
        used += (size_t)snprintf(text + used, bytes - used, "%s%s", i > 0 ? ", " : "",
                                 words[i]);
    return text;
}

static bool not_there(const char *what, const char *word, const char *study,
                      const char *const *words, size_t n, struct pte_error *err)
{
    const char *nearest = pte_nearest(word, words, n);
    char list[512];

    pte_fail(err, PTE_ENOTFOUND, "no %s '%.40s' in study '%s'", what, word, study);
    listed(words, n, list, sizeof(list));
    if (nearest != NULL)
        return pte_hint(err, "did you mean '%s'? There are: %s", nearest, list);
    return pte_hint(err, "there are: %s", list);
}

static bool is_among(const char *word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

static bool choose_study(const struct pte_ask *ask, struct pte_scene *scene,
                         struct pte_error *err)
{
    const char *wanted = pte_ask_value(ask, "study");
    const char *codes[64];
    char list[512];
    size_t n = 0;

    if (wanted == NULL)
        wanted = getenv("PUENTE_STUDY");
    if (!pte_store_studies(ask->store, &scene->studies, err))
        return false;
    for (size_t i = 0; i < scene->studies.n; i++) {
        if (n < 64)
            codes[n++] = scene->studies.study[i].code;
        if (wanted == NULL ? scene->studies.n == 1
                           : strcmp(wanted, scene->studies.study[i].code) == 0)
            scene->study = &scene->studies.study[i];
    }
    if (scene->study != NULL)
        return true;
    if (scene->studies.n == 0) {
        pte_fail(err, PTE_ENOTFOUND, "no study is kept yet");
        return pte_hint(err, "puente demo loads the four-country example; puente help "
                             "import tells how your own files come in");
    }
    listed(codes, n, list, sizeof(list));
    if (wanted == NULL) {
        pte_fail(err, PTE_EUSAGE, "several studies are kept, and none was named");
        return pte_hint(err, "add --study with one of: %s (or set PUENTE_STUDY)", list);
    }
    pte_fail(err, PTE_ENOTFOUND, "no study '%.40s'", wanted);
    return pte_hint(err, "there are: %s", list);
}

/* "pe, CL" into countries, sorted by their order in the study. */
static bool choose_countries(const struct pte_ask *ask, struct pte_scene *scene,
                             struct pte_error *err)
{
    const struct pte_study *study = scene->study;
    const char *given = pte_ask_value(ask, "country");
    const char *wanted[64];
    char codes[256];
    size_t n = 0;
    char *rest = NULL;

    snprintf(codes, sizeof(codes), "%s", given == NULL ? "" : given);
    for (char *at = codes; *at != '\0'; at++)
        *at = (char)toupper((unsigned char)*at);
    for (char *code = strtok_r(codes, ", ", &rest); code != NULL && n < 64;
         code = strtok_r(NULL, ", ", &rest)) {
        if (!is_among(code, study->countries, study->n_countries))
            return not_there("country", code, study->code, study->countries,
                             study->n_countries, err);
        wanted[n++] = code;
    }
    if (given != NULL && n == 0)
        return pte_fail(err, PTE_EUSAGE, "no country in '%.40s'", given);
    for (size_t i = 0; i < study->n_countries && scene->n_countries < 64; i++)
        if (given == NULL || is_among(study->countries[i], wanted, n))
            scene->countries[scene->n_countries++] = study->countries[i];
    return true;
}

static bool choose_ties(const struct pte_ask *ask, struct pte_scene *scene,
                        struct pte_error *err)
{
    const struct pte_study *study = scene->study;
    const char *relation = has(ask, "relation") ? pte_ask_value(ask, "relation") : "any";
    const char *rule = has(ask, "rule") ? pte_ask_value(ask, "rule") : "union";
    const char *strength =
        has(ask, "strength") ? pte_ask_value(ask, "strength") : "strongest";
    const char *tense = has(ask, "tense") ? pte_ask_value(ask, "tense") : "current";

    scene->each = strcmp(relation, "each") == 0;
    if (scene->each && strcmp(ask->question->name, "gaps") != 0 &&
        strcmp(ask->question->name, "ties") != 0) {
        pte_fail(err, PTE_EUSAGE, "'%s' answers for one relation, or for any",
                 ask->question->name);
        return pte_hint(err, "name one with --relation; gaps and ties take 'each'");
    }
    if (!scene->each && strcmp(relation, "any") != 0) {
        if (!is_among(relation, study->relations, study->n_relations))
            return not_there("relation", relation, study->code, study->relations,
                             study->n_relations, err);
        scene->selection.relation = relation;
    }
    scene->selection.tense = strcmp(tense, "desired") == 0 ? PTE_DESIRED : PTE_CURRENT;
    scene->selection.rule = strcmp(rule, "confirmed") == 0  ? PTE_CONFIRMED
                            : strcmp(rule, "directed") == 0 ? PTE_DIRECTED
                                                            : PTE_UNION;
    scene->selection.strength = strcmp(strength, "weakest") == 0 ? PTE_WEAKEST
                                : strcmp(strength, "mean") == 0  ? PTE_MEAN
                                                                 : PTE_STRONGEST;
    return true;
}

bool pte_scene_open(const struct pte_ask *ask, struct pte_answer *answer,
                    struct pte_scene *scene, struct pte_error *err)
{
    const char *wave = pte_ask_value(ask, "wave");

    if (!choose_study(ask, scene, err))
        return false;
    if (wave != NULL && !is_among(wave, scene->study->waves, scene->study->n_waves))
        return not_there("wave", wave, scene->study->code, scene->study->waves,
                         scene->study->n_waves, err);
    if (!choose_countries(ask, scene, err) || !choose_ties(ask, scene, err) ||
        !pte_store_load(ask->store, scene->study->code, wave, scene->countries,
                        scene->n_countries, &scene->survey, err))
        return false;

    answer->reader.survey = &scene->survey;
    pte_json_release(&answer->study);
    answer->study = pte_json_words(scene->study->code);
    pte_json_release(&answer->revision);
    answer->revision = json_integer((json_int_t)scene->survey.revision);
    pte_json_set(answer->question, "study", pte_json_words(scene->study->code));
    pte_json_set(answer->question, "country",
                 pte_json_list(scene->countries, scene->n_countries));
    pte_json_set(answer->question, "wave", pte_json_words(scene->survey.wave));
    pte_scene_notes(scene, answer);
    return true;
}

void pte_scene_release(struct pte_scene *scene)
{
    pte_survey_release(&scene->survey);
    pte_studies_release(&scene->studies);
    *scene = (struct pte_scene){0};
}

bool pte_scene_network(const struct pte_scene *scene, size_t country,
                       const char *relation, struct pte_network **net,
                       struct pte_error *err)
{
    struct pte_selection selection = scene->selection;

    if (country == SIZE_MAX) {
        selection.countries = scene->countries;
        selection.n_countries = scene->n_countries;
    } else {
        selection.countries = &scene->countries[country];
        selection.n_countries = 1;
    }
    if (relation != NULL)
        selection.relation = relation;
    return pte_network_build(&scene->survey, &selection, net, err);
}

void pte_scene_tell_network(const struct pte_network *net, struct pte_answer *answer)
{
    const struct pte_network_counts *counts = pte_network_counts(net);
    const double asked = (double)counts->organizations_asked;

    pte_json_set(answer->computed, "organizations",
                 pte_json_count(pte_network_actors(net)));
    pte_json_set(answer->computed, "asked", pte_json_count(counts->organizations_asked));
    pte_json_set(answer->computed, "answered",
                 pte_json_count(counts->organizations_answered));
    pte_json_set(answer->computed, "response_rate",
                 pte_json_number((double)counts->organizations_answered / asked));
    pte_json_set(answer->computed, "self_reports", pte_json_count(counts->self_reports));
    pte_json_set(answer->computed, "parallel_reports",
                 pte_json_count(counts->parallel_reports));
}

int *pte_scene_answers(const struct pte_scene *scene)
{
    const struct pte_survey *survey = &scene->survey;
    const char *relation = scene->selection.relation;
    const uint32_t chosen =
        relation == NULL ? PTE_NOBODY : pte_survey_find_relation(survey, relation);
    int *best = pte_alloc(survey->n_organizations, sizeof(*best));

    for (size_t i = 0; i < survey->n_organizations; i++)
        best[i] = -1;
    for (size_t i = 0; chosen == PTE_NOBODY && i < survey->n_responses; i++) {
        const struct pte_response *response = &survey->responses[i];

        if ((int)response->answered > best[response->organization])
            best[response->organization] = (int)response->answered;
    }
    for (size_t i = 0; chosen != PTE_NOBODY && i < survey->n_blocks; i++) {
        const struct pte_block *block = &survey->blocks[i];
        const uint32_t organization = survey->responses[block->response].organization;
        const int did = block->otherwise == PTE_NO_ANSWER ? PTE_SILENT : PTE_COMPLETE;

        if (block->relation == chosen && block->tense == scene->selection.tense &&
            did > best[organization])
            best[organization] = did;
    }
    return best;
}

json_t *pte_scene_actor(const struct pte_network *net, size_t actor)
{
    const struct pte_organization *organization =
        pte_network_actor(net, actor)->organization;
    json_t *row = json_object();

    pte_json_set(row, "id", pte_json_words(organization->id));
    pte_json_set(row, "name", pte_json_words(organization->name));
    pte_json_set(row, "country", pte_json_words(organization->country));
    pte_json_set(row, "sector", pte_json_words(organization->sector));
    return row;
}

const char *pte_scene_country(const struct pte_answer *answer, const char *code)
{
    return pte_country_label(code, answer->reader.language);
}

void pte_scene_heading(const struct pte_scene *scene, struct pte_answer *answer,
                       const char *title)
{
    const enum pte_language lang = answer->reader.language;
    struct pte_text line = {0};

    for (size_t i = 0; i < scene->n_countries; i++)
        pte_text_addf(&line, "%s%s", i > 0 ? ", " : "",
                      pte_scene_country(answer, scene->countries[i]));
    pte_text_addf(&line, ": %s", title);
    pte_answer_title(answer, pte_text_get(&line));
    pte_text_clear(&line);
    pte_text_addf(&line, pte_say(lang, N_("Study %s, wave %s, revision %llu")),
                  scene->survey.title != NULL ? scene->survey.title : scene->survey.study,
                  scene->survey.wave != NULL ? scene->survey.wave : "–",
                  (unsigned long long)scene->survey.revision);
    if (scene->selection.relation != NULL)
        pte_text_addf(&line, pte_say(lang, N_(", relation: %s")),
                      pte_survey_label(&scene->survey, "relation",
                                       scene->selection.relation, (int)lang));
    if (scene->selection.tense == PTE_DESIRED)
        pte_text_add(&line, pte_say(lang, N_(", wanted ties")));
    pte_answer_line(answer, pte_text_get(&line));
    pte_text_release(&line);
}

void pte_scene_notes(const struct pte_scene *scene, struct pte_answer *answer)
{
    const enum pte_language lang = answer->reader.language;

    if (scene->study->is_synthetic)
        pte_answer_note(answer, pte_say(lang, N_("These are synthetic data: invented "
                                                 "organizations, no real answers.")));
    if (scene->survey.n_organizations == 0)
        pte_answer_note(answer, pte_say(lang, N_("This wave has no organizations.")));
}
