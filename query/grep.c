/* SPDX-License-Identifier: MIT
 * grep: patterns of a query. Without a just-in-time compiler, whose memory
 * would have to be given back: so a query ends with its arena. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "query/grep.h"

#include <pcre2.h>

#include "base/ceiling.h"
#include "base/text.h"

enum {
    LONGEST = 1024, /* bytes of a pattern */
    NESTED = 50,    /* its brackets */
    HEAP_KIB = 2048 /* for one match */
};

struct grep {
    pcre2_code *code;             /* compiled */
    pcre2_match_data *data;       /* offsets of the last match */
    pcre2_match_context *context; /* limits */
};

static void *take(size_t n, void *arena)
{
    return arena_alloc(arena, n);
}

static void leave(void *p, void *arena)
{
    (void)p, (void)arena; /* it goes with the arena */
}

/* Folded text has е for ё, whatever the case. */
static struct str plain(struct arena *a, struct str s)
{
    s = str_replaced(a, s, STR("ё"), STR("е"));
    return str_replaced(a, s, STR("Ё"), STR("е"));
}

static pcre2_code *compile(struct arena *a, pcre2_general_context *memory,
                           struct str pattern, size_t *at, struct str *why)
{
    int code = 0;
    PCRE2_SIZE place = 0;
    pcre2_compile_context *c = pcre2_compile_context_create(memory);
    pcre2_set_max_pattern_length(c, LONGEST);
    pcre2_set_parens_nest_limit(c, NESTED);
    pcre2_code *made = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n,
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS |
                                         PCRE2_NEVER_BACKSLASH_C,
                                     &code, &place, c);
    if (made)
        return made;
    PCRE2_UCHAR text[160];
    pcre2_get_error_message(code, text, sizeof text);
    *at = place < pattern.n ? place : pattern.n;
    *why = str_dup(a, str_of((const char *)text));
    return NULL;
}

struct grep *grep_new(struct arena *a, struct str pattern, size_t *at,
                      struct str *why)
{
    struct grep *g = arena_alloc(a, sizeof *g);
    pcre2_general_context *memory =
        pcre2_general_context_create(take, leave, a);
    g->code = compile(a, memory, plain(a, pattern), at, why);
    if (!g->code)
        return NULL;
    g->data = pcre2_match_data_create(1, memory);
    g->context = pcre2_match_context_create(memory);
    pcre2_set_match_limit(g->context, CEILING_REGEX_STEPS);
    pcre2_set_heap_limit(g->context, HEAP_KIB);
    return g;
}

enum grep_result grep_next(struct grep *g, struct str folded,
                           struct query_hit *hit)
{
    if (hit->to > folded.n)
        return GREP_NO;
    PCRE2_SPTR text = (PCRE2_SPTR)(folded.p ? folded.p : "");
    int rc = pcre2_match(g->code, text, folded.n, hit->to, PCRE2_NO_UTF_CHECK,
                         g->data, g->context);
    if (rc == PCRE2_ERROR_NOMATCH)
        return GREP_NO;
    if (rc < 0)
        return GREP_SLOW;
    PCRE2_SIZE *found = pcre2_get_ovector_pointer(g->data);
    *hit = (struct query_hit){found[0], found[1]};
    return GREP_YES;
}
