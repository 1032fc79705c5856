/* SPDX-License-Identifier: MIT
 * Fuzzes the search for names: the input is a text, once raw and once behind
 * letters that make it folded. Hits lie within the text, in its order, and
 * the first brand of what is UTF-8 is that of the first hit. */
#include <stdlib.h>

#include "classify/brand.h"
#include "tests/query/speech.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static bool no_word(void *ctx, struct str word)
{
    (void)ctx, (void)word;
    return false;
}

static struct str forms[][2] = {{{"Мегафон", 14}, {"vector*", 7}},
                                {{"Альфа-Банк", 19}, {"МТС", 6}},
                                {{"Белый Лис", 17}, {"beko", 4}}};
static struct str others[] = {{"лис и журавль", 24}, {"тариф", 10}};

static struct brands *open_brands(void)
{
    struct err e = {0};
    static const struct brand_words words = {.known = no_word};
    static struct brand_setup setup[3];
    for (size_t i = 0; i < 3; i++)
        setup[i] = (struct brand_setup){.name = forms[i][0],
                                        .forms = {.items = forms[i], .n = 2}};
    setup[1].near = (struct yaml_strs){.items = &others[1], .n = 1};
    setup[2].not_ = (struct yaml_strs){.items = &others[0], .n = 1};
    struct brands *b =
        brand_open(&(struct classify_setup){.brands = setup, .n_brands = 3},
                   &speech, &words, &e);
    if (!b)
        abort();
    return b;
}

static void look(struct brands *b, struct arena *a, struct str text)
{
    struct brand_hit *hits;
    struct query_post post = {.text = text};
    size_t count = brand_hits(b, a, &post, &hits), last = 0;
    for (size_t i = 0; i < count; i++) {
        if (hits[i].from < last || hits[i].from >= hits[i].to ||
            hits[i].to > text.n)
            abort();
        last = hits[i].to;
    }
    struct str first = brand_find(b, a, &post);
    if (str_utf8_valid(text) &&
        !str_eq(first, count ? hits[0].name : (struct str){0}))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct brands *b;
    struct arena a = {0};
    struct str text = {(const char *)data, n};
    if (!b)
        b = open_brands();
    look(b, &a, text);
    look(b, &a, str_printf(&a, "\xc2\xad" STR_FMT, STR_ARG(text)));
    arena_clear(&a);
    return 0;
}
