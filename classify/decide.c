/* SPDX-License-Identifier: MIT
 * decide: weights from their file, scores, and the verdict. */
#include "classify/decide.h"

#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "base/yaml.h"
#include "classify/lang.h"

#define COMPLAINT            0.4 /* share of all complaints that makes a text one */
#define AS_ID(name, id, ...) id,

/* The ids of types that have weights, and of tones; NULL after the last. */
static const char *const TYPES[] = {TYPE_SPOKEN_ALL(AS_ID) NULL};
static const char *const TONES[] = {TONE_ALL(AS_ID) NULL};

struct decide_text {
    struct yaml_node *types, *tones, *facts, *rating; /* maps of weights */
    struct yaml_node *confidence;                     /* the same */
    struct yaml_node *unknown;                        /* the same */
    double temperature, second, level;                /* see struct weights */
};

static const struct yaml_field DECIDE[] = {
    {.key = "level",
     .type = YAML_NUM,
     .required = true,
     .at = offsetof(struct decide_text, level),
     .help = "Sums of signals level off here: level * (1 - exp(-sum / level))"},
    {.key = "temperature",
     .type = YAML_NUM,
     .required = true,
     .at = offsetof(struct decide_text, temperature),
     .help = "Scores are divided by it before they become shares"},
    {.key = "second",
     .type = YAML_NUM,
     .required = true,
     .at = offsetof(struct decide_text, second),
     .help = "Share from which a type is told as the second one"},
    {.key = "unknown",
     .type = YAML_NODE,
     .required = true,
     .at = offsetof(struct decide_text, unknown),
     .help = "Below these shares no type is told: where no rule of weight "
             "spoke, and\n# of any text"},
    {.key = "confidence",
     .type = YAML_NODE,
     .required = true,
     .at = offsetof(struct decide_text, confidence),
     .help = "How often a text is right whose type has that share, by texts "
             "of sources\n# that were left out of the fit"},
    {.key = "rating",
     .type = YAML_NODE,
     .required = true,
     .at = offsetof(struct decide_text, rating),
     .help = "Score per share of stars above a half"},
    {.key = "facts",
     .type = YAML_NODE,
     .required = true,
     .at = offsetof(struct decide_text, facts),
     .help = "A fact is told when the score is above 0"},
    {.key = "tones",
     .type = YAML_NODE,
     .required = true,
     .at = offsetof(struct decide_text, tones),
     .help = "Score of each tone"},
    {.key = "types",
     .type = YAML_NODE,
     .required = true,
     .at = offsetof(struct decide_text, types),
     .help = "Score of each type"},
    {0},
};

/* The names of unknown_below, NULL after the last. */
static const char *const BELOW[] = {"silent", "any", NULL};

static int index_of(struct str name, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (str_eqz(name, names[i]))
            return i;
    return -1;
}

/* A map from names to numbers. */
static bool read_row(const struct yaml_file *f, const struct yaml_node *map,
                     const char *const *names, double *out, struct err *e)
{
    if (map->kind != YAML_MAP)
        return yaml_error(f, map, e, "weights are written {name: number, ...}");
    for (const struct yaml_node *n = map->children; n; n = n->next) {
        int i = index_of(n->key->value, names);
        if (i < 0)
            return yaml_error(f, n->key, e, "unknown name '" STR_FMT "'%s",
                              STR_ARG(n->key->value),
                              nearest_hint(n->key->value, names).text);
        if (n->kind != YAML_SCALAR || !str_num(n->value, &out[i]))
            return yaml_error(f, n, e, "a number is expected");
    }
    return true;
}

/* A map from names to rows. */
static bool read_rows(const struct yaml_file *f, const struct yaml_node *map,
                      const char *const *names, double (*out)[FEATURES_MAX],
                      struct err *e)
{
    if (map->kind != YAML_MAP)
        return yaml_error(f, map, e, "a mapping name: {...} is expected");
    for (const struct yaml_node *n = map->children; n; n = n->next) {
        int i = index_of(n->key->value, names);
        if (i < 0)
            return yaml_error(f, n->key, e, "unknown name '" STR_FMT "'",
                              STR_ARG(n->key->value));
        if (!read_row(f, n, feature_names, out[i], e))
            return false;
    }
    return true;
}

/* A row that is forgotten would be a type or tone that nothing ever is. */
static bool has_all(const struct yaml_file *f, const struct yaml_node *map,
                    const char *const *names, struct err *e)
{
    for (int i = 0; names[i]; i++)
        if (!yaml_get(map, names[i]))
            return yaml_error(f, map, e, "'%s' has no weights here", names[i]);
    return true;
}

/* A map from shares to confidences, both rising. */
static bool read_steps(const struct yaml_file *f, const struct yaml_node *map,
                       struct weights *w, struct err *e)
{
    if (map->kind != YAML_MAP)
        return yaml_error(f, map, e, "steps are written {share: right, ...}");
    struct step last = {-1, 0};
    for (const struct yaml_node *n = map->children; n; n = n->next) {
        struct step s;
        if (n->kind != YAML_SCALAR || !str_num(n->key->value, &s.share) ||
            !str_num(n->value, &s.right) || s.right < 0 || s.right > 1)
            return yaml_error(f, n, e, "a share and a number up to 1 expected");
        if (w->n_steps == STEPS_MAX || s.share <= last.share ||
            s.right < last.right)
            return yaml_error(f, n, e, "at most %d steps, all rising",
                              STEPS_MAX);
        w->steps[w->n_steps++] = last = s;
    }
    return true;
}

static bool read_weights(struct weights *w, struct arena *a, const char *path,
                         struct err *e)
{
    struct yaml_file f;
    struct decide_text t = {0};
    if (!yaml_load(&f, a, path, e))
        return false;
    if (!f.root)
        return err_set(e, "%s: the file is empty", path);
    if (!yaml_read(&f, f.root, DECIDE, &t, e))
        return false;
    w->hash = str_hash(f.text);
    w->level = t.level;
    w->temperature = t.temperature;
    w->second = t.second;
    if (t.level <= 0 || t.temperature <= 0)
        return yaml_error(&f, f.root, e, "level and temperature are above 0");
    return read_rows(&f, t.types, TYPES, w->type, e) &&
           read_rows(&f, t.tones, TONES, w->tone, e) &&
           read_row(&f, t.facts, feature_names, w->facts, e) &&
           read_row(&f, t.rating, TYPES, w->rating, e) &&
           read_row(&f, t.unknown, BELOW, w->unknown_below, e) &&
           read_steps(&f, t.confidence, w, e) &&
           has_all(&f, t.types, TYPES, e) && has_all(&f, t.tones, TONES, e);
}

bool decide_load(struct weights *w, const char *path, struct err *e)
{
    struct arena a = {0};
    *w = (struct weights){0};
    bool ok = read_weights(w, &a, path, e);
    arena_clear(&a);
    return ok;
}

static void write_row(struct buf *out, const double *row,
                      const char *const *names, const char *indent)
{
    const char *sep = "{";
    size_t line = 0;
    for (size_t i = 0; names[i]; i++) {
        if (fabs(row[i]) < 0.015)
            continue;
        line += strlen(names[i]) + 9;
        bool wrap = line > 64;
        buf_printf(out, "%s%s%s: %.2f", sep,
                   wrap            ? indent
                   : sep[0] == ',' ? " "
                                   : "",
                   names[i], row[i]);
        line = wrap ? strlen(names[i]) + 9 : line;
        sep = ",";
    }
    buf_z(out, sep[0] == '{' ? "{}\n" : "}\n");
}

static const char *help_of(const char *key)
{
    for (size_t i = 0; DECIDE[i].key; i++)
        if (strcmp(DECIDE[i].key, key) == 0)
            return DECIDE[i].help;
    return "";
}

static void write_steps(const struct weights *w, struct buf *out)
{
    enum { A_LINE = 4 };
    buf_printf(out, "\n# %s.\nconfidence: {", help_of("confidence"));
    for (size_t i = 0; i < w->n_steps; i++) {
        const char *sep = i % A_LINE ? ", " : ",\n             ";
        buf_printf(out, "%s%.3f: %.3f", i ? sep : "", w->steps[i].share,
                   w->steps[i].right);
    }
    buf_z(out, "}\n");
}

void decide_write(const struct weights *w, struct buf *out)
{
    buf_z(out, "# SPDX-License-Identifier: MIT\n"
               "# From what the rules found to a verdict. docs/rules.md tells "
               "what the\n# features are. Fitted by `molva rules fit`; may be "
               "changed by hand.\n");
    buf_printf(out, "\n# %s.\nlevel: %.2f\n", help_of("level"), w->level);
    buf_printf(out, "\n# %s.\ntemperature: %.2f\n", help_of("temperature"),
               w->temperature);
    buf_printf(out, "\n# %s.\nsecond: %.2f\n", help_of("second"), w->second);
    buf_printf(out, "\n# %s.\nunknown: ", help_of("unknown"));
    write_row(out, w->unknown_below, BELOW, "\n          ");
    write_steps(w, out);
    buf_printf(out, "\n# %s.\nrating: ", help_of("rating"));
    write_row(out, w->rating, TYPES, "\n         ");
    buf_printf(out, "\n# %s.\nfacts: ", help_of("facts"));
    write_row(out, w->facts, feature_names, "\n        ");
    buf_printf(out, "\n# %s.\ntones:\n", help_of("tones"));
    for (int i = 0; i < TONE_COUNT; i++) {
        buf_printf(out, "  %s: ", TONES[i]);
        write_row(out, w->tone[i], feature_names, "\n        ");
    }
    buf_printf(out, "\n# %s.\ntypes:\n", help_of("types"));
    for (int i = 0; i < TYPE_SPOKEN; i++) {
        buf_printf(out, "  %s: ", TYPES[i]);
        write_row(out, w->type[i], feature_names, "\n        ");
    }
}

/* Sums of rows of weights over the features; most features are 0. */
static void scores(const double (*rows)[FEATURES_MAX], int n, const double *x,
                   double *out)
{
    size_t features = feature_count();
    for (int r = 0; r < n; r++)
        out[r] = 0;
    for (size_t i = 0; i < features; i++)
        if (x[i] != 0)
            for (int r = 0; r < n; r++)
                out[r] += rows[r][i] * x[i];
}

void decide_shares(double *v, int classes, double temperature)
{
    double top = v[0], sum = 0;
    for (int c = 1; c < classes; c++)
        top = v[c] > top ? v[c] : top;
    for (int c = 0; c < classes; c++)
        sum += v[c] = exp((v[c] - top) / temperature);
    for (int c = 0; c < classes; c++)
        v[c] /= sum;
}

static void type_scores(const struct weights *w, const double x[FEATURES_MAX],
                        const struct sayings *words, double rating,
                        double score[TYPE_SPOKEN])
{
    scores(w->type, TYPE_SPOKEN, x, score);
    for (int t = 0; t < TYPE_SPOKEN; t++) {
        score[t] += words->type[t];
        if (rating >= 0)
            score[t] += w->rating[t] * (rating - 0.5);
    }
}

/* The greatest of n but `not`. */
static int greatest(const double *v, int n, int not )
{
    int best = -1;
    for (int i = 0; i < n; i++)
        if (i != not &&(best < 0 || v[i] > v[best]))
            best = i;
    return best;
}

static void tone_scores(const struct weights *w, const double *x,
                        const struct sayings *words, double score[TONE_COUNT])
{
    scores(w->tone, TONE_COUNT, x, score);
    for (int t = 0; t < TONE_COUNT; t++)
        score[t] += words->tone[t];
}

void decide_scores(const struct weights *w, const struct findings *f,
                   double rating, double type[TYPE_SPOKEN],
                   double tone[TONE_COUNT])
{
    double x[FEATURES_MAX];
    feature_take(&f->doc, &f->hits, w->level, x);
    type_scores(w, x, &f->sayings, rating, type);
    tone_scores(w, x, &f->sayings, tone);
}

enum tone decide_tone(const double share[TONE_COUNT], enum mention_type type)
{
    int best = -1;
    for (int t = 0; t < TONE_COUNT; t++)
        if (type_fits(type, (enum tone)t) &&
            (best < 0 || share[t] > share[best]))
            best = t;
    return (enum tone)best;
}

/* How far a tone believes in a type: good news and pleasant questions are
 * rare (one such text in fifty), so a good tone rather means praise. */
static double belief(const double tone[TONE_COUNT], enum mention_type type)
{
    double doubted[TONE_COUNT];
    memcpy(doubted, tone, sizeof doubted);
    if (type_tone(type) == TONE_NEU)
        doubted[TONE_POS] /= 2;
    return doubted[decide_tone(doubted, type)];
}

/* Two judges look at the same text, one at the type and one at the tone. Each
 * type is believed as far as the other judge has a tone that agrees with it:
 * so the surer of both turns the other. */
void decide_reconcile(const double tone[TONE_COUNT], double share[TYPE_SPOKEN])
{
    double sum = 0;
    for (int t = 0; t < TYPE_SPOKEN; t++)
        sum += share[t] *= belief(tone, (enum mention_type)t);
    for (int t = 0; t < TYPE_SPOKEN; t++)
        share[t] /= sum;
}

static struct str topic_of(const struct hits *h)
{
    double sum[SIGNAL_COUNT] = {0};
    int best = -1;
    for (size_t i = 0; i < h->n; i++) {
        int s = h->items[i].signal;
        sum[s] += h->items[i].points;
        if (s >= SIGNAL_TOPICS && s < SIGNAL_ASIDE &&
            (best < 0 || sum[s] > sum[best]))
            best = s;
    }
    return best < 0 ? (struct str){0}
                    : str_of(signal_names[best] + strlen("topic."));
}

double decide_confidence(const struct weights *w, double share)
{
    const struct step *s = w->steps;
    size_t n = w->n_steps, i = 0;
    if (!n)
        return share;
    while (i < n && s[i].share <= share)
        i++;
    if (i == 0 || i == n)
        return s[i ? n - 1 : 0].right;
    double way = (share - s[i - 1].share) / (s[i].share - s[i - 1].share);
    return s[i - 1].right + way * (s[i].right - s[i - 1].right);
}

int decide_first(const double share[TYPE_SPOKEN])
{
    double complaints = 0;
    int best = greatest(share, TYPE_SPOKEN, -1), worst = -1;
    for (int t = 0; t < TYPE_SPOKEN; t++) {
        if (type_tone((enum mention_type)t) != TONE_NEG)
            continue;
        complaints += share[t];
        worst = worst < 0 || share[t] > share[worst] ? t : worst;
    }
    return complaints > COMPLAINT ? worst : best;
}

bool decide_unknown(const struct weights *w, const double x[FEATURES_MAX],
                    double share)
{
    return share < w->unknown_below[UNKNOWN_ANY] ||
           (share < w->unknown_below[UNKNOWN_SILENT] && feature_silent(x));
}

/* Words of a dictionary that stand in the text, each time. */
static size_t understood(const struct doc *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += d->words[i].form->known;
    return n;
}

/* Nothing was said, or nothing that could be made out: neither rules nor words
 * of the table lead anywhere, and next to no word is one of a dictionary. */
static bool says_nothing(const struct findings *f, const double *x)
{
    enum { FEW = 3 };
    const double slight = 0.2, *said = f->sayings.type;
    double most = said[greatest(said, TYPE_SPOKEN, -1)], least = most;
    for (int t = 0; t < TYPE_SPOKEN; t++)
        least = fmin(least, said[t]);
    return feature_silent(x) && understood(&f->doc) < FEW &&
           most - least < slight;
}

/* Nobody can tell: what it would be told as is the runner-up. In a language
 * that is not read, nothing that was found there means anything. */
static void tell_unknown(struct verdict *v)
{
    bool foreign = lang_is_foreign(v->lang);
    v->runner_up = foreign ? TYPE_NONE : v->type;
    v->confidence = foreign ? 0 : v->confidence;
    v->facts = v->facts && !foreign;
    v->topic = foreign ? (struct str){0} : v->topic;
    v->type = TYPE_UNKNOWN;
    v->second = TYPE_NONE;
    v->tone = type_tone(TYPE_UNKNOWN);
    v->margin = 0;
}

void decide_verdict(const struct weights *w, const struct findings *f,
                    const struct classify_input *in, struct verdict *v)
{
    double x[FEATURES_MAX], share[TYPE_SPOKEN], tone[TONE_COUNT], facts;
    feature_take(&f->doc, &f->hits, w->level, x);
    type_scores(w, x, &f->sayings, in->rating, share);
    decide_shares(share, TYPE_SPOKEN, w->temperature);
    tone_scores(w, x, &f->sayings, tone);
    decide_shares(tone, TONE_COUNT, 1);
    decide_reconcile(tone, share);
    int first = decide_first(share);
    int next = greatest(share, TYPE_SPOKEN, first);
    v->type = (enum mention_type)first;
    v->runner_up = (enum mention_type)next;
    v->second = share[next] >= w->second ? v->runner_up : TYPE_NONE;
    v->confidence = decide_confidence(w, share[first]);
    v->margin =
        fmax(0, w->temperature * log(share[first] / fmax(share[next], 1e-9)));
    scores(&w->facts, 1, x, &facts);
    v->facts = facts > 0;
    v->tone = decide_tone(tone, v->type);
    v->tone_next = (enum tone)greatest(tone, TONE_COUNT, (int)v->tone);
    v->topic = topic_of(&f->hits);
    if (lang_is_foreign(v->lang) || says_nothing(f, x) ||
        decide_unknown(w, x, share[first]))
        tell_unknown(v);
}
