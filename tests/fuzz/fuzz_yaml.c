/* SPDX-License-Identifier: MIT
 * fuzz_yaml: the YAML reader and its errors. */
#include "base/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct item {
    struct str name;        /* any */
    int64_t every;          /* seconds */
    struct yaml_strs words; /* any */
};

static const struct yaml_field ITEM[] = {
    {.key = "name",
     .type = YAML_STR,
     .at = offsetof(struct item, name),
     .required = true},
    {.key = "every", .type = YAML_DURATION, .at = offsetof(struct item, every)},
    {.key = "words", .type = YAML_STRS, .at = offsetof(struct item, words)},
    {0},
};

static const struct yaml_field LIST[] = {
    {.key = "items",
     .type = YAML_SUBS,
     .fields = ITEM,
     .size = sizeof(struct item)},
    {0},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct err e = {0};
    struct yaml_file f;
    struct yaml_subs items = {0};
    struct str text = {(const char *)data, size};
    if (yaml_parse(&f, &a, "fuzz.yaml", text, &e) &&
        yaml_read(&f, f.root, LIST, &items, &e))
        e.msg[0] = 0;
    else if (e.msg[0] == 0)
        __builtin_trap(); /* a failure without a word */
    arena_clear(&a);
    return 0;
}
