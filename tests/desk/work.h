/* SPDX-License-Identifier: MIT
 *
 * work: what the tests of people's work at the desk share: a second browser,
 * and what stands on a page. */
#ifndef MOLVA_TESTS_WORK_H
#define MOLVA_TESTS_WORK_H

#include "tests/desk/client.h"

#include <json-c/json.h>

/* A second person with a browser of his own. */
static struct client other __attribute__((unused));

static inline void two(const char *one, const char *two)
{
    begin();
    client_login(&c, one);
    client_open(&other, &desk);
    client_login(&other, two);
}

static inline void both_end(void)
{
    client_close(&other);
    end();
}

/* What stands in the field of the reply; "" when there is none. */
static inline struct str field(struct client *of)
{
    struct str area = between(&of->arena, buf_view(&of->body),
                              "<textarea name=\"text\"", "</textarea>");
    ptrdiff_t at = str_find(area, STR(">\n"));
    return at < 0 ? (struct str){0} : str_from(area, (size_t)at + 2);
}

static inline struct str approved(struct client *of)
{
    struct str pre =
        between(&of->arena, buf_view(&of->body), "id=\"approved\"", "</pre>");
    ptrdiff_t at = str_find(pre, STR(">"));
    return at < 0 ? (struct str){0} : str_from(pre, (size_t)at + 1);
}

static inline struct str unsaved(struct client *of)
{
    struct str pre =
        between(&of->arena, buf_view(&of->body), "id=\"unsaved\"", "</pre>");
    ptrdiff_t at = str_find(pre, STR(">"));
    return at < 0 ? (struct str){0} : str_from(pre, (size_t)at + 1);
}

static inline struct str api(struct client *of, int64_t id, const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "/api/mention/%ld", (long)id);
    ck_assert_int_eq(client_get(of, path), 200);
    struct json_object *o = json_tokener_parse(of->body.p), *member = NULL;
    ck_assert(o && json_object_object_get_ex(o, name, &member));
    struct str s = str_dup(&of->arena, str_of(json_object_get_string(member)));
    json_object_put(o);
    return s;
}

/* Numbers of the mentions on a page of a list, in their order. */
static inline size_t listed(struct client *of, const char *path,
                            int64_t ids[32])
{
    size_t n = 0;
    ck_assert_int_eq(client_get(of, path), 200);
    struct str rest = buf_view(&of->body);
    ptrdiff_t at;
    while (n < 32 &&
           (at = str_find(rest, STR("<li class=\"row\" id=\"m"))) >= 0) {
        rest = str_from(rest, (size_t)at + 21);
        ptrdiff_t end = str_find_char(rest, '"');
        ck_assert(str_int(str_part(rest, 0, (size_t)end), &ids[n++]));
    }
    return n;
}

/* A case registered by the first person, for the second; its path. */
static inline const char *registered(const char *to)
{
    static char path[80];
    ck_assert_int_eq(client_get(&c, "/cases/new"), 200);
    ck_assert_int_eq(client_post(&c, "/cases/new", "channel", "phone", "author",
                                 "Светлана", "text", "Мастер не пришёл",
                                 "expected", "пусть придёт", "to", to, "due",
                                 "2030-12-01T18:00", NULL),
                     303);
    struct str at = client_header(&c, "Location");
    ck_assert(str_starts(at, STR("/case/")));
    snprintf(path, sizeof path, STR_FMT, STR_ARG(at));
    return path;
}

/* Presses a button of the case's page. */
static inline long press_case(struct client *of, const char *path,
                              const char *button, const char *words,
                              const char *to)
{
    char url[120];
    ck_assert_int_eq(client_get(of, path), 200);
    snprintf(url, sizeof url, "%s/%s", path, button);
    return client_post(of, url, "text", words, "to", to, NULL);
}

#endif
