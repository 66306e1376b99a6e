/* api/page/files.h - the page and what it loads, built into the program. */
#ifndef PTE_API_PAGE_FILES_H
#define PTE_API_PAGE_FILES_H

#include <stddef.h>

struct pte_page_file {
    const char *path; /* "/index.html" */
    const char *type; /* media type */
    const unsigned char *bytes;
    size_t length;
};

/** All files, by path; lent. n may be NULL. */
const struct pte_page_file *pte_page_files(size_t *n);

#endif
