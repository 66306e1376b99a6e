/* api/answers/answers.h - one function for each question; the table is api/questions.c.
 */
#ifndef PTE_API_ANSWERS_ANSWERS_H
#define PTE_API_ANSWERS_ANSWERS_H

#include <stdbool.h>

struct pte_answer;
struct pte_ask;
struct pte_error;

/** Each: ask, as understood; answer, filled; and the faults of the store and the
 * network. */
bool pte_answer_status(const struct pte_ask *ask, struct pte_answer *answer,
                       struct pte_error *err);
bool pte_answer_quality(const struct pte_ask *ask, struct pte_answer *answer,
                        struct pte_error *err);
bool pte_answer_organizations(const struct pte_ask *ask, struct pte_answer *answer,
                              struct pte_error *err);
bool pte_answer_ties(const struct pte_ask *ask, struct pte_answer *answer,
                     struct pte_error *err);
bool pte_answer_network(const struct pte_ask *ask, struct pte_answer *answer,
                        struct pte_error *err);
bool pte_answer_measures(const struct pte_ask *ask, struct pte_answer *answer,
                         struct pte_error *err);
bool pte_answer_gaps(const struct pte_ask *ask, struct pte_answer *answer,
                     struct pte_error *err);
bool pte_answer_brokers(const struct pte_ask *ask, struct pte_answer *answer,
                        struct pte_error *err);
bool pte_answer_map(const struct pte_ask *ask, struct pte_answer *answer,
                    struct pte_error *err);

#endif
