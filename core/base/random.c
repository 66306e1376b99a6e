/* core/base/random.c - reproducible chance: one stream per replicate. */
#include "core/base/random.h"

static uint64_t splitmix(uint64_t *x)
{
    uint64_t z = (*x += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

struct pte_random pte_random_stream(uint64_t seed, uint64_t stream)
{
    struct pte_random random;
    uint64_t x = seed;

    x = splitmix(&x) ^ (stream * 0xD1342543DE82EF95u + 1);
    for (int i = 0; i < 4; i++)
        random.state[i] = splitmix(&x);
    return random;
}

static uint64_t rotated(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

uint64_t pte_random_bits(struct pte_random *random)
{
    uint64_t *s = random->state;
    const uint64_t result = rotated(s[0] + s[3], 23) + s[0];
    const uint64_t t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotated(s[3], 45);
    return result;
}

/* Lemire 2019, ACM Trans. Model. Comput. Simul. 29:3, doi:10.1145/3230636. */
uint32_t pte_random_below(struct pte_random *random, uint32_t below)
{
    uint64_t product = (pte_random_bits(random) >> 32) * below;

    if ((uint32_t)product < below) {
        const uint32_t threshold = -below % below;

        while ((uint32_t)product < threshold)
            product = (pte_random_bits(random) >> 32) * below;
    }
    return (uint32_t)(product >> 32);
}

double pte_random_unit(struct pte_random *random)
{
    return (double)(pte_random_bits(random) >> 11) * 0x1.0p-53;
}

void pte_random_shuffle_bytes(struct pte_random *random, uint8_t *items, size_t n)
{
    /* A copy of its own: bytes may be anything's, and would keep it out of registers. */
    struct pte_random own = *random;

    for (size_t i = n; i > 1; i--) {
        const uint32_t j = pte_random_below(&own, (uint32_t)i);
        const uint8_t held = items[i - 1];

        items[i - 1] = items[j];
        items[j] = held;
    }
    *random = own;
}
