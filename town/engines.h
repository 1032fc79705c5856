/* SPDX-License-Identifier: MIT
 *
 * engines: what the sites of the town run on (folder-private). */
#ifndef MOLVA_TOWN_ENGINES_H
#define MOLVA_TOWN_ENGINES_H

#include "town/sheet.h"

/* The engine of that name, or NULL. */
sheet_engine *engines_find(struct str name);

#endif
