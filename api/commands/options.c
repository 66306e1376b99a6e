/* api/commands/options.c - the arguments after a command, read by the parameter table. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "api/asking.h"
#include "api/commands/command.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/store/store.h"

enum { MOST_GIVEN = 40, MOST_WORDS = 64 };

static bool takes(const struct pte_command *command, const char *name)
{
    const char *rest = command->parameters;
    char one[PTE_PARAMETER_BYTES];

    while (pte_parameter_next(&rest, one) != NULL)
        if (strcmp(one, name) == 0)
            return true;
    return strcmp(name, "help") == 0;
}

/* -h and -o are the only short ones. */
static const char *long_name(const char *argument)
{
    if (strcmp(argument, "-h") == 0)
        return "help";
    if (strcmp(argument, "-o") == 0)
        return "output";
    return NULL;
}

static bool keep(struct pte_call *call, const struct pte_parameter *parameter,
                 const char *value, struct pte_error *err)
{
    for (size_t i = 0; i < call->n_given; i++)
        if (strcmp(call->given[i].name, parameter->name) == 0) {
            pte_fail(err, PTE_EUSAGE, "--%s is given twice", parameter->name);
            return pte_hint(err, "several values of one parameter go with commas");
        }
    if (call->n_given == MOST_GIVEN)
        return pte_fail(err, PTE_EUSAGE, "too many options");
    if (!pte_parameter_check(parameter, value, err))
        return false;
    call->given[call->n_given++] =
        (struct pte_given){.name = parameter->name, .value = value};
    return true;
}

/* --name, --name=value or --name value; *at moves on past what was read. */
static bool read_option(int argc, char **argv, int *at, struct pte_call *call,
                        struct pte_error *err)
{
    const char *argument = argv[*at], *value = NULL;
    const char *name = long_name(argument);
    const struct pte_parameter *parameter;
    char plain[PTE_PARAMETER_BYTES];

    if (name == NULL && strncmp(argument, "--", 2) != 0)
        return pte_parameter_unknown(call->command->parameters, argument + 1, "-", err);
    if (name == NULL) {
        const size_t letters = strcspn(argument, "=");

        snprintf(plain, sizeof(plain), "%.*s", (int)letters - 2, argument + 2);
        value = argument[letters] == '=' ? argument + letters + 1 : NULL;
        name = plain;
    }
    parameter = pte_parameter_find(name);
    if (parameter == NULL || !takes(call->command, name))
        return pte_parameter_unknown(call->command->parameters, name, "--", err);
    if (parameter->argument == NULL)
        return keep(call, parameter, value == NULL ? "yes" : value, err);
    if (value == NULL && ++*at >= argc) {
        pte_fail(err, PTE_EUSAGE, "--%s wants a value", name);
        return pte_hint(err, "--%s %s", name, parameter->argument);
    }
    return keep(call, parameter, value == NULL ? argv[*at] : value, err);
}

bool pte_call_read(int argc, char **argv, struct pte_call *call, struct pte_error *err)
{
    bool only_words = false;

    for (int at = 0; at < argc; at++) {
        const char *argument = argv[at];

        if (!only_words && strcmp(argument, "--") == 0) {
            only_words = true;
        } else if (!only_words && argument[0] == '-' && argument[1] != '\0') {
            if (!read_option(argc, argv, &at, call, err))
                return false;
        } else if (call->command->words == NULL) {
            pte_fail(err, PTE_EUSAGE, "'%s' takes no '%.40s'", call->command->name,
                     argument);
            return pte_hint(err, "options begin with --; puente help %s lists them",
                            call->command->name);
        } else if (call->n_words == MOST_WORDS) {
            return pte_fail(err, PTE_EUSAGE, "too many files at once");
        } else {
            call->words[call->n_words++] = argument;
        }
    }
    return true;
}

const char *pte_call_value(const struct pte_call *call, const char *name)
{
    for (size_t i = 0; i < call->n_given; i++)
        if (strcmp(call->given[i].name, name) == 0)
            return call->given[i].value;
    return pte_parameter_find(name)->fallback;
}

bool pte_call_is_yes(const struct pte_call *call, const char *name)
{
    const char *value = pte_call_value(call, name);

    return value != NULL && strcmp(value, "yes") == 0;
}

bool pte_call_store(const struct pte_call *call, struct pte_store **store,
                    struct pte_error *err)
{
    return pte_store_open(pte_call_value(call, "database"), store, err);
}

bool pte_call_write(const struct pte_call *call, const struct pte_text *body,
                    struct pte_error *err)
{
    const char *path = pte_call_value(call, "output");
    const char *bytes = pte_text_get(body);

    if (path != NULL && strcmp(path, "-") != 0)
        return pte_file_write(path, bytes, body->length, err);
    if (fwrite(bytes, 1, body->length, stdout) == body->length && fflush(stdout) == 0)
        return true;
    return pte_fail(err, PTE_ESYSTEM, "cannot write the answer to stdout");
}
