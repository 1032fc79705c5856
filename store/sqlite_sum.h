/* SPDX-License-Identifier: MIT
 *
 * sqlite_sum: functions for the SQL of tally.c that SQLite lacks: a number for
 * a whole row, and sums of such numbers that wrap instead of failing. They
 * find accidents, not enemies: anybody can compute them. */
#ifndef MOLVA_SQLITE_SUM_H
#define MOLVA_SQLITE_SUM_H

#include <sqlite3.h>
#include <stdbool.h>

/* molva_row(a, b, ...): 64 bits of the values with their types and lengths; a
 * single changed bit always changes them. molva_add(x, y), molva_sub(x, y) and
 * the aggregate molva_sum(x): modulo 2^64. molva_seen(key, hash) and
 * molva_seen_is_sound(key, packed): as seen_pack() and seen_agrees(). */
bool sqlite_sum_define(sqlite3 *db);

#endif
