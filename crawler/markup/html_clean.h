/* SPDX-License-Identifier: MIT
 *
 * html_clean: bytes of a page that a tree cannot hold (folder-private).
 *
 * HTML makes one line feed of CR LF and of CR; a form feed is a space. XML
 * forbids NUL, the other control characters and U+FFFE: HTML_ODD and what it
 * was stand in their place until html_ref_decode(). */
#ifndef MOLVA_HTML_CLEAN_H
#define MOLVA_HTML_CLEAN_H

#include "base/buf.h"

/* utf8 itself when it has none of them (most pages), else a copy in out. */
struct str html_clean(struct str utf8, struct buf *out);

#endif
