/* SPDX-License-Identifier: MIT
 *
 * incident: a mention that says what happened finds its like. */
#ifndef MOLVA_STORE_INCIDENT_H
#define MOLVA_STORE_INCIDENT_H

#include "store/db.h"
#include "store/store.h"

/* Puts down what the new mention says has happened, and joins it: before its
 * case is opened, since its draft becomes one that no other there has yet, as
 * far as there are wordings. */
bool incident_spot(struct db *db, struct mention *m, struct err *e) MUST_CHECK;

/* Of act: incident, mention, words (why), who, now; with its event. */
bool incident_put(struct db *db, const struct incident_act *act,
                  struct err *e) MUST_CHECK;
/* An event of act->mention and its case. */
bool incident_tell(struct db *db, const struct incident_act *act,
                   const char *what, struct err *e) MUST_CHECK;
/* A new one, of that event and place; `url` is the thread. Sets act->incident.
 */
bool incident_make(struct db *db, const struct spot_row *of, struct str brand,
                   struct incident_act *act, struct err *e) MUST_CHECK;

#endif
