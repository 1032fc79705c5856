/* SPDX-License-Identifier: MIT
 *
 * append: sources put into molva.yaml, whose comments and order stay.
 *
 * The file is changed as text, behind the last source; the result is read
 * before it takes the place of the file, at once, with its rights and owner. */
#ifndef MOLVA_APPEND_H
#define MOLVA_APPEND_H

#include "cli/workspace.h"

struct new_source {
    struct str name;       /* unique: append_name() makes one */
    struct str kind;       /* connector */
    const struct str *url; /* n of them; none of what is only imported */
    size_t n;
    int64_t every;                     /* seconds, 0 leaves it out */
    struct str brand, map;             /* "" leaves it out */
    struct str user, password;         /* the same, of a mailbox */
    bool without_tls;                  /* written when set */
    bool allow_private, ignore_robots; /* written when set */
    bool full;                         /* the same */
};

/* A name that no source has, from the address; `like` is tried first, with
 * spaces for what cannot stand in the file. */
struct str append_name(const struct workspace *w, struct arena *a,
                       struct str like, struct str url);
/* The source that has this address already, NULL when none has. */
const struct source_setup *append_known(const struct workspace *w,
                                        struct str url);
/* "- name: ...": the lines of one source, the first without its indent. */
void append_lines(struct buf *out, const struct new_source *s, size_t indent);
/* Appends n of them. */
bool append_sources(struct workspace *w, const struct new_source *all, size_t n,
                    struct err *e) MUST_CHECK;

#endif
