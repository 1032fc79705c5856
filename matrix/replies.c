/* SPDX-License-Identifier: MIT
 * matrix: the reply templates, one list a file, both languages. */
#include "matrix/replies.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/ceiling.h"
#include "base/yaml.h"

const char *const replies_langs[REPLY_LANGS] = {"ru", "en"};

struct reply_text {
    struct str id;          /* as rows name it */
    struct yaml_strs parts; /* ids; "/" is a new line */
};

struct part_text {
    struct str id;        /* as replies name it */
    struct yaml_strs say; /* templates */
};

struct reply_file {
    struct yaml_subs parts;   /* of struct part_text */
    struct yaml_subs replies; /* of struct reply_text */
};

static const struct yaml_field REPLY[] = {
    {.key = "id",
     .type = YAML_STR,
     .at = offsetof(struct reply_text, id),
     .required = true},
    {.key = "parts",
     .type = YAML_STRS,
     .required = true,
     .at = offsetof(struct reply_text, parts)},
    {0},
};

static const struct yaml_field PART[] = {
    {.key = "id",
     .type = YAML_STR,
     .at = offsetof(struct part_text, id),
     .required = true},
    {.key = "say",
     .type = YAML_STRS,
     .required = true,
     .at = offsetof(struct part_text, say)},
    {0},
};

static const struct yaml_field FILE_FIELDS[] = {
    {.key = "parts",
     .type = YAML_SUBS,
     .fields = PART,
     .size = sizeof(struct part_text),
     .at = offsetof(struct reply_file, parts)},
    {.key = "replies",
     .type = YAML_SUBS,
     .fields = REPLY,
     .size = sizeof(struct reply_text),
     .at = offsetof(struct reply_file, replies)},
    {0},
};

/* The node where byte `at` of a block scalar stands: the lines of | text keep
 * their order, only the indentation is gone. */
static struct yaml_node block_place(const struct yaml_file *f,
                                    const struct yaml_node *n, size_t at)
{
    struct yaml_node here = {.kind = YAML_LIST, .line = n->line + 1};
    size_t start = 0;
    for (size_t i = 0; i < at && i < n->value.n; i++)
        if (n->value.p[i] == '\n') {
            here.line++;
            start = i + 1;
        }
    struct str rest = f->text, line = {0};
    for (int i = 0; i < here.line; i++)
        if (!str_split(&rest, '\n', &line))
            break;
    size_t indent = 0;
    while (indent < line.n && line.p[indent] == ' ')
        indent++;
    here.col = (int)indent + 1;
    for (size_t i = start; i < at && i < n->value.n; here.col++)
        str_utf8(n->value, &i);
    return here;
}

static bool template_error(const struct yaml_file *f, const struct yaml_node *n,
                           const struct template_fault *fault, struct err *e)
{
    struct str rest = f->text, line = {0};
    for (int i = 0; i < n->line; i++)
        if (!str_split(&rest, '\n', &line))
            break;
    if (str_part(line, (size_t)n->col - 1, 1).n == 0 ||
        line.p[n->col - 1] != '|' || n->plain)
        return yaml_error_at(f, n, fault->at, e, "%s", fault->msg);
    struct yaml_node here = block_place(f, n, fault->at);
    return yaml_error(f, &here, e, "%s", fault->msg);
}

static bool add_part(struct replies *r, int lang, const struct yaml_file *f,
                     const struct part_text *text, struct err *e)
{
    struct reply_part *part = arena_alloc(f->arena, sizeof *part);
    struct template_fault fault;
    part->id = text->id;
    part->n = text->say.n;
    part->say = arena_alloc(f->arena, (part->n + 1) * sizeof *part->say);
    for (size_t i = 0; i < part->n; i++)
        if (!template_parse(&part->say[i], f->arena,
                            str_trim(text->say.items[i]), &fault))
            return template_error(f, text->say.nodes[i], &fault, e);
    map_put(&r->parts[lang], part->id, part);
    return true;
}

static bool load_parts(struct replies *r, int lang, const struct yaml_file *f,
                       const struct yaml_subs *parts, struct err *e)
{
    const struct part_text *items = parts->items;
    for (size_t i = 0; i < parts->n; i++) {
        if (map_get(&r->parts[lang], items[i].id))
            return yaml_error(f, yaml_get(parts->nodes[i], "id"), e,
                              "part '" STR_FMT "' is there already",
                              STR_ARG(items[i].id));
        if (!items[i].say.n)
            return yaml_error(f, parts->nodes[i], e,
                              "a part needs a way to say it");
        if (!add_part(r, lang, f, &items[i], e))
            return false;
    }
    return true;
}

static bool add_reply(struct replies *r, int lang, const struct yaml_file *f,
                      const struct reply_text *text, struct err *e)
{
    struct reply *reply = arena_alloc(f->arena, sizeof *reply);
    reply->id = text->id;
    reply->n = text->parts.n;
    reply->parts = arena_alloc(f->arena, (reply->n + 1) * sizeof *reply->parts);
    for (size_t i = 0; i < reply->n; i++) {
        struct str id = text->parts.items[i];
        reply->parts[i] = map_get(&r->parts[lang], id);
        if (!reply->parts[i] && !str_eqz(id, "/"))
            return yaml_error(f, text->parts.nodes[i], e,
                              "no part '" STR_FMT "'", STR_ARG(id));
    }
    map_put(&r->by_id[lang], reply->id, reply);
    return true;
}

static bool load_replies(struct replies *r, int lang, const struct yaml_file *f,
                         const struct yaml_subs *replies, struct err *e)
{
    const struct reply_text *items = replies->items;
    for (size_t i = 0; i < replies->n; i++) {
        const struct yaml_node *node = replies->nodes[i];
        if (map_get(&r->by_id[lang], items[i].id))
            return yaml_error(f, yaml_get(node, "id"), e,
                              "reply '" STR_FMT "' is there already",
                              STR_ARG(items[i].id));
        if (!items[i].parts.n)
            return yaml_error(f, node, e, "a reply needs parts");
        if (!add_reply(r, lang, f, &items[i], e))
            return false;
    }
    return true;
}

/* One file: of all of them first the parts, then what is made of them. */
static bool load_file(struct replies *r, struct arena *a, int lang,
                      const char *path, bool replies, struct err *e)
{
    struct yaml_file f;
    struct reply_file text = {0};
    return yaml_load(&f, a, path, e) &&
           yaml_read(&f, f.root, FILE_FIELDS, &text, e) &&
           (replies ? load_replies(r, lang, &f, &text.replies, e)
                    : load_parts(r, lang, &f, &text.parts, e));
}

static int is_yaml(const struct dirent *d)
{
    return str_ends(str_of(d->d_name), STR(".yaml")) && d->d_name[0] != '.' &&
           strcmp(d->d_name, "facts.yaml") != 0; /* of facts.c */
}

static bool load_folder(struct replies *r, struct arena *a, int lang,
                        const char *folder, struct err *e)
{
    struct dirent **files;
    struct str path = str_printf(a, "%s/%s", folder, replies_langs[lang]);
    int n = scandir(path.p, &files, is_yaml, alphasort);
    if (n < 0)
        return err_set(e, "%s: %s", path.p, strerror(errno));
    bool ok = true;
    for (int i = 0; i < 2 * n; i++) {
        struct str file = str_printf(a, "%s/%s", path.p, files[i % n]->d_name);
        ok = ok && load_file(r, a, lang, file.p, i >= n, e);
    }
    for (int i = 0; i < n; i++)
        free(files[i]);
    free(files);
    if (ok && !r->by_id[lang].n)
        return err_set(e, "%s: no replies there", path.p);
    return ok;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Lists the ids of the first language and proves the other has the same. */
static bool compare_langs(struct replies *r, struct arena *a,
                          const char *folder, struct err *e)
{
    const struct map_slot *slot;
    r->ids = arena_alloc(a, (r->by_id[0].n + 1) * sizeof *r->ids);
    for (int lang = 0; lang < REPLY_LANGS; lang++)
        for (size_t i = 0; (slot = map_next(&r->by_id[lang], &i));) {
            if (!map_get(&r->by_id[!lang], slot->key))
                return err_set(
                    e, "%s/%s: reply '" STR_FMT "' is only there in '%s'",
                    folder, replies_langs[!lang], STR_ARG(slot->key),
                    replies_langs[lang]);
            if (lang == 0)
                r->ids[r->n_ids++] = str_z(a, slot->key);
        }
    qsort(r->ids, r->n_ids, sizeof *r->ids, by_name);
    return true;
}

bool replies_load(struct replies *r, struct arena *a, const char *folder,
                  struct err *e)
{
    for (int lang = 0; lang < REPLY_LANGS; lang++) {
        map_init(&r->by_id[lang]);
        map_init(&r->parts[lang]);
    }
    for (int lang = 0; lang < REPLY_LANGS; lang++)
        if (!load_folder(r, a, lang, folder, e))
            return false;
    return compare_langs(r, a, folder, e);
}

void replies_clear(struct replies *r)
{
    for (int lang = 0; lang < REPLY_LANGS; lang++) {
        map_clear(&r->by_id[lang]);
        map_clear(&r->parts[lang]);
    }
}

const struct reply *replies_find(const struct replies *r, struct str id,
                                 struct str lang)
{
    bool ru = str_eqz(lang, "ru");
    return ru || str_eqz(lang, "en") ? map_get(&r->by_id[!ru], id) : NULL;
}

/* ---- filling ---- */

/* Puts the filled way among those of its part, if none so far names more. */
static void add_way(struct reply_ways *s, struct str text, size_t facts,
                    size_t *most)
{
    if (!text.n || facts < *most)
        return;
    if (facts > *most)
        s->n = 0;
    *most = facts;
    s->ways[s->n++] = text;
}

static bool fill_part(const struct reply_part *p, struct arena *a,
                      const struct str values[FIELD_COUNT],
                      struct reply_ways *s, struct err *e)
{
    struct buf b;
    size_t most = 0;
    bool any = false;
    s->ways = arena_alloc(a, (p->n + 1) * sizeof *s->ways);
    buf_init(&b, CEILING_TEXT);
    for (size_t i = 0; i < p->n; i++) {
        buf_reset(&b);
        if (!template_fill(&p->say[i], values, &b, e))
            continue;
        any = true;
        add_way(s, str_dup(a, str_trim(buf_view(&b))),
                template_facts(&p->say[i], values), &most);
    }
    buf_clear(&b);
    return any;
}

bool replies_fill(const struct reply *reply, struct arena *a,
                  const struct str values[FIELD_COUNT], struct saying *out,
                  struct err *e)
{
    out->of = reply;
    out->parts = arena_alloc(a, (reply->n + 1) * sizeof *out->parts);
    memset(out->parts, 0, (reply->n + 1) * sizeof *out->parts);
    for (size_t i = 0; i < reply->n; i++) {
        struct err missing = {0};
        if (!reply->parts[i] ||
            fill_part(reply->parts[i], a, values, &out->parts[i], &missing))
            continue;
        *e = missing;
        return false;
    }
    return true;
}

/* Every bit counts in the last ones. */
static uint64_t mixed(uint64_t h)
{
    h = (h ^ h >> 33) * 0xff51afd7ed558ccdu;
    return h ^ h >> 33;
}

void replies_write(const struct saying *s, struct str seed, int turn,
                   struct buf *out)
{
    char before = 0; /* stands between this part and the next */
    uint64_t lot = mixed(str_hash(seed)) + (uint64_t)turn;
    for (size_t i = 0; i < s->of->n; i++) {
        const struct reply_ways *p = &s->parts[i];
        if (!s->of->parts[i] && out->n)
            before = '\n';
        if (!p->n)
            continue;
        if (before)
            buf_char(out, before);
        lot = mixed(lot + str_hash(s->of->parts[i]->id));
        buf_str(out, p->ways[lot % p->n]);
        before = ' ';
    }
}
