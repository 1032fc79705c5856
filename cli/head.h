/* SPDX-License-Identifier: MIT
 *
 * head: the end of the chain of events in a file that is kept elsewhere, and
 * the key that signs it. Text, so that it may as well be printed:
 *
 *   molva head
 *   event 539
 *   hash 64 hexadecimal digits
 *   signature 128 of them, Ed25519 over the three lines above
 *
 * The last line is there when a key was given. Both files are 0600. */
#ifndef MOLVA_HEAD_H
#define MOLVA_HEAD_H

#include "base/buf.h"

enum { HEAD_HASH = 65, HEAD_KEY = 64 };

struct head {
    int64_t event;                     /* id of the last one, 0 none yet */
    char hash[HEAD_HASH];              /* of it, hex */
    bool is_signed;                    /* there is a signature ... */
    unsigned char signature[HEAD_KEY]; /* ... and this is it */
};

struct head_key {
    bool given;                     /* there is a key */
    unsigned char secret[HEAD_KEY]; /* its public half is in it */
};

/* *found is false when there is no such file. */
bool head_read(const char *path, struct head *h, bool *found,
               struct err *e) MUST_CHECK;
/* Signs when a key is given; the old file stays until the new one is whole. */
bool head_write(const char *path, struct head *h, const struct head_key *key,
                struct err *e) MUST_CHECK;
bool head_is_genuine(const struct head *h, const struct head_key *key);

bool head_key_read(const char *path, struct head_key *key,
                   struct err *e) MUST_CHECK;
/* A new key in a new file. */
bool head_key_make(const char *path, struct err *e) MUST_CHECK;

/* Does the file stand, or would it stand, below that folder? */
bool head_is_inside(const char *path, const char *folder);

#endif
