/* SPDX-License-Identifier: MIT
 *
 * stems: what the dictionaries said of words they were asked before.
 *
 * Reading the dictionaries and asking them for the words of the rules is a
 * fifth of a start (affix.h; with hunspell itself two thirds), so the answers
 * are kept in a cache file, under a key made of the dictionaries' and
 * hunspell's own bytes. A word that is not in it has to be asked for. */
#ifndef MOLVA_STEMS_H
#define MOLVA_STEMS_H

#include "base/map.h"

struct stems;

/* key: of what answers; only answers kept under the same are taken. */
struct stems *stems_open(uint64_t key);
void stems_close(struct stems *s);

/* The answer kept for the word: its stems, a tab between. */
bool stems_get(struct stems *s, struct str word, struct str *out);

/* A word and its answer, to be kept; the bytes are copied. */
void stems_put(struct stems *s, struct str word, struct str answer);

/* Writes what was put, if anything was. Nothing is taken after that. */
void stems_keep(struct stems *s);

#endif
