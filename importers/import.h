/* importers/import.h - a file becomes a checked survey, or says why not.
 *
 * Nothing here knows the store: an importer fills struct pte_survey and its findings.
 * What is merely doubtful is a finding; a finding that is a fault stops the import,
 * and all of them are collected before it stops. */
#ifndef PTE_IMPORTERS_IMPORT_H
#define PTE_IMPORTERS_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

struct pte_error;
struct pte_progress;
struct pte_survey;

/** What the caller says of the files. NULL and 0 = not said. */
struct pte_import_options {
    const char *study;
    const char *country; /* ISO code: of rows that name none */
    const char *wave;
    const char *encoding; /* "utf-8", "windows-1252", "utf-16", ... */
    const char *tool;     /* that wrote a survey export: "kobo", ... */
    bool new_terms;  /* unknown sector and relation codes become terms of the study */
    bool undirected; /* plain ties: each counts as said by both ends */
    const char *sector_column; /* graph files: the attribute that tells the sector */
};

/**
 * Plain tables: organizations with columns id, name, sector [, kind, side, country,
 * region, acronym, parent, women_led] and ties with columns source, target [, relation,
 * weight, tense, wave, directed]. Every pair of organizations of a country counts as
 * asked and answered, for each relation and tense that occurs, unless a mask file
 * (source, target, state [, relation, tense]) says otherwise; a mask row without target
 * is about all of that source's answers.
 *
 * mask_path  NULL = none
 * survey     out: released by the caller; its findings tell what was left out and what
 *            is wrong. Untouched on failure
 * Fails      PTE_ENOTFOUND, PTE_EINPUT (not a table at all: empty, binary, no such
 *            columns), PTE_EUSAGE
 */
bool pte_import_tables(const char *organizations_path, const char *ties_path,
                       const char *mask_path, const struct pte_import_options *options,
                       struct pte_progress *progress, struct pte_survey *survey,
                       struct pte_error *err);

/**
 * A survey export, one row a respondent, read as a mapping says.
 *
 * mapping_path  YAML or JSON (importers/mapping.h); NULL = a file beside the export: of
 *               peru.2026.csv it is peru.2026.yml or peru.mapping.yml (.yaml, .json)
 * survey        out: as of pte_import_tables
 * Fails         PTE_ENOTFOUND the export, its mapping or its roster; PTE_EINPUT a mapping
 *               that makes no sense, a file that is no table; PTE_EUSAGE
 */
bool pte_import_survey(const char *path, const char *mapping_path,
                       const struct pte_import_options *options,
                       struct pte_progress *progress, struct pte_survey *survey,
                       struct pte_error *err);

/** Whether a mapping stands beside an export, so that none need be said. */
bool pte_import_has_mapping(const char *path);

/** Whether a file is one of those pte_import_graph reads, by its first bytes, else by the
 * ending of its name. */
bool pte_import_is_graph(const char *path);

/**
 * A graph of another program: GraphML, GEXF, Pajek (.net, .paj), UCINET DL or VNA.
 *
 * Its nodes and ties are read as plain tables are; a tie without direction counts as said
 * by both ends. The sector is the attribute `sector`, or the one options->sector_column
 * names; without one, every node has the new term `none` if new_terms is set. Attributes
 * called acronym, kind, side, country, region, parent and women_led are read as the
 * columns of plain tables; the others are left out and noted. A two-mode network becomes
 * nodes of two sorts, told apart by the attribute `mode`. The finding graph_read tells
 * what the file holds.
 *
 * survey  out: as of pte_import_tables
 * Fails   PTE_ENOTFOUND, PTE_EINPUT not such a file, more than 2,000,000 nodes or
 *         20,000,000 ties, UCINET's own binary (##h); PTE_EUSAGE
 */
bool pte_import_graph(const char *path, const struct pte_import_options *options,
                      struct pte_progress *progress, struct pte_survey *survey,
                      struct pte_error *err);

#endif
