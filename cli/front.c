/* SPDX-License-Identifier: MIT
 * front: desk, rules and matrix of a workspace brought together. */
#include "cli/front.h"

#include <time.h>

#include "cli/cli.h"
#include "cli/posting.h"
#include "crawler/reading/reading.h"

bool front_open(struct front *f, struct workspace *w, struct err *e)
{
    *f = (struct front){.w = w};
    struct classify_setup words = workspace_classify(w);
    struct matrix_setup table = workspace_matrix(w);
    f->zone = zone_new(w->zone, e);
    f->classifier = f->zone ? classify_open(&words, e) : NULL;
    f->matrix = f->classifier && workspace_catalogue(w, &f->catalogue, e) &&
                        workspace_selfcheck(w, &f->selfcheck, e)
                    ? matrix_open(&table, e)
                    : NULL;
    /* Its workers share the dictionaries. */
    if (f->matrix && classify_ready(f->classifier, e))
        return true;
    front_close(f);
    return false;
}

void front_close(struct front *f)
{
    if (f->matrix)
        matrix_close(f->matrix);
    if (f->classifier)
        classify_close(f->classifier);
    zone_free(f->zone);
}

static bool redecide(void *ctx, struct arena *a, struct mention *m,
                     enum mention_type type, enum tone tone, struct err *e)
{
    struct front *f = ctx;
    struct judge judge = {.classifier = f->classifier, .matrix = f->matrix};
    (void)e;
    judge_again(&judge, a, m, workspace_source_of(f->w, m->post.source_name),
                (struct correction){type, tone}, time(NULL));
    return true;
}

/* What a person said of its type and tone stays. */
static bool rebrand(void *ctx, struct arena *a, struct mention *m,
                    struct err *e)
{
    struct front *f = ctx;
    struct judge judge = {.classifier = f->classifier, .matrix = f->matrix};
    if (m->verdict.corrected_by.n)
        return redecide(ctx, a, m, type_by_name(m->verdict.type),
                        tone_by_name(m->verdict.tone), e);
    if (m->post.erased &
        ERASE_TEXT) /* what it was is not to be read in it any more */
        return true;
    judge_mention(&judge, a, m, workspace_source_of(f->w, m->post.source_name),
                  time(NULL));
    return true;
}

static struct str lemmas(void *ctx, struct arena *a, struct str text)
{
    struct front *f = ctx;
    return classify_lemmas(f->classifier, a, text);
}

static bool forget(void *ctx, struct err *e)
{
    struct front *f = ctx;
    return workspace_drop_kept(f->w, e);
}

/* As molva.yaml calls them. */
static const struct str *brand_names(struct workspace *w)
{
    const struct brand_setup *b = w->brands.items;
    struct str *names =
        arena_alloc(&w->arena, (w->brands.n + 1) * sizeof *names);
    for (size_t i = 0; i < w->brands.n; i++)
        names[i] = b[i].name;
    return names;
}

static void ready(void *ctx, int port)
{
    struct front *f = ctx;
    if (f->ready)
        f->ready(f->ready_ctx, port);
}

struct desk_site front_site(struct workspace *w, const struct zone *zone)
{
    return (struct desk_site){
        .folder = w->statements.folder.n
                      ? workspace_path(w, w->statements.folder)
                      : NULL,
        .url = w->statements.url.n ? w->statements.url : w->site,
        .company = w->company,
        .lang = w->lang,
        .zone = zone};
}

bool front_serve(struct front *f, int port, struct err *e)
{
    const char *host = NULL;
    int own_port = 0;
    if (!workspace_desk(f->w, &host, &own_port, e))
        return false;
    if (f->w->tls_proxy && !f->w->names.n)
        log_event(LOG_WARN, "desk",
                  "tls_proxy without names: browsers that call the proxy by "
                  "its name are refused; set desk: {names: [...]}");
    const struct str *posts;
    size_t n_posts = posting_names(f->w, &posts);
    struct desk_setup setup = {
        .store = str_of(workspace_store_url(f->w)),
        .address = host,
        .port = port < 0 ? own_port : port,
        .names = f->w->names.items,
        .n_names = f->w->names.n,
        .behind_tls = f->w->tls_proxy,
        .proxy = {f->w->proxy.from,
                  f->w->proxy.header.n ? str_z(&f->w->arena, f->w->proxy.header)
                                       : NULL},
        .zone = f->zone,
        .lang = f->w->lang,
        .matrix = f->matrix,
        .departments = f->w->departments.items,
        .n_departments = f->w->departments.n,
        .catalogue = &f->catalogue,
        .selfcheck = &f->selfcheck,
        .site = front_site(f->w, f->zone),
        .care = {f->w->care.items, f->w->care.heavy},
        .wait = f->w->after.details,
        .posts = posts,
        .n_posts = n_posts,
        .ctx = f,
        .redecide = redecide,
        .rebrand = rebrand,
        .brands = brand_names(f->w),
        .n_brands = f->w->brands.n,
        .speech = classify_speech(f->classifier),
        .lemmas = lemmas,
        .forget = forget,
        .ready = ready,
        .scouted = f->scouted,
        .stop = &cli_stop,
    };
    return desk_run(&setup, e);
}
