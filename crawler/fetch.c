/* SPDX-License-Identifier: MIT
 * fetch: libcurl's multi handle with our ceilings. */
#include "crawler/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>

#include "base/ceiling.h"
#include "base/monotonic.h"
#include "crawler/guard.h"

enum {
    WAIT_FDS = 64,            /* descriptors of readers we poll beside */
    BOMB_BYTES = 1024 * 1024, /* from here on the ratio is looked at */
    BOMB_RATIO = 200,         /* decoded bytes for one received */

    HANDLES_KEPT = 64,      /* idle handles and connections */
    KEPT_BODY = 1024 * 1024 /* a larger buffer is not kept */
};

struct transfer {
    struct fetch_answer answer;  /* first: the two are converted */
    CURL *easy;                  /* configured once */
    struct guard guard;          /* of this request */
    bool elsewhere;              /* a redirect led here */
    struct arena arena;          /* header values, cause */
    struct curl_slist *headers;  /* sent */
    size_t header_bytes;         /* received */
    int64_t window_ms;           /* start of the time that is measured */
    size_t window_bytes;         /* useful bytes at its start */
    int64_t slow_s;              /* its length */
    bool cut;                    /* of the request */
    struct str over;             /* the ceiling that was passed, or "" */
    struct transfer *next;       /* in the list of idle or of busy ones */
    struct transfer *before;     /* in the list of busy ones */
    char error[CURL_ERROR_SIZE]; /* libcurl's words */
};

/* A mailbox on its way, or its answer. */
struct post {
    struct fetch_answer answer; /* first: the two are converted */
    struct mailbox *box;        /* NULL when it has answered */
    struct arena arena;         /* of the answer */
    struct post *next;          /* in the list */
};

struct fetcher {
    struct post *posts;       /* on their way */
    int n_posts;              /* of them */
    CURLM *multi;             /* all requests on their way */
    struct transfer *idle;    /* handles to use again */
    struct transfer *going;   /* on their way */
    int n_idle;               /* of them */
    int busy;                 /* requests on their way */
    char *agent;              /* User-Agent */
    struct fetch_times times; /* none is 0 */
};

static const struct str headers_too_large =
                            STR("the headers are larger than the ceiling"),
                        too_slow = STR("the bytes that count come too slowly");

static size_t give_up(struct transfer *t, struct str why)
{
    t->over = why;
    return 0;
}

static size_t on_body(char *p, size_t size, size_t count, void *ctx)
{
    struct transfer *t = ctx;
    size_t n = size * count;
    curl_off_t wire = 0;
    if (t->cut && n > t->answer.body.max - t->answer.body.n) {
        buf_put(&t->answer.body, p, t->answer.body.max - t->answer.body.n);
        return give_up(t, STR("cut"));
    }
    if (!buf_put(&t->answer.body, p, n))
        return give_up(t, STR("the body is larger than the ceiling"));
    if (t->answer.body.n < BOMB_BYTES)
        return n;
    curl_easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &wire);
    if (t->answer.body.n / BOMB_RATIO > (size_t)wire)
        return give_up(t, STR("the body is a compression bomb"));
    return n;
}

/* The headers that count, and where their values go. */
static const struct {
    const char *name;
    size_t at;
} wanted[] = {
    {"etag", offsetof(struct fetch_answer, etag)},
    {"last-modified", offsetof(struct fetch_answer, modified)},
    {"content-type", offsetof(struct fetch_answer, type)},
    {"location", offsetof(struct fetch_answer, location)},
    {"retry-after", offsetof(struct fetch_answer, retry_after)},
    {"link", offsetof(struct fetch_answer, link)},
    {"set-cookie", offsetof(struct fetch_answer, set_cookie)},
    {"cache-control", offsetof(struct fetch_answer, cache)},
    {"expires", offsetof(struct fetch_answer, expires)},
    {"content-location", offsetof(struct fetch_answer, place)},
};

/* False when a value that counts is too long. */
static bool take_header(struct transfer *t, struct str line)
{
    ptrdiff_t colon = str_find_char(line, ':');
    struct str value = str_trim(str_from(line, (size_t)colon + 1));
    for (size_t i = 0; colon >= 0 && i < sizeof wanted / sizeof *wanted; i++) {
        if (!str_eq_nocase(str_part(line, 0, (size_t)colon),
                           str_of(wanted[i].name)))
            continue;
        struct str *at = (struct str *)((char *)&t->answer + wanted[i].at);
        bool links = at == &t->answer.link; /* mostly of what we never load */
        bool many = links || at == &t->answer.set_cookie;
        if (value.n > CEILING_HEADER_VALUE)
            return many;
        *at = many && at->n
                  ? str_printf(&t->arena, STR_FMT "%s" STR_FMT, STR_ARG(*at),
                               links ? ", " : "\n", STR_ARG(value))
                  : str_dup(&t->arena, value);
    }
    return true;
}

static size_t on_header(char *p, size_t size, size_t count, void *ctx)
{
    struct transfer *t = ctx;
    struct str line = {p, size * count};
    t->header_bytes += line.n;
    if (t->header_bytes > CEILING_HEADERS)
        return give_up(t, headers_too_large);
    if (str_starts(line, STR("HTTP/"))) /* an interim answer came before */
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
            *(struct str *)((char *)&t->answer + wanted[i].at) =
                (struct str){0};
    return take_header(t, line) ? line.n : give_up(t, headers_too_large);
}

/* libcurl counts the bytes on the wire; chunks of one byte with long
 * extensions, or headers without end, are many of those and say nothing. */
static int on_progress(void *ctx, curl_off_t total, curl_off_t now,
                       curl_off_t up_total, curl_off_t up_now)
{
    struct transfer *t = ctx;
    size_t useful = t->answer.body.n + t->header_bytes;
    int64_t ms = monotonic_ms();
    (void)total, (void)now, (void)up_total, (void)up_now;
    if (ms - t->window_ms < t->slow_s * 1000)
        return 0;
    if (useful &&
        useful - t->window_bytes < (size_t)(CEILING_SLOW_BYTES * t->slow_s)) {
        t->over = too_slow;
        return 1;
    }
    t->window_ms = ms;
    t->window_bytes = useful;
    return 0;
}

static void set_ceilings(CURL *easy, const struct fetch_times *times)
{
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)times->connect_s);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)times->fetch_s);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)CEILING_SLOW_BYTES);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)times->slow_s);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
}

static struct transfer *transfer_new(struct fetcher *f)
{
    struct transfer *t = xcalloc(1, sizeof *t);
    t->easy = curl_easy_init();
    if (!t->easy) {
        free(t);
        return NULL;
    }
    set_ceilings(t->easy, &f->times);
    t->slow_s = f->times.slow_s;
    guard_install(t->easy, &t->guard);
    curl_easy_setopt(t->easy, CURLOPT_USERAGENT, f->agent);
    curl_easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate, br");
    curl_easy_setopt(t->easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(t->easy, CURLOPT_BUFFERSIZE, 65536L);
    curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->error);
    curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(t->easy, CURLOPT_XFERINFODATA, t);
    curl_easy_setopt(t->easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
    return t;
}

static void transfer_free(struct transfer *t)
{
    curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->headers);
    buf_clear(&t->answer.body);
    arena_clear(&t->arena);
    free(t);
}

struct fetcher *fetch_open(struct str agent, const struct fetch_times *times,
                           struct err *e)
{
    struct fetcher *f = xcalloc(1, sizeof *f);
    f->times = (struct fetch_times){
        times->connect_s ? times->connect_s : CEILING_CONNECT_S,
        times->fetch_s ? times->fetch_s : CEILING_FETCH_S,
        times->slow_s ? times->slow_s : CEILING_SLOW_S};
    struct arena a = {0};
    bool ok = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (ok)
        f->multi = curl_multi_init();
    f->agent = xstrdup(str_z(&a, agent));
    arena_clear(&a);
    if (!f->multi) {
        fetch_close(f);
        err_set(e, "libcurl does not start");
        return NULL;
    }
    curl_multi_setopt(f->multi, CURLMOPT_MAXCONNECTS, (long)HANDLES_KEPT);
    return f;
}

void fetch_close(struct fetcher *f)
{
    if (!f)
        return;
    fetch_cancel(f);
    while (f->idle) {
        struct transfer *t = f->idle;
        f->idle = t->next;
        transfer_free(t);
    }
    curl_multi_cleanup(f->multi);
    curl_global_cleanup();
    free(f->agent);
    free(f);
}

static void add_header(struct transfer *t, const char *head, struct str value)
{
    for (size_t i = 0; i < value.n; i++)
        if ((unsigned char)value.p[i] < 0x20 && value.p[i] != '\t')
            return; /* a validator with a line end would be a header more */
    t->headers = curl_slist_append(
        t->headers, str_z(&t->arena, str_printf(&t->arena, "%s" STR_FMT, head,
                                                STR_ARG(value))));
}

static void set_headers(struct transfer *t, const struct fetch_request *r)
{
    struct str lines = r->headers, line;
    curl_slist_free_all(t->headers);
    t->headers = NULL;
    if (r->etag.n)
        add_header(t, "If-None-Match: ", r->etag);
    if (r->modified.n)
        add_header(t, "If-Modified-Since: ", r->modified);
    struct str cookies = r->cookies;
    while (str_split(&lines, '\n', &line)) {
        if (str_find_char(line, ':') <= 0)
            continue;
        line = str_trim(line);
        if (cookies.n && str_starts_nocase(line, STR("cookie:"))) {
            /* one line of them: RFC 6265, 5.4 */
            line = str_printf(&t->arena, STR_FMT "; " STR_FMT, STR_ARG(line),
                              STR_ARG(cookies));
            cookies = (struct str){0};
        }
        add_header(t, "", line);
    }
    if (cookies.n)
        add_header(t, "Cookie: ", cookies);
    curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
}

static bool start_post(struct fetcher *f, const struct fetch_request *r,
                       struct err *e)
{
    struct mailbox_ask ask = *r->mail;
    ask.connect_s = f->times.connect_s;
    ask.fetch_s = f->times.fetch_s;
    struct mailbox *box = mailbox_start(&ask, e);
    if (!box)
        return false;
    struct post *p = xcalloc(1, sizeof *p);
    p->answer = (struct fetch_answer){.ctx = r->ctx, .of_mail = true};
    buf_init(&p->answer.body, r->most);
    p->box = box;
    p->next = f->posts;
    f->posts = p;
    f->n_posts++;
    return true;
}

static void post_free(struct post *p)
{
    mailbox_free(p->box);
    buf_clear(&p->answer.body);
    arena_clear(&p->arena);
    free(p);
}

bool fetch_start(struct fetcher *f, const struct fetch_request *r,
                 struct err *e)
{
    if (r->mail)
        return start_post(f, r, e);
    struct transfer *t = f->idle;
    if (t) {
        f->idle = t->next;
        f->n_idle--;
    } else {
        t = transfer_new(f);
    }
    if (!t)
        return err_set(e, "fetch " STR_FMT ": libcurl gives no handle",
                       STR_ARG(r->url));
    struct buf body = t->answer.body;
    arena_reset(&t->arena);
    t->answer = (struct fetch_answer){.ctx = r->ctx, .body = body};
    t->answer.body.max = r->most;
    buf_reset(&t->answer.body);
    t->header_bytes = 0;
    t->window_ms = monotonic_ms();
    t->window_bytes = 0;
    t->cut = r->cut;
    t->over = (struct str){0};
    t->guard = (struct guard){.allow_private = r->allow_private};
    t->elsewhere = r->elsewhere;
    t->error[0] = 0;
    set_headers(t, r);
    curl_easy_setopt(t->easy, CURLOPT_URL, str_z(&t->arena, r->url));
    curl_easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE,
                     r->cut ? (curl_off_t)0 : (curl_off_t)r->most);
    if (curl_multi_add_handle(f->multi, t->easy) != CURLM_OK) {
        transfer_free(t);
        return err_set(e, "fetch " STR_FMT ": libcurl takes no request",
                       STR_ARG(r->url));
    }
    t->before = NULL;
    t->next = f->going;
    if (f->going)
        f->going->before = t;
    f->going = t;
    f->busy++;
    return true;
}

static void leave(struct fetcher *f, struct transfer *t)
{
    curl_multi_remove_handle(f->multi, t->easy);
    if (t->before)
        t->before->next = t->next;
    else
        f->going = t->next;
    if (t->next)
        t->next->before = t->before;
    f->busy--;
}

void fetch_cancel(struct fetcher *f)
{
    while (f->going) {
        struct transfer *t = f->going;
        leave(f, t);
        fetch_done(f, &t->answer);
    }
    while (f->posts) {
        struct post *p = f->posts;
        f->posts = p->next;
        post_free(p);
    }
    f->n_posts = 0;
}

void fetch_wait(struct fetcher *f, const struct pollfd *fds, int n, int ms)
{
    struct curl_waitfd extra[2 * WAIT_FDS];
    int running;
    if (n > WAIT_FDS)
        n = WAIT_FDS;
    for (int i = 0; i < n; i++)
        extra[i] = (struct curl_waitfd){
            .fd = fds[i].fd,
            .events =
                (short)((fds[i].events & POLLIN ? CURL_WAIT_POLLIN : 0) |
                        (fds[i].events & POLLOUT ? CURL_WAIT_POLLOUT : 0))};
    for (struct post *p = f->posts; p && n < 2 * WAIT_FDS; p = p->next)
        extra[n++] = (struct curl_waitfd){.fd = mailbox_fd(p->box),
                                          .events = CURL_WAIT_POLLIN};
    curl_multi_perform(f->multi, &running);
    if (running == f->busy)
        curl_multi_poll(f->multi, extra, (unsigned)n, ms, NULL);
    curl_multi_perform(f->multi, &running);
}

/* What libcurl's codes mean for us and what a person can do. */
static const struct {
    CURLcode code;
    enum fetch_state state;
    const char *text;
} meanings[] = {
    {CURLE_COULDNT_RESOLVE_HOST, FETCH_UNREACHED,
     "the host name does not resolve; check the address for typing errors"},
    {CURLE_COULDNT_CONNECT, FETCH_UNREACHED,
     "no connection; the site may be down, it is tried again later"},
    {CURLE_OPERATION_TIMEDOUT, FETCH_SLOW, "too slow; it is tried again later"},
    {CURLE_PEER_FAILED_VERIFICATION, FETCH_UNREACHED,
     "the certificate is not valid; look at the site in a browser"},
    {CURLE_SSL_CONNECT_ERROR, FETCH_UNREACHED,
     "no encrypted connection; does the site speak https?"},
    {CURLE_GOT_NOTHING, FETCH_UNREACHED,
     "the server closed the connection without an answer"},
    {CURLE_PARTIAL_FILE, FETCH_UNREACHED,
     "the answer broke off before its end; it is tried again later"},
    {CURLE_RECV_ERROR, FETCH_UNREACHED,
     "the connection broke while reading; it is tried again later"},
    {CURLE_SEND_ERROR, FETCH_UNREACHED,
     "the connection broke while asking; it is tried again later"},
    {CURLE_FILESIZE_EXCEEDED, FETCH_HEAVY,
     "the body is larger than the ceiling"},
    {CURLE_BAD_CONTENT_ENCODING, FETCH_HEAVY,
     "the compressed body does not unpack"},
    {CURLE_UNSUPPORTED_PROTOCOL, FETCH_HEAVY, "the server does not speak HTTP"},
    {CURLE_WEIRD_SERVER_REPLY, FETCH_HEAVY, "the server does not speak HTTP"},
    {CURLE_URL_MALFORMAT, FETCH_HEAVY, "this is no web address"},
};

/* libcurl has ceilings of its own for headers, lower than ours for one line,
 * and tells them as other errors. */
static bool headers_over(const struct transfer *t, CURLcode code)
{
    if (t->over.n || t->answer.body.n)
        return false;
#if LIBCURL_VERSION_NUM >= 0x080600
    if (code == CURLE_TOO_LARGE)
        return true;
#endif
    return code == CURLE_OUT_OF_MEMORY ||
           str_find(str_of(t->error), STR("large response headers")) >= 0;
}

static void judge(struct transfer *t, CURLcode code)
{
    struct fetch_answer *w = &t->answer;
    const char *text = "the fetch failed";
    w->state = FETCH_UNREACHED;
    /* When a kept connection breaks without an answer, libcurl would ask again
     * at once; how long a host is left alone is for the frontier to say. */
    if (code == CURLE_ABORTED_BY_CALLBACK && t->guard.requests > 1)
        code = CURLE_GOT_NOTHING, t->error[0] = 0;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].code == code) {
            w->state = meanings[i].state;
            text = meanings[i].text;
        }
    if (headers_over(t, code))
        t->over = headers_too_large;
    if (t->guard.reason[0] &&
        (code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK)) {
        w->state = FETCH_REFUSED;
        w->cause = str_printf(
            &t->arena,
            t->guard.never ? "refused: %s, which is never fetched"
            : t->elsewhere ? "refused: %s; what a source allows holds for its "
                             "own host, not for where that leads"
                           : "refused: %s; set 'allow_private: true' on the "
                             "source if you mean it",
            t->guard.reason);
    } else if (t->over.p == too_slow.p) {
        w->state = FETCH_SLOW;
        w->cause = str_printf(
            &t->arena, STR_FMT " (fewer than %d a second for %lld s)",
            STR_ARG(t->over), CEILING_SLOW_BYTES, (long long)t->slow_s);
    } else if (t->over.n || code == CURLE_FILESIZE_EXCEEDED) {
        w->state = FETCH_HEAVY;
        w->cause = str_printf(
            &t->arena, "%s (%zu bytes); nothing of it was read",
            t->over.n ? t->over.p : text,
            t->over.p == headers_too_large.p ? (size_t)CEILING_HEADERS
                                             : w->body.max);
    } else {
        w->cause =
            str_printf(&t->arena, "%s (%s)", text,
                       t->error[0] ? t->error : curl_easy_strerror(code));
    }
}

static void judge_post(struct post *p, const struct mailbox_answer *got)
{
    static const enum fetch_state STATES[] = {
        [MAILBOX_ANSWERED] = FETCH_ANSWERED,
        [MAILBOX_REFUSED] = FETCH_REFUSED,
        [MAILBOX_UNREACHED] = FETCH_UNREACHED,
        [MAILBOX_SLOW] = FETCH_SLOW,
        [MAILBOX_ODD] = FETCH_HEAVY};
    struct fetch_answer *w = &p->answer;
    w->state = STATES[got->state];
    w->cause = str_dup(&p->arena, got->cause);
    if (got->state != MAILBOX_ANSWERED)
        return;
    w->status = got->unchanged ? 304 : 200;
    w->etag = str_dup(&p->arena, got->position);
    w->more = got->more;
    w->type = STR("application/x-molva-messages");
    w->bytes = (int64_t)got->bundle.n;
    if (!buf_str(&w->body, got->bundle)) {
        w->state = FETCH_HEAVY;
        w->cause = STR("the body is larger than the ceiling");
    }
}

static struct fetch_answer *take_post(struct fetcher *f)
{
    for (struct post **at = &f->posts; *at; at = &(*at)->next) {
        struct post *p = *at;
        struct mailbox_answer got;
        if (!mailbox_take(p->box, &got))
            continue;
        judge_post(p, &got);
        mailbox_free(p->box);
        p->box = NULL;
        *at = p->next;
        f->n_posts--;
        return &p->answer;
    }
    return NULL;
}

struct fetch_answer *fetch_take(struct fetcher *f)
{
    struct fetch_answer *mail = take_post(f);
    if (mail)
        return mail;
    CURLMsg *m;
    int left;
    while ((m = curl_multi_info_read(f->multi, &left))) {
        struct transfer *t = NULL;
        curl_off_t wire = 0, first = 0;
        if (m->msg != CURLMSG_DONE)
            continue;
        CURLcode code = m->data.result;
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &t);
        curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &t->answer.status);
        curl_easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &wire);
        curl_easy_getinfo(t->easy, CURLINFO_STARTTRANSFER_TIME_T, &first);
        leave(f, t);
        t->answer.bytes = wire;
        t->answer.ms = first / 1000;
        if (code != CURLE_OK && !str_eqz(t->over, "cut"))
            judge(t, code);
        return &t->answer;
    }
    return NULL;
}

void fetch_done(struct fetcher *f, struct fetch_answer *answer)
{
    if (answer->of_mail) {
        post_free((struct post *)answer);
        return;
    }
    struct transfer *t = (struct transfer *)answer;
    if (f->n_idle >= HANDLES_KEPT) {
        transfer_free(t);
        return;
    }
    if (t->answer.body.cap > KEPT_BODY)
        buf_clear(&t->answer.body);
    t->next = f->idle;
    f->idle = t;
    f->n_idle++;
}

int fetch_busy(const struct fetcher *f)
{
    return f->busy + f->n_posts;
}
