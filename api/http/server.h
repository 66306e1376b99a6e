/* api/http/server.h - HTTP on one listening socket, in one loop without threads. */
#ifndef PTE_API_HTTP_SERVER_H
#define PTE_API_HTTP_SERVER_H

#include <stdbool.h>

struct pte_desk;
struct pte_error;
struct pte_server;

/**
 * Begins to answer on a listening socket, which it takes over.
 *
 * desk    lent for the server's life
 * Fails   PTE_ESYSTEM
 */
bool pte_server_open(int listening, struct pte_desk *desk, struct pte_server **server,
                     struct pte_error *err);
void pte_server_close(struct pte_server **server);

/** Poll the fd, heed the timeout (milliseconds), run. */
int pte_server_fd(const struct pte_server *server);
int pte_server_timeout(const struct pte_server *server);
void pte_server_run(struct pte_server *server);

/** Takes no more connections; each reply from now on is its connection's last. */
void pte_server_drain(struct pte_server *server);

/** Whether nobody is owed a reply. */
bool pte_server_is_idle(const struct pte_server *server);

#endif
