/* SPDX-License-Identifier: MIT
 * brand try: what a query, or a word more under `not:`, would change among the
 * mentions that are stored, before it stands in molva.yaml. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/listing.h"
#include "cli/options.h"
#include "cli/workspace.h"

enum { EXAMPLES_SHOWN = 5, TEXT_SHOWN = 90, BRANDS_MOST = 64 };

/* What becomes of a mention. */
enum fate { STAYS, COMES, GOES, FATES };

static const char *const FATE_KEYS[FATES] = {"stay", "come_in", "go"};
static const char *const FATE_WORDS[FATES] = {"stay", "come in", "go"};

static const char UNSEEN[] =
    "posts that concerned no brand were not kept: which of those would come "
    "in is not known";

struct example {
    int64_t id, at;
    struct str brand, source, url, text;
};

struct trial {
    struct workspace w;
    struct store *store;
    struct zone *zone;
    struct classifier *c;     /* one brand: the one that is tried */
    struct classifier *all;   /* it and the others of molva.yaml */
    struct arena arena;       /* of examples and names */
    struct arena scratch;     /* of one mention */
    struct str name;          /* of the brand; "" a brand of its own */
    struct str text;          /* the query; "" the brand keeps its own */
    struct str not_;          /* a word more under not:; "" none */
    struct query *query;      /* for the index; NULL: none */
    struct brand_setup setup; /* what is tried */
    bool json, alone;
    size_t limit;                    /* examples of each */
    int64_t n[FATES], not_us[FATES]; /* mentions; told not about us */
    int64_t both;                    /* of those that stay or come in: their
                                        posts are about another brand too */
    int64_t looked;                  /* at */
    struct example examples[FATES][EXAMPLES_SHOWN * 20];
    size_t shown[FATES];
    struct str brands[BRANDS_MOST]; /* of those that come in, n_brands */
    int64_t from[BRANDS_MOST];      /* so many each */
    size_t n_brands;
};

/* ---- one mention ---- */

/* Is all of that source about the brand, whatever is said there? */
static bool is_own(const struct trial *t, struct str source)
{
    const struct source_setup *s = t->w.sources.items;
    for (size_t i = 0; i < t->w.sources.n; i++)
        if (str_eq(s[i].is.name, source))
            return s[i].is.brand.n && str_eq(s[i].is.brand, t->name);
    return false;
}

/* As a reader would decide: text, title, then the title of its thread. */
static bool is_found(struct trial *t, const struct stored_post *p)
{
    arena_reset(&t->scratch);
    if (is_own(t, p->post.source) ||
        classify_about(t->c, &t->scratch, &p->post).n)
        return true;
    struct str brand = classify_brand(t->c, &t->scratch, p->thread_title);
    return brand.n && !classify_blocks(t->c, &t->scratch, brand, &p->post);
}

/* Is the text about the brand that is tried, and about another one? */
static bool is_of_both(struct trial *t, const struct stored_post *p)
{
    struct str *names;
    bool own = false;
    size_t n = classify_brands(t->all, &t->scratch, &p->post, &names);
    for (size_t i = 0; i < n; i++)
        own |= str_eq(names[i], t->setup.name);
    return own && n > 1;
}

static void count_brand(struct trial *t, struct str brand)
{
    size_t i = 0;
    while (i < t->n_brands && !str_eq(t->brands[i], brand))
        i++;
    if (i == t->n_brands && t->n_brands < BRANDS_MOST)
        t->brands[t->n_brands++] = str_dup(&t->arena, brand);
    if (i < BRANDS_MOST)
        t->from[i]++;
}

static void keep_example(struct trial *t, enum fate fate,
                         const struct stored_post *p)
{
    struct arena *a = &t->arena;
    if (t->shown[fate] >= t->limit)
        return;
    const struct query_post *post = &p->post;
    t->examples[fate][t->shown[fate]++] =
        (struct example){p->id,
                         post->at,
                         str_dup(a, post->brand),
                         str_dup(a, post->source),
                         str_dup(a, post->url),
                         str_dup(a, post->text.n ? post->text : post->title)};
}

static bool look(void *ctx, const struct stored_post *p, struct err *e)
{
    struct trial *t = ctx;
    (void)e;
    bool before = t->name.n && str_eq(p->post.brand, t->name);
    /* Of a post about several brands one mention speaks. */
    if (p->told || (p->beside && !before))
        return true;
    bool after = is_found(t, p);
    t->looked++;
    if (!before && !after)
        return true;
    enum fate fate = before && after ? STAYS : after ? COMES : GOES;
    t->n[fate]++;
    t->not_us[fate] += p->not_us;
    t->both += fate != GOES && is_of_both(t, p);
    if (fate == COMES)
        count_brand(t, p->post.brand);
    if (fate != STAYS)
        keep_example(t, fate, p);
    return true;
}

/* ---- what is told ---- */

static void tell_example(struct buf *out, const struct trial *t,
                         const struct example *x)
{
    buf_printf(out, "  #%-6lld ", (long long)x->id);
    date_human(out, x->at, t->zone, STR("en"));
    buf_printf(out, "  " STR_FMT " · " STR_FMT "\n           ",
               STR_ARG(x->brand), STR_ARG(x->source));
    listing_cut(out, x->text, TEXT_SHOWN);
    buf_char(out, '\n');
}

static void tell(struct buf *out, const struct trial *t)
{
    buf_printf(out, "%lld mentions looked at\n", (long long)t->looked);
    for (int f = 0; f < FATES; f++) {
        buf_printf(out, "%-8s %lld", FATE_WORDS[f], (long long)t->n[f]);
        if (t->not_us[f])
            buf_printf(out, ", %lld of them not about us, people said",
                       (long long)t->not_us[f]);
        buf_char(out, '\n');
        for (size_t i = 0; f == COMES && i < t->n_brands; i++)
            buf_printf(out, "         %lld from " STR_FMT "\n",
                       (long long)t->from[i], STR_ARG(t->brands[i]));
    }
    if (t->both)
        buf_printf(out,
                   "%lld of those that stay or come in are about other brands "
                   "too: a mention of each\n",
                   (long long)t->both);
    for (int f = COMES; f < FATES; f++) {
        if (t->shown[f])
            buf_printf(out, "\nwould %s:\n", FATE_WORDS[f]);
        for (size_t i = 0; i < t->shown[f]; i++)
            tell_example(out, t, &t->examples[f][i]);
    }
    buf_printf(out, "\n%s\n", UNSEEN);
}

static void example_json(struct json *j, const struct trial *t,
                         const struct example *x)
{
    struct buf at;
    buf_init(&at, 64);
    date_rfc3339(&at, x->at, t->zone);
    json_map(j);
    json_key(j, "id"), json_int(j, x->id);
    json_key(j, "brand"), json_str(j, x->brand);
    json_key(j, "source"), json_str(j, x->source);
    json_key(j, "url"), json_str(j, x->url);
    json_key(j, "at"), json_str(j, buf_view(&at));
    json_key(j, "text"), json_str(j, x->text);
    json_end(j);
    buf_clear(&at);
}

static void tell_json(struct buf *out, const struct trial *t)
{
    struct json j;
    json_init(&j, out);
    json_map(&j);
    json_key(&j, "query"), json_str(&j, t->text);
    json_key(&j, "not"), json_str(&j, t->not_);
    json_key(&j, "brand"), json_str(&j, t->name);
    json_key(&j, "looked"), json_int(&j, t->looked);
    for (int f = 0; f < FATES; f++)
        json_key(&j, FATE_KEYS[f]), json_int(&j, t->n[f]);
    json_key(&j, "stay_not_us"), json_int(&j, t->not_us[STAYS]);
    json_key(&j, "come_in_not_us"), json_int(&j, t->not_us[COMES]);
    json_key(&j, "go_not_us"), json_int(&j, t->not_us[GOES]);
    json_key(&j, "of_several_brands"), json_int(&j, t->both);
    json_key(&j, "come_in_from"), json_map(&j);
    for (size_t i = 0; i < t->n_brands; i++)
        json_key(&j, str_z(&((struct trial *)t)->arena, t->brands[i])),
            json_int(&j, t->from[i]);
    json_end(&j);
    json_key(&j, "examples"), json_map(&j);
    for (int f = COMES; f < FATES; f++) {
        json_key(&j, FATE_KEYS[f]), json_list(&j);
        for (size_t i = 0; i < t->shown[f]; i++)
            example_json(&j, t, &t->examples[f][i]);
        json_end(&j);
    }
    json_end(&j);
    json_key(&j, "unseen"), json_z(&j, UNSEEN);
    json_end(&j);
    buf_char(out, '\n');
}

/* ---- the trial ---- */

/* The word that is tried stands behind those that are there. */
static void add_not(struct trial *t)
{
    struct yaml_strs *words = &t->setup.not_;
    struct str *items = arena_alloc(&t->arena, (words->n + 1) * sizeof *items);
    for (size_t i = 0; i < words->n; i++)
        items[i] = words->items[i];
    items[words->n] = t->not_;
    *words = (struct yaml_strs){.items = items, .n = words->n + 1};
}

/* The brand of that name with the query in the place of its own. */
static bool set_brand(struct trial *t, struct err *e)
{
    const struct brand_setup *b = t->w.brands.items;
    t->setup = (struct brand_setup){.name = STR("trial")};
    if (t->name.n) {
        size_t i = 0;
        while (i < t->w.brands.n && !str_eq(b[i].name, t->name))
            i++;
        if (i == t->w.brands.n)
            return workspace_has_brand(&t->w, t->store,
                                       str_z(&t->w.arena, t->name), e) &&
                   err_set(e, "molva.yaml has no brand '" STR_FMT "' any more",
                           STR_ARG(t->name));
        t->setup = b[i];
    }
    if (t->alone)
        t->setup.forms = (struct yaml_strs){0};
    if (t->text.n)
        t->setup.query = (struct yaml_strs){.items = &t->text, .n = 1};
    if (t->not_.n)
        add_not(t);
    return true;
}

/* The brands of molva.yaml, the tried one in place of that of its name. */
static struct classifier *open_all(struct trial *t, struct err *e)
{
    struct classify_setup setup = workspace_classify(&t->w);
    struct brand_setup *all =
        arena_alloc(&t->arena, (setup.n_brands + 1) * sizeof *all);
    size_t n = 0;
    for (size_t i = 0; i < setup.n_brands; i++)
        if (!str_eq(setup.brands[i].name, t->name))
            all[n++] = setup.brands[i];
    all[n++] = t->setup;
    setup.brands = all;
    setup.n_brands = n;
    return classify_open(&setup, e);
}

static bool open_trial(struct trial *t, struct err *e)
{
    struct query_wrong wrong;
    struct classify_setup setup = workspace_classify(&t->w);
    if (!set_brand(t, e))
        return false;
    setup.brands = &t->setup;
    setup.n_brands = 1;
    t->c = classify_open(&setup, e);
    t->all = t->c ? open_all(t, e) : NULL;
    if (!t->all)
        return false;
    struct query_speech speech = classify_speech(t->c);
    if (t->text.n)
        t->query = query_parse(&t->arena, t->text, &speech, &wrong);
    return t->query || !t->text.n;
}

static bool try_query(struct trial *t, struct err *e)
{
    struct buf out;
    if (!store_posts_each(t->store, t->query, t->name, look, t, e))
        return false;
    buf_init(&out, CEILING_PAGE_OUT);
    if (t->json)
        tell_json(&out, t);
    else
        tell(&out, t);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    return true;
}

static void close_trial(struct trial *t)
{
    classify_close(t->all);
    classify_close(t->c);
    zone_free(t->zone);
    store_close(t->store);
    arena_clear(&t->scratch);
    arena_clear(&t->arena);
    workspace_close(&t->w);
}

static int run(const struct cli *cli, struct trial *t)
{
    struct err e = {0};
    if (!workspace_open(&t->w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "brand", &e);
    t->zone = zone_new(t->w.zone, &e);
    t->store = t->zone ? workspace_store(&t->w, STORE_READ, &e) : NULL;
    bool ready = t->store && open_trial(t, &e);
    bool ok = ready && try_query(t, &e);
    int code = t->store && !ready ? CLI_USAGE : CLI_CANNOT;
    close_trial(t);
    return ok ? cli_printed(CLI_DONE) : cli_fail(code, "brand", &e);
}

int cmd_brand(const struct cli *cli, int argc, char **argv)
{
    static const char *const WORDS[] = {"try", NULL};
    struct trial t = {0};
    const char *name = NULL, *not_ = NULL;
    int64_t limit = EXAMPLES_SHOWN;
    const struct option_spec specs[] = {
        {"brand", OPTION_TEXT, &name, "NAME",
         "a brand of molva.yaml, with this query instead of its own"},
        {"not", OPTION_TEXT, &not_, "WORD",
         "a word more under `not:` of that brand; its query may be left out"},
        {"alone", OPTION_FLAG, &t.alone, NULL,
         "without its forms: the query finds by itself"},
        {"limit", OPTION_INT, &limit, "N", "examples of each, 100 at most"},
        {"json", OPTION_FLAG, &t.json, NULL, "one JSON object"},
        {0},
    };
    options_keep_minus(&t.arena, argc, argv);
    int at = options_parse(cli, specs, argc, argv);
    int least = name && not_ ? 0 : 1; /* operands behind the word */
    options_operands(cli, argc - at, 1, 65);
    options_word(cli, "word", argv[at], WORDS);
    options_operands(cli, argc - at - 1, least, 64);
    t.name = str_of(name);
    t.not_ = str_of(not_);
    t.text = options_joined(&t.arena, argc - at - 1, argv + at + 1);
    t.limit = limit < EXAMPLES_SHOWN * 20 ? (size_t)limit : EXAMPLES_SHOWN * 20;
    return run(cli, &t);
}
