/* api/commands/question.c - a read question, asked from the command line. */
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "api/asking.h"
#include "api/commands/command.h"
#include "api/language.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/progress.h"
#include "core/store/store.h"

static bool ends_in(const char *path, const char *ending)
{
    const size_t letters = strlen(path), n = strlen(ending);

    return letters > n && strcasecmp(path + letters - n, ending) == 0;
}

/* By --format, else by the ending of --output, else SVG. */
static bool picture_form(const struct pte_call *call, enum pte_form *form,
                         struct pte_error *err)
{
    const char *format = pte_call_value(call, "format");
    const char *path = pte_call_value(call, "output");

    *form = PTE_AS_SVG;
    if (format != NULL) {
        *form = strcmp(format, "png") == 0   ? PTE_AS_PNG
                : strcmp(format, "pdf") == 0 ? PTE_AS_PDF
                                             : PTE_AS_SVG;
    } else if (path != NULL && strcmp(path, "-") != 0) {
        if (ends_in(path, ".png")) {
            *form = PTE_AS_PNG;
        } else if (ends_in(path, ".pdf")) {
            *form = PTE_AS_PDF;
        } else if (!ends_in(path, ".svg")) {
            pte_fail(err, PTE_EUSAGE, "no format for '%.200s'", path);
            return pte_hint(err, "end its name in .svg, .png or .pdf, or add --format");
        }
    }
    if (*form != PTE_AS_SVG && path == NULL && isatty(STDOUT_FILENO) == 1) {
        pte_fail(err, PTE_EUSAGE, "a picture is not for a terminal");
        return pte_hint(err, "add -o map.png");
    }
    return true;
}

static bool choose_form(const struct pte_call *call, enum pte_form *form,
                        struct pte_error *err)
{
    const bool json = pte_call_is_yes(call, "json"), csv = pte_call_is_yes(call, "csv");

    if (json && csv)
        return pte_fail(err, PTE_EUSAGE, "--json and --csv exclude each other");
    if (json || csv) {
        *form = json ? PTE_AS_JSON : PTE_AS_CSV;
        return true;
    }
    if (strcmp(call->command->name, "map") == 0)
        return picture_form(call, form, err);
    *form = call->is_terminal && pte_call_value(call, "output") == NULL ? PTE_AS_TERMINAL
                                                                        : PTE_AS_TEXT;
    return true;
}

/* Those of the given options that belong to the question itself. */
static size_t questions_own(const struct pte_call *call,
                            const struct pte_question *question, struct pte_given *own)
{
    size_t n = 0;

    for (size_t i = 0; i < call->n_given; i++) {
        const char *rest = question->parameters;
        char name[PTE_PARAMETER_BYTES];

        while (pte_parameter_next(&rest, name) != NULL)
            if (strcmp(name, call->given[i].name) == 0)
                own[n++] = call->given[i];
    }
    return n;
}

bool pte_run_question(const struct pte_call *call, struct pte_error *err)
{
    const struct pte_question *question = pte_question_find(call->command->name);
    PTE_AUTO(pte_store_close) struct pte_store *store = NULL;
    PTE_AUTO(pte_text_release) struct pte_text body = {0};
    struct pte_given own[40];
    struct pte_progress progress = {0};
    enum pte_form form = PTE_AS_TEXT;
    bool answered;

    if (!choose_form(call, &form, err) || !pte_call_store(call, &store, err))
        return false;
    pte_progress_start(&progress, pte_say(call->language, N_("computing")));
    answered =
        pte_question_answer(question, store, own, questions_own(call, question, own),
                            form, call->columns, &progress, &body, err);
    pte_progress_end(&progress);
    return answered && pte_call_write(call, &body, err);
}
