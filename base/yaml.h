/* SPDX-License-Identifier: MIT
 *
 * yaml: files that users edit, read by a table of fields.
 *
 * yaml_load() makes a tree in which every node knows its line and column.
 * yaml_read() fills a struct from a mapping by a table of fields and refuses
 * what the table does not know. Errors look like a compiler's:
 *
 *   molva.yaml:17:5: unknown key 'evry'; did you mean 'every'?
 *       evry: 30m
 *       ^^^^
 *
 * Anchors, aliases, tags and duplicate keys are refused. Everything lives in
 * the caller's arena, the strings too. */
#ifndef MOLVA_YAML_H
#define MOLVA_YAML_H

#include "base/buf.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
    enum yaml_kind kind;
    int line, col;              /* where it starts, from 1; col in bytes */
    bool plain;                 /* scalar without quotes */
    struct str value;           /* text of a scalar */
    struct yaml_node *key;      /* of a member of a map, else NULL */
    struct yaml_node *children; /* first member or item */
    struct yaml_node *next;     /* sibling */
    size_t n;                   /* number of children */
};

struct yaml_file {
    const char *name;       /* as errors call it */
    struct str text;        /* the whole text */
    struct yaml_node *root; /* NULL for an empty file */
    struct arena *arena;    /* everything lives here */
};

/* Reads and parses. False with file:line:column in e. */
bool yaml_load(struct yaml_file *f, struct arena *a, const char *path,
               struct err *e) MUST_CHECK;
bool yaml_parse(struct yaml_file *f, struct arena *a, const char *name,
                struct str text, struct err *e) MUST_CHECK;

/* "file:line:col: text", the line and a caret under `node` (NULL: the file's
 * first line). Always false. */
bool yaml_error(const struct yaml_file *f, const struct yaml_node *node,
                struct err *e, const char *fmt, ...) PRINTF(4, 5);
/* The same, the caret `offset` bytes into a plain or quoted scalar: where a
 * pattern is wrong. */
bool yaml_error_at(const struct yaml_file *f, const struct yaml_node *node,
                   size_t offset, struct err *e, const char *fmt, ...)
    PRINTF(5, 6);

/* The member of a map, or NULL. */
struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);

enum yaml_type {
    YAML_STR,      /* struct str */
    YAML_INT,      /* int64_t */
    YAML_NUM,      /* double */
    YAML_BOOL,     /* bool: true false yes no on off */
    YAML_DURATION, /* int64_t seconds: 90s 30m 4h 7d 2w, 0 */
    YAML_STRS,     /* struct yaml_strs: a list of scalars, or one scalar */
    YAML_ENUM,     /* int: index in .names */
    YAML_SUB,      /* a struct: mapping by .fields; nothing at all behind the
                      key is a mapping without members */
    YAML_SUBS,     /* struct yaml_subs: list of mappings by .fields; nothing at
                      all behind the key is a list without items */
    YAML_NODE,     /* struct yaml_node *: the caller reads it */
};

struct yaml_strs {
    struct str *items; /* n of them */
    size_t n;
    struct yaml_node **nodes; /* where each stands, for errors */
};

struct yaml_subs {
    void *items; /* n structs of field.size bytes */
    size_t n;
    struct yaml_node **nodes; /* the mapping of each, for errors */
};

struct yaml_field {
    const char *key;                 /* as the user writes it; NULL ends */
    enum yaml_type type;             /* what stands there */
    size_t at;                       /* offsetof in the struct */
    bool required;                   /* an error when missing */
    const char *const *names;        /* YAML_ENUM: values, NULL ends */
    const struct yaml_field *fields; /* YAML_SUB(S): table of the mapping */
    size_t size;                     /* YAML_SUBS: sizeof one item */
    const char *help;                /* one sentence for the sample file */
    const char *sample;              /* value in the sample file, may be NULL */
    bool off;                        /* the sample shows it as a comment */
    bool alone;                      /* YAML_SUBS: one mapping will do */
};

/* Fills *out; members that are missing are left as the caller set them, so
 * defaults go in first. A struct item of YAML_SUBS starts as zeroes. */
bool yaml_read(const struct yaml_file *f, const struct yaml_node *map,
               const struct yaml_field *fields, void *out,
               struct err *e) MUST_CHECK;

/* Writes the sample file of a table: each field that has a sample value, its
 * help as a comment above it. A field that is off stands behind "# "; of a
 * list that is off only the items do. Items begin in the column of their key,
 * so that one may be appended as people write them. */
void yaml_sample(struct buf *out, const struct yaml_field *fields);

#endif
