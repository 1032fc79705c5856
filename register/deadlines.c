/* SPDX-License-Identifier: MIT
 * deadlines: read, and counted. */
#include "register/deadlines.h"

static const char *const STEPS[] = {[DEADLINE_ACKNOWLEDGED] = "acknowledged",
                                    [DEADLINE_ANSWERED] = "answered",
                                    [DEADLINE_FINAL] = "final",
                                    NULL};
static const char *const COUNTS[] = {"working", "calendar", NULL};

#define STEP_AT(member) offsetof(struct deadline_step, member)
static const struct yaml_field STEP[] = {
    {.key = "step",
     .type = YAML_ENUM,
     .at = STEP_AT(step),
     .required = true,
     .names = STEPS},
    {.key = "in", .type = YAML_DURATION, .at = STEP_AT(in), .required = true},
    {.key = "count", .type = YAML_ENUM, .at = STEP_AT(count), .names = COUNTS},
    {.key = "extend", .type = YAML_DURATION, .at = STEP_AT(extend)},
    {.key = "ru", .type = YAML_STR, .at = STEP_AT(ru), .required = true},
    {.key = "en", .type = YAML_STR, .at = STEP_AT(en), .required = true},
    {.key = "source", .type = YAML_STR, .at = STEP_AT(source)},
    {0},
};
#define WHY_AT(member) offsetof(struct deadlines_reason, member)
static const struct yaml_field WHY[] = {
    {.key = "ru", .type = YAML_STR, .at = WHY_AT(ru), .required = true},
    {.key = "en", .type = YAML_STR, .at = WHY_AT(en), .required = true},
    {.key = "source", .type = YAML_STR, .at = WHY_AT(source), .required = true},
    {0},
};
#define AT(member) offsetof(struct deadlines, member)
static const struct yaml_field FILE_OF[] = {
    {.key = "ru", .type = YAML_STR, .at = AT(ru), .required = true},
    {.key = "en", .type = YAML_STR, .at = AT(en), .required = true},
    {.key = "source", .type = YAML_STR, .at = AT(source)},
    {.key = "pauses", .type = YAML_BOOL, .at = AT(pauses)},
    {.key = "because", .type = YAML_SUB, .at = AT(because), .fields = WHY},
    {.key = "steps",
     .type = YAML_SUBS,
     .at = AT(steps),
     .required = true,
     .fields = STEP,
     .size = sizeof(struct deadline_step)},
    {0},
};

bool deadlines_load(struct deadlines *d, struct arena *a, const char *path,
                    struct err *e)
{
    struct yaml_file f;
    *d = (struct deadlines){0};
    if (!yaml_load(&f, a, path, e) || !yaml_read(&f, f.root, FILE_OF, d, e))
        return false;
    if (yaml_get(f.root, "pauses") && !d->because.source.n)
        return yaml_error(&f, yaml_get(f.root, "pauses"), e,
                          "`because:` tells why, and where that is written");
    for (size_t i = 0; i < d->steps.n; i++) {
        const struct yaml_node *at = d->steps.nodes[i];
        if (deadlines_at(d, i)->in <= 0)
            return yaml_error(&f, yaml_get(at, "in"), e,
                              "a deadline lies ahead");
        for (size_t k = 0; k < i; k++)
            if (deadlines_at(d, k)->step == deadlines_at(d, i)->step)
                return yaml_error(&f, yaml_get(at, "step"), e,
                                  "that step stands here already");
    }
    return true;
}

const struct deadline_step *deadlines_at(const struct deadlines *d, size_t i)
{
    const struct deadline_step *all = d->steps.items;
    return i < d->steps.n ? &all[i] : NULL;
}

int64_t deadlines_due(const struct deadline_step *s,
                      const struct worktime *work, int64_t opened)
{
    return s->count ? opened + s->in : worktime_term(work, opened, s->in);
}

int64_t deadlines_put_off(const struct deadline_step *s,
                          const struct worktime *work, int64_t due)
{
    return s->count ? due + s->extend : worktime_term(work, due, s->extend);
}
