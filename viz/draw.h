/* viz/draw.h - asks puente-draw, a process of its own, for places and pictures. */
#ifndef PTE_VIZ_DRAW_H
#define PTE_VIZ_DRAW_H

#include <stdbool.h>

#include "viz/drawing.h"

struct pte_error;
struct pte_text;

/** A running puente-draw; it is started at the first question and kept. */
struct pte_draw;

/** Found beside the running program, in its libexec folder, or named by PUENTE_DRAW. */
bool pte_draw_open(struct pte_draw **draw, struct pte_error *err);
void pte_draw_close(struct pte_draw **draw);

/**
 * Finds places for the shapes that are not pinned: anchors and lines pull, and no two
 * shapes overlap afterwards. Same drawing, same places.
 *
 * drawing  in and out: x and y of its shapes
 * Fails   PTE_EDRAW time or memory ran out, or the child died; nothing is changed
 */
bool pte_draw_place(struct pte_draw *draw, struct pte_drawing *drawing,
                    struct pte_error *err);

/**
 * Draws it where its shapes are. SVG is written by ourselves, without asking puente-draw;
 * PNG has 96 dots an inch: 1440 x 810 points are 1920 x 1080 dots.
 *
 * picture  out: the file's bytes; released by the caller. Untouched on failure
 * Fails   PTE_EDRAW
 */
bool pte_draw_render(struct pte_draw *draw, const struct pte_drawing *drawing,
                     enum pte_format format, struct pte_text *picture,
                     struct pte_error *err);

#endif
