/* api/commands/recognised.h - what a file is, shown before it is imported. */
#ifndef PTE_API_COMMANDS_RECOGNISED_H
#define PTE_API_COMMANDS_RECOGNISED_H

#include <jansson.h>

struct pte_answer;
struct pte_tool_export;

/** One screen on a file, and the same as a row of the document. Returns the row. */
json_t *pte_recognised_tell(const char *path, const struct pte_tool_export *export,
                            struct pte_answer *answer);

#endif
