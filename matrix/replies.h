/* SPDX-License-Identifier: MIT
 *
 * replies: the reply templates of rules/replies/ru and en (folder-private). */
#ifndef MOLVA_MATRIX_REPLIES_H
#define MOLVA_MATRIX_REPLIES_H

#include "base/map.h"
#include "matrix/template.h"

struct reply {
    struct str id;             /* as rows name it */
    struct template *wordings; /* n ways of saying it, one is taken */
    size_t n;
};

enum { REPLY_LANGS = 2 };

struct replies {
    struct map by_id[REPLY_LANGS]; /* id -> struct reply; ru, en */
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

/* The wording for a mention: always the same one for the same `seed`. */
const struct template *replies_wording(const struct reply *reply,
                                       struct str seed);

#endif
