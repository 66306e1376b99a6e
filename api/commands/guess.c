/* api/commands/guess.c - a mapping is proposed, written, and shown at work. */
#include <string.h>
#include <unistd.h>

#include "api/commands/command.h"
#include "api/language.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/guess.h"
#include "importers/import.h"

/* The length of the folder in a path, with its slash. */
static size_t folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

/* How a mapping that is written to output names the roster: it must stand beside it or
 * below. NULL: it does not. */
static const char *seen_from(const char *output, const char *roster)
{
    const size_t folder = output != NULL ? folder_of(output) : folder_of(roster);

    if (output != NULL && folder == 0)
        return roster[0] != '/' && strncmp(roster, "..", 2) != 0 ? roster : NULL;
    return strncmp(output != NULL ? output : roster, roster, folder) == 0
               ? roster + folder
               : NULL;
}

static bool check(const struct pte_call *call, struct pte_error *err)
{
    const char *roster = pte_call_value(call, "roster");
    const char *output = pte_call_value(call, "output");

    if (call->n_words != 1) {
        pte_fail(err, PTE_EUSAGE, "a mapping is proposed for one file");
        return pte_hint(err, "puente import FILE --guess --roster ORGANIZATIONS "
                             "--output FILE.yml");
    }
    if (roster == NULL) {
        pte_fail(err, PTE_EUSAGE, "the roster is not said");
        return pte_hint(err, "say --roster FILE: a table of the organizations with the "
                             "columns id, name and sector");
    }
    if (seen_from(output, roster) == NULL) {
        pte_fail(err, PTE_EUSAGE, "the mapping '%s' would not stand beside its roster",
                 output);
        return pte_hint(err, "write it into the folder of the roster");
    }
    if (output != NULL && access(output, F_OK) == 0) {
        pte_fail(err, PTE_EUSAGE, "'%s' is there already", output);
        return pte_hint(err, "name another file, or take it away first");
    }
    return true;
}

/* The same call as a dry run with the mapping that was written. */
static struct pte_call trial_of(const struct pte_call *call, const char *mapping)
{
    static const char *const own[] = {"guess", "roster", "output", "mapping", "dry-run"};
    struct pte_call trial = *call;

    trial.n_given = 0;
    for (size_t i = 0; i < call->n_given; i++) {
        bool is_own = false;

        for (size_t j = 0; j < sizeof(own) / sizeof(own[0]); j++)
            is_own = is_own || strcmp(own[j], call->given[i].name) == 0;
        if (!is_own)
            trial.given[trial.n_given++] = call->given[i];
    }
    trial.given[trial.n_given++] = (struct pte_given){"mapping", mapping};
    trial.given[trial.n_given++] = (struct pte_given){"dry-run", "yes"};
    return trial;
}

bool pte_run_guess(const struct pte_call *call, const struct pte_import_options *options,
                   struct pte_error *err)
{
    const char *roster = pte_call_value(call, "roster");
    const char *output = pte_call_value(call, "output");
    PTE_AUTO(pte_text_release) struct pte_text yaml = {0};
    struct pte_call trial;

    if (!check(call, err) ||
        !pte_guess_mapping(call->words[0], roster, seen_from(output, roster), options,
                           &yaml, err))
        return false;
    if (output == NULL)
        return pte_call_write(call, &yaml, err);
    if (!pte_file_write(output, yaml.bytes, yaml.length, err))
        return false;
    pte_call_tell(call,
                  pte_say(call->language,
                          N_("The mapping is written; look at the lines marked CHECK. "
                             "This is what would come in with it:")));
    trial = trial_of(call, output);
    return pte_run_import(&trial, err);
}
