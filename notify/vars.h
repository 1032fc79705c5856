/* SPDX-License-Identifier: MIT
 *
 * vars: named values, templates that hold them, patterns that find them
 * (folder-private).
 *
 *   "{server}/wall{owner}_{post}"   as a template: the values are put in
 *                                   as a pattern: known values must stand
 *                                   there, unknown ones are learnt
 *
 * {name?} may be missing; {name:int} is a number where the template is a value
 * of JSON; {*} of a pattern is anything at all. A value that a pattern learns
 * is of letters, digits and ".~%@_-" of ASCII, the shortest that fits. */
#ifndef MOLVA_VARS_H
#define MOLVA_VARS_H

#include "base/buf.h"

enum { VARS_MOST = 48, VAR_LONGEST = 1 << 16 };

struct vars {
    struct {
        const char *name;
        struct str value;
    } at[VARS_MOST]; /* n of them */
    size_t n;
};

/* How a value goes into what a template makes. */
enum vars_as {
    VARS_PLAIN,   /* as it is */
    VARS_ESCAPED, /* for a part of an address, or a form */
    VARS_LINE,    /* of a header: refused with a line end in it */
};

/* Sets or replaces; the texts stay the caller's. False when there are too
 * many. */
bool vars_set(struct vars *v, const char *name, struct str value);
/* NULL: it is not known. */
const struct str *vars_get(const struct vars *v, struct str name);

/* The template filled in; a name that is not known is an error. */
bool vars_fill(const struct vars *v, struct str template, enum vars_as as,
               struct buf *out, struct err *e) MUST_CHECK;
/* Is the template one {name:int} whose value is a number? */
bool vars_is_int(const struct vars *v, struct str template);
/* Is it one {name?} that is not known? */
bool vars_is_absent(const struct vars *v, struct str template);
/* Does the text fit? Then what it tells is set; memory of the arena. */
bool vars_match(struct vars *v, struct arena *a, struct str pattern,
                struct str text);
/* Are the braces of a template right? */
bool vars_check(struct str template, struct err *e) MUST_CHECK;

#endif
