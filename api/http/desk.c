/* api/http/desk.c - takes questions from clients and sees to it that each is answered. */
#include "api/http/desk.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "api/http/answers.h"
#include "api/http/asking.h"
#include "api/http/workers.h"
#include "core/base/error.h"
#include "core/base/memory.h"

static const char PROBLEM[] = "application/problem+json";
static const double SCOUT_SECONDS = 10; /* a private cluster may have to start first */
enum { SCOUT_QUEUE = 1024 };

/* One computing, and all who wait for it. */
struct work {
    struct work *next;
    struct pte_text key; /* revision and request */
    const char *type;
    uint64_t ticket;
    struct pte_wait *waits; /* by their fellow */
    struct pte_desk *desk;
    bool is_kept; /* the revision is known */
};

struct pte_wait {
    struct pte_desk *desk;
    struct pte_text request; /* packed */
    enum pte_errand errand;
    const char *type;
    double seconds;
    uint64_t scouting; /* ticket; 0 = not any more */
    bool was_left;     /* by its client while the scout had it */
    struct work *work;
    struct pte_wait *fellow;
    struct pte_finished *finished;
};

struct pte_desk {
    struct pte_workers *scout, *workers;
    struct pte_clerk clerk; /* of each worker, copied by fork */
    struct pte_answers *answers;
    struct work *works;
    size_t waiting;
    double seconds, drawing_seconds;
    int epoll;
};

struct pte_finished *pte_desk_problem(int status, const char *sentence, const char *hint)
{
    struct pte_error err = {.kind = status == 404  ? PTE_ENOTFOUND
                                    : status < 500 ? PTE_EUSAGE
                                                   : PTE_ESYSTEM};
    PTE_AUTO(pte_text_release) struct pte_text body = {0};

    strncpy(err.message, sentence, sizeof(err.message) - 1);
    strncpy(err.hint, hint != NULL ? hint : "", sizeof(err.hint) - 1);
    pte_problem_document(&err, status, &body);
    return pte_finished_new(status, PROBLEM, &body);
}

/* What came back, as an answer. */
static struct pte_finished *make_finished(enum pte_outcome outcome,
                                          const struct pte_text *reply, const char *type)
{
    struct pte_replied replied;
    PTE_AUTO(pte_text_release) struct pte_text body = {0};

    if (outcome == PTE_OVERRAN)
        return pte_desk_problem(504, "the question took longer than it may",
                                "ask for fewer countries or a smaller network");
    if (outcome == PTE_CRASHED || !pte_replied_read(reply, &replied))
        return pte_desk_problem(500, "the process that computed the answer ended", NULL);
    pte_text_add_bytes(&body, replied.body, replied.length);
    return pte_finished_new(replied.status, replied.status == 200 ? type : PROBLEM,
                            &body);
}

static void finish(struct pte_wait *wait, struct pte_finished *finished)
{
    wait->finished = pte_finished_hold(finished);
    wait->desk->waiting--;
}

static void free_work(struct work *work)
{
    for (struct work **at = &work->desk->works; *at != NULL; at = &(*at)->next)
        if (*at == work) {
            *at = work->next;
            break;
        }
    pte_text_release(&work->key);
    pte_free(&work);
}

static void computed(void *self, enum pte_outcome outcome, const struct pte_text *reply)
{
    struct work *work = self;
    PTE_AUTO(pte_finished_release)
    struct pte_finished *finished = make_finished(outcome, reply, work->type);

    if (finished->status == 200 && work->is_kept)
        pte_answers_keep(work->desk->answers, work->key.bytes, work->key.length,
                         finished);
    for (struct pte_wait *wait = work->waits, *next; wait != NULL; wait = next) {
        next = wait->fellow;
        wait->work = NULL;
        finish(wait, finished);
    }
    free_work(work);
}

static void turn_away(struct pte_wait *wait)
{
    PTE_AUTO(pte_finished_release)
    struct pte_finished *finished = pte_desk_problem(
        503, "too many questions are being answered", "ask again in a few seconds");

    finish(wait, finished);
}

static void join(struct pte_wait *wait, struct work *work)
{
    wait->work = work;
    wait->fellow = work->waits;
    work->waits = wait;
}

/* revision NULL: not known, then nothing is kept or shared. */
static void compute(struct pte_wait *wait, const struct pte_replied *revision)
{
    struct pte_desk *desk = wait->desk;
    PTE_AUTO(pte_text_release) struct pte_text key = {0};
    struct work *work;

    if (revision != NULL) {
        PTE_AUTO(pte_finished_release) struct pte_finished *found = NULL;

        pte_text_add_bytes(&key, revision->body, revision->length);
        pte_text_add_bytes(&key, "", 1);
        pte_text_add_bytes(&key, wait->request.bytes, wait->request.length);
        found = pte_answers_find(desk->answers, key.bytes, key.length);
        if (found != NULL) {
            finish(wait, found);
            return;
        }
        for (work = desk->works; work != NULL; work = work->next)
            if (work->is_kept && work->key.length == key.length &&
                memcmp(work->key.bytes, key.bytes, key.length) == 0) {
                join(wait, work);
                return;
            }
    }
    work = pte_alloc(1, sizeof(*work));
    work->desk = desk;
    work->type = wait->type;
    work->is_kept = revision != NULL;
    work->key = key;
    key = (struct pte_text){0};
    work->next = desk->works;
    desk->works = work;
    work->ticket =
        pte_workers_ask(desk->workers, &wait->request, wait->seconds, computed, work);
    if (work->ticket != 0) {
        join(wait, work);
        return;
    }
    free_work(work);
    turn_away(wait);
}

static void free_wait(struct pte_wait **wait)
{
    pte_text_release(&(*wait)->request);
    pte_finished_release(&(*wait)->finished);
    pte_free(wait);
}

static void scouted(void *self, enum pte_outcome outcome, const struct pte_text *reply)
{
    struct pte_wait *wait = self;
    struct pte_replied replied;

    wait->scouting = 0;
    if (wait->was_left) {
        free_wait(&wait);
    } else if (wait->errand == PTE_ERRAND_READY || outcome != PTE_ANSWERED) {
        PTE_AUTO(pte_finished_release)
        struct pte_finished *finished = make_finished(outcome, reply, wait->type);

        finish(wait, finished);
    } else {
        /* Without a revision there is something wrong with what was asked: the full
         * question says what. */
        compute(wait, pte_replied_read(reply, &replied) && replied.status == 200
                          ? &replied
                          : NULL);
    }
}

struct pte_wait *pte_desk_ask(struct pte_desk *desk, const struct pte_asking *asking,
                              const char *type)
{
    struct pte_wait *wait = pte_alloc(1, sizeof(*wait));
    PTE_AUTO(pte_text_release) struct pte_text request = {0};
    struct pte_asking look = *asking;

    wait->desk = desk;
    wait->errand = asking->errand;
    wait->type = type;
    wait->seconds =
        strcmp(asking->question, "map") == 0 ? desk->drawing_seconds : desk->seconds;
    pte_asking_pack(asking, &wait->request);
    desk->waiting++;
    if (asking->errand == PTE_ERRAND_ANSWER)
        look.errand = PTE_ERRAND_REVISION;
    pte_asking_pack(&look, &request);
    wait->scouting = pte_workers_ask(desk->scout, &request, SCOUT_SECONDS, scouted, wait);
    if (wait->scouting == 0)
        turn_away(wait);
    return wait;
}

struct pte_finished *pte_wait_finished(const struct pte_wait *wait)
{
    return wait->finished;
}

static void leave_work(struct pte_wait *wait)
{
    struct work *work = wait->work;

    for (struct pte_wait **at = &work->waits; *at != NULL; at = &(*at)->fellow)
        if (*at == wait) {
            *at = wait->fellow;
            break;
        }
    wait->work = NULL;
    if (work->waits == NULL && pte_workers_withdraw(work->desk->workers, work->ticket))
        free_work(work);
}

void pte_wait_end(struct pte_wait **wait)
{
    struct pte_wait *gone = *wait;

    *wait = NULL;
    if (gone == NULL)
        return;
    if (gone->finished == NULL)
        gone->desk->waiting--;
    if (gone->work != NULL)
        leave_work(gone);
    if (gone->scouting != 0 && !pte_workers_withdraw(gone->desk->scout, gone->scouting)) {
        gone->was_left = true; /* freed when the scout comes back */
        return;
    }
    free_wait(&gone);
}

static bool watch(struct pte_desk *desk, struct pte_workers *workers,
                  struct pte_error *err)
{
    struct epoll_event event = {.events = EPOLLIN};

    if (epoll_ctl(desk->epoll, EPOLL_CTL_ADD, pte_workers_fd(workers), &event) == 0)
        return true;
    return pte_fail(err, PTE_ESYSTEM, "cannot watch workers: %s", strerror(errno));
}

bool pte_desk_open(const struct pte_desk_options *options, struct pte_desk **desk,
                   struct pte_error *err)
{
    PTE_AUTO(pte_desk_close) struct pte_desk *made = pte_alloc(1, sizeof(*made));
    struct pte_workers_options pool = {.work = pte_clerk_work, .self = &made->clerk};

    made->clerk.database = options->database;
    made->seconds = options->seconds > 0 ? options->seconds : 30;
    made->drawing_seconds = options->drawing_seconds > 0 ? options->drawing_seconds : 15;
    made->answers =
        pte_answers_new(options->most_bytes != 0 ? options->most_bytes : 64 << 20);
    made->epoll = epoll_create1(EPOLL_CLOEXEC);
    pool.n = 1;
    pool.queue = SCOUT_QUEUE;
    if (!pte_workers_start(&pool, &made->scout, err))
        return false;
    pool.n = options->workers;
    pool.queue = options->queue != 0 ? options->queue : 64;
    if (!pte_workers_start(&pool, &made->workers, err) ||
        !watch(made, made->scout, err) || !watch(made, made->workers, err))
        return false;
    *desk = made;
    made = NULL;
    return true;
}

/* All waits have been ended by then; what the scout still has is freed with it. */
void pte_desk_close(struct pte_desk **desk)
{
    struct pte_desk *gone = *desk;

    if (gone == NULL)
        return;
    pte_workers_stop(&gone->scout);
    pte_workers_stop(&gone->workers);
    while (gone->works != NULL)
        free_work(gone->works);
    pte_answers_free(&gone->answers);
    if (gone->epoll >= 0)
        close(gone->epoll);
    pte_free(desk);
}

int pte_desk_fd(const struct pte_desk *desk)
{
    return desk->epoll;
}

int pte_desk_timeout(const struct pte_desk *desk)
{
    const int scout = pte_workers_timeout(desk->scout);
    const int workers = pte_workers_timeout(desk->workers);

    if (scout < 0 || workers < 0)
        return scout < 0 ? workers : scout;
    return scout < workers ? scout : workers;
}

void pte_desk_run(struct pte_desk *desk)
{
    pte_workers_run(desk->scout);
    pte_workers_run(desk->workers);
}

size_t pte_desk_waiting(const struct pte_desk *desk)
{
    return desk->waiting;
}
