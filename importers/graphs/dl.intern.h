/* importers/graphs/dl.intern.h - a DL file being read: what its header said. */
#ifndef PTE_IMPORTERS_GRAPHS_DL_INTERN_H
#define PTE_IMPORTERS_GRAPHS_DL_INTERN_H

#include "core/base/text.h"
#include "importers/graphs/graph.h"
#include "importers/graphs/scan.h"

enum pte_dl_format {
    PTE_DL_FULL,
    PTE_DL_LOWER,
    PTE_DL_UPPER,
    PTE_DL_EDGES,
    PTE_DL_EDGES_TWO,
    PTE_DL_LISTS,
    PTE_DL_LISTS_TWO
};

enum pte_dl_labels { PTE_DL_ROWS, PTE_DL_COLUMNS, PTE_DL_LEVELS };

struct pte_dl {
    struct pte_graph *graph;
    struct pte_scan scan;
    struct pte_text word, key;
    size_t length;          /* of the text */
    uint32_t rows, columns; /* columns 0 = one mode */
    uint32_t matrices;
    enum pte_dl_format format;
    bool is_diagonal_absent, are_embedded, has_rows;
    const char **levels;
    size_t n_levels, room_levels;
};

static inline uint32_t pte_dl_across(const struct pte_dl *dl)
{
    return dl->columns > 0 ? dl->columns : dl->rows;
}

static inline uint32_t pte_dl_nodes(const struct pte_dl *dl)
{
    return dl->rows + dl->columns;
}

/** Fails with the file, the line and a sentence that goes on from there. */
bool pte_dl_fail(const struct pte_dl *dl, const char *sentence, struct pte_error *err);

/** The node of a label, compared without case; added if it is new. */
bool pte_dl_node(struct pte_dl *dl, const char *label, uint32_t line, uint32_t *node,
                 bool *is_new, struct pte_error *err);
bool pte_dl_find(struct pte_dl *dl, const char *label, uint32_t *node);

/** Nodes without a label are called by their number. */
bool pte_dl_number_nodes(struct pte_dl *dl, struct pte_error *err);

/** Reads what stands behind `data:`. */
bool pte_dl_read_data(struct pte_dl *dl, struct pte_error *err);

#endif
