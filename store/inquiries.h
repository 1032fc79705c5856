/* SPDX-License-Identifier: MIT
 *
 * inquiries: what people at the desk ask about an address (public through
 * store.h).
 *
 *   asked -> answered -> wanted -> added
 *
 * A person asks; another process looks and answers what is there; a person
 * says that it is to be watched; that process writes it into molva.yaml. The
 * desk itself connects to nobody. Asked and added are events. */
#ifndef MOLVA_INQUIRIES_H
#define MOLVA_INQUIRIES_H

#include "base/str.h"

struct store;

enum {
    INQUIRY_ADDRESS = 2048, /* bytes of an address */
    INQUIRY_NAME = 200,     /* of a source */
    INQUIRIES_SHOWN = 20
};

struct inquiry_row {
    int64_t id;
    struct str login;     /* who asks */
    int64_t asked;        /* when */
    struct str address;   /* as it was typed */
    int64_t answered;     /* when, 0 it waits */
    struct str cause;     /* why it can not be watched or added, "" it can */
    struct str kind;      /* connector of what would be watched */
    struct str urls;      /* where it starts, one a line, "" nowhere */
    int64_t beginnings;   /* 1: a feed of beginnings of texts */
    struct str ru, en;    /* what was seen, for people */
    struct str leads;     /* addresses that were found there, one a line */
    int64_t wanted;       /* when somebody said yes, 0 nobody */
    struct str wanted_by; /* who */
    struct str name;      /* of the source, "" it will be found */
    int64_t articles;     /* 1: its articles are read through */
    int64_t added;        /* molva.yaml has it since, 0 it has not */
};

/* One at a time: *id is the new one's, or 0 while another of the login waits.
 * What was answered and is older than a week goes, unless it is still to be
 * added. */
bool store_inquiry_ask(struct store *s, struct str login, struct str address,
                       int64_t now, int64_t *id, struct err *e) MUST_CHECK;
bool store_inquiry_get(struct store *s, struct arena *a, int64_t id,
                       struct inquiry_row *row, bool *found,
                       struct err *e) MUST_CHECK;
/* The newest INQUIRIES_SHOWN of all people. */
bool store_inquiries(struct store *s, struct arena *a,
                     struct inquiry_row **rows, size_t *n,
                     struct err *e) MUST_CHECK;
/* The oldest that waits for an answer, or to be added. */
bool store_inquiry_next(struct store *s, struct arena *a,
                        struct inquiry_row *row, bool *found,
                        struct err *e) MUST_CHECK;
/* row->cause, kind, urls, beginnings, ru, en, leads. */
bool store_inquiry_answer(struct store *s, const struct inquiry_row *row,
                          int64_t now, struct err *e) MUST_CHECK;
/* row->wanted_by wants it under row->name, with its articles or not. *done:
 * false when there is nothing to watch, or it was wanted already. */
bool store_inquiry_want(struct store *s, const struct inquiry_row *row,
                        int64_t now, bool *done, struct err *e) MUST_CHECK;
/* It is in molva.yaml as row->name; or it cannot be, for row->cause, and may be
 * wanted once more. */
bool store_inquiry_added(struct store *s, const struct inquiry_row *row,
                         int64_t now, struct err *e) MUST_CHECK;

#endif
