/* core/network/network.h - a survey seen as a masked graph.
 *
 * Actors are the organizations of the chosen countries, ordered by country and id.
 * Of each ordered pair i, j it knows what i said of j (M0), and by the tie rule
 * (M1) what the study concludes of the pair. igraph's graphs of it are seen only by
 * core/measures and core/advice, in network.intern.h. */
#ifndef PTE_CORE_NETWORK_NETWORK_H
#define PTE_CORE_NETWORK_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/survey.h"

struct pte_error;
struct pte_network;

/** M1: what makes a tie of the reports of a pair. */
enum pte_tie_rule {
    PTE_UNION,     /* either says so; undirected */
    PTE_CONFIRMED, /* both say so; undirected */
    PTE_DIRECTED   /* each report is an arc of its own */
};

/** M1: the strength of a tie with two reports. */
enum pte_strength_rule { PTE_STRONGEST, PTE_WEAKEST, PTE_MEAN };

struct pte_selection {
    const char *const *countries; /* NULL = all of the survey */
    size_t n_countries;
    const char *relation; /* code; NULL = any: tied if tied in one of them at least */
    enum pte_tense tense;
    enum pte_tie_rule rule;
    enum pte_strength_rule strength;
};

/** One organization as an actor of this network. */
struct pte_actor {
    const struct pte_organization *organization; /* lent by the survey */
    uint32_t index;                              /* into survey.organizations */
    uint32_t country;                            /* index into the network's countries */
    uint32_t sector;                             /* index into the network's sectors */
    enum pte_mark row; /* what it says of a pair without a report of its own:
                          PTE_NO_TIE it answered, PTE_NO_ANSWER silent, PTE_NOT_ASKED */
    bool is_silent; /* it was asked and answered nothing at all; one that left only some
                       of the relations open has a row of PTE_NO_ANSWER too */
};

/** One arc: i says there is a tie with j. */
struct pte_arc {
    uint32_t from, to;
    double strength; /* the greatest level said; 1 if the survey gave none */
    bool is_partial; /* several relations together: a tie in one, no answer in another,
                        so that its "no" would not have been seen */
};

/**
 * Builds the network of a survey.
 *
 * Several respondents of one organization: a tie if any of them says so, else no tie
 * if any answered. Several relations together: a tie if in any, else nonresponse if
 * one is unanswered, else no tie if one was answered. Self-reports are dropped.
 * A report of a level that is not said counts 1. A silent response without any block of
 * questions was asked what others of its country were. Parent and subsidiary are
 * structural, unless one of them reports a tie.
 *
 * survey  must outlive the network, which lends its organizations
 * net     out: to be freed by pte_network_free. Untouched on failure
 * Fails   PTE_ENOTFOUND no such country or relation in the survey; PTE_EGRAPH
 * Cost    O((organizations + reports) log reports)
 */
bool pte_network_build(const struct pte_survey *survey,
                       const struct pte_selection *selection, struct pte_network **net,
                       struct pte_error *err);
void pte_network_free(struct pte_network **net);

const struct pte_selection *pte_network_selection(const struct pte_network *net);
size_t pte_network_actors(const struct pte_network *net);
const struct pte_actor *pte_network_actor(const struct pte_network *net, size_t i);

/** Codes of the sectors that occur, in the order of the study's vocabulary: education,
 * labour, industry first, then the others by order and code. */
const char *const *pte_network_sectors(const struct pte_network *net, size_t *n);

/** Codes of the countries, sorted. */
const char *const *pte_network_countries(const struct pte_network *net, size_t *n);

/** All arcs, sorted by from, then to; each ordered pair once, no self-ties. */
const struct pte_arc *pte_network_arcs(const struct pte_network *net, size_t *n);

/** What i says of j; PTE_STRUCTURAL for i = j, PTE_NOT_ASKED across countries. O(log). */
enum pte_mark pte_network_mark(const struct pte_network *net, size_t i, size_t j);

/**
 * What the study concludes of the pair by its rule (for PTE_DIRECTED: of i to j).
 * Union: a tie if one says so, else no tie if all who were asked answered. Confirmed: a
 * tie if both say so, no tie if one says no. Otherwise nonresponse, not asked or
 * structural.
 */
enum pte_mark pte_network_pair(const struct pte_network *net, size_t i, size_t j);

/**
 * Whether the pair counts among the observed of the available-case densities (M14 a):
 * every side that was asked has answered, and one was asked at least. A tie that only
 * the answering side of a half-answered pair reports is known but does not count here,
 * since its "no" would not have been seen either. Confirmed: both sides were asked and
 * answered, since where one alone was asked only its "no" would be seen. Nor does the
 * tie of a side that left another of the relations unanswered (is_partial).
 */
bool pte_network_complete(const struct pte_network *net, size_t i, size_t j);

/** Strength of the tie by the rules; 0 where there is none. */
double pte_network_strength(const struct pte_network *net, size_t i, size_t j);

/** What was left out while building. */
struct pte_network_counts {
    size_t self_reports;     /* dropped */
    size_t parallel_reports; /* reports of a pair beyond the first, merged */
    size_t organizations_asked, organizations_answered;
};
const struct pte_network_counts *pte_network_counts(const struct pte_network *net);

#endif
