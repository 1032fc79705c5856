/* SPDX-License-Identifier: MIT
 * fetch: every ceiling and every bad server, over real sockets. */
#include "crawler/fetch.h"

#include "base/base.h"
#include "tests/crawler/evil.h"
#include "tests/test.h"

static void serve(struct evil *s, struct evil_request *r)
{
    if (strcmp(r->path, "/echo") == 0)
        evil_answer(r, 200, "", r->header);
    else if (!evil_serve(s, r))
        evil_answer(r, 200, "", "plain");
}

struct world {
    struct evil server;
    struct fetcher *fetcher;
    struct arena arena;
    struct err e;
};

static void world_open(struct world *w)
{
    *w = (struct world){0};
    evil_start(&w->server, serve);
    w->fetcher = fetch_open(STR("Tester/1.0 (+http://a.ru; m@a.ru)"),
                            &(struct fetch_times){0}, &w->e);
    ck_assert_ptr_nonnull(w->fetcher);
}

static void world_end(struct world *w)
{
    fetch_close(w->fetcher);
    evil_stop(&w->server);
    arena_clear(&w->arena);
}

static void start(struct world *w, int host, const char *path,
                  struct fetch_request r)
{
    r.url = str_printf(&w->arena, "http://127.0.0.%d:%d%s", host,
                       w->server.port, path);
    r.most = r.most ? r.most : CEILING_BODY;
    ck_ok(fetch_start(w->fetcher, &r, &w->e), w->e);
}

static struct fetch_answer *answer(struct world *w)
{
    struct fetch_answer *a;
    while (!(a = fetch_take(w->fetcher)))
        fetch_wait(w->fetcher, NULL, 0, 1000);
    return a;
}

static struct fetch_answer *get(struct world *w, const char *path,
                                struct fetch_request r)
{
    start(w, 1, path, r);
    return answer(w);
}

static const struct {
    const char *path;
    enum fetch_state state;
    long status;
    const char *cause; /* is in the cause */
} rows[] = {
    {"/ok", FETCH_ANSWERED, 200, ""},
    {"/endless", FETCH_HEAVY, 200, "larger than the ceiling"},
    {"/huge", FETCH_HEAVY, 200, "larger than the ceiling"},
    {"/bomb", FETCH_HEAVY, 200, "larger than the ceiling"},
    {"/smallbomb", FETCH_HEAVY, 200, "compression bomb"},
    {"/badgzip", FETCH_HEAVY, 200, "does not unpack"},
    {"/headers", FETCH_HEAVY, 200, "headers are larger"},
    {"/head/250000", FETCH_ANSWERED, 200, ""}, /* of 256 KiB */
    {"/head/270000", FETCH_HEAVY, 200, "headers are larger"},
    {"/interim", FETCH_HEAVY, 103, "headers are larger"},
    {"/location/9000", FETCH_HEAVY, 302, "headers are larger"},
    {"/location/200000", FETCH_HEAVY, 302, "headers are larger"},
    {"/location/10000000", FETCH_HEAVY, 302, "headers are larger"},
    {"/short", FETCH_UNREACHED, 200, "broke off"},
    {"/chunks", FETCH_UNREACHED, 200, ""},
    {"/nothing", FETCH_UNREACHED, 0, "without an answer"},
    {"/garbage", FETCH_HEAVY, 0, "does not speak HTTP"},
    {"/self", FETCH_ANSWERED, 302, ""},
    {"/tofile", FETCH_ANSWERED, 302, ""},
    {"/404", FETCH_ANSWERED, 404, ""},
    {"/500", FETCH_ANSWERED, 500, ""},
};

TEST(bad_servers)
{
    struct world w;
    world_open(&w);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fetch_request r = {.allow_private = true};
        struct fetch_answer *a = get(&w, rows[i].path, r);
        /* The connection that the last row left may have been closed just as
         * this one was asked for. */
        if (rows[i].status &&
            str_find(a->cause, STR("without an answer")) >= 0) {
            fetch_done(w.fetcher, a);
            a = get(&w, rows[i].path, r);
        }
        if (a->state != rows[i].state || a->status != rows[i].status ||
            str_find(a->cause, str_of(rows[i].cause)) < 0 ||
            (a->state != FETCH_ANSWERED) != (a->cause.n > 0))
            ck_abort_msg("%s: state %d, status %ld, cause " STR_FMT,
                         rows[i].path, a->state, a->status, STR_ARG(a->cause));
        ck_assert_uint_le(a->body.n, CEILING_BODY);
        fetch_done(w.fetcher, a);
    }
    world_end(&w);
}
END

TEST(slow_server_costs_one_slot_for_a_while)
{
    struct world w;
    world_open(&w);
    long long from = evil_ms();
    start(&w, 1, "/drip", (struct fetch_request){.allow_private = true});
    struct fetch_answer *a =
        (start(&w, 2, "/ok", (struct fetch_request){.allow_private = true}),
         answer(&w));
    ck_assert_int_eq(a->state, FETCH_ANSWERED); /* the second came first */
    fetch_done(w.fetcher, a);
    a = answer(&w);
    ck_assert_int_eq(a->state, FETCH_SLOW);
    ck_assert_int_ge(evil_ms() - from, 1000 * CEILING_SLOW_S - 2000);
    ck_assert_int_gt(str_find(a->cause, STR("slow")), -1);
    fetch_done(w.fetcher, a);
    world_end(&w);
}
END

/* Many bytes on the wire, one of them a chunk that says something. */
TEST(bytes_that_say_nothing_are_no_speed)
{
    struct world w;
    world_open(&w);
    fetch_close(w.fetcher);
    w.fetcher = fetch_open(STR("T"), &(struct fetch_times){.slow_s = 2}, &w.e);
    bool told = false;
    /* On a busy machine the wire itself may be slow: libcurl tells it then. */
    for (int tries = 0; !told && tries < 5; tries++) {
        struct fetch_answer *a = get(
            &w, "/extensions", (struct fetch_request){.allow_private = true});
        ck_assert_int_eq(a->state, FETCH_SLOW);
        told = str_find(a->cause, STR("too slowly")) >= 0;
        fetch_done(w.fetcher, a);
    }
    ck_assert(told);
    world_end(&w);
}
END

TEST(headers_go_and_come_verbatim)
{
    struct world w;
    world_open(&w);
    struct fetch_answer *a = get(
        &w, "/echo",
        (struct fetch_request){.allow_private = true,
                               .etag = STR("W/\"x y\""),
                               .modified = STR("some day"),
                               .headers = STR("X-Key: 1\nnonsense\nX-B: 2")});
    struct str body = buf_view(&a->body);
    static const char *sent[] = {
        "If-None-Match: W/\"x y\"\r\n",
        "If-Modified-Since: some day\r\n",
        "X-Key: 1\r\n",
        "X-B: 2\r\n",
        "User-Agent: Tester/1.0 (+http://a.ru; m@a.ru)\r\n",
        "Accept-Encoding: gzip, deflate, br\r\n"};
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++)
        if (str_find(body, str_of(sent[i])) < 0)
            ck_abort_msg("%s is not in " STR_FMT, sent[i], STR_ARG(body));
    ck_assert_int_eq(str_find(body, STR("Cookie")), -1);
    ck_assert_int_eq(str_find(body, STR("nonsense")), -1);
    fetch_done(w.fetcher, a);
    a = get(&w, "/echo",
            (struct fetch_request){.allow_private = true,
                                   .etag = STR("x\r\nX-Evil: 1")});
    ck_assert_int_eq(str_find(buf_view(&a->body), STR("X-Evil")), -1);
    ck_assert_int_eq(str_find(buf_view(&a->body), STR("X-Key")), -1);
    fetch_done(w.fetcher, a);
    a = get(&w, "/etag", (struct fetch_request){.allow_private = true});
    ck_assert_str(a->etag, "W/\"v 1\"");
    ck_assert_str(a->modified, "yesterday-ish");
    fetch_done(w.fetcher, a);
    a = get(&w, "/etag",
            (struct fetch_request){.allow_private = true,
                                   .etag = STR("W/\"v 1\"")});
    ck_assert_int_eq(a->status, 304);
    ck_assert_uint_eq(a->body.n, 0);
    fetch_done(w.fetcher, a);
    world_end(&w);
}
END

TEST(private_addresses_need_permission)
{
    struct world w;
    world_open(&w);
    struct fetch_answer *a = get(&w, "/ok", (struct fetch_request){0});
    ck_assert_int_eq(a->state, FETCH_REFUSED);
    ck_assert_int_gt(str_find(a->cause, STR("127.0.0.1 is this machine")), -1);
    ck_assert_int_gt(str_find(a->cause, STR("allow_private")), -1);
    fetch_done(w.fetcher, a);
    a = get(&w, "/ok", (struct fetch_request){.elsewhere = true});
    ck_assert_int_gt(str_find(a->cause, STR("holds for its own host")), -1);
    fetch_done(w.fetcher, a);
    ck_assert_int_eq(evil_hits(&w.server, 0, "/ok"), 0);
    /* A connection that somebody else may use is no way round. */
    a = get(&w, "/ok", (struct fetch_request){.allow_private = true});
    ck_assert_int_eq(a->state, FETCH_ANSWERED);
    fetch_done(w.fetcher, a);
    a = get(&w, "/ok", (struct fetch_request){0});
    ck_assert_int_eq(a->state, FETCH_REFUSED);
    fetch_done(w.fetcher, a);
    ck_assert_int_eq(evil_hits(&w.server, 0, "/ok"), 1);
    world_end(&w);
}
END

/* The guard is asked before the socket is connected: who listens on a private
 * address does not even see a connection. */
TEST(a_private_listener_sees_nobody)
{
    struct world w;
    world_open(&w);
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    ck_assert_int_eq(listen(fd, 5), 0);
    ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&at, &n), 0);
    struct fetch_request r = {
        .url = str_printf(&w.arena, "http://127.0.0.1:%d/", ntohs(at.sin_port)),
        .most = CEILING_BODY};
    ck_ok(fetch_start(w.fetcher, &r, &w.e), w.e);
    struct fetch_answer *a = answer(&w);
    ck_assert_int_eq(a->state, FETCH_REFUSED);
    ck_assert_int_eq(accept(fd, NULL, NULL), -1);
    ck_assert_int_eq(errno, EAGAIN);
    fetch_done(w.fetcher, a);
    close(fd);
    world_end(&w);
}
END

TEST(advice_only_where_it_helps)
{
    static const struct {
        const char *url;
        bool helps;
    } ROWS[] = {
        {"http://127.0.0.1:9/", true},       {"http://10.0.0.1/", true},
        {"http://[::1]:9/", true},           {"http://0.0.0.0/", false},
        {"http://169.254.169.254/", false},  {"http://224.0.0.1/", false},
        {"http://[::ffff:0:7f00:1]/", false}};
    struct world w;
    world_open(&w);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct fetch_request r = {.url = str_of(ROWS[i].url),
                                  .most = CEILING_BODY};
        ck_ok(fetch_start(w.fetcher, &r, &w.e), w.e);
        struct fetch_answer *a = answer(&w);
        ck_assert_int_eq(a->state, FETCH_REFUSED);
        if ((str_find(a->cause, STR("allow_private")) >= 0) != ROWS[i].helps)
            ck_abort_msg("%s: " STR_FMT, ROWS[i].url, STR_ARG(a->cause));
        fetch_done(w.fetcher, a);
    }
    world_end(&w);
}
END

TEST(a_cut_body_is_an_answer)
{
    struct world w;
    world_open(&w);
    struct fetch_answer *a =
        get(&w, "/endless",
            (struct fetch_request){
                .allow_private = true, .most = 5000, .cut = true});
    ck_assert_int_eq(a->state, FETCH_ANSWERED);
    ck_assert_uint_eq(a->body.n, 5000);
    fetch_done(w.fetcher, a);
    world_end(&w);
}
END

TEST(many_at_once_and_cancelled)
{
    struct world w;
    world_open(&w);
    for (int i = 0; i < 100; i++)
        start(&w, 1 + i % 9, "/x",
              (struct fetch_request){.allow_private = true});
    ck_assert_int_eq(fetch_busy(w.fetcher), 100);
    for (int i = 0; i < 50; i++) {
        struct fetch_answer *a = answer(&w);
        ck_assert_int_eq(a->status, 200);
        ck_assert_str(buf_view(&a->body), "plain");
        fetch_done(w.fetcher, a);
    }
    fetch_cancel(w.fetcher);
    ck_assert_int_eq(fetch_busy(w.fetcher), 0);
    ck_assert_ptr_null(fetch_take(w.fetcher));
    struct fetch_answer *a =
        get(&w, "/ok", (struct fetch_request){.allow_private = true});
    ck_assert_str(buf_view(&a->body), "fine");
    fetch_done(w.fetcher, a);
    world_end(&w);
}
END

TEST_MAIN("fetch", bad_servers, slow_server_costs_one_slot_for_a_while,
          bytes_that_say_nothing_are_no_speed, headers_go_and_come_verbatim,
          private_addresses_need_permission, a_private_listener_sees_nobody,
          advice_only_where_it_helps, a_cut_body_is_an_answer,
          many_at_once_and_cancelled)
