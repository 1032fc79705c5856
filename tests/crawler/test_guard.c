/* SPDX-License-Identifier: MIT
 * guard: every special network, and IPv4 hidden in IPv6. */
#include "crawler/guard.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/base.h"
#include "tests/test.h"

enum verdict { NEVER, PRIVATE, OPEN };

static const struct {
    const char *address;
    enum verdict want;
} rows[] = {
    {"0.0.0.0", NEVER},
    {"0.1.2.3", NEVER},
    {"10.0.0.1", PRIVATE},
    {"10.255.255.255", PRIVATE},
    {"11.0.0.1", OPEN},
    {"100.63.255.255", OPEN},
    {"100.64.0.1", PRIVATE},
    {"100.127.255.255", PRIVATE},
    {"100.128.0.0", OPEN},
    {"127.0.0.1", PRIVATE},
    {"127.255.255.254", PRIVATE},
    {"169.254.169.254", NEVER},
    {"172.15.255.255", OPEN},
    {"172.16.0.1", PRIVATE},
    {"172.31.255.255", PRIVATE},
    {"172.32.0.0", OPEN},
    {"192.0.0.8", NEVER},
    {"192.0.1.1", OPEN},
    {"192.168.1.1", PRIVATE},
    {"192.169.0.0", OPEN},
    {"198.17.255.255", OPEN},
    {"198.18.0.1", PRIVATE},
    {"198.19.255.255", PRIVATE},
    {"198.20.0.0", OPEN},
    {"223.255.255.255", OPEN},
    {"224.0.0.1", NEVER},
    {"239.255.255.255", NEVER},
    {"240.0.0.1", NEVER},
    {"255.255.255.255", NEVER},
    {"93.184.216.34", OPEN},
    {"::", NEVER},
    {"::1", PRIVATE},
    {"::7f00:1", NEVER},
    {"::ffff:127.0.0.1", PRIVATE},
    {"::ffff:169.254.169.254", NEVER},
    {"::ffff:93.184.216.34", OPEN},
    {"64:ff9b::10.0.0.1", PRIVATE},
    {"64:ff9b::93.184.216.34", OPEN},
    {"64:ff9b:1::1", NEVER},
    {"2002:7f00:1::1", PRIVATE},
    {"2002:a9fe:a9fe::1", NEVER},
    {"2001::1", NEVER},
    {"2001:db8::1", NEVER},
    {"fc00::1", PRIVATE},
    {"fdff::1", PRIVATE},
    {"fe00::1", NEVER},
    {"::ffff:0:7f00:1", NEVER},
    {"::ffff:0:5db8:d822", NEVER},
    {"0:0:0:1::1", NEVER},
    {"100::1", NEVER},
    {"400::1", NEVER},
    {"1fff:ffff::1", NEVER},
    {"2001:1::1", NEVER},
    {"2001:2::1", NEVER},
    {"2001:10::1", NEVER},
    {"2001:1f:ffff::1", NEVER},
    {"2001:20::1", NEVER},
    {"2001:2f::1", NEVER},
    {"2001:1ff::1", NEVER},
    {"2001:200::1", OPEN},
    {"2001:4860:4860::8888", OPEN},
    {"2606:4700::1111", OPEN},
    {"3ffe::1", NEVER},
    {"3fff::1", NEVER},
    {"3fff:fff::1", NEVER},
    {"3ffd::1", OPEN},
    {"4000::1", NEVER},
    {"5f00::1", NEVER},
    {"8000::1", NEVER},
    {"c000::1", NEVER},
    {"f800::1", NEVER},
    {"fe80::1", NEVER},
    {"febf::1", NEVER},
    {"fec0::1", PRIVATE},
    {"ff02::1", NEVER},
    {"2a02:6b8::1", OPEN},
};

TEST(table)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sockaddr_storage s = {0};
        struct sockaddr_in *in = (struct sockaddr_in *)&s;
        struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&s;
        bool six = strchr(rows[i].address, ':') != NULL;
        s.ss_family = six ? AF_INET6 : AF_INET;
        void *to = six ? (void *)&in6->sin6_addr : (void *)&in->sin_addr;
        ck_assert_int_eq(inet_pton(s.ss_family, rows[i].address, to), 1);
        const char *plain = guard_reason((struct sockaddr *)&s, false);
        const char *private = guard_reason((struct sockaddr *)&s, true);
        if ((plain == NULL) != (rows[i].want == OPEN) ||
            (private == NULL) != (rows[i].want != NEVER))
            ck_abort_msg("%s: %s; with allow_private: %s", rows[i].address,
                         plain ? plain : "open", private ? private : "open");
    }
}
END

TEST(refuses_what_is_no_internet)
{
    struct sockaddr s = {.sa_family = AF_UNIX};
    ck_assert_ptr_nonnull(guard_reason(&s, true));
}
END

TEST_MAIN("guard", table, refuses_what_is_no_internet)
