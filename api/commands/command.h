/* api/commands/command.h - what can be typed after `puente`, and how it was typed.
 *
 * Read questions are commands by their row in api/questions.c; the others have a row in
 * api/commands/commands.c. */
#ifndef PTE_API_COMMANDS_COMMAND_H
#define PTE_API_COMMANDS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "api/questions.h"
#include "core/model/vocabulary.h"

struct pte_error;
struct pte_import_options;
struct pte_text;

/** One command line, understood. All lent by main's arguments. */
struct pte_call {
    const struct pte_command *command;
    struct pte_given given[40];
    size_t n_given;
    const char *words[64]; /* what is no option: files, or words such as start */
    size_t n_words;
    enum pte_language language;
    size_t columns;   /* of the terminal */
    bool is_terminal; /* stdout is one, and NO_COLOR is not set */
};

struct pte_command {
    const char *name;       /* "import" */
    const char *what;       /* one line, to be translated */
    const char *parameters; /* names of rows in pte_parameters() */
    const char *words;      /* "FILE..."; NULL = none are taken */
    const char *more;       /* a paragraph of help, to be translated; NULL = none */
    const char *example;
    const char *next; /* the next useful command; NULL = none */
    bool (*run)(const struct pte_call *call, struct pte_error *err);
};

/** All commands: first minutes first, questions among them. */
const struct pte_command *pte_commands(size_t *n);
const struct pte_command *pte_command_find(const char *name);

/** The whole program. Returns the exit status, and has told what went wrong. */
int pte_command_main(int argc, char **argv);

/** Reads the arguments after the command. Fails PTE_EUSAGE, with the nearest option. */
bool pte_call_read(int argc, char **argv, struct pte_call *call, struct pte_error *err);

/** The value given for a parameter, else its default, else NULL. */
const char *pte_call_value(const struct pte_call *call, const char *name);
bool pte_call_is_yes(const struct pte_call *call, const char *name);

/** Opens the store the call is about. */
bool pte_call_store(const struct pte_call *call, struct pte_store **store,
                    struct pte_error *err);

/** Writes an answer to stdout, or whole into the file of --output; in case of a picture
 * never to a terminal. Fails PTE_ESYSTEM */
bool pte_call_write(const struct pte_call *call, const struct pte_text *body,
                    struct pte_error *err);

/** Says a sentence on stderr, wrapped. */
void pte_call_tell(const struct pte_call *call, const char *sentence);

/** One function for each row. */
bool pte_run_demo(const struct pte_call *call, struct pte_error *err);
bool pte_run_question(const struct pte_call *call, struct pte_error *err);
bool pte_run_import(const struct pte_call *call, struct pte_error *err);
/** Proposes a mapping for the file of an import. */
bool pte_run_guess(const struct pte_call *call, const struct pte_import_options *options,
                   struct pte_error *err);
bool pte_run_serve(const struct pte_call *call, struct pte_error *err);
bool pte_run_names(const struct pte_call *call, struct pte_error *err);
bool pte_run_db(const struct pte_call *call, struct pte_error *err);
bool pte_run_help(const struct pte_call *call, struct pte_error *err);
bool pte_run_completion(const struct pte_call *call, struct pte_error *err);

/** The help of a command, or of all (NULL), in the call's language. */
void pte_help_text(const struct pte_command *command, enum pte_language language,
                   size_t columns, struct pte_text *text);
/** The manual page, troff. */
void pte_help_man(struct pte_text *text);
/** One JSON Schema of all documents, with a definition by question. */
void pte_help_schemas(struct pte_text *text);

#endif
