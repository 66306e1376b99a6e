/* viz/map/map.intern.h - one map while it is being made. */
#ifndef PTE_VIZ_MAP_MAP_INTERN_H
#define PTE_VIZ_MAP_MAP_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/memory.h"
#include "viz/drawing.h"
#include "viz/map.h"

struct pte_error;
struct pte_network;

/** A rectangle, in points, y upwards. */
struct pte_area {
    double left, bottom, right, top;
};

/** How a sector looks: in colour and in grey. */
struct pte_look {
    int colour; /* outline, heading */
    int fill, pale, ground;
    enum pte_shape shape;
};

struct pte_look pte_look_of(const char *sector, size_t number);

/** "sector-education": letters, digits and - only. */
const char *pte_look_class(struct pte_arena *arena, const char *sector);

/** One organization on its way to its place. */
struct pte_spot {
    uint32_t actor;    /* index in the network */
    uint32_t sector;   /* index into the network's sectors */
    const char *name;  /* cleaned; a code if names are hidden */
    const char *brief; /* the acronym; NULL = none */
    const char *full;  /* the whole name for tooltip and key; a code if hidden */
    double importance; /* from 0 to 1 */
    bool is_silent;
    unsigned number;   /* 0 = it shows its name */
    const char *lines; /* what stands in the shape */
    double font_size;
    double x, y, width, height;
    bool fixed; /* its place was known */
};

struct pte_bond {
    uint32_t a, b;   /* spots; from a to b if one-sided */
    double strength; /* as a share of the strongest */
    bool is_mutual, across;
};

struct pte_map {
    const struct pte_network *net;
    const struct pte_map_words *words;
    double unit;     /* points; the page is 810 units high */
    double smallest; /* points; no text is smaller */
    bool briefly;    /* acronyms stand for names, where there are any */
    double width, height;
    struct pte_drawing furniture;
    struct pte_area page; /* what title and legend leave */
    struct pte_area body; /* where the sectors stand: the page without the key */
    size_t key_columns;
    double key_column; /* width of one, points */
    double key_share;  /* of the page the key may take at most */
    size_t numbered;   /* spots with a number */
    struct pte_look *looks;
    size_t n_sectors;
    struct pte_area *regions; /* n_sectors */
    bool *heads_below; /* n_sectors: its name stands below its spots, away from lines */
    double air;        /* between shapes, in units */
    struct pte_spot *spots; /* in the network's order */
    uint32_t *ranks;        /* spots, most important first */
    size_t n;
    struct pte_bond *bonds;
    size_t n_bonds;
    struct pte_arena arena;
};

/** Names, importances and ties of the network. */
void pte_map_gather(struct pte_map *map, const struct pte_map_options *options);

/**
 * Gives each spot its text and its size.
 *
 * ease    from 0 (all as small as allowed) to 1
 * named   how many of the highest ranked show their name
 */
void pte_map_size(struct pte_map *map, double ease, size_t named);

/**
 * Gives each sector its region of the body and packs its spots into it.
 *
 * least_slack  how much more room than its spots need each region must have, at least
 * Returns false if they do not fit
 */
bool pte_regions_fit(struct pte_map *map, double least_slack);

/** The part of a sector's region where its spots may stand. */
struct pte_area pte_regions_inner(const struct pte_map *map, size_t sector);

/** Puts all spots side by side into their regions, in rows ordered by where they stand
 * now; false, and nothing is moved, if they do not fit. */
bool pte_spots_pack(struct pte_map *map);

/** Moves spots until lines are short, cross little and do not run through names. */
void pte_spots_refine(struct pte_map *map);

/**
 * Finds places for new spots between fixed ones. Where fixed ones overlap, the text of
 * the less important becomes smaller, or else it finds a new place.
 *
 * Returns false if the page is too full for that
 */
bool pte_spots_fit_in(struct pte_map *map);

/** Whether two spots, with the air they need, overlap. */
bool pte_spots_overlap(const struct pte_map *map, const struct pte_spot *a,
                       const struct pte_spot *b);

/** Makes its text one point smaller; false if it is the smallest allowed. */
bool pte_map_shrink(struct pte_map *map, struct pte_spot *spot);

/** Title, sentences and legend, into map->furniture; the rest of the page is the body. */
void pte_page_furnish(struct pte_map *map);

/** Takes room for the key of so many numbered names from the body's right side. */
void pte_page_reserve_key(struct pte_map *map, size_t numbered);

/** Adds the ground each sector stands on, and its name where it hides nobody. */
void pte_grounds_draw(const struct pte_map *map, struct pte_drawing *drawing);

/** Adds furniture and key. */
void pte_page_draw(const struct pte_map *map, struct pte_drawing *drawing);

/** Adds one label as a shape of its own; id is made of letter and number. */
void pte_page_add_words(struct pte_drawing *drawing, const char *id, const char *kind,
                        const char *lines, double left, double top, double font_size,
                        bool bold, int ink);

/** Whether a segment from (x1, y1) to (x2, y2) passes through an upright rectangle. */
bool pte_map_passes(double x1, double y1, double x2, double y2,
                    const struct pte_area *area);

/** Whether two segments without a common end cross. */
bool pte_map_crosses(const double a[4], const double b[4]);

#endif
