/* api/http/server.c - HTTP on one listening socket, in one loop without threads.
 *
 * A client's question takes a worker some time, and this thread may not wait. Suspending
 * connections has faults in libmicrohttpd 0.9.75, and a thread for each connection
 * would make it unsafe to fork new workers. So the library runs without threads inside
 * our own loop, and a handler that has nothing to say yet says nothing: the library
 * asks it again at each run, and we run it when a worker has replied. */
#include "api/http/server.h"

#include <microhttpd.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "api/http/answers.h"
#include "api/http/asking.h"
#include "api/http/connections.h"
#include "api/http/desk.h"
#include "api/http/guard.h"
#include "api/http/reply.h"
#include "api/http/routes.h"
#include "api/http/target.h"
#include "api/http/wishes.h"
#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/memory.h"
#include "core/base/text.h"

enum {
    MOST_CONNECTIONS = 512,
    CONNECTION_BYTES = 16 * 1024,
    SILENCE = 120, /* seconds; our own deadlines are all shorter */
    SWEEP = 250    /* milliseconds */
};
static const double DEADLINES[3] = {10, 90, 30}; /* seconds, by enum pte_phase */

struct pte_server {
    struct MHD_Daemon *daemon;
    struct pte_desk *desk;
    struct pte_routes *routes;
    struct pte_connections *connections;
    double swept;
    bool drains;
};

/* One request, from its first line to the end of its reply. */
struct request {
    struct pte_text target; /* as it came */
    bool was_seen;          /* the guard let it pass */
    bool was_replied;
    struct pte_route route;
    struct pte_wait *wait;
    const char *method; /* one of our own words */
    double began;
    int status;
};

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static struct pte_connection *record_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info != NULL ? info->socket_context : NULL;
}

static void on_connection(void *self, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode code)
{
    struct pte_server *server = self;
    struct pte_connection *record = *context;
    const union MHD_ConnectionInfo *info;

    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        pte_connections_remove(server->connections, &record);
        *context = NULL;
        return;
    }
    info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info != NULL)
        *context = pte_connections_add(server->connections, info->connect_fd);
}

/* The first to see a request: what is returned becomes its context. */
static void *on_target(void *self, const char *target, struct MHD_Connection *connection)
{
    struct request *request = pte_alloc(1, sizeof(*request));

    (void)self;
    (void)connection;
    pte_text_add(&request->target, target);
    request->began = now();
    request->route.name = "refused";
    request->method = "other";
    return request;
}

static void on_completed(void *self, struct MHD_Connection *connection, void **context,
                         enum MHD_RequestTerminationCode code)
{
    struct request *request = *context;

    (void)self;
    (void)code;
    pte_connection_enter(record_of(connection), PTE_ASKING);
    if (request == NULL)
        return;
    pte_log(PTE_INFO, "%s %s %d %.0f ms", request->method, request->route.name,
            request->status, (now() - request->began) * 1000);
    pte_wait_end(&request->wait);
    pte_text_release(&request->target);
    pte_free(&request);
    *context = NULL;
}

/* The library must not decode: the guard reads addresses as they came. */
static size_t leave_escapes(void *self, struct MHD_Connection *connection, char *text)
{
    (void)self;
    (void)connection;
    return strlen(text);
}

static void say_nothing(void *self, const char *format, va_list arguments)
{
    (void)self;
    (void)format; /* the library's words may quote what a client sent */
    (void)arguments;
}

struct gathered {
    struct pte_header header[PTE_GUARD_HEADERS + 1];
    size_t n;
};

static enum MHD_Result gather(void *self, enum MHD_ValueKind kind, const char *name,
                              size_t name_length, const char *value, size_t value_length)
{
    struct gathered *all = self;

    (void)kind;
    if (all->n <= PTE_GUARD_HEADERS) /* one too many is enough for the guard */
        all->header[all->n++] =
            (struct pte_header){name, name_length, value != NULL ? value : "",
                                value != NULL ? value_length : 0};
    return MHD_YES;
}

static enum MHD_Result send_finished(struct pte_server *server,
                                     struct MHD_Connection *connection,
                                     struct request *request,
                                     struct pte_finished *finished)
{
    const struct pte_reply reply = {
        .packed = pte_wish_weight(header(connection, "Accept-Encoding"), "gzip") > 0,
        .if_none_match = header(connection, "If-None-Match"),
        .file_name = request->route.file_name,
        .may_change = request->route.kind == PTE_ROUTE_QUESTION,
        .closes = server->drains};

    request->was_replied = true;
    pte_connection_enter(record_of(connection), PTE_RECEIVING);
    return pte_reply_send(connection, finished, &reply, &request->status);
}

static enum MHD_Result send_problem(struct pte_server *server,
                                    struct MHD_Connection *connection,
                                    struct request *request, int status,
                                    const char *sentence, const char *hint)
{
    PTE_AUTO(pte_finished_release)
    struct pte_finished *problem = pte_desk_problem(status, sentence, hint);

    return send_finished(server, connection, request, problem);
}

static enum MHD_Result guard(struct pte_server *server, struct MHD_Connection *connection,
                             struct request *request, const char *method,
                             const char *version)
{
    static const char *const methods[] = {"GET", "HEAD", "OPTIONS"};
    struct gathered headers = {.n = 0};
    struct pte_refusal refusal;
    struct pte_request_head head = {.method = method,
                                    .target = pte_text_get(&request->target),
                                    .version = version,
                                    .headers = headers.header};

    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, gather, &headers);
    head.n_headers = headers.n;
    request->was_seen = true;
    for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
        if (strcmp(method, methods[i]) == 0)
            request->method = methods[i];
    pte_connection_enter(record_of(connection), PTE_WAITING);
    if (pte_guard_passes(&head, &refusal))
        return MHD_YES;
    return send_problem(server, connection, request, refusal.status, refusal.sentence,
                        NULL);
}

/* A question whose language the address leaves open is asked in the client's. */
static void choose_language(struct MHD_Connection *connection,
                            const struct pte_question *question,
                            struct pte_target *target)
{
    static const char *const languages[] = {"en", "es", "fr"};
    const char *best;

    if (pte_target_value(target, "lang") != NULL ||
        strstr(question->parameters, "lang") == NULL)
        return;
    best = pte_wish_best(header(connection, "Accept-Language"), languages, 3);
    if (best != NULL && pte_wish_weight(header(connection, "Accept-Language"), best) > 0)
        pte_target_add(target, "lang", best);
}

static enum MHD_Result begin(struct pte_server *server, struct MHD_Connection *connection,
                             struct request *request)
{
    PTE_AUTO(pte_target_release) struct pte_target target = {0};
    struct pte_asking asking = {.errand = PTE_ERRAND_READY, .question = ""};
    struct pte_error err = {0};

    if (!pte_target_read(pte_text_get(&request->target), &target, &err) ||
        !pte_routes_find(server->routes, &target, header(connection, "Accept"),
                         &request->route, &err))
        return send_problem(server, connection, request, pte_problem_status(&err),
                            err.message, err.hint);
    if (request->route.kind == PTE_ROUTE_FIXED)
        return send_finished(server, connection, request, request->route.fixed);
    if (request->route.kind == PTE_ROUTE_QUESTION) {
        choose_language(connection, request->route.question, &target);
        asking = (struct pte_asking){.errand = PTE_ERRAND_ANSWER,
                                     .form = request->route.form,
                                     .question = request->route.question->name,
                                     .given = target.given,
                                     .n_given = target.n_given};
    }
    request->wait = pte_desk_ask(server->desk, &asking, request->route.type);
    return MHD_YES;
}

static enum MHD_Result on_request(void *self, struct MHD_Connection *connection,
                                  const char *url, const char *method,
                                  const char *version, const char *body,
                                  size_t *body_length, void **context)
{
    struct pte_server *server = self;
    struct request *request = *context;
    struct pte_finished *finished;

    (void)url;
    (void)body;
    if (request == NULL)
        return MHD_NO;
    if (!request->was_seen)
        return guard(server, connection, request, method, version);
    if (*body_length > 0 || request->was_replied) { /* refused, and closed after that */
        *body_length = 0;
        return MHD_YES;
    }
    if (strcmp(method, "OPTIONS") == 0) {
        request->was_replied = true;
        request->route.name = "options";
        return pte_reply_options(connection, &request->status);
    }
    if (request->wait == NULL)
        return begin(server, connection, request);
    finished = pte_wait_finished(request->wait);
    if (finished == NULL)
        return MHD_YES; /* asked again at the next run */
    return send_finished(server, connection, request, finished);
}

bool pte_server_open(int listening, struct pte_desk *desk, struct pte_server **server,
                     struct pte_error *err)
{
    PTE_AUTO(pte_server_close) struct pte_server *made = pte_alloc(1, sizeof(*made));

    made->desk = desk;
    made->routes = pte_routes_new();
    made->connections = pte_connections_new(DEADLINES);
    made->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_ERROR_LOG, 0, NULL, NULL, on_request, made,
        MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL, MHD_OPTION_LISTEN_SOCKET,
        listening, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_BYTES, MHD_OPTION_CONNECTION_LIMIT, (unsigned)MOST_CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENCE, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, made, MHD_OPTION_NOTIFY_COMPLETED, on_completed, made,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, made, MHD_OPTION_UNESCAPE_CALLBACK,
        leave_escapes, NULL, MHD_OPTION_END);
    if (made->daemon == NULL) {
        close(listening);
        return pte_fail(err, PTE_ESYSTEM, "cannot start the HTTP service");
    }
    *server = made;
    made = NULL;
    return true;
}

void pte_server_close(struct pte_server **server)
{
    struct pte_server *gone = *server;

    if (gone == NULL)
        return;
    if (gone->daemon != NULL)
        MHD_stop_daemon(gone->daemon);
    pte_connections_free(&gone->connections);
    pte_routes_free(&gone->routes);
    pte_free(server);
}

int pte_server_fd(const struct pte_server *server)
{
    return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

int pte_server_timeout(const struct pte_server *server)
{
    MHD_UNSIGNED_LONG_LONG wanted;

    if (MHD_get_timeout(server->daemon, &wanted) != MHD_YES || wanted > SWEEP)
        return SWEEP;
    /* It wants to run at once whenever a handler has said nothing: once a millisecond
     * is enough for whatever else it has to do, and workers wake us by themselves. */
    if (wanted == 0 && pte_desk_waiting(server->desk) > 0)
        return 1;
    return (int)wanted;
}

void pte_server_run(struct pte_server *server)
{
    MHD_run(server->daemon);
    if ((now() - server->swept) * 1000 < SWEEP)
        return;
    pte_connections_sweep(server->connections);
    server->swept = now();
}

void pte_server_drain(struct pte_server *server)
{
    MHD_socket listening;

    server->drains = true;
    MHD_run(server->daemon); /* those who have connected by now are let in */
    listening = MHD_quiesce_daemon(server->daemon);
    if (listening != MHD_INVALID_SOCKET)
        close(listening);
    MHD_run(server->daemon);
}

bool pte_server_is_idle(const struct pte_server *server)
{
    return pte_connections_served(server->connections) == 0;
}
