/* SPDX-License-Identifier: MIT
 *
 * cache: a file of what can be computed again.
 *
 * It lies in $XDG_CACHE_HOME/molva, in $CACHE_DIRECTORY (systemd's) or in
 * ~/.cache/molva, for its owner alone, and may be deleted at any time. It is
 * taken whole or not at all: a file that belongs to another, that others may
 * write, that was made from something else (key) or of which a byte is not as
 * it was written is as good as none. Neither is an error: without a cache all
 * is the same, only slower. */
#ifndef MOLVA_CACHE_H
#define MOLVA_CACHE_H

#include "base/str.h"

/* A hash that sees every change within eight bytes; begin with 0. Not for
 * what is kept elsewhere: it may change with the program. */
uint64_t cache_hash(uint64_t before, struct str s);

/* What cache_put() kept under the name and the same key, in the arena. */
bool cache_get(const char *name, uint64_t key, struct arena *a,
               struct str *out);

/* Keeps it, in place of what was there. Others see the old file or the new
 * one, never a half. */
void cache_put(const char *name, uint64_t key, struct str bytes);

#endif
