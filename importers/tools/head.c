/* importers/tools/head.c - the first rows of a table, looked at by the tools. */
#include <ctype.h>
#include <fnmatch.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/base/text.h"
#include "importers/index.h"
#include "importers/tools/tool.intern.h"

enum { SHORT_HEADER = 20 };

const char *pte_head_cell(const struct pte_head *head, uint32_t row, uint32_t column)
{
    return row < head->n_rows && column < head->n ? head->rows[row][column] : "";
}

uint32_t pte_head_find(const struct pte_head *head, uint32_t row, const char *text)
{
    uint32_t i = 0;

    while (i < head->n && strcasecmp(pte_head_cell(head, row, i), text) != 0)
        i++;
    return i;
}

bool pte_head_has(const struct pte_head *head, const char *header)
{
    return pte_head_find(head, 0, header) < head->n;
}

unsigned pte_head_count(const struct pte_head *head, const char *const *headers)
{
    unsigned n = 0;

    for (; *headers != NULL; headers++)
        n += pte_head_has(head, *headers);
    return n;
}

bool pte_tool_fits(const char *pattern, const char *text)
{
    return fnmatch(pattern, text, FNM_CASEFOLD) == 0;
}

unsigned pte_head_fits(const struct pte_head *head, uint32_t row, const char *pattern)
{
    unsigned n = 0;

    for (uint32_t i = 0; row < head->n_rows && i < head->n; i++)
        n += pte_tool_fits(pattern, head->rows[row][i]);
    return n;
}

bool pte_tool_begins(const char *text, const char *beginning)
{
    return strncasecmp(text, beginning, strlen(beginning)) == 0;
}

const char *pte_tool_before(const char *text, const char *mark, struct pte_arena *arena)
{
    const char *last = NULL;
    size_t length;

    for (const char *at = strstr(text, mark); at != NULL; at = strstr(at + 1, mark))
        last = at;
    if (last == NULL || last == text)
        return text;
    length = (size_t)(last - text);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    return pte_arena_slice(arena, text, length);
}

void pte_tool_say(struct pte_tool_export *export, const char *format, ...)
{
    char sentence[512];
    va_list args;

    va_start(args, format);
    vsnprintf(sentence, sizeof(sentence), format, args);
    va_end(args);
    pte_grow(&export->notes, export->n_notes, &export->room_notes,
             sizeof(*export->notes));
    export->notes[export->n_notes++] = pte_arena_text(&export->arena, sentence);
}

static enum pte_tool_role role_of(const struct pte_tool *tool, const char *header,
                                  bool *is_own)
{
    for (const struct pte_tool_word *word = tool->words;
         word != NULL && word->pattern != NULL; word++)
        if (pte_tool_fits(word->pattern, header)) {
            *is_own = true;
            return word->role;
        }
    *is_own = false;
    return PTE_ROLE_QUESTION;
}

/* Whether a word stands in folded text on its own: "nombre_org", not "renombre". */
static bool has_word(const char *text, const char *word)
{
    const size_t length = strlen(word);

    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word))
        if ((at == text || !isalnum((unsigned char)at[-1])) &&
            !isalnum((unsigned char)at[length]))
            return true;
    return false;
}

static bool has_any(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (has_word(text, *words))
            return true;
    return false;
}

/* Whether a header asks for an organization, by its folded text. */
static bool asks_for_organization(const char *folded)
{
    static const char *const patterns[] = {
        "*organiza*", "*organisa*", "*institu*", "*empresa*", "*entidad*", "*entreprise*",
        "*_org*",     "org*",       "*company*", "*gremio*",  "*partner*", "*sindicato*",
    };

    for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
        if (pte_tool_fits(patterns[i], folded))
            return true;
    return false;
}

/* Whether a header asks for a person's name or address. The name of an organization is
 * none, but who answers for it is. */
static bool asks_for_person(const char *folded)
{
    static const char *const names[] = {"nombre", "nombres", "name", "nom", NULL};
    static const char *const persons[] = {
        "apellido",     "apellidos",   "surname",       "prenom",
        "correo",       "correos",     "email",         "mail",
        "courriel",     "telefono",    "phone",         "celular",
        "movil",        "direccion",   "address",       "domicilio",
        "rut",          "dni",         "cedula",        "curp",
        "edad",         "ip",          "whatsapp",      "nacimiento",
        "contacto",     "contact",     "representante", "encuestador",
        "encuestadora", "responsable", "persona",       "su nombre",
        "tu nombre",    "your name",   "nombre y",      "name and",
        "cargo",        NULL,
    };

    return has_any(folded, persons) ||
           (has_any(folded, names) && !asks_for_organization(folded));
}

/* Not "why does your organization ...", which is answered in a person's own words. */
static bool is_name_of_organization(const char *folded)
{
    static const char *const names[] = {"nombre", "name", "nom", "llama", NULL};

    return asks_for_organization(folded) &&
           (strlen(folded) <= SHORT_HEADER || has_any(folded, names));
}

/* A header that stood before gets a number: form versions merged by the tool bring the
 * same question twice. */
static const char *told_apart(struct pte_tool_export *export, struct pte_index *names,
                              const char *name, uint32_t column)
{
    char numbered[600];
    uint32_t first;

    if (name[0] == '\0' || pte_index_add(names, name, strlen(name), column, &first))
        return name;
    for (unsigned number = 2;; number++) {
        const int length =
            snprintf(numbered, sizeof(numbered), "%.500s#%u", name, number);

        if (pte_index_add(names, numbered, (size_t)length, column, &first))
            return pte_arena_text(&export->arena, numbered);
    }
}

static void name_columns(const struct pte_head *head, struct pte_tool_export *export)
{
    PTE_AUTO(pte_index_release) struct pte_index names = {0};
    const struct pte_tool *tool = export->tool;

    for (uint32_t i = 0; i < head->n; i++) {
        struct pte_tool_column *column = &export->columns[i];
        const char *name = tool->column != NULL ? tool->column(head, i, &export->arena)
                                                : pte_head_cell(head, 0, i);
        bool is_own;

        name = pte_arena_text(&export->arena, name);
        column->role = role_of(tool, name, &is_own);
        column->name = told_apart(export, &names, name, i);
        column->is_twin = column->name != name;
        if (is_own || name[0] == '\0') {
            column->role = is_own ? column->role : PTE_ROLE_SYSTEM;
            continue;
        }
        column->question = pte_arena_text(
            &export->arena,
            tool->question != NULL ? tool->question(head, i, &export->arena) : name);
        PTE_AUTO(pte_free) char *folded = pte_text_fold(column->question);
        if (asks_for_person(folded))
            column->role = PTE_ROLE_PERSON;
        else
            column->is_organization = is_name_of_organization(folded);
    }
}

/* Several columns of one question are its options. */
static void count_questions(struct pte_tool_export *export)
{
    PTE_AUTO(pte_index_release) struct pte_index questions = {0};

    for (uint32_t i = 0; i < export->n_columns; i++) {
        struct pte_tool_column *column = &export->columns[i];
        uint32_t first;

        if (column->question == NULL)
            continue;
        if (pte_index_add(&questions, column->question, strlen(column->question), i,
                          &first)) {
            export->n_questions++;
            continue;
        }
        if (column->role == PTE_ROLE_QUESTION)
            column->role = PTE_ROLE_OPTION;
        if (export->columns[first].role == PTE_ROLE_QUESTION &&
            strcmp(export->columns[first].name, column->question) != 0)
            export->columns[first].role = PTE_ROLE_OPTION;
    }
}

/* The best column the tool has for telling submissions apart; one whose first cell is
 * blank is not in use. */
static uint32_t key_of(const struct pte_head *head, const struct pte_tool_export *export)
{
    const char *const *keys = export->tool->keys;

    for (; keys != NULL && *keys != NULL; keys++)
        for (uint32_t i = 0; i < export->n_columns; i++)
            if (pte_tool_fits(*keys, export->columns[i].name) &&
                (head->n_rows <= export->header_rows ||
                 pte_head_cell(head, export->header_rows, i)[0] != '\0'))
                return i + 1;
    return 0;
}

void pte_tool_arrange(const struct pte_head *head, struct pte_tool_export *export)
{
    const struct pte_tool *tool = export->tool;

    export->header_rows = tool->header_rows != NULL ? tool->header_rows(head) : 1;
    export->n_columns = head->n;
    export->columns = pte_alloc(head->n, sizeof(*export->columns));
    name_columns(head, export);
    count_questions(export);
    export->key = key_of(head, export);
    if (export->key > 0)
        export->columns[export->key - 1].role = PTE_ROLE_KEY;
}
