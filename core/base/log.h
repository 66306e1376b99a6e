/* core/base/log.h - what happened, one line each, on stderr; never a name or a value. */
#ifndef PTE_CORE_BASE_LOG_H
#define PTE_CORE_BASE_LOG_H

enum pte_level { PTE_QUIET, PTE_WARNING, PTE_INFO, PTE_DEBUG };

/** Which lines are written: those up to level. PTE_WARNING unless PUENTE_LOG says
 * quiet, warning, info or debug. */
void pte_log_level(enum pte_level level);

/** Writes "puente: text" with control characters shown as \xNN. */
void pte_log(enum pte_level level, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
