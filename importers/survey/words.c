/* importers/survey/words.c - cells are compared with the words of a mapping. */
#include <string.h>

#include "core/base/memory.h"
#include "importers/survey/survey.intern.h"
#include "importers/terms.h"

void pte_words_add(struct pte_words *words, const char *word)
{
    pte_grow(&words->words, words->n, &words->room, sizeof(*words->words));
    words->words[words->n++] = word;
}

uint32_t pte_words_find(struct pte_words *words, const char *text)
{
    uint32_t found = PTE_NOBODY, kept;

    if (pte_index_find(&words->known, text, strlen(text), &found))
        return found;
    for (uint32_t i = 0; found == PTE_NOBODY && i < words->n; i++)
        if (pte_terms_same(words->words[i], text))
            found = i;
    pte_index_add(&words->known, text, strlen(text), found, &kept);
    return found;
}

void pte_words_release(struct pte_words *words)
{
    pte_free(&words->words);
    pte_index_release(&words->known);
    *words = (struct pte_words){0};
}
