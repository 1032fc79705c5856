/* SPDX-License-Identifier: MIT
 *
 * mail: one message, RFC 5322 and MIME, as a tree that XPath can ask
 * (folder-private).
 *
 *   <mail><message><id>a@b.example</id><subject/><from/><date/><received/>
 *     <reply_to/><thread/><topic/><link/><text/><html/>
 *     <attachment>bill.pdf</attachment></message></mail>
 *
 * gmime finds the parts and undoes base64 and quoted-printable; charsets, also
 * of headers, are charset.h's work, so what a part says of its own is only
 * believed when its bytes agree. Text is what a reader would see: plain text
 * where there is some (format=flowed joined), else HTML. Attached messages and
 * those of a digest, MIME or RFC 1153, are messages of their own behind the
 * one they came in. What else is attached is named. */
#ifndef MOLVA_MAIL_H
#define MOLVA_MAIL_H

#include <libxml/tree.h>

#include "crawler/markup/charset.h"

/* Once, before the sandbox closes. */
void mail_ready(void);

/* NULL with the cause when this is no message. Of a bundle (bundle.h) what is
 * none is a <fault> with its UID. */
xmlDoc *mail_parse(const struct charsets *charsets, struct arena *a,
                   struct str bytes, bool bundle, struct err *e) MUST_CHECK;

#endif
