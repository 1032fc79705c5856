/* SPDX-License-Identifier: MIT
 * The desk against hostile texts and hostile clients. */
#include "tests/desk/client.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

static int dial(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)desk.port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_eq(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

/* Sends bytes as they are and reads what comes until the desk closes, or for
 * half a second of silence. */
static struct str raw(struct str request)
{
    static char answer[65536];
    size_t n = 0;
    int fd = dial();
    for (size_t sent = 0; sent < request.n;) {
        ssize_t k = send(fd, request.p + sent, request.n - sent, MSG_NOSIGNAL);
        if (k <= 0)
            break;
        sent += (size_t)k;
    }
    struct pollfd p = {.fd = fd, .events = POLLIN};
    while (n < sizeof answer && poll(&p, 1, 500) > 0) {
        ssize_t k = recv(fd, answer + n, sizeof answer - n, 0);
        if (k <= 0)
            break;
        n += (size_t)k;
    }
    close(fd);
    return (struct str){answer, n};
}

/* ---- foreign text ---- */

/* Everything the pages themselves are made of. */
static bool own_element(const char *name)
{
    return strstr(" html head meta title link script body a header nav details "
                  "summary div p br span form input button main section h1 h2 "
                  "h3 ol ul li time label select option textarea mark dl dt dd "
                  "q code svg rect b pre del ins table tbody tr th td ",
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
    const char *request, *status; /* status "": closed without an answer */
};

TEST(malformed_requests_are_refused_and_the_desk_lives)
{
#define HOST "Host: x\r\n"
    static const struct raw_case cases[] = {
        {"GARBAGE\r\n\r\n", ""},
        {"GET / HTTP/1.1\r\n\r\n", "400"},
        {"GET /login?a=%zz HTTP/1.1\r\n" HOST "\r\n", "400"},
        {"GET /login?a=%00 HTTP/1.1\r\n" HOST "\r\n", "400"},
        {"GET /login?a=%ff HTTP/1.1\r\n" HOST "\r\n", "400"},
        {"POST /login HTTP/1.1\r\n" HOST "Content-Length: x\r\n\r\n", "400"},
        {"POST /login HTTP/1.1\r\n" HOST "Content-Length: 9999999\r\n"
         "Content-Type: application/x-www-form-urlencoded\r\n\r\n",
         "413"},
        {"POST /login HTTP/1.1\r\n" HOST "Content-Length: 2\r\n"
         "Content-Type: text/plain\r\n\r\nab",
         "415"},
        {"POST /login HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n"
         "Content-Type: application/x-www-form-urlencoded\r\n\r\n0\r\n\r\n",
         "411"},
    };
    begin();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str answer = raw(str_of(cases[i].request));
        struct str status = str_part(answer, 9, 3);
        ck_assert_msg(str_eqz(status, cases[i].status), "%s\ngot " STR_FMT,
                      cases[i].request, STR_ARG(status));
    }
    struct buf big;
    buf_init(&big, 2 * CEILING_REQUEST);
    buf_z(&big, "GET /login HTTP/1.1\r\n" HOST "X: ");
    for (int i = 0; i < 100000; i++)
        buf_char(&big, 'a');
    buf_z(&big, "\r\n\r\n");
    struct str answer = raw(buf_view(&big));
    ck_assert(answer.n == 0 || answer.p[9] == '4');
    buf_clear(&big);
    ck_assert_int_eq(client_get(&c, "/login"), 200);
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
    for (; seconds < CEILING_REQUEST_S + 10; seconds++) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        char byte;
        if (send(fd, slow + seconds, 1, MSG_NOSIGNAL) <= 0)
            break;
        if (poll(&p, 1, 1000) > 0 && recv(fd, &byte, 1, 0) <= 0)
            break;
    }
    close(fd);
    ck_assert_int_ge(seconds, CEILING_REQUEST_S - 2);
    ck_assert_int_lt(seconds, CEILING_REQUEST_S + 5);
    ck_assert_int_eq(client_get(&c, "/login"), 200);
    end();
}
END

TEST_MAIN("desk, http", foreign_text_never_becomes_markup,
          wrong_methods_and_unknown_pages,
          malformed_requests_are_refused_and_the_desk_lives,
          one_address_cannot_take_all_connections,
          a_request_that_dribbles_is_cut_off)
