/* SPDX-License-Identifier: MIT
 * flag: from hits to flags, and whether an author is our own. */
#include "classify/flag.h"

#include <stdio.h>

#include "base/base.h"
#include "base/json_read.h"
#include "classify/internal.h"
#include "classify/lang.h"

void flag_take(const struct hits *h, struct verdict *v)
{
    bool irony = false;
    if (lang_is_foreign(v->lang))
        return;
    for (size_t i = 0; i < h->n; i++) {
        int s = h->items[i].signal;
        if (s >= SIGNAL_FLAGS && s < SIGNAL_FLAGS + RED_COUNT)
            v->flags |= 1u << (s - SIGNAL_FLAGS);
        v->vague |= s == SIGNAL_VAGUE;
        v->kind_word |= s == SIGNAL_KIND_WORD;
        irony |= s == SIGNAL_IRONY;
    }
    v->kind_word &= !irony;
}

struct str classify_flags_json(struct arena *a, unsigned flags)
{
    struct buf out;
    struct json j;
    buf_init(&out, 1024);
    json_init(&j, &out);
    json_list(&j);
    for (int i = 0; i < RED_COUNT; i++)
        if (flags >> i & 1)
            json_z(&j, red_name((enum red)i));
    json_end(&j);
    struct str s = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return s;
}

/* A list of plain words: each is looked for with its quotes. */
unsigned classify_flags(struct str json)
{
    unsigned flags = 0;
    for (int i = 0; i < RED_COUNT; i++) {
        char quoted[32];
        snprintf(quoted, sizeof quoted, "\"%s\"", red_name((enum red)i));
        if (str_find(json, str_of(quoted)) >= 0)
            flags |= 1u << i;
    }
    return flags;
}

/* What an office is called, in folded letters. */
static bool names_office(struct str name)
{
    static const char *const words[] = {
        "поддержк", "служба",  "официальн", "представител", "администраци",
        "пресс-",   "отдел",   "дирекци",   "справочная",   "клиентск",
        "help",     "support", "official",  "care",         "customer",
        "team",     "reply",   "answers",   "service desk", "representative"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_find(name, str_of(words[i])) >= 0)
            return true;
    return false;
}

/* How many words it has. */
static size_t words_in(struct str name, struct arena *a)
{
    struct token *t;
    return text_tokens(a, name, &t);
}

bool classify_is_ours(struct classifier *c, struct arena *a, struct str author)
{
    struct folded f;
    const struct query_post name = {.text = author};
    if (!author.n || author.n > CEILING_URL ||
        !brand_find(c->brands, a, &name).n)
        return false;
    text_fold(a, author, &f);
    return names_office(f.text) || words_in(f.text, a) == 1;
}
