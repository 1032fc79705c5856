/* SPDX-License-Identifier: MIT
 * imap: the new messages of a mailbox. */
#include "crawler/imap.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"

enum {
    LINE_MOST = 1024 * 1024, /* bytes of a line: an answer to SEARCH is one */
    UNTAGGED_MOST = 10000,   /* lines before the answer to a command */
    ANSWER_MOST = 4 * IMAP_MESSAGE
};

struct session {
    const struct imap_wire *wire;
    struct imap_got *got;
    char in[16384]; /* what came, at..end not yet taken */
    size_t at, end;
    struct buf line;    /* the last line, without its end */
    int tag;            /* of the last command */
    int64_t *uids;      /* n of them, of the answer to SEARCH */
    size_t n, cap;      /* of them */
    struct arena arena; /* of uids */
    bool has_literal;   /* the message that was asked for came */
    int64_t uid;        /* of it */
};

/* ---- bytes ---- */

static bool odd(struct session *s, struct err *e, const char *what)
{
    s->got->odd = true;
    return err_set(e, "the mail server does not speak IMAP as it should: %s",
                   what);
}

static bool more(struct session *s, struct err *e)
{
    s->at = 0;
    s->end = s->wire->recv(s->wire->ctx, s->in, sizeof s->in, e);
    return s->end > 0;
}

static bool read_line(struct session *s, struct err *e)
{
    buf_reset(&s->line);
    for (;;) {
        if (s->at == s->end && !more(s, e))
            return false;
        const char *from = s->in + s->at;
        const char *stop = memchr(from, '\n', s->end - s->at);
        size_t n = stop ? (size_t)(stop - from) : s->end - s->at;
        if (!buf_put(&s->line, from, n))
            return odd(s, e, "a line without end");
        s->at += n + (stop != NULL);
        if (!stop)
            continue;
        if (s->line.n && s->line.p[s->line.n - 1] == '\r')
            s->line.n--;
        return true;
    }
}

/* {n} at the end of the line: so many bytes follow. */
static bool literal_size(struct str line, size_t *n)
{
    size_t at = line.n;
    int64_t size;
    if (!str_ends(line, STR("}")))
        return false;
    while (at && line.p[at - 1] != '{')
        at--;
    struct str digits = str_part(line, at, line.n - at - 1);
    if (str_ends(digits, STR("+")))
        digits.n--;
    if (!at || !str_int(digits, &size) || size < 0)
        return false;
    *n = (size_t)size;
    return true;
}

/* n bytes into `to`, NULL throws them away. */
static bool read_bytes(struct session *s, size_t n, struct buf *to,
                       struct err *e)
{
    while (n) {
        if (s->at == s->end && !more(s, e))
            return false;
        size_t k = s->end - s->at < n ? s->end - s->at : n;
        if (to && !buf_put(to, s->in + s->at, k))
            return odd(s, e, "more bytes than were asked for");
        s->at += k;
        n -= k;
    }
    return true;
}

/* ---- answers ---- */

/* Where the word stands, whatever its case; line.n when it does not. */
static size_t place_of(struct str line, const char *word)
{
    size_t n = strlen(word), i = 0;
    while (i + n <= line.n &&
           !str_eq_nocase(str_part(line, i, n), str_of(word)))
        i++;
    return i + n <= line.n ? i : line.n;
}

static bool holds(struct str line, const char *word)
{
    return place_of(line, word) < line.n;
}

/* The number behind the word; false when there is none. */
static bool number_behind(struct str line, const char *word, int64_t *out)
{
    struct str rest = str_from(line, place_of(line, word));
    size_t n = strlen(word), end = n;
    while (end < rest.n && ascii_digit(rest.p[end]))
        end++;
    return rest.n > n && str_int(str_part(rest, n, end - n), out);
}

static void take_search(struct session *s, struct str line)
{
    struct str word;
    int64_t uid;
    while (str_split(&line, ' ', &word))
        if (str_int(word, &uid) && uid > 0) {
            s->uids = arena_grow(&s->arena, s->uids, s->n, &s->cap, sizeof uid);
            s->uids[s->n++] = uid;
        }
}

/* A literal within an answer: the message when the line says so. */
static bool take_literal(struct session *s, size_t n, struct err *e)
{
    struct buf *to = s->got->bundle;
    bool body = holds(buf_view(&s->line), "BODY[]") && !s->has_literal;
    if (n > ANSWER_MOST || (body && n > IMAP_MESSAGE))
        return odd(s, e, "more bytes than were asked for");
    if (!body)
        return read_bytes(s, n, NULL, e);
    s->has_literal = true;
    buf_printf(to, "%zu %" PRId64 "\n", n, s->uid);
    return read_bytes(s, n, to, e);
}

static void take_untagged(struct session *s)
{
    struct str line = buf_view(&s->line);
    int64_t n;
    if (number_behind(line, "[UIDVALIDITY ", &n))
        s->got->validity = n;
    if (str_starts_nocase(line, STR("* SEARCH")))
        take_search(s, str_from(line, strlen("* SEARCH")));
}

/* Lines until the answer to the command with this tag: is it OK? */
static bool answered(struct session *s, struct err *e)
{
    char tag[16];
    int n = snprintf(tag, sizeof tag, "M%d ", s->tag);
    for (int i = 0; i < UNTAGGED_MOST; i++) {
        size_t size;
        if (!read_line(s, e))
            return false;
        struct str line = buf_view(&s->line);
        if (literal_size(line, &size)) {
            if (!take_literal(s, size, e))
                return false;
        } else if (str_starts(line, (struct str){tag, (size_t)n})) {
            line = str_from(line, (size_t)n);
            s->got->refused = !str_starts_nocase(line, STR("OK"));
            return !s->got->refused ||
                   err_set(e, "the mail server says: " STR_FMT,
                           STR_ARG(str_part(line, 0, 200)));
        } else if (str_starts_nocase(line, STR("* BYE"))) {
            return err_set(e, "the mail server says: " STR_FMT,
                           STR_ARG(str_part(line, 2, 200)));
        } else {
            take_untagged(s);
        }
    }
    return odd(s, e, "too many lines");
}

static bool command(struct session *s, struct str words, struct err *e)
{
    struct str line =
        str_printf(&s->arena, "M%d " STR_FMT "\r\n", ++s->tag, STR_ARG(words));
    return s->wire->send(s->wire->ctx, line, e) && answered(s, e);
}

/* ---- the way ---- */

static int by_number(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

/* "INBOX" between quotes. */
static bool examine(struct session *s, struct str folder, struct err *e)
{
    char *p = arena_alloc(&s->arena, 2 * folder.n + 3);
    size_t n = 0;
    p[n++] = '"';
    for (size_t i = 0; i < folder.n; i++) {
        if (folder.p[i] == '"' || folder.p[i] == '\\')
            p[n++] = '\\';
        p[n++] = folder.p[i];
    }
    p[n++] = '"';
    return command(s, str_printf(&s->arena, "EXAMINE %.*s", (int)n, p), e);
}

/* Messages behind the last one, in order; "n:*" names the last one always. */
static bool search(struct session *s, int64_t last, struct err *e)
{
    size_t kept = 0;
    if (!command(
            s, str_printf(&s->arena, "UID SEARCH UID %" PRId64 ":*", last + 1),
            e))
        return false;
    if (s->n)
        qsort(s->uids, s->n, sizeof *s->uids, by_number);
    for (size_t i = 0; i < s->n; i++)
        if (s->uids[i] > last && (!kept || s->uids[i] > s->uids[kept - 1]))
            s->uids[kept++] = s->uids[i];
    s->n = kept;
    return true;
}

static bool fetch(struct session *s, int64_t uid, struct err *e)
{
    s->has_literal = false;
    s->uid = uid;
    if (!command(s,
                 str_printf(&s->arena,
                            "UID FETCH %" PRId64 " (UID BODY.PEEK[]<0.%d>)",
                            uid, IMAP_MESSAGE),
                 e))
        return false;
    /* One that was deleted meanwhile has none. */
    s->got->messages += s->has_literal;
    return true;
}

static void leave_out(struct imap_got *got, int64_t uid)
{
    if (got->n_left < IMAP_LEFT)
        got->left[got->n_left++] = uid;
}

/* How a message was got. */
enum got { GOT, GOT_NOT, BROKEN, FAILED };

/* One that does not come is left out, when the server refuses it, or nothing
 * better is to be hoped for. BROKEN: and the connection is of no use. */
static enum got fetch_or_leave(struct session *s, const struct imap_wish *wish,
                               int64_t uid, struct err *e)
{
    struct imap_got *got = s->got;
    size_t before = got->bundle->n;
    struct err why = {0};
    bool ok = fetch(s, uid, &why), refused = got->refused;
    if (!ok) {
        got->bundle->n = before;
        if (!refused && !got->odd && !wish->last && got->messages)
            return BROKEN; /* the rest is for another connection */
        if (got->n_left >= IMAP_LEFT ||
            (!refused && !got->odd && !wish->last)) {
            *e = why;
            return FAILED;
        }
        leave_out(got, uid);
        got->why = why;
    }
    got->uid = uid > got->uid ? uid : got->uid;
    got->refused = got->odd = false;
    return ok ? GOT : refused ? GOT_NOT : BROKEN;
}

static bool late(const struct session *s)
{
    return s->wire->late && s->wire->late(s->wire->ctx);
}

static bool is_full(const struct session *s)
{
    const struct imap_got *got = s->got;
    return (got->messages && late(s)) || got->messages >= IMAP_MESSAGES ||
           got->bundle->n + IMAP_MESSAGE > IMAP_BUNDLE;
}

static bool is_left(const struct imap_got *got, int64_t uid)
{
    return got->n_left && got->left[got->n_left - 1] == uid;
}

/* What was left out before. */
static enum got read_left(struct session *s, const struct imap_wish *wish,
                          struct err *e)
{
    enum got how = wish->again ? GOT : BROKEN;
    for (size_t i = 0; i < wish->n_left; i++) {
        if (how == BROKEN || is_full(s))
            leave_out(s->got, wish->left[i]);
        else if ((how = fetch_or_leave(s, wish, wish->left[i], e)) == FAILED)
            return FAILED;
        else if (how == BROKEN && !is_left(s->got, wish->left[i]))
            leave_out(s->got, wish->left[i]);
    }
    return wish->again ? how : GOT;
}

static bool read_all(struct session *s, const struct imap_wish *wish,
                     struct err *e)
{
    struct imap_got *got = s->got;
    if (!examine(s, wish->folder, e))
        return false;
    bool same = wish->validity && got->validity == wish->validity;
    int64_t last = same ? wish->uid : 0;
    got->uid = last;
    if (!search(s, last, e))
        return false;
    enum got how = same ? read_left(s, wish, e) : GOT;
    size_t i = wish->newest && s->n > IMAP_NEWEST ? s->n - IMAP_NEWEST : 0;
    while (i < s->n && how < BROKEN && !is_full(s))
        how = fetch_or_leave(s, wish, s->uids[i++], e);
    if (how == FAILED)
        return false;
    got->more = i < s->n || how == BROKEN;
    struct err ignored;
    if (how != BROKEN && !command(s, STR("LOGOUT"), &ignored))
        got->refused = got->odd = false; /* everything is there already */
    return true;
}

bool imap_read(const struct imap_wire *wire, const struct imap_wish *wish,
               struct imap_got *got, struct err *e)
{
    struct session *s = xcalloc(1, sizeof *s);
    struct buf *bundle = got->bundle;
    *got = (struct imap_got){.bundle = bundle};
    s->wire = wire;
    s->got = got;
    buf_init(&s->line, LINE_MOST);
    bool ok = read_all(s, wish, e);
    buf_clear(&s->line);
    arena_clear(&s->arena);
    free(s);
    return ok;
}
