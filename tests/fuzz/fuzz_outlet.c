/* SPDX-License-Identifier: MIT
 * fuzz_outlet: whatever address a mention has and whatever a venue answers, a
 * request goes to the server of the owner's file and nowhere else, in one
 * line, and a link is an address. The input is the address, a line end, the
 * answer. */
#include <string.h>

#include "base/json_read.h"
#include "notify/outlet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const KINDS[] = {"wordpress", "mastodon", "discourse",
                                    "telegram", "vk"};
enum { N = sizeof KINDS / sizeof *KINDS };

static struct outlet outlets[N];

static void load(void)
{
    static struct arena a;
    struct err e;
    for (size_t i = 0; !outlets[0].file.root && i < N; i++) {
        struct outlet o;
        if (!outlet_load(&o, &a, "rules/connectors", str_of(KINDS[i]), &e))
            __builtin_trap();
        outlets[i] = o;
    }
}

static void check_request(const struct call *c, struct str server)
{
    if (!str_starts(c->url, server) || str_find_char(c->url, ' ') >= 0 ||
        str_find_char(c->url, '\n') >= 0)
        __builtin_trap();
    for (size_t i = 0; i < c->n_headers; i++)
        if (str_find_char(c->headers[i], '\n') >= 0)
            __builtin_trap();
}

static void answer(const struct outlet *o, struct str text, struct vars *v,
                   struct arena *a)
{
    struct str link;
    struct json_object *json = json_read(text);
    if (json && outlet_take(&o->send, json, a, v) &&
        outlet_link(o, v, a, &link) && !store_is_address(link))
        __builtin_trap();
    if (json && o->find.url.n)
        (void)outlet_find(o, json, STR("Мы посмотрели."), a, v);
    json_read_free(json);
}

static void post(const struct outlet *o, struct str address, struct str text)
{
    struct arena a = {0};
    struct vars v = {0};
    struct err e;
    struct call c;
    const struct notify_outlet at = {.server = STR("https://server.example"),
                                     .own = true};
    const struct sending_row row = {
        .permalink = address, .key = STR("k"), .text = STR("Мы посмотрели.")};
    static const char *const GIVEN[] = {"user", "password", "token", "key",
                                        "post", "status",   "author"};
    bool ok = outlet_begin(o, &at, &row, &a, &v, &e);
    for (size_t i = 0; ok && i < sizeof GIVEN / sizeof *GIVEN; i++)
        ok = vars_get(&v, str_of(GIVEN[i])) ||
             vars_set(&v, GIVEN[i], str_part(text, 0, 40));
    if (ok && outlet_request(&o->send, &v, &a, &c, &e))
        check_request(&c, STR("https://server.example/"));
    if (ok)
        answer(o, text, &v, &a);
    arena_clear(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size}, address;
    load();
    str_split(&rest, '\n', &address);
    for (size_t i = 0; i < N; i++)
        post(&outlets[i], address, rest);
    return 0;
}
