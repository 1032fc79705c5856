/* SPDX-License-Identifier: MIT
 * The desk when many want something at once, some of them slowly, some of
 * them much. */
#include "desk/job.h"
#include "tests/desk/client.h"
#include "tests/desk/wire.h"

#include <fcntl.h>
#include <time.h>

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t slowest; /* ms */

/* A person asks for the page of the login, on a connection of his own. */
static void must_be_served(const char *when)
{
    struct client person;
    client_open(&person, &desk);
    int64_t start = now_ms();
    ck_assert_msg(client_get(&person, "/login") == 200, "%s: %ld", when,
                  person.status);
    int64_t took = now_ms() - start;
    slowest = took > slowest ? took : slowest;
    client_close(&person);
}

static void print_slowest(const char *what)
{
    printf("%s: slowest answer to others %lld ms\n", what, (long long)slowest);
    slowest = 0;
}

/* ---- those who are slow ---- */

enum { DRIPPERS = 256, FAST_TURNS = 12 };

struct drip {
    int fd;   /* its socket */
    int sent; /* bytes so far */
};

/* Sends a byte more, and begins anew where it was cut. */
static void drip(struct drip *d, int i, int addresses)
{
    char bytes[4096];
    static const char head[] = "GET /login HTTP/1.1\r\nHost: a\r\nX: ";
    bool cut = recv(d->fd, bytes, sizeof bytes, MSG_DONTWAIT) >= 0;
    if (cut || d->fd == 0) {
        if (d->fd)
            close(d->fd);
        d->fd = dial_from(addresses ? 10 + i % addresses : 0);
        (void)!send(d->fd, head, sizeof head - 1, MSG_NOSIGNAL);
    }
    (void)!send(d->fd, "a", 1, MSG_NOSIGNAL);
}

static void drip_around(int n, int addresses)
{
    struct drip *all = xcalloc((size_t)n, sizeof *all);
    for (int turn = 0; turn < FAST_TURNS; turn++) {
        for (int i = 0; i < n; i++)
            drip(&all[i], i, addresses);
        must_be_served("while others drip");
        usleep(100 * 1000);
    }
    for (int i = 0; i < n; i++)
        close(all[i].fd);
    free(all);
}

TEST(slow_heads_do_not_close_the_desk)
{
    begin();
    drip_around(DRIPPERS, 16);
    print_slowest("256 drip from 16 addresses");
    drip_around(CEILING_CONNECTIONS + 64, 24);
    print_slowest("more than there is room for, from 24 addresses");
    end();
}
END

TEST(slow_heads_through_a_proxy_do_not_close_the_desk)
{
    served_behind_tls = true;
    begin();
    drip_around(CEILING_CONNECTIONS + 64, 0);
    print_slowest("more than there is room for, through a proxy");
    end();
    served_behind_tls = false;
}
END

/* Asks for much and takes nothing. */
TEST(slow_readers_do_not_close_the_desk)
{
    enum { READERS = 300, PAGES = 40 };
    int fds[READERS];
    struct buf ask;
    begin();
    buf_init(&ask, CEILING_REQUEST);
    for (int i = 0; i < PAGES; i++)
        fill(&ask, STR("GET /login HTTP/1.1\r\nHost: {h}\r\n\r\n"));
    for (int i = 0; i < READERS; i++) {
        int small = 1024;
        fds[i] = dial_from(10 + i % 16);
        setsockopt(fds[i], SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        (void)!send(fds[i], ask.p, ask.n, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (i % 30 == 0)
            must_be_served("while others do not read");
    }
    must_be_served("while others do not read");
    print_slowest("300 readers that do not read");
    for (int i = 0; i < READERS; i++)
        close(fds[i]);
    buf_clear(&ask);
    end();
}
END

/* ---- those who cost much ---- */

/* Runs f in a process of its own, from an address of its own. */
static pid_t aside(void (*f)(struct client *me), int i)
{
    char address[32];
    struct client me;
    fflush(NULL);
    pid_t pid = fork();
    if (pid)
        return pid;
    client_open(&me, &desk);
    snprintf(address, sizeof address, "127.0.0.%d", 10 + i);
    curl_easy_setopt(me.curl, CURLOPT_INTERFACE, address);
    curl_easy_setopt(me.curl, CURLOPT_TIMEOUT, 100L);
    f(&me);
    _exit(0);
}

static void wrong_passwords(struct client *me)
{
    for (int i = 0; i < 4000; i++) {
        char login[32];
        snprintf(login, sizeof login, "nobody-%d-%d", (int)getpid(), i);
        client_get(me, "/login");
        client_post(me, "/login", "login", login, "password", "wrong-one",
                    NULL);
        if (me->status != 401 && me->status != 429 && me->status != 503)
            _exit(1);
    }
}

/* With the session of c, on a connection of its own. */
static void held_page(struct client *me)
{
    (void)me;
    curl_easy_setopt(c.curl, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(c.curl, CURLOPT_TIMEOUT, 100L);
    if (client_get(&c, "/queue?words=hold") != 200)
        _exit(1);
}

/* Pages that do not end while others are answered: were the loop or all
 * workers held by them, nobody would be. */
TEST(passwords_and_heavy_pages_leave_others_answered)
{
    enum { ATTACKERS = 8, HELD = 12 };
    pid_t pids[ATTACKERS + HELD];
    char go[80];
    int status;
    begin();
    client_login(&c, "anna");
    for (int i = ATTACKERS; i < ATTACKERS + HELD; i++)
        pids[i] = aside(held_page, i);
    for (int i = 0; i < 10; i++) {
        usleep(100 * 1000);
        must_be_served("while heavy pages are made");
    }
    for (int i = 0; i < ATTACKERS; i++)
        pids[i] = aside(wrong_passwords, i);
    for (int i = 0; i < 40; i++) {
        must_be_served("while others cost much");
        usleep(50 * 1000);
    }
    print_slowest("8 send wrong passwords, 12 heavy pages are asked");
    struct client dora;
    client_open(&dora, &desk);
    client_login(&dora, "dora"); /* a right password has its turn */
    client_close(&dora);
    for (int i = 0; i < ATTACKERS; i++)
        kill(pids[i], SIGKILL);
    snprintf(go, sizeof go, "%s-go", desk.path);
    close(open(go, O_CREAT | O_WRONLY, 0600));
    for (int i = 0; i < ATTACKERS + HELD; i++) {
        ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
        ck_assert_msg(i < ATTACKERS || (WIFEXITED(status) && !status),
                      "client %d: %d", i, status);
    }
    end();
}
END

/* ---- workers that die ---- */

TEST(a_worker_that_dies_costs_one_request)
{
    begin();
    client_login(&c, "anna");
    for (int i = 0; i < 6; i++) {
        ck_assert_int_eq(client_get(&c, "/queue?words=die"), 500);
        ck_assert(client_has(&c, "The log of the desk says more"));
        ck_assert_int_eq(client_get(&c, "/queue"), 200);
    }
    end();
}
END

TEST(a_page_that_does_not_end_is_ended)
{
    begin();
    client_login(&c, "anna");
    curl_easy_setopt(c.curl, CURLOPT_TIMEOUT, 100L);
    ck_assert_int_eq(client_get(&c, "/queue?words=spin"), 500);
    ck_assert_int_eq(client_get(&c, "/queue"), 200);
    end();
}
END

TEST(a_worker_can_call_nobody)
{
    begin();
    client_login(&c, "anna");
    ck_assert_int_eq(client_get(&c, "/queue?words=call"), 200);
    end();
}
END

/* Many passwords at once from one address: some are looked at, the others
 * are told to come again. */
TEST(passwords_have_a_queue_with_an_end)
{
    enum { MANY = 12 };
    int fds[MANY], wrong = 0, later = 0;
    struct buf b;
    bool closed;
    begin();
    buf_init(&b, CEILING_REQUEST);
    client_get(&c, "/login");
    struct str csrf = client_field(&c, "csrf");
    struct str cookie = client_header(&c, "Set-Cookie");
    struct str form = str_printf(
        &c.arena, "csrf=" STR_FMT "&login=a&password=wrong-one", STR_ARG(csrf));
    fill(&b, STR("POST /login HTTP/1.1\r\nHost: {h}\r\n"));
    buf_printf(&b,
               "Content-Type: application/x-www-form-urlencoded\r\n"
               "Cookie: " STR_FMT "\r\nConnection: close\r\n"
               "Content-Length: %zu\r\n\r\n" STR_FMT,
               (int)str_find_char(cookie, ';'), cookie.p, form.n,
               STR_ARG(form));
    for (int i = 0; i < MANY; i++) {
        fds[i] = dial();
        ck_assert_int_eq(send(fds[i], b.p, b.n, MSG_NOSIGNAL), (ssize_t)b.n);
    }
    for (int i = 0; i < MANY; i++) {
        struct str answer = read_all(fds[i], &closed);
        wrong += str_eqz(last_status(answer), "401");
        if (str_eqz(last_status(answer), "503")) {
            later++;
            ck_assert(str_find(answer, STR("Retry-After: ")) > 0);
        }
    }
    ck_assert_int_ge(wrong, 1);
    ck_assert_int_ge(later, 1);
    buf_clear(&b);
    end();
}
END

TEST_MAIN("desk, crowd", slow_heads_do_not_close_the_desk,
          slow_heads_through_a_proxy_do_not_close_the_desk,
          slow_readers_do_not_close_the_desk,
          passwords_and_heavy_pages_leave_others_answered,
          a_worker_that_dies_costs_one_request,
          a_page_that_does_not_end_is_ended, a_worker_can_call_nobody,
          passwords_have_a_queue_with_an_end)
