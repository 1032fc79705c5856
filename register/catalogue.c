/* SPDX-License-Identifier: MIT
 * catalogue: reads it, and asks it. */
#include "register/catalogue.h"

#include "register/deadlines.h"

#define AT(member) offsetof(struct catalogue_word, member)

static const struct yaml_field WORD[] = {
    {.key = "id", .type = YAML_STR, .at = AT(id), .required = true},
    {.key = "ru", .type = YAML_STR, .at = AT(ru), .required = true},
    {.key = "en", .type = YAML_STR, .at = AT(en), .required = true},
    {0},
};

#define LIST(member, needed)                                                   \
    {                                                                          \
        .key = #member, .type = YAML_SUBS,                                     \
        .at = offsetof(struct catalogue, member), .required = needed,          \
        .fields = WORD, .size = sizeof(struct catalogue_word)                  \
    }
#define STEP_AT(member) offsetof(struct catalogue_step, member)
static const struct yaml_field STEP[] = {
    {.key = "ru", .type = YAML_STR, .at = STEP_AT(ru), .required = true},
    {.key = "en", .type = YAML_STR, .at = STEP_AT(en), .required = true},
    {.key = "to", .type = YAML_STR, .at = STEP_AT(to)},
    {.key = "department", .type = YAML_STR, .at = STEP_AT(department)},
    {.key = "in", .type = YAML_DURATION, .at = STEP_AT(in)},
    {0},
};
#define CHAIN_AT(member) offsetof(struct catalogue_chain, member)
static const struct yaml_field CHAIN[] = {
    {.key = "id", .type = YAML_STR, .at = CHAIN_AT(id), .required = true},
    {.key = "ru", .type = YAML_STR, .at = CHAIN_AT(ru), .required = true},
    {.key = "en", .type = YAML_STR, .at = CHAIN_AT(en), .required = true},
    {.key = "steps",
     .type = YAML_SUBS,
     .at = CHAIN_AT(steps),
     .required = true,
     .fields = STEP,
     .size = sizeof(struct catalogue_step)},
    {0},
};

static const struct yaml_field LISTS[] = {
    LIST(causes, true),
    LIST(measures, true),
    LIST(talk, false),
    {.key = "chains",
     .type = YAML_SUBS,
     .at = offsetof(struct catalogue, chains),
     .fields = CHAIN,
     .size = sizeof(struct catalogue_chain)},
    {0}};

static bool is_id(struct str id)
{
    for (size_t i = 0; i < id.n; i++)
        if (id.p[i] != '-' && (id.p[i] < '0' || id.p[i] > '9') &&
            (id.p[i] < 'a' || id.p[i] > 'z'))
            return false;
    return id.n > 0;
}

static const struct catalogue_word *find(const struct yaml_subs *words,
                                         size_t before, struct str id)
{
    const struct catalogue_word *all = words->items;
    for (size_t i = 0; i < before; i++)
        if (str_eq(all[i].id, id))
            return &all[i];
    return NULL;
}

static bool check(const struct yaml_file *f, const struct yaml_subs *words,
                  struct err *e)
{
    const struct catalogue_word *all = words->items;
    for (size_t i = 0; i < words->n; i++) {
        const struct yaml_node *at = yaml_get(words->nodes[i], "id");
        if (!is_id(all[i].id))
            return yaml_error(f, at, e,
                              "an id has small letters, digits and - only");
        if (find(words, i, all[i].id))
            return yaml_error(f, at, e, "that id stands here already");
    }
    return true;
}

static bool check_chains(const struct yaml_file *f, const struct yaml_subs *all,
                         struct err *e)
{
    const struct catalogue_chain *chains = all->items;
    for (size_t i = 0; i < all->n; i++) {
        const struct yaml_node *at = yaml_get(all->nodes[i], "id");
        if (!is_id(chains[i].id))
            return yaml_error(f, at, e,
                              "an id has small letters, digits and - only");
        for (size_t k = 0; k < i; k++)
            if (str_eq(chains[k].id, chains[i].id))
                return yaml_error(f, at, e, "that id stands here already");
        if (str_eqz(chains[i].id, DEADLINES))
            return yaml_error(f, at, e, "that id is of deadlines");
        if (!chains[i].steps.n)
            return yaml_error(f, at, e, "a chain has steps");
    }
    return true;
}

bool catalogue_load(struct catalogue *c, struct arena *a, const char *path,
                    struct err *e)
{
    struct yaml_file f;
    *c = (struct catalogue){0};
    return yaml_load(&f, a, path, e) && yaml_read(&f, f.root, LISTS, c, e) &&
           check(&f, &c->causes, e) && check(&f, &c->measures, e) &&
           check(&f, &c->talk, e) && check_chains(&f, &c->chains, e);
}

const struct catalogue_chain *catalogue_chain(const struct catalogue *c,
                                              struct str id)
{
    const struct catalogue_chain *all = c->chains.items;
    for (size_t i = 0; i < c->chains.n; i++)
        if (str_eq(all[i].id, id))
            return &all[i];
    return NULL;
}

const struct catalogue_step *catalogue_step(const struct catalogue_chain *chain,
                                            int64_t step)
{
    const struct catalogue_step *all = chain->steps.items;
    return step >= 1 && step <= (int64_t)chain->steps.n ? &all[step - 1] : NULL;
}

const struct catalogue_word *catalogue_at(const struct yaml_subs *words,
                                          size_t i)
{
    const struct catalogue_word *all = words->items;
    return i < words->n ? &all[i] : NULL;
}

struct str catalogue_said(const struct yaml_subs *words, struct str id, bool ru)
{
    const struct catalogue_word *w = find(words, words->n, id);
    return !w ? id : ru ? w->ru : w->en;
}

struct str catalogue_all_said(const struct yaml_subs *words, struct arena *a,
                              struct str ids, bool ru)
{
    struct str id, said = {0};
    while (str_split(&ids, ' ', &id)) {
        struct str one = catalogue_said(words, id, ru);
        if (one.n)
            said = said.n ? str_printf(a, STR_FMT ", " STR_FMT, STR_ARG(said),
                                       STR_ARG(one))
                          : one;
    }
    return said;
}

bool catalogue_among(struct str ids, struct str id)
{
    struct str one;
    while (str_split(&ids, ' ', &one))
        if (one.n && str_eq(one, id))
            return true;
    return false;
}

static struct str and_one(struct arena *a, struct str ids, struct str id)
{
    return ids.n ? str_printf(a, STR_FMT " " STR_FMT, STR_ARG(ids), STR_ARG(id))
                 : id;
}

static bool none_such(const struct yaml_subs *words, struct arena *a,
                      const char *what, struct str id, struct err *e)
{
    struct str all = {0};
    for (size_t i = 0; i < words->n; i++)
        all = and_one(a, all, catalogue_at(words, i)->id);
    return err_set(e, "the catalogue has no %s '" STR_FMT "'; it has: " STR_FMT,
                   what, STR_ARG(id), STR_ARG(all));
}

static bool several(const struct yaml_subs *words, struct arena *a,
                    const char *what, struct str had, struct str *value,
                    struct err *e)
{
    struct str rest = *value, id, all = {0};
    while (str_split(&rest, ' ', &id)) {
        bool known = find(words, words->n, id) != NULL;
        if (id.n && !known && !catalogue_among(had, id))
            return none_such(words, a, what, id, e);
        if (id.n && !known && !catalogue_among(all, id))
            all = and_one(a, all, id);
    }
    for (size_t i = 0; i < words->n; i++)
        if (catalogue_among(*value, catalogue_at(words, i)->id))
            all = and_one(a, all, catalogue_at(words, i)->id);
    *value = all;
    return true;
}

bool catalogue_takes(const struct catalogue *c, struct arena *a,
                     struct str field, struct str had, struct str *value,
                     struct err *e)
{
    if (str_eqz(field, "measures"))
        return several(&c->measures, a, "measure", had, value, e);
    if (str_eqz(field, "talk"))
        return several(&c->talk, a, "step of a talk", had, value, e);
    if (!value->n || str_eq(*value, had))
        return true;
    if (str_eqz(field, "cause"))
        return find(&c->causes, c->causes.n, *value) ||
               none_such(&c->causes, a, "cause", *value, e);
    return !str_eqz(field, "risk") || term_find(TERMS_RISK, *value) >= 0 ||
           err_set(e, "a client is at-risk, retained or lost");
}
