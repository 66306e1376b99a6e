/* importers/remarks.c - what was doubtful while rows were read, a few of each kind. */
#include "importers/remarks.h"

#include <stdio.h>
#include <string.h>

struct pte_remark_count {
    const char *code;
    size_t n;
    uint32_t last; /* line */
};

/* A copy that ends between two characters. */
static const char *keep(struct pte_remarks *remarks, const char *text)
{
    size_t length = text != NULL ? strlen(text) : 0;

    if (text == NULL)
        return NULL;
    if (length > PTE_REMARK_BYTES)
        for (length = PTE_REMARK_BYTES; length > 0 && (text[length] & 0xC0) == 0x80;)
            length--;
    return pte_arena_slice(&remarks->arena, text, length);
}

static struct pte_remark_count *count_of(struct pte_remarks *remarks, const char *code)
{
    for (size_t i = 0; i < remarks->n_counts; i++)
        if (strcmp(remarks->counts[i].code, code) == 0)
            return &remarks->counts[i];
    pte_grow(&remarks->counts, remarks->n_counts, &remarks->room_counts,
             sizeof(*remarks->counts));
    remarks->counts[remarks->n_counts] =
        (struct pte_remark_count){.code = keep(remarks, code)};
    return &remarks->counts[remarks->n_counts++];
}

static void add(struct pte_remarks *remarks, const struct pte_remark *remark)
{
    pte_grow(&remarks->list, remarks->n, &remarks->room, sizeof(*remarks->list));
    remarks->list[remarks->n++] = (struct pte_remark){
        .code = keep(remarks, remark->code),
        .line = remark->line,
        .column = remark->column,
        .value = keep(remarks, remark->value),
        .advice = keep(remarks, remark->advice),
        .sentence = keep(remarks, remark->sentence),
    };
}

void pte_remarks_add(struct pte_remarks *remarks, const struct pte_remark *remark)
{
    struct pte_remark_count *count = count_of(remarks, remark->code);

    count->last = remark->line;
    if (count->n++ < PTE_REMARKS_OF_A_KIND)
        add(remarks, remark);
}

void pte_remarks_finish(struct pte_remarks *remarks)
{
    for (size_t i = 0; i < remarks->n_counts; i++) {
        const struct pte_remark_count *count = &remarks->counts[i];
        char sentence[128];

        if (count->n <= PTE_REMARKS_OF_A_KIND)
            continue;
        snprintf(sentence, sizeof(sentence),
                 "there are %zu more of %s, the last in row %u",
                 count->n - PTE_REMARKS_OF_A_KIND, count->code, count->last);
        add(remarks, &(struct pte_remark){.code = "more_findings",
                                          .value = count->code,
                                          .sentence = sentence});
    }
}

void pte_remarks_release(struct pte_remarks *remarks)
{
    pte_free(&remarks->list);
    pte_free(&remarks->counts);
    pte_arena_release(&remarks->arena);
    *remarks = (struct pte_remarks){0};
}
