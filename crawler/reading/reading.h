/* SPDX-License-Identifier: MIT
 *
 * reading: from the bytes of a page to posts that are decided.
 *
 *   bytes -> reader (a child in a sandbox) -> connector -> posts -> judge
 *
 * What a page is made of is known one room below (markup/), how an address is
 * written in web/. A connector (rules/connectors/KIND.yaml) says where the
 * posts of a kind of site stand; judge.h makes of a post its verdict and its
 * decision. Nothing here asks the network or the store: the crawl hands pages
 * in and keeps what comes out. */
#ifndef MOLVA_READING_H
#define MOLVA_READING_H

#include "base/buf.h"
#include "crawler/reading/judge.h"
#include "crawler/reading/pieces.h"
#include "crawler/reading/probe.h"
#include "crawler/reading/source.h"

/* Reads a page that was already fetched, through the same reader: for tests
 * and `molva connectors read`. out: one JSON object a post. */
bool reading_file(const char *connectors, const char *kind, const char *path,
                  struct str url, int64_t now, struct buf *out,
                  struct err *e) MUST_CHECK;

/* The same with readers that are there. */
bool reading_with(struct probe *probe, const char *path, struct str url,
                  int64_t now, struct buf *out, struct err *e) MUST_CHECK;

/* Loads every connector and runs it on its own fixture; text in out. Returns
 * the number of faults. */
int reading_check(const char *folder, struct buf *out);

#endif
