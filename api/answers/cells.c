/* api/answers/cells.c - the cells of each country asked about, with their verdicts. */
#include "api/answers/cells.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "api/documents/json.h"
#include "api/nearest.h"
#include "api/verdict.h"
#include "core/base/error.h"
#include "core/base/number.h"

enum { MOST_SECTORS = 256 };

static bool read_reference(const char *text, struct pte_cell_options *options,
                           struct pte_error *err)
{
    if (strcmp(text, "null") == 0) {
        options->reference = PTE_NULL_MODEL;
    } else if (strcmp(text, "within") == 0) {
        options->reference = PTE_WITHIN;
    } else if (strcmp(text, "best_country") == 0) {
        options->reference = PTE_BEST_COUNTRY;
    } else if (strncmp(text, "target:", 7) == 0 &&
               pte_number_read(text + 7, '.', &options->target) && options->target > 0 &&
               options->target <= 1) {
        options->reference = PTE_TARGET;
    } else {
        pte_fail(err, PTE_EUSAGE, "'%.40s' is no reference", text);
        return pte_hint(err,
                        "null, within, best_country, or target:0.3 (a density above 0 "
                        "up to 1)");
    }
    return true;
}

bool pte_cells_ask(const struct pte_ask *ask, struct pte_cells_asked *asked,
                   struct pte_error *err)
{
    asked->sectors = pte_ask_value(ask, "sectors");
    asked->options.seed = (uint64_t)pte_ask_number(ask, "seed");
    asked->options.replicates = (uint32_t)pte_ask_number(ask, "replicates");
    return read_reference(pte_ask_value(ask, "reference"), &asked->options, err);
}

/* "education,labour" as flags over the network's sectors. A country may lack one that
 * another has, so only a word that is no sector at all is a fault. */
static bool mark_sectors(const char *wanted, const char *const *sectors, size_t n,
                         bool *marks, struct pte_error *err)
{
    char names[4097];
    char *rest = NULL;

    snprintf(names, sizeof(names), "%s", wanted);
    for (char *name = strtok_r(names, ", ", &rest); name != NULL;
         name = strtok_r(NULL, ", ", &rest)) {
        bool found = pte_vocabulary_find("sector", name) != NULL;

        for (size_t i = 0; i < n; i++)
            if (strcmp(name, "all") == 0 || strcmp(name, sectors[i]) == 0)
                found = marks[i] = true;
        if (!found) {
            const char *nearest = pte_nearest(name, sectors, n);

            pte_fail(err, PTE_EUSAGE, "no sector '%.40s'", name);
            return nearest == NULL ? false : pte_hint(err, "did you mean '%s'?", nearest);
        }
    }
    return true;
}

bool pte_cells_of(const struct pte_network *net, const struct pte_cells_asked *asked,
                  struct pte_progress *progress, struct pte_cells *cells,
                  struct pte_error *err)
{
    struct pte_cell_options options = asked->options;
    bool marks[MOST_SECTORS] = {false};
    size_t n;
    const char *const *sectors = pte_network_sectors(net, &n);

    if (asked->sectors != NULL) {
        if (n > MOST_SECTORS)
            return pte_fail(err, PTE_EGRAPH, "more than %d sectors", MOST_SECTORS);
        if (!mark_sectors(asked->sectors, sectors, n, marks, err))
            return false;
        options.sectors = marks;
    }
    return pte_cells_compute(net, &options, progress, cells, err);
}

static struct pte_verdict_case verdict_case(const struct pte_scene *scene,
                                            const struct pte_network *net,
                                            const char *relation,
                                            const struct pte_cells *cells, size_t c,
                                            enum pte_reference reference)
{
    const struct pte_network_counts *counts = pte_network_counts(net);
    size_t n;
    const char *const *sectors = pte_network_sectors(net, &n);

    return (struct pte_verdict_case){
        .cell = &cells->cell[c],
        .survey = &scene->survey,
        .country = pte_network_countries(net, &n)[0],
        .from = sectors[cells->cell[c].from],
        .to = sectors[cells->cell[c].to],
        .relation = relation,
        .is_desired = scene->selection.tense == PTE_DESIRED,
        .is_directed = scene->selection.rule == PTE_DIRECTED,
        .asked = counts->organizations_asked,
        .answered = counts->organizations_answered,
        .reference = reference,
    };
}

static json_t *pair(const double *two)
{
    json_t *list = json_array();

    pte_json_add(list, pte_json_number(two[0]));
    pte_json_add(list, pte_json_number(two[1]));
    return list;
}

static json_t *words_of(const struct pte_verdict_case *verdict,
                        enum pte_language language,
                        void (*write)(const struct pte_verdict_case *, enum pte_language,
                                      struct pte_text *))
{
    struct pte_text text = {0};
    json_t *words;

    write(verdict, language, &text);
    words = pte_json_words(pte_text_get(&text));
    pte_text_release(&text);
    return words;
}

static void set_counts(json_t *row, const struct pte_cell *cell)
{
    pte_json_set(row, "n_from", pte_json_count(cell->n_from));
    pte_json_set(row, "n_to", pte_json_count(cell->n_to));
    pte_json_set(row, "dyads", pte_json_count(cell->dyads));
    pte_json_set(row, "observed", pte_json_count(cell->observed));
    pte_json_set(row, "ties", pte_json_count(cell->ties));
    pte_json_set(row, "known_ties", pte_json_count(cell->known_ties));
}

static void set_numbers(json_t *row, const struct pte_cell *cell,
                        enum pte_reference reference)
{
    pte_json_set(row, "density", pte_json_number(cell->density));
    pte_json_set(row, "expected", pte_json_number(cell->expected));
    pte_json_set(row, "ratio", pte_json_number(cell->ratio));
    pte_json_set(row, "sd", pte_json_number(cell->sd));
    pte_json_set(row, "z", pte_json_number(cell->z));
    pte_json_set(row, "p", pte_json_number(cell->p));
    pte_json_set(row, "p_exact_normal", pte_json_number(cell->p_exact_normal));
    pte_json_set(row, "interval", pair(cell->interval));
    pte_json_set(row, "interval_density", pair(cell->interval_density));
    pte_json_set(row, "gap", pte_json_number(cell->gap));
    pte_json_set(row, "reference", pte_json_number(cell->reference));
    pte_json_set(row, "reference_kind", pte_json_words(pte_reference_code(reference)));
    pte_json_set(row, "bounds", pair(cell->bounds));
    pte_json_set(row, "vanish_share", pte_json_number(cell->vanish_share));
    pte_json_set(row, "smallest_ratio", pte_json_number(cell->smallest_ratio));
    pte_json_set(row, "breadth", pair(cell->breadth));
    pte_json_set(row, "concentration", pte_json_number(cell->concentration));
}

json_t *pte_cells_row(const struct pte_scene *scene, const struct pte_network *net,
                      const char *relation, const struct pte_cells *cells, size_t c,
                      enum pte_reference reference, enum pte_language language)
{
    const struct pte_cell *cell = &cells->cell[c];
    const struct pte_verdict_case verdict =
        verdict_case(scene, net, relation, cells, c, reference);
    json_t *row = json_object(), *sentences = json_object();

    pte_json_set(row, "country", pte_json_words(verdict.country));
    pte_json_set(row, "relation", pte_json_words(relation == NULL ? "any" : relation));
    pte_json_set(row, "from", pte_json_words(verdict.from));
    pte_json_set(row, "to", pte_json_words(verdict.to));
    set_counts(row, cell);
    set_numbers(row, cell, reference);
    pte_json_set(
        row, "busiest",
        cell->busiest == PTE_NOBODY
            ? json_null()
            : pte_json_words(pte_network_actor(net, cell->busiest)->organization->id));
    pte_json_set(row, "response_rate",
                 pte_json_number((double)verdict.answered / (double)verdict.asked));
    pte_json_set(row, "verdict_code", pte_json_words(pte_verdict_code(cell->verdict)));
    pte_json_set(row, "verdict", words_of(&verdict, language, pte_verdict_sentence));
    for (int l = 0; l < PTE_LANGUAGES; l++)
        pte_json_set(sentences, pte_language_code((enum pte_language)l),
                     words_of(&verdict, (enum pte_language)l, pte_verdict_sentence));
    pte_json_set(row, "sentences", sentences);
    pte_json_set(row, "label", words_of(&verdict, language, pte_verdict_label));
    return row;
}

bool pte_cells_headline(const struct pte_scene *scene, const struct pte_network *net,
                        const struct pte_cells *cells, enum pte_language language,
                        struct pte_text *sentence)
{
    struct pte_verdict_case verdict;
    size_t best = cells->n;

    for (size_t c = 0; c < cells->n; c++) {
        const struct pte_cell *cell = &cells->cell[c];

        if (cell->from == cell->to)
            continue;
        if (best == cells->n ||
            (cell->verdict == PTE_GAP && (cells->cell[best].verdict != PTE_GAP ||
                                          cell->ratio < cells->cell[best].ratio)))
            best = c;
    }
    if (best == cells->n)
        return false;
    verdict =
        verdict_case(scene, net, scene->selection.relation, cells, best, PTE_NULL_MODEL);
    pte_verdict_sentence(&verdict, language, sentence);
    return true;
}
