/* api/answers/ties.c - who is tied to whom, who said so, and which ties are contested. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "api/answer.h"
#include "api/answers/answers.h"
#include "api/answers/scene.h"
#include "api/documents/json.h"
#include "api/language.h"

/* One tie of one relation: i before j, unless each report stands for itself. */
struct found_tie {
    uint32_t i, j;
    bool from_i, from_j;
};

static int by_ends(const void *left, const void *right)
{
    const struct found_tie *a = left, *b = right;

    if (a->i != b->i)
        return a->i < b->i ? -1 : 1;
    return a->j < b->j ? -1 : a->j > b->j;
}

/* "confirmed": both say so; "contested": the other says no; "unconfirmed": the other was
 * not heard. */
static const char *state_of(const struct pte_network *net, const struct found_tie *tie)
{
    const enum pte_mark other = tie->from_i ? pte_network_mark(net, tie->j, tie->i)
                                            : pte_network_mark(net, tie->i, tie->j);

    return other == PTE_TIE      ? "confirmed"
           : other == PTE_NO_TIE ? "contested"
                                 : "unconfirmed";
}

static json_t *tie_row(const struct pte_scene *scene, const struct pte_network *net,
                       const char *relation, const struct found_tie *tie)
{
    const struct pte_organization *from = pte_network_actor(net, tie->i)->organization;
    const struct pte_organization *to = pte_network_actor(net, tie->j)->organization;
    json_t *row = json_object();

    pte_json_set(row, "country", pte_json_words(from->country));
    pte_json_set(row, "relation", pte_json_words(relation));
    pte_json_set(row, "tense", pte_json_words(pte_tense_code(scene->selection.tense)));
    pte_json_set(row, "from", pte_json_words(from->id));
    pte_json_set(row, "to", pte_json_words(to->id));
    pte_json_set(row, "from_name", pte_json_words(from->name));
    pte_json_set(row, "to_name", pte_json_words(to->name));
    pte_json_set(row, "from_sector", pte_json_words(from->sector));
    pte_json_set(row, "to_sector", pte_json_words(to->sector));
    pte_json_set(row, "strength",
                 pte_json_number(pte_network_strength(net, tie->i, tie->j)));
    pte_json_set(row, "reported_by",
                 pte_json_words(tie->from_i && tie->from_j ? "both"
                                : tie->from_i              ? "from"
                                                           : "to"));
    pte_json_set(row, "state", pte_json_words(state_of(net, tie)));
    return row;
}

/* The ties of a network by its rule, sorted by both ends. Freed by the caller. */
static struct found_tie *find_ties(const struct pte_network *net, size_t *n)
{
    const enum pte_tie_rule rule = pte_network_selection(net)->rule;
    size_t n_arcs;
    const struct pte_arc *arcs = pte_network_arcs(net, &n_arcs);
    struct found_tie *ties = pte_alloc(n_arcs, sizeof(*ties));

    *n = 0;
    for (size_t a = 0; a < n_arcs; a++) {
        const uint32_t i = arcs[a].from, j = arcs[a].to;
        const bool mutual = pte_network_mark(net, j, i) == PTE_TIE;

        if (rule == PTE_DIRECTED)
            ties[(*n)++] = (struct found_tie){.i = i, .j = j, .from_i = true};
        else if ((rule == PTE_CONFIRMED && !mutual) || (mutual && i > j))
            continue; /* not a tie by the rule, or taken from the other end */
        else if (i < j)
            ties[(*n)++] =
                (struct found_tie){.i = i, .j = j, .from_i = true, .from_j = mutual};
        else
            ties[(*n)++] = (struct found_tie){.i = j, .j = i, .from_j = true};
    }
    qsort(ties, *n, sizeof(*ties), by_ends);
    return ties;
}

static bool add_relation(const struct pte_scene *scene, const char *relation,
                         json_t *rows, size_t *contested, struct pte_error *err)
{
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    PTE_AUTO(pte_free) struct found_tie *ties = NULL;
    size_t n;

    if (!pte_scene_network(scene, SIZE_MAX, relation, &net, err))
        return false;
    ties = find_ties(net, &n);
    for (size_t i = 0; i < n; i++) {
        *contested += strcmp(state_of(net, &ties[i]), "contested") == 0;
        pte_json_add(rows, tie_row(scene, net, relation, &ties[i]));
    }
    return true;
}

static const struct pte_column columns[] = {
    {"country", N_("country"), PTE_WORDS, NULL, 0},
    {"relation", N_("relation"), PTE_TERM, "relation", 0},
    {"tense", NULL, PTE_WORDS, NULL, 0},
    {"from", NULL, PTE_WORDS, NULL, 0},
    {"to", NULL, PTE_WORDS, NULL, 0},
    {"from_name", N_("one"), PTE_WORDS, NULL, 0},
    {"to_name", N_("other"), PTE_WORDS, NULL, 0},
    {"from_sector", NULL, PTE_WORDS, NULL, 0},
    {"to_sector", NULL, PTE_WORDS, NULL, 0},
    {"strength", N_("strength"), PTE_NUMBER, NULL, 1},
    {"reported_by", N_("said by"), PTE_TERM, NULL, 0},
    {"state", N_("state"), PTE_TERM, NULL, 0},
};

bool pte_answer_ties(const struct pte_ask *ask, struct pte_answer *answer,
                     struct pte_error *err)
{
    PTE_AUTO(pte_scene_release) struct pte_scene scene = {0};
    PTE_AUTO(pte_network_free) struct pte_network *net = NULL;
    const enum pte_language lang = answer->reader.language;
    json_t *rows = json_array();
    size_t contested = 0;
    struct pte_text line = {0};
    const struct pte_table table = {.rows = rows,
                                    .columns = columns,
                                    .n_columns = sizeof(columns) / sizeof(columns[0])};

    pte_json_set(answer->data, "ties", rows);
    if (!pte_scene_open(ask, answer, &scene, err) ||
        !pte_scene_network(&scene, SIZE_MAX, NULL, &net, err))
        return false;
    pte_scene_tell_network(net, answer);
    if (scene.selection.relation != NULL) {
        if (!add_relation(&scene, scene.selection.relation, rows, &contested, err))
            return false;
    } else {
        for (size_t r = 0; r < scene.survey.n_relations; r++)
            if (!add_relation(&scene, scene.survey.relations[r], rows, &contested, err))
                return false;
    }
    pte_json_set(answer->computed, "ties", pte_json_count(json_array_size(rows)));
    pte_json_set(answer->computed, "contested", pte_json_count(contested));

    pte_scene_heading(&scene, answer, pte_say(lang, N_("ties")));
    pte_text_addf(&line,
                  pte_say(lang, N_("%zu ties; of %zu of them the other side says no.")),
                  json_array_size(rows), contested);
    pte_answer_line(answer, pte_text_get(&line));
    pte_text_release(&line);
    pte_answer_table(answer, &table);
    pte_answer_csv(answer, &table);
    return true;
}
