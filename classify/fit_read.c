/* SPDX-License-Identifier: MIT
 * fit_read: tables into samples, and the words that become features. */
#include "classify/fit_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/csv.h"
#include "base/text.h"

enum {
    EVERY = 2,      /* of the weak texts one in so many is taken */
    SEEN_MIN = 3,   /* texts of people that make a word a feature */
    WEAK_MIN = 8,   /* or so many weak ones */
    KIN_MIN = 8,    /* so many uses give a word a vector */
    SOURCES_MIN = 2 /* a word of one source only may be its name */
};
#define WEAK_WEIGHT   0.03 /* of one that is taken */
#define WEAK_TONE     0.2  /* the same for its tone, which it does tell */
#define SINGLE_WEIGHT 0.6  /* of a text that one reader alone labelled */
#define NAME_SHARE    0.3  /* a word written so often as a name is one */

/* What a value of a column says of the type, where no person said more. */
static const struct weak_label {
    const char *column, *value; /* of the table */
    unsigned types;             /* one of them is right */
    enum tone tone;             /* toward the company */
} WEAK[] = {
    {"stars", "1", COMPLAINTS, TONE_NEG},
    {"stars", "2", COMPLAINTS, TONE_NEG},
    {"stars", "5", BIT(PRAISE), TONE_POS},
    {"label", "-1", COMPLAINTS | BIT(NEUTRAL), TONE_NEG},
    {"label", "0", BIT(QUESTION) | BIT(NEUTRAL), TONE_NEU},
    {"label", "1", BIT(PRAISE) | BIT(NEUTRAL), TONE_POS},
    {"negativereason", "Late Flight", BIT(BROKEN) | BIT(JUSTIFIED), TONE_NEG},
    {"negativereason", "Lost Luggage", BIT(BROKEN) | BIT(JUSTIFIED), TONE_NEG},
    {"negativereason", "Damaged Luggage", BIT(BROKEN), TONE_NEG},
    {"negativereason", "longlines", BIT(BROKEN), TONE_NEG},
    {"negativereason", "Cancelled Flight",
     BIT(BROKEN) | BIT(JUSTIFIED) | BIT(OVERCHARGED), TONE_NEG},
    {"negativereason", "Flight Booking Problems",
     BIT(BROKEN) | BIT(JUSTIFIED) | BIT(OVERCHARGED), TONE_NEG},
    {"negativereason", "Flight Attendant Complaints",
     BIT(OFFENDED) | BIT(BROKEN), TONE_NEG},
    {"negativereason", "Customer Service Issue", COMPLAINTS, TONE_NEG},
    {"sentiment", "negative", COMPLAINTS, TONE_NEG},
    {"sentiment", "positive", BIT(PRAISE), TONE_POS},
    {"sentiment", "neutral", BIT(QUESTION) | BIT(NEUTRAL), TONE_NEU},
};
enum { WEAK_N = sizeof WEAK / sizeof *WEAK };

struct columns {
    int type, alt, second, text, tone, facts, weight, set, key; /* -1: none */
    int weak[WEAK_N];                                           /* of WEAK */
};

struct reading {
    struct samples *s;         /* being filled */
    struct classifier *c;      /* the rules */
    const struct fit_table *t; /* the table at hand */
    struct columns col;        /* where its fields stand */
};

void fit_begin(struct samples *s)
{
    *s = (struct samples){0};
    map_init(&s->texts);
    map_init(&s->labels);
    map_init(&s->keys);
}

bool fit_unread(struct str text)
{
    return text_hash(text) >> 63;
}

bool fit_in_half(enum half half, struct str text)
{
    return half == HALF_BOTH || fit_unread(text) == (half == HALF_UNREAD);
}

/* "broken|overcharged": a bit for each. False when a name is unknown. */
static bool types_of(struct str list, unsigned *bits)
{
    struct str name;
    *bits = 0;
    while (list.n && str_split(&list, '|', &name)) {
        int t = type_by_name(name);
        if (t == TYPE_NONE)
            return false;
        *bits |= t < TYPE_SPOKEN ? 1u << t : 0;
    }
    return true;
}

/* Number of the name in the list, where it is added. */
static int number_of(struct samples *s, struct str *list, int *n,
                     struct str name)
{
    for (int i = 0; i < *n; i++)
        if (str_eq(list[i], name))
            return i;
    if (*n == SOURCES_MAX)
        return SOURCES_MAX - 1;
    list[*n] = str_dup(&s->arena, name);
    return (*n)++;
}

/* A set is left out as a whole; a table without sets in tenths, by hash. */
static void place(struct reading *r, const struct csv_record *row,
                  struct sample *one)
{
    struct samples *s = r->s;
    struct str set = csv_field(row, r->col.set), fold = set;
    if (r->col.set < 0) {
        set = r->t->name;
        fold = str_printf(&r->c->scratch, STR_FMT " %d", STR_ARG(set),
                          (int)(one->hash / 7 % FIT_FOLDS));
    }
    one->source = number_of(s, s->sources, &s->n_sources, set);
    one->fold = number_of(s, s->folds, &s->n_folds, fold);
}

static struct str hash_key(struct arena *a, uint64_t hash)
{
    return str_dup(a, (struct str){(const char *)&hash, sizeof hash});
}

static uint32_t word_number(struct samples *s, struct str word)
{
    uintptr_t at = (uintptr_t)map_get(&s->keys, word);
    if (at)
        return (uint32_t)at - 1;
    struct fit_word w = {.word = str_dup(&s->arena, word)};
    w.first = w.second = (uint32_t)s->n_words;
    s->words =
        arena_grow(&s->arena, s->words, s->n_words, &s->cap_words, sizeof w);
    s->words[s->n_words++] = w;
    map_put(&s->keys, w.word, (void *)(uintptr_t)s->n_words);
    return (uint32_t)s->n_words - 1;
}

/* Lemmas as words.tsv writes them. */
static struct str single(struct arena *a, struct str lemmas)
{
    struct str word = str_dup(a, lemmas);
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] == ' ')
            ((char *)word.p)[i] = '/';
    return word;
}

static size_t put_once(uint32_t *list, size_t n, uint32_t number)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == number)
            return n;
    list[n] = number;
    return n + 1;
}

static void run_on(struct samples *s, uint32_t word)
{
    s->running = arena_grow(&s->arena, s->running, s->n_running,
                            &s->cap_running, sizeof word);
    s->running[s->n_running++] = word;
}

void fit_words(struct samples *s, struct classifier *c,
               const struct findings *f, struct sample *out)
{
    const struct doc *d = &f->doc;
    struct arena *scratch = &c->scratch;
    uint32_t *list =
        arena_alloc(scratch, (2 * d->n + f->hits.n + 1) * sizeof *list);
    uint32_t before = 0;
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++) {
        struct str word = single(scratch, d->words[i].form->lemmas);
        uint32_t at = word_number(s, word);
        size_t from = d->words[i].at;
        char sign = from ? d->folded.text.p[from - 1] : ' ';
        s->words[at].uses++;
        s->words[at].names += d->words[i].name || sign == '@' || sign == '#';
        if (table_listens(d, i)) {
            n = put_once(list, n, at);
            if (!out->unread)
                run_on(s, at);
            if (table_pairs(d, i)) {
                struct str pair =
                    str_printf(scratch, STR_FMT " " STR_FMT,
                               STR_ARG(s->words[before].word), STR_ARG(word));
                uint32_t two = word_number(s, pair);
                s->words[two].first = before;
                s->words[two].second = at;
                n = put_once(list, n, two);
            }
        }
        before = at;
    }
    for (int i = 0; i < KIN_WINDOW && !out->unread; i++)
        run_on(s, KIN_NONE);
    for (size_t i = 0; i < f->hits.n && d->n; i++) {
        if (f->hits.items[i].aside)
            continue;
        struct str id = c->rules.rules[f->hits.items[i].rule].id;
        struct str key = str_printf(scratch, "=" STR_FMT, STR_ARG(id));
        n = put_once(list, n, word_number(s, key));
    }
    uint32_t *keep = arena_alloc(&s->arena, (n + 1) * sizeof *keep);
    memcpy(keep, list, n * sizeof *keep);
    out->text.words = keep;
    out->text.n_words = (uint32_t)n;
    out->text.scale = (float)table_scale(d);
}

static void take_text(struct reading *r, struct str text, struct sample *out)
{
    struct findings f;
    classify_find(r->c, (struct str){0}, text, &f);
    feature_take(&f.doc, &f.hits, r->c->weights.level, out->text.x);
    fit_words(r->s, r->c, &f, out);
}

static void add_sample(struct samples *s, struct sample *one)
{
    for (uint32_t i = 0; i < one->text.n_words; i++) {
        struct fit_word *w = &s->words[one->text.words[i]];
        *(one->weak ? &w->weak : &w->seen) += 1;
        w->sources |= 1ULL << one->source;
    }
    s->items = arena_grow(&s->arena, s->items, s->n, &s->cap, sizeof *one);
    s->items[s->n++] = *one;
}

/* What people answered in the row. */
static bool read_answers(const struct columns *col,
                         const struct csv_record *row, struct sample *one,
                         struct err *e)
{
    struct str types = csv_field(row, col->type),
               facts = csv_field(row, col->facts);
    enum tone tone = tone_by_name(csv_field(row, col->tone));
    unsigned alt;
    if (!types.n || !types_of(types, &one->type) ||
        !types_of(csv_field(row, col->alt), &alt))
        return err_set(e, "unknown type '" STR_FMT "'", STR_ARG(types));
    one->type |= alt;
    one->tone = tone == TONE_NONE ? 0 : 1u << tone;
    one->facts = str_eqz(facts, "1") ? 2 : str_eqz(facts, "0") ? 1 : 0;
    if (!types_of(csv_field(row, col->second), &one->second))
        one->second = 0;
    return true;
}

static void keep_text(struct samples *s, struct sample *one)
{
    add_sample(s, one);
    map_put(&s->texts, hash_key(&s->arena, one->hash), (void *)(uintptr_t)s->n);
}

/* A row that people labelled. */
static bool read_labelled(struct reading *r, const struct csv_record *row,
                          struct err *e)
{
    const struct columns *col = &r->col;
    struct str text = csv_field(row, col->text);
    struct sample one = {.weight = 1, .hash = text_hash(text)};
    if (!read_answers(col, row, &one, e))
        return false;
    one.weak =
        str_num(csv_field(row, col->weight), &one.weight) && one.weight != 1;
    one.tone_weight = one.weight;
    one.unread = r->t->unread && fit_unread(text);
    place(r, row, &one);
    take_text(r, text, &one);
    keep_text(r->s, &one);
    return true;
}

static bool key_of(struct str hex, uint64_t *hash)
{
    *hash = 0;
    for (size_t i = 0; i < hex.n; i++) {
        int digit = ascii_hex(hex.p[i]);
        if (digit < 0)
            return false;
        *hash = *hash << 4 | (unsigned)digit;
    }
    return hex.n == 2 * sizeof *hash;
}

/* A row that labels a text of another table. */
static bool read_label(struct reading *r, const struct csv_record *row,
                       struct err *e)
{
    struct str key = csv_field(row, r->col.key);
    struct sample *one = arena_alloc(&r->s->arena, sizeof *one);
    *one = (struct sample){
        .weight = SINGLE_WEIGHT, .tone_weight = SINGLE_WEIGHT, .single = true};
    if (!key_of(key, &one->hash))
        return err_set(e, "'" STR_FMT "' is no key", STR_ARG(key));
    if (!read_answers(&r->col, row, one, e))
        return false;
    map_put(&r->s->labels, hash_key(&r->s->arena, one->hash), one);
    return true;
}

/* A row that only bounds the type, if nobody labelled its text. */
static void read_weak(struct reading *r, const struct csv_record *row,
                      const struct sample *like)
{
    struct str text = csv_field(row, r->col.text);
    struct sample one = {.weight = WEAK_WEIGHT,
                         .tone_weight = WEAK_TONE,
                         .weak = true,
                         .hash = text_hash(text)};
    struct str key = {(const char *)&one.hash, sizeof one.hash};
    const struct weak_label *l = WEAK;
    while (l < WEAK + WEAK_N &&
           !str_eqz(csv_field(row, r->col.weak[l - WEAK]), l->value))
        l++;
    if (map_get(&r->s->texts, key))
        return;
    const struct sample *label = map_get(&r->s->labels, key);
    if (label)
        one = *label;
    one.source = like->source;
    one.fold = like->fold;
    take_text(r, text, &one);
    if (label) {
        keep_text(r->s, &one);
        return;
    }
    if (l == WEAK + WEAK_N || one.hash / 11 % EVERY)
        return;
    one.type = l->types;
    one.tone = 1u << l->tone;
    add_sample(r->s, &one);
}

static void find_columns(struct columns *col, const struct csv_record *head)
{
    *col =
        (struct columns){csv_column(head, "type"),   csv_column(head, "alt"),
                         csv_column(head, "second"), csv_column(head, "text"),
                         csv_column(head, "tone"),   csv_column(head, "facts"),
                         csv_column(head, "weight"), csv_column(head, "set"),
                         csv_column(head, "key"),    {0}};
    for (size_t i = 0; i < WEAK_N; i++)
        col->weak[i] = csv_column(head, WEAK[i].column);
}

/* The source and fold most of whose labelled texts a weak table holds: it has
 * to be left out together with them. */
static struct sample shared(struct samples *s, struct str csv_text, int text,
                            struct str name)
{
    int count[SOURCES_MAX] = {0}, most = 0;
    struct sample like = {0};
    struct csv csv;
    struct csv_record r;
    struct arena a = {0};
    csv_init(&csv, csv_text);
    while (csv_next(&csv, &a, &r)) {
        uint64_t hash = text_hash(csv_field(&r, text));
        uintptr_t at = (uintptr_t)map_get(
            &s->texts, (struct str){(const char *)&hash, sizeof hash});
        if (at) {
            const struct sample *one = &s->items[at - 1];
            if (++count[one->fold] > most) {
                most = count[one->fold];
                like = *one;
            }
        }
        arena_reset(&a);
    }
    arena_clear(&a);
    if (!most) {
        like.source = number_of(s, s->sources, &s->n_sources, name);
        like.fold = number_of(s, s->folds, &s->n_folds, name);
    }
    return like;
}

/* Does any column bound the type? */
static bool bounds(const struct columns *col)
{
    for (size_t i = 0; i < WEAK_N; i++)
        if (col->weak[i] >= 0)
            return true;
    return false;
}

static bool read_rows(struct reading *r, struct csv *csv, enum fit_kind kind,
                      struct err *e)
{
    bool ok = true;
    struct csv_record row;
    struct arena a = {0};
    struct sample like = {0};
    if (kind == FIT_WEAK)
        like = shared(r->s, r->t->csv, r->col.text, r->t->name);
    while (ok && csv_next(csv, &a, &row)) {
        if (kind == FIT_WEAK)
            read_weak(r, &row, &like);
        else if (!(kind == FIT_TEXTS ? read_labelled : read_label)(r, &row, e))
            ok = err_add(e, "line %d", csv->line);
        arena_reset(&a);
    }
    arena_clear(&a);
    return ok;
}

static enum fit_kind kind_of(const struct columns *col)
{
    if (col->type < 0)
        return FIT_WEAK;
    return col->text < 0 ? FIT_LABELS : FIT_TEXTS;
}

/* A table may say what it is, in lines before its head. */
static void begin(struct csv *csv, struct str text)
{
    struct str line;
    int comments = 0;
    while (str_starts(text, STR("#")) && str_split(&text, '\n', &line))
        comments++;
    csv_init(csv, text);
    csv->next_line += comments;
}

bool fit_read(struct samples *s, struct classifier *c,
              const struct fit_table *t, enum fit_kind kind, struct err *e)
{
    struct reading r = {s, c, t, {0}};
    struct csv csv;
    struct csv_record head;
    begin(&csv, t->csv);
    if (!csv_next(&csv, &s->arena, &head))
        return err_set(e, "the table is empty");
    find_columns(&r.col, &head);
    if (r.col.text < 0 ? r.col.type < 0 || r.col.key < 0
                       : r.col.type < 0 && !bounds(&r.col))
        return err_set(e, "the table needs the columns 'type' and 'text'");
    return kind_of(&r.col) != kind || read_rows(&r, &csv, kind, e);
}

static bool is_name(const struct fit_word *w)
{
    return w->uses && w->names >= NAME_SHARE * w->uses;
}

bool fit_is_name(const struct samples *s, const struct fit_word *w)
{
    return is_name(&s->words[w->first]) || is_name(&s->words[w->second]);
}

/* Common words that are no name and stand in more than one source. */
static bool worth(const struct samples *s, const struct fit_word *w)
{
    bool alone = s->n_sources < SOURCES_MIN ||
                 __builtin_popcountll(w->sources) >= SOURCES_MIN;
    return (w->seen >= SEEN_MIN || w->weak >= WEAK_MIN) && alone &&
           !fit_is_name(s, w);
}

/* Vectors of common words that are no names. */
static void learn_kin(struct samples *s)
{
    uint32_t many = 0;
    for (size_t i = 0; i < s->n_words; i++) {
        struct fit_word *w = &s->words[i];
        bool common = w->uses >= KIN_MIN && !is_name(w);
        w->kin = common ? many++ : KIN_NONE;
    }
    for (size_t i = 0; i < s->n_running; i++)
        if (s->running[i] != KIN_NONE)
            s->running[i] = s->words[s->running[i]].kin;
    s->vectors = kin_learn(s->running, s->n_running, many);
}

static void sum_kin(struct samples *s, struct softmax_text *t)
{
    float *sum = arena_alloc(&s->arena, KIN * sizeof *sum);
    for (uint32_t i = 0; i < t->n_words; i++) {
        uint32_t kin = s->words[t->words[i]].kin;
        for (int d = 0; kin != KIN_NONE && d < KIN; d++)
            sum[d] += s->vectors[kin][d];
    }
    t->kin = sum;
}

void fit_choose(struct samples *s)
{
    learn_kin(s);
    for (size_t i = 0; i < s->n; i++)
        sum_kin(s, &s->items[i].text);
    for (size_t i = 0; i < s->n_words; i++) {
        s->words[i].kept = worth(s, &s->words[i]);
        if (s->words[i].kept)
            s->words[i].number = (uint32_t)s->kept++;
    }
    for (size_t i = 0; i < s->n; i++) {
        struct softmax_text *t = &s->items[i].text;
        uint32_t *list = (uint32_t *)t->words, n = 0;
        for (uint32_t k = 0; k < t->n_words; k++)
            if (s->words[list[k]].kept)
                list[n++] = s->words[list[k]].number;
        t->n_words = n;
    }
}

void fit_clear(struct samples *s)
{
    map_clear(&s->texts);
    map_clear(&s->labels);
    map_clear(&s->keys);
    free(s->vectors);
    arena_clear(&s->arena);
    *s = (struct samples){0};
}
