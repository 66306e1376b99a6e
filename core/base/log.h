/* core/base/log.h - what happened, one line each, on stderr; never a name or a value. */
#ifndef PTE_CORE_BASE_LOG_H
#define PTE_CORE_BASE_LOG_H

enum pte_level { PTE_QUIET, PTE_WARNING, PTE_INFO, PTE_DEBUG };

/** Writes "puente: text" with control characters shown as \xNN; only up to the level that
 * PUENTE_LOG names (quiet, warning, info, debug), else up to PTE_WARNING. */
void pte_log(enum pte_level level, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
