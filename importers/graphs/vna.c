/* importers/graphs/vna.c - VNA of NetDraw and Gephi. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "importers/graphs/formats.h"
#include "importers/graphs/graph.h"
#include "importers/graphs/scan.h"

enum part { NOTHING, NODE_DATA, PROPERTIES, TIE_DATA };

struct vna {
    struct pte_graph *graph;
    struct pte_scan line;
    struct pte_text word, id;
    enum part part;
    bool has_header, is_weighted; /* the columns of this part are known; of ties */
    const char **columns;         /* after the first (nodes) or the second (ties) */
    size_t n, room;
};

static void release_vna(struct vna *vna)
{
    pte_text_release(&vna->word);
    pte_text_release(&vna->id);
    pte_free(&vna->columns);
}

static void begin_part(struct vna *vna)
{
    PTE_AUTO(pte_text_release) struct pte_text name = {0};

    pte_scan_rest(&vna->line, &name);
    vna->has_header = false;
    vna->n = 0;
    if (strcasecmp(name.bytes, "*node data") == 0)
        vna->part = NODE_DATA;
    else if (strcasecmp(name.bytes, "*tie data") == 0)
        vna->part = TIE_DATA;
    else {
        vna->part =
            strcasecmp(name.bytes, "*node properties") == 0 ? PROPERTIES : NOTHING;
        if (vna->part == NOTHING)
            pte_graph_note(vna->graph, "unread_section", vna->line.line, name.bytes, NULL,
                           "this part of the file is not read");
    }
}

/* The columns of a part; ID, from and to stand first. */
static bool read_header(struct vna *vna, struct pte_error *err)
{
    const int first = vna->part == TIE_DATA ? 2 : 1;

    vna->has_header = true;
    vna->line.commas = true; /* NetDraw writes them here, but not between the values */
    for (int at = 0; pte_scan_word(&vna->line, &vna->word); at++) {
        if (at < first)
            continue;
        if (vna->n == PTE_GRAPH_ATTRIBUTES)
            return pte_fail(err, PTE_EINPUT, "'%s' line %u has more than %d columns",
                            vna->graph->shown, vna->line.line, PTE_GRAPH_ATTRIBUTES);
        pte_grow(&vna->columns, vna->n, &vna->room, sizeof(*vna->columns));
        vna->columns[vna->n++] =
            pte_arena_text(&vna->graph->arena, pte_text_get(&vna->word));
    }
    vna->is_weighted = vna->n == 1 && (strcasecmp(vna->columns[0], "strength") == 0 ||
                                       strcasecmp(vna->columns[0], "weight") == 0);
    return true;
}

/* The node the next word names; is_there: out, whether there is a word. */
static bool next_node(struct vna *vna, uint32_t *node, bool *is_there,
                      struct pte_error *err)
{
    *is_there = pte_scan_word(&vna->line, &vna->word) && vna->word.length > 0;
    if (!*is_there) {
        pte_graph_fault(vna->graph, "missing_id", vna->line.line, NULL,
                        "fill it in, or take the line out", "this line names no node");
        return true;
    }
    return pte_graph_node(vna->graph, pte_text_get(&vna->word), vna->line.line, node,
                          NULL, err);
}

static bool read_node(struct vna *vna, struct pte_error *err)
{
    bool is_there;
    uint32_t node;

    if (!next_node(vna, &node, &is_there, err))
        return false;
    if (!is_there)
        return true;
    vna->graph->nodes[node].part = 1;
    for (size_t i = 0; i < vna->n && pte_scan_word(&vna->line, &vna->word); i++) {
        const char *name = vna->columns[i], *text = pte_text_get(&vna->word);

        if (vna->part == NODE_DATA && strcasecmp(name, "name") != 0 &&
            strcasecmp(name, "label") != 0)
            pte_graph_set(vna->graph, node, name, text);
        else if (text[0] != '\0' &&
                 (vna->part == NODE_DATA || strcasecmp(name, "shortlabel") == 0))
            vna->graph->nodes[node].label = pte_arena_text(&vna->graph->arena, text);
    }
    return true;
}

/* One cell of a tie: the strength in one relation, 0 = none. */
static bool read_cell(struct vna *vna, size_t column, struct pte_graph_tie *tie,
                      struct pte_error *err)
{
    const char *text = pte_text_get(&vna->word);

    if (text[0] == '\0')
        return true;
    if (!pte_number_read(text, '.', &tie->weight)) {
        pte_graph_fault(vna->graph, "bad_weight", vna->line.line, text,
                        "write a number such as 3 or 4.5, or take the column out",
                        "the strength of this tie is no number");
        return true;
    }
    if (tie->weight == 0 && !vna->is_weighted)
        return true;
    return pte_graph_relation(vna->graph, vna->is_weighted ? "" : vna->columns[column],
                              &tie->relation, err) &&
           pte_graph_add_tie(vna->graph, tie, err);
}

static bool read_tie(struct vna *vna, struct pte_error *err)
{
    struct pte_graph_tie tie = {
        .line = vna->line.line, .weight = NAN, .is_directed = true};
    bool is_there, is_also_there;

    if (!next_node(vna, &tie.source, &is_there, err) || !is_there)
        return !is_there;
    if (!next_node(vna, &tie.target, &is_also_there, err) || !is_also_there)
        return !is_also_there;
    if (vna->n == 0)
        return pte_graph_relation(vna->graph, "", &tie.relation, err) &&
               pte_graph_add_tie(vna->graph, &tie, err);
    for (size_t i = 0; i < vna->n && pte_scan_word(&vna->line, &vna->word); i++)
        if (!read_cell(vna, i, &tie, err))
            return false;
    return true;
}

static bool read_line(struct vna *vna, struct pte_error *err)
{
    if (*vna->line.at == '*') {
        begin_part(vna);
        return true;
    }
    if (vna->part == NOTHING)
        return true;
    if (!vna->has_header)
        return read_header(vna, err);
    return vna->part == TIE_DATA ? read_tie(vna, err) : read_node(vna, err);
}

bool pte_graph_read_vna(const char *text, size_t length, struct pte_graph *graph,
                        struct pte_error *err)
{
    PTE_AUTO(release_vna) struct vna vna = {.graph = graph};
    struct pte_scan scan = {.at = text, .end = text + length, .line = 1};

    while (pte_scan_line(&scan, &vna.line))
        if (pte_scan_skip(&vna.line) && !read_line(&vna, err))
            return false;
    /* what stands in ties alone is a node, too: NetDraw does not list all */
    return true;
}
