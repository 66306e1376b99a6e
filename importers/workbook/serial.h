/* importers/workbook/serial.h - dates as spreadsheets keep them: days since an epoch. */
#ifndef PTE_IMPORTERS_WORKBOOK_SERIAL_H
#define PTE_IMPORTERS_WORKBOOK_SERIAL_H

#include <stdbool.h>

enum { PTE_SERIAL_BYTES = 40 };

/** What a number format makes of a number. */
enum pte_serial_form {
    PTE_SERIAL_NONE = 0, /* a number */
    PTE_SERIAL_DATE = 1,
    PTE_SERIAL_TIME = 2,
    PTE_SERIAL_BOTH = 3,
    PTE_SERIAL_ELAPSED = 4 /* hours that may pass 24: [h]:mm:ss */
};

/** The form of a built-in number format. */
enum pte_serial_form pte_serial_builtin(long id);

/** The form of a number format in its own code, such as dd/mm/yyyy. */
enum pte_serial_form pte_serial_form(const char *code);

/**
 * A serial number as ISO 8601: 2021-08-09, 2021-08-09T12:23:46, 12:23:46; an elapsed time
 * as 27:30:00. Thousandths of a second only where there are some.
 *
 * is_1904  days count from 1904-01-01 (0) and not from 1900-01-01 (1); the latter system
 *          has a 29 February 1900 (60), which never was
 * text     out: PTE_SERIAL_BYTES
 * Returns  false if it is no moment: negative, that day, past the year 9999
 */
bool pte_serial_text(double serial, enum pte_serial_form form, bool is_1904, char *text);

#endif
