/* SPDX-License-Identifier: MIT
 * mailbox: new mail of one mailbox, fetched by a child. */
#include "crawler/mailbox.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/ceiling.h"
#include "base/monotonic.h"
#include "crawler/guard.h"
#include "crawler/imap.h"

enum {
    HEAD_MOST = 2048, /* bytes before the bundle on the pipe */
    GRACE_MS = 5000   /* the child ends itself; else it is ended */
};

struct mailbox {
    pid_t pid;        /* of the child */
    int fd;           /* what it writes */
    struct buf in;    /* of it */
    int64_t until_ms; /* then it is killed */
    bool over;        /* it has ended */
};

/* ---- addresses ---- */

bool mailbox_is_url(struct str url)
{
    return str_starts_nocase(url, STR("imaps://")) ||
           str_starts_nocase(url, STR("imap://"));
}

static bool is_plain(struct str s, const char *more)
{
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_alnum(s.p[i]) && !strchr(more, s.p[i]))
            return false;
    return true;
}

bool mailbox_url(struct arena *a, struct str raw, struct str *out,
                 struct err *e)
{
    struct str url = str_trim(raw), host, folder;
    bool tls = str_starts_nocase(url, STR("imaps://"));
    struct str rest = str_from(url, tls ? 8 : 7);
    str_split(&rest, '/', &host);
    folder = rest.n ? rest : STR("INBOX");
    if (str_find_char(host, '@') >= 0)
        return err_set(e, "the address carries a user name: it goes into "
                          "`user:`, its password into `password:`");
    if (!mailbox_is_url(url) || !host.n || !is_plain(host, ".-:[]"))
        return err_set(e, "expected an address like "
                          "imaps://mail.example/INBOX");
    for (size_t i = 0; i < folder.n; i++)
        if (folder.p[i] < 0x20 || folder.p[i] == 0x7f || folder.p[i] == '#')
            return err_set(e,
                           "the name of a mailbox is ASCII without # (others "
                           "as IMAP writes them, &BBo-)");
    char *lower = arena_alloc(a, host.n + 1);
    for (size_t i = 0; i < host.n; i++)
        lower[i] = ascii_lower(host.p[i]);
    *out = str_printf(a, "%s://%s/" STR_FMT, tls ? "imaps" : "imap", lower,
                      STR_ARG(folder));
    return true;
}

static struct str folder_of(struct str url)
{
    struct str rest = str_from(url, (size_t)str_find(url, STR("://")) + 3);
    ptrdiff_t slash = str_find_char(rest, '/');
    ptrdiff_t hash = str_find_char(rest, '#'); /* a further part of it */
    if (hash >= 0)
        rest.n = (size_t)hash;
    return slash < 0 ? STR("INBOX") : str_from(rest, (size_t)slash + 1);
}

/* ---- the child ---- */

struct line {
    CURL *easy;           /* connected and signed in */
    curl_socket_t socket; /* of it */
    int64_t late_ms;      /* then what came is handed on */
    int64_t until_ms;     /* then it gives up */
    bool slow;            /* it did */
};

static bool wait_for(struct line *l, short what, struct err *e)
{
    struct pollfd fd = {.fd = l->socket, .events = what};
    int64_t left = l->until_ms - monotonic_ms();
    if (left > 0 && poll(&fd, 1, (int)left) > 0)
        return true;
    l->slow = true;
    return err_set(e, "the mail server does not answer in time");
}

static bool line_send(void *ctx, struct str bytes, struct err *e)
{
    struct line *l = ctx;
    while (bytes.n) {
        size_t n = 0;
        CURLcode code = curl_easy_send(l->easy, bytes.p, bytes.n, &n);
        if (code == CURLE_AGAIN && wait_for(l, POLLOUT, e))
            continue;
        if (code != CURLE_OK)
            return l->slow || code == CURLE_AGAIN
                       ? false
                       : err_set(e, "the connection broke while asking; it is "
                                    "tried again later");
        bytes = str_from(bytes, n);
    }
    return true;
}

static size_t line_recv(void *ctx, char *to, size_t room, struct err *e)
{
    struct line *l = ctx;
    for (;;) {
        size_t n = 0;
        CURLcode code = curl_easy_recv(l->easy, to, room, &n);
        if (code == CURLE_OK && n)
            return n;
        if (code == CURLE_AGAIN) {
            if (!wait_for(l, POLLIN, e))
                return 0;
            continue;
        }
        err_set(e, "the connection broke while reading; it is tried again "
                   "later");
        return 0;
    }
}

static bool line_late(void *ctx)
{
    const struct line *l = ctx;
    return monotonic_ms() > l->late_ms;
}

static const struct {
    CURLcode code;
    enum mailbox_state state;
    const char *text;
} MEANINGS[] = {
    {CURLE_LOGIN_DENIED, MAILBOX_REFUSED,
     "the mail server refuses user and password; look at `user:` and "
     "`password:` of the source"},
    {CURLE_COULDNT_RESOLVE_HOST, MAILBOX_UNREACHED,
     "the host name does not resolve; check the address for typing errors"},
    {CURLE_OPERATION_TIMEDOUT, MAILBOX_SLOW,
     "the mail server does not answer in time"},
    {CURLE_PEER_FAILED_VERIFICATION, MAILBOX_REFUSED,
     "the certificate of the mail server is not valid"},
    {CURLE_USE_SSL_FAILED, MAILBOX_REFUSED,
     "the mail server offers no encryption; set 'without_tls: true' on the "
     "source if others may read along"},
    {CURLE_SSL_CONNECT_ERROR, MAILBOX_UNREACHED,
     "no encrypted connection to the mail server"},
    {CURLE_WEIRD_SERVER_REPLY, MAILBOX_ODD,
     "the mail server does not speak IMAP as it should: its greeting"},
};

static enum mailbox_state not_connected(CURLcode code, const struct guard *g,
                                        struct err *e)
{
    if (g->reason[0]) {
        err_set(e,
                g->never ? "refused: %s, which is never fetched"
                         : "refused: %s; set 'allow_private: true' on the "
                           "source if you mean it",
                g->reason);
        return MAILBOX_REFUSED;
    }
    for (size_t i = 0; i < sizeof MEANINGS / sizeof *MEANINGS; i++)
        if (MEANINGS[i].code == code) {
            err_set(e, "%s", MEANINGS[i].text);
            return MEANINGS[i].state;
        }
    err_set(e, "no connection to the mail server (%s)",
            curl_easy_strerror(code));
    return MAILBOX_UNREACHED;
}

static CURL *handle(const struct mailbox_ask *ask, struct guard *g,
                    struct arena *a)
{
    CURL *easy = curl_easy_init();
    ptrdiff_t at = str_find(ask->url, STR("://"));
    struct str rest = str_from(ask->url, (size_t)at + 3), host;
    str_split(&rest, '/', &host);
    struct str origin = str_printf(a, STR_FMT "://" STR_FMT "/", (int)at,
                                   ask->url.p, STR_ARG(host));
    curl_easy_setopt(easy, CURLOPT_URL, origin.p);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "imap,imaps");
    curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(easy, CURLOPT_USE_SSL,
                     ask->without_tls ? (long)CURLUSESSL_TRY
                                      : (long)CURLUSESSL_ALL);
    curl_easy_setopt(easy, CURLOPT_USERNAME, str_z(a, ask->user));
    curl_easy_setopt(easy, CURLOPT_PASSWORD, str_z(a, ask->password));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)ask->connect_s);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)ask->fetch_s);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    guard_install(easy, g);
    return easy;
}

static struct imap_wish wish_of(const struct mailbox_ask *ask)
{
    struct imap_wish w = {.folder = folder_of(ask->url),
                          .newest = ask->newest,
                          .again = ask->again,
                          .last = ask->last};
    struct str rest = ask->position, validity, uid, one;
    if (!str_split(&rest, ':', &validity) || !str_int(validity, &w.validity) ||
        !str_split(&rest, ':', &uid) || !str_int(uid, &w.uid))
        w.validity = w.uid = 0;
    while (w.uid && w.n_left < IMAP_LEFT && str_split(&rest, ',', &one))
        if (str_int(one, &w.left[w.n_left]))
            w.n_left++;
    return w;
}

static enum mailbox_state read_mail(const struct imap_wish *wish,
                                    struct line *l, struct imap_got *got,
                                    struct err *e)
{
    struct imap_wire wire = {line_send, line_recv, line_late, l};
    if (curl_easy_getinfo(l->easy, CURLINFO_ACTIVESOCKET, &l->socket) !=
        CURLE_OK) {
        err_set(e, "no connection to the mail server");
        return MAILBOX_UNREACHED;
    }
    if (imap_read(&wire, wish, got, e))
        return MAILBOX_ANSWERED;
    return l->slow        ? MAILBOX_SLOW
           : got->odd     ? MAILBOX_ODD
           : got->refused ? MAILBOX_REFUSED
                          : MAILBOX_UNREACHED;
}

static void write_all(int fd, struct str s)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            _exit(1);
        s = str_from(s, (size_t)n);
    }
}

/* What is left out is noted with the position, and told. */
static void put_position(struct buf *head, const struct imap_got *got)
{
    buf_printf(head, "%" PRId64 ":%" PRId64, got->validity, got->uid);
    for (size_t i = 0; i < got->n_left; i++)
        buf_printf(head, "%c%" PRId64, i ? ',' : ':', got->left[i]);
    buf_char(head, '\n');
}

static void put_left(struct buf *head, const struct imap_got *got)
{
    if (got->n_left)
        buf_printf(head,
                   "messages left out: %zu, UID %lld among them, asked for "
                   "again at the next visit (%s)",
                   got->n_left, (long long)got->left[got->n_left - 1],
                   got->why.msg[0] ? got->why.msg : "they did not come before");
}

/* "STATE UNCHANGED MORE\nPOSITION\nCAUSE\n" and the bundle. */
static void child(const struct mailbox_ask *ask, int fd)
{
    struct err e = {0};
    struct arena a = {0};
    struct guard guard = {.allow_private = ask->allow_private};
    struct buf bundle, head;
    struct imap_got got = {.bundle = &bundle};
    const struct imap_wish wish = wish_of(ask);
    struct line l = {.easy = handle(ask, &guard, &a),
                     .late_ms = monotonic_ms() + ask->fetch_s * 500,
                     .until_ms = monotonic_ms() + ask->fetch_s * 1000};
    buf_init(&bundle, CEILING_BODY);
    buf_init(&head, HEAD_MOST);
    CURLcode code = curl_easy_perform(l.easy);
    enum mailbox_state state = code == CURLE_OK
                                   ? read_mail(&wish, &l, &got, &e)
                                   : not_connected(code, &guard, &e);
    bool unchanged = state == MAILBOX_ANSWERED && !got.messages && ask->known &&
                     !got.n_left && !wish.n_left;
    e.msg[strcspn(e.msg, "\r\n")] = 0;
    got.why.msg[strcspn(got.why.msg, "\r\n")] = 0;
    buf_printf(&head, "%d %d %d\n", state, unchanged, got.more);
    put_position(&head, &got);
    if (state == MAILBOX_ANSWERED)
        put_left(&head, &got);
    else
        buf_printf(&head, "%.600s", e.msg);
    buf_char(&head, '\n');
    write_all(fd, buf_view(&head));
    if (state == MAILBOX_ANSWERED)
        write_all(fd, buf_view(&bundle));
    _exit(0);
}

/* ---- the parent ---- */

struct mailbox *mailbox_start(const struct mailbox_ask *ask, struct err *e)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        err_set(e, "a pipe for the mailbox: %s", strerror(errno));
        return NULL;
    }
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        signal(SIGINT, SIG_IGN);
        signal(SIGTERM, SIG_DFL);
        signal(SIGHUP, SIG_IGN);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(1);
        if (ends[1] > 3)
            close_range(3, (unsigned)ends[1] - 1, 0);
        close_range((unsigned)ends[1] + 1, ~0U, 0);
        child(ask, ends[1]);
    }
    close(ends[1]);
    if (pid < 0) {
        err_set(e, "a process for the mailbox: %s", strerror(errno));
        close(ends[0]);
        return NULL;
    }
    struct mailbox *m = xcalloc(1, sizeof *m);
    m->pid = pid;
    m->fd = ends[0];
    fcntl(m->fd, F_SETFL, O_NONBLOCK);
    buf_init(&m->in, CEILING_BODY + HEAD_MOST);
    m->until_ms = monotonic_ms() + ask->fetch_s * 1000 + GRACE_MS;
    return m;
}

int mailbox_fd(const struct mailbox *m)
{
    return m->fd;
}

static void end_child(struct mailbox *m)
{
    if (m->pid <= 0)
        return;
    kill(m->pid, SIGKILL);
    while (waitpid(m->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    m->pid = 0;
}

void mailbox_free(struct mailbox *m)
{
    if (!m)
        return;
    end_child(m);
    close(m->fd);
    buf_clear(&m->in);
    free(m);
}

/* Takes what came; true when no more will. */
static bool drain(struct mailbox *m)
{
    char some[65536];
    for (;;) {
        ssize_t n = read(m->fd, some, sizeof some);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return monotonic_ms() > m->until_ms;
        if (n <= 0 || !buf_put(&m->in, some, (size_t)n))
            return true;
    }
}

static bool read_head(struct mailbox *m, struct mailbox_answer *out)
{
    struct str rest = buf_view(&m->in), line, word;
    int64_t n[3];
    if (!str_split(&rest, '\n', &line) ||
        !str_split(&rest, '\n', &out->position) ||
        !str_split(&rest, '\n', &out->cause))
        return false;
    for (int i = 0; i < 3; i++)
        if (!str_split(&line, ' ', &word) || !str_int(word, &n[i]))
            return false;
    out->state = (enum mailbox_state)n[0];
    out->unchanged = n[1];
    out->more = n[2];
    out->bundle = rest;
    return n[0] >= MAILBOX_ANSWERED && n[0] <= MAILBOX_ODD;
}

bool mailbox_take(struct mailbox *m, struct mailbox_answer *out)
{
    if (!drain(m))
        return false;
    bool late = monotonic_ms() > m->until_ms;
    end_child(m);
    *out = (struct mailbox_answer){0};
    if (!read_head(m, out))
        *out = (struct mailbox_answer){
            .state = late ? MAILBOX_SLOW : MAILBOX_UNREACHED,
            .cause = late ? STR("the mail server does not answer in time")
                          : STR("the process that reads the mailbox died")};
    return true;
}
