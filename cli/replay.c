/* SPDX-License-Identifier: MIT
 * replay: stored mentions judged again, and what would change. */
#include "cli/replay.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/listing.h"

enum { TEXT_KEPT = 400 /* bytes of an example */, TEXT_SHOWN = 64 };

static const struct {
    const char *name; /* in the table and in JSON */
    size_t at;        /* in a mention */
} FIELDS[REPLAY_FIELDS] = {
    [REPLAY_TYPE] = {"type", offsetof(struct mention, verdict.type)},
    [REPLAY_TONE] = {"tone", offsetof(struct mention, verdict.tone)},
    [REPLAY_SOLUTION] = {"solution",
                         offsetof(struct mention, decision.solution)},
    [REPLAY_DEPARTMENT] = {"department",
                           offsetof(struct mention, decision.department)},
};

static struct str value_of(const struct mention *m, int field)
{
    return *(const struct str *)((const char *)m + FIELDS[field].at);
}

static struct replay_change *change_of(struct replay *r, int field,
                                       struct str from, struct str to)
{
    for (size_t i = 0; i < r->n; i++) {
        struct replay_change *c = &r->changes[i];
        if ((int)c->field == field && str_eq(c->from, from) &&
            str_eq(c->to, to))
            return c;
    }
    r->changes =
        arena_grow(&r->arena, r->changes, r->n, &r->cap, sizeof *r->changes);
    r->changes[r->n] = (struct replay_change){.field = (enum replay_field)field,
                                              .from = str_dup(&r->arena, from),
                                              .to = str_dup(&r->arena, to)};
    return &r->changes[r->n++];
}

static void compare(struct replay *r, const struct mention *was,
                    const struct mention *is)
{
    bool differ = false;
    for (int f = 0; f < REPLAY_FIELDS; f++) {
        struct str from = value_of(was, f), to = value_of(is, f);
        if (str_eq(from, to))
            continue;
        struct replay_change *c = change_of(r, f, from, to);
        if (c->n < REPLAY_EXAMPLES) {
            c->ids[c->n] = was->id;
            c->text[c->n] =
                str_dup(&r->arena, str_part(was->post.text, 0, TEXT_KEPT));
        }
        c->n++;
        differ = true;
    }
    r->judged++;
    r->differ += differ;
}

/* The mention as that judge has it. */
static struct mention judged_by(struct replay *r, const struct judge *j,
                                const struct mention *m)
{
    struct mention copy = *m;
    judge_mention(j, &r->scratch, &copy,
                  workspace_source_of(r->w, m->post.source_name),
                  m->post.collected);
    return copy;
}

static bool look(void *ctx, const struct mention *m, struct err *e)
{
    struct replay *r = ctx;
    (void)e;
    if (m->verdict.corrected_by.n || m->verdict.not_us) {
        r->corrected++;
        return true;
    }
    struct mention was = r->old ? judged_by(r, r->old, m) : *m;
    struct mention is = judged_by(r, r->newer, m);
    compare(r, &was, &is);
    arena_reset(&r->scratch);
    return true;
}

static int by_field(const void *a, const void *b)
{
    const struct replay_change *x = a, *y = b;
    if (x->field != y->field)
        return (x->field > y->field) - (x->field < y->field);
    if (x->n != y->n)
        return (x->n < y->n) - (x->n > y->n);
    int from = str_cmp(x->from, y->from);
    return from ? from : str_cmp(x->to, y->to);
}

bool replay_run(struct replay *r, struct store *store, struct err *e)
{
    struct mention_filter f = {.from = r->since};
    if (!store_mentions_each(store, &f, look, r, e))
        return false;
    if (r->n)
        qsort(r->changes, r->n, sizeof *r->changes, by_field);
    return true;
}

static struct str shown(struct str value)
{
    return value.n ? value : STR("-");
}

void replay_text(struct replay *r, struct buf *out)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct replay_change *c = &r->changes[i];
        struct str from = shown(c->from), to = shown(c->to);
        buf_printf(out, "%-10s  %12.*s → %-12.*s %7lld\n",
                   FIELDS[c->field].name, STR_ARG(from), STR_ARG(to),
                   (long long)c->n);
        for (int64_t k = 0; k < c->n && k < REPLAY_EXAMPLES; k++) {
            buf_printf(out, "            #%lld «", (long long)c->ids[k]);
            listing_cut(out, c->text[k], TEXT_SHOWN);
            buf_z(out, "»\n");
        }
    }
    buf_printf(out,
               "%lld of %lld mentions would change; %lld more are as people "
               "said\n",
               (long long)r->differ, (long long)r->judged,
               (long long)r->corrected);
}

void replay_json(struct replay *r, struct json *j)
{
    json_key(j, "mentions"), json_int(j, r->judged);
    json_key(j, "corrected"), json_int(j, r->corrected);
    json_key(j, "differ"), json_int(j, r->differ);
    json_key(j, "changes"), json_list(j);
    for (size_t i = 0; i < r->n; i++) {
        const struct replay_change *c = &r->changes[i];
        json_map(j);
        json_key(j, "what"), json_z(j, FIELDS[c->field].name);
        json_key(j, "from"), json_str(j, c->from);
        json_key(j, "to"), json_str(j, c->to);
        json_key(j, "mentions"), json_int(j, c->n);
        json_key(j, "examples"), json_list(j);
        for (int64_t k = 0; k < c->n && k < REPLAY_EXAMPLES; k++)
            json_int(j, c->ids[k]);
        json_end(j);
        json_end(j);
    }
    json_end(j);
}

void replay_clear(struct replay *r)
{
    arena_clear(&r->arena);
    arena_clear(&r->scratch);
}

static void print(struct replay *r, bool as_json)
{
    struct buf out;
    struct json j;
    buf_init(&out, CEILING_PAGE_OUT);
    if (as_json) {
        json_init(&j, &out);
        json_map(&j);
        replay_json(r, &j);
        json_end(&j);
        buf_char(&out, '\n');
    } else {
        replay_text(r, &out);
    }
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
}

int replay_command(struct workspace *w, int64_t since, bool json, struct err *e)
{
    struct classify_setup words = workspace_classify(w);
    struct matrix_setup table = workspace_matrix(w);
    struct judge now = {.single = true};
    struct replay r = {.w = w, .newer = &now, .since = since};
    struct store *store = workspace_store(w, STORE_READ, e);
    struct classifier *c = store ? classify_open(&words, e) : NULL;
    struct matrix *m = c ? matrix_open(&table, e) : NULL;
    now.classifier = c;
    now.matrix = m;
    bool ok = m && replay_run(&r, store, e);
    if (ok)
        print(&r, json);
    replay_clear(&r);
    if (m)
        matrix_close(m);
    classify_close(c);
    store_close(store);
    return ok ? CLI_DONE : CLI_CANNOT;
}
