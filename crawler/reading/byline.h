/* SPDX-License-Identifier: MIT
 *
 * byline: the name in what a page says of its author (folder-private). */
#ifndef MOLVA_BYLINE_H
#define MOLVA_BYLINE_H

#include "base/str.h"

/* "Ann" of "ann@a.example (Ann)", of "Ann <ann@a.example>", of "Ann
 * (ann@a.example)" and of "Ann, ann@a.example"; all else comes back as it is.
 * A view. */
struct str byline_name(struct str author);

#endif
