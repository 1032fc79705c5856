/* SPDX-License-Identifier: MIT
 *
 * insert: the parts of INSERTs that are made of a list of store/members.h. */
#ifndef MOLVA_INSERT_H
#define MOLVA_INSERT_H

#include "store/db.h"
#include "store/members.h"
#include "store/places.h"

#define IS_TEXT(x)  TEXT(x)
#define IS_JSON(x)  TEXT(x)
#define IS_INT(x)   INT(x)
#define IS_COUNT(x) INT(x)
#define IS_TIME(x)  INT(x)
#define IS_SPAN(x)  INT(x)
#define IS_NUM(x)   NUM(x)
#define IS_SHARE(x) NUM(x)

/* Only columns are written; each of these begins with its comma. */
#define NAME_COLUMN(table, name) ", " #name
#define NAME_VIEW(sql)
#define NAME_NOWHERE()
#define AS_NAME(kind, name, way, place, key) NAME_##place

#define COMMA_COLUMN(table, name) , 0
#define COMMA_VIEW(sql)
#define COMMA_NOWHERE()
#define AS_COMMA(kind, name, way, place, key) COMMA_##place

#define NEW_COLUMN(table, name) ", " #name " = excluded." #name
#define NEW_VIEW(sql)
#define NEW_NOWHERE()
#define AS_NEW(kind, name, way, place, key) NEW_##place

#define VALUE_COLUMN(table, name) VALUE_IN
#define VALUE_VIEW(sql)           VALUE_OUT
#define VALUE_NOWHERE()           VALUE_OUT
#define VALUE_IN(kind, x)         , IS_##kind(x)
#define VALUE_OUT(kind, x)
/* Of *p. */
#define AS_VALUE(kind, name, way, place, key) VALUE_##place(kind, p->name)

/* A row whose first column, set beside the list, is `first`. */
#define INSERT(table, first, MEMBERS_OF)                                       \
    "INSERT INTO " table " (" first MEMBERS_OF(AS_NAME) ") VALUES (" PLACES(   \
        0 MEMBERS_OF(AS_COMMA)) ")"

#endif
