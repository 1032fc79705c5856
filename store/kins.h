/* SPDX-License-Identifier: MIT
 *
 * kins: what belongs to a mention by who wrote it, or by where it stands
 * (public through store.h). */
#ifndef MOLVA_KINS_H
#define MOLVA_KINS_H

#include "base/buf.h"

struct store;

/* Of an author's mentions the last are looked at, of a thread's the first. */
enum { STORE_KIN = 2000 };

/* An author is known by his own page, on whatever source; where he has none,
 * by his name at one source. A thread is known by its URL. */
struct kin_row {
    int64_t mention, at; /* at: when it was published, else collected */
    int64_t case_id;     /* 0 none */
    int64_t post;        /* its first mention: one row for each post */
    double rating;       /* 0..1, -1 unknown */
};
/* By author the newest first, by thread the oldest; what may be seen of them.
 * Nothing when the mention has no author or thread, or his name was erased, or
 * its case is about the work of who looks; then it has none of the others of
 * such cases. *cut: there may be more. */
struct kin {
    struct kin_row *rows; /* n of them */
    size_t n;
    bool cut;
};
bool store_kin_author(struct store *s, struct arena *a, int64_t mention,
                      struct kin *kin, struct err *e) MUST_CHECK;
bool store_kin_thread(struct store *s, struct arena *a, int64_t mention,
                      struct kin *kin, struct err *e) MUST_CHECK;

#endif
