/* SPDX-License-Identifier: MIT
 *
 * mail_said: what the author of a message says himself (folder-private). */
#ifndef MOLVA_MAIL_SAID_H
#define MOLVA_MAIL_SAID_H

#include "base/mem.h"
#include "base/str.h"

/* The text without what is quoted or forwarded, with the lines that announce
 * it in Russian or English ("On ... wrote:", a block of From, Sent, To,
 * Subject, "-----Original Message-----"), without the signature behind "-- ",
 * the footer of a mailing list and "Sent from my iPhone". A message that only
 * forwards says nothing itself: then "". */
struct str mail_said(struct arena *a, struct str text);

#endif
