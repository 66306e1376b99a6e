/* importers/graphs/pajek.c - networks and projects of Pajek. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "importers/graphs/formats.h"
#include "importers/graphs/graph.h"
#include "importers/graphs/scan.h"

enum { NUMBER_BYTES = 24 };

struct pajek {
    struct pte_graph *graph;
    struct pte_scan scan, line;
    struct pte_text word, name;
    size_t length;
    uint32_t n, first_mode;     /* nodes; of them in the first mode, 0 = one mode */
    bool has_vertices, is_over; /* the first network was read */
    bool *listed;
    const char *partition; /* lent; NULL = the vertices are of a network */
    uint32_t relation;
    struct pte_index numbers; /* from ":2" to the relation */
};

static void release_pajek(struct pajek *pajek)
{
    pte_text_release(&pajek->word);
    pte_text_release(&pajek->name);
    pte_free(&pajek->listed);
    pte_index_release(&pajek->numbers);
}

/* The next line that says something: no blank one, no comment. */
static bool next_line(struct pajek *pajek)
{
    while (pte_scan_line(&pajek->scan, &pajek->line))
        if (pte_scan_skip(&pajek->line) && *pajek->line.at != '%')
            return true;
    return false;
}

/* The line after the current one, unless it begins a section: that is left. */
static bool next_of_section(struct pajek *pajek)
{
    const struct pte_scan before = pajek->scan;

    if (!next_line(pajek))
        return false;
    if (*pajek->line.at != '*')
        return true;
    pajek->scan = before;
    return false;
}

static void skip_section(struct pajek *pajek)
{
    while (next_of_section(pajek))
        continue;
}

static bool next_number(struct pajek *pajek, double *number)
{
    return pte_scan_word(&pajek->line, &pajek->word) &&
           pte_number_read(pte_text_get(&pajek->word), '.', number);
}

/* The next word as a vertex; PTE_GRAPH_NODES = there is none of that number. */
static uint32_t vertex_of(struct pajek *pajek)
{
    long number;

    if (!pte_number_read_whole(pte_text_get(&pajek->word), 1, (long)pajek->n, &number)) {
        pte_graph_fault(pajek->graph, "unknown_node", pajek->line.line,
                        pte_text_get(&pajek->word),
                        "correct the number, or that of the vertices",
                        "a number from 1 to %u must stand here", pajek->n);
        return PTE_GRAPH_NODES;
    }
    return (uint32_t)number - 1;
}

static bool make_vertices(struct pajek *pajek, struct pte_error *err)
{
    for (uint32_t i = 0; i < pajek->n; i++) {
        char id[NUMBER_BYTES];
        uint32_t node;

        snprintf(id, sizeof(id), "%u", i + 1);
        if (!pte_graph_node(pajek->graph, id, pajek->line.line, &node, NULL, err))
            return false;
        pajek->graph->nodes[node].part = 1;
        if (pajek->first_mode > 0)
            pte_graph_set(pajek->graph, node, "mode", i < pajek->first_mode ? "1" : "2");
    }
    return true;
}

static void read_vertex(struct pajek *pajek)
{
    struct pte_graph_node *node;
    uint32_t at;

    pte_scan_word(&pajek->line, &pajek->word);
    at = vertex_of(pajek);
    if (at == PTE_GRAPH_NODES)
        return;
    node = &pajek->graph->nodes[at];
    if (pajek->listed[at])
        pte_graph_note(pajek->graph, "duplicate_node", pajek->line.line,
                       pte_text_get(&pajek->word), "take one of the lines out",
                       "line %u lists this vertex, too; the first line counts",
                       node->line);
    if (pajek->listed[at])
        return;
    pajek->listed[at] = true;
    node->line = pajek->line.line;
    if (!pte_scan_word(&pajek->line, &pajek->word) || pajek->word.length == 0)
        return;
    node->label = pte_arena_text(&pajek->graph->arena, pte_text_get(&pajek->word));
    node->own_id = node->label;
}

/* *Vertices n [first mode], of a network. */
static bool read_vertices(struct pajek *pajek, struct pte_error *err)
{
    struct pte_graph *graph = pajek->graph;
    const uint32_t line = pajek->line.line;

    if (!pte_scan_word(&pajek->line, &pajek->word))
        return pte_fail(err, PTE_EINPUT, "'%s' line %u does not say how many vertices",
                        graph->shown, line);
    if (!pte_graph_check_declared(graph, pte_text_get(&pajek->word), pajek->length,
                                  &pajek->n, err))
        return false;
    pajek->has_vertices = true;
    if (pte_scan_word(&pajek->line, &pajek->word) &&
        (!pte_graph_check_declared(graph, pte_text_get(&pajek->word), pajek->length,
                                   &pajek->first_mode, err) ||
         pajek->first_mode > pajek->n))
        return pte_fail(err, PTE_EINPUT,
                        "'%s' line %u: the first mode has more vertices than there are",
                        graph->shown, line);
    if (pajek->first_mode == pajek->n)
        pajek->first_mode = 0;
    if (pajek->first_mode > 0)
        pte_graph_note(graph, "two_mode", line, NULL,
                       "say --sector-column mode to tell them apart",
                       "a network of two modes: %u and %u nodes, whose attribute mode is "
                       "1 and 2",
                       pajek->first_mode, pajek->n - pajek->first_mode);
    if (!make_vertices(pajek, err))
        return false;
    pajek->listed = pte_alloc(pajek->n + 1, sizeof(*pajek->listed));
    while (next_of_section(pajek))
        read_vertex(pajek);
    return true;
}

/* *Partition: *Vertices n, then a class for each. */
static void read_partition(struct pajek *pajek)
{
    uint32_t at = 0;

    while (next_of_section(pajek)) {
        pte_scan_word(&pajek->line, &pajek->word);
        if (at == pajek->n)
            pte_graph_note(pajek->graph, "long_partition", pajek->line.line, NULL, NULL,
                           "the partition has more lines than the network vertices; they "
                           "are left out");
        if (at++ < pajek->n)
            pte_graph_set(pajek->graph, at - 1, pajek->partition,
                          pte_text_get(&pajek->word));
    }
}

/* What stands behind *Arcs: [:number] ["name"]. A number keeps the name it has first. */
static bool read_relation(struct pajek *pajek, struct pte_error *err)
{
    struct pte_scan line = pajek->line;
    const struct pte_text *number = &pajek->word;

    pte_text_clear(&pajek->name);
    if (pte_scan_skip(&line) && *line.at == ':') {
        uint32_t kept;

        pte_scan_word(&line, &pajek->word);
        if (pte_index_find(&pajek->numbers, number->bytes, number->length,
                           &pajek->relation))
            return true;
        pte_scan_rest(&line, &pajek->name);
        if (pajek->name.length == 0)
            pte_text_addf(&pajek->name, "relation_%.20s", number->bytes + 1);
        if (!pte_graph_relation(pajek->graph, pajek->name.bytes, &pajek->relation, err))
            return false;
        pte_index_add(&pajek->numbers, number->bytes, number->length, pajek->relation,
                      &kept);
        return true;
    }
    return pte_graph_relation(pajek->graph, "", &pajek->relation, err);
}

static bool add(struct pajek *pajek, uint32_t from, uint32_t to, double weight,
                bool is_directed, struct pte_error *err)
{
    const struct pte_graph_tie tie = {.source = from,
                                      .target = to,
                                      .relation = pajek->relation,
                                      .line = pajek->line.line,
                                      .weight = weight,
                                      .is_directed = is_directed};

    return pte_graph_add_tie(pajek->graph, &tie, err);
}

/* A line of *Arcs or *Edges: from, to, [value], and how it is drawn. */
static bool read_line(struct pajek *pajek, bool is_directed, struct pte_error *err)
{
    uint32_t ends[2];
    double weight = NAN;

    for (int i = 0; i < 2; i++) {
        if (!pte_scan_word(&pajek->line, &pajek->word)) {
            pte_graph_fault(pajek->graph, "bad_tie", pajek->line.line, NULL,
                            "write the numbers of two vertices",
                            "this line does not say two vertices");
            return true;
        }
        ends[i] = vertex_of(pajek);
    }
    if (ends[0] == PTE_GRAPH_NODES || ends[1] == PTE_GRAPH_NODES)
        return true;
    if (pte_scan_word(&pajek->line, &pajek->word) &&
        strchr("+-.0123456789", pte_text_get(&pajek->word)[0]) != NULL &&
        !pte_number_read(pte_text_get(&pajek->word), '.', &weight)) {
        pte_graph_fault(pajek->graph, "bad_weight", pajek->line.line,
                        pte_text_get(&pajek->word), "write a number such as 3 or 4.5",
                        "the value of this tie is no number");
        return true;
    }
    return add(pajek, ends[0], ends[1], weight, is_directed, err);
}

/* A line of *Arcslist or *Edgeslist: from, and all it is tied to. */
static bool read_list(struct pajek *pajek, bool is_directed, struct pte_error *err)
{
    uint32_t from, to;

    pte_scan_word(&pajek->line, &pajek->word);
    from = vertex_of(pajek);
    while (from != PTE_GRAPH_NODES && pte_scan_word(&pajek->line, &pajek->word)) {
        to = vertex_of(pajek);
        if (to != PTE_GRAPH_NODES && !add(pajek, from, to, NAN, is_directed, err))
            return false;
    }
    return true;
}

/* Numbers row by row, however the lines are broken. */
static bool read_matrix(struct pajek *pajek, struct pte_error *err)
{
    const uint32_t rows = pajek->first_mode > 0 ? pajek->first_mode : pajek->n;
    const uint32_t columns = pajek->n - pajek->first_mode;
    const uint64_t cells = (uint64_t)rows * columns;
    const uint32_t begun = pajek->line.line;
    uint64_t at = 0;
    double weight;

    while (next_of_section(pajek))
        for (; pte_scan_skip(&pajek->line); at++) {
            if (!next_number(pajek, &weight))
                return pte_fail(err, PTE_EINPUT, "'%s' line %u: '%.40s' is no number",
                                pajek->graph->shown, pajek->line.line,
                                pte_text_get(&pajek->word));
            if (weight != 0 && at < cells &&
                !add(pajek, (uint32_t)(at / columns),
                     pajek->first_mode + (uint32_t)(at % columns), weight,
                     /* is_directed */ true, err))
                return false;
        }
    if (at == cells)
        return true;
    return pte_fail(
        err, PTE_EINPUT, "'%s' line %u: the matrix has %llu cells instead of %llu",
        pajek->graph->shown, begun, (unsigned long long)at, (unsigned long long)cells);
}

/* The sections of ties; is_known: out. */
static bool read_ties(struct pajek *pajek, const char *section, bool *is_known,
                      struct pte_error *err)
{
    const bool is_directed = strncasecmp(section, "arc", 3) == 0;
    const bool is_list =
        strcasecmp(section, "arcslist") == 0 || strcasecmp(section, "edgeslist") == 0;

    *is_known = is_list || strcasecmp(section, "arcs") == 0 ||
                strcasecmp(section, "edges") == 0 || strcasecmp(section, "matrix") == 0;
    if (!*is_known)
        return true;
    if (!pajek->has_vertices)
        return pte_fail(err, PTE_EINPUT, "'%s' line %u: ties before any *Vertices",
                        pajek->graph->shown, pajek->line.line);
    if (!read_relation(pajek, err))
        return false;
    if (strcasecmp(section, "matrix") == 0)
        return read_matrix(pajek, err);
    while (next_of_section(pajek))
        if (is_list ? !read_list(pajek, is_directed, err)
                    : !read_line(pajek, is_directed, err))
            return false;
    return true;
}

/* *Partition and *Vector begin with a *Vertices of their own. */
static void read_about_vertices(struct pajek *pajek, bool is_partition)
{
    const uint32_t line = pajek->line.line;
    PTE_AUTO(pte_text_release) struct pte_text name = {0};

    pte_scan_rest(&pajek->line, &name);
    if (next_line(pajek) && strncasecmp(pajek->line.at, "*vertices", 9) != 0)
        pajek->scan = pajek->line;
    pajek->partition = name.length > 0 ? name.bytes : "partition";
    if (!is_partition || !pajek->has_vertices)
        skip_section(pajek);
    else
        read_partition(pajek);
    if (is_partition && pajek->has_vertices)
        pte_graph_note(pajek->graph, "partition", line, pajek->partition,
                       "if it tells the sectors, say --sector-column with this name",
                       "a partition was read as an attribute of the nodes");
    pajek->partition = NULL;
}

static void leave_out(struct pajek *pajek, const char *section)
{
    pte_graph_note(pajek->graph, "unread_section", pajek->line.line, section, NULL,
                   "this part of the file is not read");
    skip_section(pajek);
}

static bool read_section(struct pajek *pajek, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text section = {0};
    bool is_known;
    const char *name;

    pte_scan_word(&pajek->line, &section);
    name = pte_text_get(&section) + 1;
    if (strcasecmp(name, "network") == 0) {
        pajek->is_over = pajek->has_vertices;
        if (pajek->is_over)
            pte_graph_note(pajek->graph, "further_network", pajek->line.line, NULL,
                           "save it as a file of its own and import that",
                           "only the first network of a project is read");
        return true;
    }
    if (strcasecmp(name, "partition") == 0 || strcasecmp(name, "vector") == 0) {
        read_about_vertices(pajek, strcasecmp(name, "partition") == 0);
        return true;
    }
    if (pajek->is_over) {
        skip_section(pajek);
        return true;
    }
    if (strcasecmp(name, "vertices") == 0 && !pajek->has_vertices)
        return read_vertices(pajek, err);
    if (!read_ties(pajek, name, &is_known, err))
        return false;
    if (!is_known)
        leave_out(pajek, pte_text_get(&section));
    return true;
}

bool pte_graph_read_pajek(const char *text, size_t length, struct pte_graph *graph,
                          struct pte_error *err)
{
    PTE_AUTO(release_pajek)
    struct pajek pajek = {.graph = graph,
                          .scan = {.at = text, .end = text + length, .line = 1},
                          .length = length};

    while (next_line(&pajek)) {
        if (*pajek.line.at != '*')
            return pte_fail(err, PTE_EINPUT,
                            "'%s' line %u belongs to no section: one begins with *",
                            graph->shown, pajek.line.line);
        if (!read_section(&pajek, err))
            return false;
    }
    if (!pajek.has_vertices)
        return pte_fail(err, PTE_EINPUT, "'%s' has no *Vertices", graph->shown);
    return true;
}
