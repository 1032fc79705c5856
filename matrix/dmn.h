/* SPDX-License-Identifier: MIT
 *
 * dmn: the rows of a matrix as a decision table of DMN 1.3 and back, in the
 * part of it that modelers draw (folder-private).
 *
 *   dmn_xml.c    bytes -> elements, each with its place in the file
 *   dmn_feel.c   FEEL, the language of the cells
 *   dmn_read.c   elements -> rows
 *   dmn_write.c  rows -> a table
 *
 * An element lives in the arena of its file; errors stand at their place in
 * it, as those of a YAML file do. */
#ifndef MOLVA_DMN_H
#define MOLVA_DMN_H

#include "base/yaml.h"

#define DMN_MODEL   "https://www.omg.org/spec/DMN/20191111/MODEL/"
#define DMN_DIAGRAM "https://www.omg.org/spec/DMN/20191111/DMNDI/"
#define DMN_SHAPES  "http://www.omg.org/spec/DMN/20180521/DC/"

/* Columns of the outputs, and what a row in a file of ours calls the same; the
 * last two are members of its `why`. */
#define DMN_OUTPUTS(X)                                                         \
    X(ROW, "row", "id")                                                        \
    X(SOLUTION, "solution", "solution")                                        \
    X(DEPARTMENT, "department", "department")                                  \
    X(PROFILE, "profile", "profile")                                           \
    X(REPLY, "reply", "reply")                                                 \
    X(REPLY_PASSED, "reply_passed", "reply-passed")                            \
    X(ESCALATE, "escalate", "escalate")                                        \
    X(TOP, "top", "top")                                                       \
    X(WHY_RU, "why_ru", "ru")                                                  \
    X(WHY_EN, "why_en", "en")

#define DMN_OUTPUT_NAME(name, column, key) DMN_##name,
enum { DMN_OUTPUTS(DMN_OUTPUT_NAME) DMN_OUTPUT_COUNT };

struct dmn_place {
    int line, col; /* from 1; col in code points */
};

struct dmn_attribute {
    struct str name, value; /* of no namespace */
};

struct dmn_element {
    struct str name;                  /* without its prefix */
    struct str text;                  /* what stands in it itself, trimmed */
    struct dmn_place tag;             /* its < */
    struct dmn_place at;              /* the text's first character */
    const char *raw;                  /* the same, in the file */
    struct dmn_attribute *attributes; /* n of them */
    size_t n;                         /* of them */
    struct dmn_element *children;     /* of DMN's namespace; the first */
    struct dmn_element *next;         /* sibling */
};

/* Elements of other namespaces, and extensionElements, are left out with all
 * that is in them. Refuses what is not UTF-8, has a DOCTYPE, is nested too
 * deep, or is no DMN 1.3. */
struct dmn_element *dmn_parse(const struct yaml_file *f,
                              struct err *e) MUST_CHECK;

/* The value of an attribute; the empty str when there is none. */
struct str dmn_attribute(const struct dmn_element *el, const char *name);
/* The first child of that name, or NULL. */
struct dmn_element *dmn_child(const struct dmn_element *el, const char *name);

/* A place as errors and rows take it: `word` is what the caret is under. */
struct yaml_node *dmn_node(const struct yaml_file *f, struct dmn_place at,
                           struct str word);
/* The place behind `passed`, which begins at `p`. */
struct dmn_place dmn_forward(struct dmn_place p, struct str passed);
/* Does the file write an element's text as it reads, without references? Then
 * its bytes have places of their own. */
bool dmn_plain(const struct yaml_file *f, const struct dmn_element *el);

/* ---- dmn_feel.c ---- */

struct feel_tests {
    bool any;                 /* "-" or nothing: everything fits */
    bool negated;             /* not("a", "b"): everything else fits */
    struct yaml_node *values; /* the strings; the first */
    size_t n;                 /* of them */
};
/* A cell of an input: "a", "b" or not("a") or - . */
bool feel_read_tests(const struct yaml_file *f, const struct dmn_element *cell,
                     struct feel_tests *tests, struct err *e) MUST_CHECK;
/* A cell of an output: a string, true, false; *value is NULL where it holds
 * nothing, or null. */
bool feel_read_value(const struct yaml_file *f, const struct dmn_element *cell,
                     struct yaml_node **value, struct err *e) MUST_CHECK;
/* Writes a string as FEEL does, to be escaped as XML by the caller. */
void feel_write(struct buf *out, struct str s);

#endif
