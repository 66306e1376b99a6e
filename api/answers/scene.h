/* api/answers/scene.h - what every question begins with: which study, wave, countries
 * and ties are meant, and the survey that holds them. */
#ifndef PTE_API_ANSWERS_SCENE_H
#define PTE_API_ANSWERS_SCENE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "api/answer.h"
#include "core/model/survey.h"
#include "core/network/network.h"
#include "core/store/store.h"

struct pte_error;

struct pte_scene {
    struct pte_survey survey; /* of the countries asked about */
    struct pte_studies studies;
    const struct pte_study *study;
    const char *countries[64]; /* asked about, sorted; lent by the study */
    size_t n_countries;
    struct pte_selection selection; /* without countries; relation NULL = any */
    bool each;                      /* --relation each */
};

/**
 * Finds the study, checks country, wave and relation against it, loads the survey, and
 * writes all of it into the answer's document as understood.
 *
 * scene   out: released by the caller, after the answer's tables are written
 * Fails   PTE_ENOTFOUND, with what there is as hint; PTE_EUSAGE several studies;
 * PTE_ESTORE
 */
bool pte_scene_open(const struct pte_ask *ask, struct pte_answer *answer,
                    struct pte_scene *scene, struct pte_error *err);
void pte_scene_release(struct pte_scene *scene);

/**
 * The network of one country, or of all asked about.
 *
 * country   index into scene->countries; SIZE_MAX = all
 * relation  NULL = the one asked for
 */
bool pte_scene_network(const struct pte_scene *scene, size_t country,
                       const char *relation, struct pte_network **net,
                       struct pte_error *err);

/** "definition", "response_rate", "observed_dyads" and what else describes a network. */
void pte_scene_tell_network(const struct pte_network *net, struct pte_answer *answer);

/** id, name, country, sector of an actor, as in every document. */
json_t *pte_scene_actor(const struct pte_network *net, size_t actor);

/** What each organization of the survey did, by its index: -1 it was not asked, else the
 * best of its responses (enum pte_answered); of the relation asked about, if it is one.
 * To be freed. */
int *pte_scene_answers(const struct pte_scene *scene);

/** The line above the tables: study, wave, countries, relation, revision. */
void pte_scene_heading(const struct pte_scene *scene, struct pte_answer *answer,
                       const char *title);

/** The name of a country in the answer's language. */
const char *pte_scene_country(const struct pte_answer *answer, const char *code);

/** Says the study is synthetic, where it is; and what was left out while building. */
void pte_scene_notes(const struct pte_scene *scene, struct pte_answer *answer);

#endif
