/* api/commands/names.c - written names: listed, reviewed, decided, taken back. */
#include <stdio.h>
#include <string.h>

#include "api/commands/command.h"
#include "api/documents/json.h"
#include "api/language.h"
#include "api/table/table.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/store/names.h"
#include "core/store/store.h"

enum { MOST_BYTES = 1 << 24, MOST_CELLS = 16 };

static bool list_names(const struct pte_call *call, struct pte_names *names,
                       struct pte_store **store, struct pte_error *err)
{
    return pte_call_store(call, store, err) &&
           pte_store_names(*store, pte_call_value(call, "study"),
                           pte_call_value(call, "country"), names, err);
}

static const struct pte_column columns[] = {
    {"country", N_("country"), PTE_TERM, "country", 0},
    {"written", N_("written"), PTE_WORDS, NULL, 0},
    {"decision", N_("decision"), PTE_TERM, NULL, 0},
    {"organization", N_("id"), PTE_WORDS, NULL, 0},
    {"name", N_("name"), PTE_WORDS, NULL, 0},
    {"score", N_("score"), PTE_NUMBER, NULL, 2},
    {"reason", N_("reason"), PTE_TERM, NULL, 0},
    {"times", NULL, PTE_COUNT, NULL, 0},
};

static json_t *words_or_null(const char *text)
{
    return text != NULL ? pte_json_words(text) : json_null();
}

static json_t *name_row(const struct pte_name *one)
{
    json_t *row = json_object();

    pte_json_set(row, "country", pte_json_words(one->country));
    pte_json_set(row, "written", pte_json_words(one->written));
    pte_json_set(row, "decision",
                 one->why == PTE_NAMED_NOT      ? pte_json_words("")
                 : one->why == PTE_NAMED_NOBODY ? pte_json_words("reject")
                                                : pte_json_words("accept"));
    pte_json_set(row, "organization",
                 one->why == PTE_NAMED_NOBODY ? json_null()
                                              : words_or_null(one->organization));
    pte_json_set(row, "name", words_or_null(one->name));
    pte_json_set(row, "score", pte_json_number(one->score));
    pte_json_set(row, "reason", pte_json_words(one->reason));
    pte_json_set(row, "times", pte_json_count(one->times));
    return row;
}

/* Doubtful first. is_csv: as export does it, to be filled in and imported again. */
static bool show(const struct pte_call *call, bool is_csv, struct pte_error *err)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = NULL;
    PTE_AUTO(pte_names_release) struct pte_names names = {0};
    PTE_AUTO(pte_json_release) json_t *rows = json_array();
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    const struct pte_reader reader = {.language = call->language,
                                      .columns = call->columns,
                                      .is_terminal = call->is_terminal};
    const struct pte_table table = {.rows = rows,
                                    .columns = columns,
                                    .n_columns = sizeof(columns) / sizeof(columns[0])};

    if (!list_names(call, &names, &store, err))
        return false;
    for (size_t i = 0; i < names.n; i++)
        pte_json_add(rows, name_row(&names.name[i]));
    if (is_csv || pte_call_is_yes(call, "csv"))
        pte_table_csv(&table, &text);
    else if (pte_call_is_yes(call, "json"))
        pte_json_write(rows, &text);
    else
        pte_table_text(&table, &reader, &text);
    return pte_call_write(call, &text, err);
}

static bool list(const struct pte_call *call, struct pte_error *err)
{
    return show(call, /* is_csv */ false, err);
}

static bool export(const struct pte_call *call, struct pte_error *err)
{
    return show(call, /* is_csv */ true, err);
}

/* The written name that the call is about: its country, and who it stands for now. */
static const struct pte_name *find_name(const struct pte_names *names,
                                        const char *written, struct pte_error *err)
{
    const struct pte_name *found = NULL;

    for (size_t i = 0; i < names->n; i++) {
        const struct pte_name *one = &names->name[i];
        PTE_AUTO(pte_free) char *folded = pte_naming_fold(one->country, written);

        if (strcmp(folded, one->folded) != 0)
            continue;
        if (found != NULL && strcmp(found->country, one->country) != 0) {
            pte_fail(err, PTE_EUSAGE, "this name is written in several countries");
            pte_hint(err, "say which one: --country %s", one->country);
            return NULL;
        }
        found = one;
    }
    if (found == NULL) {
        pte_fail(err, PTE_ENOTFOUND, "nobody wrote '%.60s'", written);
        pte_hint(err, "puente names list");
    }
    return found;
}

static bool decide(const struct pte_call *call, enum pte_decision kind,
                   struct pte_error *err)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = NULL;
    PTE_AUTO(pte_names_release) struct pte_names names = {0};
    const char *study = pte_call_value(call, "study");
    struct pte_naming_entry entry = {.written = call->words[1],
                                     .organization =
                                         call->n_words > 2 ? call->words[2] : NULL,
                                     .kind = kind};
    const struct pte_name *name;
    size_t n;

    if (!list_names(call, &names, &store, err) ||
        (name = find_name(&names, entry.written, err)) == NULL)
        return false;
    entry.country = name->country;
    if (kind == PTE_SPLIT &&
        (name->why == PTE_NAMED_DECIDED || name->why == PTE_NAMED_NOBODY ||
         name->organization == NULL))
        return pte_store_undecide(store, study, entry.country, entry.written, &n, err);
    if (kind == PTE_SPLIT)
        entry.organization = name->organization;
    return pte_store_decide(store, study, &entry, 1, err);
}

static bool accept(const struct pte_call *call, struct pte_error *err)
{
    return decide(call, PTE_ACCEPT, err);
}

static bool reject(const struct pte_call *call, struct pte_error *err)
{
    return decide(call, PTE_REJECT, err);
}

static bool split(const struct pte_call *call, struct pte_error *err)
{
    return decide(call, PTE_SPLIT, err);
}

/* One key a decision: y yes, n not this one, s later, u takes the last back, q ends. */
static bool review(const struct pte_call *call, struct pte_error *err)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = NULL;
    PTE_AUTO(pte_names_release) struct pte_names names = {0};
    const char *study = pte_call_value(call, "study");
    size_t last = 0, n;

    if (!list_names(call, &names, &store, err))
        return false;
    for (size_t i = 0; i < names.n && names.name[i].why == PTE_NAMED_NOT;) {
        const struct pte_name *one = &names.name[i];
        struct pte_naming_entry entry = {.country = one->country,
                                         .written = one->written,
                                         .organization = one->organization};
        PTE_AUTO(pte_free) char *written = pte_text_clean(one->written);
        PTE_AUTO(pte_free)
        char *name = pte_text_clean(one->name != NULL ? one->name : "-");
        int key;

        printf("%s  %s  =  %s  (%.2f, %s)  [y n s u q] ", one->country, written, name,
               one->score, pte_table_own_word(one->reason, call->language));
        fflush(stdout);
        do
            key = getchar();
        while (key == '\n' || key == ' ');
        printf("\n");
        if (key == 'q' || key == EOF)
            return true;
        entry.kind = key == 'y' ? PTE_ACCEPT : PTE_REJECT;
        if (key == 'u') {
            if (!pte_store_undecide(store, study, names.name[last].country,
                                    names.name[last].written, &n, err))
                return false;
            i = last;
            continue;
        }
        if ((key == 'n' || (key == 'y' && one->organization != NULL)) &&
            !pte_store_decide(store, study, &entry, 1, err))
            return false;
        if (strchr("nsy", key) != NULL)
            last = i++;
    }
    return true;
}

/* Cuts one record after RFC 4180, in place; at moves on behind it. */
static size_t read_record(char **at, const char *cells[MOST_CELLS])
{
    size_t n = 0;
    char *from = *at;

    for (bool more = true; more && n < MOST_CELLS;) {
        char *to = from;
        bool quoted = *from == '"';

        cells[n++] = from;
        from += quoted;
        while (*from != '\0' && (quoted || strchr(",\r\n", *from) == NULL)) {
            if (*from == '"' && quoted) {
                from++;
                quoted = *from == '"';
                if (!quoted)
                    continue;
            }
            *to++ = *from++;
        }
        more = *from == ',';
        while (!more && (*from == '\r' || *from == '\n'))
            from++;
        from += more;
        if (to < from)
            *to = '\0';
    }
    *at = from;
    return n;
}

/* The ' that keeps a spreadsheet from reading a formula. */
static const char *plain(const char *cell)
{
    return cell[0] == '\'' && cell[1] != '\0' && strchr("=+-@", cell[1]) != NULL
               ? cell + 1
               : cell;
}

static bool import(const struct pte_call *call, struct pte_error *err)
{
    PTE_AUTO(pte_store_close) struct pte_store *store = NULL;
    PTE_AUTO(pte_text_release) struct pte_text bytes = {0};
    PTE_AUTO(pte_free) struct pte_naming_entry *entries = NULL;
    const char *cells[MOST_CELLS];
    size_t n = 0, room = 0, line = 1;
    char *at, nothing[1] = "";

    if (!pte_file_read(call->words[1], MOST_BYTES, &bytes, err))
        return false;
    at = bytes.length > 0 ? bytes.bytes : nothing;
    if (!pte_text_valid(at, bytes.length, NULL) || read_record(&at, cells) < 4 ||
        strcmp(cells[0], "country") != 0 || strcmp(cells[1], "written") != 0 ||
        strcmp(cells[2], "decision") != 0 || strcmp(cells[3], "organization") != 0) {
        pte_fail(err, PTE_EINPUT, "this is no table of names");
        return pte_hint(err, "it begins country,written,decision,organization, as puente "
                             "names export writes it");
    }
    while (*at != '\0') {
        struct pte_naming_entry entry = {0};

        line++;
        if (read_record(&at, cells) < 4)
            return pte_fail(err, PTE_EINPUT, "line %zu has less than four columns", line);
        if (cells[2][0] == '\0')
            continue; /* not decided yet */
        entry.country = cells[0];
        entry.written = plain(cells[1]);
        entry.organization = cells[3][0] != '\0' ? plain(cells[3]) : NULL;
        entry.kind = strcmp(cells[2], "accept") == 0  ? PTE_ACCEPT
                     : strcmp(cells[2], "split") == 0 ? PTE_SPLIT
                                                      : PTE_REJECT;
        if (entry.kind == PTE_REJECT && strcmp(cells[2], "reject") != 0)
            return pte_fail(err, PTE_EINPUT,
                            "line %zu: a decision is accept, reject, split or nothing",
                            line);
        pte_grow(&entries, n, &room, sizeof(*entries));
        entries[n++] = entry;
    }
    return pte_call_store(call, &store, err) &&
           pte_store_decide(store, pte_call_value(call, "study"), entries, n, err);
}

static const struct {
    const char *word;
    size_t least, most; /* words, with the word itself */
    bool (*run)(const struct pte_call *call, struct pte_error *err);
} works[] = {
    {"list", 1, 1, list},     {"review", 1, 1, review}, {"accept", 3, 3, accept},
    {"reject", 2, 3, reject}, {"split", 2, 2, split},   {"export", 1, 1, export},
    {"import", 2, 2, import},
};

bool pte_run_names(const struct pte_call *call, struct pte_error *err)
{
    const char *word = call->n_words > 0 ? call->words[0] : "list";

    for (size_t i = 0; i < sizeof(works) / sizeof(works[0]); i++)
        if (strcmp(works[i].word, word) == 0) {
            if (call->n_words <= works[i].most &&
                (call->n_words >= works[i].least || works[i].least == 1))
                return works[i].run(call, err);
            pte_fail(err, PTE_EUSAGE, "names %s wants other words", word);
            return pte_hint(err, "puente help names");
        }
    pte_fail(err, PTE_EUSAGE, "names does not know '%.40s'", word);
    return pte_hint(err, "list, review, accept NAME ID, reject NAME [ID], split NAME, "
                         "export or import FILE");
}
