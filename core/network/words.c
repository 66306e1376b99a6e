/* core/network/words.c - what each actor says of each other one, from the answers. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/memory.h"
#include "core/network/network.intern.h"

enum { MARKS = PTE_STRUCTURAL + 1 };

/* One question block of one response, of the relation and tense chosen. */
struct block {
    uint32_t actor, relation, response;
    enum pte_mark otherwise;
};

/* All blocks of one actor about one relation: blocks[start] to blocks[end - 1]. */
struct group {
    uint32_t relation;
    size_t start, end;
    size_t marks[MARKS]; /* how many of its blocks mean each mark */
    enum pte_mark mark;  /* what they mean together */
};

/* One report, of the relation and tense chosen, between two actors. */
struct word {
    uint32_t from, to, relation, response;
    enum pte_mark mark;
    double level;
};

/* What is at hand while the words are put together. */
struct work {
    struct pte_network *net;
    const struct pte_survey *survey;
    const uint32_t *actor_of;
    uint32_t relation; /* PTE_NOBODY = any */
    struct block *blocks;
    size_t n_blocks, room_blocks;
    struct group *groups;
    size_t *first_group; /* by actor */
    struct word *words;
    size_t n_words;
    size_t room_arcs, room_exceptions;
    bool *asked, *answered; /* by actor */
};

/* Of several respondents of one organization: who knows of a tie is right, who
 * answered outweighs who did not. */
static enum pte_mark over_respondents(const size_t marks[MARKS])
{
    static const enum pte_mark order[] = {PTE_TIE, PTE_NO_TIE, PTE_NO_ANSWER,
                                          PTE_STRUCTURAL};

    for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++)
        if (marks[order[i]] > 0)
            return order[i];
    return PTE_NOT_ASKED;
}

/* Of several relations: one unanswered question leaves it open whether there is any. */
static enum pte_mark over_relations(const size_t marks[MARKS])
{
    static const enum pte_mark order[] = {PTE_TIE, PTE_NO_ANSWER, PTE_NO_TIE,
                                          PTE_STRUCTURAL};

    for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++)
        if (marks[order[i]] > 0)
            return order[i];
    return PTE_NOT_ASKED;
}

static bool is_chosen(const struct work *work, uint32_t relation, enum pte_tense tense)
{
    return tense == work->net->selection.tense &&
           (work->relation == PTE_NOBODY || relation == work->relation);
}

static uint32_t actor_of_response(const struct work *work, uint32_t response)
{
    return work->actor_of[work->survey->responses[response].organization];
}

static int by_actor_relation_response(const void *one, const void *other)
{
    const struct block *a = one, *b = other;

    if (a->actor != b->actor)
        return a->actor < b->actor ? -1 : 1;
    if (a->relation != b->relation)
        return a->relation < b->relation ? -1 : 1;
    return (a->response > b->response) - (a->response < b->response);
}

static int by_ends_relation_response(const void *one, const void *other)
{
    const struct word *a = one, *b = other;

    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    if (a->relation != b->relation)
        return a->relation < b->relation ? -1 : 1;
    return (a->response > b->response) - (a->response < b->response);
}

static int by_exception_ends(const void *one, const void *other)
{
    const struct pte_exception *a = one, *b = other;

    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    /* The structural one first: it stays when repeated pairs are dropped. */
    return (b->mark == PTE_STRUCTURAL) - (a->mark == PTE_STRUCTURAL);
}

static void add_block(struct work *work, uint32_t actor, uint32_t relation,
                      uint32_t response, enum pte_mark otherwise)
{
    if (otherwise != PTE_NO_TIE && otherwise != PTE_NO_ANSWER)
        otherwise = PTE_NOT_ASKED;
    pte_grow(&work->blocks, work->n_blocks, &work->room_blocks, sizeof(*work->blocks));
    work->blocks[work->n_blocks++] = (struct block){actor, relation, response, otherwise};
}

/* An organization that stayed silent altogether was asked what the others of its
 * country were asked, also where the file holds no blocks for it. */
static void add_silent_blocks(struct work *work, const bool *has_block)
{
    const struct pte_survey *survey = work->survey;
    const size_t n_relations = survey->n_relations;
    PTE_AUTO(pte_free)
    bool *asked = pte_alloc(work->net->n_countries * n_relations, sizeof(*asked));

    for (size_t i = 0; i < work->n_blocks; i++) {
        const struct block *block = &work->blocks[i];

        asked[work->net->actors[block->actor].country * n_relations + block->relation] =
            true;
    }
    for (uint32_t i = 0; i < survey->n_responses; i++) {
        const uint32_t actor = actor_of_response(work, i);

        if (actor == PTE_NOBODY || has_block[i] ||
            survey->responses[i].answered != PTE_SILENT)
            continue;
        for (uint32_t j = 0; j < n_relations; j++)
            if (asked[work->net->actors[actor].country * n_relations + j])
                add_block(work, actor, j, i, PTE_NO_ANSWER);
    }
}

static void gather_blocks(struct work *work)
{
    const struct pte_survey *survey = work->survey;
    PTE_AUTO(pte_free)
    bool *has_block = pte_alloc(survey->n_responses, sizeof(*has_block));

    for (size_t i = 0; i < survey->n_blocks; i++) {
        const struct pte_block *block = &survey->blocks[i];
        const uint32_t actor = actor_of_response(work, block->response);

        has_block[block->response] = true;
        if (actor != PTE_NOBODY && is_chosen(work, block->relation, block->tense))
            add_block(work, actor, block->relation, block->response, block->otherwise);
    }
    add_silent_blocks(work, has_block);
    if (work->n_blocks > 0)
        qsort(work->blocks, work->n_blocks, sizeof(*work->blocks),
              by_actor_relation_response);
    for (size_t i = 0; i < work->n_blocks; i++) {
        const struct block *block = &work->blocks[i];

        work->asked[block->actor] = true;
        if (block->otherwise != PTE_NO_ANSWER &&
            survey->responses[block->response].answered != PTE_SILENT)
            work->answered[block->actor] = true;
    }
}

/* Groups the sorted blocks and concludes what each actor's row says. */
static void group_blocks(struct work *work)
{
    struct pte_network *net = work->net;
    size_t n = 0, at = 0;

    work->groups = pte_alloc(work->n_blocks, sizeof(*work->groups));
    for (uint32_t actor = 0; actor < net->n_actors; actor++) {
        size_t marks[MARKS] = {0};

        work->first_group[actor] = n;
        while (at < work->n_blocks && work->blocks[at].actor == actor) {
            struct group *group = &work->groups[n++];

            group->relation = work->blocks[at].relation;
            group->start = at;
            while (at < work->n_blocks && work->blocks[at].actor == actor &&
                   work->blocks[at].relation == group->relation)
                group->marks[work->blocks[at++].otherwise]++;
            group->end = at;
            group->mark = over_respondents(group->marks);
            marks[group->mark]++;
        }
        net->actors[actor].row = over_relations(marks);
    }
    work->first_group[net->n_actors] = n;
}

static void gather_words(struct work *work)
{
    const struct pte_survey *survey = work->survey;

    work->words = pte_alloc(survey->n_reports, sizeof(*work->words));
    for (size_t i = 0; i < survey->n_reports; i++) {
        const struct pte_report *report = &survey->reports[i];
        const uint32_t from = actor_of_response(work, report->response);
        const uint32_t to = work->actor_of[report->organization];

        if (from == PTE_NOBODY || to == PTE_NOBODY ||
            !is_chosen(work, report->relation, report->tense))
            continue;
        if (from == to) {
            work->net->counts.self_reports += report->mark == PTE_TIE;
            continue;
        }
        if (report->mark != PTE_NOT_ASKED && report->mark != PTE_STRUCTURAL)
            work->asked[from] = true;
        if (report->mark == PTE_TIE || report->mark == PTE_NO_TIE)
            work->answered[from] = true;
        work->words[work->n_words++] =
            (struct word){from,
                          to,
                          report->relation,
                          report->response,
                          report->mark,
                          isnan(report->level) ? 1 : report->level};
    }
    qsort(work->words, work->n_words, sizeof(*work->words), by_ends_relation_response);
}

static const struct group *find_group(const struct work *work, const struct word *word)
{
    for (size_t i = work->first_group[word->from]; i < work->first_group[word->from + 1];
         i++)
        if (work->groups[i].relation == word->relation)
            return &work->groups[i];
    return NULL;
}

/* What a block of this response meant for pairs without a report. Repeated blocks of
 * one response are all taken back. */
static void take_back(const struct work *work, const struct group *group,
                      uint32_t response, size_t marks[MARKS])
{
    size_t low = group->start, high = group->end;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (work->blocks[middle].response < response)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < group->end && work->blocks[low].response == response; low++)
        marks[work->blocks[low].otherwise]--;
}

/* Concludes over the respondents of one pair and relation; returns the words read. */
static size_t read_relation(struct work *work, const struct word *words, size_t most,
                            bool same_country, size_t marks_of_pair[MARKS],
                            double *strength)
{
    const struct group *group = same_country ? find_group(work, words) : NULL;
    size_t marks[MARKS] = {0};
    size_t n = 0;

    if (group != NULL) {
        memcpy(marks, group->marks, sizeof(marks));
        marks_of_pair[group->mark]--;
    }
    while (n < most && words[n].relation == words->relation) {
        if (group != NULL && (n == 0 || words[n].response != words[n - 1].response))
            take_back(work, group, words[n].response, marks);
        marks[words[n].mark]++;
        if (words[n].mark == PTE_TIE && words[n].level > *strength)
            *strength = words[n].level;
        n++;
    }
    marks_of_pair[over_respondents(marks)]++;
    work->net->counts.parallel_reports += n - 1;
    return n;
}

static void add_exception(struct work *work, uint32_t from, uint32_t to,
                          enum pte_mark mark)
{
    struct pte_network *net = work->net;

    pte_grow(&net->exceptions, net->n_exceptions, &work->room_exceptions,
             sizeof(*net->exceptions));
    net->exceptions[net->n_exceptions++] = (struct pte_exception){from, to, mark};
}

/* Concludes over the relations of one pair; returns the words read. */
static size_t read_pair(struct work *work, const struct word *words, size_t most)
{
    struct pte_network *net = work->net;
    const uint32_t from = words->from, to = words->to;
    const bool same_country = net->actors[from].country == net->actors[to].country;
    size_t marks[MARKS] = {0};
    double strength = -INFINITY;
    size_t end = 0, n = 0;
    enum pte_mark mark;

    while (end < most && words[end].from == from && words[end].to == to)
        end++;
    if (same_country)
        for (size_t i = work->first_group[from]; i < work->first_group[from + 1]; i++)
            marks[work->groups[i].mark]++;
    while (n < end)
        n += read_relation(work, words + n, end - n, same_country, marks, &strength);
    mark = over_relations(marks);
    if (mark == PTE_TIE) {
        pte_grow(&net->arcs, net->n_arcs, &work->room_arcs, sizeof(*net->arcs));
        net->arcs[net->n_arcs++] =
            (struct pte_arc){from, to, strength, marks[PTE_NO_ANSWER] > 0};
    } else if (mark != pte_network_implied(net, from, to)) {
        add_exception(work, from, to, mark);
    }
    return n;
}

/* The actor with this id in the country of another, or PTE_NOBODY. */
static uint32_t find_actor(const struct pte_network *net, const char *country,
                           const char *id)
{
    size_t low = 0, high = net->n_actors;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const struct pte_organization *organization = net->actors[middle].organization;
        const int order = strcmp(organization->country, country);

        if (order < 0 || (order == 0 && strcmp(organization->id, id) < 0))
            low = middle + 1;
        else
            high = middle;
    }
    if (low < net->n_actors &&
        strcmp(net->actors[low].organization->country, country) == 0 &&
        strcmp(net->actors[low].organization->id, id) == 0)
        return (uint32_t)low;
    return PTE_NOBODY;
}

/* Parent and subsidiary are one house: no tie between them is no finding. */
static void add_families(struct work *work)
{
    struct pte_network *net = work->net;

    for (uint32_t i = 0; i < net->n_actors; i++) {
        const struct pte_organization *organization = net->actors[i].organization;
        uint32_t parent;

        if (organization->parent == NULL)
            continue;
        parent = find_actor(net, organization->country, organization->parent);
        if (parent == PTE_NOBODY || parent == i ||
            pte_network_find_arc(net, i, parent) != NULL ||
            pte_network_find_arc(net, parent, i) != NULL)
            continue;
        add_exception(work, i, parent, PTE_STRUCTURAL);
        add_exception(work, parent, i, PTE_STRUCTURAL);
    }
}

static void index_arcs(struct pte_network *net)
{
    net->first = pte_alloc(net->n_actors + 1, sizeof(*net->first));
    for (size_t i = 0; i < net->n_arcs; i++)
        net->first[net->arcs[i].from + 1]++;
    for (size_t i = 0; i < net->n_actors; i++)
        net->first[i + 1] += net->first[i];
}

static void index_exceptions(struct pte_network *net)
{
    size_t n = 0;

    net->first_exception = pte_alloc(net->n_actors + 1, sizeof(*net->first_exception));
    if (net->n_exceptions > 0)
        qsort(net->exceptions, net->n_exceptions, sizeof(*net->exceptions),
              by_exception_ends);
    for (size_t i = 0; i < net->n_exceptions; i++) {
        const struct pte_exception exception = net->exceptions[i];

        if (n > 0 && net->exceptions[n - 1].from == exception.from &&
            net->exceptions[n - 1].to == exception.to)
            continue;
        net->exceptions[n++] = exception;
        net->first_exception[exception.from + 1]++;
    }
    net->n_exceptions = n;
    for (size_t i = 0; i < net->n_actors; i++)
        net->first_exception[i + 1] += net->first_exception[i];
}

void pte_network_gather_words(struct pte_network *net, const struct pte_survey *survey,
                              uint32_t relation, const uint32_t *actor_of)
{
    struct work work = {.net = net,
                        .survey = survey,
                        .actor_of = actor_of,
                        .relation = relation,
                        .first_group =
                            pte_alloc(net->n_actors + 1, sizeof(*work.first_group)),
                        .asked = pte_alloc(net->n_actors, sizeof(bool)),
                        .answered = pte_alloc(net->n_actors, sizeof(bool))};

    gather_blocks(&work);
    group_blocks(&work);
    gather_words(&work);
    for (size_t i = 0; i < work.n_words;)
        i += read_pair(&work, work.words + i, work.n_words - i);
    index_arcs(net);
    add_families(&work);
    index_exceptions(net);
    for (size_t i = 0; i < net->n_actors; i++) {
        net->actors[i].is_silent = work.asked[i] && !work.answered[i];
        net->counts.organizations_asked += work.asked[i];
        net->counts.organizations_answered += work.answered[i];
    }
    free(work.blocks);
    free(work.groups);
    free(work.first_group);
    free(work.words);
    free(work.asked);
    free(work.answered);
}
