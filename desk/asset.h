/* SPDX-License-Identifier: MIT
 *
 * asset: the style sheet, the script and the icon, inside the program. Their
 * URLs carry a hash of their content, so browsers may keep them for ever. */
#ifndef MOLVA_DESK_ASSET_H
#define MOLVA_DESK_ASSET_H

#include "desk/internal.h"

/* URL of "desk.css", "looks.css", "desk.js" or "icon.svg", in the arena. */
struct str asset_url(struct arena *a, const char *name);
bool asset_get(struct request *r, struct err *e) MUST_CHECK;

#endif
