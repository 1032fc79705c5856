/* SPDX-License-Identifier: MIT
 *
 * csv: RFC 4180 tables, read as they come: UTF-8 text with or without BOM,
 * any of , ; TAB as the separator (the one most frequent in the first line),
 * CRLF or LF, quoted fields with newlines. Fields live in the caller's arena.
 */
#ifndef MOLVA_CSV_H
#define MOLVA_CSV_H

#include "base/buf.h"

struct csv {
    struct str rest; /* what has not been read */
    char sep;        /* found in the first line */
    int line;        /* line of the record last read, from 1 */
    int next_line;   /* line of the record to come */
};

struct csv_record {
    struct str *fields; /* n of them */
    size_t n;           /* at least 1 */
};

void csv_init(struct csv *c, struct str text);

/* Next record; false at the end of the text. A quote that is never closed
 * takes the rest of the text as its field. Blank lines are passed over. */
bool csv_next(struct csv *c, struct arena *a, struct csv_record *r);

/* Index of the column `name` in a header record, or -1. */
int csv_column(const struct csv_record *header, const char *name);
/* The field of that column; "" when it is -1 or the record is shorter. */
struct str csv_field(const struct csv_record *r, int column);

#endif
