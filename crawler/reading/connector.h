/* SPDX-License-Identifier: MIT
 *
 * connector: how the posts of a kind of site are found (folder-private).
 *
 * A connector is a file rules/connectors/KIND.yaml; docs/connectors.md is the
 * manual. Selectors are compiled at load, so a wrong one is told with
 * file:line:column and a caret. common.yaml in the same folder holds what is
 * true of every HTML page: how a captcha looks, what is never text. */
#ifndef MOLVA_CONNECTOR_H
#define MOLVA_CONNECTOR_H

#include "base/yaml.h"
#include "crawler/markup/page.h"
#include "crawler/markup/select.h"

enum field {
    FIELD_ID,           /* of the post, as the page calls it */
    FIELD_TITLE,        /* of the post */
    FIELD_TEXT,         /* what was said */
    FIELD_AUTHOR,       /* display name */
    FIELD_AUTHOR_URL,   /* profile */
    FIELD_AUTHOR_POSTS, /* posts of the author there */
    FIELD_FOLLOWERS,    /* of the author */
    FIELD_DATE,         /* machine form: datetime, epoch */
    FIELD_DATE_TEXT,    /* as people read it */
    FIELD_PERMALINK,    /* of the post */
    FIELD_RATING,       /* stars, points */
    FIELD_BEST,         /* the most stars there are */
    FIELD_LIKES,
    FIELD_REPLIES,
    FIELD_REACH,    /* views, or readers of the venue */
    FIELD_REPLY_TO, /* id or permalink of the post answered */
    FIELD_THREAD_TITLE,
    FIELD_THREAD_ID,
    FIELD_THREAD_URL,
    FIELD_LANG,
    FIELD_SOURCE, /* name of the one it was first read in */
    FIELD_BRAND,  /* whom it concerns, where the page tells that apart */
    FIELD_COUNT
};

/* "id" "title" ... as connectors and JSON call them; NULL ends. */
extern const char *const field_names[FIELD_COUNT + 1];

enum connector_order { ORDER_OLDEST, ORDER_NEWEST };
/* Whose mark counts more when a page shows several: a forum's page may hold
 * JSON-LD, a blog's reviews in microdata. */
enum connector_rank {
    RANK_ENGINE, /* its mark alone tells the kind */
    RANK_BLOG,   /* a mark that articles show too: posts must prove it */
    RANK_MARKUP, /* of any site: the same */
    RANK_LAST,   /* when nothing else fits */
    RANKS
};
enum connector_dates { DATES_DAY_FIRST, DATES_MONTH_FIRST };

/* What `expect:` says of a page of the connector's own. */
struct expectation {
    struct str page;             /* file, from the project's root */
    struct str url;              /* where it would come from */
    struct str content_type;     /* header, may be empty */
    int64_t items;               /* posts on it */
    struct str next, prev, last; /* "none"; "" = not looked at */
    int64_t links;               /* threads, -1 = not looked at */
    struct yaml_node *first;     /* fields of the first post, a mapping */
    struct yaml_node *final;     /* fields of the last post */
};

struct connector {
    struct arena *arena;        /* of everything here */
    struct str kind, title;     /* name of the file, name for people */
    struct yaml_strs also;      /* what people call the kind too */
    struct str search;          /* address of a search, {query} in it */
    bool formats[PAGE_FORMATS]; /* what a page may be */
    enum connector_order order; /* of posts on a page */
    enum connector_rank rank;   /* when kinds are tried */
    enum connector_dates dates; /* meaning of 04-09-2005 */
    double best;                /* rating scale when the page says none */
    struct str off; /* why it is read only where a source says so, or "" */
    struct selectors recognise; /* any proves a page of this kind */
    struct selectors script;    /* JSON script elements */
    struct selectors item;      /* posts; all that match are joined */
    struct selectors fields[FIELD_COUNT];
    /* The field's text may be HTML, unless string() or another function
     * computed it. */
    bool markup[FIELD_COUNT];
    bool nested;           /* a post inside a post answers it */
    bool whole_ids;        /* ids are unique whatever the host */
    struct selectors drop; /* below the text: quotes, signatures */
    struct selectors next, prev, last, links;
    struct selectors more;        /* places that leave posts out */
    struct selectors more_link;   /* of such: where they are */
    struct selectors empty;       /* a page of this kind without posts */
    struct selectors blocked;     /* a check of the browser, on a page
                                   * that is no long one */
    struct selectors hindered;    /* a captcha or a login form, which a page
                                   * with something to read may have too */
    struct selectors error;       /* text of an error the site reports */
    struct selectors patience;    /* seconds between two looks, as it asks */
    struct selectors talk;        /* parts where a signature ends a post */
    struct selectors signer;      /* in those: links that sign */
    struct selectors signer_name; /* seen from such a link: whom it names */
    struct expectation *expect;   /* n_expect of them */
    size_t n_expect;
    struct yaml_file file; /* for messages about expect */
};

struct connectors;
struct connector_trial; /* source.h */

/* What common.yaml says of every HTML page. */
struct common_selectors {
    struct selectors feeds;   /* that the page names */
    struct selectors api;     /* an interface that may have posts */
    struct selectors blocked; /* a check of the browser */
    /* Signs of these that a readable page may show too. */
    struct selectors hindered;
};

/* Loads every *.yaml of the folder; "file:line:column: ..." in e. */
struct connectors *connectors_load(const char *folder,
                                   struct err *e) MUST_CHECK;
/* The same with what is tried. */
struct connectors *connectors_load_as(const char *folder,
                                      const struct connector_trial *trial,
                                      struct err *e) MUST_CHECK;
void connectors_free(struct connectors *all);
/* By kind; NULL when there is none. */
const struct connector *connectors_find(const struct connectors *all,
                                        struct str kind);
/* The i-th, NULL behind the last. */
const struct connector *connectors_at(const struct connectors *all, size_t i);
const struct common_selectors *connectors_common(const struct connectors *all);
/* The kind that was meant by a word that is none: another name of it or a
 * slip. "; did you mean 'feed'?", or "". */
struct str connectors_hint(const struct connectors *all, struct arena *a,
                           struct str word);
/* Kinds as "feed, phpbb, ...", for messages. */
struct str connectors_kinds(const struct connectors *all, struct arena *a);

#endif
