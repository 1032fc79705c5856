/* SPDX-License-Identifier: MIT
 *
 * sheet: a question to a site and the page that answers it (folder-private).
 *
 * Each engine is one function of this table's shape: it looks at the path
 * and writes markup as the real engine does. It knows nothing of HTTP. */
#ifndef MOLVA_TOWN_SHEET_H
#define MOLVA_TOWN_SHEET_H

#include "town/site.h"

enum { SHEET_ARGS = 8 };

struct ask {
    const struct site *site;
    struct str path; /* decoded, without the query */
    struct {
        struct str key, value;
    } args[SHEET_ARGS]; /* of the query */
    int n_args;
    struct arena *a; /* lives as long as the answer */
};

struct answer {
    int status;          /* 0 until a page was written; then 200, 301 ... */
    const char *type;    /* Content-Type */
    struct buf out;      /* body */
    struct str location; /* of a redirect, absolute */
    struct str link;     /* Link header, or "" */
    enum odd odd;        /* of the thread the page shows */
    int64_t thread;      /* its id */
};

typedef void sheet_engine(const struct ask *q, struct answer *r);

sheet_engine phpbb_sheet, xenforo_sheet, jsonld_sheet, microdata_sheet,
    rss_sheet, atom_sheet, mastodon_sheet, telegram_sheet, wordpress_sheet,
    captcha_sheet;

/* A number of the query, or `otherwise`. */
int64_t sheet_arg(const struct ask *q, const char *key, int64_t otherwise);
/* "?page=7" gives 7, without it 1; what cannot be a page gives 0. */
long sheet_page(const struct ask *q);
/* The number after `head` in the path: "/page-7" gives 7; `otherwise` when
 * there is none, 0 when it cannot be one. */
long sheet_after(struct str path, const char *head, long otherwise);

/* Escaped text, every line break as <br />. */
void sheet_lines(struct buf *out, struct str text);
/* Escaped text, every line as <p>. */
void sheet_paragraphs(struct buf *out, struct str text);
/* strftime of a moment `offset` hours east of UTC. */
void sheet_time(struct buf *out, const char *fmt, int64_t at, int64_t offset);
/* "+0300", or "+03:00" with a colon. */
void sheet_offset(struct buf *out, int64_t hours, bool colon);
/* "08 ноя 2026, 05:39", "Вчера, 12:01". */
void sheet_russian_time(struct buf *out, int64_t at, int64_t now,
                        int64_t offset);
/* From UTF-8 to windows-1251; what it lacks becomes &#128545; */
void sheet_cp1251(struct buf *out);
/* 301 to a path of the same site. */
void sheet_move(const struct ask *q, struct answer *r, struct str path);

#endif
