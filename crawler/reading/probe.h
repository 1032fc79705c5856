/* SPDX-License-Identifier: MIT
 *
 * probe: what a page is and what is on it, when nobody knows yet (public
 * through reading.h).
 *
 *   probe_open() -> probe_page() for each page -> probe_close()
 *
 * The page is read by a reader in its sandbox like any other; the kind is
 * looked for among all connectors (recognise.h). */
#ifndef MOLVA_PROBE_H
#define MOLVA_PROBE_H

#include "crawler/reading/job.h"
#include "crawler/reading/source.h"

struct probe;

/* The address a saved page came from: "" is http://page.invalid/. */
bool probe_address(struct arena *a, struct str url, struct str *out,
                   struct err *e) MUST_CHECK;

/* kind "" looks for the kind; zone: of dates without one, "" is UTC. Both stay
 * the caller's. */
struct probe *probe_open(const char *connectors, struct str kind,
                         struct str zone, struct err *e) MUST_CHECK;
/* The same of one source, with a connector that is tried or NULL. */
struct probe *probe_open_as(const char *connectors, const struct source *source,
                            const struct connector_trial *trial,
                            struct err *e) MUST_CHECK;
void probe_close(struct probe *p);

/* One page: job's url, content_type, body and fetched count. A page that kills
 * its reader is a reading with a cause; false only when there is no reader. */
bool probe_page(struct probe *p, const struct reader_job *job, struct arena *a,
                struct reading *out, struct err *e) MUST_CHECK;

/* Are these the same page, whatever the scheme, www. and a slash at the end? */
bool probe_same_place(struct str a, struct str b);

/* Where the kind searches for words, seen from one of its pages ("" for a kind
 * that has one address). False with the reason when it cannot. */
bool probe_search(const char *connectors, struct str kind, struct str page,
                  struct str query, struct arena *a, struct str *out,
                  struct err *e) MUST_CHECK;

/* May a source be of this kind? False with the reason when its site's terms
 * are against it. */
bool probe_allowed(const char *connectors, struct str kind,
                   struct err *e) MUST_CHECK;

/* A copy that lives in the arena. */
void probe_copy(struct arena *a, const struct reading *from,
                struct reading *to);

/* One line: {"kind", "posts", "beginnings", "next", "prev", "last", "feeds",
 * "lists", "guesses", "api", "cause"}, before them `name` when its value is not
 * empty. kind is "none" when there is nothing; what is missing is null or an
 * empty list. A post has the members of docs/data-model.md that its page told,
 * and "id" as the page calls it. */
void probe_json(struct buf *out, const struct reading *r, const char *name,
                struct str value);

#endif
