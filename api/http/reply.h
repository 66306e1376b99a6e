/* api/http/reply.h - an answer on the wire: headers, compression, not modified. */
#ifndef PTE_API_HTTP_REPLY_H
#define PTE_API_HTTP_REPLY_H

#include <microhttpd.h>
#include <stdbool.h>

struct pte_finished;

/** How an answer is sent. */
struct pte_reply {
    bool packed;               /* the client takes gzip */
    const char *if_none_match; /* or NULL */
    const char *file_name;     /* for saving it, or NULL */
    bool may_change;           /* depends on Accept and Accept-Language too */
    bool closes;               /* the connection ends with it */
};

/**
 * Queues an answer with the headers every reply has. A good answer whose tag the client
 * holds becomes 304 without a body; a refusal always closes the connection.
 *
 * status  out: what was sent
 */
enum MHD_Result pte_reply_send(struct MHD_Connection *connection,
                               struct pte_finished *finished,
                               const struct pte_reply *reply, int *status);

/** Queues 204 with what is allowed: the answer to OPTIONS. */
enum MHD_Result pte_reply_options(struct MHD_Connection *connection, int *status);

#endif
