/* SPDX-License-Identifier: MIT
 * store: what is kept of lists is what counting gives, whatever was done.
 * R31, R54. */
#include "store/place.h"
#include "tests/store/temp.h"

enum { ROUNDS = 40, STEPS = 25, MOST = 400 };

/* The same ones every time. */
static uint64_t seed;

static uint64_t roll(uint64_t n)
{
    uint64_t z = seed += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (z ^ z >> 31) % n;
}

static struct str one_of(const char *const *words, size_t n)
{
    return str_of(words[roll(n)]);
}
#define ONE_OF(...)                                                            \
    one_of((const char *const[]){__VA_ARGS__},                                 \
           sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static int64_t sources[3];

static void judge(struct mention *m)
{
    m->verdict.type = ONE_OF("broken", "praise", "rant");
    m->verdict.tone = ONE_OF("neg", "pos");
    temp_solve(m, ONE_OF("A", "B", "C").p);
    m->decision.stale = roll(5) == 0;
    m->decision.priority = (int64_t)roll(3) * 50;
    m->decision.due = roll(2) ? TEMP_NOW + (int64_t)roll(3) : 0;
    m->decision.draft = STR("Ждём вас.");
}

static void put(struct store *s, struct arena *a)
{
    struct str key = str_printf(a, "%d", (int)roll(150));
    struct str text = str_printf(a, STR_FMT " %d", STR_ARG(key), (int)roll(3));
    struct mention m = temp_mention(sources[roll(3)], key.p, "", text.p);
    judge(&m);
    m.post.brand = ONE_OF("Вектор", "Меридиан");
    m.post.lang = ONE_OF("ru", "en");
    m.post.lemmas = ONE_OF("тариф", "сеть", "тариф сеть");
    m.post.published = roll(8) ? TEMP_NOW - (int64_t)roll(20) * 450 : 0;
    m.post.gone = roll(20) == 0 ? TEMP_NOW : 0;
    temp_put(s, &m);
}

/* Something a person or a clock does about one of the mentions; what cannot
 * be done is refused. */
static void act(struct store *s, struct arena *a)
{
    struct err e = {0};
    struct mention m;
    bool found, ok = true;
    const struct str who = STR("ann"), text = STR("x");
    int64_t id = 1 + (int64_t)roll(60);
    ck_ok(store_mention_get(s, a, id, &m, &found, &e), e);
    if (!found)
        return;
    switch (roll(8)) {
    case 0:
        ok = store_case_approve(s, m.case_.id, who, text, TEMP_NOW, &e);
        break;
    case 1:
        ok = store_case_dismiss(s, m.case_.id, who, text, TEMP_NOW, &e);
        break;
    case 2:
        ok = store_case_posted(s,
                               &(struct posting){m.case_.id, who,
                                                 STR("https://a.example/"),
                                                 STR(""), TEMP_NOW},
                               &e);
        break;
    case 3:
        ok = store_case_return(s, id, who, text, TEMP_NOW, &e);
        break;
    case 4:
        judge(&m);
        ok = store_label_put(s, &m, who, TEMP_NOW, &e);
        break;
    case 5:
        ok = store_label_not_us(s, id, who, TEMP_NOW, &e);
        break;
    case 6:
        judge(&m);
        m.post.published = TEMP_NOW - (int64_t)roll(9) * 900;
        ok = store_mention_redecide(s, &m, &e);
        break;
    default:
        put(s, a);
    }
    (void)ok;
}

/* Some of it alone, some in one transaction, some of that undone. */
static void work(struct store *s)
{
    struct arena a = {0};
    struct err e = {0};
    bool inside = roll(2), undone = inside && roll(3) == 0;
    if (inside)
        ck_ok(store_begin(s, &e), e);
    for (int i = 0; i < STEPS; i++) {
        bool inner = inside && roll(4) == 0;
        if (inner)
            ck_ok(store_begin(s, &e), e);
        if (roll(2))
            put(s, &a);
        else
            act(s, &a);
        if (inner && roll(2))
            store_rollback(s);
        else if (inner)
            ck_ok(store_commit(s, &e), e);
    }
    if (undone)
        store_rollback(s);
    else if (inside)
        ck_ok(store_commit(s, &e), e);
    arena_clear(&a);
}

static struct str list_of(const struct mention *m)
{
    if (m->verdict.not_us)
        return STR("not-us");
    if (!m->case_.id)
        return m->decision.stale ? STR("stale") : STR("unanswered");
    if (m->case_.posted)
        return m->case_.answered ? STR("answered") : STR("posted");
    return m->case_.status;
}

static int64_t when(const struct mention *m)
{
    return m->post.published > 0 ? m->post.published : m->post.collected;
}

static bool is(struct str want, struct str has)
{
    return !want.n || str_eq(want, has);
}

static bool wanted(const struct mention_filter *f, const struct mention *m)
{
    struct str list = f->queue ? STR("waiting") : f->status;
    return is(f->type, m->verdict.type) &&
           is(f->solution, m->decision.solution) &&
           is(f->brand, m->post.brand) && is(f->source, m->post.source_name) &&
           is(f->lang, m->post.lang) && is(list, list_of(m)) &&
           (!f->lemmas.n || str_find(m->post.lemmas, f->lemmas) >= 0) &&
           when(m) >= f->from && (!f->to || when(m) < f->to);
}

static bool by_queue;
static int64_t place_in_queue[MOST]; /* by id; its order is verify's matter */

static int by_order(const void *a, const void *b)
{
    const struct mention *x = a, *y = b;
    if (by_queue)
        return (int)(place_in_queue[x->id] - place_in_queue[y->id]);
    if (when(x) != when(y))
        return when(x) > when(y) ? -1 : 1;
    return (int)(y->id - x->id);
}

static void learn_queue(struct store *s)
{
    struct err e = {0};
    struct arena a = {0};
    const struct mention_filter f = {.queue = true};
    struct mention *rows;
    size_t n;
    ck_ok(store_mentions(s, &a, &f, &rows, &n, &e), e);
    for (size_t i = 0; i < n; i++)
        place_in_queue[rows[i].id] = (int64_t)i;
    arena_clear(&a);
}

static bool indexed = true; /* words are, when a transaction ends */

static struct mention_filter any_filter(void)
{
    struct mention_filter f = {.not_us = true};
    if (roll(3) == 0)
        f.type = ONE_OF("broken", "praise", "rant");
    if (roll(4) == 0)
        f.solution = ONE_OF("A", "B", "C");
    if (roll(4) == 0)
        f.brand = ONE_OF("Вектор", "Меридиан");
    if (roll(4) == 0)
        f.source = ONE_OF("one", "two", "three");
    if (roll(4) == 0)
        f.lang = ONE_OF("ru", "en");
    if (indexed && roll(3) == 0)
        f.lemmas = ONE_OF("тариф", "сеть");
    if (roll(4) == 0)
        f.from = TEMP_NOW - (int64_t)roll(20) * 450;
    if (roll(4) == 0)
        f.to = TEMP_NOW - (int64_t)roll(10) * 450;
    f.queue = roll(2);
    if (!f.queue && roll(2))
        f.status = ONE_OF("waiting", "approved", "posted", "answered",
                          "dismissed", "unanswered", "stale", "not-us");
    return f;
}

/* Those that the filter wants, of all; the answer is how many. */
static size_t choose(const struct mention_filter *f, const struct mention *all,
                     size_t n, struct mention *into)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (wanted(f, &all[i]))
            into[kept++] = all[i];
    by_queue = f->queue;
    qsort(into, kept, sizeof *into, by_order);
    return kept;
}

static const char *name_of(const struct mention_filter *f)
{
    static char name[512];
    snprintf(name, sizeof name,
             "type '" STR_FMT "' solution '" STR_FMT "' brand '" STR_FMT
             "' source '" STR_FMT "' lang '" STR_FMT "' list '" STR_FMT
             "' words '" STR_FMT "' from %ld to %ld queue %d after %zu "
             "behind %ld",
             STR_ARG(f->type), STR_ARG(f->solution), STR_ARG(f->brand),
             STR_ARG(f->source), STR_ARG(f->lang), STR_ARG(f->status),
             STR_ARG(f->lemmas), (long)f->from, (long)f->to, f->queue, f->after,
             (long)f->behind);
    return name;
}

/* A part of the list, from some row on: passed over or behind a mention. */
static void compare_part(struct store *s, struct mention_filter f,
                         const struct mention *want, size_t n)
{
    struct err e = {0};
    struct arena a = {0};
    struct mention *rows;
    size_t got, first = n ? roll(n) : 0;
    f.limit = 1 + roll(5);
    if (first && roll(2))
        f.behind = want[first - 1].id;
    else
        f.after = first;
    ck_ok(store_mentions(s, &a, &f, &rows, &got, &e), e);
    size_t left = n - first < f.limit ? n - first : f.limit;
    for (size_t i = 0; i < left; i++)
        ck_assert_msg(i < got && rows[i].id == want[first + i].id,
                      "%s: row %zu of %zu is %ld, not %ld", name_of(&f),
                      first + i, n, (long)(i < got ? rows[i].id : 0),
                      (long)want[first + i].id);
    ck_assert_uint_eq(got, left);
    arena_clear(&a);
}

static void compare_counts(struct store *s, const struct mention_filter *f,
                           const struct mention *want, size_t n)
{
    static const enum count_by keys[] = {
        COUNT_TYPE,     COUNT_SOURCE, COUNT_TONE,     COUNT_BRAND,
        COUNT_SOLUTION, COUNT_LIST,   COUNT_LIST_TYPE};
    struct err e = {0};
    struct arena a = {0};
    struct count_row *rows;
    struct counting how = {keys[roll(6)], roll(2), (int64_t)roll(3) * 3600};
    size_t n_rows;
    int64_t sum = 0, all;
    ck_ok(store_counts(s, &a, f, &how, &rows, &n_rows, &e), e);
    for (size_t i = 0; i < n_rows; i++) {
        int64_t counted = 0;
        for (size_t k = 0; k < n; k++) {
            const struct mention *m = &want[k];
            const struct str key[] = {m->verdict.type,      m->post.source_name,
                                      m->verdict.tone,      m->post.brand,
                                      m->decision.solution, list_of(m)};
            size_t by = 0;
            while (keys[by] != how.by)
                by++;
            int64_t day = (when(m) + how.zone) / 86400 * 86400 - how.zone;
            counted += str_eq(key[by], rows[i].key) &&
                       (!how.daily || day == rows[i].day);
        }
        ck_assert_msg(rows[i].n == counted,
                      "%s: by %d, daily %d, zone %ld: " STR_FMT " on %ld is "
                      "%ld, not %ld",
                      name_of(f), how.by, how.daily, (long)how.zone,
                      STR_ARG(rows[i].key), (long)rows[i].day, (long)rows[i].n,
                      (long)counted);
        sum += counted;
    }
    ck_assert_int_eq(sum, (int64_t)n);
    ck_ok(store_mention_count(s, f, &all, &e), e);
    ck_assert_int_eq(all, (int64_t)n);
    arena_clear(&a);
}

/* The quarters know no filter, and nothing that is not about us. */
static void compare_days(struct store *s, const struct mention *all, size_t n)
{
    static struct mention want[MOST];
    struct mention_filter f = {0};
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!all[i].verdict.not_us)
            want[kept++] = all[i];
    struct err e = {0};
    struct arena a = {0};
    struct count_row *rows;
    size_t n_rows;
    struct counting how = {roll(2) ? COUNT_TYPE : COUNT_TONE, true, 3600};
    f.from = TEMP_NOW / 900 * 900 - 3600;
    ck_ok(store_counts(s, &a, &f, &how, &rows, &n_rows, &e), e);
    for (size_t i = 0; i < n_rows; i++) {
        int64_t counted = 0;
        for (size_t k = 0; k < kept; k++)
            counted +=
                when(&want[k]) >= f.from &&
                str_eq(how.by == COUNT_TYPE ? want[k].verdict.type
                                            : want[k].verdict.tone,
                       rows[i].key) &&
                (when(&want[k]) + 3600) / 86400 * 86400 - 3600 == rows[i].day;
        ck_assert_int_eq(rows[i].n, counted);
    }
    arena_clear(&a);
}

static void compare(struct store *s)
{
    static struct mention want[MOST];
    struct err e = {0};
    struct arena a = {0};
    struct mention *all;
    size_t n;
    ck_ok(store_mentions(s, &a, &(struct mention_filter){0}, &all, &n, &e), e);
    ck_assert_uint_lt(n, MOST);
    learn_queue(s);
    for (int i = 0; i < 12; i++) {
        struct mention_filter f = any_filter();
        size_t kept = choose(&f, all, n, want);
        compare_part(s, f, want, kept);
        compare_counts(s, &f, want, kept);
    }
    compare_days(s, all, n);
    arena_clear(&a);
}

TEST(kept_is_what_counting_gives)
{
    struct err e = {0};
    struct store *s = temp_store("place.db");
    sources[0] = temp_source(s, "one");
    sources[1] = temp_source(s, "two");
    sources[2] = temp_source(s, "three");
    for (int i = 0; i < ROUNDS; i++) {
        seed = (uint64_t)i << 32;
        work(s);
        compare(s);
        (void)temp_verifies(s);
    }
    /* What this transaction has written is in its lists too. */
    indexed = false;
    ck_ok(store_begin(s, &e), e);
    work(s);
    compare(s);
    store_rollback(s);
    indexed = true;
    compare(s);
    (void)temp_verifies(s);
    store_close(s);
}
END

TEST_MAIN("store_place", kept_is_what_counting_gives)
