/* importers/graphs/dl.c - DL, the text form of UCINET. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "importers/graphs/dl.intern.h"
#include "importers/graphs/formats.h"

enum { NUMBER_BYTES = 24 };

static void release_dl(struct pte_dl *dl)
{
    pte_text_release(&dl->word);
    pte_text_release(&dl->key);
    pte_free(&dl->levels);
}

bool pte_dl_fail(const struct pte_dl *dl, const char *sentence, struct pte_error *err)
{
    return pte_fail(err, PTE_EINPUT, "'%s' line %u %s", dl->graph->shown, dl->scan.line,
                    sentence);
}

static const char *key_of(struct pte_dl *dl, const char *label)
{
    pte_text_clear(&dl->key);
    for (; *label != '\0'; label++) {
        const char c = (char)tolower((unsigned char)*label);

        pte_text_add_bytes(&dl->key, &c, 1);
    }
    return pte_text_get(&dl->key);
}

bool pte_dl_find(struct pte_dl *dl, const char *label, uint32_t *node)
{
    return pte_graph_find(dl->graph, key_of(dl, label), node);
}

bool pte_dl_node(struct pte_dl *dl, const char *label, uint32_t line, uint32_t *node,
                 bool *is_new, struct pte_error *err)
{
    if (!pte_graph_node(dl->graph, key_of(dl, label), line, node, is_new, err))
        return false;
    if (*is_new) {
        struct pte_graph_node *made = &dl->graph->nodes[*node];

        made->part = 1;
        made->own_id = made->label = pte_arena_text(&dl->graph->arena, label);
    }
    return true;
}

bool pte_dl_number_nodes(struct pte_dl *dl, struct pte_error *err)
{
    for (uint32_t i = (uint32_t)dl->graph->n_nodes; i < pte_dl_nodes(dl); i++) {
        char number[NUMBER_BYTES];
        uint32_t node;
        bool is_new;

        snprintf(number, sizeof(number), "%u", i + 1);
        if (!pte_dl_node(dl, number, dl->scan.line, &node, &is_new, err))
            return false;
        if (!is_new)
            return pte_dl_fail(dl, "ends the labels, which are fewer than nodes", err);
    }
    return true;
}

/* The words before data. What follows `labels` is read where it stands. */
static bool read_whole(struct pte_dl *dl, uint32_t *n, struct pte_error *err)
{
    if (!pte_scan_word(&dl->scan, &dl->word))
        return pte_dl_fail(dl, "ends where a number must stand", err);
    return pte_graph_check_declared(dl->graph, pte_text_get(&dl->word), dl->length, n,
                                    err);
}

static bool read_format(struct pte_dl *dl, struct pte_error *err)
{
    static const struct {
        const char *name;
        enum pte_dl_format format;
    } formats[] = {{"fullmatrix", PTE_DL_FULL},
                   {"matrix", PTE_DL_FULL},
                   {"fm", PTE_DL_FULL},
                   {"lowerhalf", PTE_DL_LOWER},
                   {"lh", PTE_DL_LOWER},
                   {"upperhalf", PTE_DL_UPPER},
                   {"uh", PTE_DL_UPPER},
                   {"edgelist", PTE_DL_EDGES},
                   {"edgelist1", PTE_DL_EDGES},
                   {"el1", PTE_DL_EDGES},
                   {"edgelist2", PTE_DL_EDGES_TWO},
                   {"el2", PTE_DL_EDGES_TWO},
                   {"nodelist", PTE_DL_LISTS},
                   {"nodelist1", PTE_DL_LISTS},
                   {"nl1", PTE_DL_LISTS},
                   {"nodelist2", PTE_DL_LISTS_TWO},
                   {"nl2", PTE_DL_LISTS_TWO}};

    if (pte_scan_word(&dl->scan, &dl->word))
        for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
            if (strcasecmp(formats[i].name, pte_text_get(&dl->word)) == 0) {
                dl->format = formats[i].format;
                return true;
            }
    pte_fail(err, PTE_EINPUT, "'%s' line %u: no format '%.40s' can be read",
             dl->graph->shown, dl->scan.line, pte_text_get(&dl->word));
    return pte_hint(err, "export it as fullmatrix, edgelist1 or nodelist1");
}

/* Whether the next word is this one; then it is gone over. */
static bool take(struct pte_dl *dl, const char *word)
{
    const struct pte_scan before = dl->scan;

    if (pte_scan_word(&dl->scan, &dl->word)) {
        char *colon = strchr(dl->word.bytes, ':');

        if (colon != NULL && colon[1] == '\0')
            *colon = '\0';
        if (strcasecmp(dl->word.bytes, word) == 0)
            return true;
    }
    dl->scan = before;
    return false;
}

static bool is_key_line(const struct pte_scan *line)
{
    static const char *const keys[] = {"data:",         "labels",     "row labels",
                                       "column labels", "col labels", "level labels",
                                       "matrix labels", "format"};

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if ((size_t)(line->end - line->at) >= strlen(keys[i]) &&
            strncasecmp(line->at, keys[i], strlen(keys[i])) == 0)
            return true;
    return false;
}

/* Whether the n labels that follow stand one a line, from the next line on: then blanks
 * belong to them. */
static bool are_lines(const struct pte_dl *dl, uint32_t n)
{
    struct pte_scan scan = dl->scan, line;
    uint32_t lines = 0;

    if (!pte_scan_line(&scan, &line) || pte_scan_skip(&line))
        return false;
    while (pte_scan_line(&scan, &line)) {
        if (!pte_scan_skip(&line))
            continue;
        if (lines == n || is_key_line(&line))
            return lines == n && is_key_line(&line);
        if (memchr(line.at, ',', (size_t)(line.end - line.at)) != NULL)
            return false;
        lines++;
    }
    return false;
}

/* The next of n labels into the word. */
static bool next_label(struct pte_dl *dl, bool is_line, struct pte_error *err)
{
    struct pte_scan line;

    if (!pte_scan_skip(&dl->scan))
        return pte_dl_fail(dl, "ends before all labels", err);
    if (!is_line)
        return pte_scan_word(&dl->scan, &dl->word);
    pte_scan_line(&dl->scan, &line);
    pte_scan_rest(&line, &dl->word);
    return true;
}

static bool take_label(struct pte_dl *dl, enum pte_dl_labels what, uint32_t i,
                       struct pte_error *err)
{
    const char *label = pte_text_get(&dl->word);
    const uint32_t line = dl->scan.line;
    uint32_t node;
    bool is_new;

    if (what == PTE_DL_LEVELS) {
        pte_grow(&dl->levels, dl->n_levels, &dl->room_levels, sizeof(*dl->levels));
        dl->levels[dl->n_levels++] = pte_arena_text(&dl->graph->arena, label);
        return true;
    }
    if (what == PTE_DL_COLUMNS && dl->columns == 0) { /* the same as the rows */
        if (i < dl->rows && dl->has_rows && pte_dl_find(dl, label, &node) && node == i)
            return true;
        if (dl->has_rows)
            return pte_dl_fail(dl, "has a column label that differs from the row's", err);
    }
    if (!pte_dl_node(dl, label, line, &node, &is_new, err))
        return false;
    if (is_new)
        return true;
    pte_fail(err, PTE_EINPUT, "'%s' line %u: the label '%.60s' occurs twice",
             dl->graph->shown, line, label);
    return pte_hint(err, "labels are compared without case; rename one of them");
}

static bool read_labels(struct pte_dl *dl, enum pte_dl_labels what, struct pte_error *err)
{
    const uint32_t n = what == PTE_DL_LEVELS    ? dl->matrices
                       : what == PTE_DL_COLUMNS ? pte_dl_across(dl)
                                                : dl->rows;
    const bool are_of_lines = are_lines(dl, n);

    if (take(dl, "embedded")) {
        dl->are_embedded = true;
        return true;
    }
    if (what == PTE_DL_COLUMNS && dl->columns > 0 && !dl->has_rows) {
        const uint32_t rows = dl->rows;

        while (dl->graph->n_nodes < rows) {
            char number[NUMBER_BYTES];
            uint32_t node;
            bool is_new;

            snprintf(number, sizeof(number), "row %zu", dl->graph->n_nodes + 1);
            if (!pte_dl_node(dl, number, dl->scan.line, &node, &is_new, err))
                return false;
        }
    }
    for (uint32_t i = 0; i < n; i++)
        if (!next_label(dl, are_of_lines, err) || !take_label(dl, what, i, err))
            return false;
    dl->has_rows |= what == PTE_DL_ROWS;
    return true;
}

/* "n = 5" and "n=5" and "n 5": the word ends where the sign stands. */
static void split_sign(struct pte_dl *dl)
{
    const char *at = dl->scan.at;

    while (at < dl->scan.end && (*at == ' ' || *at == '\t'))
        at++;
    if (at < dl->scan.end && *at == '=')
        dl->scan.at = at + 1;
}

static bool read_key(struct pte_dl *dl, bool *is_data, struct pte_error *err)
{
    char key[16] = "";
    size_t length;
    const char *start;

    pte_scan_skip(&dl->scan);
    for (start = dl->scan.at;
         dl->scan.at < dl->scan.end && strchr(" \t\r\n,=:", *dl->scan.at) == NULL;)
        dl->scan.at++;
    length = (size_t)(dl->scan.at - start);
    snprintf(key, sizeof(key), "%.*s", (int)(length < 15 ? length : 15), start);
    if (dl->scan.at < dl->scan.end && *dl->scan.at == ':')
        dl->scan.at++;
    split_sign(dl);
    if (strcasecmp(key, "data") == 0) {
        *is_data = true;
        return true;
    }
    if (strcasecmp(key, "n") == 0 || strcasecmp(key, "nr") == 0)
        return read_whole(dl, &dl->rows, err);
    if (strcasecmp(key, "nc") == 0)
        return read_whole(dl, &dl->columns, err);
    if (strcasecmp(key, "nm") == 0)
        return read_whole(dl, &dl->matrices, err);
    if (strcasecmp(key, "format") == 0)
        return read_format(dl, err);
    if (strcasecmp(key, "diagonal") == 0 || strcasecmp(key, "diag") == 0) {
        dl->is_diagonal_absent = take(dl, "absent");
        return dl->is_diagonal_absent || take(dl, "present") ||
               pte_dl_fail(dl, "says neither diagonal present nor absent", err);
    }
    if (strcasecmp(key, "labels") == 0)
        return read_labels(dl, PTE_DL_ROWS, err);
    if (strcasecmp(key, "row") == 0 && take(dl, "labels"))
        return read_labels(dl, PTE_DL_ROWS, err);
    if ((strcasecmp(key, "column") == 0 || strcasecmp(key, "col") == 0) &&
        take(dl, "labels"))
        return read_labels(dl, PTE_DL_COLUMNS, err);
    if ((strcasecmp(key, "level") == 0 || strcasecmp(key, "matrix") == 0) &&
        take(dl, "labels"))
        return read_labels(dl, PTE_DL_LEVELS, err);
    pte_fail(err, PTE_EINPUT, "'%s' line %u: '%s' is no word of DL", dl->graph->shown,
             dl->scan.line, key);
    return pte_hint(err, "export it again from UCINET: Data > Export > DL");
}

/* NR and NC of one network with the same labels twice are one mode. */
static void settle_modes(struct pte_dl *dl)
{
    if (dl->columns > 0 && (dl->format == PTE_DL_LOWER || dl->format == PTE_DL_UPPER))
        dl->columns = 0;
    if (dl->columns == 0)
        return;
    pte_graph_note(dl->graph, "two_mode", 0, NULL,
                   "say --sector-column mode to tell them apart",
                   "a network of two modes: %u rows and %u columns become nodes, whose "
                   "attribute mode is 1 and 2",
                   dl->rows, dl->columns);
}

static bool read_header(struct pte_dl *dl, struct pte_error *err)
{
    bool is_data = false;

    if (!take(dl, "dl"))
        return pte_dl_fail(dl, "does not begin with DL", err);
    while (!is_data) {
        if (!pte_scan_skip(&dl->scan))
            return pte_dl_fail(dl, "ends before the data", err);
        if (!read_key(dl, &is_data, err))
            return false;
    }
    if (dl->rows == 0)
        return pte_fail(err, PTE_EINPUT, "'%s' does not say n, the number of nodes",
                        dl->graph->shown);
    settle_modes(dl);
    return true;
}

bool pte_graph_read_dl(const char *text, size_t length, struct pte_graph *graph,
                       struct pte_error *err)
{
    PTE_AUTO(release_dl)
    struct pte_dl dl = {
        .graph = graph,
        .scan = {.at = text, .end = text + length, .line = 1, .commas = true},
        .length = length,
        .matrices = 1};

    if (!read_header(&dl, err) || !pte_dl_read_data(&dl, err))
        return false;
    for (uint32_t i = 0; dl.columns > 0 && i < graph->n_nodes; i++)
        pte_graph_set(graph, i, "mode", i < dl.rows ? "1" : "2");
    return true;
}
