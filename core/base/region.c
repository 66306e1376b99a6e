/* core/base/region.c - the countries of ISO 3166-1 and their names, as ICU knows them. */
#include <string.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "core/base/memory.h"
#include "core/base/text.h"

bool pte_text_is_region(const char *code)
{
    for (const char *const *country = uloc_getISOCountries(); *country != NULL; country++)
        if (strcmp(*country, code) == 0)
            return true;
    return false;
}

const char *pte_text_region(const char *code, const char *language,
                            struct pte_arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    ULocaleDisplayNames *names = uldn_open(language, ULDN_STANDARD_NAMES, &status);
    UChar wide[128];
    char narrow[512];

    if (names != NULL && U_SUCCESS(status))
        uldn_regionDisplayName(names, code, wide, 128, &status);
    uldn_close(names);
    if (U_SUCCESS(status))
        u_strToUTF8(narrow, sizeof(narrow), NULL, wide, -1, &status);
    return U_SUCCESS(status) ? pte_arena_text(arena, narrow) : NULL;
}
