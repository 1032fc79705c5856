/* SPDX-License-Identifier: MIT
 *
 * client: a desk in a process of its own, and a browser's half of HTTP. */
#ifndef MOLVA_TESTS_CLIENT_H
#define MOLVA_TESTS_CLIENT_H

#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "desk/form.h"
#include "tests/desk/fixture.h"
#include "tests/place.h"
#include "tests/test.h"

struct served {
    char path[64]; /* of the store */
    pid_t pid;     /* of the desk */
    int port;      /* it answers on */
    int news;      /* pipe: its port, then what connect() said at the end */
};

static volatile sig_atomic_t served_stop;
static int served_pipe;
static const char *served_path;      /* of its store */
static bool served_behind_tls;       /* how the next desk is set up */
static const char *served_proxy;     /* from which address people are named */
static struct desk_care served_care; /* of who answers */
static const char *served_folder;    /* of its statements */

static void served_signal(int number)
{
    served_stop = number;
}

static void served_ready(void *ctx, int port)
{
    (void)ctx;
    if (write(served_pipe, &port, sizeof port) != sizeof port)
        _exit(4);
}

/* After the desk has ended its process must still be unable to call out. */
static int try_connect(int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return errno; /* a desk with a database may have its sockets only */
    int code = connect(fd, (struct sockaddr *)&to, sizeof to) ? errno : 0;
    close(fd);
    return code;
}

/* What a search for these words does to the worker it runs in: kills it; kills
 * it when it can call out; never ends; ends when the file PATH-go is there. */
static struct str served_lemmas(void *ctx, struct str query)
{
    char go[4096];
    snprintf(go, sizeof go, "%s-go", served_path);
    (void)ctx;
    if (str_eqz(query, "die") ||
        (str_eqz(query, "call") && try_connect(1) != EPERM))
        raise(SIGKILL);
    while (str_eqz(query, "spin"))
        continue;
    while (str_eqz(query, "hold") && access(go, F_OK) != 0)
        usleep(10 * 1000);
    return query;
}

static void serve_child(struct served *s)
{
    struct err e = {0};
    struct matrix *m = fixture_matrix(&e);
    struct desk_setup setup = {
        .store = str_of(place_url(s->path)),
        .behind_tls = served_behind_tls,
        .proxy = {str_of(served_proxy ? served_proxy : ""),
                  served_proxy ? "X-Forwarded-User" : NULL},
        .site = {.folder = served_folder,
                 .url = STR("https://vector.example/a"),
                 .company = STR("Вектор"),
                 .lang = STR("ru")},
        .care = served_care,
        .matrix = m,
        .departments = FIXTURE_DEPARTMENTS,
        .n_departments = FIXTURE_N_DEPARTMENTS,
        .catalogue = fixture_catalogue(&e),
        .selfcheck = fixture_selfcheck(&e),
        .ctx = m,
        .redecide = fixture_decide,
        .rebrand = fixture_rebrand,
        .brands = FIXTURE_BRANDS,
        .n_brands = FIXTURE_N_BRANDS,
        .speech = {.lemmas = served_lemmas},
        .posts = (const struct str[]){STR("Отзывы.example")},
        .n_posts = 1,
        .ready = served_ready,
        .scouted = true,
        .answer_cpu_s = 3,
        .stop = &served_stop};
    served_path = s->path;
    signal(SIGTERM, served_signal);
    bool ok = m && desk_run(&setup, &e);
    if (!ok)
        fprintf(stderr, "desk: %s\n", e.msg);
    int code = try_connect(1);
    if (m)
        matrix_close(m);
    if (write(served_pipe, &code, sizeof code) != sizeof code)
        ok = false;
    exit(ok ? 0 : 3); /* not _exit: leaks are looked for at the end */
}

static void served_fill(const char *path)
{
    struct err e = {0};
    struct arena a = {0};
    struct matrix *m = fixture_matrix(&e);
    if (!m)
        ck_abort_msg("%s", e.msg);
    struct store *store = place_open(path, &e);
    if (!store)
        ck_abort_msg("%s", e.msg);
    ck_ok(fixture_fill(store, &a, m, &e), e);
    ck_ok(fixture_people(store, &e), e);
    store_close(store);
    matrix_close(m);
    arena_clear(&a);
}

static struct served served_start(void)
{
    struct served s = {.path = "/tmp/molva-desk-XXXXXX"};
    int ends[2];
    int fd = mkstemp(s.path);
    ck_assert(fd >= 0);
    close(fd);
    served_fill(s.path);
    ck_assert_int_eq(pipe(ends), 0);
    fflush(NULL);
    s.pid = fork();
    if (s.pid == 0) {
        close(ends[0]);
        served_pipe = ends[1];
        serve_child(&s);
    }
    close(ends[1]);
    s.news = ends[0];
    ck_assert_int_eq(read(s.news, &s.port, sizeof s.port), sizeof s.port);
    return s;
}

/* Ends the desk; it must go by itself. Returns what connect() said there. */
static int served_end(struct served *s)
{
    static const char *const tails[] = {"", "-wal", "-shm", "-go"};
    char name[80];
    int status, code = -1;
    kill(s->pid, SIGTERM);
    ck_assert_int_eq(read(s->news, &code, sizeof code), sizeof code);
    ck_assert_int_eq(waitpid(s->pid, &status, 0), s->pid);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(s->news);
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        snprintf(name, sizeof name, "%s%s", s->path, tails[i]);
        unlink(name);
    }
    return code;
}

/* ---- the browser's half ---- */

struct client {
    CURL *curl;              /* keeps cookies */
    const struct served *to; /* whom it asks */
    struct buf head, body;   /* of the last answer */
    long status;             /* of it */
    struct arena arena;      /* of what is taken out of it */
    const char *header;      /* one more to send, may be NULL */
};

static size_t client_take(char *p, size_t one, size_t n, void *buf)
{
    return buf_put(buf, p, one * n) ? one * n : 0;
}

static void client_open(struct client *c, const struct served *to)
{
    *c = (struct client){.curl = curl_easy_init(), .to = to};
    buf_init(&c->head, CEILING_REQUEST);
    buf_init(&c->body, CEILING_PAGE_OUT);
    curl_easy_setopt(c->curl, CURLOPT_COOKIEFILE, "");
    curl_easy_setopt(c->curl, CURLOPT_TIMEOUT, 20L);
    curl_easy_setopt(c->curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, client_take);
    curl_easy_setopt(c->curl, CURLOPT_WRITEDATA, &c->body);
    curl_easy_setopt(c->curl, CURLOPT_HEADERFUNCTION, client_take);
    curl_easy_setopt(c->curl, CURLOPT_HEADERDATA, &c->head);
}

static void client_close(struct client *c)
{
    curl_easy_cleanup(c->curl);
    buf_clear(&c->head);
    buf_clear(&c->body);
    arena_clear(&c->arena);
}

static long client_send(struct client *c, const char *method, const char *path,
                        struct str form)
{
    char url[2048];
    struct curl_slist *headers = NULL;
    snprintf(url, sizeof url, "http://127.0.0.1:%d%s", c->to->port, path);
    buf_reset(&c->head);
    buf_reset(&c->body);
    if (c->header)
        headers = curl_slist_append(headers, c->header);
    curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c->curl, CURLOPT_URL, url);
    curl_easy_setopt(c->curl, CURLOPT_NOBODY, 0L);
    if (strcmp(method, "POST") == 0) {
        curl_easy_setopt(c->curl, CURLOPT_POST, 1L);
        curl_easy_setopt(c->curl, CURLOPT_POSTFIELDSIZE, (long)form.n);
        curl_easy_setopt(c->curl, CURLOPT_COPYPOSTFIELDS, form.p ? form.p : "");
        curl_easy_setopt(c->curl, CURLOPT_CUSTOMREQUEST, NULL);
    } else {
        curl_easy_setopt(c->curl, CURLOPT_HTTPGET, 1L);
        curl_easy_setopt(c->curl, CURLOPT_CUSTOMREQUEST, method);
        if (strcmp(method, "HEAD") == 0)
            curl_easy_setopt(c->curl, CURLOPT_NOBODY, 1L);
    }
    CURLcode code = curl_easy_perform(c->curl);
    curl_slist_free_all(headers);
    if (code != CURLE_OK)
        ck_abort_msg("%s %s: %s", method, path, curl_easy_strerror(code));
    curl_easy_getinfo(c->curl, CURLINFO_RESPONSE_CODE, &c->status);
    return c->status;
}

static long client_get(struct client *c, const char *path)
{
    return client_send(c, "GET", path, (struct str){0});
}

static inline bool client_has(const struct client *c, const char *text)
{
    return str_find(buf_view(&c->body), str_of(text)) >= 0;
}

/* What stands between two texts of s; the empty str when it does not. */
static struct str between(struct arena *a, struct str s, const char *before,
                          const char *after)
{
    ptrdiff_t at = str_find(s, str_of(before));
    if (at < 0)
        return (struct str){0};
    s = str_from(s, (size_t)at + strlen(before));
    ptrdiff_t end = str_find(s, str_of(after));
    return end < 0 ? (struct str){0} : str_dup(a, str_part(s, 0, (size_t)end));
}

static inline struct str client_header(struct client *c, const char *name)
{
    const char *start = str_printf(&c->arena, "\r\n%s: ", name).p;
    return between(&c->arena, buf_view(&c->head), start, "\r\n");
}

static struct str client_field(struct client *c, const char *name)
{
    const char *start = str_printf(&c->arena, "name=\"%s\" value=\"", name).p;
    return between(&c->arena, buf_view(&c->body), start, "\"");
}

/* Sends the fields name, value, name, value ... NULL with the token and the
 * state of the page that was read last. */
static long client_post(struct client *c, const char *path, ...)
{
    struct buf form;
    va_list ap;
    buf_init(&form, 2 * CEILING_REQUEST_TABLE);
    struct str csrf = client_field(c, "csrf"), seen = client_field(c, "seen");
    form_put(&form, "csrf", csrf);
    form_put(&form, "seen", seen);
    va_start(ap, path);
    for (const char *name; (name = va_arg(ap, const char *));)
        form_put(&form, name, str_of(va_arg(ap, const char *)));
    va_end(ap);
    client_send(c, "POST", path, buf_view(&form));
    buf_clear(&form);
    return c->status;
}

static void client_login(struct client *c, const char *login)
{
    ck_assert_int_eq(client_get(c, "/login"), 200);
    ck_assert_int_eq(client_post(c, "/login", "login", login, "password",
                                 FIXTURE_PASSWORD, NULL),
                     303);
}

/* ---- what every test of the served desk has ---- */

static struct served desk;
static struct client c;

static void begin(void)
{
    desk = served_start();
    client_open(&c, &desk);
}

static void end(void)
{
    client_close(&c);
    ck_assert_int_eq(served_end(&desk), EPERM);
}

#endif
