/* tests/viz/test_sandbox.c - what a drawing may not do, and that the next one is drawn.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/base/error.h"
#include "core/base/text.h"
#include "viz/draw.h"
#include "viz/draw/sandbox.h"

static struct pte_draw *draw; /* with faulty.c behind it */

/* What the child said, or the error's sentence. */
static char *try(const char *title)
{
    const struct pte_drawing drawing = {.title = title, .width = 10, .height = 10};
    PTE_AUTO(pte_text_release) struct pte_text said = {0};
    struct pte_error err = {0};

    if (pte_draw_render(draw, &drawing, PTE_PNG, &said, &err))
        return strdup(pte_text_get(&said));
    assert_int_equal(err.kind, PTE_EDRAW);
    return strdup(err.message);
}

static void expect(const char *title, const char *wanted)
{
    PTE_AUTO(pte_free) char *said = try(title);
    PTE_AUTO(pte_free) char *after = NULL;

    assert_string_equal(said, wanted);
    after = try("still here");
    assert_string_equal(after, "still here");
}

static void no_file_but_fonts_can_be_read(void **state)
{
    (void)state;
    if (pte_sandbox_has_landlock())
        expect("read passwd", "EACCES");
    else
        print_message("this kernel has no Landlock: reading is not tested\n");
    expect("read a font folder", "succeeded");
}

static void what_no_drawing_needs_ends_its_process(void **state)
{
    (void)state;
    static const char *const acts[] = {"write",  "socket",   "exec", "fork",
                                       "ptrace", "io_uring", "bpf",  "userns"};

    for (size_t i = 0; i < sizeof(acts) / sizeof(*acts); i++)
        expect(acts[i], "puente-draw failed while drawing");
    assert_int_not_equal(access("/tmp/puente-was-here", F_OK), 0);
}

static void a_crash_is_an_error_and_the_next_is_drawn(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++)
        expect("crash", "puente-draw failed while drawing");
    expect("half an answer", "puente-draw failed while drawing");
    expect("refuse", "puente-draw refused the drawing: as asked");
}

static void a_drawing_that_takes_too_long_is_ended(void **state)
{
    (void)state;
    expect("hang", "the drawing took too long");
    expect("spin", "the drawing took too long"); /* its processor time ends first */
}

static void a_missing_program_says_what_to_do(void **state)
{
    (void)state;
    struct pte_draw *none = NULL;
    struct pte_error err = {0};
    PTE_AUTO(pte_free) char *before = strdup(getenv("PUENTE_DRAW"));

    setenv("PUENTE_DRAW", "/nowhere/puente-draw", 1);
    assert_false(pte_draw_open(&none, &err));
    assert_int_equal(err.kind, PTE_EDRAW);
    assert_true(strstr(err.hint, "PUENTE_DRAW") != NULL);
    assert_null(none);
    setenv("PUENTE_DRAW", "/bin/false", 1);
    memset(&err, 0, sizeof(err));
    assert_true(pte_draw_open(&none, &err));
    const struct pte_drawing drawing = {.title = "x", .width = 10, .height = 10};
    struct pte_text picture = {0};

    assert_false(pte_draw_render(none, &drawing, PTE_PNG, &picture, &err));
    assert_string_equal(err.message, "puente-draw does not answer");
    assert_true(err.hint[0] != '\0');
    assert_null(picture.bytes);
    pte_draw_close(&none);
    setenv("PUENTE_DRAW", before, 1);
}

static int open_faulty(void **state)
{
    (void)state;
    return pte_draw_open(&draw, NULL) ? 0 : -1;
}

static int close_faulty(void **state)
{
    (void)state;
    pte_draw_close(&draw);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_file_but_fonts_can_be_read),
        cmocka_unit_test(what_no_drawing_needs_ends_its_process),
        cmocka_unit_test(a_crash_is_an_error_and_the_next_is_drawn),
        cmocka_unit_test(a_drawing_that_takes_too_long_is_ended),
        cmocka_unit_test(a_missing_program_says_what_to_do)};

    return cmocka_run_group_tests(tests, open_faulty, close_faulty);
}
