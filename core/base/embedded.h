/* core/base/embedded.h - files built into the program (core/base/embed.py). */
#ifndef PTE_CORE_BASE_EMBEDDED_H
#define PTE_CORE_BASE_EMBEDDED_H

#include <stddef.h>

struct pte_embedded {
    const char *name;           /* of the file, without its folder; NULL ends the list */
    const unsigned char *bytes; /* a NUL stands after the last */
    size_t length;
};

#endif
