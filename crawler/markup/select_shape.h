/* SPDX-License-Identifier: MIT
 *
 * select_shape: the tree that an XPath of the common shape is parsed into
 * (folder-private, run by select_walk.c). */
#ifndef MOLVA_SELECT_SHAPE_H
#define MOLVA_SELECT_SHAPE_H

#include "base/mem.h"
#include "base/str.h"

enum axis { AXIS_CHILD, AXIS_DESCENDANT, AXIS_ATTRIBUTE };

enum test_kind {
    TEST_AND,
    TEST_OR,
    TEST_NOT,
    TEST_CLASS,    /* cls('value') */
    TEST_TAG,      /* tag('value') */
    TEST_PROP,     /* prop('value') */
    TEST_ISA,      /* isa('value') */
    TEST_SELF,     /* self::value */
    TEST_HAS,      /* @name */
    TEST_EQUAL,    /* @name='value' */
    TEST_DIFFERS,  /* @name!='value' */
    TEST_STARTS,   /* starts-with(@name,'value') */
    TEST_CONTAINS, /* contains(@name,'value') */
    TEST_PATH,     /* a path below the node */
    TEST_FIRST,    /* [1] */
    TEST_LAST,     /* [last()] */
};

struct test {
    enum test_kind kind;
    struct str name, value;          /* with a NUL behind */
    const struct test *left, *right; /* of and, or, not */
    const struct walk *path;         /* of TEST_PATH */
};

enum { STEP_TESTS = 8, WALK_STEPS = 16 };

struct step {
    enum axis axis;
    struct str name;                      /* p NULL: any element */
    const struct test *tests[STEP_TESTS]; /* all must hold */
    size_t n_tests;                       /* used of tests */
    bool understood;                      /* its name was read */
};

struct walk {
    bool absolute;                 /* starts at the document */
    bool only_first;               /* (path)[1] */
    struct step steps[WALK_STEPS]; /* n_steps of them, at least 1 */
    size_t n_steps;
};

/* NULL when the XPath is not of that shape. */
const struct walk *walk_new(struct arena *a, struct str xpath);
/* The beginning of an XPath of another shape: where it finds nothing, the
 * whole finds nothing. NULL when there is no such beginning. */
const struct walk *walk_needed(struct arena *a, struct str xpath);

#endif
