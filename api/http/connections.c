/* api/http/connections.c - every connection has a moment by which it must be done. */
#include "api/http/connections.h"

#include <sys/socket.h>
#include <time.h>

#include "core/base/memory.h"

struct pte_connection {
    struct pte_connection *next, *previous;
    int socket;
    enum pte_phase phase;
    double since;
};

struct pte_connections {
    struct pte_connection *first;
    double seconds[3];
    size_t n;
};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

struct pte_connections *pte_connections_new(const double seconds[3])
{
    struct pte_connections *connections = pte_alloc(1, sizeof(*connections));

    for (int i = 0; i < 3; i++)
        connections->seconds[i] = seconds[i];
    return connections;
}

void pte_connections_free(struct pte_connections **connections)
{
    while (*connections != NULL && (*connections)->first != NULL) {
        struct pte_connection *gone = (*connections)->first;

        pte_connections_remove(*connections, &gone);
    }
    pte_free(connections);
}

struct pte_connection *pte_connections_add(struct pte_connections *connections,
                                           int socket)
{
    struct pte_connection *connection = pte_alloc(1, sizeof(*connection));

    connection->socket = socket;
    connection->since = now();
    connection->next = connections->first;
    if (connections->first != NULL)
        connections->first->previous = connection;
    connections->first = connection;
    connections->n++;
    return connection;
}

void pte_connections_remove(struct pte_connections *connections,
                            struct pte_connection **connection)
{
    struct pte_connection *gone = *connection;

    if (gone == NULL)
        return;
    *(gone->previous != NULL ? &gone->previous->next : &connections->first) = gone->next;
    if (gone->next != NULL)
        gone->next->previous = gone->previous;
    connections->n--;
    pte_free(connection);
}

void pte_connection_enter(struct pte_connection *connection, enum pte_phase phase)
{
    if (connection == NULL)
        return;
    connection->phase = phase;
    connection->since = now();
}

void pte_connections_sweep(struct pte_connections *connections)
{
    const double moment = now();

    for (struct pte_connection *one = connections->first; one != NULL; one = one->next)
        if (moment - one->since > connections->seconds[one->phase])
            shutdown(one->socket, SHUT_RDWR);
}

size_t pte_connections_served(const struct pte_connections *connections)
{
    size_t n = 0;

    for (const struct pte_connection *one = connections->first; one != NULL;
         one = one->next)
        n += one->phase != PTE_ASKING;
    return n;
}
