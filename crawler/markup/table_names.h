/* SPDX-License-Identifier: MIT
 *
 * table_names: what a column of a table holds, by its name (folder-private).
 *
 * Names are compared without case, signs and what stands in parentheses, and
 * "starRating" is "star rating". */
#ifndef MOLVA_TABLE_NAMES_H
#define MOLVA_TABLE_NAMES_H

#include "base/str.h"

/* Columns and what they hold: "Отзыв клиента=text,Когда=date", a column by its
 * number too: "3=text". Fields are those of table_fields; "-" holds nothing
 * that is wanted. */
struct table_map {
    struct table_pair {
        struct str column; /* its name, or its number from 1 */
        const char *field; /* of table_fields, "" none */
    } * pairs;             /* n of them */
    size_t n;
};

/* id title text ... NULL ends. */
extern const char *const table_fields[];

bool table_map_read(struct table_map *map, struct arena *a, struct str text,
                    struct err *e) MUST_CHECK;

/* The field of each of the n columns, "" when it holds nothing of ours; no
 * field twice, the first column that says so clearest has it. */
void table_columns(struct arena *a, const struct table_map *map,
                   const struct str *names, size_t n, const char **fields);

#endif
