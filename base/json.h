/* SPDX-License-Identifier: MIT
 *
 * json: writing JSON into a buf. The writer puts the commas.
 *
 *   struct json j;
 *   json_init(&j, &out);
 *   json_map(&j);
 *   json_key(&j, "id"), json_int(&j, 7);
 *   json_end(&j);            {"id":7}
 *
 * Text that is not UTF-8 comes out with U+FFFD; '<' is escaped so that the
 * result may stand inside a script element, and U+0085, U+2028, U+2029 so that
 * one object a line stays one line for whoever reads it. Reading JSON is
 * json-c's work; the names here keep clear of its own. */
#ifndef MOLVA_JSON_H
#define MOLVA_JSON_H

#include <string.h>

#include "base/buf.h"

enum { JSON_DEPTH = 32 };

struct json {
    struct buf *out;         /* where it goes; not owned */
    int depth;               /* open objects and arrays */
    char close[JSON_DEPTH];  /* '}' or ']' of each */
    bool filled[JSON_DEPTH]; /* there is a member already: comma first */
    bool after_key;          /* the next value belongs to a key */
};

void json_init(struct json *j, struct buf *out);
void json_map(struct json *j);
void json_list(struct json *j);
void json_end(struct json *j); /* closes the innermost of the two */
void json_name(struct json *j, struct str key, bool plain);
/* Most keys are constants: the compiler sees that nothing in them is escaped,
 * and puts them there in two or three moves. */
static inline void json_key(struct json *j, const char *key)
{
    size_t n = strlen(key);
    size_t plain = strspn(key, "abcdefghijklmnopqrstuvwxyz_");
    bool easy = __builtin_constant_p(plain == n) && plain == n && j->depth;
    char *to = easy ? buf_room(j->out, n + 4) : NULL;
    if (!to) {
        json_name(j, (struct str){key, n}, false);
        return;
    }
    *to = ',';
    to += j->filled[j->depth - 1];
    *to = '"';
    memcpy(to + 1, key, n);
    memcpy(to + 1 + n, "\":", 2);
    buf_filled(j->out, to + n + 3);
    j->filled[j->depth - 1] = j->after_key = true;
}
void json_str(struct json *j, struct str s);
void json_z(struct json *j, const char *z); /* NULL is written as null */
void json_int(struct json *j, int64_t v);
void json_num(struct json *j, double v); /* NaN is written as null */
void json_flag(struct json *j, bool v);
/* RFC 3339 in the zone, NULL is UTC; 0 is written as null. */
struct zone;
void json_time(struct json *j, int64_t at, const struct zone *zone);
void json_null(struct json *j);
void json_raw(struct json *j, struct str json); /* trusted JSON, "" = null */

#endif
