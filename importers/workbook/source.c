/* importers/workbook/source.c - a table of a workbook opened for an import. */
#include "importers/workbook/source.h"

#include "core/base/error.h"
#include "core/base/memory.h"
#include "importers/reading.h"
#include "importers/rows.h"
#include "importers/workbook/workbook.h"

static void note_other(struct pte_reading *reading, uint32_t file,
                       const struct pte_sheet *other)
{
    const struct pte_place place = {file, 0, 0, other->name};

    if (other->state != PTE_SHEET_VISIBLE)
        pte_reading_note(reading, "hidden_sheet", place, other->name,
                         "say sheet under source in the mapping if it is meant",
                         "this sheet is hidden and is not read");
    else
        pte_reading_note(reading, "unread_sheet", place, other->name,
                         "say sheet under source in the mapping if it is meant",
                         "this table of the file is not read");
}

bool pte_source_from_workbook(struct pte_reading *reading, struct pte_text *bytes,
                              const char *encoding, const struct pte_table_form *form,
                              const char *shown, struct pte_source *source,
                              struct pte_error *err)
{
    PTE_AUTO(pte_workbook_free) struct pte_workbook *workbook = NULL;
    uint32_t sheet;

    if (!pte_workbook_open(bytes, shown, &workbook, err) ||
        !pte_workbook_find(workbook, form->sheet, &sheet, err) ||
        !pte_workbook_table(workbook, sheet, encoding, form, &source->table, err))
        return false;
    source->sheet =
        pte_survey_text(&reading->survey, pte_workbook_sheet(workbook, sheet)->name);
    for (uint32_t i = 0; i < pte_workbook_count(workbook); i++)
        if (i != sheet)
            note_other(reading, source->file, pte_workbook_sheet(workbook, i));
    return true;
}

void pte_source_note_remarks(const struct pte_source *source, struct pte_reading *reading)
{
    size_t n;
    const struct pte_remark *remarks = pte_table_remarks(source->table, &n);

    for (size_t i = 0; i < n; i++)
        pte_reading_note(reading, remarks[i].code,
                         (struct pte_place){source->file, remarks[i].line,
                                            remarks[i].column, source->sheet},
                         remarks[i].value, remarks[i].advice, "%s", remarks[i].sentence);
}
