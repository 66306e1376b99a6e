/* viz/draw/frame.h - how puente and puente-draw talk over a pipe.
 *
 * A question is FRAME_QUESTION bytes, then a packed drawing; an answer is FRAME_ANSWER
 * bytes, then a picture, or places (two doubles a shape), or a sentence if it failed.
 * All numbers are little-endian. */
#ifndef PTE_VIZ_DRAW_FRAME_H
#define PTE_VIZ_DRAW_FRAME_H

#include <stdint.h>

enum {
    PTE_FRAME_QUESTION = 12, /* "PTEQ", what (1), 3 zeros, length (4) */
    PTE_FRAME_ANSWER = 12,   /* "PTEA", how (1), 3 zeros, length (4) */
    PTE_FRAME_MOST = 64 * 1024 * 1024
};

enum pte_frame_what { PTE_FRAME_PLACE, PTE_FRAME_PNG, PTE_FRAME_PDF };

enum pte_frame_how {
    PTE_FRAME_DONE,
    PTE_FRAME_REFUSED, /* the drawing is not sound */
    PTE_FRAME_DIED,    /* the child crashed, or broke a rule of its sandbox */
    PTE_FRAME_LATE     /* it took too long */
};

static inline void pte_frame_put(unsigned char *bytes, const char *magic, unsigned kind,
                                 uint32_t length)
{
    for (int i = 0; i < 4; i++) {
        bytes[i] = (unsigned char)magic[i];
        bytes[4 + i] = (unsigned char)(i == 0 ? kind : 0);
        bytes[8 + i] = (unsigned char)(length >> (8 * i));
    }
}

static inline uint32_t pte_frame_length(const unsigned char *bytes)
{
    return (uint32_t)bytes[8] | (uint32_t)bytes[9] << 8 | (uint32_t)bytes[10] << 16 |
           (uint32_t)bytes[11] << 24;
}

static inline int pte_frame_is(const unsigned char *bytes, const char *magic)
{
    return bytes[0] == (unsigned char)magic[0] && bytes[1] == (unsigned char)magic[1] &&
           bytes[2] == (unsigned char)magic[2] && bytes[3] == (unsigned char)magic[3];
}

#endif
