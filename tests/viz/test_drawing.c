/* tests/viz/test_drawing.c - drawings as bytes, text in shapes, names through the door.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "viz/drawing.h"
#include "viz/escape.h"
#include "viz/metrics.h"
#include "viz/paint.h"

static void assert_close(double found, double wanted)
{
    if (!(fabs(found - wanted) < 1e-9))
        fail_msg("%.12g, not %.12g", found, wanted);
}

static struct pte_drawing example(void)
{
    struct pte_drawing drawing = {.title = "T",
                                  .description = "D",
                                  .language = "es",
                                  .width = 400,
                                  .height = 200,
                                  .background = 0xFFFFFF};
    struct pte_shape_item shape = {.id = "o1",
                                   .kind = "org sector-labour",
                                   .label = "Sindicato\nUno",
                                   .tooltip = "Sindicato Uno",
                                   .shape = PTE_HEXAGON,
                                   .x = 100,
                                   .y = 100,
                                   .width = 90,
                                   .height = 40,
                                   .fill = 0xAABBCC,
                                   .outline = 0x112233,
                                   .ink = 0,
                                   .outline_width = 1.5,
                                   .font_size = 12,
                                   .alignment = -1,
                                   .stroke = PTE_DASHED};
    struct pte_line_item line = {
        .id = "t1", .from = 0, .to = 1, .colour = 0xCC79A7, .width = 2, .heads = 2};

    pte_drawing_add_shape(&drawing, &shape);
    shape.id[1] = '2';
    shape.x = 300;
    shape.label = NULL;
    pte_drawing_add_shape(&drawing, &shape);
    pte_drawing_add_line(&drawing, &line);
    return drawing;
}

static void a_drawing_comes_back_as_it_was_packed(void **state)
{
    (void)state;
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = example();
    PTE_AUTO(pte_drawing_release) struct pte_drawing again = {0};
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};
    PTE_AUTO(pte_text_release) struct pte_text bytes_again = {0};

    pte_drawing_pack(&drawing, &bytes);
    assert_true(pte_drawing_unpack(bytes.bytes, bytes.length, &again, NULL));
    assert_string_equal(again.shapes[0].label, "Sindicato\nUno");
    assert_null(again.shapes[1].label);
    assert_int_equal(again.shapes[0].alignment, -1);
    assert_int_equal(again.lines[0].heads, 2);
    pte_drawing_pack(&again, &bytes_again);
    assert_int_equal(bytes.length, bytes_again.length);
    assert_memory_equal(bytes.bytes, bytes_again.bytes, bytes.length);
}

static void a_drawing_cut_short_is_no_drawing(void **state)
{
    (void)state;
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = example();
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};

    pte_drawing_pack(&drawing, &bytes);
    for (size_t length = 0; length < bytes.length; length++) {
        PTE_AUTO(pte_drawing_release) struct pte_drawing again = {0};
        struct pte_error err = {0};

        assert_false(pte_drawing_unpack(bytes.bytes, length, &again, &err));
        assert_int_equal(err.kind, PTE_EDRAW);
    }
    pte_text_add(&bytes, "x");
    assert_false(pte_drawing_unpack(bytes.bytes, bytes.length, &drawing, NULL));
}

static void changed_bytes_are_refused_or_still_a_sound_drawing(void **state)
{
    (void)state;
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = example();
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};
    struct pte_random random = pte_random_stream(7, 0);
    size_t refused = 0;

    pte_drawing_pack(&drawing, &bytes);
    for (int trial = 0; trial < 20000; trial++) {
        PTE_AUTO(pte_drawing_release) struct pte_drawing again = {0};
        PTE_AUTO(pte_text_release) struct pte_text svg = {0};
        char before[4];
        uint32_t at[4];

        for (int i = 0; i < 4; i++) {
            at[i] = pte_random_below(&random, (uint32_t)bytes.length);
            before[i] = bytes.bytes[at[i]];
            if (i <= trial % 4)
                bytes.bytes[at[i]] = (char)pte_random_below(&random, 256);
        }
        if (pte_drawing_unpack(bytes.bytes, bytes.length, &again, NULL)) {
            assert_true(pte_drawing_check(&again, NULL));
            pte_svg_write(&again, &svg);
        } else {
            refused++;
        }
        for (int i = 3; i >= 0; i--)
            bytes.bytes[at[i]] = before[i];
    }
    assert_true(refused > 1000); /* it does look at them */
}

static void what_a_drawing_may_not_hold_is_refused(void **state)
{
    (void)state;
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = example();
    struct pte_shape_item *shape = &drawing.shapes[0];
    const struct pte_shape_item sound = *shape;

    assert_true(pte_drawing_check(&drawing, NULL));
    shape->id[1] = '"';
    assert_false(pte_drawing_check(&drawing, NULL));
    shape->id[1] = '2';
    assert_false(pte_drawing_check(&drawing, NULL)); /* twice */
    *shape = sound;
    shape->kind = "org\" onload=\"x";
    assert_false(pte_drawing_check(&drawing, NULL));
    *shape = sound;
    shape->x = NAN;
    assert_false(pte_drawing_check(&drawing, NULL));
    *shape = sound;
    shape->fill = 0x1000000;
    assert_false(pte_drawing_check(&drawing, NULL));
    *shape = sound;
    shape->label = "\xC3";
    assert_false(pte_drawing_check(&drawing, NULL));
    *shape = sound;
    drawing.lines[0].to = 2;
    assert_false(pte_drawing_check(&drawing, NULL));
    drawing.lines[0].to = 1;
    assert_true(pte_drawing_check(&drawing, NULL));
}

static void names_are_shown_but_never_obeyed(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Universidad\tde\rMinas", "Universidad de Minas"},
        {"a\xE2\x80\xAE"
         "b\xE2\x81\xA9"
         "c",
         "abc"},                                  /* U+202E, U+2069 */
        {"\xD9\x85\xD8\xB1", "\xD9\x85\xD8\xB1"}, /* Arabic stays */
        {"x\xEF\xBF\xBFy\xEF\xB7\x90", "xy"},     /* noncharacters */
        {"\x01\x1F\x7F\xC2\x85", "    "},         /* controls */
        {"bad\xFFold\xC0\xAF", "bad\xEF\xBF\xBDold\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\\N &amp; <b>", "\\N &amp; <b>"}};

    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
        PTE_AUTO(pte_free) char *clean = pte_escape_clean(pairs[i][0]);

        assert_string_equal(clean, pairs[i][1]);
    }
}

static void markup_becomes_text(void **state)
{
    (void)state;
    PTE_AUTO(pte_text_release) struct pte_text xml = {0};
    PTE_AUTO(pte_text_release) struct pte_text xdot = {0};

    pte_escape_xml(&xml, "\"><script>'&amp;");
    assert_string_equal(xml.bytes, "&quot;&gt;&lt;script&gt;&#39;&amp;amp;");
    pte_escape_xdot(&xdot, "\\N \xC3\xB1");
    assert_string_equal(xdot.bytes, "5 -\\N \xC3\xB1 ");
}

/* 684 and 686 of 1000 for A and B: the font's own hmtx table (1401 and 1405 of 2048). */
static void widths_are_those_of_the_font(void **state)
{
    (void)state;

    assert_close(pte_metrics_width("AB", 2, 10, false), 13.70);
    assert_close(pte_metrics_width("A\xCC\x81", 3, 10, false), 6.84);
    assert_true(pte_metrics_width("AB", 2, 10, true) > 13.70);
    assert_true(pte_metrics_is_exact("Educaci\xC3\xB3n", 10));
    assert_false(pte_metrics_is_exact("\xD9\x85", 2));
}

static void lines_are_broken_where_they_come_out_narrowest(void **state)
{
    (void)state;
    PTE_AUTO(pte_text_release) struct pte_text two = {0};
    PTE_AUTO(pte_text_release) struct pte_text one = {0};
    PTE_AUTO(pte_text_release) struct pte_text cut = {0};

    pte_metrics_wrap("Federaci\xC3\xB3n de Mineros", 2, 10, false, 0, &two);
    assert_string_equal(two.bytes, "Federaci\xC3\xB3n\nde Mineros");
    pte_metrics_wrap("a b", 1, 10, false, 0, &one);
    assert_string_equal(one.bytes, "a b");
    pte_metrics_wrap("AAAAAAAA", 4, 10, false, 21, &cut); /* three As are 20.5 wide */
    assert_string_equal(cut.bytes, "AAA\nAAA\nAA");
}

static void a_box_holds_its_lines_and_a_smaller_one_does_not(void **state)
{
    (void)state;
    static const char *const names[] = {"A", "Ministerio de\nEducaci\xC3\xB3n",
                                        "Uno\nDos\nTres palabras\nCuatro"};

    for (int shape = PTE_ELLIPSE; shape <= PTE_BOX; shape++)
        for (size_t i = 0; i < 3; i++) {
            const struct pte_metrics_box box =
                pte_metrics_box((enum pte_shape)shape, names[i], 14, false);

            assert_true(pte_metrics_holds((enum pte_shape)shape, box.width, box.height,
                                          names[i], 14, false));
            assert_false(pte_metrics_holds((enum pte_shape)shape, box.width * 0.6,
                                           box.height * 0.6, names[i], 14, false));
        }
}

/* By hand: a 60 x 40 shape at the origin, looking along its axes and at 45 degrees. */
static void lines_end_where_the_shape_ends(void **state)
{
    (void)state;
    struct pte_shape_item shape = {.width = 60, .height = 40, .shape = PTE_ELLIPSE};
    const struct pte_point east = {100, 0}, north_east = {100, 100};

    for (int kind = PTE_ELLIPSE; kind <= PTE_BOX; kind++) {
        shape.shape = (enum pte_shape)kind;
        assert_close(pte_paint_border(&shape, east).x, 30);
    }
    assert_close(pte_paint_border(&shape, north_east).y, 20);
    shape.shape = PTE_DIAMOND; /* x / 30 + y / 20 = 1 */
    assert_close(pte_paint_border(&shape, north_east).x, 12);
    shape.shape = PTE_ELLIPSE; /* x2 / 900 + y2 / 400 = 1 */
    assert_close(pte_paint_border(&shape, north_east).x, 600 / sqrt(1300));
    shape.shape = PTE_ROUNDED; /* the corner's circle: middle (10, 0), radius 20 */
    shape.corner = 20;
    assert_close(pte_paint_border(&shape, north_east).x, 5 + sqrt(175));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drawing_comes_back_as_it_was_packed),
        cmocka_unit_test(a_drawing_cut_short_is_no_drawing),
        cmocka_unit_test(changed_bytes_are_refused_or_still_a_sound_drawing),
        cmocka_unit_test(what_a_drawing_may_not_hold_is_refused),
        cmocka_unit_test(names_are_shown_but_never_obeyed),
        cmocka_unit_test(markup_becomes_text),
        cmocka_unit_test(widths_are_those_of_the_font),
        cmocka_unit_test(lines_are_broken_where_they_come_out_narrowest),
        cmocka_unit_test(a_box_holds_its_lines_and_a_smaller_one_does_not),
        cmocka_unit_test(lines_end_where_the_shape_ends)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
