/* SPDX-License-Identifier: MIT
 * The language of rules: every scalar of a YAML file is taken as a pattern of
 * words and as a regex, and both are run on the file's own text. */
#include <locale.h>
#include <stdlib.h>

#include "classify/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { FRESH = 30000 }; /* inputs before the vocabulary starts anew */

struct trial {
    struct vocab *vocab;        /* kept over inputs: it is dear to open */
    struct regex_engine *regex; /* the same */
    struct arena arena;         /* of one input */
    struct yaml_file file;      /* the input */
    struct doc doc;             /* its text */
};

/* What may not be tried cannot match. */
static bool tried(const struct regex_engine *g, const struct regex *r)
{
    const struct regex *one;
    size_t next = 0;
    while ((one = regex_possible(g, &next)))
        if (one == r)
            return true;
    return false;
}

static void try_scalar(struct trial *t, const struct yaml_node *node)
{
    struct err e = {0};
    struct pattern p;
    struct span s;
    uint32_t *counts;
    if (pattern_read(&p, &t->arena, t->vocab, STR("ru"), &t->file, node, &e)) {
        counts = arena_alloc(&t->arena,
                             (vocab_atoms(t->vocab) + 1) * sizeof *counts);
        pattern_anchor(&p, counts);
        for (size_t i = 0; i < t->doc.n; i++)
            if (pattern_at(&p, &t->doc, i, &s) && s.last >= t->doc.n)
                abort();
    }
    struct regex *r = regex_new(t->regex, &t->arena, &t->file, node, &e);
    struct regex_place at = {0};
    regex_look(t->regex, t->doc.folded.text);
    for (int k = 0; r && k < 3; k++)
        if (regex_next(t->regex, r, t->doc.folded.text, &at) == REGEX_YES &&
            (at.start > at.end || at.end > t->doc.folded.text.n ||
             !tried(t->regex, r)))
            abort();
}

static void walk(struct trial *t, const struct yaml_node *node)
{
    for (; node; node = node->next)
        if (node->kind == YAML_SCALAR)
            try_scalar(t, node);
        else
            walk(t, node->children);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct trial t;
    static int runs;
    struct err e = {0};
    if (runs++ % FRESH == 0) {
        setlocale(LC_CTYPE, "C.UTF-8");
        vocab_close(t.vocab);
        t.vocab = vocab_open(&e);
        if (!t.vocab)
            abort();
    }
    struct str text = {(const char *)data, n};
    t.regex = regex_open();
    if (yaml_parse(&t.file, &t.arena, "t.yaml", text, &e)) {
        vocab_forget(t.vocab);
        doc_make(&t.doc, &t.arena, t.vocab, (struct str){0}, text);
        walk(&t, t.file.root);
    }
    regex_close(t.regex);
    arena_clear(&t.arena);
    return 0;
}
