/* SPDX-License-Identifier: MIT
 * page: what is known of each URL that was fetched; and notes, the crawler's
 * small memory by scope and key. */
#include <stdio.h>

#include "store/internal.h"

SQL(sql_get) = "SELECT fetched, status, etag, modified, hash, posts, cause,"
               " spared, mentions, missed"
               " FROM page WHERE source = $1 AND url = $2";
SQL(sql_put) =
    "INSERT INTO page (source, url, fetched, status, etag, modified, hash,"
    " posts, cause, spared, mentions, missed) VALUES ($1, $2, $3, $4, $5, $6,"
    " $7, $8, $9, $10, $11, $12)"
    " ON CONFLICT (source, url) DO UPDATE SET fetched = excluded.fetched,"
    " status = excluded.status, etag = excluded.etag,"
    " modified = excluded.modified, hash = excluded.hash,"
    " posts = excluded.posts, cause = excluded.cause,"
    " spared = excluded.spared, mentions = excluded.mentions,"
    " missed = excluded.missed";
/* What is on its way anyway takes no place of another; of one second always
 * the same ones first. */
SQL(sql_again) = "SELECT url FROM page WHERE source = $1 AND fetched < $2"
                 " AND mentions <> '' AND NOT EXISTS (SELECT 1 FROM frontier f"
                 " WHERE f.source = page.source AND f.url = page.url)"
                 " ORDER BY fetched, url LIMIT $3";
/* By the index page_again. What a page held that could not be read since says
 * nothing. */
SQL(sql_shown) = "SELECT count(*) FROM page WHERE mentions <> ''"
                 " AND source IN (SELECT id FROM source) AND fetched >= $2"
                 " AND status IN (200, 304) AND (' ' || mentions || ' ') LIKE "
                 "('% ' || $1 || ' %')";
SQL(sql_note_get) = "SELECT value FROM note WHERE scope = $1 AND key = $2";
SQL(sql_note_drop) = "DELETE FROM note WHERE scope = $1 AND key = $2";
SQL(sql_note_put) = "INSERT INTO note (scope, key, value) VALUES ($1, $2, $3)"
                    " ON CONFLICT (scope, key) DO UPDATE SET"
                    " value = excluded.value";

bool store_page_get(struct store *s, struct arena *a, int64_t source,
                    struct str url, struct page_row *row, bool *found,
                    struct err *e)
{
    *row = (struct page_row){.source = source, .url = url};
    *found = false;
    struct stmt *q = db_query(s->db, sql_get, ARGS(INT(source), TEXT(url)), e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0) {
        *found = true;
        row->fetched = db_int(q, 0);
        row->status = db_int(q, 1);
        row->etag = db_str(q, 2, a);
        row->modified = db_str(q, 3, a);
        row->hash = db_int(q, 4);
        row->posts = db_int(q, 5);
        row->cause = db_str(q, 6, a);
        row->spared = db_int(q, 7);
        row->mentions = db_str(q, 8, a);
        row->missed = db_str(q, 9, a);
    }
    return more == 0;
}

bool store_page_shows(struct store *s, int64_t mention, int64_t since,
                      bool *shown, struct err *e)
{
    char id[24];
    int64_t pages = 0;
    snprintf(id, sizeof id, "%lld", (long long)mention);
    bool ok = db_run_int(s->db, sql_shown, ARGS(TEXT(str_of(id)), INT(since)),
                         &pages, e) >= 0;
    *shown = pages > 0;
    return ok;
}

bool store_page_put(struct store *s, const struct page_row *row, struct err *e)
{
    return db_run(s->db, sql_put,
                  ARGS(INT(row->source), TEXT(row->url), INT(row->fetched),
                       INT(row->status), TEXT(row->etag), TEXT(row->modified),
                       INT(row->hash), INT(row->posts), TEXT(row->cause),
                       INT(row->spared), TEXT(row->mentions),
                       TEXT(row->missed)),
                  e);
}

bool store_pages_again(struct store *s, struct arena *a, int64_t source,
                       int64_t before, struct str urls[PAGES_AGAIN], size_t *n,
                       struct err *e)
{
    *n = 0;
    struct stmt *q = db_query(
        s->db, sql_again, ARGS(INT(source), INT(before), INT(PAGES_AGAIN)), e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0)
        urls[(*n)++] = db_str(q, 0, a);
    return more == 0;
}

bool store_note_get(struct store *s, struct arena *a, struct str scope,
                    struct str key, struct str *value, struct err *e)
{
    *value = STR("");
    struct stmt *q =
        db_query(s->db, sql_note_get, ARGS(TEXT(scope), TEXT(key)), e);
    if (!q)
        return false;
    int more;
    while ((more = db_next(q, e)) > 0)
        *value = db_str(q, 0, a);
    return more == 0;
}

bool store_note_put(struct store *s, struct str scope, struct str key,
                    struct str value, struct err *e)
{
    return value.n
               ? db_run(s->db, sql_note_put,
                        ARGS(TEXT(scope), TEXT(key), TEXT(value)), e)
               : db_run(s->db, sql_note_drop, ARGS(TEXT(scope), TEXT(key)), e);
}
