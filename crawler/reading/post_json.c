/* SPDX-License-Identifier: MIT
 * post_json: a post as one line of JSON. */
#include "crawler/reading/post_json.h"

#include "base/json.h"

void post_json(struct buf *out, const struct mention *m)
{
    struct json j;
    struct mention told = *m;
    told.post.collected = 0; /* the page did not tell that */
    json_init(&j, out);
    json_map(&j);
    store_post_json(&j, &told);
    json_end(&j);
    buf_char(out, '\n');
}
