/* core/model/vocabulary.c - the words surveys are told in, and the countries we know. */
#include "core/model/vocabulary.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/embedded.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/model/vocabulary.intern.h"

enum { MOST_FIELDS = 8, MOST_BYTES = 1 << 20, LABELS_FROM = 1 };

/* What is known; grows while loading, then stays for the life of the process. */
static struct {
    bool loaded;
    struct pte_arena arena;
    struct pte_word **words; /* in the order they came in */
    size_t n_words, room_words;
    struct pte_country **countries; /* by code */
    size_t n_countries, room_countries;
} known;

/* Cuts a line at its tabs, in place. Returns the number of fields. */
static size_t cut(char *line, char *field[MOST_FIELDS])
{
    size_t n = 0;

    while (n < MOST_FIELDS) {
        field[n++] = line;
        line = strchr(line, '\t');
        if (line == NULL)
            break;
        *line++ = '\0';
    }
    return n;
}

static struct pte_word *word_of(const char *vocabulary, const char *code)
{
    for (size_t i = 0; i < known.n_words; i++)
        if (strcmp(known.words[i]->vocabulary, vocabulary) == 0 &&
            strcmp(known.words[i]->code, code) == 0)
            return known.words[i];
    return NULL;
}

static int next_order(const char *vocabulary)
{
    int order = 1;

    for (size_t i = 0; i < known.n_words; i++)
        order += strcmp(known.words[i]->vocabulary, vocabulary) == 0;
    return order;
}

static void take_word(const char *vocabulary, char *const *field)
{
    struct pte_word *word = word_of(vocabulary, field[0]);

    if (word == NULL) {
        word = pte_arena_alloc(&known.arena, sizeof(*word));
        word->vocabulary = pte_arena_text(&known.arena, vocabulary);
        word->code = pte_arena_text(&known.arena, field[0]);
        word->order = next_order(vocabulary);
        pte_grow(&known.words, known.n_words, &known.room_words, sizeof(*known.words));
        known.words[known.n_words++] = word;
    }
    for (int i = 0; i < PTE_LANGUAGES; i++)
        word->label[i] = pte_arena_text(&known.arena, field[LABELS_FROM + i]);
}

static int by_code(const void *a, const void *b)
{
    const struct pte_country *const *left = a, *const *right = b;

    return strcmp((*left)->code, (*right)->code);
}

static void take_country(char *const *field)
{
    struct pte_country *country = (struct pte_country *)pte_country_find(field[0]);

    if (country == NULL) {
        country = pte_arena_alloc(&known.arena, sizeof(*country));
        pte_grow(&known.countries, known.n_countries, &known.room_countries,
                 sizeof(*known.countries));
        known.countries[known.n_countries++] = country;
    }
    country->code = pte_arena_text(&known.arena, field[0]);
    for (int i = 0; i < PTE_LANGUAGES; i++)
        country->label[i] = pte_arena_text(&known.arena, field[LABELS_FROM + i]);
    country->decimal = field[4][0];
    country->identifier = pte_arena_text(&known.arena, field[5]);
    country->acronyms = pte_arena_text(&known.arena, field[6]);
    qsort(known.countries, known.n_countries, sizeof(*known.countries), by_code);
}

/* One line that is not blank; vocabulary: out, set by the "# vocabulary" line. */
static bool take_line(char *line, const char *file, size_t number,
                      const char **vocabulary, bool *headed, struct pte_error *err)
{
    char *field[MOST_FIELDS];
    const size_t n = cut(line, field);

    if (line[0] == '#') {
        if (strcmp(field[0], "# vocabulary") == 0 && n > 1)
            *vocabulary = pte_arena_text(&known.arena, field[1]);
        return true;
    }
    if (*vocabulary == NULL)
        return pte_fail(
            err, PTE_EINPUT,
            "'%s' line %zu: no line '# vocabulary', a tab and its name before "
            "the words",
            file, number);
    if (!*headed) {
        *headed = true; /* the names of the columns */
        return true;
    }
    if (strcmp(*vocabulary, "country") == 0) {
        if (n != 7 || strlen(field[4]) != 1 || strchr(".,", field[4][0]) == NULL)
            return pte_fail(err, PTE_EINPUT,
                            "'%s' line %zu: a country has 7 columns parted by tabs, the "
                            "fifth is . or ,",
                            file, number);
        take_country(field);
        return true;
    }
    if (n != LABELS_FROM + PTE_LANGUAGES)
        return pte_fail(
            err, PTE_EINPUT,
            "'%s' line %zu: a word has 4 columns parted by tabs: code, en, es, "
            "fr",
            file, number);
    take_word(*vocabulary, field);
    return true;
}

bool pte_vocabulary_read(const char *name, const char *bytes, size_t length,
                         struct pte_error *err)
{
    PTE_AUTO(pte_free) char *text = pte_alloc(length + 1, 1);
    const char *vocabulary = NULL;
    bool headed = false;
    size_t number = 0;
    char *line = text, *next;

    memcpy(text, bytes, length);
    if (!pte_text_valid(text, length, NULL))
        return pte_fail(err, PTE_EINPUT, "'%s' is not UTF-8 text", name);
    for (; line != NULL; line = next) {
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        line[strcspn(line, "\r")] = '\0';
        number++;
        if (line[0] != '\0' && !take_line(line, name, number, &vocabulary, &headed, err))
            return false;
    }
    return true;
}

static int is_table(const struct dirent *entry)
{
    const size_t length = strlen(entry->d_name);

    return length > 4 && strcmp(entry->d_name + length - 4, ".tsv") == 0;
}

static bool read_folder(const char *folder, struct pte_error *err)
{
    struct dirent **entries = NULL;
    const int n = scandir(folder, &entries, is_table, alphasort);
    bool fine = true;

    if (n < 0)
        return pte_fail(err, PTE_EINPUT,
                        "cannot open the folder '%s' of PUENTE_VOCABULARIES", folder);
    for (int i = 0; i < n; i++) {
        PTE_AUTO(pte_text_release) struct pte_text path = {0};
        PTE_AUTO(pte_text_release) struct pte_text bytes = {0};

        pte_text_addf(&path, "%s/%s", folder, entries[i]->d_name);
        fine = fine && pte_file_read(path.bytes, MOST_BYTES, &bytes, err) &&
               pte_vocabulary_read(path.bytes, pte_text_get(&bytes), bytes.length, err);
        free(entries[i]);
    }
    free(entries);
    return fine;
}

static void load_built_in(void)
{
    if (known.loaded)
        return;
    known.loaded = true;
    for (const struct pte_embedded *file = pte_embedded_vocabularies; file->name != NULL;
         file++)
        pte_vocabulary_read(file->name, (const char *)file->bytes, file->length,
                            /* err */ NULL);
}

bool pte_vocabulary_load(struct pte_error *err)
{
    const char *folder = getenv("PUENTE_VOCABULARIES");

    load_built_in();
    return folder == NULL || folder[0] == '\0' || read_folder(folder, err);
}

const struct pte_word *pte_vocabulary_find(const char *vocabulary, const char *code)
{
    load_built_in();
    return word_of(vocabulary, code);
}

const struct pte_word *const *pte_vocabulary_all(const char *vocabulary, size_t *n)
{
    const struct pte_word **all;

    load_built_in();
    all = pte_arena_alloc(&known.arena, (known.n_words + 1) * sizeof(const void *));
    *n = 0;
    for (size_t i = 0; i < known.n_words; i++)
        if (strcmp(known.words[i]->vocabulary, vocabulary) == 0)
            all[(*n)++] = known.words[i];
    return all;
}

const struct pte_country *pte_country_find(const char *code)
{
    load_built_in();
    for (size_t i = 0; i < known.n_countries; i++)
        if (strcmp(known.countries[i]->code, code) == 0)
            return known.countries[i];
    return NULL;
}

const struct pte_country *const *pte_country_all(size_t *n)
{
    load_built_in();
    *n = known.n_countries;
    return (const struct pte_country *const *)known.countries;
}

bool pte_country_exists(const char *code)
{
    if (strlen(code) != 2)
        return false;
    if (strcmp(code, "ZZ") == 0 || (code[0] == 'X' && code[1] >= 'A' && code[1] <= 'Z'))
        return true; /* ISO 3166-1: user-assigned */
    return pte_country_find(code) != NULL || pte_text_is_region(code);
}

const char *pte_country_label(const char *code, enum pte_language language)
{
    const struct pte_country *preset = pte_country_find(code);
    const char *label = NULL;

    if (preset != NULL && preset->label[language] != NULL)
        return preset->label[language];
    label = pte_text_region(code, pte_language_code(language), &known.arena);
    return label != NULL ? label : code;
}

const char *pte_language_code(enum pte_language language)
{
    static const char *const codes[PTE_LANGUAGES] = {"en", "es", "fr"};

    return codes[language];
}

bool pte_language_find(const char *code, enum pte_language *language)
{
    for (int i = 0; i < PTE_LANGUAGES; i++) {
        if (strcmp(code, pte_language_code((enum pte_language)i)) == 0) {
            *language = (enum pte_language)i;
            return true;
        }
    }
    return false;
}
