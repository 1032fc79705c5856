/* SPDX-License-Identifier: MIT
 *
 * table: what people and programs export, CSV or JSON, as a tree that XPath
 * can ask (folder-private).
 *
 *   Дата;Отзыв                  <table best="5" most="4"><row line="2">
 *   45604,5;Всё сломалось         <date>2024-11-08 12:00</date>
 *                                 <text>Всё сломалось</text></row>
 *   ;                             <fault line="4">...</fault></table>
 *
 * CSV as csv.h reads it, `sep=;` and lines above the header allowed; JSON: an
 * object a line, a list of objects, or one object that holds the list. What a
 * column holds is told by table_names.h; the same names are looked for in
 * JSON, "author.name" for what stands deeper. A row that says nothing, or
 * cannot be read, is a fault. Days that Excel counts become dates. */
#ifndef MOLVA_TABLE_H
#define MOLVA_TABLE_H

#include <libxml/tree.h>

#include "base/buf.h"

struct table_how {
    struct str map; /* what columns hold, where their names do not tell it */
    size_t head;    /* so many records at the start are there for the names
                       of the columns only; 0: all are rows too */
    int line;       /* of the file where the rows behind `head` begin */
    double most;    /* the highest rating of the rows that are elsewhere */
};

/* NULL with the cause when no column is known as a text or a rating. */
xmlDoc *table_parse(struct arena *a, struct str utf8,
                    const struct table_how *how, struct err *e) MUST_CHECK;

#endif
