/* SPDX-License-Identifier: MIT
 * evidence: as the store keeps it, written and read. */
#include "base/base.h"
#include "base/json_read.h"
#include "classify/classify.h"

struct str classify_evidence_json(struct arena *a, const struct verdict *v)
{
    struct buf out;
    struct json j;
    buf_init(&out, CEILING_PAGE_OUT);
    json_init(&j, &out);
    json_list(&j);
    for (size_t i = 0; i < v->n; i++) {
        const struct evidence *ev = &v->evidence[i];
        json_map(&j);
        json_key(&j, "rule"), json_str(&j, ev->rule);
        json_key(&j, "signal"), json_str(&j, ev->signal);
        json_key(&j, "start"), json_int(&j, (int64_t)ev->start);
        json_key(&j, "end"), json_int(&j, (int64_t)ev->end);
        json_key(&j, "points"), json_num(&j, ev->points);
        if (ev->to_tone != 0)
            json_key(&j, "to_tone"), json_num(&j, ev->to_tone);
        json_end(&j);
    }
    json_end(&j);
    struct str s = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return s;
}

/* 0 <= start <= end <= length, whatever was stored. */
static void set_span(struct evidence *v, double start, double end,
                     size_t length)
{
    v->end = end <= 0 ? 0 : end < (double)length ? (size_t)end : length;
    v->start = start <= 0 ? 0 : start < (double)v->end ? (size_t)start : v->end;
}

size_t classify_evidence(struct arena *a, struct str json, size_t length,
                         struct evidence **rows)
{
    struct json_object *list = json_read(json);
    size_t items = json_read_length(list), n = 0;
    *rows = arena_alloc(a, (items + 1) * sizeof **rows);
    for (size_t i = 0; i < items; i++) {
        struct json_object *o = json_read_item(list, i);
        struct evidence v = {.rule = json_read_text(a, o, "rule"),
                             .signal = json_read_text(a, o, "signal"),
                             .points = json_read_number(o, "points"),
                             .to_tone = json_read_number(o, "to_tone")};
        set_span(&v, json_read_number(o, "start"), json_read_number(o, "end"),
                 length);
        if (v.rule.n)
            (*rows)[n++] = v;
    }
    json_read_free(list);
    return n;
}

/* "word скидка x41", of the table of words; ids of rules have no spaces. */
static bool is_word(const struct evidence *e)
{
    return str_find_char(e->rule, ' ') >= 0;
}

bool classify_spoke(const struct verdict *v, const char *signal)
{
    for (size_t i = 0; i < v->n; i++)
        if (str_eqz(v->evidence[i].signal, signal) && !is_word(&v->evidence[i]))
            return true;
    return false;
}

bool classify_unspoken(const struct verdict *v)
{
    for (size_t i = 0; i < v->n; i++) {
        struct str signal = v->evidence[i].signal;
        bool aside = str_starts(signal, STR("fact.")) ||
                     str_starts(signal, STR("topic.")) ||
                     str_eqz(signal, "person") || str_eqz(signal, "self") ||
                     str_eqz(signal, "staff");
        if (!aside && !is_word(&v->evidence[i]))
            return false;
    }
    return true;
}
