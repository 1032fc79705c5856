/* SPDX-License-Identifier: MIT
 * grounds: what a reply is compared with: the mention and what is known of it,
 * and what was said at that place before. */
#include "base/ceiling.h"
#include "desk/desk.h"

static void put(struct buf *b, struct str s)
{
    if (s.n) {
        buf_char(b, '\n');
        buf_str(b, s);
    }
}

/* All that people wrote into its case, and what came after our reply. */
static bool known(const struct desk_grounds *g, struct arena *a, struct buf *b,
                  struct err *e)
{
    struct case_file f = {0};
    bool found = false;
    if (!g->m->case_.id)
        return true;
    if (!store_case_get(g->store, a, g->m->case_.id, &f, &found, e))
        return false;
    for (size_t i = 0; found && i < f.n_notes; i++)
        put(b, f.notes[i].text);
    for (size_t i = 0; found && i < f.n_tasks; i++) {
        put(b, f.tasks[i].what);
        put(b, f.tasks[i].end.result);
    }
    for (size_t i = 0; found && i < f.n_promises; i++)
        if (!str_eqz(f.promises[i].said, "reply")) /* our own words are none */
            put(b, f.promises[i].what);
    return true;
}

bool desk_grounds(const struct desk_grounds *g, struct arena *a,
                  struct matrix_reply *reply, struct err *e)
{
    struct buf b;
    struct str *before;
    buf_init(&b, CEILING_TEXT);
    put(&b, g->m->post.title);
    put(&b, g->m->post.thread_title);
    bool ok =
        known(g, a, &b, e) && store_replies_there(g->store, a, g->m->id,
                                                  &before, &reply->n_before, e);
    if (ok) {
        reply->mention = g->m->post.text;
        reply->known = str_dup(a, buf_view(&b));
        reply->before = before;
    }
    buf_clear(&b);
    return ok;
}
