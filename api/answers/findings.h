/* api/answers/findings.h - what was doubtful in the files, with its place. */
#ifndef PTE_API_ANSWERS_FINDINGS_H
#define PTE_API_ANSWERS_FINDINGS_H

#include <jansson.h>

struct pte_answer;
struct pte_survey;

/** A row for each finding: code, is_fault, file, sheet, row, column (a letter), sentence,
 * advice, value. */
json_t *pte_findings_rows(const struct pte_survey *survey);

/** The same for people, the first few of each code; nothing if there are none. */
void pte_findings_table(struct pte_answer *answer, const json_t *rows);

#endif
