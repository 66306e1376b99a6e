/* viz/draw/server.h - answers questions one after the other, each in a child of its own
 * that is shut in (sandbox.h) and may crash or hang without harm. */
#ifndef PTE_VIZ_DRAW_SERVER_H
#define PTE_VIZ_DRAW_SERVER_H

#include <stdbool.h>

#include "viz/draw/frame.h"
#include "viz/drawing.h"

struct pte_error;
struct pte_text;

struct pte_server {
    /** Done in the child: the answer's bytes. */
    bool (*work)(enum pte_frame_what what, struct pte_drawing *drawing,
                 struct pte_text *result, struct pte_error *err);
    double seconds;       /* of a child's life, by the clock on the wall */
    unsigned cpu_seconds; /* of processor time */
};

/**
 * Reads questions from in and writes answers to out until in ends.
 *
 * Returns false if what came in was no question: then nobody knows where the next begins
 */
bool pte_server_run(const struct pte_server *server, int in, int out);

#endif
