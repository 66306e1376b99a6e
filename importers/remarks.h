/* importers/remarks.h - what was doubtful while rows were read, a few of each kind. */
#ifndef PTE_IMPORTERS_REMARKS_H
#define PTE_IMPORTERS_REMARKS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/memory.h"
#include "importers/rows.h"

enum { PTE_REMARKS_OF_A_KIND = 20, PTE_REMARK_BYTES = 200 };

/** All zero is empty. */
struct pte_remarks {
    struct pte_remark *list;
    size_t n, room;
    struct pte_remark_count *counts;
    size_t n_counts, room_counts;
    struct pte_arena arena;
};

/** Keeps a copy of a remark, its texts cut at PTE_REMARK_BYTES; past the twentieth of a
 * code it is only counted. */
void pte_remarks_add(struct pte_remarks *remarks, const struct pte_remark *remark);

/** Adds one remark for each code that had more than were kept. Call it at the end, once.
 */
void pte_remarks_finish(struct pte_remarks *remarks);

void pte_remarks_release(struct pte_remarks *remarks);

#endif
