/* api/questions.c - the tables of questions and of their parameters. */
#include "api/questions.h"

#include <string.h>

#include "api/answers/answers.h"
#include "api/language.h"

#define CHOICE "study country wave"
#define RULES "relation tense rule strength"

static const struct pte_question questions[] = {
    {"status", N_("what the store holds: studies, waves, revisions"),
     CHOICE " relation lang", "puente status", "puente quality", pte_answer_status},
    {"quality", N_("who answered, what was left out, and what is doubtful in the files"),
     CHOICE " relation tense lang", "puente quality --country PE", "puente gaps",
     pte_answer_quality},
    {"organizations", N_("the organizations, and whether they answered"),
     CHOICE " relation lang", "puente organizations --country CL", "puente ties",
     pte_answer_organizations},
    {"ties", N_("who is tied to whom, who said so, and which ties are contested"),
     CHOICE " " RULES " lang", "puente ties --country CL --relation information",
     "puente gaps", pte_answer_ties},
    {"network", N_("a whole network in some thirty numbers"), CHOICE " " RULES " lang",
     "puente network --country MX", "puente measures", pte_answer_network},
    {"measures", N_("where each organization stands"), CHOICE " " RULES " measure lang",
     "puente measures --country MX --measure betweenness,degree", "puente brokers",
     pte_answer_measures},
    {"gaps", N_("which ties between sectors to strengthen or forge, with the doubt"),
     CHOICE " " RULES " reference sectors seed replicates lang",
     "puente gaps --country PE", "puente brokers", pte_answer_gaps},
    {"brokers", N_("who stands between sectors, and who carries their ties"),
     CHOICE " " RULES " lang", "puente brokers --country CO", "puente map",
     pte_answer_brokers},
    {"map", N_("the map of one country, as SVG, PNG or PDF"),
     CHOICE " " RULES " names seed replicates lang",
     "puente map --country PE -o peru.svg", "puente serve --open", pte_answer_map},
};

static const struct pte_parameter parameters[] = {
    {"study", N_("CODE"), NULL, "text",
     N_("which study; needed if the store holds several (or PUENTE_STUDY)")},
    {"country", "CL,CO", NULL, "text",
     N_("which countries; all of the study if left out")},
    {"wave", N_("CODE"), NULL, "text", N_("which round of the survey; else the newest")},
    {"relation", N_("CODE"), "any", "text",
     N_("one kind of tie; any: all together; each: one after the other (gaps)")},
    {"tense", N_("WORD"), "current", "current|desired",
     N_("ties that exist, or ties that are wanted")},
    {"rule", N_("WORD"), "union", "union|confirmed|directed",
     N_("a tie if either says so, if both do, or each report for itself")},
    {"strength", N_("WORD"), "strongest", "strongest|weakest|mean",
     N_("the strength of a tie that two report")},
    {"measure", "A,B", NULL, "text", N_("which measures; all if left out")},
    {"reference", N_("WORD"), "null", "text",
     N_("what a gap is measured from: null (the sector mix), within, best_country, "
        "target:0.3")},
    {"sectors", "A,B", NULL, "text",
     N_("which sectors; all, or else education, labour and industry")},
    {"names", N_("WORD"), "shown", "shown|codes",
     N_("names of organizations, or their codes")},
    {"seed", N_("NUMBER"), "1", "whole 0 2147483647",
     N_("of the random numbers; the same seed gives the same answer")},
    {"replicates", N_("NUMBER"), "9999", "whole 99 999999",
     N_("how many random shuffles stand behind p")},
    {"lang", "en|es|fr", NULL, "en|es|fr", N_("language of the answer (or PUENTE_LANG)")},
    /* Of the command line alone. */
    {"json", NULL, NULL, "yes", N_("the whole document, for programs")},
    {"csv", NULL, NULL, "yes", N_("the table, for spreadsheets")},
    {"database", "URL", NULL, "text",
     N_("another PostgreSQL than our own (or PUENTE_DATABASE)")},
    {"output", N_("FILE"), NULL, "text", N_("where to write; -o for short")},
    {"format", "svg|png|pdf", NULL, "svg|png|pdf",
     N_("of the picture; else by the file's ending")},
    {"mapping", N_("FILE"), NULL, "text", N_("how the columns of the export are read")},
    {"organizations", N_("FILE"), NULL, "text",
     N_("plain table: id, name, sector and more")},
    {"ties", N_("FILE"), NULL, "text", N_("plain table: source, target and more")},
    {"mask", N_("FILE"), NULL, "text",
     N_("plain table of what was not asked or not answered")},
    {"encoding", N_("NAME"), NULL, "text",
     N_("of the file: utf-8, windows-1252, utf-16")},
    {"tool", N_("NAME"), NULL, "text",
     N_("that wrote the file: kobo, odk, limesurvey, google, ...")},
    {"guess", NULL, NULL, "yes", N_("proposes a mapping for FILE and its --roster")},
    {"roster", N_("FILE"), NULL, "text", N_("table of organizations, for --guess")},
    {"new-terms", NULL, NULL, "yes",
     N_("unknown sectors and relations become words of the study")},
    {"undirected", NULL, NULL, "yes", N_("a tie counts as said by both ends")},
    {"sector-column", N_("NAME"), NULL, "text",
     N_("graph files: the attribute of the nodes that tells the sector")},
    {"dry-run", NULL, NULL, "yes", N_("reads and checks, keeps nothing")},
    {"revert", "ID", NULL, "text", N_("takes back an import")},
    {"port", N_("NUMBER"), NULL, "whole 1 65535",
     N_("of the page; else 8070 or the next free one")},
    {"open", NULL, NULL, "yes", N_("opens the page in the browser")},
    {"man", NULL, NULL, "yes", N_("prints the manual page")},
    {"schemas", NULL, NULL, "yes", N_("prints the JSON Schemas of the documents")},
    {"version", NULL, NULL, "yes", N_("prints the version")},
    {"help", NULL, NULL, "yes", N_("prints this; -h for short")},
};

const struct pte_question *pte_questions(size_t *n)
{
    *n = sizeof(questions) / sizeof(questions[0]);
    return questions;
}

const struct pte_question *pte_question_find(const char *name)
{
    for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
        if (strcmp(questions[i].name, name) == 0)
            return &questions[i];
    return NULL;
}

const struct pte_parameter *pte_parameters(size_t *n)
{
    *n = sizeof(parameters) / sizeof(parameters[0]);
    return parameters;
}

const struct pte_parameter *pte_parameter_find(const char *name)
{
    for (size_t i = 0; i < sizeof(parameters) / sizeof(parameters[0]); i++)
        if (strcmp(parameters[i].name, name) == 0)
            return &parameters[i];
    return NULL;
}
