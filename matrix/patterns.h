/* SPDX-License-Identifier: MIT
 *
 * patterns: lists of PCRE2 patterns of a rule file (folder-private). */
#ifndef MOLVA_MATRIX_PATTERNS_H
#define MOLVA_MATRIX_PATTERNS_H

#include "base/yaml.h"

struct pcre2_real_code_8;

struct patterns {
    struct yaml_strs text;           /* as written */
    struct pcre2_real_code_8 **code; /* text.n of them; NULL: not compiled */
};

/* One place where a pattern fits. */
struct found {
    size_t start, end;     /* of the whole match */
    size_t it_start, it_n; /* of the group "IT"; the whole where it has none */
};

/* Case does not matter. What is wrong is told at the node. Not compiled to
 * machine code: that takes six times as long, and a reply is looked at once. */
struct pcre2_real_code_8 *patterns_one(const struct yaml_file *f,
                                       const struct yaml_node *n,
                                       struct str pattern,
                                       struct err *e) MUST_CHECK;
/* Compiles text, for what is looked for in every mention; the codes are freed
 * by patterns_free(). */
bool patterns_compile(struct patterns *p, const struct yaml_file *f,
                      struct err *e) MUST_CHECK;
void patterns_free(struct patterns *p);

/* The first place from byte `at` on where the i-th fits. Of bad UTF-8 the
 * good parts are searched. */
bool patterns_find(const struct patterns *p, size_t i, struct str text,
                   size_t at, struct found *f);
/* Does any of them fit? */
bool patterns_any(const struct patterns *p, struct str text);

#endif
