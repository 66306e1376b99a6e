/* importers/mapping/mapping.c - the form of a mapping, read from YAML or JSON. */
#include "importers/mapping.h"

#include <cyaml/cyaml.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "importers/mapping/mapping.intern.h"

enum {
    MOST_BYTES = 1 << 20,
    MOST_TEXT = 1024,
    MOST_ITEMS = 4096,
    MAY = CYAML_FLAG_OPTIONAL,
    TEXT = CYAML_FLAG_POINTER
};

#define TEXT_FIELD(type, name, flags)                                                    \
    CYAML_FIELD_STRING_PTR(#name, TEXT | (flags), struct type, name, 1, MOST_TEXT)
#define LIST_FIELD(type, name, entry, flags)                                             \
    CYAML_FIELD_SEQUENCE(#name, CYAML_FLAG_POINTER | (flags), struct type, name, entry,  \
                         0, MOST_ITEMS)
#define PART_FIELD(type, name, fields, flags)                                            \
    CYAML_FIELD_MAPPING_PTR(#name, CYAML_FLAG_POINTER | (flags), struct type, name,      \
                            fields)

static const cyaml_schema_value_t text = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, MOST_TEXT)};

static const cyaml_schema_field_t condition[] = {
    TEXT_FIELD(pte_mapping_condition, column, 0),
    LIST_FIELD(pte_mapping_condition, is, &text, MAY),
    LIST_FIELD(pte_mapping_condition, is_not, &text, MAY), CYAML_FIELD_END};
static const cyaml_schema_value_t conditions = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct pte_mapping_condition, condition)};

static const cyaml_schema_field_t code_word[] = {TEXT_FIELD(pte_mapping_word, is, 0),
                                                 TEXT_FIELD(pte_mapping_word, code, 0),
                                                 CYAML_FIELD_END};
static const cyaml_schema_value_t code_words = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct pte_mapping_word, code_word)};

static const cyaml_schema_field_t level_word[] = {
    TEXT_FIELD(pte_mapping_word, is, 0),
    CYAML_FIELD_FLOAT("level", CYAML_FLAG_DEFAULT, struct pte_mapping_word, level),
    CYAML_FIELD_END};
static const cyaml_schema_value_t level_words = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct pte_mapping_word, level_word)};

static const cyaml_schema_field_t scale[] = {
    TEXT_FIELD(pte_mapping_words, name, 0),
    LIST_FIELD(pte_mapping_words, words, &level_words, 0), CYAML_FIELD_END};
static const cyaml_schema_value_t scales = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct pte_mapping_words, scale)};

static const cyaml_schema_field_t vocabulary[] = {
    TEXT_FIELD(pte_mapping_words, vocabulary, 0),
    LIST_FIELD(pte_mapping_words, words, &code_words, 0), CYAML_FIELD_END};
static const cyaml_schema_value_t vocabularies = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct pte_mapping_words, vocabulary)};

static const cyaml_schema_field_t meaning[] = {
    TEXT_FIELD(pte_mapping_meaning, is, 0), TEXT_FIELD(pte_mapping_meaning, relation, 0),
    TEXT_FIELD(pte_mapping_meaning, tense, MAY), CYAML_FIELD_END};
static const cyaml_schema_value_t meanings = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct pte_mapping_meaning, meaning)};

static const cyaml_schema_field_t tie[] = {
    TEXT_FIELD(pte_mapping_ties, relation, MAY),
    TEXT_FIELD(pte_mapping_ties, tense, MAY),
    TEXT_FIELD(pte_mapping_ties, layout, 0),
    TEXT_FIELD(pte_mapping_ties, asks, MAY),
    TEXT_FIELD(pte_mapping_ties, columns, MAY),
    TEXT_FIELD(pte_mapping_ties, level, MAY),
    TEXT_FIELD(pte_mapping_ties, scale, MAY),
    CYAML_FIELD_FLOAT_PTR("least", CYAML_FLAG_POINTER | MAY, struct pte_mapping_ties,
                          least),
    CYAML_FIELD_FLOAT_PTR("most", CYAML_FLAG_POINTER | MAY, struct pte_mapping_ties,
                          most),
    CYAML_FIELD_BOOL("reverse", MAY, struct pte_mapping_ties, reverse),
    CYAML_FIELD_BOOL("mutual", MAY, struct pte_mapping_ties, mutual),
    CYAML_FIELD_UINT("max", MAY, struct pte_mapping_ties, max),
    LIST_FIELD(pte_mapping_ties, yes, &text, MAY),
    LIST_FIELD(pte_mapping_ties, no, &text, MAY),
    TEXT_FIELD(pte_mapping_ties, blank, MAY),
    TEXT_FIELD(pte_mapping_ties, file, MAY),
    TEXT_FIELD(pte_mapping_ties, sheet, MAY),
    TEXT_FIELD(pte_mapping_ties, parent, MAY),
    TEXT_FIELD(pte_mapping_ties, parent_key, MAY),
    TEXT_FIELD(pte_mapping_ties, source, MAY),
    TEXT_FIELD(pte_mapping_ties, event, MAY),
    TEXT_FIELD(pte_mapping_ties, type, MAY),
    LIST_FIELD(pte_mapping_ties, relations, &meanings, MAY),
    PART_FIELD(pte_mapping_ties, answered_when, condition, MAY),
    PART_FIELD(pte_mapping_ties, none_when, condition, MAY),
    CYAML_FIELD_END};
static const cyaml_schema_value_t ties = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct pte_mapping_ties, tie)};

static const cyaml_schema_field_t fact[] = {
    TEXT_FIELD(pte_mapping_facts, topic, 0),
    TEXT_FIELD(pte_mapping_facts, layout, 0),
    TEXT_FIELD(pte_mapping_facts, columns, 0),
    LIST_FIELD(pte_mapping_facts, yes, &text, MAY),
    LIST_FIELD(pte_mapping_facts, no, &text, MAY),
    CYAML_FIELD_END};
static const cyaml_schema_value_t facts = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct pte_mapping_facts, fact)};

static const cyaml_schema_field_t study[] = {
    TEXT_FIELD(pte_mapping_study, code, MAY), TEXT_FIELD(pte_mapping_study, title, MAY),
    TEXT_FIELD(pte_mapping_study, wave, MAY),
    CYAML_FIELD_BOOL("synthetic", MAY, struct pte_mapping_study, synthetic),
    CYAML_FIELD_END};

static const cyaml_schema_field_t source[] = {
    TEXT_FIELD(pte_mapping_source, tool, MAY),
    TEXT_FIELD(pte_mapping_source, encoding, MAY),
    TEXT_FIELD(pte_mapping_source, delimiter, MAY),
    TEXT_FIELD(pte_mapping_source, decimal, MAY),
    TEXT_FIELD(pte_mapping_source, sheet, MAY),
    CYAML_FIELD_UINT("header_rows", MAY, struct pte_mapping_source, header_rows),
    LIST_FIELD(pte_mapping_source, missing, &text, MAY),
    CYAML_FIELD_END};

static const cyaml_schema_field_t roster_columns[] = {
    TEXT_FIELD(pte_mapping_roster_columns, id, MAY),
    TEXT_FIELD(pte_mapping_roster_columns, name, MAY),
    TEXT_FIELD(pte_mapping_roster_columns, acronym, MAY),
    TEXT_FIELD(pte_mapping_roster_columns, sector, MAY),
    TEXT_FIELD(pte_mapping_roster_columns, kind, MAY),
    TEXT_FIELD(pte_mapping_roster_columns, side, MAY),
    TEXT_FIELD(pte_mapping_roster_columns, region, MAY),
    TEXT_FIELD(pte_mapping_roster_columns, parent, MAY),
    TEXT_FIELD(pte_mapping_roster_columns, women_led, MAY),
    TEXT_FIELD(pte_mapping_roster_columns, asked, MAY),
    CYAML_FIELD_END};

static const cyaml_schema_field_t roster[] = {
    TEXT_FIELD(pte_mapping_roster, file, 0),
    TEXT_FIELD(pte_mapping_roster, encoding, MAY),
    TEXT_FIELD(pte_mapping_roster, delimiter, MAY),
    TEXT_FIELD(pte_mapping_roster, sheet, MAY),
    PART_FIELD(pte_mapping_roster, columns, roster_columns, MAY),
    CYAML_FIELD_END};

static const cyaml_schema_field_t set[] = {TEXT_FIELD(pte_mapping_set, country, MAY),
                                           TEXT_FIELD(pte_mapping_set, wave, MAY),
                                           CYAML_FIELD_END};

static const cyaml_schema_field_t respondent[] = {
    TEXT_FIELD(pte_mapping_respondent, key, MAY),
    TEXT_FIELD(pte_mapping_respondent, organization, MAY),
    TEXT_FIELD(pte_mapping_respondent, role, MAY),
    TEXT_FIELD(pte_mapping_respondent, gender, MAY),
    TEXT_FIELD(pte_mapping_respondent, date, MAY),
    TEXT_FIELD(pte_mapping_respondent, date_order, MAY),
    TEXT_FIELD(pte_mapping_respondent, country, MAY),
    PART_FIELD(pte_mapping_respondent, consent, condition, MAY),
    LIST_FIELD(pte_mapping_respondent, keep_if, &conditions, MAY),
    PART_FIELD(pte_mapping_respondent, set, set, MAY),
    CYAML_FIELD_END};

static const cyaml_schema_field_t coalesced[] = {
    LIST_FIELD(pte_mapping_coalesce, columns, &text, 0), CYAML_FIELD_END};
static const cyaml_schema_value_t coalesce = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct pte_mapping_coalesce, coalesced)};

static const cyaml_schema_field_t relation[] = {
    TEXT_FIELD(pte_mapping_relation, code, 0), TEXT_FIELD(pte_mapping_relation, en, MAY),
    TEXT_FIELD(pte_mapping_relation, es, MAY), TEXT_FIELD(pte_mapping_relation, fr, MAY),
    CYAML_FIELD_END};
static const cyaml_schema_value_t relations = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct pte_mapping_relation, relation)};

static const cyaml_schema_field_t privacy[] = {
    LIST_FIELD(pte_mapping_privacy, drop, &text, 0), CYAML_FIELD_END};

static const cyaml_schema_field_t whole[] = {
    CYAML_FIELD_UINT("mapping", CYAML_FLAG_DEFAULT, struct pte_mapping, version),
    PART_FIELD(pte_mapping, study, study, MAY),
    PART_FIELD(pte_mapping, source, source, MAY),
    PART_FIELD(pte_mapping, roster, roster, 0),
    PART_FIELD(pte_mapping, respondent, respondent, 0),
    LIST_FIELD(pte_mapping, scales, &scales, MAY),
    LIST_FIELD(pte_mapping, vocabularies, &vocabularies, MAY),
    LIST_FIELD(pte_mapping, ties, &ties, MAY),
    LIST_FIELD(pte_mapping, facts, &facts, MAY),
    LIST_FIELD(pte_mapping, coalesce, &coalesce, MAY),
    LIST_FIELD(pte_mapping, aliases, &code_words, MAY),
    LIST_FIELD(pte_mapping, relations, &relations, MAY),
    PART_FIELD(pte_mapping, privacy, privacy, MAY),
    CYAML_FIELD_END};
static const cyaml_schema_value_t schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct pte_mapping, whole)};

/* Keeps what libcyaml says: first what is wrong, then the innermost place. */
struct complaint {
    char what[256];
    char where[64];
};

static void hear(cyaml_log_t level, void *context, const char *format, va_list args)
{
    struct complaint *complaint = context;
    char line[256];
    const char *said = line;

    (void)level;
    vsnprintf(line, sizeof(line), format, args);
    line[strcspn(line, "\n")] = '\0';
    if (strncmp(said, "Load: ", 6) == 0)
        said += 6;
    said += strspn(said, " ");
    if (strncmp(said, "Backtrace", 9) == 0)
        return;
    if (complaint->what[0] == '\0' && strstr(said, "(line") == NULL)
        snprintf(complaint->what, sizeof(complaint->what), "%s", said);
    else if (complaint->where[0] == '\0' && strstr(said, "(line") != NULL)
        snprintf(complaint->where, sizeof(complaint->where), "%s", strstr(said, "(line"));
}

/* libcyaml tells the place before a key it does not know; this finds the key itself. */
static void find_key(const char *yaml, struct complaint *complaint)
{
    static const char said[] = "Unexpected key: ";
    const char *key = complaint->what + sizeof(said) - 1;
    unsigned line = 1, before = 0;
    const char *begin = yaml;

    if (strncmp(complaint->what, said, sizeof(said) - 1) != 0 || key[0] == '\0' ||
        sscanf(complaint->where, "(line: %u", &before) != 1)
        return;
    for (const char *c = yaml; *c != '\0'; c++) {
        if (line >= before && strncmp(c, key, strlen(key)) == 0 &&
            (c == begin || strchr(" {,\"'", c[-1]) != NULL) &&
            strspn(c + strlen(key), "\"' :") > 0) {
            snprintf(complaint->where, sizeof(complaint->where), "(line: %u, column: %u)",
                     line, (unsigned)(c - begin) + 1);
            return;
        }
        if (*c == '\n') {
            line++;
            begin = c + 1;
        }
    }
}

static bool load(const char *path, struct pte_text *yaml, struct pte_mapping **mapping,
                 struct pte_error *err)
{
    struct complaint complaint = {0};
    const cyaml_config_t config = {.log_fn = hear,
                                   .log_ctx = &complaint,
                                   .log_level = CYAML_LOG_ERROR,
                                   .mem_fn = cyaml_mem,
                                   .flags = CYAML_CFG_NO_ALIAS};
    cyaml_err_t got;

    if (!pte_file_read(path, MOST_BYTES, yaml, err))
        return false;
    if (yaml->length == 0)
        return pte_fail(err, PTE_EINPUT, "the mapping '%s' is empty", path);
    got = cyaml_load_data((const uint8_t *)pte_text_get(yaml), yaml->length, &config,
                          &schema, (cyaml_data_t **)mapping, NULL);
    if (got == CYAML_OK && *mapping != NULL)
        return true;
    find_key(yaml->bytes, &complaint);
    pte_fail(err, PTE_EINPUT, "cannot read the mapping '%s': %s %s", path,
             complaint.what[0] != '\0' ? complaint.what : cyaml_strerror(got),
             complaint.where);
    return pte_hint(err,
                    "a mapping is YAML or JSON as importers/README.md shows it; a list "
                    "stands in [brackets], and blanks at the beginning of a line count");
}

bool pte_mapping_load(const char *path, struct pte_mapping **mapping,
                      struct pte_error *err)
{
    PTE_AUTO(pte_mapping_free) struct pte_mapping *found = NULL;
    PTE_AUTO(pte_text_release) struct pte_text yaml = {0};
    const char *slash = strrchr(path, '/');
    struct pte_mapping_file file = {.name = slash != NULL ? slash + 1 : path};

    if (!load(path, &yaml, &found, err))
        return false;
    pte_mapping_complete(found);
    file.yaml = pte_text_get(&yaml);
    if (!pte_mapping_check(found, &file, err))
        return false;
    *mapping = found;
    found = NULL;
    return true;
}

void pte_mapping_free(struct pte_mapping **mapping)
{
    static const cyaml_config_t config = {.mem_fn = cyaml_mem};

    if (*mapping != NULL)
        cyaml_free(&config, &schema, *mapping, 0);
    *mapping = NULL;
}
