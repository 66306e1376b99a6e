/* viz/map/page.c - what stands around the sectors: title, sentences, legend, key. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "core/network/network.h"
#include "viz/escape.h"
#include "viz/map/map.intern.h"
#include "viz/metrics.h"

enum { INK = 0x1A1A1A, QUIET_INK = 0x4A4A4A, WARNING_INK = 0x8A3A00, WARNING = 0xFFF1E0 };
enum { ACROSS = 0xCC79A7, WITHIN = 0x8C9299 };

static const double MARGIN = 28, ROOM = 1.04; /* another renderer's text may be wider */

static double size_of(const struct pte_map *map, double units)
{
    return fmax(units * map->unit, map->smallest);
}

static double lines_height(const char *lines, double font_size)
{
    return font_size *
           (((double)pte_metrics_lines(lines) - 1) * PTE_LINE_STEP + 2 * PTE_LINE_REACH);
}

static double lines_width(const char *lines, double font_size, bool bold)
{
    double widest = 0;

    while (lines != NULL) {
        size_t length;
        const char *line = pte_metrics_line(&lines, &length);

        widest = fmax(widest, ROOM * pte_metrics_width(line, length, font_size, bold));
    }
    return widest;
}

void pte_page_add_words(struct pte_drawing *drawing, const char *id, const char *kind,
                        const char *lines, double left, double top, double font_size,
                        bool bold, int ink)
{
    struct pte_shape_item shape = {.kind = kind,
                                   .label = lines,
                                   .shape = PTE_PLAIN,
                                   .fill = PTE_NO_COLOUR,
                                   .outline = PTE_NO_COLOUR,
                                   .ink = ink,
                                   .font_size = font_size,
                                   .bold = bold,
                                   .alignment = -1,
                                   .pinned = true};

    snprintf(shape.id, sizeof(shape.id), "%s", id);
    shape.width = lines_width(lines, font_size, bold);
    shape.height = lines_height(lines, font_size);
    shape.x = left + shape.width / 2;
    shape.y = top - shape.height / 2;
    pte_drawing_add_shape(drawing, &shape);
}

/* A sentence from the left margin at top, wrapped to width; returns where it ends. */
static double add_sentence(struct pte_map *map, const char *id, const char *sentence,
                           double top, double width, double font_size, bool bold, int ink)
{
    PTE_AUTO(pte_free) char *clean = pte_escape_clean(sentence);
    PTE_AUTO(pte_text_release) struct pte_text lines = {0};
    size_t most = 1;

    if (clean[0] == '\0')
        return top;
    while (most < 8 &&
           ROOM * pte_metrics_wrap(clean, most, font_size, bold, width / ROOM, &lines) >
               width) {
        most++;
        pte_text_clear(&lines);
    }
    if (lines.length == 0)
        pte_metrics_wrap(clean, most, font_size, bold, width / ROOM, &lines);
    pte_page_add_words(&map->furniture, id, "words", lines.bytes, MARGIN * map->unit, top,
                       font_size, bold, ink);
    return top - lines_height(lines.bytes, font_size) - font_size * 0.35;
}

/* The badge in the corner; returns the width it takes. */
static double add_warning(struct pte_map *map)
{
    PTE_AUTO(pte_free) char *clean = pte_escape_clean(map->words->warning);
    PTE_AUTO(pte_text_release) struct pte_text lines = {0};
    const double font_size = size_of(map, 14), most = map->width * 0.3;
    struct pte_shape_item shape = {.id = "warning",
                                   .kind = "warning",
                                   .shape = PTE_ROUNDED,
                                   .fill = WARNING,
                                   .outline = WARNING_INK,
                                   .ink = WARNING_INK,
                                   .font_size = font_size,
                                   .bold = true,
                                   .outline_width = 1.5 * map->unit,
                                   .pinned = true};
    struct pte_metrics_box box;

    if (clean[0] == '\0')
        return 0;
    for (size_t n = 1; n <= 6; n++) {
        pte_text_clear(&lines);
        if (pte_metrics_wrap(clean, n, font_size, true, most, &lines) <= most)
            break;
    }
    box = pte_metrics_box(PTE_ROUNDED, lines.bytes, font_size, true);
    shape.label = lines.bytes;
    shape.width = box.width;
    shape.height = box.height;
    shape.x = map->width - MARGIN * map->unit - box.width / 2;
    shape.y = map->height - 22 * map->unit - box.height / 2;
    pte_drawing_add_shape(&map->furniture, &shape);
    map->page.top = shape.y - box.height / 2 - 10 * map->unit;
    return box.width + 24 * map->unit;
}

/* --- legend --------------------------------------------------------------------------
 */

enum sample { SAMPLE_SECTOR, SAMPLE_SILENT, SAMPLE_WITHIN, SAMPLE_ACROSS };

struct entry {
    enum sample sample;
    size_t sector;
    const char *words;
    double width, x, y; /* where it starts, and its middle */
};

static void add_line_sample(struct pte_map *map, const struct entry *entry, double width,
                            size_t number)
{
    struct pte_shape_item end = {.kind = "legend",
                                 .shape = PTE_PLAIN,
                                 .fill = PTE_NO_COLOUR,
                                 .outline = PTE_NO_COLOUR,
                                 .ink = INK,
                                 .y = entry->y,
                                 .pinned = true};
    struct pte_line_item line = {
        .kind = "legend",
        .colour = entry->sample == SAMPLE_ACROSS ? ACROSS : WITHIN,
        .width = (entry->sample == SAMPLE_ACROSS ? 3.5 : 1.5) * map->unit,
        .heads = 0,
        .on_top = entry->sample == SAMPLE_ACROSS};

    snprintf(end.id, sizeof(end.id), "ka%zu", number);
    end.x = entry->x;
    line.from = pte_drawing_add_shape(&map->furniture, &end);
    snprintf(end.id, sizeof(end.id), "kb%zu", number);
    end.x = entry->x + width;
    line.to = pte_drawing_add_shape(&map->furniture, &end);
    snprintf(line.id, sizeof(line.id), "kc%zu", number);
    pte_drawing_add_line(&map->furniture, &line);
}

static void add_shape_sample(struct pte_map *map, const struct entry *entry, double width,
                             size_t number)
{
    const struct pte_look *look = &map->looks[entry->sector];
    const bool silent = entry->sample == SAMPLE_SILENT;
    struct pte_shape_item shape = {.kind = "legend",
                                   .shape = silent ? PTE_ROUNDED : look->shape,
                                   .x = entry->x + width / 2,
                                   .y = entry->y,
                                   .width = width,
                                   .height = width * 0.62,
                                   .fill = silent ? 0xFFFFFF : look->fill,
                                   .outline = silent ? QUIET_INK : look->colour,
                                   .ink = INK,
                                   .outline_width = 2 * map->unit,
                                   .stroke = silent ? PTE_DASHED : PTE_SOLID,
                                   .pinned = true};

    snprintf(shape.id, sizeof(shape.id), "ks%zu", number);
    pte_drawing_add_shape(&map->furniture, &shape);
}

/* Entries in rows from the left margin, the last row at bottom; returns the top. */
static double add_legend(struct pte_map *map, struct entry *entries, size_t n,
                         double bottom)
{
    const double font_size = size_of(map, 13), sample = 2.1 * font_size;
    const double step = 1.7 * font_size, gap = 2 * font_size;
    const double left = MARGIN * map->unit, right = map->width - left;
    double x = left, rows = 0;

    for (size_t i = 0; i < n; i++) {
        entries[i].width =
            sample + 0.5 * font_size + lines_width(entries[i].words, font_size, false);
        if (x > left && x + entries[i].width > right) {
            rows++;
            x = left;
        }
        entries[i].x = x;
        entries[i].y = rows;
        x += entries[i].width + gap;
    }
    for (size_t i = 0; i < n; i++) {
        char id[24];

        entries[i].y = bottom + (rows - entries[i].y + 0.5) * step;
        if (entries[i].sample == SAMPLE_WITHIN || entries[i].sample == SAMPLE_ACROSS)
            add_line_sample(map, &entries[i], sample, i);
        else
            add_shape_sample(map, &entries[i], sample, i);
        snprintf(id, sizeof(id), "kw%zu", i);
        pte_page_add_words(&map->furniture, id, "legend", entries[i].words,
                           entries[i].x + sample + 0.5 * font_size,
                           entries[i].y + lines_height(entries[i].words, font_size) / 2,
                           font_size, false, INK);
    }
    return n == 0 ? bottom : bottom + (rows + 1) * step;
}

/* A one-line text for the legend, in the map's arena; NULL stays NULL. */
static const char *one_line(struct pte_map *map, const char *words)
{
    PTE_AUTO(pte_free) char *clean = words == NULL ? NULL : pte_escape_clean(words);

    for (char *at = clean; at != NULL && *at != '\0'; at++)
        if (*at == '\n')
            *at = ' ';
    return clean == NULL || *clean == '\0' ? NULL : pte_arena_text(&map->arena, clean);
}

static size_t list_entries(struct pte_map *map, struct entry *entries)
{
    const struct entry rest[] = {{.sample = SAMPLE_SILENT, .words = map->words->silent},
                                 {.sample = SAMPLE_WITHIN, .words = map->words->within},
                                 {.sample = SAMPLE_ACROSS, .words = map->words->across}};
    bool is_silent = false;
    size_t n = 0;

    for (size_t i = 0; i < map->n; i++)
        is_silent = is_silent || map->spots[i].is_silent;
    for (size_t i = 0; i < map->n_sectors; i++)
        entries[n++] =
            (struct entry){.sector = i, .words = one_line(map, map->words->sectors[i])};
    for (size_t i = 0; i < 3; i++) {
        entries[n] = rest[i];
        entries[n].words = one_line(map, rest[i].words);
        if (entries[n].words != NULL && (rest[i].sample != SAMPLE_SILENT || is_silent))
            n++;
    }
    return n;
}

void pte_page_furnish(struct pte_map *map)
{
    const double left = MARGIN * map->unit, width = map->width - 2 * left;
    PTE_AUTO(pte_free)
    struct entry *entries = pte_alloc(map->n_sectors + 3, sizeof(*entries));
    double top = map->height - 22 * map->unit, taken, bottom = 16 * map->unit;
    const char *const lines[] = {map->words->definition, map->words->facts};
    const char *const ids[] = {"definition", "facts"};

    map->page = (struct pte_area){left, 0, map->width - left, map->height};
    taken = add_warning(map);
    top = add_sentence(map, "title", map->words->title, top, width - taken,
                       size_of(map, 27), true, INK);
    top = add_sentence(map, "verdict", map->words->verdict, fmin(top, map->page.top),
                       width, size_of(map, 18), false, INK);
    map->page.top = fmin(map->page.top, top - 4 * map->unit);
    for (size_t i = 0; i < 2; i++) {
        const size_t before = map->furniture.n_shapes;
        double end = add_sentence(map, ids[i], lines[i], 0, width, size_of(map, 11.5),
                                  false, QUIET_INK);

        /* It was set from 0 downwards; now it is known how high it is. */
        if (map->furniture.n_shapes > before)
            map->furniture.shapes[before].y += bottom - end;
        bottom -= end;
    }
    bottom += 4 * map->unit;
    map->page.bottom =
        add_legend(map, entries, list_entries(map, entries), bottom) + 10 * map->unit;
}

/* --- key ------------------------------------------------------------------------------
 */

static size_t key_rows(const struct pte_map *map)
{
    const double step = PTE_LINE_STEP * map->smallest;
    const double rows = (map->page.top - map->page.bottom - 2.2 * step) / step;

    return rows < 1 ? 1 : (size_t)rows;
}

void pte_page_reserve_key(struct pte_map *map, size_t numbered)
{
    const size_t rows = key_rows(map);
    const double most = (map->page.right - map->page.left) * map->key_share;

    map->key_columns = (numbered + rows - 1) / rows;
    map->key_column = 25 * map->smallest;
    if ((double)map->key_columns * map->key_column > most)
        map->key_column = 16.5 * map->smallest;
    while (map->key_columns > 1 && (double)map->key_columns * map->key_column > most)
        map->key_columns--;
    map->body = map->page;
    map->body.right -= (double)map->key_columns * map->key_column +
                       (map->key_columns > 0 ? 16 * map->unit : 0);
}

/* "12  Ministerio de Educación", cut where the column ends. */
static void add_key_line(const struct pte_map *map, const struct pte_spot *spot,
                         struct pte_text *numbers, struct pte_text *names)
{
    const double most = map->key_column - 3.4 * map->smallest;
    size_t columns = pte_text_columns(spot->full);
    PTE_AUTO(pte_free) char *fitted = pte_text_fit(spot->full, columns);

    while (columns > 4 &&
           ROOM * pte_metrics_width(fitted, strlen(fitted), map->smallest, false) >
               most) {
        pte_free(&fitted);
        fitted = pte_text_fit(spot->full, --columns);
    }
    pte_text_addf(numbers, "%s%u", numbers->length > 0 ? "\n" : "", spot->number);
    pte_text_add(names, names->length > 0 ? "\n" : "");
    for (const char *at = fitted; *at != '\0'; at++)
        pte_text_add_bytes(names, *at == '\n' ? " " : at, 1);
}

static void add_key_column(const struct pte_map *map, size_t column, unsigned first,
                           unsigned last, struct pte_drawing *drawing)
{
    const double left =
        map->page.right - (double)(map->key_columns - column) * map->key_column;
    const double top = map->page.top - 2.2 * PTE_LINE_STEP * map->smallest;
    PTE_AUTO(pte_text_release) struct pte_text numbers = {0};
    PTE_AUTO(pte_text_release) struct pte_text names = {0};
    char id[24];

    for (unsigned number = first; number <= last; number++)
        for (size_t i = 0; i < map->n; i++)
            if (map->spots[i].number == number)
                add_key_line(map, &map->spots[i], &numbers, &names);
    if (numbers.length == 0)
        return;
    snprintf(id, sizeof(id), "kn%zu", column);
    pte_page_add_words(drawing, id, "key", numbers.bytes, left, top, map->smallest, true,
                       INK);
    snprintf(id, sizeof(id), "kt%zu", column);
    pte_page_add_words(drawing, id, "key", names.bytes, left + 2.8 * map->smallest, top,
                       map->smallest, false, INK);
}

static void add_key(const struct pte_map *map, struct pte_drawing *drawing)
{
    const unsigned rows = (unsigned)key_rows(map);
    const double left = map->page.right - (double)map->key_columns * map->key_column;
    PTE_AUTO(pte_free) char *title = pte_escape_clean(map->words->key);
    PTE_AUTO(pte_text_release) struct pte_text fitted = {0};

    if (map->key_columns == 0)
        return;
    pte_metrics_wrap(title, 1, map->smallest, true, 0, &fitted);
    if (fitted.length > 0)
        pte_page_add_words(drawing, "key", "key", fitted.bytes, left, map->page.top,
                           map->smallest * 1.15, true, INK);
    for (size_t i = 0; i < map->key_columns; i++)
        add_key_column(map, i, (unsigned)i * rows + 1, (unsigned)(i + 1) * rows, drawing);
    if (map->numbered > rows * map->key_columns) /* says so where names are missing */
        pte_page_add_words(drawing, "more", "key", "\xE2\x80\xA6",
                           map->page.right - 2 * map->smallest, map->page.top,
                           map->smallest * 1.15, true, INK);
}

void pte_page_draw(const struct pte_map *map, struct pte_drawing *drawing)
{
    const uint32_t first = (uint32_t)drawing->n_shapes;

    for (size_t i = 0; i < map->furniture.n_shapes; i++)
        pte_drawing_add_shape(drawing, &map->furniture.shapes[i]);
    for (size_t i = 0; i < map->furniture.n_lines; i++) {
        struct pte_line_item line = map->furniture.lines[i];

        line.from += first;
        line.to += first;
        pte_drawing_add_line(drawing, &line);
    }
    add_key(map, drawing);
}
