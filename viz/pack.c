/* viz/pack.c - a drawing as bytes, and back.
 *
 * Whole numbers are little-endian, real numbers their IEEE bits, texts a length and
 * their bytes. A length of NO_TEXT stands for NULL. */
#include <limits.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "viz/drawing.h"

enum { VERSION = 1 };
static const char magic[4] = {'P', 'T', 'E', 'D'};
static const uint32_t NO_TEXT = UINT32_MAX;

static void put_whole(struct pte_text *bytes, uint64_t value, size_t size)
{
    char part[8];

    for (size_t i = 0; i < size; i++)
        part[i] = (char)(unsigned char)(value >> (8 * i));
    pte_text_add_bytes(bytes, part, size);
}

static void put_real(struct pte_text *bytes, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof(bits));
    put_whole(bytes, bits, 8);
}

static void put_text(struct pte_text *bytes, const char *text)
{
    put_whole(bytes, text == NULL ? NO_TEXT : strlen(text), 4);
    if (text != NULL)
        pte_text_add(bytes, text);
}

static void put_shape(struct pte_text *bytes, const struct pte_shape_item *shape)
{
    const double reals[] = {shape->x,
                            shape->y,
                            shape->width,
                            shape->height,
                            shape->outline_width,
                            shape->corner,
                            shape->font_size,
                            shape->pull_x,
                            shape->pull_y};
    const int wholes[] = {(int)shape->shape, shape->fill,        shape->outline,
                          shape->ink,        (int)shape->stroke, shape->behind,
                          shape->bold,       shape->alignment,   shape->pinned,
                          shape->has_anchor};

    put_text(bytes, shape->id);
    put_text(bytes, shape->kind);
    put_text(bytes, shape->label);
    put_text(bytes, shape->tooltip);
    for (size_t i = 0; i < sizeof(reals) / sizeof(*reals); i++)
        put_real(bytes, reals[i]);
    for (size_t i = 0; i < sizeof(wholes) / sizeof(*wholes); i++)
        put_whole(bytes, (uint32_t)wholes[i], 4);
}

static void put_line(struct pte_text *bytes, const struct pte_line_item *line)
{
    put_text(bytes, line->id);
    put_text(bytes, line->kind);
    put_text(bytes, line->tooltip);
    put_whole(bytes, line->from, 4);
    put_whole(bytes, line->to, 4);
    put_whole(bytes, (uint32_t)line->colour, 4);
    put_real(bytes, line->width);
    put_real(bytes, line->opacity);
    put_whole(bytes, line->stroke, 4);
    put_whole(bytes, (uint32_t)line->heads, 4);
    put_real(bytes, line->weight);
    put_whole(bytes, line->on_top, 4);
}

void pte_drawing_pack(const struct pte_drawing *drawing, struct pte_text *bytes)
{
    pte_text_add_bytes(bytes, magic, sizeof(magic));
    put_whole(bytes, VERSION, 4);
    put_text(bytes, drawing->title);
    put_text(bytes, drawing->description);
    put_text(bytes, drawing->language);
    put_real(bytes, drawing->width);
    put_real(bytes, drawing->height);
    put_whole(bytes, (uint32_t)drawing->background, 4);
    put_whole(bytes, drawing->n_shapes, 4);
    put_whole(bytes, drawing->n_lines, 4);
    for (size_t i = 0; i < drawing->n_shapes; i++)
        put_shape(bytes, &drawing->shapes[i]);
    for (size_t i = 0; i < drawing->n_lines; i++)
        put_line(bytes, &drawing->lines[i]);
}

/* Bytes being read; once failed, every further take gives 0 or NULL. */
struct reading {
    const unsigned char *at;
    size_t left;
    bool failed;
    struct pte_arena *arena;
};

static const unsigned char *take(struct reading *reading, size_t size)
{
    const unsigned char *taken = reading->at;

    if (reading->failed || reading->left < size) {
        reading->failed = true;
        return NULL;
    }
    reading->at += size;
    reading->left -= size;
    return taken;
}

static uint64_t take_whole(struct reading *reading, size_t size)
{
    const unsigned char *bytes = take(reading, size);
    uint64_t value = 0;

    for (size_t i = 0; bytes != NULL && i < size; i++)
        value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

static int take_int(struct reading *reading)
{
    const uint32_t value = (uint32_t)take_whole(reading, 4);
    int result;

    memcpy(&result, &value, sizeof(result));
    return result;
}

/* A choice is 0 to most; anything else is no drawing. */
static int take_choice(struct reading *reading, int most)
{
    const int value = take_int(reading);

    if (value < 0 || value > most) {
        reading->failed = true;
        return 0;
    }
    return value;
}

static double take_real(struct reading *reading)
{
    const uint64_t bits = take_whole(reading, 8);
    double value;

    memcpy(&value, &bits, sizeof(value));
    return value;
}

static const char *take_text(struct reading *reading)
{
    const uint32_t length = (uint32_t)take_whole(reading, 4);
    const unsigned char *bytes;

    if (length == NO_TEXT || reading->failed)
        return NULL;
    bytes = length <= PTE_MOST_TEXT ? take(reading, length) : NULL;
    if (bytes == NULL || memchr(bytes, '\0', length) != NULL) {
        reading->failed = true;
        return NULL;
    }
    return pte_arena_slice(reading->arena, (const char *)bytes, length);
}

static void take_id(struct reading *reading, char id[24])
{
    const char *text = take_text(reading);

    if (text == NULL || strlen(text) >= 24)
        reading->failed = true;
    else
        memcpy(id, text, strlen(text) + 1);
}

static struct pte_shape_item take_shape(struct reading *reading)
{
    struct pte_shape_item shape = {0};
    double *const reals[] = {&shape.x,
                             &shape.y,
                             &shape.width,
                             &shape.height,
                             &shape.outline_width,
                             &shape.corner,
                             &shape.font_size,
                             &shape.pull_x,
                             &shape.pull_y};

    take_id(reading, shape.id);
    shape.kind = take_text(reading);
    shape.label = take_text(reading);
    shape.tooltip = take_text(reading);
    for (size_t i = 0; i < sizeof(reals) / sizeof(*reals); i++)
        *reals[i] = take_real(reading);
    shape.shape = (enum pte_shape)take_choice(reading, PTE_PLAIN);
    shape.fill = take_int(reading);
    shape.outline = take_int(reading);
    shape.ink = take_int(reading);
    shape.stroke = (enum pte_stroke)take_choice(reading, PTE_DOTTED);
    shape.behind = take_choice(reading, 1);
    shape.bold = take_choice(reading, 1);
    shape.alignment = take_int(reading);
    shape.pinned = take_choice(reading, 1);
    shape.has_anchor = take_choice(reading, 1);
    return shape;
}

static struct pte_line_item take_line(struct reading *reading)
{
    struct pte_line_item line = {0};

    take_id(reading, line.id);
    line.kind = take_text(reading);
    line.tooltip = take_text(reading);
    line.from = (uint32_t)take_whole(reading, 4);
    line.to = (uint32_t)take_whole(reading, 4);
    line.colour = take_int(reading);
    line.width = take_real(reading);
    line.opacity = take_real(reading);
    line.stroke = (enum pte_stroke)take_choice(reading, PTE_DOTTED);
    line.heads = take_choice(reading, 2);
    line.weight = take_real(reading);
    line.on_top = take_choice(reading, 1);
    return line;
}

bool pte_drawing_unpack(const void *bytes, size_t length, struct pte_drawing *drawing,
                        struct pte_error *err)
{
    PTE_AUTO(pte_drawing_release) struct pte_drawing found = {0};
    struct reading reading = {bytes, length, length > PTE_MOST_PACKED, &found.arena};
    const unsigned char *mark = take(&reading, sizeof(magic));
    size_t n_shapes, n_lines;

    if (mark == NULL || memcmp(mark, magic, sizeof(magic)) != 0)
        return pte_fail(err, PTE_EDRAW, "the bytes are not a drawing");
    if (take_whole(&reading, 4) != VERSION)
        return pte_fail(err, PTE_EDRAW, "the drawing is of another version of puente");
    found.title = take_text(&reading);
    found.description = take_text(&reading);
    found.language = take_text(&reading);
    found.width = take_real(&reading);
    found.height = take_real(&reading);
    found.background = take_int(&reading);
    n_shapes = (size_t)take_whole(&reading, 4);
    n_lines = (size_t)take_whole(&reading, 4);
    if (n_shapes > PTE_MOST_SHAPES || n_lines > PTE_MOST_LINES)
        return pte_fail(err, PTE_EDRAW, "the drawing has too many shapes or lines");
    for (size_t i = 0; i < n_shapes && !reading.failed; i++) {
        const struct pte_shape_item shape = take_shape(&reading);

        pte_drawing_add_shape(&found, &shape);
    }
    for (size_t i = 0; i < n_lines && !reading.failed; i++) {
        const struct pte_line_item line = take_line(&reading);

        pte_drawing_add_line(&found, &line);
    }
    if (reading.failed || reading.left != 0)
        return pte_fail(err, PTE_EDRAW, "the drawing's bytes are cut short or too many");
    if (!pte_drawing_check(&found, err))
        return false;
    *drawing = found;
    found = (struct pte_drawing){0};
    return true;
}
