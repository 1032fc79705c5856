/* SPDX-License-Identifier: MIT
 *
 * site: what stands in data/ *.yaml, as structs (folder-private).
 *
 * A site has threads (one, where the engine knows none), a thread has posts.
 * Everything is loaded before the child forks and lives in one arena. */
#ifndef MOLVA_TOWN_SITE_H
#define MOLVA_TOWN_SITE_H

#include "base/base.h"

/* What is strange about a thread or a whole site. */
enum odd {
    ODD_NONE,
    ODD_FORBIDDEN, /* robots.txt forbids it; linked all the same */
    ODD_SLOW,      /* takes three seconds */
    ODD_FAILS,     /* 503 with Retry-After when first asked for */
    ODD_BREAKS,    /* the connection ends in the middle of the body */
    ODD_MOVED,     /* linked under an old address that redirects */
    ODD_CAPTCHA,   /* asks whether one is a robot, with status 200 */
};

struct post {
    struct str author;    /* display name, explained in site.authors */
    struct str when;      /* "-3d 14:05", "-5h", "-40m" */
    struct str title;     /* of a review or an article */
    struct str text;      /* newlines stay */
    struct str edited;    /* text from the second day on, or "" */
    struct str quoted;    /* whose words are quoted, or "" */
    struct str quote;     /* the words */
    struct str signature; /* under every post of a forum's author, or "" */
    struct str type;      /* what the author meant, in the guide's words */
    struct str brand;     /* whom the author meant, or "" */
    int64_t rating;       /* stars 1..5, 0 none */
    int64_t likes;        /* a channel shows them as hundreds of views */
    int64_t replies;      /* answers, where the engine tells */
    bool reply;           /* answers the post before it */
    bool second;          /* appears on the second day */
    int64_t at;           /* epoch seconds, from `when` */
    int64_t id;           /* rises with `at` over the whole site */
    const struct thread *thread; /* where it stands */
};

struct author {
    struct str name;   /* as posts call him */
    struct str handle; /* account name, "" where there is none */
    int64_t posts;     /* written so far */
    int64_t followers; /* -1 where the engine does not tell */
    int64_t id;        /* from 1, in the file's order */
};

struct thread {
    int64_t id;             /* as addresses show it */
    struct str title;       /* as the list shows it */
    enum odd odd;           /* what is strange about it */
    struct yaml_subs posts; /* of struct post */
};

struct site {
    struct str name;          /* of the source */
    struct str kind;          /* connector */
    struct str engine;        /* page writer in engine.c, mostly the kind */
    struct str title;         /* as pages show it */
    struct str about;         /* one sentence, as pages show it */
    int64_t address;          /* 127.0.0.this */
    struct str start;         /* path where a crawl starts */
    struct str zone;          /* of its dates */
    int64_t offset;           /* the same in hours east of UTC */
    struct str brand;         /* the venue is about it, or "" */
    bool own_card;            /* the venue is the brand's own */
    int64_t reach;            /* readers */
    int64_t page;             /* posts on a page */
    int64_t list;             /* threads on a page of a board */
    int64_t first;            /* id of the oldest post */
    bool etag, modified;      /* validators it sends */
    struct str robots;        /* robots.txt, "" answers 404 */
    enum odd odd;             /* what is strange about the whole site */
    struct yaml_subs authors; /* of struct author */
    struct yaml_subs threads; /* of struct thread */
    struct post **posts;      /* n of them, oldest first */
    size_t n;
    int64_t now;     /* clock of the first day */
    int64_t changed; /* when anything changed last */
    bool second;     /* the second day has begun */
    struct str base; /* "http://127.0.0.11:8080" */
};

/* Reads one embedded file. Dates count back from now. */
bool site_load(struct site *s, struct arena *a, const char *name,
               struct str text, int64_t now, struct err *e) MUST_CHECK;

/* The second day begins at that moment. */
void site_turn(struct site *s, int64_t now);

struct posts {
    const struct post **p; /* n of them, oldest first */
    size_t n;
};

/* Posts that can be seen today: of one thread, or of all (NULL). */
struct posts site_posts(const struct site *s, const struct thread *only,
                        struct arena *a);
/* The text as it stands today. */
struct str site_text(const struct site *s, const struct post *p);
bool site_was_edited(const struct site *s, const struct post *p);
/* Never NULL: loading refuses a post whose author is not listed. */
const struct author *site_author(const struct site *s, struct str name);
const struct thread *site_thread(const struct site *s, int64_t id);
const struct post *site_post(const struct site *s, int64_t id);

/* The embedded files. */
struct embedded {
    const char *name; /* for errors */
    struct str text;  /* YAML */
};
/* The i-th of them; false when there are no more. */
bool embed_site(size_t i, struct embedded *out);

#endif
