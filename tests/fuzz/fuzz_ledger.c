/* SPDX-License-Identifier: MIT
 * fuzz_ledger: a table of any bytes gets a map; each row read by it is a case
 * or says what is wrong. */
#include <string.h>

#include "register/ledger.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void rows(struct arena *a, struct str text, struct ledger_map *map,
                 const struct ledger_known *known)
{
    struct err e;
    struct ledger_row r;
    struct ledger *l = ledger_open(a, text, map, known, &e);
    while (l && ledger_next(l, a, &r))
        if (!r.key.n ||
            (!r.fault.n && (!r.said[LEDGER_TEXT].n || r.opened <= 0)))
            __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err e;
    struct arena a = {0};
    struct buf b;
    static const struct catalogue none;
    static const struct str login = {"petr", 4}, unit = {"service", 7};
    const struct ledger_known known = {.logins = &login,
                                       .departments = &unit,
                                       .said = &unit,
                                       .n_logins = 1,
                                       .n_departments = 1,
                                       .catalogue = &none,
                                       .now = 1764000000};
    struct str text = {(const char *)data, size};
    struct ledger_map map = {.source = STR("t"), .channel = STR("office")};
    if (ledger_propose(&map, &a, text, &known, &e)) {
        buf_init(&b, 1 << 20);
        ledger_map_write(&b, &map);
        buf_clear(&b);
        rows(&a, text, &map, &known);
    }
    arena_clear(&a);
    return 0;
}
