/* SPDX-License-Identifier: MIT
 * totp: the codes of RFC 4226 and 6238, and sign-in with them: each once, by
 * the rate of passwords, recovered and taken back. */
#include "desk/totp.h"

#include <qrencode.h>

#include "desk/qr.h"
#include "tests/desk/work.h"

TEST(codes_are_those_of_the_standards)
{
    static const uint32_t rfc4226[] = {755224, 287082, 359152, 969429, 338314,
                                       254676, 287922, 162583, 399871, 520489};
    static const struct {
        int64_t at;
        uint32_t code;
    } rfc6238[] = {{59, 94287082},         {1111111109, 7081804},
                   {1111111111, 14050471}, {1234567890, 89005924},
                   {2000000000, 69279037}, {20000000000, 65353130}};
    struct str secret = STR("12345678901234567890");
    struct arena a = {0};
    for (size_t i = 0; i < sizeof rfc4226 / sizeof *rfc4226; i++)
        ck_assert_uint_eq(totp_hotp(secret, i, 6), rfc4226[i]);
    for (size_t i = 0; i < sizeof rfc6238 / sizeof *rfc6238; i++)
        ck_assert_uint_eq(totp_hotp(secret, (uint64_t)(rfc6238[i].at / 30), 8),
                          rfc6238[i].code);
    ck_assert_str(totp_base32(&a, STR("foobar")), "MZXW6YTBOI");
    ck_assert_str(totp_from_base32(&a, STR("MZXW6YTBOI")), "foobar");
    ck_assert_uint_eq(totp_from_base32(&a, STR("MZ1W")).n, 0);
    ck_assert_int_eq(totp_step(secret, STR("287 082"), 59), 1);
    ck_assert_int_eq(totp_step(secret, STR("287082"), 89), 1);
    ck_assert_int_eq(totp_step(secret, STR("287082"), 90), 0);
    ck_assert_int_eq(totp_step(secret, STR("28708"), 59), 0);
    ck_assert_int_eq(totp_step(secret, STR("2870820"), 59), 0);
    ck_assert_int_eq(totp_step(STR(""), STR("287082"), 59), 0);
    arena_clear(&a);
}
END

/* The squares of a path "M4 4h7v1h-7z", side * side of them. */
static void draw(const char *path, char *dark, int side)
{
    int x, y, w, used, back;
    while (*path == 'M') {
        char text[64];
        size_t n = strcspn(path, "z");
        ck_assert(n < sizeof text);
        memcpy(text, path, n), text[n] = 0;
        char *at = text + 1;
        x = (int)strtol(at, &at, 10), y = (int)strtol(at, &at, 10);
        ck_assert(*at == 'h');
        w = (int)strtol(at + 1, &at, 10);
        ck_assert(strncmp(at, "v1h-", 4) == 0);
        back = (int)strtol(at + 4, &at, 10), used = *at;
        ck_assert(back == w && used == 0 && x + w <= side && y < side);
        memset(dark + y * side + x, 1, (size_t)w);
        path += n + 1;
    }
}

/* Each square of the code is drawn, dark or light, with the quiet zone that
 * the standard wants around it. */
TEST(the_picture_is_the_code)
{
    enum { QUIET = 4 };
    static const char url[] = "otpauth://totp/Molva:anna?secret=MZXW6YTBOI";
    QRcode *code = QRcode_encodeString8bit(url, 0, QR_ECLEVEL_M);
    struct arena a = {0};
    struct buf out;
    ck_assert(code != NULL);
    int side = code->width + 2 * QUIET;
    char *dark = arena_alloc(&a, (size_t)(side * side));
    memset(dark, 0, (size_t)(side * side));
    buf_init(&out, 1 << 20);
    qr_write(&out, STR(url), "<b>");
    ck_assert(str_find(buf_view(&out), STR("aria-label=\"&lt;b&gt;\"")) >= 0);
    struct str path = between(&a, buf_view(&out), " d=\"", "\"");
    draw(str_z(&a, path), dark, side);
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            int qx = x - QUIET, qy = y - QUIET, w = code->width;
            bool in = qx >= 0 && qy >= 0 && qx < w && qy < w;
            ck_assert_int_eq(dark[y * side + x],
                             in ? code->data[qy * w + qx] & 1 : 0);
        }
    buf_reset(&out);
    char *long_text = arena_alloc(&a, 4001);
    memset(long_text, 'x', 4000), long_text[4000] = 0;
    qr_write(&out, str_of(long_text), "x");
    ck_assert_uint_eq(out.n, 0);
    buf_clear(&out);
    arena_clear(&a);
    QRcode_free(code);
}
END

/* What stands behind these words up to an end. */
static struct str behind(const char *words, char end)
{
    struct str body = buf_view(&c.body);
    ptrdiff_t at = str_find(body, str_of(words));
    ck_assert_msg(at >= 0, "no %s", words);
    struct str rest = str_from(body, (size_t)at + strlen(words));
    ptrdiff_t n = str_find_char(rest, end);
    ck_assert(n > 0);
    return str_dup(&c.arena, str_part(rest, 0, (size_t)n));
}

/* Steps from when a test began: it may last for one. */
static int64_t began;

static struct str code(struct str secret, int step)
{
    int64_t now = began + step;
    struct str bytes = totp_from_base32(&c.arena, secret);
    return str_printf(&c.arena, "%06u",
                      (unsigned)totp_hotp(bytes, (uint64_t)now, 6));
}

static void forget(void)
{
    curl_easy_setopt(c.curl, CURLOPT_COOKIELIST, "ALL");
}

static long sign_in(struct str typed)
{
    forget();
    client_get(&c, "/login");
    return client_post(&c, "/login", "login", "boris", "password",
                       FIXTURE_PASSWORD, "code", str_z(&c.arena, typed), NULL);
}

TEST(who_has_a_code_needs_it)
{
    begin();
    began = time(NULL) / TOTP_STEP_S;
    client_login(&c, "boris");
    client_get(&c, "/account");
    ck_assert(client_has(&c, "Код не включён"));
    ck_assert_int_eq(client_post(&c, "/account", "do", "make", NULL), 200);
    ck_assert(client_has(&c, "<svg class=\"qr\""));
    struct str secret = behind("?secret=", '&');
    struct str spare =
        behind("каждый на один раз:</p><pre class=\"kept\">", '\n');
    ck_assert_uint_eq(secret.n, 32);
    client_get(&c, "/account");
    ck_assert(!client_has(&c, str_z(&c.arena, secret)));
    ck_assert_int_eq(
        client_post(&c, "/account", "do", "confirm", "code", "1", NULL), 422);
    ck_assert_int_eq(sign_in(STR("")), 303); /* not in force yet */
    client_get(&c, "/account");
    ck_assert_int_eq(client_post(&c, "/account", "do", "confirm", "code",
                                 str_z(&c.arena, code(secret, 0)), NULL),
                     303);
    client_get(&c, "/account");
    ck_assert(client_has(&c, "Код включён") && client_has(&c, "кодов: 8"));
    ck_assert_int_eq(client_post(&c, "/account", "do", "make", NULL), 409);
    ck_assert_int_eq(sign_in(STR("")), 401);
    ck_assert(client_has(&c, "Логин, пароль или код не подошли"));
    ck_assert_int_eq(sign_in(code(secret, 0)), 401); /* used already */
    ck_assert_int_eq(sign_in(code(secret, 1)), 303);
    ck_assert_int_eq(sign_in(code(secret, 1)), 401);
    ck_assert_int_eq(sign_in(spare), 303);
    ck_assert_int_eq(sign_in(spare), 401);
    forget();
    end();
}
END

static bool told(const char *what)
{
    struct err e = {0};
    struct event_row *rows;
    size_t n, found = 0;
    struct store *s = store_open(place_url(desk.path), STORE_READ, &e);
    ck_assert_msg(s, "%s", e.msg);
    ck_ok(store_events(s, &c.arena, 0, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        found += str_eqz(rows[i].what, what);
    store_close(s);
    return found == 1;
}

TEST(wrong_codes_count_and_an_admin_takes_it_back)
{
    struct err e = {0};
    begin();
    struct store *s = store_open(place_url(desk.path), 0, &e);
    struct desk_totp t = {
        .login = STR("boris"), .who = STR("test"), .now = time(NULL)};
    bool fresh;
    began = t.now / TOTP_STEP_S;
    ck_ok(desk_totp_make(s, &c.arena, &t, &e), e);
    ck_ok(store_totp_use(s, t.login, 1, t.now, &fresh, &e), e);
    ck_assert(fresh);
    const struct user_row elena = {.login = STR("elena"), .role = STR("admin")};
    ck_ok(store_user_role(s, &elena, STR("test"), t.now, &e), e);
    store_close(s);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(sign_in(STR("000000")), 401);
    ck_assert_int_eq(sign_in(code(t.secret, 0)), 429);
    forget();
    client_login(&c, "anna"); /* no admin */
    client_get(&c, "/account");
    ck_assert_int_eq(
        client_post(&c, "/account", "do", "reset", "login", "boris", NULL),
        403);
    forget();
    client_login(&c, "elena");
    client_get(&c, "/account");
    ck_assert_int_eq(
        client_post(&c, "/account", "do", "reset", "login", "boris", NULL),
        303);
    ck_assert(told("totp-reset") && told("totp-made") && told("totp-on"));
    end();
}
END

TEST_MAIN("sign-in with a code", codes_are_those_of_the_standards,
          the_picture_is_the_code, who_has_a_code_needs_it,
          wrong_codes_count_and_an_admin_takes_it_back)
