/* importers/survey/open.c - the export is opened, as its mapping and its tool say. */
#include <string.h>

#include "core/base/error.h"
#include "core/base/memory.h"
#include "importers/survey/survey.intern.h"
#include "importers/tools/export.h"

/* What a mapping or a command line says of the tool; "auto" is nothing. */
static const char *said_tool(const struct pte_export *export)
{
    const struct pte_mapping_source *source = export->mapping->source;
    const char *said = export->reading.options.tool;

    if (said == NULL && source != NULL)
        said = source->tool;
    return said != NULL && strcmp(said, "auto") != 0 ? said : NULL;
}

/* Two tools that fit equally well are no fault where the mapping says everything. */
static bool recognise(const char *path, const struct pte_tool_said *said,
                      struct pte_tool_export *found, struct pte_error *err)
{
    struct pte_error fault = {0};

    if (pte_tool_open(path, said, found, &fault) ||
        (said->tool == NULL && fault.kind == PTE_EUSAGE))
        return true;
    pte_fail(err, fault.kind, "%s", fault.message);
    return pte_hint(err, "%s", fault.hint);
}

static bool take_key(struct pte_export *export, const struct pte_tool_export *found,
                     struct pte_error *err)
{
    if (export->mapping->respondent->key != NULL ||
        pte_mapping_is_tabular(export->mapping))
        return true;
    if (found->key > 0) {
        export->tool_key =
            pte_survey_text(&export->reading.survey, found->columns[found->key - 1].name);
        return true;
    }
    pte_fail(err, PTE_EINPUT, "no column tells the submissions of this file apart");
    return pte_hint(err, "name one as key under respondent in the mapping");
}

/* Names that the tool gives to columns stand in the place of their headers: the codes of
 * a second row, a question over several columns. */
static void rename_columns(struct pte_export *export, const struct pte_tool_export *found)
{
    for (uint32_t i = 0; i < found->n_columns; i++)
        if (!found->columns[i].is_twin)
            pte_table_rename(export->source.table, i, found->columns[i].name);
}

static void take_missing(struct pte_export *export, const struct pte_tool_export *found)
{
    const struct pte_mapping_source *source = export->mapping->source;
    const char *const *word;

    for (word = pte_tool_not_asked(found->tool); *word != NULL; word++) {
        pte_words_add(&export->missing, *word);
        pte_words_add(&export->not_asked, *word);
    }
    if (source != NULL && source->missing_count > 0)
        return;
    for (word = pte_tool_missing(found->tool); *word != NULL; word++)
        pte_words_add(&export->missing, *word);
}

bool pte_export_open(struct pte_export *export, const char *path, char delimiter,
                     struct pte_error *err)
{
    PTE_AUTO(pte_tool_release) struct pte_tool_export found = {0};
    const struct pte_mapping_source *source = export->mapping->source;
    const char *encoding = export->reading.options.encoding;
    struct pte_table_form form = {.delimiter = delimiter};
    struct pte_tool_said said = {.tool = said_tool(export), .head_only = true};
    bool is_sure;

    if (source != NULL) {
        form.sheet = source->sheet;
        form.header_rows = source->header_rows;
        encoding = encoding != NULL ? encoding : source->encoding;
    }
    said.encoding = encoding;
    said.sheet = form.sheet;
    said.delimiter = delimiter;
    if (!recognise(path, &said, &found, err))
        return false;
    is_sure =
        found.tool != NULL && (said.tool != NULL || found.certainty >= PTE_TOOL_SURE);
    if (is_sure && form.header_rows == 0)
        form.header_rows = found.header_rows;
    if (!pte_reading_open(&export->reading, path, encoding, &form, &export->source, err))
        return false;
    if (!is_sure)
        return true;
    rename_columns(export, &found);
    take_missing(export, &found);
    return take_key(export, &found, err);
}
