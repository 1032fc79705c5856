/* SPDX-License-Identifier: MIT
 *
 * mbox: messages one behind the other in a file, and files of messages in a
 * folder (folder-private).
 *
 * mboxo and mboxrd: "From " in the first column begins a message where an
 * empty line or nothing stands above and a header below; ">From " loses one
 * ">". mboxcl: Content-Length is believed where the next message, or the end,
 * stands behind it. */
#ifndef MOLVA_MBOX_H
#define MOLVA_MBOX_H

#include "base/buf.h"

struct mbox {
    struct str text; /* the file */
    size_t at;       /* what was not read yet */
    int line;        /* that this begins in */
};

/* The next message, without its "From " line, in the buf; *line is that of its
 * first header. False at the end. */
bool mbox_next(struct mbox *m, struct buf *body, int *line);

/* Is this the beginning of an mbox, of a message? */
bool mbox_looks(struct str text);
bool mbox_is_message(struct str text);

/* The files of a maildir (cur/ and new/), or else of the folder itself and
 * its folders, by name: *n paths. */
bool mbox_folder(const char *path, struct arena *a, const char ***files,
                 size_t *n, struct err *e) MUST_CHECK;

#endif
