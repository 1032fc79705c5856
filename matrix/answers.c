/* SPDX-License-Identifier: MIT
 * matrix: the answers of a mention, each with its reason. */
#include "matrix/internal.h"

enum { SECONDS_A_DAY = 86400, MOST_SIGNS = 4 };

int64_t answers_noise(const struct matrix_input *in)
{
    int64_t most = INT64_MAX / 8;
    int64_t likes = in->likes > 0 ? in->likes : 0;
    int64_t replies = in->replies > 0 ? in->replies : 0;
    return (likes < most ? likes : most) +
           2 * (replies < most ? replies : most);
}

int64_t answers_age(const struct matrix_input *in)
{
    if (in->published <= 0 || in->published > in->now)
        return 0;
    return in->now - in->published;
}

int64_t answers_stale_after(const struct matrix *m,
                            const struct matrix_input *in)
{
    int64_t most =
        in->own_card ? m->limits.stale_after_card : m->limits.stale_after;
    bool loud = answers_noise(in) >= m->limits.loud_noise;
    if (loud && m->limits.stale_after_loud > most)
        most = m->limits.stale_after_loud;
    return most;
}

static void give(struct answering *w, enum question q, int value,
                 struct str because)
{
    w->at[q] = value;
    w->because[q] = because;
}

static bool is_problem(enum mention_type type)
{
    return type_character(type) == CHARACTER_PROBLEM;
}

/* Whose matter it is: the topic's, unless the topic is beside the problem. A
 * bill that is mentioned does not send a dead line to the billing department.
 */
static const struct topic *topic_of(const struct matrix *m,
                                    const struct verdict *v)
{
    const struct topic *by_type = &m->types[v->type];
    for (size_t i = 0; i < m->n_topics; i++) {
        const struct topic *t = &m->topics[i];
        if (str_eq(t->id, v->topic))
            return is_problem(v->type) && t->about != by_type->about ? by_type
                                                                     : t;
    }
    return by_type;
}

static struct str said(const struct answering *w, const struct bilingual *text)
{
    return in_lang(text, w->ru ? STR("ru") : STR("en"));
}

/* A problem is about what went wrong; anything else about its topic. */
static void about(struct answering *w)
{
    const struct verdict *v = &w->in->verdict;
    const struct topic *by_type = &w->m->types[v->type];
    bool by_itself =
        is_problem(v->type) || type_character(v->type) == CHARACTER_NEUTRAL;
    const struct topic *t = by_itself ? by_type : w->topic;
    struct str name = said(w, &t->name);
    const char *text =
        t == by_type ? (w->ru ? "по типу: " STR_FMT : "by its type: " STR_FMT)
                     : (w->ru ? "по теме: " STR_FMT : "by its topic: " STR_FMT);
    give(w, ABOUT, t->about, str_printf(w->a, text, STR_ARG(name)));
}

/* Why nobody can tell, and what it might be. */
static struct str not_understood(struct answering *w)
{
    const struct verdict *v = &w->in->verdict;
    if (v->runner_up < 0 && v->confidence >= 1)
        return w->ru ? STR("так сказал человек") : STR("so a person said");
    if (w->in->lang.n && !str_eqz(w->in->lang, "ru") &&
        !str_eqz(w->in->lang, "en")) {
        struct str name = term_said(TERMS_LANGUAGE, w->in->lang, w->ru);
        return str_printf(
            w->a,
            w->ru ? "язык текста: " STR_FMT ", его здесь не читают"
                  : "the language is " STR_FMT ", which is not read here",
            STR_ARG(name));
    }
    if (v->runner_up < 0 || v->runner_up == TYPE_UNKNOWN)
        return w->ru ? STR("ничто не говорит, что это")
                     : STR("nothing tells what it is");
    struct str type = said(w, &w->m->types[v->runner_up].name);
    int percent = (int)(v->confidence * 100 + 0.5);
    return str_printf(
        w->a,
        w->ru ? "ничто не говорит, что это; ближе всего " STR_FMT ", %d %%"
              : "nothing tells what it is; the nearest is " STR_FMT ", %d %%",
        STR_ARG(type), percent);
}

static void character(struct answering *w)
{
    const struct verdict *v = &w->in->verdict;
    if (v->type == TYPE_UNKNOWN) {
        give(w, CHARACTER, CHARACTER_UNKNOWN, not_understood(w));
        return;
    }
    int percent = (int)(v->confidence * 100 + 0.5);
    struct str type = said(w, &w->m->types[v->type].name);
    const struct term *tone = term_at(TERMS_TONE, (int)v->tone);
    struct str because =
        str_printf(w->a,
                   w->ru ? STR_FMT ", тон %s, уверенность %d %%"
                         : STR_FMT ", tone %s, confidence %d %%",
                   STR_ARG(type), w->ru ? tone->ru : tone->en, percent);
    give(w, CHARACTER, (int)type_character(v->type), because);
}

struct claim {
    int64_t have, need; /* what it is, where the threshold stands */
    const char *ru, *en;
};

/* The first of the claims that reaches its threshold, as a sentence. */
static struct str reached(struct answering *w, const struct claim *claims,
                          size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (claims[i].need > 0 && claims[i].have >= claims[i].need)
            return str_printf(
                w->a, w->ru ? "%s: %lld, порог %lld" : "%s: %lld, from %lld up",
                w->ru ? claims[i].ru : claims[i].en, (long long)claims[i].have,
                (long long)claims[i].need);
    return (struct str){0};
}

static void who(struct answering *w)
{
    const struct thresholds *t = &w->m->limits;
    const struct matrix_input *in = w->in;
    const struct claim claims[] = {
        {in->followers, t->influential_followers, "подписчиков у автора",
         "followers of the author"},
        {in->author_posts, t->influential_posts, "сообщений автора там",
         "posts of the author there"},
        {in->reach, t->influential_reach, "читателей площадки",
         "readers of the venue"},
    };
    if (in->own_card) {
        give(w, WHO, WHO_OWN_CARD,
             w->ru ? STR("площадка — наша карточка или страница")
                   : STR("the venue is our own card or page"));
        return;
    }
    struct str why = reached(w, claims, sizeof claims / sizeof *claims);
    if (why.n) {
        give(w, WHO, WHO_INFLUENTIAL, why);
        return;
    }
    bool known = in->followers >= 0 || in->author_posts >= 0 || in->reach >= 0;
    give(w, WHO, WHO_ORDINARY,
         known
             ? (w->ru ? STR("подписчиков, сообщений и читателей меньше порога")
                      : STR("followers, posts and readers below the "
                            "thresholds"))
             : (w->ru ? STR("об авторе и площадке ничего не известно")
                      : STR("nothing is known of author and venue")));
}

static bool newcomer(const struct answering *w)
{
    return w->in->author_posts >= 0 &&
           w->in->author_posts <= w->m->limits.newcomer_posts;
}

bool answers_negative(enum character character)
{
    switch (character) {
    case CHARACTER_PROBLEM:
    case CHARACTER_RANT:
    case CHARACTER_JUSTIFIED:
        return true;
    case CHARACTER_PRAISE:
    case CHARACTER_QUESTION:
    case CHARACTER_NEUTRAL:
    case CHARACTER_UNKNOWN:
    case CHARACTER_COUNT:
        break;
    }
    return false;
}

static bool negative(const struct answering *w)
{
    return answers_negative((enum character)w->at[CHARACTER]);
}

static bool has_facts(const struct answering *w)
{
    return w->in->verdict.facts ||
           type_character(w->in->verdict.type) == CHARACTER_JUSTIFIED;
}

static void credible(struct answering *w)
{
    if (has_facts(w)) {
        give(w, CREDIBLE, CREDIBLE_FACTS,
             w->ru ? STR("есть факты, которые можно проверить")
                   : STR("facts that can be checked are told"));
        return;
    }
    if (negative(w) && w->in->verdict.vague) {
        give(w, CREDIBLE, CREDIBLE_DOUBTFUL,
             w->ru ? STR("фактов нет, подробностей автор не даёт")
                   : STR("no facts, and the author gives no details"));
        return;
    }
    if (negative(w) && newcomer(w)) {
        give(w, CREDIBLE, CREDIBLE_DOUBTFUL,
             str_printf(w->a,
                        w->ru ? "фактов нет, у автора там сообщений: %lld"
                              : "no facts; posts of the author there: %lld",
                        (long long)w->in->author_posts));
        return;
    }
    give(w, CREDIBLE, CREDIBLE_PLAUSIBLE,
         w->ru ? STR("фактов нет, но и сомневаться нет причины")
               : STR("no facts, but no reason to doubt either"));
}

struct sign {
    bool there;
    const char *ru, *en;
};

/* Signs of bait: how many there are, as a sentence when enough. */
static struct str bait(struct answering *w)
{
    const struct matrix_input *in = w->in;
    const struct sign signs[MOST_SIGNS] = {
        {!has_facts(w), "нет фактов", "no facts"},
        {newcomer(w), "автор новый", "a new author"},
        {(int64_t)in->text_length < w->m->limits.short_text, "текст короткий",
         "a short text"},
        {w->at[CHARACTER] == CHARACTER_RANT, "голая брань", "a bare attack"},
    };
    struct buf b;
    int64_t n = 0;
    struct str s = {0};
    buf_init(&b, 512);
    for (int i = 0; i < MOST_SIGNS; i++)
        if (signs[i].there)
            buf_printf(&b, "%s%s", n++ ? ", " : "",
                       w->ru ? signs[i].ru : signs[i].en);
    if (negative(w) && n >= w->m->limits.bait_signs)
        s = str_printf(
            w->a, w->ru ? "похоже на провокацию: %s" : "looks like bait: %s",
            b.p);
    buf_clear(&b);
    return s;
}

static void worth(struct answering *w)
{
    const struct thresholds *t = &w->m->limits;
    int64_t age = answers_age(w->in), most = answers_stale_after(w->m, w->in);
    long days = (long)(age / SECONDS_A_DAY);
    if (age > most) {
        give(w, WORTH, WORTH_STALE,
             str_printf(w->a,
                        w->ru ? "прошло %ld дн., предел %ld"
                              : "%ld days old, older than %ld",
                        days, (long)(most / SECONDS_A_DAY)));
        return;
    }
    const struct claim noise = {answers_noise(w->in), t->loud_noise,
                                "шум (отметки + 2 × ответы)",
                                "noise (likes + 2 x replies)"};
    struct str loud = reached(w, &noise, 1), lure = bait(w);
    if (loud.n)
        give(w, WORTH, WORTH_LOUD, loud);
    else if (lure.n)
        give(w, WORTH, WORTH_BAIT, lure);
    else if (w->in->published <= 0)
        give(w, WORTH, WORTH_YES,
             w->ru ? STR("дата неизвестна, считаем свежим")
                   : STR("the date is unknown, taken as fresh"));
    else
        give(w, WORTH, WORTH_YES,
             str_printf(w->a,
                        w->ru ? "прошло %ld дн., предел %ld"
                              : "%ld days old, not older than %ld",
                        days, (long)(most / SECONDS_A_DAY)));
}

static void alone(struct answering *w)
{
    const struct topic *t = w->topic;
    struct str name =
        matrix_department(w->m, t->department, w->ru ? STR("ru") : STR("en"));
    const char *text = t->alone ? (w->ru ? "отвечает сам отдел: " STR_FMT
                                         : "answered by itself: " STR_FMT)
                                : (w->ru ? "нужна помощь: " STR_FMT
                                         : "help is needed from: " STR_FMT);
    give(w, ALONE, t->alone ? ALONE_YES : ALONE_NO,
         str_printf(w->a, text, STR_ARG(name)));
}

/* Does a word of harm stand in it, were it a hint? */
static bool tells_harm(const struct verdict *v)
{
    static const char *const harm[] = {"broken", "overcharged", "offended",
                                       "bad",    "general",     "anger"};
    for (size_t i = 0; i < sizeof harm / sizeof *harm; i++)
        if (classify_spoke(v, harm[i]))
            return true;
    return false;
}

/* Nobody is thanked who is unhappy, and nobody answered who speaks to others:
 * why a likely type is not enough for that, or "". What a person said is. */
static struct str not_for_thanks(const struct answering *w)
{
    const struct verdict *v = &w->in->verdict;
    bool praise = v->type == TYPE_PRAISE;
    if (v->confidence >= 1 || (!praise && v->type != TYPE_QUESTION))
        return (struct str){0};
    if (v->second == TYPE_NEUTRAL)
        return w->ru ? STR("похоже, сказано не нам")
                     : STR("it seems to be said to others");
    if (praise && w->in->few_stars)
        return w->ru ? STR("хвалят, но звёзд поставлено мало")
                     : STR("it praises, and gives few stars");
    if (praise && v->tone == TONE_MIX)
        return w->ru ? STR("хвалят, но и недовольны")
                     : STR("it praises, and is not content");
    if (praise && v->confidence * 100 < (double)w->m->limits.thanks_percent &&
        tells_harm(v))
        return w->ru ? STR("хвалят, но не наверное: есть и слова о неполадке")
                     : STR("surely praise? words of harm stand beside it");
    if (praise && v->n && !classify_spoke(v, "praise") &&
        !classify_spoke(v, "good"))
        return w->ru ? STR("слов похвалы не нашлось")
                     : STR("no word of praise was found");
    return (struct str){0};
}

/* Below the threshold a person says what it is; nobody is sure of a text that
 * is not understood. */
static void sure(struct answering *w)
{
    const struct verdict *v = &w->in->verdict;
    int64_t percent = (int64_t)(v->confidence * 100 + 0.5);
    int64_t least = w->m->limits.sure_percent;
    bool yes = percent >= least;
    struct str doubt = not_for_thanks(w);
    if (v->type == TYPE_UNKNOWN)
        doubt = not_understood(w);
    if (v->type == TYPE_NEUTRAL && v->confidence < 1 && classify_unspoken(v))
        doubt = w->ru ? STR("ни одно правило ничего не сказало")
                      : STR("no rule said anything of it");
    if (doubt.n) {
        give(w, SURE, SURE_NO, doubt);
        return;
    }
    give(w, SURE, yes ? SURE_YES : SURE_NO,
         str_printf(w->a,
                    w->ru ? "уверенность %lld %%, порог %lld %%"
                          : "confidence %lld %%, from %lld %% up",
                    (long long)percent, (long long)least));
}

/* The gravest of them decides; all are named. */
static void flag(struct answering *w)
{
    const struct term *t;
    struct buf names;
    enum flag gravest = FLAG_NONE;
    buf_init(&names, 512);
    for (int i = 0; (t = term_at(TERMS_RED, i)); i++) {
        if (!(w->in->verdict.flags >> i & 1))
            continue;
        if (gravest == FLAG_NONE)
            gravest = red_flag((enum red)i);
        buf_printf(&names, "%s%s", names.n ? ", " : "", w->ru ? t->ru : t->en);
    }
    give(w, FLAG, (int)gravest,
         names.n
             ? str_printf(
                   w->a, w->ru ? "в тексте: " STR_FMT : "it tells of: " STR_FMT,
                   STR_ARG(buf_view(&names)))
         : w->ru ? STR("красных флагов нет")
                 : STR("no red flag"));
    buf_clear(&names);
}

void answers_compute(struct answering *w)
{
    w->topic = topic_of(w->m, &w->in->verdict);
    about(w);
    character(w);
    who(w);
    credible(w);
    worth(w);
    alone(w);
    sure(w);
    flag(w);
}
