/* SPDX-License-Identifier: MIT
 * selfcheck: read, and judged. */
#include "register/selfcheck.h"

const char *const selfcheck_about[] = {"scheme", "order", "store", NULL};
const char *const selfcheck_answers[] = {"yes", "partly", "no", NULL};

static const char *const FIGURES[] = {[SELFCHECK_ASKED_OF_PEOPLE] = "nothing",
                                      [SELFCHECK_HEAD] = "head",
                                      [SELFCHECK_GIVEN] = "given",
                                      [SELFCHECK_IN_TIME] = "in-time",
                                      [SELFCHECK_KEPT] = "kept",
                                      [SELFCHECK_ASKED] = "asked",
                                      [SELFCHECK_CAUSE] = "cause",
                                      [SELFCHECK_FIGURES] = NULL};

#define AT(member) offsetof(struct selfcheck_question, member)
static const struct yaml_field QUESTION[] = {
    {.key = "id", .type = YAML_STR, .at = AT(id), .required = true},
    {.key = "about",
     .type = YAML_ENUM,
     .at = AT(about),
     .required = true,
     .names = selfcheck_about},
    {.key = "counts", .type = YAML_ENUM, .at = AT(counts), .names = FIGURES},
    {.key = "ru", .type = YAML_STR, .at = AT(ru), .required = true},
    {.key = "en", .type = YAML_STR, .at = AT(en), .required = true},
    {0},
};
static const struct yaml_field FILE_OF[] = {
    {.key = "questions",
     .type = YAML_SUBS,
     .at = offsetof(struct selfcheck, questions),
     .required = true,
     .fields = QUESTION,
     .size = sizeof(struct selfcheck_question)},
    {0},
};

bool selfcheck_load(struct selfcheck *c, struct arena *a, const char *path,
                    struct err *e)
{
    struct yaml_file f;
    *c = (struct selfcheck){0};
    if (!yaml_load(&f, a, path, e) || !yaml_read(&f, f.root, FILE_OF, c, e))
        return false;
    for (size_t i = 0; i < c->questions.n; i++)
        if (selfcheck_find(c, selfcheck_at(c, i)->id) != selfcheck_at(c, i))
            return yaml_error(&f, yaml_get(c->questions.nodes[i], "id"), e,
                              "that id stands here already");
    return true;
}

const struct selfcheck_question *selfcheck_at(const struct selfcheck *c,
                                              size_t i)
{
    const struct selfcheck_question *all = c->questions.items;
    return i < c->questions.n ? &all[i] : NULL;
}

const struct selfcheck_question *selfcheck_find(const struct selfcheck *c,
                                                struct str id)
{
    const struct selfcheck_question *q;
    for (size_t i = 0; (q = selfcheck_at(c, i)); i++)
        if (str_eq(q->id, id))
            return q;
    return NULL;
}

const char *selfcheck_said(int64_t good, int64_t of)
{
    if (of <= 0)
        return "";
    return selfcheck_answers[good >= of ? 0 : 2 * good >= of ? 1 : 2];
}
