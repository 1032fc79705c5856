/* SPDX-License-Identifier: MIT
 * The desk against hostile texts and hostile clients. */
#include "desk/http.h"
#include "tests/desk/client.h"
#include "tests/desk/wire.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

/* ---- foreign text ---- */

/* Everything the pages themselves are made of. */
static bool own_element(const char *name)
{
    return strstr(" html head meta title link script body a header nav details "
                  "summary div p br span form input button main section h1 h2 "
                  "h3 ol ul li time label select option textarea mark dl dt dd "
                  "q abbr code svg rect b pre del ins table tbody tr th td "
                  "dialog kbd ",
                  name) != NULL;
}

static void check_node(const xmlNode *node, const char *page)
{
    if (node->type != XML_ELEMENT_NODE)
        return;
    const char *name = (const char *)node->name;
    ck_assert_msg(own_element(name), "%s: <%s>", page, name);
    ck_assert_msg(strcmp(name, "script") != 0 || !node->children,
                  "%s: a script with text", page);
    for (const xmlAttr *at = node->properties; at; at = at->next) {
        const char *attribute = (const char *)at->name;
        const char *value =
            at->children ? (const char *)at->children->content : "";
        ck_assert_msg(strncmp(attribute, "on", 2) != 0, "%s: %s", page,
                      attribute);
        ck_assert_msg(strcmp(attribute, "style") != 0, "%s: a style", page);
        if (strcmp(attribute, "href") == 0)
            ck_assert_msg(value[0] == '/' || value[0] == '#' ||
                              strncmp(value, "http", 4) == 0,
                          "%s: href %s", page, value);
    }
    for (const xmlNode *child = node->children; child; child = child->next)
        check_node(child, page);
}

TEST(foreign_text_never_becomes_markup)
{
    static const char *const pages[] = {
        "/queue",
        "/mention/9",
        "/sources",
        "/queue?words=%3Cscript%3Ealert(1)%3C/script%3E&type=%22x",
        "/matrix",
        "/numbers",
        "/mention/1",
        "/queue?did=%3Cb%3E&was=%3Ci%3E"};
    begin();
    client_login(&c, "anna");
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        ck_assert_msg(client_get(&c, pages[i]) == 200, "%s: %ld", pages[i],
                      c.status);
        htmlDocPtr doc = htmlReadMemory(
            c.body.p, (int)c.body.n, NULL, "utf-8",
            HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
        ck_assert(doc != NULL);
        check_node(xmlDocGetRootElement(doc), pages[i]);
        xmlFreeDoc(doc);
        ck_assert_msg(!client_has(&c, "\xe2\x80\xae"), "%s", pages[i]);
        ck_assert_msg(!client_has(&c, "javascript:"), "%s", pages[i]);
    }
    end();
}
END

/* ---- bad requests ---- */

struct method_case {
    const char *method, *path;
    long status;
};

TEST(wrong_methods_and_unknown_pages)
{
    static const struct method_case cases[] = {
        {"HEAD", "/queue", 200},
        {"POST", "/queue", 405},
        {"DELETE", "/mention/1", 405},
        {"GET", "/mention/1/edit", 405},
        {"PUT", "/login", 405},
        {"GET", "/nothing", 404},
        {"GET", "/mention/", 404},
        {"GET", "/mention/-1", 404},
        {"GET", "/mention/1x", 404},
        {"GET", "/mention/999999", 404},
        {"GET", "/queue/", 404},
        {"GET", "/static/desk.css", 404},
        {"GET", "/static/../x", 404},
        {"GET", "/mention/99999999999999999999", 404},
        {"GET", "/api/mention/999999", 404},
    };
    begin();
    client_login(&c, "anna");
    curl_easy_setopt(c.curl, CURLOPT_PATH_AS_IS, 1L);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        long status = client_send(&c, cases[i].method, cases[i].path, STR(""));
        ck_assert_msg(status == cases[i].status, "%s %s: %ld", cases[i].method,
                      cases[i].path, status);
        ck_assert(client_header(&c, "X-Content-Type-Options").n > 0);
        if (status == 405)
            ck_assert(client_header(&c, "Allow").n > 0);
    }
    end();
}
END

struct raw_case {
    struct str request; /* {h} stands for the desk's own Host */
    const char *status; /* of the answer */
};

#define LINE "GET /login HTTP/1.1\r\n"
#define HOST "Host: {h}\r\n"
#define POST "POST /login HTTP/1.1\r\n" HOST FORM
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"
#define BAD(z)                                                                 \
    {                                                                          \
        STR(z), "400"                                                          \
    }
#define IS(z, status)                                                          \
    {                                                                          \
        STR(z), status                                                         \
    }

/* Each is sent with a second request behind it, which must not be run. */
static const struct raw_case malformed[] = {
    /* the line of the request */
    BAD("GARBAGE\r\n\r\n"),
    BAD("GET\r\n" HOST "\r\n"),
    BAD("GET /login\r\n" HOST "\r\n"),
    BAD("GET  /login HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET /login  HTTP/1.1\r\n" HOST "\r\n"),
    BAD(" GET /login HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET /login HTTP/1.1 \r\n" HOST "\r\n"),
    BAD("GET\t/login HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET /a b HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET login HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET http://{h}/login HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET * HTTP/1.1\r\n" HOST "\r\n"),
    BAD("G(T /login HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET /login\x01 HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET /login\0 HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET /login\x7f HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET /login\xd1\x8f HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET /login#x HTTP/1.1\r\n" HOST "\r\n"),
    BAD("GET /login HTTP/1.\r\n" HOST "\r\n"),
    BAD("GET /login http/1.1\r\n" HOST "\r\n"),
    BAD("GET /login HTTP/11\r\n" HOST "\r\n"),
    BAD("GET /login HTTP/1.1x\r\n" HOST "\r\n"),
    IS("GET /login HTTP/2.0\r\n" HOST "\r\n", "505"),
    IS("GET /login HTTP/0.9\r\n" HOST "\r\n", "505"),
    BAD("\r\n\r\nGET /login HTTP/1.1\r\n" HOST "\r\n"),
    /* line ends */
    BAD("GET /login HTTP/1.1\n" HOST "\r\n"),
    BAD("GET /login HTTP/1.1\r\nHost: {h}\n\n"),
    BAD(LINE HOST "X: a\rY: b\r\n\r\n"),
    BAD(LINE HOST "X: a\r\r\n\r\n"),
    /* headers */
    BAD(LINE "\r\n"),
    BAD(LINE "Host:\r\n\r\n"),
    BAD(LINE "Host: \r\n\r\n"),
    BAD("GET /login HTTP/1.0\r\n\r\n"),
    BAD(LINE HOST HOST "\r\n"),
    BAD(LINE HOST "Host: evil.example\r\n\r\n"),
    BAD(LINE HOST "host: {h}\r\n\r\n"),
    BAD(LINE "Host: {h}, evil.example\r\n\r\n"),
    BAD(LINE "Host: {h} evil\r\n\r\n"),
    BAD(LINE "Host: http://{h}\r\n\r\n"),
    BAD(LINE "Host: me@{h}\r\n\r\n"),
    BAD(LINE "Host: {h}/\r\n\r\n"),
    BAD(LINE "Host: 127.0.0.1:x\r\n\r\n"),
    BAD(LINE "Host: [::1\r\n\r\n"),
    BAD(LINE "Host : {h}\r\n\r\n"),
    BAD(LINE HOST "X : a\r\n\r\n"),
    BAD(LINE HOST "X\t: a\r\n\r\n"),
    BAD(LINE HOST ": a\r\n\r\n"),
    BAD(LINE HOST "X\r\n\r\n"),
    BAD(LINE HOST "X(: a\r\n\r\n"),
    BAD(LINE HOST "X\xc3\xa9: a\r\n\r\n"),
    BAD(LINE HOST " X: a\r\n\r\n"),
    BAD(LINE " X: a\r\n" HOST "\r\n"),
    BAD(LINE HOST "X: a\r\n b\r\n\r\n"),
    BAD(LINE HOST "X: a\r\n\tb\r\n\r\n"),
    BAD(LINE HOST "X: a\0b\r\n\r\n"),
    BAD(LINE HOST "X\0: b\r\n\r\n"),
    BAD(LINE HOST "X: a\x08\r\n\r\n"),
    BAD(LINE HOST "X: a\x1b[31m\r\n\r\n"),
    BAD(LINE HOST "X: a\x7f\r\n\r\n"),
    BAD(LINE HOST "X: a\x0b\r\n\r\n"),
    BAD(LINE HOST "Cookie: a=1\r\nCookie: b=2\r\n\r\n"),
    BAD(LINE HOST "Origin: http://a\r\nOrigin: http://b\r\n\r\n"),
    /* length of the body */
    BAD(POST "Content-Length: 3\r\nContent-Length: 40\r\n\r\na=b"),
    BAD(POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\na=b"),
    BAD(POST "Content-Length: 3\r\ncontent-length: 3\r\n\r\na=b"),
    BAD(POST "Content-Length: 3, 3\r\n\r\na=b"),
    BAD(POST "Content-Length: 3,40\r\n\r\na=b"),
    BAD(POST "Content-Length: +3\r\n\r\na=b"),
    BAD(POST "Content-Length: -3\r\n\r\na=b"),
    BAD(POST "Content-Length: 0x3\r\n\r\na=b"),
    BAD(POST "Content-Length: 3.0\r\n\r\na=b"),
    BAD(POST "Content-Length: 3 3\r\n\r\na=b"),
    BAD(POST "Content-Length: \"3\"\r\n\r\na=b"),
    BAD(POST "Content-Length: x\r\n\r\na=b"),
    BAD(POST "Content-Length:\r\n\r\na=b"),
    BAD(POST "Content-Length: 99999999999999999999\r\n\r\na=b"),
    BAD(POST "Content-Length: 18446744073709551619\r\n\r\na=b"),
    BAD(POST "Content-Length: 4294967299999999999999999999999\r\n\r\na=b"),
    IS(POST "Content-Length: 9999999\r\n\r\na=b", "413"),
    IS(POST "Content-Length: 4294967299\r\n\r\na=b", "413"),
    BAD(POST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\na=b"),
    BAD(POST
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"),
    BAD(POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"
             "0\r\n\r\n"),
    BAD(POST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    BAD(POST "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
    BAD(POST "Transfer-Encoding: identity\r\n\r\na=b"),
    BAD(POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    BAD(POST "Transfer-Encoding: \x0b"
             "chunked\r\n\r\n0\r\n\r\n"),
    BAD(POST "Transfer-Encoding:\r\n\r\n0\r\n\r\n"),
    BAD(POST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
    BAD("POST /login HTTP/1.0\r\n" HOST FORM
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    IS(POST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "411"),
    /* kind of the body */
    IS("POST /login HTTP/1.1\r\n" HOST "Content-Length: 2\r\n"
       "Content-Type: text/plain\r\n\r\nab",
       "415"),
    IS("POST /login HTTP/1.1\r\n" HOST "Content-Length: 2\r\n\r\nab", "415"),
    BAD("POST /login HTTP/1.1\r\n" HOST FORM FORM
        "Content-Length: 2\r\n\r\nab"),
    IS(POST "Expect: more\r\nContent-Length: 3\r\n\r\na=b", "417"),
    /* names that are not ours */
    IS(LINE "Host: evil.example\r\n\r\n", "421"),
    IS(LINE "Host: a\r\n\r\n", "421"),
    IS(LINE "Host: 127.0.0.1:9\r\n\r\n", "421"),
    IS(LINE "Host: [::1]:80\r\n\r\n", "421"),
    IS("POST /login HTTP/1.1\r\nHost: rebind.example:{p}\r\n" FORM
       "Content-Length: 3\r\n\r\na=b",
       "421"),
};

static void try_malformed(const struct raw_case *k, bool after_a_good_one)
{
    struct buf b;
    bool closed;
    buf_init(&b, CEILING_REQUEST);
    if (after_a_good_one)
        fill(&b, STR(LINE HOST "\r\n"));
    fill(&b, k->request);
    fill(&b, STR("GET /queue HTTP/1.1\r\n" HOST "\r\n"));
    struct str answer = raw(buf_view(&b), &closed);
    ck_assert_msg(answers_in(answer) == 1 + after_a_good_one,
                  "%d answers to " STR_FMT, answers_in(answer),
                  STR_ARG(k->request));
    ck_assert_msg(str_eqz(last_status(answer), k->status),
                  STR_FMT " to " STR_FMT, STR_ARG(last_status(answer)),
                  STR_ARG(k->request));
    ck_assert_msg(closed, "left open: " STR_FMT, STR_ARG(k->request));
    ck_assert(str_find(answer, STR("nosniff")) > 0);
    buf_clear(&b);
}

TEST(malformed_requests_get_one_answer_and_the_end)
{
    enum { N = sizeof malformed / sizeof *malformed };
    begin();
    for (size_t i = 0; i < N; i++) {
        try_malformed(&malformed[i], false);
        try_malformed(&malformed[i], true);
    }
    ck_assert_int_eq(client_get(&c, "/login"), 200);
    end();
}
END

/* What is odd but right must not be refused: {request, status}. */
TEST(odd_requests_that_are_right_are_answered)
{
    static const struct raw_case cases[] = {
        IS(LINE HOST "\r\n", "200"),
        IS("\r\n" LINE HOST "\r\n", "200"),
        IS("GET /login HTTP/1.0\r\n" HOST "\r\n", "200"),
        IS(LINE "hOST:{h}\r\n\r\n", "200"),
        IS(LINE "Host: \t {h} \t\r\n\r\n", "200"),
        IS(LINE "Host: LocalHost:{p}\r\n\r\n", "200"),
        IS(LINE HOST "X:\r\nY: \xd1\x8f\r\n\r\n", "200"),
        IS(LINE HOST "X: 1\r\nX: 2\r\n\r\n", "200"),
        IS(POST "Content-Length: 3\r\n\r\na=b", "403"),
        IS(POST "Content-Length: 03\r\n\r\na=b", "403"),
        IS(POST "Content-Length: 0\r\n\r\n", "403"),
        IS("POST /login HTTP/1.1\r\n" HOST "Content-Length: 3\r\n"
           "Content-Type: Application/x-www-form-urlencoded; charset=utf-8\r\n"
           "\r\na=b",
           "403"),
        IS(POST "Expect: 100-continue\r\nContent-Length: 3\r\n\r\na=b", "403"),
        IS("GET /login?a=%zz HTTP/1.1\r\n" HOST "\r\n", "400"),
        IS("GET /login?a=%00 HTTP/1.1\r\n" HOST "\r\n", "400"),
        IS("GET /login?a=%ff HTTP/1.1\r\n" HOST "\r\n", "400"),
        IS("GET /nothing HTTP/1.1\r\n" HOST "\r\n", "404"),
        IS("BREW /login HTTP/1.1\r\n" HOST "\r\n", "405"),
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf b;
        bool closed;
        buf_init(&b, CEILING_REQUEST);
        fill(&b, cases[i].request);
        struct str answer = raw(buf_view(&b), &closed);
        ck_assert_msg(str_eqz(last_status(answer), cases[i].status),
                      STR_FMT " to " STR_FMT, STR_ARG(last_status(answer)),
                      STR_ARG(cases[i].request));
        ck_assert_int_eq(answers_in(answer), 1);
        buf_clear(&b);
    }
    end();
}
END

/* Several requests at once, and one in pieces of a byte. */
TEST(requests_may_come_together_and_in_pieces)
{
    begin();
    struct buf b;
    bool closed;
    buf_init(&b, CEILING_REQUEST);
    for (int i = 0; i < 5; i++)
        fill(&b, STR(LINE HOST "\r\n"));
    fill(&b, STR(POST "Content-Length: 3\r\n\r\na=b" LINE HOST
                      "Connection: close\r\n\r\n"));
    struct str answer = raw(buf_view(&b), &closed);
    ck_assert_int_eq(answers_in(answer), 7);
    ck_assert_str(last_status(answer), "200");
    ck_assert(closed);
    buf_reset(&b);
    fill(&b, STR("\r\n" POST "Content-Length: 3\r\n"
                 "Connection: close\r\n\r\na=b"));
    int fd = dial(), one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    for (size_t i = 0; i < b.n; i++)
        ck_assert_int_eq(send(fd, b.p + i, 1, MSG_NOSIGNAL), 1);
    answer = read_all(fd, &closed);
    ck_assert_int_eq(answers_in(answer), 1);
    ck_assert_str(last_status(answer), "403");
    ck_assert(closed);
    buf_clear(&b);
    end();
}
END

TEST(a_head_has_a_ceiling)
{
    static const struct str starts[] = {STR(LINE HOST "X: "), STR("GET /")};
    static const char *const statuses[] = {"431", "414"};
    begin();
    for (size_t k = 0; k < 2; k++) {
        struct buf big;
        bool closed;
        buf_init(&big, 2 * CEILING_REQUEST);
        fill(&big, starts[k]);
        for (int i = 0; i < 100000; i++)
            buf_char(&big, 'a');
        struct str answer = raw(buf_view(&big), &closed);
        ck_assert_str(last_status(answer), statuses[k]);
        ck_assert(closed);
        buf_clear(&big);
    }
    struct buf many;
    bool closed;
    buf_init(&many, CEILING_REQUEST);
    fill(&many, STR(LINE HOST));
    for (int i = 0; i < HTTP_HEADERS; i++)
        buf_z(&many, "X: a\r\n");
    buf_z(&many, "\r\n");
    ck_assert_str(last_status(raw(buf_view(&many), &closed)), "431");
    buf_clear(&many);
    end();
}
END

TEST(one_address_cannot_take_all_connections)
{
    enum { MANY = CEILING_CONNECTIONS_IP + 20 };
    int fds[MANY], closed = 0;
    begin();
    for (int i = 0; i < MANY; i++)
        fds[i] = dial();
    for (int i = 0; i < MANY; i++) {
        struct pollfd p = {.fd = fds[i], .events = POLLIN};
        char byte;
        if (poll(&p, 1, i ? 20 : 1000) > 0 && recv(fds[i], &byte, 1, 0) <= 0)
            closed++;
    }
    ck_assert_int_ge(closed, MANY - CEILING_CONNECTIONS_IP);
    ck_assert_int_lt(closed, MANY);
    for (int i = 0; i < MANY; i++)
        close(fds[i]);
    usleep(600 * 1000); /* longer than a turn of the loop */
    ck_assert_int_eq(client_get(&c, "/login"), 200);
    end();
}
END

/* One byte a second keeps an idle timeout away for ever, not our deadline. */
TEST(a_request_that_dribbles_is_cut_off)
{
    begin();
    int fd = dial(), seconds = 0;
    const char *slow = "GET /login HTTP/1.1\r\nHost: x\r\nX-Slow: "
                       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    for (; seconds < CEILING_HEAD_S + 30; seconds++) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        char bytes[4096];
        if (send(fd, slow + seconds, 1, MSG_NOSIGNAL) <= 0)
            break;
        if (poll(&p, 1, 1000) > 0 && recv(fd, bytes, sizeof bytes, 0) >= 0)
            break;
    }
    close(fd);
    ck_assert_int_ge(seconds, CEILING_HEAD_S - 2);
    ck_assert_int_lt(seconds, CEILING_HEAD_S + 20);
    ck_assert_int_eq(client_get(&c, "/login"), 200);
    end();
}
END

TEST_MAIN("desk, http", foreign_text_never_becomes_markup,
          wrong_methods_and_unknown_pages,
          malformed_requests_get_one_answer_and_the_end,
          odd_requests_that_are_right_are_answered,
          requests_may_come_together_and_in_pieces, a_head_has_a_ceiling,
          one_address_cannot_take_all_connections,
          a_request_that_dribbles_is_cut_off)
