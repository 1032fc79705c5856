/* SPDX-License-Identifier: MIT
 * sqlite_sum: numbers of rows and their sums. */
#include "store/sqlite_sum.h"

#include <endian.h>
#include <stdint.h>
#include <string.h>

#include "store/seen.h"

/* Each step can be undone, so different words always give different sums. */
static uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

static uint64_t mix_bytes(uint64_t h, const void *p, size_t n)
{
    const unsigned char *at = p;
    uint64_t word;
    h = mix(h, n);
    for (; n >= sizeof word; at += sizeof word, n -= sizeof word) {
        memcpy(&word, at, sizeof word);
        h = mix(h, le64toh(word));
    }
    word = 0;
    if (n)
        memcpy(&word, at, n);
    return mix(h, le64toh(word));
}

static uint64_t mix_value(uint64_t h, sqlite3_value *v)
{
    int type = sqlite3_value_type(v);
    double real;
    h = mix(h, (uint64_t)type);
    switch (type) {
    case SQLITE_INTEGER:
        return mix(h, (uint64_t)sqlite3_value_int64(v));
    case SQLITE_FLOAT:
        real = sqlite3_value_double(v);
        return mix_bytes(h, &real, sizeof real);
    case SQLITE_NULL:
        return h;
    default:
        return mix_bytes(h, sqlite3_value_blob(v),
                         (size_t)sqlite3_value_bytes(v));
    }
}

static void row(sqlite3_context *c, int n, sqlite3_value **v)
{
    uint64_t h = 1;
    for (int i = 0; i < n; i++)
        h = mix_value(h, v[i]);
    sqlite3_result_int64(c, (sqlite3_int64)h);
}

static uint64_t number(sqlite3_value *v)
{
    return (uint64_t)sqlite3_value_int64(v);
}

static void add(sqlite3_context *c, int n, sqlite3_value **v)
{
    (void)n;
    sqlite3_result_int64(c, (sqlite3_int64)(number(v[0]) + number(v[1])));
}

static void sub(sqlite3_context *c, int n, sqlite3_value **v)
{
    (void)n;
    sqlite3_result_int64(c, (sqlite3_int64)(number(v[0]) - number(v[1])));
}

static void seen(sqlite3_context *c, int n, sqlite3_value **v)
{
    (void)n;
    sqlite3_result_int64(
        c, seen_pack(sqlite3_value_int64(v[0]), sqlite3_value_int64(v[1])));
}

static void seen_is_sound(sqlite3_context *c, int n, sqlite3_value **v)
{
    (void)n;
    sqlite3_result_int(
        c, seen_agrees(sqlite3_value_int64(v[0]), sqlite3_value_int64(v[1])));
}

static void sum_step(sqlite3_context *c, int n, sqlite3_value **v)
{
    (void)n;
    uint64_t *sum = sqlite3_aggregate_context(c, sizeof *sum);
    if (sum)
        *sum += number(v[0]);
}

static void sum_end(sqlite3_context *c)
{
    uint64_t *sum = sqlite3_aggregate_context(c, 0);
    sqlite3_result_int64(c, sum ? (sqlite3_int64)*sum : 0);
}

bool sqlite_sum_define(sqlite3 *db)
{
    static const struct {
        const char *name; /* in SQL */
        int n;            /* arguments, -1 any number */
        void (*run)(sqlite3_context *, int, sqlite3_value **);
        void (*step)(sqlite3_context *, int, sqlite3_value **);
        void (*end)(sqlite3_context *);
    } all[] = {
        {"molva_row", -1, row, NULL, NULL},
        {"molva_add", 2, add, NULL, NULL},
        {"molva_sub", 2, sub, NULL, NULL},
        {"molva_seen", 2, seen, NULL, NULL},
        {"molva_seen_is_sound", 2, seen_is_sound, NULL, NULL},
        {"molva_sum", 1, NULL, sum_step, sum_end},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (sqlite3_create_function(
                db, all[i].name, all[i].n, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                NULL, all[i].run, all[i].step, all[i].end) != SQLITE_OK)
            return false;
    return true;
}
