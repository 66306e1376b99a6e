/* api/commands/help.c - help, manual page and schemas, printed from the tables. */
#include <stdio.h>
#include <string.h>

#include "api/asking.h"
#include "api/commands/command.h"
#include "api/language.h"
#include "api/table/table.h"
#include "core/base/embedded.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/measures/catalogue.h"

enum { OPTION_COLUMNS = 24 };

extern const struct pte_embedded pte_embedded_schemas[];

/* "  name        what it is, wrapped below itself" */
static void add_item(const char *name, const char *what, size_t columns,
                     struct pte_text *text)
{
    const size_t wide = pte_text_columns(name) + 2;
    const size_t room = columns > OPTION_COLUMNS + 20 ? columns - OPTION_COLUMNS : 20;
    struct pte_text wrapped = {0};
    char *line, *rest = NULL;

    pte_table_wrap(what, room, /* indent */ 0, &wrapped);
    pte_text_addf(text, "  %s", name);
    if (wide >= OPTION_COLUMNS)
        pte_text_addf(text, "\n%*s", OPTION_COLUMNS, "");
    else
        pte_text_addf(text, "%*s", (int)(OPTION_COLUMNS - wide), "");
    line = strtok_r(wrapped.bytes, "\n", &rest);
    for (; line != NULL; line = strtok_r(NULL, "\n", &rest))
        pte_text_addf(text, "%s\n%*s", line, rest != NULL && *rest ? OPTION_COLUMNS : 0,
                      "");
    pte_text_release(&wrapped);
}

static void add_option(const struct pte_parameter *parameter, enum pte_language lang,
                       size_t columns, struct pte_text *text)
{
    struct pte_text name = {0}, what = {0};

    pte_text_addf(&name, "--%s", parameter->name);
    if (parameter->argument != NULL)
        pte_text_addf(&name, " %s", pte_say(lang, parameter->argument));
    pte_text_add(&what, pte_say(lang, parameter->what));
    if (strchr(parameter->values, '|') != NULL &&
        strcmp(parameter->values,
               parameter->argument == NULL ? "" : parameter->argument) != 0)
        pte_text_addf(&what, " [%s]", parameter->values);
    if (parameter->fallback != NULL)
        pte_text_addf(&what, pte_say(lang, N_(" (default: %s)")), parameter->fallback);
    add_item(pte_text_get(&name), pte_text_get(&what), columns, text);
    pte_text_release(&name);
    pte_text_release(&what);
}

static void add_measures(enum pte_language lang, size_t columns, struct pte_text *text)
{
    size_t n;
    const struct pte_measure *all = pte_measures(&n);

    pte_text_addf(text, "\n%s\n", pte_say(lang, N_("Measures:")));
    for (size_t i = 0; i < n; i++)
        add_item(all[i].key, pte_say(lang, all[i].what), columns, text);
}

static void help_command(const struct pte_command *command, enum pte_language lang,
                         size_t columns, struct pte_text *text)
{
    const char *rest = command->parameters;
    char name[PTE_PARAMETER_BYTES];

    pte_text_addf(text, pte_say(lang, N_("puente %s: %s\n\n")), command->name,
                  pte_say(lang, command->what));
    pte_text_addf(text, pte_say(lang, N_("Usage: puente %s [OPTION...] %s\n")),
                  command->name,
                  command->words == NULL ? "" : pte_say(lang, command->words));
    if (command->more != NULL) {
        pte_text_add(text, "\n");
        pte_table_wrap(pte_say(lang, command->more), columns, /* indent */ 0, text);
        pte_text_add(text, "\n");
    }
    pte_text_addf(text, "\n%s\n", pte_say(lang, N_("Options:")));
    while (pte_parameter_next(&rest, name) != NULL)
        add_option(pte_parameter_find(name), lang, columns, text);
    add_option(pte_parameter_find("help"), lang, columns, text);
    if (strcmp(command->name, "measures") == 0)
        add_measures(lang, columns, text);
    pte_text_addf(text, pte_say(lang, N_("\nExample: %s\n")), command->example);
}

void pte_help_text(const struct pte_command *command, enum pte_language language,
                   size_t columns, struct pte_text *text)
{
    size_t n;
    const struct pte_command *all = pte_commands(&n);

    if (command != NULL) {
        help_command(command, language, columns, text);
        return;
    }
    pte_table_wrap(
        pte_say(language,
                N_("puente turns stakeholder surveys into an answer: which ties "
                   "between education, labour and industry to strengthen, which "
                   "to forge, and how sure that is.")),
        columns, /* indent */ 0, text);
    pte_text_addf(text, "\n\n%s\n",
                  pte_say(language, N_("Usage: puente COMMAND [OPTION...]")));
    for (size_t i = 0; i < n; i++)
        add_item(all[i].name, pte_say(language, all[i].what), columns, text);
    pte_text_addf(
        text, "\n%s\n",
        pte_say(language, N_("puente help COMMAND tells more. First: puente demo")));
}

/* A line of troff must not begin with a dot or a quote, nor a hyphen be taken for one. */
static void add_troff(const char *words, struct pte_text *text)
{
    if (words[0] == '.' || words[0] == '\'')
        pte_text_add(text, "\\&");
    for (; *words != '\0'; words++)
        pte_text_add_bytes(text, *words == '\\' ? "\\e" : words, *words == '\\' ? 2 : 1);
    pte_text_add(text, "\n");
}

void pte_help_man(struct pte_text *text)
{
    size_t n;
    const struct pte_command *all = pte_commands(&n);

    pte_text_addf(text, ".TH PUENTE 1 \"\" \"puente %s\" \"User Commands\"\n",
                  PTE_VERSION);
    pte_text_add(text, ".SH NAME\npuente \\- from stakeholder surveys to which ties to "
                       "strengthen or forge\n.SH SYNOPSIS\n.B puente\nCOMMAND "
                       "[OPTION...]\n.SH COMMANDS\n");
    for (size_t i = 0; i < n; i++) {
        const char *rest = all[i].parameters;
        char name[PTE_PARAMETER_BYTES];

        pte_text_addf(text, ".SS puente %s %s\n", all[i].name,
                      all[i].words == NULL ? "" : all[i].words);
        add_troff(all[i].what, text);
        if (all[i].more != NULL)
            add_troff(all[i].more, text);
        while (pte_parameter_next(&rest, name) != NULL) {
            const struct pte_parameter *parameter = pte_parameter_find(name);

            pte_text_addf(text, ".TP\n.B \\-\\-%s %s\n", name,
                          parameter->argument == NULL ? "" : parameter->argument);
            add_troff(parameter->what, text);
        }
        pte_text_add(text, ".PP\nExample:\n.nf\n");
        add_troff(all[i].example, text);
        pte_text_add(text, ".fi\n");
    }
    pte_text_add(text,
                 ".SH EXIT STATUS\n0 done; 64 the command is wrong; 65 a file or its "
                 "content; 66 not there; 69 the database; 70 the network or the map; "
                 "71 the machine.\n");
}

/* A file without the line break at its end. */
static void add_schema(const struct pte_embedded *schema, struct pte_text *text)
{
    size_t length = schema->length;

    while (length > 0 && schema->bytes[length - 1] == '\n')
        length--;
    pte_text_add_bytes(text, (const char *)schema->bytes, length);
}

/* The first file is the frame of all documents; each other is the `data` of one. */
void pte_help_schemas(struct pte_text *text)
{
    const struct pte_embedded *schema = pte_embedded_schemas;

    pte_text_add(text,
                 "{\n\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                 "\"$id\": \"urn:puente:documents\",\n\"$defs\": {\n\"document\": ");
    add_schema(schema, text);
    for (schema++; schema->name != NULL; schema++) {
        const int letters = (int)strcspn(schema->name, ".");

        pte_text_addf(text,
                      ",\n\"%.*s\": {\"allOf\": [{\"$ref\": \"#/$defs/document\"}, "
                      "{\"properties\": {\"question\": {\"properties\": {\"name\": "
                      "{\"const\": \"%.*s\"}}},\n\"data\": ",
                      letters, schema->name, letters, schema->name);
        add_schema(schema, text);
        pte_text_add(text, "}}]}");
    }
    pte_text_add(text, "\n},\n\"oneOf\": [");
    schema = pte_embedded_schemas + 1;
    for (; schema->name != NULL; schema++)
        pte_text_addf(text, "%s{\"$ref\": \"#/$defs/%.*s\"}",
                      schema == pte_embedded_schemas + 1 ? "" : ", ",
                      (int)strcspn(schema->name, "."), schema->name);
    pte_text_add(text, "]\n}\n");
}

bool pte_run_help(const struct pte_call *call, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    const struct pte_command *command = NULL;

    if (call->n_words > 0) {
        command = pte_command_find(call->words[0]);
        if (command == NULL) {
            pte_fail(err, PTE_EUSAGE, "no command '%.40s'", call->words[0]);
            return pte_hint(err, "puente help lists them");
        }
    }
    if (command == NULL && pte_call_is_yes(call, "man"))
        pte_help_man(&text);
    else if (command == NULL && pte_call_is_yes(call, "schemas"))
        pte_help_schemas(&text);
    else
        pte_help_text(command, call->language, call->columns, &text);
    return pte_call_write(call, &text, err);
}
