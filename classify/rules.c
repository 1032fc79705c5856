/* SPDX-License-Identifier: MIT
 * rules: from files to compiled rules. First all sets, forms and negators of
 * all files, then the rules, so that the order of files does not matter. */
#include "classify/rules.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/map.h"
#include "base/nearest.h"

enum { WITHIN = 12, REACH_MAX = 6 };

struct rule_text {
    struct str id, signal, negated;  /* as written */
    double points;                   /* as written */
    struct yaml_strs lemma, regex;   /* what is looked for */
    struct yaml_strs near, unless;   /* around it */
    struct yaml_strs with, without;  /* in the whole text */
    int64_t within;                  /* words */
    int place, mood;                 /* enums */
    int64_t min_words, max_words;    /* of the text */
    struct yaml_strs match, nomatch; /* examples */
};

struct file_text {
    struct yaml_node *sets, *forms;  /* definitions */
    struct yaml_node *negators;      /* word: reach */
    struct yaml_strs negation_stops; /* words */
    struct yaml_strs turns;          /* words */
    struct yaml_subs rules;          /* of struct rule_text */
};

struct word_file {
    struct yaml_file yaml; /* parsed */
    struct str lang;       /* its folder */
    struct file_text text; /* read */
};

struct loading {
    struct ruleset *rs;       /* being filled */
    struct word_file **files; /* n of them, by name */
    size_t n, cap;            /* used and room */
    struct map ids;           /* id -> yaml_node */
};

static const char *const PLACES[] = {"any", "title", "start", "end", NULL};
static const char *const MOODS[] = {"any", "question", "statement", NULL};

#define FIELD(name, kind)                                                      \
    {                                                                          \
        .key = #name, .type = kind, .at = offsetof(struct rule_text, name)     \
    }

static const struct yaml_field RULE[] = {
    {.key = "id",
     .type = YAML_STR,
     .at = offsetof(struct rule_text, id),
     .required = true},
    {.key = "signal",
     .type = YAML_STR,
     .at = offsetof(struct rule_text, signal),
     .required = true},
    FIELD(points, YAML_NUM),
    FIELD(lemma, YAML_STRS),
    FIELD(regex, YAML_STRS),
    FIELD(near, YAML_STRS),
    FIELD(within, YAML_INT),
    FIELD(unless, YAML_STRS),
    FIELD(with, YAML_STRS),
    FIELD(without, YAML_STRS),
    FIELD(negated, YAML_STR),
    {.key = "where",
     .type = YAML_ENUM,
     .at = offsetof(struct rule_text, place),
     .names = PLACES},
    {.key = "sentence",
     .type = YAML_ENUM,
     .at = offsetof(struct rule_text, mood),
     .names = MOODS},
    FIELD(min_words, YAML_INT),
    FIELD(max_words, YAML_INT),
    {.key = "match",
     .type = YAML_STRS,
     .at = offsetof(struct rule_text, match),
     .required = true},
    {.key = "nomatch",
     .type = YAML_STRS,
     .at = offsetof(struct rule_text, nomatch),
     .required = true},
    {0},
};

static const struct yaml_field FILE_FIELDS[] = {
    {.key = "sets", .type = YAML_NODE, .at = offsetof(struct file_text, sets)},
    {.key = "forms",
     .type = YAML_NODE,
     .at = offsetof(struct file_text, forms)},
    {.key = "negators",
     .type = YAML_NODE,
     .at = offsetof(struct file_text, negators)},
    {.key = "negation_stops",
     .type = YAML_STRS,
     .at = offsetof(struct file_text, negation_stops)},
    {.key = "turns",
     .type = YAML_STRS,
     .at = offsetof(struct file_text, turns)},
    {.key = "rules",
     .type = YAML_SUBS,
     .at = offsetof(struct file_text, rules),
     .fields = RULE,
     .size = sizeof(struct rule_text)},
    {0},
};

static struct yaml_node *member(const struct word_file *f, size_t i,
                                const char *key)
{
    struct yaml_node *n = yaml_get(f->text.rules.nodes[i], key);
    return n ? n : f->text.rules.nodes[i];
}

static bool read_signal(const struct word_file *f, size_t i, const char *key,
                        struct str name, int *out, struct err *e)
{
    *out = signal_by_name(name);
    if (*out >= 0)
        return true;
    return yaml_error(&f->yaml, member(f, i, key), e,
                      "there is no signal '" STR_FMT "'%s", STR_ARG(name),
                      nearest_hint(name, signal_names).text);
}

static bool read_negated(const struct word_file *f, size_t i,
                         struct str negated, int *out, struct err *e)
{
    *out = NEGATED_DROP;
    if (negated.n == 0 || str_eqz(negated, "drop"))
        return true;
    *out = NEGATED_KEEP;
    return str_eqz(negated, "keep") ||
           read_signal(f, i, "negated", negated, out, e);
}

static bool read_patterns(struct ruleset *rs, const struct word_file *f,
                          const struct yaml_strs *texts, struct patterns *out,
                          struct err *e)
{
    out->n = texts->n;
    out->items = arena_alloc(&rs->arena, (texts->n + 1) * sizeof *out->items);
    for (size_t i = 0; i < texts->n; i++)
        if (!pattern_read(&out->items[i], &rs->arena, rs->vocab, f->lang,
                          &f->yaml, texts->nodes[i], e))
            return false;
    return true;
}

static bool read_regexes(struct ruleset *rs, const struct word_file *f,
                         const struct yaml_strs *texts, struct rule *r,
                         struct err *e)
{
    r->n_regex = texts->n;
    r->regex = arena_alloc(&rs->arena, (texts->n + 1) * sizeof(void *));
    for (size_t i = 0; i < texts->n; i++) {
        r->regex[i] =
            regex_new(rs->regex, &rs->arena, &f->yaml, texts->nodes[i], e);
        if (!r->regex[i])
            return false;
    }
    return true;
}

/* What the table of fields cannot see. */
static bool check_text(struct loading *l, const struct word_file *f, size_t i,
                       const struct rule_text *t, struct err *e)
{
    const struct yaml_file *y = &f->yaml;
    const struct yaml_node *first = map_get(&l->ids, t->id);
    if (first)
        return yaml_error(y, member(f, i, "id"), e,
                          "the id '" STR_FMT "' is there already",
                          STR_ARG(t->id));
    if (t->lemma.n + t->regex.n == 0)
        return yaml_error(y, f->text.rules.nodes[i], e,
                          "the rule has neither 'lemma' nor 'regex'");
    if (t->points < 0.1 || t->points > 10)
        return yaml_error(y, member(f, i, "points"), e,
                          "points are between 0.1 and 10");
    if (t->within < 1 || t->within > 100)
        return yaml_error(y, member(f, i, "within"), e,
                          "within is between 1 and 100 words");
    if (t->match.n == 0 || t->nomatch.n == 0)
        return yaml_error(y, member(f, i, t->match.n ? "nomatch" : "match"), e,
                          "at least one example, please");
    map_put(&l->ids, t->id, f->text.rules.nodes[i]);
    return true;
}

static bool read_rule(struct loading *l, const struct word_file *f, size_t i,
                      struct err *e)
{
    struct ruleset *rs = l->rs;
    struct rule_text t = ((struct rule_text *)f->text.rules.items)[i];
    t.points = yaml_get(f->text.rules.nodes[i], "points") ? t.points : 1;
    t.within = yaml_get(f->text.rules.nodes[i], "within") ? t.within : WITHIN;
    struct rule r = {.id = t.id,
                     .points = t.points,
                     .within = (int)t.within,
                     .place = t.place,
                     .mood = t.mood,
                     .min_words = t.min_words,
                     .max_words = t.max_words,
                     .script = str_eqz(f->lang, "ru"),
                     .file = &f->yaml,
                     .node = f->text.rules.nodes[i],
                     .match = t.match,
                     .nomatch = t.nomatch};
    if (!check_text(l, f, i, &t, e) ||
        !read_signal(f, i, "signal", t.signal, &r.signal, e) ||
        !read_negated(f, i, t.negated, &r.negated, e) ||
        !read_patterns(rs, f, &t.lemma, &r.lemma, e) ||
        !read_patterns(rs, f, &t.near, &r.near, e) ||
        !read_patterns(rs, f, &t.unless, &r.unless, e) ||
        !read_patterns(rs, f, &t.with, &r.with, e) ||
        !read_patterns(rs, f, &t.without, &r.without, e) ||
        !read_regexes(rs, f, &t.regex, &r, e))
        return false;
    r.anywhere = r.near.n + r.unless.n + r.with.n + r.without.n == 0 &&
                 r.place == PLACE_ANY && r.mood == MOOD_ANY && !r.min_words &&
                 !r.max_words;
    rs->rules = arena_grow(&rs->arena, rs->rules, rs->n, &rs->cap, sizeof r);
    rs->rules[rs->n++] = r;
    rs->examples += t.match.n + t.nomatch.n;
    return true;
}

static bool read_negators(struct ruleset *rs, const struct word_file *f,
                          struct err *e)
{
    const struct yaml_node *map = f->text.negators;
    for (const struct yaml_node *w = map ? map->children : NULL; w;
         w = w->next) {
        int64_t reach;
        if (w->kind != YAML_SCALAR || !str_int(w->value, &reach) || reach < 1 ||
            reach > REACH_MAX)
            return yaml_error(&f->yaml, w, e,
                              "how many words it reaches: 1 to %d", REACH_MAX);
        vocab_negator(rs->vocab, w->key->value, (int)reach);
    }
    for (size_t i = 0; i < f->text.negation_stops.n; i++)
        vocab_stop(rs->vocab, f->text.negation_stops.items[i]);
    for (size_t i = 0; i < f->text.turns.n; i++)
        vocab_turn(rs->vocab, f->text.turns.items[i]);
    return true;
}

static bool must_be(const struct word_file *f, const struct yaml_node *n,
                    enum yaml_kind kind, struct err *e)
{
    return !n || n->kind == kind ||
           yaml_error(&f->yaml, n, e, "a %s is expected here",
                      kind == YAML_MAP ? "mapping 'name: ...'"
                                       : "list of words");
}

static bool read_definitions(struct ruleset *rs, struct word_file *f,
                             struct err *e)
{
    if (!f->yaml.root)
        return true;
    if (!yaml_read(&f->yaml, f->yaml.root, FILE_FIELDS, &f->text, e))
        return false;
    struct file_text *t = &f->text;
    if (!must_be(f, t->sets, YAML_MAP, e) ||
        !must_be(f, t->forms, YAML_MAP, e) ||
        !must_be(f, t->negators, YAML_MAP, e))
        return false;
    for (struct yaml_node *s = t->sets ? t->sets->children : NULL; s;
         s = s->next)
        if (!vocab_set(rs->vocab, f->lang, &f->yaml, s, e))
            return false;
    for (struct yaml_node *s = t->forms ? t->forms->children : NULL; s;
         s = s->next) {
        if (!must_be(f, s, YAML_LIST, e))
            return false;
        vocab_add_forms(rs->vocab, s);
    }
    return read_negators(rs, f, e);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names in a folder, sorted, without those that start with a dot. */
static bool list_folder(struct arena *a, const char *path, char ***names,
                        size_t *n, struct err *e)
{
    DIR *dir = opendir(path);
    if (!dir)
        return err_set(e, "%s: %s", path, strerror(errno));
    size_t cap = 0;
    struct dirent *d;
    *n = 0;
    *names = NULL;
    while ((d = readdir(dir))) {
        if (d->d_name[0] == '.')
            continue;
        *names = arena_grow(a, *names, *n, &cap, sizeof **names);
        (*names)[(*n)++] = (char *)str_z(a, str_of(d->d_name));
    }
    closedir(dir);
    if (*n)
        qsort(*names, *n, sizeof **names, by_name);
    return true;
}

static bool load_file(struct loading *l, const char *path, struct str lang,
                      struct err *e)
{
    struct ruleset *rs = l->rs;
    struct word_file *f = arena_alloc(&rs->arena, sizeof *f);
    f->lang = lang;
    if (!yaml_load(&f->yaml, &rs->arena, path, e))
        return false;
    l->files =
        arena_grow(&rs->arena, l->files, l->n, &l->cap, sizeof *l->files);
    l->files[l->n++] = f;
    rs->hash = (rs->hash ^ str_hash(f->yaml.text)) * 0x100000001b3ULL;
    return true;
}

static bool load_language(struct loading *l, const char *dir, const char *lang,
                          struct err *e)
{
    struct arena *a = &l->rs->arena;
    struct str path = str_printf(a, "%s/%s", dir, lang);
    char **names;
    size_t n;
    if (!list_folder(a, path.p, &names, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct str file = str_printf(a, "%s/%s", path.p, names[i]);
        if (str_ends(file, STR(".yaml")) &&
            !load_file(l, file.p, str_of(lang), e))
            return false;
    }
    return true;
}

static bool load_all(struct loading *l, const char *dir, struct err *e)
{
    char **names;
    size_t n;
    if (!list_folder(&l->rs->arena, dir, &names, &n, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct stat st;
        struct str path = str_printf(&l->rs->arena, "%s/%s", dir, names[i]);
        if (stat(path.p, &st) == 0 && S_ISDIR(st.st_mode) &&
            !load_language(l, dir, names[i], e))
            return false;
    }
    for (size_t i = 0; i < l->n; i++)
        if (!read_definitions(l->rs, l->files[i], e))
            return false;
    for (size_t i = 0; i < l->n; i++)
        for (size_t k = 0; k < l->files[i]->text.rules.n; k++)
            if (!read_rule(l, l->files[i], k, e))
                return false;
    return l->rs->n || err_set(e, "%s: there is no rule in it", dir);
}

bool rules_load(struct ruleset *rs, const char *dir, struct err *e)
{
    *rs = (struct ruleset){.hash = 0xcbf29ce484222325ULL};
    rs->vocab = vocab_open(e);
    if (!rs->vocab)
        return false;
    rs->regex = regex_open();
    struct loading l = {.rs = rs};
    map_init(&l.ids);
    bool ok = load_all(&l, dir, e) && rules_prove(rs, e);
    map_clear(&l.ids);
    if (!ok)
        rules_clear(rs);
    return ok;
}

void rules_clear(struct ruleset *rs)
{
    vocab_close(rs->vocab);
    regex_close(rs->regex);
    arena_clear(&rs->arena);
    *rs = (struct ruleset){0};
}
