/* SPDX-License-Identifier: MIT
 *
 * calibrate: what the greatest share of a text is worth: how often such texts
 * are right, by texts the weights had not seen.
 *
 * Shares are cut into bins of as many texts; a bin that is right less often
 * than the one below it is made one with it (isotonic regression), so that a
 * greater share never means less. Between the bins' means runs a line. */
#ifndef MOLVA_CALIBRATE_H
#define MOLVA_CALIBRATE_H

#include "classify/decide.h"

struct judged {
    double share; /* of the type told */
    bool right;   /* it is the text's */
    int source;   /* left out of the fit with it */
};

/* Sorts the rows; the steps that make shares true, and their number. */
size_t calibrate(struct judged *rows, size_t n, struct step steps[STEPS_MAX]);

/* Said .8, right .8? Each source by steps of the others; a line for a person,
 * and how many texts are below some confidences. */
void calibrate_report(struct judged *rows, size_t n, int sources,
                      struct buf *out);

/* The same of texts that nobody read, by the steps of w, which has not seen
 * them. */
void calibrate_unread(const struct weights *w, const struct judged *rows,
                      size_t n, struct buf *out);

#endif
