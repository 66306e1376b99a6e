/* api/problem.c - a fault as an exit status, an HTTP status and a problem document. */
#include <sysexits.h>

#include "api/documents/json.h"
#include "api/questions.h"
#include "core/base/error.h"
#include "core/base/memory.h"

/* RFC 9457 3.1: one row for each enum pte_kind. */
static const struct {
    int status, exit_status;
    const char *title;
} kinds[] = {
    [PTE_OK] = {200, EX_OK, "No fault"},
    [PTE_EUSAGE] = {400, EX_USAGE, "The question is wrong"},
    [PTE_EINPUT] = {422, EX_DATAERR, "A file or its content is wrong"},
    [PTE_ENOTFOUND] = {404, EX_NOINPUT, "What was asked for is not there"},
    [PTE_ESTORE] = {503, EX_UNAVAILABLE, "The database does not answer"},
    [PTE_EGRAPH] = {422, EX_SOFTWARE, "The network cannot be measured so"},
    [PTE_EDRAW] = {500, EX_SOFTWARE, "The map cannot be drawn"},
    [PTE_ESYSTEM] = {500, EX_OSERR, "The machine failed"},
};

int pte_problem_status(const struct pte_error *err)
{
    return kinds[err->kind].status;
}

int pte_problem_exit(const struct pte_error *err)
{
    return kinds[err->kind].exit_status;
}

void pte_problem_document(const struct pte_error *err, int status, struct pte_text *body)
{
    PTE_AUTO(pte_json_release) json_t *document = json_object();
    struct pte_text type = {0};

    pte_text_addf(&type, "urn:puente:problem:%s", pte_kind_code(err->kind));
    pte_json_set(document, "type", pte_json_words(pte_text_get(&type)));
    pte_json_set(document, "title", pte_json_words(kinds[err->kind].title));
    pte_json_set(document, "status", json_integer(status));
    pte_json_set(document, "code", pte_json_words(pte_kind_code(err->kind)));
    pte_json_set(document, "detail", pte_json_words(err->message));
    if (err->hint[0] != '\0')
        pte_json_set(document, "hint", pte_json_words(err->hint));
    pte_json_write(document, body);
    pte_text_release(&type);
}
