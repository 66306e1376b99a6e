/* api/serve.h - the JSON API and the page, on loopback. */
#ifndef PTE_API_SERVE_H
#define PTE_API_SERVE_H

#include <stdbool.h>

struct pte_error;

struct pte_serve_options {
    const char *database; /* as for pte_store_open */
    const char *address;  /* "127.0.0.1"; only loopback addresses */
    int port;             /* 0 = 8070, or the next free one after it */
    bool port_is_fixed;   /* fail rather than take another */
    bool open_page;       /* in the user's browser */
    unsigned workers;     /* 0 = one a core */
};

/**
 * Serves until SIGTERM or SIGINT; says on stderr where. Computing happens in worker
 * processes; the event loop answers what needs none.
 *
 * Fails   PTE_EUSAGE not loopback; PTE_ESYSTEM cannot listen, with the port; PTE_ESTORE
 */
bool pte_serve(const struct pte_serve_options *options, struct pte_error *err);

#endif
