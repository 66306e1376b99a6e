/* importers/graphs/formats.h - the readers of graph files, one for each format.
 *
 * Each fills an empty graph whose `shown` is set, and reads no other file. What it
 * leaves out it notes. A text is UTF-8 (importers/encoding.h); XML says its own encoding.
 */
#ifndef PTE_IMPORTERS_GRAPHS_FORMATS_H
#define PTE_IMPORTERS_GRAPHS_FORMATS_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;
struct pte_graph;

/**
 * Pajek: *Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist, *Matrix, also of several
 * relations (:2 "name"); of a project (.paj) the first network, and its partitions as
 * attributes of the nodes. A tie without value counts 1.
 *
 * Fails   PTE_EINPUT
 */
bool pte_graph_read_pajek(const char *text, size_t length, struct pte_graph *graph,
                          struct pte_error *err);

/**
 * UCINET DL: fullmatrix, lowerhalf, upperhalf, edgelist1, edgelist2, nodelist1,
 * nodelist2; labels listed or embedded, several matrices, two modes. Labels are compared
 * without case.
 *
 * Fails   PTE_EINPUT
 */
bool pte_graph_read_dl(const char *text, size_t length, struct pte_graph *graph,
                       struct pte_error *err);

/**
 * VNA of NetDraw and Gephi: *Node data, *Tie data. Each numeric column of the ties is a
 * relation, but one called strength or weight is the strength of the only one.
 *
 * Fails   PTE_EINPUT
 */
bool pte_graph_read_vna(const char *text, size_t length, struct pte_graph *graph,
                        struct pte_error *err);

/**
 * GraphML and GEXF. A document type is refused, entities are never fetched. Several
 * graphs share their nodes by id; each is a relation.
 *
 * Fails   PTE_EINPUT not well-formed, a document type, too deep
 */
bool pte_graph_read_graphml(const char *bytes, size_t length, struct pte_graph *graph,
                            struct pte_error *err);
bool pte_graph_read_gexf(const char *bytes, size_t length, struct pte_graph *graph,
                         struct pte_error *err);

#endif
