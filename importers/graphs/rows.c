/* importers/graphs/rows.c - nodes and ties of a graph as the rows of plain tables. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "core/base/memory.h"
#include "core/base/number.h"
#include "importers/graphs/graph.h"
#include "importers/graphs/graphs.intern.h"
#include "importers/rows.h"

static const char *const attributes[] = {"acronym", "kind",   "side",     "country",
                                         "region",  "parent", "women_led"};

enum { FIRST = 3, ATTRIBUTES = sizeof(attributes) / sizeof(attributes[0]), CELLS = 10 };

#define NONE UINT32_MAX

struct graph_rows {
    const struct pte_graph *graph;
    uint32_t sector, known[ATTRIBUTES]; /* NONE = the file has no such attribute */
    const char *unsaid;
    bool has_weights, has_header;
    size_t at;
    struct pte_row row;
    const char *cells[CELLS];
    char number[PTE_NUMBER_BYTES];
};

bool pte_graph_is_read(const char *attribute)
{
    for (size_t i = 0; i < ATTRIBUTES; i++)
        if (strcasecmp(attributes[i], attribute) == 0)
            return true;
    return false;
}

static const struct pte_row *give(struct graph_rows *rows, uint32_t line, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (rows->cells[i] == NULL)
            rows->cells[i] = "";
    rows->row = (struct pte_row){line, n, n, rows->cells};
    return &rows->row;
}

static const char *value_of(const struct graph_rows *rows, uint32_t attribute)
{
    return attribute != NONE ? pte_graph_get(rows->graph, (uint32_t)rows->at, attribute)
                             : NULL;
}

static bool next_node(void *data, const struct pte_row **row, struct pte_error *err)
{
    struct graph_rows *rows = data;
    const struct pte_graph *graph = rows->graph;
    const struct pte_graph_node *node;

    (void)err;
    *row = NULL;
    if (!rows->has_header) {
        rows->has_header = true;
        rows->cells[0] = "id";
        rows->cells[1] = "name";
        rows->cells[2] = "sector";
        memcpy(rows->cells + FIRST, attributes, sizeof(attributes));
        *row = give(rows, 0, FIRST + ATTRIBUTES);
        return true;
    }
    if (rows->at == graph->n_nodes)
        return true;
    node = &graph->nodes[rows->at];
    rows->cells[0] = node->id;
    rows->cells[1] = node->label != NULL ? node->label : node->id;
    rows->cells[2] = value_of(rows, rows->sector);
    if (rows->cells[2] == NULL)
        rows->cells[2] = rows->unsaid;
    for (size_t i = 0; i < ATTRIBUTES; i++)
        rows->cells[FIRST + i] = value_of(rows, rows->known[i]);
    rows->at++;
    *row = give(rows, node->line, FIRST + ATTRIBUTES);
    return true;
}

static bool next_tie(void *data, const struct pte_row **row, struct pte_error *err)
{
    struct graph_rows *rows = data;
    const struct pte_graph *graph = rows->graph;
    const uint32_t n = rows->has_weights ? 5 : 4;
    const struct pte_graph_tie *tie;

    (void)err;
    *row = NULL;
    if (!rows->has_header) {
        static const char *const header[] = {"source", "target", "relation", "directed",
                                             "weight"};

        rows->has_header = true;
        memcpy(rows->cells, header, sizeof(header));
        *row = give(rows, 0, n);
        return true;
    }
    if (rows->at == graph->n_ties)
        return true;
    tie = &graph->ties[rows->at++];
    rows->cells[0] = graph->nodes[tie->source].id;
    rows->cells[1] = graph->nodes[tie->target].id;
    rows->cells[2] = graph->relations[tie->relation];
    if (rows->cells[2][0] == '\0')
        rows->cells[2] = "tie";
    rows->cells[3] = tie->is_directed ? "yes" : "no";
    rows->cells[4] = pte_number_text(isnan(tie->weight) ? 1 : tie->weight, rows->number);
    *row = give(rows, tie->line, n);
    return true;
}

static size_t done(const void *data)
{
    return ((const struct graph_rows *)data)->at;
}

static void free_rows(void *data)
{
    pte_free(&data);
}

static const struct pte_rows_kind node_kind = {
    .next = next_node, .done = done, .free = free_rows};
static const struct pte_rows_kind tie_kind = {
    .next = next_tie, .done = done, .free = free_rows};

static uint32_t find(const struct pte_graph *graph, const char *attribute)
{
    uint32_t found = NONE;

    if (attribute != NULL)
        pte_graph_attribute(graph, attribute, &found);
    return found;
}

void pte_graph_node_rows(const struct pte_graph *graph, const char *sector,
                         const char *unsaid, struct pte_rows *rows)
{
    struct graph_rows *made = pte_alloc(1, sizeof(*made));

    made->graph = graph;
    made->sector = find(graph, sector);
    for (size_t i = 0; i < ATTRIBUTES; i++)
        made->known[i] = find(graph, attributes[i]);
    made->unsaid = unsaid;
    *rows = (struct pte_rows){&node_kind, made, graph->n_nodes};
}

void pte_graph_tie_rows(const struct pte_graph *graph, struct pte_rows *rows)
{
    struct graph_rows *made = pte_alloc(1, sizeof(*made));

    made->graph = graph;
    for (size_t i = 0; i < graph->n_ties && !made->has_weights; i++)
        made->has_weights = !isnan(graph->ties[i].weight);
    *rows = (struct pte_rows){&tie_kind, made, graph->n_ties};
}
