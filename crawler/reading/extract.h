/* SPDX-License-Identifier: MIT
 *
 * extract: the fields of posts, by a connector, from a parsed page
 * (folder-private).
 *
 * Fields are read one at a time and only when asked for: most posts concern
 * nobody, and of those only the text is read. */
#ifndef MOLVA_EXTRACT_H
#define MOLVA_EXTRACT_H

#include "base/date.h"
#include "crawler/reading/cut.h"
#include "crawler/reading/docs.h"
#include "crawler/reading/job.h"

struct extract {
    const struct connector *connector;
    struct arena *arena;       /* of what comes out */
    struct select_page page;   /* the parsed page */
    struct select_page outer;  /* the HTML page its JSON stood in, or none */
    struct str url;            /* where it came from */
    struct str base;           /* links are relative to this */
    struct date_context dates; /* now, zone, order of day and month */
    bool dates_known;          /* order was looked up on this page */
    xmlDoc **fragments;        /* markup in strings, n_fragments of them */
    size_t n_fragments, cap_fragments;
    struct nodes items; /* posts in page order */
    struct cuts cuts;   /* what passed a ceiling */
};

/* Finds the items. The trees stay the caller's. */
void extract_init(struct extract *x, const struct connector *c,
                  const struct page_docs *docs, struct arena *a,
                  struct str url);
void extract_clear(struct extract *x);

/* Links of a feed are relative to the Content-Location that its server tells,
 * as feed readers take it; browsers do not, so those of a page are not. */
void extract_place(struct extract *x, struct str place);

/* The item in which this one stood, or NULL: what it answers. */
xmlNode *extract_parent(const xmlNode *item);

/* One line: white space tidied. "" when the page does not tell. item NULL:
 * asked of the whole page. */
struct str extract_field(struct extract *x, xmlNode *item, enum field f);
/* The name, without the mail address that feeds put beside it. */
struct str extract_author(struct extract *x, xmlNode *item);
/* What was said, with line ends, without quotes and signatures. */
struct str extract_text(struct extract *x, xmlNode *item);
/* A field that is a link, absolute and without session ids. */
struct str extract_link(struct extract *x, xmlNode *item, enum field f);
int64_t extract_count(struct extract *x, xmlNode *item, enum field f);
double extract_rating(struct extract *x, xmlNode *item);
/* Date of the post, machine form first; raw is what the page said. False
 * when there is none that can be true. */
bool extract_date(struct extract *x, xmlNode *item, struct date *out,
                  struct str *raw);

/* What its dates tell of the order of day and month. */
void extract_survey(struct extract *x, struct survey *out);

/* First link of the list that is one, absolute; "" when there is none. */
struct str extract_page_link(struct extract *x, const struct selectors *list);
/* Links of the places where the page leaves posts out, each once; a place
 * without one, or beyond the ceiling, is counted as cut. */
size_t extract_more(struct extract *x, struct str **out);
/* All links of the list, absolute, each once; at most `most`. */
size_t extract_links(struct extract *x, const struct selectors *list,
                     struct str **out, size_t most);
/* True when a selector of the list finds something. */
bool extract_has(struct extract *x, const struct selectors *list);
/* Text of the first that finds something, "" none. */
struct str extract_said(struct extract *x, const struct selectors *list);

#endif
