/* api/http/connections.h - every connection has a moment by which it must be done.
 *
 * libmicrohttpd only ends connections that are silent: one byte every two seconds
 * keeps one alive for ever. Here each phase has a deadline that no byte moves. */
#ifndef PTE_API_HTTP_CONNECTIONS_H
#define PTE_API_HTTP_CONNECTIONS_H

#include <stddef.h>

enum pte_phase {
    PTE_ASKING, /* from its first moment, or the end of the last reply, to a whole head */
    PTE_WAITING,  /* for its answer */
    PTE_RECEIVING /* its answer */
};

struct pte_connection;
struct pte_connections;

/** seconds: for each phase, in their order. */
struct pte_connections *pte_connections_new(const double seconds[3]);
void pte_connections_free(struct pte_connections **connections);

/** A new connection on a socket; removed before the socket is closed. */
struct pte_connection *pte_connections_add(struct pte_connections *connections,
                                           int socket);
void pte_connections_remove(struct pte_connections *connections,
                            struct pte_connection **connection);

/** Begins a phase, now. NULL connection allowed. */
void pte_connection_enter(struct pte_connection *connection, enum pte_phase phase);

/** Shuts the sockets of those past their deadline; libmicrohttpd then closes them. */
void pte_connections_sweep(struct pte_connections *connections);

/** How many are beyond PTE_ASKING: a reply is due or under way. */
size_t pte_connections_served(const struct pte_connections *connections);

#endif
