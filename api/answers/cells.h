/* api/answers/cells.h - the cells of each country asked about, with their verdicts. */
#ifndef PTE_API_ANSWERS_CELLS_H
#define PTE_API_ANSWERS_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "api/answers/scene.h"
#include "core/measures/cells.h"

/** What the question says of cells. */
struct pte_cells_asked {
    struct pte_cell_options options;
    const char *sectors; /* "education,labour", "all", NULL = the default */
};

/** Reads reference, sectors, seed and replicates. Fails PTE_EUSAGE */
bool pte_cells_ask(const struct pte_ask *ask, struct pte_cells_asked *asked,
                   struct pte_error *err);

/** The cells of one network of one country. Fails as pte_cells_compute; PTE_EUSAGE no
 * such sector */
bool pte_cells_of(const struct pte_network *net, const struct pte_cells_asked *asked,
                  struct pte_progress *progress, struct pte_cells *cells,
                  struct pte_error *err);

/** One cell as a row of `data.cells`, with its sentence in all languages. */
json_t *pte_cells_row(const struct pte_scene *scene, const struct pte_network *net,
                      const char *relation, const struct pte_cells *cells, size_t c,
                      enum pte_reference reference, enum pte_language language);

/** The sentence that stands for a country: its clearest gap between two sectors, else
 * its first cell of two. Returns false if it has none. */
bool pte_cells_headline(const struct pte_scene *scene, const struct pte_network *net,
                        const struct pte_cells *cells, enum pte_language language,
                        struct pte_text *sentence);

#endif
