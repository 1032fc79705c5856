/* SPDX-License-Identifier: MIT
 *
 * wire: jobs and readings as bytes between the pool and its children
 * (folder-private).
 *
 * A frame is a magic number, the length of what follows, and that. Numbers
 * are little-endian and of fixed width, texts have their length before them.
 * What a child sends is foreign: every length is checked, and a frame that
 * says more than it holds is refused whole. */
#ifndef MOLVA_WIRE_H
#define MOLVA_WIRE_H

#include "base/ceiling.h"
#include "crawler/reading/job.h"

enum {
    WIRE_HEADER = 8,                           /* bytes before a frame */
    WIRE_JOB = CEILING_BODY + CEILING_HEADERS, /* most bytes of a job */
    WIRE_READING = CEILING_READING             /* most of a reading */
};

/* Appends a whole frame; false when it is too long for the buf. Posts that
 * would make a reading too long are left out and counted in its cuts. */
bool wire_put_job(struct buf *out, const struct reader_job *job) MUST_CHECK;
bool wire_put_reading(struct buf *out, const struct reading *r) MUST_CHECK;

/* One post, with all that is known of it, for a job to come (job.item). */
bool wire_put_item(struct buf *out, const struct mention *m) MUST_CHECK;
bool wire_get_item(struct str bytes, struct arena *a,
                   struct mention *m) MUST_CHECK;

/* Bytes of the frame that starts here, with its header; 0 when the header is
 * not whole yet. False when this is no frame or longer than `most`. */
bool wire_length(struct str bytes, size_t most, size_t *n) MUST_CHECK;

/* The frame's content. Texts of a job stay in the bytes; a reading is copied
 * to the arena. False when it is broken. */
bool wire_get_job(struct str frame, struct reader_job *job) MUST_CHECK;
bool wire_get_reading(struct str frame, struct arena *a,
                      struct reading *out) MUST_CHECK;

#endif
