/* importers/graphs/gexf.c - GEXF 1.1 to 1.3, of Gephi and others. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "importers/graphs/formats.h"
#include "importers/graphs/graph.h"
#include "importers/graphs/markup.h"

struct gexf {
    struct pte_graph *graph;
    struct pte_markup xml;
    struct pte_text value, text, class, attribute, weight, relation;
    struct pte_index titles; /* from class and id to a graph attribute's name */
    const char **names;
    size_t n_names, room_names;
    bool is_undirected, has_graph;
    uint32_t nodes_open; /* how many <node> are around */
    uint32_t open[PTE_GRAPH_DEPTH + 2];
    struct pte_graph_tie tie;
    bool has_tie;
    bool said_times;
};

static void release_gexf(struct gexf *g)
{
    pte_markup_close(&g->xml);
    pte_index_release(&g->titles);
    pte_free(&g->names);
    pte_text_release(&g->value);
    pte_text_release(&g->text);
    pte_text_release(&g->class);
    pte_text_release(&g->attribute);
    pte_text_release(&g->weight);
    pte_text_release(&g->relation);
}

static const char *attribute(struct gexf *g, const char *name)
{
    pte_markup_attribute(&g->xml, name, &g->value);
    return pte_text_get(&g->value);
}

static bool add_title(struct gexf *g, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text key = {0};
    uint32_t kept;

    if (g->n_names == PTE_GRAPH_ATTRIBUTES)
        return pte_fail(err, PTE_EINPUT, "'%s' has more than %d attributes",
                        g->graph->shown, PTE_GRAPH_ATTRIBUTES);
    pte_text_addf(&key, "%s %s", pte_text_get(&g->class), attribute(g, "id"));
    pte_text_clear(&g->attribute);
    pte_text_add(&g->attribute, attribute(g, "title"));
    if (pte_index_add(&g->titles, key.bytes, key.length, (uint32_t)g->n_names, &kept)) {
        pte_grow(&g->names, g->n_names, &g->room_names, sizeof(*g->names));
        g->names[g->n_names++] =
            pte_arena_text(&g->graph->arena, pte_text_get(&g->attribute));
    }
    return true;
}

/* The title of what an <attvalue> says; NULL = not declared. */
static const char *title_of(struct gexf *g, const char *class)
{
    PTE_AUTO(pte_text_release) struct pte_text key = {0};
    const char *id = attribute(g, "for");
    uint32_t found;

    if (id[0] == '\0')
        id = attribute(g, "id"); /* as GEXF 1.0 called it */
    pte_text_addf(&key, "%s %s", class, id);
    return pte_index_find(&g->titles, key.bytes, key.length, &found) ? g->names[found]
                                                                     : NULL;
}

static bool begin_node(struct gexf *g, struct pte_error *err)
{
    const char *id = attribute(g, "id");
    struct pte_graph_node *node;
    uint32_t at;

    if (id[0] == '\0') {
        pte_graph_fault(g->graph, "missing_id", g->xml.line, NULL, "give it an id",
                        "this node has no id");
        at = UINT32_MAX;
    } else {
        if (!pte_graph_node(g->graph, id, g->xml.line, &at, NULL, err))
            return false;
        node = &g->graph->nodes[at];
        if (node->part > 0)
            pte_graph_note(
                g->graph, "duplicate_node", g->xml.line, id, "take one of them out",
                "line %u has a node of this id, too; they are taken as one", node->line);
        else
            node->line = g->xml.line;
        node->part = 1;
        if (attribute(g, "label")[0] != '\0')
            node->label = pte_arena_text(&g->graph->arena, pte_text_get(&g->value));
    }
    if (g->nodes_open == 1)
        pte_graph_note(g->graph, "nested_graph", g->xml.line, NULL, NULL,
                       "a node inside a node is taken as if it stood outside");
    g->open[g->nodes_open++] = at;
    return true;
}

static bool end_of_edge(struct gexf *g, const char *name, uint32_t *node,
                        struct pte_error *err)
{
    const char *id = attribute(g, name);

    if (id[0] != '\0')
        return pte_graph_node(g->graph, id, g->xml.line, node, NULL, err);
    pte_graph_fault(g->graph, "bad_tie", g->xml.line, NULL, "take it out",
                    "this tie has no %s", name);
    g->has_tie = false;
    return true;
}

static bool begin_edge(struct gexf *g, struct pte_error *err)
{
    const char *type = attribute(g, "type");

    g->has_tie = true;
    g->tie = (struct pte_graph_tie){.line = g->xml.line, .weight = NAN};
    g->tie.is_directed =
        type[0] != '\0' ? strcmp(type, "directed") == 0 : !g->is_undirected;
    pte_text_clear(&g->relation);
    pte_text_add(&g->relation, attribute(g, "kind"));
    pte_text_clear(&g->weight);
    pte_text_add(&g->weight, attribute(g, "weight"));
    return end_of_edge(g, "source", &g->tie.source, err) &&
           end_of_edge(g, "target", &g->tie.target, err);
}

static bool finish_edge(struct gexf *g, struct pte_error *err)
{
    if (!g->has_tie)
        return true;
    g->has_tie = false;
    if (g->weight.length > 0 &&
        !pte_number_read(pte_text_get(&g->weight), '.', &g->tie.weight)) {
        pte_graph_fault(g->graph, "bad_weight", g->tie.line, pte_text_get(&g->weight),
                        "write a number such as 3 or 4.5",
                        "the weight of this tie is no number");
        return true;
    }
    return pte_graph_relation(g->graph, pte_text_get(&g->relation), &g->tie.relation,
                              err) &&
           pte_graph_add_tie(g->graph, &g->tie, err);
}

static void take_value(struct gexf *g)
{
    const char *title = title_of(g, g->has_tie ? "edge" : "node");
    const uint32_t node = g->nodes_open > 0 ? g->open[g->nodes_open - 1] : UINT32_MAX;

    if (title == NULL)
        return;
    if (!g->said_times && (pte_markup_attribute(&g->xml, "timestamp", &g->value) ||
                           pte_markup_attribute(&g->xml, "start", &g->value))) {
        g->said_times = true;
        pte_graph_note(g->graph, "values_in_time", g->xml.line, NULL,
                       "export the moment you want",
                       "values that change in time: the last one counts");
    }
    if (!g->has_tie && node != UINT32_MAX)
        pte_graph_set(g->graph, node, title, attribute(g, "value"));
    else if (g->has_tie && strcasecmp(title, "weight") == 0) {
        pte_text_clear(&g->weight);
        pte_text_add(&g->weight, attribute(g, "value"));
    } else if (g->has_tie && strcasecmp(title, "relation") == 0) {
        pte_text_clear(&g->relation);
        pte_text_add(&g->relation, attribute(g, "value"));
    }
}

static bool begin(struct gexf *g, struct pte_error *err)
{
    const char *name = g->xml.name;

    pte_text_clear(&g->text);
    if (strcmp(name, "graph") == 0) {
        g->has_graph = true;
        g->is_undirected = strcmp(attribute(g, "defaultedgetype"), "directed") != 0;
    } else if (strcmp(name, "attributes") == 0) {
        pte_text_clear(&g->class);
        pte_text_add(&g->class, attribute(g, "class"));
    } else if (strcmp(name, "attribute") == 0) {
        return add_title(g, err);
    } else if (strcmp(name, "node") == 0) {
        return begin_node(g, err);
    } else if (strcmp(name, "edge") == 0) {
        return begin_edge(g, err);
    } else if (strcmp(name, "attvalue") == 0) {
        take_value(g);
    }
    return true;
}

static bool end(struct gexf *g, struct pte_error *err)
{
    if (strcmp(g->xml.name, "edge") == 0)
        return finish_edge(g, err);
    if (strcmp(g->xml.name, "node") == 0 && g->nodes_open > 0)
        g->nodes_open--;
    else if (strcmp(g->xml.name, "default") == 0 &&
             strcmp(pte_text_get(&g->class), "node") == 0)
        pte_graph_set_otherwise(g->graph, pte_text_get(&g->attribute),
                                pte_text_get(&g->text));
    pte_text_clear(&g->text);
    return true;
}

bool pte_graph_read_gexf(const char *bytes, size_t length, struct pte_graph *graph,
                         struct pte_error *err)
{
    PTE_AUTO(release_gexf) struct gexf g = {.graph = graph};
    enum pte_markup_event event;

    if (!pte_markup_open(bytes, length, graph->shown, &g.xml, err))
        return false;
    do {
        if (!pte_markup_next(&g.xml, &event, err) ||
            (event == PTE_MARKUP_BEGIN && !begin(&g, err)) ||
            (event == PTE_MARKUP_END && !end(&g, err)))
            return false;
        if (event == PTE_MARKUP_TEXT)
            pte_text_add(&g.text, g.xml.text);
    } while (event != PTE_MARKUP_END_OF_FILE);
    if (!g.has_graph)
        return pte_fail(err, PTE_EINPUT, "'%s' has no <graph>", graph->shown);
    pte_graph_check_parts(graph);
    return true;
}
