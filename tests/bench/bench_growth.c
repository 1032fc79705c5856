/* SPDX-License-Identifier: MIT
 *
 * bench_growth: fills a store as a house of some years would have it.
 *
 *   bench_growth STORE MENTIONS [NOW]
 *
 * Through the store's own functions, in batches of 1,000: 200 sources, few of
 * them with most of the posts, three years up to NOW, texts of 3 to 400 words
 * whose frequencies fall as those of a language do, threads of up to some ten
 * thousand posts. Three of ten wait; others were approved, posted, dismissed,
 * corrected or are not about the firm; most want no reply or came too late.
 * Each fifth case is worked on by one of thirty people, and one of fifty came
 * by phone. The same numbers give the same store. Prints how fast it was. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "store/store.h"

enum {
    BATCH = 1000,
    SOURCES = 200,
    WORDS = 50000,
    YEARS = 3,
    DAY = 86400,
    SPAN = YEARS * 365 * DAY
};

/* The most frequent first: thirty that every text has, then those that people
 * look for. The rest of the WORDS are made up. */
static const char common[] =
    "и в не на я что с а как это но у по мне они за к из от мы так уже для "
    "все ещё или если был нет вот "
    "интернет оператор связь поддержка менеджер тариф роутер кабель договор "
    "заявление офис очередь карта платёж возврат комиссия кредит отказ "
    "приложение вход пароль сеть скорость вечер сосед дом подъезд мастер";
static struct str words[WORDS];
static double rank_to[WORDS];       /* share of the words up to this one */
static double source_to[SOURCES];   /* the same of sources */
static int64_t source_ids[SOURCES]; /* in the store */
static int64_t thread_of[SOURCES];  /* its thread just now */
static int64_t threads;             /* so far */

static const struct kind {
    const char *type, *tone, *solution, *row; /* what the matrix said */
    int share;                                /* of a thousand mentions */
} kinds[] = {
    {"broken", "neg", "A", "broken-help", 170},
    {"broken", "neg", "B", "broken-public", 60},
    {"overcharged", "neg", "A", "money", 110},
    {"offended", "neg", "B", "staff", 80},
    {"rant", "neg", "C", "rant", 150},
    {"rant", "mix", "D", "rant-loud", 10},
    {"question", "neu", "A", "question", 90},
    {"praise", "pos", "C", "praise", 160},
    {"praise", "pos", "A", "praise-thanks", 20},
    {"justified", "mix", "A", "justified", 40},
    {"neutral", "neu", "C", "neutral", 110},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const char *const brands[] = {"Вектор", "Вектор Банк", "Vector"};

/* Numbers that seem to have no order; state is the number of the mention. */
struct dice {
    uint64_t state;
};

static uint64_t roll(struct dice *d)
{
    uint64_t z = d->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

static double share(struct dice *d)
{
    return (double)(roll(d) >> 11) / 9007199254740992.0;
}

static bool chance(struct dice *d, int of_thousand)
{
    return roll(d) % 1000 < (uint64_t)of_thousand;
}

static void must(bool ok, const struct err *e)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", e->msg);
    exit(1);
}

/* Sums of 1/(i + 1), the last one 1. */
static void make_ranks(double *to, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        to[i] = sum += 1.0 / (double)(i + 1);
    for (size_t i = 0; i < n; i++)
        to[i] /= sum;
}

static size_t pick(struct dice *d, const double *to, size_t n)
{
    double at = share(d);
    size_t low = 0, high = n - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (to[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void make_words(struct arena *a)
{
    static const char *const parts[] = {"ка", "ро", "ми", "ле", "ту",
                                        "не", "са", "пи", "во", "ды"};
    struct str rest = STR(common), word;
    size_t n = 0;
    while (str_split(&rest, ' ', &word))
        words[n++] = word;
    for (; n < WORDS; n++)
        words[n] = str_printf(a, "%s%s%s%s%s", parts[n % 10],
                              parts[n / 10 % 10], parts[n / 100 % 10],
                              parts[n / 1000 % 10], parts[n / 10000]);
    make_ranks(rank_to, WORDS);
    make_ranks(source_to, SOURCES);
}

static void make_sources(struct store *s, int64_t now)
{
    struct arena a = {0};
    struct err e = {0};
    must(store_begin(s, &e), &e);
    for (int i = 0; i < SOURCES; i++) {
        struct source_row row = {
            .name = str_printf(&a, "source-%03d", i),
            .kind = STR("phpbb"),
            .url = str_printf(&a, "https://forum%d.example/", i),
            .every = 3600};
        must(store_source_put(s, &a, &row, &e), &e);
        row.last_visit = now - 600;
        row.next_visit = now + 3000;
        row.health = i % 37 ? STR("ok") : STR("quiet");
        must(store_source_save(s, &row, &e), &e);
        source_ids[i] = row.id;
    }
    must(store_commit(s, &e), &e);
    arena_clear(&a);
}

/* Half of all posts have fewer than 35 words, some have hundreds. */
static struct str text_of(struct arena *a, struct dice *d)
{
    double normal = sqrt(-2 * log(share(d) + 1e-12)) * cos(6.2832 * share(d));
    int n = (int)(35 * exp(0.8 * normal));
    n = n < 3 ? 3 : n > 400 ? 400 : n;
    struct buf b;
    buf_init(&b, 16384);
    while (n-- > 0) {
        buf_str(&b, words[pick(d, rank_to, WORDS)]);
        if (n)
            buf_char(&b, ' ');
    }
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

static const struct kind *kind_of(struct dice *d)
{
    int at = (int)(roll(d) % 1000);
    for (size_t i = 0; i + 1 < KINDS; i++) {
        at -= kinds[i].share;
        if (at < 0)
            return &kinds[i];
    }
    return &kinds[KINDS - 1];
}

/* Most posts are seen within a day, some years later, some have no date. */
static int64_t published(struct dice *d, int64_t collected)
{
    if (chance(d, 30))
        return 0;
    if (chance(d, 50))
        return collected - (int64_t)(roll(d) % (2 * 365 * DAY));
    return collected - (int64_t)(share(d) * share(d) * DAY);
}

/* A new thread now and then: rarely in those that are long already. */
static int64_t thread(struct dice *d, size_t source)
{
    if (!thread_of[source] || chance(d, source % 10 == 3 ? 1 : 40))
        thread_of[source] = ++threads;
    return thread_of[source];
}

static void say_where(struct mention *m, struct arena *a, struct dice *d,
                      int64_t n)
{
    size_t source = pick(d, source_to, SOURCES);
    m->post.source = source_ids[source];
    m->post.key2 = str_printf(a, "/viewtopic.php?p=%ld", (long)n);
    m->post.key1 = str_printf(a, "https://forum%zu.example/viewtopic.php?p=%ld",
                              source, (long)n);
    m->post.url = m->post.key1;
    m->post.thread =
        str_printf(a, "https://forum%zu.example/viewtopic.php?t=%ld", source,
                   (long)thread(d, source));
    m->post.thread_title = STR("Отзывы об операторе");
    m->post.author = str_printf(a, "user%ld", (long)(roll(d) % 90000));
    m->post.author_url = str_printf(a, "https://forum%zu.example/u/" STR_FMT,
                                    source, STR_ARG(m->post.author));
}

static void say_what(struct mention *m, struct dice *d)
{
    const struct kind *k = kind_of(d);
    m->post.brand = str_of(brands[chance(d, 250) + chance(d, 100)]);
    m->post.lang = chance(d, 930) ? STR("ru") : STR("en");
    m->verdict.rules = STR("0123456789abcdef");
    m->verdict.type = str_of(k->type);
    m->verdict.second = STR("-");
    m->verdict.tone = str_of(k->tone);
    m->verdict.facts = chance(d, 300);
    m->verdict.confidence = 0.4 + 0.6 * share(d);
    m->verdict.topic = words[30 + roll(d) % 28];
    m->verdict.evidence = STR("[{\"rule\":\"ru.broken.not-working\",\"signal\":"
                              "\"broken\",\"start\":0,\"end\":20,\"points\":2},"
                              "{\"rule\":\"ru.neg.again\",\"signal\":\"anger\","
                              "\"start\":22,\"end\":31,\"points\":1}]");
    m->decision.solution = str_of(k->solution);
    m->decision.row = str_of(k->row);
    bool reply = *k->solution != 'C';
    m->decision.profile = reply ? STR("day") : STR("");
    m->decision.template = reply ? STR("broken.ru") : STR("");
    m->decision.stale = reply && chance(d, 150);
    m->decision.priority = (int64_t)(roll(d) % 60) +
                           (str_eqz(m->verdict.tone, "neg") ? 40 : 0) -
                           (str_eqz(m->verdict.type, "praise") ? 20 : 0);
    m->decision.priority = m->decision.priority < 0     ? 0
                           : m->decision.priority > 100 ? 100
                                                        : m->decision.priority;
    m->decision.due = chance(d, 800) ? m->post.collected + 4 * 3600 : 0;
}

static struct mention mention_of(struct arena *a, struct dice *d, int64_t n,
                                 int64_t collected)
{
    struct mention m = {
        .post.collected = collected,
        .post.published = published(d, collected),
        .post.precision = 60,
        .post.rating = -1,
        .post.likes = (int64_t)(roll(d) % 20),
        .post.replies = -1,
        .post.followers = -1,
        .post.author_posts = (int64_t)(roll(d) % 3000),
        .post.reach = -1,
        .decision.why =
            STR("help where it is said, for the matter can be mended"),
        .decision.answers =
            STR("[{\"question\":\"about\",\"value\":\"product\","
                "\"because\":\"the type is broken\"},"
                "{\"question\":\"who\",\"value\":\"ordinary\","
                "\"because\":\"few followers\"}]"),
        .decision.counterfactual =
            STR("B instead of A if who were influential"),
        .decision.department = STR("service"),
        .decision.draft =
            STR("Здравствуйте! Нам жаль, что так вышло. Напишите нам "
                "номер договора, и мастер придёт завтра."),
    };
    say_where(&m, a, d, n);
    say_what(&m, d);
    m.post.text = text_of(a, d);
    m.post.text_hash = (int64_t)str_hash(m.post.text);
    m.post.lemmas = m.post.text;
    return m;
}

static void move(struct store *s, int64_t id, enum move what, struct str who,
                 const char *said, int64_t now, struct err *e)
{
    struct case_step step = {.case_id = id,
                             .move = what,
                             .who = who,
                             .words = str_of(said),
                             .now = now};
    if (what == MOVE_ASSIGN)
        step.assignee = who;
    must(store_case_move(s, &step, e), e);
}

/* What a person is given: one of thirty people, something to do, a promise, a
 * note; most of it is done, four of ten are closed. */
static void work(struct store *s, struct arena *a, struct dice *d, int64_t id,
                 bool by_hand, int64_t now, struct err *e)
{
    const struct str who = str_printf(a, "person-%02d", (int)(roll(d) % 30));
    struct task_row task = {.at = now,
                            .who = who,
                            .what = STR("look at the contract"),
                            .assignee = who,
                            .due = now + DAY};
    struct promise_row promise = {.at = now,
                                  .who = who,
                                  .said = STR("typed"),
                                  .what = STR("the money back"),
                                  .to_whom = STR("the client"),
                                  .by_whom = who,
                                  .due = now + 3 * DAY};
    const struct settled done = {STR("done"), now + DAY, who, STR("looked")},
                         kept = {STR("kept"), now + DAY, who, STR("paid")};
    const struct note_row note = {.at = now, .who = who, .text = words[0]};
    move(s, id, MOVE_ASSIGN, who, "", now, e);
    must(store_task_add(s, id, &task, e), e);
    must(store_promise_add(s, id, &promise, e), e);
    must(store_case_note(s, id, &note, e), e);
    if (chance(d, 300))
        return;
    move(s, id, MOVE_BEGIN, who, "", now + 3600, e);
    if (chance(d, 100))
        return;
    must(store_task_settle(s, task.id, &done, e), e);
    must(store_promise_settle(s, promise.id, &kept, e), e);
    move(s, id, MOVE_FINISH, who, "the money was sent back", now + DAY, e);
    if (chance(d, 650))
        move(s, id, MOVE_VERIFY, who, "satisfied", now + 2 * DAY, e);
    if (by_hand && chance(d, 900))
        move(s, id, MOVE_CLOSE, who, "satisfied", now + 3 * DAY, e);
}

/* One of fifty was told by phone, and is worked on. */
static void by_phone(struct store *s, struct arena *a, struct dice *d,
                     const struct mention *m, struct err *e)
{
    struct case_card card = {.channel = STR("phone"),
                             .author = m->post.author,
                             .text = m->post.text,
                             .brand = m->post.brand,
                             .topic = m->verdict.topic,
                             .department = STR("service"),
                             .opened_by = STR("person-01"),
                             .due = m->post.collected + 3 * DAY};
    must(store_case_new(s, &card, m->post.collected, e), e);
    work(s, a, d, card.id, true, m->post.collected + 600, e);
}

/* What people made of it, three of ten mentions aside; true when its
 * case goes on. */
static bool answer(struct store *s, struct dice *d, struct mention *m,
                   struct err *e)
{
    const struct str who = STR("ann");
    int64_t now = m->post.collected + 3600;
    int fate = (int)(roll(d) % 1000);
    if (chance(d, 10)) {
        must(store_label_not_us(s, m->id, who, now, e), e);
        return false;
    }
    if (chance(d, 10)) {
        must(store_label_put(s, m, who, now, e), e);
    } else if (!m->case_.id || fate < 600) {
        return m->case_.id;
    } else if (fate < 800) {
        must(store_case_approve(s, m->case_.id, who, m->decision.draft, now, e),
             e);
        if (fate < 710)
            must(store_case_posted(s,
                                   &(struct posting){m->case_.id, who,
                                                     m->post.url, STR(""), now},
                                   e),
                 e);
    } else {
        must(store_case_dismiss(s, m->case_.id, who, STR("answered by phone"),
                                now, e),
             e);
        return false;
    }
    return m->case_.id;
}

static void put_batch(struct store *s, int64_t from, int64_t all, int64_t now)
{
    struct arena a = {0};
    struct err e = {0};
    enum put_result what;
    must(store_begin(s, &e), &e);
    for (int64_t n = from; n < from + BATCH && n < all; n++) {
        struct dice d = {(uint64_t)n * 0x100000001B3u};
        int64_t collected =
            now - SPAN + (int64_t)((double)SPAN * (double)n / (double)all);
        struct mention m = mention_of(&a, &d, n, collected);
        must(store_mention_put(s, &m, &what, &e), &e);
        if (answer(s, &d, &m, &e) && chance(&d, 250))
            work(s, &a, &d, m.case_.id, false, m.post.collected + 7200, &e);
        if (chance(&d, 20))
            by_phone(s, &a, &d, &m, &e);
        arena_reset(&a);
    }
    must(store_commit(s, &e), &e);
    arena_clear(&a);
}

static double cpu_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    struct err e = {0};
    struct arena a = {0};
    if (argc < 3) {
        fputs("usage: bench_growth STORE MENTIONS [NOW]\n", stderr);
        return 2;
    }
    int64_t all = strtoll(argv[2], NULL, 10);
    int64_t now = argc > 3 ? strtoll(argv[3], NULL, 10) : time(NULL);
    struct store *s = store_open(argv[1], STORE_CREATE, &e);
    must(s, &e);
    make_words(&a);
    make_sources(s, now);
    double start = cpu_s();
    for (int64_t n = 0; n < all; n += BATCH)
        put_batch(s, n, all, now);
    printf("%ld mentions, %.0f a CPU second\n", (long)all,
           (double)all / (cpu_s() - start));
    store_close(s);
    arena_clear(&a);
    return 0;
}
