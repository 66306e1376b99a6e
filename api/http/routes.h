/* api/http/routes.h - which address is which question, and what needs no computing. */
#ifndef PTE_API_HTTP_ROUTES_H
#define PTE_API_HTTP_ROUTES_H

#include <stdbool.h>

#include "api/questions.h"

struct pte_finished;
struct pte_routes;
struct pte_target;

enum pte_place_kind {
    PTE_ROUTE_NOWHERE,
    PTE_ROUTE_FIXED, /* the page, its files, the index, health: finished already */
    PTE_ROUTE_READY, /* asks whether the store can be asked */
    PTE_ROUTE_QUESTION
};

/** Where an address leads. */
struct pte_route {
    enum pte_place_kind kind;
    const char *name;                    /* for the log: a template, never a value */
    struct pte_finished *fixed;          /* lent */
    const struct pte_question *question; /* lent */
    enum pte_form form;
    const char *type;      /* media type of a good answer */
    const char *file_name; /* for saving a picture, or NULL */
};

/** Makes ready what is the same for every client: page, files, index. */
struct pte_routes *pte_routes_new(void);
void pte_routes_free(struct pte_routes **routes);

/**
 * Finds the route. The form is that of the path's ending (`/v1/map.svg`), else of
 * `format=`, else the one the client would rather have, else JSON.
 *
 * accept   header or NULL
 * Fails    PTE_ENOTFOUND no such address, with the nearest question; PTE_EUSAGE no such
 *          form
 */
bool pte_routes_find(const struct pte_routes *routes, const struct pte_target *target,
                     const char *accept, struct pte_route *route, struct pte_error *err);

#endif
