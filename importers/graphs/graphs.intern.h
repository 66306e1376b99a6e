/* importers/graphs/graphs.intern.h - which format a file is, and its graph as rows. */
#ifndef PTE_IMPORTERS_GRAPHS_INTERN_H
#define PTE_IMPORTERS_GRAPHS_INTERN_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;
struct pte_graph;
struct pte_rows;

/** One format of graph files. */
struct pte_graph_format {
    const char *name; /* as people call it */
    bool is_xml;
    bool (*read)(const char *bytes, size_t length, struct pte_graph *graph,
                 struct pte_error *err);
};

/** The format of a file by its first bytes, else by the ending of its name; NULL = it is
 * no graph file. One whose `read` is NULL is known, but cannot be read: UCINET's own. */
const struct pte_graph_format *pte_graph_sniff(const char *path, const char *bytes,
                                               size_t length);

/**
 * The nodes as rows id, name, sector and what else plain tables have.
 *
 * sector  the attribute that tells it; NULL = none does
 * unsaid  the sector of nodes that say none; NULL = blank
 * rows    out: released by pte_rows_release; graph must live as long
 */
void pte_graph_node_rows(const struct pte_graph *graph, const char *sector,
                         const char *unsaid, struct pte_rows *rows);

/** Whether nodes have an attribute that pte_graph_node_rows gives of itself. */
bool pte_graph_is_read(const char *attribute);

/** The ties as rows source, target, relation, weight, directed; weight only if the file
 * has any: a tie without one then counts 1. */
void pte_graph_tie_rows(const struct pte_graph *graph, struct pte_rows *rows);

#endif
