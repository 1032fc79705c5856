/* SPDX-License-Identifier: MIT
 *
 * fixture: a store with a few dozen invented mentions, and the real matrix,
 * for the tests of the desk and for looking at it. Verdicts are given here;
 * what follows from them is decided by the matrix. */
#ifndef MOLVA_TESTS_FIXTURE_H
#define MOLVA_TESTS_FIXTURE_H

#include <sodium.h>
#include <string.h>
#include <time.h>

#include "base/base.h"
#include "base/text.h"
#include "desk/desk.h"

enum { FIXTURE_FILLERS = 30, FIXTURE_SPANS = 4 };

struct span {
    const char *words, *rule, *signal; /* where, by what, for what */
    double points;                     /* how much */
};

struct said {
    const char *title, *text, *author, *url, *thread, *type, *second, *tone;
    const char *lang, *source;
    struct span spans[FIXTURE_SPANS]; /* ends with an empty one */
    int hours;                        /* ago */
    int facts;                        /* as the verdict has it */
    double confidence;
};

static const struct said FIXTURE[] = {
    {.title = "Интернет пропадает каждый вечер",
     .text = "Третий вечер подряд пропадает интернет, с 19:00 до полуночи. "
             "Ничего не работает, роутер менял, в поддержке говорят «ждите».\n"
             "\nАдрес: улица Садовая, 14. Номер заявки 48213. Когда почините?",
     .author = "Пётр С.",
     .url = "https://forum.example/t/512#post-3",
     .thread = "Вектор Телеком: кто чем недоволен",
     .type = "broken",
     .second = "question",
     .tone = "neg",
     .lang = "ru",
     .source = "Городской форум",
     .spans = {{"пропадает интернет", "ru.broken.outage", "broken", 2.5},
               {"Ничего не работает", "ru.broken.not-working", "broken", 2},
               {"не работает, роутер", "ru.broken.device", "broken", 0.5},
               {"Номер заявки 48213", "ru.fact.ticket", "fact", 1}},
     .hours = 5,
     .facts = 1,
     .confidence = 0.91},
    {.title = "Списали за услугу, которую не подключал",
     .text = "Пришёл счёт на 890 рублей за «защиту от спама». Я её не "
             "подключал. Верните деньги!",
     .author = "marina_k",
     .url = "https://otzyv.example/r/77",
     .thread = "",
     .type = "overcharged",
     .second = "-",
     .tone = "neg",
     .lang = "ru",
     .source = "Отзывы.example",
     .spans = {{"счёт на 890 рублей", "ru.fact.sum", "fact", 1},
               {"не подключал", "ru.overcharged.not-ordered", "overcharged",
                2.5},
               {"Верните деньги", "ru.overcharged.give-back", "overcharged",
                2}},
     .hours = 30,
     .facts = 1,
     .confidence = 0.88},
    {.title = "",
     .text = "В офисе на Лесной сотрудница закатила глаза и сказала, что мне "
             "«пора научиться читать договор». Больше туда не пойду.",
     .author = "Тётя Валя",
     .url = "https://otzyv.example/r/78",
     .thread = "",
     .type = "offended",
     .second = "-",
     .tone = "neg",
     .lang = "ru",
     .source = "Отзывы.example",
     .spans = {{"закатила глаза", "ru.offended.contempt", "offended", 2.2},
               {"сотрудница", "ru.staff.word", "staff", 0.5}},
     .hours = 9,
     .facts = 1,
     .confidence = 0.79},
    {.title = "App crashes on every payment",
     .text = "Since Tuesday the app of Northern Bank crashes whenever I pay a "
             "bill. Reinstalled twice, same thing. Is anybody working on it?",
     .author = "j_holloway",
     .url = "https://social.example/@j_holloway/99812",
     .thread = "",
     .type = "broken",
     .second = "question",
     .tone = "neg",
     .lang = "en",
     .source = "social.example",
     .spans = {{"crashes whenever", "en.broken.crash", "broken", 2.4},
               {"same thing", "en.broken.again", "broken", 0.6}},
     .hours = 2,
     .facts = 1,
     .confidence = 0.84},
    {.title = "Спасибо мастеру Олегу",
     .text = "Я вообще-то не жалуюсь: мастер Олег приехал за час, всё сделал и "
             "объяснил. Спасибо огромное!",
     .author = "Наталья",
     .url = "https://otzyv.example/r/80",
     .thread = "",
     .type = "praise",
     .second = "-",
     .tone = "pos",
     .lang = "ru",
     .source = "Отзывы.example",
     .spans = {{"Спасибо огромное", "ru.praise.thanks", "praise", 2.1},
               {"не жалуюсь", "ru.negation.complain", "negation", -1}},
     .hours = 12,
     .facts = 1,
     .confidence = 0.95},
    {.title = "",
     .text = "А у Северного банка можно открыть вклад без визита в офис?",
     .author = "",
     .url = "https://forum.example/t/519#post-1",
     .thread = "Вклады 2026",
     .type = "question",
     .second = "-",
     .tone = "neu",
     .lang = "ru",
     .source = "Городской форум",
     .spans = {{"можно открыть", "ru.question.may-i", "question", 1.9}},
     .hours = 20,
     .facts = 0,
     .confidence = 0.9},
    {.title = "Год с ними: итоги",
     .text = "За год четыре обрыва по два дня, три раза подняли тариф без "
             "предупреждения и дважды потеряли договор. У соседей то же.",
     .author = "inzhener74",
     .url = "https://forum.example/t/512#post-9",
     .thread = "Вектор Телеком: кто чем недоволен",
     .type = "justified",
     .second = "broken",
     .tone = "neg",
     .lang = "ru",
     .source = "Городской форум",
     .spans = {{"четыре обрыва по два дня", "ru.plural.failures",
                "plural-failures", 2},
               {"три раза подняли тариф", "ru.overcharged.tariff",
                "overcharged", 1.4}},
     .hours = 48,
     .facts = 1,
     .confidence = 0.66},
    {.title = "",
     .text = "Худший оператор в мире, позорище!!!",
     .author = "злой",
     .url = "https://otzyv.example/r/81",
     .thread = "",
     .type = "rant",
     .second = "-",
     .tone = "neg",
     .lang = "ru",
     .source = "Отзывы.example",
     .spans = {{"Худший", "ru.general.worst", "general-attack", 2}},
     .hours = 4,
     .facts = 0,
     .confidence = 0.93},
    {.title = "<img src=x onerror=alert(1)>",
     .text = "</div><script>alert('text')</script> не работает & <b>жирно</b> "
             "\xe2\x80\xae\"quotes\" 'single'",
     .author = "<script>alert('author')</script>",
     .url = "javascript:alert('url')",
     .thread = "\"><svg onload=alert(1)>",
     .type = "broken",
     .second = "-",
     .tone = "neg",
     .lang = "ru",
     .source = "Городской форум",
     .spans = {{"script>alert", "<i>rule</i>", "\" onmouseover=\"x", 2},
               {"не работает", "ru.broken.not-working", "broken", 2}},
     .hours = 3,
     .facts = 0,
     .confidence = 0.7},
};

enum { FIXTURE_SAID = sizeof FIXTURE / sizeof *FIXTURE };

static const struct department FIXTURE_DEPARTMENTS[] = {
    {STR("service"), STR("служба поддержки"), STR("support"),
     STR("8 800 000-00-01"), 86400, STR(""), 0},
    {STR("billing"), STR("отдел расчётов"), STR("billing"),
     STR("8 800 000-00-02"), 172800, STR(""), 0},
    {STR("quality"), STR("отдел качества"), STR("quality"),
     STR("quality@vector.example"), 172800, STR(""), 0},
    {STR("pr"), STR("пресс-служба"), STR("press office"),
     STR("press@vector.example"), 86400, STR(""), 0},
    {STR("sales"), STR("отдел продаж"), STR("sales"), STR("8 800 000-00-03"),
     86400, STR(""), 0},
};

enum {
    FIXTURE_N_DEPARTMENTS =
        sizeof FIXTURE_DEPARTMENTS / sizeof *FIXTURE_DEPARTMENTS
};

static struct matrix *fixture_matrix(struct err *e)
{
    struct matrix_setup setup = {
        .matrix = "rules/matrix/fas.yaml",
        .replies = "rules/replies",
        .calendar = "rules/calendar/ru.yaml",
        .departments = FIXTURE_DEPARTMENTS,
        .n_departments = FIXTURE_N_DEPARTMENTS,
        .company = STR("Вектор Телеком"),
        .site = STR("https://vector.example/answers"),
    };
    return matrix_open(&setup, e);
}

/* Causes and measures, once and for all tests of a file. */
static const struct selfcheck *fixture_selfcheck(struct err *e)
{
    static struct arena a;
    static struct selfcheck c;
    return c.questions.n ||
                   selfcheck_load(&c, &a, "rules/register/selfcheck.yaml", e)
               ? &c
               : NULL;
}

static const struct catalogue *fixture_catalogue(struct err *e)
{
    static struct arena a;
    static struct catalogue c;
    return c.causes.n ||
                   catalogue_load(&c, &a, "rules/register/catalogue.yaml", e)
               ? &c
               : NULL;
}

static struct str fixture_json(struct arena *a, const struct decision *d,
                               struct str lang)
{
    struct buf b;
    struct json j;
    buf_init(&b, CEILING_REQUEST);
    json_init(&j, &b);
    json_list(&j);
    for (int i = 0; i < MATRIX_QUESTIONS; i++) {
        json_map(&j);
        json_key(&j, "question"), json_str(&j, d->answers[i].question);
        json_key(&j, "value"), json_str(&j, d->answers[i].value);
        json_key(&j, "because"), json_str(&j, d->answers[i].because);
        if (str_eqz(lang, "ru"))
            json_key(&j, "en"), json_str(&j, d->answers[i].because_en);
        else
            json_key(&j, "ru"), json_str(&j, d->answers[i].because_ru);
        json_end(&j);
    }
    json_end(&j);
    struct str s = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return s;
}

/* Asks the matrix about m as it is; that it is neutral is told by a rule. */
static bool fixture_decide(void *ctx, struct arena *a, struct mention *m,
                           enum mention_type type, enum tone tone,
                           struct err *e)
{
    static struct evidence report = {
        .rule = STR("ru.news.report"), .signal = STR("news"), .points = 1};
    struct decision d = {0};
    struct matrix_input in = {
        .verdict = {.type = type,
                    .evidence = &report,
                    .n = type == TYPE_NEUTRAL,
                    .second = TYPE_NONE,
                    .tone = tone == TONE_NONE ? type_tone(type) : tone,
                    .facts = m->verdict.facts,
                    .lang = m->post.lang,
                    .confidence = m->verdict.confidence},
        .lang = m->post.lang,
        .author = m->post.author,
        .brand = m->post.brand,
        .url = m->post.url,
        .source = m->post.source_name,
        .title = m->post.title,
        .published = m->post.published,
        .now = time(NULL),
        .followers = m->post.followers,
        .author_posts = m->post.author_posts,
        .likes = m->post.likes,
        .replies = m->post.replies,
        .reach = m->post.reach,
        .text_length = m->post.text.n,
    };
    if (!matrix_decide(ctx, a, &in, &d, e))
        return false;
    m->verdict.type = str_of(type_name(type));
    m->verdict.tone = str_of(tone_name(in.verdict.tone));
    m->decision.solution = d.solution;
    m->decision.row = d.row;
    m->decision.why = d.why;
    m->decision.answers = fixture_json(a, &d, in.lang);
    m->decision.counterfactual = d.counterfactual;
    m->decision.department = d.department;
    m->decision.escalation = d.escalation;
    m->decision.profile = d.profile;
    m->decision.template = d.template;
    m->decision.draft = d.draft;
    m->decision.due = d.due;
    m->decision.priority = d.priority;
    m->decision.stale = d.stale;
    return true;
}

static bool fixture_rebrand(void *ctx, struct arena *a, struct mention *m,
                            struct err *e)
{
    return fixture_decide(ctx, a, m, type_by_name(m->verdict.type),
                          tone_by_name(m->verdict.tone), e);
}

static const struct str FIXTURE_BRANDS[] = {
    {"Вектор Телеком", sizeof "Вектор Телеком" - 1},
    {"Бета", sizeof "Бета" - 1},
    {"Гамма", sizeof "Гамма" - 1}};
enum { FIXTURE_N_BRANDS = sizeof FIXTURE_BRANDS / sizeof *FIXTURE_BRANDS };

static struct str fixture_evidence(struct arena *a, const struct said *s)
{
    struct buf b;
    struct json j;
    buf_init(&b, CEILING_REQUEST);
    json_init(&j, &b);
    json_list(&j);
    for (int i = 0; i < FIXTURE_SPANS && s->spans[i].words; i++) {
        const struct span *v = &s->spans[i];
        ptrdiff_t at = str_find(str_of(s->text), str_of(v->words));
        json_map(&j);
        json_key(&j, "rule"), json_z(&j, v->rule);
        json_key(&j, "signal"), json_z(&j, v->signal);
        json_key(&j, "start"), json_int(&j, at < 0 ? 0 : at);
        json_key(&j, "end");
        json_int(&j, at < 0 ? 0 : at + (ptrdiff_t)strlen(v->words));
        json_key(&j, "points"), json_num(&j, v->points);
        json_end(&j);
    }
    json_end(&j);
    struct str text = str_dup(a, buf_view(&b));
    buf_clear(&b);
    return text;
}

static bool fixture_source(struct store *s, struct arena *a, const char *name,
                           int64_t *id, struct err *e)
{
    struct source_row row = {.name = str_of(name),
                             .kind = STR("phpbb"),
                             .url = STR("https://forum.example/"),
                             .every = 3600,
                             .health = STR("ok")};
    if (!store_source_put(s, a, &row, e))
        return false;
    *id = row.id;
    row.last_visit = time(NULL) - 1200;
    row.next_visit = time(NULL) + 2400;
    row.posts_total = 240;
    if (str_eqz(row.name, "social.example")) {
        row.health = STR("blocked");
        row.cause = STR("403 Forbidden, since yesterday: <captcha>");
        row.fails = 3;
    }
    return store_source_save(s, &row, e);
}

/* Folded, a space between: lemmas, where nobody has a dictionary. */
static inline struct str fixture_words(struct arena *a, struct str text)
{
    struct folded f;
    struct token *t;
    struct str all = STR("");
    text_fold(a, text, &f);
    size_t n = text_tokens(a, f.text, &t);
    for (size_t i = 0; i < n; i++)
        all = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(all), i ? " " : "",
                         STR_ARG(t[i].word));
    return all;
}

static bool fixture_put(struct store *s, struct arena *a, struct matrix *m,
                        const struct said *said, struct err *e)
{
    int64_t now = time(NULL);
    enum put_result what;
    struct mention v = {
        .post.source_name = str_of(said->source),
        .post.key1 =
            str_printf(a, "%s#%016llx", said->url,
                       (unsigned long long)str_hash(str_of(said->text))),
        .post.url = str_of(said->url),
        .post.thread = str_of(said->url),
        .post.thread_title = str_of(said->thread),
        .post.author = str_of(said->author),
        .post.author_url =
            said->author[0]
                ? str_printf(a, "https://forum.example/u/%llx",
                             (unsigned long long)str_hash(str_of(said->author)))
                : STR(""),
        .post.published = now - said->hours * 3600,
        .post.precision = 60,
        .post.collected = now - 600,
        .post.lang = str_of(said->lang),
        .post.title = str_of(said->title),
        .post.text = str_of(said->text),
        .post.text_hash = (int64_t)str_hash(str_of(said->text)),
        .post.rating = -1,
        .post.likes = 3,
        .post.replies = -1,
        .post.followers = -1,
        .post.author_posts = 40,
        .post.reach = 20000,
        .post.brand = STR("Вектор Телеком"),
        .post.lemmas = fixture_words(a, str_of(said->text)),
        .verdict.rules = STR("0123456789abcdef"),
        .verdict.second = str_of(said->second),
        .verdict.tone = str_of(said->tone),
        .verdict.facts = said->facts,
        .verdict.confidence = said->confidence,
        .verdict.evidence = fixture_evidence(a, said),
    };
    v.post.key2 = v.post.key1;
    return fixture_source(s, a, said->source, &v.post.source, e) &&
           fixture_decide(m, a, &v, type_by_name(str_of(said->type)), TONE_NONE,
                          e) &&
           store_mention_put(s, &v, &what, e);
}

/* The first mention again, as its author rewrote it. */
static bool fixture_edit(struct store *s, struct arena *a, struct err *e)
{
    struct mention m;
    bool found;
    enum put_result what;
    if (!store_mention_get(s, a, 1, &m, &found, e) || !found)
        return false;
    ptrdiff_t at = str_find(m.post.text, STR("Когда почините?"));
    m.post.text = str_printf(a, "%.*sСпасибо за звонок, ждём мастера в среду.",
                             (int)at, m.post.text.p);
    m.post.text_hash = (int64_t)str_hash(m.post.text);
    m.post.collected = time(NULL) - 60;
    return store_mention_put(s, &m, &what, e);
}

static bool fixture_fill(struct store *s, struct arena *a, struct matrix *m,
                         struct err *e)
{
    bool ok = store_begin(s, e);
    for (size_t i = 0; ok && i < FIXTURE_SAID; i++)
        ok = fixture_put(s, a, m, &FIXTURE[i], e);
    for (int i = 1; ok && i <= FIXTURE_FILLERS; i++) {
        struct said said = FIXTURE[0];
        said.title = "";
        said.text = str_printf(a,
                               "Не работает интернет в доме %d по улице "
                               "Луговой, второй день без связи.",
                               i)
                        .p;
        said.url = str_printf(a, "https://forum.example/t/600#%d", i).p;
        said.hours = i < FIXTURE_FILLERS - 2 ? 20 + 8 * i : 500; /* stale */
        said.author = "сосед";
        ok = fixture_put(s, a, m, &said, e);
    }
    ok = ok && fixture_edit(s, a, e);
    return ok && store_commit(s, e);
}

struct person {
    const char *login, *name, *role, *lang;
};

/* All have the same password. */
#define FIXTURE_PASSWORD "correct-horse-7"

static bool fixture_people(struct store *s, struct err *e)
{
    static const struct person people[] = {
        {"anna", "Анна Белова", "approver", "ru"},
        {"boris", "Борис", "responder", "ru"},
        {"oleg", "Олег", "head", "ru"},
        {"elena", "Елена", "curator", "ru"},
        {"dora", "Dora", "director", "en"},
        {"mona", "Mona", "monitor", "en"},
        {"igor", "Игорь", "assignee", "ru"},
    };
    char hash[crypto_pwhash_STRBYTES];
    /* A cheap one: a third of a desk test's time went into dear ones. */
    if (sodium_init() < 0 ||
        crypto_pwhash_str_alg(
            hash, FIXTURE_PASSWORD, sizeof FIXTURE_PASSWORD - 1,
            crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN,
            crypto_pwhash_ALG_ARGON2ID13) != 0)
        return err_set(e, "no password");
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        struct user_row u = {
            .login = str_of(people[i].login),
            .name = str_of(people[i].name),
            .role = str_of(people[i].role),
            .lang = str_of(people[i].lang),
            .departments =
                str_eqz(str_of(people[i].role), "head") ? STR("*") : STR(""),
            .password = str_of(hash)};
        if (!store_user_put(s, &u, STR("molva"), time(NULL), e))
            return false;
    }
    /* Most tests are about something else than the second pair of eyes. */
    return store_eyes_put(s, 1, STR("anna"), time(NULL), e);
}

#endif
