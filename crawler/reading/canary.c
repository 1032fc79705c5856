/* SPDX-License-Identifier: MIT
 * canary: links by their place, ids as they are, words folded. */
#include "crawler/reading/canary.h"

#include "base/text.h"
#include "crawler/web/url.h"

static struct str folded(struct arena *a, struct str text)
{
    struct folded f;
    text_fold(a, text, &f);
    return str_trim(f.text);
}

static bool is_it(struct arena *a, struct str canary,
                  const struct post_row *post, struct str id)
{
    if (id.n && str_eq(canary, id))
        return true;
    if (str_find(canary, STR("://")) > 0)
        return post->url.n &&
               str_eq(url_place(a, canary), url_place(a, post->url));
    struct str words = folded(a, canary);
    return words.n && (str_find(folded(a, post->text), words) >= 0 ||
                       str_find(folded(a, post->title), words) >= 0);
}

int64_t canary_met(struct arena *a, const struct yaml_strs *canaries,
                   const struct post_row *post, struct str id)
{
    int64_t met = 0;
    for (size_t i = 0; i < canaries->n && i < CANARIES_MOST; i++)
        if (is_it(a, canaries->items[i], post, id))
            met |= (int64_t)1 << i;
    return met;
}
