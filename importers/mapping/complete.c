/* importers/mapping/complete.c - what the tool writes, where the mapping does not say. */
#include <string.h>

#include "core/base/memory.h"
#include "importers/mapping.h"
#include "importers/mapping/mapping.intern.h"
#include "importers/tools/export.h"

/* A list as libcyaml would have made it, so that it frees it likewise. */
static char **copy_words(const char *const *words, unsigned *n)
{
    char **copies;

    *n = 0;
    while (words[*n] != NULL)
        ++*n;
    if (*n == 0)
        return NULL;
    copies = pte_alloc(*n, sizeof(*copies));
    for (unsigned i = 0; i < *n; i++) {
        const size_t size = strlen(words[i]) + 1;

        copies[i] = pte_alloc(size, 1);
        memcpy(copies[i], words[i], size);
    }
    return copies;
}

/* Split options of a tool that fills the frame: the question was answered if its own
 * column, with the whole answer, is not blank. */
static void ask_whole(struct pte_mapping_ties *ties)
{
    static const char *const any[] = {"*", NULL};
    const size_t length = ties->columns != NULL ? strlen(ties->columns) : 0;
    struct pte_mapping_condition *when;

    if (ties->answered_when != NULL || length < 3 ||
        strcmp(ties->columns + length - 2, "/*") != 0)
        return;
    when = pte_alloc(1, sizeof(*when));
    when->column = pte_alloc(length - 1, 1);
    memcpy(when->column, ties->columns, length - 2);
    when->is = copy_words(any, &when->is_count);
    ties->answered_when = when;
}

void pte_mapping_complete(struct pte_mapping *mapping)
{
    const struct pte_mapping_source *source = mapping->source;
    const struct pte_tool *tool =
        source != NULL && source->tool != NULL ? pte_tool_called(source->tool) : NULL;

    if (tool == NULL)
        return;
    for (unsigned i = 0; i < mapping->ties_count; i++) {
        struct pte_mapping_ties *ties = &mapping->ties[i];

        if (strcmp(ties->layout, "roster_columns") != 0)
            continue;
        if (pte_tool_fills_frame(tool))
            ask_whole(ties);
        if (ties->yes_count + ties->no_count > 0)
            continue;
        ties->yes = copy_words(pte_tool_yes(tool), &ties->yes_count);
        ties->no = copy_words(pte_tool_no(tool), &ties->no_count);
    }
    for (unsigned i = 0; i < mapping->facts_count; i++) {
        struct pte_mapping_facts *facts = &mapping->facts[i];

        if (strcmp(facts->layout, "choice") != 0 ||
            facts->yes_count + facts->no_count > 0)
            continue;
        facts->yes = copy_words(pte_tool_yes(tool), &facts->yes_count);
        facts->no = copy_words(pte_tool_no(tool), &facts->no_count);
    }
}
