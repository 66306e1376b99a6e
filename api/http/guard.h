/* api/http/guard.h - what a request must look like before anything reads it.
 *
 * libmicrohttpd 0.9.75 takes two Content-Lengths, Content-Length beside
 * Transfer-Encoding, names with blanks, two Hosts, and leaves `..` in paths: each has
 * been a way to smuggle a request or reach a file. Whatever is not plainly right is
 * refused here, and its connection closed, so that nothing after it is read. */
#ifndef PTE_API_HTTP_GUARD_H
#define PTE_API_HTTP_GUARD_H

#include <stdbool.h>
#include <stddef.h>

enum {
    PTE_GUARD_TARGET = 2048, /* bytes of path and query */
    PTE_GUARD_HEADERS = 64   /* how many */
};

struct pte_header {
    const char *name;
    size_t name_length;
    const char *value;
    size_t value_length;
};

/** The head of a request as it came, nothing decoded. */
struct pte_request_head {
    const char *method, *target, *version; /* "GET", "/v1/gaps?country=PE", "HTTP/1.1" */
    const struct pte_header *headers;
    size_t n_headers;
};

/** Why a request is refused: an HTTP status and a sentence without request values. */
struct pte_refusal {
    int status;
    const char *sentence;
};

/**
 * Whether a request may be answered: GET, HEAD or OPTIONS without a body, a plain path,
 * a Host that is this machine (else any web page could have its name point here and
 * read the answers), and headers that leave no doubt where the request ends.
 *
 * refusal  out: untouched where the request may pass
 */
bool pte_guard_passes(const struct pte_request_head *head, struct pte_refusal *refusal);

/** Whether a Host header names this machine: localhost, 127.0.0.0/8 or [::1], with or
 * without a port. */
bool pte_guard_host_is_loopback(const char *host, size_t length);

#endif
