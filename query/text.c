/* SPDX-License-Identifier: MIT
 * text: what a query is compared with. */
#include "query/text.h"

#include <string.h>

struct str subject_text(struct subject *s)
{
    struct folded f;
    if (!s->ready) {
        text_fold(s->a, s->original, &f);
        s->folded = f.text;
        s->ready = true;
    }
    return s->folded;
}

size_t subject_words(struct subject *s)
{
    if (!s->cut) {
        s->n = text_tokens(s->a, subject_text(s), &s->tokens);
        s->lemmas = arena_alloc(s->a, (s->n + 1) * sizeof *s->lemmas);
        s->cut = true;
    }
    return s->n;
}

bool subject_is_joined(const struct node *word)
{
    return str_find_char(word->text, '-') > 0;
}

bool subject_means(struct str lemmas, const struct node *word)
{
    struct str list = word->lemmas, one, rest, other;
    bool all = subject_is_joined(word);
    while (str_split(&list, ' ', &one)) {
        bool there = !one.n && all;
        for (rest = lemmas; one.n && !there && str_split(&rest, ' ', &other);)
            there = str_eq(one, other);
        if (there != all)
            return there;
    }
    return all;
}

/* The usual way back to the last * when letters do not go on. */
bool subject_like(struct str word, struct str wild)
{
    size_t w = 0, p = 0, star = SIZE_MAX, from = 0;
    while (w < word.n) {
        if (p < wild.n && wild.p[p] == '*') {
            star = p++;
            from = w;
        } else if (p < wild.n && wild.p[p] == word.p[w]) {
            p++, w++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            w = ++from;
        } else {
            return false;
        }
    }
    while (p < wild.n && wild.p[p] == '*')
        p++;
    return p == wild.n;
}

bool subject_has(struct subject *s, size_t i, const struct node *word)
{
    struct str form = s->tokens[i].word;
    if (word->kind == NODE_WILD)
        return subject_like(form, word->text);
    if (str_eq(form, word->text))
        return true;
    if (!s->lemmas[i].p)
        s->lemmas[i] = s->query->speech.lemmas(s->query->speech.ctx, form);
    return subject_means(s->lemmas[i], word);
}
