/* importers/graphs/graphs.c - a graph file becomes a survey, by the way of plain tables.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/graphs/graph.h"
#include "importers/graphs/graphs.intern.h"
#include "importers/import.h"
#include "importers/roster.h"
#include "importers/rows.h"
#include "importers/tables/tables.intern.h"
#include "importers/terms.h"

enum { SHOWN_ATTRIBUTES = 12, SHOWN_RELATIONS = 6 };

static bool fail_binary(const char *name, struct pte_error *err)
{
    pte_fail(err, PTE_EINPUT, "'%s' is a dataset in UCINET's own binary form", name);
    return pte_hint(err, "in UCINET choose Data > Export > DL, and import the text file");
}

static bool fail_unknown(const char *name, struct pte_error *err)
{
    pte_fail(err, PTE_EINPUT, "'%s' is no graph file that can be read", name);
    return pte_hint(err, "save it as GraphML, GEXF, Pajek, UCINET DL or VNA");
}

static bool read_graph(struct pte_reading *reading, const char *path, uint32_t *file,
                       const struct pte_graph_format **format, struct pte_graph *graph,
                       struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};
    PTE_AUTO(pte_text_release) struct pte_text text = {0};

    if (!pte_reading_load(reading, path, &bytes, file, err))
        return false;
    graph->shown = reading->survey.files[*file].name;
    *format = pte_graph_sniff(path, pte_text_get(&bytes), bytes.length);
    if (*format == NULL)
        return fail_unknown(graph->shown, err);
    if ((*format)->read == NULL)
        return fail_binary(graph->shown, err);
    if ((*format)->is_xml)
        return (*format)->read(pte_text_get(&bytes), bytes.length, graph, err);
    return pte_reading_decode(reading, *file, &bytes, &text, err) &&
           (*format)->read(pte_text_get(&text), text.length, graph, err);
}

static void add_notes(struct pte_reading *reading, uint32_t file,
                      const struct pte_graph *graph)
{
    for (size_t i = 0; i < graph->n_notes; i++) {
        const struct pte_graph_note *note = &graph->notes[i];
        const struct pte_place place = {file, note->line, 0, NULL};

        if (note->is_fault)
            pte_reading_fault(reading, note->code, place, note->value, note->advice, "%s",
                              note->sentence);
        else
            pte_reading_note(reading, note->code, place, note->value, note->advice, "%s",
                             note->sentence);
    }
}

/* What the file holds, before anything is left out of it. */
static void tell_content(struct pte_reading *reading, uint32_t file,
                         const struct pte_graph_format *format,
                         const struct pte_graph *graph)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    PTE_AUTO(pte_free)
    size_t(*counts)[2] = pte_alloc(graph->n_relations + 1, sizeof(*counts));

    for (size_t i = 0; i < graph->n_ties; i++)
        counts[graph->ties[i].relation][graph->ties[i].is_directed]++;
    for (size_t i = 0; i < graph->n_relations && i < SHOWN_RELATIONS; i++) {
        const char *name = graph->relations[i];

        pte_text_addf(&text, "%s %.40s", i > 0 ? "," : ":",
                      name[0] != '\0' ? name : "tie");
        if (counts[i][1] > 0 || counts[i][0] == 0)
            pte_text_addf(&text, " %zu directed", counts[i][1]);
        if (counts[i][0] > 0)
            pte_text_addf(&text, "%s %zu undirected", counts[i][1] > 0 ? " and" : "",
                          counts[i][0]);
    }
    pte_reading_note(reading, "graph_read", (struct pte_place){.file = file},
                     format->name, NULL, "%s: %zu nodes, %zu ties%s%s", format->name,
                     graph->n_nodes, graph->n_ties, pte_text_get(&text),
                     graph->n_relations > SHOWN_RELATIONS ? ", and more relations" : "");
}

/* Attributes that are read, or whose values stand elsewhere (positions, colours). */
static void tell_left_out(struct pte_reading *reading, uint32_t file, const char *sector,
                          const struct pte_graph *graph)
{
    PTE_AUTO(pte_text_release) struct pte_text names = {0};
    size_t n = 0;

    for (size_t i = 0; i < graph->n_attributes; i++) {
        const char *name = graph->attributes[i].name;

        if (pte_graph_is_read(name) || (sector != NULL && strcasecmp(name, sector) == 0))
            continue;
        if (n++ < SHOWN_ATTRIBUTES)
            pte_text_addf(&names, "%s%.40s", n > 1 ? ", " : "", name);
    }
    if (n > 0)
        pte_reading_note(reading, "unread_attributes", (struct pte_place){.file = file},
                         /* value */ NULL,
                         "if one of them tells the sector, name it with --sector-column",
                         "%zu attributes of the nodes are left out: %s%s", n,
                         pte_text_get(&names), n > SHOWN_ATTRIBUTES ? ", ..." : "");
}

/* Which attribute tells the sector, NULL = none, and what stands for a sector not said:
 * then it must be a word of the study, also where one fault says all. */
static bool choose_sector(struct pte_reading *reading, uint32_t file,
                          const struct pte_graph *graph, const char **sector,
                          const char **unsaid, struct pte_error *err)
{
    const struct pte_place place = {.file = file};
    const char *said = reading->options.sector_column;
    uint32_t known;
    const bool new_terms = reading->options.new_terms;

    *sector = said;
    if (said == NULL && pte_graph_attribute(graph, "sector", &known))
        *sector = "sector";
    *unsaid = *sector == NULL || new_terms ? "none" : NULL;
    if (said != NULL && !pte_graph_attribute(graph, said, &known)) {
        pte_fail(err, PTE_EINPUT, "the nodes of '%s' have no attribute '%.60s'",
                 graph->shown, said);
        return pte_hint(err, "correct --sector-column, or leave it out: then it is told "
                             "which attributes there are");
    }
    if (*sector != NULL)
        return true;
    if (!new_terms)
        pte_reading_fault(reading, "no_sector", place, NULL,
                          "name the attribute that tells it with --sector-column, or say "
                          "--new-terms to import all as of one sector, none",
                          "no attribute of the nodes is called sector");
    reading->options.new_terms = true;
    pte_terms_code(reading, "sector", *unsaid, place);
    reading->options.new_terms = new_terms;
    return true;
}

static bool read_rows(struct pte_tables *tables, uint32_t file,
                      const struct pte_graph *graph, struct pte_error *err)
{
    PTE_AUTO(pte_source_release) struct pte_source nodes = {0};
    PTE_AUTO(pte_source_release) struct pte_source ties = {0};
    const struct pte_roster_columns columns = {0};
    const struct pte_table_form form = {0};
    struct pte_reading *reading = &tables->reading;
    const char *sector, *unsaid;
    struct pte_rows rows;

    if (!choose_sector(reading, file, graph, &sector, &unsaid, err))
        return false;
    tell_left_out(reading, file, sector, graph);
    pte_graph_node_rows(graph, sector, unsaid, &rows);
    if (!pte_reading_open_rows(reading, file, &rows, &form, &nodes, err) ||
        !pte_roster_read(reading, &nodes, &columns, reading->options.country,
                         /* asked */ NULL, err))
        return false;
    pte_graph_tie_rows(graph, &rows);
    return pte_reading_open_rows(reading, file, &rows, &form, &ties, err) &&
           pte_tables_read_ties_from(tables, &ties, err);
}

/* A graph file has lines, but no columns. */
static void forget_columns(struct pte_survey *survey)
{
    for (size_t i = 0; i < survey->n_findings; i++)
        survey->findings[i].place.column = 0;
}

bool pte_import_graph(const char *path, const struct pte_import_options *options,
                      struct pte_progress *progress, struct pte_survey *survey,
                      struct pte_error *err)
{
    PTE_AUTO(pte_tables_release) struct pte_tables tables = {0};
    PTE_AUTO(pte_graph_release) struct pte_graph graph = {0};
    const struct pte_graph_format *format;
    uint32_t file;

    if (!pte_tables_begin(&tables, options, progress, err) ||
        !read_graph(&tables.reading, path, &file, &format, &graph, err))
        return false;
    if (graph.n_nodes == 0) {
        pte_fail(err, PTE_EINPUT, "'%s' has no nodes", graph.shown);
        return pte_hint(err, "export it again, with its nodes");
    }
    pte_graph_settle_ids(&graph);
    tell_content(&tables.reading, file, format, &graph);
    add_notes(&tables.reading, file, &graph);
    if (!read_rows(&tables, file, &graph, err))
        return false;
    pte_tables_finish(&tables, survey);
    forget_columns(survey);
    return true;
}
