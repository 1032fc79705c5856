/* SPDX-License-Identifier: MIT
 * import: what a file holds into the store, by the way of every post that is
 * crawled: reader, brands, judge, matrix, keys. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/base.h"
#include "base/cause.h"
#include "cli/append.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/preview.h"
#include "cli/workspace.h"
#include "crawler/reading/reading.h"

static const char *const KINDS[] =
    {/* NULL ends */
     [PIECES_CSV] = "csv",   [PIECES_JSON] = "jsonl",
     [PIECES_MBOX] = "mbox", [PIECES_MAILDIR] = "maildir",
     [PIECES_EML] = "eml",   [PIECES_EML + 1] = NULL};

/* One call of the command. */
struct import {
    struct workspace w;
    const char *path, *as, *source, *map, *brand; /* as given, NULL not */
    bool dry_run;                                 /* show, store nothing */
    enum piece_kind kind;                         /* of the file */
    struct source is;                             /* whose posts they become */
    const struct source_setup *known; /* it in molva.yaml, or NULL */
    struct pieces *pieces;            /* of the file */
    struct store *store;              /* NULL in a dry run */
    struct intake *intake;            /* reads and puts */
    struct intake_sum sum;            /* of what was put */
    int64_t faults;                   /* rows that could not be read */
    struct arena arena;               /* of what is shown */
    struct reading seen;              /* its first rows, in a dry run */
    size_t seen_cap;                  /* room for them */
};

static bool russian(const struct import *m)
{
    return str_eqz(m->w.lang, "ru");
}

/* "reviews" of /home/ann/reviews.csv */
static struct str name_of_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str name = str_of(slash && slash[1] ? slash + 1 : path);
    for (size_t i = name.n; i > 1; i--)
        if (name.p[i - 1] == '.')
            return str_part(name, 0, i - 1);
    return str_eqz(name, "-") ? STR("import") : name;
}

static bool find_brand(struct import *m, struct err *e)
{
    const struct brand_setup *b = m->w.brands.items;
    for (size_t i = 0; m->brand && i < m->w.brands.n; i++)
        if (str_eqz(b[i].name, m->brand)) {
            m->is.brand = b[i].name;
            return true;
        }
    return !m->brand || err_set(e, "molva.yaml names no brand '%s'", m->brand);
}

/* What molva.yaml says of the source of that name, and the options. */
static bool find_source(struct import *m, struct err *e)
{
    const struct source_setup *all = m->w.sources.items;
    struct str name = m->source ? str_of(m->source) : name_of_file(m->path);
    for (size_t i = 0; i < m->w.sources.n; i++)
        if (str_eq(all[i].is.name, name))
            m->known = &all[i];
    m->is = m->known ? m->known->is
                     : (struct source){.zone = m->w.zone, .reach = -1};
    m->is.name = name;
    m->is.kind = str_of(pieces_connector(m->pieces));
    m->is.any = false;
    if (m->map && m->is.map.n && !str_eqz(m->is.map, m->map))
        return err_set(e,
                       "source '" STR_FMT "' has another map in molva.yaml: "
                       "change it there",
                       STR_ARG(name));
    if (m->map)
        m->is.map = str_of(m->map);
    return pieces_map_check(m->is.map, e) && find_brand(m, e);
}

static bool open_intake(struct import *m, struct err *e)
{
    struct intake_setup setup = {.connectors = m->w.connectors,
                                 .source = m->is,
                                 .store = m->store,
                                 .now = time(NULL),
                                 .as_told = !m->source};
    if (!m->dry_run) {
        setup.classify = workspace_classify(&m->w);
        setup.matrix = workspace_matrix(&m->w);
    }
    intake_close(m->intake);
    m->intake = intake_open(&setup, e);
    return m->intake != NULL;
}

static bool start(struct import *m, struct err *e)
{
    m->pieces = pieces_open(m->path, m->kind, e);
    if (!m->pieces || !find_source(m, e))
        return false;
    if (!m->dry_run) {
        m->store = workspace_store(&m->w, STORE_CREATE, e);
        if (!m->store)
            return false;
    }
    return open_intake(m, e);
}

static void show(struct import *m, const struct reading *r)
{
    struct err e = {0};
    struct buf out;
    const struct classify_setup setup = workspace_classify(&m->w);
    struct preview p = {.page = r,
                        .lang = m->w.lang,
                        .zone = zone_new(m->w.zone, &e),
                        .classifier = m->w.brands.n && !m->is.brand.n
                                          ? classify_open(&setup, &e)
                                          : NULL};
    buf_init(&out, CEILING_PAGE_OUT);
    preview_write(&out, &p);
    fwrite(out.p, 1, out.n, stdout);
    buf_clear(&out);
    if (p.classifier)
        classify_close(p.classifier);
    zone_free((struct zone *)p.zone);
}

static void tell_faults(struct import *m, const struct piece *p,
                        const struct reading *r)
{
    struct arena a = {0};
    for (size_t i = 0; i < r->n_faults; i++)
        fprintf(stderr, STR_FMT ":" STR_FMT "\n", STR_ARG(p->place),
                STR_ARG(cause_in(&a, r->faults[i], m->w.lang)));
    struct str cut = cuts_words(&a, &r->cuts);
    if (cut.n) {
        cut = cause_in(&a, cut, m->w.lang);
        fprintf(stderr, STR_FMT ": " STR_FMT "\n", STR_ARG(p->place),
                STR_ARG(cut));
    }
    m->faults += (int64_t)r->n_faults + (cut.n > 0);
    arena_clear(&a);
}

static bool ask(struct import *m, struct str cause, struct err *e)
{
    char answer[1024];
    if (!isatty(STDIN_FILENO) || strcmp(m->path, "-") == 0 || m->is.map.n)
        return err_set(e, "%s: " STR_FMT, m->path, STR_ARG(cause));
    fprintf(stderr, "%s: " STR_FMT "\n%s", m->path, STR_ARG(cause),
            russian(m) ? "СТОЛБЕЦ=text,СТОЛБЕЦ=date,...: "
                       : "COLUMN=text,COLUMN=date,...: ");
    if (!fgets(answer, sizeof answer, stdin))
        return err_set(e, "%s: no answer", m->path);
    m->map = str_z(&m->w.arena, str_trim(str_of(answer)));
    m->is.map = str_of(m->map);
    return pieces_map_check(m->is.map, e) && open_intake(m, e);
}

/* One bad message is not the end of a mailbox. */
static void tell_bad_mail(struct import *m, const struct piece *p,
                          const struct reading *r)
{
    struct arena a = {0};
    if (r->state == READING_FAILED) {
        fprintf(stderr, STR_FMT ": " STR_FMT "\n", STR_ARG(p->place),
                STR_ARG(cause_in(&a, r->cause, m->w.lang)));
        m->faults++;
    }
    arena_clear(&a);
}

static bool read_piece(struct import *m, const struct piece *p, struct arena *a,
                       struct reading *r, struct err *e)
{
    if (!intake_read(m->intake, p, a, r, e))
        return false;
    if (str_eqz(m->is.kind, "mail")) {
        tell_bad_mail(m, p, r);
        return true;
    }
    if (r->state == READING_FAILED &&
        (!ask(m, r->cause, e) || !intake_read(m->intake, p, a, r, e)))
        return false;
    return r->state != READING_FAILED ||
           err_set(e, "%s: " STR_FMT, m->path, STR_ARG(r->cause));
}

/* A preview tells of the first rows. */
static void gather(struct import *m, const struct reading *r)
{
    enum { SHOWN_MOST = 1000 };
    struct reading copy, *seen = &m->seen;
    m->sum.posts += (int64_t)r->n;
    if (seen->n + r->n > SHOWN_MOST && seen->n)
        return;
    probe_copy(&m->arena, r, &copy);
    if (!seen->kind.n) {
        *seen = copy;
        m->seen_cap = copy.n;
        return;
    }
    for (size_t i = 0; i < copy.n; i++) {
        seen->mentions = arena_grow(&m->arena, seen->mentions, seen->n,
                                    &m->seen_cap, sizeof *seen->mentions);
        seen->mentions[seen->n++] = copy.mentions[i];
    }
}

/* Of how many stars the ratings are, and which of day and month comes first, is
 * one thing for the whole file. */
static bool survey(struct import *m, struct err *e)
{
    struct piece p;
    struct survey all = {0};
    bool ok = true;
    if (!pieces_several(m->pieces))
        return true;
    while (ok && !cli_stop && pieces_next(m->pieces, &p))
        ok = intake_survey(m->intake, &p, &all, e);
    pieces_again(m->pieces, &all);
    return ok;
}

static bool take(struct import *m, struct err *e)
{
    struct arena a = {0};
    struct piece p;
    bool ok = true;
    while (ok && !cli_stop && pieces_next(m->pieces, &p)) {
        struct reading r;
        ok = read_piece(m, &p, &a, &r, e);
        if (!ok)
            break;
        tell_faults(m, &p, &r);
        if (m->dry_run)
            gather(m, &r);
        else
            ok = intake_put(m->intake, &a, &r, &m->sum, e);
        arena_reset(&a);
    }
    arena_clear(&a);
    return ok;
}

/* A map and a brand that were given once need not be given again. */
static bool keep(struct import *m, struct err *e)
{
    if (m->dry_run || m->known || (!m->map && !m->brand))
        return true;
    const struct new_source s = {
        .name = append_name(&m->w, &m->w.arena, m->is.name, (struct str){0}),
        .kind = m->is.kind,
        .brand = m->brand ? m->is.brand : (struct str){0},
        .map = m->is.map};
    return append_sources(&m->w, &s, 1, e);
}

static void tell(const struct import *m)
{
    const struct intake_sum *s = &m->sum;
    if (m->dry_run) {
        printf(russian(m) ? "строк: %lld, не прочитано: %lld; ничего не "
                            "записано\n"
                          : "rows: %lld, not read: %lld; nothing was stored\n",
               (long long)s->posts, (long long)m->faults);
        return;
    }
    printf(russian(m) ? "источник «" STR_FMT "»: новых %lld, были %lld, "
                        "изменились %lld, о марках молчат %lld, не прочитано "
                        "%lld\n"
                      : "source '" STR_FMT "': %lld new, %lld known, %lld "
                        "edited, %lld name no brand, %lld not read\n",
           STR_ARG(m->is.name), (long long)s->fresh, (long long)s->known,
           (long long)s->edited, (long long)s->nobody, (long long)m->faults);
    if (s->nobody && !m->is.brand.n)
        puts(russian(m)
                 ? "если всё это о нас (выгрузка нашей карточки): --brand ИМЯ"
                 : "if all of it is about us (an export of our own card): "
                   "--brand NAME");
}

static int run(struct import *m)
{
    struct err e = {0};
    bool ok = start(m, &e) && survey(m, &e) && take(m, &e) && keep(m, &e);
    if (ok && m->dry_run)
        show(m, &m->seen);
    if (ok)
        tell(m);
    arena_clear(&m->arena);
    intake_close(m->intake);
    store_close(m->store);
    pieces_close(m->pieces);
    if (!ok)
        return cli_fail(CLI_CANNOT, "import", &e);
    return cli_printed(m->faults ? CLI_WRONG : CLI_DONE);
}

int cmd_import(const struct cli *cli, int argc, char **argv)
{
    struct import m = {0};
    const struct option_spec specs[] = {
        {"as", OPTION_TEXT, &m.as, "FORMAT",
         "csv jsonl mbox maildir eml; else its first bytes tell it"},
        {"source", OPTION_TEXT, &m.source, "NAME",
         "whose posts they become, else the file's name"},
        {"brand", OPTION_TEXT, &m.brand, "NAME",
         "all of it is about this brand; kept in molva.yaml if the source is "
         "new there"},
        {"map", OPTION_TEXT, &m.map, "COLUMN=FIELD,...",
         "what columns hold whose names do not tell it; kept in molva.yaml if "
         "the source is new there"},
        {"dry-run", OPTION_FLAG, &m.dry_run, NULL,
         "show what would be taken, store nothing"},
        {0},
    };
    int at = options_parse(cli, specs, argc, argv);
    options_operands(cli, argc - at, 1, 1);
    struct err e = {0};
    if (m.as)
        m.kind =
            (enum piece_kind)(1 + options_word(cli, "as", m.as, KINDS + 1));
    m.path = argv[at];
    if (!workspace_open(&m.w, cli->dir, &e))
        return cli_fail(CLI_CANNOT, "import", &e);
    cli_catch_stop();
    int code = run(&m);
    workspace_close(&m.w);
    return code;
}
