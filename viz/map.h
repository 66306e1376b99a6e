/* viz/map.h - a network and its gaps become one map that can be read from the last row.
 */
#ifndef PTE_VIZ_MAP_H
#define PTE_VIZ_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "viz/drawing.h"

struct pte_error;
struct pte_draw;
struct pte_network;
struct pte_scores;

/** Words on the map, in its language; all from the caller, none made here. */
struct pte_map_words {
    const char *language;   /* "en", "es", "fr" */
    const char *title;      /* "Peru: who works with whom" */
    const char *verdict;    /* the headline sentence, or NULL */
    const char *facts;      /* "N = 24 organizations, 17 answered (71 %) ..." one line */
    const char *definition; /* tie definition, wave, date, revision, seed: one line */
    const char *warning;    /* "synthetic data", or NULL */
    const char *const *sectors; /* labels, in the network's order of sectors */
    const char *silent;         /* legend: "did not answer" */
    const char *within;         /* legend: "tie within a sector" */
    const char *across;         /* legend: "tie between sectors" */
    const char *key;            /* "Names by number", when not all names fit */
};

struct pte_place_kept {
    double x, y; /* points on the map's page, y upwards */
    bool known;
};

struct pte_map_options {
    double width, height; /* page in points; 0 = 16:9, 1920 x 1080 px at 96 dpi */
    double smallest_text; /* points; 0 = 10.5 (14 px of 1080) */
    const struct pte_scores *importance; /* size of names; NULL = degree */
    bool hide_names; /* codes instead: the sector's letter, a number */
};

/**
 * The sectors map: each sector a lobe at its own corner, ties within sectors quiet
 * and grey, ties between sectors purple and on top, silent organizations pale and
 * dashed. Names stand inside their shapes; when not all fit, the lower ranked get a
 * number and a key beside the map.
 *
 * Shapes of organizations have the id "o" and the actor's number in the network, lines
 * "t", the one's number, "x" and the other's: o12, t3x12.
 *
 * draw     NULL = new places are found without Graphviz's help
 * places   in and out: n actors; known ones are kept, new ones are found
 * drawing  out: ready to render; released by the caller. Untouched on failure
 * Fails   PTE_EDRAW
 * Cost    new places: a tenth of a second for 24 organizations or 227; known: a few ms
 */
bool pte_map_sectors(const struct pte_network *net, const struct pte_map_words *words,
                     const struct pte_map_options *options, struct pte_draw *draw,
                     struct pte_place_kept *places, struct pte_drawing *drawing,
                     struct pte_error *err);

/** Measured on the finished drawing, not admired. */
struct pte_map_quality {
    size_t overlaps;      /* pairs of shapes whose boxes overlap */
    size_t overflows;     /* labels that leave their shape */
    double smallest_text; /* px at a height of 1080 */
    size_t crossings;     /* of lines between organizations */
    size_t hidden;        /* lines that pass through a foreign shape */
    size_t numbered;      /* organizations with a number instead of their name */
};

void pte_map_measure(const struct pte_drawing *drawing, struct pte_map_quality *quality);

#endif
