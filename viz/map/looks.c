/* viz/map/looks.c - how sectors look: by colour and by shape, so that a grey print and a
 * colour-blind eye read the same. Colours are Okabe and Ito's (2008), those of them that
 * stand out from white by 3:1 at least. */
#include <math.h>
#include <string.h>

#include "viz/map/map.intern.h"

static const struct {
    const char *sector;
    int colour, fill;
    enum pte_shape shape;
} known[] = {{"education", 0x0072B2, PTE_NO_COLOUR, PTE_ELLIPSE},
             {"labour", 0xD55E00, PTE_NO_COLOUR, PTE_ROUNDED},
             {"industry", 0x009E73, PTE_NO_COLOUR, PTE_HEXAGON},
             {"government", 0x333333, 0xFFFFFF, PTE_BOX},
             {"civil_society", 0x333333, 0xFFFFFF, PTE_DIAMOND}};

/* For sectors a study brings along. */
static const int other_colours[] = {0x7A4B9D, 0x8A6D1C, 0x4C5C68, 0xA23B5B};
static const enum pte_shape other_shapes[] = {PTE_ROUNDED, PTE_HEXAGON, PTE_ELLIPSE,
                                              PTE_BOX};

/* The colour on white paper, that thin. */
static int tint(int colour, double share)
{
    int mixed = 0;

    for (int shift = 0; shift <= 16; shift += 8) {
        const int part = colour >> shift & 0xFF;

        mixed |= (int)lround(255 - (255 - part) * share) << shift;
    }
    return mixed;
}

struct pte_look pte_look_of(const char *sector, size_t number)
{
    const size_t other = number % (sizeof(other_colours) / sizeof(*other_colours));
    struct pte_look look = {.colour = other_colours[other],
                            .fill = PTE_NO_COLOUR,
                            .shape = other_shapes[other]};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
        if (strcmp(known[i].sector, sector) == 0) {
            look.colour = known[i].colour;
            look.fill = known[i].fill;
            look.shape = known[i].shape;
        }
    if (look.fill == PTE_NO_COLOUR)
        look.fill = tint(look.colour, 0.24);
    look.pale = look.fill == 0xFFFFFF ? 0xFFFFFF : tint(look.colour, 0.05);
    look.ground = tint(look.colour, 0.07);
    return look;
}

const char *pte_look_class(struct pte_arena *arena, const char *sector)
{
    char class[64] = "sector-";
    size_t n = strlen(class);

    for (; *sector != '\0' && n < 60; sector++)
        if ((*sector >= 'a' && *sector <= 'z') || (*sector >= '0' && *sector <= '9'))
            class[n++] = *sector;
        else if (class[n - 1] != '-')
            class[n++] = '-';
    class[n] = '\0';
    return pte_arena_text(arena, class);
}
