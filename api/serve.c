/* api/serve.c - the JSON API and the page, on loopback. */
#include "api/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "api/http/desk.h"
#include "api/http/server.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/pool.h"
#include "core/base/text.h"
#include "core/store/store.h"

enum { FIRST_PORT = 8070, PORTS = 20, BACKLOG = 512 };
static const double DRAIN = 10;   /* seconds for replies that are due when we are ended */
static const double LINGER = 0.2; /* for those whose request is still in the socket */

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

/* What is served here is for the user of this machine: there are no keys yet. */
static bool read_address(const char *text, union address *address, struct pte_error *err)
{
    *address = (union address){.any.sa_family = AF_UNSPEC};
    if (text == NULL || strcmp(text, "localhost") == 0)
        text = "127.0.0.1";
    if (inet_pton(AF_INET, text, &address->v4.sin_addr) == 1 &&
        (ntohl(address->v4.sin_addr.s_addr) >> 24) == 127)
        address->v4.sin_family = AF_INET;
    else if (inet_pton(AF_INET6, text, &address->v6.sin6_addr) == 1 &&
             IN6_IS_ADDR_LOOPBACK(&address->v6.sin6_addr))
        address->v6.sin6_family = AF_INET6;
    else {
        pte_fail(err, PTE_EUSAGE, "'%.60s' is not an address of this machine alone",
                 text);
        return pte_hint(err, "use 127.0.0.1 or ::1, and a proxy such as nginx in front "
                             "for others");
    }
    return true;
}

static bool listen_at(union address *address, int port, int *listening)
{
    PTE_AUTO(close_fd)
    int fd =
        socket(address->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int yes = 1;
    socklen_t length = sizeof(address->v4);

    if (address->any.sa_family == AF_INET6) {
        address->v6.sin6_port = htons((uint16_t)port);
        length = sizeof(address->v6);
    } else {
        address->v4.sin_port = htons((uint16_t)port);
    }
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) != 0 ||
        bind(fd, &address->any, length) != 0 || listen(fd, BACKLOG) != 0)
        return false;
    *listening = fd;
    fd = -1;
    return true;
}

static bool find_port(const struct pte_serve_options *options, union address *address,
                      int *listening, int *port, struct pte_error *err)
{
    const int first = options->port != 0 ? options->port : FIRST_PORT;
    const int last = options->port_is_fixed ? first : first + PORTS - 1;

    for (*port = first; *port <= last && *port <= 65535; ++*port)
        if (listen_at(address, *port, listening))
            return true;
        else if (errno != EADDRINUSE)
            break;
    pte_fail(err, PTE_ESYSTEM, "cannot listen on port %d: %s", first, strerror(errno));
    return pte_hint(err, "choose another with --port");
}

/* A helper of a helper starts the browser, so that nobody has to wait for it. */
static void open_in_browser(const char *url)
{
    const pid_t child = fork();

    if (child == 0) {
        sigset_t nothing;

        sigemptyset(&nothing);
        sigprocmask(SIG_SETMASK, &nothing, NULL);
        if (setsid() < 0 || fork() != 0)
            _exit(0);
        close_range(3, ~0U, 0);
        execlp("xdg-open", "xdg-open", url, (char *)NULL);
        _exit(127);
    }
    if (child > 0)
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
            ;
}

static void greet(const struct pte_serve_options *options, const union address *address,
                  int port)
{
    char text[INET6_ADDRSTRLEN] = "127.0.0.1", url[INET6_ADDRSTRLEN + 32];

    if (address->any.sa_family == AF_INET6) {
        snprintf(url, sizeof(url), "http://[::1]:%d/", port);
    } else {
        inet_ntop(AF_INET, &address->v4.sin_addr, text, sizeof(text));
        snprintf(url, sizeof(url), "http://%s:%d/", text, port);
    }
    fprintf(stderr, "%s\n", url);
    if (options->open_page &&
        (getenv("DISPLAY") != NULL || getenv("WAYLAND_DISPLAY") != NULL))
        open_in_browser(url);
}

static int sooner(int one, int other)
{
    if (one < 0 || other < 0)
        return one < 0 ? other : one;
    return one < other ? one : other;
}

/* Until the first signal; then until every reply that is due is out, or the second. */
static void loop(struct pte_server *server, struct pte_desk *desk, int signals)
{
    double drains_since = 0;

    for (;;) {
        struct pollfd polled[3] = {{.fd = pte_server_fd(server), .events = POLLIN},
                                   {.fd = pte_desk_fd(desk), .events = POLLIN},
                                   {.fd = signals, .events = POLLIN}};
        int wait = sooner(pte_server_timeout(server), pte_desk_timeout(desk));
        struct signalfd_siginfo told;

        if (drains_since > 0)
            wait = sooner(wait, 20);
        (void)poll(polled, 3, wait);
        if (read(signals, &told, sizeof(told)) == (ssize_t)sizeof(told)) {
            if (drains_since > 0)
                return;
            drains_since = now();
            pte_server_drain(server);
        }
        pte_desk_run(desk);
        pte_server_run(server);
        if (drains_since > 0 &&
            (now() - drains_since > DRAIN ||
             (now() - drains_since > LINGER && pte_server_is_idle(server))))
            return;
    }
}

/* Signals come as bytes on a descriptor while we serve, and as before afterwards. */
struct signals {
    sigset_t before;
    int fd;
};

static void release_signals(struct signals *signals)
{
    if (signals->fd < 0)
        return;
    close_fd(&signals->fd);
    sigprocmask(SIG_SETMASK, &signals->before, NULL);
}

static bool take_signals(struct signals *signals, struct pte_error *err)
{
    sigset_t ours;

    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&ours);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGINT);
    if (sigprocmask(SIG_BLOCK, &ours, &signals->before) == 0)
        signals->fd = signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK);
    return signals->fd >= 0 ||
           pte_fail(err, PTE_ESYSTEM, "cannot wait for signals: %s", strerror(errno));
}

/* Makes and starts what is needed, and says what is wrong before anybody asks. */
static bool try_store(const char *database, struct pte_error *err)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = NULL;

    return pte_store_open(database, &store, err);
}

bool pte_serve(const struct pte_serve_options *options, struct pte_error *err)
{
    PTE_AUTO(pte_desk_close) struct pte_desk *desk = NULL;
    PTE_AUTO(pte_server_close) struct pte_server *server = NULL;
    PTE_AUTO(release_signals) struct signals signals = {.fd = -1};
    const struct pte_desk_options asked = {
        .database = options->database,
        .workers = options->workers != 0 ? options->workers : pte_pool_threads()};
    const struct rlimit none = {0, 0};
    union address address;
    int listening = -1, port = 0;

    setrlimit(RLIMIT_CORE, &none); /* a core would hold people's answers */
    if (!read_address(options->address, &address, err) ||
        !try_store(options->database, err) ||
        !find_port(options, &address, &listening, &port, err))
        return false;
    if (!take_signals(&signals, err) || !pte_desk_open(&asked, &desk, err)) {
        close(listening);
        return false;
    }
    if (!pte_server_open(listening, desk, &server, err))
        return false;
    greet(options, &address, port);
    loop(server, desk, signals.fd);
    return true;
}
