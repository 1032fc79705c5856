/* SPDX-License-Identifier: MIT
 *
 * replies: the reply templates of rules/replies/ru and en (folder-private). */
#ifndef MOLVA_MATRIX_REPLIES_H
#define MOLVA_MATRIX_REPLIES_H

#include "base/map.h"
#include "matrix/template.h"

/* One thing that replies say, in several ways. */
struct reply_part {
    struct str id;        /* as replies name it */
    struct template *say; /* n ways */
    size_t n;
};

struct reply {
    struct str id;                   /* as rows name it */
    const struct reply_part **parts; /* n of them; NULL: a new line */
    size_t n;
};

enum { REPLY_LANGS = 2 };
extern const char *const replies_langs[REPLY_LANGS]; /* "ru", "en" */

struct replies {
    struct map by_id[REPLY_LANGS]; /* id -> struct reply; ru, en */
    struct map parts[REPLY_LANGS]; /* id -> struct reply_part */
    const char **ids;              /* every id, NULL ends: for suggestions */
    size_t n_ids;
};

/* Reads every .yaml of folder/ru and folder/en; a template of one language
 * must be there in the other. */
bool replies_load(struct replies *r, struct arena *a, const char *folder,
                  struct err *e) MUST_CHECK;
void replies_clear(struct replies *r);

/* NULL when the id is unknown, or in another language than these two. */
const struct reply *replies_find(const struct replies *r, struct str id,
                                 struct str lang);

/* The ways that may be taken of each part, filled; NULL: a new line. */
struct saying {
    const struct reply *of;
    struct reply_ways {
        struct str *ways; /* n of them */
        size_t n;         /* 0: it says nothing */
    } * parts;            /* of->n of them, in the arena */
};

/* Fills every part; an empty value is missing. Of the ways whose values are
 * there those stay that name most of what the author told; of a part that says
 * nothing then none. False with the missing value in e when no way of a part
 * can be filled. */
bool replies_fill(const struct reply *reply, struct arena *a,
                  const struct str values[FIELD_COUNT], struct saying *out,
                  struct err *e) MUST_CHECK;

/* One of the ways of each part: the same ones for the same seed, other ones for
 * another turn. */
void replies_write(const struct saying *s, struct str seed, int turn,
                   struct buf *out);

#endif
