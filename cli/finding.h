/* SPDX-License-Identifier: MIT
 *
 * finding: what is at an address, and the source that would watch it: for try,
 * add, and who asks at the desk.
 *
 *   finding_look() -> show_finding() -> finding_source() -> append_sources()
 */
#ifndef MOLVA_FINDING_H
#define MOLVA_FINDING_H

#include "cli/append.h"
#include "cli/lead.h"
#include "cli/workspace.h"

/* What was found online, and what it would be watched as. */
struct finding {
    struct arena arena; /* of all of it; the caller's to clear */
    struct str address; /* as it is asked for */
    struct leads leads;
    struct proposal source;
};

struct online {
    bool allow_private, ignore_robots; /* as of a source */
    bool narrow; /* a private address: at the very host and port that is given,
                    not wherever it leads */
    const char *query;           /* words to search for, or NULL */
    const char *user, *password; /* of a mailbox; NULL: none */
    bool without_tls;            /* the same */
};

/* "forum.example/t/1" is meant with https://. */
struct str finding_url(struct arena *a, struct str given);
/* An address, or with words to search for a kind. */
bool finding_look(struct workspace *w, const char *given,
                  const struct online *how, struct finding *f,
                  struct err *e) MUST_CHECK;
/* May it be a source? Not when one watches it already, when there is nothing to
 * watch, or when the terms of its site are against it. */
bool finding_may_be(const struct workspace *w, const struct finding *f,
                    struct err *e) MUST_CHECK;
/* That source, under the name of its host. */
void finding_source(struct workspace *w, struct finding *f,
                    const struct online *how, struct new_source *s);

/* What is needed to show pages to people. */
struct show {
    struct workspace *w;
    struct str lang;               /* ru or en */
    struct zone *zone;             /* of dates */
    struct classifier *classifier; /* NULL: no brands are told */
};

/* In the language of the workspace; show->lang may be set to another. */
void show_open(struct show *s, struct workspace *w);
void show_close(struct show *s);
/* One page; each page of a finding, with what robots.txt says. */
void show_page(const struct show *s, struct buf *out, const struct reading *r,
               struct str url, struct str robots);
void show_finding(const struct show *s, struct buf *out,
                  const struct finding *f, const struct online *how);
/* The source as its lines in molva.yaml. */
void show_source(const struct show *s, struct buf *out, const struct finding *f,
                 const struct new_source *source);

#endif
