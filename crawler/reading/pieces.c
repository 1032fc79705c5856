/* SPDX-License-Identifier: MIT
 * pieces: a file that people give, cut into what a reader takes at a time. */
#include "crawler/reading/pieces.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/ceiling.h"
#include "crawler/markup/charset.h"
#include "crawler/markup/table_names.h"
#include "crawler/reading/mbox.h"

enum {
    FILE_MOST = 512 * 1024 * 1024, /* bytes of a file */
    PIECE_MOST = 2 * 1024 * 1024,  /* bytes of a piece, about */
    ROWS_MOST = 5000,              /* lines of one */
    HEAD = 10,                     /* records among which the header is */
    QUOTED_MOST = 1024 * 1024      /* a quote open for so long is a slip */
};

struct pieces {
    struct buf file;      /* as it is */
    struct arena arena;   /* of its text */
    enum piece_kind kind; /* of the file */
    struct str text;      /* UTF-8 */
    size_t at;            /* where the next piece begins */
    int line;             /* that it begins in */
    size_t head;          /* bytes of the first records */
    int records;          /* that those are */
    struct buf body;      /* of a piece */
    char type[120];       /* of it */
    struct survey all;    /* what all rows told, if they were asked */
    const char *path;     /* as given */
    struct mbox mbox;     /* of messages in one file */
    const char **files;   /* n_files of a folder */
    size_t n_files, nth;  /* the one to come */
    bool file_taken;      /* of a single message */
    char place[400];      /* of a piece */
};

static enum piece_kind kind_of(struct str text)
{
    if (mbox_looks(text))
        return PIECES_MBOX;
    if (mbox_is_message(text))
        return PIECES_EML;
    text = str_trim(text);
    bool json = text.n && (text.p[0] == '{' || text.p[0] == '[');
    return json ? PIECES_JSON : PIECES_CSV;
}

/* Behind the end of the line that a quote leaves open for the next. */
static size_t record_end(const struct pieces *p, size_t at, int *lines)
{
    bool quoted = false;
    size_t from = at;
    for (; at < p->text.n; at++) {
        quoted ^= p->kind == PIECES_CSV && p->text.p[at] == '"';
        if (p->text.p[at] != '\n')
            continue;
        ++*lines;
        if (!quoted || at - from > QUOTED_MOST)
            return at + 1;
    }
    return at;
}

static void find_head(struct pieces *p)
{
    int lines = 0;
    for (int i = 0; i < HEAD && p->head < p->text.n; i++) {
        size_t end = record_end(p, p->head, &lines);
        struct str record = str_part(p->text, p->head, end - p->head);
        bool mark = i == 0 && str_starts_nocase(record, STR("sep="));
        p->records += str_trim(record).n > 0 && !mark; /* of which reading the
                                                          table knows nothing */
        p->head = end;
    }
}

struct str pieces_utf8(struct arena *a, struct str bytes)
{
    struct charsets *all = charsets_new();
    struct str text =
        charset_to_utf8(all, a, bytes, charset_find(bytes, (struct str){0}));
    charsets_free(all);
    return str_starts(text, STR("\xef\xbb\xbf")) ? str_from(text, 3) : text;
}

struct pieces *pieces_open(const char *path, enum piece_kind kind,
                           struct err *e)
{
    struct pieces *p = xcalloc(1, sizeof *p);
    struct stat st;
    buf_init(&p->file, FILE_MOST);
    buf_init(&p->body, CEILING_BODY);
    p->path = path;
    p->kind = kind;
    p->line = 1;
    bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
    if (folder)
        p->kind = PIECES_MAILDIR;
    bool ok = folder ? mbox_folder(path, &p->arena, &p->files, &p->n_files, e)
              : p->kind != PIECES_MAILDIR ? buf_read_file(&p->file, path, e)
                                          : err_set(e, "%s is no folder", path);
    if (!ok) {
        pieces_close(p);
        return NULL;
    }
    if (!p->kind)
        p->kind = kind_of(buf_view(&p->file));
    p->mbox = (struct mbox){buf_view(&p->file), 0, 1};
    if (p->kind == PIECES_CSV || p->kind == PIECES_JSON)
        p->text = pieces_utf8(&p->arena, buf_view(&p->file));
    if (p->kind == PIECES_CSV)
        find_head(p);
    return p;
}

const char *pieces_connector(const struct pieces *p)
{
    return p->kind < PIECES_MBOX ? "table" : "mail";
}

void pieces_close(struct pieces *p)
{
    if (!p)
        return;
    buf_clear(&p->file);
    buf_clear(&p->body);
    arena_clear(&p->arena);
    free(p);
}

/* A text that is one object or list over many lines is not cut. */
static bool is_whole(const struct pieces *p)
{
    struct str rest = p->text, first;
    if (p->kind != PIECES_JSON || p->text.n > CEILING_BODY)
        return false;
    str_split(&rest, '\n', &first);
    first = str_trim(first);
    return !str_ends(first, STR("}"));
}

static bool next_message(struct pieces *p, struct piece *out)
{
    int line = 0;
    struct err ignored;
    const char *path = p->path;
    if (p->kind == PIECES_MBOX && !mbox_next(&p->mbox, &p->body, &line))
        return false;
    if (p->kind == PIECES_EML && p->file_taken)
        return false;
    if (p->kind == PIECES_MAILDIR) {
        if (p->nth >= p->n_files)
            return false;
        path = p->files[p->nth++];
        buf_reset(&p->body);
        p->body.over = !buf_read_file(&p->body, path, &ignored);
    }
    p->file_taken = true;
    struct str body =
        p->kind == PIECES_EML ? buf_view(&p->file) : buf_view(&p->body);
    if (p->body.over || body.n > CEILING_BODY)
        body = (struct str){0};
    p->body.over = false;
    snprintf(p->place, sizeof p->place, line ? "%s:%d" : "%s", path, line);
    *out = (struct piece){body, STR("message/rfc822"), str_of(p->place)};
    return true;
}

/* 1 month first, 2 day first, 0 nobody knows. */
static int order_of(const struct survey *s)
{
    if (!s->order)
        return s->month < s->day ? 1 : s->month > s->day ? 2 : 0;
    return s->order > 0 ? 1 : 2;
}

bool pieces_several(const struct pieces *p)
{
    int lines = 0;
    size_t at = 0;
    if (p->kind >= PIECES_MBOX || is_whole(p))
        return false;
    for (int i = 0; i < ROWS_MOST && at < p->text.n && at < PIECE_MOST; i++)
        at = record_end(p, at, &lines);
    return at < p->text.n;
}

void pieces_again(struct pieces *p, const struct survey *s)
{
    p->all = *s;
    p->at = 0;
    p->line = 1;
}

static bool next_rows(struct pieces *p, struct piece *out)
{
    size_t from = p->at, end = from;
    int lines = 0, rows = 0;
    if (from >= p->text.n)
        return false;
    bool whole = from == 0 && is_whole(p);
    while (end < p->text.n &&
           (whole || (end - from < PIECE_MOST && rows < ROWS_MOST))) {
        end = record_end(p, end, &lines);
        rows++;
    }
    struct str body = str_part(p->text, from, end - from);
    bool headed = from && p->kind == PIECES_CSV;
    if (headed) {
        buf_reset(&p->body);
        buf_str(&p->body, str_part(p->text, 0, p->head));
        buf_str(&p->body, body);
        body = buf_view(&p->body);
    }
    snprintf(p->type, sizeof p->type,
             "%s; charset=utf-8; head=%d; line=%d; most=%lld; order=%d",
             p->kind == PIECES_CSV ? "text/csv" : "application/json",
             headed ? p->records : 0, p->line, (long long)p->all.most,
             order_of(&p->all));
    *out = (struct piece){body, str_of(p->type), str_of(p->path)};
    p->at = end;
    p->line += lines;
    return true;
}

bool pieces_next(struct pieces *p, struct piece *out)
{
    return p->kind < PIECES_MBOX ? next_rows(p, out) : next_message(p, out);
}

bool pieces_map_check(struct str map, struct err *e)
{
    struct arena a = {0};
    struct table_map read;
    bool ok = table_map_read(&read, &a, map, e);
    arena_clear(&a);
    return ok;
}
