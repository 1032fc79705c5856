/* SPDX-License-Identifier: MIT
 *
 * table_row: one row of a table as an element (folder-private). */
#ifndef MOLVA_TABLE_ROW_H
#define MOLVA_TABLE_ROW_H

#include <libxml/tree.h>

#include "base/buf.h"
#include "crawler/markup/table_names.h"

/* A tree that grows row by row. */
struct table_tree {
    xmlDoc *doc;          /* with its root, <table> */
    struct arena *a;      /* of what is made on the way */
    struct table_map map; /* what the user says of columns */
    double most;          /* the highest plain rating so far */
    size_t faults;        /* told so far */
};

/* n columns: name, field and value of each. */
struct table_row {
    int line; /* where it stands in the file */
    size_t n;
    const struct str *names;
    const char *const *fields;
    const struct str *values;
};

void table_tree_init(struct table_tree *t, struct arena *a);
void table_row_put(struct table_tree *t, const struct table_row *row);
void table_fault(struct table_tree *t, int line, const char *why);
/* All rows are there: says of how many stars their ratings are. */
void table_tree_end(struct table_tree *t);
/* Can rows of these fields say anything? */
bool table_says(const char *const *fields, size_t n);

/* Rows of JSON; how many objects there were. */
size_t table_json_read(struct table_tree *t, struct str utf8, int line);

#endif
