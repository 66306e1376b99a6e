/* tests/viz/test_map.c - the sectors map: legible, honest, the same every time. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "tests/viz/fixture.h"
#include "viz/draw.h"
#include "viz/map.h"

static struct pte_draw *draw;

struct made {
    struct pte_survey survey;
    struct pte_network *net;
    struct pte_place_kept *places;
    struct pte_drawing drawing;
};

static void release_made(struct made *made)
{
    pte_drawing_release(&made->drawing);
    free(made->places);
    pte_network_free(&made->net);
    pte_survey_release(&made->survey);
}

static void draw_again(struct made *made, const struct pte_map_options *options)
{
    const struct pte_map_words words = fixture_words(made->net);
    struct pte_error err = {0};

    pte_drawing_release(&made->drawing);
    if (!pte_map_sectors(made->net, &words, options, draw, made->places, &made->drawing,
                         &err))
        fail_msg("%s", err.message);
}

static struct made make(const struct fixture_options *fixture,
                        const struct pte_map_options *options)
{
    struct made made = {0};

    fixture_survey(fixture, &made.survey);
    made.net = fixture_network(&made.survey);
    assert_non_null(made.net);
    made.places = pte_alloc(fixture->n, sizeof(*made.places));
    draw_again(&made, options);
    return made;
}

static void assert_legible(const struct made *made, double smallest)
{
    struct pte_map_quality quality;

    pte_map_measure(&made->drawing, &quality);
    assert_int_equal(quality.overlaps, 0);
    assert_int_equal(quality.overflows, 0);
    assert_true(quality.smallest_text >= smallest - 1e-9);
}

static const struct pte_map_options usual = {0};

static void maps_of_24_and_60_are_legible(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        const struct fixture_options small = {
            .n = 24, .sectors = "eli", .density = 0.2, .silent = 0.3, .seed = seed};
        const struct fixture_options large = {
            .n = 60, .sectors = "eligc", .density = 0.08, .silent = 0.2, .seed = seed};
        PTE_AUTO(release_made) struct made one = make(&small, &usual);
        PTE_AUTO(release_made) struct made other = make(&large, &usual);
        struct pte_map_quality quality;

        assert_legible(&one, 14);
        assert_legible(&other, 14);
        pte_map_measure(&one.drawing, &quality);
        assert_int_equal(quality.numbered, 0); /* 24 names fit a page */
    }
}

static void other_pages_and_larger_text_are_legible_too(void **state)
{
    (void)state;
    static const struct pte_map_options pages[] = {
        {.smallest_text = 21.75},                             /* room: 29 px of 1080 */
        {.width = 842, .height = 595, .smallest_text = 7},    /* A4 */
        {.width = 595, .height = 842, .smallest_text = 7},    /* A4, upright */
        {.width = 1080, .height = 810, .smallest_text = 10.5} /* 4:3 */
    };

    for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
        const struct fixture_options fixture = {
            .n = 24, .sectors = "elig", .density = 0.15, .silent = 0.2, .seed = 3};
        PTE_AUTO(release_made) struct made made = make(&fixture, &pages[i]);

        assert_legible(&made, pages[i].smallest_text * 1080 / made.drawing.height);
    }
}

static void few_and_many_are_drawn(void **state)
{
    (void)state;
    static const struct fixture_options odd[] = {
        {.n = 0, .sectors = "e"},
        {.n = 1, .sectors = "e"},
        {.n = 2, .sectors = "el", .density = 1},
        {.n = 9, .sectors = "o", .density = 0.3, .seed = 2},
        {.n = 12, .sectors = "eligco", .density = 0, .silent = 1, .seed = 2},
        {.n = 96, .sectors = "eli", .density = 0.06, .silent = 0.3, .seed = 5},
        {.n = 227, .sectors = "eligc", .density = 0.02, .silent = 0.3, .seed = 5}};

    for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
        PTE_AUTO(release_made) struct made made = make(&odd[i], &usual);
        size_t organizations = 0;

        assert_legible(&made, 14);
        for (size_t k = 0; k < made.drawing.n_shapes; k++)
            organizations += strncmp(made.drawing.shapes[k].kind, "org ", 4) == 0;
        assert_int_equal(organizations, odd[i].n);
    }
}

static void the_same_network_gives_the_same_bytes(void **state)
{
    (void)state;
    const struct fixture_options fixture = {
        .n = 24, .sectors = "eli", .density = 0.2, .silent = 0.3, .seed = 9};
    PTE_AUTO(release_made) struct made one = make(&fixture, &usual);
    PTE_AUTO(release_made) struct made two = make(&fixture, &usual);
    PTE_AUTO(pte_text_release) struct pte_text first = {0};
    PTE_AUTO(pte_text_release) struct pte_text second = {0};

    pte_drawing_pack(&one.drawing, &first);
    pte_drawing_pack(&two.drawing, &second);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.bytes, second.bytes, first.length);
}

static void known_places_are_kept_and_new_ones_fitted_in(void **state)
{
    (void)state;
    const struct fixture_options fixture = {
        .n = 24, .sectors = "eli", .density = 0.2, .silent = 0.3, .seed = 4};
    PTE_AUTO(release_made) struct made made = make(&fixture, &usual);
    struct pte_place_kept before[24];

    memcpy(before, made.places, sizeof(before));
    draw_again(&made, &usual);
    for (size_t i = 0; i < 24; i++) {
        assert_true(made.places[i].x == before[i].x);
        assert_true(made.places[i].y == before[i].y);
    }
    made.places[5].known = made.places[17].known = false;
    draw_again(&made, &usual);
    for (size_t i = 0; i < 24; i++)
        if (i != 5 && i != 17)
            assert_true(made.places[i].x == before[i].x &&
                        made.places[i].y == before[i].y);
    assert_true(made.places[5].known && made.places[17].known);
    assert_legible(&made, 14);
}

static void places_on_top_of_each_other_are_parted(void **state)
{
    (void)state;
    const struct fixture_options fixture = {
        .n = 12, .sectors = "eli", .density = 0.2, .seed = 4};
    PTE_AUTO(release_made) struct made made = make(&fixture, &usual);

    for (size_t i = 0; i < 12; i++)
        made.places[i] = (struct pte_place_kept){700, 400, true};
    made.places[3].x = NAN;
    made.places[4].x = 1e9;
    draw_again(&made, &usual);
    assert_legible(&made, 14);
}

static const struct pte_shape_item *shape_named(const struct made *made, const char *id)
{
    for (size_t i = 0; i < made->drawing.n_shapes; i++)
        if (strcmp(made->drawing.shapes[i].id, id) == 0)
            return &made->drawing.shapes[i];
    return NULL;
}

static void the_silent_are_pale_and_dashed_and_the_others_are_not(void **state)
{
    (void)state;
    const struct fixture_options fixture = {
        .n = 30, .sectors = "eli", .density = 0.1, .silent = 0.5, .seed = 2};
    PTE_AUTO(release_made) struct made made = make(&fixture, &usual);
    size_t silent = 0;

    for (size_t i = 0; i < 30; i++) {
        char id[24];
        const struct pte_shape_item *shape;
        const bool answered = pte_network_actor(made.net, i)->row == PTE_NO_TIE;

        snprintf(id, sizeof(id), "o%zu", i);
        shape = shape_named(&made, id);
        silent += !answered;
        assert_int_equal(shape->stroke, answered ? PTE_SOLID : PTE_DASHED);
        assert_int_equal(strstr(shape->kind, " silent") == NULL, answered);
    }
    assert_true(silent > 5 && silent < 25);
}

static void each_tie_is_one_line_with_the_heads_of_who_says_so(void **state)
{
    (void)state;
    const struct fixture_options fixture = {
        .n = 20, .sectors = "eli", .density = 0.3, .silent = 0.1, .seed = 6};
    PTE_AUTO(release_made) struct made made = make(&fixture, &usual);
    size_t arcs, heads = 0;

    pte_network_arcs(made.net, &arcs);
    for (size_t i = 0; i < made.drawing.n_lines; i++) {
        const struct pte_line_item *line = &made.drawing.lines[i];
        unsigned from, to;

        if (strncmp(line->kind, "tie", 3) != 0)
            continue;
        heads += (size_t)line->heads;
        assert_int_equal(sscanf(line->id, "t%ux%u", &from, &to), 2);
        assert_int_equal(pte_network_mark(made.net, from, to), PTE_TIE);
        assert_int_equal(pte_network_mark(made.net, to, from) == PTE_TIE,
                         line->heads == 2);
        assert_int_equal(line->on_top, pte_network_actor(made.net, from)->sector !=
                                           pte_network_actor(made.net, to)->sector);
    }
    assert_int_equal(heads, arcs);
}

static void what_a_reader_must_know_stands_in_the_picture(void **state)
{
    (void)state;
    const struct fixture_options fixture = {
        .n = 24, .sectors = "eli", .density = 0.2, .silent = 0.3, .seed = 1};
    PTE_AUTO(release_made) struct made made = make(&fixture, &usual);
    PTE_AUTO(pte_text_release) struct pte_text svg = {0};
    static const char *const wanted[] = {"Peru: who works with whom",
                                         "Synthetic data",
                                         "N = 24 organizations",
                                         "either side reports",
                                         "did not answer",
                                         "tie between sectors",
                                         "role=\"img\"",
                                         "lang=\"en\"",
                                         "<desc>Education and industry",
                                         "id=\"o0\" class=\"org sector-"};

    assert_true(pte_draw_render(draw, &made.drawing, PTE_SVG, &svg, NULL));
    for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
        if (strstr(svg.bytes, wanted[i]) == NULL)
            fail_msg("not in the picture: %s", wanted[i]);
}

static void hidden_names_are_nowhere_in_the_file(void **state)
{
    (void)state;
    const struct fixture_options fixture = {
        .n = 40, .sectors = "eli", .density = 0.1, .silent = 0.3, .seed = 8};
    const struct pte_map_options hidden = {.hide_names = true};
    PTE_AUTO(release_made) struct made made = make(&fixture, &hidden);
    PTE_AUTO(pte_text_release) struct pte_text svg = {0};

    assert_true(pte_draw_render(draw, &made.drawing, PTE_SVG, &svg, NULL));
    for (size_t i = 0; i < made.survey.n_organizations; i++) {
        char first[8] = {0}; /* a name's first seven bytes are enough to tell */

        memcpy(first, made.survey.organizations[i].name, 7);
        assert_null(strstr(svg.bytes, first));
        assert_null(strstr(svg.bytes, made.survey.organizations[i].id));
    }
    assert_non_null(strstr(svg.bytes, ">E1<"));
}

static void a_name_of_300_characters_is_a_number_with_a_key(void **state)
{
    (void)state;
    char name[301] = {0};

    for (int i = 0; i < 300; i++)
        name[i] = "abcdefgh "[i % 9];
    const struct fixture_options fixture = {
        .n = 12, .sectors = "eli", .density = 0.2, .seed = 8, .long_name = name};
    PTE_AUTO(release_made) struct made made = make(&fixture, &usual);
    struct pte_map_quality quality;

    assert_legible(&made, 14);
    pte_map_measure(&made.drawing, &quality);
    assert_int_equal(quality.numbered, 1);
    assert_string_equal(shape_named(&made, "kn0")->label, "1");
    assert_memory_equal(shape_named(&made, "kt0")->label, name, 8);
}

static void hostile_words_and_names_make_a_sound_map(void **state)
{
    (void)state;
    const struct fixture_options fixture = {.n = 6,
                                            .sectors = "eli",
                                            .density = 0.5,
                                            .seed = 8,
                                            .long_name = "\xE2\x80\xAE<\\N>&"};
    PTE_AUTO(release_made) struct made made = make(&fixture, &usual);
    struct pte_map_words words = fixture_words(made.net);
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = {0};
    PTE_AUTO(pte_text_release) struct pte_text svg = {0};
    PTE_AUTO(pte_text_release) struct pte_text png = {0};

    words.title = words.verdict = words.facts = words.warning = "\"><script>\\N\x01";
    words.silent = NULL;
    words.definition = "";
    assert_true(
        pte_map_sectors(made.net, &words, &usual, draw, made.places, &drawing, NULL));
    assert_true(pte_draw_render(draw, &drawing, PTE_SVG, &svg, NULL));
    assert_true(pte_draw_render(draw, &drawing, PTE_PNG, &png, NULL));
    assert_null(strstr(svg.bytes, "<script"));
    assert_null(strstr(svg.bytes, "\xE2\x80\xAE"));
    assert_non_null(strstr(svg.bytes, ">&lt;\\N&gt;&amp;</text>"));
}

static int open_draw(void **state)
{
    (void)state;
    return pte_draw_open(&draw, NULL) ? 0 : -1;
}

static int close_draw(void **state)
{
    (void)state;
    pte_draw_close(&draw);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(maps_of_24_and_60_are_legible),
        cmocka_unit_test(other_pages_and_larger_text_are_legible_too),
        cmocka_unit_test(few_and_many_are_drawn),
        cmocka_unit_test(the_same_network_gives_the_same_bytes),
        cmocka_unit_test(known_places_are_kept_and_new_ones_fitted_in),
        cmocka_unit_test(places_on_top_of_each_other_are_parted),
        cmocka_unit_test(the_silent_are_pale_and_dashed_and_the_others_are_not),
        cmocka_unit_test(each_tie_is_one_line_with_the_heads_of_who_says_so),
        cmocka_unit_test(what_a_reader_must_know_stands_in_the_picture),
        cmocka_unit_test(hidden_names_are_nowhere_in_the_file),
        cmocka_unit_test(a_name_of_300_characters_is_a_number_with_a_key),
        cmocka_unit_test(hostile_words_and_names_make_a_sound_map)};

    return cmocka_run_group_tests(tests, open_draw, close_draw);
}
