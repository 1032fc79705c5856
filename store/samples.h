/* SPDX-License-Identifier: MIT
 *
 * samples: a few mentions of each week, drawn by chance, which a person labels
 * who has not seen their verdicts (public through store.h).
 *
 * What corrections say of the machine is biased, since people correct what they
 * stumble over; a sample is not. The same store draws the same mentions. A
 * label is a label for `rules learn` as well; it changes no verdict. */
#ifndef MOLVA_SAMPLES_H
#define MOLVA_SAMPLES_H

#include "base/buf.h"

struct store;

struct sample_row {
    int64_t id, week, mention;    /* week: its first second, a Monday in UTC */
    struct str type, tone, rules; /* as the machine had it */
    struct str said, said_tone;  /* by a person: a type or not-us; "" not yet */
    struct str who;              /* said so */
    int64_t at;                  /* then */
    struct str title, text, url; /* of the mention */
    struct str brand;            /* which of the brands of its post is asked
                                    about; "" it is about one */
};

/* The first second of the week that `at` lies in. */
int64_t sample_week(int64_t at);

/* Draws at most `most` mentions published in the week that begins then, unless
 * some were; *n: how many are drawn. With an event. */
struct sample_draw {
    int64_t week, most, now;
    struct str who;
};
bool store_sample_draw(struct store *s, const struct sample_draw *d, int64_t *n,
                       struct err *e) MUST_CHECK;
/* Those drawn of weeks from..to, the oldest week first. */
bool store_samples(struct store *s, struct arena *a, int64_t from, int64_t to,
                   struct sample_row **rows, size_t *n,
                   struct err *e) MUST_CHECK;
/* What a person says of row->id: said, said_tone ("" nothing), who, at. Once;
 * the label and its event are written with it. */
bool store_sample_say(struct store *s, const struct sample_row *row,
                      struct err *e) MUST_CHECK;

#endif
