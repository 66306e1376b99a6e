/* api/commands/db.c - the database: start, stop, status, psql, backup, restore. */
#include <stdio.h>
#include <string.h>

#include "api/commands/command.h"
#include "api/language.h"
#include "api/nearest.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/store/cluster.h"

/* start, stop and status are about the private cluster only. */
static bool is_ours(const struct pte_call *call, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text connection = {0};

    if (!pte_cluster_is_configured(pte_call_value(call, "database"), &connection))
        return true;
    pte_fail(err, PTE_EUSAGE, "a database of your own is configured");
    return pte_hint(err, "start, stop and status are about puente's private one: unset "
                         "PUENTE_DATABASE and the PG variables");
}

static bool start(const struct pte_call *call, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text connection = {0};

    if (!is_ours(call, err) || !pte_cluster_start(&connection, err))
        return false;
    pte_call_tell(call, pte_say(call->language, N_("The database runs.")));
    return true;
}

static bool stop(const struct pte_call *call, struct pte_error *err)
{
    if (!is_ours(call, err) || !pte_cluster_stop(err))
        return false;
    pte_call_tell(call, pte_say(call->language, N_("The database is stopped.")));
    return true;
}

static bool status(const struct pte_call *call, struct pte_error *err)
{
    const enum pte_language lang = call->language;
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    struct pte_cluster_status found = {0};

    if (!is_ours(call, err) || !pte_cluster_status(&found, err))
        return false;
    pte_text_addf(&text, pte_say(lang, N_("folder:  %s\n")), found.folder);
    pte_text_addf(&text, pte_say(lang, N_("state:   %s\n")),
                  !found.exists   ? pte_say(lang, N_("not made yet"))
                  : found.running ? pte_say(lang, N_("running"))
                                  : pte_say(lang, N_("stopped")));
    if (found.running)
        pte_text_addf(&text, pte_say(lang, N_("process: %d\nsocket:  %s\n")), found.pid,
                      found.socket);
    if (found.exists)
        pte_text_addf(&text, pte_say(lang, N_("server:  %s\nsize:    %llu MB\n")),
                      found.version, found.bytes / 1000000);
    return pte_call_write(call, &text, err);
}

static bool psql(const struct pte_call *call, struct pte_error *err)
{
    return pte_cluster_psql(pte_call_value(call, "database"), err);
}

static bool backup(const struct pte_call *call, struct pte_error *err)
{
    if (!pte_cluster_backup(pte_call_value(call, "database"), call->words[1], err))
        return false;
    pte_call_tell(call, pte_say(call->language, N_("Kept, with its digest beside it.")));
    return true;
}

static bool restore(const struct pte_call *call, struct pte_error *err)
{
    if (!pte_cluster_restore(pte_call_value(call, "database"), call->words[1], err))
        return false;
    pte_call_tell(call, pte_say(call->language,
                                N_("Restored: what was there before is replaced.")));
    return true;
}

static const struct {
    const char *word;
    size_t n_words; /* with the word itself */
    bool (*run)(const struct pte_call *call, struct pte_error *err);
} works[] = {
    {"start", 1, start}, {"stop", 1, stop},     {"status", 1, status},
    {"psql", 1, psql},   {"backup", 2, backup}, {"restore", 2, restore},
};

bool pte_run_db(const struct pte_call *call, struct pte_error *err)
{
    const size_t n = sizeof(works) / sizeof(works[0]);
    const char *names[sizeof(works) / sizeof(works[0])], *nearest;
    const char *word = call->n_words > 0 ? call->words[0] : "status";

    for (size_t i = 0; i < n; i++) {
        names[i] = works[i].word;
        if (strcmp(works[i].word, word) != 0)
            continue;
        if (works[i].n_words == 2 && call->n_words < 2) {
            pte_fail(err, PTE_EUSAGE, "db %s wants a file", word);
            return pte_hint(err, "puente db %s FILE", word);
        }
        if (call->n_words > works[i].n_words)
            return pte_fail(err, PTE_EUSAGE, "db %s takes no '%.40s'", word,
                            call->words[works[i].n_words]);
        return works[i].run(call, err);
    }
    nearest = pte_nearest(word, names, n);
    pte_fail(err, PTE_EUSAGE, "db does not know '%.40s'", word);
    if (nearest != NULL)
        return pte_hint(err, "did you mean 'puente db %s'?", nearest);
    return pte_hint(err, "start, stop, status, psql, backup FILE or restore FILE");
}
