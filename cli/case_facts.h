/* SPDX-License-Identifier: MIT
 *
 * case_facts: words of `molva case` that choose from the catalogue
 * (folder-private). Each does what was typed, or says why not. */
#ifndef MOLVA_CASE_FACTS_H
#define MOLVA_CASE_FACTS_H

#include "cli/case_call.h"

bool case_set(struct case_call *c, struct err *e) MUST_CHECK;
bool case_measure(struct case_call *c, struct err *e) MUST_CHECK;
bool case_talk(struct case_call *c, struct err *e) MUST_CHECK;
/* A chain begins; a task of one, or any other, is done or dropped. */
bool case_chain(struct case_call *c, struct err *e) MUST_CHECK;
bool case_did(struct case_call *c, struct err *e) MUST_CHECK;
bool case_drop(struct case_call *c, struct err *e) MUST_CHECK;
/* Deadlines that a rule lets be put off are. */
bool case_extend(struct case_call *c, struct err *e) MUST_CHECK;
bool case_catalogue(struct case_call *c, struct err *e) MUST_CHECK;

#endif
