/* SPDX-License-Identifier: MIT
 * mailbox: what is asked of a mail server, and what it may answer: messages,
 * lies about their sizes, nothing. */
#include "crawler/mailbox.h"

#include <arpa/inet.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "crawler/imap.h"
#include "tests/test.h"

#define OPEN "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nM1 OK [READ-ONLY]\r\n"
#define BYE  "* BYE\r\nM%d OK\r\n"

/* A server that says what stands in `answers`, "|" before each command. */
struct script {
    struct str answers;
    struct buf asked;
};

static bool on_send(void *ctx, struct str bytes, struct err *e)
{
    struct script *s = ctx;
    (void)e;
    return buf_str(&s->asked, bytes);
}

static size_t on_recv(void *ctx, char *to, size_t room, struct err *e)
{
    struct script *s = ctx;
    size_t n = s->answers.n < 5 ? s->answers.n : 5; /* in small pieces */
    n = n < room ? n : room;
    memcpy(to, s->answers.p, n);
    s->answers = str_from(s->answers, n);
    if (!n)
        err_set(e, "it broke off");
    return n;
}

static const struct {
    const char *answers;
    int64_t validity, uid; /* when it was read last */
    const char *wanted;    /* the bundle, or the error */
    int64_t now_uid;       /* after it; -1 it fails */
} TALKS[] = {
    {OPEN "* SEARCH 5 9\r\nM2 OK\r\n"
          "* 1 FETCH (UID 5 BODY[]<0> {4}\r\nA: b)\r\nM3 OK\r\n"
          "* 2 FETCH (BODY[]<0> {3}\r\nC:d UID 9)\r\nM4 OK\r\n" BYE,
     0, 0, "4 5\nA: b3 9\nC:d", 9},
    /* n:* names the last one though it is known */
    {OPEN "* SEARCH 9\r\nM2 OK\r\n" BYE, 7, 9, "", 9},
    {OPEN "* SEARCH\r\nM2 OK\r\n" BYE, 7, 9, "", 9},
    /* the mailbox was made anew: all of it again */
    {OPEN "* SEARCH 2\r\nM2 OK\r\n"
          "* 1 FETCH (UID 2 BODY[] {1}\r\nA)\r\nM3 OK\r\n" BYE,
     6, 9, "1 2\nA", 2},
    /* what is deleted meanwhile, and what nobody asked for */
    {OPEN "* SEARCH 8 9\r\nM2 OK\r\n* 1 EXPUNGE\r\nM3 OK\r\n"
          "* 1 FETCH (FLAGS (\\Seen))\r\n"
          "* 2 FETCH (X {3}\r\nM4 BODY[]<0> {1}\r\nA)\r\nM4 OK\r\n" BYE,
     7, 1, "1 9\nA", 9},
    /* a message that looks like the end of the answer */
    {OPEN "* SEARCH 8\r\nM2 OK\r\n* 1 FETCH (UID 8 BODY[]<0> {7}\r\nM3 OK\r\n)"
          "\r\nM3 OK\r\n" BYE,
     7, 1, "7 8\nM3 OK\r\n", 8},
    {OPEN "* SEARCH 8\r\nM2 OK\r\n* 1 FETCH (BODY[]<0> {50}\r\nA)\r\nM3 OK\r\n",
     7, 1, "it broke off", -1},
    {OPEN "* SEARCH 8\r\nM2 OK\r\n* 1 FETCH (BODY[]<0> {-5}\r\nA)\r\n", 7, 1,
     "it broke off", -1},
    {"* NO\r\nM1 NO no such mailbox\r\n", 0, 0,
     "the mail server says: NO no such mailbox", -1},
    {"* BYE too many connections\r\n", 0, 0,
     "the mail server says: BYE too many connections", -1},
    {"HTTP/1.1 400 Bad Request\r\n\r\n", 0, 0, "it broke off", -1},
};

/* Messages that do not come. */
static const struct {
    const char *answers;
    int64_t validity, uid;
    const char *wanted;
    int64_t now_uid;
    const char *left;   /* UIDs that are asked for at the next visit */
    const char *before; /* that were left out at the last one */
    bool last;          /* a connection that breaks is not tried again */
} LEFT[] = {
    /* sizes that lie */
    {OPEN "* SEARCH 8\r\nM2 OK\r\n* 1 FETCH (BODY[]<0> {999999999}\r\nA", 7, 1,
     "", 8, "8", "", false},
    /* one that the server cannot give keeps none behind it; its half neither */
    {OPEN "* SEARCH 8 9\r\nM2 OK\r\n* 1 FETCH (BODY[]<0> {2}\r\nAB)\r\n"
          "M3 NO [SERVERBUG] bad message\r\n"
          "* 2 FETCH (BODY[]<0> {1}\r\nC)\r\nM4 OK\r\n" BYE,
     7, 1, "1 9\nC", 9, "8", "", false},
    /* one it breaks off at: what came is handed on; alone it is left out when
     * nothing else helps */
    {OPEN "* SEARCH 8 9\r\nM2 OK\r\n* 1 FETCH (BODY[]<0> {1}\r\nA)\r\n"
          "M3 OK\r\n* 2 FETCH (BODY[]<0> {9}\r\nB",
     7, 1, "1 8\nA", 8, "", "", false},
    {OPEN "* SEARCH 9\r\nM2 OK\r\n* 2 FETCH (BODY[]<0> {9}\r\nB", 7, 8, "", 9,
     "9", "", true},
    /* asked for again: one comes, one does not; and behind a break */
    {OPEN "* SEARCH\r\nM2 OK\r\n* 1 FETCH (BODY[]<0> {1}\r\nA)\r\n"
          "M3 OK\r\nM4 NO bad\r\n" BYE,
     7, 9, "1 5\nA", 9, "6", "5,6", false},
    {OPEN "* SEARCH 10\r\nM2 OK\r\n* 1 FETCH (BODY[]<0> {1}\r\nA)\r\n"
          "M3 OK\r\n* 2 FETCH (BODY[]<0> {9}\r\nB",
     7, 9, "1 5\nA", 9, "6,7", "5,6,7", false},
};

TEST(talks_with_servers)
{
    for (size_t i = 0; i < sizeof TALKS / sizeof *TALKS; i++) {
        struct err e = {0};
        struct buf bundle;
        struct script s = {.answers = str_of(TALKS[i].answers)};
        const struct imap_wire wire = {on_send, on_recv, NULL, &s};
        const struct imap_wish wish = {.folder = STR("a \"b\\"),
                                       .validity = TALKS[i].validity,
                                       .uid = TALKS[i].uid};
        struct imap_got got = {.bundle = &bundle};
        buf_init(&bundle, 1 << 20);
        buf_init(&s.asked, 1 << 20);
        bool ok = imap_read(&wire, &wish, &got, &e);
        ck_assert_msg(ok == (TALKS[i].now_uid >= 0), "%zu: %s", i, e.msg);
        ck_assert_str_eq(ok ? (bundle.n ? bundle.p : "") : e.msg,
                         TALKS[i].wanted);
        if (ok)
            ck_assert_int_eq(got.uid, TALKS[i].now_uid);
        /* nothing that could mark a message as read */
        ck_assert_ptr_nonnull(strstr(s.asked.p, "EXAMINE \"a \\\"b\\\\\"\r\n"));
        ck_assert_ptr_null(strstr(s.asked.p, "SELECT"));
        ck_assert_ptr_null(strstr(s.asked.p, "STORE"));
        ck_assert_ptr_null(strstr(s.asked.p, " BODY["));
        buf_clear(&bundle);
        buf_clear(&s.asked);
    }
}
END

TEST(what_does_not_come_keeps_nothing_else)
{
    for (size_t i = 0; i < sizeof LEFT / sizeof *LEFT; i++) {
        struct err e = {0};
        struct buf bundle;
        struct script s = {.answers = str_of(LEFT[i].answers)};
        const struct imap_wire wire = {on_send, on_recv, NULL, &s};
        struct imap_wish wish = {.folder = STR("INBOX"),
                                 .validity = LEFT[i].validity,
                                 .uid = LEFT[i].uid,
                                 .again = true,
                                 .last = LEFT[i].last};
        struct str before = str_of(LEFT[i].before), one;
        struct imap_got got = {.bundle = &bundle};
        char left[100] = "";
        while (str_split(&before, ',', &one))
            wish.n_left += str_int(one, &wish.left[wish.n_left]);
        buf_init(&bundle, 1 << 20);
        buf_init(&s.asked, 1 << 20);
        ck_assert_msg(imap_read(&wire, &wish, &got, &e), "%zu: %s", i, e.msg);
        ck_assert_msg(str_eqz(buf_view(&bundle), LEFT[i].wanted), "%zu", i);
        ck_assert_int_eq(got.uid, LEFT[i].now_uid);
        for (size_t k = 0; k < got.n_left; k++)
            snprintf(left + strlen(left), 20, "%s%lld", k ? "," : "",
                     (long long)got.left[k]);
        ck_assert_msg(!strcmp(left, LEFT[i].left), "%zu: %s", i, left);
        buf_clear(&bundle);
        buf_clear(&s.asked);
    }
}
END

static bool on_late(void *ctx)
{
    (void)ctx;
    return true;
}

/* A server far away: one message is better than none in time. */
TEST(what_takes_long_is_handed_on)
{
    struct err e = {0};
    struct buf bundle;
    struct script s = {
        .answers = STR(OPEN "* SEARCH 5 9\r\nM2 OK\r\n"
                            "* 1 FETCH (BODY[] {1}\r\nA)\r\nM3 OK\r\n")};
    const struct imap_wire wire = {on_send, on_recv, on_late, &s};
    const struct imap_wish wish = {.folder = STR("INBOX")};
    struct imap_got got = {.bundle = &bundle};
    buf_init(&bundle, 1 << 20);
    buf_init(&s.asked, 1 << 20);
    ck_assert(imap_read(&wire, &wish, &got, &e));
    ck_assert(got.more && got.messages == 1 && got.uid == 5);
    buf_clear(&bundle);
    buf_clear(&s.asked);
}
END

TEST(a_line_has_an_end)
{
    struct err e = {0};
    struct buf bundle, line;
    buf_init(&line, 1 << 22);
    buf_z(&line, "* ");
    for (int i = 0; i < (1 << 21); i++)
        buf_char(&line, 'x');
    struct script s = {.answers = buf_view(&line)};
    const struct imap_wire wire = {on_send, on_recv, NULL, &s};
    const struct imap_wish wish = {.folder = STR("INBOX")};
    struct imap_got got = {.bundle = &bundle};
    buf_init(&bundle, 1 << 20);
    buf_init(&s.asked, 1 << 20);
    ck_assert(!imap_read(&wire, &wish, &got, &e));
    ck_assert(got.odd);
    buf_clear(&line);
    buf_clear(&bundle);
    buf_clear(&s.asked);
}
END

static const struct {
    const char *raw, *url; /* NULL: it is none */
} URLS[] = {
    {"imaps://Mail.Example/INBOX", "imaps://mail.example/INBOX"},
    {"IMAP://mail.example:143/", "imap://mail.example:143/INBOX"},
    {"imaps://mail.example", "imaps://mail.example/INBOX"},
    {"imaps://mail.example/Lists/a b", "imaps://mail.example/Lists/a b"},
    {"imaps://ann@mail.example/INBOX", NULL},
    {"imaps:///INBOX", NULL},
    {"imaps://mail.example/IN\r\nBOX", NULL},
    {"imaps://mail.example/a#2", NULL},
    {"imaps://mail.ex%61mple/", NULL},
};

TEST(addresses_have_one_spelling)
{
    struct arena a = {0};
    for (size_t i = 0; i < sizeof URLS / sizeof *URLS; i++) {
        struct err e = {0};
        struct str url;
        bool ok = mailbox_url(&a, str_of(URLS[i].raw), &url, &e);
        ck_assert_msg(ok == (URLS[i].url != NULL), "%s", URLS[i].raw);
        if (ok)
            ck_assert_str_eq(url.p, URLS[i].url);
        else
            ck_assert_int_ne(e.msg[0], 0);
    }
    arena_clear(&a);
}
END

/* A port where somebody listens and never says a word. */
TEST(a_silent_server_is_slow)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t n = sizeof at;
    struct err e = {0};
    struct arena a = {0};
    struct mailbox_answer got;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, n), 0);
    ck_assert_int_eq(listen(fd, 5), 0);
    getsockname(fd, (struct sockaddr *)&at, &n);
    for (int private = 0; private < 2; private ++) {
        struct mailbox_ask ask = {
            .url =
                str_printf(&a, "imap://127.0.0.1:%d/INBOX", ntohs(at.sin_port)),
            .user = STR("u"),
            .password = STR("p"),
            .allow_private = private,
            .without_tls = true,
            .connect_s = 1,
            .fetch_s = 1};
        struct mailbox *m = mailbox_start(&ask, &e);
        ck_assert_ptr_nonnull(m);
        while (!mailbox_take(m, &got)) {
            struct pollfd p = {.fd = mailbox_fd(m), .events = POLLIN};
            poll(&p, 1, 100);
        }
        ck_assert_int_eq(got.state, private ? MAILBOX_SLOW : MAILBOX_REFUSED);
        ck_assert(str_starts(got.cause,
                             private ? STR("the mail server does not answer")
                                     : STR("refused: ")));
        mailbox_free(m);
    }
    close(fd);
    arena_clear(&a);
}
END

TEST_MAIN("mailbox", talks_with_servers, what_does_not_come_keeps_nothing_else,
          what_takes_long_is_handed_on, a_line_has_an_end,
          addresses_have_one_spelling, a_silent_server_is_slow)
