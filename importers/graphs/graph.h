/* importers/graphs/graph.h - what a graph file said, whatever its format.
 *
 * Every reader of a format fills one such graph; importers/graphs/graphs.c makes a survey
 * of it, by the way of plain tables. Nothing here is allocated from a number a file
 * merely declares. All zero is an empty graph. */
#ifndef PTE_IMPORTERS_GRAPHS_GRAPH_H
#define PTE_IMPORTERS_GRAPHS_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/memory.h"
#include "importers/index.h"

struct pte_error;

enum {
    PTE_GRAPH_NODES = 2000000,
    PTE_GRAPH_TIES = 20000000,
    PTE_GRAPH_RELATIONS = 1024,
    PTE_GRAPH_ATTRIBUTES = 4096,
    PTE_GRAPH_NOTES = 500, /* of faults, and of what is no fault */
    PTE_GRAPH_DEPTH = 32
};

struct pte_graph_value {
    struct pte_graph_value *next;
    uint32_t attribute;
    const char *text;
};

struct pte_graph_attribute {
    const char *name;
    const char *otherwise; /* of nodes that say nothing; NULL = nothing */
};

struct pte_graph_node {
    const char *id;     /* what the ties call it */
    const char *own_id; /* a better one, used if every node has its own; NULL = none */
    const char *label;  /* NULL = none */
    uint32_t line;
    uint32_t part; /* which of the file's graphs names it first; 0 = only a tie does */
    struct pte_graph_value *values; /* the last one set first */
};

struct pte_graph_tie {
    uint32_t source, target, relation;
    uint32_t line;
    double weight; /* NaN = not said */
    bool is_directed;
};

struct pte_graph_note {
    const char *code; /* stable: "nested_graph", "two_mode", ... */
    bool is_fault;
    uint32_t line;              /* 0 = the whole file */
    const char *value, *advice; /* NULL = none */
    const char *sentence;
};

struct pte_graph {
    const char *shown; /* what sentences call the file; lent */
    struct pte_graph_node *nodes;
    size_t n_nodes, room_nodes;
    struct pte_graph_tie *ties;
    size_t n_ties, room_ties;
    const char **relations; /* "" = the file does not name it */
    size_t n_relations, room_relations;
    struct pte_graph_attribute *attributes; /* of nodes */
    size_t n_attributes, room_attributes;
    struct pte_graph_note *notes;
    size_t n_notes, room_notes, n_faults;
    struct pte_index ids, relation_names, attribute_names;
    struct pte_arena arena;
};

void pte_graph_release(struct pte_graph *graph);

/**
 * The node of an id; added if it is new.
 *
 * is_new  out: NULL allowed
 * Fails   PTE_EINPUT too many nodes
 */
bool pte_graph_node(struct pte_graph *graph, const char *id, uint32_t line,
                    uint32_t *node, bool *is_new, struct pte_error *err);

/** The node of an id, if it is there. */
bool pte_graph_find(const struct pte_graph *graph, const char *id, uint32_t *node);

/** The relation of a name ("" = not named); added if new. Fails PTE_EINPUT too many. */
bool pte_graph_relation(struct pte_graph *graph, const char *name, uint32_t *relation,
                        struct pte_error *err);

/** Adds a tie, copied. Fails PTE_EINPUT too many ties. */
bool pte_graph_add_tie(struct pte_graph *graph, const struct pte_graph_tie *tie,
                       struct pte_error *err);

/** Says something of a node; a blank text says nothing, and the last word counts. */
void pte_graph_set(struct pte_graph *graph, uint32_t node, const char *attribute,
                   const char *text);

/** What stands for all nodes that do not say it. */
void pte_graph_set_otherwise(struct pte_graph *graph, const char *attribute,
                             const char *text);

/** The attribute of a name, compared without case; false if there is none. */
bool pte_graph_attribute(const struct pte_graph *graph, const char *name,
                         uint32_t *attribute);

/** What was said of a node; NULL = nothing. */
const char *pte_graph_get(const struct pte_graph *graph, uint32_t node,
                          uint32_t attribute);

/** Refuses a number of nodes a file declares, before any is made: more than there may be,
 * or more than so many bytes could tell of. Fails PTE_EINPUT. */
bool pte_graph_check_declared(const struct pte_graph *graph, const char *number,
                              size_t bytes, uint32_t *n, struct pte_error *err);

/** Once all is read: nodes that only a tie names become faults. */
void pte_graph_check_parts(struct pte_graph *graph);

/** Once all is read: gives nodes their own ids, if each has one and no two the same. */
void pte_graph_settle_ids(struct pte_graph *graph);

/** Adds a note or a fault; no more than PTE_GRAPH_NOTES of each are kept. */
void pte_graph_note(struct pte_graph *graph, const char *code, uint32_t line,
                    const char *value, const char *advice, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
void pte_graph_fault(struct pte_graph *graph, const char *code, uint32_t line,
                     const char *value, const char *advice, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

#endif
