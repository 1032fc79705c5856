/* SPDX-License-Identifier: MIT
 *
 * workspace: molva.yaml and what follows from it.
 *
 * The table of fields in workspace.c is the one list of options: it reads the
 * file, refuses what it does not know with file:line:column, and writes the
 * sample file of `molva init`. Paths in it are relative to its folder. */
#ifndef MOLVA_WORKSPACE_H
#define MOLVA_WORKSPACE_H

#include "cli/workspace_desk.h"
#include "cli/workspace_replies.h"
#include "crawler/crawler.h"
#include "notify/notify.h"
#include "register/register.h"

struct workspace {
    struct arena arena;     /* everything below lives here */
    struct yaml_file file;  /* molva.yaml, for errors found later */
    const char *dir;        /* its folder */
    struct str company;     /* whose reputation */
    struct str company_en;  /* the same in English replies */
    struct str site;        /* own official site, for solutions B and D */
    struct str lang;        /* of the desk and the reports */
    struct str zone;        /* of dates people read */
    struct str store;       /* path or URL, as written */
    struct str rules;       /* folder of rules, as written */
    struct str matrix;      /* preset: rules/matrix/NAME.yaml */
    struct str calendar;    /* rules/calendar/NAME.yaml */
    struct yaml_strs audit; /* packs of the linter that are on */
    struct str catalogue;   /* file of causes and measures, as written; ""
                               that of the rules */
    struct str deadlines;   /* rules/deadlines/NAME.yaml, or an own file;
                               "" none */
    struct str secrets;     /* file of keys, as written; "" none */
    struct str agent;       /* User-Agent */
    int64_t readers;        /* child processes, 0 one per core */
    struct str desk;        /* address:port */
    int64_t eyes;           /* pairs of them a reply needs, 0: as many
                               as there are people, two at most */
    struct statements_setup statements; /* what B and D publish */
    struct after_terms after;           /* what counts as what after a reply */
    struct sample_terms sample;         /* of each week, for people to label */
    struct retention retention;         /* how long words are kept */
    struct care_setup care;             /* of who answers */
    struct yaml_strs names;             /* of the desk, besides its address */
    bool tls_proxy;               /* a web server with TLS stands before it */
    struct proxy_setup proxy;     /* who tells who asks */
    struct notify_setup notify;   /* who is told of sources */
    struct notify_digest digest;  /* who is told what waits for him */
    struct yaml_strs accounts;    /* our own, in every place */
    struct yaml_subs brands;      /* of struct brand_setup */
    struct yaml_subs noise;       /* of struct noise_setup */
    struct yaml_subs departments; /* of struct department */
    struct yaml_subs sources;     /* of struct source_setup */
    const char *words;            /* resolved: folder of rule words */
    const char *learnt;           /* table learnt from corrections that is in
                                     use, there or not; NULL: no workspace */
    const char *connectors;       /* resolved: folder of connectors */
};

/* What corrections taught: versions N.tsv, of which one is in use, and what
 * `molva rules learn` proposes. */
#define LEARNT_FOLDER    "learnt"
#define LEARNT_IN_USE    LEARNT_FOLDER "/in-use"
#define LEARNT_CANDIDATE LEARNT_FOLDER "/candidate.tsv"

/* Reads DIR/molva.yaml. */
bool workspace_open(struct workspace *w, const char *dir,
                    struct err *e) MUST_CHECK;
/* The same, or the rules alone where there is no molva.yaml: for commands that
 * need no store. */
bool workspace_here(struct workspace *w, const char *dir,
                    struct err *e) MUST_CHECK;
void workspace_close(struct workspace *w);
/* The rules of workspace_here(), which is closed when they are wrong. */
struct classifier *workspace_classifier(struct workspace *w, const char *dir,
                                        struct err *e) MUST_CHECK;

struct classify_setup workspace_classify(const struct workspace *w);
struct matrix_setup workspace_matrix(struct workspace *w);
struct crawler_setup workspace_crawler(struct workspace *w);
/* Its causes and measures; they live as long as w. */
bool workspace_catalogue(struct workspace *w, struct catalogue *c,
                         struct err *e) MUST_CHECK;
/* What a department asks itself. */
bool workspace_selfcheck(struct workspace *w, struct selfcheck *c,
                         struct err *e) MUST_CHECK;
/* The deadlines that `deadlines:` names; without steps when it names none. */
bool workspace_deadlines(struct workspace *w, struct deadlines *d,
                         struct err *e) MUST_CHECK;
/* The folder of kept pages. */
const char *workspace_kept(struct workspace *w);
/* Empties it: whole pages of sites; the next visits make them anew. */
bool workspace_drop_kept(struct workspace *w, struct err *e) MUST_CHECK;
/* The source of that name; NULL with the nearest name when there is none. */
const struct source_setup *workspace_source(const struct workspace *w,
                                            const char *name,
                                            struct err *e) MUST_CHECK;
/* The same; what is known of a source that molva.yaml no longer names, whose
 * mentions are still there. */
const struct source *workspace_source_of(const struct workspace *w,
                                         struct str name);

/* Where the store is, as store_open() takes it. */
const char *workspace_store_url(struct workspace *w);
/* Is it a file? Else it is a database with an address. */
bool workspace_store_is_file(const struct workspace *w);
/* Opens the store of the workspace; flags as for store_open(). */
struct store *workspace_store(struct workspace *w, int flags,
                              struct err *e) MUST_CHECK;

/* The steps of workspace_open(): an empty one with defaults; molva.yaml; the
 * folders of rules, connectors and words. */
void workspace_begin(struct workspace *w, const char *dir);
bool workspace_read(struct workspace *w, struct err *e) MUST_CHECK;
bool workspace_find_rules(struct workspace *w, struct err *e) MUST_CHECK;

/* Whether what was read can be: zones, addresses, names. The error tells the
 * place. workspace_open() has asked. */
bool workspace_check(struct workspace *w, struct err *e) MUST_CHECK;

/* Where the desk listens: a numeric address and a port, 0 for any free one. */
bool workspace_desk(struct workspace *w, const char **host, int *port,
                    struct err *e) MUST_CHECK;

/* Whether molva.yaml names the brand or mentions of it are left; NULL is
 * every brand. The error lists those there are. */
bool workspace_has_brand(struct workspace *w, struct store *store,
                         const char *brand, struct err *e) MUST_CHECK;
/* Is it one of its departments, or none at all ("")? Else e tells. */
bool workspace_has_department(const struct workspace *w, struct str id,
                              struct err *e) MUST_CHECK;

/* The folder of the rules that came with this program. */
const char *workspace_own_rules(struct arena *a);

/* The path of a file named in molva.yaml. Lives as long as w. */
const char *workspace_path(struct workspace *w, struct str path);

/* The sample molva.yaml, from the same table; own_rules: with a folder of
 * rules beside it. */
void workspace_sample(struct buf *out, bool own_rules);

#endif
