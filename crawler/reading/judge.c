/* SPDX-License-Identifier: MIT
 * judge: verdict and decision of one mention, put into its fields. */
#include "crawler/reading/judge.h"

#include <stdio.h>

#include "base/base.h"

static void put_verdict(struct arena *a, struct mention *m,
                        const struct verdict *v)
{
    m->post.lang = v->lang;
    m->verdict.type = str_of(type_name(v->type));
    m->verdict.second = str_of(type_name(v->second));
    m->verdict.tone = str_of(tone_name(v->tone));
    m->verdict.facts = v->facts;
    m->verdict.confidence = v->confidence;
    m->verdict.margin = v->margin;
    m->verdict.runner_up = str_of(type_name(v->runner_up));
    m->verdict.topic = v->topic;
    m->verdict.flags = classify_flags_json(a, v->flags);
    m->verdict.event = v->event;
    m->verdict.place = v->place;
    m->verdict.evidence = classify_evidence_json(a, v);
}

static void put_decision(struct arena *a, struct mention *m,
                         const struct decision *d)
{
    m->decision.solution = str_dup(a, d->solution);
    m->decision.row = str_dup(a, d->row);
    m->decision.why = str_dup(a, d->why);
    m->decision.answers = matrix_answers_json(a, d);
    m->decision.counterfactual = str_dup(a, d->counterfactual);
    m->decision.department = str_dup(a, d->department);
    m->decision.escalation = str_dup(a, d->escalation);
    m->decision.head = str_dup(a, d->head);
    m->decision.profile = str_dup(a, d->profile);
    m->decision.template = str_dup(a, d->template);
    m->decision.draft = str_dup(a, d->draft);
    m->decision.others = str_dup(a, d->others);
    m->decision.due = d->due;
    m->decision.priority = d->priority;
    m->decision.stale = d->stale;
}

static void decide(const struct judge *j, struct arena *a, struct mention *m,
                   const struct matrix_input *in)
{
    struct err e = {0};
    struct arena own = {0}; /* a draft's parts are ten times as long as it */
    struct decision d = {0};
    bool filled = matrix_decide(j->matrix, &own, in, &d, &e);
    put_decision(a, m, &d);
    if (d.draft.n) /* days of the draft are said in its language */
        m->post.lang = in->lang;
    arena_clear(&own);
    if (filled)
        return;
    m->decision.draft = (struct str){0};
    m->decision.why = str_printf(a, STR_FMT " (no draft: %s)",
                                 STR_ARG(m->decision.why), e.msg);
}

/* What of the text is about its brand: sums and days of another brand are not
 * for its reply. */
static struct str said_of(const struct judge *j, struct arena *a,
                          const struct post_row *p, const struct source *source,
                          const struct verdict *v)
{
    struct str said = p->text;
    if (!source->brand.n && !v->shared)
        return said; /* nearly all: the names are not looked for again */
    if (!source->brand.n)
        said = classify_said_of(j->classifier, a, p->text, p->brand);
    if (said.p == p->text.p && p->found.n)
        said = classify_said_of(j->classifier, a, p->text, p->found);
    return said;
}

/* The language to answer a text in that is too short to tell its own. */
static struct str by_letters(struct str text)
{
    bool latin = false;
    for (size_t i = 0; i < text.n; i++)
        latin |= ascii_letter(text.p[i]);
    return latin && !text_has_cyrillic(text) ? STR("en") : STR("ru");
}

static struct matrix_input input_of(const struct judge *j, struct arena *a,
                                    const struct mention *m,
                                    const struct source *source,
                                    const struct verdict *v, int64_t now)
{
    return (struct matrix_input){
        .verdict = *v,
        .lang = m->post.lang.n ? m->post.lang : by_letters(m->post.text),
        .author = m->post.author,
        .brand = m->post.brand,
        .url = m->post.url,
        .source = source->name,
        .title = m->post.title.n ? m->post.title : m->post.thread_title,
        .published = m->post.published,
        .now = now,
        .followers = m->post.followers,
        .author_posts = m->post.author_posts,
        .likes = m->post.likes,
        .replies = m->post.replies,
        .reach = m->post.reach,
        .own_card = source->own_card,
        .rating = m->post.rating,
        .text = said_of(j, a, &m->post, source, v),
        .text_length = m->post.text.n,
        .single = j->single,
    };
}

/* A long text is judged by its beginning and its end. */
static void say_partly_judged(struct arena *a, struct mention *m)
{
    if (m->post.text.n > CEILING_TEXT)
        m->decision.why =
            str_printf(a,
                       STR_FMT " (judged by the first %d and the last %d "
                               "of %zu bytes)",
                       STR_ARG(m->decision.why), CEILING_TEXT / 4 * 3,
                       CEILING_TEXT / 4, m->post.text.n);
}

/* As a person reads a name: without case, accents, a sign before a handle. */
static struct str plain(struct arena *a, struct str name)
{
    struct folded f;
    text_fold(a, name, &f);
    return str_trim(str_from(f.text, str_starts(f.text, STR("@"))));
}

/* Is the author one of those, by display name, handle or address? */
static bool is_one_of(struct arena *a, const struct post_row *post,
                      const struct yaml_strs *accounts)
{
    struct str author = plain(a, post->author);
    struct str url = plain(a, post->author_url);
    for (size_t i = 0; i < accounts->n; i++) {
        struct str name = plain(a, accounts->items[i]);
        struct str tail = str_printf(a, "/" STR_FMT, STR_ARG(name));
        if (name.n &&
            (str_eq(author, name) || str_eq(url, name) || str_ends(url, tail)))
            return true;
    }
    return false;
}

bool judge_is_account(struct arena *a, const struct post_row *post,
                      const struct source *source)
{
    return is_one_of(a, post, &source->accounts) ||
           is_one_of(a, post, &source->anywhere);
}

/* In a venue about one brand the name of the brand alone may be the venue's. */
static bool is_ours(const struct judge *j, struct arena *a,
                    const struct post_row *post, const struct source *source)
{
    return judge_is_account(a, post, source) ||
           (!str_eq(post->author, source->name) &&
            classify_is_ours(j->classifier, a, post->author));
}

static void put(const struct judge *j, struct arena *a, struct mention *m,
                const struct source *source, const struct verdict *v,
                int64_t now)
{
    put_verdict(a, m, v);
    m->verdict.rules = str_of(classify_version(j->classifier));
    struct matrix_input question = input_of(j, a, m, source, v, now);
    decide(j, a, m, &question);
    say_partly_judged(a, m);
}

/* One verdict for each brand: classify_each(). */
static size_t judge_each(const struct judge *j, struct arena *a,
                         const struct mention *m, const struct source *source,
                         struct verdict **v)
{
    const struct post_row *p = &m->post;
    const struct query_post post = {.author = p->author,
                                    .source = source->name,
                                    .url = p->url,
                                    .at = p->published ? p->published
                                                       : p->collected};
    struct classify_input in = {.text = p->text,
                                .title = p->title,
                                .rating = p->rating,
                                .brand = source->brand,
                                .ours = is_ours(j, a, p, source),
                                .post = &post};
    return classify_each(j->classifier, a, &in, v);
}

static int slow_rules(const struct verdict *v, size_t n)
{
    int most = 0;
    for (size_t i = 0; i < n; i++)
        most = v[i].slow_rules > most ? v[i].slow_rules : most;
    return most;
}

/* That of the brand; of one that the text does not name, of that which the
 * rules had found; else the whole text's. */
static const struct verdict *verdict_of(const struct verdict *v, size_t n,
                                        const struct post_row *p)
{
    for (size_t i = 1; i < n; i++)
        if (str_eq(v[i].brand, p->brand))
            return &v[i];
    for (size_t i = 1; i < n; i++)
        if (str_eq(v[i].brand, p->found))
            return &v[i];
    return &v[0];
}

int judge_mention(const struct judge *j, struct arena *a, struct mention *m,
                  const struct source *source, int64_t now)
{
    struct verdict *v;
    size_t n = judge_each(j, a, m, source, &v);
    m->post.lemmas = classify_lemmas(j->classifier, a, m->post.text);
    put(j, a, m, source, verdict_of(v, n, &m->post), now);
    return slow_rules(v, n);
}

/* The others of n brands, but for those that are only compared with: their
 * names into m->also, their verdicts into of. */
static void find_also(struct arena *a, struct mention *m,
                      const struct verdict *v, size_t n,
                      const struct verdict **of)
{
    m->also = arena_alloc(a, n * sizeof *m->also);
    for (size_t i = 1; i < n; i++) {
        if (v[i].compared || str_eq(v[i].brand, m->post.brand))
            continue;
        of[m->n_also] = &v[i];
        m->also[m->n_also++].post.brand = v[i].brand;
    }
}

int judge_post(const struct judge *j, struct arena *a, struct mention *m,
               const struct source *source, int64_t now)
{
    const struct verdict *of[BRANDS_OF_TEXT];
    struct verdict *v;
    size_t n = judge_each(j, a, m, source, &v), first = 1;
    bool several = m->post.brand.n && n > 2;
    while (several && first < n && v[first].compared)
        first++;
    if (several && verdict_of(v, n, &m->post)->compared)
        m->post.brand = v[first].brand;
    m->post.lemmas = classify_lemmas(j->classifier, a, m->post.text);
    put(j, a, m, source, verdict_of(v, n, &m->post), now);
    m->n_also = 0;
    if (several)
        find_also(a, m, v, n, of);
    for (size_t i = 0; i < m->n_also; i++) {
        struct str brand = m->also[i].post.brand;
        struct mention *also = &m->also[i];
        *also = *m;
        also->also = NULL, also->n_also = 0;
        also->post.brand = brand;
        put(j, a, also, source, of[i], now);
    }
    return slow_rules(v, n);
}

/* Did a rule of that signal fire when the mention was judged? */
static bool signalled(const struct mention *m, const char *signal)
{
    char member[40];
    snprintf(member, sizeof member, "\"signal\":\"%s\"", signal);
    return str_find(m->verdict.evidence, str_of(member)) >= 0;
}

void judge_again(const struct judge *j, struct arena *a, struct mention *m,
                 const struct source *source, struct correction said,
                 int64_t now)
{
    enum mention_type type = said.type;
    bool unknown = type == TYPE_UNKNOWN; /* nothing is second or near then */
    enum mention_type second = type_by_name(m->verdict.second);
    struct verdict v = {
        .type = type,
        .second = unknown || second == type ? TYPE_NONE : second,
        .runner_up = unknown ? TYPE_NONE : type_by_name(m->verdict.type),
        .facts = m->verdict.facts,
        .confidence = 1,
        .topic = m->verdict.topic,
        .lang = m->post.lang,
        .brand = m->post.brand,
        .tone = said.tone == TONE_NONE ? type_tone(type) : said.tone,
        .flags = classify_flags(m->verdict.flags),
        .vague = signalled(m, "vague"),
        .kind_word = signalled(m, "kind-word"),
    };
    m->verdict.type = str_of(type_name(type));
    m->verdict.tone = str_of(tone_name(v.tone));
    m->verdict.confidence = v.confidence; /* a person is sure */
    m->verdict.second = str_of(type_name(v.second));
    struct matrix_input question = input_of(j, a, m, source, &v, now);
    decide(j, a, m, &question);
}
