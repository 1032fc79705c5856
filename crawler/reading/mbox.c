/* SPDX-License-Identifier: MIT
 * mbox: messages one behind the other in a file, and files of messages in a
 * folder. */
#include "crawler/reading/mbox.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/ascii.h"

static struct str line_at(struct str text, size_t at)
{
    struct str rest = str_from(text, at), line = {0};
    str_split(&rest, '\n', &line);
    if (str_ends(line, STR("\r")))
        line.n--;
    return line;
}

/* "Subject: x": a name without blanks, and a colon. */
static bool is_header(struct str line)
{
    size_t i = 0;
    while (i < line.n &&
           (ascii_alnum(line.p[i]) || line.p[i] == '-' || line.p[i] == '_'))
        i++;
    return i > 0 && i < line.n && line.p[i] == ':';
}

/* Does a message begin with this line? */
static bool is_from(struct str text, size_t at)
{
    struct str line = line_at(text, at);
    if (!str_starts(line, STR("From ")))
        return false;
    size_t next = at + line.n;
    while (next < text.n && text.p[next] != '\n')
        next++;
    struct str below = line_at(text, next + (next < text.n));
    return is_header(below) || str_starts(below, STR(">From "));
}

bool mbox_looks(struct str text)
{
    return is_from(text, 0);
}

bool mbox_is_message(struct str text)
{
    static const struct str NAMES[] = {STR("Return-Path:"),
                                       STR("Received:"),
                                       STR("Delivered-To:"),
                                       STR("From:"),
                                       STR("Date:"),
                                       STR("Message-ID:"),
                                       STR("Subject:"),
                                       STR("MIME-Version:"),
                                       STR("To:"),
                                       STR("Content-Type:"),
                                       STR("X-"),
                                       STR("DKIM-Signature:"),
                                       STR("ARC-Seal:"),
                                       STR("Reply-To:")};
    bool named = false;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        named |= str_starts_nocase(text, NAMES[i]);
    if (!named)
        return false;
    /* A table may have a column called "Date:", but no second header. */
    struct str first = line_at(text, 0);
    size_t next = first.n;
    while (next < text.n && text.p[next] != '\n')
        next++;
    struct str second = line_at(text, next + (next < text.n));
    return is_header(second) || str_starts(second, STR(" ")) ||
           str_starts(second, STR("\t"));
}

/* ---- one message of a file ---- */

/* Where the body ends that Content-Length tells; 0 when it is not told or not
 * believed. */
static size_t told_end(struct str text, size_t at)
{
    static const struct str NAME = STR("Content-Length:");
    int64_t length = -1;
    while (at < text.n) {
        struct str line = line_at(text, at);
        while (at < text.n && text.p[at] != '\n')
            at++;
        at += at < text.n;
        if (!line.n)
            break;
        if (str_starts_nocase(line, NAME) &&
            !str_int(str_trim(str_from(line, NAME.n)), &length))
            length = -1;
    }
    if (length < 0 || (size_t)length > text.n - at)
        return 0;
    size_t end = at + (size_t)length;
    while (end < text.n && (text.p[end] == '\n' || text.p[end] == '\r'))
        end++;
    return end == text.n || is_from(text, end) ? end : 0;
}

static void take_line(struct mbox *m, struct buf *body, bool unquote)
{
    struct str rest = str_from(m->text, m->at), line = {0};
    str_split(&rest, '\n', &line);
    size_t n = 0;
    while (n < line.n && line.p[n] == '>')
        n++;
    bool quoted = unquote && n && str_starts(str_from(line, n), STR("From "));
    buf_str(body, str_from(line, quoted));
    buf_char(body, '\n');
    m->at += line.n + 1;
    m->line++;
}

bool mbox_next(struct mbox *m, struct buf *body, int *line)
{
    bool blank = false;
    buf_reset(body);
    while (m->at < m->text.n && !is_from(m->text, m->at))
        take_line(m, body, false); /* what stands above the first */
    buf_reset(body);
    if (m->at >= m->text.n)
        return false;
    take_line(m, body, false);
    buf_reset(body);
    *line = m->line;
    size_t end = told_end(m->text, m->at);
    while (m->at < m->text.n) {
        if (end ? m->at >= end : blank && is_from(m->text, m->at))
            break;
        blank = !line_at(m->text, m->at).n;
        take_line(m, body, !end);
    }
    return true;
}

/* ---- folders ---- */

enum { FILES_MOST = 1000000, DEEP = 3 };

struct found {
    struct arena *a;
    const char **files; /* n of them */
    size_t n, cap;
};

static int by_name(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static bool add_folder(struct found *f, const char *path, int depth,
                       struct err *e)
{
    DIR *dir = opendir(path);
    if (!dir)
        return err_set(e, "%s: %s", path, strerror(errno));
    bool ok = true;
    for (struct dirent *d; ok && (d = readdir(dir)) && f->n < FILES_MOST;) {
        struct stat st;
        if (d->d_name[0] == '.' || strcmp(d->d_name, "tmp") == 0 ||
            strncmp(d->d_name, "dovecot", 7) == 0)
            continue;
        const char *name = str_printf(f->a, "%s/%s", path, d->d_name).p;
        if (stat(name, &st) != 0)
            continue;
        if (S_ISDIR(st.st_mode) && depth < DEEP) {
            ok = add_folder(f, name, depth + 1, e);
        } else if (S_ISREG(st.st_mode)) {
            f->files = arena_grow(f->a, f->files, f->n, &f->cap, sizeof name);
            f->files[f->n++] = name;
        }
    }
    closedir(dir);
    return ok;
}

bool mbox_folder(const char *path, struct arena *a, const char ***files,
                 size_t *n, struct err *e)
{
    struct found f = {.a = a};
    if (!add_folder(&f, path, 0, e))
        return false;
    qsort(f.files, f.n, sizeof *f.files, by_name);
    *files = f.files;
    *n = f.n;
    return true;
}
