/* core/store/copy.c - rows to the server by binary COPY. */
#include "core/store/copy.intern.h"

#include <endian.h>
#include <math.h>
#include <string.h>

#include "core/model/survey.h"
#include "core/store/store.intern.h"

enum { SENT_AT_ONCE = 256 * 1024 };

static void add_16(struct pte_copy *copy, uint16_t value)
{
    const uint16_t wire = htobe16(value);

    pte_text_add_bytes(&copy->waiting, (const char *)&wire, sizeof(wire));
}

static void add_32(struct pte_copy *copy, uint32_t value)
{
    const uint32_t wire = htobe32(value);

    pte_text_add_bytes(&copy->waiting, (const char *)&wire, sizeof(wire));
}

static void add_64(struct pte_copy *copy, uint64_t value)
{
    const uint64_t wire = htobe64(value);

    pte_text_add_bytes(&copy->waiting, (const char *)&wire, sizeof(wire));
}

bool pte_copy_begin(struct pte_copy *copy, struct pte_store *store, const char *sql,
                    struct pte_error *err)
{
    /* The signature, no flags, no header extension: 19 bytes. */
    static const char header[19] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";
    PTE_AUTO(pte_pq_clear)
    PGresult *begun = PQexecParams(store->connection, sql, 0, NULL, NULL, NULL, NULL, 0);

    if (PQresultStatus(begun) != PGRES_COPY_IN)
        return pte_pq_fail(store, begun, err);
    copy->store = store;
    pte_text_clear(&copy->waiting);
    pte_text_add_bytes(&copy->waiting, header, sizeof(header));
    return true;
}

static bool send_waiting(struct pte_copy *copy, struct pte_error *err)
{
    PGconn *connection = copy->store->connection;

    if (PQputCopyData(connection, copy->waiting.bytes, (int)copy->waiting.length) != 1)
        return pte_pq_fail(copy->store, NULL, err);
    pte_text_clear(&copy->waiting);
    return true;
}

bool pte_copy_row(struct pte_copy *copy, int columns, struct pte_error *err)
{
    if (copy->waiting.length >= SENT_AT_ONCE && !send_waiting(copy, err))
        return false;
    add_16(copy, (uint16_t)columns);
    return true;
}

bool pte_copy_end(struct pte_copy *copy, struct pte_error *err)
{
    PGconn *connection = copy->store->connection;
    PGresult *done;
    bool ended = true;

    add_16(copy, UINT16_MAX);
    if (!send_waiting(copy, err))
        return false;
    if (PQputCopyEnd(connection, NULL) != 1)
        return pte_pq_fail(copy->store, NULL, err);
    while ((done = PQgetResult(connection)) != NULL) {
        if (ended && PQresultStatus(done) != PGRES_COMMAND_OK)
            ended = pte_pq_fail(copy->store, done, err);
        PQclear(done);
    }
    return ended;
}

void pte_copy_release(struct pte_copy *copy)
{
    pte_text_release(&copy->waiting);
}

void pte_copy_null(struct pte_copy *copy)
{
    add_32(copy, UINT32_MAX);
}

void pte_copy_short(struct pte_copy *copy, int value)
{
    add_32(copy, 2);
    add_16(copy, (uint16_t)value);
}

void pte_copy_int(struct pte_copy *copy, int32_t value)
{
    add_32(copy, 4);
    add_32(copy, (uint32_t)value);
}

void pte_copy_long(struct pte_copy *copy, int64_t value)
{
    add_32(copy, 8);
    add_64(copy, (uint64_t)value);
}

void pte_copy_real(struct pte_copy *copy, double value)
{
    uint64_t bits;

    if (isnan(value)) {
        pte_copy_null(copy);
        return;
    }
    memcpy(&bits, &value, sizeof(bits));
    add_32(copy, 8);
    add_64(copy, bits);
}

void pte_copy_flag(struct pte_copy *copy, bool value)
{
    add_32(copy, 1);
    pte_text_add_bytes(&copy->waiting, value ? "\1" : "\0", 1);
}

void pte_copy_text(struct pte_copy *copy, const char *text)
{
    if (text == NULL) {
        pte_copy_null(copy);
        return;
    }
    add_32(copy, (uint32_t)strlen(text));
    pte_text_add(&copy->waiting, text);
}

void pte_copy_place(struct pte_copy *copy, const struct pte_place *place)
{
    if (place->file == PTE_NOBODY)
        pte_copy_null(copy);
    else
        pte_copy_int(copy, (int32_t)place->file);
    pte_copy_text(copy, place->sheet);
    pte_copy_long(copy, place->row);
    pte_copy_long(copy, place->column);
}
