/* SPDX-License-Identifier: MIT
 * matrix: the reply templates, one list a file, both languages. */
#include "matrix/replies.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/yaml.h"

static const char *const LANGS[REPLY_LANGS] = {"ru", "en"};

struct reply_text {
    struct str id;             /* as rows name it */
    struct yaml_strs wordings; /* templates */
};

struct reply_file {
    struct yaml_subs replies; /* of struct reply_text */
};

static const struct yaml_field REPLY[] = {
    {.key = "id",
     .type = YAML_STR,
     .at = offsetof(struct reply_text, id),
     .required = true},
    {.key = "wordings",
     .type = YAML_STRS,
     .required = true,
     .at = offsetof(struct reply_text, wordings)},
    {0},
};

static const struct yaml_field FILE_FIELDS[] = {
    {.key = "replies",
     .type = YAML_SUBS,
     .required = true,
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

static bool add_reply(struct replies *r, int lang, const struct yaml_file *f,
                      const struct reply_text *text, struct err *e)
{
    struct reply *reply = arena_alloc(f->arena, sizeof *reply);
    struct template_fault fault;
    reply->id = text->id;
    reply->n = text->wordings.n;
    reply->wordings =
        arena_alloc(f->arena, (reply->n + 1) * sizeof *reply->wordings);
    for (size_t i = 0; i < reply->n; i++)
        if (!template_parse(&reply->wordings[i], f->arena,
                            str_trim(text->wordings.items[i]), &fault))
            return template_error(f, text->wordings.nodes[i], &fault, e);
    map_put(&r->by_id[lang], reply->id, reply);
    return true;
}

static bool load_file(struct replies *r, struct arena *a, int lang,
                      const char *path, struct err *e)
{
    struct yaml_file f;
    struct reply_file text = {0};
    if (!yaml_load(&f, a, path, e) ||
        !yaml_read(&f, f.root, FILE_FIELDS, &text, e))
        return false;
    const struct reply_text *items = text.replies.items;
    for (size_t i = 0; i < text.replies.n; i++) {
        const struct yaml_node *node = text.replies.nodes[i];
        if (map_get(&r->by_id[lang], items[i].id))
            return yaml_error(&f, yaml_get(node, "id"), e,
                              "reply '" STR_FMT "' is there already",
                              STR_ARG(items[i].id));
        if (!items[i].wordings.n)
            return yaml_error(&f, node, e, "a reply needs a wording");
        if (!add_reply(r, lang, &f, &items[i], e))
            return false;
    }
    return true;
}

static int is_yaml(const struct dirent *d)
{
    return str_ends(str_of(d->d_name), STR(".yaml")) && d->d_name[0] != '.';
}

static bool load_folder(struct replies *r, struct arena *a, int lang,
                        const char *folder, struct err *e)
{
    struct dirent **files;
    struct str path = str_printf(a, "%s/%s", folder, LANGS[lang]);
    int n = scandir(path.p, &files, is_yaml, alphasort);
    if (n < 0)
        return err_set(e, "%s: %s", path.p, strerror(errno));
    bool ok = true;
    for (int i = 0; i < n; i++) {
        struct str file = str_printf(a, "%s/%s", path.p, files[i]->d_name);
        ok = ok && load_file(r, a, lang, file.p, e);
        free(files[i]);
    }
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
                    folder, LANGS[!lang], STR_ARG(slot->key), LANGS[lang]);
            if (lang == 0)
                r->ids[r->n_ids++] = str_z(a, slot->key);
        }
    qsort(r->ids, r->n_ids, sizeof *r->ids, by_name);
    return true;
}

bool replies_load(struct replies *r, struct arena *a, const char *folder,
                  struct err *e)
{
    for (int lang = 0; lang < REPLY_LANGS; lang++)
        map_init(&r->by_id[lang]);
    for (int lang = 0; lang < REPLY_LANGS; lang++)
        if (!load_folder(r, a, lang, folder, e))
            return false;
    return compare_langs(r, a, folder, e);
}

void replies_clear(struct replies *r)
{
    for (int lang = 0; lang < REPLY_LANGS; lang++)
        map_clear(&r->by_id[lang]);
}

const struct reply *replies_find(const struct replies *r, struct str id,
                                 struct str lang)
{
    bool ru = str_eqz(lang, "ru");
    return ru || str_eqz(lang, "en") ? map_get(&r->by_id[!ru], id) : NULL;
}

const struct template *replies_wording(const struct reply *reply,
                                       struct str seed)
{
    return &reply->wordings[str_hash(seed) % reply->n];
}
