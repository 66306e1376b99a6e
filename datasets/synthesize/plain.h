/* datasets/synthesize/plain.h - plain tables of an invented network, of any size. */
#ifndef PTE_DATASETS_SYNTHESIZE_PLAIN_H
#define PTE_DATASETS_SYNTHESIZE_PLAIN_H

#include <stdbool.h>
#include <stdint.h>

struct pte_error;

struct pte_plain {
    long organizations; /* 10 to 100,000 */
    double mean_degree; /* ties of an organization, undirected; below organizations */
    long sectors;       /* 2 to 5 */
    double gap;    /* education-industry ties to what they would be; 1 = no gap planted */
    double silent; /* share of organizations that did not answer, 0 to .9 */
    uint64_t seed;
};

/**
 * Writes organizations.csv, ties.csv and, where some are silent, mask.csv.
 *
 * Organizations differ in activity (the busiest has three times the ties of the
 * quietest). Each tie is told by both ends, or by one of them alone (3 in 20); silent
 * organizations tell nothing and have a row in mask.csv.
 *
 * Fails   PTE_EUSAGE a number out of range; PTE_ESYSTEM a file cannot be written
 * Cost    O(ties log ties)
 */
bool pte_plain_write(const struct pte_plain *plain, const char *folder,
                     struct pte_error *err);

#endif
