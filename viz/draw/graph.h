/* viz/draw/graph.h - what Graphviz does for us: places, and pictures in PNG and PDF.
 *
 * Only this folder knows Graphviz. Graphs are built by calls, never read as DOT; names
 * and attributes are constants of our own but for numbers. */
#ifndef PTE_VIZ_DRAW_GRAPH_H
#define PTE_VIZ_DRAW_GRAPH_H

#include <stdbool.h>

#include "viz/draw/frame.h"
#include "viz/drawing.h"

struct pte_error;
struct pte_text;

/** Loads Graphviz's plugins and the fonts, once, by drawing a little of everything. */
bool pte_graph_warm(struct pte_error *err);

/** Places (two doubles a shape, little-endian) or a picture's bytes. */
bool pte_graph_work(enum pte_frame_what what, struct pte_drawing *drawing,
                    struct pte_text *result, struct pte_error *err);

/** The drawing in xdot, Graphviz's own drawing language. */
void pte_xdot_write(const struct pte_drawing *drawing, struct pte_text *xdot);

#endif
