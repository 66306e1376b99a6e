/* core/measures/leaving.c - if one organization left, who would lose contact with whom.
 *
 * For all organizations at once: a depth-first tree tells into which parts the network
 * falls without each, and sums over its branches which sectors each part still has. */
#include "core/measures/leaving.h"

#include <stdlib.h>

#include "core/base/memory.h"
#include "core/measures/links.intern.h"
#include "core/measures/scores.intern.h"
#include "core/network/network.h"

static const uint32_t nobody = UINT32_MAX;

/* In how many steps each actor reaches the sector: 0 for its own, SIZE_MAX for never. */
static void find_steps(const struct pte_network *net, const struct pte_links *links,
                       size_t sector, size_t without, size_t *steps, uint32_t *queue)
{
    size_t head = 0, tail = 0;

    for (size_t i = 0; i < links->n; i++) {
        const bool is_start = i != without && pte_network_actor(net, i)->sector == sector;

        steps[i] = is_start ? 0 : SIZE_MAX;
        if (is_start)
            queue[tail++] = (uint32_t)i;
    }
    while (head < tail) {
        const uint32_t at = queue[head++];

        for (size_t j = links->first[at]; j < links->first[at + 1]; j++) {
            const uint32_t to = links->to[j];

            if (to == without || steps[to] != SIZE_MAX)
                continue;
            steps[to] = steps[at] + 1;
            queue[tail++] = to;
        }
    }
}

void pte_leaving_lose(const struct pte_network *net, size_t leaver, size_t sector,
                      size_t steps, uint32_t **actors, size_t *n_actors)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    const size_t n = pte_network_actors(net);
    const size_t most = steps > 0 ? steps : SIZE_MAX - 1;
    PTE_AUTO(pte_free) size_t *now = pte_alloc(2 * n, sizeof(*now));
    PTE_AUTO(pte_free) uint32_t *queue = pte_alloc(n, sizeof(*queue));
    size_t *then = now + n;
    uint32_t *lost = pte_alloc(n, sizeof(*lost));
    size_t n_lost = 0;

    pte_links_build(net, PTE_EITHER, &links);
    find_steps(net, &links, sector, SIZE_MAX, now, queue);
    find_steps(net, &links, sector, leaver, then, queue);
    for (size_t i = 0; i < n; i++)
        if (i != leaver && now[i] <= most && then[i] > most)
            lost[n_lost++] = (uint32_t)i;
    *actors = lost;
    *n_actors = n_lost;
}

/* A depth-first tree of each component. */
struct tree {
    uint32_t *order;  /* actors as they were come to */
    uint32_t *number; /* of each actor in that order */
    uint32_t *parent; /* actors; nobody for a root */
    uint32_t *low;    /* the least number its branch is tied to */
    uint32_t *root;   /* of its component */
    size_t *branch;   /* n rows of sectors + 1: organizations of the branch, then all */
    size_t *at;       /* by actor: the next link to look at */
};

static void tree_release(struct tree *tree)
{
    free(tree->order);
    free(tree->branch);
    free(tree->at);
    *tree = (struct tree){0};
}

static struct tree tree_new(const struct pte_links *links, size_t n_sectors)
{
    const size_t n = links->n;
    struct tree tree = {.order = pte_alloc(5 * n, sizeof(*tree.order)),
                        .branch = pte_alloc(n * (n_sectors + 1), sizeof(*tree.branch)),
                        .at = pte_alloc(n, sizeof(*tree.at))};

    tree.number = tree.order + n;
    tree.parent = tree.order + 2 * n;
    tree.low = tree.order + 3 * n;
    tree.root = tree.order + 4 * n;
    for (size_t i = 0; i < n; i++) {
        tree.number[i] = nobody;
        tree.at[i] = links->first[i];
    }
    return tree;
}

static uint32_t come_to(struct tree *tree, uint32_t actor, uint32_t parent,
                        uint32_t number)
{
    tree->order[number] = actor;
    tree->number[actor] = tree->low[actor] = number;
    tree->parent[actor] = parent;
    tree->root[actor] = parent == nobody ? actor : tree->root[parent];
    return number + 1;
}

/* Without recursion, since a path of organizations may be long. */
static void grow(const struct pte_links *links, struct tree *tree)
{
    uint32_t number = 0;

    for (uint32_t root = 0; root < links->n; root++) {
        uint32_t actor = root;

        if (tree->number[root] != nobody)
            continue;
        number = come_to(tree, root, nobody, number);
        while (actor != nobody) {
            uint32_t next;

            if (tree->at[actor] == links->first[actor + 1]) {
                actor = tree->parent[actor];
                continue;
            }
            next = links->to[tree->at[actor]++];
            if (tree->number[next] == nobody) {
                number = come_to(tree, next, actor, number);
                actor = next;
            } else if (next != tree->parent[actor] &&
                       tree->number[next] < tree->low[actor]) {
                tree->low[actor] = tree->number[next];
            }
        }
    }
}

/* From the leaves to the roots. */
static void sum_branches(const struct pte_network *net, size_t n_sectors,
                         struct tree *tree)
{
    const size_t width = n_sectors + 1;

    for (size_t i = pte_network_actors(net); i-- > 0;) {
        const uint32_t actor = tree->order[i], parent = tree->parent[actor];
        size_t *branch = tree->branch + actor * width;

        branch[pte_network_actor(net, actor)->sector]++;
        branch[n_sectors]++;
        if (parent == nobody)
            continue;
        if (tree->low[actor] < tree->low[parent])
            tree->low[parent] = tree->low[actor];
        for (size_t k = 0; k < width; k++)
            tree->branch[parent * width + k] += branch[k];
    }
}

/* A part that is left over when the leaver is gone, out of what was one component. */
static void count_lost(const size_t *part, const size_t *component, size_t leaver,
                       struct pte_leaving *leaving)
{
    const size_t size = part[leaving->n_sectors];
    bool any = false;

    for (size_t k = 0; k < leaving->n_sectors; k++)
        if (component[k] > 0 && part[k] == 0) {
            leaving->lose[leaver * leaving->n_sectors + k] += size;
            any = true;
        }
    leaving->any[leaver] += any ? size : 0;
}

/* Branches that hang on their parent alone are counted there; what they leave of the
 * component is the parent's last part. */
static void count_parts(const struct pte_network *net, const struct tree *tree,
                        struct pte_leaving *leaving)
{
    const size_t width = leaving->n_sectors + 1;
    PTE_AUTO(pte_free) size_t *rest = pte_alloc(leaving->n * width, sizeof(*rest));

    for (size_t i = 0; i < leaving->n; i++) {
        for (size_t k = 0; k < width; k++)
            rest[i * width + k] = tree->branch[tree->root[i] * width + k];
        rest[i * width + pte_network_actor(net, i)->sector]--;
        rest[i * width + leaving->n_sectors]--;
    }
    for (size_t i = 0; i < leaving->n; i++) {
        const uint32_t parent = tree->parent[i];
        const size_t *branch = tree->branch + i * width;

        if (parent == nobody || tree->low[i] < tree->number[parent])
            continue;
        count_lost(branch, tree->branch + tree->root[i] * width, parent, leaving);
        for (size_t k = 0; k < width; k++)
            rest[parent * width + k] -= branch[k];
    }
    for (size_t i = 0; i < leaving->n; i++)
        count_lost(rest + i * width, tree->branch + tree->root[i] * width, i, leaving);
}

void pte_leaving_compute(const struct pte_network *net, struct pte_leaving *leaving)
{
    PTE_AUTO(pte_links_release) struct pte_links links = {0};
    PTE_AUTO(tree_release) struct tree tree = {0};
    struct pte_leaving found = {.n = pte_network_actors(net)};

    pte_network_sectors(net, &found.n_sectors);
    found.lose = pte_alloc(found.n * found.n_sectors, sizeof(*found.lose));
    found.any = pte_alloc(found.n, sizeof(*found.any));
    pte_links_build(net, PTE_EITHER, &links);
    tree = tree_new(&links, found.n_sectors);
    grow(&links, &tree);
    sum_branches(net, found.n_sectors, &tree);
    count_parts(net, &tree, &found);
    *leaving = found;
}

void pte_leaving_release(struct pte_leaving *leaving)
{
    free(leaving->lose);
    free(leaving->any);
    *leaving = (struct pte_leaving){0};
}

bool pte_leaving_cut_off(const struct pte_network *net, struct pte_scores *scores,
                         struct pte_error *err)
{
    PTE_AUTO(pte_leaving_release) struct pte_leaving leaving = {0};
    struct pte_scores found = pte_scores_new(net);

    (void)err;
    pte_leaving_compute(net, &leaving);
    for (size_t i = 0; i < found.n; i++)
        found.value[i] = (double)leaving.any[i];
    *scores = found;
    return true;
}
