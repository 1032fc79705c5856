/* SPDX-License-Identifier: MIT
 *
 * quoted: what somebody else said, as mail shows it (folder-private). */
#ifndef MOLVA_QUOTED_H
#define MOLVA_QUOTED_H

#include "base/mem.h"
#include "base/str.h"

/* The text without lines that start with ">" and without the line above them
 * that says who wrote them ("On Monday Ann wrote:"). A single "> 500" is a
 * comparison. The text itself when nothing was quoted. */
struct str quoted_off(struct arena *a, struct str text);

#endif
