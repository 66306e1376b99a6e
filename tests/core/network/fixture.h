/* tests/core/network/fixture.h - small networks for tests.
 *
 * Surveys made here live until the process ends, since networks lend from them. */
#ifndef PTE_TESTS_CORE_NETWORK_FIXTURE_H
#define PTE_TESTS_CORE_NETWORK_FIXTURE_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/survey.h"
#include "core/network/network.h"

/** Debian's cmocka compares floats only. Not a number is near to nothing. */
#define assert_near(value, wanted, most) assert_true(fabs((value) - (wanted)) <= (most))

struct fixture_arc {
    uint32_t from, to;
    double strength; /* 0 = not said */
};

/**
 * A survey of n organizations o000, o001, ... of country CL, each with one complete
 * response (the response has the organization's index) that answered the one relation,
 * "information": no tie with anybody.
 *
 * sectors n letters: E education, L labour, I industry, G government, C civil society;
 *         NULL = all education
 */
struct pte_survey *fixture_survey(size_t n, const char *sectors);

/** Organization i reports on j. strength 0 or below: not said. */
void fixture_say(struct pte_survey *survey, uint32_t i, uint32_t j, enum pte_mark mark,
                 double strength);

/** Makes the pairs organization i reports nothing of mean something else. */
void fixture_row(struct pte_survey *survey, uint32_t i, enum pte_mark otherwise);

/** The network of all countries and relations of a survey; to be freed. */
struct pte_network *fixture_network(const struct pte_survey *survey,
                                    enum pte_tie_rule rule);

/** Everybody answered; directed rule. */
struct pte_network *fixture_from_arcs(size_t n, const struct fixture_arc *arcs,
                                      size_t n_arcs, const char *sectors);

/** The same with each tie reported by both ends; union rule. */
struct pte_network *fixture_from_ties(size_t n, const struct fixture_arc *ties,
                                      size_t n_ties, const char *sectors);

/** Krackhardt's kite (1990, Adm. Sci. Q. 35:342): Andre, Beverley, Carol, Diane, Ed,
 * Fernando, Garth, Heather, Ike, Jane. Undirected; sectors EELLIEELII. */
struct pte_network *fixture_kite(void);

/** Marriages of 16 Florentine families (Padgett and Ansell 1993), in alphabetical order;
 * Pucci (11) is an isolate. Undirected; sectors EEEEELLLLLLIIIII. */
struct pte_network *fixture_florentine(void);

/** 9 actors, 14 arcs of strengths 1 to 5, two parts and an isolate (8); sectors
 * EELLIIELI. */
struct pte_network *fixture_two_parts(void);

/** 6 actors, 7 arcs, none of which can be walked in a circle; sectors EELLII. */
struct pte_network *fixture_dag(void);

#endif
