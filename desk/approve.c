/* SPDX-License-Identifier: MIT
 * approve: a reply goes out of the queue: its day is filled in, what it
 * promises stands in the register, what it asks for is waited for. */
#include "desk/desk.h"

struct str desk_lang(const struct mention *m)
{
    return m->post.lang.n ? m->post.lang : STR("ru");
}

struct str desk_day(const struct matrix *matrix, struct arena *a,
                    const struct mention *m, int64_t now)
{
    const struct matrix_promise p = {.row = m->decision.row,
                                     .department = m->decision.department,
                                     .lang = desk_lang(m),
                                     .now = now};
    return matrix ? matrix_day(matrix, a, &p) : (struct str){0};
}

enum forbids desk_forbids(const struct remark *rows, size_t n, struct str text)
{
    bool unfilled =
        str_find_char(text, '{') >= 0 || str_find_char(text, '}') >= 0;
    bool past = false;
    for (size_t i = 0; i < n; i++) {
        unfilled |= rows[i].forbids == FORBIDS_UNFILLED;
        past |= rows[i].forbids == FORBIDS_PAST_DAY;
    }
    return unfilled ? FORBIDS_UNFILLED
           : past   ? FORBIDS_PAST_DAY
                    : FORBIDS_NOTHING;
}

/* A text that may promise something. */
struct promising {
    struct store *store;
    const struct matrix *matrix; /* NULL: nothing is read from it */
    int64_t case_id, mention;    /* 0 no mention */
    struct str said;             /* reply or typed */
    struct str text, lang, who, to_whom;
    int64_t now;
};

/* The days that it promises stand in the register from now on (R56). */
static bool promise(const struct promising *it, struct arena *a, struct err *e)
{
    struct matrix_due *dues;
    const struct matrix_reply reply = {
        .text = it->text, .lang = it->lang, .now = it->now};
    size_t n = it->matrix ? matrix_dues(it->matrix, a, &reply, &dues) : 0;
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        struct promise_row p = {.at = it->now,
                                .who = it->who,
                                .mention = it->mention,
                                .said = it->said,
                                .what = dues[i].words,
                                .to_whom = it->to_whom,
                                .by_whom = it->who,
                                .due = dues[i].due};
        ok = store_promise_add(it->store, it->case_id, &p, e);
    }
    return ok;
}

bool desk_signature(const struct desk_approval *it, struct arena *a,
                    struct str *signature, struct err *e)
{
    const struct wording w = {it->m->id, it->who, it->draft};
    if (!store_signature(it->store, a, &w, signature, e))
        return false;
    if (signature->n && str_ends(str_trim(it->text), *signature))
        *signature = (struct str){0};
    return true;
}

/* Its last line, where anybody signs with that and words stand before it. */
static bool cut_line(struct str *text, const struct user_row *users, size_t n)
{
    size_t end = text->n;
    while (end && text->p[end - 1] != '\n')
        end--;
    struct str line = str_trim(str_from(*text, end));
    struct str before = str_trim(str_part(*text, 0, end));
    bool signs = false;
    for (size_t i = 0; i < n; i++)
        signs |= users[i].signature.n && str_eq(users[i].signature, line);
    if (signs && before.n)
        *text = before;
    return signs && before.n;
}

/* A reply that was returned may end with whose words it was before. */
static bool sign(const struct desk_approval *it, struct arena *a,
                 struct str signature, struct str *text, struct err *e)
{
    struct user_row *users;
    size_t n;
    if (!store_people(it->store, a, &users, &n, e))
        return false;
    struct str bare = str_trim(*text);
    while (cut_line(&bare, users, n))
        ;
    *text = str_printf(a, STR_FMT "\n\n" STR_FMT, STR_ARG(bare),
                       STR_ARG(signature));
    return true;
}

static bool approve(const struct desk_approval *it, struct arena *a,
                    struct err *e)
{
    const struct wording w = {it->m->id, it->who, it->draft};
    struct str signature, text = it->text;
    if (!desk_signature(it, a, &signature, e) ||
        (signature.n && !sign(it, a, signature, &text, e)))
        return false;
    const struct promising said = {.store = it->store,
                                   .matrix = it->matrix,
                                   .case_id = it->m->case_.id,
                                   .mention = it->m->id,
                                   .said = STR("reply"),
                                   .text = it->text,
                                   .lang = desk_lang(it->m),
                                   .who = it->who,
                                   .to_whom = it->m->post.author,
                                   .now = it->now};
    bool asks = it->matrix && matrix_asks(it->matrix, it->text);
    return store_draft_settled(it->store, &w, text, it->now, e) &&
           store_case_approve(it->store, it->m->case_.id, it->who, text,
                              it->now, e) &&
           promise(&said, a, e) &&
           (!asks || store_case_asks(it->store, it->m->case_.id, it->now, e));
}

bool desk_approve(const struct desk_approval *it, struct arena *a,
                  struct err *e)
{
    if (!store_begin(it->store, e))
        return false;
    if (approve(it, a, e) && store_commit(it->store, e))
        return true;
    store_rollback(it->store);
    return false;
}

/* Whom a case is about, as far as it is known. */
static bool author_of(struct store *s, struct arena *a, int64_t case_id,
                      struct str *author, struct err *e)
{
    struct case_card card;
    struct mention m;
    bool found = false;
    if (!store_case_card(s, a, case_id, &card, e))
        return false;
    *author = card.author;
    if (author->n || !card.mention)
        return true;
    if (!store_mention_get(s, a, card.mention, &m, &found, e))
        return false;
    *author = m.post.author;
    return true;
}

static bool note(const struct desk_note *it, struct arena *a, struct err *e)
{
    const struct note_row row = {
        .at = it->now, .who = it->who, .text = it->text};
    struct promising said = {.store = it->store,
                             .matrix = it->matrix,
                             .case_id = it->case_id,
                             .said = STR("typed"),
                             .text = it->text,
                             .lang = it->lang,
                             .who = it->who,
                             .now = it->now};
    return store_case_note(it->store, it->case_id, &row, e) &&
           author_of(it->store, a, it->case_id, &said.to_whom, e) &&
           promise(&said, a, e);
}

bool desk_note(const struct desk_note *it, struct arena *a, struct err *e)
{
    if (!store_begin(it->store, e))
        return false;
    if (note(it, a, e) && store_commit(it->store, e))
        return true;
    store_rollback(it->store);
    return false;
}
