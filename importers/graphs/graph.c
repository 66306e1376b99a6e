/* importers/graphs/graph.c - what a graph file said, whatever its format. */
#include "importers/graphs/graph.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/number.h"

enum { SENTENCE_BYTES = 400 };

void pte_graph_release(struct pte_graph *graph)
{
    pte_free(&graph->nodes);
    pte_free(&graph->ties);
    pte_free(&graph->relations);
    pte_free(&graph->attributes);
    pte_free(&graph->notes);
    pte_index_release(&graph->ids);
    pte_index_release(&graph->relation_names);
    pte_index_release(&graph->attribute_names);
    pte_arena_release(&graph->arena);
    *graph = (struct pte_graph){0};
}

static bool fail_too_many(const struct pte_graph *graph, size_t most, const char *what,
                          struct pte_error *err)
{
    pte_fail(err, PTE_EINPUT, "'%s' has more than %zu %s", graph->shown, most, what);
    return pte_hint(err, "import a part of it");
}

bool pte_graph_find(const struct pte_graph *graph, const char *id, uint32_t *node)
{
    return pte_index_find(&graph->ids, id, strlen(id), node);
}

bool pte_graph_node(struct pte_graph *graph, const char *id, uint32_t line,
                    uint32_t *node, bool *is_new, struct pte_error *err)
{
    const bool added =
        pte_index_add(&graph->ids, id, strlen(id), (uint32_t)graph->n_nodes, node);

    if (is_new != NULL)
        *is_new = added;
    if (!added)
        return true;
    if (graph->n_nodes == PTE_GRAPH_NODES)
        return fail_too_many(graph, PTE_GRAPH_NODES, "nodes", err);
    pte_grow(&graph->nodes, graph->n_nodes, &graph->room_nodes, sizeof(*graph->nodes));
    graph->nodes[graph->n_nodes++] =
        (struct pte_graph_node){.id = pte_arena_text(&graph->arena, id), .line = line};
    return true;
}

bool pte_graph_relation(struct pte_graph *graph, const char *name, uint32_t *relation,
                        struct pte_error *err)
{
    if (!pte_index_add(&graph->relation_names, name, strlen(name),
                       (uint32_t)graph->n_relations, relation))
        return true;
    if (graph->n_relations == PTE_GRAPH_RELATIONS)
        return fail_too_many(graph, PTE_GRAPH_RELATIONS, "relations", err);
    pte_grow(&graph->relations, graph->n_relations, &graph->room_relations,
             sizeof(*graph->relations));
    graph->relations[graph->n_relations++] = pte_arena_text(&graph->arena, name);
    return true;
}

bool pte_graph_add_tie(struct pte_graph *graph, const struct pte_graph_tie *tie,
                       struct pte_error *err)
{
    if (graph->n_ties == PTE_GRAPH_TIES)
        return fail_too_many(graph, PTE_GRAPH_TIES, "ties", err);
    pte_grow(&graph->ties, graph->n_ties, &graph->room_ties, sizeof(*graph->ties));
    graph->ties[graph->n_ties++] = *tie;
    return true;
}

bool pte_graph_attribute(const struct pte_graph *graph, const char *name,
                         uint32_t *attribute)
{
    for (size_t i = 0; i < graph->n_attributes; i++)
        if (strcasecmp(graph->attributes[i].name, name) == 0) {
            *attribute = (uint32_t)i;
            return true;
        }
    return false;
}

/* Names that differ in case only are one attribute: the index spares the search. */
static bool attribute_of(struct pte_graph *graph, const char *name, uint32_t *attribute)
{
    if (pte_index_find(&graph->attribute_names, name, strlen(name), attribute))
        return true;
    if (!pte_graph_attribute(graph, name, attribute)) {
        if (graph->n_attributes == PTE_GRAPH_ATTRIBUTES)
            return false;
        *attribute = (uint32_t)graph->n_attributes;
        pte_grow(&graph->attributes, graph->n_attributes, &graph->room_attributes,
                 sizeof(*graph->attributes));
        graph->attributes[graph->n_attributes++] =
            (struct pte_graph_attribute){.name = pte_arena_text(&graph->arena, name)};
    }
    if (graph->attribute_names.n < PTE_GRAPH_ATTRIBUTES) {
        uint32_t kept;

        pte_index_add(&graph->attribute_names, name, strlen(name), *attribute, &kept);
    }
    return true;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

void pte_graph_set(struct pte_graph *graph, uint32_t node, const char *attribute,
                   const char *text)
{
    struct pte_graph_value *value;
    uint32_t known;

    if (is_blank(attribute) || is_blank(text) || !attribute_of(graph, attribute, &known))
        return;
    value = pte_arena_alloc(&graph->arena, sizeof(*value));
    *value = (struct pte_graph_value){.next = graph->nodes[node].values,
                                      .attribute = known,
                                      .text = pte_arena_text(&graph->arena, text)};
    graph->nodes[node].values = value;
}

void pte_graph_set_otherwise(struct pte_graph *graph, const char *attribute,
                             const char *text)
{
    uint32_t known;

    if (!is_blank(attribute) && !is_blank(text) && attribute_of(graph, attribute, &known))
        graph->attributes[known].otherwise = pte_arena_text(&graph->arena, text);
}

const char *pte_graph_get(const struct pte_graph *graph, uint32_t node,
                          uint32_t attribute)
{
    for (const struct pte_graph_value *value = graph->nodes[node].values; value != NULL;
         value = value->next)
        if (value->attribute == attribute)
            return value->text;
    return graph->attributes[attribute].otherwise;
}

bool pte_graph_check_declared(const struct pte_graph *graph, const char *number,
                              size_t bytes, uint32_t *n, struct pte_error *err)
{
    long declared;

    if (number[0] == '\0' || number[strspn(number, "0123456789")] != '\0')
        return pte_fail(err, PTE_EINPUT,
                        "'%s' says '%.40s' where a number of nodes must stand",
                        graph->shown, number);
    if (!pte_number_read_whole(number, 0, PTE_GRAPH_NODES, &declared)) {
        pte_fail(err, PTE_EINPUT, "'%s' declares %.40s nodes, more than %d", graph->shown,
                 number, PTE_GRAPH_NODES);
        return pte_hint(err, "correct the number, or import a part of it");
    }
    if ((size_t)declared > bytes) {
        pte_fail(err, PTE_EINPUT, "'%s' declares %ld nodes, but is too short for them",
                 graph->shown, declared);
        return pte_hint(err, "correct the number; was the file cut off?");
    }
    *n = (uint32_t)declared;
    return true;
}

void pte_graph_check_parts(struct pte_graph *graph)
{
    for (size_t i = 0; i < graph->n_nodes; i++)
        if (graph->nodes[i].part == 0)
            pte_graph_fault(graph, "unknown_node", graph->nodes[i].line,
                            graph->nodes[i].id, "add the node, or take the tie out",
                            "a tie names a node that the file does not have");
}

void pte_graph_settle_ids(struct pte_graph *graph)
{
    PTE_AUTO(pte_index_release) struct pte_index seen = {0};
    uint32_t known;

    for (size_t i = 0; i < graph->n_nodes; i++) {
        const char *own = graph->nodes[i].own_id;

        if (own == NULL || is_blank(own) ||
            !pte_index_add(&seen, own, strlen(own), (uint32_t)i, &known))
            return;
    }
    for (size_t i = 0; i < graph->n_nodes; i++)
        graph->nodes[i].id = graph->nodes[i].own_id;
}

static void add_note(struct pte_graph *graph, const struct pte_graph_note *note)
{
    struct pte_arena *arena = &graph->arena;
    const size_t kept =
        note->is_fault ? graph->n_faults : graph->n_notes - graph->n_faults;

    if (kept == PTE_GRAPH_NOTES)
        return;
    graph->n_faults += note->is_fault;
    pte_grow(&graph->notes, graph->n_notes, &graph->room_notes, sizeof(*graph->notes));
    graph->notes[graph->n_notes++] =
        (struct pte_graph_note){.code = note->code,
                                .is_fault = note->is_fault,
                                .line = note->line,
                                .value = pte_arena_text(arena, note->value),
                                .advice = pte_arena_text(arena, note->advice),
                                .sentence = pte_arena_text(arena, note->sentence)};
}

#define NOTE(fault)                                                                      \
    do {                                                                                 \
        char sentence[SENTENCE_BYTES];                                                   \
        va_list args;                                                                    \
                                                                                         \
        va_start(args, format);                                                          \
        vsnprintf(sentence, sizeof(sentence), format, args);                             \
        va_end(args);                                                                    \
        add_note(graph,                                                                  \
                 &(struct pte_graph_note){code, fault, line, value, advice, sentence});  \
    } while (0)

void pte_graph_note(struct pte_graph *graph, const char *code, uint32_t line,
                    const char *value, const char *advice, const char *format, ...)
{
    NOTE(false);
}

void pte_graph_fault(struct pte_graph *graph, const char *code, uint32_t line,
                     const char *value, const char *advice, const char *format, ...)
{
    NOTE(true);
}
