/* SPDX-License-Identifier: MIT
 * text: words and sentences of folded text, its hash. */
#include <string.h>
#include <utf8proc.h>

#include "base/ascii.h"
#include "base/text.h"

enum char_kind { OTHER, LETTER, DIGIT };

/* Kind of the code point at p[at]; *len its bytes. Folded text is valid. */
static inline enum char_kind kind_at(struct str s, size_t at, size_t *len)
{
    unsigned char c = (unsigned char)s.p[at];
    *len = 1;
    if (c < 0x80) {
        if (c >= 'a' && c <= 'z')
            return LETTER;
        if (c >= '0' && c <= '9')
            return DIGIT;
        return c >= 'A' && c <= 'Z' ? LETTER : OTHER;
    }
    if ((c == 0xd0 || c == 0xd1) && at + 1 < s.n) {
        *len = 2;
        return LETTER;
    }
    size_t next = at;
    uint32_t cp = str_utf8(s, &next);
    *len = next - at;
    switch (utf8proc_category((int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
        return LETTER;
    case UTF8PROC_CATEGORY_ND:
        return DIGIT;
    default:
        return OTHER;
    }
}

/* A full stop inside letters belongs to the word in "т.д", "e.g", "site.com",
 * and ends a sentence in "дома.предлагают", "slow.nobody". */
static bool dot_belongs(struct str s, size_t start, size_t at, size_t next)
{
    size_t before = at - start, after = 0, len;
    while (next + after < s.n && kind_at(s, next + after, &len) != OTHER)
        after += len;
    bool ascii = (unsigned char)s.p[at - 1] < 0x80;
    if ((unsigned char)s.p[next] < 0x80 && ascii)
        return before == 1 || after <= 3;
    return before <= 2 || after <= 2;
}

/* Does the sign at `at`, between a word that began at `start` and more
 * letters or digits, hold the two together? */
static bool joins(struct str s, size_t start, size_t at, enum char_kind before)
{
    size_t len, next = at + 1;
    if (next >= s.n)
        return false;
    enum char_kind after = kind_at(s, next, &len);
    if (after == OTHER)
        return false;
    bool digits = before == DIGIT && after == DIGIT;
    switch (s.p[at]) {
    case '-':
        return true;
    case '\'':
        return before == LETTER && after == LETTER;
    case '.':
        return digits || (before == LETTER && after == LETTER &&
                          dot_belongs(s, start, at, next));
    case ',':
    case ':':
    case '/':
        return digits;
    default:
        return false;
    }
}

/* Past the ASCII and Russian letters from `at` on: most of any word. */
static inline size_t plain_letters(struct str s, size_t at)
{
    while (at < s.n) {
        unsigned char c = (unsigned char)s.p[at];
        if (c >= 'a' && c <= 'z')
            at++;
        else if ((c == 0xd0 || c == 0xd1) && at + 1 < s.n)
            at += 2;
        else
            break;
    }
    return at;
}

/* End of the word that begins at `at`. */
static size_t word_end(struct str s, size_t at)
{
    size_t start = at, len;
    enum char_kind last = OTHER;
    while (at < s.n) {
        size_t plain = plain_letters(s, at);
        if (plain > at) {
            last = LETTER;
            at = plain;
            if (at == s.n || s.p[at] == ' ')
                return at;
        }
        enum char_kind k = kind_at(s, at, &len);
        if (k != OTHER) {
            last = k;
            at += len;
        } else if (last != OTHER && joins(s, start, at, last)) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

/* Words before a full stop that does not end a sentence. */
static bool abbreviation(struct str w)
{
    static const char *const list[] = {
        "г",   "гг",  "ул",  "д",   "им",  "руб", "коп", "р",
        "тыс", "млн", "тел", "см",  "п",   "пр",  "т",   "т.д",
        "т.п", "т.е", "т.к", "и.о", "стр", "mr",  "mrs", "ms",
        "dr",  "st",  "vs",  "e.g", "i.e", "no",  "etc", "approx"};
    size_t len;
    if (w.n <= 2 && w.n && kind_at(w, 0, &len) == LETTER && len == w.n)
        return true; /* an initial */
    if (w.n > 6)
        return false;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (str_eqz(w, list[i]))
            return true;
    return false;
}

/* Does a sentence end between the word and the next one at `to`? */
static bool sentence_ends(struct str s, struct str word, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        char c = s.p[i];
        if (c == '!' || c == '?' || c == '\n')
            return true;
        if (c == '.' && (i > from || !abbreviation(word)))
            return true;
    }
    return false;
}

size_t text_tokens(struct arena *a, struct str folded, struct token **tokens)
{
    size_t n = 0, cap = folded.n / 6 + 8;
    struct token *t = arena_room(a, cap * sizeof *t);
    int sentence = 0;
    for (size_t at = 0, len, end = 0; at < folded.n; at = end ? end : at) {
        while (at < folded.n && kind_at(folded, at, &len) == OTHER)
            at += len;
        if (at >= folded.n)
            break;
        if (n && sentence_ends(folded, t[n - 1].word, end, at))
            sentence++;
        end = word_end(folded, at);
        t = arena_grow(a, t, n, &cap, sizeof *t);
        t[n++] = (struct token){{folded.p + at, end - at}, at, sentence};
    }
    *tokens = t;
    return n;
}

uint64_t text_hash(struct str text)
{
    struct arena a = {0};
    struct folded f;
    text_fold(&a, text, &f);
    uint64_t h = 0xcbf29ce484222325ULL;
    for (size_t at = 0, len; at < f.text.n; at += len) {
        if (kind_at(f.text, at, &len) == OTHER)
            continue;
        for (size_t i = 0; i < len; i++)
            h = (h ^ (unsigned char)f.text.p[at + i]) * 0x100000001b3ULL;
    }
    arena_clear(&a);
    return h;
}
