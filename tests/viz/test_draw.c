/* tests/viz/test_draw.c - the real puente-draw: pictures, places, and hostile names. */
#include <ctype.h>
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/number.h"
#include "core/base/process.h"
#include "core/base/text.h"
#include "viz/draw.h"
#include "viz/escape.h"
#include "viz/metrics.h"

static struct pte_draw *draw;

/* What an organization may be called by who fills in the form, or by who wishes us ill.
 */
static const char *const hostile[] = {"\"><script>alert(1)</script>",
                                      "\\N \\G \\L \\E",
                                      "&amp; &#60; &lt;",
                                      "<b>x</b>",
                                      "%s%n%x",
                                      "';DROP TABLE x;--",
                                      "{a|b|<p>c}",
                                      "\xE2\x80\xAEgnirts",
                                      "]]>",
                                      "--><!--",
                                      "T 0 0 0 0 5 -hello",
                                      "javascript:alert(1)",
                                      "=cmd|' /C calc'!A0",
                                      "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 abc",
                                      "\xE6\x97\xA5\xE6\x9C\xAC",
                                      "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7",
                                      "a\xCC\x81\xCC\x81\xCC\x81\xCC\x81",
                                      "line\x01one\x7F",
                                      "\\",
                                      "&",
                                      "<",
                                      "-",
                                      "\xC3\xB1",
                                      "  two  blanks  "};

enum { HOSTILE = sizeof(hostile) / sizeof(*hostile) };

static struct pte_drawing many(const char *const *names, size_t n)
{
    struct pte_drawing drawing = {.title = "T",
                                  .description = "D",
                                  .language = "en",
                                  .width = 1000,
                                  .height = 600,
                                  .background = 0xFFFFFF};

    for (size_t i = 0; i < n; i++) {
        struct pte_shape_item shape = {.kind = "org",
                                       .label = names[i],
                                       .tooltip = names[i],
                                       .shape = (enum pte_shape)(i % 5),
                                       .x = 100 + 190 * (double)(i % 5),
                                       .y = 50 + 90 * (double)(i / 5),
                                       .width = 180,
                                       .height = 60,
                                       .fill = 0xDDEEFF,
                                       .outline = 0x0072B2,
                                       .outline_width = 1,
                                       .font_size = 9};

        snprintf(shape.id, sizeof(shape.id), "o%zu", i);
        pte_drawing_add_shape(&drawing, &shape);
        if (i > 0) {
            struct pte_line_item line = {.from = (uint32_t)i - 1,
                                         .to = (uint32_t)i,
                                         .tooltip = names[i],
                                         .colour = 0x888888,
                                         .width = 1,
                                         .heads = (int)(i % 3),
                                         .weight = 1};

            snprintf(line.id, sizeof(line.id), "t%zu", i);
            pte_drawing_add_line(&drawing, &line);
        }
    }
    return drawing;
}

static void render(const struct pte_drawing *drawing, enum pte_format format,
                   struct pte_text *picture)
{
    struct pte_error err = {0};

    if (!pte_draw_render(draw, drawing, format, picture, &err))
        fail_msg("%s", err.message);
}

static void pictures_are_what_they_say(void **state)
{
    (void)state;
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = many(hostile, HOSTILE);
    PTE_AUTO(pte_text_release) struct pte_text png = {0};
    PTE_AUTO(pte_text_release) struct pte_text pdf = {0};
    static const unsigned char size[] = {0, 0, 5, 53, 0, 0, 3, 32}; /* 1333 x 800 */

    drawing.width = 999.75; /* at 96 dots an inch: 1333 dots */
    render(&drawing, PTE_PNG, &png);
    assert_memory_equal(png.bytes, "\x89PNG\r\n\x1A\n", 8);
    assert_memory_equal(png.bytes + 16, size, 8);
    render(&drawing, PTE_PDF, &pdf);
    assert_memory_equal(pdf.bytes, "%PDF-1.", 7);
    assert_non_null(memmem(pdf.bytes, pdf.length, "(D:19700101", 11));
}

static void the_same_drawing_gives_the_same_bytes(void **state)
{
    (void)state;
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = many(hostile, HOSTILE);
    struct pte_draw *another = NULL;

    assert_true(pte_draw_open(&another, NULL));
    for (int format = PTE_SVG; format <= PTE_PDF; format++) {
        PTE_AUTO(pte_text_release) struct pte_text one = {0};
        PTE_AUTO(pte_text_release) struct pte_text two = {0};

        render(&drawing, (enum pte_format)format, &one);
        assert_true(
            pte_draw_render(another, &drawing, (enum pte_format)format, &two, NULL));
        assert_int_equal(one.length, two.length);
        assert_memory_equal(one.bytes, two.bytes, one.length);
    }
    pte_draw_close(&another);
}

/* Reads the SVG with another program; gives its groups as lines of JSON. */
static void read_svg(const struct pte_text *svg, struct pte_text *groups)
{
    PTE_AUTO(pte_text_release) struct pte_text script = {0};
    PTE_AUTO(pte_text_release) struct pte_text words = {0};
    struct pte_error err = {0};

    pte_text_addf(&script, "%s/tests/viz/svg_texts.py", getenv("PUENTE_SOURCE"));
    const char *const arguments[] = {"python3", script.bytes, NULL};
    const struct pte_process process = {.arguments = arguments,
                                        .input = svg->bytes,
                                        .input_length = svg->length,
                                        .most_output = 1 << 22,
                                        .seconds = 60};

    if (!pte_process_run(&process, groups, &words, NULL, &err))
        fail_msg("%s: %s", err.message, pte_text_get(&words));
}

/* As JSON writes it. */
static void add_quoted(struct pte_text *out, const char *text)
{
    pte_text_add(out, "\"");
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            pte_text_add(out, "\\");
        pte_text_add_bytes(out, text, 1);
    }
    pte_text_add(out, "\"");
}

static void hostile_names_come_out_as_themselves(void **state)
{
    (void)state;
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = many(hostile, HOSTILE);
    PTE_AUTO(pte_text_release) struct pte_text svg = {0};
    PTE_AUTO(pte_text_release) struct pte_text groups = {0};

    render(&drawing, PTE_SVG, &svg);
    read_svg(&svg, &groups);
    for (size_t i = 0; i < HOSTILE; i++) {
        PTE_AUTO(pte_free) char *clean = pte_escape_clean(hostile[i]);
        PTE_AUTO(pte_text_release) struct pte_text wanted = {0};

        pte_text_addf(&wanted, "[\"o%zu\", [", i);
        add_quoted(&wanted, clean);
        pte_text_add(&wanted, "], [");
        add_quoted(&wanted, clean);
        pte_text_add(&wanted, "]]");
        if (strstr(groups.bytes, wanted.bytes) == NULL)
            fail_msg("not found: %s", wanted.bytes);
    }
}

/* One name changes only its own place in the strokes: same length of picture language. */
static void hostile_names_survive_in_png_and_pdf(void **state)
{
    (void)state;
    for (size_t i = 0; i < HOSTILE; i++) {
        PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = many(hostile + i, 1);
        PTE_AUTO(pte_drawing_release)
        struct pte_drawing empty = many(&(const char *){NULL}, 1);
        PTE_AUTO(pte_text_release) struct pte_text png = {0};
        PTE_AUTO(pte_text_release) struct pte_text bare = {0};
        PTE_AUTO(pte_text_release) struct pte_text pdf = {0};

        render(&drawing, PTE_PNG, &png);
        render(&empty, PTE_PNG, &bare);
        render(&drawing, PTE_PDF, &pdf);
        assert_memory_equal(png.bytes + 16, bare.bytes + 16,
                            8);                /* the page is no larger */
        assert_true(png.length > bare.length); /* and there is text */
    }
}

static void places_are_found_without_overlap_and_the_same_twice(void **state)
{
    (void)state;
    PTE_AUTO(pte_drawing_release) struct pte_drawing one = many(hostile, HOSTILE);
    PTE_AUTO(pte_drawing_release) struct pte_drawing two = many(hostile, HOSTILE);

    for (size_t i = 0; i < HOSTILE; i++) {
        one.shapes[i].has_anchor = two.shapes[i].has_anchor = true;
        one.shapes[i].pull_x = two.shapes[i].pull_x = i % 2 == 0 ? 200 : 800;
    }
    assert_true(pte_draw_place(draw, &one, NULL));
    assert_true(pte_draw_place(draw, &two, NULL));
    for (size_t i = 0; i < HOSTILE; i++) {
        assert_true(one.shapes[i].x == two.shapes[i].x);
        assert_true(one.shapes[i].y == two.shapes[i].y);
        for (size_t j = 0; j < i; j++)
            assert_true(abs((int)(one.shapes[i].x - one.shapes[j].x)) >= 178 ||
                        abs((int)(one.shapes[i].y - one.shapes[j].y)) >= 58);
    }
}

/* The process id of our puente-draw: the one child we have; 0 if there is none. */
static pid_t child_of_ours(void)
{
    DIR *all = opendir("/proc");
    pid_t found = 0;

    for (struct dirent *entry; (entry = readdir(all)) != NULL;) {
        PTE_AUTO(pte_text_release) struct pte_text about = {0};
        char path[300];
        const char *behind;

        snprintf(path, sizeof(path), "/proc/%s/stat", entry->d_name);
        if (isdigit((unsigned char)entry->d_name[0]) &&
            pte_file_read(path, 65536, &about, NULL) &&
            (behind = strrchr(about.bytes, ')')) != NULL &&
            strtol(behind + 4, NULL, 10) == getpid())
            found = (pid_t)strtol(entry->d_name, NULL, 10);
    }
    closedir(all);
    return found;
}

static long resident_pages(pid_t process)
{
    PTE_AUTO(pte_text_release) struct pte_text about = {0};
    char path[64];

    snprintf(path, sizeof(path), "/proc/%d/statm", process);
    assert_true(pte_file_read(path, 4096, &about, NULL));
    return strtol(strchr(about.bytes, ' '), NULL, 10);
}

/* Pages of 4 KiB: 1 MiB. AddressSanitizer keeps what was freed for a while. */
#ifdef __SANITIZE_ADDRESS__
enum { MOST_MORE = 65536 };
#else
enum { MOST_MORE = 256 };
#endif

static void two_hundred_pictures_take_no_more_memory_than_ten(void **state)
{
    (void)state;
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = many(hostile, HOSTILE);
    pid_t child;
    long after_ten;

    for (int i = 0; i < 10; i++) {
        PTE_AUTO(pte_text_release) struct pte_text pdf = {0};

        render(&drawing, PTE_PDF, &pdf);
    }
    child = child_of_ours();
    assert_int_not_equal(child, 0);
    after_ten = resident_pages(child);
    for (int i = 0; i < 190; i++) {
        PTE_AUTO(pte_text_release) struct pte_text pdf = {0};

        render(&drawing, PTE_PDF, &pdf);
    }
    assert_true(resident_pages(child) - after_ten < MOST_MORE);
}

static void a_dead_puente_draw_is_started_again(void **state)
{
    (void)state;
    PTE_AUTO(pte_drawing_release) struct pte_drawing drawing = many(hostile, 3);
    PTE_AUTO(pte_text_release) struct pte_text before = {0};
    PTE_AUTO(pte_text_release) struct pte_text after = {0};

    render(&drawing, PTE_PNG, &before);
    assert_int_equal(kill(child_of_ours(), SIGKILL), 0);
    render(&drawing, PTE_PNG, &after);
    assert_memory_equal(before.bytes, after.bytes, before.length);
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
        cmocka_unit_test(pictures_are_what_they_say),
        cmocka_unit_test(the_same_drawing_gives_the_same_bytes),
        cmocka_unit_test(hostile_names_come_out_as_themselves),
        cmocka_unit_test(hostile_names_survive_in_png_and_pdf),
        cmocka_unit_test(places_are_found_without_overlap_and_the_same_twice),
        cmocka_unit_test(two_hundred_pictures_take_no_more_memory_than_ten),
        cmocka_unit_test(a_dead_puente_draw_is_started_again)};

    return cmocka_run_group_tests(tests, open_draw, close_draw);
}
