/* SPDX-License-Identifier: MIT
 * Fuzzes the language of queries: the first line is the query, the rest a
 * text. What fits must be what the plan for the index lets through, hits lie
 * within the text, and what is wrong has its place within the query. */
#include <stdlib.h>

#include "tests/query/speech.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void look(struct query *q, struct arena *a, struct str text)
{
    struct query_plan p;
    struct query_hit *hits;
    struct folded f;
    struct query_post post = {.text = text,
                              .title = str_part(text, 0, 20),
                              .author = str_part(text, 0, 9),
                              .url = str_from(text, 5),
                              .at = 1767225600};
    int before = query_slow(q);
    bool fits = query_fits(q, a, &post);
    query_plan(q, a, &p);
    bool meets = plan_meets(&p, a, speech_all(a, text));
    must(!fits || meets);
    must(!meets || fits || !p.exact || query_slow(q) > before);
    text_fold(a, text, &f);
    size_t count = query_hits(q, a, f.text, &hits);
    for (size_t i = 0; i < count; i++)
        must(hits[i].from < hits[i].to && hits[i].to <= f.text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct str rest = {(const char *)data, n}, text = {0};
    struct arena a = {0};
    struct query_wrong w;
    str_split(&rest, '\n', &text);
    struct query *q = query_parse(&a, text, &speech, &w);
    if (q) {
        look(q, &a, rest);
    } else {
        must(w.at <= text.n && w.what.n);
        must(query_told(&a, text, &w, STR("ru")).n > 0);
        must(query_told(&a, text, &w, STR("en")).n > 0);
    }
    arena_clear(&a);
    return 0;
}
