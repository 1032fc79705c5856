/* SPDX-License-Identifier: MIT
 *
 * pieces: a file that people give, cut into what a reader takes at a time
 * (public through reading.h).
 *
 *   pieces_open() -> pieces_next() until there is none -> pieces_close()
 *
 * Here a file is only cut, never understood: that is the reader's work. */
#ifndef MOLVA_PIECES_H
#define MOLVA_PIECES_H

#include "crawler/reading/job.h"

enum piece_kind {
    PIECES_UNKNOWN,
    PIECES_CSV,
    PIECES_JSON,
    PIECES_MBOX,
    PIECES_MAILDIR, /* a folder: one file is one message */
    PIECES_EML      /* one message */
};

struct piece {
    struct str body;  /* valid until the next one */
    struct str type;  /* as a Content-Type header */
    struct str place; /* "FILE", of a message in a file "FILE:LINE" */
};

struct pieces;

/* "-" is standard input; of an unknown kind the first bytes tell it. A piece of
 * mail is one message. */
struct pieces *pieces_open(const char *path, enum piece_kind kind,
                           struct err *e) MUST_CHECK;
void pieces_close(struct pieces *p);
/* The connector that reads it. */
const char *pieces_connector(const struct pieces *p);
/* False at the end. A message that is too long, or a file
 * that cannot be read, is an empty piece. */
bool pieces_next(struct pieces *p, struct piece *out);

/* Are they rows of a table, more than one piece of them? Asked before the first
 * piece. */
bool pieces_several(const struct pieces *p);
/* Rows from the first one on once more, now with what all of them told. */
void pieces_again(struct pieces *p, const struct survey *s);

/* Bytes of a file as text, in whatever encoding they are: in the arena, or the
 * bytes themselves. */
struct str pieces_utf8(struct arena *a, struct str bytes);

/* Is this what `map:` of a table may be? The error tells what is not. */
bool pieces_map_check(struct str map, struct err *e) MUST_CHECK;

#endif
