/* api/commands/commands.c - the table of commands, and the whole program. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sysexits.h>
#include <unistd.h>

#include "api/commands/command.h"
#include "api/language.h"
#include "api/nearest.h"
#include "api/table/table.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/base/number.h"
#include "core/store/store.h"

enum { MOST_COMMANDS = 32 };

/* What stands before and after the questions. */
static const struct pte_command first[] = {
    {"demo", N_("loads the four-country example, tells its verdicts, draws its maps"),
     "output database lang", NULL, NULL, "puente demo --output maps",
     "puente gaps --country PE --study pacific-alliance", pte_run_demo},
    {"import", N_("brings files in, or says why not"),
     "study country wave organizations ties mask mapping guess roster output encoding "
     "tool "
     "new-terms undirected sector-column dry-run revert json database lang",
     N_("[FILE...]"),
     N_("A FILE is a survey export, one row a respondent, read as --mapping says (or the "
        "file of the same name ending in .yml beside it). Without FILE, --organizations "
        "and "
        "--ties are plain tables: id,name,sector and source,target, with more columns if "
        "there are. An import is whole or not at all; the same files again change "
        "nothing. --guess looks at FILE and its --roster, writes a mapping to correct "
        "(--output) and shows what would come in. A graph of another program (GraphML, "
        "GEXF, "
        "Pajek, UCINET DL, VNA) needs no mapping."),
     "puente import --organizations nodes.csv --ties ties.csv --country PE --study mine",
     "puente quality", pte_run_import},
};
static const struct pte_command last[] = {
    {"serve", N_("the page for a workshop, and the JSON API, on this machine"),
     "port open database lang", NULL, NULL, "puente serve --open", NULL, pte_run_serve},
    {"names",
     N_("names the roster lacks: list, review, accept, reject, split, export, import"),
     "study country json csv output database lang", N_("WORD [NAME [ID]]"),
     N_("accept NAME ID says whom a written name means, reject NAME [ID] whom it does "
        "not "
        "(without ID: none of the roster), split NAME takes it back. review asks: y yes, "
        "n "
        "no, s later, u undo, q end. export writes a CSV table to fill in and import."),
     "puente names list --country CL", NULL, pte_run_names},
    {"db", N_("the database: start, stop, status, psql, backup FILE, restore FILE"),
     "database lang", N_("WORD [FILE]"),
     N_("Without --database, PUENTE_DATABASE or PG variables puente keeps a private "
        "PostgreSQL of its own, reachable by you alone."),
     "puente db backup monday.dump", NULL, pte_run_db},
    {"help", N_("help on a command"), "man schemas lang", N_("[COMMAND]"), NULL,
     "puente help gaps", NULL, pte_run_help},
    {"completion", N_("words for the shell to complete"), "lang", "bash", NULL,
     "eval \"$(puente completion bash)\"", NULL, pte_run_completion},
};

static struct pte_command commands[MOST_COMMANDS];
static char question_parameters[MOST_COMMANDS][256];

/* Questions become commands: their own parameters, and those of the command line. */
static size_t fill_commands(void)
{
    size_t n_questions, n = 0;
    const struct pte_question *questions = pte_questions(&n_questions);

    for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
        commands[n++] = first[i];
    for (size_t i = 0; i < n_questions; i++, n++) {
        const struct pte_question *question = &questions[i];
        const bool is_map = strcmp(question->name, "map") == 0;

        snprintf(question_parameters[n], sizeof(question_parameters[n]), "%s %s",
                 question->parameters,
                 is_map ? "output format json database" : "json csv output database");
        commands[n] = (struct pte_command){.name = question->name,
                                           .what = question->what,
                                           .parameters = question_parameters[n],
                                           .example = question->example,
                                           .next = question->next,
                                           .run = pte_run_question};
    }
    for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++)
        commands[n++] = last[i];
    return n;
}

const struct pte_command *pte_commands(size_t *n)
{
    static size_t filled;

    if (filled == 0)
        filled = fill_commands();
    *n = filled;
    return commands;
}

const struct pte_command *pte_command_find(const char *name)
{
    size_t n;
    const struct pte_command *all = pte_commands(&n);

    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].name, name) == 0)
            return &all[i];
    return NULL;
}

static bool unknown_command(const char *name, struct pte_error *err)
{
    size_t n;
    const struct pte_command *all = pte_commands(&n);
    const char *names[MOST_COMMANDS], *nearest;

    for (size_t i = 0; i < n; i++)
        names[i] = all[i].name;
    nearest = pte_nearest(name, names, n);
    pte_fail(err, PTE_EUSAGE, "no command '%.40s'", name);
    if (nearest != NULL)
        return pte_hint(err, "did you mean 'puente %s'?", nearest);
    return pte_hint(err, "puente help lists them");
}

/* COLUMNS if it is set, else the terminal's width, else 80. */
static size_t terminal_columns(void)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    long number;

    if (columns != NULL && pte_number_read_whole(columns, 20, 1000, &number))
        return (size_t)number;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
        return size.ws_col;
    return 80;
}

/* Texts may quote a file or an argument: no control character reaches the terminal. */
static void print_words(const char *before, const char *text)
{
    PTE_AUTO(pte_free) char *clean = pte_text_clean(text);

    fprintf(stderr, "%s%s\n", before, clean);
}

static int tell_fault(const struct pte_error *err)
{
    struct pte_text line = {0};

    pte_text_addf(&line, "puente: %s: %s", pte_kind_code(err->kind), err->message);
    print_words("", pte_text_get(&line));
    if (err->hint[0] != '\0')
        print_words("  try: ", err->hint);
    pte_text_release(&line);
    return pte_problem_exit(err);
}

void pte_call_tell(const struct pte_call *call, const char *sentence)
{
    struct pte_text wrapped = {0};

    pte_table_wrap(sentence, call->columns, /* indent */ 0, &wrapped);
    fprintf(stderr, "%s\n", pte_text_get(&wrapped));
    pte_text_release(&wrapped);
}

/* The locale does not choose the language of answers; this tells how to choose it. */
static void offer_language(const struct pte_call *call)
{
    const enum pte_language theirs = pte_language_of_locale();
    const char *set = getenv("PUENTE_LANG");
    struct pte_text line = {0};

    if (theirs == PTE_EN || pte_call_value(call, "lang") != NULL ||
        (set != NULL && set[0] != '\0'))
        return;
    pte_text_addf(&line,
                  pte_say(theirs, N_("Answers in your language: --lang %s, or set "
                                     "PUENTE_LANG=%s.")),
                  pte_language_code(theirs), pte_language_code(theirs));
    pte_call_tell(call, pte_text_get(&line));
    pte_text_release(&line);
}

static void suggest_next(const struct pte_call *call)
{
    struct pte_text line = {0};

    if (call->command->next == NULL || isatty(STDERR_FILENO) != 1)
        return;
    pte_text_addf(&line, pte_say(call->language, N_("Next: %s")), call->command->next);
    pte_call_tell(call, pte_text_get(&line));
    pte_text_release(&line);
}

static int help_or_version(const char *word, struct pte_call *call)
{
    struct pte_text text = {0};
    struct pte_error err = {0};
    bool written;

    if (strcmp(word, "--version") == 0)
        pte_text_addf(&text, "puente %s\n", PTE_VERSION);
    else
        pte_help_text(NULL, call->language, call->columns, &text);
    written = pte_call_write(call, &text, &err);
    pte_text_release(&text);
    return written ? EX_OK : tell_fault(&err);
}

int pte_command_main(int argc, char **argv)
{
    struct pte_call call = {.columns = terminal_columns()};
    struct pte_error err = {0};
    const char *word = argc > 1 ? argv[1] : "--help";

    setlocale(LC_CTYPE, "C.UTF-8");
    call.is_terminal = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == NULL;
    if (!pte_language_choose(NULL, &call.language, &err) || !pte_vocabulary_load(&err))
        return tell_fault(&err);
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
        strcmp(word, "--version") == 0)
        return help_or_version(word, &call);

    call.command = pte_command_find(word);
    if (call.command == NULL) {
        unknown_command(word, &err);
        return tell_fault(&err);
    }
    if (!pte_call_read(argc - 2, argv + 2, &call, &err) ||
        !pte_language_choose(pte_call_value(&call, "lang"), &call.language, &err))
        return tell_fault(&err);
    offer_language(&call);
    if (pte_call_is_yes(&call, "help")) {
        call.words[0] = call.command->name;
        call.n_words = 1;
        return pte_run_help(&call, &err) ? EX_OK : tell_fault(&err);
    }
    if (!call.command->run(&call, &err))
        return tell_fault(&err);
    suggest_next(&call);
    return EX_OK;
}
