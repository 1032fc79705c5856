/* SPDX-License-Identifier: MIT
 *
 * template: a reply with fields (folder-private).
 *
 *   {contact}              the value; an error when there is none
 *   {?author}...{/}        only when there is an author
 *   {!author}...{/}        only when there is none
 *   {?kind-word}...{/}     only when one of ours was praised beside a matter
 *   {?number}...{/}        only when the author told a number that is asked
 *   {?called}...{/}        only when the author has turned to us before
 *
 * A value is put in as it is and never read again, so an author called
 * "{contact}" brings nothing in; template_clean() has refused such a name
 * before. */
#ifndef MOLVA_MATRIX_TEMPLATE_H
#define MOLVA_MATRIX_TEMPLATE_H

#include "base/buf.h"

enum field {
    FIELD_AUTHOR,
    FIELD_COMPANY,
    FIELD_BRAND,
    FIELD_CONTACT,
    FIELD_DEPARTMENT,
    FIELD_TOPIC,
    FIELD_DUE,
    FIELD_URL,
    FIELD_SITE,
    FIELD_SOURCE,
    FIELD_SUM, /* from here: what the author told */
    FIELD_DAY,
    FIELD_FLIGHT,
    FIELD_COLLEAGUE,    /* "Екатерина и Антон" */
    FIELD_COLLEAGUE_TO, /* "Екатерине и Антону" */
    FIELD_ABOUT,        /* the matter: "о задержке рейса" */
    FIELD_SORRY,     /* the same as a clause: "рейс задержали" */
    FIELD_ASK,       /* what has to be asked: "номер заказа" */
    FIELD_NUMBER,    /* asked for only: {?number} */
    FIELD_CALLED,    /* to here; asked for only: {?called} */
    FIELD_KIND_WORD, /* asked for only: {?kind-word} */
    FIELD_COUNT
};

enum piece_kind { PIECE_TEXT, PIECE_FIELD, PIECE_WITH, PIECE_WITHOUT };

struct piece {
    enum piece_kind kind; /* what stands here */
    struct str text;      /* of PIECE_TEXT */
    enum field field;     /* of the others */
    size_t end;           /* WITH, WITHOUT: index of the first piece after */
};

struct template
{
    struct piece *pieces; /* n of them */
    size_t n;
};

/* What went wrong where, before a file and line are known. */
struct template_fault {
    size_t at;     /* byte of the text */
    char msg[160]; /* what */
};

/* Parses; the pieces point into text, which must live as long. False with the
 * fault when a brace does not close, a field is unknown or sections nest. */
bool template_parse(struct template *t, struct arena *a, struct str text,
                    struct template_fault *fault) MUST_CHECK;

/* Fills; an empty value counts as missing. False with the field's name in e
 * when a value is missing outside of a section that allows it. */
bool template_fill(const struct template *t,
                   const struct str values[FIELD_COUNT], struct buf *out,
                   struct err *e) MUST_CHECK;

/* How many of the author's facts the filled text would name or heed. */
size_t template_facts(const struct template *t,
                      const struct str values[FIELD_COUNT]);

/* A foreign value made fit for a reply: one line, no control, invisible or
 * bidirectional characters, at most `most` code points. The empty str when it
 * holds markup, braces or a link, or no letter or digit at all: a reply does
 * without it. */
struct str template_clean(struct arena *a, struct str value, size_t most);
/* The same for an address: http or https, no blank, quote or brace in it. */
struct str template_clean_url(struct str url);

#endif
