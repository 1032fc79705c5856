/* SPDX-License-Identifier: MIT
 *
 * html: the only ways text gets into markup.
 *
 * html_text() serves element content and quoted attribute values alike.
 * Markup itself is written with buf_z() of constants. */
#ifndef MOLVA_HTML_H
#define MOLVA_HTML_H

#include "base/buf.h"

/* Escapes & < > " '. Bidirectional controls and C0 controls but TAB, LF are
 * dropped: a crawled author name must not turn the page around. */
void html_text(struct buf *out, struct str s);

/* href value of a crawled address: escaped when it is http or https, else
 * "#": escaping alone does not stop javascript:. */
void html_href(struct buf *out, struct str url);

/* printf for trusted numbers and names only; arguments are escaped:
 * html_printf(out, "<td>%s</td>", z). Knows %s (char *), %d (int),
 * %ld (long), %S (struct str *) and %%. */
void html_printf(struct buf *out, const char *fmt, ...);

#endif
