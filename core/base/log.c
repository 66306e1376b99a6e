/* core/base/log.c - what happened, one line each, on stderr; never a name or a value. */
#include "core/base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum pte_level most = PTE_WARNING;
static bool chosen;

static void choose_from_environment(void)
{
    static const char *const words[] = {"quiet", "warning", "info", "debug"};
    const char *wanted = getenv("PUENTE_LOG");

    chosen = true;
    for (unsigned i = 0; wanted != NULL && i < 4; i++)
        if (strcmp(wanted, words[i]) == 0)
            most = (enum pte_level)i;
}

void pte_log(enum pte_level level, const char *format, ...)
{
    char line[1024];
    char shown[4 * sizeof(line) + 16] = "puente: ";
    size_t n = strlen(shown);
    va_list args;

    if (!chosen)
        choose_from_environment();
    if (level > most)
        return;
    va_start(args, format);
    vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    for (const char *c = line; *c != '\0'; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            n += (size_t)snprintf(shown + n, sizeof("\\x00"), "\\x%02X",
                                  (unsigned)*c & 0xFF);
        else
            shown[n++] = *c;
    }
    shown[n++] = '\n';
    fwrite(shown, 1, n, stderr);
}
