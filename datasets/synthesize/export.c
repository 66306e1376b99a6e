/* datasets/synthesize/export.c - writes the answers of a country as its tool would. */
#include "datasets/synthesize/export.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/number.h"
#include "core/base/text.h"

/* A file that grows cell by cell. */
struct sheet {
    const struct pte_dialect *dialect;
    struct pte_text text;
    bool begun; /* the line has a cell */
};

static void release(struct sheet *sheet)
{
    pte_text_release(&sheet->text);
}

static void add_quoted(struct pte_text *text, const char *cell)
{
    pte_text_add(text, "\"");
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            pte_text_add(text, "\"");
        pte_text_add_bytes(text, cell, 1);
    }
    pte_text_add(text, "\"");
}

static void add_cell(struct sheet *sheet, const char *cell)
{
    const struct pte_dialect *dialect = sheet->dialect;
    const char special[] = {dialect->delimiter, '"', '\r', '\n', '\0'};

    if (sheet->begun)
        pte_text_add_bytes(&sheet->text, &dialect->delimiter, 1);
    if (dialect->quotes_all || strpbrk(cell, special) != NULL)
        add_quoted(&sheet->text, cell);
    else
        pte_text_add(&sheet->text, cell);
    sheet->begun = true;
}

static void end_line(struct sheet *sheet)
{
    pte_text_add(&sheet->text, sheet->dialect->end_of_line);
    sheet->begun = false;
}

static void add_number(struct sheet *sheet, double value)
{
    char text[PTE_NUMBER_BYTES], *point;

    pte_number_text(value, text);
    if ((point = strchr(text, '.')) != NULL)
        *point = sheet->dialect->decimal;
    add_cell(sheet, text);
}

static void add_named(struct sheet *sheet, const char *pattern, const char *star)
{
    PTE_AUTO(pte_text_release) struct pte_text name = {0};

    pte_export_fill(&name, pattern, star);
    add_cell(sheet, name.bytes);
}

/* The word a code has in words.tsv, or the code itself. */
static void add_code(struct sheet *sheet, const char *vocabulary, const char *code)
{
    PTE_AUTO(pte_text_release) struct pte_text line = {0}, word = {0};
    const char *at = NULL;

    pte_text_addf(&line, "\n%s\t%s\t", vocabulary, code);
    if (sheet->dialect->has_words)
        at = strstr((const char *)pte_study_file("words.tsv")->bytes, line.bytes);
    if (at != NULL) {
        at += line.length;
        pte_text_add_bytes(&word, at, strcspn(at, "\n"));
        code = word.bytes;
    }
    add_cell(sheet, code);
}

static void add_ids(struct sheet *sheet, const struct pte_study_country *country,
                    const char *pattern)
{
    for (size_t i = 0; i < country->n; i++)
        add_named(sheet, pattern, country->organization[i].id);
}

static void add_codes(struct sheet *sheet, const char *pattern, const char *const *code,
                      size_t n)
{
    for (size_t i = 0; i < n; i++)
        add_named(sheet, pattern, code[i]);
}

static void add_header(struct sheet *sheet, const struct pte_study_country *country)
{
    static const char *const ranks[PTE_STUDY_RANKS] = {"1", "2", "3"};
    const struct pte_dialect *dialect = sheet->dialect;

    for (size_t c = 0; c < PTE_COLUMNS; c++)
        add_cell(sheet, dialect->column[c]);
    for (size_t r = 0; r < PTE_STUDY_RELATIONS; r++) {
        if (dialect->answered[r] != NULL)
            add_cell(sheet, dialect->answered[r]);
        add_ids(sheet, country, dialect->level[r]);
    }
    for (size_t w = 0; w < PTE_STUDY_WISHES; w++)
        add_ids(sheet, country, dialect->wished[w]);
    add_codes(sheet, dialect->function, pte_study_functions, PTE_STUDY_FUNCTIONS);
    add_codes(sheet, dialect->challenge, ranks, PTE_STUDY_RANKS);
    add_codes(sheet, dialect->training, pte_study_occupations, PTE_STUDY_OCCUPATIONS);
    add_codes(sheet, dialect->vacancy, pte_study_occupations, PTE_STUDY_OCCUPATIONS);
    end_line(sheet);
}

/* Keys and dates as the tools give them; a UUID of version 4 is random bits. */
static void add_key_and_date(struct sheet *sheet, const struct pte_study_person *person)
{
    PTE_AUTO(pte_text_release) struct pte_text key = {0}, number = {0}, day = {0};
    const uint64_t *token = person->token;

    pte_text_addf(&number, "%03u", person->number);
    pte_text_addf(&day, "%02u", person->day);
    if (sheet->dialect->key != NULL)
        pte_export_fill(&key, sheet->dialect->key, number.bytes);
    else
        pte_text_addf(&key, "uuid:%08x-%04x-4%03x-a%03x-%012llx",
                      (unsigned)(token[0] >> 32), (unsigned)(token[0] >> 16 & 0xffff),
                      (unsigned)(token[0] & 0xfff), (unsigned)(token[1] >> 52),
                      (unsigned long long)(token[1] & 0xffffffffffff));
    add_cell(sheet, key.bytes);
    add_named(sheet, sheet->dialect->date, day.bytes);
}

/* Who answers writes the organization by its name, its acronym, without accents, or the
 * tool keeps its code. */
static void add_organization(struct sheet *sheet,
                             const struct pte_study_organization *organization,
                             unsigned number)
{
    PTE_AUTO(pte_free) char *folded = NULL;

    if (sheet->dialect->keeps_ids)
        add_cell(sheet, organization->id);
    else if (number % 4 == 1 && organization->acronym[0] != '\0')
        add_cell(sheet, organization->acronym);
    else if (number % 4 == 3)
        add_cell(sheet, folded = pte_text_fold(organization->name));
    else
        add_cell(sheet, organization->name);
}

static void add_gender(struct sheet *sheet, const char *gender)
{
    static const char *const codes[] = {"woman", "man", "other"};

    for (size_t g = 0; g < 3; g++)
        if (strcmp(gender, codes[g]) == 0 && sheet->dialect->gender[g] != NULL) {
            add_cell(sheet, sheet->dialect->gender[g]);
            return;
        }
    add_code(sheet, "gender", gender);
}

static void add_level(struct sheet *sheet, const struct pte_study_person *person,
                      size_t relation, size_t other)
{
    const struct pte_dialect *dialect = sheet->dialect;
    const int level = person->level[relation][other];

    if (!person->answered[relation] || other == person->organization)
        add_cell(sheet, "");
    else if (level == PTE_STUDY_BLANK)
        add_cell(sheet, dialect->blank_level);
    else if (dialect->levels[0] != NULL)
        add_cell(sheet, dialect->levels[level / 2]);
    else
        add_number(sheet, level / 2.);
}

static void add_amounts(struct sheet *sheet, const double *amount)
{
    for (size_t o = 0; o < PTE_STUDY_OCCUPATIONS; o++)
        if (amount[o] > 0)
            add_number(sheet, amount[o]);
        else
            add_cell(sheet, "");
}

static void add_facts(struct sheet *sheet, const struct pte_study_person *person)
{
    const struct pte_dialect *dialect = sheet->dialect;

    for (size_t f = 0; f < PTE_STUDY_FUNCTIONS; f++)
        add_cell(sheet, !person->states_facts ? ""
                        : person->performs[f] ? dialect->yes
                                              : dialect->not_performed);
    for (size_t rank = 0; rank < PTE_STUDY_RANKS; rank++)
        if (person->states_facts)
            add_code(sheet, "challenge", pte_study_challenges[person->named[rank]]);
        else
            add_cell(sheet, "");
    add_amounts(sheet, person->trained);
    add_amounts(sheet, person->wanted);
}

static void add_person(struct sheet *sheet, const struct pte_study_country *country,
                       const struct pte_study_person *person)
{
    const struct pte_dialect *dialect = sheet->dialect;

    add_key_and_date(sheet, person);
    add_organization(sheet, &country->organization[person->organization], person->number);
    add_cell(sheet, person->role);
    add_gender(sheet, person->gender);
    add_cell(sheet, dialect->yes);
    for (size_t r = 0; r < PTE_STUDY_RELATIONS; r++) {
        if (dialect->answered[r] != NULL)
            add_cell(sheet, person->answered[r] ? dialect->yes : dialect->no);
        for (size_t i = 0; i < country->n; i++)
            add_level(sheet, person, r, i);
    }
    for (size_t w = 0; w < PTE_STUDY_WISHES; w++)
        for (size_t i = 0; i < country->n; i++)
            add_cell(sheet, i == person->organization ? ""
                            : person->wished[w][i]    ? dialect->yes
                                                      : dialect->not_wished);
    add_facts(sheet, person);
    end_line(sheet);
}

static void add_roster(struct sheet *sheet, const struct pte_study_country *country)
{
    const struct pte_dialect *dialect = sheet->dialect;

    for (size_t c = 0; c < PTE_ROSTER_COLUMNS; c++)
        add_cell(sheet, dialect->roster[c]);
    end_line(sheet);
    for (size_t i = 0; i < country->n; i++) {
        const struct pte_study_organization *organization = &country->organization[i];
        const bool is_women_led = strcmp(organization->women_led, "yes") == 0;

        add_cell(sheet, organization->id);
        add_cell(sheet, organization->name);
        add_cell(sheet, organization->acronym);
        add_code(sheet, "sector", organization->sector);
        add_code(sheet, "kind", organization->kind);
        add_code(sheet, "side", organization->side);
        add_cell(sheet, organization->region);
        add_cell(sheet, is_women_led ? dialect->yes : dialect->no);
        add_cell(sheet, organization->parent);
        add_cell(sheet, dialect->yes);
        end_line(sheet);
    }
}

/* The code point at *at, which is moved behind it; the text is valid UTF-8. */
static unsigned next_point(const char **at)
{
    const unsigned char *byte = (const unsigned char *)*at;
    const int more = byte[0] < 0x80 ? 0 : byte[0] < 0xE0 ? 1 : byte[0] < 0xF0 ? 2 : 3;
    unsigned point = more == 0 ? byte[0] : byte[0] & (0x3Fu >> more);

    for (int i = 1; i <= more; i++)
        point = point << 6 | (byte[i] & 0x3F);
    *at += more + 1;
    return point;
}

/* Our names keep to Latin-1, which Windows-1252 and UTF-16 hold as it is. */
static bool encode(const struct sheet *sheet, struct pte_text *bytes,
                   struct pte_error *err)
{
    const enum pte_encoding encoding = sheet->dialect->encoding;
    const char *at = sheet->text.bytes;

    if (encoding == PTE_UTF8 || encoding == PTE_UTF8_BOM) {
        pte_text_addf(bytes, "%s%s", encoding == PTE_UTF8_BOM ? "\xEF\xBB\xBF" : "", at);
        return true;
    }
    if (encoding == PTE_UTF16LE)
        pte_text_add_bytes(bytes, "\xFF\xFE", 2);
    while (*at != '\0') {
        const unsigned point = next_point(&at);
        const char pair[2] = {(char)point, 0};

        if (point > 0xFF || (point >= 0x80 && point < 0xA0))
            return pte_fail(err, PTE_EINPUT, "a name of '%s' is not Latin-1",
                            sheet->dialect->code);
        pte_text_add_bytes(bytes, pair, encoding == PTE_UTF16LE ? 2 : 1);
    }
    return true;
}

static bool write_sheet(const struct sheet *sheet, const char *folder, const char *name,
                        struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text path = {0}, bytes = {0};

    pte_text_addf(&path, "%s/%s", folder, name);
    return encode(sheet, &bytes, err) &&
           pte_file_write(path.bytes, bytes.bytes, bytes.length, err);
}

bool pte_study_write_export(const struct pte_study_country *country,
                            const struct pte_study_answers *answers, const char *folder,
                            struct pte_error *err)
{
    const struct pte_dialect *dialect = pte_dialect_of(country->plan);
    PTE_AUTO(release) struct sheet export = {.dialect = dialect};
    PTE_AUTO(release) struct sheet roster = {.dialect = dialect};
    PTE_AUTO(pte_free) char *export_name = pte_export_file(country->plan, false);
    PTE_AUTO(pte_free) char *roster_name = pte_export_file(country->plan, true);

    add_header(&export, country);
    for (size_t p = 0; p < answers->n; p++)
        add_person(&export, country, &answers->person[p]);
    add_roster(&roster, country);
    return write_sheet(&export, folder, export_name, err) &&
           write_sheet(&roster, folder, roster_name, err);
}
