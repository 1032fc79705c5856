/* SPDX-License-Identifier: MIT
 * pseudonym: a keyed hash of the folded name. */
#include "cli/pseudonym.h"

#include <sodium.h>

#include "base/text.h"

enum {
    HASH = 16,
    SHOWN = 10 /* hexadecimal digits: no two people of a million
                  are likely to share them */
};

void pseudonyms_make(struct pseudonyms *p)
{
    p->on = true;
    randombytes_buf(p->key, sizeof p->key);
}

static struct str pseudonym(const struct pseudonyms *p, struct arena *a,
                            struct str name)
{
    unsigned char hash[HASH];
    char hex[2 * HASH + 1];
    struct folded f;
    text_fold(a, str_trim(name), &f);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)f.text.p,
                       f.text.n, p->key, sizeof p->key);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return str_printf(a, "person-%.*s", SHOWN, hex);
}

/* A name of two letters is a part of any word. */
static struct str hide(struct arena *a, struct str text, struct str name,
                       struct str as)
{
    enum { LETTERS_LEAST = 3 };
    return str_chars(name) < LETTERS_LEAST ? text
                                           : str_replaced(a, text, name, as);
}

void pseudonyms_mention(const struct pseudonyms *p, struct arena *a,
                        struct mention *m)
{
    struct str name = str_trim(m->post.author);
    struct post_row *post = &m->post;
    if (!p->on)
        return;
    post->author_url = post->url = post->reply_to = STR("");
    post->key1 = post->key2 = post->thread = m->case_.posted_url = STR("");
    if (!name.n)
        return;
    struct str as = pseudonym(p, a, name);
    struct str *const texts[] = {&post->title,        &post->text,
                                 &post->thread_title, &m->decision.draft,
                                 &m->case_.reason,    &m->case_.asleep_why};
    const struct str title = post->title, text = post->text;
    post->author = as;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = hide(a, *texts[i], name, as);
    /* Its places are those of the words as they were. */
    if (!str_eq(title, post->title) || !str_eq(text, post->text))
        m->verdict.evidence = STR("[]");
}

void pseudonyms_case(const struct pseudonyms *p, struct arena *a,
                     struct case_line *c)
{
    struct str name = str_trim(c->author);
    if (!p->on || !name.n)
        return;
    c->author = pseudonym(p, a, name);
    c->text = hide(a, c->text, name, c->author);
}
