/* core/measures/catalogue.c - the table of measures: every one there is, a row each. */
#include "core/measures/catalogue.h"

#include <string.h>

#include "core/base/memory.h"
#include "core/measures/betweenness.h"
#include "core/measures/brokerage.h"
#include "core/measures/cohesion.h"
#include "core/measures/core_score.h"
#include "core/measures/degree.h"
#include "core/measures/distance.h"
#include "core/measures/eigen.h"
#include "core/measures/holes.h"
#include "core/measures/leaving.h"
#include "core/measures/pagerank.h"
#include "core/measures/scores.intern.h"
#include "core/measures/sectors.h"
#include "core/measures/segregation.h"

#define EIGEN(name)                                                                      \
    static bool name##_alone(const struct pte_network *net, struct pte_scores *scores,   \
                             struct pte_error *err)                                      \
    {                                                                                    \
        return pte_eigen_##name(net, scores, /* ratio */ NULL, err);                     \
    }

EIGEN(vector)
EIGEN(vector_in)
EIGEN(hub)
EIGEN(authority)

/* One column of the table of roles. */
static bool role_column(const struct pte_network *net, enum pte_role role, bool as_z,
                        struct pte_scores *scores, struct pte_error *err)
{
    PTE_AUTO(pte_brokerage_release) struct pte_brokerage brokerage = {0};
    struct pte_scores found;

    if (!pte_brokerage_compute(net, &brokerage, err))
        return false;
    found = pte_scores_new(net);
    for (size_t i = 0; i < found.n; i++)
        found.value[i] = as_z ? brokerage.z[i][role] : brokerage.count[i][role];
    pte_scores_explain(&found, "not defined where chance allows one value only");
    *scores = found;
    return true;
}

#define ROLE(name, role)                                                                 \
    static bool name(const struct pte_network *net, struct pte_scores *scores,           \
                     struct pte_error *err)                                              \
    {                                                                                    \
        return role_column(net, role, /* as_z */ false, scores, err);                    \
    }                                                                                    \
    static bool name##_z(const struct pte_network *net, struct pte_scores *scores,       \
                         struct pte_error *err)                                          \
    {                                                                                    \
        return role_column(net, role, /* as_z */ true, scores, err);                     \
    }

ROLE(coordinator, PTE_COORDINATOR)
ROLE(consultant, PTE_CONSULTANT)
ROLE(gatekeeper, PTE_GATEKEEPER)
ROLE(representative, PTE_REPRESENTATIVE)
ROLE(liaison, PTE_LIAISON)
ROLE(all_roles, PTE_ALL_ROLES)

static const char freeman[] =
    "Freeman 1978, Soc. Networks 1:215-239, doi:10.1016/0378-8733(78)90021-7";
static const char barrat[] =
    "Barrat et al. 2004, PNAS 101:3747-3752, doi:10.1073/pnas.0400087101";
static const char freeman_1977[] =
    "Freeman 1977, Sociometry 40:35-41, doi:10.2307/3033543; Brandes 2001, J. Math. "
    "Sociol. 25:163-177, doi:10.1080/0022250X.2001.9990249";
static const char newman[] =
    "Newman 2001, Phys. Rev. E 64:016132, doi:10.1103/PhysRevE.64.016132; Brandes 2001, "
    "J. Math. Sociol. 25:163-177, doi:10.1080/0022250X.2001.9990249";
static const char brandes[] =
    "Freeman 1977, Sociometry 40:35-41, doi:10.2307/3033543; Brandes 2008, Soc. Networks "
    "30:136-145, doi:10.1016/j.socnet.2007.11.001";
static const char marchiori[] =
    "Marchiori and Latora 2000, Physica A 285:539-546, "
    "doi:10.1016/S0378-4371(00)00311-3; Boldi and Vigna 2014, Internet Math. 10:222-262, "
    "doi:10.1080/15427951.2013.865686";
static const char bonacich[] =
    "Bonacich 1972, J. Math. Sociol. 2:113-120, doi:10.1080/0022250X.1972.9989806";
static const char brin[] = "Brin and Page 1998, Comput. Netw. ISDN Syst. 30:107-117, "
                           "doi:10.1016/S0169-7552(98)00110-X";
static const char kleinberg[] =
    "Kleinberg 1999, J. ACM 46:604-632, doi:10.1145/324133.324140";
static const char burt[] = "Burt 1992, Structural Holes, Harvard University Press, ch. 2";
static const char borgatti[] =
    "Burt 1992, Structural Holes, Harvard University Press, ch. 2; Borgatti 1997, "
    "Connections 20(1):35-38";
static const char seidman[] =
    "Seidman 1983, Soc. Networks 5:269-287, doi:10.1016/0378-8733(83)90028-X";
static const char everett[] = "Borgatti and Everett 2000, Soc. Networks 21:375-395, "
                              "doi:10.1016/S0378-8733(99)00019-2";
static const char watts[] =
    "Watts and Strogatz 1998, Nature 393:440-442, doi:10.1038/30918";
static const char krackhardt[] =
    "Krackhardt and Stern 1988, Soc. Psychol. Q. 51:123-140, doi:10.2307/2786835";
static const char blau[] = "Blau 1977, Inequality and Heterogeneity, Free Press, ch. 1";
static const char hopcroft[] =
    "Hopcroft and Tarjan 1973, Commun. ACM 16:372-378, doi:10.1145/362248.362272";
static const char gould[] =
    "Gould and Fernandez 1989, Sociol. Methodol. 19:89-126, doi:10.2307/270949";

static const struct pte_measure measures[] = {
    {"degree", "degree", "With how many organizations this one is tied.", "organizations",
     "0 and more", "undirected", freeman, pte_degree},
    {"in_degree", "in-degree", "How many organizations name this one.", "organizations",
     "0 and more", "directed", freeman, pte_degree_in},
    {"out_degree", "out-degree", "How many organizations this one names.",
     "organizations", "0 and more", "directed", freeman, pte_degree_out},
    {"strength", "strength", "The strengths of its ties, added up.", "strength",
     "0 and more", "undirected, weights", barrat, pte_degree_strength},
    {"in_strength", "in-strength",
     "The strengths others give to their ties with it, added up.", "strength",
     "0 and more", "directed, weights", barrat, pte_degree_in_strength},
    {"out_strength", "out-strength",
     "The strengths it gives to its ties with others, added up.", "strength",
     "0 and more", "directed, weights", barrat, pte_degree_out_strength},
    {"betweenness", "betweenness",
     "How often the shortest way between two others passes through it.", "share",
     "0 to 1", "undirected", freeman_1977, pte_betweenness},
    {"betweenness_directed", "betweenness, directed",
     "How often the shortest way from one to another, along what they say, passes "
     "through it.",
     "share", "0 to 1", "directed", freeman_1977, pte_betweenness_directed},
    {"betweenness_weighted", "betweenness, weighted",
     "How often the shortest way between two others passes through it, where strong "
     "ties are short.",
     "share", "0 to 1", "undirected, weights", newman, pte_betweenness_weighted},
    {"betweenness_cross", "betweenness across sectors",
     "How often the shortest way between two others of different sectors passes through "
     "it.",
     "share", "0 to 1", "undirected, sectors", brandes, pte_betweenness_cross},
    {"betweenness_cross_directed", "betweenness across sectors, directed",
     "How often the shortest way from one to another of a different sector, along what "
     "they say, passes through it.",
     "share", "0 to 1", "directed, sectors", brandes, pte_betweenness_cross_directed},
    {"closeness", "closeness", "In how few steps it reaches those it reaches at all.",
     "1 / steps", "0 to 1", "undirected", freeman, pte_distance_closeness},
    {"closeness_out", "closeness, outward",
     "In how few steps it reaches others along what they say.", "1 / steps", "0 to 1",
     "directed", freeman, pte_distance_closeness_out},
    {"closeness_in", "closeness, inward",
     "In how few steps others reach it along what they say.", "1 / steps", "0 to 1",
     "directed", freeman, pte_distance_closeness_in},
    {"harmonic", "harmonic closeness",
     "In how few steps it reaches all others; those out of reach count as infinitely "
     "far.",
     "1 / steps", "0 to 1", "undirected", marchiori, pte_distance_harmonic},
    {"harmonic_out", "harmonic closeness, outward",
     "In how few steps it reaches all others along what they say; those out of reach "
     "count as infinitely far.",
     "1 / steps", "0 to 1", "directed", marchiori, pte_distance_harmonic_out},
    {"harmonic_in", "harmonic closeness, inward",
     "In how few steps all others reach it along what they say; those out of reach count "
     "as infinitely far.",
     "1 / steps", "0 to 1", "directed", marchiori, pte_distance_harmonic_in},
    {"eigenvector", "eigenvector centrality",
     "Whether it is tied to organizations that are well tied themselves.",
     "share of the largest", "0 to 1", "undirected", bonacich, vector_alone},
    {"eigenvector_in", "eigenvector centrality, inward",
     "Whether it is named by organizations that are well named themselves.",
     "share of the largest", "0 to 1", "directed", bonacich, vector_in_alone},
    {"pagerank", "PageRank",
     "How often a reader comes to it who goes from each to one of those it names.",
     "share", "0 to 1", "directed", brin, pte_pagerank},
    {"pagerank_undirected", "PageRank, undirected",
     "How often a reader comes to it who follows ties at random.", "share", "0 to 1",
     "undirected", brin, pte_pagerank_undirected},
    {"pagerank_weighted", "PageRank, weighted",
     "How often a reader comes to it who prefers strong ties.", "share", "0 to 1",
     "directed, weights", brin, pte_pagerank_weighted},
    {"hub", "hub", "Whether it names organizations that many good hubs name.",
     "share of the largest", "0 to 1", "directed", kleinberg, hub_alone},
    {"authority", "authority", "Whether it is named by organizations that name the best.",
     "share of the largest", "0 to 1", "directed", kleinberg, authority_alone},
    {"constraint", "constraint",
     "How much its contacts are all one circle; low means many separate circles.",
     "index", "0 and more", "undirected", burt, pte_holes_constraint},
    {"constraint_directed", "constraint, directed",
     "The same, where a tie that both name counts double.", "index", "0 and more",
     "directed", burt, pte_holes_constraint_directed},
    {"constraint_weighted", "constraint, weighted",
     "The same, where strong ties count more.", "index", "0 and more",
     "undirected, weights", burt, pte_holes_constraint_weighted},
    {"effective_size", "effective size",
     "How many contacts it has that it does not reach through another contact anyway.",
     "organizations", "1 to degree", "undirected", borgatti, pte_holes_effective_size},
    {"effective_size_directed", "effective size, directed",
     "The same, where a tie that both name counts double.", "organizations", "1 and more",
     "directed", burt, pte_holes_effective_size_directed},
    {"effective_size_weighted", "effective size, weighted",
     "The same, where strong ties count more.", "organizations", "1 to degree",
     "undirected, weights", burt, pte_holes_effective_size_weighted},
    {"effective_size_cross", "effective size across sectors",
     "How many contacts it has in other sectors that it does not reach through another "
     "contact anyway.",
     "organizations", "0 to effective size", "undirected, sectors", burt,
     pte_holes_effective_size_cross},
    {"efficiency", "efficiency of contacts",
     "Of its contacts, the share that it does not reach through another contact anyway.",
     "share", "0 to 1", "undirected", burt, pte_holes_efficiency},
    {"efficiency_directed", "efficiency of contacts, directed",
     "The same, where a tie that both name counts double.", "share", "0 to 1", "directed",
     burt, pte_holes_efficiency_directed},
    {"efficiency_weighted", "efficiency of contacts, weighted",
     "The same, where strong ties count more.", "share", "0 to 1", "undirected, weights",
     burt, pte_holes_efficiency_weighted},
    {"hierarchy", "hierarchy of contacts",
     "Whether one contact stands behind all the others (1) or none more than the rest "
     "(0).",
     "index", "0 to 1", "undirected", burt, pte_holes_hierarchy},
    {"hierarchy_directed", "hierarchy of contacts, directed",
     "The same, where a tie that both name counts double.", "index", "0 to 1", "directed",
     burt, pte_holes_hierarchy_directed},
    {"hierarchy_weighted", "hierarchy of contacts, weighted",
     "The same, where strong ties count more.", "index", "0 to 1", "undirected, weights",
     burt, pte_holes_hierarchy_weighted},
    {"coreness", "coreness",
     "The largest number k such that it belongs to a group in which each has k ties or "
     "more.",
     "ties", "0 and more", "undirected", seidman, pte_cohesion_coreness},
    {"core_score", "core score",
     "How near it is to the core, where the well tied are tied with each other.", "index",
     "0 and more", "undirected", everett, pte_core_score},
    {"clustering", "clustering",
     "Of the pairs of its contacts, the share that is tied to each other.", "share",
     "0 to 1", "undirected", watts, pte_cohesion_clustering},
    {"ei", "E-I index",
     "Whether its ties stay within its sector (-1) or lead to other sectors (1).",
     "index", "-1 to 1", "undirected, sectors", krackhardt, pte_sectors_ei},
    {"diversity", "diversity of contacts",
     "How likely two of its contacts are of different sectors.", "share", "0 to 1",
     "undirected, sectors", blau, pte_segregation_diversity},
    {"cut_off", "cut off without it",
     "How many organizations would lose every way to some other sector if it left.",
     "organizations", "0 and more", "undirected, sectors", hopcroft, pte_leaving_cut_off},
    {"gf_coordinator", "coordinator",
     "Pairs of its own sector that it connects and that are not tied directly.", "pairs",
     "0 and more", "directed, sectors", gould, coordinator},
    {"gf_consultant", "consultant",
     "Pairs of one other sector that it connects and that are not tied directly.",
     "pairs", "0 and more", "directed, sectors", gould, consultant},
    {"gf_gatekeeper", "gatekeeper",
     "Pairs in which it lets another sector reach its own.", "pairs", "0 and more",
     "directed, sectors", gould, gatekeeper},
    {"gf_representative", "representative",
     "Pairs in which it lets its own sector reach another.", "pairs", "0 and more",
     "directed, sectors", gould, representative},
    {"gf_liaison", "liaison",
     "Pairs of two other sectors that it connects and that are not tied directly.",
     "pairs", "0 and more", "directed, sectors", gould, liaison},
    {"gf_total", "brokerage", "All pairs it connects that are not tied directly.",
     "pairs", "0 and more", "directed, sectors", gould, all_roles},
    {"gf_coordinator_z", "coordinator, against chance",
     "Standard deviations above or below what a random network of the same density and "
     "sectors would give as coordinator.",
     "z", "any", "directed, sectors", gould, coordinator_z},
    {"gf_consultant_z", "consultant, against chance",
     "Standard deviations above or below chance as consultant.", "z", "any",
     "directed, sectors", gould, consultant_z},
    {"gf_gatekeeper_z", "gatekeeper, against chance",
     "Standard deviations above or below chance as gatekeeper.", "z", "any",
     "directed, sectors", gould, gatekeeper_z},
    {"gf_representative_z", "representative, against chance",
     "Standard deviations above or below chance as representative.", "z", "any",
     "directed, sectors", gould, representative_z},
    {"gf_liaison_z", "liaison, against chance",
     "Standard deviations above or below chance as liaison.", "z", "any",
     "directed, sectors", gould, liaison_z},
    {"gf_total_z", "brokerage, against chance",
     "Standard deviations above or below chance in all roles together.", "z", "any",
     "directed, sectors", gould, all_roles_z},
};

const struct pte_measure *pte_measures(size_t *n)
{
    *n = sizeof(measures) / sizeof(*measures);
    return measures;
}

const struct pte_measure *pte_measure_find(const char *key)
{
    for (size_t i = 0; i < sizeof(measures) / sizeof(*measures); i++)
        if (strcmp(measures[i].key, key) == 0)
            return &measures[i];
    return NULL;
}
