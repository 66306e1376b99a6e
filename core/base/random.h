/* core/base/random.h - reproducible chance: one stream per replicate.
 *
 * The same seed and stream give the same numbers on every machine and at any
 * number of threads. The generator is xoshiro256++ seeded by splitmix64
 * (Blackman and Vigna 2021, ACM Trans. Math. Softw. 47:36, doi:10.1145/3460772). */
#ifndef PTE_CORE_BASE_RANDOM_H
#define PTE_CORE_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct pte_random {
    uint64_t state[4];
};

/** A stream of its own for each (seed, stream): replicate r takes stream r. */
struct pte_random pte_random_stream(uint64_t seed, uint64_t stream);

/** 64 even bits. */
uint64_t pte_random_bits(struct pte_random *random);

/** A whole number from 0 to below - 1, without bias; below is at least 1. */
uint32_t pte_random_below(struct pte_random *random, uint32_t below);

/** A real number, 0 <= x < 1, in steps of 2^-53. */
double pte_random_unit(struct pte_random *random);

/** Shuffles n bytes in place (Fisher-Yates). */
void pte_random_shuffle_bytes(struct pte_random *random, uint8_t *items, size_t n);

#endif
