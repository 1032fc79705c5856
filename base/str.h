/* SPDX-License-Identifier: MIT
 *
 * str: text as pointer and length.
 *
 * A struct str never owns its bytes: they belong to an arena, a buf or a
 * constant, and the bytes need not end with NUL. Text is UTF-8 unless a name
 * says otherwise. */
#ifndef MOLVA_STR_H
#define MOLVA_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"

struct str {
    const char *p; /* first byte, may be NULL when n is 0 */
    size_t n;      /* bytes */
};

#define STR(literal) ((struct str){literal, sizeof(literal) - 1})
#define STR_FMT      "%.*s"
#define STR_ARG(s)   (int)(s).n, (s).p ? (s).p : ""

struct str str_of(const char *z); /* NULL gives the empty str */
struct str str_dup(struct arena *a, struct str s); /* copy, NUL after it */
const char *str_z(struct arena *a, struct str s);  /* copy as a C string */
struct str str_printf(struct arena *a, const char *fmt, ...) PRINTF(2, 3);

static inline bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
bool str_eqz(struct str a, const char *z);
size_t str_chars(struct str s);                 /* characters of UTF-8 */
bool str_eq_nocase(struct str a, struct str b); /* ASCII letters only */
int str_cmp(struct str a, struct str b);        /* by bytes, as memcmp */
bool str_starts(struct str s, struct str head);
bool str_starts_nocase(struct str s, struct str head);
bool str_ends(struct str s, struct str tail);

/* Offset of the first `needle` in `s`, or -1. */
ptrdiff_t str_find(struct str s, struct str needle);
ptrdiff_t str_find_char(struct str s, char c);

/* A copy with `with` for every `old`, which is not empty. */
struct str str_replaced(struct arena *a, struct str s, struct str old,
                        struct str with);

struct str str_from(struct str s, size_t at);           /* s[at..] */
struct str str_part(struct str s, size_t at, size_t n); /* clamped to s */
struct str str_trim(struct str s); /* ASCII white space off both ends */

/* Takes the piece of *rest before the first `sep` off *rest. False when *rest
 * is used up. for (struct str f; str_split(&rest, ',', &f);) ... */
bool str_split(struct str *rest, char sep, struct str *piece);

/* Whole decimal number, sign allowed; false when there is anything else. */
bool str_int(struct str s, int64_t *out);
/* Decimal fraction with a point, whatever the locale; false as above. */
bool str_num(struct str s, double *out);

/* 64-bit FNV-1a: the hash that is stored, so it never changes. */
uint64_t str_hash(struct str s);

/* One code point of s at *at, which moves on. Bad bytes give U+FFFD and move
 * one byte. *at must be below s.n. */
uint32_t str_utf8(struct str s, size_t *at);
bool str_utf8_valid(struct str s);
/* Writes a code point as UTF-8, at most four bytes; returns the new end. */
char *str_put_utf8(char *to, uint32_t code_point);

#endif
