/* api/commands/completion.c - words for bash to complete, printed from the tables. */
#include <string.h>

#include "api/asking.h"
#include "api/commands/command.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"

/* One branch of `case`: the options of a command. */
static void add_command(const struct pte_command *command, struct pte_text *text)
{
    const char *rest = command->parameters;
    char name[PTE_PARAMETER_BYTES];

    pte_text_addf(text, "    %s) words=\"--help", command->name);
    while (pte_parameter_next(&rest, name) != NULL)
        pte_text_addf(text, " --%s", name);
    if (strcmp(command->name, "db") == 0)
        pte_text_add(text, " start stop status psql backup restore");
    pte_text_add(text, "\" ;;\n");
}

/* One branch of `case`: the words an option can have. */
static void add_values(const struct pte_parameter *parameter, struct pte_text *text)
{
    pte_text_addf(text, "    --%s) words=\"", parameter->name);
    for (const char *at = parameter->values; *at != '\0'; at++)
        pte_text_add_bytes(text, *at == '|' ? " " : at, 1);
    pte_text_add(text, "\" ;;\n");
}

bool pte_run_completion(const struct pte_call *call, struct pte_error *err)
{
    PTE_AUTO(pte_text_release) struct pte_text text = {0};
    size_t n, n_parameters;
    const struct pte_command *all = pte_commands(&n);
    const struct pte_parameter *parameters = pte_parameters(&n_parameters);

    if (call->n_words != 1 || strcmp(call->words[0], "bash") != 0) {
        pte_fail(err, PTE_EUSAGE, "completion knows one shell");
        return pte_hint(err, "puente completion bash");
    }
    pte_text_add(&text,
                 "_puente() {\n  local words=\"\" last=\"${COMP_WORDS[COMP_CWORD]}\"\n"
                 "  case \"${COMP_WORDS[COMP_CWORD-1]}\" in\n");
    for (size_t i = 0; i < n_parameters; i++)
        if (strchr(parameters[i].values, '|') != NULL)
            add_values(&parameters[i], &text);
    pte_text_add(&text, "    help) words=\"");
    for (size_t i = 0; i < n; i++)
        pte_text_addf(&text, "%s%s", i > 0 ? " " : "", all[i].name);
    pte_text_add(&text, "\" ;;\n  esac\n  if [ \"$COMP_CWORD\" -eq 1 ]; then words=\"");
    for (size_t i = 0; i < n; i++)
        pte_text_addf(&text, "%s%s", i > 0 ? " " : "", all[i].name);
    pte_text_add(&text, "\"; fi\n  [ -n \"$words\" ] || case \"${COMP_WORDS[1]}\" in\n");
    for (size_t i = 0; i < n; i++)
        add_command(&all[i], &text);
    pte_text_add(&text, "  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$last\"))\n}\n"
                        "complete -o default -F _puente puente\n");
    return pte_call_write(call, &text, err);
}
