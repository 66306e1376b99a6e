/* datasets/synthesize.c - writes invented surveys: the four-country study, and plain
 * tables of any size. The same seed writes the same bytes. */
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "core/base/error.h"
#include "core/base/number.h"
#include "datasets/synthesize/plain.h"
#include "datasets/synthesize/study.h"

enum key { GAP = 256, MEAN_DEGREE, ORGANIZATIONS, SECTORS, SEED, SILENT };

struct request {
    const char *what, *folder;
    struct pte_plain plain;
    bool has_plain_options;
};

static const struct argp_option options[] = {
    {"organizations", ORGANIZATIONS, "N", 0, "how many, 10 to 100000 (plain)", 0},
    {"mean-degree", MEAN_DEGREE, "D", 0, "mean ties of an organization; 8 (plain)", 0},
    {"sectors", SECTORS, "K", 0, "2 to 5 sectors; 3 (plain)", 0},
    {"silent", SILENT, "SHARE", 0, "share that did not answer, 0 to 0.9; 0 (plain)", 0},
    {"gap", GAP, "RATIO", 0,
     "education-industry ties as a share of what they would be; 1 (plain)", 0},
    {"seed", SEED, "S", 0, "any whole number from 0; 1 (plain)", 0},
    {0}};

static void read_number(const char *text, const char *name, double *value,
                        struct argp_state *state)
{
    if (!pte_number_read(text, '.', value))
        argp_error(state, "--%s wants a number, not '%s'", name, text);
}

static void read_whole(const char *text, const char *name, long *value,
                       struct argp_state *state)
{
    if (!pte_number_read_whole(text, 0, 4000000000, value))
        argp_error(state, "--%s wants a whole number, not '%s'", name, text);
}

static void read_argument(const char *text, struct request *request,
                          struct argp_state *state)
{
    if (state->arg_num == 0)
        request->what = text;
    else if (state->arg_num == 1)
        request->folder = text;
    else
        argp_error(state, "'%s' is one word too many", text);
}

static void check(const struct request *request, struct argp_state *state)
{
    if (request->folder == NULL)
        argp_error(state, "say what to write, and into which folder");
    if (strcmp(request->what, "plain") == 0) {
        if (request->plain.organizations == 0)
            argp_error(state, "plain wants --organizations");
    } else if (strcmp(request->what, "pacific-alliance") != 0) {
        argp_error(state, "'%s' is nothing we can write", request->what);
    } else if (request->has_plain_options) {
        argp_error(state, "pacific-alliance is what it is: it takes no options");
    }
}

static error_t read_option(int key, char *text, struct argp_state *state)
{
    struct request *request = state->input;
    struct pte_plain *plain = &request->plain;
    long seed;

    switch (key) {
    case ARGP_KEY_ARG:
        read_argument(text, request, state);
        return 0;
    case ARGP_KEY_END:
        check(request, state);
        return 0;
    case ORGANIZATIONS:
        read_whole(text, "organizations", &plain->organizations, state);
        break;
    case SECTORS:
        read_whole(text, "sectors", &plain->sectors, state);
        break;
    case MEAN_DEGREE:
        read_number(text, "mean-degree", &plain->mean_degree, state);
        break;
    case SILENT:
        read_number(text, "silent", &plain->silent, state);
        break;
    case GAP:
        read_number(text, "gap", &plain->gap, state);
        break;
    case SEED:
        read_whole(text, "seed", &seed, state);
        plain->seed = (uint64_t)seed;
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    request->has_plain_options = true;
    return 0;
}

static int exit_status(const struct pte_error *err)
{
    fprintf(stderr, "synthesize: %s\n", err->message);
    if (err->hint[0] != '\0')
        fprintf(stderr, "  %s\n", err->hint);
    return err->kind == PTE_EUSAGE ? EX_USAGE : EX_CANTCREAT;
}

static bool is_written(const struct request *request, struct pte_error *err)
{
    if (strcmp(request->what, "plain") == 0)
        return pte_plain_write(&request->plain, request->folder, err);
    return pte_study_write(request->folder, err);
}

int main(int argc, char **argv)
{
    static const struct argp parser = {
        options,
        read_option,
        "plain FOLDER\npacific-alliance FOLDER",
        "Writes invented surveys. plain: organizations.csv, ties.csv and, with --silent, "
        "mask.csv. pacific-alliance: the four-country study.",
        NULL,
        NULL,
        NULL};
    struct request request = {
        .plain = {.mean_degree = 8, .sectors = 3, .gap = 1, .seed = 1}};
    struct pte_error err = {0};

    argp_err_exit_status = EX_USAGE;
    argp_parse(&parser, argc, argv, 0, NULL, &request);
    return is_written(&request, &err) ? EX_OK : exit_status(&err);
}
