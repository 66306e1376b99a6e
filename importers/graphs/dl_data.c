/* importers/graphs/dl_data.c - the data of a DL file: matrices, lists of ties. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "importers/graphs/dl.intern.h"

/* The relation of one of the matrices. */
static bool relation_of(struct pte_dl *dl, uint32_t level, uint32_t *relation,
                        struct pte_error *err)
{
    char name[32] = "";

    if (level < dl->n_levels)
        return pte_graph_relation(dl->graph, dl->levels[level], relation, err);
    if (dl->matrices > 1)
        snprintf(name, sizeof(name), "relation_%u", level + 1);
    return pte_graph_relation(dl->graph, name, relation, err);
}

/* Embedded column labels make the nodes of the columns, or are those of the rows. */
static bool read_column_labels(struct pte_dl *dl, uint32_t *columns,
                               struct pte_error *err)
{
    bool is_new;

    for (uint32_t i = 0; i < pte_dl_across(dl); i++)
        if (!pte_scan_word(&dl->scan, &dl->word))
            return pte_dl_fail(dl, "ends before all column labels", err);
        else if (!pte_dl_node(dl, pte_text_get(&dl->word), dl->scan.line, &columns[i],
                              &is_new, err))
            return false;
    return true;
}

/* The node of a row: of its label, if labels are embedded. */
static bool read_row_label(struct pte_dl *dl, uint32_t row, uint32_t *node,
                           struct pte_error *err)
{
    bool is_new;

    *node = row;
    if (!dl->are_embedded)
        return true;
    if (!pte_scan_word(&dl->scan, &dl->word))
        return pte_dl_fail(dl, "ends before all rows", err);
    if (!pte_dl_node(dl, pte_text_get(&dl->word), dl->scan.line, node, &is_new, err))
        return false;
    if (is_new && dl->columns == 0) {
        pte_fail(err, PTE_EINPUT, "'%s' line %u: the row label '%.60s' is no column's",
                 dl->graph->shown, dl->scan.line, pte_text_get(&dl->word));
        return pte_hint(err, "does every row have a label and all its cells?");
    }
    return true;
}

/* Which columns of a row the file tells: from first to before last. */
static void row_span(const struct pte_dl *dl, uint32_t row, uint32_t *first,
                     uint32_t *last)
{
    *first = dl->format == PTE_DL_UPPER ? row : 0;
    *last = dl->format == PTE_DL_LOWER ? row + 1 : pte_dl_across(dl);
}

static bool read_cell(struct pte_dl *dl, struct pte_graph_tie *tie, struct pte_error *err)
{
    if (!pte_scan_word(&dl->scan, &dl->word))
        return pte_dl_fail(dl, "ends before all cells of the matrix", err);
    tie->line = dl->scan.line;
    if (!pte_number_read(pte_text_get(&dl->word), '.', &tie->weight))
        return pte_fail(err, PTE_EINPUT, "'%s' line %u: '%.40s' is no number",
                        dl->graph->shown, dl->scan.line, pte_text_get(&dl->word));
    return tie->weight == 0 || pte_graph_add_tie(dl->graph, tie, err);
}

static bool read_matrix(struct pte_dl *dl, uint32_t level, uint32_t *columns,
                        struct pte_error *err)
{
    const bool is_half = dl->format == PTE_DL_LOWER || dl->format == PTE_DL_UPPER;
    struct pte_graph_tie tie = {.is_directed = !is_half};
    uint32_t first, last;

    if (!relation_of(dl, level, &tie.relation, err) ||
        (dl->are_embedded && !read_column_labels(dl, columns, err)))
        return false;
    for (uint32_t row = 0; row < dl->rows; row++) {
        if (!read_row_label(dl, row, &tie.source, err))
            return false;
        row_span(dl, row, &first, &last);
        for (uint32_t column = first; column < last; column++) {
            if (dl->is_diagonal_absent && column == row && dl->columns == 0)
                continue;
            tie.target = dl->are_embedded  ? columns[column]
                         : dl->columns > 0 ? dl->rows + column
                                           : column;
            if (!read_cell(dl, &tie, err))
                return false;
        }
    }
    return true;
}

/* A cell takes two bytes: a matrix that cannot be there is not waited for. */
static bool check_size(const struct pte_dl *dl, struct pte_error *err)
{
    const double cells = (double)dl->rows * pte_dl_across(dl) * dl->matrices *
                         (dl->format == PTE_DL_FULL ? 1 : 0.5);
    const double missing = dl->is_diagonal_absent ? (double)dl->rows * dl->matrices : 0;

    if ((cells - missing) * 2 - 1 <= (double)(dl->scan.end - dl->scan.at))
        return true;
    pte_fail(err, PTE_EINPUT, "'%s' is too short for a matrix of %u rows and %u columns",
             dl->graph->shown, dl->rows, pte_dl_across(dl));
    return pte_hint(err, "correct n; was the file cut off?");
}

static bool read_matrices(struct pte_dl *dl, struct pte_error *err)
{
    PTE_AUTO(pte_free) uint32_t *columns = NULL;

    if (!check_size(dl, err) || (!dl->are_embedded && !pte_dl_number_nodes(dl, err)))
        return false;
    columns = pte_alloc(pte_dl_across(dl), sizeof(*columns));
    for (uint32_t level = 0; level < dl->matrices; level++)
        if (!read_matrix(dl, level, columns, err))
            return false;
    if (pte_scan_skip(&dl->scan))
        pte_graph_note(dl->graph, "more_data", dl->scan.line, NULL,
                       "look whether n and nm are right",
                       "there is more behind the last matrix; it is left out");
    return true;
}

/* The node a word of a list names: a label, or a number where labels are listed or none
 * are. PTE_GRAPH_NODES: a fault was added. */
static bool node_of(struct pte_dl *dl, const struct pte_scan *line, bool is_column,
                    uint32_t *node, struct pte_error *err)
{
    const uint32_t most = is_column && dl->columns > 0 ? dl->columns : dl->rows;
    const char *word = pte_text_get(&dl->word);
    bool is_new;
    long number;

    if (dl->are_embedded)
        return pte_dl_node(dl, word, line->line, node, &is_new, err);
    if (pte_number_read_whole(word, 1, (long)most, &number)) {
        *node = (uint32_t)number - 1 + (is_column && dl->columns > 0 ? dl->rows : 0);
        return true;
    }
    if (pte_dl_find(dl, word, node))
        return true;
    *node = PTE_GRAPH_NODES;
    pte_graph_fault(dl->graph, "unknown_node", line->line, word,
                    "correct it, or add the words labels embedded",
                    "this is neither a label nor a number from 1 to %u", most);
    return true;
}

/* from to [weight] */
static bool read_edge(struct pte_dl *dl, struct pte_scan *line, struct pte_graph_tie *tie,
                      struct pte_error *err)
{
    pte_scan_word(line, &dl->word);
    if (!node_of(dl, line, /* is_column */ false, &tie->source, err))
        return false;
    if (!pte_scan_word(line, &dl->word)) {
        pte_graph_fault(dl->graph, "bad_tie", line->line, NULL, "write two nodes",
                        "this line names one node only");
        return true;
    }
    if (!node_of(dl, line, /* is_column */ true, &tie->target, err))
        return false;
    tie->weight = NAN;
    if (pte_scan_word(line, &dl->word) &&
        !pte_number_read(pte_text_get(&dl->word), '.', &tie->weight)) {
        pte_graph_fault(dl->graph, "bad_weight", line->line, pte_text_get(&dl->word),
                        "write a number such as 3 or 4.5",
                        "the weight of this tie is no number");
        return true;
    }
    return tie->source == PTE_GRAPH_NODES || tie->target == PTE_GRAPH_NODES ||
           pte_graph_add_tie(dl->graph, tie, err);
}

/* from to to to */
static bool read_list(struct pte_dl *dl, struct pte_scan *line, struct pte_graph_tie *tie,
                      struct pte_error *err)
{
    pte_scan_word(line, &dl->word);
    if (!node_of(dl, line, /* is_column */ false, &tie->source, err))
        return false;
    tie->weight = NAN;
    while (tie->source != PTE_GRAPH_NODES && pte_scan_word(line, &dl->word)) {
        if (!node_of(dl, line, /* is_column */ true, &tie->target, err))
            return false;
        if (tie->target != PTE_GRAPH_NODES && !pte_graph_add_tie(dl->graph, tie, err))
            return false;
    }
    return true;
}

/* A line of ! goes on with the next matrix. */
static bool read_lines(struct pte_dl *dl, struct pte_error *err)
{
    const bool are_edges = dl->format == PTE_DL_EDGES || dl->format == PTE_DL_EDGES_TWO;
    struct pte_graph_tie tie = {.is_directed = true};
    struct pte_scan line;
    uint32_t level = 0;

    if (!dl->are_embedded && !pte_dl_number_nodes(dl, err))
        return false;
    while (pte_scan_line(&dl->scan, &line)) {
        if (!pte_scan_skip(&line))
            continue;
        if (*line.at == '!') {
            if (++level >= dl->matrices)
                break;
            continue;
        }
        tie.line = line.line;
        if (!relation_of(dl, level, &tie.relation, err) ||
            (are_edges ? !read_edge(dl, &line, &tie, err)
                       : !read_list(dl, &line, &tie, err)))
            return false;
    }
    return true;
}

/* Labels that stand in the data alone: as many as were declared? */
static void check_count(struct pte_dl *dl)
{
    struct pte_graph *graph = dl->graph;

    if (graph->n_nodes < pte_dl_nodes(dl))
        pte_graph_note(graph, "missing_nodes", 0, NULL,
                       "add a line for those without ties",
                       "%u nodes are declared, but only %zu are named", pte_dl_nodes(dl),
                       graph->n_nodes);
    else if (graph->n_nodes > pte_dl_nodes(dl))
        pte_graph_fault(graph, "too_many_nodes", 0, NULL,
                        "correct n, or the labels that are misspelt",
                        "%u nodes are declared, but %zu are named", pte_dl_nodes(dl),
                        graph->n_nodes);
}

bool pte_dl_read_data(struct pte_dl *dl, struct pte_error *err)
{
    const bool is_two = dl->format == PTE_DL_EDGES_TWO || dl->format == PTE_DL_LISTS_TWO;

    if (dl->columns > 0 && dl->are_embedded)
        return pte_fail(err, PTE_EINPUT,
                        "'%s' has two modes and embedded labels: list the labels of rows "
                        "and columns before the data",
                        dl->graph->shown);
    if (is_two && dl->columns == 0)
        return pte_fail(err, PTE_EINPUT,
                        "'%s' is of two modes, but does not say nr and nc",
                        dl->graph->shown);
    if (dl->format <= PTE_DL_UPPER ? !read_matrices(dl, err) : !read_lines(dl, err))
        return false;
    if (dl->are_embedded)
        check_count(dl);
    return true;
}
