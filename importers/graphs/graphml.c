/* importers/graphs/graphml.c - GraphML as SocNetV, yEd, igraph, Gephi and others write.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "importers/graphs/formats.h"
#include "importers/graphs/graph.h"
#include "importers/graphs/markup.h"

enum kind { OTHER, GRAPH, NODE, EDGE, DATA, KEY, DEFAULT, DESC, NODE_LABEL };

/* A <key>: what the data of that name are. */
struct key {
    const char *name;
    bool is_of_nodes;
    bool is_left_out; /* said of a tie, and told already */
};

/* One element that is open. */
struct open {
    enum kind kind;
    uint32_t key;  /* data, key */
    uint32_t node; /* node */
    bool is_undirected;
    const char *name; /* of a graph */
};

struct graphml {
    struct pte_graph *graph;
    struct pte_markup xml;
    struct open open[PTE_GRAPH_DEPTH + 2];
    struct key *keys;
    size_t n_keys, room_keys;
    struct pte_index key_ids; /* from domain and id */
    uint32_t graphs;
    struct pte_text value, text, relation, weight;
    struct pte_graph_tie tie;
    bool has_tie;
};

static void release_graphml(struct graphml *g)
{
    pte_markup_close(&g->xml);
    pte_index_release(&g->key_ids);
    pte_free(&g->keys);
    pte_text_release(&g->value);
    pte_text_release(&g->text);
    pte_text_release(&g->relation);
    pte_text_release(&g->weight);
}

static const char *attribute(struct graphml *g, const char *name)
{
    pte_markup_attribute(&g->xml, name, &g->value);
    return pte_text_get(&g->value);
}

/* A key is found under its domain ("node", "edge", "all") and its id. */
static bool key_slot(struct graphml *g, const char *domain, const char *id,
                     uint32_t value, bool adds, uint32_t *found)
{
    PTE_AUTO(pte_text_release) struct pte_text key = {0};

    pte_text_addf(&key, "%s %s", domain, id);
    if (!adds)
        return pte_index_find(&g->key_ids, key.bytes, key.length, found);
    return pte_index_add(&g->key_ids, key.bytes, key.length, value, found);
}

static bool add_key(struct graphml *g, struct open *open, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text id = {0};
    struct key key = {0};
    const char *name, *domain;
    uint32_t kept;

    if (g->n_keys == PTE_GRAPH_ATTRIBUTES)
        return pte_fail(err, PTE_EINPUT, "'%s' has more than %d keys", g->graph->shown,
                        PTE_GRAPH_ATTRIBUTES);
    pte_text_add(&id, attribute(g, "id"));
    name = attribute(g, "attr.name");
    key.name =
        pte_arena_text(&g->graph->arena, name[0] != '\0' ? name : pte_text_get(&id));
    domain = attribute(g, "for");
    if (domain[0] == '\0')
        domain = "all";
    key.is_of_nodes = strcmp(domain, "node") == 0 || strcmp(domain, "all") == 0;
    pte_grow(&g->keys, g->n_keys, &g->room_keys, sizeof(*g->keys));
    g->keys[g->n_keys] = key;
    open->key = (uint32_t)g->n_keys++;
    key_slot(g, domain, pte_text_get(&id), open->key, /* adds */ true, &kept);
    return true;
}

/* The key of a <data>, by the element it is about. */
static uint32_t find_key(struct graphml *g, enum kind about)
{
    const char *domain = about == NODE ? "node" : about == EDGE ? "edge" : "graph";
    const char *id = attribute(g, "key");
    uint32_t found = PTE_GRAPH_ATTRIBUTES;

    if (!key_slot(g, domain, id, 0, /* adds */ false, &found))
        key_slot(g, "all", id, 0, /* adds */ false, &found);
    return found;
}

static void begin_graph(struct graphml *g, struct open *open, const struct open *parent)
{
    const char *id;
    char name[32];

    open->is_undirected = strcmp(attribute(g, "edgedefault"), "undirected") == 0;
    if (parent != NULL && parent->kind == NODE) {
        pte_graph_note(g->graph, "nested_graph", g->xml.line, NULL, NULL,
                       "a graph inside a node: its nodes and ties are taken as if they "
                       "stood outside");
        for (const struct open *above = parent; above >= g->open; above--)
            if (above->kind == GRAPH)
                open->name = above->name;
        return;
    }
    g->graphs++;
    id = attribute(g, "id");
    snprintf(name, sizeof(name), "relation_%u", g->graphs);
    open->name = pte_arena_text(&g->graph->arena, id[0] != '\0' ? id : name);
}

static bool begin_node(struct graphml *g, struct open *open, struct pte_error *err)
{
    const char *id = attribute(g, "id");
    struct pte_graph_node *node;
    const uint32_t line = g->xml.line;

    open->kind = OTHER;
    if (id[0] == '\0') {
        pte_graph_fault(g->graph, "missing_id", line, NULL, "give it an id",
                        "this node has no id");
        return true;
    }
    if (!pte_graph_node(g->graph, id, line, &open->node, NULL, err))
        return false;
    open->kind = NODE;
    node = &g->graph->nodes[open->node];
    if (node->part == g->graphs && node->part > 0)
        pte_graph_note(g->graph, "duplicate_node", line, id, "take one of them out",
                       "line %u has a node of this id, too; they are taken as one",
                       node->line);
    if (node->part == 0) {
        node->line = line;
        node->part = g->graphs > 0 ? g->graphs : 1;
    }
    return true;
}

static bool end_of_edge(struct graphml *g, const char *name, uint32_t *node,
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

static bool begin_edge(struct graphml *g, const struct open *graph, struct pte_error *err)
{
    const char *directed;

    g->has_tie = true;
    g->tie = (struct pte_graph_tie){.line = g->xml.line, .weight = NAN};
    pte_text_clear(&g->relation);
    pte_text_clear(&g->weight);
    if (graph != NULL && graph->kind == GRAPH)
        pte_text_add(&g->relation, graph->name);
    directed = attribute(g, "directed");
    g->tie.is_directed =
        strcmp(directed, "true") == 0 ||
        (strcmp(directed, "false") != 0 && !(graph != NULL && graph->is_undirected));
    return end_of_edge(g, "source", &g->tie.source, err) &&
           end_of_edge(g, "target", &g->tie.target, err);
}

static bool finish_edge(struct graphml *g, struct pte_error *err)
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

/* A label counts before a name, a name before a description. */
static void set_label(struct graphml *g, uint32_t node, const char *text, bool is_sure)
{
    PTE_AUTO(pte_free) char *clean = pte_text_clean(text);
    struct pte_graph_node *known = &g->graph->nodes[node];

    if (clean[0] != '\0' && (is_sure || known->label == NULL))
        known->label = pte_arena_text(&g->graph->arena, clean);
}

static void data_of_node(struct graphml *g, uint32_t node, const char *name)
{
    const char *text = pte_text_get(&g->text);

    if (strcasecmp(name, "label") == 0)
        set_label(g, node, text, /* is_sure */ true);
    else if (strcasecmp(name, "name") == 0)
        set_label(g, node, text, /* is_sure */ false);
    else if (strcasecmp(name, "id") == 0)
        g->graph->nodes[node].own_id = pte_arena_text(&g->graph->arena, text);
    else
        pte_graph_set(g->graph, node, name, text);
}

static void data_of_edge(struct graphml *g, struct key *key)
{
    struct pte_text *kept = strcasecmp(key->name, "weight") == 0 ? &g->weight
                            : strcasecmp(key->name, "relation") == 0 ||
                                    strcasecmp(key->name, "networkCanvasType") == 0
                                ? &g->relation
                                : NULL;

    if (kept != NULL && g->text.length > 0) {
        pte_text_clear(kept);
        pte_text_add(kept, pte_text_get(&g->text));
    }
    if (kept != NULL || key->is_left_out || g->text.length == 0)
        return;
    key->is_left_out = true;
    pte_graph_note(g->graph, "unread_tie_attribute", g->xml.line, key->name,
                   "call it weight or relation if it is that",
                   "this attribute of ties is left out");
}

static void finish_data(struct graphml *g, const struct open *data,
                        const struct open *about)
{
    if (data->key == PTE_GRAPH_ATTRIBUTES || about == NULL)
        return;
    if (about->kind == NODE)
        data_of_node(g, about->node, g->keys[data->key].name);
    else if (about->kind == EDGE)
        data_of_edge(g, &g->keys[data->key]);
}

static enum kind kind_of(const char *name)
{
    static const struct {
        const char *name;
        enum kind kind;
    } kinds[] = {{"graph", GRAPH}, {"node", NODE},
                 {"edge", EDGE},   {"data", DATA},
                 {"key", KEY},     {"default", DEFAULT},
                 {"desc", DESC},   {"NodeLabel", NODE_LABEL}};

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].kind;
    return OTHER;
}

static bool begin(struct graphml *g, struct pte_error *err)
{
    struct open *open = &g->open[g->xml.depth];
    const struct open *parent = g->xml.depth > 0 ? open - 1 : NULL;

    *open = (struct open){.kind = kind_of(g->xml.name), .key = PTE_GRAPH_ATTRIBUTES};
    if (open->kind >= DATA) /* those whose text counts */
        pte_text_clear(&g->text);
    switch (open->kind) {
    case KEY:
        return add_key(g, open, err);
    case GRAPH:
        begin_graph(g, open, parent);
        return true;
    case NODE:
        return begin_node(g, open, err);
    case EDGE:
        return begin_edge(g, parent, err);
    case DATA:
        if (parent != NULL)
            open->key = find_key(g, parent->kind);
        return true;
    default:
        if (strcmp(g->xml.name, "hyperedge") == 0)
            pte_graph_note(g->graph, "hyperedge", g->xml.line, NULL, NULL,
                           "a tie of more than two ends is left out");
        return true;
    }
}

/* yEd hides the label of a node in its drawing: it is looked for above. */
static const struct open *node_above(const struct graphml *g)
{
    for (int depth = g->xml.depth - 1; depth >= 0; depth--)
        if (g->open[depth].kind == NODE)
            return &g->open[depth];
    return NULL;
}

static bool end(struct graphml *g, struct pte_error *err)
{
    struct open *open = &g->open[g->xml.depth];
    const struct open *parent = g->xml.depth > 0 ? open - 1 : NULL;
    const struct open *node;
    bool done = true;

    if (open->kind == EDGE)
        done = finish_edge(g, err);
    else if (open->kind == DATA)
        finish_data(g, open, parent);
    else if (open->kind == DEFAULT && parent != NULL && parent->kind == KEY &&
             g->keys[parent->key].is_of_nodes)
        pte_graph_set_otherwise(g->graph, g->keys[parent->key].name,
                                pte_text_get(&g->text));
    else if (open->kind == DESC && parent != NULL && parent->kind == NODE)
        set_label(g, parent->node, pte_text_get(&g->text), /* is_sure */ false);
    else if (open->kind == NODE_LABEL && (node = node_above(g)) != NULL)
        set_label(g, node->node, pte_text_get(&g->text), /* is_sure */ false);
    if (open->kind >= DATA)
        pte_text_clear(&g->text);
    open->kind = OTHER;
    return done;
}

/* One graph need not be named; the ties of several are so many relations. */
static void name_relations(struct graphml *g, const char *first)
{
    struct pte_graph *graph = g->graph;

    if (g->graphs > 1)
        pte_graph_note(graph, "several_graphs", 0, NULL, NULL,
                       "%u graphs: nodes of one id are one, and ties that name no "
                       "relation are of the relation called as their graph",
                       g->graphs);
    for (size_t i = 0; i < graph->n_relations && g->graphs == 1; i++)
        if (first != NULL && strcmp(graph->relations[i], first) == 0)
            graph->relations[i] = "";
}

bool pte_graph_read_graphml(const char *bytes, size_t length, struct pte_graph *graph,
                            struct pte_error *err)
{
    PTE_AUTO(release_graphml) struct graphml g = {.graph = graph};
    const char *first = NULL;
    enum pte_markup_event event;

    if (!pte_markup_open(bytes, length, graph->shown, &g.xml, err))
        return false;
    do {
        if (!pte_markup_next(&g.xml, &event, err) ||
            (event == PTE_MARKUP_BEGIN && !begin(&g, err)) ||
            (event == PTE_MARKUP_END && !end(&g, err)))
            return false;
        if (event == PTE_MARKUP_TEXT && g.open[g.xml.depth].kind >= DATA)
            pte_text_add(&g.text, g.xml.text);
        if (g.graphs == 1 && first == NULL && event == PTE_MARKUP_BEGIN)
            first = g.open[g.xml.depth].name;
    } while (event != PTE_MARKUP_END_OF_FILE);
    if (g.graphs == 0)
        return pte_fail(err, PTE_EINPUT, "'%s' has no <graph>", graph->shown);
    pte_graph_check_parts(graph);
    name_relations(&g, first);
    return true;
}
