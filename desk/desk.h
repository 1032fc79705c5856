/* SPDX-License-Identifier: MIT
 *
 * desk: the web pages where people work off the queue.
 *
 *   browser ── server ══ route ── session, right, csrf ── page ── store
 *
 * Server-rendered HTML in Russian and English, JSON twins of the same pages
 * under /api/, one small script that only makes the keyboard quicker. No
 * threads: one process speaks HTTP with everybody and holds no store; behind
 * it (══) workers, forked from it, make the pages, each with its own store
 * connection.
 * Nothing is sent from here: an approved reply is shown with the link where a
 * person posts it; where molva.yaml says so he may have Molva post it, which
 * another process does (notify/).
 *
 *   struct desk_setup setup = {.store = STR("molva.db"),
 *                              .address = "127.0.0.1",
 *                              .matrix = matrix,
 *                              .stop = &stop};
 *   if (!desk_run(&setup, &e))
 *       ...
 *
 * desk_run() gives up exec() and connect() (with a database for a store: all
 * but the way there) for the whole process before it serves, so call it in a
 * process of its own. */
#ifndef MOLVA_DESK_H
#define MOLVA_DESK_H

#include <signal.h>

#include "base/date.h"
#include "classify/classify.h"
#include "matrix/matrix.h"
#include "register/register.h"
#include "store/store.h"

/* Where statements are published. */
struct desk_site {
    const char *folder; /* where pages go, NULL: nothing can be published */
    struct str url;     /* where people see it */
    struct str company, lang;
    const struct zone *zone; /* of dates */
};

/* A web server that has asked people who they are, and tells us. */
struct desk_proxy {
    struct str from;    /* its numeric address, "" there is none */
    const char *header; /* in which it names the login; NULL none */
};

/* Whoever answers is to have time to breathe (idea 24). */
struct desk_care {
    int64_t items; /* a day, one settles; 0: not counted */
    int64_t heavy; /* in a row: offences, red flags; 0: not counted */
};

struct desk_setup {
    struct str store;        /* URL of the store, as store_open() takes it */
    const char *address;     /* numeric, IPv4 or IPv6; NULL: 127.0.0.1 */
    int port;                /* 0: any free one, told to ready() */
    const struct str *names; /* n of them: "name" or "name:port", what Host
                                may say besides the address */
    size_t n_names;          /* of them */
    bool behind_tls;         /* a proxy on this machine speaks TLS for us:
                                Secure cookies, its X-Forwarded-For is
                                believed */
    struct desk_proxy proxy; /* whose word on who asks counts */
    const struct zone *zone; /* of the dates shown; NULL is UTC */
    struct str lang;         /* before login and for users without one: "ru"
                                (also when empty) or "en" */
    const struct matrix *matrix; /* solutions, the matrix page, the linter */
    const struct department *departments; /* n of them: ids get their names;
                                             may be NULL */
    size_t n_departments;                 /* of them */
    const struct catalogue *catalogue;    /* causes, measures; NULL: none */
    const struct selfcheck *selfcheck;    /* questions; NULL: none */
    struct desk_site site;                /* where statements are published */
    struct desk_care care; /* after how much a pause is offered */
    int64_t wait; /* seconds for details that were asked for (pauses.h) */
    const struct str *posts; /* sources to which Molva may post; n_posts */
    size_t n_posts;          /* of them */
    void *ctx;               /* handed to the callbacks */

    /* A person says that m is of another type, and perhaps the tone, which
     * fits it (TONE_NONE: what the type has). Puts both into m and makes the
     * rest follow: solution, row, why, answers, counterfactual,
     * department, template, draft, due, priority. Memory is the arena's.
     * NULL: types cannot be corrected at this desk. */
    bool (*redecide)(void *ctx, struct arena *a, struct mention *m,
                     enum mention_type type, enum tone tone, struct err *e);
    /* A person says that m is about the brand it has now: makes the rest
     * follow, its own words too where the text names both. NULL: brands cannot
     * be corrected at this desk. */
    bool (*rebrand)(void *ctx, struct arena *a, struct mention *m,
                    struct err *e);
    const struct str *brands; /* n_brands: their names; may be NULL */
    size_t n_brands;          /* of them */
    /* What the search index holds for the words of a query. Empty: the words
     * are searched as they were typed. */
    struct query_speech speech;
    /* What the index holds for a text, blanks between. NULL: its words. */
    struct str (*lemmas)(void *ctx, struct arena *a, struct str text);
    /* Somebody was erased: what is kept of him outside the store goes. NULL:
     * nothing is. */
    bool (*forget)(void *ctx, struct err *e);
    /* Called once, when the desk answers. NULL: nobody is told. */
    void (*ready)(void *ctx, int port);

    int64_t answer_cpu_s; /* most CPU seconds of one page, 0: the ceiling */

    bool scouted; /* somebody answers inquiries (store/inquiries.h) */

    volatile sig_atomic_t *stop; /* serves until *stop is not 0 */
};

/* Serves until *stop; answers what is under way, then returns. */
bool desk_run(const struct desk_setup *setup, struct err *e) MUST_CHECK;

/* Can a desk be called so (struct desk_setup, names)? */
bool desk_is_name(struct str s);

/* Is it a numeric address, IPv4 or IPv6; the name of a header that may name a
 * login? */
bool desk_is_address(struct str s);
bool desk_is_login_header(struct str s);

/* ---- a reply is approved: at the desk, or in a terminal ---- */

/* The day that {due} stands for now; "" when there is no matrix. */
/* The language of a reply: the mention's, Russian when it is not known. */
struct str desk_lang(const struct mention *m);
struct str desk_day(const struct matrix *matrix, struct arena *a,
                    const struct mention *m, int64_t now);
/* What of the linter's remarks, or a brace, forbids to approve the text. */
enum forbids desk_forbids(const struct remark *rows, size_t n, struct str text);

struct desk_grounds {
    struct store *store;
    const struct mention *m; /* that is answered */
};
/* What the linter compares a reply with: its mention, what people wrote into
 * its case, what stands at that place. */
bool desk_grounds(const struct desk_grounds *g, struct arena *a,
                  struct matrix_reply *reply, struct err *e) MUST_CHECK;

struct desk_approval {
    struct store *store;
    const struct matrix *matrix; /* NULL: nothing is read from the text */
    const struct mention *m;     /* that is answered; its case waits */
    struct str who;              /* login */
    struct str draft;            /* {due} not filled in: whose words it is */
    struct str text;             /* as it goes out */
    int64_t now;
};
/* What a reply ends with: name and post of whose words it is
 * (store_signature()); "" when nobody has said them, or it ends so already. */
bool desk_signature(const struct desk_approval *it, struct arena *a,
                    struct str *signature, struct err *e) MUST_CHECK;
/* The reply is signed and approved, the days it promises are promises of the
 * register, and what it asks for is waited for: all or nothing. Refused by the
 * store where the words are who's own (store/replies.h). */
bool desk_approve(const struct desk_approval *it, struct arena *a,
                  struct err *e) MUST_CHECK;

struct desk_note {
    struct store *store;
    const struct matrix *matrix; /* NULL: nothing is read from the text */
    int64_t case_id;
    struct str who, text, lang;
    int64_t now;
};
/* A note of a case; the days it promises are promises of the register. */
bool desk_note(const struct desk_note *it, struct arena *a,
               struct err *e) MUST_CHECK;

struct desk_chain {
    struct store *store;
    const struct catalogue *catalogue; /* its chains; NULL none */
    const struct matrix *matrix;       /* its calendar; NULL: no deadlines */
    struct str who, lang;              /* login; of the tasks' words */
    int64_t now;
};
/* A chain begins on a case: its first step is a task (R61). Refused while it
 * runs there already. *task is its number. */
bool desk_chain_start(const struct desk_chain *it, struct arena *a,
                      int64_t case_id, struct str chain, int64_t *task,
                      struct err *e) MUST_CHECK;
/* Is a step of it open there? */
bool desk_chain_runs(const struct case_file *f, struct str chain);
/* A task ends; of a step of a chain that is done the next one becomes a task
 * for its own people and day: both or nothing. *next is its number, 0 none. */
bool desk_task_settle(const struct desk_chain *it, struct arena *a,
                      int64_t task, const struct settled *end, int64_t *next,
                      struct err *e) MUST_CHECK;

/* ---- statements on our own site ---- */

/* Its pages, their list and an Atom feed, as the store has them. */
bool desk_publish(struct store *store, const struct desk_site *site,
                  struct err *e) MUST_CHECK;
/* A statement becomes public, or is withdrawn, with its page: both or nothing.
 */
bool desk_statement_step(struct store *store, const struct desk_site *site,
                         const struct statement_step *p, bool publish,
                         struct err *e) MUST_CHECK;
/* Does the discussion lead to its page (store_statement_back())? "" when it has
 * none. */
bool desk_statement_back(struct store *store, struct arena *a,
                         const struct desk_site *site,
                         const struct statement *s, struct str *is,
                         struct err *e) MUST_CHECK;
struct str desk_statement_url(struct arena *a, const struct desk_site *site,
                              int64_t id);

struct desk_user {
    struct str login;    /* unique, shown in events */
    struct str name;     /* as colleagues know him; empty: the login */
    struct str role;     /* id of a role */
    struct str lang;     /* "ru", "en" or empty for the desk's */
    struct str units;    /* departments, ids with blanks between; "*" all */
    struct str password; /* at least 8 characters; stored as argon2id */
    struct str by;       /* who makes the change; empty: the program */
};

/* Makes the user or changes him, password included. */
bool desk_user_put(struct store *s, const struct desk_user *u,
                   struct err *e) MUST_CHECK;
/* Gives somebody who is there another password, which ends his sessions; or
 * another role. */
bool desk_user_password(struct store *s, const struct desk_user *u,
                        struct err *e) MUST_CHECK;
bool desk_user_role(struct store *s, const struct desk_user *u,
                    struct err *e) MUST_CHECK;

/* A password for people to type: 16 letters and digits in groups of four,
 * 79 bits. In the arena. */
struct str desk_password(struct arena *a);

/* A token for a program that acts as row->login, within row->scopes: shown
 * once, only its hash is kept. row as store_access_add() takes it. */
bool desk_token_add(struct store *s, struct arena *a, struct access_row *row,
                    struct str *token, struct err *e) MUST_CHECK;

/* A second factor: shown once, in force with its first right code. */
struct desk_totp {
    struct str login, who; /* whose; who makes it */
    int64_t now;
    struct str secret, url; /* base32, and as programs take it: made here */
    struct str *codes;      /* for recovery, n_codes of them */
    size_t n_codes;
};
bool desk_totp_make(struct store *s, struct arena *a, struct desk_totp *t,
                    struct err *e) MUST_CHECK;

/* How many of the departments (of that one, "" all) have a head that is named
 * and here. */
struct desk_units {
    const struct department *all; /* n of them */
    size_t n;
};
bool desk_heads_here(struct store *s, struct arena *a, struct desk_units units,
                     struct str of, struct selfcheck_count *heads,
                     struct err *e) MUST_CHECK;

#endif
