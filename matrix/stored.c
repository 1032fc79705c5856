/* SPDX-License-Identifier: MIT
 * matrix: answers as the store keeps them, written and read. */
#include "base/ceiling.h"
#include "base/json.h"
#include "base/json_read.h"
#include "matrix/internal.h"

struct str matrix_answers_json(struct arena *a, const struct decision *d)
{
    struct buf out;
    struct json j;
    buf_init(&out, CEILING_PAGE_OUT);
    json_init(&j, &out);
    json_list(&j);
    for (size_t i = 0; i < MATRIX_QUESTIONS; i++) {
        const struct answer *answer = &d->answers[i];
        json_map(&j);
        json_key(&j, "question"), json_str(&j, answer->question);
        json_key(&j, "value"), json_str(&j, answer->value);
        json_key(&j, "because"), json_str(&j, answer->because);
        if (!str_eq(answer->because, answer->because_ru))
            json_key(&j, "ru"), json_str(&j, answer->because_ru);
        if (!str_eq(answer->because, answer->because_en))
            json_key(&j, "en"), json_str(&j, answer->because_en);
        json_end(&j);
    }
    json_end(&j);
    struct str s = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return s;
}

size_t matrix_answers(struct arena *a, struct str json, struct answer **rows)
{
    struct json_object *list = json_read(json);
    size_t items = json_read_length(list), n = 0;
    *rows = arena_alloc(a, (items + 1) * sizeof **rows);
    for (size_t i = 0; i < items; i++) {
        struct json_object *o = json_read_item(list, i);
        struct answer v = {.question = json_read_text(a, o, "question"),
                           .value = json_read_text(a, o, "value"),
                           .because = json_read_text(a, o, "because"),
                           .because_ru = json_read_text(a, o, "ru"),
                           .because_en = json_read_text(a, o, "en")};
        if (v.question.n)
            (*rows)[n++] = v;
    }
    json_read_free(list);
    return n;
}
