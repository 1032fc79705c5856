/* SPDX-License-Identifier: MIT
 *
 * content: how much there is to read on a page (folder-private). */
#ifndef MOLVA_CONTENT_H
#define MOLVA_CONTENT_H

#include <libxml/tree.h>
#include <stddef.h>

/* Letters of running text, white space left out: what stands in links, buttons,
 * labels, lists to choose from and scripts is not to be read. Counting ends
 * at `most`. */
size_t content_letters(const xmlDoc *doc, size_t most);

#endif
