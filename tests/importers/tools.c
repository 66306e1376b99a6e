/* tests/importers/tools.c - each sample export in tests/cases/tools must be recognised,
 * and show what its expected.txt says.
 *
 *     tools FOLDER CASE...            compares, as TAP
 *     tools --write FOLDER CASE...    writes expected.txt anew, to be read through before
 *                                     it is kept
 *     tools --show FILE [TOOL]        prints what a file is, for looking at a real one
 *
 * A case is a folder with one file export.*; said.txt may hold a tool and an encoding, or
 * - for neither. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/table.h"
#include "importers/tools/export.h"

enum { MOST_BYTES = 1 << 20, WORD_BYTES = 40 };

static const char *folder;

static void add_columns(struct pte_text *text, const struct pte_tool_export *export)
{
    static const char *const roles[] = {"question", "option", "key",
                                        "date",     "person", "system"};
    char letters[PTE_COLUMN_BYTES];

    for (uint32_t i = 0; i < export->n_columns; i++) {
        const struct pte_tool_column *column = &export->columns[i];

        pte_text_addf(text, "%s %s: %s", pte_column_letters(i + 1, letters),
                      roles[column->role], column->name);
        if (column->question != NULL && strcmp(column->question, column->name) != 0)
            pte_text_addf(text, " < %s", column->question);
        pte_text_add(text, "\n");
    }
}

static void add_export(struct pte_text *text, const struct pte_tool_export *export)
{
    pte_text_addf(text, "%s %u: %s\n", pte_tool_name(export->tool), export->certainty,
                  export->reason);
    pte_text_addf(text, "encoding %s, delimiter %02x, header rows %u\n",
                  export->encoding != NULL ? export->encoding : "-", export->delimiter,
                  export->header_rows);
    if (export->part != NULL)
        pte_text_addf(text, "part %s\n", export->part);
    pte_text_addf(text, "rows %zu, respondents %zu, columns %u, questions %u, key %s\n",
                  export->rows, export->respondents, export->n_columns,
                  export->n_questions,
                  export->key > 0 ? export->columns[export->key - 1].name : "-");
    for (size_t i = 0; i < export->n_children; i++)
        pte_text_addf(text, "child %s: %zu rows, %u columns\n", export->children[i].name,
                      export->children[i].rows, export->children[i].columns);
    for (size_t i = 0; i < PTE_TOOL_SAMPLES && export->samples[i] != NULL; i++)
        pte_text_addf(text, "sample %s\n", export->samples[i]);
    for (size_t i = 0; i < export->n_notes; i++)
        pte_text_addf(text, "note %s\n", export->notes[i]);
    add_columns(text, export);
}

static void read_file(const char *path, const char *tool, const char *encoding,
                      struct pte_text *text)
{
    PTE_AUTO(pte_tool_release) struct pte_tool_export export = {0};
    struct pte_error err = {0};
    const struct pte_tool_said said = {.tool = tool, .encoding = encoding};

    if (pte_tool_open(path, &said, &export, &err))
        add_export(text, &export);
    else
        pte_text_addf(text, "refused: %s\n%s\n", err.message, err.hint);
}

static void read_case(const char *name, struct pte_text *text)
{
    static const char *const endings[] = {"csv", "txt", "tsv", "xlsx", "zip"};
    PTE_AUTO(pte_text_release) struct pte_text path = {0};
    PTE_AUTO(pte_text_release) struct pte_text said = {0};
    char tool[WORD_BYTES] = "-", encoding[WORD_BYTES] = "-";

    pte_text_addf(&path, "%s/%s/said.txt", folder, name);
    if (access(path.bytes, R_OK) == 0) {
        assert_true(pte_file_read(path.bytes, MOST_BYTES, &said, NULL));
        assert_int_equal(sscanf(said.bytes, "%39s %39s", tool, encoding), 2);
    }
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        pte_text_clear(&path);
        pte_text_addf(&path, "%s/%s/export.%s", folder, name, endings[i]);
        if (access(path.bytes, R_OK) == 0)
            break;
    }
    read_file(path.bytes, strcmp(tool, "-") != 0 ? tool : NULL,
              strcmp(encoding, "-") != 0 ? encoding : NULL, text);
}

static void the_export_shows_what_is_expected(void **state)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0};
    PTE_AUTO(pte_text_release) struct pte_text expected = {0};
    PTE_AUTO(pte_text_release) struct pte_text got = {0};

    pte_text_addf(&path, "%s/%s/expected.txt", folder, (const char *)*state);
    assert_true(pte_file_read(path.bytes, MOST_BYTES, &expected, NULL));
    read_case(*state, &got);
    assert_string_equal(pte_text_get(&got), pte_text_get(&expected));
}

static int write_cases(char **names, int n)
{
    for (int i = 0; i < n; i++) {
        PTE_AUTO(pte_text_release) struct pte_text path = {0};
        PTE_AUTO(pte_text_release) struct pte_text got = {0};

        read_case(names[i], &got);
        pte_text_addf(&path, "%s/%s/expected.txt", folder, names[i]);
        if (!pte_file_write(path.bytes, got.bytes, got.length, NULL))
            return 1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct CMUnitTest tests[64] = {0};
    size_t n = 0;

    if (argc > 2 && strcmp(argv[1], "--show") == 0) {
        PTE_AUTO(pte_text_release) struct pte_text text = {0};

        read_file(argv[2], argc > 3 ? argv[3] : NULL, argc > 4 ? argv[4] : NULL, &text);
        fputs(pte_text_get(&text), stdout);
        return 0;
    }
    if (argc > 3 && strcmp(argv[1], "--write") == 0) {
        folder = argv[2];
        return write_cases(argv + 3, argc - 3);
    }
    if (argc < 3)
        return 2;
    folder = argv[1];
    for (int i = 2; i < argc && n < sizeof(tests) / sizeof(tests[0]); i++)
        tests[n++] = (struct CMUnitTest){.name = argv[i],
                                         .test_func = the_export_shows_what_is_expected,
                                         .initial_state = argv[i]};
    return _cmocka_run_group_tests("tools", tests, n, NULL, NULL);
}
