/* tests/core/measures/expected.h - numbers other programs found, from the files beside.
 */
#ifndef PTE_TESTS_CORE_MEASURES_EXPECTED_H
#define PTE_TESTS_CORE_MEASURES_EXPECTED_H

#include <stdbool.h>
#include <stddef.h>

/** Whether a file of tests/core/measures has a line of this network and key. */
bool expected_has(const char *file, const char *network, const char *key);

/**
 * The numbers of one network and key in a file of tests/core/measures.
 *
 * wanted  out: room for most; NaN for null
 * Returns how many there are; fails the test where the file or line is missing
 */
size_t expected_numbers(const char *file, const char *network, const char *key,
                        double *wanted, size_t most);

/** Fails the test where one of the numbers is farther than most from its wanted one
 * (in proportion above 1); NaN must be NaN. Says which. */
void assert_all_near(const char *what, const double *found, const double *wanted,
                     size_t n, double most);

#endif
