/* SPDX-License-Identifier: MIT
 *
 * note: who came, went, took data out or was refused, as events in the chain
 * and lines of the log (ASVS 16.3). */
#ifndef MOLVA_DESK_NOTE_H
#define MOLVA_DESK_NOTE_H

#include "desk/internal.h"

/* Inside the transaction that begins or ends the session. */
bool note_sign_in(struct request *r, struct str login,
                  struct err *e) MUST_CHECK;
bool note_sign_out(struct request *r, struct err *e) MUST_CHECK;
/* The user takes data out as a file: what the target says. */
bool note_export(struct request *r, struct err *e) MUST_CHECK;
/* Written when the loop allows it (job.h), else counted there. */
bool note_refused(struct request *r, enum refusal what, struct str login,
                  struct err *e) MUST_CHECK;

#endif
