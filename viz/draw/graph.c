/* viz/draw/graph.c - what Graphviz does for us: places, and pictures in PNG and PDF. */
#include "viz/draw/graph.h"

#include <graphviz/gvc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/text.h"

/* One for the life of the process: a context of its own for each drawing leaks. */
static GVC_t *context;

/* The only attributes that ever reach a graph. */
static void set(void *thing, const char *attribute, const char *value)
{
    static const char *const allowed[] = {
        "_background", "bb",          "dpi",     "fixedsize", "height", "label", "len",
        "margin",      "notranslate", "overlap", "pad",       "pin",    "pos",   "sep",
        "shape",       "splines",     "start",   "style",     "weight", "width"};

    for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++)
        if (strcmp(allowed[i], attribute) == 0) {
            agsafeset(thing, (char *)allowed[i], (char *)value, (char *)"");
            return;
        }
    abort(); /* our own mistake */
}

static void set_number(void *thing, const char *attribute, double value)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    pte_text_add_number(&text, round(value * 1e6) / 1e6);
    set(thing, attribute, pte_text_get(&text));
}

static void set_place(Agnode_t *node, double x, double y, bool pinned)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    pte_text_add_number(&text, round(x * 1e3) / 1e3);
    pte_text_add(&text, ",");
    pte_text_add_number(&text, round(y * 1e3) / 1e3);
    pte_text_add(&text, pinned ? "!" : "");
    set(node, "pos", pte_text_get(&text));
}

static Agnode_t *add_node(Agraph_t *graph, char letter, size_t number, double width,
                          double height)
{
    char name[32];
    Agnode_t *node;

    snprintf(name, sizeof(name), "%c%zu", letter, number);
    node = agnode(graph, name, /* create */ 1);
    set(node, "label", "");
    set(node, "shape", "box");
    set(node, "fixedsize", "true");
    set_number(node, "width", width / 72); /* inches */
    set_number(node, "height", height / 72);
    return node;
}

static void close_graph(Agraph_t **graph)
{
    gvFreeLayout(context, *graph);
    agclose(*graph);
}

/* --- places --------------------------------------------------------------------------
 */

static void add_anchors(Agraph_t *graph, const struct pte_drawing *drawing,
                        Agnode_t **nodes)
{
    for (size_t i = 0; i < drawing->n_shapes; i++) {
        const struct pte_shape_item *shape = &drawing->shapes[i];
        size_t first = 0;
        Agnode_t *anchor;
        Agedge_t *edge;

        if (!shape->has_anchor)
            continue;
        while (!drawing->shapes[first].has_anchor ||
               drawing->shapes[first].pull_x != shape->pull_x ||
               drawing->shapes[first].pull_y != shape->pull_y)
            first++; /* the first of those drawn to the same place names the anchor */
        anchor = add_node(graph, 'a', first, 0.01, 0.01);
        set_place(anchor, shape->pull_x, shape->pull_y, /* pinned */ true);
        edge = agedge(graph, nodes[i], anchor, NULL, /* create */ 1);
        set_number(edge, "len", 1);
        set_number(edge, "weight", 4);
    }
}

static void add_lines(Agraph_t *graph, const struct pte_drawing *drawing,
                      Agnode_t **nodes)
{
    for (size_t i = 0; i < drawing->n_lines; i++) {
        const struct pte_line_item *line = &drawing->lines[i];
        Agedge_t *edge;

        if (line->weight <= 0)
            continue;
        edge = agedge(graph, nodes[line->from], nodes[line->to], NULL, /* create */ 1);
        set_number(edge, "len", 2);
        set_number(edge, "weight", line->weight);
    }
}

static void add_real(struct pte_text *bytes, double value)
{
    uint64_t bits;
    char part[8];

    memcpy(&bits, &value, sizeof(bits));
    for (int i = 0; i < 8; i++)
        part[i] = (char)(unsigned char)(bits >> (8 * i));
    pte_text_add_bytes(bytes, part, sizeof(part));
}

/* Moves two overlapping shapes apart where that is shorter; true if it had to. */
static bool part(struct pte_shape_item *a, struct pte_shape_item *b)
{
    const double x = (a->width + b->width) / 2 + 4 - fabs(a->x - b->x);
    const double y = (a->height + b->height) / 2 + 4 - fabs(a->y - b->y);
    const double share_a = a->pinned ? 0 : b->pinned ? 1 : 0.5;

    if (x <= 0.01 || y <= 0.01 || (a->pinned && b->pinned))
        return false;
    if (x < y) {
        const double step = a->x <= b->x ? x : -x;

        a->x -= step * share_a;
        b->x += step * (1 - share_a);
    } else {
        const double step = a->y <= b->y ? y : -y;

        a->y -= step * share_a;
        b->y += step * (1 - share_a);
    }
    return true;
}

/* Graphviz's own prism depends on where things lie in memory: other places every time. */
static void part_all(struct pte_drawing *drawing)
{
    bool parted = true;

    for (int pass = 0; pass < 1000 && parted; pass++) {
        parted = false;
        for (size_t i = 0; i < drawing->n_shapes; i++)
            for (size_t j = 0; j < i; j++)
                parted = part(&drawing->shapes[j], &drawing->shapes[i]) || parted;
    }
}

static bool find_places(struct pte_drawing *drawing, struct pte_text *places,
                        struct pte_error *err)
{
    PTE_AUTO(close_graph) Agraph_t *graph = agopen((char *)"m", Agstrictundirected, NULL);
    PTE_AUTO(pte_free) Agnode_t **nodes = pte_alloc(drawing->n_shapes, sizeof(*nodes));

    set(graph, "overlap", "true");
    set(graph, "notranslate", "true");
    set(graph, "splines", "false");
    set(graph, "start", "1");
    for (size_t i = 0; i < drawing->n_shapes; i++) {
        const struct pte_shape_item *shape = &drawing->shapes[i];

        nodes[i] = add_node(graph, 'o', i, shape->width, shape->height);
        set_place(nodes[i], shape->x, shape->y, shape->pinned);
    }
    add_anchors(graph, drawing, nodes);
    add_lines(graph, drawing, nodes);
    srand(1); /* some of Graphviz's engines ask libc for chance */
    if (drawing->n_shapes > 0 &&
        gvLayout(context, graph, drawing->n_shapes > 400 ? "sfdp" : "neato") != 0)
        return pte_fail(err, PTE_EDRAW, "Graphviz found no layout");
    for (size_t i = 0; i < drawing->n_shapes; i++)
        if (!drawing->shapes[i].pinned) {
            drawing->shapes[i].x = ND_coord(nodes[i]).x;
            drawing->shapes[i].y = ND_coord(nodes[i]).y;
        }
    part_all(drawing);
    for (size_t i = 0; i < drawing->n_shapes; i++) {
        add_real(places, drawing->shapes[i].x);
        add_real(places, drawing->shapes[i].y);
    }
    return true;
}

/* --- pictures ------------------------------------------------------------------------
 */

/* cairo writes the clock into a PDF; the same drawing must give the same bytes. */
static void forget_the_clock(char *bytes, size_t length)
{
    static const char mark[] = "/CreationDate (D:", epoch[] = "19700101000000";
    const size_t whole = sizeof(mark) - 1 + sizeof(epoch) - 1;
    char *at = bytes;

    while (length >= whole &&
           (at = memmem(bytes, length, mark, sizeof(mark) - 1)) != NULL) {
        const size_t behind = (size_t)(at - bytes) + whole;

        if (behind > length)
            return;
        memcpy(at + sizeof(mark) - 1, epoch, sizeof(epoch) - 1);
        length -= behind;
        bytes += behind;
    }
}

static bool paint(const struct pte_drawing *drawing, const char *format,
                  struct pte_text *picture, struct pte_error *err)
{
    PTE_AUTO(close_graph) Agraph_t *graph = agopen((char *)"m", Agundirected, NULL);
    PTE_AUTO(pte_text_release) struct pte_text xdot = {0};
    Agnode_t *node = add_node(graph, 'm', 0, 0.01, 0.01);
    char *bytes = NULL;
    unsigned length = 0;

    pte_xdot_write(drawing, &xdot);
    set(graph, "_background", pte_text_get(&xdot));
    set(graph, "pad", "0");
    set(graph, "margin", "0");
    set(graph, "dpi", strcmp(format, "png") == 0 ? "96" : "72");
    set(node, "style", "invis");
    set_place(node, drawing->width / 2, drawing->height / 2, /* pinned */ true);
    if (gvLayout(context, graph, "nop2") != 0 ||
        gvRenderData(context, graph, format, &bytes, &length) != 0 || length == 0)
        return pte_fail(err, PTE_EDRAW, "Graphviz could not draw the picture");
    forget_the_clock(bytes, length);
    pte_text_add_bytes(picture, bytes, length);
    gvFreeRenderData(bytes);
    return true;
}

bool pte_graph_work(enum pte_frame_what what, struct pte_drawing *drawing,
                    struct pte_text *result, struct pte_error *err)
{
    if (what == PTE_FRAME_PLACE)
        return find_places(drawing, result, err);
    return paint(drawing, what == PTE_FRAME_PNG ? "png" : "pdf", result, err);
}

bool pte_graph_warm(struct pte_error *err)
{
    PTE_AUTO(pte_drawing_release)
    struct pte_drawing little = {.width = 100, .height = 40};
    struct pte_shape_item shape = {.label = "Á", .shape = PTE_ELLIPSE, .font_size = 12};

    context = gvContext();
    for (int i = 0; i < 3; i++) {
        snprintf(shape.id, sizeof(shape.id), "o%d", i);
        shape.x = 20 + 30 * i;
        shape.y = 20;
        shape.width = shape.height = 20;
        shape.bold = i == 1;
        pte_drawing_add_shape(&little, &shape);
    }
    pte_drawing_add_line(
        &little,
        &(struct pte_line_item){.id = "t1", .from = 0, .to = 2, .width = 1, .weight = 1});
    for (int what = PTE_FRAME_PLACE; what <= PTE_FRAME_PDF; what++) {
        PTE_AUTO(pte_text_release) struct pte_text ignored = {0};

        if (!pte_graph_work((enum pte_frame_what)what, &little, &ignored, err))
            return false;
    }
    return true;
}
