/* SPDX-License-Identifier: MIT
 *
 * mail_words: headers and bodies of mail as UTF-8 (folder-private). */
#ifndef MOLVA_MAIL_WORDS_H
#define MOLVA_MAIL_WORDS_H

#include "crawler/markup/charset.h"

/* A header unfolded, its encoded words (RFC 2047) decoded: also those inside
 * quotes and without a blank between, as mailers write them. Bytes beside them
 * are in the charset told, "" none, if they agree. */
struct str mail_header(const struct charsets *all, struct arena *a,
                       struct str raw, struct str charset);
/* Text in the charset that is told, "" none, if its bytes agree. */
struct str mail_text(const struct charsets *all, struct arena *a,
                     struct str bytes, struct str charset);
/* Lines that format=flowed broke (RFC 3676) joined again; delsp: the blank at
 * their end goes too. */
struct str mail_unflow(struct arena *a, struct str text, bool delsp);
/* The ids in "<a@b> (x) <c@d>": the first or the last, without <>; "". */
struct str mail_id(struct arena *a, struct str header, bool last);

#endif
